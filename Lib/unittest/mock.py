"""Mocks: objects that stand for others in tests, record how they are used, and can be told what to answer."""

__all__ = ('Mock', 'MagicMock', 'patch', 'sentinel', 'DEFAULT', 'ANY', 'call', 'create_autospec', 'AsyncMock', 'ThreadingMock',
           'FILTER_DIR', 'NonCallableMock', 'NonCallableMagicMock', 'mock_open', 'PropertyMock', 'seal')

import annotationlib
import builtins
import contextlib
import dataclasses
import functools
import inspect
import io
import pkgutil
import pprint
import sys
import threading
from types import CodeType, FunctionType, MethodType, ModuleType
from unittest.util import safe_repr

FILTER_DIR = True       # whether dir() of a mock leaves out what tests rarely want

_plain_dir = object.__dir__


# Sentinels: objects that are equal to themselves alone and have names.

class _SentinelObject:
    """sentinel.NAME."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'sentinel.{self.name}'

    def __reduce__(self):
        return f'sentinel.{self.name}'


class _Sentinel:
    """Makes a sentinel for every name that is asked for, and the same one each time."""

    def __init__(self):
        self._made = {}

    def __getattr__(self, name):
        if name == '__bases__':
            raise AttributeError        # inspection of classes asks for it
        return self._made.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return 'sentinel'


sentinel = _Sentinel()
DEFAULT, _missing, _deleted = [getattr(sentinel, name) for name in ('DEFAULT', 'MISSING', 'DELETED')]


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return '<ANY>'


ANY = _ANY()


class InvalidSpecError(Exception):
    """A mock was given as the specification of a mock."""


def _is_exception(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


def _is_instance_mock(obj):
    return issubclass(type(obj), NonCallableMock)


def _extract_mock(obj):
    """The mock behind a function that create_autospec() made, else obj."""
    return getattr(obj, 'mock', obj) if isinstance(obj, FunctionType) and hasattr(obj, 'mock') else obj


def _is_async_function(obj):
    if _is_instance_mock(obj) and not isinstance(obj, AsyncMock):
        return False
    if isinstance(obj, (classmethod, staticmethod)):
        obj = obj.__func__
    code = getattr(obj, '__code__', None)
    return inspect.iscoroutinefunction(obj) or isinstance(code, CodeType) and bool(code.co_flags & inspect.CO_COROUTINE)


# Signatures of what mocks stand for.

def _signature_of(spec, as_instance, eat_self=False):
    """Return (callable, signature), or None where there is none to be found."""
    if isinstance(spec, type) and not as_instance:
        spec, eat_self = spec.__init__, True
    elif isinstance(spec, (classmethod, staticmethod)):
        if isinstance(spec, classmethod):
            eat_self = True
        spec = spec.__func__
    elif not isinstance(spec, (FunctionType, MethodType)):
        eat_self = eat_self or isinstance(spec, type)  # the call is one of an instance
        try:
            spec = spec.__call__
        except AttributeError:
            return None
    target = functools.partial(spec, None) if eat_self else spec
    try:
        return spec, inspect.signature(target, annotation_format=annotationlib.Format.FORWARDREF)
    except ValueError:
        return None


def _takes_self(owner, name):
    """Tell whether attribute name of owner is a function that a call through an instance would pass self to, and owner is a class."""
    is_class = isinstance(owner, type)
    if not is_class:
        if name in getattr(owner, '__dict__', {}):
            return False
        owner = owner.__class__
    found = next((base.__dict__[name] for base in owner.__mro__ if name in base.__dict__), None)
    return is_class and (found is None or isinstance(found, FunctionType))


def _fields(spec):
    """The fields of a dataclass, or of an instance, with their types."""
    return {field.name: field.type for field in dataclasses.fields(spec)} if dataclasses.is_dataclass(spec) else {}


def _callable_spec(obj):
    while isinstance(obj, (classmethod, staticmethod, MethodType)):
        obj = obj.__func__
    return isinstance(obj, type) or _has_call(obj)


def _has_call(obj):
    return getattr(obj, '__call__', None) is not None


_callable = _callable_spec


def _instances_callable(obj):
    if isinstance(obj, type):
        return any(base.__dict__.get('__call__') is not None for base in obj.__mro__)
    return _has_call(obj)


# Calls.

class _CallList(list):
    """Calls in order; part of it is contained in it when it comes in that order."""

    def __contains__(self, value):
        if isinstance(value, list):
            starts = range(len(self) - len(value) + 1)
            return any(self[start:start + len(value)] == value for start in starts)
        return super().__contains__(value)

    def __repr__(self):
        return pprint.pformat([*self])


def _format_call(name, args, kwargs):
    shown = [repr(arg) for arg in args]
    shown += [f'{key}={value!r}' for key, value in kwargs.items()]
    return f"{name}({', '.join(shown)})"


def _take_apart(value):
    """Read a call written as a tuple of some of name, arguments, keyword arguments."""
    name, args, kwargs = '', (), {}
    for part in value:
        if isinstance(part, str):
            name = part
        elif isinstance(part, tuple):
            args = part
        else:
            kwargs = part
    return name, args, kwargs


class _Call(tuple):
    """A call: a tuple of name, arguments and keyword arguments (or of the last two), equal to shorter ways to write it."""

    def __new__(cls, value=(), name='', parent=None, two=False, from_kall=True):
        own, args, kwargs = _take_apart(value)
        return tuple.__new__(cls, (args, kwargs) if two else (own if value else name or '', args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def _parts(self):
        return ('', *self) if len(self) == 2 else tuple(self)

    def __eq__(self, other):
        if not isinstance(other, tuple):
            try:
                other = tuple(other) if isinstance(other, (list,)) else None
            except TypeError:
                other = None
            if other is None:
                return NotImplemented
        if len(other) > 3:
            return False
        parent = getattr(other, '_mock_parent', None) if isinstance(other, _Call) else None
        if self._mock_parent and parent and self._mock_parent != parent:
            return False
        name, args, kwargs = self._parts()
        if isinstance(other, _Call):
            other_name, other_args, other_kwargs = other._parts()
        elif len(other) == 3:
            other_name, other_args, other_kwargs = other
        else:
            for part in other:
                if not isinstance(part, (str, tuple, dict)):
                    return False
            if len(other) == 2 and isinstance(other[1], str):
                return False
            other_name, other_args, other_kwargs = _take_apart(other)
        if name and other_name != name:     # without a name, any will do
            return False
        # the other's values first: ANY may be among them
        return (other_args, other_kwargs) == (args, kwargs)

    def __ne__(self, other):
        result = _Call.__eq__(self, other)
        return result if result is NotImplemented else not result

    __hash__ = None

    def __call__(self, *args, **kwargs):
        path = self._mock_name
        parent = None if path is None else self
        return _Call((path or '', args, kwargs), (path or '') + '()', parent)

    def __getattr__(self, attribute):
        path = self._mock_name
        if path is not None:
            return _Call((), f'{path}.{attribute}', self, from_kall=False)
        return _Call((), attribute, from_kall=False)

    def __getattribute__(self, attribute):
        if attribute in tuple.__dict__:     # what a mock may have been asked for, not the tuple's
            raise AttributeError
        return tuple.__getattribute__(self, attribute)

    @property
    def args(self):
        return self[0] if len(self) == 2 else self[1]

    @property
    def kwargs(self):
        return self[-1]

    def __repr__(self):
        path, args, kwargs = self._parts()
        if not self._mock_from_kall:        # a path that hasn't been called
            path = self._mock_name or 'call'
            return f'call{path}' if path.startswith('()') else path
        if path in ('', 'call'):
            return _format_call('call', args, kwargs)
        return _format_call(f'call{path}' if path.startswith('()') else f'call.{path}', args, kwargs)

    def call_list(self):
        """Return the calls that a chain of calls makes."""
        made, step = [], self
        while step is not None:
            if step._mock_from_kall:
                made.append(step)
            step = step._mock_parent
        return _CallList(reversed(made))


call = _Call(from_kall=False)


# Mocks.

_LISTS = ('call_args_list', 'mock_calls', 'method_calls', 'await_args_list')
_ASSERT_PREFIXES = ('assert', 'assret', 'asert', 'aseert', 'assrt')
_SPEC_TYPOS = ('autospect', 'auto_spec', 'set_spec')


def _delegating(name):
    """A property that a mock keeps, or the function that stands for it."""
    slot = '_mock_' + name

    def read(self):
        delegate = self._mock_delegate
        return self.__dict__[slot] if delegate is None else getattr(delegate, name)

    def write(self, value):
        delegate = self._mock_delegate
        if delegate is None:
            self.__dict__[slot] = value
        else:
            setattr(delegate, name, value)

    return property(read, write)


def _reject_typos(spec_kwargs):
    for typo in _SPEC_TYPOS:
        if typo in spec_kwargs:
            raise RuntimeError(f'{typo!r} might be a typo; use unsafe=True if this is intended')


class Base:
    """What all mocks start from."""

    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


class NonCallableMock(Base):
    """A mock that can't be called: its attributes are mocks, made as they are asked for."""

    _lock = threading.RLock()

    def __new__(cls, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name='', _new_parent=None,
                _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        # a class of its own, for the special methods that this mock alone will have
        bases = (cls,)
        model = spec if spec_set is None else spec_set
        if not issubclass(cls, AsyncMockMixin) and model is not None and not isinstance(model, list) and _is_async_function(model):
            bases = (AsyncMockMixin, cls)
        own = type(cls.__name__, bases, {'__doc__': cls.__doc__})
        return object.__new__(own)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name='', _new_parent=None,
                 _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        if not unsafe:
            _reject_typos(kwargs)
        state = self.__dict__
        state['_mock_parent'] = parent
        state['_mock_name'] = name
        state['_mock_new_name'] = _new_name
        state['_mock_new_parent'] = parent if _new_parent is None else _new_parent
        state['_mock_sealed'] = False
        locked = spec_set is not None
        model = spec_set if locked else spec
        if _eat_self is None:
            _eat_self = parent is not None
        self._mock_add_spec(model, locked, _spec_as_instance, _eat_self)
        state['_mock_children'] = {}
        state['_mock_wraps'] = wraps
        state['_mock_delegate'] = None
        state['_mock_called'] = False
        state['_mock_call_args'] = None
        state['_mock_call_count'] = 0
        state['_mock_call_args_list'] = _CallList()
        state['_mock_mock_calls'] = _CallList()
        state['method_calls'] = _CallList()
        state['_mock_unsafe'] = unsafe
        if kwargs:
            self.configure_mock(**kwargs)
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state)

    # What it stands for.

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        if _is_instance_mock(spec):
            raise InvalidSpecError(f'Cannot spec a Mock object. [object={spec!r}]')
        spec_class = signature = names = None
        asyncs = []
        if spec is not None:
            if type(spec) in (list, tuple):
                names = spec
            else:
                spec_class = spec if isinstance(spec, type) else type(spec)
                found = _signature_of(spec, _spec_as_instance, _eat_self)
                signature = found and found[1]
                names = dir(spec) + list(_fields(spec) if _spec_as_instance else ())
                for name in names:
                    value = inspect.getattr_static(spec, name, None)
                    if isinstance(value, (classmethod, staticmethod)):
                        value = value.__func__
                    if isinstance(value, FunctionType) and _is_async_function(value):
                        asyncs.append(name)
        state = self.__dict__
        state['_spec_class'] = spec_class
        state['_spec_set'] = bool(spec_set) and spec is not None
        state['_spec_signature'] = signature
        state['_mock_methods'] = names
        state['_spec_asyncs'] = asyncs

    def mock_add_spec(self, spec, spec_set=False):
        """Let the mock have only the attributes of spec, an object or a list of names."""
        self._mock_add_spec(spec, spec_set)

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    called = _delegating('called')
    call_count = _delegating('call_count')
    call_args = _delegating('call_args')
    call_args_list = _delegating('call_args_list')
    mock_calls = _delegating('mock_calls')

    def attach_mock(self, mock, attribute):
        """Make a mock an attribute of this one, whose calls it then records."""
        inner = _extract_mock(mock)
        inner._mock_parent = inner._mock_new_parent = None
        inner._mock_name = ''
        inner._mock_new_name = None
        setattr(self, attribute, mock)

    # What it answers.

    @property
    def return_value(self):
        """What a call returns."""
        delegate = self._mock_delegate
        if delegate:
            return delegate.return_value
        if self._mock_return_value is DEFAULT and self._mock_wraps is None:
            self.return_value = self._get_child_mock(_new_parent=self, _new_name='()')
        return self._mock_return_value

    @return_value.setter
    def return_value(self, value):
        delegate = self._mock_delegate
        if not delegate:
            self.__dict__['_mock_return_value'] = value
            _adopt(self, value, None, '()')
            return
        delegate.return_value = value

    @property
    def side_effect(self):
        """What a call does: a function to call, an exception to raise, or an iterable of answers."""
        delegate = self._mock_delegate
        effect = delegate.side_effect if delegate else self._mock_side_effect
        if not delegate:
            return effect
        if effect is not None and not callable(effect) and not hasattr(effect, '__next__') and not _is_exception(effect):
            effect = delegate.side_effect = iter(effect)
        return effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and not _is_exception(value):
            try:
                value = iter(value)
            except TypeError:
                pass
        if self._mock_delegate is None:
            self.__dict__['_mock_side_effect'] = value
        else:
            self._mock_delegate.side_effect = value

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget all calls; with the flags also what calls answer."""
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called = False
        self.call_args = None
        self.call_count = 0
        for record in ('mock_calls', 'call_args_list', 'method_calls'):
            setattr(self, record, _CallList())
        settings = {'return_value': return_value, 'side_effect': side_effect}
        for setting, initial in ('return_value', DEFAULT), ('side_effect', None):
            if settings[setting]:
                setattr(self, '_mock_' + setting, initial)
        for child in self._mock_children.values():
            if not (child is _deleted or isinstance(child, _SpecState)):
                child.reset_mock(visited, **settings)
        answer = self._mock_return_value
        if _is_instance_mock(answer) and answer is not self:
            answer.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Set attributes by keyword; dots in the keys lead to attributes of attributes."""
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count('.')):
            *steps, last = path.split('.')
            target = self
            for step in steps:
                target = getattr(target, step)
            setattr(target, last, value)

    # Attributes.

    def __getattr__(self, name):
        if name in ('_mock_methods', '_mock_unsafe'):
            raise AttributeError(name)
        allowed = self._mock_methods
        if allowed is not None:
            if name not in allowed or name in _all_magics:
                raise AttributeError(f'Mock object has no attribute {name!r}')
        elif name.startswith('__') and name.endswith('__') and len(name) > 4:
            raise AttributeError(name)
        if not self._mock_unsafe and (allowed is None or name not in allowed):
            if name.startswith(_ASSERT_PREFIXES) or name in _assertions_without_prefix:
                raise AttributeError(f'{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an '
                                     f'attribute.')
        with NonCallableMock._lock:
            child = self._mock_children.get(name)
            if child is _deleted:
                raise AttributeError(name)
            if child is None:
                wrapped = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
                child = self._get_child_mock(parent=self, name=name, wraps=wrapped, _new_name=name, _new_parent=self)
                self._mock_children[name] = child
            elif isinstance(child, _SpecState):
                try:
                    child = create_autospec(child.spec, child.spec_set, child.instance, child.parent, child.name)
                except InvalidSpecError:
                    target = self.__dict__['_mock_name'] or self
                    raise InvalidSpecError(f'Cannot autospec attr {name!r} from target {target!r} as it has already been mocked out. '
                                           f'[target={self!r}, attr={child.spec!r}]') from None
                self._mock_children[name] = child
            return child

    def __setattr__(self, name, value):
        if name in _own_properties or name in self.__dict__ and name.startswith(('_mock_', '_spec_', 'method_calls')):
            object.__setattr__(self, name, value)
            return
        if name not in _all_magics and isinstance(getattr(type(self), name, None), property):
            object.__setattr__(self, name, value)
            return
        allowed = self._mock_methods
        if self._spec_set and allowed is not None and name not in allowed and name not in self.__dict__:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _unsupported_magics:
            raise AttributeError(f'Attempting to set unsupported magic method {name!r}.')
        if name in _all_magics:
            if allowed is not None and name not in allowed:
                raise AttributeError(f"Mock object has no attribute '{name}'")
            if _is_instance_mock(value):
                _adopt(self, value, None, name)
                method = self._mock_children[name] = value
            else:
                method = _as_method(name, value)
            setattr(type(self), name, method)
            return
        if name == '__class__':
            self.__dict__['_spec_class'] = value
            return
        if _adopt(self, value, name, name):
            if self._mock_sealed and not name.startswith('_mock') and name not in self._mock_children and not hasattr(self, name):
                raise AttributeError(f'Cannot set {self._extract_mock_name()}.{name}')
            self._mock_children[name] = value
            if isinstance(value, FunctionType):
                object.__setattr__(self, name, value)
            else:
                self.__dict__.pop(name, None)  # it would hide the child
            return
        if self._mock_sealed and name not in self.__dict__ and name not in self._mock_children and not hasattr(type(self), name):
            raise AttributeError(f'Cannot set {self._extract_mock_name()}.{name}')
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        cls, own = type(self), self.__dict__
        if name in _all_magics and name in vars(cls):
            delattr(cls, name)
            if name not in own:
                self._mock_children.pop(name, None)
                return
        child = self._mock_children.get(name, _missing)
        if name in own:
            super().__delattr__(name)
        elif child is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    def __dir__(self):
        if not FILTER_DIR:
            return _plain_dir(self)
        inherited = dir(type(self))
        if self._mock_methods is None:
            inherited = [name for name in inherited if not name.startswith('_') or name.startswith('__')]
            own = [name for name in self.__dict__ if not name.startswith('_')]
        else:
            inherited = [name for name in inherited if not name.startswith('_')
                         or name in ('__class__', '__dict__', '__doc__', '__module__', '__weakref__')] + list(self._mock_methods)
            own = [name for name in self.__dict__ if not name.startswith('_')]
        children = [name for name, child in self._mock_children.items() if child is not _deleted]
        gone = {name for name, child in self._mock_children.items() if child is _deleted}
        return sorted(({*inherited, *own, *children}) - gone)

    def _get_child_mock(self, /, **kwargs):
        """Make a mock for an attribute or the answer to a call; subclasses may choose another class."""
        if self._mock_sealed:
            path = f'{self._extract_mock_name()}.{kwargs["name"]}' if 'name' in kwargs else f'{self._extract_mock_name()}()'
            raise AttributeError(path)
        name = kwargs.get('_new_name')
        if name in self._spec_asyncs:
            return AsyncMock(**kwargs)
        cls = type(self).__mro__[1]
        if cls is AsyncMockMixin:
            cls = type(self).__mro__[2]
        if isinstance(self, AsyncMockMixin) and not issubclass(cls, PropertyMock):
            sync = name in _all_magics and name not in _async_method_magics
            cls = MagicMock if sync or self._mock_methods is not None and name in self._mock_methods else AsyncMock
        elif issubclass(cls, MagicMixin) and name in _async_method_magics:
            cls = AsyncMock
        elif cls is NonCallableMagicMock:
            cls = MagicMock
        elif cls is NonCallableMock:
            cls = Mock
        elif not issubclass(cls, CallableMixin):
            cls = cls.__mro__[1] if issubclass(cls.__mro__[1], CallableMixin) else MagicMock if issubclass(cls, MagicMixin) else Mock
        return cls(**kwargs)

    # How it looks.

    def _extract_mock_name(self):
        parts, mock = [], self
        separator = ''
        last = self._mock_new_name
        if last == '()':
            separator = ''
        if last is not None and last != '':
            parts.append(last)
        elif last == '' or last is None:
            pass
        parent = self._mock_new_parent
        separator = '' if last == '()' else '.'
        seen = set()
        while parent is not None:
            mock = parent
            if parts:
                parts.append(separator)
            step = parent._mock_new_name
            if step:
                parts.append(step)
            separator = '' if step == '()' else '.'
            parent = parent._mock_new_parent
            if id(parent) in seen:
                break
            seen.add(id(parent))
        head = mock._mock_name or 'mock'
        names = list(reversed(parts))
        if names and mock is not self and mock._mock_new_name:
            names = names[1:] if names[0] == mock._mock_new_name else names
            return head + ''.join(names)
        if mock is self:
            return head if not names or self._mock_new_parent is None and names[0] != '()' else head + ''.join(names)
        return head + ''.join(names)

    def __repr__(self):
        name = self._extract_mock_name()
        shown = '' if name in ('mock', 'mock.') else f' name={name!r}'
        if self._spec_class is not None:
            shown += f' {"spec_set" if self._spec_set else "spec"}={self._spec_class.__name__!r}'
        return f'<{type(self).__name__}{shown} id={str(id(self))!r}>'

    # Assertions.

    def _format_mock_call_signature(self, args, kwargs):
        return _format_call(self._mock_name or 'mock', args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action='call'):
        arguments = self.call_args if action == 'call' else self.await_args
        return (f'expected {action} not found.\nExpected: {self._format_mock_call_signature(args, kwargs)}\n'
                f'  Actual: {self._format_mock_call_signature(*arguments[-2:])}')

    def _get_call_signature_from_name(self, name):
        if not name:
            return self._spec_signature
        signature, mock = None, self
        for step in name.replace('()', '').split('.'):
            child = mock._mock_children.get(step)
            if child is None or isinstance(child, _SpecState):
                break
            mock = _extract_mock(child)
            signature = mock._spec_signature
        return signature

    def _call_matcher(self, _call):
        """Return a call in the one form that its signature gives it, so that ways to pass arguments compare as equal."""
        if isinstance(_call, tuple) and len(_call) > 2:
            signature = self._get_call_signature_from_name(_call[0])
        else:
            signature = self._spec_signature
        if signature is None:
            return _call
        name, args, kwargs = _call._parts() if isinstance(_call, _Call) else _take_apart(_call)
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        return call(name or '', bound.args, bound.kwargs)  # equal only to what was made in the same way

    def _calls_repr(self):
        return f'\nCalls: {safe_repr(self.mock_calls)}.' if self.mock_calls else ''

    def assert_not_called(self):
        """Fail if there was a call."""
        if self.call_count:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to not have been called. Called {self.call_count} times."
                                 f'{self._calls_repr()}')

    def assert_called(self):
        """Fail if there was no call."""
        if not self.call_count:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called.")

    def assert_called_once(self):
        """Fail unless there was one call."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called once. Called {self.call_count} times."
                                 f'{self._calls_repr()}')

    def assert_called_with(self, /, *args, **kwargs):
        """Fail unless the last call was one with these arguments."""
        last = self.call_args
        if last is None:
            raise AssertionError(f'expected call not found.\nExpected: {self._format_mock_call_signature(args, kwargs)}\n'
                                 f'  Actual: not called.')
        found, problem = self._look_for(args, kwargs, [last])
        if not found:
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from problem

    def _look_for(self, args, kwargs, recorded):
        """Tell whether a call with these arguments is among those recorded, and what is wrong with them for the signature."""
        wanted = self._call_matcher(_Call((args, kwargs), two=True))
        if isinstance(wanted, Exception):
            return False, wanted
        return any(self._call_matcher(each) == wanted for each in recorded), None

    def assert_called_once_with(self, /, *args, **kwargs):
        """Fail unless there was one call, with these arguments."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to be called once. Called {self.call_count} times."
                                 f'{self._calls_repr()}')
        self.assert_called_with(*args, **kwargs)

    def _require_all(self, wanted, recorded, any_order, title, where):
        expected = [self._call_matcher(each) for each in wanted]
        cause = next((each for each in expected if isinstance(each, Exception)), None)
        actual = _CallList(self._call_matcher(each) for each in recorded)
        if not any_order:
            if expected not in actual:
                errors = [each if isinstance(each, Exception) else None for each in expected]
                problem = f'{title} not found.' if cause is None else f'Error processing expected {title.lower()}.\nErrors: {errors}'
                actual = 'Actual' if where == 'await' else '  Actual'
                raise AssertionError(f'{problem}\nExpected: {_CallList(wanted)}\n{actual}: {safe_repr(recorded)}') from cause
            return
        left, absent = list(actual), []
        for each in expected:
            try:
                left.remove(each)
            except ValueError:
                absent.append(each)
        if absent:
            raise AssertionError(f'{self._mock_name or "mock"!r} does not contain all of {tuple(absent)!r} in its {where} list, '
                                 f'found {list(actual)!r} instead') from cause

    def assert_has_calls(self, calls, any_order=False):
        """Fail unless the calls were made, one after the other or (with any_order) anywhere."""
        self._require_all(calls, self.mock_calls, any_order, 'Calls', 'call')

    def assert_any_call(self, /, *args, **kwargs):
        """Fail unless some call was one with these arguments."""
        found, problem = self._look_for(args, kwargs, self.call_args_list)
        if not found:
            raise AssertionError(f'{self._format_mock_call_signature(args, kwargs)} call not found') from problem


