"""A generator of random Lua programs: `generate(seed, lua)` gives the text of one."""

from .program import generate

__all__ = ["generate"]
