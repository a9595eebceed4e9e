local M = {name = "simple", args = select("#", ...) .. ":" .. ...} return M
