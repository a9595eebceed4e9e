"""Cases for the libraries string and utf8: chosen ones, and random ones from a seed (see string_reference)."""

import random


def flt(text):
    return {"float": text}


def fun(name):
    return {"function": name}


TABLE = {"table": {}}
NAN, MINUS_NAN, INF = flt("nan"), flt("-nan"), flt("inf")

BASIC = [
    *[["string.sub", "hello", *args] for args in [
        (), (2,), (2, -2), (-100, 100), (0,), (3, 2), ("2", "3"), (flt("2.0"),), (flt("2.5"),), (None,), (1, TABLE),
        (-3,), (-3, -2), (1, 0), (6,), (2, None), (1, -10)]],
    ["string.sub"], ["string.sub", None, 1], ["string.sub", 12345, 2, 3],
    *[["string.byte", "abc", *args] for args in [
        (), (0,), (1,), (3,), (4,), (-1,), (-3,), (-4,), (-10,), (2, 10), (1, -1), (3, 1), ("x",), (flt("1.5"),)]],
    ["string.byte", ""], ["string.byte"], ["string.byte", 12],
    *[["string.char", *args] for args in [
        (), (65, "66", flt("67.0")), (65, flt("65.5")), (256,), (-1,), (1, 2, 300), (TABLE,), ("x",), (0, 255)]],
    *[["string.rep", *args] for args in [
        (), ("x",), ("x", -1), ("x", 0), ("ab", 3), ("ab", 3, ","), ("ab", 1, ","), ("ab", 0, ","), ("", 10), ("", 3,
        "-"),
        ("x", flt("2.7")), (1, 3), ("x", TABLE), ("x", 3, TABLE), ("x", 3, 1), ("x", 3, None)]],
    *[["string." + name, *args] for name in ("len", "lower", "upper", "reverse")
      for args in [() if name != "len" else (0,), ("",), ("aBc \0\xe0\xc0Z",), (12,), (flt("1.5"),), (None,),
      (TABLE,)]],
    ["string.dump"], ["string.dump", TABLE],
]

