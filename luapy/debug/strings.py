"""The string that translated code is indexing, where only its frame can tell."""

from __future__ import annotations

import dis


def indexed_string(frame) -> str:
    """The string for whose field translated code asks ``S`` (`Tables.guarded_field`): the operand of the test before it.

    The test is ``v.__class__ is str`` with a variable, a constant or a temporary ``(t := ...)``: the instruction in front of
    the attribute names it. "" if the code has another form.
    """
    before = operand = None
    for instruction in dis.get_instructions(frame.f_code):
        if instruction.offset >= frame.f_lasti:
            break
        if instruction.opname == "LOAD_ATTR" and instruction.argval == "__class__":
            operand = before
        if instruction.opname not in _INVISIBLE:
            before = instruction
    if operand is None:
        return ""
    value = operand.argval if operand.opname == "LOAD_CONST" else frame.f_locals.get(operand.argval)
    return value if value.__class__ is str else ""


_INVISIBLE = frozenset(("CACHE", "EXTENDED_ARG", "NOP", "RESUME"))
