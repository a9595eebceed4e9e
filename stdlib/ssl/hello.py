"""What stands in a client's first message (RFC 8446 4.1.2), for servers that choose a protocol by a function (ALPN)."""

from __future__ import annotations

_HANDSHAKE, _CLIENT_HELLO, _ALPN = 22, 1, 16


def offered_protocols(data: bytes) -> str | None:
    """The list of ALPN (RFC 7301) in wire format; None if there is none, or the message is not whole."""
    try:
        return _find(_Reader(data))
    except IndexError:
        return None


class _Reader:
    def __init__(self, data):
        self.data = data
        self.place = 0

    def take(self, size):
        end = self.place + size
        if end > len(self.data):
            raise IndexError
        part = self.data[self.place:end]
        self.place = end
        return part

    def number(self, size):
        return int.from_bytes(self.take(size), "big")

    def vector(self, size):
        """Bytes after their length, which has *size* bytes."""
        return self.take(self.number(size))


def _find(record):
    if record.number(1) != _HANDSHAKE:
        return None
    record.take(2)
    message = _Reader(record.vector(2))
    if message.number(1) != _CLIENT_HELLO:
        return None
    hello = _Reader(message.vector(3))
    hello.take(2 + 32)
    for size in (1, 2, 1):  # session, cipher suites, compressions
        hello.vector(size)
    extensions = _Reader(hello.vector(2))
    while extensions.place < len(extensions.data):
        kind, body = extensions.number(2), extensions.vector(2)
        if kind == _ALPN:
            return _Reader(body).vector(2).decode("latin-1")
    return None
