"""Which line an error of each operation names, where that is not the line it stands on.

Lua gives an instruction the line of the last token that its compiler had read when it made the
instruction, or that of the operator.  In code on one line there is nothing to find out; this pass visits
only what spans lines.
"""

from __future__ import annotations

import re

from luapy.frontend import nodes as lua
from luapy.frontend.lexer import NEWLINE

_BEFORE_LINES = (b" ", b"\t", b"\r", b"\n", b"\v", b"\f", b"-")  # what a token may follow that is on a later line
_COMPARISONS = frozenset(("==", "~=", "<", "<=", ">", ">="))
_SPACE = re.compile(rb"(?:[ \t\r\n\v\f]|--\[(=*)\[.*?\]\1\]|--(?!\[=*\[)[^\r\n]*)*", re.DOTALL)

_FIRST = {lua.Call: "func", lua.MethodCall: "obj", lua.Index: "obj"}


def span(node) -> tuple:
    """What identifies an operation: no two have the same span."""
    return node.line, node.col, node.end_line, node.end_col


class Lines:
    """The lines of one chunk.

    operations, stores, lookups: span of the operation, of the assigned Index, of the method call -> line of its
    error; loops: span of a for statement -> (line of its preparation, line of its iterations).
    """

    def __init__(self, chunk: lua.Chunk, dialect):
        self.source = chunk.source
        self.starts: list | None = None
        self.old = dialect.number == (5, 1)    # 5.1 and LuaJIT do not keep the lines of operators
        self.jit = dialect.name == "luajit"
        self.operations: dict = {}
        self.stores: dict = {}
        self.lookups: dict = {}
        self.loops: dict = {}
        self.first_lines: dict = {}  # position of a name -> the line that calls beginning with it have
        self.block(chunk.func.body)

    # Tokens

    def offset(self, line, col) -> int:
        if self.starts is None:
            text = self.source.decode("latin-1")
            self.starts = [0] + [match.end() for match in NEWLINE.finditer(text)]
        return self.starts[line - 1] + col

    def next_token(self, line, col) -> tuple:
        """(its first byte, line, column) of the token at or after a position."""
        start = self.offset(line, col)
        end = _SPACE.match(self.source, start).end()
        if end == start:
            return self.source[end:end + 1], line, col
        newlines = [match.end() for match in NEWLINE.finditer(self.source[start:end].decode("latin-1"))]
        if newlines:
            line, col = line + len(newlines), end - start - newlines[-1]
        else:
            col += end - start
        return self.source[end:end + 1], line, col

    def line_after(self, node) -> int:
        return self.next_token(node.end_line, node.end_col)[1]

    def discharged(self, node, line) -> int:
        """The line at which the value of a node is fetched: at a parenthesis around it, if there is one."""
        token, closing, _ = self.next_token(node.end_line, node.end_col)
        return closing if token == b")" else line

    def operand_end(self, node, line, col) -> int:
        """The line on which an operand ends whose text begins at a position: with the parentheses around it."""
        if self.next_token(node.end_line, node.end_col)[0] != b")":
            return node.end_line
        end, end_col = node.end_line, node.end_col
        token, line, col = self.next_token(line, col)
        while token == b"(" and (line, col) < (node.line, node.col):
            _, end, end_col = self.next_token(end, end_col)
            end_col += 1
            token, line, col = self.next_token(line, col + 1)
        return end

    def right_end(self, node) -> int:
        """The same for the right operand of a binary operator."""
        return self.operand_end(node.right, node.op_line, node.op_col + len(node.op))

    # Statements

    def block(self, block):
        for stat in block.stats:
            if stat.line != stat.end_line:
                getattr(self, "stat_" + type(stat).__name__)(stat)

    def values(self, nodes, last):
        """An expression list: each value is fetched when the comma after it has been read."""
        for node in nodes[:-1]:
            self.expr(node, self.line_after(node))
        if nodes:
            self.expr(nodes[-1], last)

    def stat_Local(self, stat):
        self.values(stat.values, stat.end_line)

    def stat_Assign(self, stat):
        for target in stat.targets:
            self.target(target, stat.end_line)
        self.values(stat.values, stat.end_line)

    def target(self, target, line):
        if type(target) is lua.Index:
            if line != target.line or target.line != target.end_line:
                self.stores[span(target)] = line
            self.index_operands(target)
        elif line != target.line:
            self.stores[span(target)] = line

    def stat_CallStat(self, stat):
        self.expr(stat.call, stat.end_line)

    def stat_FunctionStat(self, stat):
        self.target(stat.target, stat.line)
        self.block(stat.func.body)

    def stat_LocalFunction(self, stat):
        self.block(stat.func.body)

    def stat_Return(self, stat):
        self.values(stat.values, stat.values[-1].end_line if stat.values else stat.line)
        if self.jit and len(stat.values) == 1 and type(stat.values[0]) in (lua.Call, lua.MethodCall):
            self.record(stat.values[0], stat.values[0].end_line)

    def stat_Do(self, stat):
        self.block(stat.body)

    def stat_If(self, stat):
        for test, body in zip(stat.tests, stat.bodies, strict=True):
            self.expr(test, test.end_line if self.old else self.line_after(test))
            self.block(body)
        if stat.orelse is not None:
            self.block(stat.orelse)

    def stat_While(self, stat):
        self.expr(stat.test, stat.test.end_line)
        self.block(stat.body)

    def stat_Repeat(self, stat):
        self.block(stat.body)
        self.expr(stat.test, stat.test.end_line)

    def stat_NumericFor(self, stat):
        last = stat.step or stat.stop
        for node in (stat.start, stat.stop, stat.step):
            if node is not None:
                self.expr(node, node.end_line)
        token, preparation, col = self.next_token(last.end_line, last.end_col)
        while token == b")":
            token, preparation, col = self.next_token(preparation, col + 1)
        if preparation != stat.line:
            self.loops[span(stat)] = preparation, stat.line
        self.block(stat.body)

    def stat_GenericFor(self, stat):
        self.values(stat.exprs, stat.exprs[-1].end_line)
        first = stat.exprs[0].line
        if first != stat.line:
            self.loops[span(stat)] = first, first
        self.block(stat.body)

    def stat_Goto(self, stat):
        pass

    stat_Break = stat_Label = stat_Goto

    # Expressions. line: where the value is fetched, if that is an instruction of its own.

    def expr(self, node, line):
        method = _EXPRESSIONS.get(type(node))
        if method is not None and (node.line != node.end_line or line != node.line or self.is_closed_later(node)):
            method(self, node, line)

    def is_closed_later(self, node) -> bool:
        """Whether a parenthesis around an index ends on a later line, where its value is fetched."""
        if type(node) is not lua.Index:
            return False
        end = self.offset(node.end_line, node.end_col)
        following = self.source[end:end + 1]
        return following in _BEFORE_LINES and self.discharged(node, node.line) != node.line

    def record(self, node, line):
        if line != node.line or node.line != node.end_line:
            self.operations[span(node)] = line

    def index(self, node, line):
        self.record(node, self.discharged(node, line))
        self.index_operands(node)

    def index_operands(self, node):
        self.expr(node.obj, node.obj.end_line)
        self.expr(node.key, node.key.end_line)

    def call(self, node, _):
        start = self.first_lines.get((node.line, node.col), node.line)
        self.record(node, node.op_line if self.old else start)
        if type(node) is lua.MethodCall:
            line = self.method_line(node)
            if line != node.line:
                self.lookups[span(node)] = line
            self.expr(node.obj, line)
        else:
            self.expr(node.func, node.func.end_line)
        self.values(node.args, node.end_line)

    def method_line(self, node) -> int:
        """The line of the name in ``obj:name()``."""
        token, line, col = self.next_token(node.obj.end_line, node.obj.end_col)
        while token == b")":
            token, line, col = self.next_token(line, col + 1)
        return self.next_token(line, col + 1)[1]

    def binary(self, node, _):
        if node.op == "..":
            self.concatenation(node)
            return
        spine = [node]
        while type(spine[-1].left) is lua.BinOp and spine[-1].left.op != "..":
            spine.append(spine[-1].left)
        for part in spine:  # a chain leans to the left and may be long
            self.record(part, self.right_end(part) if self.old or part.op in _COMPARISONS else part.op_line)
            self.expr(part.right, part.right.end_line)
        self.expr(spine[-1].left, spine[-1].op_line)

    def concatenation(self, node):
        """A chain is one instruction, which has the line of its last operator."""
        parts = [node]
        while type(parts[-1].right) is lua.BinOp and parts[-1].right.op == "..":
            parts.append(parts[-1].right)
        last = parts[-1]
        self.record(node, self.right_end(last) if self.old else last.op_line)
        for part in parts:
            self.expr(part.left, part.op_line)
        self.expr(last.right, last.right.end_line)

    def unary(self, node, _):
        self.record(node, self.operand_end(node.operand, node.line, node.col + 1) if self.old else node.line)
        self.expr(node.operand, node.operand.end_line)

    def logical(self, node, _):
        spine = [node]
        while type(spine[-1].left) is lua.Logical:
            spine.append(spine[-1].left)
        for part in spine:
            self.expr(part.right, part.right.end_line)
        left = spine[-1].left
        self.expr(left, self.line_after(left))

    def paren(self, node, _):
        self.expr(node.expr, node.end_line)

    def function(self, node, _):
        self.block(node.body)

    def table(self, node, _):
        for item in node.items:
            if item.key is not None:
                self.expr(item.key, item.key.end_line)
                self.expr(item.value, item.value.end_line)
            else:
                last = item is node.items[-1]
                self.look_ahead(item.value)
                line = item.value.end_line if self.jit else node.end_line if last else self.line_after(item.value)
                self.expr(item.value, line)

    def look_ahead(self, node):
        """Lua reads a token too many where an item begins with a name, and takes its line for that of calls."""
        while type(node) in (lua.Call, lua.MethodCall, lua.Index, lua.BinOp, lua.Logical):
            node = getattr(node, _FIRST.get(type(node), "left"))
        if type(node) is lua.Name:
            self.first_lines[node.line, node.col] = self.line_after(node)


_EXPRESSIONS = {
    lua.Index: Lines.index, lua.Call: Lines.call, lua.MethodCall: Lines.call, lua.BinOp: Lines.binary,
    lua.UnOp: Lines.unary, lua.Logical: Lines.logical, lua.Paren: Lines.paren, lua.Function: Lines.function,
    lua.Table: Lines.table,
}
