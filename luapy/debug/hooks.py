"""Hooks (manual 6.10): calls on entering and leaving functions, on new lines, on counts of instructions.

They rest on sys.settrace, so they cost nothing while none is set.  CPython switches tracing off while a trace function
runs, as Lua does with hooks.
"""

from __future__ import annotations

import sys
from dis import opname
from weakref import WeakSet

from luapy.debug import frames
from luapy.debug.frames import TAIL_CALLED, goes_on, is_base, is_block, level_of, tail_caller
from luapy.debug.functions import is_stripped
from luapy.debug.instructions import RETURNS, forget, instructions_of
from luapy.debug.lost import lost_hooks
from luapy.debug.variables import transferred_arguments, transferred_results
from luapy.runtime.calls import TailCall
from luapy.runtime.libraries import LIBRARY_CODES
from luapy.runtime.coroutines import main_coroutine, running_coroutine
from luapy.runtime.metatables import setmetatable
from luapy.runtime.state import State
from luapy.runtime.table import Table, rawget, rawset

_EVENTS = (("c", "call"), ("r", "return"), ("l", "line"))


class Setting:
    """A hook of one coroutine: function, mask and count as sethook got them."""

    __slots__ = ("function", "mask", "count", "left", "calls", "returns", "lines")

    def __init__(self, function, mask, count):
        self.function = function
        self.count = self.left = max(count, 0)
        self.mask = "".join(letter for letter, _ in _EVENTS if letter in mask)
        self.calls, self.returns, self.lines = "c" in mask, "r" in mask, "l" in mask

    @property
    def steps(self) -> bool:
        """Whether single instructions matter."""
        return self.lines or self.count > 0


class Hooks:
    """The hooks of one state: each coroutine has its own (but for LuaJIT, where all share one)."""

    def __init__(self, state: State):
        self.state = state
        self.old = state.dialect.number == (5, 1)
        self.jit = state.dialect.name == "luajit"
        self.hooked: WeakSet = WeakSet()  # coroutines with hooks, and the state if the main program has one
        self.before = None                # the trace function of somebody else
        self.tracing = False
        self.libraries: dict = {}         # id of code -> (code, whether it is that of a library function)
        self.transfer = None              # (frame, number of the first, values) of the call or return hook that runs

    # Setting and getting

    def owner(self, co):
        """Who has the attribute ``hook`` for a coroutine (None: the running one)."""
        state = self.state
        if self.jit:
            return state
        if co is None:
            co = running_coroutine(state)
        return state if co is None or co is getattr(state, "main_coroutine", None) else co

    def set(self, co, function, mask, count):
        """debug.sethook for a coroutine, None for the running one; no function: no hook."""
        owner = self.owner(co)
        self._note(co, function)
        if function is not None:
            setting = Setting(function, mask, count)
            if setting.mask or setting.count:
                owner.hook = setting
                self.hooked.add(owner)
                self.state.unfuse()
                if not self.tracing:
                    self.before = sys.gettrace()
                sys.settrace(None)  # not while frames are prepared
                self._watch(owner)
                self.resume()
                return
        owner.hook = None
        self.hooked.discard(owner)
        if not self.hooked:
            self._stop()

    def _note(self, co, function):
        """Keep the hooks where Lua keeps them: in a table with weak keys in the registry."""
        state = self.state
        if state.dialect.number < (5, 2):
            return
        key = "_HOOKKEY" if state.dialect.number >= (5, 4) else "_HKEY"
        hooks = rawget(state.registry, key)
        if hooks is None:
            hooks, meta = Table(), Table()
            rawset(meta, "__mode", "k")
            rawset(state.registry, key, setmetatable(hooks, meta))
        rawset(hooks, co or running_coroutine(state) or main_coroutine(state), function)

    def get(self, co):
        """debug.gethook: (function or None, mask, count)."""
        setting = self.owner(co).hook
        return (None, "", 0) if setting is None else (setting.function, setting.mask, setting.count)

    def resume(self):
        """Make CPython trace this thread."""
        self.tracing = True
        sys._getframe().f_trace_opcodes = True  # before 3.13, settrace has to know that somebody wants them
        sys.settrace(self.enter)

    def _stop(self):
        if self.tracing:
            self.tracing = False
            if sys.gettrace() == self.enter:
                sys.settrace(self.before)
            self.before = None
            self.libraries.clear()
            forget()

    def _watch(self, owner):
        """Trace what runs already."""
        state = self.state
        if owner is (running_coroutine(state) or state) or owner is state and running_coroutine(state) is None:
            frame = sys._getframe(1)
        elif owner is state:
            frame = None
        elif owner.generator is not None:
            frame = owner.generator.gi_frame
        else:
            frame = owner.greenlet.gr_frame if owner.greenlet else None
        while frame is not None:
            if self._sees(frame):
                Tracer(self, frame, owner.hook).begin_inside()
            frame = None if is_base(frame) else frame.f_back

    def _sees(self, frame) -> bool:
        """Whether a frame is one of a function of this state."""
        names = frame.f_globals
        chunk = names.get("__chunk__")
        if chunk is None:
            code = frame.f_code
            found = self.libraries.get(id(code))
            if found is None:  # the code is kept with its id; hashing code takes long
                found = self.libraries[id(code)] = code, code in LIBRARY_CODES
            return found[1]
        return names.get("__state__", self.state) is self.state and instructions_of(chunk, frame.f_code) is not None

    # Tracing

    def enter(self, frame, event, _):
        """The trace function of the thread: a new frame."""
        if event != "call" or not self._sees(frame):
            return None
        state = self.state
        setting = self.owner(None).hook if running_coroutine(state) is not None else state.hook
        if setting is None:
            if not self.hooked:
                self._stop()
            return None
        tracer = Tracer(self, frame, setting)
        if goes_on(frame):
            tracer.begin_inside()
        else:
            tracer.begin()
        return None

    def run(self, setting, event, line=None):
        """Call a hook."""
        try:
            setting.function(event, line)
        except BaseException:
            lost_hooks.append(self)  # CPython stops tracing now
            raise

    def transferred(self, level):
        """ftransfer and ntransfer of getinfo."""
        transfer = self.transfer
        if transfer is None or transfer[0] is not level.frame:
            return 0, 0
        return transfer[1], len(transfer[2])

    def transferred_value(self, level, number):
        """The value number n of a level, among those that a return hook is told of: a tuple of it, or ()."""
        transfer = self.transfer
        if transfer is None or transfer[0] is not level.frame or number < transfer[1]:
            return ()
        return transfer[2][number - transfer[1]:][:1]


