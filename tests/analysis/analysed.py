"""A Lua text, analysed; its variables and functions by their names."""

from luapy.analysis.chunks import analyse
from luapy.analysis.scopes import all_variables
from luapy.dialect import dialect
from luapy.frontend import nodes as lua, parse


class Analysed:
    """Facts as the translator finds them."""

    def __init__(self, text, version="5.4"):
        version = dialect(version)
        self.main = analyse(parse(text.encode(), "=test", version), version)
        self.variables = list(all_variables(self.main))

    def __getitem__(self, name):
        """The variable of that name; of several the last declared."""
        return [variable for variable in self.variables if variable.name == name][-1]

    def function(self, name):
        """The FunctionInfo of the function that a variable holds."""
        return self[name].holds.info

    def nodes(self, kind, root=None):
        """All nodes of a kind, in the order of the source."""
        return list(walk(self.main.node if root is None else root, kind))


def walk(node, kind):
    if isinstance(node, (list, tuple)):
        for item in node:
            yield from walk(item, kind)
    elif isinstance(node, lua.Node):
        if type(node) is kind:
            yield node
        for name in node.fields:
            yield from walk(getattr(node, name, None), kind)
