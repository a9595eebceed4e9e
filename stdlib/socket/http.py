"""socket.http: HTTP/1.1 requests as LuaSocket makes them (LuaSocket manual, http.html), on a session of requests.

A request goes: `Http.request` -> `Plan` (what LuaSocket's adjustrequest makes of
the caller's table) -> `Call` -> the state's session -> `Reply` -> the sink.
"""

from __future__ import annotations

from base64 import b64encode

from luapy.runtime.api import (
    FALSE, Table, check_number, first, index, less_than, library, lua_error, metamethod, number_to_str,
    rawget, rawset, register_function, results, setindex, setmetatable, tostring, truth, type_error,
    type_name_of,
)
from luapy.runtime.table import from_dict, items
from luapy.stdlib.ltn12 import step as pump_step
from luapy.stdlib.network import pair, require
from luapy.stdlib.socket.url import absolute_url, join_url, split_url, unescape_text
from luapy.stdlib.transport.body import NO_BODY, UnboundedBody, body_of
from luapy.stdlib.transport.errors import TransportError
from luapy.stdlib.transport.exchange import Call
from luapy.stdlib.transport.luastream import LuaStream
from luapy.stdlib.transport.message import (
    SPACE, head_of_request, lower, merge, receive_fields, receive_status,
)
from luapy.stdlib.transport.session import perform, session_of
from luapy.stdlib.transport.tls import FIELDS as TLS_FIELDS, tls_of

TIMEOUT = 60
PROXY_PORT = 3128
MAX_REDIRECTS = 5
BLOCK_SIZE = 2048
# Not sent to another host after a redirect.
CREDENTIALS = ("authorization", "cookie", "proxy-authorization")
_DELETE_SPACE = str.maketrans("", "", SPACE)


class Failure(Exception):
    """The request failed with a Lua value as its message (``nil, message``)."""

    def __init__(self, value):
        super().__init__(value)
        self.text = value


def check_result(result):
    """socket.try of LuaSocket's source: the first value of a call, or failure with the second."""
    value, message = pair(result)
    if not truth(value):
        raise Failure(message)
    return value


def text_of(value, name="v") -> str:
    """A value in a concatenation: a string or a number. name: LuaSocket's variable, for the message."""
    if value.__class__ is str:
        return value
    if value.__class__ is int or value.__class__ is float:
        return number_to_str(value)
    lua_error(f"attempt to concatenate a {type_name_of(value)} value (local '{name}')")


def check_callable(value, variable: str):
    """A source, sink or step, which LuaSocket calls by that variable's name."""
    if not callable(value):
        lua_error(f"attempt to call a {type_name_of(value)} value ({variable})")
    return value


def fields_of(table) -> dict:
    """The fields of a table as ``pairs`` gives them."""
    if not isinstance(table, Table):
        type_error(1, table, "table")
    if table.meta is None or metamethod(table, "__pairs") is None:
        return dict(items(table))
    iterate, state, key = (results(metamethod(table, "__pairs")(table)) + (None,) * 3)[:3]
    fields = {}
    while True:
        key, value = pair(iterate(state, key))
        if key is None:
            return fields
        fields[key] = value


