--- The service that knows the books.
local http = require "socket.http"
local ltn12 = require "ltn12"
local cjson = require "cjson"
local url = require "socket.url"

local M = { base = os.getenv("CATALOGUE_URL") or "http://books.example/" }

local function get(path)
  local parts = {}
  local ok, status = http.request {
    url = M.base .. path,
    headers = { accept = "application/json" },
    sink = ltn12.sink.table(parts),
  }
  if not ok then
    return nil, "no connection: " .. status
  elseif status ~= 200 then
    return nil, "status " .. status
  end
  return cjson.decode(table.concat(parts))
end

--- The books that match a term; nil and a message if there is no answer.
function M.search(term)
  local answer, message = get("search?q=" .. url.escape(term))
  if not answer then
    return nil, message
  end
  return answer.books
end

return M
