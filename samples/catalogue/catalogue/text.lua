--- Text for people: UTF-8 in, UTF-8 out.
local M = {}

local PLAIN = {
  ["ä"] = "ae", ["ö"] = "oe", ["ü"] = "ue", ["Ä"] = "Ae", ["Ö"] = "Oe", ["Ü"] = "Ue", ["ß"] = "ss", ["é"] = "e", ["É"] = "E",
}

--- Turn a title into a name for URLs and files.
-- @param title any text
-- @param separator what stands between words; default "-"
function M.slug(title, separator)
  separator = separator or "-"
  local plain = title:gsub("[\194-\244][\128-\191]*", PLAIN):lower()
  return (plain:gsub("[^%w]+", separator):gsub("^%p+", ""):gsub("%p+$", ""))
end

--- The number of characters.
function M.length(text)
  return select(2, text:gsub("[^\128-\191]", ""))
end

--- Fill up with blanks, or cut, to a width in characters.
function M.fit(text, width)
  local length = M.length(text)
  if length <= width then
    return text .. (" "):rep(width - length)
  end
  local kept = {}
  for character in text:gmatch("[\1-\127\194-\244][\128-\191]*") do
    if #kept == width - 1 then break end
    kept[#kept + 1] = character
  end
  return table.concat(kept) .. "…"
end

return M
