"""Whole programs."""

from __future__ import annotations

from .callers import Callers
from .core import Core
from .coroutines import Coroutines
from .expressions import Expressions
from .functions import Functions
from .generators import Generators
from .hierarchies import Hierarchies
from .kernels import Kernels
from .libraries import Libraries
from .mixtures import Mixtures
from .numbers import Numbers
from .objects import Objects
from .statements import Statements
from .strings import Strings
from .tables import Tables


class Generator(Numbers, Strings, Expressions, Tables, Statements, Functions, Objects, Coroutines, Generators, Libraries, Kernels, Mixtures, Hierarchies, Callers, Core):
    """One program: sections at the top level, most of them protected, so that an error ends only its section.

    A mixture or a hierarchy, which are long, stands alone; so do generators, which luapy has only where nothing else yields.
    """

    def program(self) -> str:
        if self.chance(0.25):
            self.section_mixture()
        elif self.chance(0.1):
            self.section_hierarchy()
        else:
            for _ in range(self.number(1, 3)):
                self.section()
        return self.ended()

    def generators(self) -> str:
        """One that is about generators only: luapy has them only where nothing else yields."""
        self.section_generators()
        return self.ended()

    def ended(self) -> str:
        shown = self.visible()[-6:]
        self.emit(f"show({', '.join(variable.name for variable in shown) or 'nil'})")
        return "\n".join(self.lines) + "\n"

    def section(self) -> None:
        make = self.weighted((5, self.section_plain), (6, self.section_checked), (2, self.section_functions), (2, self.section_objects),
                             (2, self.section_replaced), (5, self.section_kernel), (3, self.section_callers), (1, self.section_dialect))
        make()

    def section_plain(self) -> None:
        self.statements(self.number(3, 8))

    def section_checked(self) -> None:
        name = self.fresh("s")
        kinds = [self.choice(("integer", "real", "string", "sequence")) for _ in range(self.number(0, 2))]
        params = self.parameters(kinds)
        with self.function_body(f"local function {name}({', '.join(param for param, _ in params)})", params, risk=0.04) as cost:
            self.statements(self.number(3, 8))
            self.emit(f"return {self.value('any', 1)}")
        for _ in range(self.number(1, 3)):
            self.emit(f'check("{name}", {", ".join([name, *(self.argument(kind) for kind in kinds)])})')
        if cost[0] < 300:
            self.declare(name, "function", cost=cost[0], params=tuple(kinds), fixed=True)

    def section_functions(self) -> None:
        for _ in range(self.number(1, 3)):
            self.statement_function()

    def section_objects(self) -> None:
        self.object_of_class()
        with self.function_body('check("objects", function()', [], end="end)", risk=0.04):
            for _ in range(self.number(3, 8)):
                self.statement_object()


def generate(seed: int, lua: str) -> str:
    """The program of a seed for a dialect, "5.1" or "5.4": the same text each time."""
    generator = Generator(seed, lua)
    return generator.generators() if seed % 10 == 5 else generator.program()
