"""The io library (manual 6.8; 5.7 in 5.1), on `luapy.stdlib.files`."""

from __future__ import annotations

from weakref import WeakSet

from luapy.runtime.doubles import EXACT
from luapy.runtime.api import (
    ABSENT, ArgumentError, LuaError, TRUE, Table, check_any, check_integer, check_option, check_string, current_state,
    library, lua_error, number_to_str, opt_integer, opt_string, rawset, register_function, type_error,
)
from luapy.runtime.values import format_float
from luapy.stdlib.files import (
    BUFFER_SIZE, File, c_name, failure, open_process, open_stream, standard_file,
)

MAX_LINES_FORMATS = 250


def is_mode(mode: str, number: tuple) -> bool:
    """Whether io.open of a version takes a mode: letter, perhaps "+", and "b" (from 5.3 on any number of them)."""
    if mode[:1] not in ("r", "w", "a"):
        return False
    rest = mode[1:].removeprefix("+")
    if number < (5, 2):
        return True  # glibc's fopen ignores what it does not know
    return not rest.strip("b") if number >= (5, 3) else rest in ("", "b")


def check_file(value) -> File:
    """The argument 1 as a file that is open (tofile)."""
    if value.__class__ is not File:
        type_error(1, value, "FILE*")
    if value.stream is None:
        lua_error("attempt to use a closed file")
    return value


# Reading and writing for io.read, file:read, io.write, file:write ------------------------

def read_formats(file: File, formats: tuple, first_number: int):
    """g_read: the values for each format up to the first failure."""
    try:
        if not formats:
            return file.read_line(False)
        if len(formats) == 1 and formats[0] in USUAL_FORMATS and file.stream is not None:
            reader = _USUAL_READERS.get((formats[0], current_state().dialect.integers))
            if reader is not None:
                return reader(file)
        values = []
        for number, item in enumerate(formats, first_number):
            value = _read_one(file, item, number)
            values.append(value)
            if value is None:
                break
        return values[0] if len(values) == 1 else tuple(values)
    except OSError as error:
        return failure(error)


# Formats that are read without looking closer: with '*' in all versions, without it from 5.3 on.
USUAL_FORMATS = {"*l", "*a", "*n", "l", "a", "n", "L"}
_READERS = {"l": lambda file: file.read_line(False), "L": lambda file: file.read_line(True), "a": File.read_all,
            "n": File.read_number}
_USUAL_READERS = {(item, integers): _READERS[item[-1]] for item in USUAL_FORMATS for integers in (False, True)
                  if integers or item in ("*l", "*a")}


def _read_one(file, item, number):
    cls = item.__class__
    if cls is int or cls is float:
        count = check_integer(number, item)
        if count < 0 or count > 1 << 40:
            raise LuaError("not enough memory")
        return file.read_chars(count)
    letter = _format_letter(item, number)
    if letter == "l":
        return file.read_line(False)
    if letter == "n":
        if current_state().dialect.integers:
            return file.read_number()
        value = file.scan_number()
        return int(value) if value and value.is_integer() and abs(value) < EXACT else value
    if letter == "a":
        return file.read_all()
    if letter == "L" and (current_state().dialect.number >= (5, 2) or current_state().dialect.name == "luajit"):
        return file.read_line(True)
    raise ArgumentError(number, "invalid format")


def _format_letter(item, number):
    """The letter of a format: 5.1 and 5.2 want a '*' before it, later versions allow one."""
    if current_state().dialect.number >= (5, 3):
        text = check_string(number, item)
        return text[1:2] if text[:1] == "*" else text[:1]
    if item.__class__ is not str:
        raise ArgumentError(number, "invalid option")
    if item[:1] == "*":
        return item[1:2]
    if current_state().dialect.name != "luajit":
        raise ArgumentError(number, "invalid option")
    return item[:1]


