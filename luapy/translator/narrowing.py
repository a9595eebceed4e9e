"""What tests say of variables, for the statements and operands behind them (see luapy.analysis.bounds)."""

from __future__ import annotations

from contextlib import contextmanager

from luapy.analysis.bounds import lower_bounds
from luapy.analysis.limits import assigns
from luapy.analysis.numbers import is_positive
from luapy.frontend import nodes as lua


class Narrowing:
    def is_positive_key(self, node) -> bool:
        """Whether a key, if it is an int, is above zero."""
        return is_positive(node) or type(node) is lua.Name and self.bounds.get(node.info, 0) > 0

    @contextmanager
    def narrowed(self, *tests):
        """Translate what runs only where tests have succeeded."""
        saved = self.bounds
        for test in tests:
            self.narrow(test)
        yield
        self.bounds = saved

    def narrow(self, test):
        """From here on a test has succeeded."""
        if not self.unit.trusts_variables:
            return
        for variable, low in lower_bounds(test).items():
            self.bounds = {**self.bounds, variable: max(low, self.bounds.get(variable, low))}

    def forget_assigned(self, stat):
        """A statement is about to be translated that may assign variables of which tests have told something."""
        kept = {variable: low for variable, low in self.bounds.items() if not (variable.assigned and assigns(stat, variable))}
        if len(kept) < len(self.bounds):
            self.bounds = kept
