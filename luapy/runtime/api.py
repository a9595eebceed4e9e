"""All that a library needs of the runtime, in one place (see docs/architecture.md)."""

from luapy.runtime.arguments import (  # noqa: F401
    check_any, check_function, check_integer, check_number, check_option, check_string, check_table, check_userdata,
    opt_integer, opt_number, opt_string, type_error, type_name_of,
)
from luapy.runtime.errors import ArgumentError, LibraryError, LuaError, lua_error  # noqa: F401
from luapy.runtime.libraries import library, register_function  # noqa: F401
from luapy.runtime.metatables import getmetatable, metamethod, metatable_of, setmetatable  # noqa: F401
from luapy.runtime.operators import concat, equal, index, length, less_equal, less_than, setindex  # noqa: F401
from luapy.runtime.messages import tostring  # noqa: F401
from luapy.runtime.state import current_state  # noqa: F401
from luapy.runtime.table import Table, border, next_entry, rawget, rawlen, rawset, set_name  # noqa: F401
from luapy.runtime.values import (  # noqa: F401
    ABSENT, FALSE, MAX_INTEGER, MIN_INTEGER, TRUE, Boolean, Userdata, first, float_to_integer, is_function, lua_bool,
    number_to_str, pack_results, results, str_to_number, to_integer, to_number, truth, type_name, wrap_integer,
)
