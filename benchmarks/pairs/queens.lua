-- All solutions of the queens problem: arrays of flags, backtracking.
local N = 7

local function place(row, columns, rising, falling)
  if row > N then return 1 end
  local count = 0
  for column = 1, N do
    local up, down = row + column, row - column + N
    if not (columns[column] or rising[up] or falling[down]) then
      columns[column], rising[up], falling[down] = true, true, true
      count = count + place(row + 1, columns, rising, falling)
      columns[column], rising[up], falling[down] = false, false, false
    end
  end
  return count
end

return function()
  local columns, rising, falling = {}, {}, {}
  for i = 1, 2 * N do
    columns[i], rising[i], falling[i] = false, false, false
  end
  local solutions = 0
  for _ = 1, 4 do
    solutions = solutions + place(1, columns, rising, falling)
  end
  return solutions
end
