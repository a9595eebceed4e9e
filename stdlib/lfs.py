"""LuaFileSystem 1.8.0: `require "lfs"`."""

from __future__ import annotations

import fcntl
import os
import stat

from luapy.runtime.api import (
    ABSENT, ArgumentError, TRUE, Table, Userdata, check_option, check_string, library, lua_error, opt_integer,
    opt_number, rawset, truth, type_error,
)
from luapy.stdlib.files import File, c_name, failure

VERSION = "LuaFileSystem 1.8.0"
COPYRIGHT = "Copyright (C) 2003-2017 Kepler Project"
DESCRIPTION = ("LuaFileSystem is a Lua library developed to complement the set of functions related to file systems "
               "offered by the standard Lua distribution")

_MODES = {stat.S_IFREG: "file", stat.S_IFDIR: "directory", stat.S_IFLNK: "link", stat.S_IFSOCK: "socket",
          stat.S_IFIFO: "named pipe", stat.S_IFCHR: "char device", stat.S_IFBLK: "block device"}

# Attribute -> its value of a stat result.
ATTRIBUTES = {
    "mode": lambda info: _MODES.get(stat.S_IFMT(info.st_mode), "other"),
    "dev": lambda info: info.st_dev,
    "ino": lambda info: info.st_ino,
    "nlink": lambda info: info.st_nlink,
    "uid": lambda info: info.st_uid,
    "gid": lambda info: info.st_gid,
    "rdev": lambda info: info.st_rdev,
    "access": lambda info: info.st_atime_ns // 1_000_000_000,
    "modification": lambda info: info.st_mtime_ns // 1_000_000_000,
    "change": lambda info: info.st_ctime_ns // 1_000_000_000,
    "size": lambda info: info.st_size,
    "permissions": lambda info: stat.filemode(info.st_mode & 0o777)[1:],
    "blocks": lambda info: info.st_blocks,
    "blksize": lambda info: info.st_blksize,
}


def attributes(path=ABSENT, request=None, *_):
    """lfs.attributes(filepath [, request_name | result_table])."""
    return _attributes(os.stat, check_string(1, path), request)


def _attributes(function, path, request):
    try:
        info = function(c_name(path))
    except OSError as error:
        result, message, code = failure(error)
        return result, f"cannot obtain information from file '{path}': {message}", code
    if request.__class__ in (str, int, float):
        name = check_string(2, request)
        get = ATTRIBUTES.get(name)
        if get is None:
            lua_error(f"invalid attribute name '{name}'")
        return get(info)
    table = request if isinstance(request, Table) else Table()
    for name, get in ATTRIBUTES.items():
        rawset(table, name, get(info))
    return table


def _done(function, *args):
    """Call a function of the system: true, or nil, message and errno."""
    try:
        function(*args)
    except OSError as error:
        return failure(error)
    return TRUE


def chdir(path=ABSENT, *_):
    """lfs.chdir(path)."""
    path = check_string(1, path)
    try:
        os.chdir(c_name(path))
    except OSError as error:
        return None, f"Unable to change working directory to '{path}'\n{failure(error)[1]}\n"
    return TRUE


def currentdir(*_):
    """lfs.currentdir()."""
    try:
        return os.getcwdb().decode("latin-1")
    except OSError as error:
        return failure(error)


class Directory(Userdata):
    """What lfs.dir iterates over: ``entries`` is None when closed."""

    def __init__(self, entries, meta):
        object.__setattr__(self, "entries", entries)
        object.__setattr__(self, "meta", meta)


def _check_directory(value):
    if value.__class__ is not Directory:
        type_error(1, value, "directory metatable")
    return value


def directory_next(directory=ABSENT, *_):
    """dir_obj:next(): the next name; closes at the end."""
    entries = _check_directory(directory).entries
    if entries is None:
        raise ArgumentError(1, "closed directory")
    for name in entries:
        return name.decode("latin-1")
    directory.entries = None
    return None


def directory_close(directory=ABSENT, *_):
    """dir_obj:close()."""
    _check_directory(directory).entries = None
    return ()


def _file_of(value, name):
    """The descriptor of an open file."""
    if value.__class__ is not File:
        type_error(1, value, "FILE*")
    if value.stream is None:
        lua_error(f"{name}: closed file")
    return value.stream.fileno()


def lock(file=ABSENT, mode=ABSENT, start=None, length=None, *_):
    """lfs.lock(filehandle, mode [, start [, length]])."""
    descriptor = _file_of(file, "lock")
    mode = check_string(2, mode)
    if mode not in ("r", "w", "u"):
        lua_error("lock: invalid mode")
    kind = {"r": fcntl.LOCK_SH | fcntl.LOCK_NB, "w": fcntl.LOCK_EX | fcntl.LOCK_NB, "u": fcntl.LOCK_UN}[mode]
    return _locked(descriptor, kind, start, length, 3)


def unlock(file=ABSENT, start=None, length=None, *_):
    """lfs.unlock(filehandle [, start [, length]])."""
    return _locked(_file_of(file, "unlock"), fcntl.LOCK_UN, start, length, 2)


