"""What ends a line of Lua source (manual 3.1); in a module of its own, since programs that parse nothing need it too."""

import re

NEWLINE = re.compile(r"\r\n?|\n\r?")
