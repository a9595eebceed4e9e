"""Waiting for sockets in slices: Lua code may run on another thread than the main one, where Ctrl-C can only be
delivered between two waits in the kernel."""

from __future__ import annotations

import select
import ssl
from time import monotonic

SLICE = 0.1

# What an operation raises that could not be done within its socket's timeout.
NOT_YET = (TimeoutError, BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


def end_of_wait(timeout, deadline):
    """The moment when a wait that begins now must end, or None."""
    if timeout is None:
        return deadline
    end = monotonic() + timeout
    return end if deadline is None or end < deadline else deadline


def patiently(sock, operation, arguments, end):
    """A socket operation, tried until the moment *end*; raises TimeoutError then."""
    while True:
        left = SLICE if end is None else end - monotonic()
        last = left < SLICE
        sock.settimeout(max(left, 0.0) if last else SLICE)
        try:
            return operation(*arguments)
        except NOT_YET:
            if last:
                raise TimeoutError("timed out") from None


def wait_until_writable(sock, end) -> bool:
    """Whether a socket became writable (or failed) before the moment *end*."""
    while True:
        left = SLICE if end is None else end - monotonic()
        if is_ready(sock, True, max(0.0, min(left, SLICE))):
            return True
        if left < SLICE:
            return False


def is_ready(sock, writing: bool, seconds: float) -> bool:
    """Whether a socket becomes readable (writable) within that time."""
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(sock, select.POLLOUT if writing else select.POLLIN)
        return bool(poll.poll(seconds * 1000))
    lists = ([], [sock], [sock]) if writing else ([sock], [], [])
    return any(select.select(*lists, seconds))
