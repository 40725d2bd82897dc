"""The builtins that module site adds, and how programs end by them."""
import builtins
import inspect

for name in ('exit', 'quit', 'help'):
    function = getattr(builtins, name)
    print(name, repr(function), type(function).__module__, type(function).__name__, inspect.signature(function))
print(vars(exit), vars(help))
exit.note = 'kept'
print(exit.note, repr(license))

from _sitebuiltins import Quitter, _Printer

print(Quitter('leave', 'the key'))
short, long = _Printer('short', 'one\ntwo'), _Printer('long', 'line\n' * 30)
print([short, long], [_Printer('n', '\n' * n) == 0 for n in (1,)], repr(_Printer('edge', 'x\n' * 22))[:9], repr(_Printer('edge', 'x\n' * 23)))
short()
_Printer('missing', 'text', ['nothing'], ['nowhere'])()

for arguments in ((), (3,), ('words',), (None,)):
    try:
        quit(*arguments)
    except SystemExit as end:
        print(repr(end), end.code)
try:
    exit(code=4)
finally:
    print('leaving')
