"""What Lua code can be told about itself: positions, names in errors, tracebacks."""

from luapy.debug.frames import current_levels, traceback_levels  # noqa: F401
from luapy.debug.messages import to_lua_error, where  # noqa: F401
from luapy.debug.traceback import traceback_text  # noqa: F401
