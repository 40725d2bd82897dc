"""Look into live objects: their kinds, members, source, signatures, and the stack."""

import enum
import functools
import itertools
import os
import sys
import types
from annotationlib import Format, get_annotations, type_repr
from collections import OrderedDict, namedtuple
from keyword import iskeyword

_ORDER = '''
AGEN_CLOSED AGEN_CREATED AGEN_RUNNING AGEN_SUSPENDED ArgInfo Arguments Attribute BlockFinder BoundArguments BufferFlags
CORO_CLOSED CORO_CREATED CORO_RUNNING CORO_SUSPENDED CO_ASYNC_GENERATOR CO_COROUTINE CO_GENERATOR CO_ITERABLE_COROUTINE
CO_NESTED CO_NEWLOCALS CO_NOFREE CO_OPTIMIZED CO_VARARGS CO_VARKEYWORDS CO_HAS_DOCSTRING CO_METHOD ClassFoundException
ClosureVars EndOfBlock FrameInfo FullArgSpec GEN_CLOSED GEN_CREATED GEN_RUNNING GEN_SUSPENDED Parameter Signature
TPFLAGS_IS_ABSTRACT Traceback classify_class_attrs cleandoc currentframe findsource formatannotation
formatannotationrelativeto formatargvalues get_annotations getabsfile getargs getargvalues getasyncgenlocals
getasyncgenstate getattr_static getblock getcallargs getclasstree getclosurevars getcomments getcoroutinelocals
getcoroutinestate getdoc getfile getframeinfo getfullargspec getgeneratorlocals getgeneratorstate getinnerframes getlineno
getmembers getmembers_static getmodule getmodulename getmro getouterframes getsource getsourcefile getsourcelines indentsize
isabstract isasyncgen isasyncgenfunction isawaitable isbuiltin isclass iscode iscoroutine iscoroutinefunction
isdatadescriptor isframe isfunction isgenerator isgeneratorfunction isgetsetdescriptor ismemberdescriptor ismethod
ismethoddescriptor ismethodwrapper ismodule ispackage isroutine istraceback markcoroutinefunction signature stack trace
unwrap walktree'''
__all__ = _ORDER.split()
del _ORDER

# The flags of code objects.
(CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR, CO_NOFREE, CO_COROUTINE,
 CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR) = (1 << bit for bit in range(10))
CO_HAS_DOCSTRING, CO_METHOD = 0x4000000, 0x8000000
TPFLAGS_IS_ABSTRACT = 1 << 20
modulesbyfile = {}
_filesbymodname = {}


# --- kinds of objects ---

def _is(kind, doc):
    def test(object):
        return isinstance(object, kind)
    test.__doc__ = doc
    return test


def _named(name, test):
    test.__name__ = test.__qualname__ = name
    return test


ismodule = _named('ismodule', _is(types.ModuleType, 'Tell whether an object is a module.'))
isclass = _named('isclass', _is(type, 'Tell whether an object is a class.'))
ismethod = _named('ismethod', _is(types.MethodType, 'Tell whether an object is a method of an instance.'))
isfunction = _named('isfunction', _is(types.FunctionType, 'Tell whether an object is a function written in Python.'))
isgenerator = _named('isgenerator', _is(types.GeneratorType, 'Tell whether an object is a generator.'))
iscoroutine = _named('iscoroutine', _is(types.CoroutineType, 'Tell whether an object is a coroutine.'))
isasyncgen = _named('isasyncgen', _is(types.AsyncGeneratorType, 'Tell whether an object is an asynchronous generator.'))
istraceback = _named('istraceback', _is(types.TracebackType, 'Tell whether an object is a traceback.'))
isframe = _named('isframe', _is(types.FrameType, 'Tell whether an object is a frame.'))
iscode = _named('iscode', _is(types.CodeType, 'Tell whether an object is a code object.'))
isbuiltin = _named('isbuiltin', _is(types.BuiltinFunctionType, 'Tell whether an object is a built-in function or method.'))
ismethodwrapper = _named('ismethodwrapper', _is(types.MethodWrapperType, 'Tell whether an object is a method wrapper.'))
isgetsetdescriptor = _named('isgetsetdescriptor', _is(types.GetSetDescriptorType, 'Tell whether an object is an attribute of a built-in type.'))
ismemberdescriptor = _named('ismemberdescriptor', _is(types.MemberDescriptorType, 'Tell whether an object is a member of a built-in type, or a slot.'))
del _is, _named


def ispackage(object):
    """Tell whether an object is a package."""
    return ismodule(object) and hasattr(object, '__path__')


def ismethoddescriptor(object):
    """Tell whether an object is a descriptor of a method other than those of the other kinds."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, '__get__') and not hasattr(kind, '__set__') and not hasattr(kind, '__delete__')


def isdatadescriptor(object):
    """Tell whether an object is a descriptor that sets or deletes."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), '__set__') or hasattr(type(object), '__delete__')


