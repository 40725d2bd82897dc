"""Documentation made from the objects themselves: the function help, and pages as text or HTML.

    python -m pydoc NAME ...        show the documentation of objects, modules or files
    python -m pydoc -k WORD         look for a word in the modules' first lines
    python -m pydoc -w NAME ...     write HTML pages
    python -m pydoc -b              serve HTML pages and open a browser; -p PORT and -n HOST say where
"""

import builtins
import collections
import importlib.util
import inspect
import os
import pkgutil
import re
import reprlib
import sys
import types

__all__ = ['help']

# Texts of objects.

def getdoc(object):
    """Return an object's documentation, its own or that of what it overrides, else the comment before its source; '' without any."""
    text = _own_doc(object)
    if text is None:
        text = _overridden_doc(object)
    if text is None:
        try:
            text = inspect.getcomments(object)
        except Exception:
            text = None
    return re.sub('^ *\n', '', text.rstrip()) if text else ''


def _own_doc(object):
    # What __doc__ says, unless the class of an instance says it, or a base class does of a class.
    try:
        text = type.__getattribute__(object, '__doc__') if isinstance(object, type) else object.__doc__
    except Exception:
        return None
    if isinstance(object, type):
        if any(base.__dict__.get('__doc__') is text for base in object.__mro__[1:]) and object.__dict__.get('__doc__') is not text:
            return None
    elif not isinstance(text, str) or type(object).__doc__ == text and not isinstance(object, types.ModuleType):
        return None
    return inspect.cleandoc(text) if isinstance(text, str) else None


def _overridden_doc(object):
    # The documentation of the method or property that this one overrides.
    if isinstance(object, type) or not (inspect.isroutine(object) or inspect.isdatadescriptor(object)):
        return None
    try:
        found = inspect.getdoc(object)
    except Exception:
        return None
    return None if found == inspect.getdoc(type(object)) else found


def splitdoc(doc):
    """Return a documentation's first line and the rest; the first is '' unless it stands alone."""
    head, *rest = doc.strip().split('\n')
    if not rest:
        return head, ''
    return (head, '\n'.join(rest[1:])) if not rest[0].strip() else ('', doc.strip())


def stripid(text):
    """Take the address out of a representation."""
    return re.sub(r' at 0x[0-9a-f]{6,16}(>+)$', r'\1', text, flags=re.IGNORECASE)


