module(..., package.seeall) local old = require(_PACKAGE .. "old") function sibling() return old.whoami() end
