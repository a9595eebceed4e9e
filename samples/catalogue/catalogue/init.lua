--- Search a library's catalogue.
local api = require "catalogue.api"
local text = require "catalogue.text"
local Shelf = require "catalogue.shelf"

local M = { WIDTH = 24 }

--- The shelf with what a search finds; nil and a message if it fails.
function M.find(term)
  local books, message = api.search(term)
  if not books then
    return nil, message
  end
  local shelf = Shelf.new(term)
  for _, book in ipairs(books) do
    shelf:add(book)
  end
  return shelf
end

--- A table for people.
function M.report(term)
  local shelf, message = M.find(term)
  if not shelf then
    return "Nothing: " .. message
  end
  local lines = {}
  for number, book in shelf:by_year() do
    lines[number] = ("%s %d %6.2f  %s"):format(text.fit(book.title, M.WIDTH), book.year, book.price, text.slug(book.title))
  end
  local sum, count = shelf:total()
  lines[#lines + 1] = ("%d books, %.2f"):format(count, sum)
  return table.concat(lines, "\n")
end

return M
