-- Runs one of the programs: harness.lua PROGRAM ROUNDS CALLS. For each round a line: seconds of processor time that
-- CALLS calls of the program's function took, and the checksum that it returned.
-- What the program does once, before it returns its function, is not measured; nor is the start of the interpreter.
local program, rounds, calls = ...
local work = assert(loadfile(program))()
for _ = 1, tonumber(rounds) do
  local checksum
  local start = os.clock()
  for _ = 1, tonumber(calls) do checksum = work() end
  print(string.format("%.6f %s", os.clock() - start, checksum))
end
