return
# ---
class A: return 1
# ---
async def f():
  yield 1
  return 2
# ---
break
# ---
continue
# ---
if 1: break
# ---
def f():
  for x in y:
    class A: break
# ---
try: pass
except: pass
except A: pass
# ---
for x in y:
 try: pass
 except* A: break
# ---
def f():
 try: pass
 except* A: return
# ---
for x in y:
 try: pass
 except* A: 
  for z in w: continue
# ---
for x in y:
 try: pass
 except* A:
  try: pass
  finally: continue
# ---
f(a=1,a=2)
# ---
f(a=1,**b,a=2)
# ---
class A(a=1,a=2): pass
# ---
x.f(a=1,a=2)
# ---
*a = b
# ---
*a,*b = c
# ---
a = *b
# ---
for *a in b: pass
# ---
await x
# ---
def f(): await x
# ---
async with x: pass
# ---
def f():
 async with x: pass
# ---
async for x in y: pass
# ---
[x async for x in y]
# ---
def f(): [x async for x in y]
# ---
def f(): return {x: y async for x in y}
# ---
def f(): (x async for x in y)
# ---
async def f(): yield from x
# ---
yield 1
# ---
class A: yield
# ---
[(yield) for x in y]
# ---
lambda: await x
# ---
async def f(): lambda: await x
# ---
match x:
  case a: pass
  case b: pass
# ---
match x:
  case _: pass
  case b: pass
# ---
match x:
  case a|b: pass
# ---
match x:
  case [a]|[b]: pass
# ---
match x:
  case [a,a]: pass
# ---
match x:
  case [a, *a]: pass
# ---
match x:
  case {"a":1,"a":2}: pass
# ---
match x:
  case {1:a, 1.0:b}: pass
# ---
match x:
  case {1:a, True:b}: pass
# ---
match x:
  case {-1:a, -1:b}: pass
# ---
match x:
  case {1+0j:a, 1:b}: pass
# ---
match x:
  case {"k": a, **a}: pass
# ---
match x:
  case A(b=1,b=2): pass
# ---
match x:
  case A(a, b=a): pass
# ---
match x:
  case [*a,*b]: pass
# ---
match x:
  case (a as a): pass
# ---
match x:
  case [(1|a),2]: pass
# ---
match x:
  case (a, b) as a: pass
# ---
match x:
  case [x, (_ | 1)]: pass
# ---
match x:
  case 1|_|2: pass
# ---
match x:
  case 1|_: pass
  case 3: pass
# ---
match x:
  case a if b: pass
  case _ if c: pass
  case _: pass
# ---
class A[T=1, U]: pass
# ---
def f[*T=1, U](): pass
# ---
type X[**P=1, T] = 3
# ---
x is 1
# ---
1 is x is 2
# ---
x is not ()
# ---
assert (x, "y")
# ---
"a"(1)
# ---
"a" "b"[1,2]
# ---
[1,2][3,4]
# ---
x = (1, 2) (3, 4)
# ---
x = [(1,2) [3, 4]]
# ---
{1}[2]
# ---
def f():
 try: pass
 finally: return
# ---
def f():
 while 1:
  try: pass
  finally: 
   break
# ---
def f():
 while 1:
  try: pass
  finally:
   for x in y: pass
   else: break
# ---
def f():
 while 1:
  try: pass
  finally:
   with x:
    if y: continue
# ---
def f():
 try: pass
 finally:
  def g(): return 1
  class A:
   def h(self): return 2
# ---
def f():
 try: pass
 finally:
  match x:
   case 1: return 3
# ---
def f():
 try: x
 except* A: pass
 finally: return
# ---
while 1:
 try: pass
 finally:
  try: continue
  except: break
  else: continue
  finally: break
# ---
def f():
 try: return 1
 finally: x is 1
# ---
any(x is 1 for y in z)
# ---
None[1]
# ---
__debug__ = 1
# ---
del __debug__
# ---
x.__debug__ = 1
# ---
f(__debug__=1)
# ---
def f(__debug__): pass
# ---
import __debug__
# ---
class A: 
 x: (yield)
# ---
def f(x: (y:=1)): pass
# ---
x
from __future__ import annotations
# ---
def f():
 from __future__ import annotations
# ---
def f():
 from x import *
# ---
class A:
 from x import *
# ---
x[*a] = 1
# ---
def f(a, a): pass
# ---
lambda a, a: 1
# ---
nonlocal x
# ---
def f():
 nonlocal x
# ---
def f():
 global x
 nonlocal x
# ---
def f(x):
 global x
# ---
def f():
 x = 1
 global x
# ---
def f():
 print(x)
 global x
# ---
def f():
 x: int
 global x
# ---
[i := 0 for i in x]
# ---
[[(i := 0) for i in x] for j in y]
# ---
[x for x in (y := z)]
# ---
class A: [x := 1 for y in z]
# ---
def f():
 for i in x:
  try:
   if y: break
   if z: continue
   return 2
  finally: x is 1
# ---
f"{x is 1}"
# ---
f"{1}"(2)
# ---
t"{1}"[0]
# ---
(lambda: 1)[2]
# ---
(x for x in y)[1]
# ---
[x for x in y]["a"]
# ---
"abc"[None]
# ---
if x is 1: pass
# ---
while not (x is 1): pass
# ---
a < b is 3
# ---
if a is b is 3: pass
# ---
"%s"(a)
# ---
("%s" % (a,))(b)
# ---
("%s" % (a,))["x"]
# ---
__debug__(1)
# ---
__debug__[1]
# ---
__debug__ is x
# ---
x: y is 1
# ---
def f(x: y is 1): pass
# ---
type X = (y is 1)
# ---
class A(x is 1): pass
# ---
@(x is 1)
def f(): pass
# ---
async def f():
 async for x in y:
  return
 async with a: return
 await z
 return [x async for x in y]
# ---
async def f():
 def g(): await x
# ---
async def f():
 [await x for x in y]
 (await x for x in y)
 {await x: 1 for x in y}
# ---
def f():
 [await x for x in y]
# ---
def f():
 (await x for x in y)
# ---
with a as *b: pass
# ---
print(a=1, *b, a=3)
# ---
*a, b
# ---
*a
# ---
x = *a, *b
# ---
x = yield
# ---
return (yield)
# ---
def f():
 return *a, b
# ---
def f():
 while 1:
  try: pass
  finally:
   for x in y: return
   else: return
   while x: return
   async def g(): return
   with x: return
# ---
class A:
 def f():
  class B:
   self.a = 1
   import b.__c as __d
