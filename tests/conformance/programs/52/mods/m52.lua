local M = {name = "m52", args = select("#", ...) .. table.concat({...}, " ")} return M
