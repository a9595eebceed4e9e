"""The state of one Lua universe: its globals, registry, metatables of basic types, dialect (manual 4.1)."""

from __future__ import annotations

import sys
from _thread import _local as ThreadLocal, get_ident  # threading itself would double the time to start
from weakref import WeakSet, ref

from luapy.dialect import Dialect, dialect as find_dialect
from luapy.runtime.finalizers import Finalizers
from luapy.runtime.table import Table, rawget
from luapy.runtime.values import type_name


class State:
    """One Lua universe.

    Attributes: dialect; globals (Table); registry (Table) with ``_LOADED`` and ``_PRELOAD``;
    metatables: type name -> metatable of the basic types; running: the coroutine that runs (None: the main one), see
    coroutines.running_coroutine; compile: hook set by the loader, ``compile(source, chunkname, env, mode)`` -> function.
    """

    entered = False
    yields_anywhere = False  # whether functions may be loaded that yield for the coroutine that calls them, see generators
    has_streams = False  # whether ``running`` may be out of date, see coroutines.running_coroutine
    learned = None  # what relies on ``entered``: it gets word by its method unlearn when that ends
    fused = None  # what has the instructions of Lua functions in it: see `unfuse`

    def __new__(cls, *args, **kwargs):
        self = super().__new__(ThreadedState if _several_threads and cls is State else cls)
        self.running_of = {}
        _states.add(self)
        return self

    def __init__(self, lua: str | Dialect | None = None):
        self.dialect = find_dialect(lua)
        self.first_globals = Table()
        self.first_globals.is_environment = True
        self.main_globals = None  # what setfenv(0, table) has given to the main thread
        self.separate_globals = False  # whether a thread has others than the first
        self.registry = Table()
        self.metatables: dict = {}
        self.finalizers = Finalizers()
        self.running = None
        self.compile = None
        self.hook = None
        self.chunks: WeakSet = WeakSet()  # the ChunkInfo of each chunk that is loaded and may still run
        self.warnings_on = False
        self.exit_status = None
        self.stdout = None
        self.libraries: dict = {}
        self.coroutine_functions: dict = {}
        self.unopened = None  # libraries to be opened when they are needed, see luapy.stdlib
        self.load_file = None
        self.error_traceback = None
        self.flush_hooks: list = []  # called before the process ends or shows an error
        self.is_careful = False  # nil, numbers, booleans or functions have had a metatable: all chunks are translated with care
        self.string_functions: dict = {}  # the library's own, once it is open
        self.string_index = Table()  # the string metatable's __index: what translated code calls S

    @property
    def globals(self) -> Table:
        """The globals of the running thread, which chunks that it loads get as environment."""
        if not self.separate_globals:
            return self.first_globals
        return self.globals_of(self.running)

    def globals_of(self, co) -> Table:
        """The globals of a coroutine, or of the main thread (None)."""
        table = self.main_globals if co is None else co.globals
        return self.first_globals if table is None else table

    def set_globals_of(self, co, table: Table):
        """``setfenv(0, table)`` in a thread: coroutines that it makes from now on inherit them (5.1)."""
        self.separate_globals = True
        if co is None:
            self.main_globals = table
        else:
            co.globals = table

    def basic_metatable(self, value):
        """The metatable that all values of a basic type share."""
        kind = type_name(value)
        if kind == "string" and self.unopened is not None:
            self.unopened.open("string")
        return self.metatables.get(kind)

    def flush_files(self):
        """Write out what the io library has buffered."""
        for flush in self.flush_hooks:
            try:
                flush()
            except OSError:
                pass

    def unfuse(self):
        """Functions of Lua run in frames of their own again when Python calls them: what they have upvalues of or hooks see changes."""
        fused, self.fused = list(self.fused or ()), None
        for one in fused:
            one.unlearn()

    def adopt_string_metatable(self):
        """Make what strings are indexed by known to all loaded chunks, now and when it changes."""
        meta = self.metatables.get("string")
        index = None if meta is None else rawget(meta, "__index")
        if meta is not None:
            meta.is_meta = self
            self._watch_tostring(meta)
        if not isinstance(index, Table):
            index = StringIndex()
        self.string_index = index
        for chunk in self.chunks:
            chunk.namespace["S"] = index
        from luapy.runtime.metatables import family_class
        from luapy.runtime.ownmethods import tell_chunks
        if index.__class__ is Table:
            index.__class__ = family_class(Table, False, False, False, False, watched=True)
        tell_chunks(self)

    def _watch_tostring(self, meta):
        """Let a __tostring of strings be looked for once there is one."""
        from luapy.runtime.metatables import family_class
        from luapy.runtime.table import rawget
        if self.dialect.name == "luajit":
            return  # which looks for none
        if rawget(meta, "__tostring") is not None:
            from luapy.runtime.messages import look_for_tostring
            look_for_tostring()
        elif meta.__class__ is Table:
            meta.__class__ = family_class(Table, False, False, False, False, watched=True)

    def finalizer_failed(self, error):
        """An error in a __gc metamethod: a warning (5.4)."""
        if self.dialect.number < (5, 4):
            return
        from luapy.debug import to_lua_error
        value = to_lua_error(error).value
        self.warn(f"error in __gc ({value if value.__class__ is str else 'error object is not a string'})", False)

    def warn(self, message: str, to_be_continued: bool):
        """lua_warning: shown on stderr when warnings are on."""
        if self.warnings_on and message:
            sys.stderr.write(("" if getattr(self, "_warning_open", False) else "Lua warning: ") + message
                             + ("" if to_be_continued else "\n"))
            self._warning_open = to_be_continued

    def close(self):
        """End of the state: pending finalizers run."""
        self.finalizers.run_all()


