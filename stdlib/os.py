"""The os library (manual 6.9; 5.8 in 5.1)."""

from __future__ import annotations

import os as _os
import time as _time

from luapy.runtime.api import (
    ABSENT, ArgumentError, FALSE, TRUE, Table, check_integer, check_number, check_option, check_string, check_table,
    current_state, index, library, lua_bool, lua_error, opt_integer, opt_number, opt_string, rawset,
    to_integer, to_number, truth,
)
from luapy.stdlib.files import c_name, failure
from luapy.stdlib.io import process_result

INT_MAX = 0x7FFFFFFF
# Conversion specifiers of C99's strftime; after E and O: the modified ones.
SPECIFIERS = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%"
MODIFIED = {"E": "cCxXyY", "O": "deHImMSuUVwWy"}
LOCALE_CATEGORIES = ("all", "collate", "ctype", "monetary", "numeric", "time")
# Locales that mean bytes, as strings are here.
LOCALES = {"C": "C", "POSIX": "C", "C.UTF-8": "C.UTF-8", "C.utf8": "C.utf8"}


class ProgramExit(SystemExit):
    """os.exit: ends the program with status ``code``.

    keep_state: the state is not to be closed (no finalizers); files are flushed all the same, as by C's exit.
    """

    def __init__(self, code: int, keep_state: bool):
        super().__init__(code)
        self.keep_state = keep_state
        if keep_state:
            current_state().finalizers.closed = True  # what the unwinding stack drops is not finalized either


def clock(*_):
    """os.clock(): the processor time used, in seconds."""
    return _time.process_time()


# Dates -------------------------------------------------------------------------------------

def date(text=None, when=None, *_):
    """os.date([format [, time]])."""
    text = opt_string(1, text, "%c")
    dialect = current_state().dialect
    if when is None:
        seconds = int(_time.time())
    else:
        seconds = check_integer(2, when) if dialect.integers else _whole(check_number(2, when))
    utc = text[:1] == "!"
    if utc:
        text = text[1:]
    try:
        fields = (_time.gmtime if utc else _time.localtime)(seconds)
        if fields.tm_year > INT_MAX:
            raise OverflowError
    except (OverflowError, ValueError, OSError):
        if not dialect.integers:
            return None
        word = "date" if dialect.number >= (5, 4) else "time"
        lua_error(f"{word} result cannot be represented in this installation")
    if text == "*t":
        table = Table()
        set_fields(table, fields)
        return table
    if dialect.number < (5, 2):
        return _format_51(text, fields, utc, dialect.name == "luajit")
    return _format(text if dialect.integers else text.partition("\0")[0], fields, utc)


def _whole(value):
    return value if value.__class__ is int else int(value) if value - value == 0 else -(1 << 63)


def _format(text, fields, utc):
    """Convert by strftime; unknown specifiers are errors."""
    before, percent, rest = text.partition("%")
    result = [before]
    while percent:
        size = _specifier_size(rest)
        if size == 0:
            raise ArgumentError(1, f"invalid conversion specifier '%{rest}'")
        result.append(_convert("%" + rest[:size], fields, utc))
        before, percent, rest = rest[size:].partition("%")
        result.append(before)
    return "".join(result)


def _specifier_size(text):
    """checkoption: the length of the specifier that a text begins with, 0 if it is none."""
    if text[:1] and text[0] in SPECIFIERS:
        return 1
    if len(text) > 1 and text[1] in MODIFIED.get(text[0], ""):
        return 2
    return 0


def _format_51(text, fields, utc, whole):
    """Convert each specifier of one letter (LuaJIT: with flags, width and modifier), as C makes of it what it will."""
    text = text.partition("\0")[0]
    result = []
    place = 0
    while place < len(text):
        if text[place] != "%" or place + 1 == len(text):
            result.append(text[place])
            place += 1
        else:
            end = _end_of_specifier(text, place + 1) if whole else place + 2
            result.append(_convert(text[place:end], fields, utc))
            place = end
    return "".join(result)


