"""Local functions all of whose calls are in the program: called directly, by other variables, as arguments and as results.

What such calls pass and give is known when the program is translated (luapy.analysis.flows), and must be what they do.
"""

from __future__ import annotations

from .core import Core

ARGUMENTS = ("0", "1", "2", "3", "-1", "7", "100", "0.5", "2.0", "-1.5", "1e300", "nil", "'5'", "'text'", "true", "{}", "1, 2")
LARGE = ("9223372036854775807", "9223372036854775806", "4611686018427387904", "-9223372036854775807")
# Bodies of functions of two parameters, a and b.
BODIES = (
    "return a + b", "return a * b - a", "return a - 1, b", "return (a + b) % 7", "return a / b", "return a < b", "return -a",
    "return a .. b", "return a", "if a > b then return a end return b", "if a then return a end", "local s, n = 0, 0 for i = a, b do s, n = s + i, n + 1 if n > 9 then break end end return s",
    "a = a + 1 return a * b", "a = b return a", "b = a + 0.5 return b", "local t = {5, 6, 7} return t[a], t[b + 1]",
    "local s, n = 1, 0 while s < a and n < 9 do s, n = s * b + 1, n + 1 end return s", "return a == b and a + 1 or b", "local c = a return function() c = c + 1 return c end",
    "if a < 1 or a > 100 then return b end return {self}(a - 1, b + a)", "if a < 1 or a > 100 then return 0 end return {self}(a - 1, b) + b",
    "if a < 2 or a > 9 then return a end return {self}(a - 1, b) + {self}(a - 2, b)", "for i = 1, 3 do a = a + i end return a, b",
    "kept = {self} return a + b", "return kept and b or a",
)
# The same with a function f and a value v.
HIGHER = (
    "return f(v, 2)", "return (f(v, 3))", "local r = f(1, v) return r", "if f then return f(v, v) end return v", "return f(v)", "return f(v, v, v)",
    "return pcall(f, v, 1)", "return f, v", "return f", "local g = f return g(v, 1)", "kept = f return f(v, 1)", "return f(f(v, 1), 2)",
    "return f(1, f(2, v))", "for i = 1, 3 do v = f(v, i) end return v", "return f and f(v, 1)", "f = f or v return f(1, 1)", "return {f, f(v, 2)}",
    "return function(w) return f(v, w) end", "return function(a, b) return f(a, b) end", "f = {other} return f(v, 4)",
)


class Callers:
    def section_callers(self: Core) -> None:
        """Functions, functions that get functions, and calls of all of them."""
        self.emit("do")
        self.depth += 1
        plain, higher = [], []
        for _ in range(self.number(1, 3)):
            plain.append(self.new_caller("a, b", BODIES, plain))
        for _ in range(self.number(0, 2)):
            higher.append(self.new_caller("f, v", HIGHER, plain))
        for _ in range(self.number(2, 6)):
            self.known_call(plain, higher)
        self.depth -= 1
        self.emit("end")

    def new_caller(self: Core, params: str, bodies, others) -> str:
        name = self.fresh("f")
        body = self.choice(bodies).replace("{self}", name).replace("{other}", self.choice(others or [name]))
        head = self.choice((f"local function {name}({params})", f"local {name} = function({params})", f"local {name} function {name}({params})"))
        if name in body:
            head = f"local function {name}({params})"
        self.emit(f"{head} {self.ended_body(body)} end")
        return name

    def ended_body(self: Core, body: str) -> str:
        """The body, at times with more around it: an inner function that shares a parameter, an early return."""
        if self.chance(0.15):
            return f"local function inner() {body} end return inner()"
        if self.chance(0.1):
            return f"if kept == 1 then return 1, 2 end {body}"
        return body

    def known_argument(self: Core) -> str:
        return self.choice(LARGE if self.integers and self.chance(0.1) else ARGUMENTS[:9] if self.chance(0.8) else ARGUMENTS)

    def known_call(self: Core, plain, higher) -> None:
        name = self.choice(plain)
        one, two = self.known_argument(), self.known_argument()
        calls = [f"return {name}({one}, {two})", f"local r = {name}({one}, {two}) return r", f"local g = {name} return g({one}, {two})",
                 f"local g = {name} if {self.choice(('true', 'kept'))} then g = {self.choice(plain)} end return g({one}, {two})",
                 f"return {name}({one}, {two}) + 1", f"return {{{name}({one}, {two})}}", f"return ({name}({one}, {two})) == {one}"]
        if higher:
            taker = self.choice(higher)
            calls += [f"return {taker}({name}, {one})", f"local r = {taker}({name}, {one}) return r", f"return {taker}({name}, {one})({two})",
                      f"local g = {taker}({name}, {one}) return g({one}, {two})", f"return {taker}({self.choice((taker, 'nil', 'math.min', name))}, {one})",
                      f"return {taker}(function(x, y) return x, y end, {one})"]
        call = self.choice(calls)
        if self.chance(0.1):
            call = f"{name} = {self.choice((*plain, 'nil', 'math.max'))} {call}"
        self.emit(f"check(\"{name}\", function() {call} end)" if self.chance(0.9) else f"show(pcall(function() {call} end))")
