"""Python AST -> text, laid out like the Lua source: its comments, blank lines, long tables over several lines."""

from __future__ import annotations

import ast

WIDTH = 110
INDENT = "    "


class Comments:
    """The comments of a Lua source, in order, each taken once. source_lines: to see blank lines."""

    def __init__(self, comments, source_lines):
        self.pending = [(line, col, _text_lines(text)) for line, col, text in comments]
        self.source_lines = source_lines

    def before(self, line) -> list:
        """Those that begin before a line: [(line, texts), ...]."""
        taken = []
        while self.pending and self.pending[0][0] < line:
            first, _, texts = self.pending.pop(0)
            taken.append((first, texts))
        return taken

    def behind(self, line, end_line=None) -> list:
        """The texts of those on a line (or up to another one)."""
        taken = []
        while self.pending and line <= self.pending[0][0] <= (end_line or line):
            taken += self.pending.pop(0)[2]
        return taken

    def block_above(self, line) -> list | None:
        """Takes the comment block that ends right above a line; its texts, or None."""
        found = []
        expected = line - 1
        for position in range(len(self.pending) - 1, -1, -1):
            first, _, texts = self.pending[position]
            if first >= line:
                continue
            if first + len(texts) - 1 != expected or self.shares_line(first):
                break
            found.insert(0, position)
            expected = first - 1
        if not found:
            return None
        texts = [text for position in found for text in self.pending[position][2]]
        for position in reversed(found):
            del self.pending[position]
        return texts

    def shares_line(self, line) -> bool:
        """Whether there is code in front of a comment."""
        return not self.source_lines[line - 1].lstrip().startswith("--")

    def blank_above(self, line) -> bool:
        return 1 < line <= len(self.source_lines) + 1 and not self.source_lines[line - 2].strip()


def _text_lines(text):
    """The lines of a comment as Python's text, without the dashes in front."""
    lines = text.encode("latin-1").decode("utf-8", "replace").splitlines() or [""]
    if len(lines) == 1:
        return [lines[0].lstrip("-").strip() if lines[0].strip("-= ") else lines[0].strip()]
    while len(lines) > 1 and not lines[0].strip():
        lines = lines[1:]
    while len(lines) > 1 and not lines[-1].strip("- "):
        lines = lines[:-1]
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    return [lines[0].strip(), *[line[margin:].rstrip() for line in lines[1:]]]