def write_values(file: File, values: tuple, first_number: int, result):
    """g_write: *result*, or nil, message and errno."""
    try:
        for number, value in enumerate(values, first_number):
            file.write(value if value.__class__ is str else written_text(number, value))
    except OSError as error:
        return failure(error)
    return result


def _write_one(file, value, number, result):
    """write_values for the usual case."""
    try:
        file.stream.write((value if value.__class__ is str else written_text(number, value)).encode("latin-1"))
        return result
    except OSError as error:
        file.failed(error)
        return failure(error)


def written_text(number, value) -> str:
    """What is written for a value that is no string: floats as C's "%.14g", without ".0"."""
    return format_float(value) if value.__class__ is float else check_string(number, value)


def close_file(file: File):
    """What closing returns: true, or the error; of processes (5.2 and later) how they ended."""
    if file.standard:
        return None, "cannot close standard file"
    was_process = file.process is not None
    try:
        status = file.close()
    except OSError as error:
        return failure(error)
    if not was_process or current_state().dialect.number < (5, 2):
        return TRUE
    return process_result(status)


def process_result(status: int):
    """luaL_execresult: of Python's return code."""
    kind, code = ("exit", status) if status >= 0 else ("signal", -status)
    return (TRUE if kind == "exit" and code == 0 else None), kind, code


def line_iterator(file: File, formats: tuple, close_at_end: bool):
    """io_readline: what lines returns."""
    def next_line(*_):
        if file.stream is None:
            lua_error("attempt to use a closed file" if current_state().dialect.name == "luajit" else "file is already closed")
        if not formats:
            try:
                value = line = file.read_line(False)
                if line is not None:
                    return line
            except OSError as error:
                lua_error(failure(error)[1])
        else:
            value = read_formats(file, formats, 2)
            line = value[0] if value.__class__ is tuple else value
            if line is None and value.__class__ is tuple and len(value) == 3 and value[2].__class__ is int:
                lua_error(value[1])
        if line is None and close_at_end:
            close_file(file)
        return value if line is not None else ()
    return register_function(next_line)


# Methods of files ---------------------------------------------------------------------------

def file_close(file=ABSENT, *_):
    """file:close()."""
    return close_file(check_file(file))


def file_flush(file=ABSENT, *_):
    """file:flush()."""
    try:
        check_file(file).flush()
    except OSError as error:
        return failure(error)
    return TRUE


def file_lines(file=ABSENT, *formats):
    """file:lines(...): does not close the file."""
    return _lines_of(file, formats)


def _lines_of(file, formats):
    check_file(file)
    if len(formats) > MAX_LINES_FORMATS:
        raise ArgumentError(MAX_LINES_FORMATS + 2, "too many arguments")
    return line_iterator(file, formats if _has_line_formats() else (), False)


def _has_line_formats():
    dialect = current_state().dialect
    return dialect.number >= (5, 2) or dialect.name == "luajit"


def file_read(file=ABSENT, *formats):
    """file:read(...)."""
    if file.__class__ is not File or file.stream is None:
        check_file(file)
    return read_formats(file, formats, 2)


def file_seek(file=ABSENT, whence=None, offset=None, *_):
    """file:seek([whence [, offset]])."""
    check_file(file)
    names = ("set", "cur", "end")
    whence = names.index(check_option(2, whence, "cur", names))
    if offset.__class__ is float and current_state().dialect.number == (5, 2) and not offset.is_integer():
        raise ArgumentError(3, "not an integer in proper range")
    offset = opt_integer(3, offset, 0)
    try:
        return file.seek(offset, whence)
    except OSError as error:
        return failure(error)
    except ValueError:  # Python's word for a negative position
        return None, "Invalid argument", 22


def file_setvbuf(file=ABSENT, mode=ABSENT, size=None, *_):
    """file:setvbuf(mode [, size])."""
    check_file(file)
    mode = check_option(2, mode, None, ("no", "full", "line"))
    opt_integer(3, size, BUFFER_SIZE)
    file.unbuffered = mode == "no"
    file.by_line = mode == "line"
    file.plain = mode == "full" and not file.appending
    return TRUE


