-- Primes: a large array of booleans, loops with a step.
return function()
  local limit, count = 100000, 0
  local composite = {}
  for i = 1, limit do composite[i] = false end
  for i = 2, limit do
    if not composite[i] then
      count = count + 1
      for multiple = i * i, limit, i do composite[multiple] = true end
    end
  end
  return count
end
