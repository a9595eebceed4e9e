-- What the programs here share: run as `lua program.lua httptest.lua BASE OTHER REFUSED`;
-- Programs named https_...: also TLS, MUTUAL (wants a certificate), RUDE (ends without a word), CERTIFICATES.
local T = { base = arg[2], other = arg[3], refused = arg[4],
  tls = arg[5], mutual = arg[6], rude = arg[7], certificates = arg[8] }

-- The same server's URL without scheme: host and port.
T.host, T.port = T.base:match("^http://(.-):(%d+)$")

local function quoted(s)
  s = s:gsub(T.port, "PORT")
  if T.tls then s = s:gsub("(https://127.0.0.1):%d+", "%1:PORT"):gsub("(Host: 127.0.0.1):%d+", "%1:PORT") end
  if #s > 300 then
    local sum = 0
    for i = 1, #s do sum = (sum * 31 + s:byte(i)) % 1000003 end
    return string.format("<%d bytes, sum %d>", #s, sum)
  end
  s = s:gsub("[%c\127-\255\\\"]", function(c)
    return c == "\n" and "\\n" or c == '"' and '\\"' or c == "\\" and "\\\\" or string.format("\\%03d", c:byte())
  end)
  return '"' .. s .. '"'
end

local function shown(v)
  if type(v) == "string" then return quoted(v) end
  if type(v) == "table" then
    local keys, parts = {}, {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
    if #keys > 40 then return "<table of " .. #keys .. ">" end
    for _, k in ipairs(keys) do parts[#parts + 1] = "[" .. shown(k) .. "]=" .. shown(v[k]) end
    return "{" .. table.concat(parts, ", ") .. "}"
  end
  if type(v) == "number" or type(v) == "nil" or type(v) == "boolean" then return tostring(v) end
  return "<" .. type(v) .. ">"
end
T.shown = shown

-- Prints a label and values, so that every byte shows.
function T.show(label, ...)
  local parts = {}
  for i = 1, select("#", ...) do parts[i] = shown((select(i, ...))) end
  print(label .. ": " .. table.concat(parts, ", "))
end

-- Prints what a call returns, or the error it raises (without its position).
function T.try(label, f, ...)
  local function report(ok, ...)
    if ok then return T.show(label, ...) end
    local e = ...
    if type(e) == "string" then e = e:gsub("^[^\n]-:%d+: ", "") end
    T.show(label .. " raised", e)
  end
  report(pcall(f, ...))
end

-- A sink that notes its calls in a table.
function T.sink(calls)
  return function(chunk, err)
    calls[#calls + 1] = { chunk = chunk, err = err }
    return 1
  end
end

-- Prints what a sink was called with.
function T.calls(label, calls)
  for i, c in ipairs(calls) do T.show(label .. " " .. i, c.chunk, c.err) end
  if #calls == 0 then print(label .. ": no calls") end
end

return T
