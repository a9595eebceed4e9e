"""The low-level filters of MIME (LuaSocket manual, mime.html; RFC 2045, RFC 2821 4.5.2).

All work on a stream cut anywhere.  Those that may need to see more before they
can decide (b64, unb64, qp, unqp) are called as ``A, B = f(C, D)``: A is what
the longest decidable prefix of C..D becomes, B is the undecided rest; with D
nil, C is the end and is finished off.  The others are called as
``A, n = f(n, B, ...)``, n being their context.
"""

from __future__ import annotations

import re
from binascii import a2b_base64, b2a_base64
from functools import wraps

from luapy.runtime.api import ABSENT, check_integer, check_number, library, opt_number, opt_string

VERSION = "MIME 1.0.3"
CRLF = "\r\n"
SOFT_BREAK = "=\r\n"
LINE_LENGTH = 76


def _pieces(function):
    """Wrap ``function(data, final, marker)`` -> (output, rest) in the protocol of A, B = f(C, D)."""
    @wraps(function)
    def filter_(first=None, second=None, marker=None, *_):
        head = opt_string(1, first, None)
        if head is None:
            return None, None
        tail = opt_string(2, second, None)
        if tail is None:
            return function(head, True, marker)[0] or None, None
        return function(head + tail, False, marker)
    del filter_.__wrapped__
    return filter_


# Base64 --------------------------------------------------------------------------

@_pieces
def b64(data, final, _marker):
    """mime.b64(C [, D]): encode, in groups of three bytes."""
    whole = len(data) if final else len(data) - len(data) % 3
    return b2a_base64(data[:whole].encode("latin-1"), newline=False).decode("latin-1"), data[whole:]


_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(byte for byte in range(256) if byte not in _BASE64)


@_pieces
def unb64(data, final, _marker):
    """mime.unb64(C [, D]): decode groups of four characters; all others than base64's are skipped."""
    clean = data.encode("latin-1").translate(None, _NOT_BASE64)
    whole = len(clean) - len(clean) % 4
    atoms = clean[:whole]
    output = a2b_base64(atoms.replace(b"=", b"A"))
    if b"=" in atoms:
        output = _without_padding(atoms, output)
    return output.decode("latin-1"), clean[whole:].decode("latin-1")


def _without_padding(atoms, output):
    """Take out the bytes that paddings stand for: wherever they are, the decoder goes on after them."""
    parts = []
    taken = 0
    padding = -1
    while (padding := atoms.find(b"=", padding + 1)) >= 0:
        group, place = divmod(padding, 4)
        if place < 2 or group * 3 < taken:
            continue  # counts as six zero bits, or the group is done with
        parts.append(output[taken:group * 3 + place - 1])
        taken = group * 3 + 3
    return b"".join(parts) + output[taken:]


# Quoted-printable ----------------------------------------------------------------

_QP_SPECIAL = re.compile(r"[\t ]?\r\n|[^!-<>-~\t ]")


@_pieces
def qp(data, final, marker):
    """mime.qp(C [, D, marker]): encode; the marker stands for CRLF ("=0D=0A" for binary data)."""
    marker = opt_string(3, marker, CRLF)

    def special(match):
        text = match.group()
        if len(text) == 1:
            return _quote(text)
        return marker if len(text) == 2 else _quote(text[0]) + marker
    end = _decidable(data)
    output = _QP_SPECIAL.sub(special, data[:end])
    rest = data[end:]
    if final and rest:
        output += "".join(c if "!" <= c <= "~" and c != "=" else _quote(c) for c in rest) + SOFT_BREAK
    return output, rest


def _decidable(data):
    """How much can be encoded: a blank is quoted before a line break only, so two bytes more must be seen."""
    if data[-2:-1] in ("\t", " "):
        return len(data) - 2
    return len(data) - (data[-1:] in ("\t", " ", "\r"))


def _quote(char):
    return f"={ord(char):02X}"


_UNQP_TOKEN = re.compile("=([0-9A-Fa-f]{2})|=\r\n|(=[\\s\\S]?\\Z|\r\\Z)|=[\\s\\S]{2}|\r[\\s\\S]|[^\t -~]")


