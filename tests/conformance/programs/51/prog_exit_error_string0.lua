-- a message without position
error("no position", 0)
