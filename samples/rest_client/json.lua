-----------------------------------------------------------------------------
-- json.lua: JSON encoding and decoding in plain Lua 5.1.
-- Objects become tables with string keys, arrays tables with keys 1..n.
-- null becomes json.null, so that it survives in tables.
-----------------------------------------------------------------------------
local string, table, math = string, table, math
local type, pairs, ipairs, tostring, tonumber = type, pairs, ipairs, tostring, tonumber
local error, setmetatable, getmetatable, select = error, setmetatable, getmetatable, select
local base = _G

module("json")

_VERSION = "json 0.3"

-- the one value that stands for null
null = setmetatable({}, { __tostring = function() return "null" end })

-- tables marked by json.array{} are written as arrays even when empty
local array_mt = { __jsontype = "array" }

function array(t)
  return setmetatable(t or {}, array_mt)
end

-----------------------------------------------------------------------------
-- Encoding
-----------------------------------------------------------------------------
local escapes = {
  ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f",
  ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t",
}

local function escape_char(c)
  return escapes[c] or string.format("\\u%04x", string.byte(c))
end

local function quote(s)
  return '"' .. string.gsub(s, '[%c"\\]', escape_char) .. '"'
end

local function is_array(t)
  local mt = getmetatable(t)
  if mt and mt.__jsontype == "array" then return true end
  local n = table.getn(t)
  if n == 0 then return false end
  for k in pairs(t) do
    if type(k) ~= "number" or k < 1 or k > n or math.floor(k) ~= k then
      return false
    end
  end
  return true
end

local encode_value

local function encode_array(t, out)
  table.insert(out, "[")
  for i, v in ipairs(t) do
    if i > 1 then table.insert(out, ",") end
    encode_value(v, out)
  end
  table.insert(out, "]")
end

local function encode_object(t, out)
  local keys = {}
  for k in pairs(t) do
    if type(k) ~= "string" then
      error("cannot encode a key of type " .. type(k), 0)
    end
    table.insert(keys, k)
  end
  table.sort(keys)
  table.insert(out, "{")
  for i = 1, table.getn(keys) do
    if i > 1 then table.insert(out, ",") end
    table.insert(out, quote(keys[i]) .. ":")
    encode_value(t[keys[i]], out)
  end
  table.insert(out, "}")
end

local function encode_number(n)
  if n ~= n or n == math.huge or n == -math.huge then
    error("cannot encode " .. tostring(n), 0)
  end
  if n == math.floor(n) and math.abs(n) < 1e15 then
    return string.format("%d", n)
  end
  return string.format("%.14g", n)
end

local encoders = {
  ["nil"] = function(v, out) table.insert(out, "null") end,
  boolean = function(v, out) table.insert(out, tostring(v)) end,
  number = function(v, out) table.insert(out, encode_number(v)) end,
  string = function(v, out) table.insert(out, quote(v)) end,
  table = function(v, out)
    if v == null then
      table.insert(out, "null")
    elseif is_array(v) then
      encode_array(v, out)
    else
      encode_object(v, out)
    end
  end,
}

function encode_value(v, out)
  local encoder = encoders[type(v)]
  if not encoder then error("cannot encode a " .. type(v), 0) end
  encoder(v, out)
end

function encode(v)
  local out = {}
  encode_value(v, out)
  return table.concat(out)
end

-----------------------------------------------------------------------------
-- Decoding: a scanner object with a position
-----------------------------------------------------------------------------
local Scanner = {}
Scanner.__index = Scanner

local function new_scanner(text)
  return setmetatable({ text = text, pos = 1 }, Scanner)
end

function Scanner:fail(what)
  local line = 1
  for _ in string.gfind(string.sub(self.text, 1, self.pos - 1), "\n") do line = line + 1 end
  error(string.format("%s at character %d, line %d", what, self.pos, line), 0)
end

