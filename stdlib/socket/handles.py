"""System sockets: never blocking, waiting no longer than a `Timeout` says, failing in LuaSocket's words."""

from __future__ import annotations

import errno
import os
import select
import socket

from luapy.stdlib.socket.timeouts import SLICE, Timeout

CLOSED = "closed"
TIMEOUT = "timeout"

_TEXTS = {
    errno.EADDRINUSE: "address already in use",
    errno.EISCONN: "already connected",
    errno.EACCES: "permission denied",
    errno.ECONNREFUSED: "connection refused",
    errno.ECONNABORTED: CLOSED,
    errno.ECONNRESET: CLOSED,
    errno.ETIMEDOUT: TIMEOUT,
}

READ = select.POLLIN
WRITE = select.POLLOUT


class Failure(Exception):
    """An operation failed; ``reason`` is what Lua sees."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class Closed(Failure):
    """There is no connection (any more): it has ended in order, or was closed here.

    A connection that was reset is "closed" to Lua as well, but it is an error.
    """

    def __init__(self):
        super().__init__(CLOSED)


def error_text(number: int) -> str:
    """The message for an errno."""
    return _TEXTS.get(number) or os.strerror(number)


def failure_of(error: OSError) -> Failure:
    if error.errno == errno.EPIPE:
        return Closed()
    return Failure(error_text(error.errno) if error.errno else str(error))


def wait(fd: int, events: int, timeout: Timeout) -> int:
    """Wait until one of the poll events happens, in slices; returns those that did."""
    if timeout.block == 0:
        raise Failure(TIMEOUT)
    poller = select.poll()
    poller.register(fd, events)
    while True:
        left = timeout.left()
        last = left is not None and left <= SLICE
        ready = poller.poll((left if last else SLICE) * 1000)
        if ready:
            return ready[0][1]
        if last:
            raise Failure(TIMEOUT)


class Handle:
    """A system socket that belongs to a Lua object; ``sock`` is None when there is none (yet, or any more)."""

    __slots__ = ("sock",)

    def __init__(self, sock: socket.socket | None = None):
        self.sock = sock
        if sock is not None:
            sock.setblocking(False)

    def __del__(self):
        self.close()

    def close(self):
        sock = self.sock
        if sock is not None:
            self.sock = None
            try:
                sock.close()
            except OSError:
                pass  # closed by somebody else; as with close(2), there is nothing left to do

    def fileno(self) -> int:
        return -1 if self.sock is None else self.sock.fileno()

    def set_fileno(self, fd: int):
        """Take another descriptor. The old one stays open: its new owner has it."""
        if self.sock is not None:
            self.sock.detach()
            self.sock = None
        if fd >= 0:
            self.sock = socket.socket(fileno=fd)
            self.sock.setblocking(False)

    def detach(self):
        """Give the socket away."""
        sock, self.sock = self.sock, None
        return sock

    def create(self, family: int, kind: int, protocol: int = 0):
        """A new socket in place of the old one."""
        self.close()
        try:
            sock = socket.socket(family, kind, protocol)
        except OSError as error:
            raise failure_of(error) from None
        sock.setblocking(False)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        self.sock = sock

    def bind(self, address):
        self._simple("bind", address)

    def listen(self, backlog: int):
        self._simple("listen", backlog)

    def _simple(self, name, argument):
        if self.sock is None:
            raise Failure(error_text(errno.EBADF))
        try:
            getattr(self.sock, name)(argument)
        except OSError as error:
            raise failure_of(error) from None

    def connect(self, address, timeout: Timeout):
        sock = self.sock
        if sock is None:
            raise Closed
        code = sock.connect_ex(address)
        if code in (errno.EINPROGRESS, errno.EAGAIN):
            wait(sock.fileno(), READ | WRITE, timeout)
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            raise Failure(error_text(code))

    def accept(self, timeout: Timeout) -> Handle:
        sock = self.sock
        if sock is None:
            raise Closed
        while True:
            try:
                return Handle(sock.accept()[0])
            except (BlockingIOError, ConnectionAbortedError):
                wait(sock.fileno(), READ, timeout)
            except OSError as error:
                raise failure_of(error) from None

    def recv(self, size: int, timeout: Timeout) -> bytes:
        """At least one byte of a stream; b"" when it has ended."""
        return self._retry(READ, timeout, "recv", size)

    def recvfrom(self, size: int, timeout: Timeout):
        return self._retry(READ, timeout, "recvfrom", size)

    def send(self, data, timeout: Timeout) -> int:
        """How many bytes the kernel took, one at least."""
        return self._retry(WRITE, timeout, "send", data)

    def sendto(self, data, address, timeout: Timeout) -> int:
        return self._retry(WRITE, timeout, "sendto", data, address)

    def _retry(self, event, timeout, name, *args):
        sock = self.sock
        if sock is None:
            raise Closed
        operation = getattr(sock, name)
        while True:
            try:
                return operation(*args)
            except BlockingIOError:
                wait(sock.fileno(), event, timeout)
            except OSError as error:
                raise failure_of(error) from None
