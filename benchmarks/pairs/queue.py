"""The shortest way through a maze: a grid, and a queue."""

from collections import deque

SIZE = 81


class Cell:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def maze():
    grid = [["#" if (x * 7 + y * 13 + x * y) % 5 == 0 else " " for x in range(1, SIZE + 1)]
            for y in range(1, SIZE + 1)]
    grid[0][0] = grid[SIZE - 1][SIZE - 1] = " "
    return grid


GRID = maze()
STEPS = [(1, 0), (-1, 0), (0, 1), (0, -1)]


def distances(start_x, start_y):
    distance = [[None] * SIZE for _ in range(SIZE)]
    queue = deque([Cell(start_x, start_y)])
    distance[start_y][start_x] = 0
    while queue:
        cell = queue.popleft()
        far = distance[cell.y][cell.x] + 1
        for dx, dy in STEPS:
            x, y = cell.x + dx, cell.y + dy
            if 0 <= x < SIZE and 0 <= y < SIZE and GRID[y][x] != "#" and distance[y][x] is None:
                distance[y][x] = far
                queue.append(Cell(x, y))
    return distance


def work():
    reached = total = 0
    for row in distances(0, 0):
        for far in row:
            if far is not None:
                reached += 1
                total += far
    return f"{reached} {total}"
