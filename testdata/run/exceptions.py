# Exceptions: order of finally, chaining, groups, context managers, re-raising, notes.
def order():
    log = []
    for i in range(4):
        try:
            log.append(("try", i))
            if i == 1:
                continue
            if i == 2:
                raise KeyError(i)
            if i == 3:
                break
        except KeyError as e:
            log.append(("except", e.args))
        else:
            log.append(("else", i))
        finally:
            log.append(("finally", i))
    return log


print(order())


def returns():
    try:
        return "try"
    finally:
        print("finally before return")


print(returns())
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("converted") from e
except ValueError as e:
    print(repr(e), repr(e.__cause__), e.__suppress_context__, e.__context__ is e.__cause__)
try:
    try:
        {}["k"]
    except KeyError:
        int("x")
except ValueError as e:
    print(repr(e.__context__), e.__cause__)


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind and kind.__name__, value, tb is not None)
        return self.swallow


with Manager("a", True) as a, Manager("b") as b:
    print(a, b)
    raise LookupError("x")


class Custom(Exception):
    def __init__(self, code, **more):
        super().__init__(code)
        self.code = code
        self.more = more

    def __str__(self):
        return f"custom {self.code}"


try:
    raise Custom(7, a=1)
except (KeyError, Custom) as e:
    print(e, e.args, e.more, repr(e), isinstance(e, Exception))

try:
    raise ExceptionGroup("many", [ValueError(1), TypeError(2), ExceptionGroup("inner", [ValueError(3), OSError(4)])])
except* ValueError as g:
    print("values", g.exceptions)
except* (TypeError, OSError) as g:
    print("others", g)

try:
    try:
        raise ExceptionGroup("g", [KeyError("k"), IndexError("i")])
    except* KeyError:
        raise RuntimeError("in handler")
except ExceptionGroup as g:
    print(g, [type(x).__name__ for x in g.exceptions])

e = ValueError("noted")
e.add_note("first")
e.add_note("second")
print(e.__notes__)


def nested():
    try:
        try:
            raise KeyError("inner")
        finally:
            raise IndexError("outer")
    except IndexError as e:
        return repr(e), repr(e.__context__)


print(nested())
try:
    raise
except RuntimeError as e:
    print(e)
try:
    raise ValueError
except ValueError as e:
    saved = e
try:
    e
except NameError as err:
    print(err)
print(repr(saved), saved.__traceback__.tb_lineno > 0)
for bad in (1, "x", int, None):
    try:
        raise bad
    except TypeError as e:
        print(e)
    except BaseException as e:
        print("raised", type(e))
try:
    try:
        1 / 0
    except "not a class":
        pass
except TypeError as e:
    print(e)
print(OSError(2, "No such file", "name"), type(OSError(2, "x")).__name__, OSError(2, "x", "f").filename)
print(KeyError("k"), StopIteration(5).value, SystemExit(3).code, UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"))
import sys
try:
    1 / 0
except ZeroDivisionError:
    print(sys.exc_info()[0].__name__, sys.exception())
print(sys.exc_info())
assert True, "not shown"
try:
    assert [] , "shown"
except AssertionError as e:
    print(e)

# Misspelt keywords.
import sys, traceback
sys.stderr = sys.stdout
for source in ['whille True:\n  pass', 'for a in b:\n  pass\nelso:\n  pass', 'elsif x: pass', 'pas x', 'FOR x in y: pass', 'import a sa b',
               '[123 fur x\nin range(3)\nif x]', '[x for x\nin range(3)\nof x]', 'retrun 3', 'def f():\n  retrun 3', 'a b c', 'x = none y',
               'x\n' * 9 + 'delete x', 'x\n' * 10 + 'delete x', 'fro x in y: ' + 'x' * 1012, 'fro x in y: ' + 'x' * 1013]:
    try:
        compile(source, 'typo.py', 'exec')
    except SyntaxError as error:
        said = [line[:60].rstrip() for line in traceback.format_exception_only(error)]
        print(said, error.msg)
        if len(source) < 50:
            sys.__excepthook__(SyntaxError, error.with_traceback(None), None)
sys.stderr = sys.__stderr__
