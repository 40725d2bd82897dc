# Each chunk fails on the line that holds the expectation: ### then the last line of the traceback.
1 / 0  ### ZeroDivisionError: division by zero
---
undefined  ### NameError: name 'undefined' is not defined
---
def f(a, b): pass
f(1)  ### TypeError: f() missing 1 required positional argument: 'b'
---
def f(a, b=2): pass
f(1, 2, 3)  ### TypeError: f() takes from 1 to 2 positional arguments but 3 were given
---
def f(*, key): pass
f(kee=1)  ### TypeError: f() got an unexpected keyword argument 'kee'. Did you mean 'key'?
---
def f(a): pass
f(1, a=2)  ### TypeError: f() got multiple values for argument 'a'
---
[1, 2, 3][5]  ### IndexError: list index out of range
---
{"a": 1}["b"]  ### KeyError: 'b'
---
"a" + 1  ### TypeError: can only concatenate str (not "int") to str
---
1 + "a"  ### TypeError: unsupported operand type(s) for +: 'int' and 'str'
---
"abc".fooo  ### AttributeError: 'str' object has no attribute 'fooo'
---
"abc".uper()  ### AttributeError: 'str' object has no attribute 'uper'. Did you mean: 'upper'?
---
int("x1")  ### ValueError: invalid literal for int() with base 10: 'x1'
---
a, b = 1, 2, 3  ### ValueError: too many values to unpack (expected 2, got 3)
---
a, b, c = 1, 2  ### ValueError: not enough values to unpack (expected 3, got 2)
---
for x in 5: pass  ### TypeError: 'int' object is not iterable
---
None()  ### TypeError: 'NoneType' object is not callable
---
len(5)  ### TypeError: object of type 'int' has no len()
---
def f():
    x += 1  ### UnboundLocalError: cannot access local variable 'x' where it is not associated with a value
f()
---
def f(): return f()  ### RecursionError: maximum recursion depth exceeded
f()
---
class C:
    def __repr__(self): return repr(self)  ### RecursionError: maximum recursion depth exceeded
repr(C())
---
class C:
    def __eq__(self, other): return self == other  ### RecursionError: maximum recursion depth exceeded
C() == C()
---
raise ValueError("a", 1)  ### ValueError: ('a', 1)
---
raise 5  ### TypeError: exceptions must derive from BaseException
---
assert 1 == 2, "sums"  ### AssertionError: sums
---
class A: __slots__ = ("x",)
A().y = 1  ### AttributeError: 'A' object has no attribute 'y' and no __dict__ for setting new attributes
---
class A(int, str): pass  ### TypeError: multiple bases have instance lay-out conflict
---
class X: pass
class Y(X): pass
class Z(X, Y): pass  ### TypeError: Cannot create a consistent method resolution order (MRO) for bases X, Y
---
import nosuchmodule  ### ModuleNotFoundError: No module named 'nosuchmodule'
---
from math import nothing  ### ImportError: cannot import name 'nothing' from 'math' (unknown location)
---
"x" * 10**12  ### MemoryError
---
next(iter([]))  ### StopIteration
---
def g(): yield; raise StopIteration  ### RuntimeError: generator raised StopIteration
list(g())
---
{}[[]]  ### TypeError: cannot use 'list' as a dict key (unhashable type: 'list')
---
1 < "a"  ### TypeError: '<' not supported between instances of 'int' and 'str'
---
with 5: pass  ### TypeError: 'int' object does not support the context manager protocol (missed __exit__ method)
---
super().x  ### RuntimeError: super(): no arguments
---
class A:
    @property
    def p(self): return 1
A().p = 2  ### AttributeError: property 'p' of 'A' object has no setter
---
match 1:
    case int(x=2): pass
print(undefinde)  ### NameError: name 'undefinde' is not defined
---
x = = 1  ### SyntaxError: invalid syntax
---
print "x"  ### SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?
---
def f(:  ### SyntaxError: invalid syntax
---
def f(p, *, (p1, p2)): pass  ### SyntaxError: invalid syntax
