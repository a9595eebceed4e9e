"""What all parts of the generator share: random choices, scopes of variables, lines of output."""

from __future__ import annotations

import random
import re
from contextlib import contextmanager

# Precedence of operators (manual 3.4.8), for as few parentheses as a programmer writes.
PRECEDENCE = {
    "or": 1, "and": 2, "<": 3, ">": 3, "<=": 3, ">=": 3, "~=": 3, "==": 3, "|": 4, "~": 5, "&": 6, "<<": 7, ">>": 7,
    "..": 9, "+": 10, "-": 10, "*": 11, "/": 11, "//": 11, "%": 11, "unary": 12, "^": 14, "simple": 100,
}
RIGHT_ASSOCIATIVE = ("..", "^")
# How many statements a program may run, roughly: generated loops and calls multiply.
MAX_COST = 4000


# In a function of 5.1, all zeros are what the first one is: minus zero comes from elsewhere.
CONSTANT = re.compile(r"[-+*/%^() .\d]*(?:e\d+[-+*/%^() .\d]*)*")
MINUS_ZERO = re.compile(r"(?<![\w)\]\"'])-(?:0(?:\.0)?|\(0(?:\.0)?\))(?![\w.])")


def is_constant_zero(text: str) -> bool:
    """Whether an expression of numerals is zero."""
    if not CONSTANT.fullmatch(text):
        return False
    try:
        return eval(text.replace("^", "**")) == 0
    except (ArithmeticError, SyntaxError, TypeError):
        return True


class Expression(str):
    """The text of an expression, with the precedence of its outermost operator; prefix: it may be indexed, called."""

    precedence = PRECEDENCE["simple"]
    prefix = False


def expression(text: str, operator: str = "simple", prefix: bool = False) -> Expression:
    made = Expression(text)
    made.precedence = PRECEDENCE[operator]
    made.prefix = prefix
    return made


class Variable:
    """A variable in scope. kind: the type it is meant to hold; fixed: the program may not assign it; cost: of calling
    it; params, result: kinds, of a function; level: of the function that declares it."""

    def __init__(self, name, kind, fixed=False, cost=1, params=(), result="any", level=0, attrib=False):
        self.name = name
        self.kind = kind
        self.fixed = fixed
        self.cost = cost
        self.params = params
        self.result = result
        self.level = level
        self.attrib = attrib


class Core:
    def __init__(self, seed: int, lua: str):
        self.random = random.Random(f"{lua}/{seed}")
        self.lua = lua
        self.integers = lua != "5.1"
        self.lines: list[str] = []
        self.depth = 0
        self.scopes: list[list[Variable]] = [[]]
        self.names = 0
        self.risk = 0.0          # how often an operand is of any type
        self.times = 1           # how often the present statement runs in its function
        self.cost = 0            # of the present function so far
        self.level = 0           # of nested functions
        self.loops = 0           # around the present statement, in its function
        self.vararg = True       # whether `...` may be used

    # Choices

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def choice(self, items):
        return self.random.choice(items)

    def weighted(self, *pairs):
        """One of the second members, by the weights that are the first."""
        return self.random.choices([item for _, item in pairs], [weight for weight, _ in pairs])[0]

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    # Variables

    def fresh(self, prefix: str = "v") -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def declare(self, name: str, kind: str, **facts) -> Variable:
        variable = Variable(name, kind, level=self.level, **facts)
        self.scopes[-1].append(variable)
        return variable

    def visible(self, kind: str | None = None, assignable: bool = False) -> list[Variable]:
        found = [variable for scope in self.scopes for variable in scope
                 if (kind is None or variable.kind == kind) and not (assignable and (variable.fixed or variable.attrib))]
        return found[-12:]

    def a_variable(self, kind: str | None = None, assignable: bool = False) -> Variable | None:
        found = self.visible(kind, assignable)
        return self.choice(found) if found else None

    # Output

    def emit(self, line: str) -> None:
        if not self.integers:
            line = MINUS_ZERO.sub("minus_zero", line)
        self.lines.append("  " * self.depth + line)
        self.cost += self.times

    @contextmanager
    def block(self, head: str, end: str = "end", times: int = 1):
        """The lines of a block; times: how often a loop runs it."""
        self.emit(head)
        self.depth += 1
        self.scopes.append([])
        saved, self.times = self.times, self.times * times
        yield
        self.times = saved
        self.scopes.pop()
        self.depth -= 1
        if end:
            self.emit(end)

    @contextmanager
    def function_body(self, head: str, params: list[tuple[str, str]], vararg: bool = False, end: str = "end",
                      risk: float | None = None):
        """The lines of a function; yields a list that gets its cost as only element. params: (name, kind)."""
        saved = self.times, self.cost, self.loops, self.vararg, self.risk
        self.emit(head)
        self.depth += 1
        self.level += 1
        self.scopes.append([Variable(name, kind, level=self.level) for name, kind in params])
        self.times, self.cost, self.loops, self.vararg = 1, 0, 0, vararg
        if risk is not None:
            self.risk = risk
        cost: list = []
        yield cost
        cost.append(self.cost + 1)
        self.times, self.cost, self.loops, self.vararg, self.risk = saved
        self.scopes.pop()
        self.level -= 1
        self.depth -= 1
        self.emit(end)

    # Expressions

    def operand(self, value: Expression, operator: str, right: bool = False) -> str:
        """An operand's text, in parentheses where the operator binds more strongly."""
        mine = PRECEDENCE[operator]
        loose = value.precedence < mine or value.precedence == mine and right != (operator in RIGHT_ASSOCIATIVE)
        if operator == "^" and not right and value.precedence <= PRECEDENCE["unary"] or value.startswith("-") and right:
            loose = True
        return f"({value})" if loose or self.chance(0.04) else value

    def binary(self, left: Expression, operator: str, right: Expression) -> Expression:
        if not self.integers and operator in "*/%" and is_constant_zero(f"({left}) {operator} ({right})"):
            right = expression("7")  # it would be minus zero, or make it so
            if is_constant_zero(left):
                left = expression("3")
        if not self.integers and operator == "%" and "900719925474099" in left:
            left = expression("9007199254740")  # see docs/compatibility.md
        return expression(f"{self.operand(left, operator)} {operator} {self.operand(right, operator, True)}", operator)

    def unary(self, operator: str, value: Expression) -> Expression:
        text = self.operand(value, "unary", True)
        if operator == "-" and text.startswith("-"):
            text = f"({text})"
        return expression(operator + (" " if operator == "not" else "") + text, "unary")

    def prefix(self, value: Expression) -> str:
        """An expression as something that can be called or indexed."""
        return value if value.prefix else f"({value})"

    def value(self, kind: str, depth: int = 2) -> Expression:
        """An expression that should give a value of a kind."""
        if self.risk and self.chance(self.risk):
            kind = "any"
        return getattr(self, "value_" + kind)(depth)

    def values(self, kinds, depth: int = 1) -> str:
        return ", ".join(self.value(kind, depth) for kind in kinds)

    def callable_function(self, result: str | None = None) -> Variable | None:
        """A function in scope that may be called here without running too long."""
        found = [variable for variable in self.visible("function")
                 if variable.cost * self.times < MAX_COST and result in (None, variable.result)]
        return self.choice(found) if found else None

    def call_of(self, function: Variable, depth: int = 1) -> Expression:
        self.cost += function.cost * self.times
        return expression(f"{function.name}({self.values(function.params, depth)})", prefix=True)