def _adopt(parent, value, name, new_name):
    """Make value a child of parent, unless it is no mock or has a name or parent already; tell whether it is a mock."""
    value = _extract_mock(value)
    if not _is_instance_mock(value):
        return False
    if value._mock_name or value._mock_new_name or value._mock_parent is not None or value._mock_new_parent is not None:
        return False
    ancestor = parent
    while ancestor is not None:
        if ancestor is value:
            return False        # a circle
        ancestor = ancestor._mock_new_parent
    if new_name:
        value._mock_new_parent = parent
        value._mock_new_name = new_name
    if name:
        value._mock_parent = parent
        value._mock_name = name
    return True


class CallableMixin(Base):
    """What lets a mock be called."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name='', _new_parent=None, **kwargs):
        self.__dict__['_mock_return_value'] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.side_effect = side_effect

    def _mock_check_sig(self, /, *args, **kwargs):
        pass        # a function that stands for the mock checks

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        """Record a call here and in the mocks that this one comes from."""
        self.called = True
        self.call_count += 1
        made = _Call((args, kwargs), two=True)
        self.call_args = made
        self.call_args_list.append(made)
        self.mock_calls.append(_Call(('', args, kwargs)))
        method, path = self._mock_name, self._mock_new_name
        as_method = self._mock_parent is not None
        after_call = path == '()'
        mock = self._mock_new_parent
        while mock is not None:
            if as_method:
                mock.method_calls.append(_Call((method, args, kwargs)))
                as_method = mock._mock_parent is not None
                if as_method:
                    method = f'{mock._mock_name}.{method}'
            mock.mock_calls.append(_Call((path, args, kwargs)))
            step = mock._mock_new_name
            if step:
                path = step + ('' if after_call else '.') + path
                after_call = step == '()'
            mock = mock._mock_new_parent

    def _next_effect(self, args, kwargs):
        """Do what side_effect says and return its answer, DEFAULT where it leaves that to return_value."""
        effect = self.side_effect
        if effect is None:
            return DEFAULT
        if _is_exception(effect):
            raise effect
        if callable(effect):
            return effect(*args, **kwargs)
        answer = next(effect)
        if _is_exception(answer):
            raise answer
        return answer

    def _settled_answer(self):
        """Return the return_value that was given, or DEFAULT."""
        if self._mock_delegate is not None and self._mock_delegate.return_value is not DEFAULT:
            return self._mock_delegate.return_value
        return self._mock_return_value

    def _execute_mock_call(self, /, *args, **kwargs):
        answer = self._next_effect(args, kwargs)
        if answer is not DEFAULT:
            return answer
        answer = self._settled_answer()
        if answer is not DEFAULT:
            return answer
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """A mock: calls and attributes are recorded, and answered by mocks unless told otherwise."""


# Special methods.

_numeric = 'add sub mul matmul truediv floordiv mod lshift rshift and xor or pow divmod'.split()
_comparing = {'__lt__', '__gt__', '__le__', '__ge__'}
_supported_names = ('hash str sizeof enter exit getitem setitem delitem len contains bool iter next reversed missing '
                    'complex int float index round trunc floor ceil neg pos abs invert fspath aiter').split()
_numeric_magics = {f'__{name}__' for name in _numeric}
_right_magics = {f'__r{name}__' for name in _numeric}
_inplace_magics = {f'__i{name}__' for name in _numeric if name != 'divmod'}
_non_defaults = {'__get__', '__set__', '__delete__', '__reversed__', '__missing__', '__reduce__', '__reduce_ex__', '__getinitargs__',
                 '__getnewargs__', '__getstate__', '__setstate__', '__getformat__', '__repr__', '__dir__', '__subclasses__', '__format__',
                 '__getnewargs_ex__'}
_async_method_magics = {'__aenter__', '__aexit__', '__anext__'}
_sync_async_magics = {'__aiter__'}
_all_async_magics = _async_method_magics | _sync_async_magics
_magics = ({f'__{name}__' for name in _supported_names} - {'__reversed__', '__missing__'} | _numeric_magics | _inplace_magics
           | _right_magics | _comparing
           | {'__eq__', '__ne__'} | _async_method_magics)
_all_magics = _magics | _non_defaults
_unsupported_magics = {'__getattr__', '__setattr__', '__init__', '__new__', '__prepare__', '__instancecheck__', '__subclasscheck__',
                       '__del__'}
_assertions_without_prefix = {'called_once', 'called_with', 'called_once_with', 'has_calls', 'any_call', 'not_called'}
_own_properties = {'return_value', 'side_effect', 'called', 'call_count', 'call_args', 'call_args_list', 'mock_calls', 'method_calls',
                   '_mock_return_value', '_mock_side_effect', '_mock_methods', '_mock_parent', '_mock_new_parent', '_mock_name',
                   '_mock_new_name', '_mock_sealed', '_mock_delegate', '_mock_wraps', '_mock_check_sig'}
_fixed_answers = {'__hash__': lambda mock: object.__hash__(mock), '__str__': lambda mock: object.__str__(mock),
                  '__sizeof__': lambda mock: object.__sizeof__(mock),
                  '__fspath__': lambda mock: f'{type(mock).__name__}/{mock._extract_mock_name()}/{id(mock)}'}
_constant_answers = {'__lt__': NotImplemented, '__gt__': NotImplemented, '__le__': NotImplemented, '__ge__': NotImplemented, '__int__': 1,
                     '__contains__': False, '__len__': 0, '__exit__': False, '__complex__': 1j, '__float__': 1.0, '__bool__': True,
                     '__index__': 1, '__aexit__': False}


def _as_method(name, value):
    """A special method that a program has set: what it calls gets the mock."""

    def method(self, /, *args, **kwargs):
        return value(self, *args, **kwargs)

    method.__name__ = name
    return method


def _equality(mock, negate):
    def compare(other):
        settled = mock.__eq__._mock_return_value if not negate else mock.__ne__._mock_return_value
        if settled is not DEFAULT:
            return settled
        if mock is other:
            return not negate
        return NotImplemented

    return compare


def _iteration(mock, method):
    def answer():
        settled = method._mock_return_value
        return iter([]) if settled is DEFAULT else iter(settled)

    return answer


def _async_iteration(method):
    def answer():
        settled = method._mock_return_value
        return _AsyncIterator(iter([] if settled is DEFAULT else settled))

    return answer


class _AsyncIterator:
    """An asynchronous iterator over what an iterator has."""

    def __init__(self, iterator):
        self.iterator = iterator

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            item = next(self.iterator)
        except StopIteration:
            raise StopAsyncIteration from None
        return item


class MagicProxy(Base):
    """Stands in a mock's class for a special method until it is used."""

    def __init__(self, name, parent):
        self.name = name
        self.parent = parent

    def create_mock(self):
        name, parent = self.name, self.parent
        method = parent._get_child_mock(name=name, _new_name=name, _new_parent=parent)
        setattr(parent, name, method)
        if name in _constant_answers:
            method.return_value = _constant_answers[name]
        elif name in _fixed_answers:
            method.return_value = _fixed_answers[name](parent)
        elif name in ('__eq__', '__ne__'):
            method.side_effect = _equality(parent, name == '__ne__')
        elif name == '__iter__':
            method.side_effect = _iteration(parent, method)
        elif name == '__aiter__':
            method.side_effect = _async_iteration(method)
        return method

    def __get__(self, obj, _type=None):
        return self.create_mock()


