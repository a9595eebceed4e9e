local T = dofile(arg[1])
local http = require("socket.http")

-- Types of results.
local b, c, h, s = http.request(T.base .. "/hello")
T.show("types", type(b), type(c), math.type and math.type(c), type(h), type(s))
T.show("arithmetic", c == 200, c + 1)
local r, c2 = http.request{ url = T.base .. "/hello" }
T.show("generic", r, r == 1, math.type and math.type(r), c2)
T.show("count", select("#", http.request(T.base .. "/hello")), select("#", http.request(T.refused .. "/")),
  select("#", http.request(T.base .. "/09")), select("#", http.request{ url = T.base .. "/09", sink = function() return 1 end }),
  select("#", http.request(T.base .. "/408")))
T.try("HTTP/0.9 without a sink", http.request, { url = T.base .. "/09" })
