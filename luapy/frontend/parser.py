"""luaparser's generated parser, run without its prediction machinery and parse tree.

The generated rule functions ask ``_interp`` which alternative to take, and
call ``match``, ``enterRule`` and ``exitRule`` as they go.  ANTLR answers by
simulating an automaton whose tables take 0.2 s to warm up in each process, and
keeps a tree of contexts.  `Predictor` answers from the next one or two tokens
(and from the matching brackets where the grammar needs unbounded lookahead);
`LuaParser` keeps a stack of values which each rule reduces as it ends
(``builder.Builder`` has one function per rule), so no tree is ever made.

`slowpath` runs the same grammar the ordinary way; both give the same nodes.
"""

from __future__ import annotations

import sys
from types import FunctionType, SimpleNamespace

from luaparser.parser.LuaParser import LuaParser as Generated

from .checks import SURE_DEPTH
from .lexer import EOF, Tokens

G = Generated

# The predictor knows the numbers of the decisions in luaparser 4.0 to 4.2.
KNOWN_GRAMMAR = (len(G.decisionsToDFA), len(G.atn.states), len(G.literalNames)) == (47, 463, 56)

# The rules within one another at which the parser gives up: a level of nesting, of which
# Lua allows no more than 200, takes up to a dozen.
MAX_DEPTH = 3000


class Refused(Exception):
    """The grammar does not accept the tokens."""


class Stream:
    """What the generated code reads tokens from."""

    __slots__ = ("types", "index")

    def __init__(self, types: list[int]):
        self.types = types
        self.index = 0

    def LA(self, k: int) -> int:
        return self.types[self.index + k - 1]

    def LT(self, k: int) -> int:
        return self.index + k - 1

    def seek(self, index: int) -> None:
        self.index = index


class _Strategy:
    """ANTLR's error strategy: there is no recovery, the first surprise ends the parse."""

    def sync(self, parser):
        pass

    reportMatch = reset = sync

    def recoverInline(self, parser):
        parser.refuse()

    def reportError(self, parser, error):
        parser.refuse()

    recover = reportError


class _Context:
    """Stands in for ANTLR's contexts, which the generated code makes for each rule and sets some attributes of."""

    __slots__ = ("stop", "op", "unary_op", "exception")

    def __init__(self, *_):
        pass


def _light_rules() -> dict:
    """The generated rule functions, made to use `_Context` for all contexts: a third of their time is theirs."""
    names = {name: _Context if isinstance(value, type) else value for name, value in vars(Generated).items()}
    scope = {**sys.modules[Generated.__module__].__dict__, "LuaParser": SimpleNamespace(**names)}
    rules = {name: getattr(Generated, name) for name in Generated.ruleNames}
    return {name: FunctionType(rule.__code__, scope, name, rule.__defaults__) for name, rule in rules.items()}


class LuaParser(Generated):
    """The generated parser with a stack of values in place of the tree."""

    # Set by the generated code at every step, for ANTLR's prediction: a plain attribute is quicker than its property.
    state = -1

    vars().update(_light_rules())

    def __init__(self, tokens: Tokens, builder):
        super().__init__(builder.stream)
        self._errHandler = _Strategy()
        self._ctx = _Context()
        self._reduce = builder.reduce
        self._doubts = builder.doubts
        self._values = []
        self._marks = []
        self._rules = []
        self._interp = Predictor(self, tokens)

    def IsFunctionCall(self):
        # A predicate of the grammar, which decides nothing that the predictor has not.
        return True

    def refuse(self):
        """Give up. The generated code still ends all its rules: they must not reduce what is incomplete."""
        self._reduce = [_nothing] * len(self._reduce)
        raise Refused

    def deep(self):
        """Note the depth of nesting, and give up where it is beyond all limits."""
        self._doubts.found = True
        if len(self._marks) > MAX_DEPTH:
            self.refuse()

    def match(self, ttype):
        stream = self._input
        index = stream.index
        if stream.types[index] != ttype:
            self.refuse()
        self._values.append(index)
        stream.index = index + 1
        return index

    def consume(self):
        stream = self._input
        self._values.append(stream.index)
        stream.index += 1

    def enterRule(self, localctx, state, rule):
        marks = self._marks
        marks.append(len(self._values))
        self._rules.append(rule)

    def enterOuterAlt(self, localctx, alt):
        pass

    def exitRule(self):
        values = self._values
        mark = self._marks.pop()
        kids = values[mark:]
        del values[mark:]
        try:
            values.append(self._reduce[self._rules.pop()](kids))
        except Refused:
            self.refuse()

    def enterRecursionRule(self, localctx, state, rule, precedence):
        if len(self._marks) > SURE_DEPTH:
            self.deep()
        self._precedenceStack.append(precedence)
        self._marks.append(len(self._values))
        self._rules.append(rule)

    def pushNewRecursionContext(self, localctx, state, rule):
        values = self._values
        mark = self._marks[-1]
        values[mark:] = (self._reduce[rule](values[mark:]),)

    def unrollRecursionContexts(self, parent):
        self._precedenceStack.pop()
        self.exitRule()

    def parse(self):
        """The value of the start rule; raises Refused."""
        try:
            self.start_()
        finally:
            # The two know each other: do not leave the tokens to the collector of cycles.
            self._interp = None
        return self._values[0]


