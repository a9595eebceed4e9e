local type = type module("noseeall") function check() return type(print) end
