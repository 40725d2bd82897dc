# A method that is called on the same line time and again, and then hidden by an attribute of the object, and found again.
import io
import random


class Copied(list):
    pass


class Counted(dict):
    pass


class Scaled(random.Random):
    def scaled(self):
        found = self.random()
        return found if found == 'own' else 0


def check(make, name, call):
    first, second = make(), make()

    def both():
        return call(first), call(second)

    results = {both() for _ in range(50)}
    setattr(first, name, lambda *args: 'own')
    print(results, [both() for _ in range(3)])
    first.other = 1
    print([both() for _ in range(3)])
    delattr(first, name)
    print([both() for _ in range(3)])
    setattr(second, name, lambda *args: 'own')
    print([both() for _ in range(3)])


check(Scaled, 'random', lambda it: it.scaled())
check(Scaled, 'getrandbits', lambda it: it.getrandbits(0))
check(Copied, 'copy', lambda it: len(it.copy()))
check(Counted, 'values', lambda it: len(it.values()))
check(io.StringIO, 'getvalue', lambda it: it.getvalue())
check(io.BytesIO, 'tell', lambda it: it.tell())