def isroutine(object):
    """Tell whether an object is any kind of function or method."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
            or ismethodwrapper(object) or isinstance(object, functools._BoundDispatch))


def _has_flag(obj, flag):
    obj = _unwrap_partial(obj)
    while ismethod(obj):
        obj = obj.__func__
    obj = _unwrap_partial(obj)
    if not (isfunction(obj) or _is_function_like(obj)):
        return False
    return bool(obj.__code__.co_flags & flag)


def _unwrap_partial(obj):
    """Return the function within partial objects and partial methods."""
    while True:
        if isinstance(obj, functools.partial):
            obj = obj.func
        elif isinstance(getattr(obj, '__partialmethod__', None), functools.partialmethod):
            obj = obj.__partialmethod__.func
        elif isinstance(obj, functools.partialmethod):
            obj = obj.func
        elif ismethod(obj):
            obj = obj.__func__
        else:
            return obj


def isgeneratorfunction(obj):
    """Tell whether an object is a function that returns generators."""
    return _has_flag(obj, CO_GENERATOR)


_marked = object()


def markcoroutinefunction(func):
    """Let iscoroutinefunction say yes to a function."""
    target = func.__func__ if hasattr(func, '__func__') else func
    target._is_coroutine_mark = _marked
    return func


def _is_marked(obj):
    while ismethod(obj):
        obj = obj.__func__
    return getattr(_unwrap_partial(obj), '_is_coroutine_mark', None) is _marked


def iscoroutinefunction(obj):
    """Tell whether an object is a coroutine function, or marked as one."""
    if _has_flag(obj, CO_COROUTINE) or _is_marked(obj):
        return True
    return False


def isasyncgenfunction(obj):
    """Tell whether an object is a function that returns asynchronous generators."""
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def isawaitable(object):
    """Tell whether an object can be awaited."""
    if iscoroutine(object) or isgenerator(object) and object.gi_code.co_flags & CO_ITERABLE_COROUTINE:
        return True
    from collections.abc import Awaitable
    return isinstance(object, Awaitable)


def isabstract(object):
    """Tell whether a class is abstract."""
    if not isclass(object):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    import abc
    if not issubclass(type(object), abc.ABCMeta) or hasattr(object, '__abstractmethods__'):
        return False
    # it is being made: ABCMeta hasn't looked at it yet
    for value in object.__dict__.values():
        if getattr(value, '__isabstractmethod__', False):
            return True
    return any(getattr(getattr(object, name, None), '__isabstractmethod__', False)
               for base in object.__bases__ for name in getattr(base, '__abstractmethods__', ()))


# --- members ---

def _members(object, predicate, get):
    out, done = [], set()
    names = dir(object)
    mro = ()
    if isclass(object):
        mro = getmro(object)
        try:
            names += [name for base in object.__bases__ for name, value in base.__dict__.items()
                      if isinstance(value, types.DynamicClassAttribute)]
        except AttributeError:
            pass
    for name in names:
        try:
            value = get(object, name)
            if name in done:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue  # dir() told of something that isn't there
        if predicate is None or predicate(value):
            out.append((name, value))
        done.add(name)
    out.sort(key=lambda pair: pair[0])
    return out


def getmembers(object, predicate=None):
    """Return the members of an object that predicate accepts as sorted pairs of names and values."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """The same without calling descriptors."""
    return _members(object, predicate, getattr_static)


Attribute = namedtuple('Attribute', 'name kind defining_class object')


def classify_class_attrs(cls):
    """Return the attributes of a class as tuples (name, kind, defining class, object)."""
    mro = getmro(cls)
    meta = tuple(one for one in getmro(type(cls)) if one not in (type, object))
    names = dir(cls)
    for base in mro:
        for name, value in base.__dict__.items():
            if isinstance(value, types.DynamicClassAttribute) and value.fget is not None:
                names.append(name)
    out, done = [], set()
    for name in names:
        home = got = raw = None
        if name not in done:
            try:
                if name == '__dict__':
                    raise AttributeError("__dict__ is special, don't want the proxy")
                got = getattr(cls, name)
            except Exception:
                pass
            else:
                home = getattr(got, '__objclass__', home)
                if home not in (*mro, *meta):
                    home = None
                    found = next((one for one in reversed((cls, *mro)) if getattr(one, name, None) is got), None)
                    for one in (cls, *mro):
                        if getattr(one, name, None) is got:
                            found = one
                    for one in meta:
                        try:
                            from_meta = one.__getattr__(cls, name)
                        except AttributeError:
                            continue
                        if from_meta is got:
                            found = one
                    home = found if found is not None else home
        for base in (*mro, *meta):
            if name in base.__dict__:
                raw = base.__dict__[name]
                if home not in meta:
                    home = base
                break
        if home is None:
            continue
        obj = got if got is not None else raw
        if isinstance(raw, (staticmethod, types.BuiltinMethodType)):
            kind, obj = 'static method', raw
        elif isinstance(raw, (classmethod, types.ClassMethodDescriptorType)):
            kind, obj = 'class method', raw
        elif isinstance(raw, property):
            kind, obj = 'property', raw
        else:
            kind = 'method' if isroutine(obj) else 'data'
        out.append(Attribute(name, kind, home, obj))
        done.add(name)
    return out


def getmro(cls):
    """Return the base classes of a class and itself, in the order in which attributes are looked up."""
    return cls.__mro__


def unwrap(func, *, stop=None):
    """Follow __wrapped__ from a function to the innermost one, or to the first one that stop accepts."""
    seen = {id(func): func}
    first = func
    limit = sys.getrecursionlimit()
    while not isinstance(func, type) and hasattr(func, '__wrapped__'):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError(f'wrapper loop when unwrapping {first!r}')
        seen[id(func)] = func
    return func


def indentsize(line):
    """Return the indentation of a line, tabs expanded."""
    line = line.expandtabs()
    return len(line) - len(line.lstrip())


def _class_of(func):
    """Find the class that a method is defined in by its qualified name."""
    cls = sys.modules.get(func.__module__)
    if cls is None:
        return None
    for name in func.__qualname__.split('.')[:-1]:
        cls = getattr(cls, name)
    return cls if isclass(cls) else None


def _inherited_doc(obj):
    """Find the docstring of what an object overrides."""
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object:
                try:
                    doc = base.__doc__
                except AttributeError:
                    continue
                if doc is not None:
                    return doc
        return None
    name = None
    if ismethod(obj):
        name, owner = obj.__func__.__name__, obj.__self__
        if isclass(owner) and getattr(getattr(owner, name, None), '__func__', None) is obj.__func__:
            cls = owner
        else:
            cls = owner.__class__
    elif isfunction(obj):
        name, cls = obj.__name__, _class_of(obj)
        if cls is None or getattr(cls, name, None) is not obj:
            return None
    elif isbuiltin(obj):
        name, owner = obj.__name__, obj.__self__
        cls = owner if isclass(owner) and f'{owner.__qualname__}.{name}' == obj.__qualname__ else owner.__class__
    elif isinstance(obj, property):
        name = obj.__name__
        cls = _class_of(obj.fget)
        if cls is None or getattr(cls, name) is not obj:
            return None
    elif ismethoddescriptor(obj) or isdatadescriptor(obj):
        name, cls = obj.__name__, obj.__objclass__
        if getattr(cls, name) is not obj:
            return None
        if ismemberdescriptor(obj):
            slots = getattr(cls, '__slots__', None)
            if isinstance(slots, dict) and name in slots:
                return slots[name]
    else:
        return None
    for base in cls.__mro__:
        try:
            doc = _own_doc(getattr(base, name))
        except AttributeError:
            continue
        if doc is not None:
            return doc
    return None


def _own_doc(obj):
    try:
        doc = object.__getattribute__(obj, '__doc__')
    except AttributeError:
        doc = obj.__doc__
    if doc is None:
        return None
    try:
        if doc is type(obj).__doc__ and not isclass(obj) and not isfunction(obj):
            return doc
    except AttributeError:
        pass
    return doc


def getdoc(object):
    """Return the docstring of an object, or that of what it overrides, cleaned up."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        try:
            doc = _inherited_doc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    """Remove from a docstring the indentation of all lines behind the first, and blank lines at both ends."""
    lines = doc.expandtabs().split('\n')
    margin = min((len(line) - len(line.lstrip(' ')) for line in lines[1:] if line.strip(' ')), default=0)
    lines = [lines[0].lstrip(' '), *(line[margin:] for line in lines[1:])]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


# --- source ---

def _code_of(obj):
    """Return the code that belongs to a method, function, traceback or frame; other objects as they are."""
    obj = getattr(obj, '__func__', obj) if ismethod(obj) else obj
    for test, attribute in (isfunction, '__code__'), (istraceback, 'tb_frame'), (isframe, 'f_code'):
        if test(obj):
            obj = getattr(obj, attribute)
    return obj


def getfile(object):
    """Return the file that an object was defined in."""
    if ismodule(object):
        if path := getattr(object, '__file__', None):
            return path
        raise TypeError(f'{object!r} is a built-in module')
    if isclass(object):
        home = getattr(object, '__module__', None)
        if path := getattr(sys.modules.get(home), '__file__', None):
            return path
        if home == '__main__':
            raise OSError('source code not available')
        raise TypeError(f'{object!r} is a built-in class')
    code = _code_of(object)
    if not iscode(code):
        raise TypeError('module, class, method, function, traceback, frame, or code object was expected, got '
                        f'{type(code).__name__}')
    return code.co_filename


