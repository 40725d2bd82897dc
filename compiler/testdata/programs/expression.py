(a, [b for b in c if (d := b)], lambda x: x, f"{e}", {f: g}, -1, h.i(j), (k for k in l))
