local T = dofile(arg[1])
local https = require("ssl.https")
-- A server that closes without ending TLS.
for _, path in ipairs{ "/hello", "/chunked", "/nothing", "/cut-body", "/until-closed" } do
  T.try(path, https.request, T.rude .. path)
end
