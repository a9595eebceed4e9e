-- dialects: luajit
print(type(jit.version), jit.version_num >= 20000, type(jit.os), type(jit.arch), type(jit.opt))
print(select("#", jit.on()), select("#", jit.off()), select("#", jit.flush()), select("#", jit.opt.start()))
print(type((jit.status())), package.loaded.jit == jit, package.loaded["jit.opt"] == jit.opt, require "jit.opt" == jit.opt)
local function f() end
jit.on(f) jit.off(f, true) jit.on(true) jit.on(true, true) jit.flush(f) jit.off()
for _, value in ipairs{1, "x", print} do
  print(pcall(jit.on, value))
  print(pcall(jit.off, value))
end
jit.opt.start("3", "-fold", "+cse", "nodce", "hotloop=10", "maxmcode=100")
for _, flag in ipairs{"", "bogus", "hotloop", "hotloop=x", "x=1", "-", "10"} do
  print(flag, pcall(jit.opt.start, flag))
end
print(pcall(jit.opt.start, 3), pcall(jit.opt.start, {}))
