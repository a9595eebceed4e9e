io.write("before")
coroutine.wrap(function() pcall(os.exit, 5) end)()