def cram(text, maxlen):
    """Return a text with its middle left out if it is longer than maxlen."""
    if len(text) <= maxlen:
        return text
    left = max((maxlen - 3) // 2, 0)
    right = max(maxlen - 3 - left, 0)
    return f'{text[:left]}...{text[len(text) - right:]}'


def synopsis(filename, cache={}):
    """Return the first line of a module's documentation, from its file without running it if it is source; None without any."""
    try:
        stamp = os.stat(filename).st_mtime
    except OSError:
        return None
    if cache.get(filename, (None,))[0] != stamp:
        import tokenize
        try:
            if filename.endswith('.pyc'):
                loader = importlib.machinery.SourcelessFileLoader('__temp__', filename)
                line = ((loader.get_code('__temp__').co_consts or ('',))[0] or '').splitlines()[:1]
                line = line[0] if line else None
            else:
                with tokenize.open(filename) as file:
                    line = source_synopsis(file)
        except Exception:
            return None
        cache[filename] = stamp, line
    return cache[filename][1]


def source_synopsis(file):
    """Return the first line of the documentation that a file of source begins with; None without any."""
    import ast
    text = file.read()
    try:
        doc = ast.get_docstring(ast.parse(text))
    except (SyntaxError, ValueError):
        return None
    return doc.strip().split('\n')[0].strip() if doc else None


# Names.

def classname(object, modname):
    """Return a class's name, with that of its module unless it is modname."""
    return object.__name__ if object.__module__ == modname else f'{object.__module__}.{object.__name__}'


def _owner(object, modname):
    # Where a function is from: its module unless that is modname, and its class.
    module, qualified = getattr(object, '__module__', None), getattr(object, '__qualname__', '') or ''
    outer = qualified.rpartition('.')[0]
    if not module or module == modname:
        return None
    return f'{module}.{outer}' if outer and '<locals>' not in outer else module


def allmethods(cl):
    """Return a dict of a class's methods, its own and those it inherits."""
    names = [name for name, value in inspect.getmembers(cl, inspect.isroutine)]
    return {name: getattr(cl, name) for name in names}


def ispackage(path):
    """Tell whether a folder is a package."""
    import warnings
    warnings.warn('The pydoc.ispackage() function is deprecated', DeprecationWarning, stacklevel=2)
    return os.path.isdir(path) and any(os.path.exists(os.path.join(path, '__init__' + suffix)) for suffix in ('.py', '.pyc'))


def replace(text, *pairs):
    """Return a text in which the second of each pair, given one after the other, stands for the first."""
    for old, new in zip(pairs[::2], pairs[1::2]):
        text = text.replace(old, new)
    return text


def isdata(object):
    """Tell whether an object is data: no module, class, routine, frame, traceback or code."""
    kinds = inspect.ismodule, inspect.isclass, inspect.isroutine, inspect.isframe, inspect.istraceback, inspect.iscode
    return not any(is_kind(object) for is_kind in kinds)


_HIDDEN = {'__author__', '__builtins__', '__credits__', '__date__', '__doc__', '__docformat__', '__file__', '__loader__', '__module__', '__name__',
           '__package__', '__path__', '__qualname__', '__slots__', '__spec__', '__version__', '__static_attributes__', '__firstlineno__',
           '__annotate_func__', '__annotations_cache__', '__cached__', '__signature__'}


def visiblename(name, all=None, obj=None):
    """Tell whether an attribute is to be documented."""
    if name in _HIDDEN:
        return False
    if name.startswith('__') and name.endswith('__') or name.startswith('_') and hasattr(obj, '_fields'):
        return name != '__weakref__' or all is None
    return name in all if all is not None else not name.startswith('_')


def classify_class_attrs(object):
    """Return what inspect.classify_class_attrs does, with properties that can't be set as a kind of their own."""
    rows = []
    for name, kind, owner, value in inspect.classify_class_attrs(object):
        if inspect.isdatadescriptor(value):
            kind = 'readonly property' if isinstance(value, property) and value.fset is None else 'data descriptor'
        rows.append((name, kind, owner, value))
    return rows


def sort_attributes(attrs, object):
    """Sort such rows in place: the fields of a named tuple in their order, the others by name."""
    fields = list(getattr(object, '_fields', ()) or ()) if not isinstance(getattr(object, '_fields', ()), property) else []
    attrs.sort(key=lambda row: (fields.index(row[0]) - len(fields), row[0]) if row[0] in fields else (0, row[0]))


def describe(thing):
    """Return what kind of thing it is, and its name."""
    if isinstance(thing, types.ModuleType):
        kind = 'built-in module' if thing.__name__ in sys.builtin_module_names and not getattr(thing, '__file__', None) else \
            'package' if hasattr(thing, '__path__') else 'module'
        return f'{kind} {thing.__name__}'
    for kind, is_kind in (('built-in function', inspect.isbuiltin), ('getset descriptor', inspect.isgetsetdescriptor),
                          ('member descriptor', inspect.ismemberdescriptor), ('class', inspect.isclass), ('function', inspect.isfunction),
                          ('method', inspect.ismethod), ('method descriptor', inspect.ismethoddescriptor)):
        if is_kind(thing) and hasattr(thing, '__name__'):
            if 'set' in kind or 'member' in kind:
                owner = thing.__objclass__
                return f'{kind} {owner.__module__}.{owner.__name__}.{thing.__name__}'
            return f'{kind} {getattr(thing, "__name__", type(thing).__name__)}'
    return f'{type(thing).__name__}'


# Finding objects.

class ErrorDuringImport(Exception):
    """A module was found but can't be imported: its own error is told."""

    def __init__(self, filename, exc_info):
        self.filename = filename
        if isinstance(exc_info, BaseException):
            exc_info = type(exc_info), exc_info, exc_info.__traceback__
        for attribute, value in zip(('exc', 'value', 'tb'), exc_info):
            setattr(self, attribute, value)

    def __str__(self):
        return f'problem in {self.filename} - {self.exc.__name__}: {self.value}'


def importfile(path):
    """Import a file of source or compiled code and return the module."""
    with open(path, 'rb') as file:
        compiled = file.read(len(importlib.util.MAGIC_NUMBER)) == importlib.util.MAGIC_NUMBER
    from importlib import machinery
    name = os.path.splitext(os.path.basename(path))[0]
    loader = (machinery.SourcelessFileLoader if compiled else machinery.SourceFileLoader)(name, path)
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    module = importlib.util.module_from_spec(spec)
    try:
        loader.exec_module(module)
    except Exception as error:
        raise ErrorDuringImport(path, error) from error
    return module


def safeimport(path, forceload=0, cache={}):
    """Import a module by its dotted name; None when there is none, ErrorDuringImport when it can't be run."""
    if forceload and path in sys.modules and path not in sys.builtin_module_names:
        # Keep the old modules alive: others refer to them.
        for name in [path] + [name for name in sys.modules if name.startswith(path + '.')]:
            cache[name] = sys.modules.pop(name)
    try:
        importlib.import_module(path)
    except ModuleNotFoundError as error:
        if error.name and (path == error.name or path.startswith(error.name + '.')):
            return None
        raise ErrorDuringImport(getattr(sys.modules.get(path), '__file__', path), error) from error
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        found = sys.modules.get(path)
        raise ErrorDuringImport(getattr(found, '__file__', None) or _file_of_error(error) or path, error) from error
    return sys.modules[path]


def _file_of_error(error):
    if isinstance(error, SyntaxError):
        return error.filename
    last = None
    traceback = error.__traceback__
    while traceback is not None:
        last, traceback = traceback.tb_frame.f_code.co_filename, traceback.tb_next
    return last


def locate(path, forceload=0):
    """Return the object that a dotted name leads to, importing modules on the way; None when it leads nowhere."""
    parts = list(filter(None, path.split('.')))
    found, used = builtins, 0
    for count in range(1, len(parts) + 1):
        module = safeimport('.'.join(parts[:count]), forceload)
        if module is None:
            break
        found, used = module, count
    for name in parts[used:]:
        try:
            found = getattr(found, name)
        except AttributeError:
            return None
    return found


def resolve(thing, forceload=0):
    """Return an object and its name, given either; ImportError when there is nothing of the name."""
    if not isinstance(thing, str):
        named = thing.fget if isinstance(thing, property) else thing
        name = getattr(named, '__name__', None)
        return thing, (name if isinstance(name, str) else None)
    found = locate(thing, forceload)
    if found is None:
        raise ImportError(f'No Python documentation found for {thing!r}.\nUse help() to get the interactive help utility.\n'
                          'Use help(str) for help on the str class.')
    return found, thing


# Text.

class TextRepr(reprlib.Repr):
    """Short representations for documentation."""

    def __init__(self):
        super().__init__()
        for limit, kinds in ((20, 'list tuple'), (10, 'dict'), (100, 'string other')):
            for kind in kinds.split():
                setattr(self, 'max' + kind, limit)

    def repr1(self, x, level):
        own = getattr(self, 'repr_' + '_'.join(type(x).__name__.split()), None)
        return own(x, level) if own else cram(stripid(repr(x)), self.maxother)

    def repr_str(self, x, level):
        short = cram(x, self.maxstring)
        text = repr(short)
        return text if '\\' not in text else 'r' + text[0] + short + text[0] if '\\' in short and '\\' not in text.replace('\\\\', '') else text

    repr_string = repr_str

    def repr_instance(self, x, level):
        try:
            return cram(stripid(repr(x)), self.maxother)
        except Exception:
            return f'<{x.__class__.__name__} instance>'


class Doc:
    """What makes documentation of objects, each kind by a method of its own."""

    PYTHONDOCS = os.environ.get('PYTHONDOCS', 'https://docs.python.org/%d.%d/library' % sys.version_info[:2])

    def document(self, object, name=None, *args):
        """Return the documentation of any object."""
        args = (object, name, *args)
        # A property may pose as something else.
        if inspect.isgetsetdescriptor(object) or inspect.ismemberdescriptor(object):
            return self.docdata(*args)
        try:
            if inspect.ismodule(object):
                return self.docmodule(*args)
            if inspect.isclass(object):
                return self.docclass(*args)
            if inspect.isroutine(object):
                return self.docroutine(*args)
        except AttributeError:
            pass
        if inspect.isdatadescriptor(object):
            return self.docdata(*args)
        return self.docother(*args)

    def fail(self, object, name=None, *args):
        """Raise a TypeError: this kind of documentation is unknown."""
        raise TypeError(f"don't know how to document object{' ' + repr(name) if name else ''} of type {type(object).__name__}")

    docmodule = docclass = docroutine = docother = docproperty = docdata = fail

    def getdocloc(self, object, basedir=None):
        """Return where the library reference describes a module; None for modules of others."""
        name = object.__name__
        if name.partition('.')[0] not in sys.stdlib_module_names or name in ('xml.etree', 'test.test_pydoc.pydoc_mod'):
            return None
        base = os.environ.get('PYTHONDOCS', self.PYTHONDOCS)
        if not base.startswith(('http://', 'https://')):
            return os.path.join(base, name.lower() + '.html')
        return f'{base.rstrip("/")}/{name.lower()}#module-{name}'


_RULE = '-' * 70
_GROUPS = (('method', 'Methods'), ('class method', 'Class methods'), ('static method', 'Static methods'), ('readonly property', 'Readonly properties'),
           ('data descriptor', 'Data descriptors'), ('data', 'Data and other attributes'))


class TextDoc(Doc):
    """Documentation as text for terminals: names are printed over themselves, which makes them bold."""

    repr = TextRepr().repr

    def bold(self, text):
        """Return a text in bold type."""
        return ''.join(f'{each}\b{each}' for each in text)

    def indent(self, text, prefix='    '):
        """Put a prefix before each line; lines have no blanks at their end."""
        return '\n'.join((prefix + line).rstrip() for line in text.split('\n')) if text else ''

    def section(self, title, contents):
        """Return a section of a page."""
        return f'{self.bold(title)}\n{self.indent(contents).rstrip()}\n\n'

    def formattree(self, tree, modname, parent=None, prefix=''):
        """Return the text of a tree of classes, as inspect.getclasstree makes it."""
        lines = []
        for entry in tree:
            if isinstance(entry, list):
                lines.append(self.formattree(entry, modname, above, prefix + '    '))
                continue
            above, bases = entry
            line = prefix + classname(above, modname)
            if bases and bases != (parent,):
                line += f'({", ".join(classname(base, modname) for base in bases)})'
            lines.append(line + '\n')
        return ''.join(lines)

    # Modules.

    def docmodule(self, object, name=None, mod=None):
        """Return the page of a module."""
        modname = object.__name__
        head, body = splitdoc(getdoc(object))
        page = [self.section('NAME', modname + (head and ' - ' + head))]
        location = self.getdocloc(object)
        if location:
            page.append(self.section('MODULE REFERENCE', location + """

The following documentation is automatically generated from the Python
source files.  It may be incomplete, incorrect or include features that
are considered implementation detail and may vary between Python
implementations.  When in doubt, consult the module reference at the
location listed above.
"""))
        if body:
            page.append(self.section('DESCRIPTION', body))
        all = getattr(object, '__all__', None)  # only these, if given
        members = {kind: [] for kind in ('classes', 'functions', 'data')}
        for key, value in inspect.getmembers(object):
            if not visiblename(key, all, object):
                continue
            if inspect.isclass(value):
                if all is not None or (inspect.getmodule(value) or object) is object:
                    members['classes'].append((key, value))
            elif inspect.isroutine(value):
                if all is not None or inspect.isbuiltin(value) or inspect.getmodule(value) is object:
                    members['functions'].append((key, value))
            elif isdata(value):
                members['data'].append((key, value))
        page += self._parts(object)
        if members['classes']:
            classes = [value for _, value in members['classes']]
            texts = [self.formattree(inspect.getclasstree(classes, 1), modname)]
            texts += [self.document(value, key, modname) for key, value in members['classes']]
            page.append(self.section('CLASSES', '\n'.join(texts)))
        if members['functions']:
            page.append(self.section('FUNCTIONS', '\n'.join(self.document(value, key, modname) for key, value in members['functions'])))
        if members['data']:
            page.append(self.section('DATA', '\n'.join(self.docother(value, key, modname, maxlen=70) for key, value in members['data'])))
        for attribute, title in (('__version__', 'VERSION'), ('__date__', 'DATE'), ('__author__', 'AUTHOR'), ('__credits__', 'CREDITS')):
            value = getattr(object, attribute, None)
            if value is not None:
                value = re.sub(r'^\$Revision: (.*) \$$', r'\1', str(value)).strip() if attribute == '__version__' else str(value)
                page.append(self.section(title, value))
        try:
            where = inspect.getabsfile(object)
        except TypeError:
            where = '(built-in)'
        page.append(self.section('FILE', where))
        return ''.join(page)

    def _parts(self, package):
        # The sections on what a package holds.
        if not hasattr(package, '__path__'):
            return
        names = sorted(name + (' (package)' if is_package else '') for _, name, is_package in pkgutil.iter_modules(package.__path__))
        if names:
            yield self.section('PACKAGE CONTENTS', '\n'.join(names))
        known = {name.partition(' ')[0] for name in names}
        inside = sorted(key for key, value in inspect.getmembers(package, inspect.ismodule)
                        if value.__name__.startswith(package.__name__ + '.') and key not in known)
        if inside:
            yield self.section('SUBMODULES', '\n'.join(inside))

    # Classes.

    def docclass(self, object, name=None, mod=None, *ignored):
        """Return the text of a class."""
        own = object.__name__
        name, mod = name or own, mod or object.__module__
        bases = ', '.join(classname(base, object.__module__) for base in object.__bases__)
        title = 'class ' + self.bold(own) if name == own else f'{self.bold(name)} = class {own}'
        title += f'({bases})' if bases else ''
        blocks = []
        signature = self._signature(object)
        if signature and signature != '()':
            blocks.append(name + signature + '\n')
        doc = getdoc(object)
        if doc:
            blocks.append(doc + '\n')
        order = collections.deque(inspect.getmro(object))
        if len(order) > 2:
            blocks.append('\n'.join(['Method resolution order:'] + ['    ' + classname(base, object.__module__) for base in order]) + '\n')
        below = sorted((str(each.__name__) for each in type.__subclasses__(object) if not each.__name__.startswith('_')
                        and getattr(each, '__module__', '') == 'builtins'), key=str.lower)
        if below:
            most = 4
            blocks.append('\n'.join(['Built-in subclasses:'] + ['    ' + each for each in below[:most]]
                                    + [f'    ... and {len(below) - most} other subclasses'] * (len(below) > most)) + '\n')
        rows = [row for row in classify_class_attrs(object) if visiblename(row[0], obj=object)]
        sections = [text for owner in self._owners(order, rows) if owner is not builtins.object or object is builtins.object
                    for text in self._class_sections(object, owner, [row for row in rows if row[2] is owner], mod)]
        if sections:
            blocks.append(f'{_RULE}\n'.join(sections))
        if not blocks:
            return title + '\n'
        return f'{title}\n{self.indent("\n".join(blocks).rstrip(), " |  ")}\n'

    @staticmethod
    def _owners(order, rows):
        # The classes that attributes are from: first the bases in their order, then metaclasses.
        owners = dict.fromkeys(order)
        owners.update(dict.fromkeys(row[2] for row in rows))
        return owners

    def _class_sections(self, object, owner, rows, mod):
        tag = 'defined here' if owner is object else f'inherited from {classname(owner, object.__module__)}'
        sort_attributes(rows, object)
        for kind, title in _GROUPS:
            texts = [self._attribute(object, owner, row, mod) for row in rows if row[1] == kind]
            if texts:
                yield '\n'.join([f'{title} {tag}:\n', *texts]) + '\n'

    def _attribute(self, object, owner, row, mod):
        name, kind, _, value = row
        if kind in ('readonly property', 'data descriptor'):
            return self.docdata(value, name, mod)
        try:
            found = getattr(object, name)
        except Exception:
            found = owner.__dict__[name]
            if kind != 'data':
                return self.docdata(value, name, mod)
        if kind == 'data':
            doc = getdoc(found) if callable(found) or inspect.isdatadescriptor(found) else None
            return self.docother(found, name, mod, maxlen=70, doc=doc) + '\n'
        return self.document(found, name, mod, object, owner)

    # Routines.

    def _signature(self, object):
        try:
            signature = inspect.signature(object)
        except (ValueError, TypeError):
            return None
        name = getattr(object, '__name__', '')
        return signature.format(max_width=None if name == '<lambda>' else 80 - len(name))

    def docroutine(self, object, name=None, mod=None, cl=None, homecls=None):
        """Return the text of a function or method; cl is the class whose description it is part of."""
        own = getattr(object, '__name__', None)
        if own is None:
            return self._value(object, name, mod)
        name = name or own
        homecls = homecls or cl
        known_elsewhere = name != own and cl is not None and inspect.getattr_static(cl, own, None) is inspect.getattr_static(cl, name, self)
        title = self.bold(name) if name == own else f'{self.bold(name)} = {own}'
        signature = self._signature(object)
        if own == '<lambda>':
            annotated = getattr(object, '__annotations__', None)
            title, signature = f'{self.bold(name)} lambda ', signature and (signature if annotated else signature[1:-1])
        if signature is None:
            signature = '(...)'
        qualifier = 'async ' if inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object) else ''
        text = qualifier + title + signature + self._origin(object, mod, cl, homecls)
        if known_elsewhere:
            return text + '\n'
        doc = getdoc(object)
        return f'{text}\n{self.indent(doc).rstrip()}\n' if doc else text + '\n'

    def _origin(self, object, mod, cl, homecls):
        # What is said behind a signature: whose method it is, or where a function is from.
        bound = getattr(object, '__self__', None)
        if bound is not None and not inspect.ismodule(bound) and not isinstance(object, types.MethodWrapperType):
            if isinstance(bound, type):
                if bound is cl or cl is not None and bound in type(cl).__mro__ and bound is not type(cl):
                    return '' if bound is cl else f' class method of {classname(bound, mod)}'
                if cl is not None and not inspect.isbuiltin(object):
                    return ''
                return f' class method of {classname(bound, mod)}'
            if bound is cl:
                return ''
            return f' method of {classname(type(bound), mod)} instance'
        if inspect.ismethoddescriptor(object) or inspect.ismethodwrapper(object):
            owner = getattr(object, '__objclass__', None)
            if owner is None or cl is not None:
                return '' if owner is None or owner is homecls or cl is not None and owner in cl.__mro__ else f' from {classname(owner, mod)}'
            return f' unbound {classname(owner, mod)} method'
        if inspect.isfunction(object) and mod is not None:
            home = mod if homecls is None or homecls is cl else homecls.__module__
            origin = _owner(object, home) if home == mod or object.__module__ != home else None
            return f' from {origin}' if origin else ''
        return ''

    def _value(self, object, name, mod):
        # Something callable that has no name of its own.
        doc = getdoc(object)
        return self.docother(object, name, mod, doc=doc) + ('' if doc else '\n')

    # Data.

    def docdata(self, object, name=None, mod=None, cl=None, *ignored):
        """Return the text of a descriptor."""
        doc = getdoc(object)
        return (self.bold(name) + '\n' if name else '') + (self.indent(doc) + '\n' if doc else '')

    docproperty = docdata

    def docother(self, object, name=None, mod=None, parent=None, *ignored, maxlen=None, doc=None):
        """Return the text of a value."""
        start = f'{name} = ' if name else ''
        text = self.repr(object)
        if maxlen and len(start) + len(text) > maxlen:
            text = text[:maxlen - len(start) - len(text)] + '...'
        line = (f'{self.bold(name)} = ' if name else '') + text
        if not doc:
            doc = getdoc(object) if not isdata(object) else None
        return f'{line}\n{self.indent(str(doc))}\n' if doc else line


