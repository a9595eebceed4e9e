"""``python -m benchmarks.facts [PYTHON ...]``: the micro facts behind luapy's representation, on each interpreter given.

Nanoseconds of one operation, beyond the loop around it: the least of several runs. What follows from them stands in
docs/performance.md. This file needs nothing but the standard library, so that any interpreter can run it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from timeit import Timer

NUMBER = 20_000
REPEAT = 15

PRELUDE = """
LIMIT, WIDE = 1073741823, 9223372036854775807
class Boolean:
    __slots__ = ()
TRUE, FALSE = Boolean(), Boolean()
class Plain:
    pass
class Defaults:
    f_x = f_y = f_none = None
class Fallback:
    __getattr__ = staticmethod({}.get)
class Slots:
    __slots__ = ("f_x", "f_y")
class Changed:
    pass
class Dict(dict):
    pass
class Missing(dict):
    __missing__ = dict.get
class Mirror:
    @staticmethod
    def f_method(self, a=None, *_):
        return a
class Callable:
    def __call__(self, a):
        return a
class TailCall:
    __slots__ = ("function", "args")
    def __init__(self, function, args):
        self.function, self.args = function, args
class TailCallException(Exception):
    pass
def wrap(value):
    return (value + 0x8000000000000000 & 0xFFFFFFFFFFFFFFFF) - 0x8000000000000000
def add(a, b):
    if a.__class__ is int and b.__class__ is int:
        return wrap(a + b)
    return a + b
def exact(a):
    return a
def surplus(a=None, *_):
    return a
def several(a=None, *_):
    return a, a
def index(table, key):
    return getattr(table, "f_" + key)
def bounced(a):
    return TailCall(exact, (a,))
def raised(a):
    raise TailCallException(exact, (a,))
def elements(values):
    position = 1
    while position < len(values):
        yield position, values[position]
        position += 1
def made(cls):
    found = cls()
    found.f_x = found.f_y = 1
    return found
def changed():
    found = Plain()
    found.f_x = 1
    found.__class__ = Changed
    return found
