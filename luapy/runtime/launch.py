"""A state ready for use: dialect, libraries, and the loader behind ``load``."""

from __future__ import annotations

from luapy.runtime.state import State, enter_state


def new_state(lua=None, lazily: bool = False) -> State:
    """A state with the standard libraries of its dialect. lazily: they are opened when chunks name them."""
    from luapy import loader
    from luapy.runtime.iteration import item_functions, known_iterators, list_functions
    from luapy.stdlib import base, open_libs
    known_iterators.update({"next": base.next_, "next_51": base.next_51, "ipairs": base.ipairs_iterator,
                            "raw_ipairs": base.raw_ipairs_iterator, "setmetatable": base.setmetatable})
    list_functions.update((base.ipairs, base.ipairs_51, base.ipairs_52))
    item_functions.update((base.pairs, base.pairs_51, base.pairs_52))
    state = State(lua)
    loader.install(state)
    before = enter_state(state)
    try:
        open_libs(state, lazily)
    finally:
        enter_state(before)
    return state
