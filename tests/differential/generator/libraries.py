"""Library functions that a program replaces while it runs, and what only one version of Lua has."""

from __future__ import annotations

from .core import Core

REPLACED = {
    "string.byte": 'function(s, i) show("byte", i); return 65 end',
    "string.sub": 'function(s, i, j) show("sub", i, j); return "sub" end',
    "table.insert": 'function(t, v) show("insert", v); rawset(t, #t + 1, "inserted") end',
    "assert": 'function(...) show("assert", ...); return ... end',
    "string.upper": "string.lower", "math.floor": "function(x) return -1 end", "setmetatable": 'function(t, m) show("setmetatable"); return t end',
    "tostring": 'function(v) return "text" end', "ipairs": "function(t) return next, {9}, nil end", "type": 'function() return "replaced" end',
    "pairs": "function(t) return next, {x = 1}, nil end", "string.len": "function() return 99 end", "select": "function() return 3 end",
    "table.remove": "function(t) return 'removed' end", "string.char": "function() return '?' end", "table.concat": "function() return 'joined' end",
    "string.format": "function(...) return 'formatted' end", "next": "function() return nil end", "rawget": "function() return 'raw' end",
    "string.find": 'function(s, p, i) show("find", p, i); return 2, 1, "found" end', "string.match": "function() return nil, 'matched' end",
    "string.gsub": "function(...) return 'replaced', select('#', ...) end", "table.unpack": "function() return 1, 2, 3, 4, 5 end",
    "string.lower": "string.upper",
}


