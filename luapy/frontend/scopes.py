"""Functions, blocks, local variables, labels: what Lua's compiler knows while it reads.

Only what can make it refuse a text: limits, jumps, the registers in use.
"""

from __future__ import annotations

from luapy.dialect import Dialect

from .reader import Reader

MAX_LOCALS = 200
# The kind of a local that 5.4 folds at compile time.
CONSTANT = "constant"


class Limits:
    """What a dialect allows: upvalues, registers, levels of nesting (at the top of a script)."""

    def __init__(self, dialect: Dialect):
        old = dialect.number == (5, 1)
        self.upvalues = 60 if old else 255
        self.registers = 255 if dialect.number >= (5, 3) else 250
        # 5.4 keeps no constants as operands of arithmetic while the other operand is read.
        self.late_operands = dialect.number >= (5, 4)
        self.levels = {"5.4": 197, "luajit": 199}.get(dialect.name, 198)


class Var:
    """A local variable.

    kind: const, close, constant (folded at compile time; reg is then the kind of its value) or None;
    reg: its register; top: registers used up to it.
    """

    __slots__ = ("name", "kind", "reg", "top")

    def __init__(self, name: str):
        self.name = name
        self.kind = None
        self.reg = None
        self.top = 0


class Block:
    """A scope. active: the locals around it; first_label, first_goto: where its own begin in the lists of `jumps`."""

    __slots__ = ("previous", "is_loop", "active", "first_label", "first_goto")


class FunctionState:
    """A function being compiled."""

    def __init__(self, parent, line: int, reader: Reader, limits: Limits):
        self.parent = parent
        self.line = line
        self.reader = reader
        self.limits = limits
        self.is_vararg = False
        self.block = None
        self.active: list[Var] = []
        self.pending: list[Var] = []
        self.by_name: dict[str, list[Var]] = {}
        self.upvalues: dict[str, Var] = {}
        self.free = 0
        self.first_label = 0

    # Limits -----------------------------------------------------------------
    def limit(self, count: int, limit: int, what: str) -> None:
        """Raise if *count* is over *limit*."""
        if count <= limit:
            return
        where = f"function at line {self.line}" if self.line else "main function"
        if self.reader.dialect.number == (5, 1):
            self.reader.fail(f"{where} has more than {limit} {what}")
        self.reader.syntax_error(f"too many {what} (limit is {limit}) in {where}")

    def check_stack(self, count: int) -> None:
        """Raise unless there is room for *count* more registers."""
        # The last one is never used.
        if self.free + count >= self.limits.registers:
            late = self.reader.dialect.number >= (5, 3)
            what = "needs too many registers" if late else "too complex"
            self.reader.syntax_error(f"function or expression {what}")

    def reserve(self, count: int) -> None:
        self.check_stack(count)
        self.free += count

    # Variables --------------------------------------------------------------
    def declare(self, name: str) -> Var:
        """A new local, not yet in scope."""
        self.limit(len(self.active) + len(self.pending) + 1, MAX_LOCALS, "local variables")
        var = Var(name)
        self.pending.append(var)
        return var

    def activate(self, count: int) -> None:
        """Bring the first *count* declared locals into scope."""
        for var in self.pending[:count]:
            top = self.top()
            if var.kind != CONSTANT:
                var.reg = top
                top += 1
            var.top = top
            self.active.append(var)
            self.by_name.setdefault(var.name, []).append(var)
        del self.pending[:count]

    def top(self) -> int:
        """How many registers the locals in scope take."""
        return self.active[-1].top if self.active else 0

    def drop(self, count: int) -> None:
        """End the scope of all locals but the first *count*."""
        while len(self.active) > count:
            self.by_name[self.active.pop().name].pop()

    def find(self, name: str):
        """("local", Var), ("upvalue", Var) or None for a global; makes upvalues as it goes."""
        stack = self.by_name.get(name)
        if stack:
            return "local", stack[-1]
        if name in self.upvalues:
            return "upvalue", self.upvalues[name]
        if self.parent is None:
            return None
        found = self.parent.find(name)
        if found is None or found[1].kind == CONSTANT:
            return found
        self.limit(len(self.upvalues) + 1, self.limits.upvalues, "upvalues")
        self.upvalues[name] = found[1]
        return "upvalue", found[1]
