"""Priority queues in lists: the smallest item (for the functions with _max, the largest) is always at index 0.

The item at index i is no greater than those at 2*i+1 and 2*i+2.

>>> sorted(nsmallest(2, [5, 1, 4]))
[1, 4]
>>> list(merge([1, 4], [2, 3]))
[1, 2, 3, 4]
"""

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'heappushpop', 'heappush_max', 'heappop_max',
           'heapify_max', 'heapreplace_max', 'heappushpop_max', 'nlargest', 'nsmallest', 'merge']


def _rise(heap, index, top, first):
    """Move the item at index up, not above top, while it goes before its parent."""
    item = heap[index]
    while index > top:
        parent = (index - 1) // 2
        if not first(item, heap[parent]):
            break
        heap[index] = heap[parent]
        index = parent
    heap[index] = item


def _sink(heap, index, first):
    """Move the item at index down to a leaf, then up to its place: most items belong near the leaves."""
    top, size, item = index, len(heap), heap[index]
    while (child := 2 * index + 1) < size:
        if child + 1 < size and not first(heap[child], heap[child + 1]):
            child += 1
        heap[index] = heap[child]
        index = child
    heap[index] = item
    _rise(heap, index, top, first)


def _before(a, b):
    return a < b


def _after(a, b):
    return b < a


def _functions(first, word):
    """Make the five functions for one direction."""

    def heappush(heap, item):
        heap.append(item)
        _rise(heap, len(heap) - 1, 0, first)

    def heappop(heap):
        last = heap.pop()
        if not heap:
            return last
        result, heap[0] = heap[0], last
        _sink(heap, 0, first)
        return result

    def heapreplace(heap, item):
        result, heap[0] = heap[0], item
        _sink(heap, 0, first)
        return result

    def heappushpop(heap, item):
        if heap and first(heap[0], item):
            item, heap[0] = heap[0], item
            _sink(heap, 0, first)
        return item

    def heapify(heap):
        for index in reversed(range(len(heap) // 2)):
            _sink(heap, index, first)

    heappush.__doc__ = 'Add an item to the heap.'
    heappop.__doc__ = f'Remove the {word} item from the heap and return it.'
    heapreplace.__doc__ = f'Remove the {word} item and return it, then add an item.'
    heappushpop.__doc__ = f'Add an item, then remove the {word} one and return it.'
    heapify.__doc__ = 'Make a heap of a list, in place, in linear time.'
    return heappush, heappop, heapreplace, heappushpop, heapify


heappush, heappop, heapreplace, heappushpop, heapify = _functions(_before, 'smallest')
heappush_max, heappop_max, heapreplace_max, heappushpop_max, heapify_max = _functions(_after, 'largest')
for _f in (heappush_max, heappop_max, heapreplace_max, heappushpop_max, heapify_max):
    _f.__name__ = _f.__qualname__ = _f.__name__ + '_max'
del _f

try:
    from _heapq import *
except ImportError:
    pass


def merge(*iterables, key=None, reverse=False):
    """Yield the items of sorted iterables in one order, without reading them ahead."""
    sources = [iter(source) for source in iterables]
    heap = []  # [key, number of the source, item, source]
    direction = -1 if reverse else 1  # of equals, those of the first source go first
    make, replace, pop = (heapify_max, heapreplace_max, heappop_max) if reverse else (heapify, heapreplace, heappop)
    for number, source in enumerate(sources):
        for item in source:
            heap.append([item if key is None else key(item), number * direction, item, source])
            break
    make(heap)
    while len(heap) > 1:
        entry = heap[0]
        source = entry[3]
        yield entry[2]
        for item in source:
            entry[0], entry[2] = item if key is None else key(item), item
            replace(heap, entry)
            break
        else:
            pop(heap)
    if heap:
        yield heap[0][2]
        yield from heap[0][3]


def _extremes(n, iterable, key, best, whole, make, replace, better, direction):
    """Return the n best items in order. The heap holds the best so far, the worst of them on top."""
    if n == 1:
        missing = object()
        found = best(iterable, default=missing, key=key)
        return [] if found is missing else [found]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return whole(iterable)[:n]
    items = iter(iterable)
    heap = [(item if key is None else key(item), number * direction, item) for number, item in zip(range(n), items)]
    if not heap:
        return []
    make(heap)
    number, worst = n, heap[0][0]
    for item in items:
        value = item if key is None else key(item)
        if better(value, worst):
            replace(heap, (value, number * direction, item))
            worst = heap[0][0]
            number += 1
    heap.sort(key=lambda entry: entry[:2], reverse=direction < 0)
    return [entry[2] for entry in heap]


def nsmallest(n, iterable, key=None):
    """Return the n smallest items, as sorted(iterable, key=key)[:n]."""
    return _extremes(n, iterable, key, min, lambda all: sorted(all, key=key), heapify_max, heapreplace_max, _before, 1)


def nlargest(n, iterable, key=None):
    """Return the n largest items, as sorted(iterable, key=key, reverse=True)[:n]."""
    return _extremes(n, iterable, key, max, lambda all: sorted(all, key=key, reverse=True), heapify, heapreplace,
                     _after, -1)


if __name__ == '__main__':
    import doctest
    print(doctest.testmod())