function Scanner:space()
  self.pos = string.find(self.text, "[^ \t\r\n]", self.pos) or string.len(self.text) + 1
end

function Scanner:accept(char)
  self:space()
  if string.sub(self.text, self.pos, self.pos) == char then
    self.pos = self.pos + 1
    return true
  end
end

function Scanner:expect(char)
  if not self:accept(char) then self:fail("'" .. char .. "' expected") end
end

-- a code point as UTF-8
local function utf8(code)
  if code < 0x80 then
    return string.char(code)
  elseif code < 0x800 then
    return string.char(0xC0 + math.floor(code / 0x40), 0x80 + math.mod(code, 0x40))
  elseif code < 0x10000 then
    return string.char(0xE0 + math.floor(code / 0x1000),
      0x80 + math.mod(math.floor(code / 0x40), 0x40), 0x80 + math.mod(code, 0x40))
  end
  return string.char(0xF0 + math.floor(code / 0x40000),
    0x80 + math.mod(math.floor(code / 0x1000), 0x40),
    0x80 + math.mod(math.floor(code / 0x40), 0x40), 0x80 + math.mod(code, 0x40))
end

local unescapes = {
  b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/",
}

function Scanner:hex4()
  local hex = string.match(self.text, "^%x%x%x%x", self.pos)
  if not hex then self:fail("four hexadecimal digits expected") end
  self.pos = self.pos + 4
  return tonumber(hex, 16)
end

function Scanner:unicode()
  local code = self:hex4()
  if code >= 0xD800 and code < 0xDC00 and string.sub(self.text, self.pos, self.pos + 1) == "\\u" then
    self.pos = self.pos + 2
    code = 0x10000 + (code - 0xD800) * 0x400 + (self:hex4() - 0xDC00)
  end
  return utf8(code)
end

function Scanner:string()
  local parts = {}
  while true do
    local stop = string.find(self.text, '["\\]', self.pos)
    if not stop then self:fail("unfinished string") end
    table.insert(parts, string.sub(self.text, self.pos, stop - 1))
    self.pos = stop + 1
    if string.sub(self.text, stop, stop) == '"' then break end
    local e = string.sub(self.text, self.pos, self.pos)
    self.pos = self.pos + 1
    if e == "u" then
      table.insert(parts, self:unicode())
    else
      table.insert(parts, unescapes[e] or self:fail("invalid escape"))
    end
  end
  return table.concat(parts)
end

function Scanner:object()
  local result = {}
  if self:accept("}") then return result end
  repeat
    self:expect('"')
    local key = self:string()
    self:expect(":")
    result[key] = self:value()
  until not self:accept(",")
  self:expect("}")
  return result
end

function Scanner:array()
  local result, n = array{}, 0
  if self:accept("]") then return result end
  repeat
    n = n + 1
    result[n] = self:value()
  until not self:accept(",")
  self:expect("]")
  return result
end

local literals = { ["true"] = true, ["false"] = false, ["null"] = null }

function Scanner:value()
  if self:accept("{") then return self:object() end
  if self:accept("[") then return self:array() end
  if self:accept('"') then return self:string() end
  local word = string.match(self.text, "^%a+", self.pos)
  if word and literals[word] ~= nil then
    self.pos = self.pos + string.len(word)
    return literals[word]
  end
  local number = string.match(self.text, "^-?%d+%.?%d*[eE]?[+-]?%d*", self.pos)
  if not number or not tonumber(number) then self:fail("value expected") end
  self.pos = self.pos + string.len(number)
  return tonumber(number)
end

-- Gives the value, or nil and a message.
function decode(text)
  local scanner = new_scanner(text)
  local ok, value = base.pcall(scanner.value, scanner)
  if not ok then return nil, value end
  scanner:space()
  if scanner.pos <= string.len(text) then
    ok, value = base.pcall(scanner.fail, scanner, "trailing garbage")
    return nil, value
  end
  return value
end
