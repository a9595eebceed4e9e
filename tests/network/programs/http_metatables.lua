local T = dofile(arg[1])
local http = require("socket.http")
local ltn12 = require("ltn12")

-- Requests and headers behind metatables.
local t = {}
local request = setmetatable({ sink = ltn12.sink.table(t) }, { __index = { url = T.base .. "/echo", method = "PUT" } })
T.try("inherited fields", http.request, request)
T.show("echo", table.concat(t))
t = {}
request = setmetatable({}, { __pairs = function()
  local all = { url = T.base .. "/echo", method = "PUT", sink = ltn12.sink.table(t) }
  return next, all, nil
end, __index = { url = T.base .. "/echo" } })
T.try("__pairs", http.request, request)
T.show("echo", table.concat(t))
local callable = setmetatable({}, { __call = function(self, c) self[#self + 1] = c; return 1 end })
T.try("callable sink", http.request, { url = T.base .. "/chunked", sink = callable })
T.show("chunks", #callable, callable[1], callable[2])
