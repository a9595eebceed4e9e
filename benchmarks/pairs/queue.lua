-- The shortest way through a maze: a grid, and a queue with a head and a tail.
local SIZE = 81

local function maze()
  local grid = {}
  for y = 1, SIZE do
    local row = {}
    for x = 1, SIZE do row[x] = (x * 7 + y * 13 + x * y) % 5 == 0 and "#" or " " end
    grid[y] = row
  end
  grid[1][1], grid[SIZE][SIZE] = " ", " "
  return grid
end

local grid = maze()
local steps = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } }

local function distances(start_x, start_y)
  local distance = {}
  for y = 1, SIZE do distance[y] = {} end
  local queue, head, tail = { { x = start_x, y = start_y } }, 1, 1
  distance[start_y][start_x] = 0
  while head <= tail do
    local cell = queue[head]
    queue[head] = nil
    head = head + 1
    local far = distance[cell.y][cell.x] + 1
    for _, step in ipairs(steps) do
      local x, y = cell.x + step[1], cell.y + step[2]
      if x >= 1 and x <= SIZE and y >= 1 and y <= SIZE and grid[y][x] ~= "#" and not distance[y][x] then
        distance[y][x] = far
        tail = tail + 1
        queue[tail] = { x = x, y = y }
      end
    end
  end
  return distance
end

return function()
  local distance = distances(1, 1)
  local reached, total = 0, 0
  for y = 1, SIZE do
    for x = 1, SIZE do
      local far = distance[y][x]
      if far then
        reached = reached + 1
        total = total + far
      end
    end
  end
  return reached .. " " .. total
end
