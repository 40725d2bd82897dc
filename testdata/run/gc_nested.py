"""gc.collect() in a finalizer, chains of objects with finalizers through plain ones, cycles beside living objects."""
import gc
import weakref

log = []


class Evil:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        gc.collect()
        log.append(self.n)


def many():
    for i in range(100):
        e = Evil(i)
        e.me = e


many()
gc.collect()
print(log == list(range(100)))
log.clear()


class Node:
    def __init__(self, name, *held):
        self.name, self.held = name, held

    def __del__(self):
        log.append(self.name)


class Plain:
    pass


def chain():
    "Plain objects between those that have finalizers; the ring leads back to its own first one."
    head = None
    for i in range(6):
        p = Plain()
        p.next, p.junk = head, [{'a': (1, 2)}, 'text']
        head = Node(i, p)
    ring = Node('ring', Plain(), [])
    ring.held[0].back = ring
    ring.held[1].append({'deep': ring})
    ring.held[0].chain = head
    return [weakref.ref(x) for x in (head, ring, ring.held[0])]


refs = chain()
gc.collect()
print(sorted(log, key=str), [r() for r in refs])
log.clear()

# What a living object refers to lives on, also within a ring.
hub = Plain()
hub.ring = Node('living')
hub.ring.hub = hub
hub.ring.self = hub.ring
seen = weakref.ref(hub.ring, lambda r: log.append('gone'))
other = weakref.ref(hub)
for _ in range(3):
    gc.collect()
    print(log, seen() is hub.ring, other() is hub, hub.ring.hub is hub, hub.ring.self is hub.ring)
del hub
gc.collect()
print(sorted(log), seen(), other())


# Calls in a row, with and without something between them.
def row():
    x = Plain()
    r = weakref.ref(x)
    gc.collect(); gc.collect()
    del x
    gc.collect(); gc.collect(); print(r())
    x = Plain()
    r = weakref.ref(x); gc.collect(); x = None; gc.collect(); print(r())
    for _ in range(2):
        x = Plain(); r = weakref.ref(x); x = 0; gc.collect(); print(r()); gc.collect()
    x = Plain(); r = weakref.ref(x)
    held = [x]; x = None
    gc.collect(); held.clear(); gc.collect(); print(r())


row()
