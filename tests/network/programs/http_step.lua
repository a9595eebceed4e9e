local T = dofile(arg[1])
local http = require("socket.http")
local ltn12 = require("ltn12")

-- A step function of one's own, on the way down and up.
local function counting(counts, fail)
  return function(src, snk)
    counts.n = (counts.n or 0) + 1
    if fail and counts.n == fail then return nil, "stopped at " .. fail end
    local chunk, err = src()
    counts[#counts + 1] = chunk and #chunk or tostring(err)
    local ok, e = snk(chunk, err)
    if chunk and ok then return 1 else return nil, err or e end
  end
end
for _, path in ipairs{ "/hello", "/blocks", "/chunked", "/until-closed", "/cut-body-blocks", "/bad-chunk", "/204" } do
  local counts, t = {}, {}
  T.try(path, http.request, { url = T.base .. path, sink = ltn12.sink.table(t), step = counting(counts) })
  T.show("steps", counts)
  T.show("body", table.concat(t))
end
local counts = {}
T.try("stopped", http.request, { url = T.base .. "/blocks", step = counting(counts, 2) })
T.show("steps", counts)
counts = {}
local t = {}
T.try("upload", http.request, { url = T.base .. "/echo", method = "POST", step = counting(counts),
  source = ltn12.source.string(("x"):rep(5000)), sink = ltn12.sink.table(t) })
T.show("steps", counts)
T.show("echo", table.concat(t))
counts = {}
T.try("dropped by redirects", http.request, { url = T.base .. "/302", step = counting(counts) })
T.show("steps", counts)
T.try("nil without message", http.request, { url = T.base .. "/hello", step = function() return nil end })
