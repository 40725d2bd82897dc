"""Module doc.

	Tabs and indentation
    are cleaned.
"""
import a
import a.b.c
import a.b.c as d, e as f
from . import g
from ..h import i as j, k
from l import *
x = y = z = 1
x += 1
x.y -= 2
x[1] *= 3
x[a:b] /= 4
x[a:b:c] @= 5
x[1:2] **= 6
x.\
y //= 7
del x, y.z, w[0], v[1:2], (q, [r])
a, b = b, a
a, *b, c = d
[a, [b, *c]] = *d, e
pass
1
...
"string"
name
assert a
assert b, "message"
assert not c or d
raise
raise a
raise a from b
print(a)
(a := b)
global gg
gg = 1
__debug__
x[a:], x[:b], x[:], x[::c], x[1:], x[None:None], x[a:b] = y
x[a:b], x[c:]
