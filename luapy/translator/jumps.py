"""break, goto and labels (manual 3.3.4).

Python has loops, break and continue, so:

* a label at the end of a loop's body is reached by ``continue``;
* a label at the end of another block: the block is the body of a ``while True`` that
  ends with ``break``, which is also the jump;
* other labels cut their block into segments inside a ``while True``, where the
  variable label_N says with which segment to go on.

A jump out of several Python loops sets the variable ``jump`` and leaves them one by
one, each followed by a test of it.
"""

from __future__ import annotations

import ast

from luapy.analysis.scopes import gotos
from luapy.frontend import nodes as lua
from luapy.translator import python as py


class PythonLoop:
    """A Python loop under construction.

    breaks: it is a Lua loop, which ``break`` leaves; continue_labels: labels that its ``continue`` reaches;
    break_labels: labels right behind it; segments: label -> number of its segment; state: the variable that
    holds the number; pending: jumps from inside it to targets outside.
    """

    def __init__(self, breaks=False):
        self.breaks = breaks
        self.continue_labels: set = set()
        self.break_labels: set = set()
        self.segments: dict = {}
        self.state = None
        self.pending: list = []


class Jumps:
    def stat_Label(self, stat):
        raise AssertionError("labels belong to their block")

    def stat_Break(self, stat):
        at = self.at(stat)
        for level in range(len(self.loops) - 1, -1, -1):
            if self.loops[level].breaks:
                self.jump(level, ast.Break, at)
                return

    def stat_Goto(self, stat):
        at, label = self.at(stat), stat.label
        for level in range(len(self.loops) - 1, -1, -1):
            loop = self.loops[level]
            if label in loop.continue_labels:
                self.jump(level, ast.Continue, at)
                return
            if label in loop.break_labels:
                self.jump(level, ast.Break, at)
                return
            if label in loop.segments:
                number = py.const(loop.segments[label], at)
                self.out.append(py.assign(py.store(loop.state, at), number, at))
                self.jump(level, ast.Continue, at)
                return
        raise AssertionError(f"label {label!r} was not checked")

    def jump(self, level, action, at):
        """``break`` or ``continue`` of the Python loop at a level of self.loops."""
        if level == len(self.loops) - 1:
            self.out.append(action(**at))
            return
        self.jumps += 1
        code = self.jumps
        self.loops[-1].pending.append((code, self.loops[level], action))
        self.out.append(py.assign(py.store("jump", at), py.const(code, at), at))
        self.out.append(ast.Break(**at))

    def add_loop(self, loop, node, at):
        """Add a finished loop (already popped), and what its pending jumps need around it."""
        if loop.pending:
            self.out.append(py.assign(py.store("jump", at), py.const(0, at), at))
        self.out.append(node)
        for code, target, action in loop.pending:
            saved, self.out = self.out, []
            self.jump(self.loops.index(target), action, at)
            body, self.out = self.out, saved
            test = ast.Compare(py.load("jump", at), [ast.Eq()], [py.const(code, at)], **at)
            self.out.append(ast.If(test, body, [], **at))

    def labelled_statements(self, stats):
        """A block with labels."""
        wanted = set()
        for stat in stats:
            wanted |= gotos(stat)
        labels = [position for position, stat in enumerate(stats) if type(stat) is lua.Label and stat.name in wanted]
        if not labels:
            self.plain_statements(stats)
        elif self.only_trailing(stats, labels):
            self.block_left_by_break(stats, labels)
        else:
            self.segmented_block(stats, labels)

    def only_trailing(self, stats, labels) -> bool:
        """Whether all labels stand at the end of the block."""
        return all(type(stat) is lua.Label for stat in stats[labels[0]:])

    def block_left_by_break(self, stats, labels):
        at = self.at(stats[labels[0]])
        self.loops.append(loop := PythonLoop())
        loop.break_labels = {stats[position].name for position in labels}
        saved, self.out = self.out, []
        self.plain_statements(stats[:labels[0]])
        self.out.append(ast.Break(**at))
        body, self.out = self.out, saved
        self.loops.pop()
        self.add_loop(loop, ast.While(py.const(True, at), body, [], **at), at)

    def segmented_block(self, stats, labels):
        at = self.at(stats[labels[0]])
        self.labels += 1
        self.loops.append(loop := PythonLoop())
        loop.state = self.fresh_name(f"label_{self.labels}")
        loop.segments = {stats[position].name: number for number, position in enumerate(labels, 1)}
        bounds = [0, *labels, len(stats)]
        body = []
        indexed = self.indexed
        for number in range(len(bounds) - 1):
            self.indexed = set(indexed)
            saved, self.out = self.out, []
            self.plain_statements(stats[bounds[number]:bounds[number + 1]])
            segment, self.out = self.out, saved
            if number < len(bounds) - 2 and segment:
                test = ast.Compare(py.load(loop.state, at), [ast.LtE()], [py.const(number, at)], **at)
                segment = [ast.If(test, segment, [], **at)]
            body += segment
        body.append(ast.Break(**at))
        self.loops.pop()
        self.out.append(py.assign(py.store(loop.state, at), py.const(0, at), at))
        self.add_loop(loop, ast.While(py.const(True, at), body, [], **at), at)
