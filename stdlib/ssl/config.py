"""ssl.config: what this LuaSec can do."""

from __future__ import annotations

import ssl

from luapy.runtime.api import TRUE, library, rawset
from luapy.runtime.table import from_dict
from luapy.stdlib.ssl.names import CURVES, OPTIONS

PROTOCOLS = {
    "tlsv1": ssl.TLSVersion.TLSv1, "tlsv1_1": ssl.TLSVersion.TLSv1_1, "tlsv1_2": ssl.TLSVersion.TLSv1_2,
    "tlsv1_3": ssl.TLSVersion.TLSv1_3,
}
# DANE is not among them: Python has no access to it.
CAPABILITIES = ("alpn", "curves_list", "ecdh_auto")


def _set(names):
    return from_dict(dict.fromkeys(names, TRUE))


def open(state):
    """The table of ``require "ssl.config"``."""
    table = library(state, "ssl.config", {})
    for name, names in (("options", OPTIONS), ("protocols", PROTOCOLS), ("algorithms", ("ec",)),
                        ("curves", CURVES), ("capabilities", CAPABILITIES)):
        rawset(table, name, _set(names))
    return table
