local T = dofile(arg[1])
local mime = require("mime.core")
local random = T.random(4711)
local alphabet = {"a", "b", "=", "\r", "\n", " ", "\t", ".", "A", "4", "\0", "\255", "/", "+", "\r\n", "z"}
local function text(n, nils)
  if nils and random(6) == 1 then return nil end
  local t = {}
  for i = 1, random(n + 1) - 1 do t[i] = alphabet[random(#alphabet)] end
  return table.concat(t)
end
for i = 1, 120 do
  for _, name in ipairs{"b64", "unb64", "qp", "unqp"} do
    local c, d = text(i % 2 == 0 and 3 or 14, true), text(8, true)
    if random(3) == 1 then T.show(name .. " " .. T.text(c) .. T.text(d), mime[name](c, d, "<>"))
    else T.show(name .. " " .. T.text(c) .. T.text(d), mime[name](c, d)) end
  end
  for _, name in ipairs{"wrp", "qpwrp"} do
    local left, s, length = random(10) - 2, text(14, true), random(9) - 1
    T.show(name .. " " .. left .. T.text(s) .. length, mime[name](left, s, length))
  end
  local ctx, s = ({0, 10, 13, 7})[random(4)], text(8, true)
  T.show("eol " .. ctx .. T.text(s), mime.eol(ctx, s, "|"))
  ctx, s = random(3) - 1, text(8, true)
  T.show("dot " .. ctx .. T.text(s), mime.dot(ctx, s))
end