def getmodulename(path):
    """Return the name of the module in a file, None if it can't be one."""
    name = os.path.basename(path)
    for suffix in ('.cpython-314-x86_64-linux-gnu.so', '.abi3.so', '.py', '.pyc', '.so'):
        if name.endswith(suffix):
            return name[:-len(suffix)]
    return None


def getsourcefile(object):
    """Return the source file that an object was defined in, None if there is none."""
    filename = getfile(object)
    for suffix in ('.pyc', '.opt-1.pyc'):
        if filename.endswith(suffix):
            filename = filename[:-4] + '.py'
    if filename.endswith(('.so', '.abi3.so')):
        return None
    import linecache
    if os.path.exists(filename):
        return filename
    module = getmodule(object, filename)
    if getattr(module, '__loader__', None) is not None or getattr(getattr(module, '__spec__', None), 'loader', None) is not None:
        return filename
    if filename in linecache.cache or filename.startswith('<') and iscode(getattr(object, '__code__', object)):
        return filename if filename in linecache.cache or _registered(object) else None
    return None


def _registered(object):
    import linecache
    code = getattr(object, '__code__', object)
    if isframe(code):
        code = code.f_code
    return iscode(code) and bool(linecache._getlines_from_code(code))


def getabsfile(object, _filename=None):
    """Return the absolute path of the file that an object was defined in."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


def getmodule(object, _filename=None):
    """Return the module that an object was defined in, None if that can't be told."""
    if ismodule(object):
        return object
    try:
        return sys.modules.get(object.__module__)
    except AttributeError:
        pass
    name = modulesbyfile.get(_filename) or _module_at(object, _filename)
    if name is not None:
        return sys.modules.get(name)
    own = getattr(object, '__name__', None)
    for home in ('__main__', 'builtins') if own is not None else ():
        if getattr(sys.modules[home], own, None) is object:
            return sys.modules[home]
    return None


def _module_at(object, path):
    """Return the name of the module in the file of an object, None if there is none."""
    try:
        path = getabsfile(object, path)
    except (TypeError, FileNotFoundError):
        return None
    if path not in modulesbyfile:
        for name, module in [*sys.modules.items()]:
            file = getattr(module, '__file__', None) if ismodule(module) else None
            if file and _filesbymodname.get(name) != file:
                _filesbymodname[name] = file
                modulesbyfile.update(dict.fromkeys((os.path.normcase(os.path.abspath(file)), os.path.realpath(file)), module.__name__))
    return modulesbyfile.get(path)


class ClassFoundException(Exception):
    """Raised when a class was found."""


def findsource(object):
    """Return all lines of the file that an object was defined in and the number of its first line, from 0."""
    import linecache
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if not (file.startswith('<') and file.endswith('>')) or file.startswith('<frozen '):
            raise OSError('source code not available')
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__) if module else linecache.getlines(file)
    code = _code_of(object)
    if not lines and iscode(code) and file.startswith('<'):
        lines = linecache._getlines_from_code(code)
    if not lines:
        raise OSError('could not get source code')
    if ismodule(object):
        return lines, 0
    if isclass(object):
        first = getattr(object, '__dict__', {}).get('__firstlineno__')
        if first is None:
            raise OSError('source code not available')
    elif iscode(code):
        first = code.co_firstlineno
    else:
        raise OSError('could not find code object')
    if first > len(lines):
        raise OSError('lineno is out of bounds')
    return lines, first - 1


def getcomments(object):
    """Return the comment lines right before an object's source, None if there are none."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        # The first ones of the file, without #! and what is empty.
        top = itertools.dropwhile(lambda line: line.strip() in ('', '#'), lines[''.join(lines[:1]).startswith('#!'):])
        return ''.join(line.expandtabs() for line in itertools.takewhile(lambda line: line[:1] == '#', top)) or None
    indent = indentsize(lines[number])

    def fits(line):
        return line.lstrip()[:1] == '#' and indentsize(line) == indent

    found = [*itertools.takewhile(fits, reversed(lines[:number]))]
    for _ in range(2):  # at either end without empty ones
        found = [*itertools.dropwhile(lambda line: line.strip() == '#', reversed(found))]
    return ''.join(line.expandtabs().lstrip() for line in reversed(found)) or None


class EndOfBlock(Exception):
    """Raised at the end of a block."""


class BlockFinder:
    """Takes the tokens of a source and finds the last line of the block that it begins with."""

    def __init__(self):
        self.last = 1
        self._reader = self._read()
        next(self._reader)

    def tokeneater(self, type, token, srowcol, erowcol, line):
        """Take a token; EndOfBlock is raised behind the last one of the block."""
        try:
            self._reader.send((type, token, srowcol, erowcol))
        except StopIteration:
            raise EndOfBlock from None

    def _read(self):
        import tokenize as kinds
        # The first line of code that is no decorator; it may go over several lines of text.
        word = '@'
        while word == '@':
            kind, word, *_ = yield
            if kind in (kinds.INDENT, kinds.COMMENT, kinds.NL):
                word = '@'
                continue
            while kind != kinds.NEWLINE:
                kind, _, (row, _), _ = yield
            self.last = row
        if word not in ('def', 'class', 'async'):  # a lambda is all
            return
        # Its body, if it isn't on the same line, with comments that are indented like it.
        depth, margin = 0, None
        while True:
            kind, _, (row, column), (_, end) = yield
            if kind == kinds.INDENT:
                depth += 1
                margin = end if margin is None else margin
            elif kind == kinds.DEDENT:
                depth -= 1
                if depth <= 0:
                    return
            elif kind == kinds.NEWLINE or kind == kinds.COMMENT and margin is not None and column >= margin:
                self.last = row
            elif depth == 0 and kind not in (kinds.COMMENT, kinds.NL):
                return


def getblock(lines):
    """Return the lines of the block that the lines begin with."""
    import tokenize
    finder = BlockFinder()
    try:
        for token in tokenize.generate_tokens(iter(lines).__next__):
            finder.tokeneater(*token)
    except SyntaxError as error:
        # What stands behind a lambda, like a closing bracket, is no part of it.
        if not isinstance(error, IndentationError) and 'unmatched' not in error.msg:
            raise error from None
    except EndOfBlock:
        pass
    return lines[:finder.last]


def getsourcelines(object):
    """Return the list of an object's source lines and the number of the first one."""
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == '<module>':
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    """Return the source of an object."""
    lines, _ = getsourcelines(object)
    return ''.join(lines)


# --- class trees ---

def walktree(classes, children, parent):
    """Recurse for getclasstree."""
    out = []
    for cls in sorted(classes, key=lambda one: (one.__module__, one.__name__)):
        out.append((cls, cls.__bases__))
        if cls in children:
            out.append(walktree(children[cls], children, cls))
    return out