class Http:
    """The library of one state. What programs may set (TIMEOUT, PROXY...) is read from the table at each request."""

    def __init__(self, state):
        self.state = state
        self.socket = require(state, "socket")
        self.ltn12 = require(state, "ltn12")
        self.canonic = rawget(require(state, "socket.headers"), "canonic")
        require(state, "socket.url")
        self.tcp = rawget(self.socket, "tcp")
        self.create_http = register_function(lambda request=None, *_: rawget(self.socket, "tcp"))
        self.create_https = register_function(lambda request=None, *_: index(self._https(), "tcp")(request))
        self.table = library(state, "socket.http", {
            "TIMEOUT": TIMEOUT, "USERAGENT": rawget(self.socket, "_VERSION"),
            "request": index(self.socket, "protect")(self.request), "genericform": self.genericform,
            "open": ConnectionClass(self).open,
        })
        schemes = Table()
        for name, port, create in (("http", 80, self.create_http), ("https", 443, self.create_https)):
            rawset(schemes, name, from_dict({"port": port, "create": create}))
        rawset(self.table, "schemes", schemes)

    def _https(self):
        return require(self.state, "ssl.https")

    def https_is_ours(self) -> bool:
        """Whether TLS is left to the transport: no program has put its own ``tcp`` into ssl.https."""
        loaded = rawget(rawget(self.state.registry, "_LOADED") or Table(), "ssl.https")
        ours = self.state.libraries.get("ssl.https")
        return loaded is None or ours is not None and loaded is ours.table and rawget(loaded, "tcp") is ours.tcp_function

    def https_timeout(self):
        """The TIMEOUT of ssl.https, which holds for its connections."""
        ours = self.state.libraries.get("ssl.https")
        return TIMEOUT if ours is None else limit(rawget(ours.table, "TIMEOUT"))

    def canonical(self, name: str) -> str:
        """How the name of a header field is written."""
        canonic = rawget(self.canonic, name)
        return canonic if truth(canonic) else name

    # The interface --------------------------------------------------------------

    def request(self, request=None, body=None, *_):
        """http.request(url [, body]) or http.request(table)."""
        try:
            if request.__class__ is str:
                return self.simple(request, body)
            return self.generic(request)
        except (TransportError, Failure) as error:
            return None, error.text

    def simple(self, url: str, body=None):
        """The simple form: body, code, headers, status."""
        fields = {"url": url}
        if truth(body):
            body = text_of(body)
            fields["method"] = "POST"
            fields["source"] = blocks_of(body)
            fields["headers"] = {"content-length": len(body), "content-type": "application/x-www-form-urlencoded"}
        else:
            body = None
        plan = Plan(self, fields, collect=True, body=body)
        result = plan.run()
        if len(result) == 1:
            result += (None, None)
        return plan.collected, *result

    def generic(self, request):
        """The generic form: 1, code, headers, status."""
        url = index(request, "url")  # a request that is no table is the caller's error
        fields = fields_of(request)
        fields["url"] = url
        return 1, *Plan(self, fields, given=request).run()

    def genericform(self, url=None, body=None, *_):
        """http.genericform(url [, body]): the table that the simple form stands for."""
        target = Table()
        request = Table()
        rawset(request, "url", url)
        rawset(request, "sink", first(index(index(self.ltn12, "sink"), "table")(target)))
        rawset(request, "target", target)
        if truth(body):
            rawset(request, "source", first(index(index(self.ltn12, "source"), "string")(body)))
            rawset(request, "headers", from_dict({
                "content-length": len(text_of(body)), "content-type": "application/x-www-form-urlencoded"}))
            rawset(request, "method", "POST")
        return request

    # Settings ------------------------------------------------------------------

    def timeout(self):
        """TIMEOUT as seconds for each wait, None for no limit."""
        return limit(rawget(self.table, "TIMEOUT"))

    def block_size(self) -> int:
        size = rawget(self.socket, "BLOCKSIZE")
        return int(size) if size.__class__ in (int, float) and size >= 1 else BLOCK_SIZE


def limit(value):
    """A TIMEOUT as seconds, None for none."""
    if value is None:
        return None
    value = check_number(2, value)
    return None if value < 0 else value


def blocks_of(text: str):
    """ltn12.source.string."""
    place = 0

    def source(*_):
        nonlocal place
        block = text[place:place + BLOCK_SIZE]
        place += BLOCK_SIZE
        return block or None
    return source


