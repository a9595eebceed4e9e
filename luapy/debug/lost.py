"""Hooks that an error in one of them has switched off (see hooks)."""

from __future__ import annotations

lost_hooks: list = []


def recover_hooks():
    """Take up tracing again: to be called where errors are caught."""
    while lost_hooks:
        lost_hooks.pop().resume()
