"""Warnings in Python alone: all of module warnings, for which the interpreter has its own warn() and warn_explicit().

Filters, the default action, the registry of warnings that are shown once, and the functions that programs may replace are those
of the public module: _set_module() says which one that is.
"""

import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings", "catch_warnings",
           "deprecated"]

_FIRST_FILTERS = (
    ("default", DeprecationWarning, "__main__"), ("ignore", DeprecationWarning, None), ("ignore", PendingDeprecationWarning, None),
    ("ignore", ImportWarning, None), ("ignore", ResourceWarning, None))

filters = [(action, None, category, module, 0) for action, category, module in _FIRST_FILTERS]
defaultaction = "default"
onceregistry = {}
_use_context = bool(sys.flags.context_aware_warnings)

_public = sys.modules[__name__]
_version = 0    # of the filters: what registries remember is void when it has changed


def _set_module(module):
    """Take a module for the public one."""
    global _public
    _public = module


def _get_filters():
    return _public.filters


_ACTIONS = ("error", "ignore", "always", "all", "default", "module", "once")


class WarningMessage(object):
    """A warning that has been issued, with where and about what."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}"
                % (self.message, self._category_name, self.filename, self.lineno, self.line))

    def __repr__(self):
        return "<%s %s>" % (type(self).__qualname__, self)


def _source_line(filename, lineno):
    try:
        import linecache
    except ImportError:
        pass
    else:
        return linecache.getline(filename, lineno)
    try:
        with open(filename, encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                if number == lineno:
                    return line
    except OSError:
        pass
    return ""


def _formatwarnmsg_impl(msg):
    text = "%s:%s: %s: %s\n" % (msg.filename, msg.lineno, msg.category.__name__, msg.message)
    line = _source_line(msg.filename, msg.lineno) if msg.line is None else msg.line
    if line and line.strip():
        text += "  %s\n" % line.strip()
    return text


def _showwarnmsg_impl(msg):
    file = sys.stderr if msg.file is None else msg.file
    if file is None:
        return
    try:
        file.write(_public._formatwarnmsg(msg))
    except OSError:
        pass        # nobody to tell


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, sys.stderr by default; programs may replace this function."""
    _public._showwarnmsg_impl(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """Return the text of a warning; programs may replace this function."""
    return _formatwarnmsg_impl(WarningMessage(message, category, filename, lineno, None, line))


_showwarning_orig = showwarning
_formatwarning_orig = formatwarning


def _showwarnmsg(msg):
    show = getattr(_public, "showwarning", _showwarning_orig)
    if show is _showwarning_orig:
        _public._showwarnmsg_impl(msg)
    elif callable(show):
        show(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
    else:
        raise TypeError("warnings.showwarning() must be set to a function or method")


def _formatwarnmsg(msg):
    write = getattr(_public, "formatwarning", _formatwarning_orig)
    if write is _formatwarning_orig:
        return _formatwarnmsg_impl(msg)
    return write(msg.message, msg.category, msg.filename, msg.lineno, msg.line)


def _check(action, category, lineno):
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def _filters_mutated_lock_held():
    global _version
    _version += 1


def _filters_mutated():
    _public._filters_mutated_lock_held()


def _add_filter(item, append):
    rows = _public._get_filters()
    if not append:
        if item in rows:
            rows.remove(item)
        rows.insert(0, item)
    elif item not in rows:
        rows.append(item)
    _public._filters_mutated()


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Put a filter in front of the others (or behind); message and module are regular expressions."""
    _check(action, category, lineno)
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    if message or module:
        import re
    _add_filter((action, re.compile(message, re.I) if message else None, category, re.compile(module) if module else None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Put a filter for all messages of all modules in front of the others (or behind)."""
    _check(action, Warning, lineno)  # any object may stand for the category
    _add_filter((action, None, category, None, lineno), append)


def resetwarnings():
    """Remove all filters."""
    del _public._get_filters()[:]
    _public._filters_mutated()


# Options of the command line.

class _OptionError(Exception):
    """An option -W is wrong."""


def _processoptions(args):
    """Make filters of options -W; say which are wrong."""
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as error:
            print("Invalid -W option ignored:", error, file=sys.stderr)


def _setoption(arg):
    """Make a filter of an option -W: action:message:category:module:line, of which all but the first may be missing."""
    fields = [field.strip() for field in arg.split(":")]
    if len(fields) > 5:
        raise _OptionError(f"too many fields (max 5): {arg!r}")
    action, message, category, module, line = fields + [""] * (5 - len(fields))
    action, category = _getaction(action), _getcategory(category)
    if message or module:
        import re
        message = re.escape(message)
        module = module and re.escape(module) + r"\Z"
    try:
        number = int(line or 0)
    except ValueError:
        number, line = -1, repr(line)
    if number < 0:
        raise _OptionError(f"invalid lineno {line}")
    _public.filterwarnings(action, message, category, module, number)


def _getaction(action):
    """Return the action that a word begins."""
    if action in ("", "all"):
        return "always" if action else "default"
    for word in ("default", "always", "ignore", "module", "once", "error"):
        if word.startswith(action):
            return word
    raise _OptionError(f"invalid action: {action!r}")


def _getcategory(category):
    """Return the class of a name, with its module before a dot, or of a built-in class."""
    place, _, name = category.rpartition(".")
    if not category:
        return Warning
    try:
        owner = __import__(place or "builtins", None, None, [name])
    except ImportError:
        raise _OptionError(f"invalid module name: {place!r}") from None
    found = getattr(owner, name, None)
    if found is None:
        raise _OptionError(f"unknown warning category: {category!r}")
    if not isinstance(found, type) or not issubclass(found, Warning):
        raise _OptionError(f"invalid warning category: {category!r}")
    return found


# Issuing a warning.

def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issue a warning about the running code, or about code that called it, further up by stacklevel."""
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    elif not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("skip_file_prefixes must be a tuple of strs.")
    frame = _blamed(sys._getframe(1), stacklevel, skip_file_prefixes)
    if frame is None:
        space, filename, line = sys.__dict__, "<sys>", 0
    else:
        space, filename, line = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    registry = space.setdefault("__warningregistry__", {})
    _public.warn_explicit(message, category, filename, line, space.get("__name__", "<string>"), registry, space, source)


def _of_import(frame):
    """Tell if a frame belongs to the machinery of imports."""
    name = frame.f_code.co_filename
    return "importlib" in name and "_bootstrap" in name


def _blamed(frame, level, prefixes):
    """Return the frame that is so many calls up, None when there are not as many. Imports and files of some folders don't count."""
    def passed(frame):
        return _of_import(frame) or bool(prefixes) and frame.f_code.co_filename.startswith(prefixes)

    steps = max(level, 2 if prefixes else 1) - 1
    if steps and _of_import(frame):
        passed = lambda frame: False  # the machinery itself warns: each frame counts
    while frame is not None and steps:
        frame = frame.f_back
        while frame is not None and passed(frame):
            frame = frame.f_back
        steps -= 1
    return frame


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Issue a warning about a line of a file, if the filters let it through and it was not shown before."""
    line = int(lineno)
    if module is None:
        module = filename.removesuffix(".py") if filename else "<unknown>"
    registry = {} if registry is None else registry
    if registry.get("version", 0) != _public._filters_version():
        registry.clear()
        registry["version"] = _public._filters_version()
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    else:
        text, message = message, category(message)
    key = text, category, line
    if registry.get(key):
        return
    row = _fitting(text, category, module, line)
    action = _public.__dict__.get("defaultaction", defaultaction) if row is None else row[0]
    if action == "ignore":
        return
    import linecache
    linecache.getlines(filename, module_globals)  # the source may be gone by the time the warning is shown
    if action == "error":
        raise message
    if action not in ("always", "all") and not _remember(action, registry, key, row):
        return
    _public._showwarnmsg(WarningMessage(message, category, filename, line, source=source))


def _fitting(text, category, module, line):
    """Return the first filter for a warning, None if there is none."""
    for row in _public._get_filters():
        action, message, kind, place, number = row
        if (issubclass(category, kind) and number in (0, line) and (message is None or message.match(text))
                and (place is None or (place == module if isinstance(place, str) else place.match(module)))):
            return row
    return None


def _remember(action, registry, key, row):
    """Note that a warning is shown; tell if it is to be."""
    text, category, line = key
    notes = {"default": [(registry, key)], "module": [(registry, key), (registry, (text, category, 0))],
             "once": [(registry, key), (_public.__dict__.get("onceregistry", onceregistry), key[:2])]}.get(action)
    if notes is None:
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {row}")
    book, entry = notes[-1]
    known = book.get(entry) if len(notes) > 1 else False
    for book, entry in notes:
        book[entry] = True
    return not known


def _filters_version():
    return _version


class catch_warnings(object):
    """A context that puts filters and showwarning back at its end; with record=True it collects the warnings in a list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = ["record=True"] if self._record else []
        if self._module is not sys.modules["warnings"]:
            args.append("module=%r" % self._module)
        return "%s(%s)" % (type(self).__name__, ", ".join(args))

    def __enter__(self):
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._entered = True
        module = self._module
        self._saved = module.filters, module.showwarning, module._showwarnmsg_impl
        module.filters = module.filters[:]
        log = None
        if self._record:
            log = []
            module._showwarnmsg_impl = log.append
            module.showwarning = module._showwarning_orig
        module._filters_mutated()
        if self._filter is not None:
            _public.simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        module = self._module
        module.filters, module.showwarning, module._showwarnmsg_impl = self._saved
        module._filters_mutated()


class deprecated:
    """A decorator for classes and functions whose use is to give a warning."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        if self.category is None:
            arg.__deprecated__ = self.message
            return arg
        message, category, level = self.message, self.category, self.stacklevel + 1
        def tell():
            _public.warn(message, category=category, stacklevel=level + 1)

        import functools
        if isinstance(arg, type):
            self._mark_class(arg, tell, functools.wraps)
            return arg
        if not callable(arg):
            raise TypeError("@deprecated decorator with non-None category must be applied to a class or callable, "
                            f"not {arg!r}")

        @functools.wraps(arg)
        def wrapper(*args, **kwargs):
            tell()
            return arg(*args, **kwargs)

        inspect = sys.modules.get("inspect")
        if inspect is None and getattr(getattr(arg, "__code__", None), "co_flags", 0) & 0x80:
            import inspect
        if inspect is not None and inspect.iscoroutinefunction(arg):
            wrapper = inspect.markcoroutinefunction(wrapper)
        arg.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper

    def _mark_class(self, owner, tell, wraps):
        """Let a class tell when it is called and when somebody derives from it."""
        make, derive = owner.__new__, owner.__init_subclass__

        @wraps(make)
        def __new__(cls, /, *args, **kwargs):
            if cls is owner:
                tell()
            if make is not object.__new__:
                return make(cls, *args, **kwargs)
            if cls.__init__ is object.__init__ and (args or kwargs):
                raise TypeError(f"{cls.__name__}() takes no arguments")
            return make(cls)

        function = getattr(derive, "__func__", None)
        if function is None:  # not written in Python: the next class in the order of a subclass may have another
            def function(cls, **kwargs):
                super(owner, cls).__init_subclass__(**kwargs)

        @wraps(function)
        def __init_subclass__(cls, *args, **kwargs):
            tell()
            return function(cls, *args, **kwargs)

        owner.__new__ = staticmethod(__new__)
        owner.__init_subclass__ = classmethod(__init_subclass__)
        owner.__deprecated__ = __new__.__deprecated__ = __init_subclass__.__deprecated__ = self.message

_DEPRECATED_MSG = "{name!r} is deprecated and slated for removal in Python {remove}"


def _deprecated(name, message=_DEPRECATED_MSG, *, remove, _version=sys.version_info):
    """Warn that name will be removed in version remove, a tuple; fail when that version is there."""
    version = f"{remove[0]}.{remove[1]}"
    overdue = _version[:2] > remove or _version[:2] == remove and _version[3] != "alpha"
    if overdue:
        raise RuntimeError(f"{name!r} was slated for removal after Python {version} alpha")
    _public.warn(message.format(name=name, remove=version), DeprecationWarning, stacklevel=3)
