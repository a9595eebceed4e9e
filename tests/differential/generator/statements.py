"""Local variables, assignments and control structures (manual 3.3)."""

from __future__ import annotations

from .core import Core, expression

KINDS = ("integer", "integer", "integer", "real", "real", "string", "string", "boolean", "sequence", "map", "record", "any")


class Statements:
    def statements(self: Core, count: int) -> None:
        for _ in range(count):
            self.statement()

    def statement(self: Core) -> None:
        nested = self.loops < 3 and self.depth < 7
        make = self.weighted(
            (10, self.statement_local), (12, self.statement_assign), (6, self.statement_show), (6, self.statement_list),
            (4, self.statement_map), (4, self.statement_record), (2, self.statement_call), (2, self.statement_object),
            (2, self.statement_several), (1, self.statement_assert),
            *([(4, self.statement_if), (4, self.statement_numeric_for), (2, self.statement_while), (1, self.statement_repeat),
               (2, self.statement_generic_for), (1, self.statement_do), (3, self.statement_function), (1, self.statement_closures),
               (1, self.statement_goto), (1, self.statement_protected), (1, self.statement_coroutine),
               (1, self.statement_accumulate), (1, self.statement_attrib)] if nested else []))
        make()

    def body(self: Core, least: int = 1, most: int = 3) -> None:
        self.statements(self.number(least, most))

    def statement_local(self: Core) -> None:
        kind = self.choice(KINDS)
        value = self.value(kind, 2)
        name = self.shadowing_name() if self.chance(0.1) else self.fresh()
        self.emit(f"local {name} = {value}")
        self.declare(name, kind)

    def shadowing_name(self: Core) -> str:
        found = [variable for variable in self.visible() if not variable.fixed]
        return self.choice(found).name if found else self.fresh()

    def statement_several(self: Core) -> None:
        """Several variables or values at once."""
        if self.chance(0.5):
            kinds = [self.choice(KINDS) for _ in range(self.number(2, 3))]
            values = [self.value(kind, 1) for kind in kinds[:self.number(1, 3)]]
            if self.chance(0.3):
                values[-1] = self.value("call", 1)
            names = [self.fresh() for _ in kinds]
            self.emit(f"local {', '.join(names)} = {', '.join(values)}")
            for name in names:
                self.declare(name, "any")
            return
        targets = [variable for variable in self.visible(assignable=True) if variable.kind in ("integer", "real", "string", "any", "boolean")]
        targets = self.random.sample(targets, min(len(targets), self.number(1, 3)))
        if targets:
            values = [self.value(target.kind, 1) for target in targets] + ([self.value("call", 1)] if self.chance(0.3) else [])
            self.random.shuffle(values)
            self.emit(f"{', '.join(target.name for target in targets)} = {', '.join(values)}")

    def statement_assign(self: Core) -> None:
        variable = self.a_variable(assignable=True)
        if variable is None or variable.kind in ("function", "object"):
            self.statement_local()
            return
        name, kind = variable.name, variable.kind
        if kind in ("sequence", "map", "record"):
            if self.chance(0.2):
                self.emit(f"{name} = {getattr(self, kind + '_constructor')(1)}")
            else:
                getattr(self, {"sequence": "statement_list", "map": "statement_map", "record": "statement_record"}[kind])()
            return
        if kind == "string":
            value = self.value("string", 2)
            self.emit(f"{name} = string.sub({value}, 1, 60)")
        elif kind in ("integer", "real") and self.chance(0.5):
            operator = self.choice(("+", "-", "*", "+", "-") + (("//", "%", "~") if self.integers and kind == "integer" else ("/", "%")))
            self.emit(f"{name} = {name} {operator} {self.operand(self.value(kind, 1), operator, True)}")
        elif self.chance(0.06) and kind != "any":
            self.emit(f"{name} = {self.value('any', 2)}")  # another type from now on
        else:
            self.emit(f"{name} = {self.value(kind, 3)}")

    def statement_show(self: Core) -> None:
        kinds = [self.choice(("integer", "real", "string", "boolean", "any", "call")) for _ in range(self.number(1, 3))]
        self.emit(f"show({self.values(kinds, 2)})")

    def statement_call(self: Core) -> None:
        function = self.callable_function()
        if function is None:
            self.statement_show()
        elif self.chance(0.5):
            self.emit(f"show({self.call_of(function)})")
        else:
            self.emit(str(self.call_of(function)))

    def statement_assert(self: Core) -> None:
        value = self.value(self.choice(("boolean", "any", "integer")), 1)
        self.emit(self.choice((f'check("assert", function() assert({value}, "message") end)', f"assert({value} or true)",
                               f"show(assert({self.value('integer', 1)}, 2))")))

    def statement_do(self: Core) -> None:
        with self.block("do"):
            self.body()

    def statement_if(self: Core) -> None:
        with self.block(f"if {self.value('boolean', 2)} then", end=""):
            self.body()
        if self.chance(0.2):
            with self.block(f"elseif {self.value('boolean', 2)} then", end=""):
                self.body(1, 2)
        if self.chance(0.4):
            with self.block("else", end=""):
                self.body(1, 2)
        self.emit("end")

    def statement_numeric_for(self: Core) -> None:
        name = self.fresh("i") if self.chance(0.9) else self.shadowing_name()
        shape = self.weighted((8, "plain"), (3, "float"), (3, "offset"), (2, "variable"), (2, "edge"))
        real = False
        if shape == "plain":
            head = self.choice(("1, 3", "1, 5", "0, 4", "5, 1, -1", "1, 6, 2", "3, 1", "10, 0, -4", "-2, 2"))
        elif shape == "float":
            head, real = self.choice(("1.0, 3", "1, 3, 0.5", "0.5, 2.5", "1, 3.7", "3, 1, -0.75", "1, 0.5", "1, 3.0", "-0.0, 2.0")), True
        elif shape == "offset":
            start = self.value("integer", 1)
            head = f"{start}, {self.operand(start, '+')} + {self.number(0, 4)}"
        elif shape == "variable":
            head = self.values([self.choice(("integer", "real", "numeral")), self.choice(("integer", "real"))], 1)
            if self.chance(0.3):
                head += ", " + self.choice(("1", "-1", "0.5", "2", "0", str(self.value("integer", 0))))
        else:
            head = self.choice(("math.maxinteger - 2, math.maxinteger", "math.mininteger, math.mininteger + 2",
                                "math.maxinteger - 5, math.maxinteger, 3", "math.mininteger + 4, math.mininteger, -3",
                                "1, math.huge, 1000", "3, -math.huge, -1", "1, 0/0") if self.integers else
                               ("2^53 - 2, 2^53 - 1", "1, math.huge, 1000", "3, -math.huge, -1", "1, 0/0", "2^53, 2^53 + 3, 2"))
        bounded = shape in ("plain", "float")
        self.bounded_loop(f"for {name} = {head} do", bounded, lambda: self.declare(name, "real" if real else "integer", fixed=self.chance(0.6)))

    def bounded_loop(self: Core, head: str, bounded: bool, declare, end: str = "end") -> None:
        """A loop of a few rounds: if it is not bounded by itself, a counter breaks it."""
        counter = None
        if not bounded:
            counter = self.fresh("n")
            self.emit(f"local {counter} = 0")
            self.declare(counter, "integer", fixed=True)
        with self.block(head, end, times=4):
            declare()
            self.loops += 1
            if counter is not None:
                self.emit(f"{counter} = {counter} + 1")
                self.emit(f"if {counter} > {self.number(3, 6)} then break end")
            leave = self.integers and self.chance(0.15)
            if leave:
                self.emit(f"if {self.value('boolean', 1)} then goto continue end")
                with self.block("do"):
                    self.body(1, 4)
            else:
                self.body(1, 4)
                if self.chance(0.15):
                    self.emit(f"if {self.value('boolean', 1)} then break end")
            if leave:
                self.emit("::continue::")
            self.loops -= 1

    def statement_while(self: Core) -> None:
        if self.chance(0.5):
            self.bounded_loop(f"while {self.value('boolean', 2)} do", False, lambda: None)
            return
        counter = self.fresh("n")
        self.emit(f"local {counter} = {self.choice(('0', '1', '-1', '0.0'))}")
        self.declare(counter, "integer", fixed=True)
        with self.block(f"while {counter} < {self.number(2, 5)} do", times=4):
            self.loops += 1
            self.emit(f"{counter} = {counter} + 1")
            self.body(1, 3)
            self.loops -= 1

    def statement_repeat(self: Core) -> None:
        counter = self.fresh("n")
        self.emit(f"local {counter} = 0")
        self.declare(counter, "integer", fixed=True)
        self.emit("repeat")
        self.depth += 1
        self.scopes.append([])
        self.loops += 1
        self.times *= 4
        self.emit(f"local done = {counter} >= {self.number(1, 4)}")
        self.emit(f"{counter} = {counter} + 1")
        self.body(1, 3)
        condition = f"done or {self.value('boolean', 1)}"
        self.times //= 4
        self.loops -= 1
        self.scopes.pop()
        self.depth -= 1
        self.emit(f"until {condition}")

    def statement_generic_for(self: Core) -> None:
        shape = self.choice(("ipairs", "gmatch", "pairs", "next", "closure", "coroutine"))
        if shape == "ipairs":
            head, kinds = f"for i, v in ipairs({self.value('sequence', 1)}) do", (("i", "integer"), ("v", "any"))
        elif shape == "gmatch":
            pattern = self.choice(("%a+", "%d", ".", "%w", "[^,]+", "()."))
            head, kinds = f'for w in string.gmatch({self.value("string", 1)}, "{pattern}") do', (("w", "string"),)
        elif shape == "pairs":
            # at most one key: the order is not defined
            head, kinds = f"for k, v in pairs({{{self.choice(('', 'x = 1', '7', '[1.5] = 2'))}}}) do", (("k", "any"), ("v", "any"))
        elif shape == "next":
            head, kinds = f"for k in next, {{{self.choice(('', 'x = 1', '7', '[true] = 2'))}}} do", (("k", "any"),)
        elif shape == "closure":
            step = self.fresh("f")
            with self.function_body(f"local function {step}(n)", [("n", "integer")]):
                self.emit("local i = 0")
                with self.block("return function()"):
                    self.emit("i = i + 1")
                    self.emit("if i <= n then return i, i * 2 end")
            head, kinds = f"for a, b in {step}({self.number(0, 4)}) do", (("a", "integer"), ("b", "integer"))
        else:
            head = f"for a, b in coroutine.wrap(function() for i = 1, {self.number(1, 3)} do coroutine.yield(i, {self.value('integer', 1)}) end end) do"
            kinds = (("a", "integer"), ("b", "integer"))

        def declare():
            for name, kind in kinds:
                self.declare(name, kind, fixed=True)
        self.bounded_loop(head, False, declare)

    def statement_goto(self: Core) -> None:
        """A loop by goto, or a jump out of nested blocks."""
        if not self.integers:
            self.statement_if()
            return
        label, counter = self.fresh("l"), self.fresh("n")
        if self.chance(0.5):
            with self.block("do"):
                self.emit(f"local {counter} = 0")
                self.declare(counter, "integer", fixed=True)
                self.emit(f"::{label}::")
                self.emit(f"{counter} = {counter} + 1")
                with self.block("do", times=3):
                    self.loops += 1
                    self.body(1, 3)
                    self.loops -= 1
                self.emit(f"if {counter} < {self.number(2, 3)} then goto {label} end")
            return
        with self.block("do"):
            with self.block(f"for {counter} = 1, 3 do", times=3):
                self.declare(counter, "integer", fixed=True)
                self.loops += 1
                with self.block(f"while {self.value('boolean', 1)} do"):
                    self.emit(f"if {self.value('boolean', 1)} then goto {label} end")
                    self.body(1, 2)
                    self.emit("break")
                self.loops -= 1
            self.emit("show('not left')")
            self.emit(f"::{label}::")

    def statement_accumulate(self: Core) -> None:
        """A loop as in number crunching, with facts for an optimiser to find."""
        total, i = self.fresh("s"), self.fresh("i")
        self.emit(f"local {total} = {self.choice(('0', '1', '0.0', '1.5', 'math.maxinteger' if self.integers else '2^53', '2^53', '-1', chr(34) + '1' + chr(34)))}")
        self.declare(total, "integer")
        with self.block(f"for {i} = {self.choice(('1, 10', '0, 7', '10, 1, -3', '1, 3, 0.5', '1.0, 4'))} do", times=6):
            self.declare(i, "integer", fixed=True)
            self.loops += 1
            for _ in range(self.number(1, 3)):
                operator = self.choice(("+", "-", "*", "+"))
                value = self.choice((i, f"{i} * {i}", f"{i} * 3 - 1", f"{i} % 3", f"{i} / 2", "1", f"({total} % 7)", f"{total}", f"{i} * 2^31",
                                     str(self.integer_literal()), f"({self.value('integer', 1)})"))
                self.emit(f"{total} = {total} {operator} {self.operand(expression(value), operator, True) if value[0] != '-' else f'({value})'}")
            if self.chance(0.3):
                self.emit(f"if {total} > {self.integer_literal()} then {total} = {total} - {self.choice(('1', '1000', '2^40', '0.5'))} end")
            self.loops -= 1
        self.emit(f"show({total})")

    def statement_attrib(self: Core) -> None:
        if not self.integers:
            self.statement_local()
            return
        name = self.fresh("c")
        if self.chance(0.5):
            kind = self.choice(("integer", "real", "string", "boolean"))
            self.emit(f"local {name} <const> = {self.value(kind, 1)}")
            self.declare(name, kind, attrib=True)
        else:
            with self.block("do"):
                self.emit(f"local {name} <close> = setmetatable({{}}, {{__close = function(_, e) show('closed', type(e) == 'string' and e:match('^[^\\n]*') or e) end}})")
                self.body(1, 3)
