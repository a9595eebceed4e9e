"""Classes and objects whose methods, fields and metatables change between the same calls of them (manual 2.4, 3.4.10)."""

from __future__ import annotations

from .core import Core

METHODS = ("get", "step", "area", "name")


class Hierarchies:
    def section_hierarchy(self: Core) -> None:
        """A program of its own: the same functions call methods of all objects after each of the changes."""
        self.emit("local function native(...) return select('#', ...) end")
        self.emit("local key = 'get'")
        classes: list[str] = []
        for _ in range(self.number(1, 3)):
            self.class_of_hierarchy(classes)
        self.emit("local objects = {}")
        for _ in range(self.number(2, 5)):
            self.emit(f"objects[#objects + 1] = {self.object_of_hierarchy(classes)}")
        self.function_using_methods()
        self.use_all()
        for _ in range(self.number(4, 12)):
            with self.function_body("check('change', function()", [], end="end)"):
                self.emit(self.change_of_hierarchy(classes))
            self.use_all()

    def method_body(self: Core, place: int) -> str:
        """The body of a method, which calls only those that follow it."""
        own = (f"self.x = (self.x or 0) + {self.number(1, 5)}", f"show('{METHODS[place]}', {self.number(1, 99)}, a)", "a = a or 2")
        lines = [self.choice(own)]
        if place + 1 < len(METHODS):
            later = self.choice(METHODS[place + 1:])
            lines.append(self.choice((f"a = self:{later}(a)", f"return self:{later}(a), a", f"return self:{later}(self:{METHODS[-1]}(a), a)",
                                      f"return self:{later}(a)", "a = a or self.x", f"if a == 3 then return self.{later} end")))
        if not lines[-1].startswith("return"):
            lines.append(self.choice(("return a", "return self.x, a", "return", "return self", f"return {self.number(1, 9)}")))
        return " ".join(lines)

    def method_value(self: Core, method: str) -> str:
        return self.weighted((6, f"function(self, a) {self.method_body(METHODS.index(method))} end"), (1, "native"), (1, "type"),
                             (1, "function(...) return select('#', ...), ... end"), (1, "setmetatable({}, {__call = function(f, self, a) return 'called', a end})"))

    def value_for_method(self: Core, method: str) -> str:
        return self.weighted((6, self.method_value(method)), (2, "nil"), (1, "7"), (1, "'text'"), (1, "{}"))

    def class_of_hierarchy(self: Core, classes: list[str]) -> None:
        name = f"C{len(classes) + 1}"
        parent = self.choice(classes) if classes else None
        shapes = ["{}", "{x = 1}", "{get = function(self) return 'first' end}"]
        if parent is not None:
            shapes += [f"setmetatable({{}}, {{__index = {parent}}})", f"setmetatable({{}}, {parent})", f"{parent}.new(5)"] * 2
        self.emit(f"local {name} = {self.choice(shapes)}")
        defined = [f"{name}.__index = {name}"] if self.chance(0.8) else []
        for place in sorted(self.random.sample(range(len(METHODS)), self.number(1, 3))):
            defined.append(f"function {name}:{METHODS[place]}(a) {self.method_body(place)} end")
        self.random.shuffle(defined)
        made = self.choice((f"setmetatable({{x = x}}, {name})", f"setmetatable({{x = x}}, {{__index = {name}}})",
                            f"setmetatable({{}}, {name})", f"setmetatable({{x = x, name = tostring(x)}}, {name})"))
        defined.insert(self.number(0, len(defined)), f"function {name}.new(x) return {made} end")
        for line in defined:
            self.emit(line)
        if parent is not None and self.chance(0.3):
            self.emit(f"setmetatable({name}, {{__index = {parent}}})")
        classes.append(name)

    def object_of_hierarchy(self: Core, classes: list[str]) -> str:
        cls = self.choice(classes)
        return self.weighted((8, f"{cls}.new({self.number(1, 9)})"), (2, f"setmetatable({{x = 4, step = {self.method_value('step')}}}, {cls})"),
                             (1, f"{{get = {self.method_value('get')}, x = 2}}"), (1, "'a string'"), (1, "42"),
                             (1, f"setmetatable({{}}, {{__index = function(o, k) show('index', k) return {cls}[k] end}})"),
                             (1, f"setmetatable({{}}, {{__index = {cls}, __newindex = function(o, k, v) show('new', k) rawset(o, k, v) end}})"),
                             (1, f"setmetatable({{x = 3}}, {{__index = {cls}, __mode = 'k'}})"))

    def function_using_methods(self: Core) -> None:
        first, second = self.random.sample(METHODS, 2)
        with self.function_body("local function use(o, n)", []):
            for _ in range(self.number(1, 3)):
                self.emit(self.choice((f"local r = o:{first}(n); show(r)", f"o:{second}(n)", f"show(o:{first}(o:{second}(n)))",
                                       f"show(o:{first}(n) == o:{second}(n))", f"local f = o.{first}; if f then show(f(o, n)) end",
                                       f"if o:{second}(n) then show('true') end", f"show((o:{first}(n)), o:{second}())",
                                       f"local s = 0; for i = 1, 3 do s = o:{first}(i) end; show(s)", f"show(o.{second} ~= nil)")))
            self.emit(f"return o:{first}(n, n)")

    def use_all(self: Core) -> None:
        self.emit("for i = 1, #objects do check('use', use, objects[i], i) end")
        if self.chance(0.3):
            self.emit("check('use', use, C1, 1)")

    def change_of_hierarchy(self: Core, classes: list[str]) -> str:
        place, method = self.number(0, len(classes) - 1), self.choice(METHODS)
        cls, other = classes[place], self.choice(classes[:place + 1])  # no loops: a class inherits only from earlier ones
        o = f"objects[{self.number(1, 3)}]"
        return self.weighted(
            (3, f"local o = {o}; o.{method} = {self.value_for_method(method)}"),
            (3, f"{cls}.{method} = {self.value_for_method(method)}"),
            (2, f"function {cls}:{method}(a) {self.method_body(METHODS.index(method))} end"),
            (1, f"rawset({o}, '{method}', {self.value_for_method(method)})"), (1, f"rawset({cls}, '{method}', {self.value_for_method(method)})"),
            (1, f"key = '{method}'; {o}[key] = {self.value_for_method(method)}"), (1, f"key = '{method}'; {cls}[key] = {self.value_for_method(method)}"),
            (2, f"setmetatable({o}, {self.choice((cls, 'nil', f'{{__index = {cls}}}', f'getmetatable({self.choice(classes)}.new(1))'))})"),
            (1, f"{cls}.__index = {self.choice((other, 'nil', cls, f'function(o, k) return {other}[k] end'))}"),
            (1, f"getmetatable({o}).__index = {self.choice((other, f'function(o, k) show(k) return {other}[k] end'))}"),
            (1, f"setmetatable({cls}, {self.choice(('nil', 'nil' if cls == other else f'{{__index = {other}}}'))})"),
            (1, f"for i = 1, 20 do local o = {cls}.new(i); o.{method} = {self.method_value(method)}; if i % 9 == 0 then show(o:{method}(i)) end end"),
            (1, f"local o, s = {cls}.new(1); for i = 1, 250 do s = o.{method} and o:{method}(5) end; show(s)"),
            (1, f"for k, v in pairs({other}) do if type(v) == 'function' and k ~= 'new' then {cls}[k] = v end end"),
            (1, f"objects[#objects % 6 + 1] = {self.object_of_hierarchy(classes)}"),
            (1, f"show(rawget({o}, '{method}'), {cls}.{method} == {other}.{method}, {o}.{method} == {cls}.{method})"),
            (1, f"local call = (loadstring or load)('local o, n = ... return o:{method}(n)'); for i = 1, #objects do check('loaded', call, objects[i], i) end"),
        )
