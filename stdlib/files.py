"""Files as C's stdio has them: the userdata of the io library."""

from __future__ import annotations

import os

from luapy.runtime.api import Userdata


class StandardOutput:
    """Stand-in until io is written."""

    def put(self, text):
        os.write(1, text.encode("latin-1"))

    def flush_quietly(self):
        pass