frames.CALLERS[Hooks.run.__code__] = "hook"


class Tracer:
    """Traces one frame.

    line, offset: of the last instruction; again: a loop has begun another iteration, whose first instruction is a new
    line; lost: a tail call has ended the function.
    """

    __slots__ = ("hooks", "frame", "instructions", "line", "offset", "again", "lost")

    def __init__(self, hooks, frame, setting):
        self.hooks = hooks
        self.frame = frame
        self.line = self.offset = None
        self.again = self.lost = False
        chunk = frame.f_globals.get("__chunk__")
        self.instructions = None if chunk is None else instructions_of(chunk, frame.f_code)
        frame.f_trace_lines = False
        frame.f_trace_opcodes = self.instructions is not None and (
            setting.steps or setting.calls and bool(self.instructions.repeats))
        frame.f_trace = self.step

    def begin(self):
        """The function has been called."""
        hooks, frame = self.hooks, self.frame
        if is_block(frame):
            return
        caller = tail_caller(frame) if self.instructions is not None else None
        if caller is not None:
            tracer = getattr(caller.f_trace, "__self__", None)
            if isinstance(tracer, Tracer):
                tracer.lost = True
        self.called(caller is not None)

    def called(self, by_tail_call):
        """The hook of calls."""
        hooks, frame = self.hooks, self.frame
        setting = hooks.owner(None).hook
        if setting is not None and setting.calls:
            level = level_of(frame, frame.f_lineno, frame.f_lasti)
            hooks.transfer = frame, 1, transferred_arguments(level)
            hooks.run(setting, "tail call" if by_tail_call and not hooks.old else "call")
            hooks.transfer = None

    def begin_inside(self):
        """The function runs already: what it does now is nothing new."""
        if self.instructions is not None:
            frame = self.frame
            lines = self.instructions.lines
            if frame.f_lasti < min(lines, default=0):
                return  # it is a call hook that sets this one: all is new
            offset = self.offset = frame.f_lasti
            found = lines.get(offset)
            if found is None:
                chunk = frame.f_globals["__chunk__"]
                found = -1 if is_stripped(chunk) else chunk.lua_line(frame.f_code, frame.f_lineno, offset)
            self.line = found

    def step(self, frame, event, arg):
        """The trace function of the frame."""
        if event == "opcode":
            offset = frame.f_lasti
            if offset in self.instructions.repeats:
                self.called(True)
            weight = self.instructions.weights.get(offset)
            if weight is not None:
                self.instruction(frame, offset, weight)
        elif event == "return":
            self.leave(frame, arg)

    def instruction(self, frame, offset, weight):
        """One of Lua's instructions is about to run."""
        hooks = self.hooks
        setting = hooks.owner(None).hook
        if setting is None:
            return
        if setting.count:
            setting.left -= weight
            if setting.left <= 0:
                setting.left = setting.count
                hooks.run(setting, "count")
        instructions = self.instructions
        line = instructions.lines.get(offset)
        if line is None:
            return
        before, self.line = self.line, line
        last, self.offset = self.offset, offset
        if offset in instructions.loops:
            self.again = last is not None and last >= offset or offset in instructions.entered_by_jump
            new = line != before or last == offset
        else:
            new = line != before or offset <= last < instructions.handlers or self.again and offset < instructions.loops.get(last, 0)
            self.again = False
        if new and setting.lines:
            hooks.run(setting, "line", None if line < 0 else line)

    def leave(self, frame, result):
        """The function ends, if not by an error."""
        hooks = self.hooks
        setting = hooks.owner(None).hook
        if setting is None or not setting.returns or is_block(frame):
            return
        if self.instructions is not None:
            if frame.f_lasti not in self.instructions.returns:
                return
            if self.lost or result.__class__ is TailCall:
                self.left_by_tail_calls(1)
                return
        elif hooks.jit or opname[frame.f_code.co_code[frame.f_lasti]] not in RETURNS:
            return  # LuaJIT tells of the returns of Lua functions alone
        level = level_of(frame, frame.f_lineno, frame.f_lasti)
        hooks.transfer = frame, *transferred_results(level, result)
        hooks.run(setting, "return")
        hooks.transfer = None
        self.left_by_tail_calls(0)

    def left_by_tail_calls(self, number):
        """In 5.1 a tail call returns, too: so many by this function of another, and all those of itself."""
        hooks = self.hooks
        if not hooks.old or hooks.jit or self.instructions is None:
            return
        if self.instructions.repeats:
            number += self.frame.f_locals.get(TAIL_CALLED, 0)
        for _ in range(number):
            setting = hooks.owner(None).hook
            if setting is None or not setting.returns:  # the hook itself has seen to that
                return
            hooks.run(setting, "tail return")
