"""socket.core: what LuaSocket has in C. `luapy.stdlib.socket` adds the rest to the same table."""

from __future__ import annotations

from math import inf
from time import monotonic, sleep as system_sleep, time

from luapy.runtime.api import ABSENT, check_integer, check_number, library, pack_results
from luapy.stdlib.socket.exceptions import Exceptions
from luapy.stdlib.socket.inet import open_dns
from luapy.stdlib.socket.select import INVALID, SET_SIZE, select
from luapy.stdlib.socket.tcp import Tcp
from luapy.stdlib.socket.timeouts import SLICE
from luapy.stdlib.socket.udp import DATAGRAM_SIZE, Udp

VERSION = "LuaSocket 3.0.0"
LONGEST_SLEEP = (1 << 31) - 1


def gettime(*_):
    """socket.gettime(): seconds since 1970, with a fraction."""
    return time()


def sleep(seconds=ABSENT, *_):
    """socket.sleep(time), in slices so that it can be interrupted on any thread."""
    seconds = check_number(1, seconds)
    end = monotonic() + min(max(seconds, 0), LONGEST_SLEEP) if seconds == seconds else -inf
    left = end - monotonic()
    while left > 0:
        system_sleep(min(left, SLICE))
        left = end - monotonic()
    return ()


def skip(amount=ABSENT, *values):
    """socket.skip(d [, ret1 ... retN]): the values after the first *d*."""
    amount = check_integer(1, amount)
    # a negative number reaches back to the number itself
    return pack_results(values[amount:] if amount >= 0 else (amount, *values)[amount + 1 or None:])


def unload(*_):
    """socket.__unload(): nothing to do."""
    return ()


def open(state):
    """The table of ``require "socket.core"``."""
    exceptions = Exceptions()
    core = library(state, "socket.core", {
        "newtry": exceptions.newtry, "protect": exceptions.protect,
        "gettime": gettime, "sleep": sleep, "select": select, "skip": skip, "__unload": unload,
        **Tcp(state).functions(), **Udp(state).functions(),
        "_VERSION": VERSION, "_DATAGRAMSIZE": DATAGRAM_SIZE, "_SETSIZE": SET_SIZE, "_SOCKETINVALID": INVALID,
    })
    open_dns(state, core)
    return core