class _PlainTextDoc(TextDoc):
    """Documentation as text without bold type."""

    def bold(self, text):
        return text


class HTMLDoc(Doc):
    """Documentation as HTML pages: what the text says, with links to modules."""

    def escape(self, text):
        """Return a text with the characters that mean something in HTML written as entities."""
        import html
        return html.escape(text, quote=False)

    def page(self, title, contents):
        """Return a page."""
        return ('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
                f'<title>Pydoc: {self.escape(title)}</title>\n</head>\n<body>\n{contents}\n</body>\n</html>\n')

    def heading(self, title, extras=''):
        """Return a page's heading."""
        return f'<h1>{title}</h1>\n{extras}'

    def document(self, object, name=None, *args):
        """Return what stands on the page of an object."""
        name = name or getattr(object, '__name__', type(object).__name__)
        text = self.escape(plaintext.document(object, name))
        text = re.sub(r'^([A-Z][A-Z ]+)$', r'</pre><h2>\1</h2><pre>', text, flags=re.MULTILINE)
        text = re.sub(r'(https?://[^\s<>"]+)', r'<a href="\1">\1</a>', text)
        return self.heading(self.escape(describe(object))) + f'<pre>\n{text}\n</pre>'

    docmodule = docclass = docroutine = docother = docproperty = docdata = document

    def index(self, path=None, shadowed=None):
        """Return a list of links to the modules of a folder, or of those built in."""
        names = sys.builtin_module_names if path is None else [name for _, name, _ in pkgutil.iter_modules([path])]
        items = ''.join(f'<li><a href="{name}.html">{name}</a></li>\n' for name in sorted(names) if name != '__main__')
        return f'<h2>{self.escape(path or "Built-in Modules")}</h2>\n<ul>\n{items}</ul>\n'


