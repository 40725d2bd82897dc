"""For loops that are left before their end, in every way, and loops that follow or surround them."""


def first(items, wanted):
    for i, x in enumerate(items):
        if x == wanted:
            return i
    return -1


def any_true(items):
    for x in items:
        if x:
            break
    else:
        return 'none'
    return x


def pairs(items):
    found = []
    for a in items:
        for b in items:
            if b == a:
                break
            found.append((a, b))
        for c in items:
            if c == 3:
                break
        else:
            found.append('none')
            continue
        for d in items:
            found.append(d)
            break
    return found


def found_in_try(items):
    for x in items:
        try:
            if x == 2:
                return x
        finally:
            for y in items:
                if y == 1:
                    break
    return None


def nested(n):
    for i in range(n):
        for j in range(n):
            for k in range(n):
                if i * j * k == 6:
                    return i, j, k
            if j > i:
                break
    return None


def step(n):
    for i in range(n):
        if i == 2:
            break
        yield i
        for c in 'abc':
            yield c
            if c == 'b':
                break
    for t in (1, 2, 3):
        yield t
        if t == 2:
            return


def computed(items):
    for x in items:
        if x > 1:
            return x * 10 + len(items)


def recursive(tree):
    for child in tree:
        if isinstance(child, int):
            if child == 5:
                return [child]
            continue
        path = recursive(child)
        if path:
            return ['in', *path]
    return []


def changed(items):
    seen = []
    for x in items:
        seen.append(x)
        if x == 2:
            items.clear()
            break
    for x in items:
        seen.append(x)
    items.extend('xy')
    for x in items:
        seen.append(x)
    return seen


def left_by_exception(items):
    out = []
    for x in items:
        try:
            for y in items:
                if y == x:
                    raise KeyError(y)
        except KeyError as e:
            out.append(e.args[0])
        for y in items:
            out.append(y)
            break
    return out


def chained(a, b, c):
    for x in (1, 2):
        if a < b < c:
            return a if a < x < c else b
        if not (a < b < c < x):
            break
    return 'no'


def matched(items):
    for x in items:
        match x:
            case [a, b]:
                return a, b
            case {'k': v}:
                break
            case int():
                pass
    return 'left at', x


def managed(items):
    class Manager:
        def __enter__(self):
            return self

        def __exit__(self, *exc):
            for x in items:
                if x:
                    return False

    for x in items:
        with Manager():
            if x == 2:
                return x
    for x in items:
        with Manager():
            break
    return 0


for _ in range(2):
    print(first('hello', 'l'), first([1, 2], 3), any_true([0, 0, 7]), any_true((0,)), any_true(b'\0a'), any_true({0}))
    print(pairs([1, 2, 3]), pairs((3, 1)), pairs('ab'))
    print(found_in_try([1, 2, 3]), found_in_try([3]), nested(4), nested(2))
    print(list(step(5)), list(step(1)))
    print(computed([1, 2, 3]), computed(range(5)), computed({0}))
    print(recursive([1, [2, [3, 4]], [[5]]]), recursive([]))
    print(changed([1, 2, 3]), left_by_exception([1, 2, 3]), left_by_exception('xyz'))
    print(chained(1, 2, 3), chained(3, 2, 1), chained(0, 2, 1))
    print(matched([1, [2, 3]]), matched([1, {'k': 2}]), matched([1, 'x']))
    print(managed([1, 2, 3]), managed([0, 5]))

outer = iter([1, 2, 3, 4])
for x in outer:
    break
print(list(outer))
generators = [step(5) for _ in range(3)]
for g in generators:
    for x in g:
        print(x, end=' ')
        if x == 'a':
            break
print([list(g) for g in generators])
for x in range(3):
    for y in range(3):
        if y == 1:
            break
    print(x, y, end=' ')
print()


def count(n, log):
    for i in range(n):
        for c in 'ab':
            log.append((i, c))
            yield i, c


def delegating(n, log):
    yield 'start'
    yield from count(n, log)
    yield 'end'


def handling():
    try:
        raise KeyError(1)
    except KeyError:
        for i in range(3):
            yield i


def leave(make, *args):
    for x in make(*args):
        if x in (1, (1, 'a')):
            break
    return x


log = []
for _ in range(3):
    print(leave(count, 5, log), leave(delegating, 5, log), leave(handling), len(log))
    print(any(x > 2 for x in range(10)), all(x < 2 for x in [0, 1, 2, 3]), any(any(y == x for y in 'abc') for x in 'xbz'))
    print(any(all(x % y for y in range(2, x)) for x in (4, 6, 7, 8)), tuple(x for x in (1, 2)), [any(y > x for y in {1, 2}) for x in range(3)])


def searching(n):
    return n if n < 2 else any(searching(n - k) > 5 for k in (1, 2)) + n


print(searching(9), [searching(k) for k in range(5)])


def raising(items):
    for x in items:
        yield 1 // x


for items in ([1, 1], [2, 1, 0]):
    try:
        print(any(x > 5 for x in raising(items)), any(x == 1 for x in raising(items)))
    except ZeroDivisionError as e:
        print(e)
kept = [count(3, []) for _ in range(3)]
for g in kept:
    for x in g:
        break
print([list(g)[0] for g in kept])
