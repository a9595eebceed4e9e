"""One connection: a socket, and what has arrived on it and is not yet used."""

from __future__ import annotations

import errno
import os
import select
import socket
from time import monotonic

from luapy.stdlib.transport.errors import TransportError, TransportTimeout, from_lookup_error, from_os_error
from luapy.stdlib.transport.waiting import NOT_YET, SLICE, end_of_wait, is_ready, patiently, wait_until_writable

RECEIVE_SIZE = 65536
# Blocks larger than this are collected in a list instead of by appending to the buffer.
LARGE = 4 * RECEIVE_SIZE


class Connection:
    """A connected socket with a read buffer.

    buffer[start:]: bytes that have arrived and wait; timeout: seconds for each wait (None: no limit);
    deadline: moment (`time.monotonic`) when the whole exchange must be over, or None;
    heard: whether anything has arrived since it was taken from the pool; owner: the process that made it.
    """

    __slots__ = ("sock", "buffer", "start", "timeout", "deadline", "heard", "idle_since", "owner", "secure",
                 "_slice", "_poll")

    def __init__(self, sock):
        self.sock = sock
        self.buffer = b""
        self.start = 0
        self.timeout = self.deadline = None
        self.heard = False
        self.idle_since = 0.0
        self.owner = os.getpid()
        self.secure = False
        self._slice = self._poll = None

    # Waiting ---------------------------------------------------------------

    def set_limits(self, timeout, deadline):
        """Before an exchange: how long each wait, and all of it, may take."""
        self.timeout = timeout
        self.deadline = deadline
        slice_ = SLICE if timeout is None or timeout > SLICE else timeout
        if slice_ != self._slice:
            self.sock.settimeout(slice_)
            self._slice = slice_

    def do(self, stage, operation, argument, end=None):
        """A socket operation within the limits, or before the moment *end*.

        The first try, which mostly is the last, costs nothing more than itself.
        """
        try:
            if self.deadline is None:
                if end is not None and monotonic() >= end:
                    raise TimeoutError
                try:
                    return operation(argument)
                except NOT_YET:
                    if self._slice == self.timeout:
                        raise
                    if end is None:
                        end = self.end_of_wait(self._slice)
            elif monotonic() >= self.deadline:
                raise TimeoutError
            elif end is None:
                end = self.end_of_wait()
            try:
                return patiently(self.sock, operation, (argument,), end)
            finally:
                self.sock.settimeout(self._slice)
        except NOT_YET:
            raise TransportTimeout(stage, self._timeout_text(stage)) from None
        except OSError as error:
            failure = from_os_error(error, stage)
            failure.names = self._names()
            raise failure from None

    def _names(self):
        """The addresses of both ends, None if they cannot be told any more."""
        try:
            return self.sock.getsockname(), self.sock.getpeername()
        except OSError:
            return None

    def _timeout_text(self, stage):
        """LuaSec says what OpenSSL was waiting for."""
        if not self.secure:
            return "timeout"
        return "wantwrite" if stage == "write" else "wantread"

    def end_of_wait(self, begun=0.0):
        """The moment when an operation that began so many seconds ago must end, or None."""
        return end_of_wait(None if self.timeout is None else self.timeout - begun, self.deadline)

    def replace(self, sock):
        """Go on over another socket: TLS over the old one."""
        self.sock = sock
        self.secure = True
        self._slice = self._poll = None
        self.set_limits(self.timeout, self.deadline)

    def is_quiet(self) -> bool:
        """Whether an idle connection is still open and nothing has arrived on it."""
        poll = self._poll
        if poll is None:
            if not hasattr(select, "poll"):
                return not is_ready(self.sock, False, 0.0)
            poll = self._poll = select.poll()
            poll.register(self.sock, select.POLLIN)
        return not poll.poll(0)

    # Sending ---------------------------------------------------------------

    def send_head(self, line: bytes, fields: bytes):
        """The request line and the header."""
        self.send(line + fields)

    def send(self, data: bytes):
        """All of *data*."""
        send = self.sock.send
        sent = self.do("write", send, data)
        if sent < len(data):
            view = memoryview(data)[sent:]
            while view:
                view = view[self.do("write", send, view):]

    # Receiving ---------------------------------------------------------------

    def fill(self, end=None):
        """Wait for more, until the moment *end* if one is given, and add it to the buffer."""
        data = self.do("read", self.sock.recv, RECEIVE_SIZE, end)
        if not data:
            raise TransportError("closed")
        self.heard = True
        if self.start == len(self.buffer):
            self.buffer = data
        else:
            self.buffer = self.buffer[self.start:] + data
        self.start = 0

    # TIMEOUT is LuaSocket's limit for each of these operations, however many pieces arrive meanwhile.

    def receive_line(self) -> bytes:
        """Up to the next LF, which is dropped, as all CRs are."""
        searched = self.start
        until = None
        while True:
            end = self.buffer.find(b"\n", searched)
            if end >= 0:
                line = self.buffer[self.start:end]
                self.start = end + 1
                return line.replace(b"\r", b"") if b"\r" in line else line
            if until is None:
                until = self.end_of_wait()
            searched = len(self.buffer) - self.start
            self.fill(until)

    def skip_line(self):
        """The line end after a chunk; that it is missing is told by what comes next."""
        try:
            self.receive_line()
        except TransportError:
            pass

    def receive_rest_of_line(self, beginning: bytes) -> bytes:
        """receive_line, after the line's beginning has been received."""
        return beginning + self.receive_line()

    def receive(self, size: int) -> bytes:
        """Exactly *size* bytes. With size 0 it waits until there is something, as LuaSocket does."""
        start = self.start
        available = len(self.buffer) - start
        if available < size or not available:
            if size > LARGE:
                return self._receive_large(size)
            until = self.end_of_wait()
            while available < size or not available:
                self.fill(until)
                available = len(self.buffer)
            start = self.start
        self.start = start + size
        return self.buffer[start:start + size]

    def _receive_large(self, size):
        until = self.end_of_wait()
        parts = []
        while size:
            if self.start == len(self.buffer):
                self.fill(until)
            part = self.buffer[self.start:self.start + size]
            self.start += len(part)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def receive_until_closed(self, size: int) -> tuple[bytes, bool]:
        """Up to *size* bytes and whether the connection was closed before there were so many."""
        try:
            return self.receive(size), False
        except TransportError as error:
            if error.text != "closed":
                raise
        rest = self.buffer[self.start:]
        self.start = len(self.buffer)
        return rest, True

    def close(self):
        self.sock.close()