class Printer:
    """Writes statements; `lines` is the result."""

    def __init__(self, comments: Comments):
        self.comments = comments
        self.lines: list = []
        self.last_function = None

    # Blocks

    def block(self, stats, depth, end_line=None):
        """Statements at a depth; comments up to the end of the Lua block follow."""
        for number, stat in enumerate(stats):
            self.statement(stat, depth, number == 0)
        if end_line is not None:
            self.put_comments(self.comments.before(end_line), depth)

    def statement(self, stat, depth, is_first=False):
        is_function = isinstance(stat, ast.FunctionDef)
        documentation = self.comments.block_above(stat.lineno) if is_function else None
        if documentation:
            add_docstring(stat, documentation)
        if not is_first and (is_function or not self._uses_function(stat, depth) and (
                self._after_function(depth) or self.comments.blank_above(stat.lineno))):
            self.blank()
        self.put_comments(self.comments.before(stat.lineno), depth)
        getattr(self, "print_" + type(stat).__name__, self.simple)(stat, depth)

    def _after_function(self, depth) -> bool:
        """Whether the last line printed is the end of a nested function."""
        if not self.lines or not self.lines[-1].strip():
            return False
        last = len(self.lines[-1]) - len(self.lines[-1].lstrip())
        if last <= depth * len(INDENT):
            return False
        for line in reversed(self.lines):
            if line.strip() and len(line) - len(line.lstrip()) <= depth * len(INDENT):
                return line.lstrip().startswith("def ")
        return False

    def _uses_function(self, stat, depth) -> bool:
        """Whether a statement puts the function just defined where it belongs."""
        if not isinstance(stat, (ast.Expr, ast.Assign)) or not isinstance(stat.value, (ast.Call, ast.Name)):
            return False
        if not self._after_function(depth):
            return False
        last = stat.value.args[-1] if isinstance(stat.value, ast.Call) and stat.value.args else stat.value
        return isinstance(last, ast.Name) and last.id == self.last_function

    def blank(self):
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def put_comments(self, found, depth):
        for line, texts in found:
            if self.comments.blank_above(line) and self.lines and not self.lines[-1].endswith(":"):
                self.blank()
            self.lines += [(INDENT * depth + "# " + text).rstrip() for text in texts]

    # Statements

    def simple(self, stat, depth):
        """Assignments, calls, return and the like."""
        if isinstance(stat, ast.Assign):
            head = "".join(_without_parentheses(target) + " = " for target in stat.targets)
            value = stat.value
        elif isinstance(stat, ast.Return) and stat.value is not None:
            head, value = "return ", stat.value
        elif isinstance(stat, ast.Expr):
            head, value = "", stat.value
        else:
            self.header(ast.unparse(stat), depth, stat)
            return
        if isinstance(value, ast.Constant) and isinstance(stat, ast.Expr) and value.value.__class__ is str:
            self.lines += docstring_lines(value.value, depth)
            return
        lines = self.expression(value, depth, head)
        beside = self.comments.behind(stat.lineno, max(stat.lineno, stat.end_lineno))
        self.lines += self.with_comment(lines, beside, depth)

    def with_comment(self, lines, beside, depth):
        if not beside:
            return lines
        comment = "  # " + beside[0]
        if len(beside) == 1 and len(lines[0]) + len(comment) <= WIDTH:
            return [lines[0] + comment, *lines[1:]]
        return [(INDENT * depth + "# " + text).rstrip() for text in beside] + lines

    def header(self, text, depth, stat):
        """The first line of a compound statement, or a simple one without value."""
        beside = [] if isinstance(stat, (ast.Nonlocal, ast.Global)) else self.comments.behind(stat.lineno)
        self.lines += self.with_comment([INDENT * depth + text], beside, depth)

    def print_FunctionDef(self, stat, depth):
        self.header(f"def {stat.name}({ast.unparse(stat.args)}):", depth, stat)
        self.block(stat.body, depth + 1, stat.end_lineno)
        self.last_function = stat.name

    def print_If(self, stat, depth, word="if"):
        self.header(f"{word} {ast.unparse(stat.test)}:", depth, stat)
        self.block(stat.body, depth + 1)
        if len(stat.orelse) == 1 and isinstance(stat.orelse[0], ast.If):
            self.put_comments(self.comments.before(stat.orelse[0].lineno), depth + 1)
            self.print_If(stat.orelse[0], depth, "elif")
        elif stat.orelse:
            self.lines.append(INDENT * depth + "else:")
            self.block(stat.orelse, depth + 1)

    def print_While(self, stat, depth):
        self.header(f"while {ast.unparse(stat.test)}:", depth, stat)
        self.block(stat.body, depth + 1, stat.end_lineno)

    def print_For(self, stat, depth):
        self.header(f"for {_without_parentheses(stat.target)} in {ast.unparse(stat.iter)}:", depth, stat)
        self.block(stat.body, depth + 1, stat.end_lineno)

    def print_With(self, stat, depth):
        items = ", ".join(ast.unparse(item) for item in stat.items)
        self.header(f"with {items}:", depth, stat)
        self.block(stat.body, depth + 1, stat.end_lineno)

    # Expressions

    def expression(self, node, depth, head, tail="") -> list:
        """The lines of ``head + node + tail``: broken at brackets if one line is too long or comments lie within."""
        text = INDENT * depth + head + ast.unparse(node) + tail
        if len(text) <= WIDTH and not self._has_comments(node):
            return [text]
        parts = brackets(node)
        if parts is None:
            return [text]
        opening, items, closing = parts
        lines = [INDENT * depth + head + opening]
        for prefix, item in items:
            for _, texts in self.comments.before(item.lineno):
                lines += [(INDENT * (depth + 1) + "# " + text).rstrip() for text in texts]
            broken = self.expression(item, depth + 1, prefix, ",")
            beside = self.comments.behind(item.lineno, item.end_lineno)
            lines += self.with_comment(broken, beside, depth + 1)
        return [*lines, INDENT * depth + closing + tail]

    def _has_comments(self, node) -> bool:
        """Whether there are comments between the lines of an expression."""
        pending = self.comments.pending
        return bool(pending) and node.lineno < pending[0][0] < node.end_lineno


def _without_parentheses(target) -> str:
    """A target of an assignment or loop."""
    text = ast.unparse(target)
    if isinstance(target, ast.Tuple) and len(target.elts) > 1 and text.startswith("("):
        return text[1:-1]
    return text


def brackets(node):
    """(opening, [(prefix, item)], closing) of an expression in brackets, or None."""
    if isinstance(node, ast.Call) and node.args:
        func = ast.unparse(ast.Call(node.func, [], []))[:-2]  # in parentheses if it needs them
        if len(node.args) == 1 and (inner := brackets(node.args[0])) and isinstance(node.args[0], (ast.Dict, ast.List)):
            return f"{func}({inner[0]}", inner[1], f"{inner[2]})"
        return func + "(", [("", arg) for arg in node.args], ")"
    if isinstance(node, ast.Dict) and node.keys:
        return "{", [(ast.unparse(key) + ": ", value) for key, value in zip(node.keys, node.values, strict=True)], "}"
    if isinstance(node, ast.List) and node.elts:
        return "[", [("", item) for item in node.elts], "]"
    if isinstance(node, ast.Tuple) and len(node.elts) > 1:
        return "(", [("", item) for item in node.elts], ")"
    return None


def add_docstring(definition, texts):
    """Make comment lines the docstring of a function."""
    while texts and not texts[0]:
        texts = texts[1:]
    while texts and not texts[-1]:
        texts = texts[:-1]
    if texts:
        at = {"lineno": definition.lineno, "col_offset": definition.col_offset,
              "end_lineno": definition.lineno, "end_col_offset": definition.col_offset}
        definition.body.insert(0, ast.Expr(ast.Constant("\n".join(texts), **at), **at))


def docstring_lines(text, depth) -> list:
    """A docstring as PEP 257 wants it."""
    margin = INDENT * depth
    quoted = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if quoted.endswith('"'):
        quoted = quoted[:-1] + '\\"'
    lines = quoted.split("\n")
    if len(lines) == 1:
        return [f'{margin}"""{lines[0]}"""']
    return [f'{margin}"""{lines[0]}', *[(margin + line).rstrip() for line in lines[1:]], f'{margin}"""']
