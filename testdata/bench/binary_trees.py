"""Trees that are built and thrown away: allocation, recursion."""


class Node:
    __slots__ = ('left', 'right')

    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make(depth - 1), make(depth - 1))


def count(node):
    if node.left is None:
        return 1
    return 1 + count(node.left) + count(node.right)


def tuples(depth):
    return (None, None) if depth == 0 else (tuples(depth - 1), tuples(depth - 1))


def check(tree):
    left, right = tree
    return 1 if left is None else 1 + check(left) + check(right)


long_lived = make(13)
for depth in range(4, 13, 4):
    rounds = 1 << (13 - depth)
    print(depth, rounds, sum(count(make(depth)) for _ in range(rounds)), sum(check(tuples(depth)) for _ in range(rounds)))
print(count(long_lived))