text, plaintext, html = TextDoc(), _PlainTextDoc(), HTMLDoc()


# Showing.

def render_doc(thing, title='Python Library Documentation: %s', forceload=0, renderer=None):
    """Return the page of an object or of what a name leads to."""
    renderer = text if renderer is None else renderer
    subject, name = resolve(thing, forceload)
    what, home = describe(subject), inspect.getmodule(subject)
    if name and '.' in name:
        what += f' in {name.rpartition(".")[0]}'
    elif home not in (None, subject):
        what += f' in module {home.__name__}'
    kinds = inspect.ismodule, inspect.isclass, inspect.isroutine, inspect.isdatadescriptor
    if isinstance(subject, types.GenericAlias):
        subject = subject.__origin__
    elif not any(is_kind(subject) for is_kind in kinds) and not _own_doc(subject):
        # What it is an instance of says more.
        if not isinstance(subject, types.UnionType):
            what += ' object'
        subject = type(subject)
    return title % what + '\n\n' + renderer.document(subject, name)


def doc(thing, title='Python Library Documentation: %s', forceload=0, output=None, is_cli=False):
    """Show the page of an object or of what a name leads to, by the pager or on output."""
    plain_text = output is not None
    try:
        page = render_doc(thing, title, forceload, plaintext if plain_text else None)
    except ImportError as error:
        if is_cli:
            raise
        page = str(error)
        if not plain_text:
            print(page)
            return
    if plain_text:
        output.write(page)
    else:
        what = thing if isinstance(thing, str) else getattr(thing, '__name__', type(thing).__name__)
        pager(page, f'Help on {what!s}')


