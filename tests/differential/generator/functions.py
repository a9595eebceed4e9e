"""Functions: closures, varargs, several results, tail calls, bodies for numbers (manual 3.4.10, 3.4.11)."""

from __future__ import annotations

from .core import Core, expression

ARGUMENTS = {
    "integer": ("0", "1", "2", "3", "-1", "10", "2^31", "2^53"),
    "real": ("0.5", "1.5", "-2.5", "3.0", "0.0", "-0.0", "1e100", "0/0", "1/0"),
    "other": ('"3"', '"0x10"', '"1.5"', '"abc"', "nil", "true", "false", "{}", "{1, 2}", "print"),
}


class Functions:
    def statement_function(self: Core) -> None:
        make = self.weighted((5, self.function_typed), (3, self.function_numeric), (2, self.function_vararg), (2, self.function_recursive),
                             (1, self.function_mutual), (1, self.function_global), (1, self.function_multiple))
        make()

    def parameters(self: Core, kinds) -> list[tuple[str, str]]:
        return [(self.fresh("p"), kind) for kind in kinds]

    def new_function(self: Core, head: str, kinds, body, vararg=False, result="any", name=None, end="end") -> None:
        """A function; head has a place for the name and one for the parameters; *body* emits its statements."""
        name = name or self.fresh("f")
        params = self.parameters(kinds)
        names = [param for param, _ in params] + (["..."] if vararg else [])
        with self.function_body(head.format(name=name, params=", ".join(names)), params, vararg, end, max(self.risk, 0.02)) as cost:
            body(params)
        self.declare(name, "function", cost=cost[0], params=tuple(kinds), result=result, fixed=True)
        if self.loops == 0 and self.chance(0.7):
            self.tried(name, kinds)

    def tried(self: Core, name: str, kinds) -> None:
        """Calls with arguments of the expected types, and others."""
        for _ in range(self.number(1, 3)):
            args = [self.argument(kind) for kind in kinds]
            if self.chance(0.1):
                args.append("1")
            self.emit(f'check("{name}", {", ".join([name, *args])})')
            self.cost += 40

    def argument(self: Core, kind: str) -> str:
        if self.chance(0.25):
            return self.choice(ARGUMENTS[self.choice(("integer", "real", "other"))])
        if kind == "map" and self.chance(0.7):
            return self.sequence_constructor(1)
        if kind in ("integer", "real") and self.chance(0.5):
            return self.choice(ARGUMENTS["real" if self.chance(0.3) else kind])
        return self.value(kind, 1)

    def function_typed(self: Core) -> None:
        kinds = [self.choice(("integer", "integer", "real", "string", "sequence", "boolean", "record", "any")) for _ in range(self.number(0, 3))]
        result = self.choice(("integer", "real", "string", "any"))

        def body(params):
            self.body(1, 4)
            self.emit(f"return {self.value(result, 2)}")
        head = self.choice(("local function {name}({params})", "local {name} = function({params})"))
        self.new_function(head, kinds, body, result=result)

    def function_numeric(self: Core) -> None:
        """A function that computes with its parameters, uses them as limits of loops and keys."""
        kinds = [self.choice(("integer", "integer", "real", "map")) for _ in range(self.number(1, 3))]

        def body(params):
            total, i = self.fresh("s"), self.fresh("i")
            numbers = [name for name, kind in params if kind in ("integer", "real")] or ["3"]
            lists = [name for name, kind in params if kind == "map"]
            self.emit(f"local {total} = {self.choice(('0', '0.0', '1', numbers[0]))}")
            self.declare(total, "integer")
            if self.chance(0.4):
                self.emit(f"if {self.choice(numbers)} {self.choice(('<', '>', '<=', '=='))} {self.integer_literal()} then return {self.choice(numbers)} end")
            limit = self.choice(numbers)
            self.bounded_loop(f"for {i} = {self.choice(('1', '0', self.choice(numbers)))}, {limit} do", False, lambda: (
                self.declare(i, "integer", fixed=True), self.numeric_body(total, i, numbers, lists)))
            self.emit(f"return {self.choice((total, f'{total}, {numbers[0]}', f'{total} + {self.choice(numbers)}', f'{total} .. {numbers[0]}'))}")
        self.new_function("local function {name}({params})", kinds, body, result="integer")

    def numeric_body(self: Core, total: str, i: str, numbers: list, lists: list) -> None:
        for _ in range(self.number(1, 3)):
            n = self.choice(numbers)
            choices = [f"{total} = {total} {self.choice(('+', '-', '*'))} {n}", f"{total} = {total} + {i} * {n}",
                       f"{total} = ({total} + {n}) % {self.choice(('7', '1000', n))}", f"if {i} > {n} then {total} = {total} - 1 end",
                       f"{total} = {total} + {n} / {self.choice(('2', i))}", f"{total} = {n} - {total}"]
            if lists:
                t = self.choice(lists)
                choices += [f"{total} = {total} + ({t}[{i}] or 0)", f"{t}[{i}] = {total}", f"{t}[{n}] = ({t}[{n}] or 1) + {i}",
                            f"{total} = {total} + ({t}[{n} + 1] or 1)", f"{t}[{i} + 1] = {t}[{i}]", f"{total} = {t}[{n}]"]
            self.emit(self.choice(choices))

    def function_vararg(self: Core) -> None:
        kinds = [self.choice(("integer", "string")) for _ in range(self.number(0, 2))]

        def body(params):
            name = self.fresh()
            shape = self.choice(("table", "select", "count", "locals", "pass", "loop"))
            if shape == "table":
                self.emit(f"local {name} = {{...}}")
            elif shape == "select":
                self.emit(f"local {name} = select({self.choice(('1', '2', '-1'))}, ..., 1)")
            elif shape == "count":
                self.emit(f"local {name} = select('#', ...)")
            elif shape == "locals":
                self.emit(f"local {name}, {self.fresh()} = ...")
            elif shape == "pass":
                self.emit(f"local {name} = (function(a, ...) return select('#', ...), a end)({self.choice(('...', '..., 1', '1, ...'))})")
            else:
                self.emit(f"local {name} = 0")
                self.emit(f"for i = 1, select('#', ...) do {name} = {name} + (tonumber((select(i, ...))) or 1) end")
            self.declare(name, "any")
            self.body(0, 2)
            self.emit(f"return {self.choice((name, '...', f'{name}, ...', '(...)', f'select({chr(34)}#{chr(34)}, ...), ...'))}")
        self.new_function("local function {name}({params})", kinds, body, vararg=True)
        name = self.scopes[-1][-1].name
        if self.loops == 0:
            self.emit(f'check("{name}", {name}, {self.values(["any"] * self.number(1, 4), 1)})')
            self.emit(f'check("{name}", {name}, {self.value("integer", 0)}, nil, {self.value("call", 1)})')

    def function_multiple(self: Core) -> None:
        """Several results, and what adjusts their number."""
        name = self.fresh("f")
        count = self.number(0, 3)
        with self.function_body(f"local function {name}(a)", [("a", "integer")], risk=max(self.risk, 0.02)) as cost:
            if self.chance(0.4):
                self.emit(f"if {self.value('boolean', 1)} then return {self.choice(('', 'nil', '1', 'a, 2'))} end")
            self.emit(f"return {self.values(['any'] * count, 1)}")
        self.declare(name, "function", cost=cost[0], params=("integer",), fixed=True)
        call = f"{name}({self.value('integer', 1)})"
        self.emit(self.choice((
            f"show({call}, {call})", f"show(({call}))", f"show({{{call}, {call}}})", f"show({{{call}}}, #{{{call}}} >= 0)",
            f"do local a, b, c = {call}; show(a, b, c) end", f"do local a, b = 1, {call}; show(a, b) end", f"show({call} == nil, not {call})",
            f"if {call} then show('yes') else show('no') end", f"show(select('#', {call}), (select('#', ({call}))))",
            f"do local t = {{}}; t.x, t.y, t[1] = {call}; show(t) end", f"show({call} or 'none', {call} and 1)",
            f"for i = 1, 2 do local v = {call}; show(v) end", f"show(tostring(({call})))", f"show(#{{{call}, nil}} >= 0, {{x = {call}}})")))

    def function_recursive(self: Core) -> None:
        """A function that calls itself: in tail position, or below an operation."""
        name = self.fresh("f")
        n, acc, extra = "n", "acc", self.fresh("k")
        if self.chance(0.5):
            with self.function_body(f"local function {name}(n, acc)", [(acc, "any")], risk=max(self.risk, 0.02)) as cost:
                self.declare(n, "integer", fixed=True)
                if self.chance(0.3):
                    self.emit(f"local {extra} = function() n = n - 0; return n, acc end")
                    self.emit(f"{self.choice(('kept', 'kept2'))} = {extra}")
                self.emit(f"if n <= 0 then return {self.choice(('acc', 'acc, n', 'n'))} end")
                self.body(0, 2)
                step = self.choice(("acc + n", "n - acc", "acc * 2", "acc .. n", f"{{n, {self.value('integer', 1)}}}", "n / 2", "acc"))
                call = self.choice((f"{name}(n - 1, {step})", f"{name}(n - 1, {step}, 3)", f"{name}(n - 1)", f"({name}(n - 1, {step}))",
                                    f"{name}(n - 0.5, {step})"))
                self.emit(f"return {call}")
        else:
            with self.function_body(f"local function {name}(n, acc)", [(acc, "any")], risk=max(self.risk, 0.02)) as cost:
                self.declare(n, "integer", fixed=True)
                self.emit(f"if n {self.choice(('< 2', '<= 1', '< 1', '< 1.5'))} then return {self.choice(('1', 'n', 'acc or 1', '1.0'))} end")
                self.emit(f"return {self.choice((f'{name}(n - 1) + n', f'n * {name}(n - 1)', f'{name}(n - 1) + {name}(n - 2)', f'{name}(n - 1, acc) .. n'))}")
        for _ in range(self.number(1, 3)):
            self.emit(f'check("{name}", {name}, {self.choice(("3", "5", "4.0", "0", "2.5", chr(34) + "4" + chr(34), "-1"))}, {self.value("integer", 0)})')
        self.emit("if kept then show(kept()) end")
        self.declare(name, "hidden", fixed=True)
        self.cost += cost[0] * 20

    def function_mutual(self: Core) -> None:
        """Local functions that call each other in tail position."""
        one, two = self.fresh("f"), self.fresh("f")
        self.emit(f"local {one}, {two}")
        for name, other in ((one, two), (two, one)):
            head = self.choice((f"function {name}(n, ...)", f"{name} = function(n, ...)"))
            with self.function_body(head, [], vararg=True, risk=max(self.risk, 0.02)):
                self.declare("n", "integer", fixed=True)
                self.emit(f"if n <= 0 then return '{name}', n, ... end")
                self.body(0, 2)
                self.emit(f"return {other}({self.choice(('n - 1, ...', 'n - 1', 'n - 2, n, ...', 'n - 1, n'))})")
        for _ in range(self.number(1, 2)):
            self.emit(f'check("{one}", {one}, {self.choice(("3", "4", "0", "2.5"))}, {self.value("any", 0)})')
        if self.chance(0.3):
            self.emit(f"{two} = function(...) return 'replaced', ... end")
            self.emit(f'check("{one}", {one}, 3)')

    def function_global(self: Core) -> None:
        kinds = [self.choice(("integer", "string", "any")) for _ in range(self.number(0, 2))]

        def body(params):
            self.body(1, 2)
            self.emit(f"return {self.value('any', 2)}")
        self.new_function("function {name}({params})", kinds, body, name=self.fresh("g"))

    def statement_closures(self: Core) -> None:
        """Closures that share variables, or get new ones in each round of a loop."""
        if self.chance(0.5):
            name, get, put = self.fresh(), self.fresh("f"), self.fresh("f")
            self.emit(f"local {name} = {self.value('integer', 1)}")
            self.declare(name, "integer")
            self.emit(f"local function {get}() return {name} end")
            self.emit(f"local function {put}(v) {name} = v; return v end")
            self.declare(get, "function", result="integer", fixed=True)
            self.declare(put, "function", params=("integer",), result="integer", fixed=True)
            self.body(1, 2)
            self.emit(f"{put}({get}() + 1)")
            self.emit(f"show({get}(), {name})")
            return
        functions, name = self.fresh("t"), self.fresh()
        self.emit(f"local {functions} = {{}}")
        n = self.fresh("n")
        loop = self.choice(("for i = 1, 3 do", "for _, i in ipairs({4, 5, 6}) do", f"local {n} = 0; while {n} < 3 do {n} = {n} + 1; local i = {n} * 2",
                            f"local {n} = 0; repeat {n} = {n} + 1; local i = {n} * 3"))
        with self.block(loop, f"until {n} == 3" if "repeat" in loop else "end", times=3):
            self.declare("i", "integer")
            self.loops += 1
            self.emit(f"local {name} = {self.value('integer', 1)}")
            self.declare(name, "integer")
            self.emit(f"{functions}[#{functions} + 1] = function(d) {name} = {name} + d; i = i + 1; return {name}, i end")
            if self.chance(0.4):
                self.emit(f"if {self.value('boolean', 1)} then {name} = {name} * 2 end")
            self.loops -= 1
        self.emit(f"for _ = 1, 2 do for _, f in ipairs({functions}) do show(f({self.number(1, 5)})) end end")
