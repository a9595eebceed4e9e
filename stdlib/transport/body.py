"""How the end of a response's body is told (RFC 9112 section 6), read in the blocks that LuaSocket reads.

A body is read from a *stream*, a `Connection` or the program's own socket, by
``next_block()``, which returns bytes, or None at the end.
"""

from __future__ import annotations

import re

from luapy.runtime.values import str_to_number, wrap_integer
from luapy.stdlib.transport.errors import BadResponse
from luapy.stdlib.transport.message import receive_fields

BLOCK_SIZE = 2048

_HEX_NUMBER = re.compile(rb"[ \t\n\v\f\r]*(-?)([0-9a-fA-F]+)[ \t\n\v\f\r]*")


class NoBody:
    """Nothing follows the head."""

    finished = True
    left = 0

    def next_block(self):
        return None

    def read(self):
        return b""


NO_BODY = NoBody()


class LengthBody:
    """As many bytes as Content-Length says."""

    def __init__(self, stream, length, block_size=BLOCK_SIZE):
        self.stream = stream
        self.left = length
        self.block_size = block_size
        self.finished = False

    def next_block(self):
        left = self.left
        size = int(left if left < self.block_size else self.block_size)
        if size <= 0:  # also for what is left of a length such as 5.5
            self.finished = True
            return None
        block = self.stream.receive(size)
        self.left = left - len(block)
        return block

    def read(self):
        """The rest of it."""
        if self.left.__class__ is not int or not 0 < self.left <= self.block_size:
            return read_blocks(self)
        data = self.stream.receive(self.left)
        self.left = 0
        self.finished = True
        return data


class ChunkedBody:
    """Chunks, of which each is a block; extensions and trailers are dropped."""

    def __init__(self, stream):
        self.stream = stream
        self.finished = False

    def next_block(self):
        if self.finished:
            return None
        stream = self.stream
        size = chunk_size(stream.receive_line())
        if size <= 0:
            self._skip_trailer()
            return None
        block = stream.receive(size)
        stream.skip_line()
        return block

    def _skip_trailer(self):
        receive_fields(self.stream)
        self.finished = True

    def read(self):
        return read_blocks(self)


class UnboundedBody:
    """Everything until the connection is closed."""

    def __init__(self, stream, block_size=BLOCK_SIZE, beginning=None):
        self.stream = stream
        self.block_size = block_size
        self.beginning = beginning  # the first bytes, where they were taken for a status line
        self.finished = False

    def next_block(self):
        if self.beginning is not None:
            block, self.beginning = self.beginning, None
            return block
        if self.finished:
            return None
        block, closed = self.stream.receive_until_closed(self.block_size)
        if closed:
            self.stream.close()
            self.finished = True
        return block

    def read(self):
        return read_blocks(self)


def read_blocks(body) -> bytes:
    """The rest of a body."""
    blocks = []
    block = body.next_block()
    while block is not None:
        blocks.append(block)
        block = body.next_block()
    return b"".join(blocks)


def chunk_size(line: bytes) -> int:
    """The size in a chunk's first line."""
    match = _HEX_NUMBER.fullmatch(line.partition(b";")[0])
    if match is None:
        raise BadResponse("invalid chunk size")
    size = wrap_integer(int(match.group(2), 16))
    return -size if match.group(1) else size


def body_of(stream, headers: dict, block_size=BLOCK_SIZE):
    """The body that follows a head with these (merged) headers."""
    coding = headers.get("transfer-encoding")
    if coding is not None and coding != "identity":
        return ChunkedBody(stream)
    length = headers.get("content-length")
    if length is not None:
        length = int(length) if length.isdecimal() and length.isascii() else str_to_number(length)
        if length is not None:
            return LengthBody(stream, length, block_size)
    return UnboundedBody(stream, block_size)
