"""collectgarbage (manual 6.1, 2.5): Lua's words for CPython's collector."""

from __future__ import annotations

import gc
import sys
from time import process_time

from luapy.runtime.api import FALSE, TRUE, check_option, opt_integer

# What an allocated block of CPython's small-object allocator takes on average, in kilobytes.
KILOBYTES_PER_BLOCK = 0.064
# What C's allocator gives out, with what it adds itself.
KILOBYTES_PER_BYTE = 1.02 / 1024
# What the count shows at first.
FIRST_COUNT = 256.0
# CPython frees most garbage at once.  Programs that wait for the count to rise and fall get garbage by the clock:
# kilobytes per second of processor time since the last collection.
GARBAGE_RATE = 200000.0
# In so many seconds it comes to that: right after a collection there is hardly any.
START = 0.001
# Steps of this size together make a cycle.
CYCLE = 100

OPTIONS_51 = ("stop", "restart", "collect", "count", "step", "setpause", "setstepmul")
OPTIONS_52 = (*OPTIONS_51, "setmajorinc", "isrunning", "generational", "incremental")
OPTIONS_53 = (*OPTIONS_51, "isrunning")
OPTIONS_54 = (*OPTIONS_53, "generational", "incremental")
# Those of 5.4 that look at their arguments.
WITH_ARGUMENT = ("step", "setpause", "setstepmul", "generational", "incremental")
OPTIONS = {(5, 1): OPTIONS_51, (5, 2): OPTIONS_52, (5, 3): OPTIONS_53, (5, 4): OPTIONS_54}


def kilobytes() -> float:
    """An estimate of the memory in use: objects by their small blocks, long strings and lists by C's allocator."""
    global _malloc
    if _malloc is ...:
        _malloc = _malloc_reporter()
    return sys.getallocatedblocks() * KILOBYTES_PER_BLOCK + (_malloc() * KILOBYTES_PER_BYTE if _malloc is not None else 0)


_malloc = ...  # what _malloc_reporter returns


def _malloc_reporter():
    """A function that gives the bytes that C's allocator has handed out, or None: by glibc's malloc_info."""
    try:
        import ctypes
        import re
        library = ctypes.CDLL(None)
        open_stream, report = library.open_memstream, library.malloc_info
    except (ImportError, OSError, AttributeError):
        return None
    open_stream.restype = ctypes.c_void_p
    report.argtypes = [ctypes.c_int, ctypes.c_void_p]
    library.fclose.argtypes = library.free.argtypes = [ctypes.c_void_p]

    def used() -> int:
        text, size = ctypes.c_void_p(), ctypes.c_size_t()
        stream = open_stream(ctypes.byref(text), ctypes.byref(size))
        report(0, stream)
        library.fclose(stream)
        xml = ctypes.string_at(text.value, size.value)
        library.free(text)
        totals = {kind: int(number) for kind, number in re.findall(_TOTALS, xml[xml.rfind(b"</heap>"):])}
        return totals[b"current"] + totals[b"mmap"] - totals[b"fast"] - totals[b"rest"]

    try:
        used()
    except (KeyError, ValueError):
        return None
    return used


_TOTALS = rb'<(?:total|system) type="(\w+)"[^/]*? size="(\d+)"'


class Collector:
    """The collector of a state. Its parameters are remembered and have no effect."""

    def __init__(self, state):
        number = state.dialect.number
        self.number = number
        self.finalizers = state.finalizers
        self.options = OPTIONS[number] if state.dialect.name != "luajit" else OPTIONS_53
        self.parameters = {"setpause": 200, "setstepmul": 100 if number >= (5, 4) else 200, "setmajorinc": 200}
        # the command lua starts 5.4 in this mode
        self.mode = "generational" if number >= (5, 4) else "incremental"
        self.running = TRUE
        self.unseen = None  # Python's own share: as of the first question
        self.last_collection = process_time()
        self.progress = 0

    def collectgarbage(self, option=None, argument=None, *others):
        """collectgarbage([opt [, arg]]); 5.4 gives nil in finalizers."""
        option = check_option(1, option, "collect", self.options)
        argument = opt_integer(2, argument, 0) if self.number < (5, 4) or option in WITH_ARGUMENT else 0
        if self.finalizers.calling and self.number >= (5, 4):
            return None
        action = getattr(self, "do_" + option, None)
        if option == "incremental" and self.number >= (5, 4):
            self._set_steps(argument, others)
        if action is not None:
            return action(argument)
        previous = self.parameters[option]
        self._set(option, argument)
        return previous

    def _set(self, parameter, value):
        """Remember a parameter. 5.4 keeps a quarter of it in a byte."""
        self.parameters[parameter] = (int(value / 4) & 0xFF) * 4 if self.number >= (5, 4) else value

    def _set_steps(self, pause, others):
        """The arguments of "incremental": zero, or none, leaves a parameter as it is."""
        multiplier = opt_integer(3, others[0] if others else None, 0)
        opt_integer(4, others[1] if len(others) > 1 else None, 0)
        for parameter, value in (("setpause", pause), ("setstepmul", multiplier)):
            if value:
                self._set(parameter, value)

    def count(self) -> float:
        """The kilobytes in use beyond Python's own, and the garbage that Lua would have by now."""
        now = process_time()
        live = kilobytes()
        if self.unseen is None:
            self.unseen = live - FIRST_COUNT
        live = max(live - self.unseen, FIRST_COUNT)
        elapsed = now - self.last_collection
        garbage = elapsed * GARBAGE_RATE * min(elapsed / START, 1)
        if self.running is TRUE:  # a new cycle begins when the count has grown by the pause
            garbage %= live * max(self.parameters["setpause"] - 100, 10) / 100
        return live + garbage

    def do_collect(self, _argument):
        self.finalizers.collect()
        self.last_collection = process_time()
        return 0

    def do_count(self, _argument):
        count = self.count()
        return (count, int(count * 1024) % 1024) if self.number == (5, 2) else count

    def do_step(self, argument):
        """A step: true at the end of a cycle. Those of generations look at all that is new."""
        self.progress += 5 + max(argument, 0)
        if self.progress < CYCLE:
            if self.mode == "generational":
                self.do_collect(0)
            else:
                gc.collect(0)
            return FALSE
        self.progress = 0
        self.do_collect(0)
        return TRUE

    def do_stop(self, _argument):
        self.running = FALSE
        self.finalizers.stopped = True
        return 0

    def do_restart(self, _argument):
        self.running = TRUE
        self.finalizers.stopped = False
        return 0

    def do_isrunning(self, _argument):
        return self.running

    def do_generational(self, _argument):
        return self._change_mode("generational")

    def do_incremental(self, _argument):
        return self._change_mode("incremental")

    def _change_mode(self, mode):
        previous, self.mode = self.mode, mode
        return previous if self.number >= (5, 4) else 0

    def gcinfo(self, *_):
        """gcinfo(): the kilobytes in use (5.1)."""
        return int(self.count())
