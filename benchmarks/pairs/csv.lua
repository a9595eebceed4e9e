-- Comma-separated values read character by character, with quotes; columns summed by group.
local function source()
  local lines = { "id,name,group,amount" }
  for i = 1, 300 do
    lines[#lines + 1] = string.format('%d,"Name, %d ""x""",g%d,%d.5', i, i, i % 7, i * 3 % 100)
  end
  return table.concat(lines, "\n") .. "\n"
end

local text = source()

local function parse(input)
  local rows, row, field, quoted = {}, {}, {}, false
  local i, length = 1, #input
  while i <= length do
    local c = input:sub(i, i)
    if quoted then
      if c == '"' then
        if input:sub(i + 1, i + 1) == '"' then
          field[#field + 1] = '"'
          i = i + 1
        else
          quoted = false
        end
      else
        field[#field + 1] = c
      end
    elseif c == '"' then
      quoted = true
    elseif c == "," then
      row[#row + 1] = table.concat(field)
      field = {}
    elseif c == "\n" then
      row[#row + 1] = table.concat(field)
      rows[#rows + 1] = row
      row, field = {}, {}
    else
      field[#field + 1] = c
    end
    i = i + 1
  end
  return rows
end

return function()
  local rows = parse(text)
  local sums, names = {}, 0
  for i = 2, #rows do
    local _, name, group, amount = (table.unpack or unpack)(rows[i])
    sums[group] = (sums[group] or 0) + tonumber(amount)
    names = names + #name
  end
  return string.format("%d %d %.1f", #rows, names, sums.g3)
end
