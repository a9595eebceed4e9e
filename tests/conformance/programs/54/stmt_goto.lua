-- 3.3.4 goto
for i = 1, 5 do if i % 2 == 0 then goto continue end io.write(i, " ") ::continue:: end print()
local i = 0; while i < 5 do i = i + 1; if i == 3 then goto continue end io.write(i, " ") ::continue:: end print()
i = 0; repeat i = i + 1; if i == 2 then goto continue end io.write(i, " ") ::continue:: until i >= 4; print()
for _, v in ipairs{"a", "skip", "b"} do if v == "skip" then goto next end io.write(v, " ") ::next:: end print()
-- nested continue of the outer loop
for i = 1, 3 do for j = 1, 3 do if j == 2 then goto outer end io.write(i, j, " ") end ::outer:: end print()
-- break out of two loops
for i = 1, 3 do for j = 1, 3 do if i * j == 4 then goto done end io.write(i * j, " ") end end ::done:: print()
-- loops by goto
do local n = 1 ::top:: if n <= 5 then io.write(n, " "); n = n + 1; goto top end print() end
do
  local n = 0
  ::a:: n = n + 1; if n > 10 then goto z end; if n % 3 == 0 then goto c end
  ::b:: io.write("b", n, " "); goto a
  ::c:: io.write("c", n, " "); goto a
  ::z:: print("z")
end
-- forward over blocks
goto skip
do print("never") end
::skip:: print("skipped")
do goto x; ::y:: print("y"); goto w; ::x:: print("x"); goto y; ::w:: end
-- label at the end of a block lets goto pass local declarations
do goto e; local unused; ::e:: end
for i = 1, 2 do if i == 1 then goto cont end; local v = i; print(v) ::cont:: ; end
-- same label in different blocks and functions
do goto l; ::l:: end do goto l; ::l:: end
local function f() goto l; ::l:: return (function() goto l; ::l:: return "nested" end)() end print(f())
-- state machine
local function scan(s)
  local out, p = {}, 1
  ::start:: do
    local c = s:sub(p, p)
    if c == "" then goto finish elseif c:match("%d") then goto number elseif c:match("%a") then goto word else p = p + 1; goto start end
  end
  ::number:: do local a, b = s:find("^%d+", p); out[#out + 1] = "N" .. s:sub(a, b); p = b + 1; goto start end
  ::word:: do local a, b = s:find("^%a+", p); out[#out + 1] = "W" .. s:sub(a, b); p = b + 1; goto start end
  ::finish:: return table.concat(out, " ")
end
print(scan("abc 123, x9"))
-- closures created in a goto loop get fresh locals
do
  local fs, n = {}, 1
  ::again::
  do local v = n; fs[n] = function() v = v + 1; return v end end
  n = n + 1; if n <= 3 then goto again end
  print(fs[1](), fs[1](), fs[2](), fs[3]())
end
-- goto out of if-else inside loops, mixed with break and return
local function g(limit)
  local log = {}
  for i = 1, 10 do
    if i == 2 then goto cont elseif i == 5 then break else if i == limit then return table.concat(log, " ") .. " ret" end end
    log[#log + 1] = i
    ::cont::
  end
  return table.concat(log, " ")
end
print(g(4), g(20))
-- goto with to-be-closed variables
do
  local function c(n) return setmetatable({}, {__close = function() io.write("close", n, " ") end}) end
  for i = 1, 3 do local x <close> = c(i); if i == 2 then goto cont end; io.write("body", i, " ") ::cont:: end print()
  do local n = 0; ::top:: do local y <close> = c("t" .. n); n = n + 1; if n < 3 then goto top end end print() end
end
-- continue where the loop body has locals captured
local fs = {}
for i = 1, 4 do local v = i * 10; if v == 20 then goto cont end; fs[#fs + 1] = function() return v end ::cont:: end
for _, f in ipairs(fs) do io.write(f(), " ") end print()
-- retry
local tries = 0
::retry:: tries = tries + 1
local ok = pcall(function() if tries < 3 then error("again") end end)
if not ok then goto retry end
print("tries", tries)
-- while with goto to a label before it
do local k = 0 ::restart:: while true do k = k + 1; if k == 2 then goto restart elseif k > 3 then break end; io.write(k, " ") end print() end
-- jump into the enclosing function's other labels is not possible; errors
for _, s in ipairs{"goto nowhere", "do ::l:: end goto l", "goto l; do ::l:: end", "goto l; local x; ::l:: print(x)", "::l:: ::l::", "::l:: do ::l:: end",
  "local function f() goto l end ::l::", "for i = 1, 2 do ::l:: end goto l", "repeat if x then goto c end; local y; ::c:: until y", "break", "if x then break end",
  "goto continue; local a; ::continue:: ; ; ", "::a:: ::b:: goto a", "goto = 1", "local goto = 1", "goto l ::l::", "while 1 do goto break end"} do
  local f, m = load(s, "=c"); print(s, f and "ok" or m)
end