def lookup(host: str, port) -> list:
    """getaddrinfo for a stream connection; host and port as Lua strings (or an int for the port)."""
    try:
        return socket.getaddrinfo(host.encode("latin-1"), str(port).encode("latin-1"), 0, socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise from_lookup_error(error, (host, port)) from None
    except (OSError, ValueError) as error:
        raise TransportError("host or service not provided, or not known", "lookup", error, (host, port)) from None


def connect(host: str, port, timeout=None, deadline=None) -> Connection:
    """A new connection, to the first of the host's addresses that accepts it."""
    failure = None
    for family, kind, protocol, _, address in lookup(host, port):
        try:
            sock = socket.socket(family, kind, protocol)
        except OSError as error:
            failure = from_os_error(error, "dial", address)
            continue
        try:
            _connect(sock, address, end_of_wait(timeout, deadline), timeout == 0)
            connection = Connection(sock)
            connection.set_limits(timeout, deadline)
            return connection
        except TransportError as error:
            sock.close()
            failure = error
        except BaseException:
            sock.close()
            raise
    raise failure or TransportError("host or service not provided, or not known", "lookup", None, (host, port))


def _connect(sock, address, end, at_once):
    sock.setblocking(False)
    code = sock.connect_ex(address)
    if code in (errno.EINPROGRESS, errno.EAGAIN, errno.EWOULDBLOCK):
        if at_once or not wait_until_writable(sock, end):
            raise TransportTimeout("dial", address=address)
        code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if code:
        raise from_os_error(OSError(code, os.strerror(code)), "dial", address)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
