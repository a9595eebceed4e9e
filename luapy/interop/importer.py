"""``import legacy`` for ``legacy.lua``: Lua files as Python modules.

All modules of one Lua version share one state, in which ``require "pkg.util"``
and ``import pkg.util`` mean the same module.  A Python module of a name always
comes before a Lua file, wherever it is: names such as ``json`` belong to Python.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import ModuleSpec, PathFinder
from types import CodeType

from luapy.dialect import dialect
from luapy.interop import stack
from luapy.interop.border import Border
from luapy.interop.documentation import describe
from luapy.interop.entering import close_at_exit, enter, leave
from luapy.interop.errors import LuaSyntaxError, leaving, syntax_error
from luapy.interop.modules import LuaModule, populate
from luapy.interop.replacements import find_replacement
from luapy.interop.streams import PythonOutput
from luapy.frontend.errors import LuaSyntaxError as CompileError
from luapy.runtime.launch import new_state
from luapy.runtime.libraries import register_function
from luapy.runtime.table import from_list, items, rawget, rawset
from luapy.selection import dialect_of_script


class Importer:
    """Finds Lua files along ``sys.path`` (a meta path finder)."""

    def __init__(self, lua: str | None = None):
        self.lua = lua
        self._folders: dict = {}  # path -> (time of change, names)

    def find_spec(self, fullname, path=None, target=None):
        """The spec of a Lua module; None if there is none, or a Python module of that name."""
        tail = fullname.rpartition(".")[2]
        for entry in sys.path if path is None else path:
            if not isinstance(entry, str):
                continue
            filename, folder = self._search(entry or os.getcwd(), tail)
            if filename is not None:
                python = PathFinder.find_spec(fullname, path, target)
                if python is not None and python.loader is not None:
                    return None
                return module_spec(fullname, filename, folder, self.lua)
        return None

    def _search(self, entry, tail):
        """(Lua file, folder of its submodules) in one folder of the path."""
        names = self._names(entry)
        folder = os.path.join(entry, tail)
        has_folder = tail in names
        if f"{tail}.lua" in names:
            return folder + ".lua", folder if has_folder and os.path.isdir(folder) else None
        if has_folder and "init.lua" in self._names(folder):
            return os.path.join(folder, "init.lua"), folder
        return None, None

    def _names(self, folder):
        """What a folder holds."""
        try:
            changed = os.stat(folder).st_mtime_ns
        except OSError:
            return ()
        known = self._folders.get(folder)
        if known is None or known[0] != changed:
            try:
                known = changed, frozenset(os.listdir(folder))
            except OSError:
                return ()
            self._folders[folder] = known
        return known[1]

    def invalidate_caches(self):
        self._folders.clear()


def module_spec(name, filename, folder=None, lua=None) -> ModuleSpec:
    """The spec of the module in a Lua file. folder: where its submodules are."""
    spec = ModuleSpec(name, LuaLoader(name, filename, lua), origin=filename, is_package=folder is not None)
    spec.has_location = True
    if folder is not None:
        spec.submodule_search_locations = [folder]
    return spec


class LuaLoader:
    """Loads one Lua file as a module."""

    def __init__(self, name, path, lua=None):
        self.name = name
        self.path = path
        self.lua = lua

    def create_module(self, spec):
        return LuaModule(spec.name)

    def exec_module(self, module):
        universe = universe_for(self.version())
        populate(module, universe, universe.load(self.name, self.path, "__lua__" in module.__dict__))

    def version(self) -> str:
        """The Lua version of the file: what the importer was given, or the file or its project says."""
        return self.lua or dialect_of_script(self.path) or "5.4"

    # What tools ask of loaders

    def get_filename(self, name=None) -> str:
        return self.path

    def get_data(self, path) -> bytes:
        with open(path, "rb") as file:
            return file.read()

    def get_source(self, name=None) -> str:
        return self.get_data(self.path).decode("utf-8", "replace")

    def is_package(self, name=None) -> bool:
        return os.path.basename(self.path) == "init.lua"

    def get_code(self, name=None) -> CodeType:
        """Code that runs the file as a program: for ``python -m``."""
        text = "__import__('luapy.interop.importer', fromlist=['run_main']).run_main(__spec__.loader)"
        return compile(text, self.path, "exec")


def run_main(loader):
    """Run a module as the main program, with the words of the command line as its arguments."""
    universe = universe_for(loader.version())
    border = universe.border
    words = [os.fsencode(word).decode("latin-1") for word in sys.argv]
    function = universe.searcher.compile(loader.path)
    table = from_list(words[1:])
    rawset(table, 0, words[0])
    rawset(universe.state.globals, "arg", table)
    before = enter(universe.state)
    try:
        function(*words[1:])
    except Exception as error:
        raise leaving(error, border)
    finally:
        leave(before)


class Searcher:
    """Lets ``require`` of a state look where ``import`` does, after package.preload and before package.path."""

    def __init__(self, border):
        self.border = border
        self.state = border.state
        self.pending: dict = {}   # name -> (file, function) of modules that Python imports just now
        self.globals_of: dict = {}  # name -> names of the globals that the module's code defined

    def install(self):
        """Become the second one in package.searchers."""
        package = rawget(self.state.globals, "package")
        searchers = rawget(package, "searchers" if self.state.dialect.number >= (5, 2) else "loaders")
        values = [value for _, value in sorted(items(searchers))]
        values.insert(1, register_function(self.search))
        for place, value in enumerate(values, 1):
            rawset(searchers, place, value)

    def search(self, name=None, *_):
        """The function: Python modules that stand for Lua ones, Lua files along sys.path."""
        pending = self.pending.pop(name, None)
        if pending is None:
            python_name = self.border.to_python(name)
            if not isinstance(python_name, str) or not all(python_name.split(".")):
                return self._not_found(name)
            replacement = find_replacement(python_name, self.border)
            if replacement is not None:
                return replacement
            filename = find_file(python_name)
            if filename is None:
                return self._not_found(name)
            pending = filename, self.compile(filename)
        filename, function = pending
        return self._recording(name, function), os.fsencode(filename).decode("latin-1")

    def _not_found(self, name):
        text = f"no Lua file for '{name}' in sys.path"
        return text if self.state.dialect.number >= (5, 4) else "\n\t" + text

    def _recording(self, name, function):
        """A loader that notes which globals the module defines."""
        globals_ = self.state.globals

        def load(*args):
            before = dict(items(globals_))
            try:
                return function(*args)
            finally:
                self.globals_of[name] = {key for key, value in items(globals_)
                                         if key.__class__ is str and before.get(key) is not value}
        return load  # not registered: stack traces show the main chunk below require

    def compile(self, filename):
        """The main function of a file. Raises `LuaSyntaxError`."""
        before = enter(self.state)
        try:
            return self.state.load_file(filename)
        except CompileError as error:
            with open(filename, "rb") as file:
                raise syntax_error(error, file.read(), filename, self.border.text) from None
        finally:
            leave(before)


class Universe:
    """The state that all imported modules of a Lua version share."""

    def __init__(self, version):
        stack.prepare()
        self.state = new_state(version)
        self.state.python_library = _may_use_python
        self.border = self.state.border = Border(self.state)
        self.border.strict_functions = True
        self.border.describe = describe
        self.border.universe = version
        PythonOutput.install(self.state)
        close_at_exit(self.state)
        self.searcher = Searcher(self.border)
        self.searcher.install()

    def load(self, name, filename, again=False):
        """The value of the module in a Lua file. again: run its code once more."""
        return self._load(name, filename, lambda: self.searcher.compile(filename), again)

    def load_translated(self, name, translated, again=False):
        """The value of a translated module."""
        return self._load(name, translated.path, lambda: translated.bind(self.state), again)

    def _load(self, name, filename, make, again):
        """What ``require`` leaves in package.loaded. make: gives the module's main function."""
        border, pending = self.border, self.searcher.pending
        name = border.to_lua(name)
        loaded = rawget(self.state.registry, "_LOADED")
        before = enter(self.state)
        try:
            if again:
                rawset(loaded, name, None)
            if rawget(loaded, name) is None:
                pending[name] = filename, make()
                rawget(self.state.globals, "require")(name)
            return rawget(loaded, name)
        except LuaSyntaxError:
            raise
        except Exception as error:
            raise leaving(error, border)
        finally:
            pending.pop(name, None)
            leave(before)

    def globals_of(self, name) -> set:
        """The globals that a module's code defined."""
        return self.searcher.globals_of.get(self.border.to_lua(name), set())


