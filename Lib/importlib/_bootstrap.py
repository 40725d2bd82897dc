"""The import system that programs can see and change: specs, the import statement's steps, built-in modules.

The interpreter makes this file the module _frozen_importlib the first time that a program asks for importlib; from then on imports of
modules that aren't in sys.modules go through _find_and_load() below. The language reference, "The import system", is what it follows.
"""

import _imp
import _thread
import _warnings
import _weakref
import sys

_external = None
_missing = object()


def _call_with_frames_removed(function, *args, **kwargs):
    """Call function; a traceback leaves out this frame and those of the import system before it."""
    return function(*args, **kwargs)


def _verbose_message(message, *args, verbosity=1):
    if verbosity <= sys.flags.verbose:
        mark = '' if message.startswith(('#', 'import ')) else '# '
        print(mark + message.format(*args), file=sys.stderr)


# Locks: one a module, while it is being imported.

_locks = {}         # name -> weak reference to its lock
_waiting = {}       # thread -> the lock that it waits for


class _DeadlockError(RuntimeError):
    """Threads wait for each other's modules."""


class _ModuleLock:
    """A lock that its thread may take again, and that tells of a circle of waiting threads instead of joining it."""

    def __init__(self, name):
        self.name = name
        self.lock = _thread.RLock()
        self.owner = None
        self.count = 0

    def __repr__(self):
        return f'{type(self).__name__}({self.name!r}) at {id(self)}'

    def _closes_circle(self, thread):
        lock, visited = self, set()
        while lock is not None and lock.owner is not None:
            if lock.owner == thread:
                return lock.count > 0
            if lock.owner in visited:
                return False
            visited.add(lock.owner)
            lock = _waiting.get(lock.owner)
        return False

    def acquire(self):
        thread = _thread.get_ident()
        if self.owner != thread:
            _waiting[thread] = self
            try:
                if self._closes_circle(thread):
                    raise _DeadlockError(f'deadlock detected by {self!r}')
                self.lock.acquire()
            finally:
                _waiting.pop(thread, None)
        else:
            self.lock.acquire()
        self.owner = thread
        self.count += 1
        return True

    def release(self):
        if self.owner != _thread.get_ident():
            raise RuntimeError('cannot release un-acquired lock')
        self.count -= 1
        if not self.count:
            self.owner = None
        self.lock.release()


def _lock_of(name):
    _imp.acquire_lock()
    try:
        reference = _locks.get(name)
        lock = None if reference is None else reference()
        if lock is None:
            lock = _ModuleLock(name)

            def forget(reference, name=name):
                if _locks.get(name) is reference:
                    del _locks[name]

            _locks[name] = _weakref.ref(lock, forget)
        return lock
    finally:
        _imp.release_lock()


class _ModuleLockManager:
    """The context in which a module is imported."""

    def __init__(self, name):
        self._name = name

    def __enter__(self):
        self._lock = _lock_of(self._name)
        self._lock.acquire()

    def __exit__(self, *exception):
        self._lock.release()


_importing = _ModuleLockManager


def _lock_unlock_module(name):
    """Wait until another thread has imported a module; a circle of threads gets the module as it is."""
    lock = _lock_of(name)
    try:
        lock.acquire()
    except _DeadlockError:
        return
    lock.release()


# Specs and the modules made from them.

