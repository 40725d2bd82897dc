# Unpacking with and without a star, and sequences that are joined or repeated.
from collections import namedtuple
class I:
    def __init__(s,n): s.n=n
    def __iter__(s):
        print('iter'); return J(s.n)
class J:
    def __init__(s,n): s.n=n
    def __iter__(s): print('iter of iterator'); return s
    def __next__(s):
        print('next')
        if not s.n: raise StopIteration
        s.n-=1; return s.n
a,*b=I(3); print(a,b)
*a,b=I(3); print(a,b)
try: a,*b,c,d=I(2)
except ValueError as e: print(e)
a,b=I(2)
class G:
    def __getitem__(s,i):
        if i>2: raise IndexError
        return i
a,*b=G(); print(a,b)
def g():
    yield 1; yield 2; yield 3
a,*b=g(); print(a,b)
*a,b='hey'; print(a,b)
a,*b={1:2,3:4}; print(a,b)
P=namedtuple('P','x y'); x,y=P(1,2); print(x,y)
x,*y=P(1,2); print(x,y)
for bad in (P(1,2),):
    try: x,y,z=bad
    except ValueError as e: print(e)
    try: x,=bad
    except ValueError as e: print(e)
class L(list):
    def __iter__(s): return iter('ab')
x,y=L([1,2]); print(x,y)
class M(list): pass
x,y=M([1,2]); print(x,y)
x,*y=M([1,2]); print(x,y)
class T(tuple):
    def __iter__(s): return iter('ab')
x,y=T([1,2]); print(x,y)
x,*y=T([1,2]); print(x,y)
for f in (lambda: (lambda a,*b: 0), ):
    try: a,*b=5
    except TypeError as e: print(e)
try: a,*b,c=[1]
except ValueError as e: print(e)
M.__iter__=lambda s: iter('xyz')
x,y,z=M([1,2,3]); print(x,y,z)
l=[1,2,3]
x,*l=l; print(x,l)
*l,x=l; print(x,l)
print([1,2]*0,[1,2]*-1,[]*5,[1]*3,[1]*True,2*[1],[1]*65==[1 for _ in range(65)])
class R(list):
    def __radd__(s,o): return 'radd'
    def __rmul__(s,o): return 'rmul'
print([1]+R(), [1]+[2], (1,)+(2,), ()+(1,), (1,)+())
a=[1]; b=a; a+=[2]; print(b); a*=2; print(b)
t=(1,); u=t; t+=(2,); print(t,u)
try: [1]+(1,)
except TypeError as e: print(e)
try: (1,)+[1]
except TypeError as e: print(e)
try: [1]*1.5
except TypeError as e: print(e)
try: [1]*(1<<62)
except MemoryError as e: print('MemoryError')
d={1:2,3:4,5:6}; del d[3]
print(list(d),list(d.values()),list(d.items()),list({}),list({}.items()),[*d],[*d.items()])
