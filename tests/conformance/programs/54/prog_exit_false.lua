-- os.exit(false), from inside a coroutine and pcall
coroutine.wrap(function()
  pcall(function() print("exit from coroutine"); os.exit(false) end)
  print("never")
end)()
print("never")
