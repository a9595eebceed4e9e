"""collectgarbage (manual 6.1, 2.5): Lua's words for CPython's collector."""

from __future__ import annotations

import gc
import sys

from luapy.runtime.api import FALSE, TRUE, check_option, opt_integer

# What an allocated block of CPython's small-object allocator takes on average, in kilobytes.
KILOBYTES_PER_BLOCK = 0.064
# What the count shows when the libraries have been opened.
FIRST_COUNT = 22.0

OPTIONS_51 = ("stop", "restart", "collect", "count", "step", "setpause", "setstepmul")
OPTIONS_52 = (*OPTIONS_51, "setmajorinc", "isrunning", "generational", "incremental")
OPTIONS_53 = (*OPTIONS_51, "isrunning")
OPTIONS_54 = (*OPTIONS_53, "generational", "incremental")
OPTIONS = {(5, 1): OPTIONS_51, (5, 2): OPTIONS_52, (5, 3): OPTIONS_53, (5, 4): OPTIONS_54}


def kilobytes() -> float:
    """An estimate of the memory in use: small blocks, which objects are; long strings do not show."""
    return sys.getallocatedblocks() * KILOBYTES_PER_BLOCK


class Collector:
    """The collector's parameters; they are remembered and have no effect."""

    def __init__(self, state):
        number = state.dialect.number
        self.number = number
        self.options = OPTIONS[number] if state.dialect.name != "luajit" else OPTIONS_53
        self.parameters = {"setpause": 200, "setstepmul": 100 if number >= (5, 4) else 200, "setmajorinc": 200}
        # the command lua starts 5.4 in this mode
        self.mode = "generational" if number >= (5, 4) else "incremental"
        self.running = TRUE
        self.unseen = kilobytes() - FIRST_COUNT

    def collectgarbage(self, option=None, argument=None, *_):
        """collectgarbage([opt [, arg]])."""
        option = check_option(1, option, "collect", self.options)
        action = getattr(self, "do_" + option, None)
        if action is not None:
            return action(opt_integer(2, argument, 0))
        previous = self.parameters[option]
        self.parameters[option] = opt_integer(2, argument, 0)
        return previous

    def do_collect(self, _argument):
        gc.collect()
        return 0

    def count(self) -> float:
        """The kilobytes in use beyond Python's own."""
        return max(kilobytes() - self.unseen, FIRST_COUNT)

    def do_count(self, _argument):
        count = self.count()
        return (count, int(count * 1024) % 1024) if self.number == (5, 2) else count

    def do_step(self, argument):
        """One step ends a cycle: that of a collector that frees what it can at once."""
        gc.collect(0 if 0 < argument < 1000 else 2)
        return TRUE

    # The host's collector is not ours to stop: only the answer changes.

    def do_stop(self, _argument):
        self.running = FALSE
        return 0

    def do_restart(self, _argument):
        self.running = TRUE
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
