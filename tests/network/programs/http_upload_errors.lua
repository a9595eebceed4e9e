local T = dofile(arg[1])
local http = require("socket.http")
local ltn12 = require("ltn12")

-- Sources that fail.
local function post(label, source, headers)
  T.try(label, http.request, { url = T.base .. "/echo", method = "POST", source = source, headers = headers })
end
post("error source", ltn12.source.error("no data"))
local n = 0
post("in the middle", function() n = n + 1; if n == 1 then return "a" end return nil, "broken" end)
post("number as message", function() return nil, 42 end)
post("missing file", ltn12.source.file(nil, "no such file"))
post("table as chunk", function() return {} end)
post("true as chunk", function() return true end)
T.try("source is no function", http.request, { url = T.base .. "/echo", method = "POST", source = 5 })
T.try("refused first", http.request, { url = T.refused .. "/", method = "POST", source = function() print("called") end })