plain, defaults, fallback, slots, other = map(made, (Plain, Defaults, Fallback, Slots, Plain))
switched = changed()
mapping, plain_dict, missing = Dict(x=1), {"x": 1}, Missing(x=1)
mirror, called = Mirror(), Callable()
small, large, real, text, data = 5, 1 << 40, 1.5, "abcdefgh" * 4, b"abcdefgh" * 4
values, nothing, truth, args = [None] + [1] * 100, None, TRUE, (1,)
items = {"k%d" % i: i for i in range(100)}
position = 7
"""

# group -> {what: (statement, names of the prelude to have as locals)}; "global" and "cell" tell by themselves.
FACTS = {
    "which class": {
        "type(x) is int": ("type(small) is int", "small"),
        "x.__class__ is int": ("small.__class__ is int", "small"),
        "isinstance(x, int)": ("isinstance(small, int)", "small"),
    },
    "overflow of a + b": {
        "no check": ("r = small + small", "small"),
        "-2^30 < r < 2^30": ("r = small + small\n-LIMIT <= r <= LIMIT", "small LIMIT"),
        "-2^63 <= r < 2^63": ("r = small + small\n-WIDE <= r <= WIDE", "small WIDE"),
        "the same, large int": ("r = large + large\n-LIMIT <= r <= LIMIT or -WIDE <= r <= WIDE", "large LIMIT WIDE"),
        "the same, float": ("r = real + real\n-LIMIT <= r <= LIMIT", "real LIMIT"),
        "class test first, float": ("r = real + real\nr.__class__ is float or -LIMIT <= r <= LIMIT", "real LIMIT"),
        "wrap(a + b)": ("wrap(small + small)", "small wrap"),
        "helper add(a, b)": ("add(small, small)", "small add"),
    },
    "reading a field": {
        "attribute": ("plain.f_x", "plain"),
        "attribute, class has a default": ("defaults.f_x", "defaults"),
        "attribute, class has __getattr__": ("fallback.f_x", "fallback"),
        "missing, class default": ("defaults.f_none", "defaults"),
        "missing, __getattr__ = {}.get": ("fallback.f_none", "fallback"),
        "attribute of __slots__": ("slots.f_x", "slots"),
        "attribute after __class__ = C": ("switched.f_x", "switched"),
        "item of a dict": ("plain_dict['x']", "plain_dict"),
        "item of a dict subclass": ("mapping['x']", "mapping"),
        "missing, __missing__ = dict.get": ("missing['y']", "missing"),
        "getattr(t, name) in a helper": ("index(plain, 'x')", "plain index"),
    },
    "writing a field": {
        "attribute": ("plain.f_x = 1", "plain"),
        "attribute, class has a default": ("defaults.f_x = 1", "defaults"),
        "attribute, class has __getattr__": ("fallback.f_x = 1", "fallback"),
        "attribute of __slots__": ("slots.f_x = 1", "slots"),
        "item of a dict": ("plain_dict['x'] = 1", "plain_dict"),
        "item of a dict subclass": ("mapping['x'] = 1", "mapping"),
    },
    "making an object": {
        "class, two attributes": ("o = Plain()\no.f_x = 1\no.f_y = 2", "Plain"),
        "dict subclass, two items": ("Dict({'x': 1, 'y': 2})", "Dict"),
        "dict, two items": ("{'x': 1, 'y': 2}", ""),
        "a class of its own": ("type('T', (Plain,), {})", "Plain"),
    },
    "elements": {
        "v[i]": ("values[position]", "values position"),
        "v[i], tested for its bounds": ("if 0 < position < len(values): values[position]", "values position"),
        "v[i], int tested as well": ("if position.__class__ is int and 0 < position < len(values): values[position]",
                                     "values position"),
        "v[i] in try": ("try:\n values[position]\nexcept IndexError: pass", "values position"),
        "v[i] = x": ("values[position] = 1", "values position"),
        "item of a dict by int": ("numbers[position]", "numbers position"),
    },
    "names": {
        "local": ("small", "small"),
        "cell": ("cell", ""),
        "global": ("small", ""),
        "builtin": ("len", ""),
    },
    "calls": {
        "f(a), exact parameters": ("exact(1)", "exact"),
        "f(a), defaults and *_": ("surplus(1)", "surplus"),
        "the same, result tested for tuple": ("r = surplus(1)\nr.__class__ is tuple", "surplus"),
        "two results": ("several(1)", "several"),
        "f(*args)": ("surplus(*args)", "surplus args"),
        "o.m(a) of a class": ("mirror.f_method(mirror, 1)", "mirror"),
        "m of the instance": ("method(mirror, 1)", "mirror method"),
        "o(a) by __call__": ("called(1)", "called"),
    },
    "failing": {
        "try that succeeds": ("try:\n plain.f_x\nexcept AttributeError: pass", "plain"),
        "AttributeError, caught": ("try:\n plain.nothing\nexcept AttributeError: pass", "plain"),
        "TypeError, caught": ("try:\n nothing + 1\nexcept TypeError: pass", "nothing"),
        "IndexError, caught": ("try:\n values[1000]\nexcept IndexError: pass", "values"),
    },
    "truth": {
        "x (a bool)": ("if yes: pass", "yes"),
        "x is not None": ("if truth is not None: pass", "truth"),
        "not None and not FALSE": ("if truth is not None and truth is not FALSE: pass", "truth FALSE"),
        "a == b": ("small == large", "small large"),
        "TRUE if a == b else FALSE": ("TRUE if small == large else FALSE", "small large TRUE FALSE"),
    },
    "tail calls": {
        "a call": ("exact(1)", "exact"),
        "returned, and called by a loop": ("r = bounced(1)\nwhile r.__class__ is TailCall: r = r.function(*r.args)",
                                           "bounced TailCall"),
        "raised, and called by a loop": ("try:\n raised(1)\nexcept TailCallException as e: e.args[0](*e.args[1])",
                                         "raised TailCallException"),
    },
    "strings": {
        "s[i:i + 1] of str": ("text[position:position + 1]", "text position"),
        "b[i:i + 1] of bytes": ("data[position:position + 1]", "data position"),
        "ord(s[i])": ("ord(text[position])", "text position"),
        "b[i]": ("data[position]", "data position"),
        "s + t": ("text + text", "text"),
        "b + c": ("data + data", "data"),
        "f'{s}{t}'": ("f'{text}{text}'", "text"),
        "attribute named by a str": ("getattr(plain, 'f_x')", "plain"),
        "s.encode('latin-1')": ("text.encode('latin-1')", "text"),
    },
    "loops, per round of 100": {
        "for v in list": ("for v in values: pass", "values"),
        "for i in range, v[i]": ("for i in range(1, 101): values[i]", "values"),
        "generator of (i, v)": ("for i, v in elements(values): pass", "values elements"),
        "for k, v in d.items()": ("for k, v in items.items(): pass", "items"),
        "for k, v in list(d.items())": ("for k, v in list(items.items()): pass", "items"),
    },
}
EXTRA = "numbers = {i: 1 for i in range(100)}\nyes = True\nmethod = Mirror.f_method\n"


def nanoseconds(statement: str, names: str) -> float:
    """The time of one statement with those names as locals, and ``cell`` as a variable of a function around."""
    def least(body):
        setup = PRELUDE + EXTRA
        code = [f"def factory({', '.join(names.split())}):", " cell = 1", " def run():", "  for _ in rounds:"]
        code += [f"   {line}" for line in body.splitlines()]
        code += ["  return cell", " return run", f"run = factory({', '.join(names.split())})"]
        # the names are locals of run, not cells, but where the statement is about cells
        code[2] = f" def run({', '.join(f'{name}={name}' for name in names.split())}):"
        timer = Timer("run()", setup + f"rounds = [None] * {NUMBER}\n" + "\n".join(code))
        return min(timer.repeat(REPEAT, 1)) / NUMBER
    return (least(statement) - least("pass")) * 1e9


def measure() -> dict:
    """group -> {what: nanoseconds} on this interpreter."""
    return {group: {what: nanoseconds(*how) for what, how in facts.items()} for group, facts in FACTS.items()}


def show(found: dict):
    """Print a Markdown table. found: version -> what `measure` returned."""
    versions = list(found)
    print(f"| | {' | '.join(versions)} |\n|---|{'---:|' * len(versions)}")
    for group, facts in FACTS.items():
        print(f"| **{group}** |{' |' * len(versions)}")
        for what in facts:
            numbers = [f"{found[version][group][what]:.0f}" if found[version][group][what] >= 9.95
                       else f"{max(found[version][group][what], 0):.1f}" for version in versions]
            print(f"| `{what}` | {' | '.join(numbers)} |")


def main(pythons: list[str]) -> int:
    if pythons == ["--json"]:
        json.dump({sys.version.split()[0]: measure()}, sys.stdout)
        return 0
    found: dict = {}
    for python in pythons or [sys.executable]:
        done = subprocess.run([python, __file__, "--json"], capture_output=True, text=True, check=True)
        found.update(json.loads(done.stdout))
    show(found)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
