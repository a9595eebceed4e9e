"""What luaparser's grammar accepts and Lua may refuse.

`Doubts` is told by the builder, rule by rule, of everything that could break
one of Lua's rules outside the grammar: a ``break`` without a loop, ``...``
outside a vararg function, labels, attributes, too many locals...  It costs
next to nothing and errs only on the side of caution: when it finds a doubt,
``diagnose`` compiles the text as Lua would, and knows for sure.
"""

from __future__ import annotations

from luapy.dialect import Dialect

from . import nodes as n
from .lexer import Tokens

# Limits that leave no doubt.  Registers (Lua has 250) hold locals and the values of a statement under way,
# of which no statement has more than tokens.
_SURE_LOCALS = 120
_SURE_VALUES = 120
_SURE_LIST = 50
# Rules of the grammar within one another; Lua's levels of nesting (200) are some of them.
SURE_DEPTH = 180


class Doubts:
    """Gathers what needs a second look. found: whether there was anything."""

    def __init__(self, tokens: Tokens, dialect: Dialect):
        self.found = False
        self.tokens = tokens
        self.breaks: list[int] = []
        self.varargs: list[int] = []
        self._locals: list[tuple[int, int]] = []
        self._names: set[str] = set()
        self._last_end = 0
        old = dialect.number == (5, 1)
        self.old_blocks = old      # break only at the end of a block, no empty statements
        self.old_calls = old       # no line break before the parenthesis of a call
        self._upvalues = 60 if old else 255

    # Scopes -----------------------------------------------------------------
    def locals(self, first: int, names: list, hidden: int = 0) -> None:
        """A statement that began with token *first* declares locals (Name nodes)."""
        self._locals.append((first, len(names) + hidden))
        for name in names:
            self._names.add(name.id)

    def loop(self, first: int) -> None:
        """A loop that began with token *first* has ended."""
        breaks = self.breaks
        while breaks and breaks[-1] > first:
            breaks.pop()

    def function(self, first: int, last: int, params: list, is_vararg: bool) -> None:
        """A function from token *first* to *last* has ended."""
        if self.breaks and self.breaks[-1] > first:
            self.found = True
        varargs = self.varargs
        while varargs and varargs[-1] > first:
            varargs.pop()
            if not is_vararg:
                self.found = True
        count, scopes = len(params), self._locals
        while scopes and scopes[-1][0] > first:
            count += scopes.pop()[1]
        if count > _SURE_LOCALS:
            self.found = True
        for name in params:
            self._names.add(name.id)
        if last - first > self._upvalues and len(self._names) > self._upvalues:
            inside = self._names.intersection(self.tokens.texts[first:last])
            self.found = self.found or len(inside) > self._upvalues

    # Statements ---------------------------------------------------------------
    def statement(self, node, end: int) -> None:
        """A statement has ended in front of token *end*."""
        if end - self._last_end > _SURE_VALUES and not self.found:
            self.found = max((values_of(e) for e in _expressions(node)), default=0) > _SURE_VALUES
        self._last_end = end

    def list(self, exps: list) -> None:
        """A list of expressions or targets."""
        if len(exps) > _SURE_LIST:
            self.found = True

    def block(self, kids: list) -> None:
        """The statements (None: a semicolon) of a block in 5.1."""
        before = None
        for i, kid in enumerate(kids):
            if kid is None and before is None or type(before) is n.Break:
                self.found = self.found or kid is not None or i < len(kids) - 1 or before is None
            before = kid

    def call(self, paren: int) -> None:
        """A call with parentheses in 5.1."""
        if self.tokens.lines[paren] != self.tokens.end(paren - 1)[0]:
            self.found = True


def _expressions(node):
    """The expressions that stand directly in a node: its fields that are expressions or lists of them."""
    for field in node.fields:
        value = getattr(node, field)
        if isinstance(value, (n.Expr, n.Item)):
            yield value
        elif type(value) is list:
            yield from (e for e in value if isinstance(e, (n.Expr, n.Item)))


# The operand that comes first, of which there may be thousands within one another.
_FIRST = {n.BinOp: "left", n.Logical: "left", n.Index: "obj", n.Call: "func", n.MethodCall: "obj"}


def values_of(node) -> int:
    """An upper bound of the values that Lua keeps in registers while it works out an expression."""
    most = 0
    while (first := _FIRST.get(type(node))) is not None:
        head = getattr(node, first)
        most = max(most, 3 + sum([values_of(e) for e in _expressions(node) if e is not head]))
        node = head
    if type(node) is n.Function:
        return max(most, 1)
    inner = [values_of(e) for e in _expressions(node)]
    if type(node) is n.Table:
        # Positional items wait in groups of 50.
        return max(most, 1 + max(inner, default=0) + min(len(inner), 50))
    return max(most, 2 + sum(inner))
