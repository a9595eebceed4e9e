"""Lua's standard output inside a Python program: what is ``sys.stdout`` at the moment."""

from __future__ import annotations

import io
import sys


class PythonOutput(io.RawIOBase):
    """A binary stream on Python's text stream, so that both languages' output keeps its order."""

    @classmethod
    def install(cls, state):
        """Let print and io.write of a state use it."""
        if state.stdout is not None:
            object.__setattr__(state.stdout, "stream", cls())
            object.__setattr__(state.stdout, "plain", True)

    def writable(self):
        return True

    def fileno(self):
        return sys.stdout.fileno()

    def write(self, data):
        stream, data = sys.stdout, bytes(data)
        if stream is None:
            return len(data)
        try:
            stream.write(data.decode("utf-8"))
        except UnicodeError:  # not text, or not in the stream's encoding
            if hasattr(stream, "buffer"):
                stream.flush()
                stream.buffer.write(data)
            else:
                stream.write(data.decode("utf-8", "replace"))
        return len(data)

    def flush(self):
        if sys.stdout is not None:
            sys.stdout.flush()
