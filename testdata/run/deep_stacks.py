"""Code with thousands of values on its stack at once."""

import sys

N = 3500
names = [f'a{i}' for i in range(N)]


def run(title, source):
    space = {'N': N}
    try:
        exec(compile(source, title, 'exec'), space)
    except Exception as e:
        print(title, '!!', type(e).__name__, e, e.__traceback__.tb_next.tb_lineno)
    else:
        print(title, space['r'])
    return space


def lines(*list):
    return '\n'.join(list)


run('unpack', lines(','.join(names) + ' = range(N)', 'r = a0, a1, a1999, a2000, a2001, a2050, a3499'))
run('unpack locally', lines('def f():', ' ' + ','.join(names) + ' = range(N)', ' return sum(locals().values()), a3498', 'r = f()'))
run('too few', ','.join(names) + ' = range(N - 1)')
run('too many', ','.join(names) + ' = iter(range(N + 1))')
run('star', lines('*r, ' + ','.join(names) + ' = range(N + 3)', 'r = r, a0, a3499'))
run('star in the middle', lines('b, *r, ' + ','.join(names) + ' = range(N + 3)', 'r = b, r, a0, a3499'))
run('defaults', lines('x = 3', 'def f(' + ','.join(n + '=x' for n in names) + '): return a17 + a3499', 'r = f(), f(a3499=4), f(1, 2)'))
run('keyword defaults', lines('x = 3', 'def f(*,' + ','.join(n + '=x' for n in names) + '): return a17 + a3499', 'r = f(), f(a3499=4), len(f.__kwdefaults__)'))
run('calls in defaults', lines('k = iter(range(N))', 'def f(*,' + ','.join(n + '=next(k)' for n in names) + '): return a17, a3499', 'r = f()'))
run('loops in defaults', lines('def f(*,' + ','.join(f'{n}=[x * {i} for x in (1, 2) if x or y]' for i, n in enumerate(names)) + '): return a17, a3499', 'r = f()'))
run('tests in defaults', lines('y = 0', 'def f(*,' + ','.join(f'{n}=y and 1 or {i} if {i} < 3000 or not y else 0 < {i} < y' for i, n in enumerate(names)) + '): return a17, a3499', 'r = f()'))
run('an error in a default', lines('y = 0', 'try:', ' def f(*,' + ','.join(f'{n}=1 // (3490 - {i})' for i, n in enumerate(names)) + '): pass', 'except ZeroDivisionError as e:', ' r = e, e.__traceback__.tb_lineno'))
run('a loop in a default that fails', lines('x = 7', 'def g():', ' def f(*,' + ','.join(f'{n}=[1 // (x - 3490) for x in ({i},)]' for i, n in enumerate(names)) + '): pass', 'try:', ' g()', 'except ZeroDivisionError as e:', ' r = e, e.__traceback__.tb_next.tb_frame.f_locals'))
run('closures', lines('def o():', *(f' {n} = {i}' for i, n in enumerate(names)), ' def g():', '  return [' + ','.join(names) + ']', ' return g', 'r = sum(o()()), len(o().__closure__)'))
run('decorators', lines('k = []', 'def d(i):', ' def g(f):', '  k.append(i)', '  return f', ' return g', *(f'@d({i})' for i in range(N)), 'def f(): return k[:2], k[-1], len(k)', 'r = f()'))
run('patterns', lines('match list(range(N)):', ' case [' + 'a0,' + '_,' * 2500 + 'a2501,' + '_,' * (N - 2503) + 'a3499]:', '  r = a0, a2501, a3499'))
run('generator', lines('def g():', ' def f(*,' + ','.join(f'{n}=(yield {i})' for i, n in enumerate(names)) + '): return sum((' + ','.join(names) + ')), a1990, a2010, a3499', ' return f()',
                       'def h():', ' global r', ' r = yield from g()', 'i = h()', 'next(i)', 'try:', ' k = 1', ' while True:', '  i.send(k)', '  k += 1', 'except StopIteration: pass'))
run('await', lines('class Later:', ' def __await__(self): return (yield self)', 'async def a(i):', ' return i if i % 1000 else await Later() + i',
                   'async def main():', ' def f(*,' + ','.join(f'{n}=await a({i})' for i, n in enumerate(names)) + '): return a0, a2000, a2500, a3000, a3499', ' return f()',
                   'm = main()', 'm.send(None)', 'try:', ' while True: m.send(1)', 'except StopIteration as e: r = e.value'))
run('values in the middle of a line', lines('y = [1]', 'def f(*,' + ','.join(f'{n}=(lambda: {i}, *y, {{"k": y, **{{}}}}, f"{{y!r:>{{4}}}}", y[0:1], y.copy())' for i, n in enumerate(names)) + '): return a17, a3499',
                                            'f = f()', 'r = f[0][0](), f[1][0](), f[0][1:], f[1][1:]'))

# Traced, and by a frame that is watched while it runs.
events = []


def trace(frame, event, arg):
    if frame.f_code.co_name in ('made', 'f'):
        events.append((event, frame.f_lineno))
    return trace


space = {}
exec(lines('def made(y):', ' def f(*,' + ','.join(f'{n}=y(\n{i})' for i, n in enumerate(names)) + '):', '  return a0, a3499', ' return f()'), space)
sys.settrace(trace)
result = space['made'](lambda x: x + 1)
sys.settrace(None)
print(result, len(events), events[:4], events[-4:])


def switch(x):
    if x == 3000:
        sys._getframe().f_back.f_trace = trace
        sys.settrace(trace)
    return x


events.clear()
result = space['made'](switch)
sys.settrace(None)
print(result)
