"""Sorting with and without keys, and sorts written by hand."""

from operator import itemgetter


class Person:
    def __init__(self, name, age):
        self.name = name
        self.age = age

    def __lt__(self, other):
        return (self.age, self.name) < (other.age, other.name)


def quicksort(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    return quicksort([x for x in items if x < pivot]) + [x for x in items if x == pivot] + quicksort([x for x in items if x > pivot])


def insertion(items):
    for i in range(1, len(items)):
        x = items[i]
        j = i
        while j and items[j - 1] > x:
            items[j] = items[j - 1]
            j -= 1
        items[j] = x
    return items


def heapsort(items):
    def sift(root, end):
        while (child := 2 * root + 1) < end:
            if child + 1 < end and items[child] < items[child + 1]:
                child += 1
            if items[root] >= items[child]:
                return
            items[root], items[child] = items[child], items[root]
            root = child

    for start in range(len(items) // 2 - 1, -1, -1):
        sift(start, len(items))
    for end in range(len(items) - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sift(0, end)
    return items


state = 12345
numbers = []
for _ in range(25000):
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    numbers.append(state >> 5)
people = [Person(f'name{n % 997}', n % 90) for n in numbers[:6000]]
print(sorted(numbers)[:2], sorted(map(str, numbers))[:2], sorted(numbers, key=lambda n: n % 1000)[0])
print(sorted(people)[0].name, sorted(people, key=lambda p: (-p.age, p.name))[0].name)
pairs = [(n % 50, n) for n in numbers]
print(sorted(pairs)[0], sorted(pairs, key=itemgetter(1), reverse=True)[0])
print(quicksort(numbers) == sorted(numbers), insertion(numbers[:500])[0], heapsort(numbers[:12000]) == sorted(numbers[:12000]))