def pager(text, title=''):
    """Show a text page by page, if a person is there to read it; else write it."""
    global pager
    pager = getpager()
    pager(text, title)


def getpager():
    """Return the way in which texts are best shown here."""
    streams = sys.stdin, sys.stdout
    if not all(hasattr(stream, 'isatty') and stream.isatty() for stream in streams) or os.environ.get('TERM') in ('dumb', 'emacs'):
        return plainpager
    command = os.environ.get('MANPAGER') or os.environ.get('PAGER')
    if not command:
        import shutil
        command = next((found for found in ('pager', 'less', 'more') if shutil.which(found)), None)
    return (lambda text, title='': pipepager(text, command, title)) if command else ttypager


def plain(text):
    """Return a text without its bold type."""
    return re.sub('.\b', '', text)


def plainpager(text, title=''):
    """Write a text at once."""
    encoding = getattr(sys.stdout, 'encoding', None) or 'utf-8'
    sys.stdout.write(plain(text.encode(encoding, 'backslashreplace').decode(encoding)))


def pipepager(text, cmd, title=''):
    """Show a text by another program."""
    import subprocess
    prompt = f'{title.replace("%", "%%")} ?ltline %lt?L/%L.:byte %bB?s/%s..?e (END):?pB %pB\\%.. (press h for help or q to quit)'
    process = subprocess.Popen(cmd, shell=True, stdin=subprocess.PIPE, errors='backslashreplace', env={**os.environ, 'LESS': f'-RmPm{prompt}$PM{prompt}$'})
    try:
        with process.stdin as pipe:
            pipe.write(text)
    except (OSError, KeyboardInterrupt):
        pass  # it was left before the end
    while True:
        try:
            process.wait()
            return
        except KeyboardInterrupt:
            pass  # the other program's business


def tempfilepager(text, cmd, title=''):
    """Show a text by another program that reads a file."""
    import subprocess
    import tempfile
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'pydoc.out')
        with open(path, 'w', errors='backslashreplace') as file:
            file.write(text)
        subprocess.call(f'{cmd} "{path}"', shell=True)


def ttypager(text, title=''):
    """Show a text page by page on a terminal: Return brings the next, q ends it."""
    import shutil
    lines = plain(text).split('\n')
    height = max(shutil.get_terminal_size().lines - 1, 1)
    while True:
        page, lines = lines[:height], lines[height:]
        print('\n'.join(page))
        if not lines or input('-- more --').strip().lower().startswith('q'):
            return


def writedoc(thing, forceload=0):
    """Write the HTML page of an object to a file in the current folder."""
    subject, name = resolve(thing, forceload)
    path = name + '.html'
    with open(path, 'w', encoding='utf-8') as file:
        file.write(html.page(describe(subject), html.document(subject, name)))
    print('wrote', path)


def writedocs(dir, pkgpath='', done=None):
    """Write the HTML pages of all modules in a folder."""
    for _, name, _ in pkgutil.walk_packages([dir], pkgpath):
        writedoc(name)


# Interactive help.

