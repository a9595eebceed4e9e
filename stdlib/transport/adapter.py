"""The transport adapter that sessions of requests mount: `exchange` behind requests' own interface."""

from __future__ import annotations

import io
from http.client import HTTPMessage

from requests.adapters import BaseAdapter
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar
from requests.hooks import default_hooks
from requests.models import PreparedRequest, Response
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers, requote_uri, select_proxy
from urllib3 import HTTPResponse
from urllib3._collections import HTTPHeaderDict

from luapy.stdlib.socket.url import split_url
from luapy.stdlib.transport.exchange import Call, exchange
from luapy.stdlib.transport.pool import Pool
from luapy.stdlib.transport.proxy import Proxy
from luapy.stdlib.transport.tls import Tls


class PreparedCall(PreparedRequest):
    """A `Call` as adapters other than ours see it."""

    def __init__(self, call: Call):
        super().__init__()
        self.call = call
        self.method = call.method
        self.url = requote_uri(to_text(call.url))  # as mocks know it; what is sent is the call's own
        self.headers = CaseInsensitiveDict((name, to_text(value)) for name, value in call.headers)
        self._cookies = RequestsCookieJar()
        self.body = call.body if call.pieces is None else call.pieces()
        self.hooks = default_hooks()

    def copy(self):
        return PreparedCall(self.call)


class CallResponse(Response):
    """The response to a PreparedCall: the Lua library decides on redirects."""

    is_redirect = False


class TransportAdapter(BaseAdapter):
    """Sends requests exactly as they are given, over connections that are kept alive."""

    def __init__(self):
        super().__init__()
        self.pool = Pool()

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        """BaseAdapter.send."""
        call = getattr(request, "call", None)
        if call is None:
            call = call_of(request, timeout, verify, cert)
            response = Response()
        else:
            response = CallResponse()
        if proxies:
            found = select_proxy(request.url, proxies)
            call.proxy = Proxy(found) if found else None
        return fill_response(response, request, exchange(call, self.pool), self)

    def close(self):
        """Close the idle connections."""
        self.pool.clear()


def to_text(value: str) -> str:
    """A Lua string for Python's eyes: UTF-8 if it is that, else Latin-1."""
    if value.isascii():
        return value
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def from_text(value) -> str:
    """A header value of Python's as a Lua string."""
    if isinstance(value, bytes):
        return value.decode("latin-1")
    try:
        value.encode("latin-1")
        return value
    except UnicodeError:
        return value.encode("utf-8").decode("latin-1")


def call_of(request, timeout, verify, cert) -> Call:
    """The Call for a request that another program prepared."""
    parts = split_url(from_text(request.url))
    secure = parts.get("scheme", "").lower() == "https"
    headers = [(from_text(name), from_text(value)) for name, value in request.headers.items()]
    if "host" not in request.headers:
        port = parts.get("port")
        headers.insert(0, ("Host", parts["host"] + (f":{port}" if port else "")))
    body, upload = _body_of(request)
    tls = None
    if secure:
        certificate, key = cert if isinstance(cert, tuple) else (cert, None)
        tls = Tls(verify if verify is not None else True, certificate=certificate, key=key)
    if isinstance(timeout, tuple):
        timeout = timeout[1]
    return Call(request.method, from_text(request.path_url), headers, parts["scheme"], parts["host"],
                parts.get("port") or (443 if secure else 80), from_text(request.url), body, upload,
                timeout=timeout, tls=tls)


def _body_of(request):
    body = request.body
    if body is None or isinstance(body, bytes):
        return body, None
    if isinstance(body, str):
        return body.encode("utf-8"), None
    chunked = "chunked" in request.headers.get("transfer-encoding", "")
    pieces = iter(lambda: body.read(65536), b"") if hasattr(body, "read") else body

    def upload(send):
        for piece in pieces:
            piece = piece if isinstance(piece, bytes) else piece.encode("utf-8")
            if not chunked:
                send(piece)
            elif piece:
                send(b"%X\r\n%b\r\n" % (len(piece), piece))
        if chunked:
            send(b"0\r\n\r\n")
    return None, upload


# Responses ------------------------------------------------------------------------

class _BodyFile(io.RawIOBase):
    """A reply's body as a file."""

    def __init__(self, reply):
        self.reply = reply
        self.rest = b""

    def readable(self):
        return True

    def readinto(self, target):
        if not self.rest:
            self.rest = self._next()
        data = self.rest[:len(target)]
        self.rest = self.rest[len(data):]
        target[:len(data)] = data
        return len(data)

    def _next(self):
        block = b""
        try:
            while block == b"":
                block = self.reply.body.next_block()
        except BaseException:
            self.reply.abort()
            raise
        if block is None:
            self.reply.close()
        return block or b""

    def close(self):
        if not self.closed:
            self.reply.close()
        super().close()


class _Message:
    """What the cookie jar and urllib3 ask of http.client's response."""

    def __init__(self, fields):
        self.fields = fields

    @property
    def msg(self):
        message = HTTPMessage()
        for name, value in self.fields:
            message[name] = value
        return message

    def isclosed(self):
        return False

    def close(self):
        pass


def fill_response(response, request, reply, adapter):
    """requests' Response for a Reply."""
    status = reply.status or "HTTP/0.9 200"
    reason = status.split(" ", 2)[2] if status.count(" ") > 1 else ""
    version = 10 if status.startswith("HTTP/1.0") else 11
    fields = HTTPHeaderDict()
    for name, value in reply.fields:
        fields.add(name, value)
    raw = HTTPResponse(io.BufferedReader(_BodyFile(reply), 65536), fields, reply.code, version, reason=reason,
                       preload_content=False, decode_content=False, original_response=_Message(reply.fields),
                       enforce_content_length=False)
    raw.reply = reply
    response.status_code = reply.code
    response.headers = CaseInsensitiveDict(fields)
    response.encoding = get_encoding_from_headers(response.headers)
    response.raw = raw
    response.reason = reason
    response.url = to_text(request.call.url) if isinstance(request, PreparedCall) else request.url
    response.request = request
    response.connection = adapter
    extract_cookies_to_jar(response.cookies, request, raw)
    return response
