local T = dofile(arg[1])
local http = require("socket.http")
-- Relative locations.
for _, path in ipairs{
  "/relative",
  "/dir/relative",
  "/dir/sibling",
  "/query-only",
  "/to-spaces",
  "/double-slash",
  "/to-echo",
} do
  T.try(path, http.request, T.base .. path)
end
