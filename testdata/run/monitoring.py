"""Events: sys.monitoring, sys.settrace, sys.setprofile, and jumps by f_lineno."""

import sys

M = sys.monitoring
E = M.events
NAMES = [n for n in dir(E) if not n.startswith('_') and n not in ('BRANCH', 'NO_EVENTS')]
FILE = __file__


def show(x):
    return x if isinstance(x, (int, str)) else type(x).__name__


def monitored(what, f, *args):
    """Prints the events of a set while f runs, with the place that the frame shows."""
    log = []
    M.use_tool_id(3, 'monitored')
    for name in NAMES:
        def callback(code, *args, name=name):
            if code.co_filename == FILE and code.co_name != 'monitored':
                frame = sys._getframe(1)
                log.append((name, code.co_name, *map(show, args), frame.f_lasti, frame.f_lineno))
        M.register_callback(3, getattr(E, name), callback)
    M.set_events(3, what)
    try:
        f(*args)
    except Exception as e:
        print(type(e).__name__, e)
    M.set_events(3, 0)
    M.free_tool_id(3)
    print(f'--- {f.__name__}')
    for entry in log:
        print(*entry)


EVERYTHING = 0
for name in NAMES:
    EVERYTHING |= getattr(E, name)


def numbers():
    yield 1
    yield 2
    return 5


def loops(n):
    for x in numbers():
        n += 1
        if n > 5: n += 2
    while n < 20: n += 5
    for i in [1, 2]:
        if i: continue
    def delegate():
        y = yield from numbers()
        return y
    list(delegate())
    return n


def raises():
    try: fails()
    except ValueError: pass
    try:
        len()
    except (KeyError, TypeError) as e:
        e
    finally:
        x = 1
    with Manager() as m:
        raise KeyError
    try:
        raise OSError
    except OSError:
        try:
            raise
        except OSError as e:
            pass


def fails():
    raise ValueError


class Manager:
    def __enter__(self): return self
    def __exit__(self, *args):
        return True


def catching():
    try:
        yield 1
    except ValueError:
        yield 2


def throwing():
    g = catching()
    next(g)
    g.throw(ValueError())
    g.close()


class Counter:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return self.n


async def asynchronous():
    async for x in Counter():
        pass
    return [y async for y in Counter()]


def drive():
    try: asynchronous().send(None)
    except StopIteration: pass


def calls():
    class A:
        def __init__(self): super().__init__()
    A()
    [].append(1)
    A.__init__(*(A(),))
    print(end='', *())
    def keyword(*, a): pass
    keyword(a=1)
    return [k for k in range(2)], {k: 1 for k in 'a'}


class Next:
    def __iter__(self): return self
    def __next__(self): raise StopIteration


def ends():
    for x in Next():
        pass
    match ends:
        case 1: pass
        case [a]: pass
        case _:
            return (lambda: 1)()


for f in loops, raises, throwing, drive, calls, ends:
    monitored(EVERYTHING, *([f, 3] if f is loops else [f]))
    monitored(E.BRANCH_LEFT | E.BRANCH_RIGHT | E.JUMP, *([f, 3] if f is loops else [f]))
    monitored(E.LINE, *([f, 3] if f is loops else [f]))


def switched_off():
    seen = []
    def line(code, n):
        seen.append(n - code.co_firstlineno)
        return M.DISABLE
    def body():
        for i in range(3):
            i
    M.use_tool_id(2, 'off')
    M.register_callback(2, E.LINE, line)
    M.set_local_events(2, body.__code__, E.LINE)
    body()
    body()
    print(seen)
    M.restart_events()
    body()
    print(seen, M.get_local_events(2, body.__code__), M.get_tool(2))
    def raised(code, offset, e):
        return M.DISABLE
    M.register_callback(2, E.RAISE, raised)
    M.set_events(2, E.RAISE)
    try:
        fails()
    except ValueError as e:
        print(e)
    M.set_events(2, 0)
    M.free_tool_id(2)


switched_off()


def traced(f, *args, opcodes=False, lines=True, jump=None):
    log = []
    def trace(frame, event, arg):
        if frame.f_code.co_filename != FILE or frame.f_code.co_name == 'traced':
            return
        start = f.__code__.co_firstlineno
        log.append((event, frame.f_code.co_name, frame.f_lineno - start, type(arg).__name__))
        frame.f_trace_opcodes, frame.f_trace_lines = opcodes, lines
        if jump and event == 'line' and frame.f_lineno == start + jump[0]:
            to = jump.pop()
            jump[0] = -100
            try:
                frame.f_lineno = start + to
            except ValueError as e:
                log.append(str(e))
        return trace
    sys.settrace(trace)
    try:
        f(*args)
    except Exception as e:
        log.append(type(e).__name__)
    finally:
        sys.settrace(None)
    print(f'--- traced {f.__name__}')
    for entry in log:
        print(entry)


for f in loops, raises, throwing, drive, calls, ends:
    traced(f, *([3] if f is loops else []))
traced(ends, opcodes=True)
traced(ends, opcodes=True, lines=False)


def jumps(out=None, i=0):
    out = []
    out.append(3)
    for i in 1, 2:
        out.append(i)
    try:
        out.append(7)
    except ValueError:
        out.append(9)
    with Manager():
        out.append(11)
    out.append(12)
    print(out)


for a, b in (3, 5), (3, 12), (4, 2), (5, 11), (7, 9), (11, 3), (12, 100), (12, -5), (5, 7), (10, 12), (2, 6):
    traced(jumps, jump=[a, b])


def late():
    frame = sys._getframe()
    log = []
    def trace(frame, event, arg):
        log.append((event, frame.f_lineno - late.__code__.co_firstlineno))
        return trace
    frame.f_trace = trace
    total = 0
    for i in range(3):
        if i == 1:
            sys.settrace(trace)
        total += i
    def inner():
        sys.settrace(None)
    inner()
    for i in range(3):
        total += i
    print(total, log)


late()


def profiled():
    log = []
    def profile(frame, event, arg):
        if frame.f_code.co_filename == FILE and frame.f_code.co_name != 'profiled':
            log.append((event, frame.f_code.co_name, getattr(arg, '__name__', arg) if event.startswith('c_') else show(arg)))
    sys.setprofile(profile)
    for f in loops, raises, throwing, calls:
        f(*([3] if f is loops else []))
    sys.setprofile(None)
    for entry in log:
        print(*entry)


profiled()


def recursive(n):
    if n == 2:
        sys.call_tracing(traced, (fails,))
    return n and recursive(n - 1)


traced(recursive, 3)
