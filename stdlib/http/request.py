"""A request as Go's net/http holds it, made from gluahttp's method, URL and options."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from time import monotonic

from luapy.runtime.api import Table, rawget, truth
from luapy.runtime.table import items
from luapy.stdlib.http.durations import SECOND, parse_duration
from luapy.stdlib.http.url import Url, parse
from luapy.stdlib.http.words import GoError, quote

AGENT = "Go-http-client/1.1"

_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+\Z")
_BAD_VALUE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_BAD_IN_COOKIE = re.compile(r'[^\x20-\x7e]|["\\;]')
# Written from elsewhere than the request's header (reqWriteExcludeHeader).
_NOT_FROM_HEADER = {"Host", "User-Agent", "Content-Length", "Transfer-Encoding", "Trailer"}
_LENGTH_ALWAYS = ("POST", "PUT", "PATCH")
_USUALLY_WITHOUT_BODY = ("GET", "HEAD", "DELETE", "OPTIONS", "PROPFIND", "SEARCH")


def canonical(name: str) -> str:
    """CanonicalMIMEHeaderKey: ``x-lower-case`` -> ``X-Lower-Case``."""
    if not _TOKEN.match(name):
        return name
    return "-".join([part[:1].upper() + part[1:].lower() for part in name.split("-")])


@dataclass
class Request:
    """header: canonical name -> value; body: None where there is none; deadline: by the clock `monotonic`."""

    method: str
    url: Url
    header: dict = field(default_factory=dict)
    body: bytes | None = None
    deadline: float | None = None

    def add_cookie(self, name: str, value: str):
        """Request.AddCookie."""
        name = name.replace("\n", "-").replace("\r", "-")
        value = _BAD_IN_COOKIE.sub("", value)
        if " " in value or "," in value:
            value = f'"{value}"'
        before = self.header.get("Cookie")
        self.header["Cookie"] = f"{before}; {name}={value}" if before else f"{name}={value}"

    def check(self):
        """What the transport refuses to send."""
        if self.url.scheme in ("http", "https"):
            for name, value in self.header.items():
                if not _TOKEN.match(name):
                    raise GoError(f"net/http: invalid header field name {quote(name)}")
                if _BAD_VALUE.search(value):
                    raise GoError(f"net/http: invalid header field value for {quote(name)}")
        else:
            raise GoError(f"unsupported protocol scheme {quote(self.url.scheme)}")
        if not self.url.host:
            raise GoError("http: no Host in request URL")
        if any(char < " " or char == "\x7f" for char in self.url.request_uri()):
            raise GoError("net/http: can't write control character in Request.URL")

    def decodes(self) -> bool:
        """Whether a compressed answer is asked for, and so decoded (Transport.roundTrip)."""
        return "Accept-Encoding" not in self.header and "Range" not in self.header and self.method != "HEAD"

    def fields(self) -> tuple[list, bool]:
        """The header fields in the order in which Go writes them, and whether the body is chunked."""
        header = self.header
        fields = [("Host", self.url.host)]
        agent = header.get("User-Agent", AGENT)
        if agent:
            fields.append(("User-Agent", agent))
        chunked = self.body == b"" and self.method not in _USUALLY_WITHOUT_BODY
        if chunked:  # Go takes a length of 0 with a body for an unknown one
            fields.append(("Transfer-Encoding", "chunked"))
        elif self.body or self.body is None and self.method in _LENGTH_ALWAYS:
            fields.append(("Content-Length", str(len(self.body or b""))))
        fields += [(name, header[name].strip(" \t")) for name in sorted(header) if name not in _NOT_FROM_HEADER]
        if self.decodes():
            fields.append(("Accept-Encoding", "gzip"))
        return fields, chunked


def new_request(method: str, url: str, options=None) -> Request:
    """http.NewRequest and gluahttp's options."""
    method = method.upper() if method.isascii() else method
    if method and not _TOKEN.match(method):
        raise GoError(f"net/http: invalid method {quote(method)}")
    request = Request(method or "GET", parse(url))
    if isinstance(options, Table):
        _apply(request, options)
    return request


def _apply(request, options):
    cookies = rawget(options, "cookies")
    if isinstance(cookies, Table):
        for name, value in items(cookies):
            request.add_cookie(string_of(name), string_of(value))
    query = rawget(options, "query")
    if query.__class__ is str:
        request.url.query = query or None
    body, form = rawget(options, "body"), rawget(options, "form")
    if body.__class__ is not str and form.__class__ is str:
        request.header["Content-Type"] = "application/x-www-form-urlencoded"
        body = form
    if body.__class__ is str:
        request.body = body.encode("latin-1")
    timeout = rawget(options, "timeout")
    if timeout is not None:
        request.deadline = monotonic() + nanoseconds(timeout) / SECOND
    _apply_auth(request, rawget(options, "auth"))
    headers = rawget(options, "headers")
    if isinstance(headers, Table):
        for name, value in items(headers):
            request.header[canonical(string_of(name))] = string_of(value)


def _apply_auth(request, auth):
    if not isinstance(auth, Table):
        return
    user, password = rawget(auth, "user"), rawget(auth, "pass")
    if not truth(user) or not truth(password):
        raise GoError("auth table must contain no nil user and pass fields")
    request.header["Authorization"] = basic(string_of(user), string_of(password))


def basic(user: str, password: str) -> str:
    """The value of an Authorization field (RFC 7617)."""
    return "Basic " + b64encode(f"{user}:{password}".encode("latin-1")).decode("ascii")


def nanoseconds(timeout) -> int:
    """The option ``timeout``: whole seconds, or a duration; anything else is none at all."""
    if timeout.__class__ is str:
        return parse_duration(timeout)
    if timeout.__class__ in (int, float):
        return int(timeout) * SECOND if timeout - timeout == 0 else 0
    return 0


def string_of(value) -> str:
    """LValue.String() of GopherLua."""
    if value.__class__ is str:
        return value
    if value.__class__ is float:
        return str(int(value)) if value.is_integer() else repr(value)
    from luapy.runtime.api import tostring
    return tostring(value)
