-----------------------------------------------------------------------------
-- checker.lua: the crawler. One Checker per site.
-----------------------------------------------------------------------------
local http = require "socket.http"
local url = require "socket.url"
local ltn12 = require "ltn12"
require "html"
require "queue"

Checker = {}
Checker.__index = Checker

function Checker.new(root, options)
  options = options or {}
  local self = setmetatable({}, Checker)
  self.root = url.parse(root)
  self.start = root .. "/"
  self.limit = options.limit or 100
  self.on_page = options.on_page or function() end
  self.queue = Queue.new()
  self.pages = {}       -- address -> { code, title, anchors, links }
  self.problems = {}    -- list of { kind, page, target, detail }
  self.stats = { fetched = 0, links = 0, external = 0, skipped = 0 }
  return self
end

-- The path of an address of this site, for the report.
function Checker:short(address)
  local parts = url.parse(address)
  if parts.authority ~= self.root.authority then return address end
  return (parts.path or "/") .. (parts.query and "?" .. parts.query or "")
end

function Checker:problem(kind, page, target, detail)
  table.insert(self.problems, { kind = kind, page = page, target = target, detail = detail })
end

-- Fetch without redirects, so that each hop is seen.
function Checker:fetch(address)
  local body = {}
  self.stats.fetched = self.stats.fetched + 1
  local ok, code, headers = http.request{
    url = address,
    redirect = false,
    sink = ltn12.sink.table(body),
  }
  if not ok then return nil, code end
  return code, headers, table.concat(body)
end

local function normalize(address)
  local parts = url.parse(address)
  local fragment = parts.fragment
  parts.fragment = nil
  parts.path = parts.path or "/"
  return url.build(parts), fragment
end

function Checker:collect(address, page)
  local found, anchors = html.links(page)
  local entry = self.pages[address]
  entry.anchors, entry.links = anchors, {}
  for _, link in ipairs(found) do
    self.stats.links = self.stats.links + 1
    local scheme = string.match(link.target, "^(%a[%w+.-]*):")
    if scheme and scheme ~= "http" and scheme ~= "https" then
      self.stats.skipped = self.stats.skipped + 1
    else
      local target, fragment = normalize(url.absolute(address, link.target))
      local parts = url.parse(target)
      if parts.authority ~= self.root.authority then
        self.stats.external = self.stats.external + 1
      else
        table.insert(entry.links, { target = target, fragment = fragment, written = link.target, tag = link.tag })
        self.queue:push(target, address)
      end
    end
  end
end

function Checker:visit(address, from)
  local code, headers, body = self:fetch(address)
  if not code then
    self.pages[address] = { code = 0 }
    self:problem("unreachable", self:short(from or address), self:short(address), headers)
    return
  end
  local entry = { code = code, title = "" }
  self.pages[address] = entry
  if code >= 300 and code < 400 and headers.location then
    entry.redirect = normalize(url.absolute(address, headers.location))
    if entry.redirect ~= address then self.queue:push(entry.redirect, from or address) end
  elseif code == 200 and string.find(headers["content-type"] or "", "^text/html") then
    entry.title = html.title(body)
    self:collect(address, body)
  end
  self.on_page(self:short(address), entry)
end

-- Where a redirect chain ends; nil and the reason if it does not.
function Checker:resolve(address)
  local hops = 0
  while self.pages[address] and self.pages[address].redirect do
    hops = hops + 1
    if hops > 5 then return nil, "redirects in a loop" end
    address = self.pages[address].redirect
  end
  return address, hops
end

function Checker:judge()
  local addresses = {}
  for address in pairs(self.pages) do table.insert(addresses, address) end
  table.sort(addresses)
  for _, address in ipairs(addresses) do
    for _, link in ipairs(self.pages[address].links or {}) do
      local final, hops = self:resolve(link.target)
      local page = self:short(address)
      if not final then
        self:problem("loop", page, link.written, hops)
      else
        local entry = self.pages[final]
        if not entry then
          self:problem("unvisited", page, link.written, "limit reached")
        elseif entry.code >= 400 then
          self:problem("broken", page, link.written, "status " .. entry.code)
        else
          if hops > 0 then
            self:problem("moved", page, link.written, "now " .. self:short(final))
          end
          if link.fragment and link.fragment ~= "" and entry.anchors and not entry.anchors[link.fragment] then
            self:problem("anchor", page, link.written, "no #" .. link.fragment)
          end
        end
      end
    end
  end
end

function Checker:run()
  self.queue:push(self.start)
  for address, from in self.queue:drain() do
    if self.stats.fetched >= self.limit then break end
    self:visit(address, from)
  end
  self:judge()
  return self.problems, self.stats
end
