# Exceptions: context, cause, finally, groups, tracebacks, messages.
import sys
def lines(e):
    out = []
    t = e.__traceback__
    while t:
        out.append((t.tb_frame.f_code.co_name, t.tb_lineno - t.tb_frame.f_code.co_firstlineno))
        t = t.tb_next
    return out
def a():
    b()
def b():
    try:
        c()
    except KeyError as e:
        raise ValueError('from b') from e
def c():
    raise KeyError('c')
try:
    a()
except ValueError as e:
    print(lines(e), lines(e.__cause__), e.__suppress_context__, e.__context__ is e.__cause__)
def fin():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
        finally:
            print('fin', i)
    try:
        return 'r'
    finally:
        print('last')
print(fin())
def swallow():
    try:
        1 / 0
    finally:
        return 'swallowed'
print(swallow())
try:
    try:
        raise TypeError('a')
    finally:
        print('exc', repr(sys.exception()))
except TypeError:
    print('seen', sys.exc_info()[0])
print(sys.exception())
try:
    raise
except RuntimeError as e:
    print(e)
try:
    raise 1
except TypeError as e:
    print(e)
try:
    raise ValueError from 1
except TypeError as e:
    print(e)
try:
    try: raise ValueError
    except 5: pass
except TypeError as e:
    print(e)
def reraise():
    try:
        raise KeyError('k')
    except KeyError:
        try:
            raise
        except KeyError as e:
            return lines(e)
print(reraise())
try:
    try:
        raise ExceptionGroup('g', [ValueError(1), KeyError(2), ExceptionGroup('n', [TypeError(3), ValueError(4)])])
    except* ValueError as e:
        print(repr(e))
    except* TypeError as e:
        print(repr(e))
        raise OSError('new')
except BaseException as e:
    print(repr(e))
try:
    try: raise ValueError('naked')
    except* ValueError as e: print(repr(e))
    try: raise ValueError('naked')
    except* TypeError as e: print('no')
except ValueError as e:
    print('through', e)
class CM:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self): print('enter', self.name); return self
    def __exit__(self, t, v, tb):
        print('exit', self.name, t and t.__name__, tb and tb.tb_lineno > 0)
        return self.swallow
with CM('a', True), CM('b') as b_:
    raise ValueError('in with')
def ret():
    with CM('r'):
        return 1
print(ret())
try:
    with 5: pass
except TypeError as e:
    print(e)
def many(a, b, /, c, *, d, e=1): pass
for args, kw in [((), {}), ((1,), {}), ((1, 2, 3, 4), {}), ((1, 2, 3), {}), ((1, 2), {'c': 1, 'dd': 2}), ((1, 2, 3), {'c': 3, 'd': 4}),
                 ((), {'a': 1, 'b': 2, 'c': 3, 'd': 4}), ((1, 2, 3, 4), {'d': 1})]:
    try: many(*args, **kw); print('fine')
    except TypeError as e: print(e)
def dflt(a, b=1): pass
for args in [(), (1, 2, 3)]:
    try: dflt(*args)
    except TypeError as e: print(e)
for f in (lambda: dflt(1, a=2), lambda: dflt(*5), lambda: dflt(**5), lambda: dflt(1, **{'x': 1}), lambda: dflt(b=1, **{'b': 2}),
          lambda: 5(), lambda: 5[1], lambda: len(5), lambda: [].x, lambda: (1).y, lambda: 'a' + 1, lambda: 1 + 'a', lambda: [1][5],
          lambda: {}['k'], lambda: nowhere, lambda: int('x'), lambda: [*3], lambda: {**3}, lambda: 1 < 'a', lambda: -'a'):
    try: f()
    except Exception as e: print(type(e).__name__, e)
try: a1, b1 = 1
except TypeError as e: print(e)
try: a1, b1 = 1, 2, 3
except ValueError as e: print(e)
try: a1, b1 = iter([1])
except ValueError as e: print(e)
try: a1, b1 = iter([1, 2, 3])
except ValueError as e: print(e)
try: a1, *b1, c1 = [1]
except ValueError as e: print(e)
def free():
    def inner(): return v
    try: inner()
    except NameError as e: print(e)
    v = 1
free()
def dele():
    v = 1
    del v
    try: v
    except UnboundLocalError as e: print(e)
    try: del v
    except UnboundLocalError as e: print(e)
dele()
def depth(n): return depth(n + 1)
try: depth(0)
except RecursionError as e: print(e)
class R:
    def __getattr__(self, n): return getattr(self, n + 'x')
try: R().a
except RecursionError: print('RecursionError')
class Q:
    def __add__(self, o): return self + o
try: Q() + 1
except RecursionError: print('RecursionError')
class C0:
    def __init__(self): return 5
try: C0()
except TypeError as e: print(e)
def frames():
    f = sys._getframe()
    x = 1
    f.f_locals['x'] = 2
    return x, f.f_back.f_code.co_name, sorted(f.f_locals), f.f_lineno - f.f_code.co_firstlineno
print(frames())
def tbframe():
    y = 7
    raise ValueError
try: tbframe()
except ValueError as e: print(e.__traceback__.tb_next.tb_frame.f_locals)
