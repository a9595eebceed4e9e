-- Floating point in nested loops, arrays of floats, a small function in the innermost loop.
local N = 60

local function a(i, j)
  local ij = i + j - 1
  return 1 / (ij * (ij - 1) / 2 + i)
end

local function multiply(x, y)
  for i = 1, N do
    local sum = 0
    for j = 1, N do sum = sum + x[j] * a(i, j) end
    y[i] = sum
  end
end

local function multiply_transposed(x, y)
  for i = 1, N do
    local sum = 0
    for j = 1, N do sum = sum + x[j] * a(j, i) end
    y[i] = sum
  end
end

return function()
  local u, v, t = {}, {}, {}
  for i = 1, N do u[i] = 1 end
  for _ = 1, 5 do
    multiply(u, t) multiply_transposed(t, v)
    multiply(v, t) multiply_transposed(t, u)
  end
  local vbv, vv = 0, 0
  for i = 1, N do
    vbv = vbv + u[i] * v[i]
    vv = vv + v[i] * v[i]
  end
  return string.format("%.9f", math.sqrt(vbv / vv))
end
