-----------------------------------------------------------------------------
-- client.lua: a REST client over LuaSocket.
-----------------------------------------------------------------------------
require "class"
local http = require "socket.http"
local ltn12 = require "ltn12"
local mime = require "mime"
local url = require "socket.url"
local json = require "json"

http.TIMEOUT = 10

-----------------------------------------------------------------------------
-- Errors are objects: transport errors have no code, answers have one
-----------------------------------------------------------------------------
RestError = class()

function RestError:init(message, code, data)
  self.message, self.code, self.data = message, code, data
end

function RestError:__tostring()
  if self.code then return string.format("HTTP %d: %s", self.code, self.message) end
  return "transport: " .. self.message
end

-----------------------------------------------------------------------------
Client = class()

function Client:init(base, options)
  options = options or {}
  self.base = base
  self.retries = options.retries or 3
  self.sleep = options.sleep or function() end
  self.log = options.log or function() end
  self.headers = { accept = "application/json" }
  self.requests = 0
end

-- Basic authentication for all later requests
function Client:login(user, password)
  self.headers.authorization = user and "Basic " .. (mime.b64(user .. ":" .. password)) or nil
  return self
end

-- ?a=1&b=2, sorted so that requests are reproducible
local function query_string(params)
  local pairs_ = {}
  for k, v in pairs(params or {}) do
    table.insert(pairs_, url.escape(k) .. "=" .. url.escape(tostring(v)))
  end
  if table.getn(pairs_) == 0 then return "" end
  table.sort(pairs_)
  return "?" .. table.concat(pairs_, "&")
end

-- One request, no retries. Returns code, data, headers or raises a RestError.
function Client:send(method, path, body, params)
  local chunks, headers = {}, {}
  for k, v in pairs(self.headers) do headers[k] = v end
  local source
  if body ~= nil then
    local text = json.encode(body)
    headers["content-type"] = "application/json"
    headers["content-length"] = string.len(text)
    source = ltn12.source.string(text)
  end
  self.requests = self.requests + 1
  local ok, code, response_headers = http.request{
    method = method,
    url = self.base .. path .. query_string(params),
    headers = headers,
    source = source,
    sink = ltn12.sink.table(chunks),
    redirect = false,
  }
  if not ok then error(RestError(code)) end
  local text, data = table.concat(chunks), nil
  if string.find(response_headers["content-type"] or "", "^application/json") then
    local message
    data, message = json.decode(text)
    if data == nil then error(RestError("bad JSON: " .. message, code)) end
  end
  return code, data or text, response_headers
end

local RETRY = { [429] = true, [502] = true, [503] = true, [504] = true }

-- With retries and exponential backoff.
function Client:call(method, path, body, params)
  local delay = 1
  for attempt = 1, self.retries + 1 do
    local code, data, headers = self:send(method, path, body, params)
    if code < 400 then return data, code, headers end
    local message = type(data) == "table" and data.error or tostring(data)
    if not RETRY[code] or attempt > self.retries then
      error(RestError(message, code, data))
    end
    self.log("attempt %d: %d %s, waiting %d", attempt, code, message, delay)
    self.sleep(delay)
    delay = delay * 2
  end
end

function Client:get(path, params) return self:call("GET", path, nil, params) end
function Client:post(path, body) return self:call("POST", path, body) end
function Client:put(path, body) return self:call("PUT", path, body) end
function Client:patch(path, body) return self:call("PATCH", path, body) end
function Client:delete(path) return self:call("DELETE", path) end

-- Runs f; returns true and its results, or false and the RestError. Other
-- errors (our own bugs) go on.
function try(f, ...)
  local results = { pcall(f, ...) }
  if results[1] or isa(results[2], RestError) then return unpack(results) end
  error(results[2], 0)
end

return Client