_universes: dict = {}
_may_use_python = True  # whether imported Lua code may require "python"


def universe_for(version) -> Universe:
    """The universe of a Lua version, made when it is first needed."""
    version = dialect(version).name
    universe = _universes.get(version)
    if universe is None:
        universe = _universes[version] = Universe(version)
    return universe


def find_file(name) -> str | None:
    """The Lua file of a dotted name along sys.path."""
    installed = next((finder for finder in sys.meta_path if isinstance(finder, Importer)), None)
    finder = installed or Importer()
    folders, parts = None, name.split(".")
    *packages, tail = parts
    for entry in sys.path:
        if isinstance(entry, str):
            filename, _ = finder._search(os.path.join(entry or os.getcwd(), *packages), tail)
            if filename is not None:
                return filename
    return folders


def install_importer(lua: str | None = None, *, python: bool = True) -> Importer:
    """Let ``import`` find Lua files along ``sys.path``.

    lua: their version, default as each file or project says; python: whether they may ``require "python"``.
    Raises ValueError for versions that there are not.
    """
    global _may_use_python
    if lua is not None:
        dialect(lua)
    _may_use_python = python
    for universe in _universes.values():
        universe.state.python_library = python
    importer = next((finder for finder in sys.meta_path if isinstance(finder, Importer)), None)
    if importer is None:
        importer = Importer(lua)
        # before PathFinder, which takes a folder with an init.lua for a namespace package
        place = next((i for i, finder in enumerate(sys.meta_path) if finder is PathFinder), len(sys.meta_path))
        sys.meta_path.insert(place, importer)
    elif lua is not None:
        importer.lua = lua
    return importer


def uninstall_importer():
    """End what install_importer began; modules that are imported stay."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, Importer)]


