"""All solutions of the queens problem: arrays of flags, backtracking."""

N = 7


def place(row, columns, rising, falling):
    if row == N:
        return 1
    count = 0
    for column in range(N):
        up, down = row + column, row - column + N
        if not (columns[column] or rising[up] or falling[down]):
            columns[column] = rising[up] = falling[down] = True
            count += place(row + 1, columns, rising, falling)
            columns[column] = rising[up] = falling[down] = False
    return count


def work():
    columns, rising, falling = [False] * N, [False] * (2 * N), [False] * (2 * N)
    return sum(place(0, columns, rising, falling) for _ in range(4))