def file_write(file=ABSENT, *values):
    """file:write(...): returns the file."""
    if file.__class__ is not File or file.stream is None:
        check_file(file)
    if len(values) == 1 and file.plain:
        return _write_one(file, values[0], 2, file)
    return write_values(file, values, 2, file)


def file_write_51(file=ABSENT, *values):
    """file:write(...) of 5.1: returns true."""
    return write_values(check_file(file), values, 2, TRUE)


def file_gc(file=ABSENT, *_):
    """The metamethods __gc and __close."""
    if file.__class__ is not File:
        type_error(1, file, "FILE*")
    if file.stream is not None:
        close_file(file)
    return ()


def file_tostring(file=ABSENT, *_):
    """The metamethod __tostring."""
    if file.__class__ is not File:
        type_error(1, file, "FILE*")
    return "file (closed)" if file.stream is None else f"file (0x{id(file):012x})"


# The library -----------------------------------------------------------------------------------

class InputOutput:
    """The functions of io, with the default files of one state."""

    def __init__(self, state):
        self.number = state.dialect.number
        self.jit = state.dialect.name == "luajit"
        self.closed_message = "default {} file is closed" if self.number >= (5, 4) else "standard {} file is closed"
        self.meta = file_metatable(state)
        self.stdin, self.stderr = standard_file(0, self.meta), standard_file(2, self.meta)
        self.stdout = state.stdout
        object.__setattr__(self.stdout, "meta", self.meta)
        self.default_input, self.default_output = self.stdin, self.stdout
        self.open_files = WeakSet((self.stdout,))
        self.write_result = TRUE if self.number < (5, 2) else None  # None: the file

    def flush_all(self):
        """fflush(NULL), and what C does at the end of the process."""
        for file in list(self.open_files):
            file.flush_quietly()

    def _new(self, stream, appending=False):
        file = File(stream, self.meta, appending)
        self.open_files.add(file)
        return file

    def _open(self, filename, mode):
        """fopen; OSError on failure."""
        return self._new(open_stream(c_name(filename), mode), mode[:2] == "a+" or mode[:3] == "ab+")

    def _default(self, file, kind):
        if file.stream is None:
            lua_error("standard file is closed" if self.jit else self.closed_message.format(kind))
        return file

    def close(self, file=ABSENT, *_):
        """io.close([file]): default the default output."""
        return close_file(check_file(self.default_output if file is ABSENT else file))

    def flush(self, *_):
        """io.flush()."""
        file = self._default(self.default_output, "output")
        try:
            file.flush()
        except OSError as error:
            return failure(error)
        return TRUE

    def input(self, file=None, *_):
        """io.input([file])."""
        if file is not None:
            self.default_input = self._file_or_name(file, "r")
        return self.default_input

    def lines(self, filename=None, *formats):
        """io.lines([filename, ...]): 5.4 returns the file as a value to be closed."""
        if len(formats) > MAX_LINES_FORMATS:
            raise ArgumentError(MAX_LINES_FORMATS + 2, "too many arguments")
        if filename is None:
            # LuaJIT looks whether it is closed when a line is wanted
            return line_iterator(self.default_input, formats, False) if self.jit else _lines_of(self.default_input, formats)
        file = self._open_checked(check_string(1, filename), "r", 1)
        iterator = line_iterator(file, formats if _has_line_formats() else (), True)
        return (iterator, None, None, file) if self.number >= (5, 4) else iterator

    def open(self, filename=ABSENT, mode=None, *_):
        """io.open(filename [, mode])."""
        filename = check_string(1, filename)
        mode = opt_string(2, mode, "r")
        if not is_mode(mode, self.number):
            if self.number >= (5, 2):
                raise ArgumentError(2, "invalid mode")
            return None, f"{filename}: Invalid argument", 22
        try:
            return self._open(filename, mode)
        except OSError as error:
            return failure(error, filename)

    def output(self, file=None, *_):
        """io.output([file])."""
        if file is not None:
            self.default_output = self._file_or_name(file, "w")
        return self.default_output

    def popen(self, command=ABSENT, mode=None, *_):
        """io.popen(prog [, mode])."""
        command = check_string(1, command)
        mode = opt_string(2, mode, "r")
        if mode not in ("r", "w"):
            if self.number >= (5, 3):
                raise ArgumentError(2, "invalid mode")
            return None, f"{command}: Invalid argument", 22
        self.flush_all()
        from subprocess import SubprocessError
        try:
            file = open_process(command, mode, self.meta)
        except (OSError, SubprocessError) as error:
            return failure(error, command) if isinstance(error, OSError) else (None, f"{command}: {error}", 0)
        self.open_files.add(file)
        return file

    def read(self, *formats):
        """io.read(...)."""
        file = self._default(self.default_input, "input")
        if file is self.stdin and self.stdout.by_line:
            self.stdout.flush_quietly()
        return read_formats(file, formats, 1)

    def tmpfile(self, *_):
        """io.tmpfile()."""
        import tempfile
        try:
            return self._new(tempfile.TemporaryFile("w+b", BUFFER_SIZE))
        except OSError as error:
            return failure(error)

    def type(self, value=ABSENT, *_):
        """io.type(obj): "file", "closed file", or nil."""
        check_any(1, value)
        if not isinstance(value, File):
            return None
        return "closed file" if value.stream is None else "file"

    def write(self, *values):
        """io.write(...): returns the file."""
        file = self.default_output
        if file.stream is None:
            self._default(file, "output")
        if len(values) == 1 and file.plain:
            return _write_one(file, values[0], 1, self.write_result or file)
        return write_values(file, values, 1, self.write_result or file)

    def _file_or_name(self, value, mode):
        """g_iofile: a file, or the name of one to open."""
        if value.__class__ is int or value.__class__ is float:
            value = number_to_str(value)
        if value.__class__ is str:
            return self._open_checked(value, mode, 1)
        if value.__class__ is not File:
            type_error(1, value, "FILE*")
        if value.stream is None and self.number < (5, 2):
            return value
        return check_file(value)

    def _open_checked(self, filename, mode, number):
        """opencheckfile: failure is an error."""
        try:
            return self._open(filename, mode)
        except OSError as error:
            message = failure(error)[1]
            if self.number >= (5, 2):
                lua_error(f"cannot open file '{filename}' ({message})")
            raise ArgumentError(number, f"{filename}: {message}") from None