class ModuleSpec:
    """How a module was found and will be loaded."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        # What is known of where the module lies; _set_fileattr: origin is a file's name; _cached: that of its compiled code.
        self.name, self.loader, self.origin, self.loader_state = name, loader, origin, loader_state
        self._set_fileattr, self._cached = False, None
        # What a package adds: where its modules are found, and those of them that are being imported.
        self.submodule_search_locations = list() if is_package else None
        self._uninitialized_submodules = list()

    def __repr__(self):
        shown = [f'name={self.name!r}', f'loader={self.loader!r}']
        for field in 'origin', 'submodule_search_locations':
            value = getattr(self, field)
            if value is not None:
                shown.append(f'{field}={value!r}')
        return f'{type(self).__name__}({", ".join(shown)})'

    def __eq__(self, other):
        fields = 'name', 'loader', 'origin', 'submodule_search_locations', 'cached', 'has_location'
        try:
            return all(getattr(self, field) == getattr(other, field) for field in fields)
        except AttributeError:
            return NotImplemented

    def _find_cached(self):
        if self._cached is None and self._set_fileattr and None not in (self.origin, _external):
            self._cached = _external._get_cached(self.origin)
        return self._cached

    def _set(attribute, convert):
        def change(self, value):
            setattr(self, attribute, convert(value))
        return change

    cached = property(_find_cached, _set('_cached', lambda value: value))
    has_location = property(lambda self: self._set_fileattr, _set('_set_fileattr', bool))
    del _set

    @property
    def parent(self):
        """The package that the module lies in: a package lies in itself."""
        return self.name.rpartition('.')[0] if self.submodule_search_locations is None else self.name


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """Return the spec of a module that loader loads."""
    origin = getattr(loader, '_origin', None) if origin is None else origin
    if _external is not None and not origin and hasattr(loader, 'get_filename'):
        known = {} if is_package is None else {'submodule_search_locations': [] if is_package else None}
        return _external.spec_from_file_location(name, loader=loader, **known)
    return ModuleSpec(name, loader, origin=origin, is_package=_is_package(loader, name) if is_package is None else is_package)


def _is_package(loader, name):
    try:
        return loader.is_package(name)
    except (AttributeError, ImportError):
        return False


def _spec_from_module(module, loader=None, origin=None):
    """Return a module's spec, made of its attributes if it has none."""
    known = {name: getattr(module, f'__{name}__', None) for name in ('spec', 'loader', 'file', 'cached', 'path')}
    if known['spec'] is not None:
        return known['spec']
    loader = known['loader'] if loader is None else loader
    spec = ModuleSpec(module.__name__, loader, origin=origin or known['file'] or getattr(loader, '_origin', None) or None,
                      is_package=known['path'] is not None)
    spec.has_location, spec.cached = known['file'] is not None, known['cached']
    if spec.submodule_search_locations is not None:
        spec.submodule_search_locations += known['path']
    return spec


def _settle(module, name, value, override=False):
    """Give a module an attribute, unless it has it or can't have any."""
    if override or getattr(module, name, None) is None:
        try:
            setattr(module, name, value)
        except AttributeError:
            pass


