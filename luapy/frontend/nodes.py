"""The Lua AST that the rest of luapy works on.

Every node carries the span of its source text: ``line`` and ``col`` of its
first character, ``end_line`` and ``end_col`` past its last one (lines from 1;
columns from 0, in bytes of the source).  Names follow the grammar of the
reference manual (section 9).
"""

from __future__ import annotations


class Node:
    __slots__ = ("line", "col", "end_line", "end_col")
    fields: tuple[str, ...] = ()

    def __init__(self, *values):
        for name, value in zip(self.fields, values, strict=True):
            setattr(self, name, value)

    def at(self, other: "Node") -> "Node":
        """Give this node the span of *other*; returns this node."""
        self.line, self.col, self.end_line, self.end_col = other.line, other.col, other.end_line, other.end_col
        return self

    def __repr__(self):
        inner = ", ".join(f"{name}={getattr(self, name, None)!r}" for name in self.fields)
        return f"{type(self).__name__}({inner})"


def _node(name, fields, doc, base=Node, extra=()):
    names = tuple(fields.split())
    members = {"__slots__": names + tuple(extra), "fields": names, "__doc__": doc, "__module__": __name__}
    if names:
        # One constructor per class: the general one above is too slow for thousands of nodes.
        scope = {}
        exec(f"def __init__(self, {', '.join(names)}):\n" + "".join(f" self.{n} = {n}\n" for n in names), scope)
        members["__init__"] = scope["__init__"]
    return type(name, (base,), members)


class Expr(Node):
    __slots__ = ()


class Stat(Node):
    """A statement. ``comments``: the comment lines above it (text without the dashes), or None."""
    __slots__ = ("comments",)


# Expressions ---------------------------------------------------------------
Nil = _node("Nil", "", "``nil``", Expr)
TrueExpr = _node("TrueExpr", "", "``true``", Expr)
FalseExpr = _node("FalseExpr", "", "``false``", Expr)
Number = _node("Number", "value", "A numeral; value: int or float, by the dialect's rules.", Expr)
String = _node("String", "value", "A literal string; value: str with one character per byte.", Expr)
Vararg = _node("Vararg", "", "``...``", Expr)
Function = _node(
    "Function", "params is_vararg body name",
    "A function body. params: list of Name, with an explicit Name('self') first for methods "
    "(implicit_self tells); body: Block; name: how the source calls it ('a.b:c') or None; "
    "end_line is the line of its 'end'.", Expr, ("implicit_self", "info"))
Name = _node("Name", "id", "A name: in expressions, as a target, a parameter, a loop variable. "
             "``info`` is for the analysis.", Expr, ("info",))
Index = _node("Index", "obj key", "``obj[key]``; ``obj.name`` has a String key and dot=True", Expr, ("dot",))
Call = _node("Call", "func args", "``func(args)``. op_line, op_col: where the '(' (or the lone string or table) stands", Expr,
             ("op_line", "op_col"))
MethodCall = _node("MethodCall", "obj name args", "``obj:name(args)``; name: str. op_line, op_col as in Call", Expr,
                   ("op_line", "op_col"))
BinOp = _node("BinOp", "op left right",
              "op: one of + - * / // % ^ & | ~ << >> .. == ~= < <= > >=. op_line, op_col: the operator's place", Expr,
              ("op_line", "op_col"))
Logical = _node("Logical", "op left right", "op: 'and' or 'or'", Expr)
UnOp = _node("UnOp", "op operand", "op: one of - not # ~", Expr)
Paren = _node("Paren", "expr", "``(expr)``; kept only where it matters: around a call or ``...`` (one value), "
              "or where a suffix follows (so that positions stay right)", Expr)
Table = _node("Table", "items", "A constructor; items: list of Item", Expr)
Item = _node("Item", "key value", "key: None for a positional item, else an expression")

# Statements ----------------------------------------------------------------
Block = _node("Block", "stats", "stats: list of Stat; a Return is last, if any")
Local = _node("Local", "names attribs values", "attribs: a list with 'const', 'close' or None for each name", Stat)
Assign = _node("Assign", "targets values", "targets: Name or Index nodes", Stat)
CallStat = _node("CallStat", "call", "A call or method call as a statement", Stat)
Do = _node("Do", "body", "``do ... end``", Stat)
While = _node("While", "test body", "", Stat)
Repeat = _node("Repeat", "body test", "the test sees the locals of the body", Stat)
If = _node("If", "tests bodies orelse", "tests and bodies: lists of the same length (if and elseif, flat); "
           "orelse: Block or None", Stat)
NumericFor = _node("NumericFor", "var start stop step body", "step: expression or None", Stat)
GenericFor = _node("GenericFor", "names exprs body", "", Stat)
FunctionStat = _node("FunctionStat", "target func", "``function a.b:c() end``; target: Name or Index", Stat)
LocalFunction = _node("LocalFunction", "name func", "``local function f() end``", Stat)
Return = _node("Return", "values", "", Stat)
Break = _node("Break", "", "", Stat)
Goto = _node("Goto", "label", "label: str", Stat)
Label = _node("Label", "name", "``::name::``", Stat)

Chunk = _node("Chunk", "body source chunkname",
              "A whole chunk: body a Block; source: the bytes parsed; chunkname as for load ('@file', '=name' or the source). "
              "func: the main Function (vararg, no parameters) whose body this is; "
              "comments: all comments as (line, col, text without the dashes and brackets).", Node,
              ("func", "comments"))
