return {name = "init of " .. (...)}
