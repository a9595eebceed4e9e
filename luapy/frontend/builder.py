"""The values of the grammar's rules: our nodes, with exact spans.

One function per rule of luaparser's grammar, named after it; it gets the
values of the rule's parts (a token is its index) and returns the rule's value.
"""

from __future__ import annotations

from luaparser.parser.LuaParser import LuaParser as G

from luapy.dialect import Dialect

from . import nodes as n
from .checks import Doubts
from .lexer import Tokens
from .literals import long_string, numeral, short_string
from .parser import Refused, Stream

_MULTI = (n.Call, n.MethodCall, n.Vararg)
_LOGICAL = ("and", "or")


class _Tail:
    """A ``.name`` or ``[exp]`` that waits for the expression in front of it. name: token or None."""

    __slots__ = ("name", "exp", "last")


class _Arguments:
    """The arguments of a call: exps, where they begin (op_line, op_col) and end."""

    __slots__ = ("exps", "op_line", "op_col", "end_line", "end_col")


def _same(kids):
    return kids


def _plain(exp):
    """*exp* without parentheses that do not matter."""
    if type(exp) is n.Paren and type(exp.expr) not in _MULTI:
        return exp.expr
    return exp


def _plain_list(exps):
    return [_plain(e) if type(e) is n.Paren else e for e in exps]


