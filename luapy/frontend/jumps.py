"""break, goto and labels: which jumps a dialect refuses, and when it notices."""

from __future__ import annotations

from luapy.dialect import Dialect

from .reader import Reader
from .scopes import Block, FunctionState


class Jump:
    """A label, or a goto (or break) that still looks for its label. active: number of locals in scope."""

    __slots__ = ("name", "line", "active")

    def __init__(self, name: str, line: int, active: int):
        self.name = name
        self.line = line
        self.active = active


class Jumps:
    """What 5.2 and 5.3 do: a goto looks for labels in its block, then in the ones around as they end."""

    def __init__(self, reader: Reader):
        self.reader = reader
        self.labels: list[Jump] = []
        self.gotos: list[Jump] = []

    # Scopes -----------------------------------------------------------------
    def enter(self, func: FunctionState, is_loop: bool) -> None:
        """Begin a block."""
        block = Block()
        block.previous, block.is_loop = func.block, is_loop
        block.active = len(func.active)
        block.first_label, block.first_goto = len(self.labels), len(self.gotos)
        func.block = block

    def leave(self, func: FunctionState) -> None:
        """End the innermost block; raises for jumps that found no label."""
        block = func.block
        if block.is_loop:
            self._resolve(func, Jump("break", 0, len(func.active)))
        func.block = block.previous
        func.drop(block.active)
        del self.labels[block.first_label:]
        func.free = func.top()
        if block.previous:
            self._move_out(func, block)
        elif len(self.gotos) > block.first_goto:
            self._unresolved(self.gotos[block.first_goto])

    def _move_out(self, func: FunctionState, block: Block) -> None:
        """Pending jumps leave *block*: its locals no longer count, labels around it may match."""
        pending = self.gotos[block.first_goto:]
        del self.gotos[block.first_goto:]
        for goto in pending:
            goto.active = min(goto.active, block.active)
            label = self._find(func, goto.name)
            if label is None:
                self.gotos.append(goto)
            else:
                self._close(func, goto, label)

    def _unresolved(self, goto: Jump):
        if goto.name == "break":
            self.reader.fail(f"<break> at line {goto.line} not inside a loop")
        self.reader.fail(f"no visible label '{goto.name}' for <goto> at line {goto.line}")

    # Statements -------------------------------------------------------------
    def break_(self, func: FunctionState, line: int) -> None:
        """A break statement (its word consumed)."""
        self.gotos.append(Jump("break", line, len(func.active)))

    def goto(self, func: FunctionState, name: str, line: int) -> None:
        """A goto statement."""
        jump = Jump(name, line, len(func.active))
        label = self._find(func, name)
        if label is None:
            self.gotos.append(jump)
        else:
            self._close(func, jump, label)

    def _find(self, func: FunctionState, name: str) -> Jump | None:
        return next((label for label in self.labels[func.block.first_label:] if label.name == name), None)

    def _close(self, func: FunctionState, goto: Jump, label: Jump) -> None:
        if goto.active < label.active:
            name = func.active[goto.active].name
            self.reader.fail(f"<goto {goto.name}> at line {goto.line} jumps into the scope of local '{name}'")

    def check_new(self, func: FunctionState, name: str) -> None:
        """Raise if there is a visible label of that name."""
        label = self._find(func, name)
        if label is not None:
            self.reader.fail(f"label '{name}' already defined on line {label.line}")

    def add(self, func: FunctionState, name: str, line: int) -> Jump:
        """A new label, which pending jumps do not know yet."""
        label = Jump(name, line, len(func.active))
        self.labels.append(label)
        return label

    def resolve(self, func: FunctionState, label: Jump, last: bool) -> None:
        """Let pending jumps find *label*; last: it ends its block, where the locals are as good as gone."""
        if last:
            label.active = func.block.active
        self._resolve(func, label)

    def _resolve(self, func: FunctionState, label: Jump) -> None:
        first = func.block.first_goto
        pending = self.gotos[first:]
        del self.gotos[first:]
        for goto in pending:
            if goto.name != label.name:
                self.gotos.append(goto)
            else:
                self._close(func, goto, label)


class Jumps54(Jumps):
    """5.4: labels are unique in a function; jumps out of a block wait for a label further on."""

    def _find(self, func, name):
        return next((label for label in self.labels[func.first_label:] if label.name == name), None)

    def _move_out(self, func, block):
        for goto in self.gotos[block.first_goto:]:
            goto.active = min(goto.active, block.active)

    def _unresolved(self, goto):
        if goto.name == "break":
            self.reader.fail(f"break outside loop at line {goto.line}")
        super()._unresolved(goto)

    def goto(self, func, name, line):
        # Backward jumps are always fine.
        if self._find(func, name) is None:
            self.gotos.append(Jump(name, line, len(func.active)))


class JumpsJit(Jumps):
    """LuaJIT: errors name the line of the goto."""

    def _unresolved(self, goto):
        self.reader.line = goto.line
        self.reader.fail("no loop to break" if goto.name == "break" else f"undefined label '{goto.name}'")

    def _close(self, func, goto, label):
        if goto.active < label.active:
            name = func.active[goto.active].name
            self.reader.line = goto.line
            self.reader.fail(f"<goto {goto.name}> jumps into the scope of local '{name}'")

    def check_new(self, func, name):
        if self._find(func, name) is not None:
            self.reader.fail(f"duplicate label '{name}'")


class Breaks(Jumps):
    """5.1 has no goto: a break looks for its loop at once."""

    def break_(self, func, line):
        block = func.block
        while block is not None and not block.is_loop:
            block = block.previous
        if block is None:
            self.reader.syntax_error("no loop to break")


def jumps_for(reader: Reader, dialect: Dialect) -> Jumps:
    """The rules of a dialect."""
    if dialect.name == "luajit":
        return JumpsJit(reader)
    if dialect.number == (5, 1):
        return Breaks(reader)
    return Jumps54(reader) if dialect.number >= (5, 4) else Jumps(reader)
