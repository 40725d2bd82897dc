# The warnings system in Python alone, and what the interpreter's own part takes from the public module.
import sys

import warnings as own

del sys.modules['warnings'], sys.modules['_py_warnings']
fast, sys.modules['_warnings'] = sys.modules['_warnings'], None
import warnings as pure

sys.modules['warnings'], sys.modules['_warnings'] = own, fast
print(pure.warn is not own.warn, pure.__all__ == own.__all__)


def issue(module, *args, **kwargs):
    with module.catch_warnings(record=True) as log:
        module.simplefilter('always')
        module.warn(*args, **kwargs)
    return [(str(entry.message), entry.category.__name__, entry.lineno) for entry in log]


def attempt(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


for module in own, pure:
    sys.modules['warnings'] = module
    print(issue(module, 'one'), issue(module, DeprecationWarning('two'), stacklevel=2), issue(module, 'three', RuntimeWarning, 99))
    print(issue(module, 'elsewhere', skip_file_prefixes=(__file__,))[0][1:])
    for arguments in (('text', int), ('text', 'x'), ('text', None, 1, None, 5)):
        print(attempt(module.warn, *arguments))
    print(attempt(module.warn, 'text', skip_file_prefixes=[]))
    with module.catch_warnings(record=True) as log:
        for action, category in ('default', Warning), ('once', ImportWarning), ('module', BytesWarning), ('ignore', FutureWarning):
            module.filterwarnings(action, category=category, append=action == 'default')
        registry = {}
        for category in UserWarning, ImportWarning, BytesWarning, FutureWarning:
            for line in 1, 1, 2:
                module.warn_explicit('text', category, 'name.py', line, registry=registry)
        print([(entry.category.__name__, entry.lineno) for entry in log], len(registry))
        module.filterwarnings('error', r'some.*text', SyntaxWarning, r'pack', 7)
        del log[:]
        module.warn_explicit('some text', SyntaxWarning, 'other.py', 7)
        module.warn_explicit('some text', SyntaxWarning, 'pack.py', 8)
        print(len(log), attempt(module.warn_explicit, 'some long text', SyntaxWarning, 'pack.py', 7))
        module.filters.insert(0, ('nonsense', None, Warning, None, 0))
        print(attempt(module.warn_explicit, 'text', UserWarning, 'x', 1).partition('\n')[0])
        del log[:], module.filters[:]
        module._setoption('error:beg')
        module._setoption('i::DeprecationWarning:some.where:12')
        print(attempt(module.warn, 'begins'), [(row[0], row[2].__name__, row[4]) for row in module.filters])
    for option in '1:2:3:4:5:6', 'bogus', 'ignore::Bogus', 'ignore::no.module', 'ignore::int', 'ignore::::x', 'ignore::::-1':
        print(attempt(module._setoption, option))
    with module.catch_warnings(record=True) as log:
        module.simplefilter('always')

        @module.deprecated('old')
        class Old:
            def __init__(self, value):
                self.value = value

        class New(Old):
            pass

        @module.deprecated('older', category=FutureWarning)
        async def call():
            pass

        Old(New(1))
        call().close()
        print([(str(entry.message), entry.category.__name__, entry.lineno) for entry in log], Old.__deprecated__)
sys.modules['warnings'] = own
print(attempt(fast._release_lock))
for name, value in ('onceregistry', None), ('defaultaction', None), ('filters', None), ('filters', [(None, None, Warning, None, 0)]):
    with own.catch_warnings():
        own.filters[:] = [('once', None, Warning, None, 0)] if name == 'onceregistry' else []
        own._filters_mutated()
        saved = getattr(own, name)
        setattr(own, name, value)
        print(attempt(own.warn_explicit, 'text', UserWarning, 'x', 1))
        setattr(own, name, saved)
