package.loaded[...] = {how = "set in package.loaded"}
