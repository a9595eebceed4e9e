"""TCP objects (LuaSocket manual, tcp.html)."""

from __future__ import annotations

import socket

from luapy.runtime.api import ABSENT, check_option, check_string, opt_string
from luapy.stdlib.socket import inet, options
from luapy.stdlib.socket.buffers import Buffer
from luapy.stdlib.socket.handles import Failure, Handle
from luapy.stdlib.socket.objects import (
    Classes, SocketObject, check_class, check_group, connection_methods, plain_methods, stream_methods,
)
from luapy.stdlib.socket.timeouts import Timeout

GROUP = "tcp{any}"
MASTER = "tcp{master}"
CLIENT = "tcp{client}"
SERVER = "tcp{server}"


class TcpObject(SocketObject):
    """A TCP socket. family: AF_UNSPEC until the first address decides."""

    group = GROUP

    def __init__(self, lib, kind, family=socket.AF_UNSPEC, handle=None):
        handle = handle or Handle()
        timeout = Timeout()
        super().__init__(lib, kind, handle, timeout)
        self.__dict__.update(family=family, buffer=Buffer(handle, timeout))


def accept(tcp=ABSENT, *_):
    """server:accept(): a client object for the next connection."""
    tcp = check_class(tcp, SERVER)
    tcp.timeout.mark_start()
    try:
        handle = tcp.handle.accept(tcp.timeout)
    except Failure as failure:
        return None, failure.reason
    return TcpObject(tcp.lib, CLIENT, tcp.family, handle)


def bind(tcp=ABSENT, address=ABSENT, port=ABSENT, *_):
    """master:bind(address, port)."""
    tcp = check_class(tcp, MASTER)
    address = check_string(2, address)
    port = check_string(3, port)
    try:
        inet.try_bind(tcp, address, port, socket.SOCK_STREAM, tcp.family)
    except Failure as failure:
        return None, failure.reason
    return 1.0


def connect(tcp=ABSENT, address=ABSENT, port=ABSENT, *_):
    """master:connect(address, port): makes it a client, also when it fails, for connecting may go on."""
    tcp = check_group(tcp, GROUP)
    address = check_string(2, address)
    port = check_string(3, port)
    tcp.timeout.mark_start()
    try:
        inet.try_connect(tcp, address, port, socket.SOCK_STREAM, tcp.family)
    except Failure as failure:
        return None, failure.reason
    finally:
        tcp.set_kind(CLIENT)
    return 1.0


def getpeername(tcp=ABSENT, *_):
    """object:getpeername()."""
    return inet.getpeername(check_group(tcp, GROUP))


METHODS = {
    "accept": accept, "bind": bind, "connect": connect, "getpeername": getpeername, "setpeername": connect,
    "setsockname": bind, **plain_methods(GROUP), **inet.methods(GROUP, options.TCP_GET, options.TCP_SET),
    **stream_methods(CLIENT), **connection_methods(MASTER, CLIENT, SERVER),
}


class Tcp(Classes):
    """The functions that make TCP objects."""

    def __init__(self, state):
        super().__init__(state, GROUP, (MASTER, CLIENT, SERVER), METHODS)

    def _create(self, family):
        obj = TcpObject(self, MASTER, family)
        try:
            obj.handle.create(family, socket.SOCK_STREAM)
        except Failure as failure:
            return None, failure.reason
        return obj

    def tcp(self, *_):
        """socket.tcp(): the first address that it is given decides for IPv4 or IPv6."""
        return TcpObject(self, MASTER)

    def tcp4(self, *_):
        """socket.tcp4()."""
        return self._create(socket.AF_INET)

    def tcp6(self, *_):
        """socket.tcp6()."""
        return self._create(socket.AF_INET6)

    def connect(self, address=ABSENT, port=ABSENT, local_address=None, local_port=None, family=None, *_):
        """socket.connect(address, port [, locaddr [, locport [, family]]]): a connected client."""
        address = check_string(1, address)
        port = check_string(2, port)
        local_address = opt_string(3, local_address, None)
        local_port = opt_string(4, local_port, "0")
        family = inet.FAMILY_OPTIONS[check_option(5, family, "unspec", inet.FAMILY_OPTIONS)]
        obj = TcpObject(self, CLIENT)
        try:
            if local_address is not None:
                inet.try_bind(obj, local_address, local_port, socket.SOCK_STREAM, family)
            # the family is that of the local address: it alone does not decide (as in LuaSocket)
            inet.try_connect(obj, address, port, socket.SOCK_STREAM, obj.family)
        except Failure as failure:
            obj.handle.close()
            return None, failure.reason
        return obj

    def functions(self):
        return {"connect": self.connect, "tcp": self.tcp, "tcp4": self.tcp4, "tcp6": self.tcp6}
