"""load, loadfile, dofile and loadstring (manual 6.1): from text to functions."""

from __future__ import annotations

import os
import sys

from luapy.runtime.api import (
    ABSENT, LuaError, check_string, first, is_function, number_to_str, opt_string, type_error,
)
from luapy.runtime.coroutines import without_yields

SIGNATURE = "\x1b"  # of binary chunks


class Loading:
    """The functions that compile chunks for one state."""

    def __init__(self, state):
        self.state = state

    def load(self, chunk=ABSENT, name=None, mode=None, env=ABSENT, *_):
        """load(chunk [, chunkname [, mode [, env]]]); also loadstring of 5.2 and LuaJIT."""
        if chunk.__class__ is int or chunk.__class__ is float:
            chunk = number_to_str(chunk)
        mode = opt_string(3, mode, None)
        if chunk.__class__ is str:
            return self._compiled(chunk, opt_string(2, name, chunk), mode, env)
        name = opt_string(2, name, "=(load)")
        if not is_function(chunk):
            type_error(1, chunk, "function")
        return self._load_pieces(chunk, name, mode, env)

    def load_51(self, reader=ABSENT, name=None, *_):
        """load(func [, chunkname]) of 5.1: strings are for loadstring."""
        if not is_function(reader):
            type_error(1, reader, "function")
        return self._load_pieces(reader, opt_string(2, name, "=(load)"), None, ABSENT)

    def loadstring(self, text=ABSENT, name=None, *_):
        """loadstring(string [, chunkname])."""
        text = check_string(1, text)
        return self._compiled(text, opt_string(2, name, text), None, ABSENT)

    def loadfile(self, filename=None, mode=None, env=ABSENT, *_):
        """loadfile([filename [, mode [, env]]])."""
        filename = opt_string(1, filename, None)
        mode = opt_string(2, mode, None) if self.state.dialect.number >= (5, 2) else None
        try:
            return self.compile_file(filename, mode, env)
        except LuaError as error:
            return None, error.value

    def dofile(self, filename=None, *_):
        """dofile([filename]): all its results."""
        return self.compile_file(opt_string(1, filename, None), None, ABSENT)()

    def compile_file(self, filename, mode, env):
        """luaL_loadfilex: a function; LuaError with the message otherwise. None: standard input."""
        text = skip_comment(read_source(filename))
        name = "=stdin" if filename is None else "@" + filename
        if filename is None or text[:1] == SIGNATURE or self.state.load_file is None \
                or mode is not None and "t" not in mode:
            return self.compile(text, name, mode, env)
        from luapy.frontend.errors import LuaSyntaxError
        try:
            return self.state.load_file(os.fsdecode(filename.encode("latin-1")), env)
        except LuaSyntaxError as error:
            raise LuaError(str(error)) from None

    def compile(self, text, name, mode, env):
        """lua_load: text or binary chunk -> function; LuaError with the message."""
        binary = text[:1] == SIGNATURE
        if mode is not None and ("b" if binary else "t") not in mode:
            if self.state.dialect.name == "luajit":
                raise LuaError("attempt to load chunk with wrong mode")
            raise LuaError(f"attempt to load a {'binary' if binary else 'text'} chunk (mode is '{mode}')")
        data = text.encode("latin-1")
        if binary:
            undump = getattr(self.state, "undump", None)
            if undump is None:
                place = "(binary)" if self.state.dialect.name == "luajit" else binary_name(name)
                raise LuaError(f"{place}: {self._truncated()}")
            return undump(data, name, env)
        from luapy.frontend.errors import LuaSyntaxError
        try:
            return self.state.compile(data, name, env, mode)
        except LuaSyntaxError as error:
            raise LuaError(str(error)) from None

    def _truncated(self):
        if self.state.dialect.name == "luajit":
            return "cannot load incompatible bytecode"
        return "bad binary format (truncated chunk)" if self.state.dialect.number >= (5, 4) else \
            "truncated precompiled chunk"

    def _compiled(self, text, name, mode, env):
        try:
            return self.compile(text, name, mode, env)
        except LuaError as error:
            return None, error.value

    def _load_pieces(self, reader, name, mode, env):
        """Load what a function returns piece by piece; its errors are results too."""
        pieces = []
        try:
            while True:
                piece = first(without_yields(reader))
                if piece is None or piece == "":
                    break
                if piece.__class__ is int or piece.__class__ is float:
                    piece = number_to_str(piece)
                if piece.__class__ is not str:
                    from luapy.debug import where
                    return None, where(1) + "reader function must return a string"
                pieces.append(piece)
        except Exception as error:
            from luapy.debug import to_lua_error
            return None, to_lua_error(error).value
        return self._compiled("".join(pieces), name, mode, env)


def read_source(filename):
    """The contents of a file (None: standard input) as a Lua string; LuaError in luaL_loadfilex's words."""
    if filename is None:
        return sys.stdin.buffer.read().decode("latin-1")
    what = "open"
    try:
        with open_bytes(filename) as file:
            what = "read"
            return file.read().decode("latin-1")
    except OSError as error:
        if isinstance(error, IsADirectoryError):
            what = "read"  # C opens it, and fails at the first byte
        raise LuaError(f"cannot {what} {filename}: {os.strerror(error.errno)}") from None


def open_bytes(filename):
    """Open a file whose name is a Lua string."""
    from builtins import open
    return open(filename.encode("latin-1"), "rb")


def skip_comment(text):
    """Drop a byte order mark, and a first line that begins with '#' (its end stays, for the line numbers)."""
    if text.startswith("\xef\xbb\xbf"):
        text = text[3:]
    if text[:1] != "#":
        return text
    end = text.find("\n")
    rest = "" if end < 0 else text[end:]
    return rest[1:] if rest[1:2] == SIGNATURE else rest


def binary_name(name):
    """The name of a binary chunk in messages."""
    if name[:1] in ("=", "@"):
        return name[1:]
    return "binary string" if name[:1] == SIGNATURE else name
