-----------------------------------------------------------------------------
-- Checks the links of a site. Usage: main.lua BASE_URL [LIMIT]
-----------------------------------------------------------------------------
local here = string.match(arg[0], "^(.*)/[^/]*$") or "."
package.path = here .. "/?.lua;" .. package.path

require "checker"
require "report"
local url = require "socket.url"

local base = arg[1]
if not base then
  io.stderr:write("usage: main.lua BASE_URL [LIMIT]\n")
  os.exit(2)
end

print("pages")
local checker = Checker.new(base, {
  limit = tonumber(arg[2]),
  on_page = function(path, entry)
    local what = entry.redirect and "redirect" or entry.title ~= "" and entry.title or "-"
    print(string.format("  %3d  %-28s %s", entry.code, path, what))
  end,
})

local problems, stats = checker:run()
report.problems(problems)
report.summary(stats, problems)
report.map(checker)

print("\nurl arithmetic")
local tests = {
  { "a/b/c/d;p?q", "g" }, { "a/b/c/d;p?q", "../g" }, { "a/b/c/d;p?q", "?y" }, { "a/b/c/d;p?q", "g#s" },
  { "a/b/c/d;p?q", "./../g" }, { "a/b/c/d;p?q", "../../../g" }, { "a/b/c/d;p?q", "" }, { "a/b/c/d;p?q", "//g" }, { "a/b/c/d;p?q", "/g" },
}
for _, t in ipairs(tests) do
  print(string.format("  %-14s + %-12s = %s", t[1], t[2], url.absolute("http://host/" .. t[1], t[2])))
end
print("  " .. url.escape("/a b?c&d=é/"), url.unescape("%2Fa%20b%3f%C3%A9"))
print("  " .. table.concat(url.parse_path("/x/y%20z/w"), "|"), url.build_path{ "p", "q r", is_absolute = 1 })

os.exit(table.getn(problems) > 0 and 1 or 0)
