"""The userdata ``http.response``."""

from __future__ import annotations

import re

from luapy.runtime.api import ABSENT, Table, Userdata, check_string, check_userdata, library, rawset
from luapy.stdlib.http.request import canonical

_COOKIE_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+\Z")
_COOKIE_VALUE = re.compile(r'[\x20\x21\x23-\x3a\x3c-\x5b\x5d-\x7e]*\Z')


class Response(Userdata):
    """What a request gives: body, body_size, headers, cookies, status_code, url."""

    def __init__(self, meta, answer):
        self.__dict__.update(meta=meta, answer=answer, text=answer.body.decode("latin-1"))


def headers(response) -> Table:
    """Canonical name -> first value; a table of its own each time."""
    table: dict = {}
    for name, value in response.answer.fields:
        table.setdefault(canonical(name), value)
    return filled(table)


def cookies(response) -> Table:
    """Name -> value of the cookies that the server set."""
    found = {}
    for name, value in response.answer.fields:
        if name.lower() == "set-cookie":
            name, equals, value = value.partition(";")[0].strip().partition("=")
            name, value = name.strip(), unquoted(value.strip())
            if equals and _COOKIE_NAME.match(name) and _COOKIE_VALUE.match(value):
                found[name] = value
    return filled(found)


def unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value


def filled(pairs: dict) -> Table:
    table = Table()
    for name, value in pairs.items():
        rawset(table, name, value)
    return table


FIELDS = {
    "headers": headers,
    "cookies": cookies,
    "status_code": lambda response: response.answer.status_code,
    "url": lambda response: response.answer.url,
    "body": lambda response: response.text,
    "body_size": lambda response: len(response.text),
}


def index_response(response=ABSENT, name=ABSENT, *_):
    """The metatable's __index."""
    response = check_userdata(1, response, Response, "http.response")
    field = FIELDS.get(check_string(2, name))
    return None if field is None else field(response)


def response_type(state) -> Table:
    """The metatable of responses."""
    return library(state, "http.response", {"__index": index_response})
