# Arguments of exceptions, which are made when somebody looks; tuples of classes in except clauses; tracebacks of exceptions that something else has.
import pickle, copy
class E(Exception): pass
class F(Exception):
    def __init__(self, a, b=2): self.b = b
class G(Exception):
    def __init__(self, *a): super().__init__('g', *a); self.extra = a
class H(ValueError):
    def __new__(cls, *a):
        global kept
        kept = super().__new__(cls, *a)
        return kept
def show(e):
    print(type(e).__name__, e.args, e.args is e.args, str(e), repr(e), vars(e), e.args is e.args)
for make in (lambda: E('x'), lambda: E(), lambda: E(1, 2), lambda: F('f'), lambda: F('f', b=3), lambda: G(), lambda: G(1), lambda: KeyError('k'), lambda: KeyError(('a', 1)), lambda: StopIteration(5),
             lambda: SystemExit(3), lambda: ImportError('i', name='n'), lambda: OSError(2, 'no', 'f'), lambda: NameError('n', name='q'), lambda: AttributeError('a', obj=1), lambda: UnicodeDecodeError('utf-8', b'a', 0, 1, 'r')):
    e = make()
    show(e)
    show(copy.copy(e))
    e.args = 7, 8
    show(e)
    e.args = [9]
    show(e)
    e.__init__('again') if not isinstance(e, UnicodeDecodeError) else None
    show(e)
    e.added, e.more, e.third = 1, 2, 3
    print(sorted(vars(e).items(), key=str))
def caught(f, *classes):
    try: f()
    except classes as e: show(e)
caught(lambda: [][0], IndexError, KeyError)
caught(lambda: {}['k'], IndexError, KeyError)
caught(lambda: int('z'), ValueError)
caught(lambda: nothing, NameError)
caught(lambda: next(iter(())), StopIteration)
def tuples(f, A, B):
    try: f()
    except (A, B): return 'either'
    except (A, B, LookupError) as e: return 'lookup', e.args
    except (OSError, (ValueError,)[0]): return 'other'
    finally: pass
for f in (lambda: [][0], lambda: {}['k'], lambda: int('z'), lambda: 1 / 0, lambda: open('/nonexistent')):
    for A, B in ((KeyError, IndexError), (E, F), (ArithmeticError, E), (E, 5), ((E, F), KeyError), (str, E)):
        try: print(tuples(f, A, B))
        except Exception as e: print(type(e).__name__, str(e).partition('/')[0])
k = ValueError('kept')
def get(): return k
def use(make):
    try: raise make()
    except ValueError: pass
for i in range(3):
    k.__traceback__ = None
    use(get)
    print(k.__traceback__ is not None, k.__traceback__.tb_lineno if k.__traceback__ else None)
    use(H)
    print(kept.__traceback__ is not None)
    try: raise H(1)
    except (KeyError, ValueError): pass
    print(kept.__traceback__ is not None, kept.args)
def twice():
    for i in range(3):
        try:
            try: raise E('inner')
            except E: raise F('outer')
        except F as f: print(f.args, f.__context__.args, f.__context__.__traceback__.tb_lineno - f.__traceback__.tb_lineno)
twice()
