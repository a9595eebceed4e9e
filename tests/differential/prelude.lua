-- What generated programs print with: text without addresses, and tables in a fixed order.
local type, tostring, next, rawget, select, pcall, sort, format, gsub, concat, write, ipairs =
  type, tostring, next, rawget, select, pcall, table.sort, string.format, string.gsub, table.concat, io.write, ipairs
local math_type = math.type

--- Addresses differ from run to run.
function _G.tostring(...)
  local text = tostring(...)
  if type((...)) == "string" then return text end
  return (gsub(text, ": 0x%x+", ""))
end

local function number(v)
  if v ~= v then return "nan" end
  if math_type and math_type(v) == "integer" then return format("%d", v) end
  local text = format("%.17g", v)
  return math_type and text .. "f" or text
end

local rank = { boolean = 1, number = 2, string = 3, table = 4, ["function"] = 5, thread = 6, userdata = 7 }

local function before(a, b)
  local ta, tb = type(a), type(b)
  if ta ~= tb then return rank[ta] < rank[tb] end
  if ta == "number" or ta == "string" then return a < b end
  if ta == "boolean" then return not a and b end
  return false
end

local left  -- how many more items are shown: tables may be large

local function text(v, depth, seen)
  local kind = type(v)
  if kind == "number" then return number(v) end
  if kind == "string" then return format("%q", (gsub(v, "(%a+): 0x%x+", "%1"))) end
  if kind ~= "table" then return kind == "boolean" and tostring(v) or kind end
  if seen[v] then return "cycle" end
  if depth == 0 or left <= 0 then return "{...}" end
  seen[v] = true
  local keys, parts = {}, {}
  for key in next, v do
    if #keys > 300 then return "{... and more}" end
    keys[#keys + 1] = key
  end
  sort(keys, before)
  for i, key in ipairs(keys) do
    left = left - 1
    if left < 0 then
      parts[i] = "..."
      break
    end
    parts[i] = "[" .. text(key, 1, seen) .. "]=" .. text(rawget(v, key), depth - 1, seen)
  end
  seen[v] = nil
  return "{" .. concat(parts, ",") .. "}"
end

local function written(...)
  local parts = {}
  left = 300
  for i = 1, select("#", ...) do parts[i] = text((select(i, ...)), 3, {}) end
  write(concat(parts, " "), "\n")
end

--- Print values so that two interpreters can be compared.
show = written

--- Call a function under pcall and print what it returns or raises.
function check(name, f, ...)
  write(name, ": ")
  written(pcall(f, ...))
end

--- The keys of a table in a fixed order.
function sorted_keys(t)
  local keys = {}
  for key in next, t do keys[#keys + 1] = key end
  sort(keys, before)
  return keys
end

minus_zero = tonumber("-0")

--- Whether a list has one order: numbers but no NaN, or strings.
function sortable(t)
  local kind
  for _, v in next, type(t) == "table" and t or {} do
    kind = kind or type(v)
    if v ~= v or type(v) ~= kind or kind ~= "number" and kind ~= "string" then return false end
  end
  return true
end
