"""Many small objects that live shortly."""


class Node:
    def __init__(self, left=None, right=None):
        self.left = left
        self.right = right


def tree(depth):
    if depth == 0:
        return Node()
    return Node(tree(depth - 1), tree(depth - 1))


def count(node):
    if node.left is None:
        return 1
    return 1 + count(node.left) + count(node.right)


def work():
    kept = tree(11)
    total = 0
    for depth in range(4, 12, 2):
        for _ in range(2 ** (11 - depth)):
            total += count(tree(depth))
    return total + count(kept)
