-- JSON written and read by hand, as scripts without a C library do it.
local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\t"] = "\\t" }

local encode

local function encode_string(text)
  return '"' .. text:gsub('["\\\n\t]', escapes) .. '"'
end

local function encode_table(value)
  local parts = {}
  if #value > 0 then
    for i, item in ipairs(value) do parts[i] = encode(item) end
    return "[" .. table.concat(parts, ",") .. "]"
  end
  local names = {}
  for name in pairs(value) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    parts[#parts + 1] = encode_string(name) .. ":" .. encode(value[name])
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

function encode(value)
  local kind = type(value)
  if kind == "string" then return encode_string(value) end
  if kind == "number" then return string.format("%g", value) end
  if kind == "table" then return encode_table(value) end
  return tostring(value)
end

local decode
local unescaped = { n = "\n", t = "\t", ['"'] = '"', ["\\"] = "\\" }

local function decode_string(text, place)
  local parts = {}
  while true do
    local stop = text:find('["\\]', place)
    parts[#parts + 1] = text:sub(place, stop - 1)
    if text:sub(stop, stop) == '"' then return table.concat(parts), stop + 1 end
    parts[#parts + 1] = unescaped[text:sub(stop + 1, stop + 1)]
    place = stop + 2
  end
end

local function decode_array(text, place)
  local result = {}
  if text:sub(place, place) == "]" then return result, place + 1 end
  while true do
    result[#result + 1], place = decode(text, place)
    local separator = text:sub(place, place)
    place = place + 1
    if separator == "]" then return result, place end
  end
end

local function decode_object(text, place)
  local result = {}
  if text:sub(place, place) == "}" then return result, place + 1 end
  while true do
    local name
    name, place = decode_string(text, place + 1)
    result[name], place = decode(text, place + 1)
    local separator = text:sub(place, place)
    place = place + 1
    if separator == "}" then return result, place end
  end
end

function decode(text, place)
  local character = text:sub(place, place)
  if character == '"' then return decode_string(text, place + 1) end
  if character == "{" then return decode_object(text, place + 1) end
  if character == "[" then return decode_array(text, place + 1) end
  if text:sub(place, place + 3) == "true" then return true, place + 4 end
  if text:sub(place, place + 4) == "false" then return false, place + 5 end
  local number = text:match("^-?%d+%.?%d*", place)
  return tonumber(number), place + #number
end

local function sample()
  local people = {}
  for i = 1, 100 do
    people[i] = {
      name = "Person " .. i, age = 20 + i % 50, tags = { "alpha", "be\"ta", "line\nbreak" }, active = i % 3 == 0,
      address = { street = i .. " Main\\Street", zip = 10000 + i, coordinates = { i / 4, -i / 8, 0.5 } },
    }
  end
  return { people = people, version = 2 }
end

return function()
  local text = encode(sample())
  local total = 0
  for _ = 1, 3 do
    local data = decode(text, 1)
    text = encode(data)
    total = total + #data.people[#data.people].tags[2] + data.people[10].address.zip
  end
  return #text + total
end
