module(..., package.seeall)
sees_print = type(print)
function whoami() return _NAME .. " in " .. _PACKAGE end
