"""Which Lua version a program is for, where nobody says so on the command line."""

from __future__ import annotations

import os

_DIRECTIVE = rb"--\s*luapy:\s*lua\s*=\s*([\w.]+)"
_SHEBANG = rb"#!.*\b(?:lua-?(5\.[1-4])|(luajit))"


def dialect_of_source(source: bytes) -> str | None:
    """The version named by a ``-- luapy: lua=5.1`` or ``#!/usr/bin/env lua5.1`` in the first lines.

    ValueError: the former names an unknown one. (The latter may be of any program.)
    """
    for line in source.split(b"\n", 2)[:2]:
        if b"lua" not in line:
            continue
        import re  # here: most programs start without it
        match = re.search(_DIRECTIVE, line) or re.match(_SHEBANG, line)
        if match:
            from luapy.dialect import dialect
            return dialect(next(group for group in match.groups() if group).decode("utf-8", "replace")).name
    return None


def dialect_of_script(path: str | None) -> str | None:
    """The version for a script: its first lines, else the nearest pyproject.toml, else None. ValueError: not a known one."""
    if path is None or path == "-":
        return dialect_of_folder(os.getcwd())
    try:
        with open(path, "rb") as file:
            head = file.read(1024)
    except OSError:
        return None
    try:
        version = dialect_of_source(head)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    return version or dialect_of_folder(os.path.dirname(os.path.abspath(path)))


def dialect_of_folder(folder: str) -> str | None:
    """``[tool.luapy] lua = "5.1"`` of the nearest pyproject.toml upwards, or None. ValueError: not a known version."""
    while True:
        path = os.path.join(folder, "pyproject.toml")
        if os.path.exists(path):
            return _of_project(path)
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def _of_project(path):
    with open(path, "rb") as file:
        text = file.read()
    if b"luapy" not in text:
        return None
    import tomllib
    try:
        version = tomllib.loads(text.decode("utf-8", "replace")).get("tool", {}).get("luapy", {}).get("lua")
    except tomllib.TOMLDecodeError:
        return None
    if version is None:
        return None
    from luapy.dialect import dialect
    try:
        return dialect(str(version)).name  # a number too: lua = 5.1
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
