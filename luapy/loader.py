"""From source to function: parse, translate, compile, bind to a state; and the cache of compiled chunks."""

from __future__ import annotations

import _imp
import gc
import marshal
import os
from types import CodeType, FunctionType

from luapy.dialect import Dialect
from luapy.runtime.exported import namespace
from luapy.runtime.methods import register_methods
from luapy.runtime.state import State
from luapy.runtime.table import rawget, register_names
from luapy.runtime.values import ABSENT

# Expressions nest deeper in Lua programs than CPython's default limit allows its compiler.
COMPILER_RECURSION = 100_000
SIGNATURE = b"\x1b"  # the first byte of binary chunks


class ChunkInfo:
    """What the runtime knows of a loaded chunk; found as ``__chunk__`` in its functions' globals.

    name: the chunkname; dialect; path: of the file, or None; source: its bytes, or None;
    facts: marshalled (sites, functions), loaded when an error or debug function needs them;
    stripped: it comes from a dump without debug information; is_careful: how it was translated, None if by
    `needs_care` of its source; namespace: the globals of its functions, which know it in turn.
    """

    __slots__ = ("name", "dialect", "path", "source", "_facts", "_loaded", "stripped", "_careful", "namespace", "__weakref__")
    is_translated = False  # whether the code is that of a translated Python file

    def __init__(self, name, dialect, path, source, facts):
        self.name = name
        self.dialect = dialect
        self.path = path
        self.source = source
        self._facts = facts
        self._loaded = None
        self.stripped = False
        self._careful = None

    @property
    def is_careful(self) -> bool:
        return needs_care(self.source) if self._careful is None else self._careful

    @is_careful.setter
    def is_careful(self, value):
        self._careful = value

    def _load(self):
        if self._loaded is None:
            self._loaded = marshal.loads(self._facts)
        return self._loaded

    def lua_line(self, code, line, lasti) -> int:
        """The line in the Lua source for a line of the code (in translated files they differ)."""
        return line

    @property
    def sites(self) -> dict:
        """(line, col, end line, end col) -> description, see FunctionTranslator.site."""
        return self._load()[0]

    @property
    def functions(self) -> dict:
        """(first line, Python name) -> facts, see Functions.function_facts."""
        return self._load()[1]


class Compiled:
    """A translated and compiled chunk, not bound to a state: what the cache keeps."""

    __slots__ = ("code", "names", "methods", "facts")

    def __init__(self, code: CodeType, names: tuple, methods: tuple, facts: bytes):
        self.code = code
        self.names = names
        self.methods = methods
        self.facts = facts


def compile_source(source: bytes, chunkname: str, dialect: Dialect, path: str | None = None,
                   careful: bool | None = None) -> Compiled:
    """Translate and compile a chunk. Raises LuaSyntaxError."""
    collecting = gc.isenabled()
    gc.disable()  # trees are many objects and no garbage while they are there: looking through them takes an eighth of the time
    try:
        return _translate_and_compile(source, chunkname, dialect, path, careful)
    except RecursionError:
        from luapy.room import Room
        with Room(COMPILER_RECURSION):
            return _translate_and_compile(source, chunkname, dialect, path, careful)
    finally:
        if collecting:
            gc.enable()


def _translate_and_compile(source, chunkname, dialect, path, careful):
    from luapy.frontend import parse
    from luapy.translator import YieldInBlock, translate
    if careful is None:
        careful = needs_care(source)
    for generators in (True, False):
        try:
            translation = translate(parse(source, chunkname, dialect), dialect, careful, generators)
            code = compile_translation(translation, python_filename(chunkname, path))
            facts = marshal.dumps((translation.sites, translation.functions))
            return Compiled(code, tuple(sorted(translation.names)), tuple(sorted(translation.methods)), facts)
        except YieldInBlock:
            if not generators:
                raise


def compile_translation(translation, filename: str) -> CodeType:
    """Compile a chunk, its deepest expressions cut if CPython needs that."""
    try:
        return compile_tree(translation.tree, filename)
    except RecursionError:
        from luapy.translator.depth import limit_depth
        if not limit_depth(translation):
            raise
        return compile_tree(translation.tree, filename)


def compile_tree(tree, filename: str) -> CodeType:
    """Python's compiler, without its opinions on code that Lua programmers wrote."""
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compile(tree, filename, "exec", dont_inherit=True, optimize=0)


