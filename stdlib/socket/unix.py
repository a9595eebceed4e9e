"""socket.unix: sockets of the Unix domain, as streams and datagrams. They look like TCP and UDP objects, with paths."""

from __future__ import annotations

import errno
import os
import socket

from luapy.runtime.api import ABSENT, check_string, index, library, setmetatable
from luapy.stdlib.socket import options
from luapy.stdlib.socket.buffers import Buffer
from luapy.stdlib.socket.handles import Closed, Failure, Handle, error_text
from luapy.stdlib.socket.inet import c_string
from luapy.stdlib.socket.objects import (
    Classes, SocketObject, check_class, check_group, connection_methods, plain_methods, stream_methods,
)
from luapy.stdlib.socket.timeouts import Timeout
from luapy.stdlib.socket.udp import datagram_size, receive_datagram, refusal

STREAM_GROUP = "unixstream{any}"
MASTER = "unixstream{master}"
CLIENT = "unixstream{client}"
SERVER = "unixstream{server}"

DATAGRAM_GROUP = "unixdgram{any}"
CONNECTED = "unixdgram{connected}"
UNCONNECTED = "unixdgram{unconnected}"

LONGEST_PATH = 107  # sizeof(sun_path) - 1


class UnixObject(SocketObject):
    """A stream socket; has a buffer."""

    group = STREAM_GROUP

    def __init__(self, lib, kind, handle):
        timeout = Timeout()
        super().__init__(lib, kind, handle, timeout)
        self.__dict__["buffer"] = Buffer(handle, timeout)


class UnixDatagramObject(SocketObject):
    group = DATAGRAM_GROUP


def _path(number, value) -> bytes:
    path = c_string(check_string(number, value))
    if len(path) > LONGEST_PATH:
        raise Failure("path too long")
    return path


def _text(path) -> str:
    """A path that the system gave; "" for an abstract name or none."""
    return os.fsencode(path or "").partition(b"\0")[0].decode("latin-1")


def _bind(obj, path):
    try:
        obj.handle.bind(_path(2, path))
    except Failure as failure:
        if failure.reason != "path too long":
            obj.handle.close()
        return None, failure.reason
    return 1.0


def _connect(obj, path, kind):
    obj.timeout.mark_start()
    try:
        obj.handle.connect(_path(2, path), obj.timeout)
    except Failure as failure:
        if failure.reason != "path too long":
            obj.handle.close()
        return None, failure.reason
    obj.set_kind(kind)
    return 1.0


def _getsockname(obj):
    try:
        if obj.handle.sock is None:
            return None, error_text(errno.EBADF)
        return _text(obj.handle.sock.getsockname())
    except OSError as error:
        return None, error_text(error.errno)


# Streams ------------------------------------------------------------------------------

def accept(unix=ABSENT, *_):
    """server:accept()."""
    unix = check_class(unix, SERVER)
    unix.timeout.mark_start()
    try:
        return UnixObject(unix.lib, CLIENT, unix.handle.accept(unix.timeout))
    except Failure as failure:
        return None, failure.reason


def bind(unix=ABSENT, path=ABSENT, *_):
    """master:bind(path)."""
    return _bind(check_class(unix, MASTER), path)


def connect(unix=ABSENT, path=ABSENT, *_):
    """master:connect(path)."""
    return _connect(check_class(unix, MASTER), path, CLIENT)


def getsockname(unix=ABSENT, *_):
    """object:getsockname(): the path."""
    return _getsockname(check_group(unix, STREAM_GROUP))


def setoption(unix=ABSENT, name=ABSENT, value=ABSENT, *_):
    """object:setoption(option [, value])."""
    return options.setoption(options.UNIX_STREAM_SET, check_group(unix, STREAM_GROUP).handle.sock, name, value)


STREAM_METHODS = {
    "accept": accept, "bind": bind, "connect": connect, "getsockname": getsockname,
    "setoption": setoption, "setpeername": connect, "setsockname": bind,
    **plain_methods(STREAM_GROUP), **stream_methods(CLIENT), **connection_methods(MASTER, CLIENT, SERVER),
}
del STREAM_METHODS["gettimeout"]  # LuaSocket has none here


