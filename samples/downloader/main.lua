-----------------------------------------------------------------------------
-- Downloads and uploads through ltn12 chains. Usage: main.lua BASE_URL
-----------------------------------------------------------------------------
local here = string.match(arg[0], "^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path

local http = require "socket.http"
local ltn12 = require "ltn12"
local mime = require "mime"
require "checksum"
require "progress"

local base = assert(arg[1], "usage: main.lua BASE_URL")
local function printf(...) io.write(string.format(unpack(arg))) end

-----------------------------------------------------------------------------
print("expected bytes, generated here")
local wanted = checksum.adler()
ltn12.pump.all(checksum.expected(300000), function(chunk)
  if chunk then wanted:update(chunk) end
  return 1
end)
printf("  %d bytes, adler %s\n", wanted.size, tostring(wanted))

-----------------------------------------------------------------------------
print("downloads")
local file_name = os.tmpname()
for _, path in ipairs{ "/download", "/download/close", "/download/chunked" } do
  local sum, bsd = checksum.adler(), checksum.bsd()
  local total
  if path == "/download" then
    local _, _, head = http.request{ url = base .. path, method = "HEAD" }
    total = tonumber(head["content-length"])
    printf("  HEAD says %d bytes of %s\n", total, head["content-type"])
  end
  local handle = assert(io.open(file_name, "wb"))
  local ok, code, headers = http.request{
    url = base .. path,
    step = progress(total, 75000, bar(20)),
    sink = ltn12.sink.chain(checksum.filter(sum, bsd), ltn12.sink.file(handle)),
  }
  printf("  %-18s %s %d %s %s, length %s, transfer %s\n", path, tostring(ok), code, tostring(sum), tostring(bsd),
    tostring(headers["content-length"]), tostring(headers["transfer-encoding"]))
  assert(sum:value() == wanted:value(), "checksum differs")
  local back = checksum.adler()
  local reread = assert(io.open(file_name, "rb"))
  assert(ltn12.pump.all(ltn12.source.file(reread), function(chunk) if chunk then back:update(chunk) end return 1 end))
  printf("  %-18s %d bytes on disk, %s\n", "", back.size, back:value() == wanted:value() and "same" or "DIFFERENT")
end

-----------------------------------------------------------------------------
print("errors in chains")
local seen = 0
print(" ", http.request{ url = base .. "/download", sink = function(chunk)
  seen = seen + string.len(chunk or "")
  if seen > 10000 then return nil, "disk full" end
  return 1
end })
print(" ", http.request{ url = base .. "/upload", method = "POST", source = function() return nil, "source broke" end, sink = ltn12.sink.null() })
print(" ", pcall(http.request, { url = base .. "/download", step = function() error("step raised", 0) end }))
print(" ", ltn12.pump.all(ltn12.source.error("no source"), ltn12.sink.null()))
print(" ", ltn12.pump.all(ltn12.source.string("x"), ltn12.sink.error("no sink")))

-----------------------------------------------------------------------------
print("mime")
local samples = {
  "", "f", "fo", "foo", "foob", "hello world", "a\0b\255\254", string.rep("long line ", 12),
  "caf\195\169 = 100%\r\ntrailing blank \r\n", "tab\tend\t", ".\r\n.dot",
}
-- what comes out of filters for a string
local function through(text, ...)
  local out = {}
  local source = ltn12.source.string(text)
  for _, filter in ipairs{ ... } do source = ltn12.source.chain(source, filter) end
  assert(ltn12.pump.all(source, (ltn12.sink.table(out))))
  return table.concat(out)
end
for _, s in ipairs(samples) do
  local b64 = through(s, mime.encode("base64"), mime.wrap("base64"))
  local quoted = through(s, mime.encode("quoted-printable"), mime.wrap("quoted-printable"))
  printf("  %q\n    b64 %s\n    qp  %s\n", string.sub(s, 1, 20), (string.gsub(b64, "\r\n", "~")), (string.gsub(quoted, "\r\n", "~")))
  assert(through(b64, mime.decode("base64")) == s, "base64 round trip")
  assert(through(quoted, mime.decode("quoted-printable")) == s, "quoted-printable round trip")
end
print("  " .. string.gsub(mime.wrp(0, "wrap this text after ten", 10), "\r\n", "~"))
print("  " .. mime.eol(0, "unix\nmac\rdos\r\nend", "~"))
print("  " .. string.gsub(mime.dot(2, ".first\r\n.second\r\nthird."), "\r\n", "~"))
local three = ltn12.filter.chain(mime.encode("base64"), mime.wrap("base64", 40), mime.normalize("~"))
local twice = ltn12.source.cat(ltn12.source.string("a chain of three filters, fed in two parts: "), ltn12.source.string("second part"))
local collected = {}
ltn12.pump.all(ltn12.source.chain(twice, three), (ltn12.sink.table(collected)))
print("  " .. table.concat(collected))

-----------------------------------------------------------------------------
print("uploads")
local function upload(label, request)
  local answer = {}
  request.url = base .. "/upload"
  request.method = request.method or "POST"
  request.sink = ltn12.sink.table(answer)
  local ok, code, headers, status = http.request(request)
  printf("  %-16s %s %s", label, tostring(code), table.concat(answer))
end
local text = string.rep("line of text\n", 1000)
upload("with length", { source = ltn12.source.string(text), headers = { ["content-length"] = string.len(text), ["content-type"] = "text/plain" } })
upload("chunked", { source = ltn12.source.string(text), method = "PUT" })
upload("file", { source = ltn12.source.file(io.open(file_name, "rb")) })
upload("generated", { source = checksum.expected(5000), headers = { ["content-length"] = 5000 } })
upload("base64", {
  source = ltn12.source.chain(ltn12.source.string(text), ltn12.filter.chain(mime.encode("base64"), mime.wrap())),
  headers = { ["content-type"] = "application/base64" },
})
upload("concatenated", { source = ltn12.source.cat(ltn12.source.string("one "), ltn12.source.string("two "), ltn12.source.empty(), ltn12.source.string("three")) })
upload("nothing", { source = ltn12.source.empty(), headers = { ["content-length"] = 0 } })
local body, code = http.request(base .. "/upload", "simple=form&x=1")
printf("  %-16s %d %s", "simple form", code, body)

os.remove(file_name)
print("done")
