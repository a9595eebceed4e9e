"""Connections over sockets of the program's own: those of ``create``, and the objects that http.open gives."""

from __future__ import annotations

from luapy.runtime.api import (
    Table, first, index, library, lua_error, rawget, rawset, register_function, results, setmetatable, tostring,
    truth,
)
from luapy.runtime.table import from_dict
from luapy.stdlib.socket.http.pump import ChunkedSink, PlainSink, body_source, empty, null, pump
from luapy.stdlib.socket.http.support import Failure, check_result, fields_of, text_of
from luapy.stdlib.transport.body import ChunkedBody, UnboundedBody, body_of
from luapy.stdlib.transport.errors import TransportError
from luapy.stdlib.transport.luastream import LuaStream
from luapy.stdlib.transport.message import head_of_request, merge, receive_fields, receive_status


def open_stream(http, create, host, port) -> LuaStream:
    """A stream over a socket that ``create`` makes, connected."""
    stream = LuaStream(check_result(create()))
    try:
        stream.call("settimeout", rawget(http.table, "TIMEOUT"))
        stream.call("connect", host, port)
    except TransportError:
        stream.close()
        raise
    return stream


class ConnectionClass:
    """What http.open returns: tables with the socket in ``c``, and these methods.

    A failure closes the connection and raises, for socket.protect (LuaSocket manual, socket.html, newtry).
    """

    def __init__(self, http):
        self.http = http
        methods = {name: guarded(getattr(self, name)) for name in (
            "sendrequestline", "sendheaders", "sendbody", "receivestatusline", "receiveheaders", "receivebody",
            "receive09body")}
        methods["close"] = self.close
        self.metatable = from_dict({"__index": library(http.state, "socket.http", methods)})

    def open(self, host=None, port=None, create=None, *_):
        """http.open(host, port, create): a connection to talk over step by step."""
        socket = self.http.socket
        connection = Table()
        rawset(connection, "c", first(index(socket, "try")(*results(create()))))
        setmetatable(connection, self.metatable)
        try_ = index(socket, "newtry")(lambda *_: index(connection, "close")(connection))
        rawset(connection, "try", try_)
        sock = rawget(connection, "c")
        for name, args in (("settimeout", (rawget(self.http.table, "TIMEOUT"),)), ("connect", (host, port))):
            try_(*results(index(sock, name)(sock, *args)))
        return connection

    def sendrequestline(self, connection, method=None, uri=None, *_):
        """connection:sendrequestline(method, uri)"""
        line, _ = head_of_request(tostring(method) if truth(method) else "GET", tostring(uri), ())
        return stream_of(connection).call("send", line.decode("latin-1"))

    def sendheaders(self, connection, headers=None, *_):
        """connection:sendheaders(headers): names in lower case are looked up in socket.headers.canonic."""
        canonical = self.http.canonical
        pairs = [(canonical(text_of(name)), text_of(value)) for name, value in fields_of(headers).items()]
        stream_of(connection).send(head_of_request("", "", pairs)[1])
        return 1

    def sendbody(self, connection, headers=None, source=None, step=None, *_):
        """connection:sendbody(headers [, source [, step]]): chunked unless the headers have a content-length."""
        send = stream_of(connection).send
        sink = PlainSink(send) if truth(index(headers, "content-length")) else ChunkedSink(send)
        pump(source if truth(source) else empty, sink.feed, step)
        return 1

    def receivestatusline(self, connection, *_):
        """connection:receivestatusline(): code and line; nil and the first bytes if there is none (HTTP/0.9)."""
        code, status = receive_status(stream_of(connection))
        return code, status if code is not None else status.decode("latin-1")

    def receiveheaders(self, connection, *_):
        """connection:receiveheaders()"""
        return from_dict(merge(receive_fields(stream_of(connection))))

    def receivebody(self, connection, headers=None, sink=None, step=None, *_):
        """connection:receivebody(headers [, sink [, step]])"""
        known = {}
        for name in ("content-length", "transfer-encoding"):
            if truth(index(headers, name)):
                known[name] = text_of(index(headers, name))
        body = body_of(stream_of(connection), known, self.http.block_size())
        pump(body_source(body), sink if truth(sink) else null, step)
        return 1

    def receive09body(self, connection, status=None, sink=None, step=None, *_):
        """connection:receive09body(status [, sink [, step]]): all until closed, after the bytes *status*."""
        body = UnboundedBody(stream_of(connection), self.http.block_size(), text_of(status).encode("latin-1"))
        if not truth(sink):
            lua_error("assertion failed!")
        pump(body_source(body), sink, step)
        return 1

    @staticmethod
    def close(connection=None, *_):
        """connection:close()"""
        sock = index(connection, "c")
        return index(sock, "close")(sock)


def chunked_sink(sock=None, *_):
    """socket.sink("http-chunked", socket): sends chunks."""
    return register_function(ChunkedSink(LuaStream(sock).send).feed)


def chunked_source(sock=None, *_):
    """socket.source("http-chunked", socket): receives chunks."""
    return body_source(ChunkedBody(LuaStream(sock)))


def stream_of(connection) -> LuaStream:
    return LuaStream(index(connection, "c"))


def guarded(method):
    """A connection's method whose failures go through its ``try``."""
    def checked(connection=None, *args):
        try:
            return method(connection, *args)
        except (TransportError, Failure) as error:
            return index(connection, "try")(None, error.text)
    return checked
