"""Bodies on their way: from the caller's source to the connection, from the connection to the caller's sink (LTN12)."""

from __future__ import annotations

from luapy.runtime.api import lua_error, number_to_str, register_function, truth, type_name_of
from luapy.stdlib.ltn12 import step as pump_step
from luapy.stdlib.network import pair
from luapy.stdlib.socket.http.support import Failure, check_callable
from luapy.stdlib.transport.errors import TransportError

BLOCK_SIZE = 2048


def blocks_of(text: str):
    """ltn12.source.string."""
    place = 0

    def source(*_):
        nonlocal place
        block = text[place:place + BLOCK_SIZE]
        place += BLOCK_SIZE
        return block or None
    return source


def chunk_bytes(chunk, function: str, number: int) -> bytes:
    """A source's chunk as bytes; others than strings and numbers are refused in the words of *function*."""
    if chunk.__class__ is str:
        return chunk.encode("latin-1")
    if chunk.__class__ is int or chunk.__class__ is float:
        return number_to_str(chunk).encode("latin-1")
    lua_error(f"bad argument #{number} to '{function}' (string expected, got {type_name_of(chunk)})")


def null(*_):
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


def empty(*_):
    return None


def pump(source, sink, step):
    """ltn12.pump.all; raises Failure with its message."""
    step = check_callable(step, "step") if truth(step) else pump_step
    while True:
        done, message = pair(step(source, sink))
        if not truth(done):
            if truth(message):
                raise Failure(message)
            return


def upload(source, step, chunked, send):
    """Pump a source into a connection, in chunks where its length is not known (ltn12.pump.all)."""
    check_callable(source, "src")
    sink = ChunkedSink(send) if chunked else PlainSink(send)
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


def pieces(source):
    """A source's data for other adapters than ours, which frame it themselves."""
    while True:
        chunk, message = pair(source())
        if not truth(chunk):
            if truth(message):
                raise Failure(message)
            return
        yield chunk_bytes(chunk, "len", 1)


def download(body, sink, step):
    """Pump a response's body into a sink."""
    check_callable(sink, "snk")
    if truth(step):
        return pump(body_source(body), sink, step)
    next_block = body.next_block
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
            return None
        done = sink(block.decode("latin-1"), None)
        message = None
        if done.__class__ is tuple:
            done, message = pair(done)
        if not truth(done):
            if truth(message):
                raise Failure(message)
            return None
