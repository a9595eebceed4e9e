"""Go's way with words: quoting (strconv.Quote) and what an HTTP client's errors say (net/url, net/http)."""

from __future__ import annotations

import errno
import ssl

from luapy.stdlib.transport.errors import BadResponse, TransportError, TransportTimeout
from luapy.stdlib.transport.message import MALFORMED

_ESCAPES = {"\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v",
            "\\": "\\\\", '"': '\\"'}
BROKEN = "net/http: HTTP/1.x transport connection broken: "
TOO_LATE = "context deadline exceeded"


class GoError(Exception):
    """A Go error; its text is what Lua gets as message."""

    @property
    def text(self) -> str:
        return self.args[0]


def quote(text: str) -> str:
    """``%q`` of a Lua string, whose bytes are UTF-8 to Go."""
    parts = ['"']
    for char in text.encode("latin-1").decode("utf-8", "surrogateescape"):
        if char in _ESCAPES:
            parts.append(_ESCAPES[char])
        elif "\udc80" <= char <= "\udcff":  # a byte that is no UTF-8
            parts.append(f"\\x{ord(char) - 0xDC00:02x}")
        elif char.isprintable():
            parts.append(char.encode("utf-8").decode("latin-1"))
        elif ord(char) < 0x80:
            parts.append(f"\\x{ord(char):02x}")
        elif ord(char) < 0x10000:
            parts.append(f"\\u{ord(char):04x}")
        else:
            parts.append(f"\\U{ord(char):08x}")
    parts.append('"')
    return "".join(parts)


def url_error(method: str, url: str, text: str) -> GoError:
    """url.Error: ``Get "http://...": text``."""
    operation = method[:1].upper() + method[1:].lower() if method else "Get"
    return GoError(f"{operation} {quote(url)}: {text}")


# Errors of the connection ----------------------------------------------------------

_SYSTEM = {
    errno.ECONNREFUSED: "connection refused", errno.ECONNRESET: "connection reset by peer",
    errno.EPIPE: "broken pipe", errno.EHOSTUNREACH: "no route to host", errno.ENETUNREACH: "network is unreachable",
    errno.ETIMEDOUT: "connection timed out", errno.EADDRNOTAVAIL: "cannot assign requested address",
}


def words_of(error: TransportError, host: str, in_body=False) -> str:
    """What Go says of a failed exchange."""
    if isinstance(error, TransportTimeout):
        return TOO_LATE
    if isinstance(error, BadResponse):
        return bad_response(error, in_body)
    if error.stage == "lookup":
        return f"dial tcp: lookup {host}: no such host"
    if isinstance(error.cause, ssl.SSLError):
        return tls_words(error.cause, host)
    number = getattr(error.cause, "errno", None)
    if error.stage == "dial":
        if number is None:
            return str(error.text)  # of an adapter that is not ours
        return f"dial tcp {address_text(error.address)}: connect: {system_words(error, number)}"
    if number is None:
        if error.text != "closed":
            return str(error.text)
        return "unexpected EOF" if in_body else "EOF"
    return f"{error.stage} tcp{names_text(error)}: {error.stage}: {system_words(error, number)}"


def system_words(error, number) -> str:
    return _SYSTEM.get(number) or str(error.text).lower()


def address_text(address) -> str:
    """host:port as Go writes it."""
    host, port = address[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def names_text(error) -> str:
    """The two ends of a connection, where they are known."""
    names = getattr(error, "names", None)
    return "" if names is None else f" {address_text(names[0])}->{address_text(names[1])}"


def bad_response(error: BadResponse, in_body) -> str:
    if in_body:
        return "malformed chunked encoding" if error.text != "invalid chunk size" else "invalid byte in chunk length"
    if error.text == MALFORMED:
        return f"{BROKEN}malformed MIME header line: {error.line}"
    version, _, rest = error.text.partition(" ")
    if not rest:
        return f"{BROKEN}malformed HTTP response {quote(error.text)}"
    code = rest.lstrip(" ").partition(" ")[0]
    if not (len(code) == 3 and code.isdigit()):
        return f"{BROKEN}malformed HTTP status code {quote(code)}"
    return f"{BROKEN}malformed HTTP version {quote(version)}"


# OpenSSL's codes of what is wrong with a certificate.
_UNTRUSTED = {2, 18, 19, 20, 21}
_TIME = {9, 10}
_NAME = {62, 63, 64}


def tls_words(error: ssl.SSLError, host: str) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        if error.verify_code in _UNTRUSTED:
            return "x509: certificate signed by unknown authority"
        if error.verify_code in _TIME:
            return "x509: certificate has expired or is not yet valid"
        if error.verify_code in _NAME:
            return f"x509: certificate is valid for other names, not {host}"
        return f"x509: {error.verify_message}"
    if error.reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST"):
        return "http: server gave HTTP response to HTTPS client"
    if isinstance(error, ssl.SSLEOFError):
        return "EOF"
    return "tls: " + (error.reason or str(error)).replace("_", " ").lower()
