"""Functions as values: counters with upvalues, map, filter and fold, composed functions, handlers of events."""


def counter(step):
    count = 0

    def next_count():
        nonlocal count
        count += step
        return count
    return next_count


def map_(items, f):
    return [f(value) for value in items]


def filter_(items, keep):
    return [value for value in items if keep(value)]


def fold(items, f, start):
    result = start
    for value in items:
        result = f(result, value)
    return result


def compose(f, g):
    return lambda x: f(g(x))


def work():
    total = 0

    def handler(i):
        def handle(event):
            nonlocal total
            total += event * i
        return handle
    handlers = [handler(i) for i in range(1, 6)]
    tick = counter(3)
    for _ in range(5000):
        now = tick()
        handlers[now % 5](now % 7)
    items = list(range(1, 1001))
    change = compose(lambda x: x + 1, lambda x: x * 2)
    for number in range(1, 11):
        kept = filter_(map_(items, change), lambda x: x % 3 != number % 3)
        total += fold(kept, lambda a, b: (a + b) % 10007, 0)
    return total
