"""Python frames as Lua sees them: which are functions of Lua, which of libraries, which are nobody's business.

A stack of Lua is a sequence of `Level`s, the innermost first.  Frames of the runtime are no levels; neither
is a Lua function that has ended in a tail call, though CPython keeps its frame.
"""

from __future__ import annotations

import sys
from itertools import chain, islice, repeat
from types import FunctionType, MethodType

from luapy.debug.cpython import function_of_frame
from luapy.debug.entrances import entrance_of, is_outside
from luapy.debug.functions import facts_of, is_stripped, source_name
from luapy.runtime.calls import closing, trampolined
from luapy.runtime.coroutines import running_coroutine
from luapy.runtime.finalizers import Finalizers
from luapy.runtime.generators import CO_GENERATOR, DRIVER, is_generator, plain_function
from luapy.runtime.libraries import LIBRARY_CODES, PROTECTING_CODES
from luapy.runtime.positions import position_of
from luapy.runtime.state import current_state

# Code objects of runtime functions that call Lua functions in a way that levels tell: see Level.via.
CALLERS: dict = {Finalizers.run.__code__: "gc"}
_TRAMPOLINE = trampolined(FunctionType((lambda: None).__code__, {})).__code__
_UNWINDING = closing.close_unwinding.__code__
# True in functions that have called themselves by a jump, in 5.1 how often they have (translator.functions).
TAIL_CALLED = "t_0"


class Level:
    """One level of the Lua stack.

    frame: the Python frame, None for those that Python does not have; chunk: the ChunkInfo of a Lua function,
    None for a library function; line: the current line (-1 for library functions); lasti: the current instruction;
    via: what called it if no code did ('hook', 'gc'), or None; tail: it was called by a tail call (known
    as soon as the next level is); blocks: the frames of its inner blocks that are functions of their own for Python, the
    innermost first: line and instruction are of that one; interrupted: the `via` of the level above.
    """

    __slots__ = ("frame", "code", "chunk", "line", "lasti", "via", "tail", "blocks", "interrupted")

    def __init__(self, frame, chunk, line, lasti):
        self.frame = frame
        self.code = None if frame is None else frame.f_code
        self.chunk = chunk
        self.line = -1 if is_stripped(chunk) else line
        self.lasti = lasti
        self.via = None
        self.tail = False
        self.blocks = ()
        self.interrupted = None

    @property
    def position(self) -> tuple:
        """(line, col, end line, end col) of the current instruction."""
        return position_of(self.blocks[0].f_code if self.blocks else self.code, self.lasti)

    @property
    def site(self):
        """What stands in the source at the current instruction (FunctionTranslator.site), or None."""
        if self.chunk is None:
            return None
        return self.chunk.sites.get(self.position)

    @property
    def where(self) -> str:
        """luaL_where: "file:line: ", or nothing for library functions and where the line is not known."""
        if self.chunk is None or self.line < 0:
            return ""
        return f"{source_name(self.chunk)}:{self.line}: "

    @property
    def place(self) -> str:
        """luaG_addinfo: the same, but never nothing for Lua functions."""
        return f"{source_name(self.chunk)}:{self.line}: " if self.chunk is not None else ""

    @property
    def is_main(self) -> bool:
        return self.chunk is not None and self.code.co_name == "main_chunk" \
            and self.code.co_qualname in ("chunk.<locals>.main_chunk", "main_chunk")

    @property
    def is_lost(self) -> bool:
        """Whether it stands for a call lost to a tail call (5.1)."""
        return False

    @property
    def facts(self):
        """The function's `Facts`, or None."""
        return None if self.chunk is None else facts_of(self.chunk, self.code)

    @property
    def function(self):
        """The Lua value of the function that runs."""
        entrance = entrance_of(self.code)
        if entrance is not None:
            link = entrance.link()
            return link and link.function
        function = function_of_frame(self.frame)
        if self.chunk is not None:
            if is_generator(function):
                return plain_function(function)
            outer = getattr(function, "outer", None)
            return function if outer is None else outer() or function
        if self.code.co_varnames[:1] == ("self",):
            owner = self.frame.f_locals.get("self")
            if owner is not None:
                return MethodType(function, owner)
        return function


class HostLevel(Level):
    """The C function of the interpreter that runs the main chunk: the outermost level of the main thread."""

    __slots__ = ()

    def __init__(self):
        super().__init__(None, None, -1, -1)

    @property
    def function(self):
        return pmain


class YieldLevel(HostLevel):
    """coroutine.yield where a generator waits in it: it has no frame."""

    __slots__ = ()

    @property
    def function(self):
        return current_state().coroutine_functions["yield"]


class LostLevel(HostLevel):
    """A call that 5.1 counts as a level, although a tail call has ended it."""

    __slots__ = ()

    def __init__(self):
        super().__init__()
        self.tail = True

    @property
    def is_lost(self):
        return True

    @property
    def function(self):
        return None


def pmain(*_):
    """Stands for the function of lua.c that runs the script."""
    return ()


_HOST = (HostLevel(),)
_LOST = LostLevel()


def host_levels() -> tuple:
    """What lies below the main chunk on the stack of the main thread."""
    return _HOST


def is_block(frame) -> bool:
    """Whether a frame of translated code is a deeply nested block of the function around it (translator.nesting)."""
    name = frame.f_code.co_name
    return name[:6] == "block_" and name[6:].isdigit()


def is_base(frame) -> bool:
    """Whether a coroutine that is a generator ends with a frame: those behind it are its resumer's."""
    code = frame.f_code
    return code.co_flags & CO_GENERATOR != 0 and "__chunk__" in frame.f_globals and not is_driven(frame)


def is_driven(frame) -> bool:
    """Whether a generator's frame is on a greenlet (see generators.plain_function)."""
    return frame.f_back is not None and frame.f_back.f_code is DRIVER