SEARCH = [
    *[["string.find", *args] for args in [
        (), ("a",), (None, "a"), ("abc", TABLE), ("abc", "b"), ("abc", "b", -1), ("abc", "b", -100), ("abc", "b", 10),
        ("abc", "", 10), ("abc", "", 4), ("abc", "", 5), ("abc", "", 4, True), ("abc", "", 5, True), ("a.b", ".", 2,
        True),
        ("a.b", ".", 2), ("abc", "c", flt("1.5")), ("abc", "b", None, True), ("abc", "b", 1, False), ("abc", "()"),
        ("abc", "(b)(c)"), ("abc", "b()"), ("a\0b.x", "b\0."), ("a\0b\0.x", "b\0."), ("ab.x", "b\0."), ("aa$)", ")"),
        ("a(b", "a%("), ("abc", "^b"), ("abc", "^a"), ("aXb", "%u"), ("abc", "b", "x"), (123, 2)]],
    *[["string.match", *args] for args in [
        (), ("a",), ("key = val", "^(%w+)%s*=%s*(%w+)$"), ("abc", "()", 10), ("abc", "()", 4), (123456, "%d+"),
        ("2024-01-02", "(%d+)-(%d+)-(%d+)"), ("abc", "%g"), ("agb", "%G"), ("aa", "(a)(%1)"), ("a", "(a%1)"),
        ("aa", "()%1"), ("abc", "%0"), ("abc", "()" * 33), ("abc", "()" * 32), ("", "^$"), ("a\nb", "a.b"), ("a$",
        "a$$"),
        ("a$b", "a$b"), ("a^b", "a^b"), ("x(a(b)c)d", "%b()"), ("x(a(b)c)d", "x(%b())d"), ("(((a)", "%b()"),
        ("aba", "%baa"), ("THE (quick) fox", "%f[%a]%a+%f[%A]"), ("ab", "%f[%z]"), ("ab", "%f[\0]"), ("", "%f[\0]"),
        ("ab", "%f[^\0]a"), ("  trim  ", "^%s*(.-)%s*$"), ("a.b", "[.]"), ("a]b", "[]]"), ("a]b", "[^]]+"),
        ("a-b", "[a-]+"), ("a-b", "[-a]+"), ("x%y", "[%%]"), ("\xe9", "%a"), ("\xe9", "%W"), ("\xff\x80",
        "[\x80-\xff]+"),
        ("a\0b", "%z"), ("a\0b", "[%z]"), ("a\0b", "a\0b"), ("0x1F", "%x+", 3), ("\t\n\v\f\r ", "^%s+$"), ("_", "%p"),
        ("a" * 200, "a-" * 199 + "$"), ("a" * 200, "a-" * 200 + "$"), ("a" * 200, "b*" * 200), ("a" * 200, "a*" * 199),
        ("a" * 250, "a?" * 199), ("aaab", ".-b"), ("aaab", "a-b"), ("aXXb", "aX-b"), ("abc", "[a-c]-c")]],
    # malformed patterns fail only where matching reaches the mistake
    *[[function, "abc", pattern, *rest] for function, *rest in (["string.find"], ["string.gsub", "x"])
      for pattern in ["[a", "x[a", "", "%", "x%", "[]", "[^]", "[a%", "%f", "x%f", "%b", "%ba", "x%b", "(a", "a)",
      "x)", "%1",
                      "(a", "(a%1", "a%", "[%a-z]", "[a-", "%f[a"]],
    *[["string.gsub", *args] for args in [
        (), ("a",), ("a", "a"), ("abc", "b", True), ("abc", "b", None), ("hello", "l", "L"), ("hello", "l", "<%0>"),
        ("hello", "(l)(l)", "%2%1"), ("abc", "b", "%"), ("abc", "b", "%x"), ("abc", "b", "%%"), ("abc", "b", "%1"),
        ("abc", "b", "%2"), ("abc", "b", "%9"), ("abc", "(b", "%1"), ("abc", "(b", "%2"), ("abc", "(b", "x"),
        ("abc", "(b", TABLE), ("abc", "(b", fun("pair")), ("abc", "z", "%"), ("abc", "()b", "%1"), ("abc", "%w",
        "%0%0"),
        ("abc", "%w", 7), ("abc", "%w", flt("1.5")), ("abc", "b", "\\1"), ("abc", "b", "\\"), ("abc", "b", "{%0}'\""),
        ("abxd", "x*", "-"), ("abc", "", "-"), ("", "", "-"), ("", "x", "-"), ("abc", "b*", "-"), ("aaa", "a-", "-"),
        ("aaa", "^a", "x"), ("abc", "^b", "x"), ("abc", "b", "x", 0), ("abc", "b", "x", -1), ("aaa", "a", "x", 2),
        ("aaa", "a", "x", flt("1.5")), ("aaa", "a", "x", "2"), ("aaa", "a", "x", TABLE), ("abc", "b", True, TABLE),
        ("abc def", "%f[%w]%w+", "<%0>"), ("aXb", "%f[%u]", "|"), ("ab", "%f[\0]", "|"), ("a\0b", "[\0b]", "x"),
        ("a\0b", "\0", "x"), ("a\0b", "%z", "x"), ("a.b.c", "%.", "%%"), ("hello", "l", {"table": {"l": 2}}),
        ("hello", ".", {"table": {"l": "L", "h": False, "o": flt("0.5")}}), ("hello", "l", {"table": {"l": TABLE}}),
        *[("hello", pattern, fun(name)) for name in ("pair", "nothing", "no", "number", "bad", "two")
          for pattern in ("l", "(l)(.)", "()l", "x*")], ("abc", "b", "x%1y%0z%1"), ("abc", "(b)()", "%1%2%1")]],
    *[["all_matches", *args] for args in [
        ("k=v, x=y", "(%w)=(%w)"), ("abc", ""), ("a,bc,,d", "[^,]*"), ("a,bc,,d", "([^,]*)"), ("abc", "a-"),
        ("abcabc", "b", -2), ("abcabc", "()", 7), ("abcabc", "()", 8), ("abc", "b", "x"), ("^a^a", "^a"), ("one two",
        "%a+"),
        ("abc", "%w()"), ("abxd", "x*"), ("abc", "(a"), ("abc", "[a"), ("", "x"), ("", ""), ("a(b)c(d(e))", "%b()"),
        ("aaa", "a-"), ("aaa", "()a-"), ("abc", "()(b*)")]],
]

