local T = dofile(arg[1])
local http = require("socket.http")

-- A sink that refuses: with a message, without one, with a message that is no string, after a while.
local function request(label, path, sink)
  T.try(label, http.request, { url = T.base .. path, sink = sink })
end
for _, path in ipairs{ "/hello", "/blocks", "/chunked", "/until-closed" } do
  request("message " .. path, path, function() return nil, "no room" end)
  request("bare nil " .. path, path, function() return nil end)
  request("nothing " .. path, path, function() end)
  request("false " .. path, path, function() return false, "false room" end)
  request("number " .. path, path, function() return nil, 42 end)
  request("at the end " .. path, path, function(c) if c then return 1 end return nil, "end" end)
  request("1 and message " .. path, path, function(c) return 1, "ignored?" end)
  local n = 0
  request("second call " .. path, path, function(c)
    n = n + 1
    if n == 2 then return nil, "second " .. tostring(c and #c) end
    return 1
  end)
  T.show("calls", n)
end
