-- a message without position
io.stderr:write("own text on stderr\n")
error("no position\nsecond line", 0)
