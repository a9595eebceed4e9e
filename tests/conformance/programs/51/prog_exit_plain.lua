-- os.exit without arguments
io.write("flushed") coroutine.wrap(function() os.exit() end)() print("never")
