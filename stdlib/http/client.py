"""Go's http.Client: sends a request, follows redirects by Go's rules, keeps cookies if there is a jar."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from http.client import HTTPMessage
from http.cookiejar import CookieJar
from time import monotonic
from urllib.request import Request as UrllibRequest

from luapy.stdlib.http.request import Request, basic
from luapy.stdlib.http.url import Url
from luapy.stdlib.http.words import TOO_LATE, GoError, quote, url_error, words_of
from luapy.stdlib.transport.adapter import to_text
from luapy.stdlib.transport.errors import TransportError
from luapy.stdlib.transport.exchange import Call
from luapy.stdlib.transport.session import perform
from luapy.stdlib.transport.tls import Tls

MAX_REDIRECTS = 10
# Sent along only to the same host and port, or below it (shouldCopyHeaderOnRedirect).
SECRETS = ("Authorization", "Www-Authenticate", "Cookie", "Cookie2")


@dataclass
class Answer:
    """A response with its whole body. fields: pairs of name and value as they came; url: where it came from."""

    status_code: int
    fields: list
    body: bytes
    url: str


class Client:
    """Sends requests through a session of requests. jar: a cookie jar, or None."""

    def __init__(self, session, jar: CookieJar | None = None):
        self.session = session
        self.jar = jar

    def do(self, request: Request) -> Answer:
        """Client.Do, and the body read. Raises GoError."""
        first = request
        hops = 0
        while True:
            url = request.url.text(hide_password=True)
            try:
                reply = self._send(request)
            except GoError as error:
                raise url_error(first.method, url, error.text) from None
            following = self._following(first, request, reply)
            if following is None:
                return self._read(request, reply)
            reply.discard_body()
            reply.close()
            hops += 1
            if hops >= MAX_REDIRECTS:
                location = header_of(reply.fields, "location")
                raise url_error(first.method, location, f"stopped after {MAX_REDIRECTS} redirects")
            request = following

    # One exchange -----------------------------------------------------------------

    def _send(self, request):
        """The reply to one request, cookies and credentials of its URL added."""
        if request.deadline is not None and request.deadline <= monotonic():
            raise GoError(TOO_LATE)
        header = dict(request.header)
        outgoing = Request(request.method, request.url, header, request.body, request.deadline)
        outgoing.check()
        if request.url.user is not None and "Authorization" not in header:
            name, password = request.url.user
            header["Authorization"] = basic(name, password or "")
        if self.jar is not None:
            for cookie in self._cookies(request.url):
                header["Cookie"] = f"{header['Cookie']}; {cookie}" if "Cookie" in header else cookie
        try:
            reply = perform(self.session, self._call(outgoing))
        except TransportError as error:
            raise GoError(words_of(error, request.url.address()[0])) from None
        if self.jar is not None:
            self._keep_cookies(request.url, reply.fields)
        return reply

    def _call(self, request) -> Call:
        url = request.url
        host, port = url.address()
        fields, chunked = request.fields()
        tls = None
        if url.scheme == "https":
            tls = tls_of_session(self.session)
        call = Call(request.method, url.request_uri(), fields, url.scheme, host, port,
                    str(url), request.body or None, deadline=request.deadline, tls=tls, strict=True)
        if chunked:
            call.upload = _send_nothing
            call.pieces = tuple
        return call

    def _read(self, request, reply) -> Answer:
        """The body, unpacked if Go would have asked for it packed."""
        try:
            body = reply.body.read()
            reply.close()
        except TransportError as error:
            reply.abort()
            raise GoError(words_of(error, request.url.host, in_body=True)) from None
        except BaseException:
            reply.abort()
            raise
        fields = [(name, value) for name, value in reply.fields if name.lower() not in ("transfer-encoding", "trailer")]
        if request.decodes() and header_of(fields, "content-encoding").lower() == "gzip":
            body = gunzip(body)
            fields = [(name, value) for name, value in fields
                      if name.lower() not in ("content-encoding", "content-length")]
        return Answer(reply.code, fields, body, str(request.url))

    # Redirects -----------------------------------------------------------------------

    def _following(self, first, request, reply) -> Request | None:
        """The request that a redirect asks for; None if there is nothing to follow."""
        code = reply.code
        method = request.method
        if code in (301, 302, 303):
            if method not in ("GET", "HEAD"):
                method = "GET"
        elif code not in (307, 308) or first.body is not None:
            return None
        location = header_of(reply.fields, "location")
        if not location:
            return None
        try:
            url = request.url.resolve(location)
        except GoError as error:
            reply.abort()
            raise url_error(first.method, request.url.text(hide_password=True),
                            f"failed to parse Location header {quote(location)}: {error.text}") from None
        return Request(method, url, self._headers(first, request, url, reply), None, first.deadline)

    def _headers(self, first, request, url, reply) -> dict:
        """The first request's header fields that may go to *url*, and the Referer."""
        header = dict(request.header)
        header.pop("Referer", None)
        if "Referer" in first.header:
            header["Referer"] = first.header["Referer"]
        if not is_within(url.place(), first.url.place()):
            for name in SECRETS:
                header.pop(name, None)
        elif self.jar is not None and "Cookie" in header:
            drop_cookies(header, names_of_cookies(reply.fields))
        referer = referer_of(request.url, url)
        if referer:
            header["Referer"] = referer
        return header

    # Cookies ----------------------------------------------------------------------------

    def _cookies(self, url: Url) -> list[str]:
        """The jar's cookies for a URL, as name=value."""
        question = UrllibRequest(to_text(str(url)))
        self.jar.add_cookie_header(question)
        found = question.get_header("Cookie")
        return [found] if found else []

    def _keep_cookies(self, url: Url, fields):
        if any(name.lower() == "set-cookie" for name, _ in fields):
            self.jar.extract_cookies(_Headers(fields), UrllibRequest(to_text(str(url))))


