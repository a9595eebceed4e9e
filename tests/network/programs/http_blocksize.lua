local T = dofile(arg[1])
local http = require("socket.http")

-- socket.BLOCKSIZE decides on the blocks.
local socket = require("socket")
T.show("default", socket.BLOCKSIZE)
socket.BLOCKSIZE = 1000
for _, path in ipairs{ "/blocks", "/until-closed-blocks", "/chunked-large" } do
  local sizes = {}
  http.request{ url = T.base .. path, sink = function(c) sizes[#sizes + 1] = c and #c or -1; return 1 end }
  T.show(path, sizes)
end
