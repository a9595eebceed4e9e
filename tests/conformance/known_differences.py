"""Programs whose output still differs from real Lua, and why; docs/compatibility.md tells users of them."""

KNOWN: dict = {}
