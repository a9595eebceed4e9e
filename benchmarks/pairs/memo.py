"""Recursion with remembered results: partitions by number keys, edit distance by string keys."""


def memoise(f):
    known = {}

    def remembered(a, b):
        key = f"{a},{b}"
        value = known.get(key)
        if value is None:
            value = known[key] = f(a, b)
        return value
    return remembered


def partitions(limit):
    known = {}

    def count(n, largest):
        if n == 0:
            return 1
        if n < 0 or largest == 0:
            return 0
        row = known.get(n)
        if row is None:
            row = known[n] = {}
        value = row.get(largest)
        if value is None:
            value = row[largest] = count(n - largest, largest) + count(n, largest - 1)
        return value
    return count(limit, limit)


def distance(first, second):
    @memoise
    def edit(i, j):
        if i == 0:
            return j
        if j == 0:
            return i
        if first[i - 1] == second[j - 1]:
            return edit(i - 1, j - 1)
        return 1 + min(edit(i - 1, j), edit(i, j - 1), edit(i - 1, j - 1))
    return edit(len(first), len(second))


def work():
    ways = partitions(100)
    edits = distance("kitten sitting on the mat, purring softly", "sitting kitten at the mall; purely sooty")
    return f"{ways} {edits}"
