"""A stream over a socket object of the Lua program's own (``create`` of socket.http): TLS or logging wrappers,
tcp objects.  Its methods are called as LuaSocket calls them."""

from __future__ import annotations

from luapy.runtime.api import index, results, truth
from luapy.stdlib.transport.errors import TransportError


class LuaStream:
    """sock: any Lua value with the methods send, receive and close."""

    __slots__ = ("sock",)

    def __init__(self, sock):
        self.sock = sock

    def call(self, name, *args):
        """A method's results; raises TransportError when the first is nil or false."""
        values = results(index(self.sock, name)(self.sock, *args))
        if not values or not truth(values[0]):
            raise TransportError(values[1] if len(values) > 1 else None)
        return values

    def send_head(self, line: bytes, fields: bytes):
        self.send(line)
        self.send(fields)

    def send(self, data: bytes):
        self.call("send", data.decode("latin-1"))

    def _receive(self, *args) -> bytes:
        values = self.call("receive", *args)
        if len(values) > 1 and truth(values[1]):
            raise TransportError(values[1])
        return values[0].encode("latin-1")

    def receive_line(self) -> bytes:
        return self._receive()

    def receive_rest_of_line(self, beginning: bytes) -> bytes:
        return self._receive("*l", beginning.decode("latin-1"))

    def receive(self, size: int) -> bytes:
        return self._receive(size)

    def skip_line(self):
        index(self.sock, "receive")(self.sock)

    def receive_until_closed(self, size: int) -> tuple[bytes, bool]:
        values = results(index(self.sock, "receive")(self.sock, size))
        values += (None,) * (3 - len(values))
        if not truth(values[1]):
            return values[0].encode("latin-1"), False
        if values[1] != "closed":
            raise TransportError(values[1])
        return (values[2] or "").encode("latin-1"), True

    def close(self):
        index(self.sock, "close")(self.sock)
