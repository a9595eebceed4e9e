-- a syntax error in the main file
print("never printed")
local x = = 1
