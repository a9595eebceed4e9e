--- A shelf of books.
local Shelf = {}
Shelf.__index = Shelf

--- An empty shelf.
function Shelf.new(name)
  return setmetatable({ name = name, books = {} }, Shelf)
end

--- Put a book on the shelf.
-- @param book a table with title, author, year and price
-- @raise if the book has no title
function Shelf:add(book)
  if not book.title then
    error("a book without a title", 2)
  end
  self.books[#self.books + 1] = book
  return self
end

--- Iterate over the books, oldest first.
function Shelf:by_year()
  local sorted = { table.unpack(self.books) }
  table.sort(sorted, function(a, b)
    if a.year ~= b.year then return a.year < b.year end
    return a.title < b.title
  end)
  return coroutine.wrap(function()
    for number, book in ipairs(sorted) do
      coroutine.yield(number, book)
    end
  end)
end

--- What all books cost together, and how many there are.
function Shelf:total()
  local sum = 0
  for _, book in ipairs(self.books) do
    sum = sum + book.price
  end
  return sum, #self.books
end

return Shelf
