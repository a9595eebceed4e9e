"""Code as programs have it where time goes: loops over arrays, vectors, strings, accumulators.

An optimiser proves and assumes much here, so the functions are called with what it expects and with what it does not.
"""

from __future__ import annotations

from .core import Core

NUMBERS = ("0", "1", "2", "3", "4", "-1", "0.5", "2.0", "3.0", "-2.5", "2^31", "2^53", "1e300", "0/0", "1/0", "-0.0")
BIG = ("math.maxinteger", "math.mininteger", "1 << 62", "math.maxinteger - 1")
STRANGE = ('"3"', '"2.5"', '"x"', "nil", "true", "{}", "{1}", "strange", "print")
TEXTS = ('"hello world"', '"a,b,,c"', '"x=1, yy=22"', '""', '"((1 + 2) * 3)"', '"line\\nnext"', '"aXbXc"', "12345", "nil", "{}")
STRANGE_OBJECT = """local strange = setmetatable({}, {__add = function() show('add') return 1 end, __mul = function() show('mul') return 2 end,
  __sub = function() show('sub') return 3 end, __div = function() return 4 end, __mod = function() return 5 end, __unm = function() return 6 end,
  __lt = function() show('lt') return true end, __le = function() show('le') return false end, __concat = function() show('concat') return 'c' end,
  __len = function() show('len') return 2 end, __index = function(_, k) show('index', k) return k end, __call = function(_, v) return v end})"""


