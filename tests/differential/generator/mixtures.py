"""Functions in which everything meets: operands of unknown types, metamethods that leave traces, calls with any number of
results, assignments to several places, closures over loop variables, loops over tables that change, yields.

An optimiser tries statements with what is likely and does them again otherwise: what it does twice or in another order
shows in the traces.
"""

from __future__ import annotations

import re

from .core import Core, is_constant_zero

#: names: what they are. t: keys of any kind; list: no holes, so that its length may be asked for; o: an object.
PARAMETERS = (("a", "any"), ("b", "any"), ("n", "any"), ("t", "hidden"), ("list", "hidden"), ("o", "hidden"), ("s", "any"))
HELPERS = """local traces, driving, up = 0, false, 1
local function event(name, ...)
  traces = traces + 1
  if traces < 60 then show(name, ...) end
end
local function one(v) event('one', v) return v end
local function two(v, w) event('two') return v, w end
local function none() event('none') end
local function maybe(v, w) if v then return v, w, 3 elseif w then return end return nil end
local function set(v) event('set', v) up = v return v end
local function pause(v) if driving then coroutine.yield(v) end return v end
local function drive(f, ...)
  local co = coroutine.create(f)
  driving = true
  show(coroutine.resume(co, ...))
  for round = 1, 6 do
    if coroutine.status(co) == 'dead' then break end
    show(coroutine.resume(co, round))
  end
  driving = false
  show(coroutine.status(co))
end"""


def needed(helpers: str, text: str) -> list[str]:
    """The declarations among *helpers* that a text needs."""
    found: list[str] = []
    for helper in reversed(re.split(r"\n(?=local)", helpers)):
        names = re.match(r"local (?:function )?([\w, ]+)", helper)[1].split(", ")
        if any(re.search(rf"\b{name}\b", text) for name in names):
            found.insert(0, helper)
            text += helper
    return found


RESULTS = ("1", "2.5", "3", "4, 5", "7", "0.5", "2", "'r'", "nil", "true", "false", "x", "y", "x, y", "error('raised', 0)", "up")
EVENTS = {"__add": "+", "__sub": "-", "__mul": "*", "__div": "/", "__mod": "%", "__pow": "^", "__concat": "..", "__lt": "<", "__le": "<="}
EVENTS_54 = {"__idiv": "//", "__band": "&", "__shl": "<<"}
NUMBERS = ("0", "1", "2", "3", "4", "-1", "0.5", "2.0", "-2.5", "1e15", "2^31", "2^53", "0/0", "1/0")
EDGES = ("math.maxinteger", "math.mininteger", "math.maxinteger - 2", "1 << 62", "-(1 << 62)", "3037000500", "4611686018427387905")
TEXTS = ("'text'", "'10'", "'0x10'", "''", "'a,b'", "'2.5'")
OTHERS = ("nil", "true", "false", "odd", "{}", "{1, 2}", "one", "two", "print", "odd")
FIELDS = ("x", "y", "z", "next", "m")


