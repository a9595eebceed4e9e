local T = dofile(arg[1])
local http = require("socket.http")

-- The follow-up fails.
T.try("refused", http.request, T.base .. "/to-refused")
