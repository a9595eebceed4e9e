"""What is wrong with a text, in the words of the dialect's Lua.

Lua reads, checks and compiles in a single pass and stops at the first
problem, whatever its kind.  `Diagnosis` walks the tokens the same way, so that
the first problem is the same, at the same token and line.  It runs only when
luaparser has refused a text or ``checks`` has doubts; it makes no nodes.
"""

from __future__ import annotations

from luaparser.parser.LuaParser import LuaParser as G

from luapy.dialect import Dialect

from . import registers as r
from .expressions import Expressions
from .lexer import EOF, Tokens
from .registers import Exp
from .scopes import CONSTANT, Var

_BLOCK_ENDS = (EOF, G.END, G.ELSE, G.ELSEIF)
_KINDS = (r.CONST, r.NUMBER)


def diagnose(tokens: Tokens, chunkname: str, dialect: Dialect) -> None:
    """Raise the LuaSyntaxError that the dialect's Lua gives for *tokens*; return if it gives none."""
    Diagnosis(tokens, chunkname, dialect).main()


class Diagnosis(Expressions):
    """One compilation: statements."""

    def main(self) -> None:
        self.open_function(0)
        self.func.is_vararg = True
        if self.dialect.env:
            self.func.upvalues["_ENV"] = Var("_ENV")
        self.reader.next()
        self.statements()
        self.reader.check(EOF)
        self.close_function()

    # Blocks -------------------------------------------------------------------
    def statements(self) -> None:
        """The statements of a block, up to the token that ends it."""
        if self.old:
            self._old_statements()
            return
        reader = self.reader
        while not self._ends_block(True):
            last = reader.type == G.RETURN
            self.statement()
            if last:
                return

    def _old_statements(self) -> None:
        """5.1: nesting counts by block, semicolons follow statements, break comes last."""
        reader = self.reader
        self.enter_level()
        while not self._ends_block(True):
            last = self._statement()
            reader.test_next(G.SEMI)
            self.func.free = self.func.top()
            if last:
                break
        self.leave_level()

    def _ends_block(self, with_until: bool) -> bool:
        kind = self.reader.type
        return kind in _BLOCK_ENDS or with_until and kind == G.UNTIL

    def block(self) -> None:
        self.jumps.enter(self.func, False)
        self.statements()
        self.jumps.leave(self.func)

    def statement(self) -> None:
        self.enter_level()
        self._statement()
        self.func.free = self.func.top()
        self.leave_level()

    def _statement(self) -> bool:
        """One statement; whether it must be the last of its block."""
        reader = self.reader
        kind, line = reader.type, reader.line
        known = self._STATEMENTS.get(kind)
        if kind == G.SEMI and not self.old:
            reader.next()
        elif kind == G.GOTO:
            reader.next()
            late = reader.line
            name = reader.check_name()
            if self.jit:
                line = reader.last_line
            elif self.dialect.number >= (5, 4):
                line = late
            self.jumps.goto(self.func, name, line)
        elif kind == G.CC:
            reader.next()
            self._label(line)
        elif kind == G.RETURN:
            reader.next()
            self._return()
            return True
        elif kind == G.BREAK:
            reader.next()
            self.jumps.break_(self.func, line)
            return self.old
        elif known is not None:
            known(self, line)
        else:
            self._expression_statement()
        return False

    # Simple statements --------------------------------------------------------
    def _label(self, line: int) -> None:
        reader, jumps, func = self.reader, self.jumps, self.func
        name = reader.check_name()
        if self.dialect.number >= (5, 4):
            reader.check_next(G.CC)
            self._skip_empty()
            jumps.check_new(func, name)
            label = jumps.add(func, name, line)
        else:
            jumps.check_new(func, name)
            if self.jit:
                label = jumps.add(func, name, line)
                reader.check_next(G.CC)
            else:
                reader.check_next(G.CC)
                label = jumps.add(func, name, line)
            self._skip_empty()
        jumps.resolve(func, label, self._ends_block(False))

    def _skip_empty(self) -> None:
        """Labels and semicolons after a label."""
        reader = self.reader
        while reader.type == G.CC or reader.type == G.SEMI and not self.jit:
            if not self.jit:
                self.statement()
                continue
            self.enter_level()
            line = reader.line
            reader.next()
            self._label(line)
            self.leave_level()

    def _return(self) -> None:
        reader = self.reader
        if not self._ends_block(True) and reader.type != G.SEMI:
            last, count = self.expression_list()
            if last.kind == r.VARARG:
                self.func.reserve(1)
            elif last.kind != r.CALL:
                if count == 1:
                    self.regs.any_register(last)
                else:
                    self.regs.next_register(last)
        if not self.old:
            reader.test_next(G.SEMI)

    def _expression_statement(self) -> None:
        reader = self.reader
        e = self.suffixed()
        if self.old:
            if e.kind != r.CALL:
                self._assignment(e, 1)
        elif reader.type in (G.EQ, G.COMMA):
            self._assignment(e, 1)
        elif e.kind != r.CALL:
            reader.syntax_error("syntax error")

    def _assignment(self, e: Exp, count: int) -> None:
        """The rest of an assignment whose target number *count* is *e*."""
        reader = self.reader
        if e.kind not in r.ASSIGNABLE:
            reader.syntax_error("syntax error")
        self._check_writable(e)
        if reader.test_next(G.COMMA):
            target = self.suffixed()
            self._check_targets(count)
            late = self.dialect.number >= (5, 4)
            if late:
                self.enter_level()
            self._assignment(target, count + 1)
            if late:
                self.leave_level()
            return
        reader.check_next(G.EQ)
        last, given = self.expression_list()
        if given != count:
            self._adjust(count, given, last)

    def _check_targets(self, count: int) -> None:
        """Up to 5.3, the number of targets is limited like nesting."""
        levels = self.limits.levels
        if self.jit:
            if self.level + count > levels:
                self.func.limit(201, 200, "variable names")
        elif self.old:
            self.func.limit(count, levels - self.level, "variables in assignment")
        elif self.dialect.number < (5, 4) and self.level + count > levels:
            self.func.limit(201, 200, "C levels")

    def _check_writable(self, e: Exp) -> None:
        if e.var is not None and e.var.kind and e.kind in r.ASSIGNABLE:
            self.reader.fail(f"attempt to assign to const variable '{e.var.name}'")

    def _adjust(self, wanted: int, given: int, last: Exp | None) -> None:
        """Make *given* expressions, of which *last* is still open, into *wanted* values."""
        extra = wanted - given
        if last is not None and last.kind in r.OPEN:
            extra = max(extra + 1, 0)
            if last.kind == r.VARARG and self.dialect.number >= (5, 2):
                self.func.reserve(1)
                extra -= 1
            elif last.kind == r.CALL:
                extra -= 1
        elif last is not None:
            self.regs.next_register(last)
        if extra > 0:
            self.func.reserve(extra)

    # Local variables ----------------------------------------------------------
    def _local(self, line: int) -> None:
        reader = self.reader
        reader.next()
        if reader.test_next(G.FUNCTION):
            self.func.declare(reader.check_name())
            self.func.activate(1)
            self.func.reserve(1)
            self.func.free = self.func.top()
            self.body(False, reader.line)
            return
        names = [self._local_name()]
        closing = names[0].kind == "close"
        while reader.test_next(G.COMMA):
            names.append(self._local_name())
            if names[-1].kind == "close":
                if closing:
                    reader.fail("multiple to-be-closed variables in local list")
                closing = True
        last, given = (None, 0)
        if reader.test_next(G.EQ):
            last, given = self.expression_list()
        self._activate_locals(names, last, given)

    def _local_name(self) -> Var:
        reader = self.reader
        var = self.func.declare(reader.check_name())
        if self.dialect.attribs and reader.test_next(G.LT):
            attrib = reader.check_name()
            reader.check_next(G.GT)
            if attrib not in ("const", "close"):
                reader.fail(f"unknown attribute '{attrib}'")
            var.kind = attrib
        return var

    def _activate_locals(self, names: list[Var], last: Exp | None, given: int) -> None:
        func = self.func
        if len(names) == given and names[-1].kind == "const" and not last.jumps:
            kind = last.var.reg if last.kind == r.COMPILED else last.kind
            if kind in _KINDS:
                names[-1].kind, names[-1].reg = CONSTANT, kind
                func.activate(len(names))
                return
        self._adjust(len(names), given, last)
        func.activate(len(names))
        func.free = func.top()

    def _function(self, line: int) -> None:
        reader = self.reader
        reader.next()
        target = self.variable()
        while reader.type == G.DOT:
            self.field(target)
        is_method = reader.type == G.COL
        if is_method:
            self.field(target)
        self.body(is_method, line)
        self._check_writable(target)

    # Blocks with a head -------------------------------------------------------
    def _do(self, line: int) -> None:
        self.reader.next()
        self.block()
        self.reader.check_match(G.END, G.DO, line)

    def _condition(self) -> None:
        self.regs.condition(self.expression())

    def _while(self, line: int) -> None:
        self.reader.next()
        self._condition()
        self.jumps.enter(self.func, True)
        self.reader.check_next(G.DO)
        self.block()
        self.reader.check_match(G.END, G.WHILE, line)
        self.jumps.leave(self.func)

    def _repeat(self, line: int) -> None:
        self.jumps.enter(self.func, True)
        self.jumps.enter(self.func, False)
        self.reader.next()
        self.statements()
        self.reader.check_match(G.UNTIL, G.REPEAT, line)
        self._condition()
        self.jumps.leave(self.func)
        self.jumps.leave(self.func)

    def _if(self, line: int) -> None:
        reader = self.reader
        self._then()
        while reader.type == G.ELSEIF:
            self._then()
        if reader.test_next(G.ELSE):
            self.block()
        reader.check_match(G.END, G.IF, line)

    def _then(self) -> None:
        """``if`` or ``elseif``, its condition and block."""
        reader = self.reader
        reader.next()
        e = self.expression()
        reader.check_next(G.THEN)
        jumps = {(5, 4): (G.BREAK,), (5, 1): ()}.get(self.dialect.number, (G.BREAK, G.GOTO))
        self.regs.condition(e)
        self.jumps.enter(self.func, False)
        if reader.type in jumps and self._leading_jump():
            self.jumps.leave(self.func)
            return
        self.statements()
        self.jumps.leave(self.func)

    def _leading_jump(self) -> bool:
        """A jump that Lua folds into the condition (at no level of its own); whether it is all of the block."""
        reader, line = self.reader, self.reader.line
        is_break = reader.type == G.BREAK
        reader.next()
        if is_break:
            self.jumps.break_(self.func, line)
        else:
            self.jumps.goto(self.func, reader.check_name(), line)
        if self.dialect.number == (5, 2):
            self._skip_empty()
        else:
            while reader.test_next(G.SEMI):
                pass
        return self._ends_block(False)

    def _for(self, line: int) -> None:
        reader = self.reader
        self.jumps.enter(self.func, True)
        reader.next()
        name = reader.check_name()
        if reader.type == G.EQ:
            self._numeric_for(name)
        elif reader.type in (G.COMMA, G.IN):
            self._generic_for(name)
        else:
            reader.syntax_error("'=' or 'in' expected")
        reader.check_match(G.END, G.FOR, line)
        self.jumps.leave(self.func)

    def _hidden(self, count: int) -> None:
        for _ in range(count):
            self.func.declare("(for state)")

    def _numeric_for(self, name: str) -> None:
        reader = self.reader
        self._hidden(3)
        self.func.declare(name)
        reader.next()
        self.regs.next_register(self.expression())
        reader.check_next(G.COMMA)
        self.regs.next_register(self.expression())
        if reader.test_next(G.COMMA):
            self.regs.next_register(self.expression())
        else:
            self.func.reserve(1)
        self._for_body(3)

    def _generic_for(self, name: str) -> None:
        reader = self.reader
        hidden = 4 if self.dialect.number >= (5, 4) else 3
        self._hidden(hidden)
        self.func.declare(name)
        while reader.test_next(G.COMMA):
            self.func.declare(reader.check_name())
        reader.check_next(G.IN)
        last, given = self.expression_list()
        self._adjust(hidden, given, last)
        self.func.check_stack(3)
        self._for_body(hidden)

    def _for_body(self, hidden: int) -> None:
        func = self.func
        func.activate(hidden)
        func.free = func.top()
        self.reader.check_next(G.DO)
        self.jumps.enter(func, False)
        count = len(func.pending)
        func.activate(count)
        func.reserve(count)
        func.free = func.top()
        self.block()
        self.jumps.leave(func)

    _STATEMENTS = {
        G.LOCAL: _local, G.IF: _if, G.WHILE: _while, G.DO: _do, G.FOR: _for, G.REPEAT: _repeat, G.FUNCTION: _function,
    }
