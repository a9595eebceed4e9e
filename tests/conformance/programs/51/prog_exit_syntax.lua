-- a syntax error in the main file
print("never")
local x = = 1
