-- values that are no variables: operands that wait for a call; lines that have code
local function show(level) local i, r = 1, {} while true do local n, v = debug.getlocal(level + 1, i) if not n then break end
  r[#r + 1] = n .. "=" .. tostring(v) i = i + 1 end print(table.concat(r, " ")) return 20 end
local function g(a, b) return (a + 1) + show(1) end
print(g(0, 0))
local function set() print(debug.setlocal(2, 3, 10)); return 20 end
local function g2(a, b) return (a + 1) + set() end
print(g2(0, 0))
local function k(x, y) return x * 2 + y * show(1) end
print(k(3, 4))
print(debug.getlocal(1, 100))
local function lines(f) local t, r = debug.getinfo(f, "L").activelines, {} for l in pairs(t) do r[#r + 1] = l end table.sort(r) return table.concat(r, " ") end
for _, s in ipairs{"return 1", "", "local a; return a", "\n\nlocal x = 1; return function() return x end", "x = 1; \n\nreturn",
    "for i = 1, 2 do\n print(i)\nend", "\n\n\nreturn 1"} do print(lines(load(s))) end
