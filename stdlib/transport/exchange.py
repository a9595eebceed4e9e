"""One request and its response over a connection: what all adapters and both Lua libraries are built on."""

from __future__ import annotations

from luapy.stdlib.transport.body import BLOCK_SIZE, NO_BODY, UnboundedBody, body_of
from luapy.stdlib.transport.connection import connect
from luapy.stdlib.transport.errors import BadResponse, TransportError, TransportTimeout
from luapy.stdlib.transport.message import (
    head_of_request, lower, merge, receive_fields, receive_status, take_head,
)

# Methods that may be sent again when a kept connection turns out to be dead (RFC 9110 9.2.2).
IDEMPOTENT = frozenset(("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"))
# Bodies up to this size travel with the head.
SMALL_BODY = 32768


class Call:
    """A request, ready to be sent.

    method, target (the request target as written), headers (pairs of name and value): Lua strings;
    scheme, host, port: where to connect to; url: for adapters that go by it;
    body: bytes, or None; upload: ``upload(send)`` sends a body that is not known beforehand;
    pieces: the same body as ``pieces()`` -> iterator of bytes, for other adapters;
    timeout, deadline: see Connection; block_size: of a body's blocks;
    tls: a `luapy.stdlib.transport.tls.Tls`, or None; open: makes the stream to be used instead of a
    connection of ours; proxy: a `luapy.stdlib.transport.proxy.Proxy`, or None; strict: what LuaSocket tolerates
    (HTTP/0.9) is an error, and all 1xx responses are passed over.
    """

    __slots__ = ("method", "target", "headers", "scheme", "host", "port", "url", "body", "upload", "pieces",
                 "timeout", "deadline", "block_size", "tls", "open", "proxy", "strict")

    def __init__(self, method, target, headers, scheme, host, port, url=None, body=None, upload=None, pieces=None,
                 timeout=None, deadline=None, block_size=BLOCK_SIZE, tls=None, open=None, proxy=None, strict=False):
        self.method = method
        self.target = target
        self.headers = headers
        self.scheme = scheme
        self.host = host
        self.port = port
        self.url = url
        self.body = body
        self.upload = upload
        self.pieces = pieces
        self.timeout = timeout
        self.deadline = deadline
        self.block_size = block_size
        self.tls = tls
        self.open = open
        self.proxy = proxy
        self.strict = strict

    def wants_close(self) -> bool:
        for name, value in self.headers:
            if len(name) == 10 and lower(name) == "connection" and "close" in lower(value):
                return True
        return False


class Reply:
    """A response whose body is still to come.

    code; status: the status line (None for HTTP/0.9); fields: pairs of name and value as they came;
    headers: merged, names in lower case; body: see `luapy.stdlib.transport.body`; response: requests' own object
    for it, where there is one.
    """

    __slots__ = ("code", "status", "fields", "_headers", "body", "stream", "pool", "place", "call", "response")

    def __init__(self, code, status, fields, stream, call):
        self.code = code
        self.status = status
        self.fields = fields
        self._headers = None
        self.body = None
        self.stream = stream
        self.call = call
        self.pool = None
        self.place = None
        self.response = None

    @property
    def headers(self) -> dict:
        if self._headers is None:
            self._headers = merge(self.fields)
        return self._headers

    def close(self):
        """End of the exchange: the connection goes to the pool if it can serve another, or is closed."""
        stream = self.stream
        if stream is None:
            return
        self.stream = None
        if self.pool is not None and self._reusable(stream):
            self.pool.give(self.place, stream)
        else:
            stream.close()

    def abort(self):
        """End of an exchange that failed."""
        stream, self.stream = self.stream, None
        if stream is not None:
            stream.close()

    def _reusable(self, stream):
        """Whether nothing is left of this exchange, and the server means to go on.

        Servers that know nothing of persistent connections may leave them open all
        the same; so one that says neither keep-alive nor who it is or what time it is
        (RFC 9110 6.6.1) is not trusted.
        """
        body = self.body
        if not body.finished:
            if getattr(body, "left", 1) != 0:
                return False
        if body.__class__ is UnboundedBody or stream.start != len(stream.buffer) or self.code < 200:
            return False
        headers = self.headers
        connection = headers.get("connection")
        if connection is not None:
            connection = connection.lower()
            if "close" in connection:
                return False
            if "keep-alive" in connection:
                return True
        return self.status[:8] == "HTTP/1.1" and ("date" in headers or "server" in headers)

    def discard_body(self):
        """Skip the body as far as it has arrived already, so that the connection may be used again."""
        body, stream = self.body, self.stream
        if self.pool is None:
            return
        left = getattr(body, "left", None)
        if left.__class__ is int and 0 < left <= len(stream.buffer) - stream.start:
            stream.start += left
            body.left = 0


