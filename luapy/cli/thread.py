"""Lua programs run on a thread of their own, whose stack is large enough for deep recursion.

The stack is reserved address space, not used memory.  The main thread waits, and passes Ctrl-C on.
"""

from __future__ import annotations

import _signal  # the names of signal without its enumerations
import _thread  # threading itself would be a third of the time that short programs need to start
import sys

from luapy.runtime import runaway
from luapy.runtime.cstack import allowance
from luapy.runtime.errors import Interrupted

STACK_SIZE = 1 << 30
# Lua's own limit is near 200,000 C-less calls (LUAI_MAXSTACK 1,000,000 slots).
RECURSION_LIMIT = 199_990
# Frames that the stack of any thread has room for.
SMALL_RECURSION_LIMIT = 7_000


def run_with_large_stack(function):
    """Call a function on such a thread; returns its result or raises what it raises.

    A profiler or debugger that watches this thread alone would see nothing of another: then the function is
    called here, and recursion is less deep.
    """
    limit = sys.getrecursionlimit()
    try:
        if _is_watched():
            sys.setrecursionlimit(SMALL_RECURSION_LIMIT)
            return function()
        sys.setrecursionlimit(RECURSION_LIMIT)
        return _on_a_thread(function)
    finally:
        sys.setrecursionlimit(limit)


def _is_watched() -> bool:
    if sys.getprofile() is not None or sys.gettrace() is not None:
        return True
    monitoring = getattr(sys, "monitoring", None)  # 3.12: cProfile is no longer a profile function
    return monitoring is not None and monitoring.get_tool(monitoring.PROFILER_ID) is not None


def _on_a_thread(function):
    host = Host()

    def body():
        allowance.use(wanted)
        try:
            host.finish(function(), None)
        except BaseException as error:  # handed to the main thread
            host.finish(None, error)

    size = _thread.stack_size()
    for wanted in (STACK_SIZE, STACK_SIZE >> 2, STACK_SIZE >> 4):
        try:
            _thread.stack_size(wanted)
            host.thread = _thread.start_new_thread(body, ())
            break
        except (RuntimeError, ValueError, MemoryError):
            continue  # too much for this machine's limits: less will do
    else:
        _thread.stack_size(size)
        return function()
    _thread.stack_size(size)
    return host.wait()


def on_main_thread(function):
    """Call a function there, from the Lua program's thread: only there can Ctrl-C interrupt what waits for input."""
    return function() if Host.running is None else Host.running.call(function)


def accept_interrupt():
    """Let Ctrl-C be an error of Lua again, not the end of the process."""
    if Host.running is not None:
        Host.running.interrupts = 0


class Host:
    """The main thread while the Lua program runs on another.

    Ctrl-C is an error "interrupted!" in the Lua code, as in lua.c; the next one ends the process. Code that does not
    get to see its error, since it waits for the system, is left where it is: on_blocked(thread) tells of it.
    """

    running: Host | None = None
    PATIENCE = 0.5  # seconds until a thread that has not seen its error is thought to be waiting
    on_blocked = None

    def __init__(self):
        self.thread = None
        self.interrupts = 0
        self.is_serving = False
        self.request = None   # what the other thread wants to be called here
        self.outcome = None   # of the request, or of the whole program
        self.wake, self.answered = _thread.allocate_lock(), _thread.allocate_lock()
        self.wake.acquire()
        self.answered.acquire()
        Host.running = self

    def finish(self, result, error):
        """On the other thread: the end."""
        self.request, self.outcome = None, (result, error)
        self.wake.release()

    def call(self, function):
        """On the other thread: see on_main_thread."""
        if _thread.get_ident() != self.thread:
            return function()
        self.request = function
        self.wake.release()
        self.answered.acquire()
        return _value(self.outcome)

    def wait(self):
        """Serve the other thread to its end; returns or raises what its function does."""
        try:
            before = _signal.getsignal(_signal.SIGINT)
            if before is _signal.default_int_handler:  # else nobody wants Ctrl-C to do anything, or somebody other things
                _signal.signal(_signal.SIGINT, self.interrupt)
        except ValueError:  # not the main thread
            before = None
        try:
            return self._serve()
        finally:
            Host.running = None
            if before is _signal.default_int_handler:
                _signal.signal(_signal.SIGINT, before)

    def _serve(self):
        guard = None
        while True:
            while not self.wake.acquire(timeout=runaway.PERIOD if runaway.IS_NEEDED else -1):
                guard = guard or runaway.DepthGuard()
                guard.check()
            if self.request is None:
                return _value(self.outcome)
            try:
                self.is_serving = True
                self.outcome = self.request(), None
            except BaseException as error:  # Ctrl-C too is an answer
                self.outcome = None, error
            self.is_serving = False
            self.answered.release()

    def interrupt(self, number, frame):
        """The handler of SIGINT."""
        if self.is_serving:
            raise KeyboardInterrupt
        self.interrupts += 1
        if self.interrupts > 1:
            _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
            _signal.raise_signal(_signal.SIGINT)
        import ctypes
        Interrupted.is_pending = True
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.thread), ctypes.py_object(Interrupted))
        if self.on_blocked is not None:
            _thread.start_new_thread(self._watch, ())

    def _watch(self):
        """On a thread of its own, after an interrupt: does the program see it?"""
        from time import sleep
        sleep(self.PATIENCE)
        while Interrupted.is_pending and Host.running is self:
            self.on_blocked(self.thread)
            sleep(self.PATIENCE)


def _value(outcome):
    result, error = outcome
    if error is not None:
        raise error
    return result
