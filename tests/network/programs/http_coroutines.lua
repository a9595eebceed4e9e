local T = dofile(arg[1])
local http = require("socket.http")
local ltn12 = require("ltn12")

-- Yields from inside sinks, sources and steps.
local co = coroutine.wrap(function()
  local r = { http.request{ url = T.base .. "/blocks", sink = function(c)
    if c then coroutine.yield(#c) end
    return 1
  end } }
  return "done", r[1], r[2]
end)
T.show("sink", co())
T.show("sink", co())
T.show("sink", co())
T.show("sink", co())
co = coroutine.wrap(function()
  local n, t = 0, {}
  http.request{ url = T.base .. "/echo", method = "POST", sink = ltn12.sink.table(t), source = function()
    n = n + 1
    if n <= 2 then return coroutine.yield("give " .. n) end
  end }
  return table.concat(t):match("[^\n]*$")
end)
T.show("source", co())
T.show("source", co("first"))
T.show("source", co("second"))