_FORMATS = ("%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%.3d", "%5.3d", "%05.3d", "%.0d", "%i", "%u", "%x", "%X",
            "%#x", "%#o",
            "%o", "%#.3x", "%010.4x", "%c", "%5c", "%-5c|", "%f", "%5.2f", "%.0f", "%10.3f", "%-10.1f|", "%+.1f",
            "% f", "%010f",
            "%#.0f", "%e", "%.3E", "%g", "%.14g", "%#g", "%G", "%a", "%A", "%.2a", "%.0a", "%20a", "%-20a|", "%020a",
            "%+a", "%s",
            "%10s", "%-10s|", "%.2s", "%5.1s", "%.s|", "%q", "%y", "%", "%5", "%10.123f", "%.123d", "%123d", "%0c",
            "%05s", "%+s",
            "%#q", "%5q", "%#d", "%#c", "%..f", "%F", "%5\0d", "%-+ #0d", "%++++++d", "%########################d",
            "%ll", "%n")
_VALUES = (0, 1 << 53, 10 ** 14, -1, 65, flt("3.0"), flt("-2.75"), flt("1e100"), flt("-inf"), MINUS_NAN, "10",
           "a\0b", None, TABLE)

FORMAT = [
    ["string.format"], ["string.format", None], ["string.format", "plain"], ["string.format", "100%%"],
    ["string.format", 12],
    ["string.format", "%d"], ["string.format", "%s"], ["string.format", "%f"], ["string.format", "%q"],
    ["string.format", "%c"],
    ["string.format", "%d %s %5.2f %x", 1, "x", flt("2.5"), 255], ["string.format", "%d %y", "x"], ["string.format",
    "%d", 1, 2],
    ["string.format", "%d%%%s", 1, "a"], ["string.format", "%s%s", "a"], ["string.format", "\0%s\0", "a"],
    ["string.format", "%s", "x" * 150], ["string.format", "%5s", "x" * 150], ["string.format", "%.5s", "x" * 150],
    ["string.format", "%q", "\0\x001\r\n\t\\\"\x7f\x801\x1f2"], ["string.format", "%99.99f", flt("1e308")],
    ["string.format", "%a", flt("5e-324")], ["string.format", "%.3a", flt("2.2250738585072014e-308")],
    ["string.format", "%.1a", flt("1.97")], ["string.format", "%#.0a", 1], ["string.format", "%.20a", flt("0.1")],
    ["string.format", "%d", flt("1e15")], ["string.format", "%x", flt("9.2233720368547758e18")],
    ["string.format", "%x", flt("1.8e19")], ["string.format", "%d", flt("1.8e19")], ["string.format", "%.99g",
    flt("0.1")],
    *[["string.format", form, value] for form in _FORMATS for value in _VALUES
      if not (isinstance(value, dict) and "table" in value and form.lstrip("%.-+ #0123456789")[:1] in ("s", "q"))
      and not (value == MINUS_NAN and form.lstrip("%.-+ #0123456789")[:1] in ("s", "q"))],
]
INTEGERS = [
    ["string.format", form, value] for form in ("%d", "%x", "%q", "%s", "%5.1f", "%c", "%u", "%o", "%g")
    for value in ((1 << 63) - 1, -(1 << 63), (1 << 53) + 1, -(1 << 53))
] + [
    ["string.format", "%q", value] for value in (flt("0.1"), flt("-0.0"), flt("1e100"), INF, flt("-inf"), NAN, None,
    True, TABLE)
] + [
    ["string.rep", "x", 1 << 31], ["string.rep", "x", 1 << 62], ["string.rep", "", 1 << 31, "ab"],
    ["string.sub", "hello", -(1 << 63), (1 << 63) - 1], ["string.byte", "hello", (1 << 63) - 1], ["string.char",
    1 << 40],
    ["string.find", "abc", "b", -(1 << 63)], ["string.find", "abc", "b", (1 << 63) - 1],
]
POINTERS = [["string.format", form, value] for form in ("%p", "%10p|", "%-10p|", "%.3p", "%010p")
            for value in (None, True, 1, flt("1.5"))]

