local T = dofile(arg[1])
local ltn12 = require("ltn12")
local source, sink, pump = ltn12.source, ltn12.sink, ltn12.pump
T.show("step", pump.step(source.string("x"), sink.null()))
T.show("step end", pump.step(source.empty(), sink.null()))
T.show("step error", pump.step(source.error("src"), sink.null()))
T.show("step sink", pump.step(source.string("x"), sink.error("snk")))
T.show("step both", pump.step(source.error("src"), sink.error("snk")))
local s, t = sink.table()
T.show("all", pump.all(source.string(("x"):rep(5000)), s))
T.show("sizes", #t, #t[1], #t[2], #t[3])
T.show("all error", pump.all(source.cat(source.string("a"), source.error("src")), sink.null()))
T.show("all sink", pump.all(source.string("a"), sink.error("snk")))
T.show("all false", pump.all(source.string("a"), function() return false end))
local calls = 0
T.show("own step", pump.all(source.table{"a", "b", "c"}, sink.null(), function(src, snk)
  calls = calls + 1
  if calls == 2 then return nil, "enough" end
  return pump.step(src, snk)
end))
pump.step = function() return nil, "replaced" end
T.show("default step", pump.all(source.empty(), sink.null()))
T.try("all", pump.all)
T.try("all", pump.all, source.empty())
-- yields go through pumps, filters and sources
local co = coroutine.wrap(function()
  local s, t = sink.table()
  local src = source.chain(function() return coroutine.yield("more") end, ltn12.filter.cycle(function(c, x) return x, c end, ""))
  pump.step = nil
  return pump.all(src, s, function(a, b) local c, e = a() local r = b(c, e) return c and r, e end), table.concat(t, ",")
end)
T.show("yield", co())
T.show("yield", co("one"))
T.show("yield", co("two"))
T.show("yield", co(nil))
T.show("error in a source", pcall(pump.all, function() error({code = 1}) end, sink.null(), function(a) a() end))
