"""Differential tests: random Lua programs under luapy and under real Lua (see __main__)."""
