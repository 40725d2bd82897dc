"""What the modules of the library offer: names and signatures.

    python3.14 -I -S testdata/modules/survey.py --record    CPython 3.14 on Linux: writes names.txt
    gopy -I -S testdata/modules/survey.py                   compares with names.txt and prints docs/modules.md

names.txt has a line for each module and below it, indented, a line for each public name: the name, its kind and, where inspect finds
one, its signature. Names are those of __all__, else those without an underscore that weren't imported from elsewhere; those of classes
are what the class or a base that isn't public itself defines. Annotations are left out, and an ellipsis stands
for defaults that can't be written.
"""

import __future__

import contextlib
import enum
import importlib
import inspect
import io
import os
import re
import sys
import types
import warnings

RECORD = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'names.txt')

# The modules within packages that the library's documentation treats. All others are known by sys.stdlib_module_names.
INNER = '''
asyncio: subprocess
collections: abc
compression: bz2 gzip lzma zlib zstd
concurrent: futures interpreters
ctypes: util wintypes
curses: ascii panel textpad
dbm: dumb gnu ndbm sqlite3
email: charset contentmanager encoders errors feedparser generator header headerregistry iterators message mime mime.application
    mime.audio mime.base mime.image mime.message mime.multipart mime.nonmultipart mime.text parser policy utils
encodings: idna punycode utf_8_sig
html: entities parser
http: client cookiejar cookies server
importlib: abc machinery metadata resources resources.abc simple util
json: decoder encoder
logging: config handlers
multiprocessing: connection dummy managers pool shared_memory sharedctypes
os: path
pathlib: types
string: templatelib
unittest: mock
urllib: error parse request response robotparser
wsgiref: handlers headers simple_server types util validate
xml: dom dom.minidom dom.pulldom etree etree.ElementTree parsers parsers.expat parsers.expat.errors parsers.expat.model sax
    sax.handler sax.saxutils sax.xmlreader
xmlrpc: client server
zoneinfo:
'''

# Left out: they are no part of the documented library, or exist for other systems.
LEFT_OUT = {'idlelib', 'nt', 'pyexpat', 'sre_compile', 'sre_constants', 'sre_parse', 'test', 'turtledemo', 'tkinter', 'turtle', 'lib2to3'}


def names_of_modules():
    """All modules to survey, sorted."""
    names = {name for name in sys.stdlib_module_names if name == '__future__' or not name.startswith('_')} - LEFT_OUT
    package = None
    for word in INNER.split():
        if word.endswith(':'):
            package = word[:-1]
        else:
            names.add(f'{package}.{word}')
    return sorted(names)


def load(name):
    """The module, or None. What it prints when imported is dropped."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            return importlib.import_module(name)
        except ImportError:
            return None


class Unreadable:
    def __repr__(self):
        return '…'


def readable(value):
    """The value, or an ellipsis for one that only shows where it lies."""
    shown = repr(value)
    if value == sys.executable or not isinstance(value, (type, enum.Enum)) and shown.startswith('<') or re.search(r'0x[0-9a-f]{6}', shown):
        return Unreadable()
    return value


def signature(value):
    """The text of a signature; '' when there is none."""
    try:
        found = inspect.signature(value)
    except Exception:  # inspect says ValueError or TypeError, but can also stumble over a default
        return ''
    empty = inspect.Parameter.empty
    parameters = [p.replace(annotation=empty, default=p.default if p.default is empty else readable(p.default))
                  for p in found.parameters.values()]
    return str(inspect.Signature(parameters))


def kind_of(value):
    if isinstance(value, type):
        return 'exception' if issubclass(value, BaseException) else 'class'
    if isinstance(value, types.ModuleType):
        return 'module'
    return 'function' if callable(value) else 'value'


def kind_of_member(value):
    for kind, shown in ((staticmethod, 'staticmethod'), (classmethod, 'classmethod'), (types.ClassMethodDescriptorType, 'classmethod'),
                        (property, 'property')):
        if isinstance(value, kind):
            return shown
    if isinstance(value, type):
        return kind_of(value)
    if callable(value):
        return 'method'
    return 'property' if hasattr(type(value), '__get__') else 'value'


def is_own(module, name, value):
    """Whether a module without __all__ has a name for others, not because it uses it."""
    if name.startswith('_') or name.endswith('_') or isinstance(value, types.ModuleType) or isinstance(value, type(__future__.division)):
        return False
    here, home = module.__name__, getattr(value, '__module__', None)
    if type(value).__module__ == 'typing' or isinstance(value, type) and home == 'builtins':
        return here == home or isinstance(value, type) and issubclass(value, BaseException) and name != value.__name__
    if not isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)) or not isinstance(home, str):
        return True
    return home.startswith((here, '_' + here, '_frozen')) or here in ('posixpath', 'ntpath') and home == 'genericpath'


def public_names(module):
    if hasattr(module, '__all__'):
        return sorted(set(module.__all__))
    return sorted(name for name, value in vars(module).items() if is_own(module, name, value))


def members(cls):
    """The public names of a class with their values as its namespaces have them: its own, and those of bases that aren't public."""
    found = {}
    for base in cls.__mro__:
        home = sys.modules.get(base.__module__)
        if base is not cls and (base.__module__ == 'builtins' or not base.__name__.startswith('_') and hasattr(home, base.__name__)):
            continue
        for name, value in vars(base).items():
            if not name.startswith('_'):
                found.setdefault(name, value)
    return sorted(found.items())