class Helper:
    """The object help: called, it shows the documentation of an object, a module, a keyword or a topic, or asks what is wanted."""

    # Keyword -> what it is like, or (its label in the language reference, related topics).
    keywords = {
        'False': '', 'None': '', 'True': '', 'and': 'BOOLEAN', 'as': 'with', 'assert': ('assert', ''), 'async': ('async', ''), 'await': ('await', ''),
        'break': ('break', 'while for'), 'case': 'match', 'class': ('class', 'CLASSES SPECIALMETHODS'), 'continue': ('continue', 'while for'),
        'def': ('function', ''), 'del': ('del', 'BASICMETHODS'), 'elif': 'if', 'else': ('else', 'while for'), 'except': 'try', 'finally': 'try',
        'for': ('for', 'break continue while'), 'from': 'import', 'global': ('global', 'nonlocal NAMESPACES'), 'if': ('if', 'TRUTHVALUE match'),
        'import': ('import', 'MODULES'), 'in': ('in', 'SEQUENCEMETHODS'), 'is': 'COMPARISON', 'lambda': ('lambda', 'FUNCTIONS'),
        'match': ('match', 'if'), 'nonlocal': ('nonlocal', 'global NAMESPACES'), 'not': 'BOOLEAN', 'or': 'BOOLEAN', 'pass': ('pass', ''),
        'raise': ('raise', 'EXCEPTIONS'), 'return': ('return', 'FUNCTIONS'), 'try': ('try', 'EXCEPTIONS'),
        'while': ('while', 'break continue if TRUTHVALUE'), 'with': ('with', 'CONTEXTMANAGERS EXCEPTIONS yield'), 'yield': ('yield', '')}

    symbols = {
        '%': 'OPERATORS FORMATTING', '**': 'POWER OPERATORS', ',': 'TUPLES LISTS FUNCTIONS', '.': 'ATTRIBUTES FLOAT MODULES OBJECTS',
        '...': 'ELLIPSIS', ':': 'SLICINGS DICTIONARYLITERALS', '@': 'def class', '\\': 'STRINGS', ':=': 'ASSIGNMENTEXPRESSIONS',
        '_': 'PRIVATENAMES', '__': 'PRIVATENAMES SPECIALMETHODS', '`': 'BACKQUOTES', '(': 'TUPLES FUNCTIONS CALLS',
        ')': 'TUPLES FUNCTIONS CALLS', '[': 'LISTS SUBSCRIPTS SLICINGS', ']': 'LISTS SUBSCRIPTS SLICINGS',
        **{prefix + quote: 'STRINGS' for prefix in ('', 'b', 'f', 'r', 'u') for quote in ("'", '"')}, "'''": 'STRINGS', '"""': 'STRINGS',
        **dict.fromkeys(('+', '*', '/', '//'), 'OPERATORS'), '-': 'OPERATORS UNARY',
        **dict.fromkeys(('<<', '>>', '&', '|', '^'), 'OPERATORS BITWISE'), '~': 'OPERATORS UNARY BITWISE',
        **dict.fromkeys(('<', '>', '<=', '>=', '==', '!=', '<>'), 'OPERATORS COMPARISON'),
        **{sign + '=': 'AUGMENTEDASSIGNMENT' for sign in '+-*/%&|^'}, **{sign + '=': 'AUGMENTEDASSIGNMENT' for sign in ('<<', '>>', '**', '//')},
        'j': 'COMPLEX', 'J': 'COMPLEX'}

    # Topic -> another one, or (its label in the language reference, related topics).
    topics = {
        'TYPES': ('types', 'STRINGS UNICODE NUMBERS SEQUENCES MAPPINGS FUNCTIONS CLASSES MODULES FILES inspect'),
        'STRINGS': ('strings', 'str UNICODE SEQUENCES STRINGMETHODS FORMATTING TYPES'), 'STRINGMETHODS': ('string-methods', 'STRINGS FORMATTING'),
        'FORMATTING': ('formatstrings', 'OPERATORS'), 'UNICODE': ('strings', 'encodings unicode SEQUENCES STRINGMETHODS FORMATTING TYPES'),
        'NUMBERS': ('numbers', 'INTEGER FLOAT COMPLEX TYPES'), 'INTEGER': ('integers', 'int range'), 'FLOAT': ('floating', 'float math'),
        'COMPLEX': ('imaginary', 'complex cmath'), 'SEQUENCES': ('typesseq', 'STRINGMETHODS FORMATTING range LISTS'), 'MAPPINGS': 'DICTIONARIES',
        'FUNCTIONS': ('typesfunctions', 'def TYPES'), 'METHODS': ('typesmethods', 'class def CLASSES TYPES'),
        'CODEOBJECTS': ('bltin-code-objects', 'compile FUNCTIONS TYPES'), 'TYPEOBJECTS': ('bltin-type-objects', 'types TYPES'),
        'FRAMEOBJECTS': 'TYPES', 'TRACEBACKS': 'TYPES', 'NONE': ('bltin-null-object', ''), 'ELLIPSIS': ('bltin-ellipsis-object', 'SLICINGS'),
        'SPECIALATTRIBUTES': ('specialattrs', ''), 'CLASSES': ('types', 'class SPECIALMETHODS PRIVATENAMES'), 'MODULES': ('typesmodules', 'import'),
        'PACKAGES': 'import',
        'EXPRESSIONS': ('operator-summary', 'lambda or and not in is BOOLEAN COMPARISON BITWISE SHIFTING BINARY FORMATTING POWER UNARY ATTRIBUTES '
                        'SUBSCRIPTS SLICINGS CALLS TUPLES LISTS DICTIONARIES'),
        'OPERATORS': 'EXPRESSIONS', 'PRECEDENCE': 'EXPRESSIONS', 'OBJECTS': ('objects', 'TYPES'),
        'SPECIALMETHODS': ('specialnames', 'BASICMETHODS ATTRIBUTEMETHODS CALLABLEMETHODS SEQUENCEMETHODS MAPPINGMETHODS NUMBERMETHODS CLASSES'),
        'BASICMETHODS': ('customization', 'hash repr str SPECIALMETHODS'), 'ATTRIBUTEMETHODS': ('attribute-access', 'ATTRIBUTES SPECIALMETHODS'),
        'CALLABLEMETHODS': ('callable-types', 'CALLS SPECIALMETHODS'), 'SEQUENCEMETHODS': ('sequence-types', 'SEQUENCES SEQUENCEMETHODS SPECIALMETHODS'),
        'MAPPINGMETHODS': ('sequence-types', 'MAPPINGS SPECIALMETHODS'), 'NUMBERMETHODS': ('numeric-types', 'NUMBERS AUGMENTEDASSIGNMENT SPECIALMETHODS'),
        'EXECUTION': ('execmodel', 'NAMESPACES DYNAMICFEATURES EXCEPTIONS'),
        'NAMESPACES': ('naming', 'global nonlocal ASSIGNMENT DELETION DYNAMICFEATURES'), 'DYNAMICFEATURES': ('dynamic-features', ''),
        'SCOPING': 'NAMESPACES', 'FRAMES': 'NAMESPACES', 'EXCEPTIONS': ('exceptions', 'try except finally raise'), 'CONVERSIONS': ('conversions', ''),
        'IDENTIFIERS': ('identifiers', 'keywords SPECIALIDENTIFIERS'), 'SPECIALIDENTIFIERS': ('id-classes', ''), 'PRIVATENAMES': ('atom-identifiers', ''),
        'LITERALS': ('atom-literals', 'STRINGS NUMBERS TUPLELITERALS LISTLITERALS DICTIONARYLITERALS'), 'TUPLES': 'SEQUENCES',
        'TUPLELITERALS': ('exprlists', 'TUPLES LITERALS'), 'LISTS': ('typesseq-mutable', 'LISTLITERALS'), 'LISTLITERALS': ('lists', 'LISTS LITERALS'),
        'DICTIONARIES': ('typesmapping', 'DICTIONARYLITERALS'), 'DICTIONARYLITERALS': ('dict', 'DICTIONARIES LITERALS'),
        'ATTRIBUTES': ('attribute-references', 'getattr hasattr setattr ATTRIBUTEMETHODS'), 'SUBSCRIPTS': ('subscriptions', 'SEQUENCEMETHODS'),
        'SLICINGS': ('slicings', 'SEQUENCEMETHODS'), 'CALLS': ('calls', 'EXPRESSIONS'),
        **{word: (word.lower(), 'EXPRESSIONS') for word in ('POWER', 'UNARY', 'BINARY', 'SHIFTING', 'BITWISE')},
        'COMPARISON': ('comparisons', 'EXPRESSIONS BASICMETHODS'), 'BOOLEAN': ('booleans', 'EXPRESSIONS TRUTHVALUE'), 'ASSERTION': 'assert',
        'ASSIGNMENT': ('assignment', 'AUGMENTEDASSIGNMENT'), 'AUGMENTEDASSIGNMENT': ('augassign', 'NUMBERMETHODS'),
        'ASSIGNMENTEXPRESSIONS': ('assignment-expressions', ''), 'DELETION': 'del', 'RETURNING': 'return', 'IMPORTING': 'import', 'CONDITIONAL': 'if',
        'LOOPING': ('compound', 'for while break continue'), 'TRUTHVALUE': ('truth', 'if while and or not BASICMETHODS'), 'DEBUGGING': ('debugger', 'pdb'),
        'CONTEXTMANAGERS': ('context-managers', 'with')}

    def __init__(self, input=None, output=None):
        self._input, self._output = input, output

    @property
    def input(self):
        return sys.stdin if self._input is None else self._input

    @property
    def output(self):
        return sys.stdout if self._output is None else self._output

    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} instance>'

    _ask = object()

    def __call__(self, request=_ask):
        if request is not self._ask:
            try:
                self.help(request)
            except ImportError as error:
                self.output.write(f'{error}\n')
            return
        self.intro()
        self.interact()
        self.output.write('\nYou are now leaving help and returning to the Python interpreter.\n'
                          'If you want to ask for help on a particular object directly from the\n'
                          'interpreter, you can type "help(object)".  Executing "help(\'string\')"\n'
                          'has the same effect as typing a particular string at the help> prompt.\n')

    def intro(self):
        """Say how the interactive help is used."""
        version = '%d.%d' % sys.version_info[:2]
        self.output.write(f"""\
Welcome to Python {version}'s help utility! If this is your first time using
Python, you should definitely check out the tutorial at
https://docs.python.org/{version}/tutorial/.

Enter the name of any module, keyword, or topic to get help on writing
Python programs and using Python modules.  To get a list of available
modules, keywords, symbols, or topics, enter "modules", "keywords",
"symbols", or "topics".

Each module also comes with a one-line summary of what it does; to list
the modules whose name or summary contain a given string such as "spam",
enter "modules spam".

To quit this help utility and return to the interpreter,
enter "q", "quit" or "exit".

""")

    def interact(self):
        """Ask for names and show their documentation, until the input ends or says so."""
        self.output.write('\n')
        while True:
            try:
                request = self.getline(prompt='help> ')
            except (KeyboardInterrupt, EOFError):
                return
            request = request.strip()
            # A name in quotes is meant as that name.
            if len(request) > 2 and request[0] == request[-1] and request[0] in '\'"' and request[0] not in request[1:-1]:
                request = request[1:-1]
            if request.lower() in ('q', 'quit', 'exit'):
                return
            if request == 'help':
                self.intro()
            elif request:
                self.help(request)

    def getline(self, prompt):
        """Return a line of input, without its newline."""
        if self.input is sys.stdin:
            return input(prompt)
        self.output.write(prompt)
        self.output.flush()
        line = self.input.readline()
        if not line:
            raise EOFError
        return line

    def help(self, request, is_cli=False):
        """Show the documentation of an object, or of what a name stands for."""
        if isinstance(request, str):
            request = request.strip()
            word, _, rest = request.partition(' ')
            lists = {'keywords': self.listkeywords, 'symbols': self.listsymbols, 'topics': self.listtopics, 'modules': self.listmodules}
            if request in lists:
                lists[request]()
            elif word == 'modules' and rest:
                self.listmodules(rest.strip())
            elif request in self.symbols:
                self.showsymbol(request)
            elif request in ('True', 'False', 'None'):
                doc(eval(request), 'Help on %s:', output=self._output, is_cli=is_cli)
            elif request in self.keywords:
                self.showtopic(request)
            elif request in self.topics:
                self.showtopic(request)
            elif request:
                doc(request, 'Help on %s:', output=self._output, is_cli=is_cli)
            else:
                doc(str, 'Help on %s:', output=self._output, is_cli=is_cli)
        elif isinstance(request, Helper):
            self()
        else:
            doc(request, 'Help on %s:', output=self._output, is_cli=is_cli)
        self.output.write('\n')

    def list(self, items, columns=4, width=80):
        """Write words in columns."""
        items = sorted(items)
        height = -(-len(items) // columns)
        for row in range(height):
            cells = items[row::height]
            padded = [item.ljust(width // columns - 1) + ' ' for item in cells[:columns - 1]]
            self.output.write(''.join(padded + cells[columns - 1:]) + '\n')

    def listkeywords(self):
        """List the keywords."""
        self.output.write('\nHere is a list of the Python keywords.  Enter any keyword to get more help.\n\n')
        self.list(self.keywords)

    def listsymbols(self):
        """List the punctuation that means something."""
        self.output.write('\nHere is a list of the punctuation symbols which Python assigns special meaning\nto. Enter any symbol to get more help.\n\n')
        self.list(self.symbols)

    def listtopics(self):
        """List the topics."""
        self.output.write('\nHere is a list of available topics.  Enter any topic name to get more help.\n\n')
        self.list(self.topics, columns=3)

    def showtopic(self, topic, more_xrefs=''):
        """Say where the language reference treats a topic or keyword, and what is related to it."""
        target = topic
        entry = self.keywords.get(topic, self.topics.get(topic))
        while isinstance(entry, str) and entry:
            target, entry = entry, self.keywords.get(entry, self.topics.get(entry))
        if not entry:
            self.output.write(f'no documentation found for {topic!r}\n')
            return
        label, related = entry
        place = 'https://docs.python.org/%d.%d/search.html?q=%s' % (*sys.version_info[:2], label)
        page = f'{topic}\n\nThe language reference is not part of this installation. It treats "{label}":\n    {place}\n'
        related = ' '.join(filter(None, (related, more_xrefs)))
        if related:
            import textwrap
            page += '\n' + textwrap.fill('Related help topics: ' + ', '.join(related.split()), 72) + '\n'
        if self._output is None:
            pager(page, f'Help on {topic}')
        else:
            self.output.write(page)

    def showsymbol(self, symbol):
        """Show the topic of a symbol."""
        topic, _, related = self.symbols[symbol].partition(' ')
        self.showtopic(topic, related)

    def listmodules(self, key=''):
        """List all modules, or those with a word in their name or first line."""
        if key:
            self.output.write(f"\nHere is a list of modules whose name or summary contains '{key}'.\n"
                              'If there are any, enter a module name to get more help.\n\n')
            apropos(key)
            return
        self.output.write('\nPlease wait a moment while I gather a list of all available modules...\n\n')
        names = set()
        ModuleScanner().run(lambda path, name, summary: names.add(name.removesuffix('.__init__') + (' (package)' if name.endswith('.__init__') else '')))
        self.list(name for name in names if '.' not in name)
        self.output.write('\nEnter any module name to get more help.  Or, type "modules spam" to search\n'
                          'for modules whose name or summary contain the string "spam".\n')


help = Helper()


class ModuleScanner:
    """Goes through all modules that can be imported."""

    def run(self, callback, key=None, completer=None, onerror=None):
        """Call callback(path, name, summary) for each module, or each whose name or first line has key in it."""
        self.quit = False
        wanted = key.lower() if key is not None else None
        for path, name, summary in self._modules(wanted is not None, onerror):
            if self.quit:
                break
            if wanted is None or wanted in f'{name} - {summary}'.lower():
                callback(path, name, summary)
        if completer:
            completer()

    def _modules(self, with_summaries, onerror):
        for name in sys.builtin_module_names:
            if name != '__main__':
                doc = getattr(importlib.import_module(name), '__doc__', '') if with_summaries else ''
                yield None, name, (doc or '').split('\n')[0]
        for found, name, is_package in pkgutil.walk_packages(onerror=onerror):
            path, summary = None, ''
            if with_summaries:
                try:
                    spec = found.find_spec(name)
                    path, summary = spec.origin, self._summary(spec)
                except Exception:
                    if onerror:
                        onerror(name)
                    continue
            yield path, name + '.__init__' if is_package else name, summary

    @staticmethod
    def _summary(spec):
        import io
        source = spec.loader.get_source(spec.name) if hasattr(spec.loader, 'get_source') else None
        return source_synopsis(io.StringIO(source)) or '' if source is not None else ''


def apropos(key):
    """Print the modules with a word in their name or first line."""
    import warnings

    def show(path, name, summary):
        print(name.removesuffix('.__init__') + (' (package)' if name.endswith('.__init__') else ''), summary and '- ' + summary)

    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        ModuleScanner().run(show, key, onerror=lambda name: None)


# Pages for browsers.

def _index_page():
    lists = [html.index()] + [html.index(path) for path in sys.path if os.path.isdir(path)]
    return 'Index of Modules', html.heading('Index of Modules') + ''.join(lists)


def _names_page(title, names):
    links = ''.join(f'<li><a href="topic?key={name}">{name}</a></li>\n' for name in sorted(names))
    return title, html.heading(title) + f'<ul>\n{links}</ul>\n'


def _topic_page(topic):
    import io
    out = io.StringIO()
    Helper(None, out).showtopic(topic)
    kind = 'KEYWORD' if topic in Helper.keywords else 'TOPIC'
    return f'{kind} {topic}', html.heading(f'{kind} {topic}') + f'<pre>{html.escape(out.getvalue())}</pre>'


def _search_page(key):
    import warnings
    rows = []

    def add(path, name, summary):
        name = name.removesuffix('.__init__')
        rows.append(f'<li><a href="{name}.html">{name}</a> {html.escape(summary)}</li>\n')

    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        ModuleScanner().run(add, key, onerror=lambda name: None)
    return 'Search Results', html.heading('Search Results') + f'<ul>\n{"".join(rows)}</ul>\n'


def _object_page(name):
    found = locate(name, forceload=1)
    if found is None and name != 'None':
        raise ValueError('could not find object')
    return describe(found), html.document(found, name)


def _url_handler(url, content_type='text/html'):
    """Return the page of an address: lists of what there is, NAME.html for an object, or the answer to a search."""
    name = url.lstrip('/').removesuffix('.html')
    word, _, key = name.partition('?key=')
    try:
        if word in ('get', 'search') and key == 'keywords' or word == 'keywords':
            title, contents = _names_page('Keywords', Helper.keywords)
        elif word == 'topics':
            title, contents = _names_page('Topics', Helper.topics)
        elif word == 'search' and key:
            title, contents = _search_page(key)
        elif word == 'topic' and key:
            title, contents = _topic_page(key)
        elif word in ('', 'index') or word == 'get' and not key:
            title, contents = _index_page()
        else:
            title, contents = _object_page(key or word)
    except Exception as error:
        title = f'Error - {key or word}'
        contents = html.heading('Error') + f'<p>{html.escape(f"{type(error).__name__}: {error}")}</p>'
    return html.page(title, contents)


def _start_server(urlhandler, hostname, port):
    """Serve pages in a thread of its own; return it, its attribute url tells the address, its method stop ends it."""
    import http.server
    import threading

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            data = urlhandler(self.path, 'text/html').encode()
            self.send_response(200)
            self.send_header('Content-Type', 'text/html; charset=UTF-8')
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer((hostname, port), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.url = f'http://{hostname}:{server.server_port}/'
    thread.serving, thread.error = True, None

    def stop():
        server.shutdown()
        server.server_close()
        thread.serving = False

    thread.stop = stop
    thread.start()
    return thread


def browse(port=0, *, open_browser=True, hostname='localhost'):
    """Serve the pages of all modules until the input says q, and open a browser on them."""
    server = _start_server(_url_handler, hostname, port)
    print('Server ready at', server.url)
    print('Server commands: [b]rowser, [q]uit')
    if open_browser:
        import webbrowser
        webbrowser.open(server.url)
    try:
        while server.serving:
            command = input('server> ').lower()
            if command == 'q':
                break
            if command == 'b':
                import webbrowser
                webbrowser.open(server.url)
            else:
                print('Server commands: [b]rowser, [q]uit')
    except (KeyboardInterrupt, EOFError):
        print()
    finally:
        server.stop()
        print('Server stopped')


# Command line.

def ispath(x):
    """Tell whether an argument names a file: it has a separator in it."""
    return isinstance(x, str) and os.sep in x


_USAGE = """pydoc - the Python documentation tool

{0} <name> ...
    Show text documentation on something.  <name> may be the name of a
    Python keyword, topic, function, module, or package, or a dotted
    reference to a class or function within a module or module in a
    package.  If <name> contains a '{1}', it is used as the path to a
    Python source file to document. If name is 'keywords', 'topics',
    or 'modules', a listing of these things is displayed.

{0} -k <keyword>
    Search for a keyword in the synopsis lines of all available modules.

{0} -n <hostname>
    Start an HTTP server with the given hostname (default: localhost).

{0} -p <port>
    Start an HTTP server on the given port on the local machine.  Port
    number 0 can be used to get an arbitrary unused port.

{0} -b
    Start an HTTP server on an arbitrary unused port and open a web browser
    to interactively browse documentation.  This option can be used in
    combination with -n and/or -p.

{0} -w <name> ...
    Write out the HTML documentation for a module to a file in the current
    directory.  If <name> contains a '{1}', it is treated as a filename; if
    it names a directory, documentation is written for all the contents.
"""


def _get_revised_path(given_path, argv0):
    # In sys.path the current folder counts, not that of this file; None when nothing need be changed.
    here = os.getcwd()
    if {'', os.curdir, here} & set(given_path):
        return None
    folder = os.path.dirname(argv0)
    own = os.path.dirname(__file__)
    kept = [entry for entry in given_path if entry != folder or folder == own or not folder]
    return [here, *kept]


def cli():
    """Do what the command line says."""
    import getopt
    usage = _USAGE.format(os.path.splitext(os.path.basename(sys.argv[0]))[0], os.sep)
    revised = _get_revised_path(sys.path, sys.argv[0])
    if revised is not None:
        sys.path[:] = revised
    try:
        options, names = getopt.getopt(sys.argv[1:], 'bk:n:p:w')
        chosen = dict(options)
        port = int(chosen.get('-p', 0))
    except (getopt.error, ValueError):
        print(usage)
        return
    if '-k' in chosen:
        apropos(chosen['-k'])
    elif chosen.keys() & {'-b', '-p', '-n'}:
        browse(port, hostname=chosen.get('-n', 'localhost'), open_browser='-b' in chosen)
    elif not names:
        print(usage)
    else:
        for name in names:
            _show(name, '-w' in chosen)


def _show(name, write):
    if ispath(name) and not os.path.exists(name):
        print(f'file {name!r} does not exist')
        sys.exit(1)
    try:
        if write and ispath(name) and os.path.isdir(name):
            writedocs(name)
            return
        thing = importfile(name) if ispath(name) and os.path.isfile(name) else name
        if write:
            writedoc(thing)
        else:
            help.help(thing, is_cli=True)
    except (ImportError, ErrorDuringImport) as error:
        print(error)
        sys.exit(1)


if __name__ == '__main__':
    cli()
