"""Regular expressions made of patterns against the backtracking matcher, on random patterns and subjects."""

import pytest
from hypothesis import given, settings, strategies as st

from luapy.dialect import DIALECTS
from luapy.runtime.errors import LibraryError
from luapy.runtime.state import State, enter_state
from luapy.stdlib.pattern_items import ALL, CLASSES, Parser, set_to_re
from luapy.stdlib.patterns import Pattern

characters = st.sampled_from("aaabbc1_ .-^$()]%\0\n\xe9\xff")
subjects = st.text(characters, max_size=12)
sets = st.builds(lambda negated, parts: "[" + negated + "".join(parts) + "]", st.sampled_from(["", "^"]),
                 st.lists(st.sampled_from(["a", "b", "%a", "%d", "%s", "%W", "a-c", "\0", "-", "%]", "%-",
                          "\x80-\xff", "^", "."]),
                          min_size=1, max_size=3))
singles = st.one_of(st.sampled_from(["a", "b", "c", ".", "%a", "%d", "%s", "%w", "%S", "%p", "%.", "%%", "\0", "^",
                    "$", "-"]), sets)
items = st.one_of(
    st.builds(lambda single, suffix: single + suffix, singles, st.sampled_from(["", "", "*", "+", "-", "?"])),
    st.sampled_from(["(", ")", "()", "%1", "%2", "%b()", "%bab", "%f[%a]", "%f[^%w]", "%f[\0]", "(.-)", "(a*)",
                    "(%w+)"]))
patterns = st.builds(lambda anchor, parts, end: anchor + "".join(parts) + end, st.sampled_from(["", "", "^"]),
                     st.lists(items, max_size=6), st.sampled_from(["", "", "$"]))


def outcome(pattern, subject, position):
    """All that can be seen of a pattern: the first match, then all matches."""
    try:
        match = pattern.search(subject, position)
        first = match and (match.span(), pattern.values(match))
        return first, [(found.span(), pattern.values(found)) for found in pattern.iterate(subject, position)]
    except LibraryError as error:
        return error.message


@pytest.mark.parametrize("name", ["5.1", "5.4", "luajit"])
def test_regular_expression_agrees_with_matcher(name):
    dialect = DIALECTS[name]
    enter_state(State(name))

    @settings(max_examples=300, deadline=None)
    @given(patterns, subjects, st.integers(0, 12))
    def agree(text, subject, position):
        position = min(position, len(subject))
        fast, slow = Pattern(text, dialect), Pattern(text, dialect, force_items=True)
        assert outcome(fast, subject, position) == outcome(slow, subject, position)
        if fast.substitute is not None:
            count = sum(1 for _ in slow.iterate(subject))
            assert fast.substitute("x", subject)[1] == count

    agree()


@given(st.sets(st.sampled_from(sorted(ALL))))
def test_set_to_re(chars):
    import re
    single = re.compile(set_to_re(frozenset(chars)), re.DOTALL)
    assert {char for char in ALL if single.fullmatch(char)} == chars


@pytest.mark.parametrize("letter, text", [
    ("a", "azAZ"), ("d", "09"), ("l", "az"), ("s", "\t\n\v\f\r "), ("u", "AZ"), ("w", "azAZ09"), ("x", "09afAF"),
    ("p", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"), ("c", "\0\x1f\x7f"), ("g", "!~a0"), ("z", "\0")])
def test_classes(letter, text):
    assert set(text) <= CLASSES[letter]
    assert not set(text) & CLASSES[letter.upper()]
    assert CLASSES[letter] | CLASSES[letter.upper()] == ALL
    assert not any(char > "\x7f" for char in CLASSES[letter])


def test_usual_patterns_are_regular_expressions():
    for text in ["^%s*(.-)%s*$", "(%w+)=(%w+)", "[^,]*", "%f[%a]%a+", "(.)%1", "()", "%d+%.?%d*", "^$", ""]:
        pattern = Pattern(text, DIALECTS["5.4"])
        assert not hasattr(pattern.search, "__func__"), text  # no method of ItemMatcher


def test_depth_counts_what_nests():
    assert Parser("(a*)b+()c?d-e", 0, DIALECTS["5.4"]).depth == 7