@_pieces
def unqp(data, final, _marker):
    """mime.unqp(C [, D]): decode."""
    rest = ""

    def decoded(match):
        nonlocal rest
        code, cut = match.groups()
        if code:
            return chr(int(code, 16))
        text = match.group()
        if cut:
            rest = text
        # a wrong escape stays as it is; CR without LF goes, with the byte after it, and so do control characters
        return text if text == CRLF or text[0] == "=" and text != SOFT_BREAK and not cut else ""
    output = _UNQP_TOKEN.sub(decoded, data)
    if final and output[:1] == "\0":
        output = ""  # there LuaSocket looks for the end of a C string
    return output, rest


_QP_RUN = re.compile("[^=\r\n]+|=|\n")


def qpwrp(left=ABSENT, data=None, line=None, *_):
    """mime.qpwrp(n [, B, length]): break into lines without cutting an escape."""
    left, data, line = _wrap_arguments(left, data, line)
    if data is None:
        return SOFT_BREAK if left < line else None, float(line)
    parts = []
    for run in _QP_RUN.findall(data):
        if run == "\n":
            parts.append(CRLF)
            left = line
        elif run == "=":
            if left <= 3:
                parts.append(SOFT_BREAK)
                left = line
            parts.append(run)
            left -= 1
        else:
            left = _fill(parts, run, left - 1, line - 1, SOFT_BREAK) + 1
    return "".join(parts), float(left)


# Lines ---------------------------------------------------------------------------

def wrp(left=ABSENT, data=None, line=None, *_):
    """mime.wrp(n [, B, length]): break into lines; n is what is left of the first."""
    left, data, line = _wrap_arguments(left, data, line)
    if data is None:
        return CRLF if left < line else None, float(line)
    parts = []
    pieces = data.replace("\r", "").split("\n")
    for piece in pieces[:-1]:
        _fill(parts, piece, left, line, CRLF)
        parts.append(CRLF)
        left = line
    left = _fill(parts, pieces[-1], left, line, CRLF)
    return "".join(parts), float(left)


def _wrap_arguments(left, data, line):
    return int(check_number(1, left)), opt_string(2, data, None), int(opt_number(3, line, LINE_LENGTH))


def _fill(parts, text, left, line, line_break):
    """Append *text* to *parts*, *left* characters on this line and *line* on each that follows; returns what is left.

    A line takes one character at least.
    """
    room = max(left, 0)
    if text:
        parts.append(text[:room])
        left -= len(text)
    for start in range(room, len(text), max(line, 1)):
        piece = text[start:start + max(line, 1)]
        parts += line_break, piece
        left = line - len(piece)
    return left


_LINE_ENDS = re.compile("[\r\n]{1,2}")


def eol(context=ABSENT, data=None, marker=None, *_):
    """mime.eol(n [, B, marker]): make all line breaks the same.

    CR, LF and each mixed pair of them is one line break.  The context is a
    CR or LF (as a number) at the end of the last piece, which may be half a pair.
    """
    context = check_integer(1, context)
    data = opt_string(2, data, None)
    marker = opt_string(3, marker, CRLF)
    if data is None:
        return None, 0.0
    if not data:
        return "", float(context)
    output = ""
    if context in (10, 13) and data[0] in CRLF:
        output = marker if ord(data[0]) == context else ""
        data = data[1:]
    context = 0

    def line_end(match):
        nonlocal context
        text = match.group()
        if len(text) == 2:
            return marker * 2 if text[0] == text[1] else marker
        if match.end() == len(data):
            context = ord(text)
        return marker
    return output + _LINE_ENDS.sub(line_end, data), float(context)


def dot(state=ABSENT, data=None, *_):
    """mime.dot(n [, B]): double each dot at the beginning of a line, for SMTP.

    The state: 2 at the beginning of a line, 1 after CR, 0 elsewhere.
    """
    state = int(check_number(1, state))
    data = opt_string(2, data, None)
    if data is None:
        return None, 2.0
    before = "\r\n" if state == 2 else "\r" if state == 1 else ""
    text = before + data
    if data:
        state = 2 if text.endswith("\r\n") else 1 if text[-1] == "\r" else 0
    return text.replace("\r\n.", "\r\n..")[len(before):], float(state)


def open(state):
    """The table of ``require "mime.core"``."""
    functions = (dot, b64, eol, qp, qpwrp, unb64, unqp, wrp)
    return library(state, "mime.core", {**{f.__name__: f for f in functions}, "_VERSION": VERSION})
