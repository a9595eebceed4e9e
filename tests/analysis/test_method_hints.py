"""Which receivers of method calls are taken for objects of classes."""

import pytest
from analysed import Analysed

from luapy.frontend import nodes as lua

CLASS = "local C = {} C.__index = C function C.new() return setmetatable({}, C) end function C:m() end "
SINGLE = "local s = {} function s:m() end "


@pytest.mark.parametrize("text, expected", [
    (CLASS + "local function f(o) o:m() end", True),
    (CLASS + "function C:n() self:m() end", True),
    (CLASS + "function C:n() self:unknown() end", True),
    (CLASS + "local o = C.new() o:m()", True),
    (CLASS + "C:m()", False),
    ("local C = {} function C:m() end local o = setmetatable({}, {__index = C}) o:m()", True),
    ("local C = class('C') function C:n() self:m() end", True),
    ("Account = {} function Account:new(o) setmetatable(o, self) self.__index = self end function Account:n() self:m() end", True),
    ("local M = {} M.C = {} M.C.__index = M.C function M.C:n() self:m() end", True),
    ("local C = {m = function(self) end} C.__index = C local function f(o) o:m() end", True),
    (SINGLE + "function s:n() self:m() end", False),
    (SINGLE + "s:m()", False),
    (SINGLE + "local function f(o) o:m() end", False),
    ("local function make() local o = {} function o.m() end return o end local o = make() o:m()", False),
    ("local function make() return {m = function() end} end local o = make() o:m()", False),
    ("local lib = require 'lib' lib:m()", False),
    ("thing:m()", False),
    ("local o = make() o:m()", True),
    ("local file = open() file:read()", False),
])
def test_receivers(text, expected):
    analysed = Analysed(text)
    call = analysed.nodes(lua.MethodCall)[-1]
    assert analysed.main.methods.is_of_class(call) is expected
