"""The lines of frames that an exception has left."""
def exc(n):
    def bad():
        yield 1
        raise ValueError('x')
    def plain():
        raise ValueError('x')
    try:
        if n==0:
            for v in bad(): pass
        elif n==1: plain()
        elif n==2: list(bad())
        elif n==3:
            b=bad(); next(b); next(b)
        elif n==4: sum(x for x in bad())
        elif n==5:
            b=bad(); [*b]
    except ValueError as e: return e
for n in range(6): print(n,[t for t in [exc(n).__traceback__.tb_next.tb_frame.f_lineno, exc(n).__traceback__.tb_next.tb_lineno,exc(n).__traceback__.tb_frame.f_lineno]])
