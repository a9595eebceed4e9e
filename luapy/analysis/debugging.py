"""Variables that the program may change by the debug library (manual 6.10), behind the back of all other analysis.

A chunk whose text names ``debug`` and one of the functions that change variables makes no use of what its
variables seem to hold: each may get any value at any call.  One that only reads variables may find local
functions by them, and call those with any number of arguments.
"""

from __future__ import annotations

import re

_CHANGES = rb"\b(?:setlocal|setupvalue|upvaluejoin)\b"
_READS = rb"\b(?:getlocal|getupvalue)\b|\.\s*func\b|\[\s*[\"']func[\"']"


def changes_variables(source: bytes) -> bool:
    """Whether a chunk may change its own variables by the debug library."""
    return b"debug" in source and re.search(_CHANGES, source) is not None


def reads_functions(source: bytes) -> bool:
    """Whether a chunk may get its own local functions from the debug library."""
    return b"debug" in source and re.search(_READS, source) is not None


def distrust(source: bytes, variables) -> None:
    """Take back what `resolve` has found of a chunk's variables, as far as its use of the debug library makes it wrong.

    Compile-time constants are no variables; nothing changes them.
    """
    changes = changes_variables(source)
    if not changes and not reads_functions(source):
        return
    for variable in variables:
        variable.mentions += 1  # one that nobody follows, see analysis.flows
        if changes and variable.constant is None:
            variable.assigned = True
            variable.stores += 2
            variable.definitions.append(None)