def _end_of_specifier(text, place):
    """Where a specifier of glibc's strftime ends whose flags, width and modifier, if any, begin at a place."""
    for characters in ("_-0^#+", "0123456789", "EO"):
        while text[place:place + 1] in characters and place < len(text):
            place += 1
    return place + 1


def _convert(specifier, fields, utc):
    if specifier == "%Z" and utc:
        return "GMT"  # glibc's name; Python's would be "UTC"
    return _time.strftime(specifier, fields) if specifier.isascii() else specifier


_FIELDS = {"year": "tm_year", "month": "tm_mon", "day": "tm_mday", "hour": "tm_hour", "min": "tm_min", "sec": "tm_sec",
           "yday": "tm_yday"}


def set_fields(table, fields):
    """setallfields: a broken-down time into a table."""
    for name, attribute in _FIELDS.items():
        rawset(table, name, getattr(fields, attribute))
    rawset(table, "wday", (fields.tm_wday + 1) % 7 + 1)
    if fields.tm_isdst >= 0:
        rawset(table, "isdst", lua_bool(fields.tm_isdst))


def difftime(after=ABSENT, before=ABSENT, *_):
    """os.difftime(t2, t1) of 5.3 and later."""
    return float(check_integer(1, after)) - float(check_integer(2, before))


def difftime_51(after=ABSENT, before=None, *_):
    """os.difftime(t2 [, t1]) of 5.1 and 5.2."""
    return _whole(check_number(1, after)) - _whole(opt_number(2, before, 0))


# The system ----------------------------------------------------------------------------------

def _run(command):
    """C's system: the return code as Python gives it."""
    import subprocess
    return subprocess.run(["sh", "-c", c_name(command)], executable="/bin/sh", check=False).returncode


def execute(command=None, *_):
    """os.execute([command]) of 5.2 and later."""
    command = opt_string(1, command, None)
    if command is None:
        return TRUE
    try:
        return process_result(_run(command))
    except OSError as error:
        return failure(error)


def execute_51(command=None, *_):
    """os.execute([command]) of 5.1: the status as C has it."""
    command = opt_string(1, command, None)
    if command is None:
        return 1
    try:
        code = _run(command)
    except OSError:
        return -1
    return code << 8 if code >= 0 else -code


def exit(code=None, close=None, *_):
    """os.exit([code [, close]])."""
    if code is TRUE or code is None:
        status = 0
    elif code is FALSE:
        status = 1
    else:
        status = check_integer(1, code)
    raise ProgramExit(status, not truth(close))


def exit_51(code=None, *_):
    """os.exit([code]) of 5.1."""
    raise ProgramExit(opt_integer(1, code, 0), True)


def getenv(name=ABSENT, *_):
    """os.getenv(varname)."""
    value = _os.environb.get(c_name(check_string(1, name)))
    return None if value is None else value.decode("latin-1")


def remove(filename=ABSENT, *_):
    """os.remove(filename): files and empty directories."""
    filename = check_string(1, filename)
    name = c_name(filename)
    try:
        if _os.path.isdir(name) and not _os.path.islink(name):
            _os.rmdir(name)
        else:
            _os.unlink(name)
    except OSError as error:
        return failure(error, filename)
    return TRUE


def rename(old=ABSENT, new=ABSENT, *_):
    """os.rename(oldname, newname)."""
    old, new = check_string(1, old), check_string(2, new)
    try:
        _os.rename(c_name(old), c_name(new))
    except OSError as error:
        return failure(error, old if current_state().dialect.number < (5, 2) else None)
    return TRUE


def tmpname(*_):
    """os.tmpname(): the name of a new empty file."""
    try:
        import tempfile
        descriptor, name = tempfile.mkstemp(prefix="lua_", dir="/tmp")
    except OSError:
        lua_error("unable to generate a unique filename")
    _os.close(descriptor)
    # six characters follow the prefix, as mkstemp of C has it
    short = name[:len("/tmp/lua_") + 6]
    if not _os.path.lexists(short):
        _os.rename(name, short)
        name = short
    return name


