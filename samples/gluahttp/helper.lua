-- helper.lua: what the script prints with
local M = {}

M.base = ""

-- The base URL differs from run to run.
function M.mask(text)
  if text == nil then return "nil" end
  text = tostring(text)
  local from, to = text:find(M.base, 1, true)
  while M.base ~= "" and from do
    text = text:sub(1, from - 1) .. "BASE" .. text:sub(to + 1)
    from, to = text:find(M.base, 1, true)
  end
  return text
end

function M.section(name)
  print("-- " .. name)
end

-- status, size and final address of a response, or the error
function M.show(label, response, err)
  if not response then
    print(("%-14s error: %s"):format(label, M.mask(err)))
    return
  end
  print(("%-14s %d %6d %s"):format(label, response.status_code, response.body_size, M.mask(response.url)))
end

-- what /echo saw
function M.echo(label, response, err)
  if not response then return M.show(label, response, err) end
  print(("%-14s %s"):format(label, (response.body:gsub("\n$", ""))))
end

function M.sorted(t)
  local keys = {}
  for k in pairs(t) do keys[#keys + 1] = k end
  table.sort(keys)
  local i = 0
  return function()
    i = i + 1
    if keys[i] then return keys[i], t[keys[i]] end
  end
end

return M
