"""Binary chunks (manual 6.4 string.dump, 6.1 load): functions written out, and read in again.

A dump begins as those of the dialect's PUC Lua do, so that programs which test for that find it; what follows is
ours: the text of the function with what it needs of its surroundings.  So a dump can be read by any version of
Python, and a damaged one is found out by its checksum before anything of it runs.
"""

from __future__ import annotations

import json
import re
import struct
import zlib

from luapy.frontend import nodes as lua
from luapy.frontend.main import parse_chunk, source_text
from luapy.runtime.errors import LuaError, lua_error
from luapy.runtime.values import ABSENT

# The header of each version, part by part, and how its Lua calls a part that is not as it should be.
_DATA = b"\x19\x93\r\n\x1a\n"
_NUMBERS = (struct.pack("<q", 0x5678), "integer format mismatch"), (struct.pack("<d", 370.5), "float format mismatch")
_HEADERS = {
    "5.1": ((b"\x1bLuaQ\0\x01\4\x08\4\x08\0", "bad header"),),
    "5.2": ((b"\x1bLua", "not a"), (b"\x52", "version mismatch in"), (b"\0\1\4\x08\4\x08\0", "incompatible"),
            (_DATA, "corrupted")),
    "5.3": ((b"\x1bLua", "not a"), (b"\x53", "version mismatch in"), (b"\0", "format mismatch in"), (_DATA, "corrupted"),
            (b"\4", "int size mismatch in"), (b"\x08", "size_t size mismatch in"), (b"\4", "Instruction size mismatch in"),
            (b"\x08", "lua_Integer size mismatch in"), (b"\x08", "lua_Number size mismatch in"),
            *((data, words.replace("integer format", "endianness") + " in") for data, words in _NUMBERS)),
    "5.4": ((b"\x1bLua", "not a binary chunk"), (b"\x54", "version mismatch"), (b"\0", "format mismatch"),
            (_DATA, "corrupted chunk"), (b"\4", "Instruction size mismatch"), (b"\x08", "lua_Integer size mismatch"),
            (b"\x08", "lua_Number size mismatch"), *_NUMBERS),
    "luajit": ((b"\x1bLJ\2", "incompatible"),),
}
# (how messages are put, what is said of chunks that end too early, that are damaged, that another program made)
_WORDS = {
    "5.1": ("{} in precompiled chunk", "unexpected end", "bad code", "bad header"),
    "5.2": ("{} precompiled chunk", "truncated", "corrupted", "incompatible"),
    "5.3": ("{} precompiled chunk", "truncated", "corrupted", "incompatible"),
    "5.4": ("bad binary format ({})", "truncated chunk", "corrupted chunk", "incompatible chunk"),
    "luajit": ("cannot load {} bytecode", "malformed", "malformed", "incompatible"),
}
# After the header: who made it, the size of the rest, its checksum.
_MARK = b"\0luapy\1"
_SIZES = struct.Struct("<II")
_NAME_AND_SPACE = re.compile(r"(?:[\w.:\s]|--\[(=*)\[.*?\]\1\]|--(?!\[=*\[)[^\r\n]*)*", re.DOTALL | re.ASCII)
# Upvalues are the locals of functions around the dumped one: fewer in each than a function may have.
_LOCALS = 150


# Writing ------------------------------------------------------------------------------------

def dump(function, strip: bool) -> str:
    """string.dump: the function as a binary chunk. Raises the error of functions that cannot be dumped."""
    from luapy.debug.functions import function_facts, is_stripped, lua_body
    body = lua_body(function)
    chunk = None if body is None else body.__globals__["__chunk__"]
    if chunk is None or chunk.source is None:
        lua_error("unable to dump given function")
    may_strip = chunk.dialect.number >= (5, 3) or chunk.dialect.name == "luajit"
    strip = strip and may_strip or is_stripped(chunk)
    content = {"name": None if strip else chunk.name, "careful": chunk.is_careful}
    if body.__code__.co_name == "main_chunk":
        content["text"] = source_text(chunk.source, chunk.name, chunk.dialect)
    else:
        facts = function_facts(body)
        content |= _described(chunk, (facts.line, facts.col, facts.end_line, facts.end_col))
    return _packed(content, chunk.dialect)


def _described(chunk, span) -> dict:
    """What stands for a function in a dump: its text, line, upvalues and the constants that are in scope."""
    from luapy.analysis.scopes import resolve
    tree = parse_chunk(chunk.source, chunk.name, chunk.dialect)
    text = source_text(chunk.source, chunk.name, chunk.dialect)
    info = _function_at(resolve(tree, chunk.dialect), span)
    free = [variable for variable in info.free if variable.kind != "env" or chunk.dialect.env]
    return {
        "text": _parameters_and_body(info.node, text),
        "line": info.node.line,
        "upvalues": [variable.name for variable in free if variable.constant is None],
        "constants": [[variable.name, _literal(variable.constant)] for variable in free if variable.constant is not None],
    }


def _function_at(info, span):
    """The FunctionInfo of the function with that span."""
    for inner in info.inner:
        node = inner.node
        if (node.line, node.col, node.end_line, node.end_col) == span:
            return inner
        if (node.line, node.col) <= span[:2] and span[2:] <= (node.end_line, node.end_col):
            return _function_at(inner, span)
    raise AssertionError(span)


