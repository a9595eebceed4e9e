"""Connections that are open and idle, kept for the next request to the same place."""

from __future__ import annotations

import atexit
import os
import weakref
from collections import deque
from time import monotonic

# An idle connection is not trusted for longer: routers on the way forget it without a word.
MAX_IDLE_SECONDS = 15.0
MAX_IDLE_PER_PLACE = 32
MAX_IDLE = 128

_pools: weakref.WeakSet = weakref.WeakSet()


class Pool:
    """Idle connections by place (scheme, host, port and whatever else must be the same).

    Safe for several threads: each operation on a deque is one step.
    """

    def __init__(self):
        self._idle: dict = {}
        _pools.add(self)

    def take(self, place):
        """An idle connection that is still open, or None."""
        idle = self._idle.get(place)
        if not idle:
            return None
        while True:
            try:
                connection = idle.pop()
            except IndexError:
                return None
            if (monotonic() - connection.idle_since <= MAX_IDLE_SECONDS and connection.owner == os.getpid()
                    and connection.is_quiet()):
                connection.heard = False
                return connection
            connection.close()

    def give(self, place, connection):
        """Keep a connection on which nothing is under way."""
        connection.idle_since = monotonic()
        connection.deadline = None
        idle = self._idle.get(place)
        if idle is None:
            if len(self._idle) >= MAX_IDLE:
                self.clear()
            idle = self._idle.setdefault(place, deque())
        idle.append(connection)
        if len(idle) > MAX_IDLE_PER_PLACE:
            self._close_oldest(idle)

    @staticmethod
    def _close_oldest(idle):
        try:
            idle.popleft().close()
        except IndexError:
            pass

    def discard(self, place):
        """Close the idle connections of a place: a server that serves one at a time can then accept another."""
        idle = self._idle.get(place)
        while idle:
            self._close_oldest(idle)

    def clear(self):
        """Close all idle connections."""
        for place in list(self._idle):
            self.discard(place)
            self._idle.pop(place, None)


def _forget_all():
    """In a child process: the connections are the parent's; closing them here leaves the parent's open."""
    for pool in list(_pools):
        pool.clear()


@atexit.register
def _close_all():
    for pool in list(_pools):
        pool.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
