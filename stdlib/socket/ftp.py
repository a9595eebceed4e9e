"""socket.ftp: files to and from FTP servers (LuaSocket manual, ftp.html; RFC 959, RFC 2428)."""

from __future__ import annotations

import re

from luapy.runtime.api import (
    Table, check_number, concat, first, index, library, rawset, register_function, results, setindex, tostring,
    truth,
)
from luapy.runtime.table import from_dict, from_list, items
from luapy.stdlib.network import call, pair, require
from luapy.stdlib.socket.tp import Dialogue, attempt, check, command

TIMEOUT = 60
PORT = 21
USER = "ftp"
PASSWORD = "anonymous@anonymous.org"

_PASSIVE = re.compile(r"([0-9]+)[^0-9]([0-9]+)[^0-9]([0-9]+)[^0-9]([0-9]+)[^0-9]([0-9]+)[^0-9]([0-9]+)")
_EXTENDED = re.compile(r"\((.)(.*?)\1(.*?)\1(.*?)\1\)", re.DOTALL)
_TYPE = re.compile(r"type=(.)\Z", re.DOTALL)


def one_of(*codes):
    return from_list(codes)


def is_preliminary(code) -> bool:
    """A reply 1xx, after which another follows."""
    return tostring(code).startswith("1")


class Ftp(Dialogue):
    """The library of one state. Connections are tables {tp, try, data, server, pasvt} with the methods below."""

    def __init__(self, state):
        super().__init__(state)
        self.url = require(state, "socket.url")
        methods = library(state, "socket.ftp", {
            "close": self.close, "cwd": self.cwd, "epsv": self.epsv, "eprt": self.eprt, "greet": self.greet,
            "login": self.login, "pasv": self.pasv, "pasvconnect": self.pasvconnect, "port": self.port,
            "portconnect": self.portconnect, "quit": self.quit, "receive": self.receive, "send": self.send,
            "type": self.type,
        })
        self.metatable = from_dict({"__index": methods})
        self.table = library(state, "socket.ftp", {
            "TIMEOUT": TIMEOUT, "USER": USER, "PASSWORD": PASSWORD, "open": self.open,
            "genericform": self.genericform,
        })
        for function in (self.put, self.get, self.command):
            rawset(self.table, function.__name__, self.protected(register_function(function)))

    # Low level: one step each. A failure closes everything.

    def open(self, server=None, port=None, create=None, *_):
        """ftp.open(server [, port [, create]])."""
        return self.connect(self.metatable, server, port if truth(port) else PORT, create)

    def greet(self, ftp=None, *_):
        """f:greet(): the server's welcome."""
        code, _ = check(ftp, one_of("1..", "2.."))
        if is_preliminary(code):
            check(ftp, "2..")
        return 1

    def login(self, ftp=None, user=None, password=None, *_):
        """f:login([user [, password]])."""
        command(ftp, "user", user if truth(user) else self.constant("USER"))
        code, _ = check(ftp, one_of("2..", 331))
        if code == 331:
            command(ftp, "pass", password if truth(password) else self.constant("PASSWORD"))
            check(ftp, "2..")
        return 1

    @staticmethod
    def cwd(ftp=None, directory=None, *_):
        """f:cwd(dir)."""
        command(ftp, "cwd", directory)
        check(ftp, 250)
        return 1

    @staticmethod
    def type(ftp=None, kind=None, *_):
        """f:type(type): "a" or "i"."""
        command(ftp, "type", kind)
        check(ftp, 200)
        return 1

    @staticmethod
    def quit(ftp=None, *_):
        """f:quit()."""
        command(ftp, "quit")
        check(ftp, "2..")
        return 1

    @staticmethod
    def close(ftp=None, *_):
        """f:close(): data and control connections."""
        for name in ("data", "server"):
            connection = index(ftp, name)
            if truth(connection):
                call(connection, "close")
        return call(index(ftp, "tp"), "close")

    # Data connections

    @staticmethod
    def _passive(ftp, address, port):
        """The server waits at this address."""
        setindex(ftp, "pasvt", from_dict({"address": address, "port": port}))
        server = index(ftp, "server")
        if truth(server):
            call(server, "close")
            setindex(ftp, "server", None)
        return address, port

    def pasv(self, ftp=None, *_):
        """f:pasv(): address and port where the server waits."""
        command(ftp, "pasv")
        _, reply = check(ftp, "2..")
        match = _PASSIVE.search(reply)
        attempt(ftp, (1 if match else None, reply))
        *address, high, low = match.groups()
        return self._passive(ftp, ".".join(str(int(part)) for part in address), int(high) * 256 + int(low))

    def epsv(self, ftp=None, *_):
        """f:epsv(): address and port where the server waits, the same for IPv6."""
        command(ftp, "epsv")
        _, reply = check(ftp, "229")
        match = _EXTENDED.search(reply)
        attempt(ftp, (1 if match else None, "invalid epsv response"))
        return self._passive(ftp, first(call(index(ftp, "tp"), "getpeername")), match.group(4))

    def _listen(self, ftp, address, port):
        """Wait for the server at an address, by default one of our own making."""
        setindex(ftp, "pasvt", None)
        if truth(address):
            return address, port
        address = first(attempt(ftp, call(index(ftp, "tp"), "getsockname")))
        server = first(attempt(ftp, index(self.socket, "bind")(address, 0)))
        setindex(ftp, "server", server)
        address, port = pair(attempt(ftp, call(server, "getsockname")))
        attempt(ftp, call(server, "settimeout", self.constant("TIMEOUT")))
        return address, port

    def port(self, ftp=None, address=None, port=None, *_):
        """f:port([address, port]): the server shall connect to us."""
        address, port = self._listen(ftp, address, port)
        high, low = divmod(int(check_number(3, port)), 256)
        command(ftp, "port", f"{tostring(address)},{high},{low}".replace(".", ","))
        check(ftp, "2..")
        return 1

    def eprt(self, ftp=None, family=None, address=None, port=None, *_):
        """f:eprt(family [, address, port]): the same with family "1" (IPv4) or "2" (IPv6)."""
        address, port = self._listen(ftp, address, port)
        command(ftp, "eprt", f"|{tostring(family)}|{tostring(address)}|{int(check_number(4, port))}|")
        check(ftp, "2..")
        return 1

    def portconnect(self, ftp=None, *_):
        """f:portconnect(): have the server's connection."""
        timeout = self.constant("TIMEOUT")
        server = index(ftp, "server")
        attempt(ftp, call(server, "settimeout", timeout))
        data = first(attempt(ftp, call(server, "accept")))
        setindex(ftp, "data", data)
        attempt(ftp, call(data, "settimeout", timeout))
        return ()

    def pasvconnect(self, ftp=None, *_):
        """f:pasvconnect(): connect to the waiting server."""
        data = first(attempt(ftp, index(self.socket, "tcp")()))
        setindex(ftp, "data", data)
        attempt(ftp, call(data, "settimeout", self.constant("TIMEOUT")))
        where = index(ftp, "pasvt")
        attempt(ftp, call(data, "connect", index(where, "address"), index(where, "port")))
        return ()

    # Transfers

    def _begin(self, ftp, transfer, default, expected):
        """Send the command of a transfer; the reply."""
        passive = truth(index(ftp, "pasvt"))
        attempt(ftp, (index(ftp, "pasvt") if passive else index(ftp, "server"), "need port or pasv first"))
        if passive:
            call(ftp, "pasvconnect")
        argument = index(transfer, "argument")
        if not truth(argument):
            path = index(transfer, "path")
            path = concat("", path) if truth(path) else ""
            argument = first(index(self.url, "unescape")(path[1:] if path[:1] in ("/", "\\") else path))
        name = index(transfer, "command")
        command(ftp, name if truth(name) else default, None if argument == "" else argument)
        return check(ftp, expected)

    def _step(self, transfer):
        step = index(transfer, "step")
        return step if truth(step) else index(index(self.ltn12, "pump"), "step")

    def _move(self, ftp, source, sink, step, code):
        attempt(ftp, index(index(self.ltn12, "pump"), "all")(source, sink, step))
        if is_preliminary(code):
            check(ftp, "2..")
        data = index(ftp, "data")
        call(data, "close")
        setindex(ftp, "data", None)
        return data

    def send(self, ftp=None, transfer=None, *_):
        """f:send(table): store what table.source gives; how many bytes were sent."""
        code, _ = self._begin(ftp, transfer, "stor", one_of("2..", "1.."))
        if not truth(index(ftp, "pasvt")):
            call(ftp, "portconnect")
        sink = first(index(self.socket, "sink")("close-when-done", index(ftp, "data")))
        data = self._move(ftp, index(transfer, "source"), sink, self._step(transfer), code)
        return pair(call(data, "getstats"))[1]

    def receive(self, ftp=None, transfer=None, *_):
        """f:receive(table): give table.sink what the server sends."""
        code, reply = self._begin(ftp, transfer, "retr", one_of("1..", "2.."))
        if 200 <= code <= 299:
            index(transfer, "sink")(reply)
            return 1
        if not truth(index(ftp, "pasvt")):
            call(ftp, "portconnect")
        source = first(index(self.socket, "source")("until-closed", index(ftp, "data")))
        self._move(ftp, source, index(transfer, "sink"), self._step(transfer), code)
        return 1

    # High level: whole sessions.

    def _override(self, request):
        """The fields of a request, those of its URL filled in."""
        url = index(request, "url")
        if not truth(url):
            return request
        parts = first(index(self.url, "parse")(url))
        for key, value in items(request):
            setindex(parts, key, value)
        return parts

    def genericform(self, url=None, *_):
        """ftp.genericform(url): the request for a URL."""
        defaults = from_dict({"path": "/", "scheme": "ftp"})
        request = first(self.try_(*results(index(self.url, "parse")(url, defaults))))
        scheme = index(request, "scheme")
        self.try_(1 if scheme == "ftp" else None, f"wrong scheme '{scheme}'")
        self.try_(index(request, "host"), "missing hostname")
        params = index(request, "params")
        if truth(params):
            match = _TYPE.match(params)
            kind = match.group(1) if match else None
            setindex(request, "type", kind)
            self.try_(1 if kind in ("a", "i") else None, concat(concat("invalid type '", kind), "'"))
        return request

    def _session(self, request):
        """Connect and log in."""
        self.try_(index(request, "host"), "missing hostname")
        ftp = first(index(self.table, "open")(index(request, "host"), index(request, "port"), index(request, "create")))
        call(ftp, "greet")
        call(ftp, "login", index(request, "user"), index(request, "password"))
        return ftp

    def _transfer(self, request, method):
        request = self._override(request)
        ftp = self._session(request)
        if truth(index(request, "type")):
            call(ftp, "type", index(request, "type"))
        call(ftp, "epsv")
        done = first(call(ftp, method, request))
        call(ftp, "quit")
        closed = call(ftp, "close")
        return done if method == "send" else closed

    def put(self, request=None, body=None, *_):
        """ftp.put(url, content) or ftp.put(table): how many bytes were sent."""
        if request.__class__ is str:
            request = first(index(self.table, "genericform")(request))
            setindex(request, "source", first(index(index(self.ltn12, "source"), "string")(body)))
        return self._transfer(request, "send")

    def get(self, request=None, *_):
        """ftp.get(url): the content; ftp.get(table): 1, the content goes to table.sink."""
        if request.__class__ is not str:
            return self._transfer(request, "receive")
        request = first(index(self.table, "genericform")(request))
        pieces = Table()
        setindex(request, "sink", first(index(index(self.ltn12, "sink"), "table")(pieces)))
        self._transfer(request, "receive")
        return "".join(concat("", piece) for _, piece in items(pieces))

    def command(self, request=None, *_):
        """ftp.command(table): one command, or a list of them with lists of arguments and expected replies."""
        request = self._override(request)
        self.try_(index(request, "host"), "missing hostname")
        commands = index(request, "command")
        self.try_(commands, "missing command")
        arguments, expected = index(request, "argument"), index(request, "check")
        ftp = self._session(request)
        if isinstance(commands, Table):
            place = 1
            while (name := index(commands, place)) is not None:
                self._command(ftp, name, *(index(list_, place) if truth(list_) else None
                                           for list_ in (arguments, expected)))
                place += 1
        else:
            self._command(ftp, commands, arguments, expected)
        call(ftp, "quit")
        return call(ftp, "close")

    @staticmethod
    def _command(ftp, name, argument, expected):
        command(ftp, name, argument)
        if truth(expected):
            check(ftp, expected)


def open(state):
    """The table of ``require "socket.ftp"``, also socket.ftp."""
    table = Ftp(state).table
    rawset(require(state, "socket"), "ftp", table)
    return table
