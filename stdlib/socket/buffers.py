"""Buffered reading and counted writing of streams: ``send``, ``receive``, ``getstats`` (LuaSocket manual, tcp.html)."""

from __future__ import annotations

from time import time

from luapy.runtime.api import ArgumentError, check_string, opt_number, opt_string, to_number
from luapy.stdlib.socket.handles import Closed, Failure

BUFFER_SIZE = 8192
# A read for a known number of bytes asks for at most that many at once.
LARGEST_READ = 1 << 18


class Buffer:
    """What an object has read and not yet delivered, and how much went through it.

    io: has ``recv(size, timeout)`` and ``send(data, timeout)``, which raise `Failure`.
    """

    __slots__ = ("io", "timeout", "data", "place", "received", "sent", "birthday")

    def __init__(self, io, timeout):
        self.io = io
        self.timeout = timeout
        self.data = b""
        self.place = 0
        self.received = self.sent = 0
        self.birthday = time()

    def is_empty(self) -> bool:
        return self.place >= len(self.data)

    # Writing

    def send(self, data, first=None, last=None):
        """object:send(data [, i [, j]])."""
        data = check_string(2, data)
        size = len(data)
        start = int(opt_number(3, first, 1))
        end = int(opt_number(4, last, -1))
        self.timeout.mark_start()
        if start < 0:
            start += size + 1
        if end < 0:
            end += size + 1
        start = max(start, 1)
        end = min(end, size)
        done, reason = 0, None
        if start <= end:
            done, reason = self._write((data if end - start + 1 == size else data[start - 1:end]).encode("latin-1"))
            self.sent += done
        done = float(done + start - 1)
        return (done, None, None) if reason is None else (None, reason, done)

    def _write(self, data):
        """Send everything; gives how many bytes went, and why not all of them."""
        done = 0
        try:
            while done < len(data):
                done += self.io.send(memoryview(data)[done:] if done else data, self.timeout)
        except Failure as failure:
            return done, failure.reason
        return done, None

    # Reading

    def receive(self, pattern=None, prefix=None):
        """object:receive([pattern [, prefix]]): "*l", "*a" or a number of bytes."""
        if prefix is None and (pattern is None or pattern == "*l"):
            place = self.place
            end = self.data.find(b"\n", place)
            if end >= 0:  # the line is there already
                self.received += end + 1 - place
                self.place = end + 1
                return self.data[place:end].replace(b"\r", b"").decode("latin-1"), None, None
        prefix = opt_string(3, prefix, "")
        self.timeout.mark_start()
        wanted = to_number(pattern)
        if wanted is not None:
            if not wanted >= 0:
                raise ArgumentError(2, "invalid receive pattern")
            wanted = int(min(wanted, 1 << 62))
            if prefix and wanted <= len(prefix):
                return prefix, None, None
            parts, reason = self._read_bytes(wanted - len(prefix))
        else:
            kind = opt_string(2, pattern, "*l")[:2]
            if kind == "*l":
                parts, reason = self._read_line()
            elif kind == "*a":
                parts, reason = self._read_all()
            else:
                raise ArgumentError(2, "invalid receive pattern")
        data = parts[0] if len(parts) == 1 else b"".join(parts)
        text = prefix + data.decode("latin-1") if prefix else data.decode("latin-1")
        return (text, None, None) if reason is None else (None, reason, text)

    def _fill(self, size=BUFFER_SIZE):
        """Have something in the buffer, reading if it is empty; raises Failure."""
        if self.place >= len(self.data):
            self.data = b""
            self.place = 0
            data = self.io.recv(size, self.timeout)
            if not data:
                raise Closed
            self.data = data

    def _take(self, end):
        """The buffer's contents up to a place in it."""
        place = self.place
        data = self.data
        self.received += end - place
        if end == len(data):
            self.data = b""
            self.place = 0
            return data[place:] if place else data
        self.place = end
        return data[place:end]

    def _read_bytes(self, wanted):
        parts = []
        try:
            while True:
                self._fill(min(max(wanted, BUFFER_SIZE), LARGEST_READ))
                part = self._take(min(self.place + wanted, len(self.data)))
                parts.append(part)
                wanted -= len(part)
                if wanted <= 0:
                    return parts, None
        except Failure as failure:
            return parts, failure.reason

    def _read_line(self):
        """Up to LF, without it and without any CR."""
        parts = []
        try:
            while True:
                self._fill()
                found = self.data.find(b"\n", self.place)
                part = self._take(found + 1 if found >= 0 else len(self.data))
                if found >= 0:
                    part = part[:-1]
                parts.append(part.replace(b"\r", b"") if b"\r" in part else part)
                if found >= 0:
                    return parts, None
        except Failure as failure:
            return parts, failure.reason

    def _read_all(self):
        parts = []
        try:
            while True:
                self._fill()
                parts.append(self._take(len(self.data)))
        except Failure as failure:
            return parts, None if isinstance(failure, Closed) and parts else failure.reason

    # Statistics

    def getstats(self):
        """object:getstats(): bytes received, bytes sent, age in seconds."""
        return float(self.received), float(self.sent), time() - self.birthday

    def setstats(self, received=None, sent=None, age=None):
        """object:setstats([received [, sent [, age]]])."""
        self.received = int(opt_number(2, received, self.received))
        self.sent = int(opt_number(3, sent, self.sent))
        age = to_number(age)
        if age is not None:
            self.birthday = time() - age
        return 1.0