def exchange(call: Call, pool) -> Reply:
    """Send the request and receive the head of its response."""
    target, headers = call.target, call.headers
    if call.proxy is not None and call.tls is None:
        target, headers = call.url.partition("#")[0], headers + call.proxy.headers()
    line, fields = head_of_request(call.method, target, headers)
    place = (call.scheme, call.host, call.port, call.tls)
    if call.proxy is not None:
        place += (call.proxy.host, call.proxy.port, call.proxy.authorization)
    reply = None
    kept = call.open is None and not call.wants_close()
    if kept and call.upload is None and call.method in IDEMPOTENT:
        reply = _on_kept_connection(call, pool, place, line, fields)
    else:
        pool.discard(place)  # a server that serves one connection at a time must see the end of ours
    if reply is None:
        reply = _converse(call, _connect(call) if call.open is None else call.open(), line, fields)
    if kept:
        reply.pool = pool
        reply.place = place
    return reply


def _connect(call):
    proxy = call.proxy
    host, port = (call.host, call.port) if proxy is None else (proxy.host, proxy.port)
    connection = connect(host, port, call.timeout, call.deadline)
    if call.tls is not None:
        try:
            if proxy is not None:
                proxy.open_tunnel(connection, call.host, call.port)
        except BaseException:
            connection.close()
            raise
        call.tls.start(connection, call.host)
    return connection


def _on_kept_connection(call, pool, place, line, fields):
    """The reply over an idle connection; None if there is none that works."""
    while True:
        connection = pool.take(place)
        if connection is None:
            return None
        connection.set_limits(call.timeout, call.deadline)
        try:
            reply = _converse(call, connection, line, fields)
        except TransportTimeout:
            raise
        except TransportError as error:
            if connection.heard and not isinstance(error, BadResponse):
                raise
            continue  # the server had closed it, or there was something left of the exchange before
        if reply.status is not None and reply.code != 408:
            return reply
        # what servers send on closing an idle connection, or rubbish as above
        reply.stream.close()


def _converse(call, stream, line, fields) -> Reply:
    try:
        body = call.body
        if body and len(body) <= SMALL_BODY:
            stream.send_head(line, fields + body)
        else:
            stream.send_head(line, fields)
            if body:
                stream.send(body)
            elif call.upload is not None:
                call.upload(stream.send)
        return receive_reply(call, stream)
    except BaseException:
        stream.close()
        raise


def receive_reply(call, stream) -> Reply:
    """The head of the final response; the body is ready to be read."""
    while True:
        code, status, fields = _receive_head(stream, call.strict)
        if code is None:
            reply = Reply(200, None, [], stream, call)
            reply.body = UnboundedBody(stream, call.block_size, status)
            return reply
        if code != 100 and not (call.strict and 100 < code < 200 and code != 101):
            break
    reply = Reply(code, status, fields, stream, call)
    if call.method == "HEAD" or code == 204 or code == 304 or 100 <= code < 200:
        reply.body = NO_BODY
    else:
        reply.body = body_of(stream, reply.headers, call.block_size)
    return reply


def _receive_head(stream, strict):
    take = getattr(stream, "fill", None)
    if take is not None:
        # usually all of it comes at once
        if stream.start == len(stream.buffer):
            take()
        head = take_head(stream)
        if head is not None:
            return head
    code, status = receive_status(stream)
    if code is None:
        if strict:
            raise BadResponse((status + stream.receive_line()).decode("latin-1"))
        return None, status, None
    if code == 408 and not strict:
        return code, status, []  # LuaSocket asks for no more
    return code, status, receive_fields(stream)
