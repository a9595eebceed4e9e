local T = dofile(arg[1])
local ltn12 = require("ltn12")
T.show("library", ltn12)
-- A low-level filter that doubles, and holds back one character.
local function low(ctx, chunk, extra)
  if not chunk then return ctx ~= "" and ctx .. "!" or nil, "" end
  local all = ctx .. chunk
  return all:sub(1, -2):rep(2) .. (extra or ""), all:sub(-1)
end
local f = ltn12.filter.cycle(low, "", "+")
for _, chunk in ipairs{"abc", "", "d", "efg"} do T.show("cycle " .. chunk, f(chunk)) end
T.show("cycle nil", f(nil))
T.show("cycle nil", f(nil))
local function recorder(name, reply)
  return function(chunk)
    T.show(name, chunk)
    return reply(chunk)
  end
end
local function hold()  -- gives what it got one call later
  local kept = ""
  return recorder("hold", function(chunk)
    local out = kept
    kept = chunk or ""
    if chunk then return out end
    return out ~= "" and out or nil
  end)
end
local function bang() return recorder("bang", function(c) return c and c .. "!" end) end
local c = ltn12.filter.chain(hold(), bang(), hold())
for _, chunk in ipairs{"a", "b", "", "c"} do T.show("chain", c(chunk)) end
for i = 1, 4 do T.show("chain nil", c(nil)) end
T.show("chain after", c("x"))
T.try("chain of one", ltn12.filter.chain(bang()), "x")
T.try("inappropriate nil", ltn12.filter.chain(bang(), function() end), "x")
T.try("cycle without", ltn12.filter.cycle)