class MagicMixin(Base):
    """What gives a mock the special methods."""

    def __init__(self, /, *args, **kwargs):
        self._mock_set_magics()
        super().__init__(*args, **kwargs)
        self._mock_set_magics()

    def _mock_set_magics(self):
        cls = type(self)
        allowed = self.__dict__.get('_mock_methods')
        wanted = _magics if allowed is None else _magics.intersection(allowed)
        for name in _magics.difference(wanted).intersection(cls.__dict__):
            delattr(cls, name)
        for name in wanted:
            if name not in cls.__dict__:
                setattr(cls, name, MagicProxy(name, self))


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A mock with special methods that can't be called."""

    def mock_add_spec(self, spec, spec_set=False):
        """Let the mock have only the attributes of spec, an object or a list of names."""
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class MagicMock(MagicMixin, Mock):
    """A mock with special methods, which answer as the types that have them usually do."""

    def mock_add_spec(self, spec, spec_set=False):
        """Let the mock have only the attributes of spec, an object or a list of names."""
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()

    def reset_mock(self, /, *args, return_value=False, **kwargs):
        """Forget all calls; with the flags also what calls answer."""
        # what a special method answers belongs to it
        special = return_value and self._mock_name in _all_magics
        super().reset_mock(*args, return_value=return_value and not special, **kwargs)


