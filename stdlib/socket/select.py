"""socket.select: wait for several objects (LuaSocket manual, socket.html, select)."""

from __future__ import annotations

import select as system

from luapy.runtime.api import (
    ArgumentError, Table, check_table, first, index, lua_error, opt_number, rawset, to_number, truth,
)
from luapy.runtime.table import append
from luapy.stdlib.socket.timeouts import SLICE, Timeout

SET_SIZE = 1024
INVALID = -1

# What select(2) calls readable and writable, in terms of poll(2).
READABLE = system.POLLIN | system.POLLHUP | system.POLLERR
WRITABLE = system.POLLOUT | system.POLLERR


def _fileno(obj) -> int:
    """The system's number that any object with the method getfd has, or -1."""
    method = index(obj, "getfd")
    if method is None:
        return INVALID
    number = to_number(first(method(obj)))
    return int(number) if number is not None and number >= 0 else INVALID


def _is_dirty(obj) -> bool:
    method = index(obj, "dirty")
    return method is not None and truth(first(method(obj)))


def _objects(number, table):
    """The elements 1, 2, ... of a list of objects; nil is an empty one."""
    if table is None:
        return []
    check_table(number, table)
    found = []
    while True:
        obj = index(table, len(found) + 1)
        if obj is None:
            return found
        found.append(obj)


def _collect(number, objects, by_fileno) -> list:
    filenos = []
    for obj in objects:
        fd = _fileno(obj)
        if fd == INVALID:
            continue
        if fd >= SET_SIZE:
            raise ArgumentError(number, "descriptor too large for set size")
        filenos.append(fd)
        by_fileno[fd] = obj
    return filenos


def _poll(reading, writing, timeout: Timeout) -> dict:
    """File number -> events; empty after the timeout."""
    poller = system.poll()
    events = {}
    for fds, event in ((reading, system.POLLIN), (writing, system.POLLOUT)):
        for fd in fds:
            events[fd] = events.get(fd, 0) | event
    for fd, event in events.items():
        poller.register(fd, event)
    while True:
        left = timeout.left()
        last = left is not None and left <= SLICE
        ready = dict(poller.poll((left if last else SLICE) * 1000))
        if any(event & system.POLLNVAL for event in ready.values()):
            lua_error("select failed")
        if ready or last:
            return ready


def _result(objects) -> Table:
    """A list of objects that also maps each of them to its place."""
    table = Table()
    for place, obj in enumerate(objects, 1):
        append(table, obj)
        rawset(table, obj, float(place))
    return table


def select(receivers=None, senders=None, seconds=None, *_):
    """socket.select(recvt, sendt [, timeout]): those ready to read, those ready to write, "timeout" if there are none.

    Objects that hold data already read are ready at once, and come first.
    """
    timeout = Timeout(float(opt_number(3, seconds, -1)))
    by_fileno: dict = {}
    receivers = _objects(1, receivers)
    reading = _collect(1, receivers, by_fileno)
    writing = _collect(2, _objects(2, senders), by_fileno)
    dirty = []
    for obj in receivers:
        fd = _fileno(obj)
        if fd != INVALID and _is_dirty(obj):
            dirty.append(obj)
            reading = [other for other in reading if other != fd]
    if dirty:
        timeout.block = 0.0
    timeout.mark_start()
    ready = _poll(reading, writing, timeout)
    readable = dirty + [by_fileno[fd] for fd in sorted(set(reading)) if ready.get(fd, 0) & READABLE]
    writable = [by_fileno[fd] for fd in sorted(set(writing)) if ready.get(fd, 0) & WRITABLE]
    if readable or writable:
        return _result(readable), _result(writable)
    return Table(), Table(), "timeout"
