"""debug.traceback: the stack as text (luaL_traceback)."""

from __future__ import annotations

from luapy.debug.frames import Level
from luapy.debug.messages import called_name, global_name
from luapy.frontend.chunkname import short_src
from luapy.runtime.state import current_state

# How many levels are shown at each end of a long stack.
FIRST, LAST = 10, 11


def traceback_text(levels: list, message: str | None = None) -> str:
    """The text for a list of levels, innermost first."""
    modern = current_state().dialect.number >= (5, 2)
    lines = [] if message is None else [message]
    lines.append("stack traceback:")
    if len(levels) > FIRST + LAST + 1:
        skipped = len(levels) - FIRST - LAST
        gap = f"\t...\t(skipping {skipped} levels)" if current_state().dialect.number >= (5, 4) else "\t..."
        shown = [*levels[:FIRST], gap, *levels[-LAST:]]
    else:
        shown = levels
    for position, level in enumerate(shown):
        if level.__class__ is str:
            lines.append(level)
            continue
        place = levels.index(level)
        caller = levels[place + 1] if place + 1 < len(levels) else None
        lines.append("\t" + (_describe(level, caller) if modern else _describe_51(level, caller)))
    if modern and not current_state().running:
        lines.append("\t[C]: in ?")
    elif not modern and not current_state().running:
        lines.append("\t[C]: ?")
    return "\n".join(lines)


def _place(level):
    return "[C]:" if level.chunk is None else f"{short_src(level.chunk.name)}:{level.line}:"


def _describe(level: Level, caller):
    name = global_name(level.code) if not level.is_main else None
    if name:
        what = f"function '{name}'"
    else:
        site = caller.site if caller is not None else None
        if level.is_main:
            what = "main chunk"
        elif site is not None and site[0] == "call" and site[1] and not site[1].endswith("'?'"):
            what = site[1]
            if what.startswith("global "):
                what = "function " + what[7:]
        elif level.chunk is not None:
            what = f"function <{short_src(level.chunk.name)}:{level.code.co_firstlineno}>"
        else:
            what = "?"
    return f"{_place(level)} in {what}"


def _describe_51(level: Level, caller):
    if level.is_main:
        return f"{_place(level)} in main chunk"
    name = called_name(caller)[0] if caller is not None and caller.chunk is not None else None
    if name:
        return f"{_place(level)} in function '{name}'"
    if level.chunk is None:
        return "[C]: ?"
    return f"{_place(level)} in function <{short_src(level.chunk.name)}:{level.code.co_firstlineno}>"