class _Making:
    """A module on its way from a spec to sys.modules."""

    def __init__(self, spec):
        self.spec, self.name = spec, spec.name
        self.loader = spec.loader

    def blank(self):
        """Return the new module, before any code is run."""
        make = getattr(self.loader, 'create_module', None)
        if make is None and hasattr(self.loader, 'exec_module'):
            raise ImportError('loaders that define exec_module() must also define create_module()')
        module = make and make(self.spec)
        return self.furnish(type(sys)(self.name) if module is None else module)

    def attributes(self):
        """Yield what a module knows of itself by its spec."""
        spec = self.spec
        yield '__name__', self.name
        yield '__loader__', self.loader
        yield '__package__', spec.parent
        yield '__spec__', spec
        places = {'__path__': spec.submodule_search_locations}
        if spec.has_location:
            places |= {'__file__': spec.origin, '__cached__': spec.cached}
        yield from ((name, value) for name, value in places.items() if value is not None or name == '__file__')

    def furnish(self, module, override=False):
        """Give a module its attributes and return it."""
        if self.loader is None and self.spec.submodule_search_locations is not None and _external is not None:
            # A namespace package: it comes from no loader, but has one.
            self.loader = self.spec.loader = _external._namespace_loader(self.spec.submodule_search_locations)
            module.__file__ = None
        for name, value in self.attributes():
            _settle(module, name, value, override or name == '__spec__')
        return module

    def run(self):
        """Import the module, and return what is in sys.modules for it."""
        if self.loader is not None and not hasattr(self.loader, 'exec_module'):
            return self._by_old_loader()
        module = self.blank()
        self.spec._initializing = True
        try:
            sys.modules[self.name] = module
            try:
                self._fill(module)
            except:
                sys.modules.pop(self.name, None)
                raise
            return self._outcome()
        finally:
            self.spec._initializing = False

    def run_again(self, module):
        """Run the module's code in a module that exists, as reload() does."""
        if sys.modules.get(self.name) is not module:
            raise ImportError(f'module {self.name!r} not in sys.modules', name=self.name)
        try:
            if self.loader is not None or self.spec.submodule_search_locations is not None:
                self.furnish(module, override=True)
            self._fill(module)
        finally:
            module = self._outcome()
        return module

    def _fill(self, module):
        if hasattr(self.loader, 'exec_module'):
            self.loader.exec_module(module)
        elif self.loader is not None:
            self._warn()
            self.loader.load_module(self.name)
        elif self.spec.submodule_search_locations is None:
            raise ImportError('missing loader', name=self.name)

    def _outcome(self):
        # The module's code may have put something else in its place. It becomes the last in sys.modules.
        modules = sys.modules
        module = modules[self.name] = modules.pop(self.name)
        _verbose_message('import {!r} # {!r}', self.name, self.loader)
        return module

    def _warn(self):
        kind = getattr(self.loader, '__qualname__', None) or type(self.loader).__qualname__
        _warnings.warn(f'{kind}.exec_module() not found; falling back to load_module()', ImportWarning, 4)

    def _by_old_loader(self):
        self._warn()
        try:
            self.loader.load_module(self.name)
        except:
            if self.name in sys.modules:
                self._outcome()
            raise
        module = self._outcome()
        package = self.name if hasattr(module, '__path__') else self.name.rpartition('.')[0]
        for name, value in (('__loader__', self.loader), ('__spec__', self.spec), ('__package__', package)):
            _settle(module, name, value)
        return module


def module_from_spec(spec):
    """Make the module of a spec, without running it."""
    return _Making(spec).blank()


def _repr_by_spec(spec):
    name = '?' if spec.name is None else spec.name
    if spec.origin is None:
        return f'<module {name!r}>' if spec.loader is None else f'<module {name!r} ({spec.loader!r})>'
    return f'<module {name!r} from {spec.origin!r}>' if spec.has_location else f'<module {spec.name!r} ({spec.origin})>'


def _module_repr(module):
    spec = getattr(module, '__spec__', None)
    if spec is not None:
        return _repr_by_spec(spec)
    name = getattr(module, '__name__', '?')
    file, loader = getattr(module, '__file__', None), getattr(module, '__loader__', None)
    if file is not None:
        return f'<module {name!r} from {file!r}>'
    return f'<module {name!r}>' if loader is None else f'<module {name!r} ({loader!r})>'


def _exec(spec, module):
    """Run a spec's module in a module that exists."""
    with _importing(spec.name):
        return _Making(spec).run_again(module)


def _load(spec):
    """Import the module of a spec."""
    with _importing(spec.name):
        return _Making(spec).run()


# The steps of an import.

def _ask(finder, *question):
    # What a finder answers, under the lock of all imports.
    find = getattr(finder, 'find_spec', None)
    if find is None:
        return None
    _imp.acquire_lock()
    try:
        return find(*question)
    finally:
        _imp.release_lock()


def _find_spec(name, path, target=None):
    """Return the spec that the first of the finders of sys.meta_path gives."""
    finders, was_there = sys.meta_path, name in sys.modules
    if finders is None:
        raise ImportError('sys.meta_path is None, Python is likely shutting down')
    if len(finders) == 0:
        _warnings.warn('sys.meta_path is empty', category=ImportWarning)
    for finder in finders:
        spec = _ask(finder, name, path, target)
        if spec is not None:
            # The finder may have imported the module itself.
            present = None if was_there else sys.modules.get(name)
            return getattr(present, '__spec__', None) or spec
    return None


