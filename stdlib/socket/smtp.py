"""socket.smtp: mail sent to a server (LuaSocket manual, smtp.html; RFC 5321, RFC 4954, RFC 2045)."""

from __future__ import annotations

import os
import re
import time
from email.utils import formatdate

from luapy.debug import to_lua_error
from luapy.runtime.api import (
    Table, concat, first, index, is_function, library, pack_results, rawset, register_function, results, setindex,
    truth,
)
from luapy.runtime.table import from_dict, items
from luapy.stdlib.network import call, pair, require
from luapy.stdlib.socket.tp import Dialogue, attempt, check, command

TIMEOUT = 60
SERVER = "localhost"
PORT = 25
ZONE = "-0000"
TEXT = 'text/plain; charset="iso-8859-1"'
MULTIPART = "multipart/mixed"

_LOGIN = re.compile(r"AUTH[^\n]+LOGIN")
_PLAIN = re.compile(r"AUTH[^\n]+PLAIN")


def lower_headers(headers) -> dict:
    """Header fields, their names in lower case."""
    if not truth(headers):
        return {}
    return {concat("", name).encode("latin-1").lower().decode("latin-1"): value for name, value in items(headers)}


class Smtp(Dialogue):
    """The library of one state. Connections are tables {tp, try} with the methods below."""

    def __init__(self, state):
        super().__init__(state)
        self.headers = require(state, "socket.headers")
        self.mime = require(state, "mime")
        self.math = require(state, "math")
        self.boundaries = 0
        methods = library(state, "socket.smtp", {
            "auth": self.auth, "close": self.close, "data": self.data, "greet": self.greet, "login": self.login,
            "mail": self.mail, "plain": self.plain, "quit": self.quit, "rcpt": self.rcpt, "send": self.send,
        })
        self.metatable = from_dict({"__index": methods})
        self.table = library(state, "socket.smtp", {
            "TIMEOUT": TIMEOUT, "SERVER": SERVER, "PORT": PORT, "ZONE": ZONE,
            # below a web server it tells its name
            "DOMAIN": os.environb.get(b"SERVER_NAME", b"localhost").decode("latin-1"),
            "message": self.message, "open": self.open,
        })
        rawset(self.table, "send", self.protected(register_function(self.send_mail)))

    # Low level

    def open(self, server=None, port=None, create=None, *_):
        """smtp.open([server [, port [, create]]])."""
        return self.connect(self.metatable, server if truth(server) else self.constant("SERVER"),
                            port if truth(port) else self.constant("PORT"), create)

    def greet(self, smtp=None, domain=None, *_):
        """s:greet([domain]): the server's extensions, as text."""
        check(smtp, "2..")
        command(smtp, "EHLO", domain if truth(domain) else self.constant("DOMAIN"))
        return pack_results(results(attempt(smtp, call(index(smtp, "tp"), "check", "2..")))[1:])

    @staticmethod
    def _positive(smtp):
        return attempt(smtp, call(index(smtp, "tp"), "check", "2.."))

    def mail(self, smtp=None, sender=None, *_):
        """s:mail(from)."""
        command(smtp, "MAIL", concat("FROM:", sender))
        return self._positive(smtp)

    def rcpt(self, smtp=None, recipient=None, *_):
        """s:rcpt(to)."""
        command(smtp, "RCPT", concat("TO:", recipient))
        return self._positive(smtp)

    def data(self, smtp=None, source=None, step=None, *_):
        """s:data(src [, step]): the message itself."""
        command(smtp, "DATA")
        check(smtp, "3..")
        tp = index(smtp, "tp")
        attempt(smtp, call(tp, "source", source, step))
        attempt(smtp, call(tp, "send", "\r\n.\r\n"))
        return self._positive(smtp)

    def quit(self, smtp=None, *_):
        """s:quit()."""
        command(smtp, "QUIT")
        return self._positive(smtp)

    @staticmethod
    def close(smtp=None, *_):
        """s:close()."""
        return call(index(smtp, "tp"), "close")

    def _b64(self, text):
        return first(index(self.mime, "b64")(text))

    def login(self, smtp=None, user=None, password=None, *_):
        """s:login(user, password): AUTH LOGIN."""
        command(smtp, "AUTH", "LOGIN")
        check(smtp, "3..")
        attempt(smtp, call(index(smtp, "tp"), "send", concat(self._b64(user), "\r\n")))
        check(smtp, "3..")
        attempt(smtp, call(index(smtp, "tp"), "send", concat(self._b64(password), "\r\n")))
        return self._positive(smtp)

    def plain(self, smtp=None, user=None, password=None, *_):
        """s:plain(user, password): AUTH PLAIN."""
        credentials = concat("\0", concat(user, concat("\0", password)))
        command(smtp, "AUTH", concat("PLAIN ", self._b64(credentials)))
        return self._positive(smtp)

    @staticmethod
    def auth(smtp=None, user=None, password=None, extensions=None, *_):
        """s:auth(user, password, ext): the way that the server offers."""
        if not truth(user) or not truth(password):
            return 1
        if _LOGIN.search(extensions):
            return call(smtp, "login", user, password)
        if _PLAIN.search(extensions):
            return call(smtp, "plain", user, password)
        return attempt(smtp, (None, "authentication not supported"))

    def send(self, smtp=None, mail=None, *_):
        """s:send(table): sender, recipients and message."""
        call(smtp, "mail", index(mail, "from"))
        recipients = index(mail, "rcpt")
        if isinstance(recipients, Table):
            place = 1
            while (recipient := index(recipients, place)) is not None:
                call(smtp, "rcpt", recipient)
                place += 1
        else:
            call(smtp, "rcpt", recipients)
        stuffed = index(index(self.ltn12, "source"), "chain")(index(mail, "source"), index(self.mime, "stuff")())
        call(smtp, "data", first(stuffed), index(mail, "step"))
        return ()

    def send_mail(self, mail=None, *_):
        """smtp.send(table): a whole session."""
        smtp = first(index(self.table, "open")(index(mail, "server"), index(mail, "port"), index(mail, "create")))
        extensions = first(call(smtp, "greet", index(mail, "domain")))
        call(smtp, "auth", index(mail, "user"), index(mail, "password"), extensions)
        call(smtp, "send", mail)
        call(smtp, "quit")
        return call(smtp, "close")

    # Messages. The generators yield what the source gives: a chunk, or a tuple (nil, message).

    def message(self, message=None, *_):
        """smtp.message(table): a source of the message; sets the headers that every message has."""
        setindex(message, "headers", from_dict(self._complete_headers(message)))
        pieces = self._message(message)
        ended = False

        def source(*_):
            nonlocal ended
            if ended:
                return None, "cannot resume dead coroutine"
            try:
                return next(pieces)
            except StopIteration:
                ended = True
                return None, None
            except Exception as error:
                ended = True
                return None, to_lua_error(error).value
        return register_function(source)

    def _complete_headers(self, message) -> dict:
        headers = lower_headers(index(message, "headers"))
        if not truth(headers.get("date")):
            zone = index(message, "zone")
            date = formatdate(usegmt=False).removesuffix("-0000")
            headers["date"] = concat(date, zone if truth(zone) else self.constant("ZONE"))
        if not truth(headers.get("x-mailer")):
            headers["x-mailer"] = index(self.socket, "_VERSION")
        headers["mime-version"] = "1.0"
        return headers

    def _message(self, message):
        """The pieces of a message or of a part of one."""
        body = index(message, "body")
        headers = lower_headers(index(message, "headers"))
        given = headers.get("content-type")
        if isinstance(body, Table):
            boundary = self._boundary()
            kind = given if truth(given) else MULTIPART
            headers["content-type"] = concat(kind, f'; boundary="{boundary}"')
            yield self._header_text(headers)
            yield from self._parts(body, boundary)
            return
        if not truth(given):
            headers["content-type"] = TEXT
        yield self._header_text(headers)
        if not is_function(body):
            yield body
            return
        while True:
            chunk, error = pair(body())
            if truth(error):
                yield None, error
            elif truth(chunk):
                yield chunk
            else:
                return

    def _parts(self, body, boundary):
        """The pieces of a multipart body: preamble, parts, epilogue."""
        yield from self._text_around(index(body, "preamble"))
        place = 1
        while (part := index(body, place)) is not None:
            yield f"\r\n--{boundary}\r\n"
            yield from self._message(part)
            place += 1
        yield f"\r\n--{boundary}--\r\n\r\n"
        yield from self._text_around(index(body, "epilogue"))

    @staticmethod
    def _text_around(text):
        if truth(text):
            yield text
            yield "\r\n"

    def _header_text(self, headers):
        canonic = index(self.headers, "canonic")
        text = "\r\n"
        for name, value in headers.items():
            written = index(canonic, name)
            text = concat(concat(written if truth(written) else name, ": "), concat(value, "\r\n" + text))
        return text

    def _boundary(self):
        """A text that hopefully does not occur in the parts."""
        self.boundaries += 1
        number = first(index(self.math, "random")(0, 99999))
        return f"{time.strftime('%d%m%Y%H%M%S')}{int(number):05d}=={self.boundaries:05d}"


def open(state):
    """The table of ``require "socket.smtp"``, also socket.smtp."""
    table = Smtp(state).table
    rawset(require(state, "socket"), "smtp", table)
    return table