class Kernels:
    def section_kernel(self: Core) -> None:
        if "strange" not in [variable.name for variable in self.scopes[0]]:
            for line in STRANGE_OBJECT.split("\n"):
                self.emit(line)
            self.declare("strange", "hidden", fixed=True)
        make = self.choice((self.kernel_array, self.kernel_vector, self.kernel_text, self.kernel_scan, self.kernel_single, self.kernel_while,
                            self.kernel_words, self.kernel_matrix, self.kernel_limits, self.kernel_float, self.kernel_records,
                            self.kernel_slices, self.kernel_tested, self.kernel_products))
        make(self.fresh("kernel"))

    def number_argument(self: Core) -> str:
        return self.choice(self.weighted((8, NUMBERS), (1, BIG if self.integers else NUMBERS), (3, STRANGE)))

    def array_argument(self: Core) -> str:
        return self.weighted((5, "{5, 3, 8, 1}"), (2, "{}"), (2, "{1.5, 2, -3.25}"), (1, '{"1", 2, "x"}'), (1, "{1, true}"), (1, "{7}"),
                             (1, "setmetatable({1, 2, 3}, {__index = function(_, k) return 10 end})"), (1, '"text"'), (1, "nil"), (1, "strange"),
                             (1, "setmetatable({1, 2}, {__newindex = function(t, k, v) show('new', k, v); rawset(t, k, v) end})"),
                             (1, "{1, 2, 3, x = 1, [1.5] = 2}"), (1, "{2^53, math.huge, -1}"))

    def calls(self: Core, name: str, *makers) -> None:
        for _ in range(self.number(2, 5)):
            self.emit(f'check("{name}", {", ".join([name, *(make() for make in makers)])})')

    def pieces(self: Core, texts, least: int = 1, most: int = 3) -> None:
        for _ in range(self.number(least, most)):
            self.emit(self.choice(texts))

    def kernel_array(self: Core, name: str) -> None:
        with self.function_body(f"local function {name}(t, n)", []):
            self.emit(f"local s, last = {self.choice(('0', '0.0', 't[1]', '1'))}, n")
            dense = self.chance(0.6)  # no holes, so that the length may be asked for
            loop = self.choice(("for i = 1, #t do", "for i = #t, 1, -1 do", "for i = 0, #t - 1 do", "for i = 1, #t, 2 do", "for i, v in ipairs(t) do")
                               if dense else ("for i = 1, n do", "for i = n, 2, -1 do", "for i = 0, n do", "for i = n, n + 2 do"))
            self.emit("local rounds = 0")
            with self.block(loop):
                self.emit("rounds = rounds + 1; if rounds > 6 then break end")
                swap = "t[i], t[1] = t[1], t[i]"
                both = ("s = s + t[i]", "s = s + i", "if t[i] > s then s = t[i] end", f"if t[i] then {swap} end" if dense else swap, "s = s + (t[i - 1] or 0)", "s = t[i] - s * 3",
                        "last = t[i]", "local j = i * 2; if t[j] then s = s + t[j] end", "s = s .. t[i]", "last = last and last + 1", "s = s % 1000")
                if dense:
                    self.pieces(both + ("t[#t + 1] = i", "if t[i] then t[i] = s end", "if t[i] then t[i] = t[i] * 2 end", "table.insert(t, i)",
                                        "t[#t] = nil", "if t[i] then t[i] = -t[i] end"), 1, 4)
                else:
                    self.pieces(both + ("t[i] = t[i] * 2", "t[i] = s", "t[i] = t[i + 1] or 0", "t[i + 1] = s", "t[n] = (t[n] or 0) + i", "t[i] = nil",
                                        "t[i] = -t[i]", "t[n - i + 1] = t[i]", "t[i * 2] = i"), 1, 4)
            self.emit(f"return s, last, {self.choice(('t', 't[1]', 't[n]', 't[2], t[3]'))}")
        self.calls(name, self.array_argument, self.number_argument)

    def record_argument(self: Core) -> str:
        if self.chance(0.15):
            return self.choice(STRANGE)
        kind = self.choice((NUMBERS, NUMBERS, ("1.5", "2.25", "-0.5", "1e10"), ("1", "2", "3"), STRANGE))
        return "{x = " + self.choice(kind) + ", y = " + self.choice(kind) + ", z = " + self.choice(NUMBERS) + "}"

    def kernel_vector(self: Core, name: str) -> None:
        with self.function_body(f"local function {name}(a, b, k)", []):
            names = ["dx", "dy", "dz"]
            for local, field in zip(names, "xyz", strict=True):
                self.emit(f"local {local} = {self.choice((f'a.{field} - b.{field}', f'a.{field}', f'a.{field} * k', f'(a.{field} + b.{field}) / 2', f'-b.{field}'))}")
            count = self.number(2, 5)
            for _ in range(count):
                new = self.fresh("d")
                one, two = self.choice(names), self.choice(names)
                self.emit(f"local {new} = {self.choice((f'{one} * {two}', f'{one} + {two} * 2', f'{one} * {one} + {two} * {two}', f'{one} - {two} / 3', f'-{one}', f'{one} % 3', f'({one} + {two}) * ({one} - {two})', f'{one} ^ 2', f'{one} < {two} and {one} or {two}', f'math.sqrt({one} * {one})', f'{one} + 1', f'{one} * k'))}")
                names.append(new)
            if self.chance(0.5):
                self.emit("local total = 0.0")
                with self.block("for i = 1, 3 do"):
                    self.pieces((f"total = total + {self.choice(names)} * i", f"a.x = a.x - {self.choice(names)}", f"total = total * 0.5 + {self.choice(names)}",
                                 f"if {self.choice(names)} > total then total = {self.choice(names)} end", "b.y = total"))
                names.append("total")
            self.emit(f"return {', '.join(self.random.sample(names, 4))}, a.x, b.y")
        self.calls(name, self.record_argument, self.record_argument, self.number_argument)

    def kernel_text(self: Core, name: str) -> None:
        """A string that grows."""
        with self.function_body(f"local function {name}(n, v)", []):
            self.emit(f"local s, copy, t = {self.choice(('', chr(34) + 'start' + chr(34), 'v', '1', chr(34) * 2)) or chr(34) * 2}, nil, {{}}")
            if self.chance(0.3):
                self.emit("local function get() return s end")
                self.emit("t.get = get")
            self.emit("local rounds = 0")
            with self.block(self.choice(("for i = 1, n do", "for i = 1, 4 do", "for i = 1.0, 3 do"))):
                self.emit("rounds = rounds + 1; if rounds > 5 then break end")
                self.pieces(("s = s .. i", 's = s .. "x"', "s = s .. v", 's = s .. v .. i', "s = i .. s", 's = s .. "a" .. i .. "b"', "copy = s", "t[#t + 1] = s",
                             "s = s .. (copy or 0)", 'if i > 2 then s = "" end', "s = s .. 1.5 .. i / 2", "s = s .. s", 's = "<" .. s .. ">"', "t[s] = i",
                             "s = s .. tostring(v)", "s = (s .. i):sub(1, 12)", "s = s .. -i", "s = s .. (i > 1 and v or i)", "s = s:upper() .. v"), 1, 4)
            self.emit("return s, copy, #t, t.get and t.get()")
        self.calls(name, self.number_argument, lambda: self.choice(('"v"', "1", "2.5", "nil", "true", "{}", "2^53", "-0.0")))

    def kernel_scan(self: Core, name: str) -> None:
        """A scanner of characters."""
        with self.function_body(f"local function {name}(s, n)", []):
            self.emit("local i, out, depth = 1, {}, 0")
            self.emit("local rounds = 0")
            with self.block("while i <= #s do"):
                self.emit("rounds = rounds + 1; if rounds > 15 then break end")
                self.emit(f"local c = {self.choice(('s:sub(i, i)', 'string.sub(s, i, i)', 's:byte(i)', 'string.byte(s, i)', 's:sub(i, i + 1)', 's:sub(i, n)', 's:sub(i - 1, i)'))}")
                self.pieces(("if c == '(' or c == 40 then depth = depth + 1 end", "if c == ')' then depth = depth - 1 end", "out[#out + 1] = c", "table.insert(out, c)",
                             "if c == ',' then out[#out + 1] = i end", "if c == 'X' then break end", "if type(c) == 'number' and c > 100 then depth = depth + c end",
                             "local d = s:byte(i + 1); if d then depth = depth + d end", "if s:find('^%a+', i) then i = i + 1 end", "depth = depth * 31 % 1000007",
                             "out[#out + 1] = s:sub(i, i):upper()", "if s:sub(-i, -i) == c then depth = depth + 1 end"), 1, 4)
                self.emit(self.choice(("i = i + 1", "i = i + 2", "i = i + (n or 1)", "i = i + #c" if self.chance(0.1) else "i = i + 1")))
            self.emit("return out, depth, i")
        self.calls(name, lambda: self.choice(TEXTS), lambda: self.choice(("1", "2", "nil", "3.0", '"1"', "0.5", "-1")))

    def kernel_single(self: Core, name: str) -> None:
        """Small local functions with a fixed number of results, called everywhere."""
        helper = self.fresh("h")
        kind = self.choice(("one", "maybe", "none", "two", "call"))
        with self.function_body(f"local function {helper}(a, b)", []):
            if kind == "maybe":
                self.emit(f"if {self.choice(('a', 'b', 'a == b', 'not b'))} then return {self.choice(('a', '1', 'nil', 'a, b'))} end")
            elif kind == "none":
                self.emit("if a then return end")
            elif kind == "two":
                self.emit("return a, b")
            elif kind == "call":
                self.emit(self.choice(("return tostring(a)", "return select(2, a, b)", "do return (select(2, a, b)) end", "return (tostring(a))")))
            if kind in ("one", "maybe", "none"):
                self.emit(f"return {self.choice(('a', 'b', 'a or b', 'tostring(a) .. tostring(b)', '{a, b}', 'a == b', '(a)', 'type(b)'))}")
        with self.function_body(f"local function {name}(x, y)", []):
            uses = (f"local v = {helper}(x, y); show(v)", f"show({helper}(x))", f"show({helper}(x, y, 1))", f"local t = {{{helper}(x, y)}}; show(#t)",
                    f"if {helper}(x, y) then show('true') end", f"show({helper}({helper}(x, y), y))", f"x = {helper}(x, {helper}(y, x))", f"show(({helper}(x, y)))",
                    f"local p, q = {helper}(x, y); show(p, q)", f"show(pcall({helper}, x))", f"local f = {helper}; show(f(y, x, 3))", f"show({helper}(x) == x, not {helper}(y))",
                    f"show(type(x) == 'string' and {helper}(x, 1) or {helper}(1, y))", f"for _ = 1, 2 do show({helper}(_, x)) end", f"{helper}(x)")
            self.pieces(uses, 2, 5)
            self.emit(f"return {self.choice((f'{helper}(x, y)', f'({helper}(x, y))', f'{helper}(x, y), 1', f'1, {helper}(y)'))}")
        if self.chance(0.3):
            self.emit(f"if {self.choice(('true', 'false', 'nil'))} then {helper} = function(...) return 'other', ... end end")
        self.calls(name, lambda: self.choice(("1", '"s"', "nil", "false", "2.5")), lambda: self.choice(("1", "nil", "true", '"t"')))

    def kernel_while(self: Core, name: str) -> None:
        with self.function_body(f"local function {name}(n, t)", []):
            self.emit(f"local i, s = {self.choice(('0', '1', 'n', '-1', '1.0'))}, 0")
            self.emit("local rounds = 0")
            with self.block(f"while {self.choice(('i < n', 'i <= n', 'i < 5', 'n > i', 'i ~= n', 't[i + 1]', 'i * i < 50', 'n >= 1', 'i < #t'))} do"):
                self.emit("rounds = rounds + 1; if rounds > 6 then break end")
                self.pieces(("s = s + i", "t[i] = i", "s = s + (t[i] or 1)", "n = n - 1", "if i > 2 then i = i + 1 end", "t[i + 1] = s", "s = s * 2 + i",
                             "n = n / 2", "if s > 10 then n = n - 0.5 end", "local k = i + 1; t[k] = k", "s = s - n", "if i == 3 then s = s .. '' end"), 1, 4)
                self.emit(self.choice(("i = i + 1", "i = i + 2", "i = i + 1", "i = i * 2 + 1", "i = i + 0.5", "i = i - -1", "i = 1 + i")))
            self.emit("return i, s, n, t[1], t[2]")
        self.calls(name, self.number_argument, lambda: self.choice(("{}", "{1, 2, 3}", "{[0] = 5}", "{x = 1}", "strange" if self.chance(0.3) else "{4}")))

    def kernel_words(self: Core, name: str) -> None:
        with self.function_body(f"local function {name}(s)", []):
            self.emit("local count, list = {}, {}")
            pattern, names = self.choice((("%a+", "w"), ("(%w+)=(%w+)", "k, w"), ("()%a", "w"), (".", "w"), ("(%a)(%d?)", "w, d"), ("[^,]*", "w"), ("%s*", "w")))
            with self.block(f'for {names} in {self.choice(("s:gmatch(", "string.gmatch(s, "))}"{pattern}") do'):
                self.pieces(("count[w] = (count[w] or 0) + 1", "list[#list + 1] = w", "w = tostring(w):upper(); list[#list + 1] = w", "if w == 'X' then break end",
                             "table.insert(list, #tostring(w))", "s = s .. 'z'", "count[#list] = w", "list.last = w"))
            self.emit("return count, list")
        self.calls(name, lambda: self.choice(TEXTS))

    def kernel_matrix(self: Core, name: str) -> None:
        with self.function_body(f"local function {name}(n, v)", []):
            self.emit("local m, total = {}, 0")
            self.emit("local rounds = 0")
            with self.block("for i = 1, n do"):
                self.emit("rounds = rounds + 1; if rounds > 4 then break end")
                self.emit(self.choice(("m[i] = {}", "local row = {}; m[i] = row", "m[i] = {v, v}", "m[i] = m[i - 1] or {}")))
                with self.block(f"for j = {self.choice(('1, 3', 'i, 3', '1, i', '3, 1, -1' if self.chance(0.2) else '1, 2'))} do"):
                    self.pieces(("m[i][j] = i * j", "m[i][j] = (m[i][j] or 0) + v", "total = total + i * j", "m[i][j] = v", "total = total + (m[i][j] or 1)", "m[j] = m[j] or m[i]",
                                 "total = total + m[i][j]", "m[i][j + 1] = i - j", "if m[i][j] == v then total = total - 1 end"))
            self.emit("return total, m")
        self.calls(name, lambda: self.choice(("2", "3", "0", "2.5", '"2"', "nil", "1/0")), self.number_argument)

    def kernel_limits(self: Core, name: str) -> None:
        """Numeric loops whose bounds are parameters."""
        with self.function_body(f"local function {name}(a, b, c)", []):
            self.emit("local s, rounds, last = 0, 0")
            with self.block(f"for i = {self.choice(('a, b', 'a, b, c', '1, b', 'a, a + 3', 'b, a, -1', 'a - 1, b * 2', '1, b, c', 'a, #b' if self.chance(0.2) else 'a, 3', 'a // 1, b' if self.integers else 'a, b'))} do"):
                self.emit("rounds = rounds + 1; if rounds > 5 then break end")
                self.pieces(("s = s + i", "last = i", "s = s + i * a", "a = a + 1", "b = b - 1", "s = i - s", "if i == b then last = 'b' end", "i = i + 1; last = i", "s = s * 3 + i"))
            self.emit("return s, rounds, last, a, b")
        self.calls(name, self.number_argument, self.number_argument, lambda: self.choice(("1", "2", "-1", "0.5", "0", "nil", '"1"', "-0.25", "2^62", "0/0")))

    def kernel_float(self: Core, name: str) -> None:
        """A loop that starts with floats, or with integers that become floats or strings."""
        with self.function_body(f"local function {name}(x, y)", []):
            self.emit(f"local a, b, c = {self.choice(('0.0', '0', 'x', '1'))}, {self.choice(('1.0', '1', 'y'))}, {self.choice(('0', 'x', '0.5', 'nil', '2^31', 'math.maxinteger' if self.integers else '2^53'))}")
            with self.block(f"for i = {self.choice(('1, 5', '1.0, 3', '5, 1, -1', '0.25, 1, 0.25'))} do"):
                self.pieces(("a = a + b", "b = a * 0.5", "c = i", "a = a - x * i", "b = b * b", "c = (c or 0) + 1", "a, b = b, a", "if a > b then a = a - 1 end", "b = x / y",
                             "c = a % 3", "a = -a", "c = a .. ''", "if i == 3 then b = tostring(b) end", "if i > 2 then c = nil end", "a = a + i * 2^31", "b = (a + b) * (a - b)",
                             "a = a * 3 + c", "c = a < b", "b = i * i - b", "if i > 3 then a = 1 end", "b = b // 3 + 1" if self.integers else "b = b / 3 + 1"), 2, 5)
            self.emit("return a, b, c")
        self.calls(name, self.number_argument, self.number_argument)

    def kernel_records(self: Core, name: str) -> None:
        """Objects in lists, with fields read and written in loops."""
        with self.function_body(f"local function {name}(list, v)", []):
            self.emit("local total, found = 0, nil")
            with self.block(self.choice(("for i, o in ipairs(list) do", "for i = 1, #list do local o = list[i]"))):
                self.pieces(("o.x = o.x + v", "total = total + o.x", "o.count = (o.count or 0) + 1", "if o.x == v then found = o end", "o.next = list[i + 1]", "o.y = o.next and o.next.x",
                             "o[i] = o.x", "o.name = o.name .. i", "o.x, o.y = o.y, o.x", "if o.y then total = total - o.y end", "o.x = nil", "list[i] = {x = v, y = o}",
                             "o.step = function(self) return self.x end; total = total + o:step()", "o.list = o.list or {}; o.list[#o.list + 1] = v", "o['x'] = o['x'] or i"), 1, 4)
            self.emit("return total, found and found.x, list")
        self.calls(name, lambda: "{" + ", ".join(self.record_argument() for _ in range(self.number(0, 3))).replace("nil", "0") + "}", self.number_argument)

    def kernel_slices(self: Core, name: str) -> None:
        """Loops that do nothing but fill or copy lists."""
        with self.function_body(f"local function {name}(t, s, n, v)", []):
            self.emit("if type(n) ~= 'number' or n > 9 then return n end")
            for _ in range(self.number(1, 3)):
                stores = self.choice(("t[i] = v", "t[i] = false", "t[i] = 'x'", "t[i] = s[i]", "t[i] = t[i + 1]", "t[i] = t[i - 1]", "t[i] = s[i - 1]", "s[i] = t[i + 2]",
                                      "t[i], s[i] = 1, v", "t[i] = v; s[i] = 0.5", "s[i] = s", "t[i] = s[i]; s[i] = v"))
                self.emit(f"for i = {self.choice(('1, n', '2, n', '3, n + 1', '1, n - 1', '2, n * 2', '1, 4', '1, n, 1', '1 + 1, n', '1, v'))} do {stores} end")
            self.emit("return t[1], t[2], t[3], t[4], t[5], s[1], s[2], s[3], s[4]")
        table = lambda: self.choice(("{}", "{1, 2, 3}", "{1, 2, 3, 4, 5, 6}", "{1, nil, 3}", "{[0] = 5, 6}", "{1, [7] = 7}", "strange" if self.chance(0.3) else "{4}",  # noqa: E731
                                     "setmetatable({1}, {__newindex = function(t, k, v) rawset(t, k, k) end})", "setmetatable({1}, {__index = function(t, k) return k end})"))
        self.calls(name, table, table, lambda: self.choice(("3", "2", "5", "0", "-4", "2.0", "2.5", '"3"', "nil")), lambda: self.choice(("1", "'v'", "nil", "true")))

    def kernel_tested(self: Core, name: str) -> None:
        """Elements whose keys are compared with numbers before they are used; stacks and queues."""
        with self.function_body(f"local function {name}(t, k, v)", []):
            self.emit("local n, rounds, found = k, 0, nil")
            test = self.choice(("k > 0", "k >= 1", "1 <= k and k < 9", "k >= n and k > 0", "k > -2", "k == 1", "0 < k and t[k]", "n > 0 and k >= n"))
            with self.block(f"while {test} do" if self.chance(0.6) else f"if {test} then"):
                self.emit("rounds = rounds + 1; if rounds > 5 then return t[k] end")
                self.pieces(("found = t[k]", "t[k] = v", "t[k] = nil", "t[k] = t[n]", "n = n - 1", "found = n > 0 and t[n] or v", "if t[k] == nil then found = rounds end",
                             "t[n], t[k] = t[k], t[n]", "found = t[k + 1]", "local m = k - 1; t[m] = t[m] or v", "if n >= 2 then n = n - 2; found = t[n] end"), 1, 4)
                self.emit(self.choice(("k = k - 1", "k = k - 2", "k = k + 1", "k = k - 0.5", "k = n - 1", "n = k; k = k - 3")))
            self.emit("return found, k, n, t[1], t[2], t[3]")
        self.calls(name, lambda: self.choice(("{}", "{1, 2, 3}", "{1, 2, nil, 4}", "{[0] = 'zero', 1}", "{[-1] = 'low', 1, 2}", "strange" if self.chance(0.3) else "{4}",
                                              "setmetatable({1, 2}, {__index = function(t, k) return 'no ' .. tostring(k) end})", "setmetatable({5, 6, 7}, {})")),
                   lambda: self.choice(("1", "2", "3", "0", "-1", "2.0", "1.5", '"1"', "nil", "strange" if self.chance(0.3) else "4")), lambda: self.choice(("1", "'v'", "nil")))

    def kernel_products(self: Core, name: str) -> None:
        """Sums of products of elements and fields."""
        with self.function_body(f"local function {name}(a, b, s)", []):
            self.emit("local rounds, half = 0, math.floor")
            with self.block("for i = 1, 3 do"):
                self.pieces(("s = s + a[i] * b[i]", "s = a[i] * b[i] - s", "s = s + a[i] * (s - b[i] * a[1])", "s = a[1] * b[2] + a[2] * b[1]", "s = s - (a[i] * b[i] + a[1] * s)",
                             "s = math.floor(a[i] / 2) + s", "s = s * a[i] * b[i] + 1", "a[i] = half((a[i] + b[i]) / 3)", "s = s + a[i] * b[i] % 7"), 1, 3)
            self.emit("return s, a[1], a[2], a[3]")
        element = lambda: self.choice(("1", "2", "0.5", "-3", "2.0", "1e300", "'7'", "math.huge", "2^31", "strange" if self.chance(0.1) else "5",  # noqa: E731
                                       "math.maxinteger" if self.integers else "2^53", "math.mininteger" if self.integers else "-2^53"))
        self.calls(name, *(2 * [lambda: f"{{{element()}, {element()}, {element()}}}"]), lambda: self.choice(("0", "0.0", "1", "'2'")))
