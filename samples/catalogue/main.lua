-- Prints what the catalogue has on each of the words that it is called with.
local catalogue = require "catalogue"

for _, term in ipairs(arg) do
  print("== " .. term)
  print(catalogue.report(term))
end
