"""Code with more local variables, constants and names than an instruction can number."""

import sys
n=9000
body=''.join(f' v{i}={i}\n' for i in range(n))
d={}
exec('def f(a,*b,k=3,**z):\n'+body+' s=0\n'+''.join(f' s+=v{i}\n' for i in range(n))+' return s+a+len(b)+k+len(z), sorted(locals())[-2:], len(locals())\n',d)
print(d['f'](1,2,3,k=5,q=6)); print(d['f'](1))
exec('def g():\n'+body+f' yield v0\n v{n-1}+=1\n try:\n  yield v{n-1}\n finally: print("closed", v{n-2})\n',d)
g=d['g'](); print(next(g),next(g), g.gi_frame.f_locals[f'v{n-1}'], len(g.gi_frame.f_locals)); g.close()
exec('def h():\n'+body+f' def inner(): return v0+v{n-1}+v5000\n v{n-1}=7\n r=inner()\n del v{n-1}\n try: inner()\n except NameError as e: print(e)\n del v8000\n try: v8000\n except UnboundLocalError as e: print(e)\n return r\n',d)
print(d['h']())
m=6000
exec('def p('+','.join(f'a{i}' for i in range(m))+',*,'+','.join(f'k{i}' for i in range(m))+'):\n return a0+a5999+k5999, [x for x in (a5998,)]\n',d)
print(d['p'](*range(m),**{f'k{i}':i for i in range(m)}))
try: d['p'](1)
except TypeError as e: print(str(e)[:60], len(str(e)))
m=2000
exec('def fv():\n'+''.join(f' c{i}={i}\n' for i in range(m))+' def inner():\n'+''.join(f'  x{i}=c{i}\n' for i in range(m))+'  return x1999+c1500\n return inner\n',d)
print(d['fv']()())
def rec(k):
    return d['f'](k)[0] if k==0 else rec(k-1)
print(rec(30))
exec('def big(k):\n'+body+f' return v{n-1} if k==0 else big(k-1)+v8999\n',d)
print(d['big'](40))
log=[]
def tr(f,e,a):
    if f.f_code.co_name=='g': log.append((e,f.f_lineno))
    return tr
sys.settrace(tr); list(d['g']()); sys.settrace(None); print(len(log), log[-3:])
import gc; gc.collect()
exec('def fl():\n'+body+' return [i for i in [v8999]], [v8999 for v8999 in range(3)], v8999\n',d)
print(d['fl']())
try: exec('def bad():\n'+body+' 1/0\n',d); d['bad']()
except ZeroDivisionError as e: print(e.__traceback__.tb_next.tb_frame.f_locals['v8999'])


def many(n=33000):
    space = {}
    exec('def f():\n r = 0\n' + ''.join(f' r += {i + 1000}.5\n' for i in range(2 * n)) + ' return r\n', space)
    print(space['f']())
    exec(''.join(f'v{i} = {i}\n' for i in range(2 * n)) + 's = 0\n' + ''.join(f's += v{i}\n' for i in range(2 * n)), space)
    print(space['s'], space[f'v{2 * n - 1}'])
    exec('class A: pass\na = A()\ndef g():\n' + ''.join(f' a.x{i} = {i}\n' for i in range(2 * n))
         + f' return a.x0, a.x{n}, a.x{2 * n - 1}\n', space)
    print(space['g'](), space['g']())


many()
