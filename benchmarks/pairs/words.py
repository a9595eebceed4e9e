"""Words counted in a text, sorted by number and name."""

import re

VOCABULARY = ["lua", "table", "string", "number", "Function", "thread", "userdata", "nil", "Boolean", "metatable"]
WORD = re.compile("[A-Za-z]+")


def prose():
    parts, seed = [], 11
    for _ in range(4000):
        seed = seed * 16807 % 2147483647
        parts.append(VOCABULARY[seed % 10] + ("s" if seed % 17 == 0 else "") + ("," if seed % 9 == 0 else ""))
    return " ".join(parts)


TEXT = prose()


def work():
    counts, longest = {}, ""
    for match in WORD.finditer(TEXT):
        word = match[0].lower()
        counts[word] = counts.get(word, 0) + 1
        if len(word) > len(longest):
            longest = word
    words = sorted(counts, key=lambda word: (-counts[word], word))
    top = [f"{word}={counts[word]}" for word in words[:5]]
    return f"{len(words)} {longest} {' '.join(top)}"
