"""The examples of a document, run in order.

Blocks of one document share a folder, in which they run, and a Python namespace:

* a block of any language whose first line is a comment with nothing but a file name (``-- pkg/util.lua``,
  ``# legacy.py``, ``# pyproject.toml``) is written to that file;
* other ``python`` blocks are executed; with ``>>>`` they are doctests;
* other ``lua`` blocks are run as programs; ``--> text`` at line ends says what they print;
* ``console`` blocks are commands after ``$``, each followed by what it prints. A line ``...`` stands for any lines,
  ``...`` inside of a line for any text. What stands after a debugger's prompt is typed in.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE_NAME = re.compile(r"(?:--|#) ([\w./-]+\.(?:lua|py|toml|json))$")
PRINTED = re.compile(r"--> ?(.*)$", re.MULTILINE)
TYPED = re.compile(r"^(\(Pdb\) )(.*)\n", re.MULTILINE)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Document:
    """One file of docs/, with a folder for its examples and a namespace."""

    def __init__(self, name, folder, environment=()):
        self.name = name
        self.folder = Path(folder)
        self.text = (DOCS / name).read_text(encoding="utf-8")
        self.namespace: dict = {"__name__": "example"}
        self.environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **dict(environment)}

    def blocks(self):
        """(line, language, text) of each block."""
        for found in BLOCK.finditer(self.text):
            yield self.text[:found.start()].count("\n") + 2, found[1], found[2]

    def run(self):
        """Run all; AssertionError says which example is wrong. Returns how many there were."""
        count = 0
        for line, language, text in self.blocks():
            first, _, rest = text.partition("\n")
            name = FILE_NAME.match(first)
            if name is not None:
                path = self.folder / name[1]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(rest, encoding="utf-8")
            elif language in RUNNERS:
                RUNNERS[language](self, line, text)
            else:
                continue
            count += 1
        return count

    def command(self, words, script, typed=""):
        """What a command prints, errors included. typed: its input."""
        folder = str(Path(sys.executable).parent)
        environment = {**self.environment, "PATH": folder + os.pathsep + os.environ["PATH"]}
        result = subprocess.run(words, shell=script, cwd=self.folder, env=environment, timeout=100, input=typed.encode(),
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return result.stdout.decode("utf-8")

    def run_python(self, line, text):
        if ">>>" not in text:
            exec(compile("\n" * (line - 1) + text, self.name, "exec"), self.namespace)
            return
        failures: list = []
        example = doctest.DocTestParser().get_doctest(text, self.namespace, self.name, self.name, line - 1)
        doctest.DocTestRunner(optionflags=FLAGS).run(example, out=failures.append, clear_globs=False)
        self.namespace.update(example.globs)
        assert not failures, "".join(failures)

    def run_lua(self, line, text):
        expected = "".join(f"{printed}\n" for printed in PRINTED.findall(text))
        (self.folder / "example.lua").write_text(text, encoding="utf-8")
        printed = self.command([sys.executable, "-m", "luapy", "run", "example.lua"], False)
        self.compare(line, expected, printed)

    def run_console(self, line, text):
        for found in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
            typed = "".join(f"{text}\n" for _, text in TYPED.findall(found[2]))
            expected = TYPED.sub(r"\1", found[2]).replace("(Pdb) ...\n", "(Pdb)...\n...\n")
            self.compare(line, expected, self.command(found[1], True, typed))

    def compare(self, line, expected, printed):
        pattern = "".join(
            r"(?:.*\n)*?" if part == "...\n" else r".*".join(map(re.escape, part.split("...")))
            for part in (part.rstrip() + "\n" for part in expected.splitlines()))
        printed = "".join(part.rstrip() + "\n" for part in printed.splitlines())
        assert re.fullmatch(pattern, printed), f"{self.name}:{line}: expected\n{expected}\nbut it printed\n{printed}"


RUNNERS = {"python": Document.run_python, "lua": Document.run_lua, "console": Document.run_console}
