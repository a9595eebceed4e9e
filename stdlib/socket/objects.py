"""What the userdata of all socket kinds have in common: classes in LuaSocket's sense, and the plain methods.

A class ("tcp{client}") is a metatable; an object changes its class as it is
bound, connected or listening.  Methods check the class of their object, or
its group ("tcp{any}"), as the C library does.
"""

from __future__ import annotations

import socket

from luapy.runtime.api import (
    ABSENT, ArgumentError, Userdata, check_number, check_option, library, lua_bool, lua_error, opt_number, rawset,
)
from luapy.runtime.messages import address
from luapy.runtime.metatables import index_missing
from luapy.stdlib.socket.handles import Failure
from luapy.stdlib.socket.timeouts import Timeout, settimeout

BACKLOG = 32
SHUTDOWN = {"receive": socket.SHUT_RD, "send": socket.SHUT_WR, "both": socket.SHUT_RDWR}


class SocketObject(Userdata):
    """A socket as Lua sees it. lib: the `Classes` it belongs to; kind: its class's name; group: of its classes."""

    group = None

    def __init__(self, lib, kind, handle, timeout=None):
        # Userdata stores by way of __setattr__, which looks for Lua's names
        self.__dict__.update(lib=lib, kind=kind, meta=lib.metatables[kind], handle=handle,
                             timeout=timeout or Timeout())

    def __getattr__(self, name):
        # the short way to a method: the metatable's __index is a table that has it
        if name[:2] == "f_":
            try:
                return self.meta.m___index.__dict__[name]
            except (AttributeError, KeyError):
                pass
        return index_missing(self, name)

    def set_kind(self, kind):
        self.__dict__.update(kind=kind, meta=self.lib.metatables[kind])


class Classes:
    """The metatables of one family of objects in one state."""

    def __init__(self, state, group: str, kinds, methods: dict):
        self.state = state
        self.metatables = {kind: self._metatable(kind, group, methods) for kind in kinds}

    def _metatable(self, kind, group, methods):
        meta = library(self.state, kind, {name: f for name, f in methods.items() if name.startswith("__")})
        if self.state.dialect.number >= (5, 3):
            rawset(meta, "__name", kind)
        rawset(meta, group, lua_bool(True))
        names = library(self.state, kind, {name: f for name, f in methods.items() if not name.startswith("__")})
        rawset(names, "class", kind)
        rawset(meta, "__index", names)
        return meta


def check_class(obj, kind: str):
    """The object, if it is of this class."""
    if not isinstance(obj, SocketObject) or obj.kind != kind:
        raise ArgumentError(1, f"{kind} expected")
    return obj


def check_group(obj, group: str):
    """The object, if it is of a class of this group."""
    if not isinstance(obj, SocketObject) or obj.group != group:
        raise ArgumentError(1, f"{group} expected")
    return obj


def tostring(obj=ABSENT, *_):
    """``__tostring``: class and address."""
    kind = obj.kind if isinstance(obj, SocketObject) else None
    if kind is None:
        lua_error("invalid object passed to 'auxiliar.c:__tostring'")
    return f"{kind}: {address(obj)}"


def plain_methods(group: str) -> dict:
    """The methods that are the same for all sockets, checking that the object is of *group*."""

    def close(obj=ABSENT, *_):
        """object:close()."""
        check_group(obj, group).handle.close()
        return 1.0

    def dirty(obj=ABSENT, *_):
        """object:dirty(): whether something is read and not yet delivered."""
        buffer = getattr(check_group(obj, group), "buffer", None)
        return lua_bool(buffer is not None and not buffer.is_empty())

    def getfd(obj=ABSENT, *_):
        """object:getfd(): the system's number of the socket, -1 if there is none."""
        return float(check_group(obj, group).handle.fileno())

    def setfd(obj=ABSENT, fd=ABSENT, *_):
        """object:setfd(fd): take another system socket; the old one is not closed."""
        check_group(obj, group).handle.set_fileno(int(check_number(2, fd)))
        return ()

    def settimeout_(obj=ABSENT, value=None, mode=None, *_):
        """object:settimeout(value [, mode])."""
        return settimeout(check_group(obj, group).timeout, value, mode)

    def gettimeout(obj=ABSENT, *_):
        """object:gettimeout(): both limits."""
        timeout = check_group(obj, group).timeout
        return timeout.block, timeout.total

    return {"close": close, "dirty": dirty, "getfd": getfd, "setfd": setfd, "settimeout": settimeout_,
            "gettimeout": gettimeout, "__gc": close, "__tostring": tostring}


def stream_methods(kind: str) -> dict:
    """The methods of buffered streams of class *kind*."""

    def send(obj=ABSENT, data=ABSENT, first=None, last=None, *_):
        """object:send(data [, i [, j]])."""
        return check_class(obj, kind).buffer.send(data, first, last)

    def receive(obj=ABSENT, pattern=None, prefix=None, *_):
        """object:receive([pattern [, prefix]])."""
        return check_class(obj, kind).buffer.receive(pattern, prefix)

    def getstats(obj=ABSENT, *_):
        """object:getstats()."""
        return check_class(obj, kind).buffer.getstats()

    def setstats(obj=ABSENT, received=None, sent=None, age=None, *_):
        """object:setstats([received [, sent [, age]]])."""
        return check_class(obj, kind).buffer.setstats(received, sent, age)

    return {"send": send, "receive": receive, "getstats": getstats, "setstats": setstats}


def connection_methods(master: str, client: str, server: str) -> dict:
    """The methods of connections as such, for the three classes that a stream socket goes through."""

    def listen(obj=ABSENT, backlog=None, *_):
        """master:listen([backlog]): makes it a server."""
        obj = check_class(obj, master)
        backlog = int(opt_number(2, backlog, BACKLOG))
        try:
            obj.handle.listen(backlog)
        except Failure as failure:
            return None, failure.reason
        obj.set_kind(server)
        return 1.0

    def shutdown(obj=ABSENT, mode=None, *_):
        """client:shutdown([mode])."""
        obj = check_class(obj, client)
        how = SHUTDOWN[check_option(2, mode, "both", SHUTDOWN)]
        try:
            if obj.handle.sock is not None:
                obj.handle.sock.shutdown(how)
        except OSError:
            pass  # not connected, for instance: LuaSocket does not tell
        return 1.0

    return {"listen": listen, "shutdown": shutdown}
