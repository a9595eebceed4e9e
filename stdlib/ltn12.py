"""LTN12: filters, sources, sinks and pumps (LuaSocket manual, ltn12.html; Lua Technical Note 12).

A source is a function that returns the next chunk, nil at the end, or nil and a
message.  A sink is given ``(chunk, err)`` and returns 1, or nil and a message.
A filter is given chunks, the last one nil, and returns what they become.
"""

from __future__ import annotations

from luapy.runtime.api import (
    Table, check_integer, check_string, current_state, index, length, library, lua_error, rawget, rawset,
    register_function, setindex, truth, type_name_of,
)
from luapy.runtime.table import append
from luapy.stdlib.network import pair

BLOCKSIZE = 2048
VERSION = "LTN12 1.0.3"


def first_of(result):
    """The first value of a call's result (inlined `first`: these calls are made once per chunk)."""
    if result.__class__ is tuple:
        return result[0] if result else None
    return result


def check(*conditions):
    """Lua's ``assert`` of arguments."""
    for condition in conditions:
        if not truth(condition):
            lua_error("assertion failed!")


# Filters -----------------------------------------------------------------------

def cycle(low=None, context=None, extra=None, *_):
    """filter.cycle(low [, ctx, extra]): a high-level filter from a low-level one."""
    check(low)

    def cycled(chunk=None, *_):
        nonlocal context
        result, context = pair(low(context, chunk, extra))
        return result
    return register_function(cycled)


class FilterChain:
    """The state of ``filter.chain``: which filter is fed next, and which have seen the end.

    ``top`` is the first filter that still is fed from outside; ``index`` the one
    whose turn it is.  A filter that gives "" wants more; one that gives nil is
    finished.
    """

    __slots__ = ("filters", "top", "index", "retry")

    def __init__(self, filters):
        self.filters = filters
        self.top = self.index = 0
        self.retry = ""

    def chained(self, chunk=None, *_):
        last = len(self.filters) - 1
        if not truth(chunk):
            self.retry = chunk
        while True:
            place = self.index
            if place == self.top:
                chunk = first_of(self._filter(place)(chunk))
                if chunk == "" or self.top == last:
                    return chunk
                if truth(chunk):
                    self.index += 1
                else:
                    self.top += 1
                    self.index = self.top
            else:
                chunk = first_of(self._filter(place)(chunk if truth(chunk) else ""))
                if chunk == "":
                    self.index -= 1
                    chunk = self.retry
                elif not truth(chunk):
                    lua_error("filter returned inappropriate nil")
                elif place == last:
                    return chunk
                else:
                    self.index += 1

    def _filter(self, place):
        # with no filters at all the call of a nil value is the caller's error, as in LuaSocket
        return self.filters[place] if place < len(self.filters) else None


def chain_filters(*filters):
    """filter.chain(filter1, filter2 [, ...]): one filter that applies them in turn."""
    return register_function(FilterChain(filters).chained)


# Sources -----------------------------------------------------------------------

def _empty(*_):
    return None


def empty_source(*_):
    """source.empty(): a source without data."""
    return _empty


def error_source(message=None, *_):
    """source.error(message): a source that fails."""
    def failing(*_):
        return None, message
    return register_function(failing)


def simplify_source(source=None, *_):
    """source.simplify(source): a simple source from one that may return its successor."""
    check(source)

    def simple(*_):
        nonlocal source
        chunk, error_or_new = pair(source())
        if truth(error_or_new):
            source = error_or_new
        return chunk if truth(chunk) else (None, error_or_new)
    return register_function(simple)


def table_source(table=None, *_):
    """source.table(table): the elements 1, 2, ... of a table."""
    check(table if isinstance(table, Table) else None)
    place = 0

    def elements(*_):
        nonlocal place
        place += 1
        return index(table, place)
    return register_function(elements)


def rewind_source(source=None, *_):
    """source.rewind(source): a source that takes chunks back when called with them."""
    check(source)
    returned = []

    def rewinding(chunk=None, *_):
        if truth(chunk):
            returned.append(chunk)
            return ()
        return returned.pop() if returned else source()
    return register_function(rewinding)


class SourceChain:
    """The state of ``source.chain``.

    Feeding: the filter gets chunks of the source until it gives something.
    Eating: it is called with "" until it has no more to give.
    """

    __slots__ = ("source", "filter", "last_in", "last_out", "feeding")

    def __init__(self, source, filter_):
        self.source = source
        self.filter = filter_
        self.last_in = self.last_out = ""
        self.feeding = True

    def chained(self, *_):
        if not truth(self.last_out):
            lua_error("source is empty!")
        while True:
            if self.feeding:
                self.last_in, error = pair(self.source())
                if truth(error):
                    return None, error
            self.last_out = out = first_of(self.filter(self.last_in))
            if not truth(out):
                if truth(self.last_in):
                    lua_error("filter returned inappropriate nil")
                return None
            if out != "":
                if self.feeding:
                    self.feeding = False
                    if truth(self.last_in):
                        self.last_in = ""
                return out
            if not self.feeding:
                if self.last_in != "":
                    lua_error('filter returned ""')
                self.feeding = True


def chain_source(source=None, filter_=None, *filters):
    """source.chain(source, filter1 [, ...]): a source whose chunks pass through filters."""
    if filters and truth(filters[0]):
        filter_ = chain_filters(filter_, *filters)
    check(source, filter_)
    return register_function(SourceChain(source, filter_).chained)


