"""What luaparser's grammar accepts and Lua may refuse.

`Doubts` is told by the builder, rule by rule, of everything that could break
one of Lua's rules outside the grammar: a ``break`` without a loop, ``...``
outside a vararg function, labels, attributes, too many locals...  It costs
next to nothing and errs only on the side of caution: when it finds a doubt,
``diagnose`` compiles the text as Lua would, and knows for sure.
"""

from __future__ import annotations

from luapy.dialect import Dialect

from .lexer import Tokens
from .nodes import Break

# Well below Lua's limits (200 locals; 60, later 255 upvalues; 250 registers), which need exact counting.
_MANY_LOCALS = 50


class Doubts:
    """Gathers what needs a second look. found: whether there was anything."""

    def __init__(self, tokens: Tokens, dialect: Dialect):
        self.found = False
        self.breaks: list[int] = []
        self.varargs: list[int] = []
        self.locals = 0
        old = dialect.number == (5, 1)
        self.old_blocks = old      # break only at the end of a block, no empty statements
        self.old_calls = old       # no line break before the parenthesis of a call

    def loop(self, first: int) -> None:
        """A loop that began with token *first* has ended."""
        breaks = self.breaks
        while breaks and breaks[-1] > first:
            breaks.pop()

    def function(self, first: int, params: list, is_vararg: bool) -> None:
        """A function that began with token *first* has ended."""
        if self.breaks and self.breaks[-1] > first:
            self.found = True
        varargs = self.varargs
        while varargs and varargs[-1] > first:
            varargs.pop()
            if not is_vararg:
                self.found = True
        self.locals += len(params)

    def block(self, kids: list) -> None:
        """The statements (None: a semicolon) of a block in 5.1."""
        before = None
        for i, kid in enumerate(kids):
            if kid is None and before is None or type(before) is Break:
                self.found = self.found or kid is not None or i < len(kids) - 1 or before is None
            before = kid

    def call(self, paren: int, tokens: Tokens) -> None:
        """A call with parentheses in 5.1."""
        if tokens.lines[paren] != tokens.end(paren - 1)[0]:
            self.found = True