def _locked(descriptor, kind, start, length, number):
    start, length = opt_integer(number, start, 0), opt_integer(number + 1, length, 0)
    try:
        fcntl.lockf(descriptor, kind, length, start, 0)
    except OSError as error:
        return failure(error)[:2]
    return TRUE


class DirectoryLock(Userdata):
    """The lock of lfs.lock_dir: a symbolic link, removed when the lock is freed or collected."""

    def __init__(self, link, meta):
        object.__setattr__(self, "link", link)
        object.__setattr__(self, "meta", meta)

    def free(self):
        link, self.link = self.link, None
        if link is not None:
            try:
                os.unlink(link)
            except OSError:
                pass

    def __del__(self):
        self.free()


def lock_free(value=ABSENT, *_):
    """lock:free()."""
    if value.__class__ is not DirectoryLock:
        type_error(1, value, "lock metatable")
    value.free()
    return ()


def link(old=ABSENT, new=ABSENT, symbolic=None, *_):
    """lfs.link(old, new [, symlink])."""
    old, new = c_name(check_string(1, old)), c_name(check_string(2, new))
    return _done(os.symlink if truth(symbolic) else os.link, old, new)


def mkdir(path=ABSENT, *_):
    """lfs.mkdir(dirname)."""
    return _done(os.mkdir, c_name(check_string(1, path)), 0o775)


def rmdir(path=ABSENT, *_):
    """lfs.rmdir(dirname)."""
    return _done(os.rmdir, c_name(check_string(1, path)))


def setmode(file=ABSENT, mode=ABSENT, *_):
    """lfs.setmode(file, mode): makes no difference here."""
    _file_of(file, "setmode")
    check_option(2, mode, None, ("binary", "text"))
    return TRUE, "binary"


def symlinkattributes(path=ABSENT, request=None, *_):
    """lfs.symlinkattributes(filepath [, request_name]): of a link itself, and its target."""
    path = check_string(1, path)
    if request == "target":
        try:
            return os.readlink(c_name(path)).decode("latin-1")
        except OSError as error:
            result, message, code = failure(error)
            return result, "could not obtain link target: " + message, code
    result = _attributes(os.lstat, path, request)
    if isinstance(result, Table):
        try:
            rawset(result, "target", os.readlink(c_name(path)).decode("latin-1"))
        except OSError:
            pass
    return result


def touch(path=ABSENT, access=None, modification=None, *_):
    """lfs.touch(filepath [, atime [, mtime]])."""
    name = c_name(check_string(1, path))
    if access is None and modification is None:
        return _done(os.utime, name)
    access = int(opt_number(2, access, 0))
    return _done(os.utime, name, (access, int(opt_number(3, modification, access))))


class FileSystem:
    """The functions that make objects, with the metatables of one state."""

    def __init__(self, state):
        self.closes = state.dialect.number >= (5, 4)
        named = state.dialect.number >= (5, 3)
        self.directory_meta = _metatable(state, "directory metatable" if named else None, directory_close,
                                         {"next": directory_next, "close": directory_close}, self.closes)
        self.lock_meta = _metatable(state, "lock metatable" if named else None, lock_free, {"free": lock_free}, False)

    def dir(self, path=ABSENT, *_):
        """lfs.dir(path): an iterator, and the directory (5.4: also as value to be closed)."""
        path = check_string(1, path)
        try:
            names = os.listdir(c_name(path))
        except OSError as error:
            lua_error(f"cannot open {path}: {failure(error)[1]}")
        directory = Directory(iter([b".", b"..", *names]), self.directory_meta)
        return (directory_next, directory, None, directory) if self.closes else (directory_next, directory)

    def lock_dir(self, path=ABSENT, *_):
        """lfs.lock_dir(path [, seconds_stale])."""
        name = c_name(check_string(1, path)) + b"/lockfile.lfs"
        try:
            os.symlink(b"lock", name)
        except OSError as error:
            return failure(error)[:2]
        return DirectoryLock(name, self.lock_meta)


def _metatable(state, name, finalizer, methods, closes):
    meta = library(state, "lfs", {"__gc": finalizer})
    rawset(meta, "__index", library(state, "lfs", methods))
    if name is not None:
        rawset(meta, "__name", name)
    if closes:
        rawset(meta, "__close", finalizer)
    return meta


def open(state):
    """luaopen_lfs: also sets the global."""
    objects = FileSystem(state)
    table = library(state, "lfs", {
        "attributes": attributes, "chdir": chdir, "currentdir": currentdir, "dir": objects.dir, "link": link,
        "lock": lock, "lock_dir": objects.lock_dir, "mkdir": mkdir, "rmdir": rmdir, "setmode": setmode,
        "symlinkattributes": symlinkattributes, "touch": touch, "unlock": unlock,
        "_VERSION": VERSION, "_COPYRIGHT": COPYRIGHT, "_DESCRIPTION": DESCRIPTION,
    })
    if state.dialect.number < (5, 2):
        rawset(state.globals, "lfs", table)
    return table
