local T = dofile(arg[1])
local url = require("socket.url")
local random = T.random(99)
local alphabet = {"a", "b", "http:", "//", "/", "..", "/../", "/./", ".", "?", "#", ";", ":", "@", "[", "]", "%20", "%zz", "80",
  "g:", "ftp://h", "x y", "\255", "\n", "//", "*", "~", "_"}
local function text(n)
  local t = {}
  for i = 1, random(n + 1) - 1 do t[i] = alphabet[random(#alphabet)] end
  return table.concat(t)
end
for i = 1, 150 do
  local u, r = text(8), text(6)
  local parsed = url.parse(u)
  T.show(u, parsed)
  if parsed then T.show("build", url.build(parsed)) end
  T.show("absolute " .. r, url.absolute(u, r))
  local path = url.parse_path(u)
  T.show("path", path, url.build_path(path), url.build_path(path, 1))
  T.show("escape", url.escape(u), url.unescape(u))
end
