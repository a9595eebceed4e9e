"""The package library (manual 6.3; 5.3 in 5.1): require, and how modules are found."""

from __future__ import annotations

import os
from itertools import islice

from luapy.runtime.api import (
    ABSENT, LuaError, TRUE, Table, Userdata, check_string, check_table, first, index, is_function, lua_error,
    opt_string, rawget, rawset, register_function, results, set_name, setindex, setmetatable, tostring, truth,
)
from luapy.runtime.coroutines import without_yields
from luapy.stdlib import loaded_table
from luapy.stdlib.companions import find_companion, open_companion, replaces
from luapy.stdlib.loading import Loading

# require inside of require goes no deeper than C's stack would.
MAX_NESTED = 190
NO_DYNAMIC_LIBRARIES = "dynamic libraries not enabled; check your Lua installation"

_SHARE = "/usr/local/share/lua/{0}/?.lua;/usr/local/share/lua/{0}/?/init.lua;"
_LIB = "/usr/local/lib/lua/{0}/?.lua;/usr/local/lib/lua/{0}/?/init.lua;"
_USR = "/usr/share/lua/{0}/?.lua;/usr/share/lua/{0}/?/init.lua"
_SO = "/usr/local/lib/lua/{0}/?.so;/usr/lib/x86_64-linux-gnu/lua/{0}/?.so;/usr/lib/lua/{0}/?.so;" \
      "/usr/local/lib/lua/{0}/loadall.so"
# Dialect -> package.path and package.cpath, as Debian's packages have them.
DEFAULTS = {
    "5.1": ("./?.lua;" + _SHARE + _LIB + _USR, "./?.so;" + _SO),
    "luajit": ("./?.lua;/usr/share/luajit-2.1.0-beta3/?.lua;" + _SHARE + _USR,
               "./?.so;" + _SO.replace("/usr/lib/lua/{0}/?.so;", "")),
    "5.2": (_SHARE + _LIB + _USR + ";./?.lua", _SO + ";./?.so"),
    "5.3": (_SHARE + _LIB + _USR + ";./?.lua;./?/init.lua", _SO + ";./?.so"),
    "5.4": (_SHARE + _LIB + _USR + ";./?.lua;./?/init.lua", _SO + ";./?.so"),
}


def loadlib(path=ABSENT, function=ABSENT, *_):
    """package.loadlib(libname, funcname): there are no C libraries, and those that are files cannot be loaded."""
    path = check_string(1, path)
    check_string(2, function)
    if not readable(path):
        return None, f"{path}: cannot open shared object file: No such file or directory", "open"
    return None, NO_DYNAMIC_LIBRARIES, "absent"


def searchpath_in(name: str, path: str, separator: str, replacement: str):
    """searchpath: (file name, None), or (None, the names tried)."""
    if separator:
        name = name.replace(separator, replacement)
    filenames = path.replace("?", name).split(";")
    for filename in filenames:
        if filename and readable(filename):
            return filename, None
    return None, filenames


def readable(filename: str) -> bool:
    """Whether C's fopen succeeds, as it does for directories."""
    name = filename.encode("latin-1")
    return b"\0" not in name and os.access(name, os.R_OK)


