"""Which registers an expression takes while it is compiled.

Lua refuses functions that need too many.  Every expression is an `Exp` that
says where its value is; the methods of `Registers` move it, as Lua's code
generator does, and count.
"""

from __future__ import annotations

from .scopes import FunctionState

# Where a value is. CONST: nowhere yet, needs no register. LOCAL, NONRELOC: in a register.
# RELOC: can go to any. INDEXED: a table field not yet read. CALL, VARARG: open results. JUMP: a comparison.
# COMPILED: a local whose value is known at compile time (5.4's <const>).
VOID, CONST, NUMBER, LOCAL, UPVALUE, GLOBAL, INDEXED, COMPILED, NONRELOC, RELOC, CALL, VARARG, JUMP = range(13)

OPEN = (CALL, VARARG)
ASSIGNABLE = (LOCAL, UPVALUE, GLOBAL, INDEXED, COMPILED)
_CONSTANT = (CONST, NUMBER)
# Items of a constructor are stored in groups of so many.
FIELDS_PER_FLUSH = 50


class Exp:
    """An expression. reg: its register or its table's; key: the register of an index, or None;
    jumps: whether and, or or not left jumps open; var: the Var of a local or upvalue."""

    __slots__ = ("kind", "reg", "key", "jumps", "var")

    def __init__(self, kind: int, reg: int | None = None, key: int | None = None, var=None):
        self.kind = kind
        self.reg = reg
        self.key = key
        self.jumps = False
        self.var = var

    def set(self, kind: int, reg: int | None = None) -> None:
        self.kind = kind
        self.reg = reg
        self.key = None


class Registers:
    """The moves on the expressions of one function."""

    def __init__(self, func: FunctionState):
        self.func = func

    def release(self, reg: int | None) -> None:
        """Give back a register, unless a local lives there."""
        func = self.func
        if reg is not None and func.top() <= reg == func.free - 1:
            func.free -= 1

    def free(self, e: Exp) -> None:
        if e.kind == NONRELOC:
            self.release(e.reg)

    def free_both(self, a: Exp, b: Exp) -> None:
        """The higher register goes first."""
        first = a.reg if a.kind == NONRELOC else -1
        second = b.reg if b.kind == NONRELOC else -1
        for e in (a, b) if first > second else (b, a):
            self.free(e)

    def discharge(self, e: Exp) -> None:
        """Turn a variable or call into a value."""
        kind = e.kind
        if kind == LOCAL:
            e.kind = NONRELOC
        elif kind == INDEXED:
            for reg in sorted((r for r in (e.reg, e.key) if r is not None), reverse=True):
                self.release(reg)
            e.set(RELOC)
        elif kind in (UPVALUE, GLOBAL, VARARG):
            e.set(RELOC)
        elif kind == CALL:
            e.kind = NONRELOC
        elif kind == COMPILED:
            e.kind = e.var.reg

    def next_register(self, e: Exp) -> None:
        self.discharge(e)
        self.free(e)
        self.func.reserve(1)
        e.set(NONRELOC, self.func.free - 1)
        e.jumps = False

    def any_register(self, e: Exp) -> None:
        self.discharge(e)
        if e.kind == NONRELOC:
            if not e.jumps:
                return
            if e.reg >= self.func.top():
                e.jumps = False
                return
        self.next_register(e)

    def any_register_or_upvalue(self, e: Exp) -> None:
        if e.kind != UPVALUE or e.jumps:
            self.any_register(e)

    def value(self, e: Exp) -> None:
        if e.jumps:
            self.any_register(e)
        else:
            self.discharge(e)

    def operand(self, e: Exp) -> None:
        """A register or a constant."""
        self.value(e)
        if e.kind not in _CONSTANT:
            self.any_register(e)

    def condition(self, e: Exp) -> None:
        """Jump on the value of *e*."""
        self.discharge(e)
        if e.kind not in (JUMP, *_CONSTANT):
            self.any_register_of_condition(e)
            self.free(e)
        e.jumps = True

    def any_register_of_condition(self, e: Exp) -> None:
        if e.kind != NONRELOC:
            self.func.reserve(1)
            e.set(NONRELOC, self.func.free - 1)

    def indexed(self, table: Exp, key: Exp) -> None:
        """Make *table* the place ``table[key]``."""
        self.operand(key)
        table.key = key.reg if key.kind == NONRELOC else None
        if table.kind == UPVALUE:
            table.reg = None
        table.kind = INDEXED
        table.var = None

    def method(self, e: Exp) -> None:
        """``e:name``: the function and the object."""
        self.any_register(e)
        self.free(e)
        base = self.func.free
        self.func.reserve(2)
        e.set(NONRELOC, base)

    # Operators --------------------------------------------------------------
    def unary(self, op: str, e: Exp) -> None:
        self.discharge(e)
        if op == "not":
            if e.kind in _CONSTANT or e.kind == JUMP:
                e.kind = CONST if e.kind in _CONSTANT else JUMP
                return
        elif op in "-~" and e.kind == NUMBER and not e.jumps:
            return
        self.any_register(e)
        self.free(e)
        e.set(RELOC)

    def infix(self, op: str, e: Exp) -> None:
        """Prepare the first operand, before the second is read."""
        self.discharge(e)
        if op in ("and", "or"):
            self.condition(e)
        elif op == "..":
            self.next_register(e)
        elif e.kind == NUMBER and not e.jumps:
            return
        elif self.func.limits.late_operands and op not in ("==", "~="):
            self.any_register(e)
        else:
            self.operand(e)

    def postfix(self, op: str, a: Exp, b: Exp) -> None:
        """Apply *op*: the result is in *a*."""
        if op in ("and", "or"):
            self.discharge(b)
            a.kind, a.reg, a.key, a.var = b.kind, b.reg, b.key, None
            a.jumps = True
            return
        if op == "..":
            self.value(b)
            self.next_register(b)
            self.free(b)
            self.free(a)
            a.set(RELOC)
            return
        compares = op in ("==", "~=", "<", "<=", ">", ">=")
        if not compares and a.kind == b.kind == NUMBER and not (a.jumps or b.jumps):
            return
        self.operand(b)
        self.operand(a)
        self.free_both(a, b)
        a.set(JUMP if compares else RELOC)
        a.jumps = False
