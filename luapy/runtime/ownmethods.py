"""Which methods of strings are the library's own, so that translated code may do without calling them.

Chunks have a global for each such method that they do in place: a test of ``S.f_sub is lib_string_sub`` takes longer than
all that ``s:sub(i, i)`` does. So the table that strings are indexed by watches its stores, and what changes in it, or takes its
place, is told to the chunks.
"""

from __future__ import annotations

from luapy.runtime.state import states

# Attribute of a method -> the global of chunks that tells.
FLAGS = {"f_" + name: "lib_own_" + name for name in ("byte", "find", "format", "gsub", "len", "lower", "match", "sub", "upper")}


def own_method(state, attr) -> bool:
    """Whether strings have the library's own function under an attribute, and would tell if they got another."""
    if attr == "f_format":
        from luapy.runtime import messages
        if messages.unaware is None:
            return False  # the short form does not look for a __tostring
    index = state.string_index
    function = state.string_functions.get(attr[2:])
    return function is not None and getattr(index.__class__, "watched", False) and index.__dict__.get(attr) is function


def tell_chunks(state):
    """Set the globals of a state's chunks."""
    for chunk in list(state.chunks):
        for attr, flag in FLAGS.items():
            if flag in chunk.namespace:
                chunk.namespace[flag] = own_method(state, attr)


def table_has_changed(table):
    """A method that may be done in place, or the class, of a table that watches its stores has changed."""
    for state in states():
        if state.string_index is table:
            tell_chunks(state)
