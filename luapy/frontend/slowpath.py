"""The same grammar, run the ordinary way: ANTLR's prediction and parse tree.

Ten times slower than ``parser``, with the same nodes as the result.  It
serves where `parser` does not know the grammar (another luaparser than it was
written for), as a second opinion should the two ever disagree with Lua, and
as what the tests compare `parser` with.
"""

from __future__ import annotations

from antlr4 import CommonTokenStream, ParserRuleContext
from antlr4.error.Errors import ParseCancellationException
from antlr4.error.ErrorStrategy import BailErrorStrategy
from antlr4.ListTokenSource import ListTokenSource
from antlr4.Token import CommonToken
from luaparser.parser.LuaParser import LuaParser as Generated

from .lexer import Tokens
from .parser import Refused


def parse_slowly(tokens: Tokens, builder):
    """The value of the start rule, as ``parser.LuaParser.parse``; raises Refused."""
    parser = Generated(CommonTokenStream(ListTokenSource(_antlr_tokens(tokens))))
    parser.removeErrorListeners()
    parser._errHandler = BailErrorStrategy()
    try:
        tree = parser.start_()
    except ParseCancellationException:
        raise Refused from None
    return _fold(tree, builder)


def _antlr_tokens(tokens: Tokens) -> list[CommonToken]:
    result = []
    for i, kind in enumerate(tokens.types[:-1]):
        token = CommonToken(type=kind)
        token.text = tokens.texts[i]
        token.line, token.column = tokens.lines[i], tokens.cols[i]
        result.append(token)
    return result


def _fold(context: ParserRuleContext, builder):
    """The value of a rule out of its part of the tree."""
    kids = []
    for child in context.children or ():
        if isinstance(child, ParserRuleContext):
            kids.append(_fold(child, builder))
        else:
            kids.append(child.symbol.tokenIndex)
            builder.stream.index = kids[-1] + 1
    return builder.reduce[context.getRuleIndex()](kids)