class Package:
    """The functions of one state."""

    def __init__(self, state):
        self.state = state
        self.number = state.dialect.number
        self.jit = state.dialect.name == "luajit"
        self.loading = Loading(state)
        self.nested = 0
        self.sentinel = Userdata() if self.number < (5, 2) else None  # marks modules that are being loaded
        self.table = Table()

    # require

    def require(self, name=ABSENT, *_):
        """require(modname): 5.4 returns the loader data as well."""
        name = check_string(1, name)
        if self.state.unopened is not None:
            self.state.unopened.open_required(name)
        loaded = loaded_table(self.state)
        value = index(loaded, name)
        if truth(value):
            if value is self.sentinel:
                lua_error(f"loop or previous error loading module '{name}'")
            return value
        loader, data = self._find_loader(name)
        if self.sentinel is not None:
            rawset(loaded, name, self.sentinel)
        self.nested += 1
        try:
            result = first(without_yields(loader, name, *(() if self.number < (5, 2) else (data,))))
        finally:
            self.nested -= 1
        if result is not None:
            setindex(loaded, name, result)
        value = index(loaded, name)
        if value is self.sentinel:  # which is nil in 5.2 and later
            value = TRUE
            setindex(loaded, name, TRUE)
        return (value, data) if self.number >= (5, 4) else value

    def _find_loader(self, name):
        """findloader: the first searcher's loader and data; the error tells what all of them tried."""
        field = "searchers" if self.number >= (5, 2) else "loaders"
        searchers = rawget(self.table, field)
        if not isinstance(searchers, Table):
            lua_error(f"'package.{field}' must be a table")
        messages = []
        place = 1
        while (searcher := rawget(searchers, place)) is not None:
            found = results(searcher(name))
            loader = found[0] if found else None
            if is_function(loader):
                return loader, found[1] if len(found) > 1 else None
            if loader.__class__ in (str, int, float):
                messages.append(tostring(loader))
            place += 1
        if self.number >= (5, 4):
            text = "".join("\n\t" + message for message in messages)
        else:
            text = "".join(messages)
        lua_error(f"module '{name}' not found:{text}")

    # Searchers

    def _not_found(self, message):
        """The message of a searcher: before 5.4 it begins with a line break."""
        return message if self.number >= (5, 4) else "\n\t" + message

    def _no_file(self, filenames):
        """The names tried, each on a line; before 5.4 without empty ones."""
        if self.number < (5, 4):
            filenames = list(filter(None, filenames))
            if not filenames:
                return ""
        return self._not_found("\n\t".join([f"no file '{filename}'" for filename in filenames]))

    def searcher_preload(self, name=ABSENT, *_):
        """The first searcher: package.preload."""
        name = check_string(1, name)
        preload = rawget(self.state.registry, "_PRELOAD")
        if self.number < (5, 2):
            preload = rawget(self.table, "preload")
            if not isinstance(preload, Table):
                lua_error("'package.preload' must be a table")
        loader = index(preload, name)
        if loader is None:
            return self._not_found(f"no field package.preload['{name}']")
        return (loader, ":preload:") if self.number >= (5, 4) else loader

    def searcher_lua(self, name=ABSENT, *_):
        """The second searcher: Lua files of package.path."""
        name = check_string(1, name)
        path = self._path("path")
        replacement = self._python_module(name, path)
        if replacement is not None:
            return replacement
        filename, tried = searchpath_in(name, path, ".", "/")
        if filename is None:
            return self._no_file(tried)
        if replaces(name, filename):
            return self._companion(name)
        try:
            if self.nested > MAX_NESTED:
                raise LuaError("C stack overflow")
            function = self.loading.compile_file(filename, None, ABSENT)
        except LuaError as error:
            self._loading_failed(name, filename, error.value)
        return (function, filename) if self.number >= (5, 2) else function

    def _python_module(self, name, path):
        """The Python module that stands for a Lua module (see luapy.interop.replacements), where Lua's would be."""
        if not getattr(self.state, "python_library", True):
            return None
        relative = name.replace(".", "/")
        for template in path.split(";"):
            if template.endswith(".lua"):
                filename = template[:-3].replace("?", relative) + "py"
                if readable(filename):
                    from luapy.interop.replacements import replacement_in_file
                    found = replacement_in_file(name, filename, self.state)
                    if found is not None:
                        return found
        return None

    def searcher_c(self, name=ABSENT, *_):
        """The third searcher: in place of C libraries, the modules of this implementation."""
        return self._search_c(check_string(1, name), check_string(1, name))

    def searcher_croot(self, name=ABSENT, *_):
        """The fourth searcher: C libraries that hold several modules."""
        name = check_string(1, name)
        root, dot, _ = name.partition(".")
        return self._search_c(name, root) if dot else ()

    def _search_c(self, name, library_name):
        if name == library_name and find_companion(name) is not None:
            return self._companion(name)
        filename, tried = searchpath_in(library_name, self._path("cpath"), ".", "/")
        if filename is None:
            return self._no_file(tried)
        self._loading_failed(name, filename, NO_DYNAMIC_LIBRARIES)

    def _companion(self, name):
        module = find_companion(name)

        def load(*_):
            return open_companion(self.state, module)
        return (register_function(load), module) if self.number >= (5, 2) else register_function(load)

    def _path(self, field):
        path = rawget(self.table, field)
        if path.__class__ in (int, float):
            path = tostring(path)
        if path.__class__ is not str:
            lua_error(f"'package.{field}' must be a string")
        return path

    def _loading_failed(self, name, filename, message):
        lua_error(f"error loading module '{name}' from file '{filename}':\n\t{message}")

    # The other functions

    def searchpath(self, name=ABSENT, path=ABSENT, separator=None, replacement=None, *_):
        """package.searchpath(name, path [, sep [, rep]])."""
        name, path = check_string(1, name), check_string(2, path)
        filename, tried = searchpath_in(name, path, opt_string(3, separator, "."), opt_string(4, replacement, "/"))
        if filename is not None:
            return filename
        return None, self._no_file(tried)

    def seeall(self, module=ABSENT, *_):
        """package.seeall(module) (5.1, 5.2): the module inherits the globals."""
        check_table(1, module)
        meta = module.meta
        if meta is None:
            meta = Table()
            setmetatable(module, meta)
        rawset(meta, "__index", self.state.globals)
        return ()

    def module(self, name=ABSENT, *options):
        """module(name [, ...]) (5.1, 5.2): makes a module, and the caller's environment."""
        name = check_string(1, name)
        loaded = loaded_table(self.state)
        module = rawget(loaded, name)
        if not isinstance(module, Table):
            module = find_table(self.state.globals, name)
            if module is None:
                lua_error(f"name conflict for module '{name}'")
            rawset(loaded, name, module)
        if rawget(module, "_NAME") is None:
            rawset(module, "_M", module)
            rawset(module, "_NAME", name)
            rawset(module, "_PACKAGE", name[:name.rfind(".") + 1])
        self._set_environment(module)
        for option in options:
            if is_function(option):
                option(module)
        return module if self.number >= (5, 2) else ()

    def _set_environment(self, module):
        """The module becomes the environment of the Lua function that called `module`."""
        from luapy.debug import current_levels
        from luapy.runtime.environments import function_of_level, setfenv
        levels = list(islice(current_levels(2), 2))
        caller = levels[1] if len(levels) > 1 else None
        if caller is None or caller.chunk is None:
            lua_error("'module' not called from a Lua function")
        setfenv(function_of_level(caller), module)


