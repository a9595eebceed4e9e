coroutine.yield("from dofile") return "dofile result"
