"""Primes: a large array of booleans, loops with a step."""


def work():
    limit, count = 100000, 0
    composite = [False] * (limit + 1)
    for i in range(2, limit + 1):
        if not composite[i]:
            count += 1
            for multiple in range(i * i, limit + 1, i):
                composite[multiple] = True
    return count
