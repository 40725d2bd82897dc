if a:
    b
if a: b
elif c: d
else: e
if not a: b
if a and b or not c: d
if (a if b else c): d
if a < b < c: d
elif not (a < b < c == d): e
while a:
    b
    if c: break
    if d: continue
else:
    e
for a in b:
    for c, d in e:
        break
    else:
        continue
    f
else:
    g
for a.b in c: pass
for a[b] in [1, 2]: pass
for (
    x
) in y:
    pass
while 1: pass
while 0: pass
while not a: pass
x = a if b else c
x = a and b and c
x = a or b
x = not a
x = a < b
x = a < b <= c != d
x = a is b is not c in d not in e
x = (a and b) if (c or d) and not e else (f if g else h)
def f():
    for a in b:
        with c as d, e:
            if f: return a
            if g: return 1
            if h: return
            if i: break
            if j: continue
        return (
            a
        )
    return None
