"""Table constructors whose fields have names, and objects born with their metatable (manual 3.4.9, 2.4).

Tables made at one place of the source usually have the same fields, so each such place
has a Python class of its own: CPython stores the fields of its instances side by side.

``setmetatable({...}, Class)`` and ``setmetatable({...}, {__index = Class})``, with the
constructor in place or in the local declared just before, make the object in its final
class at once: ``Class.k_N()`` is that class, once the runtime has provided it.
"""

from __future__ import annotations

import ast

from luapy.analysis.scopes import Variable
from luapy.frontend import nodes as lua
from luapy.translator import python as py
from luapy.translator.tables import is_field_name


class ObjectSite:
    """``setmetatable(constructor, meta)``: the parts that matter.

    prototype: the node that is the metatable, or in a literal ``{__index = prototype}`` its value.
    """

    def __init__(self, call, constructor, prototype, literal):
        self.call = call
        self.constructor = constructor
        self.prototype = prototype
        self.literal = literal


def is_setmetatable(node) -> bool:
    """Whether a function expression is named setmetatable, globally or as a local."""
    return type(node) is lua.Name and node.id == "setmetatable"


def object_site(call, constructor) -> ObjectSite | None:
    """The site of a call ``setmetatable(x, meta)``, where x is *constructor* or a name for it; None if it is none."""
    if type(call) is not lua.Call or not is_setmetatable(call.func) or len(call.args) != 2:
        return None
    if any(item.key is None or not is_field_name(item.key) for item in constructor.items):
        return None
    if len({item.key.value for item in constructor.items}) != len(constructor.items):
        return None
    meta = call.args[1]
    if type(meta) is lua.Name:
        return ObjectSite(call, constructor, meta, False)
    if type(meta) is lua.Table and len(meta.items) == 1:
        item = meta.items[0]
        if item.key is not None and type(item.key) is lua.String and item.key.value == "__index" \
                and type(item.value) is lua.Name:
            return ObjectSite(call, constructor, item.value, True)
    return None


class Constructors:
    # Classes of constructors

    def table_class(self) -> str:
        """The name of a new class for the tables of one constructor."""
        self.unit.classes += 1
        return f"Table_{self.unit.classes}"

    def is_record(self, node) -> bool:
        """Whether a constructor has only fields with constant names, each once."""
        return (type(node) is lua.Table and bool(node.items) and not self.unit.careful
                and all(item.key is not None and is_field_name(item.key) for item in node.items)
                and len({item.key.value for item in node.items}) == len(node.items)
                and not any(item.key.value.startswith("__") for item in node.items))

    def is_made(self, node) -> bool:
        """Whether a node is a record, or an object with its metatable, that a statement of its own should make.

        Not those of a main chunk, outside of loops: a class takes longer to make than a table without one.
        """
        if self.is_main and not self.loops:
            return False
        return self.is_record(node) or self.direct_site(node) is not None

    def made(self, node):
        """Make a record or object by statements; returns the Name of the temporary that holds it."""
        name, at = self.temporary_name(node), self.at(node)
        site = self.direct_site(node)
        if site is not None:
            self.make_object(site, node, lambda value: self.out.append(py.assign(py.store(name.info.python, at), value, at)))
            return name
        cls = self.site_class(node)
        record = self.record_without_calls(node)

        def build():
            made = self.temp()
            self.record_into(made, record, py.load(cls, at))
            self.out.append(py.assign(py.store(name.info.python, at), py.load(made, at), at))
        self.attempted(build, node)
        return name

    def record_into(self, name, node, class_expr):
        """Statements that make a record in the Python variable *name*."""
        at = self.at(node)
        self.out.append(py.assign(py.store(name, at), py.call(class_expr, [], at), at))
        for item in node.items:
            self.record_field(name, item)

    def record_without_calls(self, node):
        """A record constructor whose values have no calls; they are made before."""
        if not any(self.calls_in(item.value) or self.is_made(item.value) for item in node.items):
            return node
        values = self.in_order([item.value for item in node.items])
        items = [lua.Item(item.key, value).at(item) for item, value in zip(node.items, values, strict=True)]
        return lua.Table(items).at(node)

    def record_field(self, name, item):
        at = self.at(item)
        key = item.key.value
        self.unit.names.add(key)
        if type(item.value) is lua.Nil:
            return
        value = self.expr(item.value)
        target = ast.Attribute(py.load(name, at), "f_" + key, py.STORE, **at)
        if self.is_never_nil(item.value) or self.is_raw_result(item.value):
            self.out.append(py.assign(target, value, at))
            return
        if isinstance(value, ast.Name):
            test, again = py.is_not(value, py.const(None, at), at), py.load(value.id, at)
        else:
            kept = self.temp()
            test, again = py.is_not(py.walrus(kept, value, at), py.const(None, at), at), py.load(kept, at)
        self.out.append(ast.If(test, [py.assign(target, again, at)], [], **at))

    def is_raw_result(self, node) -> bool:
        """Whether a node has just been translated to Python's own operators, whose result is a number or string."""
        return self.raw and type(node) is lua.BinOp and node.op in ("+", "-", "*", "%", "/", "..")

    # Objects

    def paired_site(self, stat, following):
        """For ``local o = {...}`` directly followed by ``return setmetatable(o, meta)``: the site, or None."""
        if type(stat) is not lua.Local or len(stat.names) != 1 or len(stat.values) != 1 or self.unit.careful:
            return None
        if type(stat.values[0]) is not lua.Table or type(following) is not lua.Return or len(following.values) != 1:
            return None
        site = object_site(following.values[0], stat.values[0])
        if site is None or stat.names[0].info.captured:
            return None
        first = site.call.args[0]
        if type(first) is not lua.Name or first.info is not stat.names[0].info:
            return None
        if type(site.prototype.info) is Variable and site.prototype.info is stat.names[0].info:
            return None
        return site

    def direct_site(self, node):
        """The site of an expression ``setmetatable({...}, meta)``, or None."""
        if type(node) is not lua.Call or self.unit.careful or not node.args or type(node.args[0]) is not lua.Table:
            return None
        return object_site(node, node.args[0])

    def make_object(self, site, node, finish):
        """Translate a site; *finish* adds the statement that uses the object, given its Python expression.

        Raw: the object in its class.  By the runtime: the call as it is written, after which the runtime provides
        the class, if it can.
        """
        site.constructor = self.record_without_calls(site.constructor)
        self.unit.sites_of_objects += 1
        attr = f"k_{self.unit.tag}_{self.unit.sites_of_objects}"

        def build():
            at = self.at(site.call)
            if self.attempt.active:
                self.use_raw()
                func, prototype = self.expr(site.call.func), self.expr(site.prototype)
                genuine = py.is_(func, py.load("builtin_setmetatable", at), at)
                cls = py.conditional(genuine, py.attribute(prototype, attr, at), py.const(None, at), at)
                name = self.temp()
                self.record_into(name, site.constructor, cls)
                finish(py.load(name, at))
                return
            name = self.temp()
            made = self.expr(site.constructor)
            func, meta = self.expr(site.call.func), self.expr(site.call.args[1])
            call = py.helper("first", [py.call(func, [made, meta], at)], at)
            self.site(at, "call", self.describe(site.call.func))
            self.out.append(py.assign(py.store(name, at), call, at))
            prime = "prime_with_literal" if site.literal else "prime_with_metatable"
            provided = py.helper(prime, [self.expr(site.prototype), py.const(attr, at), py.load(name, at)], at)
            self.out.append(py.expression(provided, at))
            finish(py.load(name, at))
        self.attempted(build, node)
