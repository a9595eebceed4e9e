-- Strings built piece by piece: concatenation in loops, reversal, a cipher on bytes, formatted lines, hexadecimal.
local function caesar(text, shift)
  local result = {}
  for i = 1, #text do
    local byte = text:byte(i)
    if byte >= 97 and byte <= 122 then
      byte = (byte - 97 + shift) % 26 + 97
    elseif byte >= 65 and byte <= 90 then
      byte = (byte - 65 + shift) % 26 + 65
    end
    result[i] = string.char(byte)
  end
  return table.concat(result)
end

local function reversed(text)
  local result = ""
  for i = 1, #text do result = text:sub(i, i) .. result end
  return result
end

local function hex(text)
  local result = ""
  for i = 1, #text do result = result .. string.format("%02x", text:byte(i)) end
  return result
end

local function adler(text)
  local a, b = 1, 0
  for i = 1, #text do
    a = (a + text:byte(i)) % 65521
    b = (b + a) % 65521
  end
  return b * 65536 + a
end

return function()
  local text = ("The quick brown Fox jumps over the lazy Dog. "):rep(8)
  local sum = 0
  for i = 1, 12 do
    local line = caesar(text, i)
    line = reversed(line:upper()) .. "|" .. hex(line:sub(1, 80)) .. "|" .. i .. ":" .. #line
    sum = (sum + adler(line)) % 4294967296
  end
  return string.format("%d", sum)
end