class ThreadedState(State):
    """What a state becomes when a second thread of the process enters one: each has its own running coroutine."""

    @property
    def running(self):
        return self.running_of.get(get_ident())

    @running.setter
    def running(self, coroutine):
        if coroutine is None:
            self.running_of.pop(get_ident(), None)
        else:
            self.running_of[get_ident()] = coroutine


_states: WeakSet = WeakSet()


def _divide(state, thread):
    """Make a state a `ThreadedState`. *thread*: the one that it belonged to, which may be running its code just now."""
    names, running = state.__dict__, state.running_of
    # no calls from here on: between these the other thread does not get its turn
    if "running" in names:  # else it is being made, as a ThreadedState
        running[thread] = names["running"]
        state.__class__ = ThreadedState


def states() -> list:
    """All states that there are."""
    return list(_states)


def forget_library_function(name):
    """Let loaded chunks call a library's function wherever they have a short form of it in place; name: as they know it."""
    for state in states():
        for chunk in state.chunks:
            if name in chunk.namespace:
                chunk.namespace[name] = None


class StringIndex:
    """Stands for what strings are indexed by where that is no table: nothing, a function, a string."""

    __slots__ = ()

    def __getattr__(self, attr):
        from luapy.debug.strings import indexed_string
        from luapy.runtime.metatables import index_chain
        return index_chain(indexed_string(sys._getframe(1)), attr[2:], True)


class _Current(ThreadLocal):
    """What each thread runs."""

    state = None


# `current.state`: the state whose code runs on this thread, or ran last.
current = _Current()

# While only one thread has ever entered a state, the state that it entered is marked by its attribute ``entered``:
# calls from Python then need no look at `current`, which costs more than a plain call (see luapy.interop.entering).
_only_thread = None
_several_threads = False
_marked = None


def current_state() -> State:
    """The state whose code runs on this thread."""
    state = current.state
    return _find_state() if state is None else state


def enter_state(state: State | None):
    """Make a state the current one; returns the one before, to be given back by another call."""
    before = current.state
    current.state = state
    if not _several_threads:
        _mark(state)
    return before


def _mark(state):
    global _only_thread, _several_threads, _marked
    thread = get_ident()
    if _only_thread is None:
        _only_thread = thread
    if _only_thread != thread:
        _several_threads, state = True, None
        for one in list(_states):
            _divide(one, _only_thread)
    before = None if _marked is None else _marked()
    if before is not None:
        before.entered = False
        if before.learned and before is not state:
            learned, before.learned = list(before.learned), None
            for one in learned:
                one.unlearn()
    if state is not None:
        state.entered = True
    _marked = None if state is None else ref(state)


def _find_state():
    """The state of the innermost Lua function: a call from a thread that has entered none."""
    frame = sys._getframe(1)
    while frame is not None:
        state = frame.f_globals.get("__state__")
        if state is not None:
            enter_state(state)
            return state
        frame = frame.f_back
    raise RuntimeError("no Lua state is active on this thread")