# Coroutines.

class AsyncMockMixin(Base):
    """What makes calls of a mock give coroutines, and counts how often they were awaited."""

    await_count = _delegating('await_count')
    await_args = _delegating('await_args')
    await_args_list = _delegating('await_args_list')

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        state = self.__dict__
        state['_is_coroutine'] = True
        state['_mock_await_count'] = 0
        state['_mock_await_args'] = None
        state['_mock_await_args_list'] = _CallList()
        code = NonCallableMock(spec_set=CodeType)
        code.co_flags = inspect.CO_COROUTINE | inspect.CO_VARARGS | inspect.CO_VARKEYWORDS
        state['__code__'] = code
        state['__name__'] = 'AsyncMock'
        state['__defaults__'] = ()
        state['__kwdefaults__'] = {}
        state['__annotations__'] = None

    async def _execute_mock_call(self, /, *args, **kwargs):
        made = _Call((args, kwargs), two=True)
        self.await_count += 1
        self.await_args = made
        self.await_args_list.append(made)
        effect = self.side_effect
        if effect is not None:
            if not callable(effect) and not _is_exception(effect):
                try:
                    answer = next(effect)
                except StopIteration:
                    raise StopAsyncIteration from None
                if _is_exception(answer):
                    raise answer
            else:
                answer = self._next_effect(args, kwargs)
                if inspect.isawaitable(answer) and _is_async_function(effect):
                    answer = await answer
            if answer is not DEFAULT:
                return answer
        answer = self._settled_answer()
        if answer is not DEFAULT:
            return answer
        if self._mock_wraps is not None:
            answer = self._mock_wraps(*args, **kwargs)
            return await answer if _is_async_function(self._mock_wraps) else answer
        return self.return_value

    def _require_awaited(self, condition, text):
        if not condition:
            raise AssertionError(text)

    def assert_awaited(self):
        """Fail if no coroutine was awaited."""
        self._require_awaited(self.await_count, f'Expected {self._mock_name or "mock"} to have been awaited.')

    def assert_awaited_once(self):
        """Fail unless one coroutine was awaited."""
        self._require_awaited(self.await_count == 1,
                              f'Expected {self._mock_name or "mock"} to have been awaited once. Awaited {self.await_count} times.')

    def assert_awaited_with(self, /, *args, **kwargs):
        """Fail unless the last await was of a call with these arguments."""
        last = self.await_args
        if last is None:
            raise AssertionError(f'Expected await: {self._format_mock_call_signature(args, kwargs)}\nNot awaited')
        found, problem = self._look_for(args, kwargs, [last])
        if not found:
            raise AssertionError(self._format_mock_failure_message(args, kwargs, action='await')) from problem

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """Fail unless one coroutine was awaited, of a call with these arguments."""
        self.assert_awaited_once()
        self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """Fail unless some await was of a call with these arguments."""
        found, problem = self._look_for(args, kwargs, self.await_args_list)
        if not found:
            raise AssertionError(f'{self._format_mock_call_signature(args, kwargs)} await not found') from problem

    def assert_has_awaits(self, calls, any_order=False):
        """Fail unless the calls were awaited, one after the other or (with any_order) anywhere."""
        self._require_all(calls, self.await_args_list, any_order, 'Awaits', 'await')

    def assert_not_awaited(self):
        """Fail if a coroutine was awaited."""
        self._require_awaited(not self.await_count,
                              f'Expected {self._mock_name or "mock"} to not have been awaited. Awaited {self.await_count} times.')

    def reset_mock(self, /, *args, **kwargs):
        """Forget all calls and awaits."""
        super().reset_mock(*args, **kwargs)
        self.await_count = 0
        self.await_args = None
        self.await_args_list = _CallList()


