"""Translated files at run time: binding their code to states, and their positions to those of the Lua source."""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from base64 import b85decode
from inspect import cleandoc
from types import CellType, FunctionType
from weakref import ref

from luapy.dialect import dialect
from luapy.interop.replacements import loading_for
from luapy.loader import ChunkInfo
from luapy.runtime.exported import namespace
from luapy.runtime.generators import yield_anywhere
from luapy.runtime.table import register_names
from luapy.translated import names_for

END_MARK = "\n\nlua_module(__name__, "


class TranslatedChunk(ChunkInfo):
    """What the runtime knows of a translated file. Its map is read when an error or debug function needs it.

    If the file was changed by hand, the map is of no use: positions are then those of the Python file.
    """

    __slots__ = ("python_path", "map", "is_changed", "environment")
    is_translated = True

    def __init__(self, name, dialect_, path, map_, python_path):
        super().__init__("@" + name, dialect_, path, None, b"")
        self.python_path = python_path
        self.map = map_
        self.is_changed = None
        self.environment = None  # a cell: the upvalue _ENV of a main function that takes it as a parameter

    def _load(self):
        if self._loaded is None:
            checksum, *facts = marshal.loads(zlib.decompress(b85decode(self.map)))
            self.is_changed = self._changed(checksum)
            if self.is_changed:
                facts = [{}, {}, {}]
                self.name = "@" + os.path.basename(self.python_path)
            self._loaded = facts
        return self._loaded

    def _changed(self, checksum) -> bool:
        try:
            with open(self.python_path, encoding="utf-8", newline="\n") as file:
                text = file.read()
        except OSError:
            return False  # a zip file: nobody edits those
        return zlib.crc32(text[:text.rindex(END_MARK)].encode()) != checksum if END_MARK in text else True

    def lua_line(self, code, line, lasti) -> int:
        """The line in the Lua source for an instruction."""
        lines = self._load()[2]
        if not lines:
            return line
        from luapy.runtime.positions import position_of
        if lasti is not None:
            found = lines.get(position_of(code, lasti))
            if found is not None:
                return found
        while line > 0 and line not in lines:
            line -= 1
        return lines.get(line, line)


class TranslatedModule:
    """The code of one translated file, to be bound to any state."""

    def __init__(self, names, main, lua_name, version, map_):
        self.names = names
        self.main = main
        self.lua_name = lua_name
        self.version = version
        self.map = map_
        self.path = names.get("__file__") or lua_name
        register_names(name[2:] for name in _attributes(main.__code__) if name.startswith("f_"))

    def bind(self, state):
        """The main function in a state."""
        names = {**namespace(state.dialect), **self.names}
        names["S"] = state.string_index
        names["__chunk__"] = chunk = TranslatedChunk(self.lua_name, state.dialect, self.path, self.map, self.path)
        names["__state__"] = state
        chunk.namespace = names
        state.chunks.add(chunk)
        yield_anywhere(state)  # such files are translated without generators
        main = FunctionType(self.main.__code__, names, self.main.__name__)
        env = state.globals
        if main.__name__ == "chunk":
            return main(env)

        chunk.environment = cell = CellType(env)

        def main_chunk(*args):
            return main(cell.cell_contents, *args)
        main_chunk.body, main.outer = main, ref(main_chunk)  # one function for the debug library
        return main_chunk


def _attributes(code):
    """The attribute names in a code object and those inside it."""
    yield from code.co_names
    for const in code.co_consts:
        if hasattr(const, "co_names"):
            yield from _attributes(const)


def lua_module(name, main, lua_name, version, map_):
    """The end of a translated file: what importing it (or running it) does."""
    module = sys.modules.get(name)
    names = main.__globals__
    translated = TranslatedModule(dict(names), main, lua_name, dialect(version).name, map_)
    for helper, value in names_for(version).items():  # the runtime's names are not those of the module
        for found in [key for key in (helper, helper + "_of_lua") if key in names and names[key] is value]:
            del names[found]
    del names[main.__name__]
    names["__lua_chunk__"] = translated
    if name == "__main__":
        raise SystemExit(run_script(translated))
    if module is None or module.__dict__ is not names:
        return
    from luapy.interop.modules import LuaModule
    module.__class__ = LuaModule
    if loading_for:
        names["__getattr__"] = _lazily(module, translated)
    else:
        fill(module, translated)


def _lazily(module, translated):
    """For modules that Lua code required: Python's attributes come when they are first wanted."""
    def __getattr__(name):
        if name[:2] == "__":
            raise AttributeError(name)
        fill(module, translated)
        return getattr(module, name)
    return __getattr__


def fill(module, translated):
    """Run the code in the importer's state and give the module its attributes."""
    from luapy.interop.importer import universe_for
    from luapy.interop.modules import populate
    universe = universe_for(translated.version)
    documentation = cleandoc(module.__doc__) if module.__doc__ else None
    value = universe.load_translated(module.__name__, translated, "__lua__" in module.__dict__)
    populate(module, universe, value)
    module.__doc__ = documentation


def run_script(translated) -> int:
    """A translated file as the main program: ``luapy run`` for it."""
    from luapy.cli.run import Options, Program
    from luapy.cli.thread import run_with_large_stack
    from luapy.interop.border import border_of
    from luapy.interop.importer import Searcher
    options = Options()
    options.lua = translated.version
    options.script, options.args = sys.argv[0], sys.argv[1:]

    class Script(Program):
        def program_name(self):
            return sys.executable

        def load_file(self, path):
            if self.state.unopened is not None:  # nobody has looked which libraries the file names
                self.state.unopened.open_all()
            Searcher(border_of(self.state)).install()
            return translated.bind(self.state)

    return run_with_large_stack(lambda: Script(options).run())
