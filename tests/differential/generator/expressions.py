"""Conditions, and expressions of any type."""

from __future__ import annotations

from .core import Core, Expression, expression

FIELDS = ("x", "y", "name", "count", "next", "value")


class Expressions:
    def value_boolean(self: Core, depth: int) -> Expression:
        if depth <= 0 or self.chance(0.2):
            variable = self.a_variable("boolean")
            if variable is not None and self.chance(0.6):
                return expression(variable.name, prefix=True)
            if self.chance(0.5):
                return self.binary(self.value("integer", 0), self.choice(("<", ">", "<=", ">=", "==", "~=")), self.value("integer", 0))
            return expression(self.choice(("true", "false")))
        make = self.weighted((8, self.comparison), (3, self.logical), (2, self.negation), (2, self.equality), (1, self.test_of_type),
                             (1, self.boolean_call))
        return make(depth - 1)

    def comparison(self: Core, depth: int) -> Expression:
        kind = self.choice(("integer", "integer", "real", "string"))
        other = {"integer": self.choice(("integer", "real")), "real": "real", "string": "string"}[kind]
        return self.binary(self.value(kind, depth), self.choice(("<", ">", "<=", ">=", "==", "~=")), self.value(other, depth))

    def equality(self: Core, depth: int) -> Expression:
        return self.binary(self.value("any", depth), self.choice(("==", "~=")), self.value("any", depth))

    def logical(self: Core, depth: int) -> Expression:
        return self.binary(self.value("boolean", depth), self.choice(("and", "or")), self.value("boolean", depth))

    def negation(self: Core, depth: int) -> Expression:
        return self.unary("not", self.value(self.choice(("boolean", "boolean", "any")), depth))

    def test_of_type(self: Core, depth: int) -> Expression:
        names = ("number", "string", "table", "nil", "boolean", "function")
        test = expression(f"type({self.value('any', depth)})", prefix=True)
        return self.binary(test, "==", expression(f'"{self.choice(names)}"'))

    def boolean_call(self: Core, depth: int) -> Expression:
        function = self.callable_function()
        return expression("true") if function is None else self.call_of(function, depth)

    def value_nothing(self: Core, depth: int) -> Expression:
        return expression("nil")

    def value_any(self: Core, depth: int) -> Expression:
        if self.chance(0.25):
            variable = self.a_variable()
            if variable is not None:
                return expression(variable.name, prefix=True)
        kind = self.weighted((5, "integer"), (3, "real"), (4, "string"), (3, "boolean"), (1, "nothing"), (1, "sequence"),
                             (1, "record"), (1, "numeral"), (2, "logic"), (1, "map"), (1, "object"), (1, "call"))
        return getattr(self, "value_" + kind)(depth)

    def value_call(self: Core, depth: int) -> Expression:
        """A call for its first value, or of a function with several."""
        function = self.callable_function()
        if function is None:
            return self.value_string(depth)
        call = self.call_of(function, min(depth, 1))
        return expression(f"({call})", prefix=True) if self.chance(0.2) else call

    def value_logic(self: Core, depth: int) -> Expression:
        """``and`` and ``or`` on values of any type."""
        operator = self.choice(("and", "or"))
        result = self.binary(self.value("any", depth - 1), operator, self.value("any", depth - 1))
        if self.chance(0.3):
            result = self.binary(result, "or", self.value("integer", 0))
        return result

    def value_callable(self: Core, depth: int) -> Expression:
        function = self.callable_function()
        if function is None:
            return expression(self.choice(("tostring", "type", "math.floor")))
        return expression(function.name, prefix=True)

    value_function = value_callable

    def value_sequence(self: Core, depth: int) -> Expression:
        variable = self.a_variable("sequence")
        if variable is not None and self.chance(0.6):
            return expression(variable.name, prefix=True)
        return self.sequence_constructor(depth)

    def value_record(self: Core, depth: int) -> Expression:
        variable = self.a_variable("record")
        if variable is not None and self.chance(0.6):
            return expression(variable.name, prefix=True)
        return self.record_constructor(depth)

    def value_map(self: Core, depth: int) -> Expression:
        variable = self.a_variable("map")
        if variable is not None and self.chance(0.6):
            return expression(variable.name, prefix=True)
        return self.map_constructor(depth)

    def value_object(self: Core, depth: int) -> Expression:
        variable = self.a_variable("object")
        if variable is not None:
            return expression(variable.name, prefix=True)
        return self.value_record(depth)
