-- what collectgarbage returns, and which arguments it looks at
local function show(...)
  local r = table.pack(pcall(collectgarbage, ...))
  for i = 1, r.n do r[i] = (math.type(r[i]) or "") .. " " .. (math.type(r[i]) == "float" and "" or tostring(r[i])) end
  local option = ... print(type(option) == "table" and "table" or tostring(option), select("#", ...), table.concat(r, " "))
end
show() show("collect") show("count") show("stop") show("isrunning") show("restart") show("isrunning")
show("setpause", 150) show("setpause", 200) show("setpause", 1001) show("setpause") show("setpause", 100)
show("setstepmul", 300) show("setstepmul", 100) show("setstepmul", 4000) show("setstepmul", 100)
show("generational") show("generational") show("incremental") show("incremental", 120, 200, 10) show("setpause", 200) show("setstepmul", 100)
show("incremental", 0, 0) show("setpause", 100) show("incremental", "x") show("incremental", 1, "x") show("incremental", 1, 2, {})
show("generational", 20, 100) show("incremental")
show("bad") show(nil) show(1) show({}) show("collect", "x") show("collect", {}) show("stop", {}) show("restart", {}) show("isrunning", {}) show("count", {})
show("step", "x") show("setpause", "x") show("setpause", 1.5) show("setpause", "100") show("setmajorinc", 100)
