"""Expressions that give strings (manual 3.4.6, 6.4)."""

from __future__ import annotations

from .core import Core, Expression, expression

WORDS = ("a", "b", "abc", "hello", "Hello World", "x=1, y=2", "key", "", " ", "lua", "a.b.c", "12ab34", "(paren)", "%d",
         "aaa", "tab\\tend", "q\\\"q", "\\0nul", "caf\\233", "one two three", "AbC", "[x]", "f(a,b)", "-12.5e3")
NUMERALS = ("10", "0x10", " 5 ", "1e2", "3.0", "-7", "0x1p4", "1e400", "9007199254740993", "9223372036854775807",
            "9223372036854775808", "0.1", "-0", "1e1", "  -0x10  ", "5.", ".5")
NO_NUMERALS = ("", " ", "abc", "1 2", "0x", "1e", "inf", "nan", "1a", "--1", "5 x")
PATTERNS = ("%a+", "%d+", ".", "l+", "(%w)(%w)", "^%s*(.-)%s*$", "[aeiou]", "%b()", "()", "x?", "(.)%1", "[^,]+", "%f[%w]%w+",
            "a*", "%S+", "(%w+)=(%w+)", ".-b", "$", "^a", "%.", "[%a_][%w_]*", "[]x]", "[a-c]+", "%u%l*")
FORMATS = (("%d", ("integer",)), ("%5d|", ("integer",)), ("%-5d|", ("integer",)), ("%05d", ("integer",)), ("%x", ("byte",)),
           ("%s", ("any_text",)), ("%10s|", ("string",)), ("%-6s|", ("string",)), ("%.2f", ("real",)), ("%g", ("real",)),
           ("%q", ("string",)), ("%c", ("byte",)), ("%s-%s", ("string", "integer")), ("%.3s", ("string",)), ("%%", ()),
           ("%i %s", ("integer", "string")), ("%5.1f", ("real",)), ("%e", ("real",)), ("%+d", ("integer",)),
           ("%.14g", ("real",)), ("%X", ("byte",)), ("%o", ("byte",)), ("%s %d", ("real", "integer")))


class Strings:
    def string_literal(self: Core) -> Expression:
        if self.chance(0.1):
            return self.value_numeral(0)
        quote = self.choice("\"'")
        text = self.choice(WORDS)
        return expression(quote + text.replace("\\\"", '"' if quote == "'" else "\\\"") + quote)

    def value_numeral(self: Core, depth: int) -> Expression:
        return expression(f'"{self.choice(self.weighted((5, NUMERALS), (1, NO_NUMERALS)))}"')

    def value_byte(self: Core, depth: int) -> Expression:
        return expression(str(self.number(32, 126)))

    def value_string(self: Core, depth: int) -> Expression:
        if depth <= 0 or self.chance(0.3):
            variable = self.a_variable("string")
            if variable is not None and self.chance(0.7):
                return expression(variable.name, prefix=True)
            return self.string_literal()
        make = self.weighted((4, self.concatenation), (6, self.string_function), (3, self.substring), (1, self.string_choice),
                             (1, self.string_call), (1, self.character))
        return make(depth - 1)

    def concatenation(self: Core, depth: int) -> Expression:
        parts = [self.value(self.choice(("string", "string", "integer", "real")), depth) for _ in range(self.number(2, 3))]
        parts = [expression(f"({part})") if part[:1].isdigit() or "." in part[-1:] else part for part in parts]
        result = parts[-1]
        for part in reversed(parts[:-1]):
            result = self.binary(part, "..", result)
        return result

    def call_library(self: Core, name: str, args: list[Expression]) -> Expression:
        """A function of string, called by its name or as a method."""
        if self.chance(0.5):
            return expression(f"{self.prefix(args[0])}:{name}({', '.join(args[1:])})", prefix=True)
        return expression(f"string.{name}({', '.join(args)})", prefix=True)

    def position(self: Core, depth: int = 0) -> Expression:
        return self.weighted((5, lambda: expression(str(self.number(1, 4)))), (3, lambda: expression(str(-self.number(1, 3)), "unary")),
                             (4, lambda: self.value("integer", depth)), (1, lambda: expression(self.choice(("2.0", '"2"', "0")))))()

    def substring(self: Core, depth: int) -> Expression:
        first = self.position(depth)
        args = [self.value("string", depth), first]
        if self.chance(0.8):
            args.append(first if self.chance(0.5) else self.position(depth))
        return self.call_library("sub", args)

    def character(self: Core, depth: int) -> Expression:
        return expression(f"string.char({self.values(['byte'] * self.number(0, 3))})", prefix=True)

    def string_function(self: Core, depth: int) -> Expression:
        name = self.choice(("upper", "lower", "reverse", "rep", "format", "gsub", "match", "tostring", "concat", "type", "find"))
        subject = self.value("string", depth)
        if name in ("upper", "lower", "reverse"):
            return self.call_library(name, [subject])
        if name == "rep":
            count = [expression(str(self.number(-1, 3)))]
            if self.integers and self.chance(0.3):
                count.append(self.string_literal())
            return expression(f"({self.call_library('rep', [subject, *count])}):sub(1, 30)", prefix=True)
        if name == "format":
            return self.formatted(depth)
        if name == "gsub":
            return self.substituted(subject, depth)
        if name == "match":
            return self.binary(self.call_library("match", [subject, self.pattern()]), "or", self.string_literal())
        if name == "find":
            return expression(f"tostring({self.call_library('find', [subject, self.pattern()])})", prefix=True)
        if name == "type":
            return expression(f"type({self.value('any', depth)})", prefix=True)
        if name == "concat":
            variable = self.a_variable("sequence")
            if variable is not None:
                return expression(f"table.concat({variable.name}, {self.string_literal()})", prefix=True)
        return expression(f"tostring({self.value(self.choice(('integer', 'real', 'boolean', 'string')), depth)})", prefix=True)

    def pattern(self: Core) -> Expression:
        return expression(f'"{self.choice(PATTERNS)}"')

    def formatted(self: Core, depth: int) -> Expression:
        text, kinds = self.choice(FORMATS)
        args = [self.value(kind, depth) for kind in kinds]
        return expression(f"string.format({', '.join([chr(34) + text + chr(34), *args])})", prefix=True)

    def value_any_text(self: Core, depth: int) -> Expression:
        return self.value(self.choice(("integer", "real", "string", "boolean", "nothing")), depth)

    def substituted(self: Core, subject: Expression, depth: int) -> Expression:
        replacement = self.weighted(
            (4, '"<%0>"'), (3, '"-"'), (1, '"%%"'), (2, "string.upper"), (1, '{a = "A", l = 1}'),
            (2, "function(c) return c .. '!' end"), (1, "function(c) if #c > 1 then return #c end end"), (1, '"%1%1"'))
        args = [subject, self.pattern(), expression(replacement)]
        if self.chance(0.3):
            args.append(expression(str(self.number(0, 2))))
        return expression(f"({self.call_library('gsub', args)}):sub(1, 40)", prefix=True) if self.chance(0.3) else \
            expression(f"({self.call_library('gsub', args)})", prefix=True)

    def string_choice(self: Core, depth: int) -> Expression:
        condition = self.binary(self.value("boolean", depth), "and", self.value("string", depth))
        return self.binary(condition, "or", self.value("string", depth))

    def string_call(self: Core, depth: int) -> Expression:
        function = self.callable_function("string")
        return self.string_literal() if function is None else self.call_of(function, depth)
