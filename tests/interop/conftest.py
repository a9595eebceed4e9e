"""What the tests of the Python side share."""

import importlib
import sys
import textwrap

import pytest

import luapy


@pytest.fixture
def lua():
    """A runtime with lupa's defaults."""
    return luapy.LuaRuntime()


class Project:
    """A folder of Lua and Python files on ``sys.path``."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, **files):
        """Write files; keywords such as ``pkg__util_lua`` mean pkg/util.lua."""
        for name, text in files.items():
            self.file(name.replace("__", "/").replace("_lua", ".lua").replace("_py", ".py"), text)

    def file(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).lstrip("\n").encode())
        return path

    def load(self, name):
        importlib.invalidate_caches()
        return importlib.import_module(name)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A `Project` with the importer installed; afterwards everything is as before."""
    from luapy.interop import importer
    modules = set(sys.modules)
    finders = list(sys.meta_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(importer, "_universes", {})
    luapy.install_importer()
    yield Project(tmp_path)
    sys.meta_path[:] = finders
    for name in set(sys.modules) - modules:
        if not name.startswith("luapy"):
            del sys.modules[name]
