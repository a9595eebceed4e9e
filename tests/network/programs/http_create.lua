local T = dofile(arg[1])
local http = require("socket.http")
local ltn12 = require("ltn12")

-- create: a socket of one's own, here one that notes what it is asked.
local socket = require("socket")
local function noting(log)
  return function()
    local sock = socket.tcp()
    return setmetatable({}, { __index = function(_, name)
      return function(_, ...)
        local args = {}
        for i = 1, select("#", ...) do
          local a = select(i, ...)
          if name == "send" then a = "<" .. #a:gsub("Host: [^\r]*", ""):gsub("Connection: [^\r]*", "") .. ">" end
          if name == "connect" and i == 2 then a = "PORT" end
          args[i] = type(a) == "number" and string.format("%g", a) or tostring(a)
        end
        log[#log + 1] = name .. "(" .. table.concat(args, ",") .. ")"
        return sock[name](sock, ...)
      end
    end })
  end
end
for _, path in ipairs{ "/hello", "/blocks", "/chunked", "/until-closed", "/09", "/204", "/cut-body", "/302" } do
  local log, t = {}, {}
  T.try(path, http.request, { url = T.base .. path, create = noting(log), sink = ltn12.sink.table(t) })
  T.show("body", table.concat(t))
  print(table.concat(log, " "))
end
local log = {}
T.try("upload", http.request, { url = T.base .. "/echo", create = noting(log), method = "POST",
  source = ltn12.source.string("abc") })
print(table.concat(log, " "))
log = {}
T.try("refused", http.request, { url = T.refused .. "/hello", create = noting(log) })
print(table.concat(log, " "))
T.try("fails", http.request, { url = T.base .. "/hello", create = function() return nil, "no socket" end })
T.try("plain", http.request, { url = T.base .. "/hello", create = socket.tcp })
T.try("tcp4", http.request, { url = T.base .. "/hello", create = socket.tcp4 })