PACK = [
    *[["string.packsize", fmt] for fmt in [
        "", "b", "i", "!8 b i8", "!4 b i8", "<i3", "c10", "c0", "s", "z", "!8bXd", "bXi4", "!bXi4", "Xz", "X", "Xc1",
        "i17", "i0",
        "I16", "!17", "!3i3", "c2147483640", "c2147483640c10", "c21474836470", "y", "b\0y", " < > = ! ", "i1i2i4",
        "jJTlLhHfdn",
        "x!8xd", "X ", "c"]],
    *[["string.pack", *args] for args in [
        ("",), ("i",), ("b", 127), ("b", 128), ("B", 255), ("B", 256), ("B", -1), (">i2", -2), ("<i2", -2), (">I3",
        0x10203),
        ("i8", (1 << 63) - 1), ("i16", -2), ("I16", -2), (">i16", 5), ("<i10", -3), ("j", -(1 << 63)), ("f",
        flt("1.5")),
        ("f", flt("1e300")), ("f", flt("-1e300")), ("d", flt("-2.5")), (">n", 1), ("f", INF), ("d", "0x10"), ("d",
        "x"), ("i", "12"),
        ("i", flt("3.0")), ("i", flt("3.5")), ("i", TABLE), ("c5", "abc"), ("c2", "abc"), ("s1", "abc"), ("s", "abc"),
        ("s1", "x" * 256), ("z", "abc"), ("z", "a\0b"), ("s", 12), ("z", None), ("bxb", 1, 2), ("!4 b i4", 1, 2),
        ("!8 b Xd b", 1, 2),
        ("<i2 >i2 =i2", 1, 1, 1), ("i2i2", 1), ("i2", 1, 2, 3), ("i3", 1 << 23), ("I3", 1 << 24), ("i7", -(1 << 55)),
        ("i7", 1 << 55), ("!3i3", 1), ("i17", 1), ("y", 1), ("XX", 1), ("<!8 s1 i4", "ab", 7), ("z!4i4", "ab", 7)]],
    *[["string.unpack", *args] for args in [
        ("",), ("", ""), ("b", "\xff"), ("B", "\xff"), ("<i2", "\1\2"), (">i2", "\1\2"), ("<I3", "\1\2\3"), ("<i3",
        "\1\2\xff"),
        ("i16", "\xff" * 16), ("<i16", "\1" + "\0" * 15), ("<i16", "\1" * 16), ("<I16", "\xff" * 16), ("<J",
        "\xff" * 8),
        ("<f", "\0\0\xc0\x3f"), ("<d", "\0\0\0\0\0\0\4\xc0"), ("c3", "abcd"), ("c5", "abc"), ("s1", "\3abcd"), ("s1",
        "\5abc"),
        ("s8", "\xff" * 7 + "\x7f"), ("z", "abc\0d"), ("z", "abc"), ("zz", "a\0b\0"), ("b", ""), ("i4", "abc"),
        ("bb", "abcd", 2),
        ("b", "abc", -1), ("b", "abc", -3), ("b", "abc", -4), ("b", "abc", 0), ("b", "abc", 4), ("b", "abc", 5), ("",
        "abc", 4),
        ("!4 b i4", "\1\0\0\0\2\0\0\0"), ("!4 i4", "\0\0\0\0\0\0\0\0", 2), ("bxb", "\1\2\3"), ("<i2 >i2", "\1\0\0\1"),
        ("b", TABLE), ("b", "a", "x"), ("<i4i4", "\1\0\0\0\2\0\0\0xyz", 1)]],
]

