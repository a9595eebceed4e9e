-----------------------------------------------------------------------------
-- A tour of a REST API. Usage: main.lua BASE_URL
-----------------------------------------------------------------------------
local here = string.match(arg[0], "^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path

require "class"
require "client"
local json = require "json"

if not arg[1] then
  io.stderr:write("usage: main.lua BASE_URL\n")
  os.exit(2)
end

local function printf(...) io.write(string.format(unpack(arg))) end
local function section(title) printf("\n== %s %s\n", title, string.rep("=", 50 - string.len(title))) end

local naps = {}
local api = Client(arg[1], {
  retries = 3,
  sleep = function(seconds) table.insert(naps, seconds) end,
  log = function(...) printf("   ! " .. string.format(...) .. "\n") end,
})

local function show(item)
  printf("#%d %-12s %8.2f  stock %2d  [%s]\n", item.id, item.name, item.price, item.stock, table.concat(item.tags, ","))
end

-----------------------------------------------------------------------------
section "reset and list"
print(json.encode(api:post("/reset")))
local list = api:get("/items")
print(list.count .. " items")
table.foreachi(list.items, function(_, item) show(item) end)

section "filter"
for _, tag in ipairs{ "usb", "output", "no&such=tag" } do
  local found = api:get("/items", { tag = tag })
  printf("tag %-12s %d\n", tag, found.count)
end

section "create"
local created, code, headers = api:post("/items", { name = 'a "quoted"\n\tname', price = 1.5, tags = { "new", "x" } })
print(code, headers.location)
print(json.encode(created))
local empty = api:post("/items", { name = "empty tags", price = 0, tags = json.array{} })
print(json.encode(empty))

section "read, change, patch"
show(api:get("/items/1"))
created.name, created.price = "renamed", 2
show(api:put("/items/" .. created.id, created))
show(api:patch("/items/" .. created.id, { stock = 99 }))
local total = 0
for _, item in ipairs(api:get("/items").items) do total = total + item.price * item.stock end
printf("stock is worth %.2f\n", total)

section "delete"
local answer, status = api:delete("/items/" .. created.id)
printf("%d %q\n", status, answer)
print(select(2, try(api.delete, api, "/items/" .. created.id)))

section "errors"
local cases = {
  { "not found", function() return api:get("/items/4711") end },
  { "no route", function() return api:get("/nothing/here") end },
  { "method", function() return api:delete("/items") end },
  { "invalid", function() return api:post("/items", { name = "", price = -1 }) end },
  { "no JSON", function() return api:get("/status/418") end },
  { "refused", function() return Client("http://127.0.0.1:1"):get("/") end },
}
for _, case in ipairs(cases) do
  local ok, err = try(case[2])
  printf("%-10s %s %s\n", case[1], tostring(ok), tostring(err))
  if err.data and type(err.data) == "table" and err.data.fields then
    local fields = {}
    for name, message in pairs(err.data.fields) do table.insert(fields, name .. " " .. message) end
    table.sort(fields)
    for _, line in ipairs(fields) do printf("%11s- %s\n", "", line) end
  end
end
print((string.gsub(select(2, pcall(try, function() local t = nil; return t.field end)), "^.*/", "")))

section "retries"
local result = api:get("/flaky/one")
print(json.encode(result), "naps: " .. table.concat(naps, " "))
api.retries = 1
local ok, err = try(api.get, api, "/flaky/two")
print(ok, tostring(err), err.code, err.data.attempt)
api.retries = 3

section "basic auth"
print(select(2, try(api.get, api, "/private")))
print(select(2, try(api.get, api:login("demo", "wrong"), "/private")))
print(json.encode((api:login("demo", "secret: 100%"):get("/private"))))
api:login(nil)
print(isa(select(2, try(api.get, api, "/private")), RestError))

section "json"
local values = {
  "[]", "{}", "[1,2.5,-3e2,true,false,null]", '{"a":{"b":[{"c":"deep"}]}}', '"\\u00e9\\u20ac\\ud83d\\ude00\\n\\/"',
  ' { "spaces" : [ 1 , 2 ] } ', "", "[1,", '{"a" 1}', '"open', "[1] 2", "nul", '{"a":1,}', "\n\n  oops",
}
for _, text in ipairs(values) do
  local value, message = json.decode(text)
  if value ~= nil then print(json.encode(value)) else print("error: " .. message) end
end
print(json.encode{ 1, "two", { three = 3 }, json.null, 0.1, 1e20, -0.5 })
print(pcall(json.encode, { f = print }), select(2, pcall(json.encode, { [1] = 1, x = 2 })))

section "summary"
printf("%d requests, %d naps of %d units\n", api.requests, table.getn(naps), (function(t)
  local sum = 0
  for _, n in ipairs(t) do sum = sum + n end
  return sum
end)(naps))
