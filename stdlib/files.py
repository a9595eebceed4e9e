"""Files as C's stdio has them: the userdata behind the io library, on Python's buffered binary files.

Lua strings are bytes, so text crosses by latin-1.
"""

from __future__ import annotations

import errno
import io as _io
import os
import stat

from luapy.runtime.api import Userdata, str_to_number
from luapy.runtime.metatables import index_missing

BUFFER_SIZE = 16384
MAX_NUMERAL = 200  # L_MAXLENNUM: longer numerals are not read
SPACE = b" \t\n\r\v\f"
# A numeral that can be read at once: it ends before a white space that is already there.
_USUAL_NUMERAL = rb"[ \t\n\r\v\f]{0,50}([+-]?[0-9]{1,50}(?:\.[0-9]{0,50})?)(?=[ \t\n\r])"


class BrokenOutput(SystemExit):
    """Nobody reads standard output any more: the program ends, as by SIGPIPE, without a word."""

    keep_state = True

    def __init__(self):
        super().__init__(128 + 13)


def failure(error: OSError, filename: str | None = None):
    """luaL_fileresult: nil, message and errno."""
    code = error.errno
    if code is None:  # Python's own UnsupportedOperation: reading what is open for writing, or the other way round
        code = errno.EBADF
    message = os.strerror(code)
    return None, message if filename is None else f"{filename}: {message}", code


def c_name(filename: str) -> bytes:
    """A file name as C sees it: the bytes up to the first zero."""
    return filename.encode("latin-1").partition(b"\0")[0]


class _Directory(_io.RawIOBase):
    """What C's fopen makes of a directory: opens, and fails at the first byte."""

    def __init__(self, name):
        self._fd = os.open(name, os.O_RDONLY)

    def readinto(self, _buffer):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=0):
        return os.lseek(self._fd, offset, whence)

    def close(self):
        if not self.closed:
            os.close(self._fd)
        super().close()


def open_stream(name: bytes, mode: str):
    """fopen: a buffered binary stream."""
    plus = "+" in mode
    access = mode[0] + ("+" if plus else "")
    try:
        raw = _io.FileIO(name, access)
    except IsADirectoryError:
        if access != "r":
            raise
        raw = _Directory(name)
    if not plus:
        return (_io.BufferedReader if mode[0] == "r" else _io.BufferedWriter)(raw, BUFFER_SIZE)
    try:
        stream = _io.BufferedRandom(raw, BUFFER_SIZE)
    except OSError:  # a terminal or pipe
        return _io.BufferedRWPair(raw, raw, BUFFER_SIZE)
    if mode[0] == "a":
        stream.seek(0)  # C reads from the start, and writes at the end
    return stream


class _Method:
    """Finds a method in the metatable's __index, as Userdata does for any name, but in one step."""

    __slots__ = ("attr",)

    def __init__(self, attr):
        self.attr = attr

    def __get__(self, file, cls):
        if file is None:
            return self
        try:
            return file.meta.m___index.__dict__[self.attr]
        except (AttributeError, KeyError):
            return index_missing(file, self.attr)


