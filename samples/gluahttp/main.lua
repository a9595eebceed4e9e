-----------------------------------------------------------------------------
-- All of gluahttp's http module (GopherLua: Lua 5.1 with goto).
-- Usage: main.lua BASE_URL
-----------------------------------------------------------------------------
local here = arg and arg[0] and arg[0]:match("^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path

local http = require("http")
local helper = require("helper")
local section, show, echo, mask, sorted = helper.section, helper.show, helper.echo, helper.mask, helper.sorted

local base = assert(arg[1], "usage: main.lua BASE_URL")
helper.base = base

section("the response")
local response = http.get(base .. "/items/1")
print(type(response), response.status_code, response.body_size, #response.body)
print(response.body)
print(mask(response.url), response.headers["Content-Type"], response.headers["content-type"])
print(response.nothing, response.Body, pcall(function() response.body = "x" end) and "assigned" or "read-only")
print(response.headers ~= response.headers, response.headers["Content-Length"], type(response.cookies), next(response.cookies))

section("methods")
show("get", http.get(base .. "/echo"))
show("head", http.head(base .. "/download"))
print("", http.head(base .. "/download").headers["Content-Length"], http.head(base .. "/download").headers["X-Size"])
echo("post", http.post(base .. "/echo"))
echo("put", http.put(base .. "/echo", { body = "put body" }))
echo("patch", http.patch(base .. "/echo", { body = "patch body" }))
echo("delete", http.delete(base .. "/echo"))
echo("delete body", http.delete(base .. "/echo", { body = "x" }))
echo("request", http.request("OPTIONS", base .. "/echo"))
echo("lower case", http.request("get", base .. "/echo"))
show("created", http.post(base .. "/items", { body = '{"name":"from gopher","price":3}' }))
show("deleted", http.delete(base .. "/items/4"))
show("not found", http.get(base .. "/items/4"))
show("not allowed", http.delete(base .. "/items"))

section("query")
for _, case in ipairs{
  { "in the url", "/echo?a=1" },
  { "option", "/echo", { query = "page=1&x=%20y" } },
  { "replaced", "/echo?a=1&b=2", { query = "c=3" } },
  { "removed", "/echo?a=1", { query = "" } },
  { "no string", "/echo?a=1", { query = 5 } },
  { "fragment", "/echo?a=1#frag", nil },
} do
  local answer, err = http.get(base .. case[2], case[3])
  if not answer then goto continue end
  print(("%-14s %s"):format(case[1], answer.body:match('"query":"(.-)"')))
  ::continue::
end

section("body and form")
echo("body", http.post(base .. "/echo", { body = "plain", headers = { ["Content-Type"] = "text/plain" } }))
echo("form", http.post(base .. "/echo", { form = "a=1&b=2" }))
echo("body wins", http.post(base .. "/echo", { body = "body", form = "a=1" }))
echo("no strings", http.post(base .. "/echo", { body = 5, form = {} }))
echo("header wins", http.post(base .. "/echo", { form = "a=1", headers = { ["content-type"] = "text/other" } }))
print((http.put(base .. "/upload", { body = ("0123456789"):rep(1000) }).body:gsub("\n", "")))

section("headers")
echo("set", http.get(base .. "/echo", { headers = { ["x-demo"] = "one", ["X-Other"] = "two", Accept = "*/*" } }))
echo("number", http.get(base .. "/echo", { headers = { ["X-Demo"] = 42 } }))

section("cookies")
local set = http.get(base .. "/cookies/set")
for name, value in sorted(set.cookies) do print("", name, value) end
print("", set.headers["Set-Cookie"])
print("", (http.get(base .. "/cookies").body:gsub("\n", "")))
print("", (http.get(base .. "/cookies", { cookies = { b = "2", a = "1" } }).body:gsub("\n", "")))
echo("one", http.get(base .. "/echo", { cookies = { session = "abc" } }))

section("auth")
show("none", http.get(base .. "/private"))
show("wrong", http.get(base .. "/private", { auth = { user = "demo", pass = "no" } }))
show("right", http.get(base .. "/private", { auth = { user = "demo", pass = "secret: 100%" } }))
show("no pass", http.get(base .. "/private", { auth = { user = "demo" } }))
echo("header wins", http.get(base .. "/echo", { auth = { user = "a", pass = "b" }, headers = { Authorization = "Bearer token" } }))

section("timeout")
show("in time", http.get(base .. "/slow/10", { timeout = 5 }))
show("in time too", http.get(base .. "/slow/10", { timeout = "5s" }))
show("too late", http.get(base .. "/slow/3000", { timeout = "50ms" }))
show("zero", http.get(base .. "/echo", { timeout = 0 }))
show("half", http.get(base .. "/echo", { timeout = 0.5 }))
show("negative", http.get(base .. "/echo", { timeout = "-5s" }))
show("soon", http.get(base .. "/echo", { timeout = "soon" }))
show("no unit", http.get(base .. "/echo", { timeout = "10" }))
show("years", http.get(base .. "/echo", { timeout = "10y" }))

section("redirects")
for _, code in ipairs{ 301, 302, 303, 307, 308 } do
  local url = base .. "/redirect/" .. code
  show(code .. " get", http.get(url))
  local posted = http.post(url, { body = "kept?" })
  print("", posted.status_code, mask(posted.url), posted.body:match('"method":"(%u+)"') or posted.headers["Location"])
  posted = http.post(url)
  print("", posted.status_code, mask(posted.url), posted.body:match('"method":"(%u+)"') or posted.headers["Location"])
end
show("9 hops", http.get(base .. "/hops/9"))
show("12 hops", http.get(base .. "/hops/12"))
show("moved page", http.get(base .. "/old"))

section("content")
local zipped = http.get(base .. "/gzip")
show("gzip", zipped)
print("", zipped.headers["Content-Encoding"], zipped.headers["Content-Length"], zipped.body:sub(1, 24))
local plain = http.get(base .. "/gzip", { headers = { ["Accept-Encoding"] = "identity" } })
print("", plain.headers["Content-Encoding"], plain.headers["Content-Length"], plain.body == zipped.body)
show("download", http.get(base .. "/download"))
show("until close", http.get(base .. "/download/close"))
show("chunked", http.get(base .. "/download/chunked"))

section("errors")
show("refused", http.get("http://127.0.0.1:1/x"))
show("empty", http.get(""))
show("no method", http.request())
show("no url", http.request("get"))
show("bad method", http.request("BAD METHOD", base .. "/echo"))
show("bad host", http.get("http://a b/"))
show("no host", http.get("http:"))
show("scheme", http.get("ftp://example.com/"))

section("request_batch")
local responses, errors = http.request_batch{
  { "get", base .. "/items/1" },
  { "post", base .. "/echo", { body = "in a batch" } },
  { "head", base .. "/download" },
}
print(#responses, errors)
for i, r in ipairs(responses) do show("batch " .. i, r) end
responses, errors = http.request_batch{
  { "get", base .. "/items/2" },
  { "get", "" },
  "no table",
  { "get", base .. "/items/4711" },
  { "get", base .. "/echo", { timeout = "never" } },
}
for i = 1, 5 do show("mixed " .. i, responses[i], errors[i]) end
local started = os.time()
responses, errors = http.request_batch((function()
  local list = {}
  for i = 1, 10 do list[i] = { "get", base .. "/slow/300" } end
  return list
end)())
print(#responses, errors, os.time() - started <= 2 and "at the same time" or "one after the other")
print(#http.request_batch{}, type(http.response), type(http.response.__index))