class _Request:
    """The import of one module that isn't there yet."""

    def __init__(self, name, load):
        self._name, self._load = name, load
        self._package, _, self._child = name.rpartition('.')  # a dot in front names no package

    def _missing(self, why=''):
        return ModuleNotFoundError(f'No module named {self._name!r}{why or _imp._absence(self._name)}', name=self._name)

    def fulfil(self):
        """Import the module, its package first, and return it."""
        package = self._package_module() if self._package else None
        if self._package and self._name in sys.modules:
            return sys.modules[self._name]  # the package has imported it
        spec = _find_spec(self._name, self._search_path(package))
        if spec is None:
            raise self._missing()
        waiting = getattr(getattr(package, '__spec__', None), '_uninitialized_submodules', [])
        waiting.append(self._child)
        try:
            module = _Making(spec).run()
        finally:
            waiting.pop()
        if self._package:
            self._bind(sys.modules.get(self._package, package), module)
        return module

    def _package_module(self):
        if self._package not in sys.modules:
            _call_with_frames_removed(self._load, self._package)
        return sys.modules[self._package]

    def _search_path(self, package):
        if package is None:
            return None
        try:
            return package.__path__
        except AttributeError:
            raise self._missing(f'; {self._package!r} is not a package') from None

    def _bind(self, package, module):
        try:
            setattr(package, self._child, module)
        except AttributeError:
            _warnings.warn(f'Cannot set an attribute on {self._package!r} for child module {self._child!r}', ImportWarning)


def _find_and_load(name, load):
    """Return a module, imported now if it must be."""
    module = sys.modules.get(name, _missing)
    if module is _missing or getattr(getattr(module, '__spec__', None), '_initializing', False):
        with _importing(name):
            module = sys.modules.get(name, _missing)
            if module is _missing:
                return _Request(name, load).fulfil()
    if module is None:
        raise ModuleNotFoundError(f'import of {name} halted; None in sys.modules', name=name)
    return module


def _resolve_name(name, package, level):
    base = package.rsplit('.', level - 1)
    if len(base) < level:
        raise ImportError('attempted relative import beyond top-level package')
    return f'{base[0]}.{name}' if name else base[0]


def _gcd_import(name, package=None, level=0):
    """Import a module by its name, relative to package by level steps."""
    if not isinstance(name, str):
        raise TypeError(f'module name must be str, not {type(name)}')
    if level < 0:
        raise ValueError('level must be >= 0')
    if level:
        if not isinstance(package, str):
            raise TypeError('__package__ not set to a string')
        if not package:
            raise ImportError('attempted relative import with no known parent package')
        name = _resolve_name(name, package, level)
    elif not name:
        raise ValueError('Empty module name')
    return _find_and_load(name, _gcd_import)


def _handle_fromlist(module, fromlist, load, *, recursive=False):
    """Import the submodules that a from-list names."""
    for wanted in fromlist:
        if not isinstance(wanted, str):
            where = f'{module.__name__}.__all__' if recursive else "``from list''"
            raise TypeError(f'Item in {where} must be str, not {type(wanted).__name__}')
        if wanted == '*':
            if not recursive and hasattr(module, '__all__'):
                _handle_fromlist(module, module.__all__, load, recursive=True)
        elif not hasattr(module, wanted):
            full = f'{module.__name__}.{wanted}'
            try:
                _call_with_frames_removed(load, full)
            except ModuleNotFoundError as error:
                if error.name != full or sys.modules.get(full, _missing) is None:
                    raise
    return module


def _calc___package__(globals):
    package, spec = globals.get('__package__'), globals.get('__spec__')
    if package is not None:
        if spec is not None and package != spec.parent:
            _warnings.warn(f'__package__ != __spec__.parent ({package!r} != {spec.parent!r})', DeprecationWarning, stacklevel=3)
        return package
    if spec is not None:
        return spec.parent
    _warnings.warn("can't resolve package from __spec__ or __package__, falling back on __name__ and __path__", ImportWarning,
                   stacklevel=3)
    name = globals['__name__']
    return name if '__path__' in globals else name.rpartition('.')[0]


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    """Import a module as the import statement does: the top-level package without a from-list, else the module itself."""
    if level:
        module = _gcd_import(name, _calc___package__({} if globals is None else globals), level)
    else:
        module = _gcd_import(name)
    if fromlist:
        return _handle_fromlist(module, fromlist, _gcd_import) if hasattr(module, '__path__') else module
    head, dot, tail = name.partition('.')
    if not level:
        return _gcd_import(head)
    if not dot:
        return module
    return sys.modules[module.__name__[:len(module.__name__) - len(tail) - 1]]