UTF8 = [
    *[["utf8.char", *args] for args in [
        (), (72, 228, 8364, 0x10FFFF), (0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000), (0xD800,), (0x110000,),
        (0x1FFFFF, 0x200000),
        (0x3FFFFFF, 0x4000000), (0x7FFFFFFF,), (0x80000000,), (-1,), ("65",), (flt("65.0"),), (flt("65.5"),),
        (TABLE,)]],
    *[[function, text, *args] for function in ("utf8.len", "utf8.codepoint")
      for text in ("abc", "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", "a\x80b", "\xed\xa0\x80", "\xf4\x90\x80\x80",
      "\xc0\x80", "\xc3",
                   "\xfd\xbf\xbf\xbf\xbf\xbf", "")
      for args in ((), (1, -1), (2,), (2, 2), (3, 3), (-1,), (4, 3), (1, 20), (0,), (-20,), (20,), (1, -1, True))],
    ["utf8.len"], ["utf8.len", 12], ["utf8.codepoint"], ["utf8.codepoint", "a", "x"],
    *[["utf8.offset", text, n, *args] for text in ("abc", "a\xc3\xa4\xe2\x82\xac", "")
      for n in (-3, -2, -1, 0, 1, 2, 3, 4, 5) for args in ((), (1,), (2,), (3,), (-1,), (20,))],
    ["utf8.offset"], ["utf8.offset", "a"],
    *[["all_codes", text, *args] for text in ("", "abc", "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", "a\x80b", "\x80a",
    "\xed\xa0\x80",
                                              "\xf4\x90\x80\x80", "ab\xc3", "\xc3\xa4\x80") for args in ((), (True,))],
    ["utf8.codes"],
]


# Random cases ---------------------------------------------------------------------------------

_ITEMS = ["a", "b", ".", "%a", "%d", "%s", "%w", "%W", "%z", "[ab]", "[^a]", "[a-c]", "[%a_]", "[^%s]", "%.", "(",
          ")", "()", "(a)",
          "(b*)", "%1", "%2", "%b()", "%bab", "%f[%a]", "%f[%W]", "%f[^a]", "$", "^", "-", "[]]", "[^]]", "[a", "%",
          "\0", "%g",
          "[a-]", "x", "%f", "%b", "[%a-z]", "[\0-\x7f]", "(.-)", "(.)"]
_REPLACEMENTS = ["", "x", "<%0>", "%1", "%1-%2", "%%", "%", "%9", "a%1b%0", "\\", "\\1{%1}'", "%x", 5, flt("1.5"),
                 {"table": {"a": "1", "b": 2}}, {"table": {"a": False, "b": flt("1.5"), "ab": TABLE}}, None, True,
                 *map(fun, ("pair", "nothing", "no", "number", "bad", "two"))]