def getclasstree(classes, unique=False):
    """Arrange classes in nested lists by their bases."""
    children, roots = {}, []
    for cls in classes:
        if not cls.__bases__:
            if cls not in roots:
                roots.append(cls)
            continue
        for base in cls.__bases__:
            known = children.setdefault(base, [])
            if cls not in known:
                known.append(cls)
            if unique and base in classes:
                break
    roots.extend(base for base in children if base not in classes)
    return walktree(roots, children, None)


# --- arguments ---

Arguments = namedtuple('Arguments', 'args, varargs, varkw')
FullArgSpec = namedtuple('FullArgSpec', 'args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations')
ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals')
ClosureVars = namedtuple('ClosureVars', 'nonlocals globals builtins unbound')


def getargs(co):
    """Return the names of the arguments of a code object."""
    if not iscode(co):
        raise TypeError(f'{co!r} is not a code object')
    names = co.co_varnames
    count = co.co_argcount + co.co_kwonlyargcount
    rest = iter(names[count:])
    varargs = next(rest) if co.co_flags & CO_VARARGS else None
    return Arguments(list(names[:count]), varargs, next(rest) if co.co_flags & CO_VARKEYWORDS else None)


def getfullargspec(func):
    """Return the names and defaults of the parameters of a callable; signature() tells more."""
    try:
        found = _signature_of(func, Signature, follow=False, skip_bound=False)
    except Exception as error:
        raise TypeError('unsupported callable') from error
    args, only, defaults, annotations, named = [], [], [], {}, {}
    varargs = varkw = None
    for param in found.parameters.values():
        if param.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD):
            args.append(param.name)
            if param.default is not _empty:
                defaults.append(param.default)
        elif param.kind is Parameter.VAR_POSITIONAL:
            varargs = param.name
        elif param.kind is Parameter.KEYWORD_ONLY:
            only.append(param.name)
            if param.default is not _empty:
                named[param.name] = param.default
        else:
            varkw = param.name
        if param.annotation is not _empty:
            annotations[param.name] = param.annotation
    if found.return_annotation is not _empty:
        annotations['return'] = found.return_annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, only, named or None, annotations)


def getargvalues(frame):
    """Return the names and values of the arguments of a frame."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    """Return an annotation as text."""
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    if getattr(annotation, '__module__', None) == 'typing':
        import re
        return re.sub(r'(?<![\w.])typing\.', '', repr(annotation))
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    from annotationlib import ForwardRef
    if isinstance(annotation, ForwardRef):
        return annotation.__forward_arg__
    return repr(annotation)


def formatannotationrelativeto(object):
    """Return a function that formats annotations as seen from an object's module."""
    module = getattr(object, '__module__', None)
    return lambda annotation: formatannotation(annotation, module)


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: '*' + name,
                    formatvarkw=lambda name: '**' + name, formatvalue=lambda value: '=' + repr(value)):
    """Return what getargvalues returns as text."""
    parts = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        parts.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        parts.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return f'({", ".join(parts)})'


def _listed(names):
    """Join names as a sentence does."""
    if len(names) == 1:
        return names[0]
    return f'{", ".join(names[:-1])} and {names[-1]}'


def _missing(f_name, names, positional, values):
    names = [repr(name) for name in names if name not in values]
    kind = 'positional' if positional else 'keyword-only'
    raise TypeError(f'{f_name}() missing {len(names)} required {kind} argument{"" if len(names) == 1 else "s"}: '
                    f'{_listed(names)}')


def getcallargs(func, /, *positional, **named):
    """Return which value each parameter has when a function is called with these arguments."""
    args, varargs, varkw, defaults, only, only_defaults, _ = getfullargspec(func)
    name, values = func.__name__, {}
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__, *positional)
    count = len(positional)
    values.update(zip(args, positional))
    if varargs:
        values[varargs] = tuple(positional[len(args):])
    possible = {*args, *only}
    if varkw:
        values[varkw] = {}
    for key, value in named.items():
        if key not in possible:
            if not varkw:
                raise TypeError(f'{name}() got an unexpected keyword argument {key!r}')
            values[varkw][key] = value
        elif key in values:
            raise TypeError(f'{name}() got multiple values for argument {key!r}')
        else:
            values[key] = value
    defaults = defaults or ()
    if count > len(args) and not varargs:
        _too_many(name, args, only, varargs, len(defaults), count, values)
    if count < len(args):
        required = args[:len(args) - len(defaults)]
        if any(arg not in values for arg in required):
            _missing(name, required, True, values)
        for arg, value in zip(args[len(required):], defaults):
            values.setdefault(arg, value)
    lacking = [arg for arg in only if arg not in values and arg not in (only_defaults or ())]
    for arg in only:
        if arg not in values and only_defaults and arg in only_defaults:
            values[arg] = only_defaults[arg]
    if lacking:
        _missing(name, only, False, values)
    return values


def _too_many(f_name, args, only, varargs, defaults, given, values):
    least = len(args) - defaults
    extra = len([arg for arg in only if arg in values])
    if varargs:
        plural, takes = least != 1, f'at least {least}'
    elif defaults:
        plural, takes = True, f'from {least} to {len(args)}'
    else:
        plural, takes = len(args) != 1, str(len(args))
    also = ''
    if extra:
        also = f' positional argument{"s" if given != 1 else ""} (and {extra} keyword-only argument{"s" if extra != 1 else ""})'
    raise TypeError(f'{f_name}() takes {takes} positional argument{"s" if plural else ""} but {given}{also} '
                    f'{"was" if given == 1 and not extra else "were"} given')


