-- Multiplication of matrices: tables of tables of floats.
local N = 60

local function matrix(seed)
  local m = {}
  for i = 1, N do
    local row = {}
    for j = 1, N do row[j] = seed * (i - j) * (i + j) / N end
    m[i] = row
  end
  return m
end

local function multiply(a, b)
  local columns = {}
  for j = 1, N do
    local column = {}
    for k = 1, N do column[k] = b[k][j] end
    columns[j] = column
  end
  local product = {}
  for i = 1, N do
    local row, result = a[i], {}
    for j = 1, N do
      local column, sum = columns[j], 0
      for k = 1, N do sum = sum + row[k] * column[k] end
      result[j] = sum
    end
    product[i] = result
  end
  return product
end

return function()
  local product = multiply(matrix(1), matrix(2))
  local trace = 0
  for i = 1, N do trace = trace + product[i][i] end
  return string.format("%.6f %.6f", trace, product[3][4])
end