class AsyncMagicMixin(MagicMixin):
    """The special methods of AsyncMock."""


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A mock whose calls give coroutines."""


class PropertyMock(Mock):
    """A mock to be put in a class: reading the attribute calls it, and so does setting it, with the value."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, value):
        self(value)


class ThreadingMixin(Base):
    """What lets threads wait for calls."""

    DEFAULT_TIMEOUT = None

    def __init__(self, /, *args, timeout=_missing, **kwargs):
        super().__init__(*args, **kwargs)
        state = self.__dict__
        state['_mock_wait_timeout'] = self.DEFAULT_TIMEOUT if timeout is _missing else timeout
        state['_mock_calls_changed'] = threading.Condition()

    def _get_child_mock(self, /, **kwargs):
        if isinstance(kwargs.get('parent'), ThreadingMixin):
            kwargs['timeout'] = kwargs['parent']._mock_wait_timeout
        elif isinstance(kwargs.get('_new_parent'), ThreadingMixin):
            kwargs['timeout'] = kwargs['_new_parent']._mock_wait_timeout
        return super()._get_child_mock(**kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        with self._mock_calls_changed:
            super()._increment_mock_call(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        try:
            return super()._mock_call(*args, **kwargs)
        finally:
            with self._mock_calls_changed:
                self._mock_calls_changed.notify_all()

    def wait_until_called(self, *, timeout=_missing):
        """Wait for the first call; fail when it doesn't come in time."""
        timeout = self._mock_wait_timeout if timeout is _missing else timeout
        with self._mock_calls_changed:
            if not self._mock_calls_changed.wait_for(lambda: self.call_count, timeout):
                raise AssertionError(f"{self._mock_name or 'mock'} was not called before timeout({timeout}).")

    def wait_until_any_call_with(self, *args, **kwargs):
        """Wait for a call with these arguments; fail when it doesn't come in time."""
        expected = _Call((args, kwargs), two=True)
        with self._mock_calls_changed:
            if not self._mock_calls_changed.wait_for(lambda: expected in self.call_args_list, self._mock_wait_timeout):
                wanted = self._format_mock_call_signature(args, kwargs)
                raise AssertionError(f'{wanted} call not found')


class ThreadingMock(ThreadingMixin, MagicMixin, Mock):
    """A mock that threads can wait for."""


# Mocks that have the shape of something.

class _SpecState:
    """What a mock for an attribute will be made from."""

    def __init__(self, spec, spec_set=False, parent=None, name=None, instance=False):
        self.spec = spec
        self.spec_set = spec_set
        self.parent = parent
        self.name = name
        self.instance = instance


def _check_signature(spec, mock, as_instance, eat_self):
    """Have calls of mock fail that spec wouldn't take."""
    found = _signature_of(spec, as_instance, eat_self)
    if found is None:
        return
    signature = found[1]

    def check(self, /, *args, **kwargs):
        signature.bind(*args, **kwargs)

    type(mock)._mock_check_sig = check
    type(mock).__signature__ = signature


def _as_function(mock, spec, is_async):
    """Make a function that stands for mock and has the name and signature of spec."""
    found = _signature_of(spec, False, False)
    signature = found[1]
    name = getattr(spec, '__name__', '')
    name = name if name.isidentifier() else 'funcopy'
    if is_async:
        async def function(*args, **kwargs):
            signature.bind(*args, **kwargs)
            return await mock(*args, **kwargs)
    else:
        def function(*args, **kwargs):
            signature.bind(*args, **kwargs)
            return mock(*args, **kwargs)
    for attribute in '__name__', '__doc__', '__text_signature__', '__module__', '__defaults__', '__kwdefaults__', '__qualname__':
        if attribute in ('__defaults__', '__kwdefaults__'):
            continue
        try:
            setattr(function, attribute, getattr(spec, attribute))
        except AttributeError:
            pass
    function.__name__ = name
    function.__signature__ = signature
    function.mock = mock
    function.called = False
    function.call_count = 0
    function.call_args = None
    function.call_args_list = _CallList()
    function.method_calls = _CallList()
    function.mock_calls = _CallList()
    function.return_value = mock.return_value
    function.side_effect = mock.side_effect
    function._mock_children = mock._mock_children
    for assertion in ('assert_called_with', 'assert_called_once_with', 'assert_has_calls', 'assert_any_call', 'assert_called',
                      'assert_not_called', 'assert_called_once', 'configure_mock', 'attach_mock'):
        setattr(function, assertion, getattr(mock, assertion))
    if is_async:
        function.await_count = 0
        function.await_args = None
        function.await_args_list = _CallList()
        for assertion in ('assert_awaited', 'assert_awaited_once', 'assert_awaited_with', 'assert_awaited_once_with', 'assert_any_await',
                          'assert_has_awaits', 'assert_not_awaited'):
            setattr(function, assertion, getattr(mock, assertion))

    def reset_mock():
        function.method_calls = _CallList()
        function.mock_calls = _CallList()
        mock.reset_mock()
        answer = function.return_value
        if _is_instance_mock(answer) and answer is not mock:
            answer.reset_mock()

    function.reset_mock = reset_mock
    mock._mock_delegate = function
    return function


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """Make a mock like spec: it and its attributes have the attributes and signatures of spec and its attributes.

    With spec_set no other attributes can be set; with instance a class stands for its instances.
    """
    if isinstance(spec, list):
        spec = type(spec)
    is_type = isinstance(spec, type)
    if _is_instance_mock(spec):
        raise InvalidSpecError(f'Cannot autospec a Mock object. [object={spec!r}]')
    if not unsafe:
        _reject_typos(kwargs)
    is_async = _is_async_function(spec)
    if is_async and instance:
        raise RuntimeError('Instance can not be True when create_autospec is mocking an async function')
    fields = _fields(spec) if is_type and instance else {}
    options = {'spec_set' if spec_set else 'spec': spec}
    if spec is None:
        options = {}
    later = {key: value for key, value in kwargs.items() if '.' in key}
    options.update({key: value for key, value in kwargs.items() if '.' not in key})
    is_function = isinstance(spec, FunctionType)
    maker = MagicMock
    if inspect.isdatadescriptor(spec):
        options = {}
    elif is_type and instance and not _instances_callable(spec):
        maker = NonCallableMagicMock
    elif not _callable_spec(spec):
        maker = NonCallableMagicMock
    elif is_async and is_function:
        maker = AsyncMock
    name = options.pop('name', _name)
    new_name = name
    if _parent is None:
        new_name = ''
    mock = maker(parent=_parent, _new_parent=_parent, _new_name=new_name, name=name, unsafe=unsafe, _spec_as_instance=instance, **options)
    result = mock
    if is_function:
        result = _as_function(mock, spec, is_async)
    elif spec is not None and maker is not NonCallableMagicMock:
        _check_signature(spec, mock, instance, _parent is not None and not is_type and not isinstance(spec, MethodType)
                         and isinstance(spec, FunctionType))
    if _parent is not None and not instance:
        _parent._mock_children[name] = result
    if is_type and not instance and 'return_value' not in kwargs:
        wrapped = {'wraps': kwargs['wraps'].return_value} if hasattr(kwargs.get('wraps'), 'return_value') else {}
        if kwargs.get('wraps') is None or wrapped:
            mock.return_value = create_autospec(spec, spec_set, instance=True, _name='()', _parent=mock, unsafe=unsafe, **wrapped)
    wraps = kwargs.get('wraps')
    for entry in dict.fromkeys((*dir(spec), *fields)):
        if entry in kwargs or entry[:2] == '__' == entry[-2:]:  # mocks have the special ones anyway
            continue
        if entry in fields:
            mock._mock_children[entry] = _SpecState(fields[entry], spec_set, mock, entry, True)
            continue
        try:
            original = getattr(spec, entry)
        except AttributeError:
            continue
        child_options = {'spec_set' if spec_set else 'spec': original}
        if wraps is not None:
            child_options['wraps'] = getattr(wraps, entry, None)
        if not isinstance(original, (FunctionType, MethodType)):
            mock._mock_children[entry] = _SpecState(original, spec_set, mock, entry, instance and not isinstance(original, type))
            continue
        eat_self = _takes_self(spec, entry)
        parent = mock
        child = AsyncMock if _is_async_function(original) else MagicMock
        new = child(parent=parent, name=entry, _new_name=entry, _new_parent=parent, _eat_self=eat_self, **child_options)
        mock._mock_children[entry] = new
        if wraps is None:
            new.return_value = child()
        _check_signature(original, new, False, eat_self)
        if isinstance(result, FunctionType):
            setattr(result, entry, new)
    if later:
        mock.configure_mock(**later)
    return result


# Patches.

def _get_target(target):
    try:
        path, attribute = target.rsplit('.', 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f'Need a valid target to patch. You supplied: {target!r}') from None
    return functools.partial(pkgutil.resolve_name, path), attribute


class _Startable:
    """A context that can also be entered by start() and left by stop()."""

    _active_patches = []        # those started, in order

    def start(self):
        """Change what there is to change until stop() is called, and return what replaces it."""
        replacement = self.__enter__()
        _Startable._active_patches += [self]
        return replacement

    def stop(self):
        """Put back what start() changed."""
        if self in self._active_patches:
            self._active_patches.remove(self)
            return self.__exit__(*[None] * 3)


class _patch(_Startable):
    """Replaces an attribute for as long as a context, function or class of tests runs."""

    attribute_name = None

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *, unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        if not unsafe:
            _reject_typos(kwargs)
        if _is_instance_mock(spec):
            raise InvalidSpecError(f'Cannot spec attr {attribute!r} as the spec has already been mocked out. [spec={spec!r}]')
        if _is_instance_mock(spec_set):
            raise InvalidSpecError(f'Cannot spec attr {attribute!r} as the spec_set target has already been mocked out. '
                                   f'[spec_set={spec_set!r}]')
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.new_callable = new_callable
        self.spec = spec
        self.create = create
        self.spec_set = spec_set
        self.autospec = autospec
        self.kwargs = kwargs
        self.additional_patchers = []
        self.is_started = False
        self.unsafe = unsafe

    def copy(self):
        """Return a patch of the same kind."""
        other = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec, self.new_callable,
                       self.kwargs, unsafe=self.unsafe)
        other.attribute_name = self.attribute_name
        other.additional_patchers = [each.copy() for each in self.additional_patchers]
        return other

    def __call__(self, func):
        decorate = (self.decorate_class if isinstance(func, type) else
                    self.decorate_async_callable if _is_async_function(func) else self.decorate_callable)
        return decorate(func)

    def decorate_class(self, klass):
        """Patch around each method whose name begins with patch.TEST_PREFIX."""
        for name in dir(klass):
            if not name.startswith(patch.TEST_PREFIX):
                continue
            method = getattr(klass, name)
            if hasattr(method, '__call__'):
                setattr(klass, name, self.copy()(method))
        return klass

    @contextlib.contextmanager
    def decoration_helper(self, patched, args, keywargs):
        """Start the patches of a function, and yield the arguments that it then takes."""
        extra = []
        with contextlib.ExitStack() as stack:
            for each in patched.patchings:
                made = stack.enter_context(each)
                if each.attribute_name is None:
                    extra += [made] if each.new is DEFAULT else []
                else:
                    keywargs |= made
            yield (*args, *extra), keywargs

    def _join(self, func, wrap):
        """Add this patch to those of a function, which wrap() makes able to have them."""
        if not hasattr(func, 'patchings'):
            func = functools.wraps(func)(wrap())
            func.patchings = []
        func.patchings.append(self)
        return func

    def decorate_callable(self, func):
        """Patch around a function."""
        def wrap():
            def around(*args, **keywargs):
                with self.decoration_helper(around, args, keywargs) as (positional, named):
                    return func(*positional, **named)

            return around

        return self._join(func, wrap)

    def decorate_async_callable(self, func):
        """Patch around a coroutine function."""
        def wrap():
            async def around(*args, **keywargs):
                with self.decoration_helper(around, args, keywargs) as (positional, named):
                    return await func(*positional, **named)

            return around

        return self._join(func, wrap)

    def get_original(self):
        """Return the attribute's value and whether it is the target's own."""
        target, name = self.getter(), self.attribute
        own = getattr(target, '__dict__', {})
        try:
            original, local = own[name], True
        except KeyError:
            original, local = getattr(target, name, DEFAULT), False
        if name in vars(builtins) and isinstance(target, ModuleType):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f'{target} does not have the attribute {name!r}')
        return original, local

    def _make_mock(self, original):
        """Make what replaces the attribute where the program gave nothing."""
        spec, spec_set, autospec, kwargs = self.spec, self.spec_set, self.autospec, dict(self.kwargs)
        if spec is True:
            spec = original
            if spec_set is True:
                spec_set, spec = original, None
        elif spec is not None and spec_set is True:
            spec_set, spec = spec, None
        elif spec_set is True:
            spec_set = original
        if (spec is not None or spec_set is not None) and original is DEFAULT:
            raise TypeError("Can't use 'spec' with create=True")
        model = spec if spec_set is None else spec_set
        inherit = isinstance(original, type) if self.spec is True or self.spec_set is True else isinstance(model, type)
        options = {}
        if self.new_callable is not None:
            maker = self.new_callable
        elif model is None:
            maker = AsyncMock if _is_async_function(original) else MagicMock
        else:
            if _is_async_function(model):
                maker = AsyncMock
            else:
                names = model if isinstance(model, (list, tuple)) else None
                usable = '__call__' in names if names is not None else _callable_spec(model)
                maker = MagicMock if usable else NonCallableMagicMock
        if spec is not None:
            options['spec'] = spec
        if spec_set is not None:
            options['spec_set'] = spec_set
        if isinstance(maker, type) and issubclass(maker, NonCallableMock) and self.attribute:
            options['name'] = self.attribute
            if self.unsafe:
                options['unsafe'] = True
        options.update(kwargs)
        new = maker(**options)
        if inherit and _is_instance_mock(new):
            options.pop('name', None)
            if _instances_callable(model) or isinstance(model, (list, tuple)):
                answer = maker
            else:
                answer = NonCallableMagicMock
            for left_out in 'return_value', 'side_effect':
                options.pop(left_out, None)
            only = {key: options[key] for key in ('spec', 'spec_set') if key in options}
            new.return_value = answer(_new_parent=new, _new_name='()', **only)
        return new

    def __enter__(self):
        if self.is_started:
            raise RuntimeError('Patch is already started')
        self.target = self.getter()
        autospec = self.autospec or None
        spec, spec_set = self.spec or None, self.spec_set or None
        if autospec is not None:
            if spec is not None or spec_set not in (True, None):
                raise TypeError("Can't specify spec and autospec" if spec is not None else
                                "Can't provide explicit spec_set *and* spec or autospec")
        if spec is not None and spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        original, local = self.get_original()
        new = self.new
        if new is DEFAULT and autospec is None:
            new = self._make_mock(original)
        elif autospec is not None:
            if new is not DEFAULT:
                raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
            if original is DEFAULT:
                raise TypeError("Can't use 'autospec' with create=True")
            model = original if autospec is True else autospec
            if _is_instance_mock(self.target):
                raise InvalidSpecError(f'Cannot autospec attr {self.attribute!r} as the patch target has already been mocked out. '
                                       f'[target={self.target!r}, attr={model!r}]')
            if _is_instance_mock(model):
                name = getattr(self.target, '__name__', self.target)
                raise InvalidSpecError(f'Cannot autospec attr {self.attribute!r} from target {name!r} as it has already been mocked out. '
                                       f'[target={self.target!r}, attr={model!r}]')
            new = create_autospec(model, spec_set=bool(spec_set), _name=self.attribute, unsafe=self.unsafe,
                                  **self.kwargs)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original = original
        self.is_local = local
        self.is_started = True
        self._exit_stack = contextlib.ExitStack()
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is None:
                return new
            given = {self.attribute_name: new} if self.new is DEFAULT else {}
            for other in self.additional_patchers:
                made = self._exit_stack.enter_context(other)
                given |= made if other.new is DEFAULT else {}
            return given
        except BaseException as error:
            if not self.__exit__(type(error), error, error.__traceback__):
                raise

    def __exit__(self, *exc_info):
        if not self.is_started:
            return
        target, name = self.target, self.attribute
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(target, name, self.temp_original)
        else:
            delattr(target, name)
            if not self.create and (not hasattr(target, name) or name in ('__doc__', '__module__', '__defaults__', '__annotations__',
                                                                          '__kwdefaults__')):
                setattr(target, name, self.temp_original)       # a proxy's attribute, or one that can't be absent
        del self.temp_original, self.is_local, self.target
        self.is_started = False
        return self._exit_stack.__exit__(*exc_info)



