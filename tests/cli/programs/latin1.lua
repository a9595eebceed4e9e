print(#"дц")
local xд = 1
