-- "bad argument" messages: utf8, coro, debug
local function L(src) print((select(2, pcall(load(src, "=c"))))) end
for _, s in ipairs{
  "utf8.char('x')", "utf8.char(-1)", "utf8.char(0x80000000)", "utf8.len()", "utf8.len('x', 5)", "utf8.codepoint('x', 5)", "utf8.codepoint('\\xff')", "utf8.offset('x')", "utf8.offset('x', 1, 5)", "utf8.offset('\\x80x', 1)", "utf8.codes()", "for _ in utf8.codes('\\xff') do end", "utf8.len('x', {})",
  "coroutine.create()", "coroutine.create(1)", "coroutine.resume(1)", "coroutine.wrap({})", "coroutine.status()", "coroutine.close(1)", "coroutine.yield()", "coroutine.running(1).x = 1",
  "debug.getinfo()", "debug.getinfo(1, 'X')", "debug.getinfo('x')", "debug.getinfo({})", "debug.getlocal()", "debug.getlocal(100, 1)", "debug.sethook(1)", "debug.setmetatable(1, 1)", "debug.getupvalue(1, 1)", "debug.upvalueid(print, 1)", "debug.upvaluejoin(print, 1, print, 1)", "debug.traceback(1, 2)", "debug.setuservalue(1, 1)", "debug.getmetatable()",
} do io.write(s, "  =>  "); L(s) end
