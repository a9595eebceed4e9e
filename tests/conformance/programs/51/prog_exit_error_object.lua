-- an uncaught error object under 5.1
error({code = 2})