def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    """Replace what the dotted name target leads to: as a decorator of functions or classes, or a context manager.

    Without new, the replacement is a MagicMock (an AsyncMock for coroutine functions), which functions get as an argument; the other
    arguments say how it is made.
    """
    getter, attribute = _get_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *,
                  unsafe=False, **kwargs):
    """Replace an attribute of an object."""
    if type(target) is str:
        raise TypeError(f'{target!r} must be the actual object to be patched, not a str')
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Replace several attributes of an object, given by keyword; those that are DEFAULT get mocks, passed on by keyword."""
    getter = functools.partial(pkgutil.resolve_name, target) if type(target) is str else lambda: target
    if not kwargs:
        raise ValueError('Must supply at least one keyword argument with patch.multiple')
    patches = []
    for attribute, new in kwargs.items():
        each = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        each.attribute_name = attribute
        patches.append(each)
    first, *others = patches
    first.additional_patchers.extend(others)
    return first


class _patch_dict(_Startable):
    """Changes a mapping for as long as a context, function or class of tests runs."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = {**dict(values), **kwargs}
        self.clear = clear
        self._original = None

    def __call__(self, f):
        if isinstance(f, type):
            return self.decorate_class(f)
        if _is_async_function(f):
            @functools.wraps(f)
            async def inner(*args, **kwargs):
                with self:
                    return await f(*args, **kwargs)
        else:
            @functools.wraps(f)
            def inner(*args, **kwargs):
                with self:
                    return f(*args, **kwargs)
        return inner

    def decorate_class(self, klass):
        """Change the mapping around each method whose name begins with patch.TEST_PREFIX."""
        for name in dir(klass):
            method = getattr(klass, name)
            if name.startswith(patch.TEST_PREFIX) and hasattr(method, '__call__'):
                setattr(klass, name, _patch_dict(self.in_dict, self.values, self.clear)(method))
        return klass

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = pkgutil.resolve_name(self.in_dict)
        mapping = self.in_dict
        try:
            self._original = mapping.copy()
        except AttributeError:
            self._original = {key: mapping[key] for key in mapping}
        if self.clear:
            _empty(mapping)
        try:
            mapping.update(self.values)
        except AttributeError:
            for key in self.values:
                mapping[key] = self.values[key]
        return mapping

    def __exit__(self, *exc_info):
        if self._original is not None:
            _empty(self.in_dict)
            try:
                self.in_dict.update(self._original)
            except AttributeError:
                for key in self._original:
                    self.in_dict[key] = self._original[key]
            self._original = None
        return False