class Builder:
    """Makes the nodes of one chunk out of its tokens."""

    def __init__(self, tokens: Tokens, dialect: Dialect):
        self.tokens = tokens
        self.dialect = dialect
        self.types, self.texts = tokens.types, tokens.texts
        self.lines, self.cols, self.ends = tokens.lines, tokens.cols, tokens.ends
        self.reduce = [getattr(self, name, None) or getattr(self, name + "_", None) or _same for name in G.ruleNames]
        self.doubts = Doubts(tokens, dialect)
        self.stream = Stream(tokens.types)
        self._stats = {
            G.LOCAL: self._local, G.IF: self._if, G.FOR: self._for, G.WHILE: self._while, G.REPEAT: self._repeat,
            G.DO: self._do, G.FUNCTION: self._function, G.BREAK: self._break, G.GOTO: self._goto,
            G.SEMI: self._empty,
        }
        self._constants = {G.NIL: n.Nil, G.TRUE: n.TrueExpr, G.FALSE: n.FalseExpr}

    # Spans ------------------------------------------------------------------
    def _span(self, node, first: int, last: int):
        """Give *node* the span from token *first* to token *last*."""
        node.line = self.lines[first]
        node.col = self.cols[first]
        if last in self.ends:
            node.end_line, node.end_col = self.ends[last]
        else:
            node.end_line = self.lines[last]
            node.end_col = self.cols[last] + len(self.texts[last])
        return node

    def _until(self, node, first: int, last):
        """Give *node* the span from token *first* to the end of the node *last*."""
        node.line = self.lines[first]
        node.col = self.cols[first]
        node.end_line = last.end_line
        node.end_col = last.end_col
        return node

    def _name(self, token: int):
        node = n.Name(self.texts[token])
        node.info = None
        node.line = node.end_line = self.lines[token]
        col = node.col = self.cols[token]
        node.end_col = col + len(node.id)
        return node

    def _key(self, token: int):
        """The String of ``.name``."""
        return self._span(n.String(self.texts[token]), token, token)

    # Chunks and blocks ------------------------------------------------------
    def start_(self, kids):
        return kids[0]

    chunk = start_

    def block(self, kids):
        if self.doubts.old_blocks:
            self.doubts.block(kids)
        return n.Block([k for k in kids if k is not None])

    def _block(self, block, next_token: int):
        """Give *block* its span: its statements, or nothing in front of *next_token*."""
        stats = block.stats
        if stats:
            first, last = stats[0], stats[-1]
            block.line, block.col, block.end_line, block.end_col = first.line, first.col, last.end_line, last.end_col
        else:
            block.line = block.end_line = self.lines[next_token]
            block.col = block.end_col = self.cols[next_token]
        return block

    def main(self, block, source: bytes, chunkname: str):
        """The Chunk around the outermost block."""
        last = len(self.types) - 1
        self._block(block, last)
        self.doubts.function(-1, last, [], True)
        chunk = n.Chunk(block, source, chunkname)
        func = chunk.func = n.Function([], True, block, None)
        func.implicit_self = False
        func.info = None
        chunk.comments = self.tokens.trivia
        for node in (chunk, func):
            node.line, node.col = 1, 0
            node.end_line, node.end_col = self.lines[last], self.cols[last]
        return chunk

    # Statements -------------------------------------------------------------
    def stat(self, kids):
        first = kids[0]
        kind = type(first)
        if kind is int:
            node = self._stats[self.types[first]](kids)
            if node is None:
                return None
        elif kind is list:
            exps = kids[2]
            node = n.Assign(first, _plain_list(exps))
            target, last = first[0], exps[-1]
            node.line, node.col, node.end_line, node.end_col = target.line, target.col, last.end_line, last.end_col
        elif kind is n.Label:
            node = first
        else:
            node = n.CallStat(first).at(first)
        return self._finish(node)

    def _finish(self, node):
        """What all statements need: the comments above."""
        self.doubts.statement(node, self.stream.index)
        comments = self.tokens.comments
        node.comments = comments.get((node.line, node.col)) if comments else None
        return node

    def _empty(self, kids):
        return None

    def _local(self, kids):
        if type(kids[1]) is int:
            return self._local_function(kids)
        names = [name for name, _, _ in kids[1]]
        attribs = [attrib for _, attrib, _ in kids[1]]
        self.doubts.locals(kids[0], names)
        if len(kids) == 2:
            return self._span(n.Local(names, attribs, []), kids[0], kids[1][-1][2])
        exps = kids[3]
        return self._until(n.Local(names, attribs, _plain_list(exps)), kids[0], exps[-1])

    def _local_function(self, kids):
        name = self._name(kids[2])
        self.doubts.locals(kids[0], (name,))
        func = self._make_function(kids[1], kids[3], name.id)
        return self._until(n.LocalFunction(name, func), kids[0], func)

    def _if(self, kids):
        tests, bodies, orelse = [], [], None
        last = len(kids) - 1
        for i in range(0, last, 4):
            if self.types[kids[i]] == G.ELSE:
                orelse = self._block(kids[i + 1], kids[last])
                break
            tests.append(_plain(kids[i + 1]))
            bodies.append(self._block(kids[i + 3], kids[i + 4]))
        return self._span(n.If(tests, bodies, orelse), kids[0], kids[last])

    def _for(self, kids):
        first, last = kids[0], kids[-1]
        self.doubts.loop(first)
        body = self._block(kids[-2], last)
        if type(kids[1]) is list:
            names = [self._name(t) for t in kids[1]]
            self.doubts.locals(first, names, 4)
            node = n.GenericFor(names, _plain_list(kids[3]), body)
        else:
            step = _plain(kids[7]) if len(kids) > 9 else None
            var = self._name(kids[1])
            self.doubts.locals(first, (var,), 3)
            node = n.NumericFor(var, _plain(kids[3]), _plain(kids[5]), step, body)
        return self._span(node, first, last)

    def _while(self, kids):
        self.doubts.loop(kids[0])
        return self._span(n.While(_plain(kids[1]), self._block(kids[3], kids[4])), kids[0], kids[4])

    def _repeat(self, kids):
        self.doubts.loop(kids[0])
        test = kids[3]
        return self._until(n.Repeat(self._block(kids[1], kids[2]), _plain(test)), kids[0], test)

    def _do(self, kids):
        return self._span(n.Do(self._block(kids[1], kids[2])), kids[0], kids[2])

    def _function(self, kids):
        target, name, method = kids[1]
        func = self._make_function(kids[0], kids[2], name, method)
        return self._until(n.FunctionStat(target, func), kids[0], func)

    def _break(self, kids):
        self.doubts.breaks.append(kids[0])
        return self._span(n.Break(), kids[0], kids[0])

    def _goto(self, kids):
        self.doubts.found = True
        return self._span(n.Goto(self.texts[kids[1]]), kids[0], kids[1])

    def label(self, kids):
        self.doubts.found = True
        return self._span(n.Label(self.texts[kids[1]]), kids[0], kids[2])

    def retstat(self, kids):
        first = kids[0]
        if self.types[first] == G.BREAK:
            return self._finish(self._break(kids))
        exps = kids[1] if len(kids) > 1 else None
        if type(exps) is not list:
            return self._finish(self._span(n.Return([]), first, first))
        return self._finish(self._until(n.Return(_plain_list(exps)), first, exps[-1]))

    # Names and lists --------------------------------------------------------
    def nameattrib(self, kids):
        """(Name, attribute or None, last token)."""
        name = self._name(kids[0])
        if len(kids) == 1:
            return name, None, kids[0]
        self.doubts.found = True
        _, attrib, last = kids[1]
        return name, self.texts[attrib], last

    def funcname(self, kids):
        """(target, name as written, token of the method's name or None)."""
        target = self._name(kids[0])
        method = None
        for i in range(2, len(kids), 2):
            token = kids[i]
            target = self._index(target, self._key(token), token, True)
            if self.types[kids[i - 1]] == G.COL:
                method = token
        return target, "".join([self.texts[k] for k in kids]), method

    def namelist(self, kids):
        return kids[::2]

    attnamelist = namelist

    def explist(self, kids):
        if len(kids) > 1:
            kids = kids[::2]
            self.doubts.list(kids)
        return kids

    varlist = explist

    def var(self, kids):
        first = kids[0]
        if type(first) is int:
            return self._name(first)
        return self._suffix(first, kids, 1)

    # Expressions ------------------------------------------------------------
    def exp(self, kids):
        first = kids[0]
        size = len(kids)
        if size == 1:
            return first if type(first) is not int else self._constant(first)
        if size == 2:
            operand = kids[1]
            return self._until(n.UnOp(self.texts[first], _plain(operand)), first, operand)
        left, token, right = kids
        op = self.texts[token]
        if op in _LOGICAL:
            node = n.Logical(op, _plain(left), _plain(right))
        else:
            node = n.BinOp(op, _plain(left), _plain(right))
            node.op_line, node.op_col = self.lines[token], self.cols[token]
        node.line, node.col, node.end_line, node.end_col = left.line, left.col, right.end_line, right.end_col
        return node

    def _constant(self, token: int):
        kind = self.types[token]
        if kind == G.DDD:
            self.doubts.varargs.append(token)
            return self._span(n.Vararg(), token, token)
        return self._span(self._constants[kind](), token, token)

    def number(self, kids):
        token = kids[0]
        try:
            value = numeral(self.texts[token], self.dialect)
        except ValueError:
            raise Refused from None
        return self._span(n.Number(value), token, token)

    def string(self, kids):
        token = kids[0]
        text = self.texts[token]
        if self.types[token] == G.LONGSTRING:
            value = long_string(text)
        else:
            try:
                value = short_string(text, self.dialect)
            except ValueError:
                raise Refused from None
        return self._span(n.String(value), token, token)

    # Prefix expressions -----------------------------------------------------
    def prefixexp(self, kids):
        first = kids[0]
        if type(first) is not int:
            return self._suffix(first, kids, 1)
        if self.types[first] == G.NAME:
            return self._suffix(self._name(first), kids, 1)
        return self._suffix(self._paren(kids), kids, 3)

    functioncall = prefixexp

    def _paren(self, kids):
        exp = kids[1]
        if type(exp) is n.Paren:
            exp = exp.expr
        return self._span(n.Paren(exp), kids[0], kids[2])

    def _suffix(self, node, kids, start: int):
        """Apply the suffixes in kids[start:] (tails, arguments, ``: name``) to *node*."""
        method = None
        for i in range(start, len(kids)):
            kid = kids[i]
            kind = type(kid)
            if kind is _Tail:
                node = self._apply_tail(node, kid)
            elif kind is list:
                node = self._suffix(node, kid, 0)
            elif kind is int:
                method = kid
            else:
                if method is None:
                    call = n.Call(node, kid.exps)
                else:
                    call = n.MethodCall(node, self.texts[method], kid.exps)
                    method = None
                call.line, call.col, call.end_line, call.end_col = node.line, node.col, kid.end_line, kid.end_col
                call.op_line, call.op_col = kid.op_line, kid.op_col
                node = call
        return node

    def tail(self, kids):
        tail = _Tail()
        tail.last = kids[-1]
        if len(kids) == 2:
            tail.name = kids[1]
        else:
            tail.name = None
            tail.exp = _plain(kids[1])
        return tail

    def _apply_tail(self, obj, tail):
        if tail.name is not None:
            return self._index(obj, self._key(tail.name), tail.name, True)
        return self._index(obj, tail.exp, tail.last, False)

    def _index(self, obj, key, last: int, dot: bool):
        node = n.Index(obj, key)
        node.dot = dot
        node.line, node.col = obj.line, obj.col
        node.end_line = self.lines[last]
        node.end_col = self.cols[last] + len(self.texts[last])
        return node

    def args(self, kids):
        result = _Arguments()
        first = kids[0]
        if type(first) is int:
            last = kids[-1]
            result.op_line, result.op_col = self.lines[first], self.cols[first]
            result.exps = _plain_list(kids[1]) if len(kids) == 3 else []
            result.end_line, result.end_col = self.lines[last], self.cols[last] + 1
            if self.doubts.old_calls:
                self.doubts.call(first)
        else:
            result.exps = [first]
            result.op_line, result.op_col = first.line, first.col
            result.end_line, result.end_col = first.end_line, first.end_col
        return result

    # Functions and tables ---------------------------------------------------
    def functiondef(self, kids):
        return self._make_function(kids[0], kids[1], None)

    def _make_function(self, first: int, parts, name, method=None):
        """A Function from token *first* and the parts of its funcbody; method: the token of a method's name."""
        params, is_vararg, body, last = parts
        if method is not None:
            self_ = self._name(method)
            self_.id = "self"
            params = [self_] + params
        func = n.Function(params, is_vararg, body, name)
        func.implicit_self = method is not None
        func.info = None
        self.doubts.function(first, last, params, is_vararg)
        return self._span(func, first, last)

    def funcbody(self, kids):
        """(params, is_vararg, body, last token)."""
        params, is_vararg = kids[1]
        return params, is_vararg, self._block(kids[3], kids[4]), kids[4]

    def parlist(self, kids):
        if not kids:
            return [], False
        if type(kids[0]) is int:
            return [], True
        return [self._name(t) for t in kids[0]], len(kids) > 1

    def tableconstructor(self, kids):
        items = [k for k in kids[1] if type(k) is n.Item] if len(kids) == 3 else []
        return self._span(n.Table(items), kids[0], kids[-1])

    def field(self, kids):
        first = kids[0]
        value = kids[-1]
        if len(kids) == 1:
            item = n.Item(None, _plain(value)).at(value)
        elif len(kids) == 3:
            item = self._until(n.Item(self._key(first), _plain(value)), first, value)
        else:
            item = self._until(n.Item(_plain(kids[1]), _plain(value)), first, value)
        return item
