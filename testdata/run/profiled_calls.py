# What a profile function is told of calls of Python functions, built-in ones and methods, and of those that fail.
import sys
events = []
def profiler(frame, event, arg):
    events.append((event, frame.f_code.co_name, getattr(arg, '__name__', arg)))
def f(x): return len(str(x)) + g(x)
def g(x):
    try: int('x')
    except ValueError: pass
    return max([x].count(x), 2)
sys.setprofile(profiler)
f(3)
try: [].pop()
except IndexError: pass
sorted([2, 1], key=lambda v: -v)
'a'.join(str(i) for i in range(2))
sys.setprofile(None)
for e in events: print(*e)