def _empty(mapping):
    try:
        mapping.clear()
    except AttributeError:
        for key in list(mapping):
            del mapping[key]


def _patch_stopall():
    """Stop all patches that start() started, the last first."""
    for started in _Startable._active_patches[::-1]:
        started.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _patch_stopall
patch.TEST_PREFIX = 'test'


# Files.

file_spec = None
open_spec = None


def mock_open(mock=None, read_data=''):
    """Make a mock for open(): what it opens reads read_data, and each opening reads it from the start."""
    global file_spec, open_spec
    if file_spec is None:
        import _io
        file_spec = sorted({*dir(_io.TextIOWrapper), *dir(_io.BytesIO)})
        open_spec = [name for name in dir(_io.open)]

    def rewound():
        return io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)

    current = [rewound()]
    if mock is None:
        mock = MagicMock(name='open', spec=io.open)
    handle = MagicMock(spec=file_spec)
    handle.__enter__.return_value = handle

    def answering(method, read):
        def effect(*args, **kwargs):
            settled = method._mock_return_value
            return read(*args, **kwargs) if settled is DEFAULT else settled

        return effect

    def lines():
        while readline_told():
            yield handle.readline.return_value
        yield from current[0]

    def readline_told():
        return handle.readline._mock_return_value is not DEFAULT

    def next_line():
        return handle.readline.return_value if readline_told() else next(current[0])

    def leave(*exc_info):
        handle.close()

    def prepare():
        handle.readline.side_effect = answering(handle.readline, lambda *args: current[0].readline(*args))

    handle.write.return_value = None
    handle.read._mock_return_value = DEFAULT
    handle.read.side_effect = answering(handle.read, lambda *args: current[0].read(*args))
    handle.readlines.side_effect = answering(handle.readlines, lambda *args: current[0].readlines(*args))
    prepare()
    own_readline = handle.readline.side_effect
    handle.__iter__.side_effect = lines
    handle.__next__.side_effect = next_line
    handle.__exit__.side_effect = leave

    def opened(*args, **kwargs):
        current[0] = rewound()
        if handle.readline.side_effect is not own_readline and handle.readline.side_effect is None:
            prepare()
        return DEFAULT

    mock.side_effect = opened
    mock.return_value = handle
    return mock


def seal(mock):
    """Let a mock, and the mocks that are its attributes and answers, make no more mocks."""
    mock._mock_sealed = True
    for name in dir(mock):
        child = mock._mock_children.get(name)
        if child is None or child is _deleted or isinstance(child, _SpecState):
            continue
        if _is_instance_mock(child) and child._mock_new_parent is mock and not child._mock_sealed:
            seal(child)
    answer = mock._mock_return_value
    if _is_instance_mock(answer) and answer._mock_new_parent is mock and not answer._mock_sealed:
        seal(answer)
