print(debug.traceback("in module")) local function f() print(debug.traceback("in function of module")) end f()
