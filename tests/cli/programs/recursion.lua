local function f() return 1 + f() end
local ok, message = pcall(f)
print(ok, (message:gsub("^[^:]*:%d+: ", "")))
print(pcall(string.rep, "x", -1))
f()
