-- 3.3.5 numerical for
local function run(a, b, c)
  local out, n = {}, 0
  local ok, msg = pcall(function()
    if c == nil then for i = a, b do n = n + 1; if n > 6 then out[#out + 1] = "..."; break end out[#out + 1] = (tostring(i):gsub("^-nan", "nan")) end
    else for i = a, b, c do n = n + 1; if n > 6 then out[#out + 1] = "..."; break end out[#out + 1] = (tostring(i):gsub("^-nan", "nan")) end end
  end)
  if not ok then out[#out + 1] = msg end
  local function s(v) return type(v) == "table" and "table" or (tostring(v):gsub("^-nan", "nan")) end
  print(s(a), s(b), s(c), "->", table.concat(out, " "))
end
run(1, 3); run(3, 1); run(1, 1); run(3, 1, -1); run(1, 3, -1); run(1, 10, 3); run(10, 1, -4); run(-3, 3, 2); run(0, 0)
run(1.0, 3); run(1, 3.5); run(1, 3.0); run(1, 3, 1.0); run(1, 2, 0.5); run(0.1, 0.5, 0.1); run(1.5, 4); run(3, 1, -0.5); run(1, 0.5); run(1, 0.999)
run(1, 1.9); run(-1, -1.1); run(-1, -1.9, -1); run(1, -0.5, -1); run(0, -0.0); run(-0.0, 0)
run(1, 5, 0); run(1, 5, 0.0); run(1.0, 5, 0); run(5, 1, 0); run(1, 5, -0.0)
run("1", 2); run(1, "2"); run(1, 2, "1"); run({}, 2); run(1, nil); run(nil, 2); run(1, 2, {}); run(1, 2, true); run("a", 2); run(1, print == 1)
run(math.maxinteger - 2, math.maxinteger); run(math.mininteger + 2, math.mininteger, -1); run(math.maxinteger, math.maxinteger)
run(math.maxinteger - 1, math.huge); run(1, math.huge); run(1, -math.huge); run(-1, -math.huge, -1); run(1, math.huge, math.maxinteger)
run(math.mininteger, math.mininteger); run(math.mininteger, math.maxinteger, math.maxinteger); run(math.maxinteger, math.mininteger, math.mininteger)
run(math.maxinteger, 1e100); run(math.mininteger, -1e100, -1); run(1, 1e100, 1 << 62); run(3, 2^53, 2^52); run(2^53, 2^53 + 2); run(math.maxinteger, math.maxinteger + 1.0)
run(1, 0/0); run(0/0, 1); run(1.0, 0/0); run(1, 3, math.maxinteger); run(1, 3, math.mininteger); run(3, 1, math.mininteger); run(-5, -1, math.maxinteger)
run(math.huge, math.huge); run(-math.huge, 0); run(1, 2, math.huge); run(math.mininteger, 0, 1 << 62)
-- types of the loop variable
for i = 1, 1 do print(math.type(i)) end for i = 1.0, 1 do print(math.type(i), i) end for i = 1, 1, 1.0 do print(math.type(i)) end for i = 1, 1.5 do print(math.type(i)) end
-- bounds are evaluated once, in order
local function f(n, v) io.write(n, " "); return v end
for i = f("start", 1), f("limit", 3), f("step", 1) do io.write(i, " ") end print()
local lim = 3; for i = 1, lim do lim = 10; io.write(i, " ") end print(lim)
local step = 1; for i = 1, 5, step do step = 2; io.write(i, " ") end print()
-- changing the variable does not matter
for i = 1, 3 do local j = i; i = i * 100; io.write(j, "/", i, " ") end print()
-- accumulated floats: counted or added?
local n, last = 0; for x = 0, 1, 0.1 do n = n + 1; last = x end print(n, string.format("%.17g", last))
n = 0; for x = 1, 0, -0.1 do n = n + 1; last = x end print(n, string.format("%.17g", last))
-- multiple results as bounds are adjusted
local function m() return 1, 9 end
for i = m(), 2 do io.write(i, " ") end print() for i = m(), m() do io.write(i, " ") end print()
-- loop var after loop is not visible
i = "global i"; for i = 1, 2 do end print(i)
-- large loops
local s = 0; for i = 1, 100000 do s = s + i end print(s)
s = 0; for i = 100000, 1, -1 do s = s + i end print(s)
s = 0; for i = 1, 1000 do for j = i, 1000, 100 do s = s + j end end print(s)
-- error messages by load
for _, h in ipairs{"for i = 1, 'x' do end", "for i = {}, 1 do end", "for i = 1, 2, 0 do end", "for i = 'a', 'b' do end", "for i = 1, 10, nil do end", "for i = '10', 1 do end"} do
  print(pcall(load(h, "=c")))
end
-- break and goto
for i = 1, 5 do if i == 3 then goto continue end if i == 5 then break end io.write(i, " ") ::continue:: end print()
