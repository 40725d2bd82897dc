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
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None

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

    @property
    def cached(self):
        if self._cached is None and self._set_fileattr and self.origin is not None and _external is not None:
            self._cached = _external._get_cached(self.origin)
        return self._cached

    @cached.setter
    def cached(self, value):
        self._cached = value

    @property
    def parent(self):
        """The package that the module lies in: a package lies in itself."""
        return self.name.rpartition('.')[0] if self.submodule_search_locations is None else self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """Return the spec of a module that loader loads."""
    if origin is None:
        origin = getattr(loader, '_origin', None)
    if not origin and hasattr(loader, 'get_filename') and _external is not None:
        if is_package is None:
            return _external.spec_from_file_location(name, loader=loader)
        return _external.spec_from_file_location(name, loader=loader,
                                                           submodule_search_locations=[] if is_package else None)
    if is_package is None:
        try:
            is_package = loader.is_package(name)
        except (AttributeError, ImportError):
            is_package = False
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _spec_from_module(module, loader=None, origin=None):
    existing = getattr(module, '__spec__', None)
    if existing is not None:
        return existing
    if loader is None:
        loader = getattr(module, '__loader__', None)
    location = getattr(module, '__file__', None)
    if origin is None:
        origin = getattr(loader, '_origin', None) if location is None else location
        if not origin:
            origin = None
    spec = ModuleSpec(module.__name__, loader, origin=origin)
    spec._set_fileattr = location is not None
    spec.cached = getattr(module, '__cached__', None)
    path = getattr(module, '__path__', None)
    spec.submodule_search_locations = None if path is None else list(path)
    return spec


def _describe(spec, module, *, override=False):
    def put(name, value):
        if override or getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass

    loader = spec.loader
    if loader is None and spec.submodule_search_locations is not None and _external is not None:
        loader = _external.NamespaceLoader.__new__(_external.NamespaceLoader)
        loader._path = spec.submodule_search_locations
        spec.loader = loader
        module.__file__ = None
    put('__name__', spec.name)
    put('__loader__', loader)
    put('__package__', spec.parent)
    try:
        module.__spec__ = spec
    except AttributeError:
        pass
    path = spec.submodule_search_locations
    if path is not None:
        put('__path__', path)
    if spec.has_location:
        put('__file__', spec.origin)
        cached = spec.cached
        if cached is not None:
            put('__cached__', cached)
    return module


def module_from_spec(spec):
    """Make the module of a spec, without running it."""
    module = None
    loader = spec.loader
    if hasattr(loader, 'create_module'):
        module = loader.create_module(spec)
    elif hasattr(loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also define create_module()')
    if module is None:
        module = type(sys)(spec.name)
    return _describe(spec, module)


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
    """Run a spec's module in a module that exists, as reload() does."""
    name, loader = spec.name, spec.loader
    with _importing(name):
        if module is not sys.modules.get(name):
            raise ImportError(f'module {name!r} not in sys.modules', name=name)
        try:
            if loader is None and spec.submodule_search_locations is None:
                raise ImportError('missing loader', name=name)
            _describe(spec, module, override=True)
            if hasattr(loader, 'exec_module'):
                loader.exec_module(module)
            elif loader is not None:
                _warn_of_load_module(spec)
                loader.load_module(name)
        finally:
            module = sys.modules[name] = sys.modules.pop(name)
    return module


def _warn_of_load_module(spec):
    _warnings.warn(f'{_object_name(spec.loader)}.exec_module() not found; falling back to load_module()', ImportWarning, 3)


def _object_name(obj):
    return getattr(obj, '__qualname__', None) or type(obj).__qualname__


def _load_by_old_loader(spec):
    _warn_of_load_module(spec)
    try:
        loader, name = spec.loader, spec.name
        loader.load_module(name)
    except:
        if name in sys.modules:
            sys.modules[name] = sys.modules.pop(name)
        raise
    module = sys.modules[spec.name] = sys.modules.pop(spec.name)
    for name, value in (('__loader__', spec.loader), ('__spec__', spec),
                        ('__package__', spec.name if hasattr(module, '__path__') else spec.name.rpartition('.')[0])):
        if getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass
    return module


def _make_and_run(spec):
    loader = spec.loader
    if loader is not None and not hasattr(loader, 'exec_module'):
        return _load_by_old_loader(spec)
    name, module = spec.name, module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[name] = module
        try:
            loader = spec.loader
            if loader is not None:
                loader.exec_module(module)
            elif spec.submodule_search_locations is None:
                raise ImportError('missing loader', name=spec.name)
        except:
            sys.modules.pop(spec.name, None)
            raise
        module = sys.modules[spec.name] = sys.modules.pop(spec.name)
        _verbose_message('import {!r} # {!r}', name, loader)
    finally:
        spec._initializing = False
    return module


def _load(spec):
    with _importing(spec.name):
        return _make_and_run(spec)


# The steps of an import.

def _find_spec(name, path, target=None):
    """Ask the finders of sys.meta_path."""
    finders = sys.meta_path
    if finders is None:
        raise ImportError('sys.meta_path is None, Python is likely shutting down')
    if not finders:
        _warnings.warn('sys.meta_path is empty', ImportWarning)
    reloading = name in sys.modules
    for finder in finders:
        _imp.acquire_lock()
        try:
            find = getattr(finder, 'find_spec', None)
            spec = None if find is None else find(name, path, target)
        finally:
            _imp.release_lock()
        if spec is None:
            continue
        if not reloading and name in sys.modules:
            # the finder has imported the module itself
            own = getattr(sys.modules[name], '__spec__', None)
            return spec if own is None else own
        return spec
    return None


def _not_found(name, why=''):
    return ModuleNotFoundError(f'No module named {name!r}{why or _imp._absence(name)}', name=name)


def _import_missing(name, load):
    parent, dot, child = name.rpartition('.')
    path = parent_spec = package_module = None
    if dot:
        if parent not in sys.modules:
            _call_with_frames_removed(load, parent)
        if name in sys.modules:
            return sys.modules[name]
        package_module = sys.modules[parent]
        try:
            path = package_module.__path__
        except AttributeError:
            raise _not_found(name, f'; {parent!r} is not a package') from None
        parent_spec = getattr(package_module, '__spec__', None)
    if (spec := _find_spec(name, path)) is None:
        raise _not_found(name)
    pending = getattr(parent_spec, '_uninitialized_submodules', None)
    if pending is not None:
        pending.append(child)
    try:
        module = _make_and_run(spec)
    finally:
        if pending:
            pending.pop()
    if dot:
        try:
            setattr(sys.modules.get(parent, package_module), child, module)
        except AttributeError:
            _warnings.warn(f'Cannot set an attribute on {parent!r} for child module {child!r}', ImportWarning)
    return module


def _find_and_load(name, load):
    """Return a module, imported now if it must be."""
    module = sys.modules.get(name, _missing)
    if module is _missing or getattr(getattr(module, '__spec__', None), '_initializing', False):
        with _importing(name):
            module = sys.modules.get(name, _missing)
            if module is _missing:
                return _import_missing(name, load)
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
