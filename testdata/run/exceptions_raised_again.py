"""Exceptions that leave except and finally clauses: what is handled then, what the clause's variable is, and what tracebacks tell."""

import sys
import traceback


def shown(e):
    """Where the exception came by: lines counted from each function's first."""
    out = []
    while e is not None:
        out.append((type(e).__name__, e.args, [(f.f_code.co_name, n - f.f_code.co_firstlineno if f.f_code.co_name != '<module>' else 'm')
                                              for f, n in traceback.walk_tb(e.__traceback__)]))
        e = e.__cause__ or e.__context__
    return out


def plain(kind):
    try:
        {}[kind]
    except KeyError as e:
        if kind == 'again':
            raise
        if kind == 'same':
            raise e
        if kind == 'other':
            raise ValueError(kind)
        if kind == 'from':
            raise ValueError(kind) from e
        if kind == 'builtin':
            [][1]
        if kind == 'deleted':
            del e
            raise
        if kind == 'nested':
            try:
                raise TypeError(kind)
            except TypeError as e:
                raise LookupError from e
    finally:
        seen.append(sys.exception())


seen = []
for kind in ('again', 'same', 'other', 'from', 'builtin', 'deleted', 'nested', 'none'):
    try:
        plain(kind)
    except Exception as e:
        print(kind, shown(e), e is seen[-1])
    else:
        print(kind, seen[-1])
    print(sys.exception())


def layers(n):
    if n == 0:
        raise OSError('deep')
    try:
        try:
            return layers(n - 1)
        finally:
            order.append(('inner', n, type(sys.exception()).__name__))
    finally:
        order.append(('outer', n, type(sys.exception()).__name__))


order = []
try:
    layers(3)
except OSError as e:
    print(order, shown(e))


def variable():
    try:
        try:
            raise KeyError('first')
        except KeyError as e:
            raise IndexError('second')
    except IndexError:
        try:
            print(e)
        except UnboundLocalError as missing:
            print(missing)
        print(repr(sys.exception()), sorted(locals()))


variable()


def captured():
    """The variable is a cell."""
    def look():
        try:
            return e
        except NameError as missing:
            return str(missing)
    try:
        try:
            raise KeyError('first')
        except KeyError as e:
            print(look())
            raise IndexError('second')
    except IndexError:
        print(look())


captured()


def handled_before():
    """What was handled before is handled again, at each level."""
    try:
        raise KeyError(1)
    except KeyError:
        for _ in range(2):
            try:
                try:
                    raise ValueError(2)
                except ValueError:
                    raise TypeError(3)
            except TypeError as e:
                print(repr(e.__context__), repr(e.__context__.__context__))
            print(repr(sys.exception()))
        try:
            try:
                1 / 0
            finally:
                print(repr(sys.exception()))
        except ZeroDivisionError as e:
            print(repr(e.__context__))
        print(repr(sys.exception()))


handled_before()


def generated():
    try:
        yield 1
    except KeyError as e:
        try:
            yield 2
        except ValueError as f:
            raise TypeError from e
    finally:
        yield 3


g = generated()
print(next(g), g.throw(KeyError('k')), g.throw(ValueError('v')))
try:
    next(g)
except TypeError as e:
    print(shown(e))


def in_loop(n):
    for i in range(n):
        try:
            try:
                try:
                    raise KeyError(i)
                finally:
                    order.append(i)
            except KeyError as e:
                if i % 3 == 1:
                    raise IndexError(i)
        except IndexError as e:
            last = e
    return shown(last), sys.exception()


print(in_loop(5))
try:
    try:
        raise KeyError('module')
    except KeyError as e:
        raise IndexError
except IndexError as error:
    print('e' in globals(), shown(error))


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *what):
        print(what[0], what[1], sys.exception() is what[1])
        return what[0] is KeyError


def managed(kind):
    try:
        with Manager(), Manager():
            raise kind('with')
    except ValueError as e:
        raise
    finally:
        print(repr(sys.exception()))


managed(KeyError)
try:
    managed(ValueError)
except ValueError as e:
    print(shown(e))
for thing, name in ((1, 'nothing'), ([], 'x'), (print, 'y'), (object(), 'z')):
    try:
        getattr(thing, name)
    except AttributeError as e:
        print(e, e.name, e.obj is thing, e.args)
for f in (lambda: 1 / 0, lambda: 1.5 // 0, lambda: 5 % 0, lambda: 1 << -1, lambda: 2.0 ** 10000):
    try:
        f()
    except Exception as e:
        print(type(e), e, e.args)
