"""Floating point in nested loops, arrays of floats, a small function in the innermost loop."""

from math import sqrt

N = 60


def a(i, j):
    ij = i + j
    return 1 / (ij * (ij + 1) / 2 + i + 1)


def multiply(x, y):
    for i in range(N):
        total = 0
        for j in range(N):
            total += x[j] * a(i, j)
        y[i] = total


def multiply_transposed(x, y):
    for i in range(N):
        total = 0
        for j in range(N):
            total += x[j] * a(j, i)
        y[i] = total


def work():
    u, v, t = [1] * N, [0] * N, [0] * N
    for _ in range(5):
        multiply(u, t)
        multiply_transposed(t, v)
        multiply(v, t)
        multiply_transposed(t, u)
    vbv = vv = 0
    for x, y in zip(u, v):
        vbv += x * y
        vv += y * y
    return f"{sqrt(vbv / vv):.9f}"
