local T = dofile(arg[1])
local headers = require("socket.headers")
T.show("library", headers == require("socket").headers)
local names = {}
for name, canonic in pairs(headers.canonic) do names[#names + 1] = name .. "=" .. canonic end
table.sort(names)
print(table.concat(names, "\n"))
headers.canonic["x-own"] = "X-OWN"
T.show("own", require("socket.headers").canonic["x-own"])
