"""How inspect.Signature.bind distributes arguments and words its errors; and small things of cmd, configparser and datetime."""
import cmd
import configparser
import inspect
import io
from datetime import date

functions = [
    lambda a, /, b, *, c: 0, lambda a, b, /: 0, lambda a, /, **k: 0, lambda *, c: 0, lambda b, *, c: 0, lambda a=1, b=2, /: 0,
    lambda a, b=2, /, **k: 0, lambda a, b=2, /, c=3, *, d=4: 0, lambda a=1, /, *r, b=2, **k: 0, lambda a=1, /, *r, b, **k: 0]
calls = [((), {}), ((1,), {}), ((), {'a': 1}), ((), {'b': 1}), ((), {'a': 1, 'b': 2}), ((1, 2), {}), ((1, 2, 3), {}), ((1,), {'b': 2}),
         ((1,), {'z': 1}), ((), {'c': 1}), ((1,), {'a': 2}), ((1,), {'a': 1, 'b': 2}), ((1, 2), {'a': 1})]
for function in functions:
    signature = inspect.signature(function)
    print(signature)
    for args, kwargs in calls:
        for bind in signature.bind, signature.bind_partial:
            try:
                result = bind(*args, **kwargs)
            except TypeError as error:
                result = error
            print('  ', bind.__name__, args, kwargs, result)

print(cmd.Cmd.identchars)
parser = configparser.ConfigParser(allow_no_value=True)
try:
    parser.read_string('[b]\n=1\nx=2\n')
except configparser.ParsingError as error:
    print(error.errors)
out = io.StringIO()
parser.write(out, space_around_delimiters=False)
print(dict(parser['b']), repr(out.getvalue()))
day = date(2024, 2, 29).isocalendar()
print(day, tuple(day), day[:], (*day,), day + (1,), day == (2024, 9, 4), type(tuple(day)).__name__)