class File(Userdata):
    """A FILE*.

    stream: Python's buffered file, None when closed; unbuffered, by_line: the buffering other than
    full; appending: "a+", where each write goes to the end.
    """

    process = None
    standard = False
    temporary = None

    f_close, f_flush, f_lines, f_read, f_seek, f_setvbuf, f_write = (
        _Method("f_" + name) for name in ("close", "flush", "lines", "read", "seek", "setvbuf", "write"))

    def __init__(self, stream, meta, appending=False, unbuffered=False, by_line=False):
        set_attribute = object.__setattr__
        set_attribute(self, "stream", stream)
        set_attribute(self, "meta", meta)
        set_attribute(self, "plain", not (appending or unbuffered or by_line))
        set_attribute(self, "appending", appending)
        set_attribute(self, "unbuffered", unbuffered)
        set_attribute(self, "by_line", by_line)

    def __del__(self):
        if self.__dict__.get("stream") is not None and not self.standard:
            try:
                self.close()
            except Exception:
                pass  # nobody is there to be told

    # Writing

    def put(self, text: str):
        """Write for print: errors go unnoticed, as in C."""
        try:
            if self.plain:
                self.stream.write(text.encode("latin-1"))
            else:
                self.write(text)
        except OSError as error:
            self.failed(error)
        except ValueError:
            pass  # closed

    def write(self, text: str):
        """fwrite; OSError on failure."""
        try:
            if self.plain:
                self.stream.write(text.encode("latin-1"))
                return
            if self.appending:
                self.stream.seek(0, 2)
            self.stream.write(text.encode("latin-1"))
            if self.unbuffered or self.by_line and "\n" in text:
                self.stream.flush()
        except OSError as error:
            self.failed(error)
            raise

    def flush(self):
        """fflush."""
        try:
            if not self.stream.closed:
                self.stream.flush()
        except OSError as error:
            self.failed(error)
            raise

    def flush_quietly(self):
        """fflush for those who do not want to know."""
        try:
            self.flush()
        except (OSError, AttributeError):
            pass

    def failed(self, error):
        """After an error C's buffer is empty, and Python's is not: it would fail again at each flush."""
        if self.standard and isinstance(error, BrokenPipeError) and isinstance(self.stream, _io.BufferedWriter):
            self.stream.raw.close()
            raise BrokenOutput from None
        if isinstance(self.stream, _io.BufferedWriter) and not isinstance(error, _io.UnsupportedOperation):
            raw = self.stream.raw
            descriptor = os.dup(raw.fileno())
            raw.close()
            self.stream = _io.BufferedWriter(_io.FileIO(descriptor, "w"), BUFFER_SIZE)

    # Reading: None at the end of the file

    def read_line(self, keep: bool):
        """"l" and "L"."""
        line = self.stream.readline()
        if not line:
            return None
        if not keep and line[-1] == 10:
            line = line[:-1]
        return str(line, "latin-1")

    def read_all(self):
        """"a": never fails at the end."""
        return str(self.stream.read(), "latin-1")

    def read_chars(self, count: int):
        """A number of bytes; 0: whether there is something to read."""
        if count == 0:
            return "" if self.stream.peek(1) else None
        data = self.stream.read(count)
        return str(data, "latin-1") if data else None

    def read_number(self):
        """"n": the longest prefix that looks like a numeral; None if it is not one (it is consumed all the same)."""
        match = _match_usual_numeral(self.stream.peek(MAX_NUMERAL))
        if match is not None:
            self.stream.read(match.end())
            return str_to_number(str(match[1], "latin-1"))
        return str_to_number(_NumeralReader(self.stream).read())

    def scan_number(self):
        """"n" before 5.3: what C's fscanf("%lf") reads, as a float."""
        return _ScanfReader(self.stream).value()

    # Position and end

    def seek(self, offset: int, whence: int) -> int:
        return self.stream.seek(offset, whence)

    def close(self):
        """fclose, or pclose: returns the exit status of a process as Python gives it."""
        stream = self.stream
        self.stream = None
        process = self.process
        if process is None:
            stream.close()
            return None
        try:
            stream.close()
        except BrokenPipeError:
            pass
        finally:
            self.process = None
            process.wait()
        return process.returncode


def _match_usual_numeral(data):
    global _match_usual_numeral
    import re  # here: most programs start without it
    _match_usual_numeral = re.compile(_USUAL_NUMERAL).match
    return _match_usual_numeral(data)


