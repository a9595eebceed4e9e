"""Which method calls are probably of objects that have the method from a class: a hint.

Such a call is quickest by the method's second name (see luapy.runtime.methods), one of a function
that the object itself has by a plain look-up.  So what matters is which tables are classes.
"""

from __future__ import annotations

from luapy.frontend import nodes as lua

# Methods of files and sockets.
_OF_USERDATA = frozenset("close flush lines read seek setvbuf write accept receive send settimeout".split())


class MethodHints:
    """What a chunk's function statements, assignments and constructors tell about its classes.

    A table is known by its owner: the variable that holds it, a global's name, or (owner, field).
    """

    def __init__(self):
        self.classes: set = set()    # owners of tables that are an __index
        self.defined: dict = {}      # name -> the owners of tables with a function of that name
        self.owners: dict = {}       # Function node -> the owner of the table that it is a method of
        self.modules: set = set()    # owners of what require has given
        self.pending: list = []      # nodes whose owners are classes

    def owner(self, node):
        """The owner of the table that an expression gives; None if it has none."""
        if type(node) is lua.Name:
            info = node.info
            if info.kind == "global":
                return node.id
            if info.kind == "parameter" and node.id == "self":
                return self.owners.get(info.function.node, info)
            return info
        if type(node) is lua.Index and type(node.key) is lua.String:
            owner = self.owner(node.obj)
            return None if owner is None else (owner, node.key.value)
        return None

    def note_value(self, target, value):
        """``target = value``: what may be a method, a class, or a table of methods."""
        kind = type(value)
        if type(target) is lua.Index and type(target.key) is lua.String:
            if target.key.value == "__index":
                self.pending.append(value)
            elif kind is lua.Function:
                self.note_function(target.key.value, value, self.owner(target.obj))
        if kind is lua.Table:
            for item in value.items:
                if type(item.value) is lua.Function and type(item.key) is lua.String:
                    self.note_function(item.key.value, item.value, self.owner(target))
        elif kind is lua.Call and type(value.func) is lua.Name and value.func.id in ("require", "setmetatable"):
            if value.func.id == "require":
                self.modules.add(self.owner(target))
        elif kind is lua.Call or kind is lua.MethodCall:  # class("Name"), Base:extend()
            self.pending.append(target)

    def note_item(self, item):
        """An item of a constructor with a key."""
        if type(item.key) is lua.String:
            if item.key.value == "__index":
                self.pending.append(item.value)
            elif type(item.value) is lua.Function:
                self.note_function(item.key.value, item.value, None)

    def note_call(self, call):
        """``setmetatable(object, self)`` in a method of a class."""
        if type(call.func) is lua.Name and call.func.id == "setmetatable" and len(call.args) == 2:
            meta = call.args[1]
            if type(meta) is lua.Name and meta.id == "self":
                self.pending.append(meta)

    def note_function(self, name, function, owner):
        self.defined.setdefault(name, set()).add(owner)
        self.owners[function] = owner

    def is_of_class(self, call) -> bool:
        """Whether a method call is probably of an object that has the method from a class."""
        if self.pending:
            self.classes.update(map(self.owner, self.pending))
            self.classes.discard(None)
            self.pending.clear()
        owners = self.defined.get(call.name)
        obj = call.obj
        if type(obj) is lua.Name:
            owner = self.owner(obj)
            if obj.id == "self":
                return owner in self.classes
            if obj.info.kind == "global":
                return False  # a class or module itself, or rarely used
            if owners is not None and owner in owners or owner in self.modules or _holds_table(owner):
                return False
        if owners is None:
            return call.name not in _OF_USERDATA
        return not self.classes.isdisjoint(owners)


def _holds_table(variable) -> bool:
    """Whether a local variable is made as a table, which has no metatable then."""
    return len(variable.definitions) == 1 and type(variable.definitions[0]) is lua.Table
