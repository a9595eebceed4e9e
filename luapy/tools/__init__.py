"""Help for Python's own tools with Lua code: coverage, pdb."""