class _NumeralReader:
    """Reads a numeral from a stream, one byte ahead by peeking (l_read_number in liolib.c)."""

    def __init__(self, stream):
        self.stream = stream
        self.text = bytearray()
        self.overflow = False
        self.look()

    def look(self):
        self.next = self.stream.peek(1)[:1]

    def advance(self):
        self.stream.read(1)
        self.look()

    def take(self) -> bool:
        """Add the next byte to the numeral, unless it is too long."""
        if len(self.text) >= MAX_NUMERAL:
            self.text.clear()
            self.overflow = True
            return False
        self.text += self.next
        self.advance()
        return True

    def accept(self, characters: bytes) -> bool:
        return bool(self.next) and self.next in characters and not self.overflow and self.take()

    def digits(self, hexadecimal: bool) -> int:
        allowed = b"0123456789abcdefABCDEF" if hexadecimal else b"0123456789"
        count = 0
        while self.accept(allowed):
            count += 1
        return count

    def read(self) -> str:
        while self.next and self.next in SPACE:
            self.advance()
        self.accept(b"+-")
        count, hexadecimal = 0, False
        if self.accept(b"0"):
            if self.accept(b"xX"):
                hexadecimal = True
            else:
                count = 1
        count += self.digits(hexadecimal)
        if self.accept(b"."):
            count += self.digits(hexadecimal)
        if count > 0 and self.accept(b"pP" if hexadecimal else b"eE"):
            self.accept(b"+-")
            self.digits(False)
        return "" if self.overflow else self.text.decode("latin-1")


class _ScanfReader(_NumeralReader):
    """Reads what fscanf("%lf") of the GNU library takes for a number: of any length, with C's words for inf and NaN."""

    def take(self) -> bool:
        self.text += self.next
        self.advance()
        return True

    def word(self, letters: bytes) -> bool:
        """Whether these letters, of either case, come next; they are consumed, and so is the first one that is another."""
        for letter in letters:
            if not self.accept(bytes([letter, letter ^ 32])):
                self.advance()
                return False
        return True

    def value(self) -> float | None:
        text = self.read()
        if self.next in (b"n", b"N") and text in ("", "+", "-"):
            return float(text + "nan") if self.word(b"nan") else None
        if self.next in (b"i", b"I") and text in ("", "+", "-"):
            if not self.word(b"inf") or self.next in (b"i", b"I") and not self.word(b"inity"):
                return None
            return float(text + "inf")
        try:
            if text.lstrip("+-")[:2] in ("0x", "0X"):
                return float.fromhex(text.rstrip("+-").rstrip("pP"))
            return float(text.rstrip("+-").rstrip("eE"))
        except ValueError:
            return None
        except OverflowError:
            return float("-inf" if text[0] == "-" else "inf")


def open_process(command: str, mode: str, meta) -> File:
    """popen."""
    import subprocess
    pipe = {"stdout": subprocess.PIPE} if mode == "r" else {"stdin": subprocess.PIPE}
    process = subprocess.Popen(["sh", "-c", c_name(command)], executable="/bin/sh", bufsize=BUFFER_SIZE, **pipe)
    file = File(process.stdout if mode == "r" else process.stdin, meta)
    file.process = process
    return file


def standard_file(descriptor: int, meta) -> File:
    """stdin, stdout or stderr of the process."""
    stream = None
    try:
        os.fstat(descriptor)
        raw = _io.FileIO(descriptor, "r" if descriptor == 0 else "w", closefd=False)
        stream = (_io.BufferedReader if descriptor == 0 else _io.BufferedWriter)(raw, BUFFER_SIZE)
    except OSError:  # the process has been started without it
        stream = _io.BufferedWriter(_Closed(), BUFFER_SIZE) if descriptor else _io.BufferedReader(_Closed())
    file = File(stream, meta, unbuffered=descriptor == 2, by_line=descriptor == 1 and is_terminal(descriptor))
    file.standard = True
    return file


class _Closed(_io.RawIOBase):
    """A standard file that the process does not have."""

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, _buffer):
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def write(self, _data):
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def is_terminal(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def is_interactive(file: File) -> bool:
    """Whether what is read from a file may depend on what has been printed: a terminal or pipe."""
    try:
        return not stat.S_ISREG(os.fstat(file.stream.fileno()).st_mode)
    except (OSError, AttributeError, ValueError):
        return False
