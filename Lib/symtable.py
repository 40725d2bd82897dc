"""The compiler's symbol tables: which names a program's scopes have, and where each name lives.

    table = symtable(source, filename, 'exec')

gives the table of the module; its inner scopes are its children. `_symtable` does the work; the classes
here read its numbers.
"""

import _symtable
from enum import StrEnum

__all__ = ["symtable", "SymbolTableType", "SymbolTable", "Class", "Function", "Symbol"]

# (name, value) of each flag, in the order in which they are shown.
_FLAGS = [(name, getattr(_symtable, name)) for name in (
    "USE", "DEF_GLOBAL", "DEF_NONLOCAL", "DEF_LOCAL", "DEF_PARAM", "DEF_TYPE_PARAM", "DEF_FREE_CLASS",
    "DEF_IMPORT", "DEF_BOUND", "DEF_ANNOT", "DEF_COMP_ITER", "DEF_COMP_CELL")]
_SHOWN_FLAGS = [(name, value) for name, value in _FLAGS if name != "DEF_BOUND"]
_SCOPES = {getattr(_symtable, name): name
           for name in ("LOCAL", "GLOBAL_EXPLICIT", "GLOBAL_IMPLICIT", "FREE", "CELL")}
_GLOBAL = (_symtable.GLOBAL_EXPLICIT, _symtable.GLOBAL_IMPLICIT)
_LOCAL = (_symtable.LOCAL, _symtable.CELL)


def symtable(code, filename, compile_type):
    """Return the SymbolTable of a program's outermost scope.

    compile_type is 'exec', 'eval' or 'single', as for compile().
    """
    return _Wrapper(filename)(_symtable.symtable(code, filename, compile_type))


class _Wrapper:
    """Makes the tables of one program, one for each scope however often it is asked for."""

    def __init__(self, filename):
        self.filename = filename
        self.tables = {}

    def __call__(self, entry):
        table = self.tables.get(entry.id)
        if table is None:
            kind = _CLASSES.get(entry.type, SymbolTable)
            table = self.tables[entry.id] = kind(entry, self.filename)
            table._wrap = self
        return table


class SymbolTableType(StrEnum):
    """What opens a scope."""

    MODULE = "module"
    FUNCTION = "function"
    CLASS = "class"
    ANNOTATION = "annotation"
    TYPE_ALIAS = "type alias"
    TYPE_PARAMETERS = "type parameters"
    TYPE_VARIABLE = "type variable"


_KINDS = {getattr(_symtable, "TYPE_" + kind.name): kind for kind in SymbolTableType}


def _scope_of(number):
    """Return where a symbol lives, from its number in an entry."""
    return (number >> _symtable.SCOPE_OFF) & _symtable.SCOPE_MASK


class SymbolTable:
    """The names of one scope."""

    def __init__(self, raw_table, filename):
        self._table = raw_table
        self._filename = filename
        self._symbols = {}
        self._wrap = None

    def __repr__(self):
        kind = "" if self.__class__ is SymbolTable else self.__class__.__name__ + " "
        if self._table.type == _symtable.TYPE_MODULE:
            return f"<{kind}SymbolTable for module {self._filename}>"
        return f"<{kind}SymbolTable for {self._table.name} in {self._filename}>"

    def get_type(self):
        """Return what opens the scope, a SymbolTableType."""
        return _KINDS[self._table.type]

    def get_id(self):
        """Return a number that tells the table from others."""
        return self._table.id

    def get_name(self):
        """Return the name of the class, function, ... that the scope belongs to; 'top' for a module."""
        return self._table.name

    def get_lineno(self):
        """Return the line where the scope begins, 0 for a module."""
        return self._table.lineno

    def is_optimized(self):
        """Return whether names of the scope can live in fast locals."""
        return self._table.type == _symtable.TYPE_FUNCTION

    def is_nested(self):
        """Return whether the scope lies within a function."""
        return bool(self._table.nested)

    def has_children(self):
        """Return whether there are scopes within."""
        return bool(self._table.children)

    def get_identifiers(self):
        """Return a view of the names of the scope."""
        return self._table.symbols.keys()

    def lookup(self, name):
        """Return the Symbol of a name; KeyError if the scope doesn't mention it."""
        symbol = self._symbols.get(name)
        if symbol is None:
            number = self._table.symbols[name]
            spaces = [child for child in self.get_children() if child.get_name() == name]
            symbol = Symbol(name, number, spaces,
                            module_scope=self._table.name == "top")  # as CPython has it, a function called top, too
            self._symbols[name] = symbol
        return symbol

    def get_symbols(self):
        """Return the Symbols of all names of the scope."""
        return [self.lookup(name) for name in self.get_identifiers()]

    def get_children(self):
        """Return the tables of the scopes within."""
        if self._wrap is None:
            self._wrap = _Wrapper(self._filename)
        return [self._wrap(entry) for entry in self._table.children]


class Function(SymbolTable):
    """The names of a function, lambda, comprehension or generator expression."""

    def _where(self, wanted):
        return tuple(name for name, number in self._table.symbols.items() if wanted(number))

    def get_parameters(self):
        """Return the names of the parameters."""
        return self._where(lambda number: number & _symtable.DEF_PARAM)

    def get_locals(self):
        """Return the names that the function binds, parameters among them."""
        return self._where(lambda number: _scope_of(number) in _LOCAL)

    def get_globals(self):
        """Return the names that live in the module or in builtins."""
        return self._where(lambda number: _scope_of(number) in _GLOBAL)

    def get_nonlocals(self):
        """Return the names that nonlocal statements declare."""
        return self._where(lambda number: number & _symtable.DEF_NONLOCAL)

    def get_frees(self):
        """Return the names that live in enclosing functions."""
        return self._where(lambda number: _scope_of(number) == _symtable.FREE)