def goes_on(frame) -> bool:
    """Whether a frame that CPython begins is that of a generator behind a yield, as the argument of its instruction RESUME tells."""
    code = frame.f_code
    return code.co_flags & CO_GENERATOR != 0 and code.co_code[frame.f_lasti + 1] & 3 != 0


def level_of(frame, line, lasti) -> Level | None:
    """The Lua level of a Python frame, or None if Lua does not see it."""
    chunk = frame.f_globals.get("__chunk__")
    if chunk is not None and frame.f_code.co_name != "<module>" and not is_outside(frame.f_code, lasti):
        return Level(frame, chunk, chunk.lua_line(frame.f_code, line, lasti), lasti)
    if frame.f_code in LIBRARY_CODES:
        return Level(frame, None, -1, lasti)
    return None


def assembled(entries):
    """The levels of (frame, line, current instruction) triples from the innermost outwards."""
    return chain.from_iterable(_runs(entries))


def _runs(entries):
    """The same as sequences of levels: what tail calls have left may be many, and passing over them is to be quick."""
    shown = inner = via = None
    unwinding = False
    blocks: list = []
    for frame, line, lasti in entries:
        if frame.f_code is _UNWINDING:
            unwinding = True  # the functions up to the protected call have been left
        elif unwinding:
            if frame.f_code not in PROTECTING_CODES:
                continue
            unwinding = False
        if blocks:
            _, line, lasti = blocks[0]
        level = level_of(frame, line, lasti)
        if level is not None and level.chunk is not None:
            if is_block(frame):
                blocks.append((frame, line, lasti))
                continue
            if blocks:
                level.blocks = tuple(block for block, _, _ in blocks)
                level.line = -1 if is_stripped(level.chunk) else level.chunk.lua_line(level.blocks[0].f_code, line, lasti)
                blocks = []
        if level is None:
            if frame.f_code is _TRAMPOLINE and inner is not None and line > frame.f_code.co_firstlineno + 1:
                shown.tail = True  # the trampoline is in its loop: it does a tail call
            via = CALLERS.get(frame.f_code, via)
            continue
        if inner is not None:
            if via is not None:
                inner.via = via
                level.interrupted = via
            elif level.chunk is not None and _may_end(inner) and _at_tail_call(level):
                shown.tail = True
                yield _lost_levels(1 + _jumps_to_start(level))
                inner = level
                continue
        via = None
        shown = inner = level
        jumps = _jumps_to_start(level)
        level.tail = jumps > 0
        yield level,
        if jumps:
            yield _lost_levels(jumps)
    if inner is not None and via is not None:
        inner.via = via


def _jumps_to_start(level):
    """How often a level's function has called itself by a jump (but for 5.1 no more than once counts)."""
    return level.frame.f_locals.get(TAIL_CALLED, 0) if TAIL_CALLED in level.code.co_varnames else 0


def _lost_levels(number):
    """What 5.1 shows of that many tail calls."""
    return repeat(_LOST, number) if current_state().dialect.name == "5.1" else ()


def _may_end(callee):
    """Whether a tail call of that level ends its caller: library functions leave it on the stack, but for LuaJIT's."""
    return callee.chunk is not None or current_state().dialect.name == "luajit"


def _at_tail_call(level):
    site = level.site
    return site is not None and site[0] == "tailcall"


def tail_caller(frame):
    """The frame of the function whose place one that begins has taken by a tail call, or of the trampoline; or None."""
    frame = frame.f_back
    while frame is not None:
        level = level_of(frame, frame.f_lineno, frame.f_lasti)
        if level is not None:
            return frame if level.chunk is not None and _at_tail_call(level) else None
        if frame.f_code is _TRAMPOLINE and frame.f_lineno > frame.f_code.co_firstlineno + 1:
            return frame
        if frame.f_code in CALLERS:
            return None
        frame = frame.f_back
    return None


def running_entries(frame):
    """A running stack; inside a message handler the frames of the error, already left, lie on top of the rest."""
    error = current_state().error_traceback
    failed = None if error is None else error.__traceback__
    while frame is not None:
        if failed is not None and frame is failed.tb_frame:
            yield from failed_entries(failed.tb_next)
        if frame.f_code is DRIVER and (body := frame.f_locals["generator"].gi_frame) is not None \
                and frame.f_locals["generator"].gi_suspended:
            yield body, body.f_lineno, body.f_lasti
        yield frame, frame.f_lineno, frame.f_lasti
        frame = None if is_base(frame) else frame.f_back


def failed_entries(traceback):
    """The frames of an exception's traceback, innermost first."""
    entries = []
    while traceback is not None:
        entries.append(traceback)
        traceback = traceback.tb_next
    for entry in reversed(entries):
        yield entry.tb_frame, entry.tb_lineno, entry.tb_lasti


def stack_levels(frame):
    """The levels of a running stack from *frame* outwards."""
    yield from assembled(running_entries(frame))


def error_levels(traceback):
    """The levels of an exception's traceback as far as it has come, innermost first."""
    return assembled(failed_entries(traceback))


def traceback_levels(traceback) -> list:
    """All levels of an error that nobody has caught."""
    return [*error_levels(traceback), *(host_levels() if running_coroutine(current_state()) is None else ())]


def current_levels(_=None):
    """The levels of the calling code; the first is the library function that asks (level 0)."""
    levels = stack_levels(sys._getframe(1))
    return levels if running_coroutine(current_state()) is not None else chain(levels, _HOST)


def level_at(levels, number: int):
    """(level, the one that called it) at a number of a sequence of levels; None for what does not exist."""
    if number < 0:
        return None, None
    pair = list(islice(levels, number, number + 2))
    return (pair + [None, None])[:2]