def getclosurevars(func):
    """Return the values of the names that a function takes from around it."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f'{func!r} is not a Python function')
    code = func.__code__
    outer = {}
    for name, cell in zip(code.co_freevars, func.__closure__ or ()):
        try:
            outer[name] = cell.cell_contents
        except ValueError:
            pass
    globals = func.__globals__
    builtins = globals.get('__builtins__', sys.modules['builtins'].__dict__)
    if ismodule(builtins):
        builtins = builtins.__dict__
    from_globals, from_builtins, unbound = {}, {}, set()
    import dis
    pending = [code]
    names = []
    while pending:
        one = pending.pop()
        pending.extend(const for const in one.co_consts if iscode(const))
        names.extend(i.argval for i in dis.get_instructions(one) if i.opname in ('LOAD_GLOBAL', 'LOAD_NAME'))
        attributes = {i.argval for i in dis.get_instructions(one) if i.opname in ('LOAD_ATTR', 'STORE_ATTR', 'DELETE_ATTR')}
        unbound.update(attributes - outer.keys())
    for name in names:
        if name in ('None', 'True', 'False'):
            continue
        if name in globals:
            from_globals[name] = globals[name]
        elif name in builtins:
            from_builtins[name] = builtins[name]
        else:
            unbound.add(name)
    return ClosureVars(outer, from_globals, from_builtins, unbound)


# --- frames ---

class Traceback(namedtuple('_Traceback', 'filename lineno function code_context index')):
    """What a frame is at."""

    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        made = super().__new__(cls, filename, lineno, function, code_context, index)
        made.positions = positions
        return made

    def __repr__(self):
        return ('Traceback(filename={!r}, lineno={!r}, function={!r}, code_context={!r}, index={!r}, positions={!r})'
                .format(*self, self.positions))


class FrameInfo(namedtuple('_FrameInfo', ('frame', *Traceback._fields))):
    """A frame and what it is at."""

    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        made = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        made.positions = positions
        return made

    def __repr__(self):
        return ('FrameInfo(frame={!r}, filename={!r}, lineno={!r}, function={!r}, code_context={!r}, index={!r}, '
                'positions={!r})'.format(*self, self.positions))


def getframeinfo(frame, context=1):
    """Return what a frame or traceback is at, with so many lines around."""
    from itertools import islice
    if istraceback(frame):
        code, last, number = frame.tb_frame.f_code, frame.tb_lasti, frame.tb_lineno
        frame = frame.tb_frame
    elif isframe(frame):
        code, last, number = frame.f_code, frame.f_lasti, frame.f_lineno
    else:
        raise TypeError(f'{frame!r} is not a frame or traceback object')
    place = (None,) * 4 if last < 0 else next(islice(code.co_positions(), last // 2, None), (None,) * 4)
    if place[0] is None:
        place = number, *place[1:]
    else:
        number = place[0]
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        start = number - 1 - context // 2
        try:
            lines, _ = findsource(frame)
        except OSError:
            lines = None
        else:
            start = max(0, min(start, len(lines) - context))
            lines = lines[start:start + context]
            index = number - 1 - start
    import dis
    return Traceback(filename, number, code.co_name, lines, index, positions=dis.Positions(*place))


def getlineno(frame):
    """Return the line that a frame is at."""
    return frame.f_lineno


def _infos(frames, context):
    out = []
    for frame, at in frames:
        info = getframeinfo(at, context)
        out.append(FrameInfo(frame, *info, positions=info.positions))
    return out


def getouterframes(frame, context=1):
    """Return a frame and the ones that called it."""
    frames = []
    while frame:
        frames.append((frame, frame))
        frame = frame.f_back
    return _infos(frames, context)


def getinnerframes(tb, context=1):
    """Return the frames of a traceback."""
    frames = []
    while tb:
        frames.append((tb.tb_frame, tb))
        tb = tb.tb_next
    return _infos(frames, context)


def currentframe():
    """Return the frame of the caller."""
    return sys._getframe(1)


def stack(context=1):
    """Return the frames of the stack, the caller's first."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """Return the frames between the present one and the one that raised the exception that is being handled."""
    error = sys.exception()
    return getinnerframes(None if error is None else error.__traceback__, context)


# --- attributes without side effects ---

_sentinel = object()
_mro_of = type.__dict__['__mro__'].__get__
_dict_of = type.__dict__['__dict__'].__get__


def _in_instance(obj, attr):
    try:
        namespace = object.__getattribute__(obj, '__dict__')
    except AttributeError:
        namespace = {}
    return dict.get(namespace, attr, _sentinel) if isinstance(namespace, dict) else _sentinel


def _in_class(cls, attr):
    for one in _mro_of(cls):
        if _shadowed(type(one)) is _sentinel and attr in one.__dict__:
            return one.__dict__[attr]
    return _sentinel


def _shadowed(cls):
    """Return what hides the __dict__ of instances of a class, if anything does."""
    for one in _mro_of(cls):
        namespace = _dict_of(one)
        if '__dict__' in namespace:
            value = namespace['__dict__']
            if not (type(value) is types.GetSetDescriptorType and value.__name__ == '__dict__' and value.__objclass__ is one):
                return value
    return _sentinel


def getattr_static(obj, attr, default=_sentinel):
    """Find an attribute without calling __getattr__, __getattribute__ or descriptors."""
    own = _sentinel
    kinds = _mro_of(type(obj))
    if type not in kinds:
        cls = type(obj)
        hidden = _shadowed(cls)
        if hidden is _sentinel or type(hidden) is types.MemberDescriptorType:
            own = _in_instance(obj, attr)
    else:
        cls = obj
    found = _in_class(cls, attr)
    if own is not _sentinel and found is not _sentinel:
        if _in_class(type(found), '__get__') is not _sentinel and (
                _in_class(type(found), '__set__') is not _sentinel or _in_class(type(found), '__delete__') is not _sentinel):
            return found
    if own is not _sentinel:
        return own
    if found is not _sentinel:
        return found
    if obj is cls:
        for one in _mro_of(type(cls)):
            if _shadowed(type(one)) is _sentinel and attr in one.__dict__:
                return one.__dict__[attr]
    if default is not _sentinel:
        return default
    raise AttributeError(attr)


# --- states of generators ---

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = 'GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED', 'GEN_CLOSED'
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = 'CORO_CREATED', 'CORO_RUNNING', 'CORO_SUSPENDED', 'CORO_CLOSED'
AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED = 'AGEN_CREATED', 'AGEN_RUNNING', 'AGEN_SUSPENDED', 'AGEN_CLOSED'


def _state(prefix, running, suspended, frame):
    if running:
        return prefix + '_RUNNING'
    if suspended:
        return prefix + '_SUSPENDED'
    return prefix + ('_CLOSED' if frame is None else '_CREATED')


def getgeneratorstate(generator):
    """Return GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    return _state('GEN', generator.gi_running, generator.gi_suspended, generator.gi_frame)


def getcoroutinestate(coroutine):
    """Return CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED or CORO_CLOSED."""
    return _state('CORO', coroutine.cr_running, coroutine.cr_suspended, coroutine.cr_frame)


def getasyncgenstate(agen):
    """Return AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED or AGEN_CLOSED."""
    return _state('AGEN', agen.ag_running, agen.ag_suspended, agen.ag_frame)


def getgeneratorlocals(generator):
    """Return the local variables of a generator."""
    if not isgenerator(generator):
        raise TypeError(f'{generator!r} is not a Python generator')
    frame = getattr(generator, 'gi_frame', None)
    return frame.f_locals if frame is not None else {}


def getcoroutinelocals(coroutine):
    """Return the local variables of a coroutine."""
    frame = getattr(coroutine, 'cr_frame', None)
    return frame.f_locals if frame is not None else {}


def getasyncgenlocals(agen):
    """Return the local variables of an asynchronous generator."""
    if not isasyncgen(agen):
        raise TypeError(f'{agen!r} is not a Python async generator')
    frame = getattr(agen, 'ag_frame', None)
    return frame.f_locals if frame is not None else {}


# --- signatures ---

class _void:
    """The default of replace()."""


class _empty:
    """Stands for a default or an annotation that isn't there."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self.name

    @property
    def description(self):
        return ('positional-only', 'positional or keyword', 'variadic positional', 'keyword-only',
                'variadic keyword')[self.value]


_ONLY, _ANY, _ARGS, _NAMED, _KWARGS = _ParameterKind


