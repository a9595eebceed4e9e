"""Compiled chunks kept beside their source, the way Python keeps ``.pyc`` files.

A cached chunk is used only if the source's hash, luapy's translator, the Python
version and the dialect are those it was made with, and only if nobody but the
user (or root) could have written it, since marshalled code is trusted blindly.
PYTHONDONTWRITEBYTECODE and PYTHONPYCACHEPREFIX mean here what they mean to Python.
"""

from __future__ import annotations

import _imp
import marshal
import os
import stat
import sys

from luapy import __version__

MAGIC = b"luapy\r\n\0"
_KEY = 0x6C756170795F6331


def cache_path(path: str, dialect_name: str) -> str:
    """Where the compiled form of a Lua file is kept."""
    folder, name = os.path.split(os.path.abspath(path))
    if sys.pycache_prefix is not None:
        folder = os.path.join(sys.pycache_prefix, folder.lstrip(os.sep))
    else:
        folder = os.path.join(folder, "__pycache__")
    return os.path.join(folder, f"{name}.{sys.implementation.cache_tag}.lua{dialect_name.replace('.', '')}.pyc")


_fingerprint = None


def fingerprint() -> bytes:
    """Identifies the translator: luapy's version, and when its files changed last (for those who work on it)."""
    global _fingerprint
    if _fingerprint is None:
        home = os.path.dirname(os.path.abspath(__file__))
        newest = 0
        for folder in ("frontend", "analysis", "translator"):
            with os.scandir(os.path.join(home, folder)) as entries:
                for entry in entries:
                    if entry.name.endswith(".py"):
                        newest = max(newest, entry.stat().st_mtime_ns)
        _fingerprint = f"{__version__} {sys.hexversion:x} {newest}".encode()
    return _fingerprint


def _header(source: bytes, options: str) -> bytes:
    return MAGIC + _imp.source_hash(_KEY, source) + _imp.source_hash(_KEY, fingerprint() + b"|" + options.encode())


def read(path: str, source: bytes, options: str):
    """The cached object for a file with that content, or None. options: what else decides the translation."""
    place = cache_path(path, options)
    try:
        with open(place, "rb") as file:
            if not _trusted(os.fstat(file.fileno())):
                return None
            data = file.read()
    except OSError:
        return None
    header = _header(source, options)
    if not data.startswith(header):
        return None
    try:
        return marshal.loads(memoryview(data)[len(header):])
    except (ValueError, EOFError, TypeError):
        return None


def _trusted(status) -> bool:
    """Whether only the user or root could have written the file."""
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid in (0, os.geteuid()) and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def write(path: str, source: bytes, options: str, content) -> None:
    """Keep a marshallable object for a file; failures are no errors."""
    if sys.dont_write_bytecode:
        return
    place = cache_path(path, options)
    temporary = f"{place}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        with open(descriptor, "wb") as file:
            file.write(_header(source, options) + marshal.dumps(content))
        os.chmod(temporary, 0o644)
        os.replace(temporary, place)
    except OSError:
        try:
            os.unlink(temporary)
        except OSError:
            pass
