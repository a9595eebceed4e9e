"""What goes wrong on the way, as exceptions of requests that know LuaSocket's words for it."""

from __future__ import annotations

import errno
import os
import socket
import ssl

from requests.exceptions import ConnectionError as RequestsConnectionError, Timeout

from luapy.stdlib.lookups import GAI_TEXTS

# LuaSocket's own words (its pierror.h); all other codes are told as the C library does.
_BY_ERRNO = {
    errno.EADDRINUSE: "address already in use",
    errno.EISCONN: "already connected",
    errno.EACCES: "permission denied",
    errno.ECONNREFUSED: "connection refused",
    errno.ECONNABORTED: "closed",
    errno.ECONNRESET: "closed",
    errno.EPIPE: "closed",
    errno.ETIMEDOUT: "timeout",
}


class TransportError(RequestsConnectionError):
    """An exchange failed.

    text: LuaSocket's message; stage: "lookup", "dial", "handshake", "write" or "read";
    cause: the exception of Python's socket, if one was there; address: what was dialled.
    """

    def __init__(self, text: str, stage: str = "read", cause: BaseException | None = None, address=None):
        super().__init__(text)
        self.text = text
        self.stage = stage
        self.cause = cause
        self.address = address


class TransportTimeout(TransportError, Timeout):
    """A wait, or the time for the whole exchange, was too long."""

    def __init__(self, stage: str = "read", text: str = "timeout", address=None):
        TransportError.__init__(self, text, stage, None, address)


class BadResponse(TransportError):
    """The server sent what is no answer. line: the one to blame, where the text does not show it."""

    def __init__(self, text: str, line: str | None = None):
        super().__init__(text)
        self.line = text if line is None else line


class Refused(TransportError):
    """The request cannot be sent as it is: a control character would let it say something else."""


def from_os_error(error: OSError, stage: str, address=None) -> TransportError:
    """The TransportError for an exception of Python's socket module."""
    if isinstance(error, (socket.timeout, BlockingIOError)):
        return TransportTimeout(stage, address=address)
    if isinstance(error, ssl.SSLError):
        return TransportError(tls_text(error), stage, error, address)
    text = _BY_ERRNO.get(error.errno)
    if text == "timeout":
        return TransportTimeout(stage, address=address)
    if text is None:
        text = os.strerror(error.errno) if error.errno else str(error)
    return TransportError(text, stage, error, address)


def from_lookup_error(error: socket.gaierror, address) -> TransportError:
    """The TransportError for a name that was not found."""
    if error.errno == getattr(socket, "EAI_SYSTEM", None):
        text = "system error"
    else:
        text = GAI_TEXTS.get(error.errno) or error.strerror or str(error)
    return TransportError(text, "lookup", error, address)


def tls_text(error: ssl.SSLError) -> str:
    """OpenSSL's reason, as LuaSec words it."""
    if isinstance(error, ssl.SSLZeroReturnError):
        return "closed"
    if isinstance(error, ssl.SSLEOFError):
        return "unexpected eof while reading"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate verify failed"
    reason = getattr(error, "reason", None) or (error.args[1] if len(error.args) > 1 else str(error))
    return reason.replace("_", " ").lower()
