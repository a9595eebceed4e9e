local T = dofile(arg[1])
local http = require("socket.http")
local ltn12 = require("ltn12")

-- A socket that is a table with methods, over strings only.
local answer, sent = "HTTP/1.1 200 OK\r\nX-From: table\r\n\r\nbody", {}
local function create()
  local place = 1
  return {
    settimeout = function(self, t) T.show("settimeout", t); return 1 end,
    connect = function(self, host, port) T.show("connect", host, port); return 1 end,
    send = function(self, s) sent[#sent + 1] = s; return #s end,
    receive = function(self, pattern, prefix)
      if type(pattern) == "number" then
        local s = answer:sub(place, place + pattern - 1)
        place = place + #s
        if #s < pattern then return nil, "closed", s end
        return s
      end
      local line, stop = answer:match("^([^\r\n]*)\r?\n()", place)
      place = stop
      return (prefix or "") .. line
    end,
    close = function() print("close"); return 1 end,
  }
end
T.try("table socket", http.request, { url = "http://example.invalid:8080/x", create = create,
  sink = ltn12.sink.table() })
T.show("lines", #sent, sent[1])
local old = require("socket").tcp
require("socket").tcp = create
T.try("socket.tcp replaced", http.request, "http://example.invalid/y")
T.show("line", sent[3])
require("socket").tcp = old
http.schemes.http.create = function(request) T.show("scheme's create", request.host, request.path); return create end
T.try("scheme's create", http.request, "http://example.invalid/z")
T.show("line", sent[5])
