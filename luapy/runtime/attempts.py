"""Metamethods and tried statements.

Translated code tries a statement with Python's own operations and does it again by calls of the
runtime if one of them fails (see luapy.translator.attempts).  A metamethod that Python reaches
in the middle of it, by a missing attribute or a comparison, would then be called twice.  So
`refuse_in_attempt` has a metamethod called at once only where nothing after it can fail;
elsewhere it raises `Refused`, and the statement's other translation calls the metamethod.
"""

from __future__ import annotations

import sys
from time import perf_counter

from luapy.runtime.positions import position_of

# Code objects whose places are remembered.
_CACHE_SIZE = 5000
# By identity, since hashing a code object is slow: id -> (code, two sets of offsets).
_unsafe: dict = {}
# The functions of the runtime between translated code and a metamethod, by the identity of their code.
_between: set = set()
# So many failures in so many seconds cost more than looking first would.
_MANY_FAILURES = 16
_SHORT_TIME = 16 * 15e-6
_FALLIBLE = ("LOAD_ATTR", "LOAD_METHOD", "STORE_ATTR", "BINARY_", "STORE_SUBSCR", "COMPARE_OP", "UNARY_NEGATIVE", "CALL")


class Refused(AttributeError):
    """A metamethod is not called here: the statement's other translation does it."""


def is_failed_call(error) -> bool:
    """Whether an error of a tried statement's own is that something cannot be called: its arguments are evaluated."""
    return error.__traceback__.tb_next is None and str(error).endswith("object is not callable")


def is_late(error, places) -> bool:
    """Whether an error of a tried statement's own comes from one of the places where calls have been made before."""
    traceback = error.__traceback__
    if traceback.tb_next is not None:
        return False
    return position_of(traceback.tb_frame.f_code, traceback.tb_lasti) in places


def note_failure(error: Exception, *flags: str | tuple) -> None:
    """A tried statement has failed; if that is because of an element that is not there, and often, it shall look first.

    flags: the globals of the translated code that say so: "absent_1" for what it reads, "grows_2" for what it stores,
    and ("absent_3", position) for each of several reads, behind the one for all.
    """
    if error.__class__ is not IndexError:
        return
    now = perf_counter()
    kind = "grows_" if str(error).startswith("list assignment") else "absent_"
    names = sys._getframe(1).f_globals
    failures = names.setdefault("failures", {})
    for flag in flags:
        if flag.__class__ is str and flag.startswith(kind):
            count, start = failures.get(flag, (0, now))
            if count == _MANY_FAILURES:
                names[flag] = now - start < _SHORT_TIME
                count, start = 0, now
                if kind == "absent_":
                    _note_read(names, error.__traceback__, [flag for flag in flags if flag.__class__ is tuple])
            failures[flag] = (count + 1, start)


def _note_read(names, traceback, flags):
    """Set the flag of the read that has failed; those of all where CPython does not tell which one."""
    place = position_of(traceback.tb_frame.f_code, traceback.tb_lasti)
    for flag in [flag for flag in flags if flag[1:] == place] or flags:
        names[flag[0]] = True


def refuse_in_attempt(failing=False) -> None:
    """Raise Refused if translated code, which a metamethod is about to be called for, may fail and be done again.

    failing: there is no metamethod, so that the operation fails; perhaps only Python's way of doing the statement
    has it, as the comparison of a key with the bounds of a list.
    """
    frame = sys._getframe(1)
    if not _between:
        _between.update(_codes_between())
    code = frame.f_code
    while id(code) in _between:
        frame = frame.f_back
        code = frame.f_code
    entry = _unsafe.get(id(code))
    if entry is None:
        if len(_unsafe) >= _CACHE_SIZE:
            _unsafe.clear()
        entry = _unsafe[id(code)] = (code, *_unsafe_offsets(code))
    if frame.f_lasti in entry[2 if failing else 1]:
        raise Refused


def _codes_between():
    from luapy.runtime import metatables, methods, operators, table, values
    functions = [metatables.index_missing, metatables.index_chain, metatables._read_from_weak, operators._equal,
                 operators.compare_metamethod, operators.equal_metamethod, operators.sparse_element, operators.absent_field,
                 operators._element_by_chain, metatables._missing,
                 metatables._missing_field, methods.binder("f_"),
                 methods.late_entries("f_", None, None)["b_"].fget]
    for cls in (table.Table, metatables.IndexedTable, metatables._WeakField, values.Userdata):
        functions += [vars(cls)[name] for name in ("__get__", "__getattr__", "__lt__", "__gt__", "__le__", "__ge__", "__eq__")
                      if name in vars(cls)]
    return {id(function.__code__) for function in functions if hasattr(function, "__code__")}


def _owners(instructions, start, end):
    """The offsets of a span, with those of the instructions that they belong to."""
    owner = start
    for offset in range(start, end, 2):
        owner = offset if offset in instructions else owner
        yield offset, owner


def _unsafe_offsets(code) -> tuple:
    """The offsets of instructions in tried statements after which something may fail, and those of all of them.

    Without those that follow calls: what they raise is passed on, so that they are not done again (see `is_late`).
    """
    if "RAW_ERRORS" not in code.co_names:
        return frozenset(), frozenset()
    import dis
    instructions = {instruction.offset: instruction for instruction in dis.get_instructions(code)}
    regions: dict = {}
    for entry in dis._parse_exception_table(code):
        if _catches_raw_errors(instructions, entry.target):
            regions.setdefault(entry.target, []).append((entry.start, entry.end))
    unsafe: set = set()
    tried: set = set()
    owners: dict = {}
    late = set().union(*_late_places(instructions.values()))
    for spans in regions.values():
        # a frame that waits for a call of a Python function stands in the call's cache entries
        offsets = {offset: owner for start, end in spans for offset, owner in _owners(instructions, start, end)}
        fallible = [owner for owner in offsets.values() if _is_fallible(instructions[owner])]
        unsafe.update(offset for offset, owner in offsets.items() if fallible and owner < fallible[-1])
        tried.update(offsets)
        owners.update(offsets)
    after_calls = {offset for offset in tried if _place(instructions[owners[offset]]) in late}
    return frozenset(unsafe - after_calls), frozenset(tried - after_calls)


def _late_places(instructions):
    """The arguments of the calls of `is_late` in a function's code."""
    called = False
    for instruction in instructions:
        if instruction.argval == "is_late":
            called = True
        elif called and instruction.opname == "LOAD_CONST":
            called = False
            yield instruction.argval


def _place(instruction) -> tuple:
    """The position of an instruction as `is_late` takes it."""
    at = instruction.positions
    return at.lineno, at.col_offset, at.end_lineno, at.end_col_offset


def _catches_raw_errors(instructions, target) -> bool:
    """Whether a handler begins with ``except RAW_ERRORS``."""
    following = [instructions[offset] for offset in range(target, target + 8, 2) if offset in instructions]
    return any(instruction.opname == "LOAD_GLOBAL" and instruction.argval == "RAW_ERRORS" for instruction in following)


def _is_fallible(instruction) -> bool:
    return instruction.opname.startswith(_FALLIBLE) and instruction.argval != "__class__"
