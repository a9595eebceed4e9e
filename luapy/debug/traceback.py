"""debug.traceback: the stack as text (luaL_traceback), as each version writes it."""

from __future__ import annotations

from luapy.debug.functions import source_name
from luapy.debug.names import GlobalNames, called_name
from luapy.runtime.messages import address
from luapy.runtime.state import current_state


def traceback_text(levels: list, message: str | None = None, start: int = 0) -> str:
    """The text for the levels from number *start* on, innermost first."""
    dialect = current_state().dialect
    lines = [] if message is None else [message]
    lines.append("stack traceback:")
    shown, skipped = _selection(len(levels), start, dialect)
    describe = _DESCRIPTIONS[dialect.name]
    names = GlobalNames()
    for number in shown:
        if number is None:
            lines.append(f"\t...\t(skipping {skipped} levels)" if dialect.number >= (5, 4) else "\t...")
            continue
        level = levels[number]
        caller = levels[number + 1] if number + 1 < len(levels) else None
        lines.append(f"\t{_place(level)}{describe(level, caller, names)}")
        if level.tail and dialect.number >= (5, 2):
            lines.append("\t(...tail calls...)")
    return "\n".join(lines)


def _selection(count, start, dialect) -> tuple:
    """(numbers of the levels to show, None standing for a gap; how many 5.4 says it has skipped)."""
    last = count - 1
    start = max(start, 0)
    everything = list(range(start, count))
    if dialect.number >= (5, 3):
        if last - start <= 21:
            return everything, 0
        return [*everything[:10], None, *everything[-11:]], last - start - 21
    if dialect.number == (5, 2):
        if last <= 22 or start > 11:
            return everything, 0
        return [*range(start, 11), None, *range(last - 10, count)], 0
    first = max(start, 12)
    if first + 11 > last:
        return everything, 0
    return [*range(start, first), None, *range(count - 10, count)], 0


def _place(level):
    if level.is_lost:
        return "(tail call):"
    if level.chunk is None:
        return "[C]:"
    return f"{source_name(level.chunk)}:" + (f"{level.line}:" if level.line > 0 else "")


def _function_place(level):
    return f"function <{source_name(level.chunk)}:{level.chunk.lua_line(level.code, level.code.co_firstlineno, None)}>"


def _describe(level, caller, names):
    """5.3 and 5.4: the global name first, then the name that the caller uses."""
    name = names.of(level.function)
    if name:
        return f" in function '{name}'"
    what, name = called_name(level, caller)
    if what:
        return f" in {what} '{name}'"
    if level.is_main:
        return " in main chunk"
    return " in ?" if level.chunk is None else " in " + _function_place(level)


def _describe_by_call(level, caller):
    """Before 5.3: the name that the caller uses, or that it is the main chunk; else None."""
    what, name = called_name(level, caller)
    if what:
        return f" in function '{name}'"
    return " in main chunk" if level.is_main else None


def _describe_52(level, caller, names):
    described = _describe_by_call(level, caller)
    if described or level.chunk is not None:
        return described or " in " + _function_place(level)
    name = names.of(level.function)
    return f" in function '{name}'" if name else " in ?"


def _describe_51(level, caller, _):
    return _describe_by_call(level, caller) or (" ?" if level.chunk is None else " in " + _function_place(level))


def _describe_jit(level, caller, _):
    return _describe_by_call(level, caller) or (
        f" at {address(level.function)}" if level.chunk is None else " in " + _function_place(level))


_DESCRIPTIONS = {
    "5.1": _describe_51, "luajit": _describe_jit, "5.2": _describe_52, "5.3": _describe, "5.4": _describe,
}
