-- Many small objects that live shortly.
local function tree(depth)
  if depth == 0 then return {} end
  return { left = tree(depth - 1), right = tree(depth - 1) }
end

local function count(node)
  if not node.left then return 1 end
  return 1 + count(node.left) + count(node.right)
end

return function()
  local kept = tree(11)
  local total = 0
  for depth = 4, 11, 2 do
    for _ = 1, 2 ^ (11 - depth) do total = total + count(tree(depth)) end
  end
  return total + count(kept)
end
