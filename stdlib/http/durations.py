"""Go's durations (package time, ParseDuration): "1h", "1.5s", "300ms", "1h15m30.5s"."""

from __future__ import annotations

from luapy.stdlib.http.words import GoError

NANOSECOND = 1
MICROSECOND = 1000 * NANOSECOND
MILLISECOND = 1000 * MICROSECOND
SECOND = 1000 * MILLISECOND
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

UNITS = {
    "ns": NANOSECOND, "us": MICROSECOND, "ms": MILLISECOND, "s": SECOND, "m": MINUTE, "h": HOUR,
    # both signs that are read "mu", as bytes of UTF-8
    "\xc2\xb5s": MICROSECOND, "\xce\xbcs": MICROSECOND,
}
_LIMIT = 1 << 63


def quote(text: str) -> str:
    """The quoting of package time: all that is not ASCII is shown byte by byte."""
    return '"' + "".join(
        f"\\x{ord(char):02x}" if not " " <= char < "\x7f" else "\\" + char if char in '"\\' else char
        for char in text) + '"'


def parse_duration(text: str) -> int:
    """Nanoseconds. Raises GoError in Go's words."""
    rest = text
    negative = rest.startswith("-")
    if rest[:1] in ("-", "+"):
        rest = rest[1:]
    if rest == "0":
        return 0
    if not rest:
        raise invalid(text)
    total = 0
    while rest:
        amount, rest = _leading_amount(rest, text)
        total += amount
        if total > _LIMIT:
            raise invalid(text)
    if negative:
        return -total
    if total > _LIMIT - 1:
        raise invalid(text)
    return total


def _leading_amount(rest, text):
    """The first number and unit as nanoseconds, and what is left."""
    whole = digits(rest)
    rest = rest[len(whole):]
    fraction = ""
    if rest.startswith("."):
        fraction = digits(rest[1:])
        rest = rest[1 + len(fraction):]
    if not whole and not fraction:
        raise invalid(text)
    name = ""
    for char in rest:
        if char == "." or char in "0123456789":
            break
        name += char
    if not name:
        raise GoError("time: missing unit in duration " + quote(text))
    unit = UNITS.get(name)
    if unit is None:
        raise GoError(f"time: unknown unit {quote(name)} in duration {quote(text)}")
    amount = int(whole or "0") * unit
    if fraction:
        amount += int(fraction) * unit // 10 ** len(fraction)
    if amount > _LIMIT:
        raise invalid(text)
    return amount, rest[len(name):]


def digits(text: str) -> str:
    """The decimal digits at the beginning."""
    end = 0
    while end < len(text) and text[end] in "0123456789":
        end += 1
    return text[:end]


def invalid(text: str) -> GoError:
    return GoError("time: invalid duration " + quote(text))
