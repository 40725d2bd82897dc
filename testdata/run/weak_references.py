"""Weak references, finalizers and abandoned generators, with the collector called by hand."""
import collections
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'Node({self.name})'


node = Node('a')
ref = weakref.ref(node, lambda r: print('dead', r() is None))
proxy = weakref.proxy(node)
print(ref() is node, proxy.name, weakref.getweakrefcount(node), ref == weakref.ref(node))
values = weakref.WeakValueDictionary(x=node)
keys = weakref.WeakKeyDictionary()
keys[node] = 1
members = weakref.WeakSet([node])
print(list(values.items()), len(keys), len(members))
del node
gc.collect()
print(ref(), list(values.items()), len(keys), len(members))
try:
    proxy.name
except ReferenceError as error:
    print(error)


class Closing:
    def __del__(self):
        print('del', self.name)


def use():
    it = Closing()
    it.name = 'inside'


use()
gc.collect()


def numbers(log):
    try:
        yield 1
        yield 2
    finally:
        log.append('closed')


def abandon(log):
    next(numbers(log))


log = []
abandon(log)
gc.collect()
print(log)

d = collections.deque([1, 2, 3], maxlen=3)
d.append(4)
d.rotate()
print(d, d.index(2), 3 in d)
od = collections.OrderedDict(a=1, b=2, c=3)
od.move_to_end('a')
od.move_to_end('c', last=False)
print(od, od.popitem(last=False), list(od))
dd = collections.defaultdict(list)
dd['k'].append(1)
print(dd, collections.Counter('hello').most_common(2))
Point = collections.namedtuple('Point', 'x y', defaults=[0])
print(Point(1), Point(1)._replace(x=3)._asdict(), Point.__match_args__)
last = weakref.finalize(Point, print, 'finalize at the end')
left = Closing()
left.name = 'at the end'
