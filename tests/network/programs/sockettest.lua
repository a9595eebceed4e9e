-- What the programs of the socket libraries share. Output must be the same in every run: addresses and ports are masked.
local T = {}
local format, unpack = string.format, table.unpack or unpack

local function quoted(s)
  return '"' .. s:gsub('[%c"\\\127-\255]', function(c) return format("\\%03d", c:byte()) end) .. '"'
end

function T.text(v, depth)
  if type(v) == "string" then
    return (quoted(v):gsub("0x%x+", "ADDR"))
  elseif type(v) == "table" and (depth or 0) < 4 and not (getmetatable(v) or {}).__tostring then
    local keys = {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys, function(a, b)
      if type(a) == type(b) and type(a) == "number" then return a < b end
      return type(a) .. tostring(a) < type(b) .. tostring(b)
    end)
    local parts = {}
    for i, k in ipairs(keys) do
      parts[i] = (type(k) == "string" and k or "[" .. T.text(k, 4) .. "]") .. "=" .. T.text(v[k], (depth or 0) + 1)
    end
    return "{" .. table.concat(parts, ", ") .. "}"
  elseif type(v) == "function" then
    return "function"
  end
  return (tostring(v):gsub("0x%x+", "ADDR"))
end

-- Prints a name and all values.
function T.show(name, ...)
  local parts = {}
  for i = 1, select("#", ...) do parts[i] = T.text((select(i, ...))) end
  print(name .. ": " .. table.concat(parts, ", "))
end

-- Calls, and shows what comes of it; the place of errors is cut off.
function T.try(name, f, ...)
  local function report(ok, ...)
    if ok then return T.show(name, ...) end
    local e = ...
    if type(e) == "string" then e = e:gsub("^[^:]*%.lua:%d+: ", "") end
    T.show(name .. " raises", e)
  end
  report(pcall(f, ...))
end

-- A source of numbers that is the same everywhere.
function T.random(seed)
  local state = seed
  return function(n)
    state = (state * 16807) % 2147483647
    return state % n + 1
  end
end

-- A connected pair of TCP objects, and the server object.
function T.pair()
  local socket = require("socket")
  local server = assert(socket.bind("127.0.0.1", 0))
  local _, port = server:getsockname()
  local client = assert(socket.connect("127.0.0.1", port))
  local peer = assert(server:accept())
  return client, peer, server
end

function T.port(object)
  local _, port = object:getsockname()
  return tonumber(port)
end

-- Whether something takes as long as it should; a busy machine may take longer.
function T.takes(seconds, f, ...)
  local socket = require("socket")
  local start = socket.gettime()
  f(...)
  local took = socket.gettime() - start
  return took > seconds - 0.02 and took < seconds + 2 or format("%.2f", took)
end

T.unpack = unpack
return T
