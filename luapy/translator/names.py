"""Python names for Lua variables."""

from __future__ import annotations

import keyword
import re

from luapy.runtime.exported import EXPORTED_NAMES

# Names that translated code itself relies on.
RESERVED = frozenset(keyword.kwlist) | frozenset(keyword.softkwlist) | EXPORTED_NAMES | {
    "E", "_", "varargs", "jump", "chunk", "main_chunk", "range", "tuple", "str", "int", "float", "len", "ord", "error_", "enumerate", "__debug__",
    "abs", "chr",
}
_TEMPORARY = re.compile(r"(?:t|c|label|make|block|left|Table|absent|grows|search|replace|replace_by_fields)_\d+|lib_\w+")
_NOT_IDENTIFIER = re.compile(r"\W", re.ASCII)


def python_name(name: str, taken) -> str:
    """A Python identifier like the Lua name that is neither reserved nor in *taken*."""
    name = _NOT_IDENTIFIER.sub("_", name)
    if name in RESERVED or _TEMPORARY.fullmatch(name) or name[:1].isdigit():
        name += "_"
    if name not in taken:
        return name
    if _TEMPORARY.fullmatch(name + "_2"):
        name += "_"  # the numbered names would be those of temporaries
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"