# Datagrams ----------------------------------------------------------------------------

def send(unix=ABSENT, datagram=ABSENT, *_):
    """connected:send(datagram)."""
    unix = check_class(unix, CONNECTED)
    data = check_string(2, datagram).encode("latin-1")
    unix.timeout.mark_start()
    try:
        return float(unix.handle.send(data, unix.timeout))
    except Failure as failure:
        return refusal(failure)


def sendto(unix=ABSENT, datagram=ABSENT, path=ABSENT, *_):
    """unconnected:sendto(datagram, path)."""
    unix = check_class(unix, UNCONNECTED)
    data = check_string(2, datagram).encode("latin-1")
    unix.timeout.mark_start()
    try:
        return float(unix.handle.sendto(data, _path(3, path), unix.timeout))
    except Failure as failure:
        return refusal(failure)


def receive(unix=ABSENT, size=None, *_):
    """object:receive([size])."""
    return receive_datagram(check_group(unix, DATAGRAM_GROUP), datagram_size(2, size))


def receivefrom(unix=ABSENT, size=None, *_):
    """unconnected:receivefrom([size]): datagram and path of the sender, "" if it has none."""
    unix = check_class(unix, UNCONNECTED)
    size = datagram_size(2, size)
    unix.timeout.mark_start()
    try:
        data, path = unix.handle.recvfrom(size, unix.timeout)
    except Failure as failure:
        return ("", "") if isinstance(failure, Closed) else refusal(failure)
    return data.decode("latin-1"), _text(path)


def bind_datagram(unix=ABSENT, path=ABSENT, *_):
    """unconnected:bind(path)."""
    return _bind(check_class(unix, UNCONNECTED), path)


def connect_datagram(unix=ABSENT, path=ABSENT, *_):
    """object:connect(path)."""
    return _connect(check_group(unix, DATAGRAM_GROUP), path, CONNECTED)


def getsockname_datagram(unix=ABSENT, *_):
    """object:getsockname(): the path."""
    return _getsockname(check_group(unix, DATAGRAM_GROUP))


def setoption_datagram(unix=ABSENT, name=ABSENT, value=ABSENT, *_):
    """object:setoption(option [, value])."""
    return options.setoption(options.UNIX_DATAGRAM_SET, check_group(unix, DATAGRAM_GROUP).handle.sock, name, value)


DATAGRAM_METHODS = {
    "bind": bind_datagram, "connect": connect_datagram, "getsockname": getsockname_datagram, "receive": receive,
    "receivefrom": receivefrom, "send": send, "sendto": sendto, "setoption": setoption_datagram,
    "setpeername": connect_datagram, "setsockname": bind_datagram, **plain_methods(DATAGRAM_GROUP),
}


class Unix:
    """The functions that make Unix domain objects."""

    def __init__(self, state):
        self.streams = Classes(state, STREAM_GROUP, (MASTER, CLIENT, SERVER), STREAM_METHODS)
        self.datagrams = Classes(state, DATAGRAM_GROUP, (CONNECTED, UNCONNECTED), DATAGRAM_METHODS)

    def stream(self, *_):
        """unix.stream(), also unix.tcp() and unix()."""
        handle = Handle()
        try:
            handle.create(socket.AF_UNIX, socket.SOCK_STREAM)
        except Failure as failure:
            return None, failure.reason
        return UnixObject(self.streams, MASTER, handle)

    def dgram(self, *_):
        """unix.dgram(), also unix.udp()."""
        handle = Handle()
        try:
            handle.create(socket.AF_UNIX, socket.SOCK_DGRAM)
        except Failure as failure:
            return None, failure.reason
        return UnixDatagramObject(self.datagrams, UNCONNECTED, handle)

    @staticmethod
    def call(table=None, *args):
        """``__call``: the module was the function stream once."""
        return index(table, "stream")(*args)


def open(state):
    """The table of ``require "socket.unix"``."""
    lib = Unix(state)
    table = library(state, "socket.unix", {
        "stream": lib.stream, "dgram": lib.dgram, "tcp": lib.stream, "udp": lib.dgram, "__call": lib.call,
    })
    setmetatable(table, table)
    return table
