"""Coroutines, and errors under pcall (manual 2.3, 2.6)."""

from __future__ import annotations

from .core import Core

ERRORS = ('"message"', '"message", 0', '"message", 2', "{code = 1}", "nil", "42", "true", "1.5", "setmetatable({}, {__tostring = function() return 'object' end})")


class Coroutines:
    def statement_coroutine(self: Core) -> None:
        co = self.fresh("co")
        with self.function_body(f"local {co} = coroutine.create(function(a, b)", [("a", "integer"), ("b", "any")], end="end)", risk=0.03):
            for _ in range(self.number(1, 3)):
                target = self.fresh()
                self.body(0, 2)
                shape = self.weighted((4, "plain"), (2, "loop"), (1, "nested"), (1, "protected"), (1, "tail"))
                if shape == "plain":
                    self.emit(f"local {target} = coroutine.yield({self.values(['any'] * self.number(0, 2), 1)})")
                elif shape == "loop":
                    self.emit(f"local {target} = 0")
                    self.emit(f"for i = 1, {self.number(1, 3)} do {target} = coroutine.yield(i, {target}) end")
                elif shape == "nested":
                    self.emit(f"local {target} = coroutine.wrap(function(x) coroutine.yield(x); return 'inner' end)")
                    self.emit(f"coroutine.yield({target}(1), {target}(2))")
                elif shape == "protected" and self.integers:
                    self.emit(f"local _, {target} = pcall(function() local v = coroutine.yield('inside'); return v + 1 end)")
                else:
                    self.emit(f"local {target} = (function() return coroutine.yield('tail') end)()")
                self.declare(target, "any")
            if self.chance(0.25):
                self.emit(f"error({self.choice(ERRORS)})")
            else:
                self.emit(f"return {self.values(['any'] * self.number(0, 2), 1)}")
        for _ in range(self.number(2, 5)):
            self.emit(f"show(coroutine.resume({co}, {self.values(['integer', 'any'], 1)}))")
        self.emit(f"show(coroutine.status({co}))")
        if self.integers and self.chance(0.5):
            self.emit(f"show(coroutine.close({co}), coroutine.status({co}))")

    def statement_protected(self: Core) -> None:
        """A block under pcall or xpcall, which may fail."""
        handler = self.chance(0.2)
        head = 'show(xpcall(function()' if handler else 'check("block", function()'
        end = "end, function(e) return 'handled', e end))" if handler else "end)"
        with self.function_body(head, [], end=end, risk=0.12):
            self.body(1, 3)
            if self.chance(0.5):
                self.failing()
            self.body(0, 1)
            self.emit(f"return {self.value('any', 1)}")

    def failing(self: Core) -> None:
        """A statement that raises an error."""
        variable = self.a_variable("integer")
        name = variable.name if variable else "undefined"
        self.emit(self.choice((
            f"error({self.choice(ERRORS)})", f"local v = {name}.x.y", f"local v = {name} + {{}}", f"{name}()", f"{name}.field.x = 1",
            "local v = #nil", "undefined.x = 1", f"local v = {name} < 'a'", f"local v = {name} .. {{}}", "undefined()", "local v = {} < {}",
            f"local t = {{}}; t[nil] = {name}", "local t = {}; t[0/0] = 1", "string.rep()", "('x'):bad()", "setmetatable(1, {})",
            "for i = 1, 10, 0 do error('loop') end", "for i = 'a', 2 do end", "local t = {}; t.x.y.z = 1", "ipairs()", f"{name}:method()",
            "local s = 'a' + 1", "local s = -{}", "error()", "assert(false)", "assert(nil, 'asserted')", "assert(false, {1})",
            "select(0)", "string.char(256)", "table.concat({{}})", "local v = 1 < '2'", "math.floor('x')", "tostring()",
            *(("local v = 1 // 0", "local v = 1 % 0", "local v = 1.5 & 1", "local v = '1.5' | 1", "local v = 2^63 | 0", "local v = 1 << {}",
               "table.insert({}, 5, 1)", "local v = math.tointeger('8')", "string.format('%d', 1.5)") if self.integers else
              ("local v = 1 % 0; show(v)", "table.insert({}, 1, 2, 3)", "string.format('%d', 'x')")))))
