"""Generators as the stages of a pipeline: numbers made, filtered, grouped and summed."""


def numbers(limit):
    yield from range(1, limit + 1)


def filtered(source, keep):
    for value in source:
        if keep(value):
            yield value


def mapped(source, change):
    for value in source:
        yield change(value)


def grouped(source, size):
    group = []
    for value in source:
        group.append(value)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def work():
    odd = filtered(numbers(20000), lambda x: x % 2 == 1)
    squares = mapped(odd, lambda x: x * x % 1000)
    total = groups = 0
    for group in grouped(squares, 10):
        groups += 1
        for value in group:
            total += value * groups
    return f"{groups} {total}"