def find_table(table: Table, path: str) -> Table | None:
    """luaL_findtable: the table at a path of names such as "a.b", made where missing; None for a conflict."""
    for name in path.split("."):
        inner = rawget(table, name)
        if inner is None:
            inner = Table()
            rawset(table, name, inner)
        elif not isinstance(inner, Table):
            return None
        table = inner
    return table


def configured_path(state, variable: str, default: str) -> str:
    """setpath: the environment variable of the version, or the one for all, with ";;" for the default."""
    version = state.dialect.version.split()[1]
    default = default.format(version)
    names = [variable] if version == "5.1" else [f"{variable}_{version.replace('.', '_')}", variable]
    value = None
    if not getattr(state, "ignore_environment", False):
        value = next((os.environb[name.encode()] for name in names if name.encode() in os.environb), None)
    if value is None:
        return default
    path = value.decode("latin-1")
    if state.dialect.number < (5, 4):
        return path.replace(";;", ";\1;").replace("\1", default)
    before, mark, after = path.partition(";;")
    if not mark:
        return path
    return ";".join(part for part in (before, default, after) if part)


def open(state):
    """luaopen_package: fills the table, and makes `require` a global."""
    package = Package(state)
    number = state.dialect.number
    functions = {"loadlib": loadlib}
    if number >= (5, 2) or package.jit:
        functions["searchpath"] = package.searchpath
    if number < (5, 3):
        functions["seeall"] = package.seeall
    table = package.table
    for name, function in functions.items():
        rawset(table, name, register_function(function))
    searchers = Table()
    for place, searcher in enumerate((package.searcher_preload, package.searcher_lua, package.searcher_c,
                                      package.searcher_croot), 1):
        rawset(searchers, place, register_function(searcher))
    if number >= (5, 2):
        rawset(table, "searchers", searchers)
    if number < (5, 3):
        rawset(table, "loaders", searchers)
    path, cpath = DEFAULTS[state.dialect.name]
    rawset(table, "path", configured_path(state, "LUA_PATH", path))
    rawset(table, "cpath", configured_path(state, "LUA_CPATH", cpath))
    rawset(table, "config", "/\n;\n?\n!\n-" if number < (5, 2) and not package.jit else "/\n;\n?\n!\n-\n")
    rawset(table, "loaded", loaded_table(state))
    preload = Table()
    rawset(state.registry, "_PRELOAD", preload)
    rawset(table, "preload", preload)
    set_name(state.globals, "require", register_function(package.require))
    if number < (5, 3):
        set_name(state.globals, "module", register_function(package.module))
    return table
