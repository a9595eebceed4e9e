local T = dofile(arg[1])
local http = require("socket.http")

-- What decides about redirects, and what goes along.
local ltn12 = require("ltn12")
local function get(label, path, more)
  local t = {}
  local r = { url = T.base .. path, sink = ltn12.sink.table(t) }
  for k, v in pairs(more or {}) do r[k] = v end
  T.try(label, http.request, r)
  T.show("body", table.concat(t))
end
get("redirect false", "/302", { redirect = false })
get("redirect nil", "/302")
get("redirect true", "/302", { redirect = true })
get("maxredirects 0", "/302", { maxredirects = 0 })
get("maxredirects 1", "/hop1", { maxredirects = 1 })
get("maxredirects 2", "/hop1", { maxredirects = 2 })
get("maxredirects false", "/six0", { maxredirects = false })
get("nredirects", "/302", { nredirects = 5 })
get("method GET", "/302", { method = "GET" })
get("method get", "/302", { method = "get" })
get("method POST", "/302", { method = "POST" })
get("method PUT", "/302", { method = "PUT" })
get("with source", "/302", { source = ltn12.source.string("x") })
get("headers go along", "/to-echo", { headers = { ["X-Mine"] = "yes" } })
get("user field is dropped", "/to-echo", { user = "u", password = "p" })
get("uri is dropped", "/x", { uri = "/to-echo" })
get("chain", "/hop1", { headers = { ["X-Mine"] = "yes" } })
get("to user", "/to-user")