def cat_sources(*sources):
    """source.cat(source1 [, ...]): the data of several sources, one after the other."""
    left = list(sources)
    source = left.pop(0) if left else None

    def concatenated(*_):
        nonlocal source
        while truth(source):
            chunk, error = pair(source())
            if truth(chunk):
                return chunk
            if truth(error):
                return None, error
            source = left.pop(0) if left else None
        return ()
    return register_function(concatenated)


# Sinks -------------------------------------------------------------------------

def table_sink(table=None, *_):
    """sink.table([table]): a sink that appends to a table, and that table."""
    if not truth(table):
        table = Table()
    # table.insert obeys metamethods from 5.3 on
    obeys = current_state().dialect.number >= (5, 3)

    def collect(chunk=None, *_):
        if truth(chunk):
            if not isinstance(table, Table):
                lua_error(f"bad argument #1 to 'insert' (table expected, got {type_name_of(table)})")
            if obeys and table.meta is not None:
                setindex(table, length(table) + 1, chunk)
            else:
                append(table, chunk)
        return 1
    return register_function(collect), table


def simplify_sink(sink=None, *_):
    """sink.simplify(sink): a simple sink from one that may return its successor."""
    check(sink)

    def simple(chunk=None, error=None, *_):
        nonlocal sink
        done, error_or_new = pair(sink(chunk, error))
        if not truth(done):
            return None, error_or_new
        if truth(error_or_new):
            sink = error_or_new
        return 1
    return register_function(simple)


def file_sink(handle=None, message=None, *_):
    """sink.file(handle, message): writes to a file and closes it at the end."""
    if not truth(handle):
        return error_source(message if truth(message) else "unable to open file")

    def write(chunk=None, *_):
        if truth(chunk):
            return index(handle, "write")(handle, chunk)
        index(handle, "close")(handle)
        return 1
    return register_function(write)


def _null(*_):
    return 1


def null_sink(*_):
    """sink.null(): a sink that ignores everything."""
    return _null


def chain_sink(filter_=None, sink=None, *more):
    """sink.chain(filter1 [, ...], sink): what is sent passes through filters first."""
    if more and truth(more[0]):
        filter_, sink = chain_filters(filter_, sink, *more[:-1]), more[-1]
    check(filter_, sink)

    def chained(chunk=None, error=None, *_):
        if chunk == "":
            return 1
        filtered = first_of(filter_(chunk))
        done = "" if truth(chunk) else chunk
        while True:
            result, sink_error = pair(sink(filtered, error))
            if not truth(result):
                return None, sink_error
            if filtered == done:
                return 1
            filtered = first_of(filter_(done))
    return register_function(chained)


# Pumps -------------------------------------------------------------------------

def step(source=None, sink=None, *_):
    """pump.step(source, sink): moves one chunk."""
    chunk, source_error = pair(source())
    done, sink_error = pair(sink(chunk, source_error))
    if truth(chunk) and truth(done):
        return 1
    return None, source_error if truth(source_error) else sink_error


class Ltn12:
    """What depends on the library's table: its block size and default step may be set by the program."""

    def __init__(self):
        self.table = None
        self.pump = None

    def blocksize(self):
        return check_integer(1, rawget(self.table, "BLOCKSIZE"))

    def file_source(self, handle=None, message=None, *_):
        """source.file(handle, message): the blocks of a file, closed at its end."""
        if not truth(handle):
            return error_source(message if truth(message) else "unable to open file")

        def read(*_):
            chunk = first_of(index(handle, "read")(handle, self.blocksize()))
            if not truth(chunk):
                index(handle, "close")(handle)
            return chunk
        return register_function(read)

    def string_source(self, text=None, *_):
        """source.string(string): a string in blocks."""
        if not truth(text):
            return _empty
        place = 0

        def blocks(*_):
            nonlocal place
            size = self.blocksize()
            chunk = check_string(1, text)[place:place + size]
            place += size
            return chunk if chunk else None
        return register_function(blocks)

    def all(self, source=None, sink=None, step=None, *_):
        """pump.all(source, sink [, step]): moves everything."""
        check(source, sink)
        if not truth(step):
            step = index(self.pump, "step")
        while True:
            done, error = pair(step(source, sink))
            if not truth(done):
                return (None, error) if truth(error) else 1


def open(state):
    """The table of ``require "ltn12"``."""
    lib = Ltn12()
    lib.pump = library(state, "ltn12.pump", {"step": step, "all": lib.all})
    lib.table = library(state, "ltn12", {"BLOCKSIZE": BLOCKSIZE, "_VERSION": VERSION})
    parts = {
        "filter": library(state, "ltn12.filter", {"cycle": cycle, "chain": chain_filters}),
        "source": library(state, "ltn12.source", {
            "cat": cat_sources, "chain": chain_source, "empty": empty_source, "error": error_source,
            "file": lib.file_source, "rewind": rewind_source, "simplify": simplify_source,
            "string": lib.string_source, "table": table_source,
        }),
        "sink": library(state, "ltn12.sink", {
            "chain": chain_sink, "error": error_source, "file": file_sink, "null": null_sink,
            "simplify": simplify_sink, "table": table_sink,
        }),
        "pump": lib.pump,
    }
    for name, part in parts.items():
        rawset(lib.table, name, part)
    for function in (_empty, _null):
        register_function(function)
    if rawget(state.globals, "module") is not None:
        # where packages are made by `module` (5.1), ltn12 is a global as well
        rawset(state.globals, "ltn12", lib.table)
    return lib.table
