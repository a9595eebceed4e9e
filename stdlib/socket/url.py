"""socket.url: URLs taken apart, put together and resolved (LuaSocket manual, url.html; RFC 2396, RFC 3986).

The functions on Python strings and dicts are for the other libraries; those of
the Lua table wrap them.
"""

from __future__ import annotations

import re

from luapy.runtime.api import (
    Table, check_integer, check_table, concat, index, length, library, lua_error, rawset,
    tostring, truth, type_name,
)
from luapy.runtime.table import from_dict, from_list, items
from luapy.stdlib.network import require, string_for

VERSION = "URL 1.0.3"
FIELDS = ("scheme", "authority", "path", "params", "query", "fragment", "userinfo", "host", "port", "user", "password")

_SCHEME = re.compile(r"([A-Za-z0-9][A-Za-z0-9+\-.]*):")
_PORT = re.compile(r":([^:\]]*)\Z")
_BRACKETED = re.compile(r"\[(.+)\]\Z", re.DOTALL)
_UNSAFE = re.compile(r"[^A-Za-z0-9_]")
_UNSAFE_IN_SEGMENT = re.compile(r"[^A-Za-z0-9_\-.!~*'():@&=+$,]")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_SEGMENT = re.compile(r"[^/]+")


# On Python values -----------------------------------------------------------------

def escape_text(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"%{ord(match.group()):02x}", text)


def unescape_text(text: str) -> str:
    if "%" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)


def split_url(url: str, parts: dict | None = None) -> dict:
    """The parts that a URL has, put into *parts*, a dict of defaults."""
    parts = {} if parts is None else parts
    match = _SCHEME.match(url)
    if match:
        parts["scheme"] = match.group(1)
        url = url[match.end():]
    if url.startswith("//"):
        # up to the slash only: a query directly after the host is taken for a part of it
        authority, slash, url = url[2:].partition("/")
        parts["authority"] = authority
        url = slash + url
    for name, mark in (("fragment", "#"), ("query", "?"), ("params", ";")):
        url, found, part = url.partition(mark)
        if found:
            parts[name] = part
    if url:
        parts["path"] = url
    if parts.get("authority") is not None:
        _split_authority(string_for("gsub", parts["authority"]), parts)
    return parts


def _split_authority(authority, parts):
    userinfo, found, rest = authority.partition("@")
    if found:
        parts["userinfo"] = userinfo
        authority = rest
    match = _PORT.search(authority)
    if match:
        parts["port"] = match.group(1)
        authority = authority[:match.start()]
    if authority:
        match = _BRACKETED.match(authority)
        parts["host"] = match.group(1) if match else authority
    userinfo = parts.get("userinfo")
    if userinfo is not None:
        user, found, password = userinfo.rpartition(":")
        if found:
            parts["password"] = password
        parts["user"] = user if found else userinfo


def join_url(get) -> str:
    """The URL with the parts that ``get(name)`` gives (Lua values, nil for absent ones)."""
    def part(name):
        value = get(name)
        return value if truth(value) else None
    url = part("path") or ""
    for name, mark in (("params", ";"), ("query", "?")):
        if part(name) is not None:
            url = concat(concat(url, mark), part(name))
    authority = _join_authority(part)
    if authority is not None:
        url = concat("//", concat(authority, url))
    if part("scheme") is not None:
        url = concat(part("scheme"), concat(":", url))
    if part("fragment") is not None:
        url = concat(url, concat("#", part("fragment")))
    return url


def _join_authority(part):
    host = part("host")
    if host is None:
        return part("authority")
    authority = string_for("gsub", host)
    if ":" in authority:  # an IPv6 address
        authority = f"[{authority}]"
    if part("port") is not None:
        authority = f"{authority}:{tostring(part('port'))}"
    userinfo = part("userinfo")
    if part("user") is not None:
        userinfo = part("user")
        if part("password") is not None:
            userinfo = concat(userinfo, concat(":", part("password")))
    return authority if userinfo is None else concat(userinfo, "@" + authority)


_PARENT = re.compile(r"[^/]+/\.\./([^/]+)")
_LAST_PARENT = re.compile(r"[^/]+/\.\./*\Z")
# Keeps empty segments apart while the others are removed.
_MARK = "\1"


