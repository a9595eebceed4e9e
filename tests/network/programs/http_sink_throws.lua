local T = dofile(arg[1])
local http = require("socket.http")

-- Errors thrown in sinks, sources and steps are the caller's own.
local socket = require("socket")
T.try("string", http.request, { url = T.base .. "/hello", sink = function() error("thrown", 0) end })
T.try("table", http.request, { url = T.base .. "/hello", sink = function() error({ code = 7 }) end })
T.try("nil", http.request, { url = T.base .. "/hello", sink = function() error(nil) end })
T.try("try", http.request, { url = T.base .. "/hello", sink = function() socket.try(nil, "tried") end })
T.try("source", http.request, { url = T.base .. "/echo", method = "POST", source = function() error("src", 0) end })
T.try("source table", http.request, { url = T.base .. "/echo", method = "POST", source = function() error({ 1 }) end })
T.try("source try", http.request, { url = T.base .. "/echo", method = "POST", source = function() socket.try(false, "s") end })
T.try("step", http.request, { url = T.base .. "/hello", step = function() error("stepped", 0) end })
T.try("not callable", pcall, http.request, { url = T.base .. "/204", sink = 5 })