def _parameters_and_body(node, text) -> str:
    """The text of a function without its name: "(a, b) ... end"."""
    from luapy.frontend.lexer import NEWLINE
    starts = [0] + [match.end() for match in NEWLINE.finditer(text)]
    start, end = starts[node.line - 1] + node.col, starts[node.end_line - 1] + node.end_col
    start += re.compile(r"(?:local\b)?").match(text, start).end() - start
    opening = _NAME_AND_SPACE.match(text, start).end()
    rest = text[opening + 1:end]
    if node.implicit_self:
        rest = ("self, " if len(node.params) > 1 or node.is_vararg else "self") + rest
    # the line that the parameters stand on counts from the one of the keyword
    return "\n" * len(NEWLINE.findall(text[start:opening])) + "(" + rest


def _literal(node) -> str:
    """The text of a compile-time constant."""
    sign = ""
    if type(node) is lua.UnOp:
        sign, node = "-", node.operand
    if type(node) is lua.String:
        return '"' + "".join(f"\\{ord(char):03d}" for char in node.value) + '"'
    if type(node) is lua.Number:
        return sign + _numeral(node.value)
    return {lua.Nil: "nil", lua.TrueExpr: "true", lua.FalseExpr: "false"}[type(node)]


def _numeral(value) -> str:
    if value.__class__ is int:
        return str(value) if value >= 0 else f"0x{value & 0xFFFFFFFFFFFFFFFF:x}"
    return "1e999" if value - value != 0 else value.hex()


def _packed(content, dialect) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    data = zlib.compress(text.encode("latin-1")) if len(text) > 4096 else text.encode("latin-1")
    header = b"".join(data for data, _ in _HEADERS[dialect.name])
    return (header + _MARK + _SIZES.pack(len(data), zlib.crc32(data)) + data).decode("latin-1")


# Reading ------------------------------------------------------------------------------------

def undump(state, data: bytes, chunkname: str, env=ABSENT):
    """The function of a binary chunk, its upvalues new; the first is *env*, or the globals (lua_load).

    Raises LuaError if the chunk is not whole, or not of this dialect.
    """
    from luapy.loader import bind, compile_source
    content = _unpacked(data, chunkname, state.dialect)
    name = content["name"] or "=?"
    upvalues = content.get("upvalues")
    if env is ABSENT:  # 5.2 gives the globals only to functions with one upvalue
        env = None if upvalues is not None and len(upvalues) != 1 and state.dialect.number == (5, 2) else state.globals
    if upvalues is None:
        source, first = content["text"], "_ENV"
    else:
        source, first = _surrounded(content), upvalues[0] if upvalues else None
    binary = source.encode("latin-1")
    # a name as of a string: the text is taken as it stands, see source_text
    compiled = compile_source(binary, "=" + name[1:] if name[:1] == "@" else name, state.dialect, None, content["careful"])
    is_env = first == "_ENV" or not state.dialect.env
    function = bind(compiled, state, name, None, binary, env if is_env else None)
    chunk = function.__globals__["__chunk__"]
    chunk.stripped = content["name"] is None
    chunk.is_careful = content["careful"]
    if upvalues is None:
        return function
    function = function()
    if first is not None and not is_env:
        from luapy.debug.functions import upvalue
        upvalue(function, 1).value = env
    return function


def _unpacked(data, chunkname, dialect) -> dict:
    """The content of a dump; LuaError in the dialect's words if it is not as it should be."""
    form, truncated, corrupted, foreign = _WORDS[dialect.name]

    def refuse(why):
        from luapy.stdlib.loading import binary_name
        shown = "(binary)" if dialect.name == "luajit" and chunkname[:1] == "\x1b" else binary_name(chunkname)
        raise LuaError(f"{shown}: {form.format(why)}") from None

    header = _HEADERS[dialect.name]
    byte_by_byte = dialect.name == "luajit"
    if dialect.number < (5, 3) and not byte_by_byte and len(data) < sum(len(part) for part, _ in header):
        refuse(truncated)  # 5.1 and 5.2 read the header at once
    place = 0
    for expected, why in (*header, (_MARK, foreign)):
        found = data[place:place + len(expected)]
        if found != expected:
            is_short = len(found) < len(expected) and (expected is _MARK or not byte_by_byte)
            refuse(truncated if is_short else why)
        place += len(expected)
    if len(data) < place + _SIZES.size:
        refuse(truncated)
    size, checksum = _SIZES.unpack_from(data, place)
    body = data[place + _SIZES.size:]
    if len(body) < size:
        refuse(truncated)
    body = body[:size]
    if zlib.crc32(body) != checksum:
        refuse(corrupted)
    try:
        return json.loads((body if body[:1] == b"{" else zlib.decompress(body)).decode("latin-1"))
    except (ValueError, zlib.error):
        refuse(corrupted)


def _surrounded(content) -> str:
    """A chunk that returns the function: its upvalues are locals around it."""
    names = [name for name in content["upvalues"] if name != "_ENV"]
    parts = [f"local {name} <const> = {literal} " for name, literal in content["constants"]]
    closing = ""
    for start in range(0, len(names), _LOCALS):
        parts.append(f"local {','.join(names[start:start + _LOCALS])} ")
        if start + _LOCALS < len(names):
            parts.append("return (function() ")
            closing += " end)()"
    return "\n" * (content["line"] - 1) + "".join(parts) + "return function" + content["text"] + closing
