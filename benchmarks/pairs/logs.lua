-- Lines of a log taken apart by a pattern, and counted by status, path and hour.
local paths = { "/index.html", "/images/logo.png", "/api/v1/users", "/api/v1/orders?id=7", "/favicon.ico" }

local function lines()
  local result = {}
  local seed = 42
  for i = 1, 1500 do
    seed = seed * 16807 % 2147483647
    result[i] = string.format('10.0.%d.%d - - [%02d/Mar/2021:%02d:%02d:00 +0000] "%s %s HTTP/1.1" %d %d',
      i % 7, i % 251, i % 28 + 1, i % 24, i % 60, seed % 5 == 0 and "POST" or "GET", paths[seed % 5 + 1],
      seed % 11 == 0 and 404 or 200, seed % 5000)
  end
  return result
end

local log = lines()
local pattern = '^(%S+) %S+ %S+ %[(%d+)/(%a+)/(%d+):(%d+):%d+:%d+ [^%]]*%] "(%u+) (%S+) [^"]*" (%d+) (%d+)$'

return function()
  local status, pages, hours, bytes, failed = {}, {}, {}, 0, 0
  for _, line in ipairs(log) do
    local host, _, _, _, hour, method, path, code, size = line:match(pattern)
    if host then
      status[code] = (status[code] or 0) + 1
      local page = path:match("^([^?]*)")
      pages[page] = (pages[page] or 0) + (method == "GET" and 1 or 0)
      hours[tonumber(hour)] = (hours[tonumber(hour)] or 0) + 1
      bytes = bytes + tonumber(size)
    else
      failed = failed + 1
    end
  end
  return string.format("%d %d %d %d %d", status["200"], status["404"], pages["/api/v1/orders"], hours[23] + bytes, failed)
end
