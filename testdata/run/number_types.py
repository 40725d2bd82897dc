# Numbers: subclasses, conversions, errors, the modules math, operator and time.
import math, operator, time
class SI(int): pass
class SF(float):
    x = 1
class I:
    def __int__(self): return 5
    def __index__(self): return 7
    def __float__(self): return 2.5
class C:
    def __complex__(self): return 2j
s=SI(5); s.a=3
print(s, s+1, type(s+1), s.a, SI('12',3), repr(SI(2)), int(I()), float(I()), operator.index(I()), [1,2,3][SI(1)])
f=SF(2.5); f.y=2
print(f, f*2, f.y, f.x, SF.fromhex('0x1p1'), type(SF.from_number(3)))
print(complex(C()), complex(1,2)*3, divmod(7,2), divmod(I.__index__(0) if False else 7, 2.0))
class D:
    def __divmod__(self, o): return ('d', o)
    def __rdivmod__(self, o): return ('rd', o)
print(divmod(D(),1), divmod(1,D()))
print(~True, 2**100, -7//2, -7%3, 1e22, 0.1+0.2, (-8)**(1/3))
for e in ["int('x')","1/0","2**-1.5","10**400*1.0","math.sqrt(-1)","int('1'*5000)","pow(2,-1,4)", "SI.from_bytes(b'a')", "round(2.5)", "round(2.675,2)", "f'{1234567.891:,.2f}'", "math.dist([1,2],[3,4])", "hash(SI(3))==hash(3)", "True & 1", "operator.itemgetter(1)('abc')", "max(1,2.5)", "sum([0.1]*10)","math.prod(range(1,20))", "isinstance(True,int)", "bool.__mro__", "(5).__class__", "1 .real"]:
    try: print(e, eval(e))
    except Exception as x: print(e, type(x).__name__, x)
print(time.strftime('%Y', time.gmtime(0)))
match 3:
    case int(x): print('int', x)
