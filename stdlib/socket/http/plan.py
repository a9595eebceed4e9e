"""One request of socket.http: what LuaSocket's adjustrequest makes of the caller's fields, sent and received."""

from __future__ import annotations

from luapy.runtime.api import (
    first, index, lua_error, number_to_str, rawget, tostring, truth, type_error,
)
from luapy.runtime.table import from_dict
from luapy.stdlib.socket.http.connection import open_stream
from luapy.stdlib.socket.http.pump import download, null, pieces, upload
from luapy.stdlib.socket.http.redirects import redirected, should_redirect, with_location
from luapy.stdlib.socket.http.support import Failure, basic, blame, fields_of, text_of
from luapy.stdlib.socket.url import join_url, split_url, unescape_text
from luapy.stdlib.transport.body import NO_BODY
from luapy.stdlib.transport.exchange import Call
from luapy.stdlib.transport.message import lower
from luapy.stdlib.transport.session import perform, session_of
from luapy.stdlib.transport.tls import tls_of

PROXY_PORT = 3128


class Plan:
    """One request, redirects followed.

    fields: those of the caller's table; given: that table; collect: gather the body in ``collected`` instead of
    feeding a sink; body: the text that the fields' source gives, where it is known; tls: parameters that stand
    for the fields' own.
    """

    def __init__(self, http, fields: dict, given=None, collect=False, body=None, tls=None):
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
            if should_redirect(self, code, headers):
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
            blame("index", None, "schemedefs")
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
                step = parts.get("step")
                chunked = "content-length" not in lowered
                call.upload = lambda send: upload(source, step, chunked, send)
                call.pieces = lambda: pieces(source)
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

    # The response -------------------------------------------------------------------

    def _receive(self, reply):
        """The body to the sink."""
        if self.collect:
            self.collected = reply.body.read().decode("latin-1")
        else:
            sink = self.parts.get("sink")
            download(reply.body, sink if truth(sink) else null, self.parts.get("step"))

    def _receive_old(self, reply):
        """The body of an HTTP/0.9 server, which needs a sink."""
        if not self.collect and not truth(self.parts.get("sink")):
            lua_error("assertion failed!")
        self._receive(reply)
        if not reply.body.finished:
            reply.close()

    def _redirect(self, location):
        following = Plan(self.http, redirected(self, location), collect=self.collect)
        code, headers, status = (*following.run(), None, None)[:3]
        self.collected = following.collected
        return code, with_location(headers, location), status
