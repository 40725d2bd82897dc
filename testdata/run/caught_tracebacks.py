"""Tracebacks of exceptions that are looked at after they have been caught, and frame objects made in handlers."""

import sys
def tb(e):
    r=[]; t=e.__traceback__
    while t: r.append((t.tb_frame.f_code.co_name, t.tb_lineno)); t=t.tb_next
    return r

def f():
    try:
        try: raise ValueError
        except ValueError as e:
            stash = e
            raise
    except ValueError: pass
    return tb(stash)
for _ in range(4): print(f())
def f2():
    try:
        try: raise ValueError
        except ValueError as e:
            stash = e
            raise
    except ValueError: x=1
    return tb(stash)
for _ in range(4): print(f2())
def g2():
    l=[]
    def thrower(i): raise ValueError
    for i in range(3):
        try: thrower(i)
        except ValueError: pass
    try:
        try: thrower(1)
        except ValueError: 1/0
    except ZeroDivisionError as z:
        print(tb(z), tb(z.__context__))
    try: thrower(1)
    except ValueError: print(tb(sys.exception()))
    try:
        try: thrower(1)
        finally: x=1
    except ValueError as e: print(tb(e))
    try:
        try: thrower(1)
        finally: x=1
    except ValueError: pass
    def mid():
        try: thrower(1)
        except ValueError as e:
            nonlocal l
            l.append(e)
            raise
    try: mid()
    except ValueError: pass
    print(tb(l[0]))
    l=None
    def mid2():
        nonlocal l
        try: thrower(1)
        except ValueError as e:
            l=e
            raise
    try: mid2()
    except ValueError: pass
    print(tb(l))
    def mid3():
        try: thrower(1)
        finally: len('a')
    try: mid3()
    except ValueError: pass
    try: mid3()
    except ValueError:
        try: mid3()
        except ValueError: print(tb(sys.exception()), tb(sys.exception().__context__))
        print(tb(sys.exception()))
for _ in range(4): g2()
class A:
    def __init__(self): raise KeyError
def h():
    try: A()
    except KeyError: pass
    try: A()
    except KeyError: print(tb(sys.exception()))
for _ in range(4): h()
def gen():
    def thrower(): raise ValueError
    try: thrower()
    except ValueError:
        yield 1
        e=sys.exception(); print(tb(e))
for x in gen(): pass
for x in gen():
    try: raise KeyError
    except KeyError: pass
def loop():
    def t(n):
        if n: t(n-1)
        else: raise ValueError
    for i in range(4):
        try: t(3)
        except ValueError: pass
        if i==2:
            try: t(2)
            except ValueError as e: keep=e
    return tb(keep)
for _ in range(4): print(loop())
def nest():
    def t(): raise ValueError
    try: t()
    except ValueError:
        try: raise KeyError
        except KeyError: pass
        e=sys.exception()
    return tb(e), e.__context__
for _ in range(4): print(nest())
def nest2():
    def t(): raise ValueError
    try: t()
    except ValueError:
        try: raise KeyError
        except KeyError as k: kk=k
    return tb(kk.__context__)
for _ in range(4): print(nest2())
def nest3():
    def t(): raise ValueError
    def u():
        try: raise KeyError
        except KeyError as k: return k
    try: t()
    except ValueError: kk=u()
    return tb(kk.__context__), tb(kk)
for _ in range(4): print(nest3())
def nest4():
    try:
        try: raise ValueError
        finally:
            stash = sys.exception()
    except ValueError: pass
    return tb(stash)
for _ in range(4): print(nest4())
def framed():
    fr=None
    try: raise ValueError
    except ValueError: fr = sys._getframe()
    return fr
def plain(): return sys._getframe().f_code.co_name
for i in range(5):
    fr=framed(); print(fr.f_code.co_name, plain(), fr.f_locals.keys())
