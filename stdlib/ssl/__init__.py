"""LuaSec's ``ssl``: contexts from tables of settings, TLS on LuaSocket's sockets (LuaSec wiki).

This file is what LuaSec has in Lua; its C parts are ssl.core, ssl.context,
ssl.x509 and ssl.config.  Differences that Python's ssl imposes: no DANE, no
choice of TLS 1.3's cipher suites, no depth of verification, no export of keys;
a server cannot go on after a client's certificate was found bad.
"""

from __future__ import annotations

import re

from luapy.runtime.api import (
    FALSE, Table, first, index, is_function, library, lua_bool, rawset,
    register_function, results, truth,
)
from luapy.runtime.table import from_dict, from_list, items
from luapy.stdlib.network import call, pair, require
from luapy.stdlib.ssl.context import protocols_of

VERSION = "1.2.0"

_CIPHER = re.compile(r"(\S+)\s+(\S+)\s+Kx=(\S+)\s+Au=(\S+)\s+Enc=(\S+)\s+Mac=(\S+)")


class Refused(Exception):
    """A setting is wrong; values: the results that tell so."""

    def __init__(self, *values):
        super().__init__(*values)
        self.values = values


def elements(table):
    """The elements 1, 2, ... of a table."""
    place = 1
    while (value := index(table, place)) is not None:
        yield value
        place += 1


def wire_format(table) -> str:
    """A list of protocol names for ALPN (RFC 7301)."""
    parts = []
    for name in elements(table):
        if name.__class__ is not str:
            raise Refused(None, None)
        if not name:
            raise Refused(None, "invalid ALPN name (empty string)")
        if len(name) > 255:
            raise Refused(None, "invalid ALPN name (length > 255)")
        parts.append(chr(len(name)) + name)
    if not parts:
        raise Refused(None, "invalid ALPN list (empty)")
    return "".join(parts)


