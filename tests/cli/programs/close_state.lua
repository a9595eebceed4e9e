local object = setmetatable({}, {__gc = function() print("collected") end})
print("end")
