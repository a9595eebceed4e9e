local ok, a = pcall(require, "cycle_a") return {a = a}