class Parameter:
    """A parameter of a signature."""

    __slots__ = ('_name', '_kind', '_default', '_annotation')

    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _ParameterKind
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind') from None
        if default is not _empty and self._kind in (_ARGS, _KWARGS):
            raise ValueError(f'{self._kind.description} parameters cannot have default values')
        self._default, self._annotation = default, annotation
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError(f'name must be a str, not a {type(name).__name__}')
        if name[:1] == '.' and name[1:].isdigit():
            # a comprehension's argument
            if self._kind is not _ANY:
                raise ValueError('implicit arguments must be passed as positional or keyword arguments, '
                                 f'not {self._kind.description}')
            self._kind, name = _ONLY, f'implicit{name[1:]}'
        keyword = iskeyword(name) and self._kind is not _ONLY
        if keyword or not name.isidentifier():
            raise ValueError(f'{name!r} is not a valid parameter name')
        self._name = name

    def __reduce__(self):
        return type(self), (self._name, self._kind), {'_default': self._default, '_annotation': self._annotation}

    def __setstate__(self, state):
        self._default, self._annotation = state['_default'], state['_annotation']

    name = property(lambda self: self._name)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)
    kind = property(lambda self: self._kind)

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """Return a copy with other values."""
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    __replace__ = replace

    def __str__(self):
        return self._format()

    def _format(self, *, quote_annotation_strings=True):
        text = self._name
        if self._annotation is not _empty:
            text += f': {formatannotation(self._annotation, quote_annotation_strings=quote_annotation_strings)}'
        if self._default is not _empty:
            text += f'{" = " if self._annotation is not _empty else "="}{self._default!r}'
        return {_ARGS: '*', _KWARGS: '**'}.get(self._kind, '') + text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def _all(self):
        return self._name, self._kind, self._annotation, self._default

    def __hash__(self):
        return hash(self._all())

    def __eq__(self, other):
        if self is other:
            return True
        return self._all() == other._all() if isinstance(other, Parameter) else NotImplemented


class BoundArguments:
    """Arguments bound to the parameters of a signature."""

    __slots__ = ('arguments', '_signature', '__weakref__')

    def __init__(self, signature, arguments):
        self.arguments, self._signature = arguments, signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        """The positional arguments."""
        out = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_KWARGS, _NAMED) or name not in self.arguments:
                break
            value = self.arguments[name]
            if param.kind is _ARGS:
                out.extend(value)
            else:
                out.append(value)
        return tuple(out)

    @property
    def kwargs(self):
        """The keyword arguments."""
        out, started = {}, False
        for name, param in self._signature.parameters.items():
            if not started:
                if param.kind in (_KWARGS, _NAMED):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started or name not in self.arguments:
                continue
            if param.kind is _KWARGS:
                out.update(self.arguments[name])
            else:
                out[name] = self.arguments[name]
        return out

    def apply_defaults(self):
        """Add the defaults of the parameters without an argument."""
        out = {}
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                out[name] = self.arguments[name]
            elif param.default is not _empty:
                out[name] = param.default
            elif param.kind is _ARGS:
                out[name] = ()
            elif param.kind is _KWARGS:
                out[name] = {}
        self.arguments = out

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature, self.arguments = state['_signature'], state['arguments']

    def __getstate__(self):
        return {'_signature': self._signature, 'arguments': self.arguments}

    def __repr__(self):
        return f'<{self.__class__.__name__} ({", ".join(f"{k}={v!r}" for k, v in self.arguments.items())})>'