class RandomCases:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, alphabet="aabbc(() )x1.\0_\xe9-$^]"):
        return "".join(self.random.choice(alphabet) for _ in range(self.random.choice([0, 1, 2, 4, 6, 9, 14])))

    def pattern(self):
        choice = self.random.choice
        return choice(["", "", "", "^"]) + "".join(
            choice(_ITEMS) + choice(["", "", "", "*", "+", "-", "?"]) for _ in range(choice([1, 2, 2, 3, 3, 4, 5])))

    def search(self):
        """A call of find, match, gmatch or gsub."""
        choice, text, pattern = self.random.choice, self.text(), self.pattern()
        init = choice([[], [], [self.random.randint(-8, 12)]])
        function = choice(["string.find", "string.match", "all_matches", "string.gsub", "string.gsub"])
        if function == "string.gsub":
            return [function, text, pattern, choice(_REPLACEMENTS), *choice([[], [], [self.random.randint(-1, 4)]])]
        if function == "string.find" and init:
            init += choice([[], [True], [False], [None]])
        return [function, text, pattern, *init]

    def format(self):
        choice = self.random.choice
        form, args = "", []
        for _ in range(choice([1, 1, 1, 2, 3])):
            form += choice(["", "x", "%%", "\0", " "]) + "%"
            form += "".join(choice("-+ #0") for _ in range(choice([0, 0, 0, 1, 1, 2, 3])))
            form += choice(["", "", "5", "20", "1", "12", "99", "123"])
            form += choice(["", "", "", ".", ".0", ".1", ".3", ".20", ".99", ".123"])
            letter = choice("dddiouxXceEfgGaAsssqyq\0")
            form += letter
            values = [value for value in _VALUES if letter not in "sq" or value not in (TABLE, MINUS_NAN)]
            args += [choice(values)] if self.random.random() < 0.95 else []
        return ["string.format", form, *args]

    def pack(self):
        choice = self.random.choice
        options = ["b", "B", "h", "H", "l", "L", "j", "J", "T", "f", "n", "d", "i", "I", "i3", "I7", "i16", "I16",
                   "i4", "i8", "I8", "s",
                   "s1", "s4", "z", "x", "X", "Xi4", "Xd", " ", "<", ">", "=", "!", "!4", "!2", "!3", "!16", "c5",
                   "c0", "c", "i17",
                   "i0", "s20", "y", "\0", "Xz", "Xc1", "i1", "i12"]
        fmt = "".join(choice(options) for _ in range(self.random.randint(0, 6)))
        function = choice(["packsize", "pack", "unpack"])
        if function == "packsize":
            return ["string.packsize", fmt]
        if function == "pack":
            values = [0, 1, -1, 127, 128, 255, 256, -129, 65536, 1 << 31, (1 << 63) - 1, -(1 << 63), flt("1.0"),
                      flt("1.5"),
                      flt("1e300"), flt("-inf"), "abc", "a\0b", "12", "", None]
            return ["string.pack", fmt, *[choice(values) for _ in range(self.random.randint(0, 6))]]
        data = "".join(choice("\0\0\0\1\xff\x80a\7") for _ in range(choice([0, 3, 8, 16, 40, 80])))
        return ["string.unpack", fmt, data, *choice([[], [self.random.randint(-10, 12)]])]

    def utf8(self):
        choice, number = self.random.choice, lambda: self.random.randint(-8, 10)
        pieces = ["a", "\xc3\xa9", "\xe2\x82\xac", "a", "\xc3\xa9", "\xe2\x82\xac", "\0", "\xf0\x9f\x98\x80", "\x80",
                  "\xff",
                  "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xfd\xbf\xbf\xbf\xbf\xbf", "\xc0\x80",
                  "\xe2\x82", "\xc3"]
        text = "".join(choice(pieces) for _ in range(self.random.randint(0, 5)))
        function = choice(["utf8.len", "utf8.codepoint", "utf8.offset", "all_codes"])
        if function == "utf8.offset":
            return [function, text, number(), *choice([[], [number()]])]
        lax = choice([None, True, False])
        if function == "all_codes":
            return [function, text, lax]
        return [function, text, *choice([[], [number()], [number(), number()], [number(), number(), lax]])]


def cases_by_dialect():
    """name of a group -> (dialects, cases)."""
    everywhere, integers = ["5.1", "5.2", "5.3", "5.4", "luajit"], ["5.3", "5.4"]
    rnd = RandomCases(20)
    return {
        "basic": (everywhere, BASIC),
        "search": (everywhere, SEARCH + [rnd.search() for _ in range(400)]),
        "format": (everywhere, FORMAT + [rnd.format() for _ in range(200)]),
        "integers": (integers, INTEGERS),
        "pointers": (["5.4", "luajit"], POINTERS),
        "pack": (integers, PACK + [rnd.pack() for _ in range(200)]),
        "utf8": (integers, UTF8 + [rnd.utf8() for _ in range(150)]),
    }
