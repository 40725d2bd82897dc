# Whatever runs between two collections may have let go of objects.
import gc
import weakref


class Thing:
    pass


class Holder:
    def __init__(self):
        self.thing = Thing()

    @property
    def let_go(self):
        self.thing = None


def test():
    holder = Holder()
    ref = weakref.ref(holder.thing)
    gc.collect()
    held = ref() is not None
    gc.collect()
    holder.let_go
    gc.collect()
    print(held, ref() is None)


test()
