-- Permutations in arrays of small integers: element reads and writes, swaps, while loops.
local function fannkuch(n)
  local p, q, s, sign, maxflips, sum = {}, {}, {}, 1, 0, 0
  for i = 1, n do p[i], q[i], s[i] = i, i, i end
  while true do
    local first = p[1]
    if first ~= 1 then
      for i = 2, n do q[i] = p[i] end
      local flips = 1
      while true do
        local head = q[first]
        if head == 1 then break end
        q[first] = first
        if first >= 4 then
          local i, j = 2, first - 1
          while i < j do
            q[i], q[j] = q[j], q[i]
            i, j = i + 1, j - 1
          end
        end
        first = head
        flips = flips + 1
      end
      sum = sum + sign * flips
      if flips > maxflips then maxflips = flips end
    end
    if sign == 1 then
      p[1], p[2], sign = p[2], p[1], -1
    else
      p[2], p[3], sign = p[3], p[2], 1
      for i = 3, n do
        local left = s[i]
        if left ~= 1 then
          s[i] = left - 1
          break
        end
        if i == n then return sum .. " " .. maxflips end
        s[i] = i
        local head = p[1]
        for j = 1, i do p[j] = p[j + 1] end
        p[i + 1] = head
      end
    end
  end
end

return function()
  return fannkuch(7)
end
