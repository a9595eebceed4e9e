local function f() error("raised while loading") end
f()
