-- A priority queue in an array: events in the order of their time.
local Heap = {}
Heap.__index = Heap

function Heap.new()
  return setmetatable({ size = 0 }, Heap)
end

function Heap:push(time, name)
  local place = self.size + 1
  self.size = place
  local entry = { time = time, name = name }
  while place > 1 do
    local parent = math.floor(place / 2)
    local above = self[parent]
    if above.time <= time then break end
    self[place] = above
    place = parent
  end
  self[place] = entry
end

function Heap:pop()
  local top, size = self[1], self.size
  local last = self[size]
  self[size] = nil
  size = size - 1
  self.size = size
  local place, time = 1, last.time
  while true do
    local child = 2 * place
    if child > size then break end
    local below = self[child]
    if child < size and self[child + 1].time < below.time then
      child = child + 1
      below = self[child]
    end
    if time <= below.time then break end
    self[place] = below
    place = child
  end
  if size > 0 then self[place] = last end
  return top
end

return function()
  local heap, seed, checksum = Heap.new(), 3, 0
  for i = 1, 300 do
    seed = seed * 16807 % 2147483647
    heap:push(seed % 100000 * 1000 + i, "event")
  end
  for i = 1, 2000 do
    local event = heap:pop()
    checksum = (checksum * 31 + event.time) % 1000003
    seed = seed * 16807 % 2147483647
    heap:push(event.time + seed % 5000 * 1000 + i, "again")
  end
  while heap.size > 0 do checksum = (checksum * 31 + heap:pop().time) % 1000003 end
  return string.format("%d", checksum)
end
