#!/usr/bin/lua
print("sb")
error("x")