class Class(SymbolTable):
    """The names of a class body."""

    def get_methods(self):
        """Return the names of the functions that def statements of the body define (deprecated)."""
        import warnings
        warnings.warn(f"{type(self).__module__}.Class.get_methods() is deprecated and will be removed in Python 3.16.",
                      DeprecationWarning, stacklevel=2)
        found = {}
        for entry in self._table.children:
            if entry.type == _symtable.TYPE_TYPE_PARAMETERS:
                # The function itself is the last scope within the scope of its type parameters.
                inner = [e for e in entry.children if e.name == entry.name]
                entry = inner[-1] if inner else entry
            if entry.type != _symtable.TYPE_FUNCTION:
                continue
            if _scope_of(self._table.symbols.get(entry.name, 0)) not in _LOCAL:
                continue  # a lambda or generator expression, or a function that isn't the class's
            if entry.name == "genexpr" and entry.varnames == [".0"]:
                continue
            found[entry.name] = None
        return tuple(found)


_CLASSES = {_symtable.TYPE_FUNCTION: Function, _symtable.TYPE_CLASS: Class}


class Symbol:
    """What one scope says about a name."""

    def __init__(self, name, flags, namespaces=None, *, module_scope=False):
        self.__name = name
        self.__flags = flags
        self.__scope = _scope_of(flags)
        self.__spaces = namespaces or ()
        self.__in_module = module_scope

    def __repr__(self):
        return f"<symbol {self.__name!r}: {self._scope_str()}, {self._flags_str()}>"

    def _scope_str(self):
        return _SCOPES.get(self.__scope) or str(self.__scope)

    def _flags_str(self):
        return "|".join(name for name, flag in _SHOWN_FLAGS if self.__flags & flag)

    def _has(self, flag):
        return bool(self.__flags & flag)

    def get_name(self):
        """Return the name."""
        return self.__name

    def is_referenced(self):
        """Return whether the scope reads the name."""
        return self._has(_symtable.USE)

    def is_parameter(self):
        """Return whether it is a parameter."""
        return self._has(_symtable.DEF_PARAM)

    def is_type_parameter(self):
        """Return whether it is a type parameter."""
        return self._has(_symtable.DEF_TYPE_PARAM)

    def is_global(self):
        """Return whether the name lives in the module or in builtins."""
        return self.__scope in _GLOBAL or self.__in_module and self._has(_symtable.DEF_BOUND)

    def is_nonlocal(self):
        """Return whether a nonlocal statement declares it."""
        return self._has(_symtable.DEF_NONLOCAL)

    def is_declared_global(self):
        """Return whether a global statement declares it."""
        return self.__scope == _symtable.GLOBAL_EXPLICIT

    def is_local(self):
        """Return whether the name lives in this scope."""
        return self.__scope in _LOCAL or self.__in_module and self._has(_symtable.DEF_BOUND)

    def is_annotated(self):
        """Return whether the name has an annotation."""
        return self._has(_symtable.DEF_ANNOT)

    def is_free(self):
        """Return whether the name lives in an enclosing function."""
        return self.__scope == _symtable.FREE

    def is_free_class(self):
        """Return whether the class binds the name and a scope within has it from around the class."""
        return self._has(_symtable.DEF_FREE_CLASS)

    def is_imported(self):
        """Return whether an import statement binds it."""
        return self._has(_symtable.DEF_IMPORT)

    def is_assigned(self):
        """Return whether the scope assigns to it, or deletes or defines it."""
        return self._has(_symtable.DEF_LOCAL)

    def is_comp_iter(self):
        """Return whether it is the iteration variable of a comprehension."""
        return self._has(_symtable.DEF_COMP_ITER)

    def is_comp_cell(self):
        """Return whether it is a cell of an inlined comprehension."""
        return self._has(_symtable.DEF_COMP_CELL)

    def is_namespace(self):
        """Return whether a def, class, or the like binds the name to a scope of its own."""
        return bool(self.__spaces)

    def get_namespaces(self):
        """Return the tables of the scopes that the name is bound to."""
        return self.__spaces

    def get_namespace(self):
        """Return the table of the one scope that the name is bound to; ValueError if there isn't exactly one."""
        if len(self.__spaces) == 1:
            return self.__spaces[0]
        if self.__spaces:
            raise ValueError("name is bound to multiple namespaces")
        raise ValueError("name is not bound to any namespaces")


def _print(table, indent=0):
    """Print the symbols of a table and the tables within."""
    inner = " " * (indent + 4)
    for symbol in table.get_symbols():
        flags = ", ".join(name.lower() for name, value in _FLAGS if symbol._Symbol__flags & value == value)
        print(f"{inner}{symbol._scope_str().lower()} symbol {symbol.get_name()!r}: {flags}")
    print()
    for child in table.get_children():
        nested = "nested " if child.is_nested() else ""
        print(f"{inner}symbol table for {nested}{child.get_type()} {child.get_name()!r}:")
        _print(child, indent + 4)


def main(args):
    """Print the tables of the files that args name; of standard input for none or '-'."""
    import sys
    for filename in args or ["-"]:
        if filename == "-":
            filename, source = "<stdin>", sys.stdin.read()
        else:
            with open(filename, "rb") as file:
                source = file.read()
        table = symtable(source, filename, "exec")
        print(f"symbol table for {table.get_type()} from file {filename!r}:")
        _print(table)


if __name__ == "__main__":
    import sys
    main(sys.argv[1:])