class Locale:
    """os.setlocale: remembers names; only locales of bytes are known."""

    def __init__(self):
        self.names = dict.fromkeys(LOCALE_CATEGORIES[1:], "C")

    def setlocale(self, locale=None, category=None, *_):
        """os.setlocale([locale [, category]])."""
        locale = opt_string(1, locale, None)
        category = check_option(2, category, "all", LOCALE_CATEGORIES)
        categories = LOCALE_CATEGORIES[1:] if category == "all" else (category,)
        if locale is not None:
            for one in categories:
                name = LOCALES.get(locale if locale else native_locale(one))
                if name is None:
                    return None
                self.names[one] = name
        names = [self.names[one] for one in categories]
        if len(set(names)) == 1:
            return names[0]
        return ";".join(f"LC_{one.upper()}={self.names[one]}" for one in categories)


def native_locale(category: str) -> str:
    """The locale that the environment asks for."""
    for variable in ("LC_ALL", "LC_" + category.upper(), "LANG"):
        value = _os.environ.get(variable)
        if value:
            return value
    return "C"


# os.time ---------------------------------------------------------------------------------------

# Fields of the table in the order they are read: name, default (None: must be there), C's offset.
_TIME_FIELDS = (("year", None, 1900), ("month", None, 1), ("day", None, 0), ("hour", 12, 0), ("min", 0, 0),
                ("sec", 0, 0))


def time(table=None, *_):
    """os.time([table]) of 5.3 and later: brings the table's fields into their ranges."""
    if table is None:
        return int(_time.time())
    check_table(1, table)
    order = _TIME_FIELDS if current_state().dialect.number >= (5, 4) else reversed(_TIME_FIELDS)
    fields = {name: _field(table, name, default, offset) for name, default, offset in order}
    try:
        seconds, normalized = _make_time(fields, index(table, "isdst"))
    except (OverflowError, ValueError):
        lua_error("time result cannot be represented in this installation")
    set_fields(table, normalized)
    return seconds


def _field(table, name, default, offset):
    """getfield: an integer field of a date table."""
    value = index(table, name)
    number = to_integer(value)
    if number is None:
        if value is not None:
            lua_error(f"field '{name}' is not an integer")
        if default is None:
            lua_error(f"field '{name}' missing in date table")
        return default
    if current_state().dialect.number < (5, 4):
        is_legal = -(INT_MAX // 2) <= number <= INT_MAX // 2
    else:
        is_legal = number - offset <= INT_MAX if number >= 0 else -INT_MAX - 1 + offset <= number
    if not is_legal:
        lua_error(f"field '{name}' is out-of-bound")
    return number


def time_51(table=None, *_):
    """os.time([table]) of 5.1 and 5.2: fields that are no integers are cut off; nil for what cannot be."""
    if table is None:
        return int(_time.time())
    check_table(1, table)
    fields = {name: _field_51(table, name, default) for name, default, _ in reversed(_TIME_FIELDS)}
    try:
        return _make_time(fields, index(table, "isdst"))[0]
    except (OverflowError, ValueError):
        return None


def _field_51(table, name, default):
    number = to_number(index(table, name))
    if number is None:
        if default is None:
            lua_error(f"field '{name}' missing in date table")
        return default
    number = _whole(number) if abs(number) < 2.0 ** 63 else 0
    return (number + 0x80000000 & 0xFFFFFFFF) - 0x80000000


def _make_time(fields, isdst):
    """mktime: (seconds, broken-down time)."""
    daylight = -1 if isdst is None else int(truth(isdst))
    seconds = int(_time.mktime((fields["year"], fields["month"], fields["day"], fields["hour"], fields["min"],
                                fields["sec"], 0, 0, daylight)))
    return seconds, _time.localtime(seconds)


def open(state):
    """luaopen_os."""
    number = state.dialect.number
    integers = state.dialect.integers
    old = number < (5, 2)
    return library(state, "os", {
        "clock": clock, "date": date, "difftime": difftime if integers else difftime_51,
        "execute": execute_51 if old else execute,
        "exit": exit_51 if old and state.dialect.name != "luajit" else exit,
        "getenv": getenv, "remove": remove, "rename": rename, "setlocale": Locale().setlocale,
        "time": time if integers else time_51, "tmpname": tmpname,
    })
