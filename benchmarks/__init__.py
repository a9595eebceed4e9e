"""Benchmarks: pairs of programs in Lua and Python, micro facts, memory. See docs/performance.md."""
