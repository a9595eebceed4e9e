"""Python modules that stand for Lua ones: a program moves to Python file by file.

``require "foo"`` finds ``foo.py`` if that says so itself, by defining
``__luapy__``: names alone would let ``require "json"`` find Python's own module.

* ``__luapy__ = True``: Lua gets a table of the module's public names (``__all__``, or all
  without an underscore in front);
* any other object: Lua gets that in place of the module.

Functions are Lua functions to Lua: they get Python values (tables as views), and
dicts and lists that they return become tables, tuples several results.  So do
the values of other names.
"""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

from luapy.interop.border import border_of
from luapy.interop.errors import entering
from luapy.interop.objects import _return_to
from luapy.interop.runtime import TableMaker, is_container
from luapy.runtime.libraries import register_function
from luapy.runtime.table import Table, rawset
from luapy.runtime.values import pack_results

# The borders for whose states modules are being imported just now: translated files do not run in the importer's then.
loading_for: list = []
_MARKER = re.compile(rb"^(?:__luapy__\b|(?:def|class) __luapy__\b|(?:from|import) .*\b__luapy__\b)", re.MULTILINE)
_HEAD = 1 << 16


def find_replacement(name: str, border, folders=None):
    """(loader, file name) for the Python module that stands for a Lua module, or None. folders: default sys.path."""
    relative = os.path.join(*name.split("."))
    for folder in sys.path if folders is None else folders:
        if not isinstance(folder, str):
            continue
        for tail in (relative + ".py", os.path.join(relative, "__init__.py")):
            path = os.path.join(folder or os.getcwd(), tail)
            if is_marked(path):
                return loader_for(name, path, border), os.fsencode(path).decode("latin-1")
    return None


def replacement_in_file(name: str, filename: str, state):
    """`find_replacement` for one file that exists; both names are Lua strings."""
    path = os.fsdecode(filename.encode("latin-1"))
    if not is_marked(path):
        return None
    border = border_of(state)
    return loader_for(border.to_python(name), os.path.abspath(path), border), filename


def is_marked(path) -> bool:
    """Whether a Python file says that it stands for a Lua module."""
    try:
        with open(path, "rb") as file:
            return _MARKER.search(file.read(_HEAD)) is not None
    except OSError:
        return False


def loader_for(name, path, border):
    """A loader as package.searchers give them."""
    def load(*args):
        try:
            loading_for.append(border)
            module = import_file(name, path)
            translated = module.__dict__.get("__lua_chunk__")
            if translated is None:
                return lua_value(module, border)
        except Exception as error:
            entering(error, border)
            raise
        finally:
            loading_for.pop()
            _return_to(border)
        return translated.bind(border.state)(*args)
    return load  # not registered: the main chunk of a translated file is what Lua sees


def import_file(name, path) -> ModuleType:
    """The module in a Python file: by ``import`` if that finds this file, else by its path."""
    module = sys.modules.get(name)
    if module is None or not _is_file(module, path):
        try:
            module = import_module(name)
        except ModuleNotFoundError as error:
            if error.name is None or not (name + ".").startswith(error.name + "."):
                raise
            module = None
    if module is not None and _is_file(module, path):
        return module
    spec = spec_from_file_location(name, path)
    module = module_from_spec(spec)
    sys.modules.setdefault(name, module)
    spec.loader.exec_module(module)
    return module


def _is_file(module, path) -> bool:
    filename = getattr(module, "__file__", None)
    return filename is not None and os.path.exists(filename) and os.path.samefile(filename, path)


def lua_value(module, border):
    """What ``require`` gives for a Python module."""
    marker = module.__luapy__
    if marker is not True:
        return to_lua(marker, border)
    names = getattr(module, "__all__", None)
    if names is None:
        names = [name for name, value in vars(module).items()
                 if not name.startswith("_") and not isinstance(value, ModuleType)]
    table = Table()
    for name in names:
        rawset(table, border.encode(name), to_lua(getattr(module, name), border))
    return table


def to_lua(value, border):
    """A value of a Python module for Lua code that knows nothing of Python."""
    if callable(value) and not isinstance(value, type):
        return as_lua_function(value, border)
    if isinstance(value, str):
        return border.encode(value)
    if is_container(value):
        return ModuleTables(border, True).table((value,))
    return border.to_lua(value)


class ModuleTables(TableMaker):
    """Copies for Lua code that knows nothing of Python: text is a string whatever the border's encoding."""

    def value(self, value, is_key=False):
        return self.border.encode(value) if isinstance(value, str) else super().value(value, is_key)


def as_lua_function(function, border):
    """A Lua function that calls a Python function, with copies of its results."""
    from luapy.interop.functions import link_of
    link = link_of(function)
    if link is not None:
        return link.function

    def call(*args):
        try:
            result = function(*[border.to_python(arg) for arg in args])
            if isinstance(result, tuple):
                return pack_results(tuple([to_lua(value, border) for value in result]))
            return to_lua(result, border)
        except Exception as error:
            entering(error, border)
            raise
        finally:
            _return_to(border)
    call.__name__ = getattr(function, "__name__", "call")
    call.luapy_callable = function
    return register_function(call)
