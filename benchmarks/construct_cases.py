"""The constructs whose cost benchmarks.constructs measures: each in Lua, and what a Python programmer would write.

group -> {what: (Lua's locals, Lua's statement, Python's locals, Python's statement)}.  The statements run in a loop whose
variable is i.  ``unknown(...)`` gives its arguments back: values of which the translator knows nothing.
"""

from __future__ import annotations

LUA_PRELUDE = """
local function unknown(...) return ... end
local Vector = {}
Vector.__index = Vector
Vector.__add = function(a, b) return a end
Vector.__eq = function(a, b) return true end
Vector.__lt = function(a, b) return true end
Vector.__concat = function(a, b) return "" end
Vector.__call = function(self, a) return a end
Vector.__len = function() return 1 end
function Vector.new(x, y) return setmetatable({x = x, y = y}, Vector) end
function Vector:get() return self.x end
local Child = setmetatable({}, {__index = Vector})
Child.__index = Child
function Child:other() return self.y end
local computed = setmetatable({}, {__index = function(t, k) return 1 end, __newindex = function(t, k, v) end})
local function one(a) return a end
local function two(a) return a, a end
local function many(...) return ... end
local function count(...) return select("#", ...) end
local function sum(...) local s = 0 for _, v in ipairs({...}) do s = s + v end return s end
local function fail() error("failed") end
local function fail_table() error({}) end
local upvalue = 1
function global_function(a) return a end
"""

PYTHON_PRELUDE = """
import re
class Vector:
    def __init__(self, x, y): self.x, self.y = x, y
    def get(self): return self.x
    def __add__(self, other): return self
    def __eq__(self, other): return True
    def __lt__(self, other): return True
    def __call__(self, a): return a
    def __len__(self): return 1
class Child(Vector): pass
class Computed:
    def __getattr__(self, name): return 1
    def __setattr__(self, name, value): pass
def unknown(*args): return args if len(args) > 1 else args[0]
def one(a): return a
def two(a): return a, a
def many(*args): return args
def count(*args): return len(args)
def total(*args): return sum(args)
def fail(): raise Exception("failed")
def adder():
    total = 0
    def add(n):
        nonlocal total
        total += n
        return total
    return add
def generator():
    while True: yield 1
upvalue = 1
def global_function(a): return a
"""

_SAME = "a, b = 5, 3"
_LOCALS = "local a, b = unknown(5, 3)"
_FLOATS = "local a, b = unknown(5.5, 3.25)"
_LIST = "local t = {} for k = 1, 100 do t[k] = k end local k = unknown(7)", "t = list(range(101)); k = 7"
_OBJECT = "local o = Vector.new(1, 2)", "o = Vector(1, 2)"
_TEXT = 'local s = unknown("the quick brown fox jumps")', 's = "the quick brown fox jumps"'