# Modules that are parts of the interpreter.

def _load_module_shim(loader, fullname):
    _warnings.warn('the load_module() method is deprecated and slated for removal in Python 3.15; use exec_module() instead',
                   DeprecationWarning, stacklevel=3)
    spec = spec_from_loader(fullname, loader)
    present = sys.modules.get(fullname, _missing)
    return _load(spec) if present is _missing else _exec(spec, present)


class BuiltinImporter:
    """Finds and loads the modules that are parts of the interpreter."""

    _origin = 'built-in'

    @staticmethod
    def _require(name):
        if not _imp.is_builtin(name):
            raise ImportError(f'{name!r} is not a built-in module', name=name)

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """Return the spec of a built-in module, or None."""
        return spec_from_loader(fullname, cls, origin=cls._origin) if _imp.is_builtin(fullname) else None

    @staticmethod
    def create_module(spec):
        """Make a built-in module."""
        if not _imp.is_builtin(spec.name):
            raise ImportError(f'{spec.name!r} is not a built-in module', name=spec.name)
        return _call_with_frames_removed(_imp.create_builtin, spec)

    @staticmethod
    def exec_module(module):
        """Fill a built-in module."""
        _call_with_frames_removed(_imp.exec_builtin, module)

    @classmethod
    def get_code(cls, fullname):
        """Return None: it has no code object."""
        cls._require(fullname)

    @classmethod
    def get_source(cls, fullname):
        """Return None: it has no source."""
        cls._require(fullname)

    @classmethod
    def is_package(cls, fullname):
        """Return False: none is a package."""
        cls._require(fullname)
        return False

    load_module = classmethod(_load_module_shim)


class FrozenImporter:
    """Finds and loads frozen modules; this interpreter has none."""

    _origin = 'frozen'

    @staticmethod
    def _require(name):
        if not _imp.is_frozen(name):
            raise ImportError(f'{name!r} is not a frozen module', name=name)

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """Return the spec of a frozen module, or None."""
        if _imp.find_frozen(fullname) is None:
            return None
        return spec_from_loader(fullname, cls, origin=cls._origin)

    @staticmethod
    def create_module(spec):
        """Return None: an ordinary module will do."""

    @staticmethod
    def exec_module(module):
        """Run a frozen module."""
        exec(_call_with_frames_removed(_imp.get_frozen_object, module.__spec__.name), module.__dict__)

    @classmethod
    def get_code(cls, fullname):
        """Return the code object of a frozen module."""
        cls._require(fullname)
        return _imp.get_frozen_object(fullname)

    @classmethod
    def get_source(cls, fullname):
        """Return None: it has no source."""
        cls._require(fullname)

    @classmethod
    def is_package(cls, fullname):
        """Tell whether a frozen module is a package."""
        cls._require(fullname)
        return _imp.is_frozen_package(fullname)

    load_module = classmethod(_load_module_shim)


# Taking over from the interpreter's own path.

def _install(sys_module, imp_module):
    """Put the finders in sys.meta_path, and give the built-in modules that are there specs of this import system."""
    for name, module in list(sys.modules.items()):
        if isinstance(module, type(sys)) and _imp.is_builtin(name):
            spec = ModuleSpec(name, BuiltinImporter, origin='built-in')
            try:
                module.__spec__ = spec
                module.__loader__ = BuiltinImporter
            except AttributeError:
                pass
    sys.meta_path += BuiltinImporter, FrozenImporter


def _install_external_importers():
    """Put the finder of files in sys.meta_path."""
    global _external
    import _frozen_importlib_external
    _external = _frozen_importlib_external
    _frozen_importlib_external._install(sys.modules[__name__])
