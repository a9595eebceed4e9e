"""ssl.https: requests over TLS as LuaSec makes them (LuaSec manual, https.html), by the transport's own TLS.

Wanted deviation: certificates are verified, unless the request says ``verify = "none"``.
"""

from __future__ import annotations

from luapy.runtime.api import (
    Table, first, index, is_function, library, rawget, rawset, register_function, results, truth,
)
from luapy.runtime.table import items
from luapy.stdlib.network import require
from luapy.stdlib.socket.http.plan import Plan
from luapy.stdlib.socket.http.pump import blocks_of
from luapy.stdlib.socket.http.support import Failure, blame, fields_of, text_of
from luapy.stdlib.socket.url import join_url, split_url
from luapy.stdlib.transport.errors import TransportError

VERSION = "1.2.0"
COPYRIGHT = "LuaSec 1.2.0 - Copyright (C) 2009-2022 PUC-Rio"
PORT = 443
TIMEOUT = 60
# The parameters of connections whose maker gives none of their own.
DEFAULTS = {"protocol": "any", "options": ("all", "no_sslv2", "no_sslv3", "no_tlsv1"), "verify": "peer"}


class Https:
    """The library of one state."""

    def __init__(self, state):
        self.state = state
        self.http = http_of(state)
        self.table = library(state, "ssl.https", {
            "_VERSION": VERSION, "_COPYRIGHT": COPYRIGHT, "PORT": PORT, "TIMEOUT": TIMEOUT,
            "request": index(self.http.socket, "protect")(self.request),
        })
        self.tcp_function = register_function(self.tcp)
        rawset(self.table, "tcp", self.tcp_function)

    def request(self, request=None, body=None, *_):
        """https.request(url [, body]) or https.request(table): as those of socket.http, with LuaSec's parameters."""
        simple = request.__class__ is str
        fields = self._simple_fields(request, body) if simple else fields_of(request)
        if not simple:
            fields["url"] = index(request, "url")
        fields["url"] = self._with_port(fields["url"])
        for name, what in (("proxy", "proxy"), ("redirect", "redirect"), ("create", "create function")):
            value = fields.get(name)
            if truth(value) or name == "proxy" and truth(rawget(self.http.table, "PROXY")):
                return None, what + (" not permitted" if name == "create" else " not supported")
        plan = Plan(self.http, fields, given=None if simple else request, collect=simple,
                    body=body_text(body) if simple else None, tls=fields)
        try:
            code, headers, status = (*plan.run(), None, None)[:3]
        except (TransportError, Failure) as error:
            return None, error.text, None, None
        return plan.collected if simple else 1, code, headers, status

    def _with_port(self, url) -> str:
        if not truth(url) or url == "":
            blame("index", None, "parsed")
        return join_url(split_url(text_of(url), {"port": rawget(self.table, "PORT")}).get)

    @staticmethod
    def _simple_fields(url, body):
        fields = {"url": url, "method": "GET"}
        if truth(body):
            text = body_text(body)
            fields.update(method="POST", source=blocks_of(text), headers={
                "content-length": len(text), "content-type": "application/x-www-form-urlencoded"})
        return fields

    def tcp(self, parameters=None, *_):
        """https.tcp([parameters]): a ``create`` function for socket.http, making TLS connections."""
        parameters = parameters if truth(parameters) else Table()
        for name, value in DEFAULTS.items():
            if not truth(index(parameters, name)):
                rawset(parameters, name, sequence(value) if value.__class__ is tuple else value)
        rawset(parameters, "mode", "client")
        return register_function(lambda *_: self._connection(parameters))

    def _connection(self, parameters):
        """A socket object that becomes a TLS connection when it is connected."""
        attempt = index(self.http.socket, "try")
        connection = Table()
        rawset(connection, "sock", first(attempt(*results(index(self.http.socket, "tcp")()))))

        def method(name):
            def call(conn=None, *args):
                sock = index(conn, "sock")
                return index(sock, name)(sock, *args)
            return register_function(call)

        def settimeout(conn=None, *_):
            sock = index(conn, "sock")
            return index(sock, "settimeout")(sock, rawget(self.table, "TIMEOUT"))

        def connect(conn=None, host=None, port=None, *_):
            sock = index(conn, "sock")
            attempt(*results(index(sock, "connect")(sock, host, port)))
            sock = first(attempt(*results(index(require(self.state, "ssl"), "wrap")(sock, parameters))))
            rawset(conn, "sock", sock)
            index(sock, "sni")(sock, host)
            index(sock, "settimeout")(sock, rawget(self.table, "TIMEOUT"))
            attempt(*results(index(sock, "dohandshake")(sock)))
            for name in method_names(sock):
                rawset(conn, name, method(name))
            return 1

        rawset(connection, "settimeout", register_function(settimeout))
        rawset(connection, "connect", register_function(connect))
        rawset(connection, "close", method("close"))
        return connection


def body_text(body):
    return text_of(body, "body") if truth(body) else None


def sequence(values) -> Table:
    table = Table()
    for place, value in enumerate(values, 1):
        rawset(table, place, value)
    return table


def method_names(sock) -> list:
    """The names of a socket object's methods."""
    methods = index(sock.meta, "__index") if sock.meta is not None else None
    if not isinstance(methods, Table):
        return []
    return [name for name, value in items(methods) if is_function(value)]


def http_of(state):
    """The socket.http of a state."""
    require(state, "socket.http")
    return state.libraries["socket.http"]


def open(state):
    """The table of ``require "ssl.https"``."""
    https = Https(state)
    state.libraries["ssl.https"] = https
    return https.table