class Signature:
    """The parameters of a callable and the annotation of what it returns."""

    __slots__ = ('_return_annotation', '_parameters')
    _parameter_cls, _bound_arguments_cls, empty = Parameter, BoundArguments, _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        listed = OrderedDict()
        if __validate_parameters__:
            self._collect(parameters or (), listed)
        else:
            listed.update((param.name, param) for param in parameters or ())
        self._parameters = types.MappingProxyType(listed)
        self._return_annotation = return_annotation

    @staticmethod
    def _collect(parameters, listed):
        highest, defaults = _ONLY, False
        for param in parameters:
            if not isinstance(param, Parameter):
                raise TypeError(f'{param} is not a Parameter object')
            kind, name = param.kind, param.name
            if kind in (_ARGS, _KWARGS) and any(one.kind is kind for one in listed.values()):
                raise ValueError(f'more than one {kind.description} parameter')
            if kind < highest:
                raise ValueError(f'wrong parameter order: {highest.description} parameter before {kind.description} parameter')
            if kind > highest:
                highest = kind
            if kind in (_ONLY, _ANY):
                if param.default is not _empty:
                    defaults = True
                elif defaults:
                    raise ValueError('non-default argument follows default argument')
            if name in listed:
                raise ValueError(f'duplicate parameter name: {name!r}')
            listed[name] = param

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False,
                      annotation_format=Format.VALUE):
        """Make the signature of a callable."""
        return _signature_of(obj, cls, follow=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str,
                             form=annotation_format)

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_void, return_annotation=_void):
        """Return a copy with other values."""
        return type(self)(self.parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void else return_annotation)

    __replace__ = replace

    def _hash_basis(self):
        params = self.parameters.values()
        return (tuple(param for param in params if param.kind is not _NAMED),
                {param.name: param for param in params if param.kind is _NAMED}, self.return_annotation)

    def __hash__(self):
        params, named, returns = self._hash_basis()
        return hash((params, frozenset(named.values()), returns))

    def __eq__(self, other):
        if self is other:
            return True
        return self._hash_basis() == other._hash_basis() if isinstance(other, Signature) else NotImplemented

    def _bind(self, args, kwargs, *, partial=False):
        named, bound, misused = dict(kwargs), {}, []
        rest = self._bind_positional(args, named, bound)
        rest = self._pass_over(rest, named, partial, misused)
        collector = None
        for param in rest:
            name = param.name
            if param.kind is _KWARGS:
                collector = name
            elif param.kind is not _ARGS:
                if name in named:
                    bound[name] = named.pop(name)
                elif param.default is _empty and not partial:
                    raise TypeError(f'missing a required argument: {name!r}')
        if named and collector is not None:
            bound[collector] = named
        elif misused:
            raise TypeError(f"got some positional-only arguments passed as keyword arguments: '{', '.join(misused)}'")
        elif named:
            raise TypeError(f'got an unexpected keyword argument {next(iter(named))!r}')
        return self._bound_arguments_cls(self, bound)

    def _bind_positional(self, args, named, bound):
        # Give the positional arguments to parameters; return the parameters that are left.
        params = list(self.parameters.values())
        for at, value in enumerate(args):
            if at == len(params) or params[at].kind in (_NAMED, _KWARGS):
                raise TypeError('too many positional arguments')
            param = params[at]
            if param.kind is _ARGS:
                bound[param.name] = args[at:]
                return params[at:]
            if param.name in named and param.kind is not _ONLY:
                raise TypeError(f'multiple values for argument {param.name!r}')
            bound[param.name] = value
        return params[len(args):]

    @staticmethod
    def _pass_over(params, named, partial, misused):
        # The parameters next to the positional arguments: drop those that keywords name although they are positional-only, and
        # see that the first of the others can do without a positional argument.
        for at, param in enumerate(params):
            if param.kind is _ARGS:
                return params[at + 1:]
            if param.name in named and param.kind is _ONLY:
                if param.default is _empty:
                    raise TypeError(f'missing a required positional-only argument: {param.name!r}')
                misused.append(param.name)
            elif partial or param.name in named or param.kind is _KWARGS or param.default is not _empty:
                return params[at:]
            else:
                kind = ' keyword-only' if param.kind is _NAMED else ''
                raise TypeError(f'missing a required{kind} argument: {param.name!r}')
        return []

    def bind(self, /, *args, **kwargs):
        """Bind arguments to the parameters; a TypeError says why that can't be."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """The same; arguments may be missing."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return type(self), (tuple(self._parameters.values()),), {'_return_annotation': self._return_annotation}

    def __setstate__(self, state):
        self._return_annotation = state['_return_annotation']

    def __repr__(self):
        return f'<{self.__class__.__name__} {self}>'

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """Return the signature as text; if it is wider than max_width, with a line for each parameter."""
        parts, slash, star = [], False, True
        for param in self.parameters.values():
            if param.kind is _ONLY:
                slash = True
            elif slash:
                parts.append('/')
                slash = False
            if param.kind is _ARGS:
                star = False
            elif param.kind is _NAMED and star:
                parts.append('*')
                star = False
            parts.append(param._format(quote_annotation_strings=quote_annotation_strings))
        if slash:
            parts.append('/')
        text = f'({", ".join(parts)})'
        if max_width is not None and len(text) > max_width:
            lines = ',\n    '.join(parts)
            text = f'(\n    {lines}\n)'
        if self.return_annotation is not _empty:
            shown = formatannotation(self.return_annotation, quote_annotation_strings=quote_annotation_strings)
            text += f' -> {shown}'
        return text


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, annotation_format=Format.VALUE):
    """Return the signature of a callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str,
                                   annotation_format=annotation_format)


def _without_first(sig):
    """Return the signature of a method whose first argument is bound."""
    params = tuple(sig.parameters.values())
    if not params or params[0].kind in (_KWARGS, _NAMED):
        raise ValueError('invalid method signature')
    if params[0].kind is not _ARGS:
        params = params[1:]
    return sig.replace(parameters=params)


def _is_function_like(obj):
    """Tell whether an object has all that a function has, though it is none."""
    if not callable(obj) or isclass(obj):
        return False
    name, code = getattr(obj, '__name__', None), getattr(obj, '__code__', None)
    defaults, kwdefaults = getattr(obj, '__defaults__', _void), getattr(obj, '__kwdefaults__', _void)
    return (isinstance(code, types.CodeType) and isinstance(name, str) and (defaults is None or isinstance(defaults, tuple))
            and (kwdefaults is None or isinstance(kwdefaults, dict)))


def _from_function(cls, func, skip_bound=True, globals=None, locals=None, eval_str=False, form=Format.VALUE):
    code = func.__code__
    names = code.co_varnames
    count, named = code.co_argcount, code.co_kwonlyargcount
    defaults = func.__defaults__ or ()
    named_defaults = func.__kwdefaults__ or {}
    notes = get_annotations(func, globals=globals, locals=locals, eval_str=eval_str, format=form)
    make = cls._parameter_cls
    params = []
    for at, name in enumerate(names[:count]):
        kind = _ONLY if at < code.co_posonlyargcount else _ANY
        default = defaults[at - count] if at >= count - len(defaults) else _empty
        params.append(make(name, kind, default=default, annotation=notes.get(name, _empty)))
    rest = count + named
    if code.co_flags & CO_VARARGS:
        params.append(make(names[rest], _ARGS, annotation=notes.get(names[rest], _empty)))
        rest += 1
    for name in names[count:count + named]:
        params.append(make(name, _NAMED, default=named_defaults.get(name, _empty), annotation=notes.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        params.append(make(names[rest], _KWARGS, annotation=notes.get(names[rest], _empty)))
    return cls(params, return_annotation=notes.get('return', _empty), __validate_parameters__=defaults != ()
               and len(defaults) > count)


def _from_text(cls, obj, text, skip_bound=True):
    """Make a signature of a built-in's __text_signature__: it is defined as a function with these parameters."""
    def fail():
        raise ValueError(f'{obj!r} builtin has invalid signature')

    first = None
    inner = text.strip()
    if inner.startswith('($'):
        name, _, rest = inner[2:].partition(',')
        name = name.strip(' )')
        first = name
        inner = f'({name},{rest}' if rest else f'({name})'
    module = sys.modules.get(getattr(obj, '__module__', None) or '')
    if module is None:
        owner = getattr(obj, '__objclass__', None)
        module = sys.modules.get(getattr(owner, '__module__', ''))
    scope = {**sys.modules, **(module.__dict__ if module is not None else {})}
    try:
        exec(f'def _defined{inner}: pass', scope, made := {})
    except (SyntaxError, NameError, AttributeError):
        fail()
    sig = _from_function(cls, made['_defined'])
    if any(ismodule(param.default) for param in sig.parameters.values()):
        fail()
    if first is None:
        return sig
    params = list(sig.parameters.values())
    owner = getattr(obj, '__self__', None)
    if owner is not None and (skip_bound or ismodule(owner)):
        params = params[1:]
    else:
        params[0] = params[0].replace(kind=_ONLY)
    return sig.replace(parameters=params)


def _is_builtin(obj):
    return (isbuiltin(obj) or ismethoddescriptor(obj) and not isinstance(obj, (staticmethod, classmethod, functools.partial, functools.partialmethod))
            or isinstance(obj, (types.WrapperDescriptorType, types.MethodWrapperType, types.ClassMethodDescriptorType))
            or obj is type or obj is object)


def _from_builtin(cls, func, skip_bound=True):
    text = getattr(func, '__text_signature__', None)
    if not text:
        raise ValueError(f'no signature found for builtin {func!r}')
    return _from_text(cls, func, text, skip_bound)


def _from_partial(sig, given, extra=()):
    """Return the signature of a partial object: parameters with an argument are gone or have it as their default."""
    params = OrderedDict(sig.parameters)
    args, named = given.args or (), given.keywords or {}
    if extra:
        args = (*extra, *args)
    placeholder = functools.Placeholder
    try:
        bound = sig.bind_partial(*args, **named)
    except TypeError as error:
        raise ValueError(f'partial object {given!r} has incorrect arguments') from error
    named_from_here = False
    for name, param in sig.parameters.items():
        if name in bound.arguments:
            value = bound.arguments[name]
            if param.kind is _ONLY:
                if value is placeholder:
                    params[name] = param.replace(default=_empty)
                else:
                    params.pop(name)
                continue
            if param.kind is _ANY:
                if name in named:
                    named_from_here = True
                    params[name] = param.replace(default=value)
                elif value is placeholder:
                    params[name] = param.replace(kind=_ONLY, default=_empty)
                    continue
                else:
                    params.pop(name)
                    continue
            elif param.kind is _NAMED:
                params[name] = param.replace(default=value)
            elif param.kind is _ARGS:
                if placeholder not in value:
                    pass
        if named_from_here:
            if param.kind is _ANY:
                params[name] = params[name].replace(kind=_NAMED)
                params.move_to_end(name)
            elif param.kind in (_NAMED, _KWARGS):
                params.move_to_end(name)
            elif param.kind is _ARGS:
                params.pop(name)
    # parameters that stand before a positional-only placeholder are positional-only, too
    listed = list(params.values())
    last = max((i for i, p in enumerate(listed) if p.kind is _ONLY), default=-1)
    listed = [p.replace(kind=_ONLY) if i < last and p.kind is _ANY else p for i, p in enumerate(listed)]
    return sig.replace(parameters=listed)


