-- Templates: placeholders replaced by values, conditional lines, HTML escaped.
local page = [[
<html><head><title>{{title}}</title></head>
<body class="{{class}}">
<h1>{{title}}</h1>
{{rows}}
<p>{{footer}} &mdash; {{missing}}</p>
</body></html>
]]
local row = '<tr id="r{{id}}"><td>{{name}}</td><td>{{price}}</td><td>{{note}}</td></tr>'

local entities = { ["<"] = "&lt;", [">"] = "&gt;", ["&"] = "&amp;", ['"'] = "&quot;" }

local function escape(text)
  return (text:gsub('[<>&"]', entities))
end

local function render(template, values)
  return (template:gsub("{{(%w+)}}", function(name)
    local value = values[name]
    if value == nil then return "" end
    return tostring(value)
  end))
end

return function()
  local total = 0
  for pass = 1, 10 do
    local rows = {}
    for id = 1, 100 do
      rows[#rows + 1] = render(row, {
        id = id, name = escape("Item <" .. id .. "> & more"), price = string.format("%.2f", id * 1.25),
        note = id % 2 == 0 and escape('"even"') or "odd",
      })
    end
    local text = render(page, {
      title = escape("Report & <list> " .. pass), class = "plain", rows = table.concat(rows, "\n"), footer = "end",
    })
    total = total + #text
  end
  return total
end
