"""Mocks, doctests, command shells, and imports by name, path and own finders."""

import cmd
import doctest
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import io
import pkgutil
import sys
import types
from unittest.mock import ANY, MagicMock, Mock, call, create_autospec, mock_open, patch, seal, sentinel


def attempt(action, *args, **kwargs):
    try:
        return action(*args, **kwargs)
    except (Exception, AssertionError) as error:
        return f'{type(error).__name__}: {error}'


# mocks
m = Mock(name='thing')
m.part.method(1, key='x')
m(2)
print(m.mock_calls, m.method_calls, m.call_args, m.called)
print(attempt(m.assert_called_once_with, 3))
print(attempt(m.part.method.assert_not_called))
print(attempt(m.assert_has_calls, [call(9)]))
print(attempt(getattr, m, 'assert_foo'), sentinel.one, ANY == 5)
m.side_effect = [1, KeyError('k')]
print(m(), attempt(m), attempt(m))
magic = MagicMock()
magic.__len__.return_value = 4
print(len(magic), int(magic), list(magic), 3 in magic, bool(magic), magic[1] is magic[2])


class Account:
    limit = 10

    def pay(self, amount, *, note=None):
        return amount


spec = create_autospec(Account)
print(attempt(spec().pay), attempt(getattr, spec, 'missing'), call.a.b(1).c().call_list())
with patch.object(Account, 'pay', autospec=True) as pay:
    pay.return_value = 7
    print(Account().pay(1, note=2), pay.call_count)
with patch.dict('sys.modules', {'invented': types.ModuleType('invented')}), patch('builtins.open', mock_open(read_data='a\nb\n')):
    import invented
    print(invented.__name__, open('none').read().split(), list(open('none')))
print('invented' in sys.modules)
sealed = Mock()
sealed.a.return_value = 1
seal(sealed)
print(sealed.a(), attempt(getattr, sealed, 'b'))


# imports
class Finder(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    def find_spec(self, name, path, target=None):
        if name.startswith('virtual'):
            return importlib.util.spec_from_loader(name, self, origin='thin air', is_package=name == 'virtual')

    def get_source(self, name):
        return f'value = {name!r}'


sys.meta_path.append(Finder())
import virtual.inner
print(virtual.inner.value, virtual.__path__, virtual.__spec__.parent, virtual.inner.__package__, virtual.inner)
print(attempt(importlib.import_module, '.x'), attempt(importlib.import_module, 'virtual.inner.deeper'))
print(importlib.reload(virtual) is virtual, importlib.util.resolve_name('..a', 'p.q.r'), importlib.util.find_spec('nowhere'))
print(importlib.util.cache_from_source('/a/b.py', optimization=2).replace(sys.implementation.cache_tag, 'TAG'), importlib.util.source_from_cache('/a/__pycache__/b.cpython-314.pyc'))
print(pkgutil.resolve_name('collections.abc:Mapping.get').__qualname__, attempt(pkgutil.resolve_name, '1x'))
lazy = importlib.util.LazyLoader.factory(importlib.machinery.SourceFileLoader)
print(lazy('n', 'p').loader.path)


# doctests and commands
def double(x):
    """Twice x.

    >>> double(2)
    4
    >>> double('ab')  # doctest: +ELLIPSIS
    'ab...'
    >>> double(None)
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    >>> double(3)
    7
    """
    return x * 2


for test in doctest.DocTestFinder().find(double, globs={'double': double}):
    test.filename = 'here'
    print(doctest.DocTestRunner(verbose=False).run(test))
print(doctest.script_from_examples('Text\n>>> 1 + 1\n2\n'))


class Shell(cmd.Cmd):
    use_rawinput = False

    def do_add(self, argument):
        """Add numbers."""
        print(sum(map(int, argument.split())), file=self.stdout)

    def do_EOF(self, argument):
        return True

    def help_topic(self):
        print('about it', file=self.stdout)


out = io.StringIO()
Shell(stdin=io.StringIO('add 1 2\n\nhelp\n?add\nhelp topic\nwhat\n'), stdout=out).cmdloop('Hello')
print(out.getvalue())