def _own_method(cls, name):
    """Find a special method of a class; None when a built-in class has it, which tells its signature otherwise."""
    for one in cls.__mro__:
        if name in one.__dict__:
            found = one.__dict__[name]
            built_in = (types.BuiltinFunctionType, types.WrapperDescriptorType, types.MethodWrapperType, types.ClassMethodDescriptorType)
            wrapped = unwrap(found) if isinstance(found, (types.FunctionType, staticmethod)) else found
            return None if isinstance(wrapped, built_in) else found
    return None


def _signature_of(obj, cls, follow=True, globals=None, locals=None, eval_str=False, skip_bound=True, form=Format.VALUE):
    again = functools.partial(_signature_of, cls=cls, follow=follow, globals=globals, locals=locals, eval_str=eval_str,
                              skip_bound=skip_bound, form=form)
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if isinstance(obj, types.MethodType):
        sig = again(obj.__func__)
        return _without_first(sig) if skip_bound else sig
    if follow:
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__') or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return again(obj)
    given = getattr(obj, '__signature__', None)
    if given is not None:
        if not isinstance(given, (Signature, str)) and callable(given):
            given = given()
        if isinstance(given, str):
            return _from_text(cls, obj, given)
        if not isinstance(given, Signature):
            raise TypeError(f'unexpected object {given!r} in __signature__ attribute')
        return given
    method = getattr(obj, '__partialmethod__', None)
    if isinstance(method, functools.partialmethod):
        # the first argument of the function is the instance, before those that are given
        wrapped = again(method.func)
        sig = _from_partial(wrapped, method, (None,))
        first = next(iter(wrapped.parameters.values()))
        if first.kind is _ARGS:
            return sig
        rest = sig.parameters.values()
        if any(param.kind is _ONLY for param in rest):
            first = first.replace(kind=_ONLY)
        return sig.replace(parameters=(first, *rest))
    if isfunction(obj) or _is_function_like(obj) and isinstance(obj.__code__.co_varnames, tuple):
        text = getattr(obj, '__text_signature__', None)
        if text:
            return _from_text(cls, obj, text)
        return _from_function(cls, obj, skip_bound, globals, locals, eval_str, form)
    if isinstance(obj, functools.partial):
        return _from_partial(again(obj.func), obj)
    if isinstance(obj, type):
        return _of_class(obj, cls, again, skip_bound)
    if _is_builtin(obj):
        return _from_builtin(cls, obj, skip_bound)
    call = getattr_static(type(obj), '__call__', None)
    if call is not None:
        if getattr(obj, '__text_signature__', None):
            return _from_text(cls, obj, obj.__text_signature__)
        bound = call.__get__(obj, type(obj)) if hasattr(type(call), '__get__') else call
        return again(bound)
    raise ValueError(f'callable {obj!r} is not supported by signature')


class _Instance:
    """Stands for an instance of a class whose signature is wanted."""


def _of_class(obj, cls, again, skip_bound):
    """The signature of a class: of its metaclass's __call__, of __new__ or of __init__, the one that comes first."""
    call = _own_method(type(obj), '__call__')
    if call is not None:
        return again(call.__get__(obj, type(obj)) if hasattr(call, '__get__') else call)
    new, init = _own_method(obj, '__new__'), _own_method(obj, '__init__')
    for base in obj.__mro__:
        for name, method in (('__new__', new), ('__init__', init)):
            if method is None or name not in base.__dict__:
                continue
            # as type.__call__ gets them: __new__ from the class, called with it; __init__ from an instance
            get = getattr(type(method), '__get__', None)
            if name == '__new__':
                method = base.__dict__[name]
                get = getattr(type(method), '__get__', None)
                found = again(method if get is None else get(method, None, obj))
                return _without_first(found) if skip_bound else found
            if isfunction(method) and not skip_bound:
                return again(method)
            return again(method if get is None else get(method, _Instance(), obj))
    for base in obj.__mro__[:-1]:
        try:
            text = base.__text_signature__
        except AttributeError:
            continue
        if text:
            return _from_text(cls, obj, text)
    if type not in obj.__mro__:
        if obj.__init__ is object.__init__ and unwrap(obj.__new__) is object.__new__:
            return cls()
        raise ValueError(f'no signature found for builtin type {obj!r}')
    if obj is type:
        raise ValueError(f'no signature found for builtin {obj!r}')
    raise ValueError(f'callable {obj!r} is not supported by signature')


class BufferFlags(enum.IntFlag):
    """What __buffer__ is asked for."""

    SIMPLE = 0x0
    WRITABLE = 0x1
    FORMAT = 0x4
    ND = 0x8
    STRIDES = 0x10 | ND
    C_CONTIGUOUS = 0x20 | STRIDES
    F_CONTIGUOUS = 0x40 | STRIDES
    ANY_CONTIGUOUS = 0x80 | STRIDES
    INDIRECT = 0x100 | STRIDES
    CONTIG = ND | WRITABLE
    CONTIG_RO = ND
    STRIDED = STRIDES | WRITABLE
    STRIDED_RO = STRIDES
    RECORDS = STRIDES | WRITABLE | FORMAT
    RECORDS_RO = STRIDES | FORMAT
    FULL = INDIRECT | WRITABLE | FORMAT
    FULL_RO = INDIRECT | FORMAT
    READ = 0x100
    WRITE = 0x200


def _main():
    """python -m inspect: print the source of an object, or where it lies."""
    import argparse
    import importlib
    parser = argparse.ArgumentParser(color=True)
    parser.add_argument('object', help="The object to be analysed. It supports the 'module:qualname' syntax")
    parser.add_argument('-d', '--details', action='store_true', help='Display info about the module rather than its source code')
    options = parser.parse_args()
    name, _, path = options.object.partition(':')
    try:
        obj = module = importlib.import_module(name)
    except Exception as error:
        print(f'Failed to import {name} ({type(error).__name__}: {error})', file=sys.stderr)
        sys.exit(2)
    for part in path.split('.') if path else ():
        obj = getattr(obj, part)
    if module.__name__ in sys.builtin_module_names:
        print("Can't get info for builtin modules.", file=sys.stderr)
        sys.exit(1)
    if not options.details:
        print(getsource(obj))
        return
    print(f'Target: {options.object}')
    print(f'Origin: {getsourcefile(module)}')
    print(f'Cached: {getattr(module, "__cached__", None)}')
    if obj is module:
        print(f'Loader: {module.__loader__!r}')
        if hasattr(module, '__path__'):
            print(f'Submodule search path: {module.__path__}')
    else:
        try:
            _, number = findsource(obj)
        except Exception:
            pass
        else:
            print(f'Line: {number}')
    print('\n')


if __name__ == '__main__':
    _main()
