"""Coroutines that yield only in their own bodies, which luapy translates to Python's generators."""

from __future__ import annotations

from .core import Core
from .coroutines import ERRORS

# Statements with direct yields: n and s are variables of the body, YIELD the function.
YIELDING = (
    "YIELD()", "YIELD(n)", "YIELD(n, s)", "YIELD(nil)", "YIELD(two(n))", "YIELD(n, two(n))", "YIELD(two(n), n)", "YIELD((two(n)))",
    "YIELD(none())", "YIELD(t.x, bump())", "YIELD(t.x, n, bump(), t.x)", "YIELD(t.x, YIELD(bump()), t.x)", "two(t.x, YIELD(t.x, bump()))", "YIELD(n + 1)", "YIELD(t.x)", "YIELD(t[n])", "YIELD({n, s})", "YIELD(function() return n end)", "YIELD('a' .. s)",
    "YIELD(YIELD(n))", "YIELD(n, YIELD())", "YIELD(t.x.y)", "YIELD(n .. {})",
    "s = YIELD(n)", "n, s = YIELD(n)", "s = (YIELD(n))", "s = YIELD(n) or n", "s = s and YIELD(s)", "s = not YIELD(n)",
    "s = {YIELD(1), YIELD(2)}", "s = #{YIELD(n), 1}", "s = t[YIELD(n) or 1]", "t[YIELD(1) or 1] = YIELD(2)", "t.x = YIELD(t)",
    "n = n + (YIELD(n) or 1)", "n = (YIELD(n) or 1) + n", "s = s .. tostring(YIELD(s))", "show(YIELD(n))", "show(YIELD(1), YIELD(2))",
    "t:m(YIELD(n), n)", "two(YIELD(n))", "local u, v = YIELD(n, n) show(u, v)", "local u = two(YIELD(n)) show(u)",
    "if YIELD(n) then show('yes') else show('no') end", "if n == YIELD(n) then n = 5 end", "while YIELD(n) == 1 do n = n + 1 end",
    "repeat n = n + 1 until YIELD(n) or n > 6", "for i = YIELD(1) or 1, 2 do YIELD(i) end", "for i = 1, 3 do if i == 2 then YIELD(i) end end",
    "for i = 1, 2 do fs[#fs + 1] = function() i = i + 1 return i end YIELD(i) end", "for i, v in ipairs({4, 5}) do s = YIELD(i, v) end",
    "for k, v in pairs({x = n}) do YIELD(k, v) end", "for w in ('a,b'):gmatch('%a') do YIELD(w) end",
    "for v in coroutine.wrap(function() for i = 1, 2 do YIELD(i) end end) do YIELD(v) end",
    "show(pcall(two, YIELD(n)))", "show(coroutine.status(coroutine.running() or co))", "local inner = coroutine.running() show(inner == co)",
    "show(pcall(coroutine.resume, co))", "show(select(2, coroutine.resume(co)))",
)
YIELDING_54 = ("do local k <const> = 3 s = YIELD(k) end", "goto over do YIELD(n) end ::over:: YIELD('over')",
               "for i = 1, 3 do if i == 2 then goto next end YIELD(i) ::next:: end", "show(coroutine.isyieldable())", "s = YIELD(n) // 1",
               "do local a <const> = YIELD(1) YIELD(a) end")
ENDS = ("return", "return n", "return n, s", "return YIELD(n)", "return two(n)", "return (YIELD(n))", "return n, YIELD(s)", "", "", "")
HELPERS = """local function two(a) return a, 2 end
local function none() end
local fs = {}
local t
local function bump() t.x = (tonumber(t.x) or 0) + 1 return t.x end
t = setmetatable({1, 2, 3}, {__index = {m = function(self, a, b) show('m', a, b) return a end}})"""


class Generators:
    def section_generators(self: Core) -> None:
        """Bodies with direct yields, resumed, called and looped over."""
        for line in HELPERS.split("\n"):
            self.emit(line)
        function = "coroutine.yield"
        if self.chance(0.3):
            function = "yield"
            self.emit("local yield = coroutine.yield")
        for _ in range(self.number(1, 3)):
            with self.block("do"):
                self.generator(function)
                self.choice((self.resumed, self.called, self.looped, self.looped))()
                self.emit("for i, f in ipairs(fs) do show(f()) end")

    def generator(self: Core, function: str) -> None:
        """``co`` or ``step``: a new coroutine."""
        starting = self.choice(("co = coroutine.create(BODY)", "step = coroutine.wrap(BODY)"))
        self.emit("local co, step, body")
        head, parameters = "(function", "(n, s, ...)"
        named = self.chance(0.3)
        self.emit(f"local function body{parameters}" if named else starting.partition("BODY")[0].rstrip("(") + head + parameters)
        self.depth += 1
        self.emit("n, s = tonumber(n) or 1, s or 's'")
        for _ in range(self.number(1, 4)):
            text = self.choice(YIELDING + YIELDING_54 if self.integers else YIELDING)
            if self.chance(0.2):
                text = f"do local n = n for j = 1, 2 do {text} end end"
            self.emit(text.replace("YIELD", function))
        if self.chance(0.2):
            self.emit(f"if n then error({self.choice(ERRORS)}) end")
        end = self.choice(ENDS)
        if end:
            self.emit(end.replace("YIELD", function))
        self.depth -= 1
        self.emit("end" if named else "end)")
        if named:
            self.emit(starting.replace("BODY", "body"))
        self.emit("if not step then step = function(...) return select(2, coroutine.resume(co, ...)) end end")

    def resumed(self: Core) -> None:
        with self.block("if co then"):
            for _ in range(self.number(2, 7)):
                self.emit(f"show(coroutine.resume(co, {self.choice(('', '1', '2, 3', 'nil', 'false', '1, 2, 3', 'true'))}))".replace("co, )", "co)"))
            self.emit("show(coroutine.status(co))")
            if self.integers and self.chance(0.5):
                self.emit("show(coroutine.close(co), coroutine.status(co))")

    def called(self: Core) -> None:
        for _ in range(self.number(2, 7)):
            self.emit(f"show(pcall(step, {self.choice(('1', '2, 3', 'nil', 'false', '1, 2, 3', 'true'))}))")

    def looped(self: Core) -> None:
        names = self.choice(("v", "v", "v, w", "v, w, x"))
        with self.function_body("show(pcall(function()", [], end="end))"):
            self.emit("local rounds = 0")
            with self.block(f"for {names} in step do"):
                self.emit(f"show({names})")
                self.emit("rounds = rounds + 1")
                if self.chance(0.2):
                    self.emit("show(pcall(step))")
                self.emit(f"if rounds == {self.number(2, 6)} then break end")
        self.emit("show(pcall(step))")
