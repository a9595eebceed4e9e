-- queue.lua: first in, first out; each item once.
Queue = {}
Queue.__index = Queue

function Queue.new()
  return setmetatable({ first = 1, last = 0, seen = {}, items = {} }, Queue)
end

function Queue:push(key, value)
  if self.seen[key] then return false end
  self.seen[key] = true
  self.last = self.last + 1
  self.items[self.last] = { key, value }
  return true
end

function Queue:pop()
  if self.first > self.last then return nil end
  local item = self.items[self.first]
  self.items[self.first] = nil
  self.first = self.first + 1
  return item[1], item[2]
end

-- for key, value in queue:drain() do ... end; items may be pushed meanwhile
function Queue:drain()
  return function() return self:pop() end
end


function Queue:size()
  return self.last - self.first + 1
end
