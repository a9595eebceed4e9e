local M = {name = "simple", args = table.concat({...}, "|")}
return M
