-- error(nil)
print("x") error()