def attribute(owner, name):
    """What a name of a module or class stands for; raises AttributeError. Modules that `from package import *` imports are imported."""
    try:
        return getattr(owner, name)
    except AttributeError:
        if isinstance(owner, type):
            return inspect.getattr_static(owner, name)
        if load(f'{owner.__name__}.{name}') is None:
            raise
        return getattr(owner, name)


def entries(module):
    """The lines of a module: pairs of a name and what is said of it."""
    for name in public_names(module):
        value = attribute(module, name)
        yield name, kind_of(value), signature(value) if callable(value) else ''
        if isinstance(value, type):
            for inner, raw in members(value):
                kind = kind_of_member(raw)
                shown = ''
                if kind in ('method', 'classmethod', 'staticmethod'):
                    shown = signature(getattr(value, inner, None))
                yield f'{name}.{inner}', kind, shown


def record():
    lines = []
    for name in names_of_modules():
        module = load(name)
        if module is None:
            continue
        lines.append(name)
        for words in entries(module):
            lines.append(' ' + ' '.join(filter(None, words)))
    text = '\n'.join(lines) + '\n'
    with open(RECORD, 'w', encoding='utf-8') as file:
        file.write(text)


def recorded():
    """The modules of names.txt: a dict from a module's name to a list of (name, kind, signature)."""
    found = {}
    with open(RECORD, encoding='utf-8') as file:
        for line in file:
            words = line.strip().split(' ', 2)
            if line.startswith(' '):
                entries.append((words[0], words[1], words[2] if len(words) > 2 else ''))
            else:
                entries = found[words[0]] = []
    return found


def reach(module, path):
    """What a dotted name of a module stands for; raises AttributeError."""
    value = module
    for name in path.split('.'):
        value = attribute(value, name)
    return value


class Coverage:
    """How much of one module is there."""

    def __init__(self, name, expected):
        self.name = name
        self.names = len(expected)
        self.signatures = sum(bool(signature) for _, _, signature in expected)
        self.missing, self.different = [], []
        self.module = load(name)
        if self.module is None:
            return
        for path, _, wanted in expected:
            try:
                value = reach(self.module, path)
            except AttributeError:
                self.missing.append(path)
            else:
                if wanted and signature(value) != wanted:
                    self.different.append(path)
        absent = set(self.missing)
        self.present = self.names - len(absent)
        self.equal = self.signatures - len(self.different) - sum(bool(shown) for path, _, shown in expected if path in absent)

    def language(self):
        if not getattr(self.module, '__file__', None):
            return 'Go'
        return 'Go, Python' if '_' + self.name in sys.builtin_module_names else 'Python'

    def row(self):
        if self.module is None:
            return f'| {self.name} | not there yet | | 0 of {self.names} | 0 of {self.signatures} |'
        about = (self.module.__doc__ or '').strip().partition('\n')[0].replace('|', '\\|')
        return (f'| {self.name} | {about} | {self.language()} | {self.present} of {self.names} | {self.equal} of {self.signatures} |')


def share(part, whole):
    return f'{part} of {whole} ({100 * part / whole:.1f} %)'


def page():
    """docs/modules.md."""
    found = [Coverage(name, expected) for name, expected in recorded().items()]
    there = [c for c in found if c.module is not None]
    print(HEAD)
    print(f'{len(there)} of {len(found)} modules are there. In these,', 
          share(sum(c.present for c in there), sum(c.names for c in there)), 'names are there and',
          share(sum(c.equal for c in there), sum(c.signatures for c in there)), 'signatures are equal.\n')
    print('| module | what it is | written in | names | equal signatures |\n|---|---|---|---|---|')
    for c in found:
        print(c.row())
    for title, part in ('Names that are missing', 'missing'), ('Signatures that differ', 'different'):
        print(f'\n## {title}\n')
        for c in there:
            if getattr(c, part):
                print(f'* **{c.name}**:', ', '.join(f'`{name}`' for name in getattr(c, part)))


HEAD = '''# The modules

What CPython 3.14 offers on Linux, module by module, and how much of it gopy has: the public names of modules and of their classes, and
those of their signatures, as `inspect` shows them without annotations, that are equal. Where CPython has no signature none is asked for. What a name does is
not judged here; other tests do that. `testdata/modules/survey.py` recorded CPython's names and measures gopy's.
'''

if __name__ == '__main__':
    warnings.simplefilter('ignore')
    import webbrowser
    webbrowser.open = bool  # for module antigravity
    if sys.argv[1:] == ['--record']:
        record()
    else:
        page()
