"""Message handlers and variables to be closed: xpcall's handler sees an error before they are closed (manual 2.3, 3.3.8)."""

from __future__ import annotations

import sys

from luapy.runtime.libraries import PROTECTING_CODES

# The attribute of an exception with the value that a message handler has made of it.
HANDLED = "luapy_handled"


def handled_value(error, value):
    """The value of an error on its way out: what the handler of the innermost protected call makes of it, if it has one."""
    if HANDLED in error.__dict__:
        return error.__dict__[HANDLED]
    frame = sys._getframe(1)
    while frame is not None and frame.f_code not in PROTECTING_CODES:
        frame = frame.f_back
    if frame is not None and "handler" in frame.f_locals:
        value = frame.f_locals["self"].handled(error, value, frame.f_locals["handler"])
        error.__dict__[HANDLED] = value
    return value