def remove_dots(path: str) -> str:
    """A path (or a whole URL) without "." and ".." segments (RFC 3986 5.2.4, as LuaSocket does it)."""
    while "//" in path:
        path = path.replace("//", f"/{_MARK}/")
    while "/./" in path:
        path = path.replace("/./", "/")
    before = None
    while path != before:
        before = path
        path = _PARENT.sub(r"\1", path, count=1)
    path = _LAST_PARENT.sub("", path)
    if path.endswith("/.."):
        path = path[:-2]
    if path.endswith("/."):
        path = path[:-1]
    if path.startswith("/../"):
        path = path[3:]
    return path.replace(_MARK, "")


def resolve_path(base: str, relative: str) -> str:
    """A relative path seen from a base path."""
    if relative.startswith("/"):
        return remove_dots(relative)
    base = base[:base.rfind("/") + 1]
    return remove_dots((base or "/") + relative)


def resolve(base: dict, relative: dict) -> str:
    """The URL of the parts *relative*, which lack a scheme, seen from those of *base*; changes *relative*."""
    relative["scheme"] = base.get("scheme")
    if not truth(relative.get("authority")):
        relative["authority"] = base.get("authority")
        if truth(relative.get("path")):
            path = base.get("path")
            relative["path"] = resolve_path(string_for("gsub", path if truth(path) else ""), relative["path"])
        else:
            # each part is inherited only as long as those before it were
            for name in ("path", "params", "query"):
                if truth(relative.get(name)):
                    break
                relative[name] = base.get(name)
    return join_url(relative.get)


def absolute_url(base: str, relative: str) -> str:
    """url.absolute on strings that are not empty."""
    parts = split_url(relative)
    return remove_dots(relative if "scheme" in parts else resolve(split_url(base), parts))


# The library -----------------------------------------------------------------------

def escape(text=None, *_):
    """url.escape(content)."""
    return escape_text(string_for("gsub", text))


def unescape(text=None, *_):
    """url.unescape(content)."""
    return unescape_text(string_for("gsub", text))


def parse(url=None, default=None, *_):
    """url.parse(url [, default]): a table of the parts; *default* gives those that the URL has not."""
    parts = dict(items(check_table(2, default))) if truth(default) else {}
    if not truth(url) or url == "":
        return None, "invalid url"
    return from_dict(split_url(string_for("gsub", url), parts))


def build(parts=None, *_):
    """url.build(parsed_url)."""
    return join_url(lambda name: index(parts, name))


def absolute(base=None, relative=None, *_):
    """url.absolute(base, relative): *base* may be a parsed URL."""
    if isinstance(base, Table):
        base_parts = {name: index(base, name) for name in FIELDS}
        base = build(base)
    else:
        base_parts = split_url(string_for("gsub", base)) if truth(base) and base != "" else None
    parts = split_url(string_for("gsub", relative)) if truth(relative) and relative != "" else None
    if base_parts is None or parts is not None and "scheme" in parts:
        result = relative
    elif parts is None:
        result = base
    else:
        result = resolve(base_parts, parts)
    if result.__class__ is not str:
        lua_error(f"attempt to index a {type_name(result)} value (local 'path')")
    return remove_dots(result)


def parse_path(path=None, *_):
    """url.parse_path(path): its segments, unescaped, and the flags is_absolute and is_directory."""
    path = string_for("gsub", path) if truth(path) else ""
    table = from_list([unescape_text(segment) for segment in _SEGMENT.findall(path)])
    if path.startswith("/"):
        rawset(table, "is_absolute", 1)
    if path.endswith("/"):
        rawset(table, "is_directory", 1)
    return table


def build_path(segments=None, unsafe=None, *_):
    """url.build_path(segments [, unsafe])."""
    count = check_integer(1, length(segments))
    parts = [string_for("gsub", index(segments, place)) for place in range(1, count + 1)]
    if not truth(unsafe):
        parts = [_UNSAFE_IN_SEGMENT.sub(lambda match: f"%{ord(match.group()):02X}", part) for part in parts]
    path = "/".join(parts)
    if parts and truth(index(segments, "is_directory")):
        path += "/"
    return "/" + path if truth(index(segments, "is_absolute")) else path


def open(state):
    """The table of ``require "socket.url"``, also socket.url."""
    table = library(state, "socket.url", {
        "_VERSION": VERSION, "absolute": absolute, "build": build, "build_path": build_path, "escape": escape,
        "parse": parse, "parse_path": parse_path, "unescape": unescape,
    })
    rawset(require(state, "socket"), "url", table)
    return table
