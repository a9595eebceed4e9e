-- report.lua: the results as text
module("report", package.seeall)

local titles = {
  broken = "broken links", loop = "redirect loops", moved = "moved pages",
  anchor = "missing anchors", unreachable = "unreachable", unvisited = "not visited",
}
local order = { "unreachable", "broken", "loop", "anchor", "moved", "unvisited" }

local function by_kind(problems)
  local groups = {}
  for _, p in ipairs(problems) do
    local g = groups[p.kind]
    if not g then
      g = {}
      groups[p.kind] = g
    end
    g[table.getn(g) + 1] = p
  end
  return groups
end

function problems(list)
  local groups = by_kind(list)
  for _, kind in ipairs(order) do
    local group = groups[kind]
    if group then
      table.sort(group, function(a, b)
        if a.page ~= b.page then return a.page < b.page end
        return a.target < b.target
      end)
      print(string.format("\n%s (%d)", titles[kind], table.getn(group)))
      for _, p in ipairs(group) do
        print(string.format("  %-22s %-24s %s", p.page, p.target, p.detail))
      end
    end
  end
end

function summary(stats, list)
  local names = {}
  for name in pairs(stats) do table.insert(names, name) end
  table.sort(names)
  print("\nsummary")
  table.foreachi(names, function(_, name) print(string.format("  %-9s %4d", name, stats[name])) end)
  print(string.format("  %-9s %4d", "problems", table.getn(list)))
end

-- Which pages link to which, as a matrix of counts.
function map(checker)
  local addresses, index = {}, {}
  for address, entry in pairs(checker.pages) do
    if entry.links then table.insert(addresses, address) end
  end
  table.sort(addresses)
  for i, address in ipairs(addresses) do index[address] = i end
  print("\nmap")
  for i, address in ipairs(addresses) do
    local row = {}
    for j = 1, table.getn(addresses) do row[j] = 0 end
    for _, link in ipairs(checker.pages[address].links) do
      local j = index[(checker:resolve(link.target))]
      if j then row[j] = row[j] + 1 end
    end
    for j = 1, table.getn(row) do row[j] = row[j] == 0 and "." or tostring(row[j]) end
    print(string.format("  %2d %s  %s", i, table.concat(row, " "), checker:short(address)))
  end
end
