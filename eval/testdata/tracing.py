# Events of a traced function, its exception handler and a generator.
import sys
ev = []
def tr(frame, event, arg):
    ev.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, arg if event in ('return',) else None))
    return tr
def f(n):
    x = 1
    for i in range(n):
        x += i
    return g(x)
def g(x):
    try:
        raise ValueError
    except ValueError:
        pass
    return x
def h():
    yield 1
    yield 2
sys.settrace(tr)
f(2)
list(h())
sys.settrace(None)
for e in ev: print(e)
