"""Expressions that give numbers (manual 3.4.1, 3.4.2, 6.7)."""

from __future__ import annotations

from .core import Core, Expression, expression

SMALL = ("0", "1", "2", "3", "4", "5", "7", "8", "10", "16", "100", "255", "1000")
LARGE = ("2147483647", "2147483648", "4294967296", "1073741823", "1073741824", "9007199254740991", "9007199254740992",
         "9007199254740993", "4611686018427387904", "65536", "1000000")
HUGE = ("math.maxinteger", "math.mininteger", "9223372036854775807", "0x7fffffffffffffff", "0xffffffffffffffff",
        "9223372036854775808", "-9223372036854775808", "1 << 62", "4611686018427387904")
FLOATS = ("0.5", "1.5", "2.5", "0.1", "3.0", "2.0", "1.0", "0.0", "-0.0", "-1.5", "1e15", "1e16", "1e100", "1e308", "2^53", "2^63",
          "-2^63", "1e-5", "9007199254740993.0", "4294967296.0", "123456789012.5")
ODD_FLOATS = ("1/0", "-1/0", "0/0", "math.huge", "-math.huge", "1e309", "5e-324")


class Numbers:
    def integer_literal(self: Core) -> Expression:
        text = self.choice(self.weighted((12, SMALL), (2, LARGE), (1, HUGE if self.integers else LARGE)))
        if "<<" in text:
            return expression(text, "<<")
        if text.startswith("-"):
            return expression(text, "unary")
        if self.chance(0.12):
            return expression("-" + text, "unary")
        return expression(text, prefix=text.startswith("math"))

    def float_literal(self: Core) -> Expression:
        text = self.choice(self.weighted((8, FLOATS), (1, ODD_FLOATS)))
        operator = "/" if "/" in text else "^" if "^" in text else "unary" if text.startswith("-") else "simple"
        if operator == "^" and text.startswith("-"):
            operator = "unary"
        return expression(text, operator)

    def value_integer(self: Core, depth: int) -> Expression:
        if depth <= 0 or self.chance(0.3):
            variable = self.a_variable("integer")
            if variable is not None and self.chance(0.75):
                return expression(variable.name, prefix=True)
            return self.integer_literal()
        make = self.weighted((10, self.integer_arithmetic), (1, self.integer_negated), (3, self.integer_function),
                             (2, self.integer_call), (1, self.integer_choice), (2, self.element_integer))
        return make(depth - 1)

    def integer_arithmetic(self: Core, depth: int) -> Expression:
        operators = [(6, "+"), (6, "-"), (3, "*"), (2, "%")]
        if self.integers:
            operators += [(2, "//"), (1, "&"), (1, "|"), (1, "~"), (1, "<<"), (1, ">>")]
        operator = self.weighted(*operators)
        left = self.value("integer", depth)
        right = self.integer_literal() if self.chance(0.4) else self.value("integer", depth)
        return self.binary(left, operator, right)

    def integer_negated(self: Core, depth: int) -> Expression:
        operator = "~" if self.integers and self.chance(0.3) else "-"
        return self.unary(operator, self.value("integer", depth))

    def integer_function(self: Core, depth: int) -> Expression:
        if self.chance(0.4):
            variable = self.a_variable("sequence") or self.a_variable("string")
            if variable is not None:
                return self.unary("#", expression(variable.name, prefix=True))
        name = self.choice(("string.len", "string.byte", "math.floor", "math.abs", "select", "math.max", "math.min",
                            "tonumber", "math.ceil"))
        if name == "string.len":
            return expression(f"string.len({self.value('string', depth)})", prefix=True)
        if name == "string.byte":
            return expression(f"string.byte({self.value('string', depth)}, {self.value('integer', 0)}) or 0", "or")
        if name == "select":
            return expression(f"select('#', {self.values(['any'] * self.number(1, 3), depth)})", prefix=True)
        if name in ("math.max", "math.min"):
            return expression(f"{name}({self.values(['integer', 'integer'], depth)})", prefix=True)
        if name == "tonumber":
            return expression(f"tonumber({self.value('numeral', depth)}) or 1", "or")
        return expression(f"{name}({self.value(self.choice(('integer', 'real')), depth)})", prefix=True)

    def integer_call(self: Core, depth: int) -> Expression:
        function = self.callable_function("integer")
        return self.integer_literal() if function is None else self.call_of(function, depth)

    def integer_choice(self: Core, depth: int) -> Expression:
        condition = self.binary(self.value("boolean", depth), "and", self.value("integer", depth))
        return self.binary(condition, "or", self.value("integer", depth))

    def element_integer(self: Core, depth: int) -> Expression:
        variable = self.a_variable("sequence")
        if variable is None:
            return self.integer_literal()
        element = expression(f"{variable.name}[{self.key_of(variable, depth)}]", prefix=True)
        return element if self.chance(0.3) else self.binary(element, "or", self.value("integer", depth - 1))

    def key_of(self: Core, sequence, depth: int) -> Expression:
        """A key that is probably in a sequence."""
        name = sequence.name
        return self.weighted(
            (4, lambda: self.value("integer", 0)), (2, lambda: expression(str(self.number(1, 4)))),
            (2, lambda: expression(f"#{name}", "unary")), (1, lambda: self.value("integer", depth)),
            (1, lambda: self.binary(self.value("integer", 0), "+", expression("1"))),
            (1, lambda: self.binary(self.value("integer", 0), "-", expression("1"))),
            (1, lambda: expression(f"{self.operand(self.value('integer', 0), '%')} % #{name} + 1", "+")))()

    def value_real(self: Core, depth: int) -> Expression:
        """A float, or an integer in its place."""
        if depth <= 0 or self.chance(0.3):
            variable = self.a_variable("real")
            if variable is not None and self.chance(0.7):
                return expression(variable.name, prefix=True)
            return self.float_literal() if self.chance(0.8) else self.value("integer", 0)
        if self.chance(0.25):
            return self.float_function(depth - 1)
        operator = self.weighted((4, "+"), (4, "-"), (4, "*"), (5, "/"), (1, "^"), (2, "%"), *([(1, "//")] if self.integers else []))
        left = self.value(self.choice(("real", "real", "integer")), depth - 1)
        right = self.value(self.choice(("real", "integer")), depth - 1)
        if operator == "^":
            right = expression(self.choice(("2", "3", "0.5", "0", "-1", "2.0")))
        return self.binary(left, operator, right)

    def float_function(self: Core, depth: int) -> Expression:
        name = self.choice(("math.sqrt", "math.abs", "math.fmod", "math.max", "math.min", "tonumber", "call"))
        if name == "call":
            function = self.callable_function("real")
            return self.float_literal() if function is None else self.call_of(function, depth)
        if name == "tonumber":
            return expression(f"tonumber({self.value('numeral', 0)}) or 0.5", "or")
        if name in ("math.max", "math.min"):
            return expression(f"{name}({self.values(['real', 'integer', 'real'], depth)})", prefix=True)
        if name == "math.fmod":
            return expression(f"math.fmod({self.value('real', depth)}, {self.choice(('3', '2.5', '-4', '7'))})", prefix=True)
        return expression(f"{name}({self.value('real', depth)})", prefix=True)
