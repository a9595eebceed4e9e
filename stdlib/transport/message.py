"""Heads of requests and responses, with LuaSocket's leniency (RFC 9112 sections 2 to 5)."""

from __future__ import annotations

import re

from luapy.stdlib.transport.errors import BadResponse, Refused

# The characters of Lua's %s.
SPACE = " \t\n\r\v\f"

_STATUS = re.compile(r"HTTP/[0-9]*\.[0-9]* ([0-9]{3})")
_EMPTY_LINE = re.compile(rb"\n\r*\n")
_UNSENDABLE = re.compile(r"[\r\n\0]")

MALFORMED = "malformed reponse headers"  # as LuaSocket spells it


# Requests ---------------------------------------------------------------------

def check_sendable(what: str, text: str):
    """Refuse text that would end the line it is put into (header injection)."""
    if _UNSENDABLE.search(text):
        raise Refused(f"invalid character in {what}", "write")


def head_of_request(method: str, target: str, headers) -> tuple[bytes, bytes]:
    """The request line, and the header with the empty line after it. headers: pairs of name and value."""
    line = f"{method} {target} HTTP/1.1\r\n"
    fields = "".join([f"{name}: {value}\r\n" for name, value in headers]) + "\r\n"
    # one search tells whether there is a line end that is not one of ours
    if line.count("\n") != 1 or fields.count("\n") != len(headers) + 1 or "\0" in line or "\0" in fields \
            or line.count("\r") != 1 or fields.count("\r") != len(headers) + 1:
        _refuse(method, target, headers)
    return line.encode("latin-1"), fields.encode("latin-1")


def _refuse(method, target, headers):
    check_sendable("method", method)
    check_sendable("request target", target)
    for name, value in headers:
        check_sendable("header name", name)
        check_sendable(f"header '{name}'", value)


# Responses --------------------------------------------------------------------

def lower(name: str) -> str:
    """ASCII letters in lower case, all other bytes as they are."""
    return name.lower() if name.isascii() else name.encode("latin-1").lower().decode("latin-1")


def status_code(line: str) -> int:
    """The code in a status line. Raises BadResponse with the line."""
    match = _STATUS.search(line)
    if match is None:
        raise BadResponse(line)
    return int(match.group(1))


def split_field(line: str) -> tuple[str, str]:
    """``name: value``; blanks before the value are dropped."""
    name, colon, value = line.partition(":")
    if not colon:
        raise BadResponse(MALFORMED, line)
    return name, value.lstrip(SPACE)


def fields_of(lines) -> list[tuple[str, str]]:
    """The header fields in these lines; folded lines belong to the field before."""
    fields = []
    for line in lines:
        if line[0] in SPACE and fields:
            name, value = fields[-1]
            fields[-1] = name, value + line
        else:
            fields.append(split_field(line))
    return fields


def receive_fields(stream) -> list[tuple[str, str]]:
    """The header fields that come line by line, up to the empty line."""
    fields = []
    while True:
        line = stream.receive_line().decode("latin-1")
        if not line:
            return fields
        if line[0] in SPACE and fields:
            name, value = fields[-1]
            fields[-1] = name, value + line
        else:
            fields.append(split_field(line))


def take_head(connection):
    """(code, status line, fields) if the whole head has arrived already, else None."""
    buffer, start = connection.buffer, connection.start
    end = _EMPTY_LINE.search(buffer, start)
    if end is None or not buffer.startswith(b"HTTP/", start):
        return None
    text = buffer[start:end.start()].decode("latin-1")
    if "\r" in text:
        text = text.replace("\r", "")
    lines = text.split("\n")
    connection.start = end.end()
    code = status_code(lines[0])
    return code, lines[0], fields_of(lines[1:])


def receive_status(stream) -> tuple[int | None, str | bytes]:
    """The code and the status line; (None, first bytes) for an answer without one (HTTP/0.9)."""
    start = stream.receive(5)
    if start != b"HTTP/":
        return None, start
    line = stream.receive_rest_of_line(start).decode("latin-1")
    return status_code(line), line


def merge(fields) -> dict[str, str]:
    """Lower-case name -> value, those of repeated fields joined."""
    merged: dict[str, str] = {}
    for name, value in fields:
        name = lower(name)
        if name in merged:
            value = f"{merged[name]}, {value}"
        merged[name] = value
    return merged
