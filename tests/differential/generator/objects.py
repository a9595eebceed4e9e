"""Classes, inheritance and metamethods (manual 2.4)."""

from __future__ import annotations

from .core import Core, expression

METHODS = ("area", "get", "step", "name", "value")
ATTRIBUTES = ("x", "y", "count", "value", "name")
BINARY = {"__add": "+", "__sub": "-", "__mul": "*", "__div": "/", "__mod": "%", "__pow": "^", "__concat": "..", "__eq": "==",
          "__lt": "<", "__le": "<="}
BINARY_54 = {"__idiv": "//", "__band": "&", "__bor": "|", "__bxor": "~", "__shl": "<<", "__shr": ">>"}


class Objects:
    def statement_object(self: Core) -> None:
        variable = self.a_variable("object")
        if variable is None or self.chance(0.15):
            if self.depth < 6 and self.loops < 2:
                self.choice((self.object_of_class, self.object_of_class, self.object_with_metamethods, self.object_with_index))()
            return
        self.object_use(variable.name, variable.result)

    # Classes

    def object_of_class(self: Core) -> None:
        cls = self.fresh("C")
        parent = self.a_variable("class")
        self.emit(f"local {cls} = {{}}" if self.chance(0.7) else f"local {cls} = {{x = {self.value('integer', 0)}}}")
        if self.chance(0.85):
            self.emit(f"{cls}.__index = {cls}")
        if parent is not None and self.chance(0.5):
            self.emit(f"setmetatable({cls}, {self.choice((parent.name, f'{{__index = {parent.name}}}'))})")
        self.declare(cls, "class", fixed=True)
        fields = self.random.sample(ATTRIBUTES, self.number(0, 3))
        constructor = ", ".join(f"{field} = {self.choice(('v', self.value('integer', 0), self.value('any', 1)))}" for field in fields)
        with self.function_body(f"function {cls}.new(v)", [("v", "any")], risk=0.03):
            shape = self.choice(("direct", "paired", "later", "argument"))
            if shape == "direct":
                self.emit(f"return setmetatable({{{constructor}}}, {cls})")
            elif shape == "paired":
                self.emit(f"local o = {{{constructor}}}")
                self.emit(f"return setmetatable(o, {cls})")
            elif shape == "later":
                self.emit(f"local o = setmetatable({{}}, {cls})")
                for field in fields:
                    self.emit(f"o.{field} = {self.choice(('v', str(self.value('any', 1))))}")
                self.emit("return o")
            else:
                self.emit(f"return setmetatable({{{constructor}}}, {{__index = {cls}}})")
        for method in self.random.sample(METHODS, self.number(1, 3)):
            self.method(cls, method)
        for _ in range(self.number(1, 2)):
            name = self.fresh("o")
            self.emit(f"local {name} = {cls}.new({self.value('any', 1)})")
            self.declare(name, "object", fixed=True, result=cls)

    def method(self: Core, cls: str, name: str) -> None:
        """Define or replace a method."""
        head = self.choice((f"function {cls}:{name}(a)", f"{cls}.{name} = function(self, a)"))
        with self.function_body(head, [("a", "integer")], risk=0.03):
            field = self.choice(ATTRIBUTES)
            statements = [f"self.{field} = a", f"self.{field} = (tonumber(self.{field}) or 0) + 1", f"show('{name}', self.{field})",
                          f"if a then self.{field} = nil end", f"self.{field} = {self.value('integer', 1)}"]
            for _ in range(self.number(0, 2)):
                self.emit(self.choice(statements))
            self.emit(f"return {self.choice((f'self.{field}', f'self.{field}, a', f'self.{self.choice(ATTRIBUTES)} or a', f'rawget(self, {chr(34)}{field}{chr(34)})', str(self.value('any', 1)), 'self'))}")

    def object_use(self: Core, o: str, cls: str) -> None:
        """Use or change an object or its class."""
        method, field = self.choice(METHODS), self.choice(ATTRIBUTES)
        what = self.weighted((6, "call"), (3, "read"), (3, "store"), (1, "clear"), (2, "class_field"), (2, "replace"), (1, "remove"),
                             (1, "metamethod"), (1, "own_method"), (1, "raw"), (1, "loop"), (1, "index"), (1, "metatable"), (1, "operator"))
        if what == "call":
            self.emit(f'check("{method}", function() return {o}:{method}({self.value("integer", 1)}) end)')
        elif what == "read":
            self.emit(f"show({o}.{field}, {o}.{self.choice(ATTRIBUTES)}, {o}[{self.safe_key(self.value('string', 0))}], {o}[1])")
        elif what == "store":
            self.emit(f"{o}.{field} = {self.value('any', 1)}")
        elif what == "clear":
            self.emit(f"{o}.{field} = nil")
        elif what == "class_field":
            self.emit(f"{cls}.{field} = {self.value('any', 1)}")
        elif what == "replace":
            self.method(cls, method)
        elif what == "remove":
            self.emit(f"{cls}.{method} = nil")
        elif what == "metamethod":
            self.metamethod(f"({self.choice((cls, f'getmetatable({o}) or {cls}'))})")
        elif what == "own_method":
            self.emit(f"{o}.{method} = {self.choice(('function(self, a) return self, a end', 'nil', '5', 'tostring'))}")
        elif what == "raw":
            self.emit(f'show(rawget({o}, "{field}"), rawset({o}, "{field}", {self.value("any", 1)}) == {o}, rawget({cls}, "{method}") == nil)')
        elif what == "loop":
            with self.block("for i = 1, 3 do", times=3):
                self.declare("i", "integer", fixed=True)
                self.emit(f'check("{method}", {o}.{method}, {o}, i)')
                if self.chance(0.5):
                    self.emit(f"if i == 2 then {cls}.{method} = {self.choice(('nil', 'function(self, a) return a, self.x end', 'false'))} end")
        elif what == "index":
            other = self.a_variable("class")
            self.emit(f"{cls}.__index = {self.choice((cls, 'nil', other.name if other else cls, 'function(t, k) return k end', cls))}")
        elif what == "metatable":
            other = self.a_variable("class")
            self.emit(f"setmetatable({o}, {self.choice((cls, 'nil', other.name if other else cls, '{__index = ' + cls + '}'))})")
        else:
            self.operators(o)

    # Metamethods

    def metamethod(self: Core, meta: str) -> None:
        """Give a table that may be a metatable a metamethod."""
        events = ["__index", "__newindex", "__call", "__tostring", "__len", "__unm", "__eq", "__lt", "__le", "__concat", "__add"]
        event = self.choice(events)
        self.emit(f"{meta if meta[0] != '(' else ';' + meta}.{event} = {self.handler(event)}")

    def handler(self: Core, event: str) -> str:
        result = self.choice(("1", '"r"', "nil", "2.5", "true", "#tostring(a)", "a", "b"))
        if event == "__index":
            return self.choice(("function(t, k) show('index', k); return k end", "{x = 7, name = 'n', area = function(self, a) return a end}",
                                "function(t, k) return rawget(t, k .. '') end", "function() return 1, 2 end", "nil"))
        if event == "__newindex":
            return self.choice(("function(t, k, v) show('newindex', k, v); rawset(t, k, v) end", "function(t, k, v) show('newindex', k, v) end", "nil"))
        if event == "__call":
            return f"function(self, ...) show('call', ...); return {self.choice(('...', '1', 'select(2, ...)', 'nil, 2', ''))} end"
        if event == "__tostring":
            return self.choice(('function() return "object" end', 'function(self) return "x=" .. tostring(rawget(self, "x")) end'))
        if event == "__len":
            return f"function() show('len'); return {self.choice(('3', '2.5', chr(34) + '7' + chr(34)))} end"
        if event == "__unm":
            return f"function(a) show('unm'); return {result if result != 'b' else '1'} end"
        return f"function(a, b) show('{event}', type(a), type(b)); return {result} end"

    def object_with_metamethods(self: Core) -> None:
        events = {**BINARY, **(BINARY_54 if self.integers else {})}
        chosen = self.random.sample(sorted(events), self.number(2, 6)) + self.random.sample(["__index", "__newindex", "__call", "__tostring", "__len", "__unm"], 2)
        meta = self.fresh("M")
        self.emit(f"local {meta} = {{}}")
        for event in chosen:
            self.emit(f"{meta}.{event} = {self.handler(event)}")
        self.declare(meta, "class", fixed=True)
        for _ in range(2):
            name = self.fresh("o")
            self.emit(f"local {name} = setmetatable({{{self.choice(('', 'x = 1', '1, 2', 'y = 2, 5'))}}}, {meta})")
            self.declare(name, "object", fixed=True, result=meta)
            self.operators(name)

    def operators(self: Core, o: str) -> None:
        """An operator applied to an object, probably with a metamethod."""
        events = {**BINARY, **(BINARY_54 if self.integers else {})}
        other = self.a_variable("object")
        for _ in range(self.number(1, 3)):
            operand = self.choice((other.name if other else o, o, str(self.value("integer", 0)), str(self.value("real", 0)), str(self.value("string", 0)), "nil"))
            left, right = (o, f"({operand})") if self.chance(0.6) else (f"({operand})", o)
            text = self.choice((f"{left} {self.choice(list(events.values()))} {right}", f"{left} {self.choice(list(events.values()))} {right}",
                                f"#{o}", f"-{o}", f"{o}({operand})", f"tostring({o})", f"{o}.{self.choice(ATTRIBUTES)}", f"{left} ~= {right}",
                                f"{left} > {right}", f"{o}[{self.safe_key(operand)}]", f"1 + {o} * 2"))
            self.emit(f'check("operator", function() return {text} end)')

    def object_with_index(self: Core) -> None:
        """A chain of defaults."""
        base, middle, o = self.fresh("C"), self.fresh("C"), self.fresh("o")
        self.emit(f"local {base} = {{x = 1, area = function(self, a) return 'base', a end, name = {self.value('any', 1)}}}")
        self.emit(f"local {middle} = setmetatable({{y = 2}}, {{__index = {self.choice((base, f'function(t, k) return {base}[k] end'))}}})")
        self.emit(f"local {o} = setmetatable({{}}, {{__index = {middle}, __newindex = {self.choice(('nil', middle, 'function(t, k, v) rawset(t, k, v) end'))}}})")
        self.declare(base, "class", fixed=True)
        self.declare(middle, "class", fixed=True)
        self.declare(o, "object", fixed=True, result=self.choice((base, middle)))
        for _ in range(self.number(2, 4)):
            self.object_use(o, self.choice((base, middle)))
