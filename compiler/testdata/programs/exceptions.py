try:
    a
except:
    b
try: a
except A: b
except (B, C) as c: d
except D: pass
else: e
finally: f
try: a
finally: b
try:
    try: a
    except A as b: c
    else: d
finally:
    try: e
    finally: f
try: a
except* A: b
except* B as c: d
else: e
finally: f
def f():
    for a in b:
        try:
            if a: return 1
            if b: return a
            if c: break
            continue
        except A as e:
            if a: return 1
            if b: return a
            if c: break
            continue
        except B:
            return
        finally:
            print(a)
def g():
    while a:
        try: b
        finally:
            return c
def h():
    try: return 1
    finally: pass
def i():
    try:
        with a: return b
    except* A:
        pass
    else:
        return c
with a: b
with a as b, c as (d, e), f: g
with (a as b.c, d as e[0]): f