class Ssl:
    """The library of one state."""

    def __init__(self, state):
        self.context = require(state, "ssl.context")
        self.core = require(state, "ssl.core")
        self.config = require(state, "ssl.config")

    def _set(self, context, name, *args):
        """Call a function of ssl.context; Refused if it fails."""
        done, message = pair(index(self.context, name)(context, *args))
        if not truth(done):
            raise Refused(None, message)

    def newcontext(self, cfg=None, *_):
        """ssl.newcontext(params)."""
        context, message = pair(index(self.context, "create")(index(cfg, "protocol")))
        if not truth(context):
            return None, message
        try:
            self._set(context, "setmode", index(cfg, "mode"))
            self._certificates(context, cfg)
            self._trust(context, cfg)
            self._curves(context, cfg)
            extra = index(cfg, "verifyext")
            if truth(extra):
                self._checked(call(context, "setverifyext", *self._list(extra)))
            self._alpn(context, cfg)
        except Refused as refusal:
            return refusal.values
        return context

    @staticmethod
    def _checked(result):
        done, message = pair(result)
        if not truth(done):
            raise Refused(None, message)

    @staticmethod
    def _list(value):
        return list(elements(value)) if isinstance(value, Table) else [value]

    def _certificates(self, context, cfg):
        listed = index(cfg, "certificates")
        if not truth(listed):
            listed = from_list([cfg])
        for certificate in elements(listed):
            key, password = index(certificate, "key"), index(certificate, "password")
            if truth(key):
                if truth(password) and password.__class__ is not str and not is_function(password):
                    raise Refused(None, "invalid password type")
                self._set(context, "loadkey", key, password)
            file = index(certificate, "certificate")
            if truth(file):
                self._set(context, "loadcert", file)
                if truth(key) and not truth(first(index(self.context, "checkkey")(context))):
                    raise Refused(None, "private key does not match public key")

    def _trust(self, context, cfg):
        """Who is trusted, how it is verified, what is encrypted with."""
        file, folder = index(cfg, "cafile"), index(cfg, "capath")
        if truth(file) or truth(folder):
            self._set(context, "locations", file, folder)
        for field, function in (("ciphers", "setcipher"), ("ciphersuites", "setciphersuites")):
            if truth(index(cfg, field)):
                self._set(context, function, index(cfg, field))
        for field, function in (("verify", "setverify"), ("options", "setoptions")):
            if truth(index(cfg, field)):
                self._set(context, function, *self._list(index(cfg, field)))
        if truth(index(cfg, "depth")):
            self._set(context, "setdepth", index(cfg, "depth"))

    def _curves(self, context, cfg):
        parameters = index(cfg, "dhparam")
        if truth(parameters):
            if not is_function(parameters):
                raise Refused(None, "invalid DH parameter type")
            index(self.context, "setdhparam")(context, parameters)
        if truth(index(cfg, "curveslist")):
            self._set(context, "setcurveslist", index(cfg, "curveslist"))
        elif truth(index(cfg, "curve")):
            self._set(context, "setcurve", index(cfg, "curve"))

    def _alpn(self, context, cfg):
        mode, alpn = index(cfg, "mode"), index(cfg, "alpn")
        if not truth(alpn) or mode not in ("client", "server"):
            return
        if mode == "client":
            if alpn.__class__ is str:
                alpn = from_list([alpn])
            if not isinstance(alpn, Table):
                raise Refused(None, "invalid ALPN parameter")
            self._set(context, "setalpn", wire_format(alpn))
        elif is_function(alpn):
            self._set(context, "setalpncb", register_function(lambda offered=None, *_: _chosen(alpn, offered)))
        elif isinstance(alpn, Table):
            wire_format(alpn)
            self._set(context, "setalpncb", register_function(lambda *_: wire_format(alpn)))
        else:
            raise Refused(None, "invalid ALPN parameter")

    def wrap(self, sock=None, cfg=None, *_):
        """ssl.wrap(sock, params or context): a connection that takes the socket over."""
        context = cfg
        if isinstance(cfg, Table):
            context, message = pair(self.newcontext(cfg))
            if not truth(context):
                return None, message
        connection, message = pair(index(self.core, "create")(context))
        if not truth(connection):
            return None, message
        index(self.core, "setfd")(connection, first(call(sock, "getfd")))
        call(sock, "setfd", index(self.core, "SOCKET_INVALID"))
        return connection

    def info(self, connection=None, field=None, *_):
        """conn:info([field]): all that is known of the connection's encryption, or one field of it."""
        compression, message = pair(index(self.core, "compression")(connection))
        if truth(message):
            return compression, message
        if field == "compression":
            return compression
        table = from_dict({} if compression is None else {"compression": compression})
        line, bits, size, protocol = (*results(index(self.core, "info")(connection)), None, None, None, None)[:4]
        rawset(table, "bits", bits)
        rawset(table, "algbits", size)
        if truth(line):
            match = _CIPHER.match(line)
            for name, value in zip(("cipher", "protocol", "key", "authentication", "encryption", "mac"),
                                   match.groups() if match else ()):
                rawset(table, name, value)
            rawset(table, "export", lua_bool(line.rstrip().endswith(" export")))
        if truth(protocol):
            rawset(table, "protocol", protocol)
        if truth(field):
            return index(table, field)
        return table if any(True for _ in items(table)) else FALSE


def _chosen(function, offered):
    """What a server's function prefers, in wire format."""
    chosen = first(function(from_list(protocols_of(offered))))
    if chosen.__class__ is str:
        chosen = from_list([chosen])
    if not isinstance(chosen, Table):
        return None
    try:
        return wire_format(chosen)
    except Refused:
        return None


def open(state):
    """The table of ``require "ssl"``."""
    lib = Ssl(state)
    index(lib.core, "setmethod")("info", register_function(lib.info))
    return library(state, "ssl", {
        "_VERSION": VERSION, "_COPYRIGHT": index(lib.core, "copyright")(), "config": lib.config,
        "loadcertificate": index(require(state, "ssl.x509"), "load"), "newcontext": lib.newcontext, "wrap": lib.wrap,
    })