class Plan:
    """One request, redirects followed.

    fields: those of the caller's table; given: that table; collect: gather the body in ``collected`` instead of
    feeding a sink; body: the text that the fields' source gives, where it is known; tls: parameters that stand
    for the fields' own.
    """

    def __init__(self, http: Http, fields: dict, given=None, collect=False, body=None, tls=None):
        self.http = http
        self.fields = fields
        self.given = given
        self.collect = collect
        self.body = body
        self.tls = tls
        self.collected = ""

    def run(self):
        """(code, headers, status), or (code,) for answers without these."""
        self._adjust()
        reply = perform(session_of(self.http.state), self._call())
        try:
            code = reply.code
            if reply.status is None:
                self._receive_old(reply)
                return (code,)
            if code == 408:
                reply.abort()
                return (code,)
            headers = reply.headers
            if self._should_redirect(code, headers):
                reply.discard_body()
                reply.close()
                return self._redirect(headers["location"])
            if reply.body is not NO_BODY:
                self._receive(reply)
            reply.close()
        except BaseException:
            reply.abort()
            raise
        return code, from_dict(headers), reply.status

    # The request -----------------------------------------------------------------

    def _adjust(self):
        """What LuaSocket's adjustrequest does: URL parts, explicit fields, defaults."""
        given = self.fields
        url = given.get("url")
        parts = split_url(text_of(url), {"path": "/", "scheme": "http"}) if truth(url) and url != "" else {}
        parts.update(given)
        self.parts = parts
        scheme = parts.get("scheme")
        particulars = index(rawget(self.http.table, "schemes"), scheme) if scheme is not None else None
        if particulars is None:
            lua_error("attempt to index a nil value (local 'schemedefs')")
        self.default_port = index(particulars, "port")
        self.create = self._find_create(particulars)
        port = parts.get("port")
        if not truth(port) or port == "":
            parts["port"] = self.default_port
            if scheme == "http" and rawget(self.http.table, "PORT") is not None:
                parts["port"] = rawget(self.http.table, "PORT")
        method = parts.get("method")
        self.method = "GET" if not truth(method) or method == "" else tostring(method)
        host = parts.get("host")
        if not truth(host) or host == "":
            raise Failure(f"invalid host '{tostring(host)}'")
        proxy = parts.get("proxy")
        if not truth(proxy):
            proxy = rawget(self.http.table, "PROXY")
        self.proxy = split_url(text_of(proxy)) if truth(proxy) else None
        self.target = self._target()

    def _find_create(self, particulars):
        """The function that makes the socket, if it is not left to us."""
        create = self.parts.get("create")
        if truth(create):
            return create
        make = index(particulars, "create")
        http = self.http
        if make is http.create_http:
            tcp = rawget(http.socket, "tcp")
            return None if tcp is http.tcp else tcp
        if make is http.create_https and http.https_is_ours() and rawget(http.socket, "tcp") is http.tcp:
            return None
        return first(make(from_dict(self.parts)))

    def _target(self) -> str:
        uri = self.fields.get("uri")
        if truth(uri):
            return tostring(uri)
        parts = self.parts
        if self.proxy is not None:
            return join_url(parts.get)
        path = parts.get("path")
        if not truth(path):
            raise Failure("invalid path 'nil'")
        rest = {name: parts[name] for name in ("params", "query", "fragment") if name in parts}
        if not rest and path.__class__ is str:
            return path
        rest["path"] = path
        return join_url(rest.get)

    def _headers(self) -> list:
        """The header fields to send, with names in lower case as keys."""
        parts = self.parts
        host = text_of(parts["host"])
        port = tostring(parts["port"])
        if port != tostring(self.default_port):
            host = f"{host}:{port}"
        lowered = {"host": host}
        agent = rawget(self.http.table, "USERAGENT")
        if agent is not None:
            lowered["user-agent"] = agent
        lowered["connection"] = "close, TE" if self.create is not None else "keep-alive, TE"
        lowered["te"] = "trailers"
        user, password = parts.get("user"), parts.get("password")
        if truth(user) and truth(password):
            lowered["authorization"] = basic(f"{text_of(user)}:{unescape_text(text_of(password))}")
        if self.proxy is not None and "user" in self.proxy and "password" in self.proxy:
            lowered["proxy-authorization"] = basic(f"{self.proxy['user']}:{self.proxy['password']}")
        own = parts.get("headers")
        if truth(own):
            for name, value in (own.items() if own.__class__ is dict else fields_of(own).items()):
                if name.__class__ is not str:
                    name = number_to_str(name) if name.__class__ in (int, float) else type_error(1, name, "string")
                lowered[lower(name)] = value
        return lowered

    def _call(self) -> Call:
        parts = self.parts
        http = self.http
        lowered = self._headers()
        source = parts.get("source")
        if truth(source) and "content-length" not in lowered and "transfer-encoding" not in lowered:
            lowered["transfer-encoding"] = "chunked"
        host, port = parts["host"], parts["port"]
        if self.proxy is not None:
            host, port = self.proxy.get("host"), self.proxy.get("port") or PROXY_PORT
            if host is None:
                type_error(1, None, "string")
        scheme = parts["scheme"]
        canonical = http.canonical
        call = Call(self.method, self.target, [(canonical(name), text_of(value)) for name, value in lowered.items()],
                    scheme, text_of(host), port, self._url(), timeout=http.timeout(), block_size=http.block_size())
        if truth(source):
            if self.body is not None and self.create is None:
                call.body = self.body.encode("latin-1")
            else:
                self.chunked = "content-length" not in lowered
                call.upload = self._upload
                call.pieces = self._pieces
        if self.create is not None:
            call.open = lambda: open_stream(http, self.create, call.host, port)
        elif self.tls is not None or scheme == "https":
            call.tls = tls_of(parts if self.tls is None else self.tls, session_of(http.state).verify)
            call.timeout = http.https_timeout()
        return call

    def _url(self) -> str:
        """What the session's adapters go by."""
        url = self.fields.get("url")
        if url.__class__ is str and len(self.fields) == 1:
            return url
        parts = self.parts
        host = text_of(parts["host"])
        port = tostring(parts["port"])
        authority = f"[{host}]" if ":" in host else host
        if port != tostring(self.default_port):
            authority += ":" + port
        target = "" if self.proxy is not None else self.target
        if not target:
            target = join_url({name: parts.get(name) for name in ("path", "params", "query")}.get)
        return f"{parts['scheme']}://{authority}{target.partition('#')[0]}"

    # Bodies ------------------------------------------------------------------------

    def _upload(self, send):
        """Pump the source into the connection, chunk by chunk where its length is not known (ltn12.pump.all)."""
        source = check_callable(self.parts["source"], "local 'src'")
        sink = ChunkedSink(send) if self.chunked else PlainSink(send)
        step = self.parts.get("step")
        if truth(step):
            return pump(source, sink.feed, step)
        while True:
            chunk, message = pair(source())
            if not truth(chunk):
                sent, reason = sink.feed(None)
                if truth(message) or truth(reason):
                    raise Failure(message if truth(message) else reason)
                return None
            sent, reason = sink.feed(chunk)
            if sent is None:
                raise Failure(reason)

    def _pieces(self):
        """The source's data for other adapters than ours, which frame it themselves."""
        source = self.parts["source"]
        while True:
            chunk, message = pair(source())
            if not truth(chunk):
                if truth(message):
                    raise Failure(message)
                return
            yield chunk_bytes(chunk, "len", 1)

    def _receive(self, reply):
        """Pump the body into the sink."""
        if self.collect:
            self.collected = reply.body.read().decode("latin-1")
            return
        sink, step = self.parts.get("sink"), self.parts.get("step")
        if not truth(sink):
            sink = _null
        check_callable(sink, "local 'snk'")
        if truth(step):
            return pump(body_source(reply.body), sink, step)
        next_block = reply.body.next_block
        while True:
            try:
                block = next_block()
            except TransportError as error:
                sink(None, error.text)
                raise
            if block is None:
                message = pair(sink(None, None))[1]
                if truth(message):
                    raise Failure(message)
                return
            done = sink(block.decode("latin-1"), None)
            if done.__class__ is tuple:
                done, message = pair(done)
            else:
                message = None
            if not truth(done):
                if truth(message):
                    raise Failure(message)
                return

    def _receive_old(self, reply):
        """The body of an HTTP/0.9 server, which needs a sink."""
        if not self.collect and not truth(self.parts.get("sink")):
            lua_error("assertion failed!")
        self._receive(reply)
        if not reply.body.finished:
            reply.close()

    # Redirects ------------------------------------------------------------------------

    def _should_redirect(self, code, headers) -> bool:
        location = headers.get("location")
        if location is None or code not in (301, 302, 303, 307) or truth(self.parts.get("source")):
            return False
        location = location.translate(_DELETE_SPACE)
        parts = self.parts
        if not location or parts.get("redirect") is FALSE or parts.get("method") not in (None, "GET", "HEAD", ""):
            return False
        scheme = split_url(location).get("scheme")
        if scheme is not None and index(rawget(self.http.table, "schemes"), scheme) is None:
            return False
        if parts["scheme"] == "https" and scheme != "https":
            return False
        limit = parts.get("maxredirects")
        if limit is FALSE:
            return True
        count = parts.get("nredirects")
        return less_than(count if truth(count) else 0, MAX_REDIRECTS if limit is None else limit)

    def _redirect(self, location):
        given = self.fields
        url = absolute_url(text_of(given["url"]), location)
        scheme = split_url(url).get("scheme")
        if scheme != given.get("scheme"):
            given = {**given, "port": None, "create": None}
            if self.given is not None:
                setindex(self.given, "port", None)
                setindex(self.given, "create", None)
        count = given.get("nredirects")
        fields = {name: given[name] for name in ("sink", "headers", "proxy", "maxredirects", "create")
                  if given.get(name) is not None}
        fields["url"] = url
        fields["nredirects"] = (count if truth(count) else 0) + 1
        plan = Plan(self.http, fields, collect=self.collect)
        self._protect(plan)
        code, headers, status = (*plan.run(), None, None)[:3]
        self.collected = plan.collected
        headers = headers or Table()
        if rawget(headers, "location") is None:
            rawset(headers, "location", location)
        return code, headers, status

    def _protect(self, plan):
        """Keep what is secret from another host."""
        target = split_url(plan.fields["url"])
        parts = self.parts
        fields = plan.fields
        tls = {name: parts[name] for name in TLS_FIELDS if name in parts}
        if self.same_place(target):
            fields.update(tls)
            return
        for name in ("certificate", "key"):
            tls.pop(name, None)
        fields.update(tls)
        headers = fields.get("headers")
        if truth(headers):
            fields["headers"] = {name: value for name, value in fields_of(headers).items()
                                 if name.__class__ is not str or lower(name) not in CREDENTIALS}

    def same_place(self, target: dict) -> bool:
        """Whether a redirect's URL leads to the same host and port (or from http to https there)."""
        parts = self.parts
        if target.get("host") != parts["host"]:
            return False
        scheme = target.get("scheme")
        port = target.get("port") or {"http": "80", "https": "443"}.get(scheme)
        if scheme == parts["scheme"]:
            return port == tostring(parts["port"])
        return (parts["scheme"], scheme, tostring(parts["port"]), port) == ("http", "https", "80", "443")


