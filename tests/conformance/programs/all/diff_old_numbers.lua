--@ lua: 51 52 jit
-- strings beyond 2^53 are rounded before they are operands; io.read("*n") takes what C's fscanf takes
local s = "9007199254740993"
print(string.format("%.0f %.0f %.0f %.0f", s - 4, -s, s * 1, 2 + s))
local name = os.tmpname()
local function read(text)
  local file = assert(io.open(name, "wb"))
  file:write(text)
  file:close()
  file = assert(io.open(name, "rb"))
  print(text:sub(1, 20), tostring(file:read("*n")), tostring(file:read("*n")), file:read("*a"))
  file:close()
end
for _, text in ipairs{"12 34", "0x10 0xff", "1e5x", "1e", "1e+", "nan", "inf", "-inf 5", "infinity 7", "infix", "nobody", ".5 .",
                      "-", "- 5", "1.2.3", "1e400 -1e400", "0x1p4", ("1"):rep(250) .. " 5", "", "  "} do read(text) end
os.remove(name)