def compile_file(source: bytes, chunkname: str, dialect: Dialect, path: str) -> Compiled:
    """compile_source for a file, by way of the cache."""
    from luapy import cache
    content = cache.read(path, source, dialect.name)
    if content is not None:
        code, *others = content
        if code.co_filename != path:
            _imp._fix_co_filename(code, path)  # the file has moved, with its cache
        return Compiled(code, *others)
    compiled = compile_source(source, chunkname, dialect, path)
    cache.write(path, source, dialect.name, (compiled.code, compiled.names, compiled.methods, compiled.facts))
    return compiled


def needs_care(source: bytes) -> bool:
    """Whether a chunk may give metatables to nil, numbers or functions, or strings a __call: only calls of the runtime obey.

    It then takes the field ``setmetatable`` of something, or the metatable of a literal string. The names alone say nothing:
    most libraries with objects mention them, and many of those ``debug.traceback``.
    """
    if b"etmetatable" not in source:
        return False
    if b"debug" in source:
        import re
        if re.search(rb"""(?:\.|\[)\s*["']?setmetatable""", source):
            return True
    if b"__call" in source:
        import re
        return re.search(rb"""getmetatable\s*\(?\s*["'\[]""", source) is not None
    return False


def _must_care(state: State) -> bool:
    """Whether such metatables are there already."""
    meta = state.metatables.get("string")
    return state.is_careful or meta is not None and rawget(meta, "__call") is not None


def python_filename(chunkname: str, path: str | None) -> str:
    """The file name that Python's tracebacks and tools show."""
    if path is not None:
        return path
    from luapy.frontend.chunkname import short_src
    return f"<lua {short_src(chunkname)}>"


def bind(compiled: Compiled, state: State, chunkname: str, path: str | None, source: bytes | None, env) -> FunctionType:
    """The main function of a compiled chunk in a state, with *env* as its environment."""
    if state.unopened is not None:
        state.unopened.open_for(compiled.names, source)
    register_names(compiled.names)
    register_methods(compiled.methods)
    names = namespace(state.dialect)
    names["S"] = state.string_index
    names["__name__"] = "luapy.chunk"
    if path is not None:
        names["__file__"] = path  # the module trace heeds only code that has one
    names["__chunk__"] = chunk = ChunkInfo(chunkname, state.dialect, path, source, compiled.facts)
    if _must_care(state):
        chunk.is_careful = True
    names["__state__"] = state
    chunk.namespace = names
    state.chunks.add(chunk)
    exec(compiled.code, names)
    return names["chunk"](env)


def load_chunk(state: State, source: bytes, chunkname: str, env=ABSENT, path: str | None = None) -> FunctionType:
    """Compile a chunk and bind it: what ``load`` does. env: any value; default the state's globals."""
    compiled = compile_source(source, chunkname, state.dialect, path, _must_care(state) or None)
    return bind(compiled, state, chunkname, path, source, state.globals if env is ABSENT else env)


def _is_binary(source: bytes) -> bool:
    """Whether a file holds a binary chunk: at its start, or after a byte order mark and a first line with '#'."""
    if source[:1] not in (SIGNATURE, b"#", b"\xef"):
        return False
    source = source.removeprefix(b"\xef\xbb\xbf")
    return source[:1] == SIGNATURE or source[:1] == b"#" and source.partition(b"\n")[2][:1] == SIGNATURE


def install(state: State):
    """Give a state its ``compile`` and ``load_file``, and what string.dump and load need for binary chunks."""
    def dump_function(function, strip):
        from luapy.binary import dump
        return dump(function, strip)

    def undump(data, chunkname, env=ABSENT):
        from luapy.binary import undump as read_dump
        return read_dump(state, data, chunkname, env)

    def compile_chunk(source, chunkname, env=ABSENT, mode="bt", path=None):
        if source[:1] == SIGNATURE:
            return undump(source, chunkname, env)
        return load_chunk(state, source, chunkname, env, path)

    def load_file(path, env=ABSENT, mode="bt"):
        with open(path, "rb") as file:
            source = file.read()
        chunkname = "@" + (path if path.isascii() else os.fsencode(path).decode("latin-1"))
        if _is_binary(source):
            return undump(source[source.index(SIGNATURE):], chunkname, env)
        full_path = os.path.abspath(path)
        if _must_care(state):
            return load_chunk(state, source, chunkname, env, full_path)
        compiled = compile_file(source, chunkname, state.dialect, full_path)
        return bind(compiled, state, chunkname, full_path, source, state.globals if env is ABSENT else env)

    state.compile = compile_chunk
    state.load_file = load_file
    state.dump_function = dump_function
    state.undump = undump
