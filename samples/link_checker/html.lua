-----------------------------------------------------------------------------
-- html.lua: finds links in HTML with string patterns, good enough for tidy pages.
-----------------------------------------------------------------------------
module("html", package.seeall)

local entities = { amp = "&", lt = "<", gt = ">", quot = '"', apos = "'", nbsp = " " }

-- &amp; &#38; &#x26;
function unescape(s)
  s = string.gsub(s, "&#(%d+);", function(n) return string.char(math.mod(tonumber(n), 256)) end)
  s = string.gsub(s, "&#[xX](%x+);", function(h) return string.char(math.mod(tonumber(h, 16), 256)) end)
  return (string.gsub(s, "&(%a+);", function(name) return entities[name] end))
end

function strip_comments(page)
  return (string.gsub(page, "<!%-%-.-%-%->", ""))
end

-- Attributes of one tag: double quoted, single quoted or bare values.
function attributes(text)
  local found = {}
  local pos = 1
  while true do
    local _, stop, name = string.find(text, "([%w_:-]+)%s*=%s*", pos)
    if not name then break end
    local value
    local quote = string.sub(text, stop + 1, stop + 1)
    if quote == '"' or quote == "'" then
      local _, close, inner = string.find(text, "^(.-)" .. quote, stop + 2)
      if not close then break end
      value, pos = inner, close + 1
    else
      local _, close, bare = string.find(text, "^([^%s>]*)", stop + 1)
      value, pos = bare, close + 1
    end
    found[string.lower(name)] = unescape(value)
  end
  return found
end

-- An iterator over tags: name, attributes.
function tags(page)
  local next_tag = string.gfind(strip_comments(page), "<(%a[%w]*)(.-)/?>")
  return function()
    local name, rest = next_tag()
    if name then return string.lower(name), attributes(rest) end
  end
end

function title(page)
  local t = string.match(page, "<[tT][iI][tT][lL][eE]>%s*(.-)%s*</")
  return t and unescape(t) or "(no title)"
end

local link_attributes = { a = "href", img = "src", link = "href", script = "src", area = "href" }

-- Lists of links and of anchors (ids and names) of a page.
function links(page)
  local found, anchors = {}, {}
  for name, attrs in tags(page) do
    local attribute = link_attributes[name]
    if attribute and attrs[attribute] then
      table.insert(found, { tag = name, target = attrs[attribute] })
    end
    if attrs.id then anchors[attrs.id] = true end
    if name == "a" and attrs.name then anchors[attrs.name] = true end
  end
  return found, anchors
end
