-- an uncaught error object without __tostring
print("before")
error({code = 2})