def _nothing(kids):
    return None


def _table(alternatives: dict, other: int) -> list[int]:
    """A list from token number (EOF, being -1, is last) to alternative."""
    table = [other] * (len(G.symbolicNames) + 1)
    for number, alternative in alternatives.items():
        table[number] = alternative
    return table


def _each(numbers, alternative) -> dict:
    return dict.fromkeys(numbers, alternative)


_BLOCK_ENDS = (EOF, G.END, G.ELSE, G.ELSEIF, G.UNTIL)
_STRINGS = (G.NORMALSTRING, G.CHARSTRING, G.LONGSTRING)
_NUMBERS = (G.INT, G.HEX, G.FLOAT, G.HEX_FLOAT)
_TAILS = (G.DOT, G.OB)
_ARGS = (G.OP, G.OCU, *_STRINGS)

# Decisions (numbered by ANTLR in the order of the grammar) that the next token settles.
_BY_NEXT = {
    0: _table(_each((*_BLOCK_ENDS, G.RETURN), 2), 1),
    5: _table({G.EQ: 1}, 2),
    7: _table({G.COMMA: 1}, 2),
    8: _table({G.LT: 1}, 2),
    9: _table(_each((*_BLOCK_ENDS, G.SEMI), 2), 1),
    16: _table({G.COMMA: 1}, 2),
    17: _table({G.NIL: 1, G.FALSE: 2, G.TRUE: 3, **_each(_NUMBERS, 4), **_each(_STRINGS, 5), G.DDD: 6,
                G.FUNCTION: 7, G.NAME: 8, G.OP: 8, G.OCU: 9, **_each((G.NOT, G.POUND, G.MINUS, G.SQUIG), 10)}, 0),
    18: _table({G.CARET: 1, **_each((G.STAR, G.SLASH, G.PER, G.SS), 2), **_each((G.PLUS, G.MINUS), 3), G.DD: 4,
                **_each((G.LL, G.GG), 5), G.AMP: 6, G.SQUIG: 7, G.PIPE: 8,
                **_each((G.LT, G.GT, G.LE, G.GE, G.SQEQ, G.EE), 9), G.AND: 10, G.OR: 11}, 0),
    39: _table({G.CP: 2}, 1),
    43: _table({G.CCU: 2}, 1),
}
_TABLES = [_BY_NEXT.get(number) for number in range(len(G.decisionsToDFA))]
# The precedence of a binary operator by the alternative of decision 18 (0: none, below any rule's own).
_PRECEDENCE = (-1, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
_BINARY = [_PRECEDENCE[alternative] for alternative in _BY_NEXT[18]]

# Decisions that an identifier or parenthesis leaves open: statement, assignment or call?
_STAT = _table({G.SEMI: 1, G.NAME: 2, G.OP: 2, G.CC: 4, G.BREAK: 5, G.GOTO: 6, G.DO: 7, G.WHILE: 8, G.REPEAT: 9,
                G.IF: 10, G.FOR: 11, G.FUNCTION: 13, G.LOCAL: 15}, 0)


class Predictor:
    """Answers the generated code's question which alternative to take."""

    def __init__(self, parser: LuaParser, tokens: Tokens):
        self._types = tokens.types
        self._closers = tokens.closers
        self._precedences = parser._precedenceStack
        self._rules = parser._rules
        self._refuse = parser.refuse
        self._deep = parser.deep
        self._other = {
            6: self._statement, 15: self._name_list, 20: self._variable, 24: self._prefix, 31: self._call_head,
            35: self._call_suffix, 36: self._method_follows, 44: self._more_fields, 46: self._field,
            **_each((21, 22, 23), self._tail_follows), **_each((25, 26, 28, 30, 32, 34), self._call_follows),
        }

    def reset(self):
        pass

    def adaptivePredict(self, stream, decision, context) -> int:
        if decision == 19:
            return 1 if _BINARY[self._types[stream.index]] >= self._precedences[-1] else 2
        table = _TABLES[decision]
        if table is not None:
            alternative = table[self._types[stream.index]]
        else:
            alternative = self._other[decision](stream.index)
        if not alternative:
            self._refuse()
        return alternative

    def _skip_tails(self, i: int) -> int:
        """The token after any ``.name`` and ``[exp]`` from token *i* on."""
        types, closers = self._types, self._closers
        while True:
            kind = types[i]
            if kind == G.DOT:
                if types[i + 1] != G.NAME:
                    self._refuse()
                i += 2
            elif kind == G.OB:
                i = self._past(i)
            else:
                return i

    def _past(self, i: int) -> int:
        """The token after the bracket that closes the one at *i*."""
        try:
            return self._closers[i] + 1
        except KeyError:
            self._refuse()

    def _past_head(self, i: int) -> int:
        """The token after the name or parenthesis that begins a prefix expression."""
        return self._past(i) if self._types[i] == G.OP else i + 1

    def _statement(self, i: int) -> int:
        if len(self._rules) > SURE_DEPTH:
            self._deep()
        alternative = _STAT[self._types[i]]
        if alternative == 2:
            return 3 if self._ends_in_call(self._past_head(i)) else 2
        if alternative == 11:
            return 11 if self._types[i + 2] == G.EQ else 12
        if alternative == 15 and self._types[i + 1] == G.FUNCTION:
            return 14
        return alternative

    def _ends_in_call(self, i: int) -> bool:
        called = False
        types = self._types
        while True:
            kind = types[i]
            if kind in _TAILS:
                i = self._skip_tails(i)
                called = False
            elif kind == G.COL:
                i += 2
            elif kind in _ARGS:
                i = i + 1 if kind in _STRINGS else self._past(i)
                called = True
            else:
                return called

    def _name_list(self, i: int) -> int:
        return 1 if self._types[i] == G.COMMA and self._types[i + 1] == G.NAME else 2

    def _variable(self, i: int) -> int:
        if self._types[i] == G.OP:
            return 2
        follow = self._types[i + 1]
        return 2 if follow in _TAILS or follow in _ARGS or follow == G.COL else 1

    def _prefix(self, i: int) -> int:
        kind = self._types[i]
        if kind == G.NAME:
            follow = self._types[i + 1]
            if follow in _TAILS:
                follow = self._types[self._skip_tails(i + 1)]
            return 1 if follow in _ARGS or follow == G.COL else 2
        if kind != G.OP:
            self._refuse()
        follow = self._types[self._skip_tails(self._past(i))]
        return 1 if follow in _ARGS or follow == G.COL else 3

    def _tail_follows(self, i: int) -> int:
        if self._types[i] not in _TAILS:
            return 2
        if self._rules[-2] != G.RULE_var:
            return 1
        # The last tail belongs to the target of the assignment.
        after = i + 2 if self._types[i] == G.DOT else self._past(i)
        return 1 if self._types[after] in _TAILS else 2

    def _call_head(self, i: int) -> int:
        follow = self._types[self._skip_tails(self._past_head(i))]
        method = 2 if follow == G.COL else 0
        return (2 if self._types[i] == G.OP else 1) + method

    def _call_follows(self, i: int) -> int:
        return 1 if self._types[self._skip_tails(i)] in _ARGS else 2

    def _method_follows(self, i: int) -> int:
        follow = self._types[self._skip_tails(i)]
        return 1 if follow == G.COL or follow in _ARGS else 2

    def _call_suffix(self, i: int) -> int:
        return 2 if self._types[self._skip_tails(i)] == G.COL else 1

    def _more_fields(self, i: int) -> int:
        return 1 if self._types[i] in (G.COMMA, G.SEMI) and self._types[i + 1] != G.CCU else 2

    def _field(self, i: int) -> int:
        kind = self._types[i]
        if kind == G.OB:
            return 1
        return 2 if kind == G.NAME and self._types[i + 1] == G.EQ else 3