CASES: dict = {
    "arithmetic": {
        "a + b, ints": (_LOCALS, "local x = a + b", _SAME, "x = a + b"),
        "a + b, floats": (_FLOATS, "local x = a + b", "a, b = 5.5, 3.25", "x = a + b"),
        "c = c + 1, a counter": ("local c = 0", "c = c + 1", "c = 0", "c = c + 1"),
        "a * b + a, ints": (_LOCALS, "local x = a * b + a", _SAME, "x = a * b + a"),
        "a / b": (_LOCALS, "local x = a / b", _SAME, "x = a / b"),
        "a // b": (_LOCALS, "local x = a // b", _SAME, "x = a // b"),
        "a // 2": (_LOCALS, "local x = a // 2", _SAME, "x = a // 2"),
        "a % b": (_LOCALS, "local x = a % b", _SAME, "x = a % b"),
        "a ^ 2": (_LOCALS, "local x = a ^ 2", _SAME, "x = a ** 2.0"),
        "a & b": (_LOCALS, "local x = a & b", _SAME, "x = a & b"),
        "a << 3": (_LOCALS, "local x = a << 3", _SAME, "x = a << 3"),
        "h * 33 + i, wraps around": ("local h = unknown(1)", "h = h * 33 + i", "h = 1", "h = (h * 33 + i) & 0xFFFFFFFFFFFFFFFF"),
        "'10' + 5, a string operand": ("local s = unknown('10')", "local x = s + 5", "s = '10'", "x = int(s) + 5"),
        "v + w by __add": (_OBJECT[0], "local x = o + o", _OBJECT[1], "x = o + o"),
    },
    "conditions": {
        "if a < b": (_LOCALS, "if a < b then end", _SAME, "if a < b: pass"),
        "if a == b": (_LOCALS, "if a == b then end", _SAME, "if a == b: pass"),
        "if a": (_LOCALS, "if a then end", _SAME, "if a: pass"),
        "x = a < b": (_LOCALS, "local x = a < b", _SAME, "x = a < b"),
        "x = a or b": (_LOCALS, "local x = a or b", _SAME, "x = a or b"),
        "v < w by __lt": (_OBJECT[0] + " local p = Vector.new(3, 4)", "if o < p then end", _OBJECT[1] + "; p = Vector(3, 4)",
                          "if o < p: pass"),
    },
    "names": {
        "local": ("local v = unknown(1) local x", "x = v", "v = 1", "x = v"),
        "upvalue": ("local x", "x = upvalue", "", "x = upvalue"),
        "global": ("global_value = 1 local x", "x = global_value", "", "x = upvalue"),
        "global, stored": ("", "global_value = i", "global upvalue", "upvalue = i"),
    },
    "lists": {
        "t[k]": (_LIST[0], "local x = t[k]", _LIST[1], "x = t[k]"),
        "t[i], i of a for loop": ("local t = {} for k = 1, 100 do t[k] = k end",
                                  "for j = 1, 100 do local x = t[j] end", _LIST[1], "for j in range(1, 101): x = t[j]"),
        "t[k] = v": (_LIST[0], "t[k] = i", _LIST[1], "t[k] = i"),
        "t[k] = t[k] + 1": (_LIST[0], "t[k] = t[k] + 1", _LIST[1], "t[k] = t[k] + 1"),
        "t[k] that is nil": ("local t, k = {1}, unknown(7)", "local x = t[k]", "t = {1: 1}; k = 7", "x = t.get(k)"),
        "t[#t + 1] = v": ("local t = {}", "t[#t + 1] = i", "t = []", "t.append(i)"),
        "table.insert(t, v)": ("local t = {}", "table.insert(t, i)", "t = []", "t.append(i)"),
        "insert, and remove(t)": ("local t = {}", "table.insert(t, i) table.remove(t)", "t = []", "t.append(i); t.pop()"),
        "table.insert(t, 1, v), 100 elements": (_LIST[0], "table.insert(t, 1, i) table.remove(t)", _LIST[1],
                                                "t.insert(0, i); t.pop()"),
        "#t": (_LIST[0], "local x = #t", _LIST[1], "x = len(t)"),
        "{a, b, 3}": (_LOCALS, "local x = {a, b, 3}", _SAME, "x = [a, b, 3]"),
        "table.unpack(t), 3 values": ("local t = {1, 2, 3}", "local x, y, z = table.unpack(t)", "t = [1, 2, 3]", "x, y, z = t"),
        "table.sort, 100 numbers": (_LIST[0], "t[k] = i table.sort(t)", _LIST[1], "t[k] = i; t.sort()"),
        "table.sort by a function": (_LIST[0] + " local function by(a, b) return a > b end", "table.sort(t, by)", _LIST[1],
                                     "t.sort(key=lambda v: -v)"),
        "table.concat, 100 strings": ("local t = {} for k = 1, 100 do t[k] = 'x' end", "local x = table.concat(t, ',')",
                                      "t = ['x'] * 100", "x = ','.join(t)"),
    },
    "maps": {
        "t[s]": ("local t, s = {a = 1, b = 2}, unknown('a')", "local x = t[s]", "t, s = {'a': 1, 'b': 2}, 'a'", "x = t[s]"),
        "t[s] = v": ("local t, s = {a = 1, b = 2}, unknown('a')", "t[s] = i", "t, s = {'a': 1, 'b': 2}, 'a'", "t[s] = i"),
        "t[s] = (t[s] or 0) + 1": ("local t, s = {}, unknown('a')", "t[s] = (t[s] or 0) + 1", "t, s = {}, 'a'",
                                   "t[s] = t.get(s, 0) + 1"),
        "t[o], o a table": ("local o = {} local t = {[o] = 1}", "local x = t[o]", "o = object(); t = {o: 1}", "x = t[o]"),
        "t[x], x a float": ("local t, x = {[0.5] = 1}, unknown(0.5)", "local y = t[x]", "t, x = {0.5: 1}, 0.5", "y = t[x]"),
        "t[2^40 + i] = v": ("local t, v = {}, 1", "t[1099511627776 + i] = v", "t, v = {}, 1", "t[1099511627776 + i] = v"),
        "t[s] = nil": ("local t, s = {}, unknown('a')", "t[s] = 1 t[s] = nil", "t, s = {}, 'a'", "t[s] = 1; del t[s]"),
    },
    "fields and objects": {
        "o.x": (_OBJECT[0], "local x = o.x", _OBJECT[1], "x = o.x"),
        "o.x = v": (_OBJECT[0], "o.x = i", _OBJECT[1], "o.x = i"),
        "o.x = o.x + 1": (_OBJECT[0], "o.x = o.x + 1", _OBJECT[1], "o.x = o.x + 1"),
        "o.nothing, a field that is nil": ("local o = {}", "local x = o.nothing", "o = {}", "x = o.get('nothing')"),
        "o:get()": (_OBJECT[0], "local x = o:get()", _OBJECT[1], "x = o.get()"),
        "o:get(), inherited": ("local o = setmetatable({x = 1}, Child)", "local x = o:get()", "o = Child(1, 2)", "x = o.get()"),
        "{}": ("", "local x = {}", "", "x = {}"),
        "{x = a, y = b}": (_LOCALS, "local x = {x = a, y = b}", _SAME, "x = {'x': a, 'y': b}"),
        "Vector.new(a, b)": (_LOCALS, "local x = Vector.new(a, b)", _SAME, "x = Vector(a, b)"),
        "setmetatable({}, Vector), two fields": (_LOCALS, "local x = setmetatable({}, Vector) x.x = a x.y = b", _SAME,
                                                 "x = Vector(a, b)"),
        "__index function": ("", "local x = computed.field", "o = Computed()", "x = o.field"),
        "__newindex function": ("", "computed.field = i", "o = Computed()", "o.field = i"),
        "o(a) by __call": (_OBJECT[0], "local x = o(1)", _OBJECT[1], "x = o(1)"),
        "getmetatable(o)": (_OBJECT[0], "local x = getmetatable(o)", _OBJECT[1], "x = type(o)"),
    },
    "calls": {
        "local function, 1 argument": ("", "local x = one(i)", "", "x = one(i)"),
        "global function": ("", "local x = global_function(i)", "", "x = global_function(i)"),
        "two results": ("", "local x, y = two(i)", "", "x, y = two(i)"),
        "f(g(i))": ("", "local x = one(one(i))", "", "x = one(one(i))"),
        "f(...), two values": ("", "local x, y = many(i, i)", "", "x, y = many(i, i)"),
        "select('#', ...)": ("", "local x = count(i, i, i)", "", "x = count(i, i, i)"),
        "ipairs({...}), three values": ("", "local x = sum(i, i, i)", "", "x = total(i, i, i)"),
        "a closure made": (_LOCALS, "local f = function() return a end", _SAME, "f = lambda: a"),
        "pcall(f, i)": ("", "local ok, x = pcall(one, i)", "", "try: x = one(i)\nexcept Exception: pass"),
        "pcall of error('...')": ("", "local ok, x = pcall(fail)", "", "try: fail()\nexcept Exception as e: x = str(e)"),
        "pcall of error({})": ("", "local ok, x = pcall(fail_table)", "", "try: fail()\nexcept Exception as e: x = e"),
        "resume and yield": ("local co = coroutine.wrap(function() while true do coroutine.yield(1) end end)",
                             "local x = co()", "co = generator()", "x = next(co)"),
        "type(v) == 'number'": (_LOCALS, "if type(a) == 'number' then end", _SAME, "if isinstance(a, (int, float)): pass"),
        "math.floor(x)": (_FLOATS, "local x = math.floor(a)", "from math import floor; a = 5.5", "x = floor(a)"),
        "math.max(a, b)": (_LOCALS, "local x = math.max(a, b)", _SAME, "x = max(a, b)"),
        "math.random(10)": ("", "local x = math.random(10)", "from random import randint", "x = randint(1, 10)"),
    },
    "loops, per round of 100": {
        "for j = 1, 100": ("", "for j = 1, 100 do end", "", "for j in range(1, 101): pass"),
        "while j < 100": ("", "local j = 0 while j < 100 do j = j + 1 end", "", "j = 0\nwhile j < 100: j += 1"),
        "ipairs(t)": (_LIST[0], "for k, v in ipairs(t) do end", _LIST[1], "for k, v in enumerate(t): pass"),
        "pairs(t), a list": (_LIST[0], "for k, v in pairs(t) do end", _LIST[1], "for k, v in enumerate(t): pass"),
        "pairs(t), string keys": ("local t = {} for k = 1, 100 do t['k' .. k] = k end", "for k, v in pairs(t) do end",
                                  "t = {'k%d' % k: k for k in range(100)}", "for k, v in t.items(): pass"),
        "next, t": (_LIST[0], "for k, v in next, t do end", _LIST[1], "for k, v in enumerate(t): pass"),
        "a closure as iterator": ("", "local j = 0 for k in function() j = j + 1 if j <= 100 then return j end end do end", "",
                                  "for k in (j for j in range(100)): pass"),
    },
    "strings": {
        "a .. b": ("local a, b = unknown('abc', 'def')", "local x = a .. b", "a, b = 'abc', 'def'", "x = a + b"),
        "a .. i .. b": ("local a, b = unknown('abc', 'def')", "local x = a .. i .. b", "a, b = 'abc', 'def'", "x = f'{a}{i}{b}'"),
        "s = s .. 'x'": ("local s = ''", "s = s .. 'x'", "s = ''", "s = s + 'x'"),
        "#s": (_TEXT[0], "local x = #s", _TEXT[1], "x = len(s)"),
        "s:sub(k, k)": (_TEXT[0] + " local k = unknown(5)", "local x = s:sub(k, k)", _TEXT[1] + "; k = 5", "x = s[k]"),
        "s:byte(k)": (_TEXT[0] + " local k = unknown(5)", "local x = s:byte(k)", _TEXT[1] + "; k = 5", "x = ord(s[k])"),
        "s:upper()": (_TEXT[0], "local x = s:upper()", _TEXT[1], "x = s.upper()"),
        "s:rep(3)": (_TEXT[0], "local x = s:rep(3)", _TEXT[1], "x = s * 3"),
        "string.char(65)": ("", "local x = string.char(65)", "", "x = chr(65)"),
        "tostring(i)": ("", "local x = tostring(i)", "", "x = str(i)"),
        "tostring(0.1)": ("local f = unknown(0.1)", "local x = tostring(f)", "f = 0.1", "x = '%.14g' % f"),
        "tonumber('123')": ("local s = unknown('123')", "local x = tonumber(s)", "s = '123'", "x = int(s)"),
        "('%d %s'):format(i, s)": (_TEXT[0], "local x = ('%d %s'):format(i, s)", _TEXT[1], "x = '%d %s' % (i, s)"),
        "('%5.2f'):format(x)": (_FLOATS, "local x = ('%5.2f'):format(a)", "a = 5.5", "x = '%5.2f' % a"),
        "s:find('fox', 1, true)": (_TEXT[0], "local x = s:find('fox', 1, true)", _TEXT[1], "x = s.find('fox')"),
        "s:match('(%a+) (%a+)')": (_TEXT[0], "local x, y = s:match('(%a+) (%a+)')", _TEXT[1] + "; p = re.compile('([a-z]+) ([a-z]+)')",
                                   "x, y = p.search(s).groups()"),
        "s:match('%b()'), no equivalent in re": ("local s = unknown('f(a(b)c)d')", "local x = s:match('%b()')",
                                                 "s = 'f(a(b)c)d'; p = re.compile(r'\\([^()]*(?:\\([^()]*\\))*[^()]*\\)')",
                                                 "x = p.search(s).group()"),
        "s:gmatch('%a+'), 5 words": (_TEXT[0], "for w in s:gmatch('%a+') do end", _TEXT[1] + "; p = re.compile('[a-z]+')",
                                     "for w in p.finditer(s): w.group()"),
        "s:gsub('o', '0')": (_TEXT[0], "local x = s:gsub('o', '0')", _TEXT[1], "x = s.replace('o', '0')"),
        "s:gsub('%a+', f), 5 calls": (_TEXT[0], "local x = s:gsub('%a+', one)", _TEXT[1] + "; p = re.compile('[a-z]+')",
                                      "x = p.sub(lambda m: m.group(), s)"),
        "s:gsub('%a+', t)": (_TEXT[0] + " local t = {fox = 'dog'}", "local x = s:gsub('%a+', t)",
                             _TEXT[1] + "; p = re.compile('[a-z]+'); t = {'fox': 'dog'}",
                             "x = p.sub(lambda m: t.get(m.group(), m.group()), s)"),
    },
}
