"""MIME filters (LuaSocket manual, mime.html): the high-level ones, and `core`'s low-level ones in the same table."""

from __future__ import annotations

from luapy.runtime.api import index, library, rawset, register_function, truth
from luapy.stdlib.network import choose, require

LINE_LENGTH = 76
BINARY_MARKER = "=0D=0A"


class Mime:
    """The library of one state. The low-level filters are looked up in its table when a filter is made."""

    def __init__(self, state):
        self.table = require(state, "mime.core")
        self.ltn12 = require(state, "ltn12")

    def cycle(self, name, context, *extra):
        """A high-level filter that cycles the low-level filter *name*."""
        return index(index(self.ltn12, "filter"), "cycle")(index(self.table, name), context, *extra)

    def encode_base64(self, *_):
        return self.cycle("b64", "")

    def encode_quoted_printable(self, mode=None, *_):
        return self.cycle("qp", "", BINARY_MARKER if mode == "binary" else "\r\n")

    def decode_base64(self, *_):
        return self.cycle("unb64", "")

    def decode_quoted_printable(self, *_):
        return self.cycle("unqp", "")

    def wrap_text(self, length=None, *_):
        if not truth(length):
            length = LINE_LENGTH
        return self.cycle("wrp", length, length)

    def wrap_quoted_printable(self, *_):
        return self.cycle("qpwrp", LINE_LENGTH, LINE_LENGTH)

    def normalize(self, marker=None, *_):
        """mime.normalize([marker]): a filter that makes all line breaks the same."""
        return self.cycle("eol", 0, marker)

    def stuff(self, *_):
        """mime.stuff(): a filter that doubles dots at line beginnings, for SMTP."""
        return self.cycle("dot", 2)


def open(state):
    """The table of ``require "mime"``."""
    lib = Mime(state)
    for names, choice, filters in (
        ("encodet", "encode", {"base64": lib.encode_base64, "quoted-printable": lib.encode_quoted_printable}),
        ("decodet", "decode", {"base64": lib.decode_base64, "quoted-printable": lib.decode_quoted_printable}),
        ("wrapt", "wrap", {"text": lib.wrap_text, "base64": lib.wrap_text, "default": lib.wrap_text,
                           "quoted-printable": lib.wrap_quoted_printable}),
    ):
        table = library(state, "mime." + names, filters)
        rawset(lib.table, names, table)
        rawset(lib.table, choice, choose(table))
    for name, function in (("normalize", lib.normalize), ("stuff", lib.stuff)):
        rawset(lib.table, name, register_function(function))
    return lib.table
