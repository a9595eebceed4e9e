"""socket.mbox: mailboxes and messages taken apart (mbox.lua of LuaSocket; RFC 4155, RFC 2822)."""

from __future__ import annotations

import re

from luapy.runtime.api import check_string, index, length, library, rawget, rawset, setindex
from luapy.runtime.table import from_dict, from_list, items
from luapy.stdlib.network import string_for

_FOLD = re.compile(r"\n +")
_HEADER = re.compile(r"([^\s:]*?):\s*(.*)", re.DOTALL | re.ASCII)
_NAMED_ADDRESS = re.compile(r"\s*(.*?)\s*<(.*?)>", re.DOTALL | re.ASCII)
_ADDRESS = re.compile(r"\s*(.+)", re.DOTALL | re.ASCII)
_FROM_LINE = re.compile(r"\n\nFrom .*?\n", re.DOTALL)


def lines_by_lf(text) -> str:
    return string_for("gsub", text).replace("\r\n", "\n")


def lower(text: str) -> str:
    return text.encode("latin-1").lower().decode("latin-1")


def split_message(message=None, *_):
    """mbox.split_message(text): headers and body, as text."""
    text = lines_by_lf(message)
    headers, found, body = text.partition("\n\n")
    if found:
        return headers + "\n", body
    return ("", text[1:]) if text.startswith("\n") else (text, "")


def split_headers(headers=None, *_):
    """mbox.split_headers(text): a list of the fields, unfolded."""
    text = _FOLD.sub(" ", lines_by_lf(headers))
    return from_list([line for line in text.split("\n") if line])


def parse_header(header=None, *_):
    """mbox.parse_header(text): name and value of a field."""
    match = _HEADER.search(_FOLD.sub(" ", string_for("gsub", header)).replace("\n", ""))
    return match.groups() if match else (None, None)


def parse_headers(headers=None, *_):
    """mbox.parse_headers(text): a table of fields by lower-case names; repeated ones are joined by commas."""
    found: dict = {}
    for _, field in items(split_headers(headers)):
        name, value = parse_header(field)
        if name is not None:
            name = lower(name)
            found[name] = f"{found[name]}, {value}" if name in found else value
    return from_dict(found)


def parse_from(sender=None, *_):
    """mbox.parse_from(text): name and address of a sender."""
    text = string_for("find", sender)
    match = _NAMED_ADDRESS.match(text)
    name, address = match.groups() if match else ("", "")
    if not match and (match := _ADDRESS.search(text)):
        address = match.group(1)
    return (name or address).replace('"', ""), address


def split_mbox(mailbox=None, *_):
    """mbox.split_mbox(text): a list of the messages."""
    text = lines_by_lf(mailbox) + "\n\nFrom \n"
    messages = []
    place = 0
    while match := _FROM_LINE.search(text, place):
        messages.append(text[place:match.start()])
        place = match.end()
    return from_list(messages)


def parse_message(message=None, *_):
    """mbox.parse_message(text): a table with headers and body."""
    headers, body = split_message(message)
    return from_dict({"headers": parse_headers(headers), "body": body})


def parse(mailbox=None, *_):
    """mbox.parse(text): a list of the messages, parsed."""
    messages = split_mbox(mailbox)
    for place in range(1, length(messages) + 1):
        setindex(messages, place, parse_message(check_string(1, index(messages, place))))
    return messages


FUNCTIONS = (parse, parse_from, parse_header, parse_headers, parse_message, split_headers, split_mbox, split_message)


def open(state):
    """The table of ``require "socket.mbox"``."""
    table = library(state, "socket.mbox", {function.__name__: function for function in FUNCTIONS})
    if rawget(state.globals, "module") is not None:
        # where packages are made by `module` (5.1), mbox is a global as well
        rawset(state.globals, "mbox", table)
    return table
