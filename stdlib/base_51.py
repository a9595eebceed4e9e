"""The basic functions that 5.1 alone has: environments (5.1 manual 5.1), and the undocumented newproxy."""

from __future__ import annotations

from weakref import ref

from luapy.runtime.api import ABSENT, ArgumentError, TRUE, Table, Userdata, check_integer, check_table, is_function, rawget, truth


def getfenv(target=None, *_):
    """getfenv([f])."""
    from luapy.runtime.environments import getfenv as environment_of
    return environment_of(_function_or_level(target))


def setfenv(target=ABSENT, table=ABSENT, *_):
    """setfenv(f, table): returns the function."""
    from luapy.runtime.environments import setfenv as set_environment
    check_table(2, table)
    return set_environment(_function_or_level(target), table)


def _function_or_level(target):
    """getfunc: a function, or the level of one (0: the thread)."""
    if is_function(target):
        return target
    level = 1 if target is None else check_integer(1, target)
    if level < 0:
        raise ArgumentError(1, "level must be non-negative")
    return level


class Proxy(Userdata):
    """The userdata of newproxy: has nothing but its metatable."""

    def __del__(self):
        if self.meta is not None and rawget(self.meta, "__gc") is not None:
            from luapy.runtime.finalizers import run_finalizer
            run_finalizer(self)


class Proxies:
    """newproxy: knows the metatables it has made, and keeps none."""

    def __init__(self):
        self.metatables: dict = {}  # id -> weak reference

    def newproxy(self, model=None, *_):
        """newproxy([true or proxy]): an undocumented userdata that can have a metatable."""
        proxy = Proxy()
        if not truth(model):
            return proxy
        if model is TRUE:
            proxy.meta = Table()
            key = id(proxy.meta)
            self.metatables[key] = ref(proxy.meta, lambda _: self.metatables.pop(key))
        elif isinstance(model, Proxy) and id(model.meta) in self.metatables:
            proxy.meta = model.meta
        else:
            raise ArgumentError(1, "boolean or proxy expected")
        from luapy.runtime.finalizers import mark_for_finalization
        mark_for_finalization(proxy)
        return proxy
