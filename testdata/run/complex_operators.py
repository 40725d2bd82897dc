# Sums, differences and products of complex numbers and real ones, where both are complex or one is a float, an int or a bool.
import operator

class C(complex): pass
class D(complex):
    def __radd__(self, other): return 'radd'
    def __mul__(self, other): return 'mul'

inf, nan = float('inf'), float('nan')
numbers = [0j, -0.0j, 1 + 2j, -3.5 - 0.0j, complex(inf, nan), complex(-0.0, inf), 0, -7, 2**70, True, 0.0, -0.0, 2.5, inf, nan, C(1, 2), D(3, 4), 10**400]
for op in operator.add, operator.sub, operator.mul, operator.truediv, operator.pow, operator.floordiv, operator.mod:
    for a in numbers:
        row = []
        for b in numbers:
            if isinstance(a, complex) or isinstance(b, complex):
                try:
                    r = op(a, b)
                    row.append(repr(r) + type(r).__name__[0])
                except Exception as e:
                    row.append(type(e).__name__ + ' ' + str(e))
        print(op.__name__, row)

def horner(z, n):
    r = 0j
    for i in range(n):
        r = r * z + i
        r -= 1
        r += .5
        r *= 2
    return r

print([horner(complex(x, y), 5) for x in range(-2, 3) for y in range(3)])
z = w = 1 + 1j
z += 1
z -= 2j
z *= 3
print(z, w, z is w, 1 - z, 2 * z, z - True, True + z)
for bad in 'x', None, []:
    for op in operator.add, operator.sub, operator.mul:
        try:
            print(op(1j, bad))
        except TypeError as e:
            print(e)