class _Headers:
    """What the cookie jar asks a response."""

    def __init__(self, fields):
        self.message = HTTPMessage()
        for name, value in fields:
            self.message[name] = value

    def info(self):
        return self.message


def _send_nothing(send):
    """An empty body in chunks."""
    send(b"0\r\n\r\n")


def tls_of_session(session) -> Tls:
    """What a session says of certificates."""
    cert = session.cert
    certificate, key = cert if isinstance(cert, tuple) else (cert, None)
    verify = session.verify
    return Tls(True if verify is None else verify, certificate=certificate, key=key)


def header_of(fields, name: str) -> str:
    """The first value of a field."""
    for key, value in fields:
        if key.lower() == name:
            return value
    return ""


def gunzip(body: bytes) -> bytes:
    """A gzip stream of one or more members."""
    parts = []
    try:
        while body:
            member = zlib.decompressobj(16 + zlib.MAX_WBITS)
            parts.append(member.decompress(body) + member.flush())
            if not member.eof:
                raise GoError("unexpected EOF")
            body = member.unused_data
    except zlib.error:
        raise GoError("gzip: invalid header" if not parts else "gzip: invalid checksum") from None
    return b"".join(parts)


def is_within(place: str, parent: str) -> bool:
    """isDomainOrSubdomain."""
    return place == parent or place.endswith("." + parent)


def names_of_cookies(fields) -> set:
    return {value.partition("=")[0].strip() for name, value in fields if name.lower() == "set-cookie"}


def drop_cookies(header, names):
    """Explicit cookies that the jar now knows better."""
    pairs = [pair for pair in header["Cookie"].split("; ") if pair.partition("=")[0] not in names]
    if pairs:
        header["Cookie"] = "; ".join(pairs)
    else:
        del header["Cookie"]


def referer_of(last: Url, following: Url) -> str:
    """refererForURL: the last URL without credentials, nothing from https to http."""
    if last.scheme == "https" and following.scheme == "http":
        return ""
    return Url(last.scheme, last.opaque, None, last.host, last.path, last.query, last.fragment).text()
