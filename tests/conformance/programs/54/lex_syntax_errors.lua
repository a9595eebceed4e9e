-- messages of the parser: what, near what, in which line
local chunks = {
  "x =", "x", "x y", "x.y", "x:y", "x:y = 1", "f() = 1", "(x) = 1", "x, y", "x, f() = 1", "1 = 2", "'a' = 1", "nil = 1",
  "local", "local 1", "local x =", "local x,", "local x y", "local function", "local function f", "local function f(", "local function f()",
  "local function a.b() end", "function", "function f", "function f(", "function f(a,", "function f(a b) end", "function f(...,a) end",
  "function f(1) end", "function a.b:c.d() end", "function a:b:c() end", "function a[1]() end",
  "if", "if x", "if x then", "if x then else", "if x then elseif", "if x the", "if x then else elseif y then end", "else", "end", "end end",
  "while", "while x", "while x do", "while x then", "do", "do end end", "repeat", "repeat until", "repeat x = 1",
  "for", "for 1", "for x", "for x =", "for x = 1", "for x = 1 do", "for x = 1, do end", "for x = 1, 2, 3, 4 do end", "for x in", "for x in y",
  "for x, y = 1, 2 do end", "for x.y in z do end", "for x = 1, 2", "for a, in b do end",
  "return 1,", "return return", "return 1 2", "return; x = 1", "return 1; return", "break", "break x", "while x do break x = 1 end",
  "goto", "goto 1", "goto x", "::x", "::x:", "::x:: ::x::", "do goto x end local a ::x:: print(a)", "goto x; local a ::x:: print(a)",
  "repeat goto c; local x; ::c:: until x",
  "x = {", "x = {1", "x = {1 2}", "x = {,}", "x = {[1]}", "x = {[1 = 2}", "x = {a = }", "x = {a.b = 1}", "x = {1;;2}", "x = {...}", "x = {1,,2}",
  "x = (", "x = (1", "x = ()", "x = (1, 2)", "x = 1 +", "x = + 1", "x = not", "x = 1 + + 2", "x = a b", "x = a.1", "x = a.", "x = a[", "x = a[]", "x = a[1",
  "f(", "f(1", "f(1,", "f(1 2)", "f(,)", "f{", "f'", "x = f(\n\n", "if x then\n\nx = (1\n\n", "for i = 1, 2 do\nprint(i)\n",
  "x = function", "x = function(", "x = function() return", "x = function f() end", "x = a and", "x = or b", "x = a ~ = b", "x != y", "x += 1", "x++", "x = y++",
  "x = a ? b : c", "local x <const>", "local x <const> = 1; x = 2", "local x <foo> = 1", "local x <close>, y <close> = 1, 2", "local x <", "local x <const = 1",
  "local x <const> = 1; function f() x = 2 end", "local x <close> = nil; x = 1", "x = ...", "function f() return ... end", "function f() local g = function(...) end return ... end",
  "x = 5 x = 6 x", "a.b:c = 1", "a.b.c", "a[1]", "a[1].b", "local a.b = 1", "local a[1] = 1", "f() g", "(f)", "((f))", "f().x", "x = }", "}", ")", "]", "x = ]",
  "\n\n\nx y", "x = [=", "x = [==[ abc", "x = \"abc\ndef\"", "--[[", "x = 0x", "x = 3 .. ", "x = 3..2", "a = 'x' .. ..", "x = a:b", "x = a:b.c", "x = a:1()", "x = #", "x = -",
  "in", "then", "until", "x = and", "x = in", "local and", "function end() end", "for end = 1, 2 do end", "x.and = 1",
  "x = 1 // // 2", "x = 1 << ", "x = 1 > > 2", "x = ~", "x = a ~", "x =~ 1", "x ~= 1", "x <= 1", "x == 1", "x = <eof>", "x = #\n\n",
}
for i, s in ipairs(chunks) do
  local f, msg = load(s, "=chunk")
  print(i, f and "ok" or msg)
end
-- how the chunk name appears
print(load("x =", "@file.lua")); print(load("x =", "=name")); print(load("x =", "x ="))
print(load("x = 1\ny =")); print(load("\nx =")); print(load("x =" .. (" "):rep(100)))
print(load("x =", "@" .. ("long/"):rep(20) .. "file.lua")); print(load("x =", "=" .. ("n"):rep(100)))
print(load(("x"):rep(80) .. " =")); print(load("x =", "")); print(load("y z"))
-- long tokens
print(load("x = '" .. ("a"):rep(100) .. "' 'b'", "=c"))
print(load(("n"):rep(90) .. " " .. ("m"):rep(90), "=c"))
