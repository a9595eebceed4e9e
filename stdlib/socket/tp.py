"""socket.tp: the conversation of commands and numbered replies of FTP and SMTP (RFC 959 4.2, RFC 5321 4.2)."""

from __future__ import annotations

import re

from luapy.runtime.api import (
    Table, concat, first, index, is_function, library, rawset, results, setmetatable, str_to_number,
    truth,
)
from luapy.runtime.table import from_dict
from luapy.stdlib.network import call, pair, require

TIMEOUT = 60

_REPLY = re.compile(r"([0-9]{3})(.?)", re.DOTALL)


def upper(text):
    """string.upper in the C locale."""
    return concat("", text).encode("latin-1").upper().decode("latin-1")


def get_reply(connection):
    """The next reply: code and text, with the lines of a long one joined by LF; or None and the message."""
    line, error = pair(call(connection, "receive"))
    if truth(error):
        return None, error
    match = _REPLY.match(line)
    if not match:
        return None, "invalid server reply"
    code, separator = match.groups()
    reply = line
    if separator == "-":
        current = None
        while current != (code, " "):
            line, error = pair(call(connection, "receive"))
            if truth(error):
                return None, error
            match = _REPLY.match(line)
            current = match and match.groups()
            reply += "\n" + line
    return code, reply


class Tp:
    """The library of one state. Its connections are tables {c = socket object} with the methods below."""

    def __init__(self, state):
        self.socket = require(state, "socket")
        self.ltn12 = require(state, "ltn12")
        self.string = require(state, "string")
        self.methods = library(state, "socket.tp", {
            "check": self.check, "close": self.close, "command": self.command, "dirty": self.dirty,
            "getcontrol": self.getcontrol, "getfd": self.getfd, "getpeername": self.getpeername,
            "getsockname": self.getpeername, "receive": self.receive, "send": self.send, "sink": self.sink,
            "source": self.source,
        })
        self.metatable = from_dict({"__index": self.methods})

    def connect(self, host=None, port=None, timeout=None, create=None, *_):
        """tp.connect(host, port [, timeout [, create]])."""
        if not truth(create):
            create = index(self.socket, "tcp")
        connection, error = pair(create())
        if not truth(connection):
            return None, error
        call(connection, "settimeout", timeout if truth(timeout) else index(index(self.socket, "tp"), "TIMEOUT"))
        done, error = pair(call(connection, "connect", host, port))
        if not truth(done):
            call(connection, "close")
            return None, error
        table = from_dict({"c": connection})
        setmetatable(table, self.metatable)
        return table

    def _matches(self, code, pattern):
        return truth(first(index(self.string, "find")(code, pattern)))

    def check(self, tp=None, expected=None, *_):
        """tp:check(expected): code and reply if the code matches a pattern, one of a list, or a function likes them."""
        code, reply = get_reply(index(tp, "c"))
        if code is None:
            return None, reply
        number = str_to_number(code)
        if is_function(expected):
            return expected(number, reply)
        patterns = [expected]
        if isinstance(expected, Table):
            patterns = []
            while (pattern := index(expected, len(patterns) + 1)) is not None:
                patterns.append(pattern)
        if any(self._matches(code, pattern) for pattern in patterns):
            return number, reply
        return None, reply

    @staticmethod
    def command(tp=None, name=None, argument=None, *_):
        """tp:command(name [, argument])."""
        line = upper(name)
        if truth(argument):
            line = concat(line + " ", argument)
        return call(index(tp, "c"), "send", line + "\r\n")

    @staticmethod
    def sink(tp=None, sink=None, pattern=None, *_):
        """tp:sink(sink, pattern): one piece of the reply."""
        chunk, error = pair(call(index(tp, "c"), "receive", pattern))
        return sink(chunk, error)

    @staticmethod
    def send(tp=None, data=None, *_):
        """tp:send(data)."""
        return call(index(tp, "c"), "send", data)

    @staticmethod
    def receive(tp=None, pattern=None, *_):
        """tp:receive(pattern)."""
        return call(index(tp, "c"), "receive", pattern)

    @staticmethod
    def getpeername(tp=None, *_):
        """tp:getpeername(); LuaSocket's tp:getsockname is the same."""
        return call(index(tp, "c"), "getpeername")

    @staticmethod
    def getfd(tp=None, *_):
        """tp:getfd()."""
        return call(index(tp, "c"), "getfd")

    @staticmethod
    def dirty(tp=None, *_):
        """tp:dirty()."""
        return call(index(tp, "c"), "dirty")

    @staticmethod
    def getcontrol(tp=None, *_):
        """tp:getcontrol(): the socket object."""
        return index(tp, "c")

    def source(self, tp=None, source=None, step=None, *_):
        """tp:source(source [, step]): send all that a source gives."""
        pump = index(self.ltn12, "pump")
        sink = first(index(self.socket, "sink")("keep-open", index(tp, "c")))
        return pair(index(pump, "all")(source, sink, step if truth(step) else index(pump, "step")))

    @staticmethod
    def close(tp=None, *_):
        """tp:close()."""
        call(index(tp, "c"), "close")
        return 1


class Dialogue:
    """What the FTP and SMTP libraries share: objects are Lua tables with the fields tp and try."""

    def __init__(self, state):
        self.state = state
        self.socket = require(state, "socket")
        self.ltn12 = require(state, "ltn12")
        self.string = require(state, "string")
        require(state, "socket.tp")

    def constant(self, name):
        """A constant of the library, as the program may have set it."""
        return index(self.table, name)

    def try_(self, *values):
        """socket.try outside of a dialogue."""
        return index(self.socket, "try")(*values)

    def connect(self, metatable, server, port, create):
        """A connected object, closed when its ``try`` fails."""
        connect = index(index(self.socket, "tp"), "connect")
        tp = first(self.try_(*results(connect(server, port, self.constant("TIMEOUT"), create))))
        obj = from_dict({"tp": tp})
        setmetatable(obj, metatable)
        rawset(obj, "try", index(self.socket, "newtry")(lambda *_: call(obj, "close")))
        return obj

    def protected(self, function):
        """socket.protect of a library function."""
        return first(index(self.socket, "protect")(function))


def attempt(obj, result):
    """``obj.try(...)`` of a call's result."""
    return index(obj, "try")(*results(result))


def command(obj, name, argument=None):
    """Send a command."""
    return attempt(obj, call(index(obj, "tp"), "command", name, argument))


def check(obj, expected):
    """Have the reply: its code and text."""
    return pair(attempt(obj, call(index(obj, "tp"), "check", expected)))


def open(state):
    """The table of ``require "socket.tp"``, also socket.tp."""
    lib = Tp(state)
    table = library(state, "socket.tp", {"TIMEOUT": TIMEOUT, "connect": lib.connect})
    rawset(lib.socket, "tp", table)
    return table
