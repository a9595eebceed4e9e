local T = dofile(arg[1])
-- Pieces sent, asked for in all ways, with nothing waited for: each result must be the same everywhere.
local random = T.random(2024)
local a, b = T.pair()
local function text()
  local parts = {}
  for i = 1, random(6) do
    parts[i] = ({"abc", "\n", "\r\n", "\r", "x\ny", ("z"):rep(random(40)), "\0\255", ""})[random(8)]
  end
  return table.concat(parts)
end
local ends = {a, b}
for i = 1, 400 do
  local one = random(2)
  local other = ends[3 - one]
  one = ends[one]
  local what = random(10)
  if what <= 4 then
    local s = text()
    local from, to = random(8) - 4, random(12) - 6
    if random(2) == 1 then T.show("send", one:send(s)) else T.show("send " .. from .. " " .. to, one:send(s, from, to)) end
  else
    one:settimeout(0)
    local prefix = random(4) == 1 and ("P"):rep(random(5)) or nil
    if what <= 6 then T.show("line", one:receive("*l", prefix))
    elseif what <= 8 then
      local n = random(12) - 1
      if n > 0 or one:dirty() then T.show("receive " .. n, one:receive(n, prefix)) end
    elseif what == 9 then T.show("all", one:receive("*a", prefix))
    else T.show("dirty", one:dirty(), (one:getstats()), (select(2, one:getstats()))) end
  end
end
a:close()
T.show("end", b:receive("*a"))
T.show("end", b:receive())
