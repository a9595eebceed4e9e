-- Runs one benchmark of are-we-fast-yet, in its folder benchmarks/Lua: awfy.lua NAME ITERATIONS INNER.
-- For each iteration a line: seconds of processor time.
local name, iterations, inner = ...
local benchmark = require(name:lower())
for _ = 1, tonumber(iterations) do
  local start = os.clock()
  assert(benchmark:inner_benchmark_loop(tonumber(inner)), "wrong result")
  print(string.format("%.6f", os.clock() - start))
end
