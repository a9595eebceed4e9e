"""The local variables of running functions (lua_getlocal, lua_setlocal)."""

from __future__ import annotations

from luapy.debug.cpython import set_local
from luapy.debug.functions import Facts, is_stripped
from luapy.runtime.constructors import new_arg_table
from luapy.runtime.state import current_state
from luapy.runtime.values import ABSENT, first

# So many registers has any function of Lua; between two instructions debug.getlocal shows them all.
REGISTERS = 2


def parameter_name(facts: Facts, number: int) -> str | None:
    """The name of a parameter of a function that does not run."""
    return facts.variables[number - 1][1] if 0 < number <= facts.nparams else None


def get_local(level, number: int):
    """(name, value) of a variable of a level, None if there is none of that number."""
    place = _place(level, number)
    return None if place is None else (place.name, place.get())


def set_local_at(level, number: int, value) -> str | None:
    """Store to a variable of a level; returns its name."""
    place = _place(level, number)
    if place is None:
        return None
    place.set(value)
    return place.name


def _frame_of(level, python):
    """The frame that has a variable of a level: that of a block, or the function's own."""
    for block in level.blocks:
        code = block.f_code
        if python in code.co_varnames or python in code.co_cellvars:
            return block
    return level.frame


class _Variable:
    """A local variable of a Python frame."""

    def __init__(self, frame, name, python, boxed):
        self.frame = frame
        self.name = name
        self.python = python
        self.boxed = boxed

    def get(self):
        if self.python == "":  # the arg of 5.1, which the function does not use
            return new_arg_table(self.frame.f_locals["varargs"])
        value = first(self.frame.f_locals.get(self.python))  # a temporary may hold several
        return value[0] if self.boxed and value.__class__ is list else value

    def set(self, value):
        if self.boxed:
            self.frame.f_locals[self.python][0] = value
        elif self.python:
            set_local(self.frame, self.python, value)


class _Element:
    """One of the values that a frame has in a tuple: varargs."""

    def __init__(self, frame, name, python, place):
        self.frame = frame
        self.name = name
        self.python = python
        self.place = place

    def get(self):
        return self.frame.f_locals[self.python][self.place]

    def set(self, value):
        values = list(self.frame.f_locals[self.python])
        values[self.place] = value
        set_local(self.frame, self.python, tuple(values))


def _place(level, number):
    if level.frame is None:
        return None
    if level.chunk is None:
        return _argument(level, number)
    facts = level.facts
    if facts is None:
        return None
    if number < 0:
        return _vararg(level, facts, -number)
    active = active_variables(level, facts)
    if 0 < number <= len(active):
        python, name, boxed = active[number - 1]
        if is_stripped(level.chunk):
            name = temporary()
        control, _, place = (python or "").partition(".")
        if place:
            return _Element(_frame_of(level, control), name, control, int(place))
        return _Variable(_frame_of(level, python), name, python, boxed)
    found = live_temporaries(level.frame) if number > len(active) else ()
    if number <= len(active) + len(found):
        return _Variable(level.frame, temporary(), found[number - len(active) - 1], False)
    if level.interrupted == "hook" and number <= REGISTERS:
        return _Variable(level.frame, temporary(), None, False)
    return None


def live_temporaries(frame) -> list:
    """The variables in which a frame keeps operands and callees while it makes a call, in the order of evaluation.

    Such a variable is in use if what comes next in the code reads it before it stores it.
    """
    import dis
    import re
    first_use: dict = {}
    for instruction in dis.get_instructions(frame.f_code):
        if instruction.offset > frame.f_lasti and instruction.opcode in dis.haslocal:
            names = instruction.argval if instruction.argval.__class__ is tuple else (instruction.argval,)
            for name, use in zip(names, re.findall("LOAD|STORE|DELETE", instruction.opname), strict=True):
                first_use.setdefault(name, use)
    return sorted((name for name, use in first_use.items() if use == "LOAD" and re.fullmatch(r"c_\d+", name)),
                  key=lambda name: int(name[2:]))


def transferred_arguments(level) -> tuple:
    """What a call hook is told of: the values of parameters, of library functions all arguments."""
    count = 0 if level.chunk is None else level.facts.nparams
    values = []
    while level.chunk is None or len(values) < count:
        place = _place(level, len(values) + 1)
        if place is None:
            break
        values.append(place.get())
    return tuple(values)


def transferred_results(level, result) -> tuple:
    """(number of the first, values) of what a return hook is told of: as if they were locals above the others."""
    values = result if result.__class__ is tuple else (result,)
    if level.chunk is None:
        return len(transferred_arguments(level)) + 1, values
    return len(active_variables(level, level.facts)) + 1, values


def active_variables(level, facts) -> list:
    """(Python name, name, boxed) of the variables that are active at a level, in the order of their registers."""
    line, col, _, _ = level.position
    here = (line or level.frame.f_lineno, col or 0)
    return [variable[:3] for variable in facts.variables
            if variable[3] is None or variable[3] <= here < variable[4]]


def _vararg(level, facts, number):
    values = level.frame.f_locals.get("varargs")
    dialect = current_state().dialect
    if not facts.is_vararg or values is None or number > len(values) or dialect.name == "5.1":
        return None
    return _Element(level.frame, "(vararg)" if dialect.number >= (5, 4) else "(*vararg)", "varargs", number - 1)


def temporary(kind="") -> str:
    """The name of values that are no variables."""
    return f"({kind}temporary)" if current_state().dialect.number >= (5, 4) else "(*temporary)"


def _argument(level, number):
    """The arguments of a library function are its only values that can be seen."""
    code, values = level.code, level.frame.f_locals
    names = code.co_varnames[:code.co_argcount]
    name = temporary("C ")
    places = [_Variable(level.frame, name, python, False) for python in names
              if python != "self" and values.get(python, ABSENT) is not ABSENT]
    if code.co_flags & 4:
        python = code.co_varnames[code.co_argcount + code.co_kwonlyargcount]
        places += [_Element(level.frame, name, python, place) for place in range(len(values.get(python) or ()))]
    return places[number - 1] if 0 < number <= len(places) else None