def chunk_bytes(chunk, function: str, number: int) -> bytes:
    """A source's chunk as bytes; others than strings and numbers are refused in the words of *function*."""
    if chunk.__class__ is str:
        return chunk.encode("latin-1")
    if chunk.__class__ is int or chunk.__class__ is float:
        return number_to_str(chunk).encode("latin-1")
    lua_error(f"bad argument #{number} to '{function}' (string expected, got {type_name_of(chunk)})")


def basic(credentials: str) -> str:
    """The value of an Authorization field (RFC 7617)."""
    return "Basic " + b64encode(credentials.encode("latin-1")).decode("ascii")


# Pumping ----------------------------------------------------------------------------

def _null(*_):
    return 1


class PlainSink:
    """Feeds a body of known length to a connection. ``feed`` is a sink in LTN12's sense."""

    def __init__(self, send):
        self.send = send

    def feed(self, chunk=None, message=None, *_):
        if not truth(chunk):
            return 1, None
        return self._send(chunk_bytes(chunk, "send", 1))

    def _send(self, data):
        try:
            self.send(data)
        except TransportError as error:
            return None, error.text
        return float(len(data)), None


class ChunkedSink(PlainSink):
    """Feeds a body in chunks (RFC 9112 7.1)."""

    def feed(self, chunk=None, message=None, *_):
        if not truth(chunk):
            return self._send(b"0\r\n\r\n")
        data = chunk_bytes(chunk, "len", 1)
        return self._send(b"%X\r\n%b\r\n" % (len(data), data))


def body_source(body):
    """A response's body as a source in LTN12's sense."""
    def source(*_):
        try:
            block = body.next_block()
        except TransportError as error:
            return None, error.text
        return block if block is None else block.decode("latin-1")
    return register_function(source)


def _empty(*_):
    return None


def pump(source, sink, step):
    """ltn12.pump.all; raises Failure with its message."""
    step = check_callable(step, "local 'step'") if truth(step) else pump_step
    while True:
        done, message = pair(step(source, sink))
        if not truth(done):
            if truth(message):
                raise Failure(message)
            return


# Connections of the program's own ------------------------------------------------------

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
        pump(source if truth(source) else _empty, sink.feed, step)
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
        pump(body_source(body), sink if truth(sink) else _null, step)
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


def open(state):
    """The table of ``require "socket.http"``, also socket.http."""
    http = Http(state)
    state.libraries["socket.http"] = http
    rawset(http.socket, "http", http.table)
    return http.table
