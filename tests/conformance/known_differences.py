"""Programs whose output still differs from real Lua, and why; docs/compatibility.md tells users of them."""

KNOWN = {
    "51-base_functions": "a detail of pairs and next in Debian's 5.1",
    "51-lang_negative_zero": "minus zero as an integer literal or key",
    "51-lang_numbers": "minus zero from numerals",
    "51-meta_methods": "__gc of plain tables, which 5.1 ignores",
    "53-integers_and_coercions": "5.3 makes floats of string operands",
    "54-coro_close_wrap": "variables of a coroutine that dies by an error are closed at once",
    "54-err_arg_utf8_coro_debug": "assignment to a field of a coroutine",
    "54-limits_tailcalls": "tail calls of methods take stack",
    "54-meta_gc_ephemeron": "CPython has no ephemerons",
    "jit-bit_and_goto": "the jit table is missing",
}
