return {name = "deep module " .. ...}
