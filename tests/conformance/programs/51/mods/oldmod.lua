local string, tostring, print, type = string, tostring, print, type
local _G = _G
module("oldmod")
local hidden_local = 0
function add(a, b) return a + b end
function counter() hidden_local = hidden_local + 1; return tostring(hidden_local) end
function uses_global() return _G.type(_G.print) end
