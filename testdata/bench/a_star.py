"""Shortest paths on a grid: heapq, tuples, dicts, sets."""

import heapq
from collections import defaultdict, deque

SIZE = 110
walls = set()
seed = 99
for y in range(SIZE):
    for x in range(SIZE):
        seed = (seed * 1664525 + 1013904223) & 0xFFFFFFFF
        if seed >> 24 < 70 and (x, y) not in ((0, 0), (SIZE - 1, SIZE - 1)):
            walls.add((x, y))


def neighbours(at):
    x, y = at
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        to = (x + dx, y + dy)
        if 0 <= to[0] < SIZE and 0 <= to[1] < SIZE and to not in walls:
            yield to


def a_star(start, goal):
    heap = [(0, 0, start)]
    cost = {start: 0}
    came = {}
    closed = set()
    while heap:
        _, so_far, at = heapq.heappop(heap)
        if at == goal:
            path = [at]
            while at in came:
                at = came[at]
                path.append(at)
            return so_far, len(path), len(closed)
        if at in closed:
            continue
        closed.add(at)
        for to in neighbours(at):
            total = so_far + 1 + (to[0] ^ to[1]) % 3
            if to not in cost or total < cost[to]:
                cost[to] = total
                came[to] = at
                heapq.heappush(heap, (total + abs(goal[0] - to[0]) + abs(goal[1] - to[1]), total, to))
    return None


def flood(start):
    distance = defaultdict(lambda: -1)
    distance[start] = 0
    queue = deque([start])
    while queue:
        at = queue.popleft()
        for to in neighbours(at):
            if distance[to] < 0:
                distance[to] = distance[at] + 1
                queue.append(to)
    return max(distance.values()), len(distance)


for _ in range(3):
    print(a_star((0, 0), (SIZE - 1, SIZE - 1)), flood((0, 0)))
