"""The classes and functions of a module, found in its source without running it.

    python -m pyclbr FILE | MODULE      list them
"""

import ast
import importlib.util
import sys

__all__ = ['readmodule', 'readmodule_ex', 'Class', 'Function']

_modules = {}  # module -> what _Reader found


class _Object:
    """What classes and functions have in common: module, name, file, lineno, end_lineno, parent (None at the top) and children by name."""

    def __init__(self, module, name, file, lineno, end_lineno, parent):
        self.module, self.name, self.file = module, name, file
        self.lineno, self.end_lineno, self.parent = lineno, end_lineno, parent
        self.children = {}
        if parent is not None:
            parent._own(name, self)

    def _own(self, name, child):
        self.children[name] = child


class Function(_Object):
    """A function or method; is_async tells of 'async def'."""

    def __init__(self, module, name, file, lineno, parent=None, is_async=False, *, end_lineno=None):
        super().__init__(module, name, file, lineno, end_lineno, parent)
        self.is_async = is_async


class Class(_Object):
    """A class: super is the list of its bases, as Class or, where they aren't known, names; methods has their first lines by name."""

    def __init__(self, module, name, super_, file, lineno, parent=None, *, end_lineno=None):
        super().__init__(module, name, file, lineno, end_lineno, parent)
        self.super, self.methods = list(super_ or ()), {}

    def _own(self, name, child):
        super()._own(name, child)
        if isinstance(child, Function):
            self.methods[name] = child.lineno


def readmodule(module, path=None):
    """Return {name: Class} of a module's classes; it is looked for along path, if there is one, and then along sys.path."""
    return {name: found for name, found in _read(module, path or []).items() if isinstance(found, Class)}


def readmodule_ex(module, path=None):
    """Return {name: Class or Function} of a module, for packages with their search path as '__path__'."""
    return _read(module, path or [])


def _read(module, path, package=None):
    full = f'{package}.{module}' if package else module
    if full in _modules:
        return _modules[full]
    if module in sys.builtin_module_names and package is None:
        found = _modules[module] = {}
        return found
    head, dot, tail = module.rpartition('.')
    if dot:
        outer = _read(head, path, package)
        if '__path__' not in outer:
            raise ImportError(f'No package named {head}')
        return _read(tail, outer['__path__'], f'{package}.{head}' if package else head)
    found = {}
    search = path if package else path + sys.path
    spec = importlib.util._find_spec(full, search)
    if spec is None:
        raise ModuleNotFoundError(f'no module named {full!r}', name=full)
    _modules[full] = found
    if spec.submodule_search_locations is not None:
        found['__path__'] = list(spec.submodule_search_locations)
    try:
        source = spec.loader.get_source(full)
    except (AttributeError, ImportError):
        return found
    if source is not None:
        _Reader(full, search, spec.origin, found, spec.submodule_search_locations is not None).read(source)
    return found


def _create_tree(fullmodule, path, fname, source, tree, inpackage):
    """Put what a module's source defines in tree, and return it."""
    _Reader(fullmodule, path, fname, tree, inpackage is not None).read(source)
    return tree


class _Reader:
    """Reads the source of one module; scopes that functions and classes open are gone through, too."""

    def __init__(self, module, path, file, found, is_package):
        self._module, self._path, self._file, self._found = module, path, file, found
        self._package = module if is_package else module.rpartition('.')[0]

    def read(self, source):
        self._go_through(ast.parse(source), None)

    def _go_through(self, node, parent):
        for child in ast.iter_child_nodes(node):
            match child:
                case ast.ClassDef():
                    self._enter(Class(self._module, child.name, [self._base(base) for base in child.bases], self._file, child.lineno, parent,
                                      end_lineno=child.end_lineno), child, parent)
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    self._enter(Function(self._module, child.name, self._file, child.lineno, parent, isinstance(child, ast.AsyncFunctionDef),
                                         end_lineno=child.end_lineno), child, parent)
                case ast.Import() if parent is None:
                    for alias in child.names:
                        self._try(alias.name)
                case ast.ImportFrom() if parent is None:
                    self._from(child)
                case ast.Import() | ast.ImportFrom() | ast.expr():
                    pass
                case _:
                    self._go_through(child, parent)

    def _enter(self, found, node, parent):
        if parent is None:
            self._found[found.name] = found
        self._go_through(node, found)

    def _base(self, node):
        name = ast.unparse(node)
        if name in self._found:
            return self._found[name]
        module, dot, tail = name.rpartition('.')
        if dot:
            # A class of an imported module.
            return _modules.get(module.rpartition('.')[2], _modules.get(module, {})).get(tail, name)
        return name

    def _try(self, name, package=None):
        try:
            return _read(name, self._path if package is None else self._path, package)
        except (ImportError, SyntaxError, ValueError):
            return {}

    def _from(self, node):
        name = node.module or ''
        if node.level:
            parts = self._package.split('.')
            base = '.'.join(parts[:len(parts) - node.level + 1])
            name = f'{base}.{name}' if name else base
        theirs = self._try(name)
        for alias in node.names:
            if alias.name == '*':
                self._found.update({key: value for key, value in theirs.items() if not key.startswith('_')})
            elif alias.name in theirs:
                self._found[alias.asname or alias.name] = theirs[alias.name]


def _main():
    import os
    name = sys.argv[1] if len(sys.argv) > 1 else __file__
    if os.path.exists(name):
        path = [os.path.dirname(name)]
        name = os.path.basename(name).removesuffix('.py')
    else:
        path = []
    pending = [(found, 0) for found in _sorted(_read(name, path).values())]
    while pending:
        found, depth = pending.pop(0)
        indent = ' ' * depth
        if isinstance(found, Class):
            print(f'{indent}class {found.name} {[getattr(base, "name", base) for base in found.super]} {found.lineno}')
        else:
            print(f'{indent}def {found.name} {found.lineno}')
        pending[:0] = [(child, depth + 2) for child in _sorted(found.children.values())]


def _sorted(objects):
    return sorted((found for found in objects if isinstance(found, _Object)), key=lambda found: found.lineno)


if __name__ == '__main__':
    _main()