class Mixtures:
    def section_mixture(self: Core) -> None:
        self.odd_object("odd")
        self.odd_object("odd2")
        self.declare("up", "any")
        self.declare("odd", "hidden", fixed=True)
        name = self.fresh("mix")
        with self.function_body(f"local function {name}({', '.join(param for param, _ in PARAMETERS)})", list(PARAMETERS)):
            self.emit(f"local c, d, i = {self.choice(('0', '1', 'a', '0.0', '1'))}, {self.choice(('2', '1', 'b', 'n'))}, {self.choice(('1', '2', 'n'))}")
            self.emit("local rounds, fs, v = 0, {}, nil")
            self.mix_block(2, self.number(3, 7))
            self.emit("for j = 1, #fs do show(fs[j](j)) end")
            if self.chance(0.3):
                self.emit(f"return {self.choice(('two(c, d)', 'maybe(c, d)', 'one(c)', 'c, two(d, i)', '(two(c, d))', 'o:m(c)'))}")
            else:
                self.emit("return c, d, i, s, t, list, o")
        call = f"drive, {name}" if self.chance(0.3) else name
        for strange in (0, 0.1, 0.3, 0.5)[:self.number(2, 4)]:
            self.emit(f'check("{name}", {call}, {self.mixed_arguments(strange)})')
        self.emit("show(up, traces)")
        self.lines[:0] = [line for helper in needed(HELPERS, "\n".join(self.lines)) for line in helper.split("\n")]

    def odd_object(self: Core, name: str) -> None:
        """A table whose metamethods tell that they are called, and do something about it."""
        result = lambda: self.choice(RESULTS)  # noqa: E731
        effect = lambda: self.choice(("", "", "", "up = x; ", "up = nil; "))  # noqa: E731
        items = []
        for event in (*EVENTS, *(EVENTS_54 if self.integers else ())):
            if self.chance(0.9):
                items.append(f"{event} = function(x, y) event('{event}', type(x), type(y)) {effect()}{self.returned(result())} end")
        if self.chance(0.8):
            items.append(f"__index = {self.choice((f'function(x, y) event({chr(39)}index{chr(39)}, y) {effect()}{self.returned(result())} end', '{x = 1, m = one, [1] = 5}'))}")
        if self.chance(0.7):
            items.append(f"__newindex = function(x, y, z) event('newindex', y, z) {self.choice(('', 'rawset(x, y, z)', 'up = z', 'error(y, 0)'))} end")
        if self.chance(0.7):
            items.append(f"__call = function(x, y, ...) event('call', y, ...) {effect()}{self.returned(self.choice((*RESULTS, '...', 'select(2, y, ...)')))} end")
        if self.chance(0.7):
            items.append(f"__unm = function(x, y) event('unm') {self.returned(result())} end")
            items.append(f"__len = function(x, y) event('len') {self.returned(self.choice(('2', '2.5', 'nil', chr(39) + '3' + chr(39))))} end")
        if self.chance(0.5):
            items.append(f"__eq = function(x, y) event('eq') {self.returned(result())} end")
        self.emit(f"local {name} = setmetatable({self.choice(('{}', '{1, x = 2}', '{x = 1, y = 2.5}'))}, {{")
        for item in items:
            self.emit(f"  {item},")
        self.emit("})")

    def returned(self: Core, result: str) -> str:
        return result if result.startswith("error") else f"return {result}"

    # Arguments

    def mixed_arguments(self: Core, strange: float) -> str:
        """Arguments for PARAMETERS; strange: how often one is not what the function is made for."""
        return ", ".join((self.mixed_argument(strange), self.mixed_argument(strange), self.mixed_argument(strange / 2), self.mixed_table(strange),
                          self.mixed_list(), self.mixed_object(strange), self.choice(("1", "odd", "nil")) if self.chance(strange / 2) else self.choice(TEXTS)))

    def mixed_argument(self: Core, strange: float) -> str:
        if self.chance(strange):
            return self.choice(self.weighted((2, EDGES if self.integers else NUMBERS), (2, TEXTS), (3, OTHERS)))
        return self.choice(NUMBERS[:7] if self.chance(0.6) else NUMBERS)

    def mixed_table(self: Core, strange: float) -> str:
        return self.choice(("odd", "odd2", "{odd, odd2}", "{true, false, 3}") if self.chance(strange) else
                           ("{}", "{1, 2, 3}", "{x = 1, y = 2}", "{[0] = 1, [2] = 5}", "{1.5, 2, x = {}}"))

    def mixed_list(self: Core) -> str:
        return self.choice(("{}", "{3, 1, 2}", "{1.5, 2.5}", "{'a', 'b', 'c', 'd'}", "{1, 'x', true, {}}", "{10, 20, 30, 40, 50}", "{odd}"))

    def mixed_object(self: Core, strange: float) -> str:
        if self.chance(strange):
            return self.choice(("odd", "odd2", "setmetatable({}, {__index = odd})", "{x = '1', next = {x = 3}, m = one}", "{}"))
        return self.choice(("{x = 1, y = 2, z = 3, m = function(self, v) return v end}", "{x = 1.5, y = -0.5, z = 2.5, m = two}", "{x = 4, y = 0.25, z = 1, next = {x = 3, y = 2.5}, m = one}",
                            "setmetatable({x = 3, next = {x = 1}}, {__index = {y = 4, z = 0, m = function(self, v) self.x = v return self.x end}})",
                            "setmetatable({x = 2, y = 5}, {__newindex = function(o, k, v) event('store', k) rawset(o, k, v) end, __index = {m = one, z = 1}})"))

    # Expressions

    def mix(self: Core, depth: int = 2) -> str:
        """An expression of any type."""
        return self.weighted((10, self.mix_number), (3, self.mix_any), (2, self.mix_condition), (2, self.mix_string))(depth)

    def mix_usual(self: Core, depth: int) -> str:
        return self.mix(depth) if self.chance(0.2) else self.mix_number(depth)

    def mix_number(self: Core, depth: int = 2) -> str:
        """An expression that is a number unless something strange has come in."""
        if self.chance(0.015):
            return self.mix_any(depth)
        if depth <= 0 or self.chance(0.25):
            return self.mix_number_atom()
        return self.weighted((8, self.mix_binary), (1, self.mix_minus), (3, self.mix_call), (1, self.mix_choice))(depth - 1)

    def mix_number_atom(self: Core) -> str:
        return self.weighted((6, "i"), (4, "a"), (3, "b"), (5, "c"), (3, "d"), (3, "n"), (4, self.choice(("1", "2", "3", "0", "1.5", "-1", "1000000007"))),
                             (3, f"o.{self.choice('xyz')}"), (2, f"(t[{self.mix_key()}] or {self.choice(('0', '1', '2.5'))})"), (1, "#list"), (1, "#s"), (1, "rounds"),
                             *([(1, self.choice(EDGES))] if self.integers else [(1, "2^53")]))

    def mix_operand(self: Core, depth: int) -> str:
        """A number, in parentheses where it is an operation."""
        text = self.mix_number(depth)
        simple = text.replace("_", "").replace(".", "").isalnum() or text[0] == "("
        return text if simple else f"({text})"

    def mix_key(self: Core) -> str:
        return self.weighted((6, "i"), (3, "1"), (2, "i + 1"), (2, "n"), (1, "a"), (1, "one(i)"), (1, "'x'"), (1, "i - 1"), (1, "c"), (1, "#list"),
                             (1, "i * 2"), (1, "set(i)"), (1, "up or 1"), (1, "'a b'"), (1, "pause(i)"), (1, "2"), (1, "two(i, n)"))

    def mix_binary(self: Core, depth: int) -> str:
        operators = ["+", "-", "*", "+", "-", "*", "/", "%", "^"] + (["//", "&", "<<", "|", ">>", "~"] if self.integers else [])
        operator = self.choice(operators)
        left, right = self.mix_operand(depth), self.mix_operand(depth)
        if operator in ("&", "<<", "|", ">>", "~"):
            left, right = self.choice((("i", right), (left, "i"), ("i", self.choice(("3", "62", "#list"))), ("rounds", "i"), ("up", "1")))
        if operator == "^":
            right = self.choice(("2", "3", "0.5", "2"))
        if operator == "%" and self.chance(0.6):
            right = self.choice(("3", "7", "256", "1.5"))
        if operator == "//" and self.chance(0.6):
            right = self.choice(("3", "2", "-2", "0.5"))
        if not self.integers and is_constant_zero(f"({left}) {operator} ({right})"):
            left = "i"  # it might be minus zero, as which 5.1 then takes all zeros of the function
        if operator in ("+", "*", "-") and self.chance(0.3):
            return f"{left} {operator} {right} {self.choice(('+', '-', '*'))} {self.mix_operand(0)}"
        return f"{left} {operator} {right}"

    def mix_minus(self: Core, depth: int) -> str:
        operand = self.mix_operand(depth)
        return f"-({operand})" if operand.startswith("-") else f"-{operand}"

    def mix_call(self: Core, depth: int) -> str:
        """A call whose first result is a number."""
        value, other = self.mix_number(depth), self.mix(depth)
        return self.choice((f"one({value})", f"one({value}, {other})", f"two({value})", f"two({value}, {other})", f"(two({value}, {other}))", f"set({value})", f"pause({value})", f"maybe({value}, {other})",
                            f"o:m({value})", f"o.m(o, {value})", f"o:m(two({value}, {other}))", f"one(two({value}, {other}))", f"two(maybe({value}, {other}))", f"select('#', two({other}))", f"math.max(i, {value})",
                            f"(function(...) return select('#', ...), ... end)({other})", f"math.floor({value})", f"one(one({value}))", f"maybe(one({value}), two({value}, {other}))", f"math.abs({value})"))

    def mix_choice(self: Core, depth: int) -> str:
        return self.choice((f"({self.mix_condition(depth)}) and {self.mix_operand(depth)} or {self.mix_operand(depth)}", f"{self.mix_any(0)} and {self.mix_operand(depth)} or 1",
                            f"up and {self.mix_operand(depth)} or {self.mix_operand(depth)}"))

    def mix_condition(self: Core, depth: int = 1) -> str:
        """A boolean, or another value that decides something."""
        if depth > 0 and self.chance(0.3):
            return f"({self.mix_condition(depth - 1)}) {self.choice(('and', 'or'))} ({self.mix_condition(depth - 1)})"
        left, right = self.mix_operand(depth), self.mix_operand(depth - 1)
        return self.weighted((6, f"{left} {self.choice(('<', '<=', '>', '>=', '==', '~='))} {right}"), (1, f"not ({self.mix_any(depth)})"), (1, f"{self.mix_any(depth)} == {self.mix_any(0)}"),
                             (1, f"t[{self.mix_key()}]"), (1, "o.next"), (1, f"maybe({self.mix_any(0)}, 1)"), (1, "v"), (1, "up"), (1, f"type({self.mix_any(0)}) == 'number'"), (1, "list[i] == v"))

    def mix_any(self: Core, depth: int = 1) -> str:
        """A value of any type."""
        if depth > 0 and self.chance(0.3):
            return self.choice((f"{{{self.mix(depth - 1)}, {self.mix(depth - 1)}}}", f"{{x = {self.mix(depth - 1)}, y = {self.mix(depth - 1)}}}", f"{{two({self.mix(depth - 1)}, i)}}",
                                f"#{{two({self.mix_number_atom()}, 1)}}", f"t[{self.safe_key(self.mix(depth - 1))}]", f"two({self.mix(depth - 1)}, {self.mix(depth - 1)})", "{}", f"{self.mix_any(0)} or {self.mix(depth - 1)}",
                                "o.next.x", "none()", f"maybe({self.mix(depth - 1)})", f"({self.mix_any(0)})"))
        return self.weighted((3, "v"), (2, "up"), (2, f"t[{self.mix_key()}]"), (2, "list[i]"), (2, "o.next"), (2, f"o.{self.choice(FIELDS)}"), (1, "nil"), (1, "true"), (1, "s"), (1, "odd"), (1, "a"), (1, "d"))

    def mix_string(self: Core, depth: int = 1) -> str:
        value = self.mix_operand(depth - 1)
        return self.choice(("s:sub(i, i)", "s:sub(i, n)", "string.sub(s, 2)", "s:upper()", f"s .. {value}", self.chain("'<'", "i", f"'>' .. {value}"), "tostring(s) .. i", "s:rep(2)", "s", f"{value} .. 'x'", f"tostring({value})",
                            "s:sub(-2)", f"i .. {value}", "s .. (s:byte(i) or '')", f"one(s) .. {value}", "s .. two('y', 1)", f"s .. ({self.mix_condition(0)} and 'p' or i)"))

    def chain(self: Core, *parts: str) -> str:
        """Parts put together: 5.4.4 may crash where the end of a chain calls a metamethod."""
        return f"({parts[0]} .. {parts[1]}) .. ({parts[2]})" if self.integers else " .. ".join(parts)

    # Statements

    def mix_block(self: Core, depth: int, count: int) -> None:
        for _ in range(count):
            self.mix_statement(depth)

    def mix_statement(self: Core, depth: int) -> None:
        simple = ((6, self.mix_assign), (4, self.mix_store), (3, self.mix_several), (2, self.mix_local), (3, self.mix_show), (2, self.mix_list), (2, self.mix_closure),
                  (2, self.mix_field), (1, self.mix_text), (1, self.mix_statement_call), (1, self.mix_replace))
        nested = ((3, self.mix_if), (3, self.mix_for), (2, self.mix_while), (2, self.mix_ipairs), (2, self.mix_pairs), (1, self.mix_repeat), (1, self.mix_vararg))
        make = self.weighted(*simple, *(nested if depth > 0 else ()))
        if make in [make_ for _, make_ in nested]:
            make(depth - 1)
        else:
            make()

    def mix_assign(self: Core) -> None:
        target = self.choice(("c", "d", "i", "c", "d", "a", "n"))
        self.emit(self.choice((f"{target} = {self.mix_number()}", f"{target} = {target} {self.choice(('+', '-', '*', '+'))} {self.mix_operand(1)}", f"{target} = {self.mix_number(3)}",
                               "i = i + 1", f"c = c + {self.mix_operand(0)}", f"v = {self.mix_any()}", f"up = {self.mix()}")))

    def mix_store(self: Core) -> None:
        value = self.mix_number(1) if self.chance(0.7) else self.mix(1)
        key = self.mix_key()
        self.emit(self.choice((f"t[{key}] = {value}", f"t[{key}] = (t[{key}] or i) {self.choice(('+', '-', '..'))} {self.mix_operand(0)}", f"t[{key}] = (t[{key}] or 0) + {self.mix_operand(0)}",
                               f"if t[{key}] then t[{key}] = {value} end", f"t[{key}] = nil", f"t[{key}] = one({value})", f"t[{key}] = two({value}, 1)", f"o[{key}] = {value}")))

    def mix_field(self: Core) -> None:
        field = self.choice(FIELDS)
        self.emit(self.choice((f"o.{field} = {self.mix_usual(1)}", f"o.{field} = o.{field} {self.choice(('+', '*', '..'))} {self.mix_operand(0)}", f"o.{field} = nil", f"o.next = {{x = {self.mix_usual(0)}}}",
                               f"o.next.{field} = {self.mix_usual(1)}", f"o.{field} = one(o.{field})", f"t.{field} = {self.mix_usual(1)}", "up = o.x", f"local o = {{x = {self.mix_usual(0)}}}; o.y = {self.mix_usual(1)}; show(o)")))

    def mix_several(self: Core) -> None:
        key, other = self.mix_key(), self.mix_key()
        self.emit(self.choice((f"t[{key}], t[{other}] = t[{other}], t[{key}]", f"t[{key}], i = {self.mix_usual(1)}, {self.mix_usual(0)}", f"i, t[i] = {self.mix_usual(0)}, {self.mix_usual(1)}", f"c, d = d, {self.mix_usual(1)}",
                               f"c, d = two({self.mix_usual(0)}, {self.mix_usual(0)})", f"o.x, o.y = o.y, {self.mix_usual(1)}", f"t[{key}], o.x = two(c, d)", f"c, t[{key}] = t[{other}], c", f"o, t = t, o",
                               f"t[1], t[1] = {self.mix_usual(0)}, {self.mix_usual(0)}", f"c, d, v = maybe({self.mix_usual(0)}, {self.mix_usual(0)})", f"t[set(i)], up = {self.mix_usual(0)}, {self.mix_usual(0)}", f"c, d = {self.mix_usual(1)}",
                               f"a, b, c = b, c, {self.mix_usual(1)}", f"up, o.z = {self.mix_usual(0)}, up")))

    def mix_local(self: Core) -> None:
        self.emit(self.choice((f"local c = {self.mix_usual(2)}", f"local d, v = {self.mix_usual(1)}, {self.mix_usual(1)}", f"local v, c = two({self.mix_usual(1)}, {self.mix_usual(0)})", f"local x, y = o.x, o.y; c = x * y + x - y * 2",
                               f"local v = {{{self.mix_usual(1)}, x = {self.mix_usual(0)}}}", f"local f = {self.choice(('one', 'two', 'set', 'o.m', 'odd'))}; d = f({self.mix_usual(0)}, {self.mix_usual(0)})", f"local up = {self.mix_usual(0)}",
                               "local x, y, z = o.x, (o.next or o).x, o.y; local p = x * y - z; c = p * x + y * p - z * z; d = p > x and p or -y")))

    def mix_show(self: Core) -> None:
        self.emit(f"show({', '.join(self.mix(self.number(0, 2)) for _ in range(self.number(1, 3)))})")

    def mix_statement_call(self: Core) -> None:
        self.emit(self.choice((f"one({self.mix(2)})", f"o:m({self.mix(1)}, two({self.mix(0)}, 2))", f"pause({self.mix(1)})", f"set({self.mix(1)})", f"show(pcall(two, {self.mix(0)}, maybe({self.mix(0)}, 1)))",
                               f"assert({self.mix_operand(1)})", "o.m(o, i)")))

    def mix_list(self: Core) -> None:
        """What leaves no holes in the list."""
        self.emit(self.choice(("list[#list + 1] = i", f"list[#list + 1] = {self.mix_operand(1)} or 0", f"table.insert(list, {self.mix_operand(1)} or 0)", "list[#list] = nil", "show(table.remove(list))",
                               "show(table.remove(list, 1))", "table.insert(list, 1, i)", f"if list[i] then list[i] = {self.mix_operand(1)} or 0 end", "list[#list + 1] = one(c) or 1", "show(#list, list[#list])",
                               "if #list > 1 then list[1], list[#list] = list[#list], list[1] end", f"show({'table.' if self.integers else ''}unpack(list))", "list = {i, c or 0}",
                               "table.insert(list, two(i, 2) or 1)", "local n = #list; list[n + 1] = n; list[n + 2] = n")))

    def mix_text(self: Core) -> None:
        self.emit(self.choice((f"s = s .. {self.mix_operand(1)}", "s = s .. i", "s = s .. 'x'", f"s = {self.chain('s', 'i', chr(39) + ',' + chr(39))}", "o.x = o.x .. 'y'", "s = i .. s", f"s = {self.chain(chr(39) + '<' + chr(39), 's', chr(39) + '>' + chr(39))}",
                               "t.s = (t.s or '') .. i", "s = s .. (i > 1 and 'a' or i)", "s = s .. s:sub(1, 1)", "up = up .. s", f"s = {self.chain('s', '1.5', 'i')}")))

    def mix_replace(self: Core) -> None:
        """Another method, metatable or table than before."""
        self.emit(self.choice(("o.m = two", "o.m = nil", "o = {x = i, m = one}", f"setmetatable(o, {self.choice(('nil', 'getmetatable(odd)', '{__index = odd2}', '{__index = {y = 5, m = set}}'))})", "t = {}",
                               f"setmetatable(t, {self.choice(('nil', 'getmetatable(odd)', '{__index = function(_, k) event(tostring(k), k) return k end}', '{__newindex = o}'))})", "t = o", "o.next = o", "one, two = two, one")))

    def mix_closure(self: Core) -> None:
        self.emit(self.choice(("fs[#fs + 1] = function(x) c = x; return c, i end", "fs[#fs + 1] = function(x) i = i + x; return i, c, d end", "fs[#fs + 1] = function() return v, up end",
                               f"local function change(x) {self.choice(('c', 'i', 'd', 'n', 'up'))} = x; return x end; c = {self.mix_operand(0)} {self.choice(('+', '..', '==', '*'))} change({self.mix(0)})",
                               "fs[#fs + 1] = function(...) d = select('#', ...); return d, ..., o end", "local function change() t, o = o, t; return i end; t[change()] = change(); o.x = change()",
                               f"local function change(x) i = x; return x end; t[i], d = change({self.mix(0)}), i")))

    def mix_if(self: Core, depth: int) -> None:
        with self.block(f"if {self.mix_condition(2)} then", end=""):
            self.mix_block(depth, self.number(1, 2))
            if self.chance(0.15):
                self.emit(f"do return {self.mix(1)} end")
        if self.chance(0.5):
            with self.block("else", end=""):
                self.mix_block(depth, self.number(1, 2))
        self.emit("end")

    def mix_loop(self: Core, head: str, depth: int, end: str = "end", before: str = "") -> None:
        """A loop of a few rounds."""
        with self.block(head, end):
            if before:
                self.emit(before)
            self.emit(f"rounds = rounds + 1; if rounds > {self.number(10, 20)} then {'do break end' if self.lua == '5.1' else 'break'} end")
            leave = self.integers and self.chance(0.25) and not end.startswith("until")
            if leave:
                self.emit(f"if {self.mix_condition(1)} then goto continue end")
                with self.block("do"):
                    self.mix_block(depth, self.number(1, 3))
                self.emit("::continue::")
            else:
                self.mix_block(depth, self.number(1, 4))
                if self.chance(0.15):
                    self.emit(f"if {self.mix_condition(1)} then break end")

    def mix_for(self: Core, depth: int) -> None:
        name = self.choice(("i", "j", "i", "n"))
        limits = self.choice(("1, 3", "1, n", "n, 1, -1", "0, 2", "1, #list", "#list, 1, -1", f"1, {self.mix_number(1)}", f"{self.mix_number(1)}, 3", "i, i + 2", "1, 2, 0.5", "1.0, 3", "i, set(i)", "a, b", "1, 10, 4",
                              "-1, -3, -1", f"{self.mix_number_atom()}, {self.mix_number_atom()}, {self.choice(('1', '-1', '2', 'n'))}",
                              *(("math.maxinteger - 1, math.maxinteger", "math.mininteger, math.mininteger + 1") if self.integers else ())))
        self.mix_loop(f"for {name} = {limits} do", depth)

    def mix_while(self: Core, depth: int) -> None:
        if self.chance(0.5):
            self.emit("i = 1")
            self.mix_loop(f"while i {self.choice(('<= n', '< n', '<= 3', '< #list', '<= #s', '< 4 and n', '~= n'))} do", depth, before=self.choice(("i = i + 1", "i = i + 2", "local x = i; i = x + 1")))
        else:
            self.mix_loop(f"while {self.mix_condition(1)} do", depth, before=self.choice(("i = i + 1", "n = n - 1", "c = c + i")))

    def mix_repeat(self: Core, depth: int) -> None:
        self.mix_loop("repeat", depth, f"until {self.mix_condition(1)}", "local x = i")

    def mix_ipairs(self: Core, depth: int) -> None:
        variables = self.choice(("i, v", "i, v", "_, v", "i", "_, c", "i, v, d"))
        self.mix_loop(f"for {variables} in ipairs({self.choice(('list', 'list', 'list', '{a, b, n}', '{a, b, n}', 'one(list)', 't', 'odd'))}) do", depth)

    def mix_pairs(self: Core, depth: int) -> None:
        """Lists made by constructors have an order; of other tables only what does not depend on it is shown."""
        if self.chance(0.4):
            self.emit("local before = 0")
            with self.block(f"for k{self.choice(('', ', x', ', x'))} in {self.choice(('pairs(t)', 'pairs(o)', 'next, t', 'pairs({x = a, y = b})'))} do"):
                self.emit(self.choice(("before = before + 1", "before = before + 1; if before > 0 and k ~= 'm' then rawset(t, k, nil) end", "for k in next, t do rawset(t, k, nil) end; before = before + 1")))
            self.emit("show(before)")
            return
        self.emit(f"local p = {self.choice(('{3, 1, 2}', '{i, c, d}', '{a, b, n, 4}', '{1, nil, 3}', '{true, false, s}'))}")
        with self.block(f"for k, v in {self.choice(('pairs(p)', 'pairs(p)', 'next, p', 'ipairs(p)', 'next, p, nil'))} do"):
            self.emit("rounds = rounds + 1")
            self.emit("show(k, v)")
            self.emit(self.choice(("p[k] = nil", "p[k + 1] = nil", f"p[k] = {self.mix(1)}", "v = k", f"if v == {self.mix_any(0)} then break end", "fs[#fs + 1] = function() return k, v end", "p = {}", "pause(v)",
                                   "k = i", "p[1] = nil", "local p = {v}; c = p[k]")))
            if self.chance(0.5):
                self.mix_block(depth, 1)

    def mix_vararg(self: Core, depth: int) -> None:
        """A function with `...`, called at once."""
        name = self.fresh("f")
        with self.function_body(f"local function {name}(x, ...)", [], vararg=True):
            pack = "table.pack(...)" if self.integers else "{n = select('#', ...), ...}"
            unpack = "table.unpack" if self.integers else "unpack"
            for _ in range(self.number(1, 3)):
                self.emit(self.choice((f"local p = {pack}; show(p.n, p[1], p[2])", "local y, z = ...; c = y or z", "show(select('#', ...), (...))", f"show({unpack}({{...}}, 1, select('#', ...)))",
                                       "for j = 1, select('#', ...) do show((select(j, ...))) end", f"x = {self.mix(1)}", "show(pcall(two, ...))", "d = select(-1, x, ...)", "c = {...}", "show(x, ...)",
                                       "fs[#fs + 1] = (function(...) local y = ... return function(z) y = z return y end end)(...)", "if ... then c = 1 end", f"show(({self.mix_any(0)}), two(...))",
                                       "local function inner(...) return ... end; show(inner(...), inner(x))")))
            self.emit(f"return {self.choice(('...', 'x, ...', 'two(...)', '(...)', 'c', 'select(2, ...)', 'x, two(x, ...)'))}")
        self.emit(f"show({name}({', '.join(self.mix(0) for _ in range(self.number(0, 3)))}))")
        self.emit(self.choice((f"c, d = {name}({self.mix(0)}, two(i, n))", f"c = {name}({name}(i, c))", f"t[{self.mix_key()}] = {name}(1, maybe(a, b))", f"list[#list + 1] = {name}(1, 2) or 0")))