METHODS = {"close": file_close, "flush": file_flush, "lines": file_lines, "read": file_read, "seek": file_seek,
           "setvbuf": file_setvbuf, "write": file_write}


def file_metatable(state) -> Table:
    """The metatable of files, in the registry under its C name."""
    number = state.dialect.number
    methods = dict(METHODS)
    if number < (5, 2):
        methods["write"] = file_write_51
    metamethods = {"__gc": file_gc, "__tostring": file_tostring}
    if number >= (5, 3):
        metamethods["__name"] = "FILE*"
    if number >= (5, 4):
        meta = library(state, "FILE*", metamethods | {"__close": file_gc})
        rawset(meta, "__index", library(state, "FILE*", methods))
    else:
        meta = library(state, "FILE*", metamethods | methods)
        rawset(meta, "__index", meta)
    rawset(state.registry, "FILE*", meta)
    return meta


def open(state):
    """luaopen_io."""
    functions = InputOutput(state)
    state.flush_hooks.append(functions.flush_all)
    return library(state, "io", {
        "close": functions.close, "flush": functions.flush, "input": functions.input, "lines": functions.lines,
        "open": functions.open, "output": functions.output, "popen": functions.popen, "read": functions.read,
        "tmpfile": functions.tmpfile, "type": functions.type, "write": functions.write,
        "stdin": functions.stdin, "stdout": functions.stdout, "stderr": functions.stderr,
    })
