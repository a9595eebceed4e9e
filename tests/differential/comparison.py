"""One program under two interpreters."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from .generator import generate
from .runners import TIMEOUT, Luapy, RealLua
from .shrink import shrink


@dataclass
class Difference:
    """A program and what two interpreters made of it."""

    name: str
    source: str
    expected: bytes
    actual: bytes

    def report(self, folder: Path) -> str:
        """Write the program and both outputs to a folder; returns what to show."""
        (folder / f"{self.name}.lua").write_bytes(self.source.encode("latin-1"))
        (folder / f"{self.name}.expected").write_bytes(self.expected)
        (folder / f"{self.name}.actual").write_bytes(self.actual)
        lines = [text.decode("latin-1").splitlines() for text in (self.expected, self.actual)]
        diff = "\n".join(difflib.unified_diff(*lines, "expected", "luapy", lineterm="", n=0))
        return f"--- {folder / self.name}.lua\n{self.source}{diff}\n"


class Comparison:
    """Two interpreters. careful: luapy's careful translation is taken for right, not real Lua."""

    def __init__(self, lua: str, careful: bool, folder: Path):
        self.lua = lua
        self.folder = folder
        self.expected = Luapy(lua, "careful") if careful else RealLua(lua)
        self.actual = Luapy(lua, "optimised")
        self.slow = False  # whether neither ended in time
        self.crashed = False  # whether real Lua did

    def compare(self, name: str, source: str | None = None) -> Difference | None:
        """A generated program, named p and its seed, or a given one: the difference, or None."""
        if source is None:
            source = generate(int(name[1:]), self.lua)
        path = self.folder / f"{name}.lua"
        path.write_bytes(source.encode("latin-1"))
        expected, actual = self.expected.run(path), self.actual.run(path)
        if actual == b"timeout\n" != expected:
            actual = self.actual.run(path)  # the machine may have been busy
        self.slow = expected == actual == b"timeout\n"
        for file in self.folder.glob(f"{name}.*"):
            file.unlink()
        self.crashed = b"status -" in expected  # PUC Lua's fault
        too_deep = b"C stack overflow" in expected  # metamethods nest deeper in luapy than in PUC Lua
        return None if expected == actual or self.crashed or too_deep else Difference(name, source, expected, actual)

    def shrink(self, difference: Difference) -> Difference:
        """The same difference in a smaller program."""
        symptom = kind_of(difference)
        found = difference

        def differs(source):
            nonlocal found
            smaller = self.compare(difference.name, source)
            if smaller is None or b"syntax error" in smaller.expected or kind_of(smaller) != symptom:
                return False
            found = smaller
            return True
        if symptom != "timeout":  # statements that end loops are taken out, too
            self.expected.timeout = self.actual.timeout = 2
        shrink(difference.source, differs)
        self.expected.timeout = self.actual.timeout = TIMEOUT
        return found

    def close(self):
        self.expected.close()
        self.actual.close()


def kind_of(difference: Difference) -> str:
    """A rough description of a difference, so that shrinking does not move on to another one."""
    for word in (b"timeout", b"crash", b"luapy failed"):
        if word in difference.actual:
            return word.decode()
    if b"timeout" in difference.expected:
        return "no result"
    return "output"