class Libraries:
    def section_replaced(self: Core) -> None:
        """Functions that use the library, called before, while and after functions of it are replaced."""
        name = self.choice(sorted(name for name in REPLACED if self.lua != "5.1" or name != "table.unpack"))
        use, kept, t = self.fresh("f"), self.fresh("k"), self.fresh("t")
        short = name.split(".")[-1]
        method = name.startswith("string.") and short in ("byte", "sub", "upper", "lower", "len", "format", "find", "match", "gsub")
        with self.function_body(f"local function {use}(s, t, n)", [("s", "string"), ("t", "sequence"), ("n", "integer")], risk=0.02) as cost:
            for _ in range(self.number(1, 3)):
                self.emit(self.library_use(name, method))
            self.body(0, 2)
            self.emit(f"return {self.choice(('s:sub(n, n)', 's:byte(n)', 'string.sub(s, 1, n)', '#t', 'tostring(n)', 'string.byte(s, n)'))}")
        self.emit(f"local {kept} = {name}")
        self.emit(f"local {t} = {{3, 1, 2}}")
        call = f'check("{use}", {use}, {self.value("string", 0)}, {t}, {self.number(1, 3)})'
        self.emit(call)
        self.emit(f"{name} = {REPLACED[name]}")
        self.emit(call)
        if self.chance(0.4):
            self.body(1, 2)
        if name in ("ipairs", "pairs", "next", "type", "tostring", "select", "rawget", "setmetatable", "assert", "math.floor") or self.chance(0.7):
            self.emit(f"{name} = {kept}")
            self.emit(call)

    def library_use(self: Core, name: str, method: bool) -> str:
        if self.chance(0.2):
            return self.choice(("local count = {a = n}; for _, k in ipairs({s, 'a', n, s}) do count[k] = (count[k] or 0) + 1 end; show(count[s], count.a, count[n])",
                                "local seen = setmetatable({}, {__index = function(_, k) return k end}); seen[s] = seen[s] .. '.'; show(seen[s], seen[n])",
                                "local function both(v) if v then return v, n end return n, s end; local a, b = both(s); a, t[1] = both(nil); show(a, b)"))
        short = name.split(".")[-1]
        uses = {
            "byte": ("show(string.byte(s, n))", "show(s:byte(n))", "for i = 1, #s do n = n + string.byte(s, i) end", "show(s:byte())"),
            "sub": ("show(s:sub(n, n))", "show(string.sub(s, n, n + 1))", "if s:sub(1, 1) == 'a' then show('a') end", "show(s:sub(2))"),
            "insert": ("table.insert(t, n)", "table.insert(t, s)", "table.insert(t, 1, n)", "for i = 1, 2 do table.insert(t, i) end"),
            "assert": ("assert(s, 'message')", "assert(n > 0)", "show(assert(n, s))", "assert(n < 0 or s)"),
            "upper": ("show(s:upper())", "show(string.upper(s))"), "floor": ("show(math.floor(n + 0.5))",),
            "setmetatable": ("show(getmetatable(setmetatable({}, {x = 1})))", "local o = {y = n}; setmetatable(o, {__index = {z = 1}}); show(o.z, o.y)"),
            "tostring": ("show(tostring(n))",), "ipairs": ("for i, v in ipairs(t) do show(i, v) end",), "type": ("show(type(n) == 'number')", "if type(s) ~= 'string' then show('no string') elseif type(t) == 'nil' then show('nil') end"),
            "pairs": ("for k, v in pairs({5}) do show(k, v) end",), "len": ("show(s:len(), string.len(s), #s)",),
            "select": ("show(select('#', n, s), (select(2, n, s)))",), "remove": ("show(table.remove(t))", "table.remove(t, 1)"),
            "char": ("show(string.char(65, 66))",), "concat": ("show(table.concat(t, ','))", "local v = {s, s}; show(table.concat(v), table.concat(v, n))"),
            "format": ("show(string.format('%s=%d', s, n))", "show(('%s'):format(s))", "show((s:format(n)))", "show(string.format('%5.2f|%x', n, n), ('%d'):format(t))"), "next": ("show(next({}), next({1}))",),
            "rawget": ("show(rawget(t, 1))",), "lower": ("show(s:lower())", "local lower = string.lower; show(lower(s .. 'X'))"),
            "find": ("show(s:find('a', n))", "show((s:find('%a')))", "local a, b = s:find('(%w)', n); show(a, b)", "if s:find('b', 1, true) then show('b') end",
                     "local a, b, c = string.find(s, '(%w)%w', n); show(a, b, c)", "show(s:find('', n))", "show((s:find('x*', n)))"),
            "match": ("show(s:match('%w', n))", "local a, b = s:match('(%a)(%w*)', n); show(a, b)", "show(string.match(s, '()%w'))", "show((s:match('^%s*(.-)%s*$')))",
                      "while n < 4 and s:match('.', n) do n = n + 1 end"),
            "gsub": ("show((s:gsub('%a', 'x')))", "local v = s:gsub('b', '') .. '!'; show(v)", "local map = {a = 'A', b = false}; show((s:gsub('%w', map)))",
                     "show(s:gsub('(%a)', '<%1>'))", "show((s:gsub('%s*', '-')))", "show((s:gsub('a', t)))"),
            "unpack": ("local a, b = table.unpack(t); show(a, b)", "local a, b, c, d = (table.unpack or unpack)(t); show(a, b, c, d)", "show(table.unpack(t))"),
        }
        return self.choice(uses[short])

    def section_dialect(self: Core) -> None:
        if self.lua == "5.1":
            self.section_51()
        else:
            self.section_54()

    def section_51(self: Core) -> None:
        name = self.fresh("f")
        self.choice((self.setfenv_51, self.arg_51, self.library_51))(name)

    def setfenv_51(self: Core, name: str) -> None:
        self.emit("shared = 1")
        with self.function_body(f"local function {name}(a)", [("a", "integer")], risk=0.02):
            self.emit("shared = (tonumber(shared) or 0) + 1")
            self.emit(f"return shared, a, {self.choice(('getfenv(1) == getfenv(0)', 'show ~= nil', 'getfenv().shared'))}")
        self.emit(f'check("{name}", {name}, 1)')
        self.emit(f"show(setfenv({name}, {self.choice(('{shared = 5, show = show, tonumber = tonumber, getfenv = getfenv}', 'setmetatable({}, {__index = _G})'))}) == {name})")
        self.emit(f'check("{name}", {name}, {self.value("integer", 1)})')
        self.emit(f"show(shared, getfenv({name}).shared)")

    def arg_51(self: Core, name: str) -> None:
        with self.function_body(f"local function {name}(a, ...)", [("a", "integer")], risk=0.02):
            self.emit("local n = arg.n")
            self.emit(f"return a, n, {self.choice(('unpack(arg)', 'arg[1]', '#arg', 'unpack(arg, 1, n)'))}")
        self.emit(f'check("{name}", {name}, {self.values(["any"] * self.number(0, 3) + ["integer"], 1)})')

    def library_51(self: Core, name: str) -> None:
        call = self.choice(("math.mod, 7, 3", "math.pow, 2, 0.5", "loadstring, 'return 1'", "table.foreachi, {1, 2}, show",
                            "math.log10, 100", "string.gfind", "unpack, {1, 2, nil}, 1, 3", "table.getn, {1, 2}"))
        self.emit(f'check("{name}", {call})')
        left, right = (self.operand(self.value(kind, 2), "^") for kind in ("integer", "real"))
        self.emit(f"show({left} % ({right}), {left} ^ {self.choice(('2', '0.5', '-1'))})")

    def section_54(self: Core) -> None:
        value = self.value
        choices = (
            lambda: f"show({value('integer', 2)} // ({value('integer', 1)}), {value('real', 1)} // ({value('real', 1)}))",
            lambda: f"show(({value('integer', 1)}) & ({value('integer', 1)}), ({value('integer', 1)}) ~ ({value('integer', 1)}), ~({value('integer', 1)}))",
            lambda: f"show(({value('integer', 1)}) << ({value('integer', 0)}), ({value('integer', 1)}) >> ({value('integer', 0)}))",
            lambda: f'check("bits", function() return ({value("real", 1)}) | ({value("integer", 1)}), ({value("numeral", 1)}) ~ 1 end)',
            lambda: f"show(math.type({value('any', 1)}), math.tointeger({value('real', 1)}), math.ult({value('integer', 0)}, {value('integer', 0)}))",
            lambda: f"show(table.pack({self.values(['any', 'any'])}).n, utf8.char(228, 8364), utf8.len({value('string', 0)}))",
            lambda: f'check("load", load("local a <const> = " .. {self.number(1, 9)} .. "; return a + 1, ..."), {value("any", 1)})',
            lambda: f"show(string.format('%q', {value(self.choice(('integer', 'real')), 1)}), string.pack('<i4', {self.number(-9, 99)}))",
            lambda: f"show(({value('integer', 1)}) == ({value('real', 1)}), ({value('integer', 1)}) < ({value('real', 1)}), math.fmod({value('integer', 0)}, 7))",
        )
        for _ in range(self.number(1, 3)):
            line = self.choice(choices)()
            self.emit(line if line.startswith("check") else f'check("54", function() {line} end)')
