-----------------------------------------------------------------------------
-- checksum.lua: checksums with Lua 5.1's doubles only, as running objects
-- that can sit in an ltn12 chain.
-----------------------------------------------------------------------------
local string, math, setmetatable = string, math, setmetatable
local select, unpack = select, unpack
local floor, byte = math.floor, string.byte

module("checksum")

-- Adler-32
local Adler = {}
Adler.__index = Adler

function adler()
  return setmetatable({ a = 1, b = 0, size = 0 }, Adler)
end

function Adler:update(s)
  local a, b = self.a, self.b
  for i = 1, string.len(s) do
    a = a + byte(s, i)
    if a >= 65521 then a = a - 65521 end
    b = b + a
    if b >= 65521 then b = b - 65521 end
  end
  self.a, self.b, self.size = a, b, self.size + string.len(s)
  return self
end

function Adler:value()
  return self.b * 65536 + self.a
end

Adler.__tostring = function(self)
  return string.format("%08x", self:value())
end

-- BSD checksum: rotate right and add, 16 bits
local Bsd = {}
Bsd.__index = Bsd

function bsd()
  return setmetatable({ sum = 0 }, Bsd)
end

function Bsd:update(s)
  local sum = self.sum
  for i = 1, string.len(s) do
    local low = sum % 2
    sum = (sum - low) / 2 + low * 32768 + byte(s, i)
    if sum >= 65536 then sum = sum - 65536 end
  end
  self.sum = sum
  return self
end

Bsd.__tostring = function(self) return string.format("%05d", self.sum) end

-- The filter: passes chunks on unchanged and feeds them to checksums.
function filter(...)
  local sums, n = { ... }, select("#", ...)
  return function(chunk)
    if chunk then
      for i = 1, n do sums[i]:update(chunk) end
    end
    return chunk
  end
end

-- The generator that made the server's download, to verify its bytes without a copy.
function expected(size)
  local x = 42
  local produced = 0
  return function()
    if produced >= size then return nil end
    local n = math.min(1000, size - produced)
    local bytes = {}
    for i = 1, n do
      x = lcg(x)
      bytes[i] = floor(x / 65536) % 256
    end
    produced = produced + n
    return string.char(unpack(bytes))
  end
end

-- x * 1103515245 + 12345 mod 2^31 without losing bits of a double
function lcg(x)
  local high, low = floor(x / 65536), x % 65536
  local product = (high * 1103515245 % 2147483648) * 65536 + low * 1103515245
  return (product + 12345) % 2147483648
end
