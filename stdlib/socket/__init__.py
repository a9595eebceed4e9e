"""LuaSocket (manual, socket.html). This file is the part that LuaSocket has in Lua; its C part is `core`.

The other modules here are socket.url, socket.headers and so on; those without
an ``open`` (timeouts, handles, buffers, options, inet, objects, tcp, udp,
select, exceptions) are what `core` is made of.
"""

from __future__ import annotations

from luapy.runtime.api import (
    TRUE, index, library, rawset, register_function, setmetatable, truth,
)
from luapy.stdlib.network import choose, pair, require

BLOCKSIZE = 2048


class Socket:
    """The library of one state. ``core`` is its table: functions and constants are read there at each use."""

    def __init__(self, state):
        self.state = state
        self.core = require(state, "socket.core")

    def function(self, name):
        return index(self.core, name)

    # Connecting

    def connect4(self, address=None, port=None, local_address=None, local_port=None, *_):
        """socket.connect4(address, port [, locaddr [, locport]])."""
        return self.function("connect")(address, port, local_address, local_port, "inet")

    def connect6(self, address=None, port=None, local_address=None, local_port=None, *_):
        """socket.connect6(address, port [, locaddr [, locport]])."""
        return self.function("connect")(address, port, local_address, local_port, "inet6")

    def bind(self, host=None, port=None, backlog=None, *_):
        """socket.bind(address, port [, backlog]): a listening server object."""
        if host == "*":
            host = "0.0.0.0"
        found, error = pair(index(self.function("dns"), "getaddrinfo")(host))
        if not truth(found):
            return None, error
        error = "no info on address"
        place = 1
        while (entry := index(found, place)) is not None:
            create = self.function("tcp4" if index(entry, "family") == "inet" else "tcp6")
            sock, error = pair(create())
            if not truth(sock):
                return None, error
            error = self._listen(sock, index(entry, "addr"), port, backlog)
            if error is None:
                return sock
            place += 1
        return None, error

    @staticmethod
    def _listen(sock, address, port, backlog):
        """Bind and listen; the message of what failed."""
        index(sock, "setoption")(sock, "reuseaddr", TRUE)
        for name, args in (("bind", (address, port)), ("listen", (backlog,))):
            done, error = pair(index(sock, name)(sock, *args))
            if not truth(done):
                index(sock, "close")(sock)
                return error
        return None

    # Sources and sinks (LTN12). They are callable tables, so that select can wait for them.

    def stream(self, sock, call):
        table = library(self.state, "socket.stream", {
            "getfd": lambda *_: index(sock, "getfd")(sock), "dirty": lambda *_: index(sock, "dirty")(sock),
        })
        setmetatable(table, library(self.state, "socket.stream", {"__call": call}))
        return table

    def close_when_done(self, sock=None, *_):
        """socket.sink("close-when-done", socket)."""
        def sink(_self=None, chunk=None, *_):
            if truth(chunk):
                return index(sock, "send")(sock, chunk)
            index(sock, "close")(sock)
            return 1
        return self.stream(sock, sink)

    def keep_open(self, sock=None, *_):
        """socket.sink("keep-open", socket)."""
        def sink(_self=None, chunk=None, *_):
            return index(sock, "send")(sock, chunk) if truth(chunk) else 1
        return self.stream(sock, sink)

    def by_length(self, sock=None, length=None, *_):
        """socket.source("by-length", socket, length)."""
        left = length

        def source(*_):
            nonlocal left
            if not 0 < left:
                return None
            chunk, error = pair(index(sock, "receive")(sock, min(self.function("BLOCKSIZE"), left)))
            if truth(error):
                return None, error
            left -= len(chunk)
            return chunk
        return self.stream(sock, source)

    def until_closed(self, sock=None, *_):
        """socket.source("until-closed", socket)."""
        done = False

        def source(*_):
            nonlocal done
            if done:
                return None
            result = index(sock, "receive")(sock, self.function("BLOCKSIZE"))
            chunk, error = pair(result)
            if not truth(error):
                return chunk
            if error != "closed":
                return None, error
            index(sock, "close")(sock)
            done = True
            return result[2] if result.__class__ is tuple and len(result) > 2 else None
        return self.stream(sock, source)


def open(state):
    """The table of ``require "socket"``."""
    lib = Socket(state)
    core = lib.core
    sinks = library(state, "socket.sinkt", {
        "close-when-done": lib.close_when_done, "keep-open": lib.keep_open, "default": lib.keep_open,
    })
    sources = library(state, "socket.sourcet", {
        "by-length": lib.by_length, "until-closed": lib.until_closed, "default": lib.until_closed,
    })
    for name, value in {
        "connect4": register_function(lib.connect4), "connect6": register_function(lib.connect6),
        "bind": register_function(lib.bind), "try": lib.function("newtry")(), "choose": register_function(choose),
        "sinkt": sinks, "sourcet": sources, "sink": choose(sinks), "source": choose(sources), "BLOCKSIZE": BLOCKSIZE,
    }.items():
        rawset(core, name, value)
    return core
