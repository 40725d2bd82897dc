# Records the classes of CPython 3.14's ast module: python3.14 record_classes.py > classes.txt
# doc NAME REPR-OF-DOC for each class, type NAME ATTRIBUTES for each type, class NAME BASE FIELDS for each of its classes; a field is type, quantifier and name.
import ast
import types
import typing

NAMES = {str: "str", int: "int", object: "constant"}


def described(cls, field):
    kind = cls._field_types[field]
    if typing.get_origin(kind) is list:
        return f"{name(typing.get_args(kind)[0])}*:{field}"
    if isinstance(kind, types.UnionType):
        return f"{name(typing.get_args(kind)[0])}?:{field}"
    return f"{name(kind)}:{field}"


def name(kind):
    return NAMES.get(kind) or kind.__name__


classes = [c for c in vars(ast).values() if isinstance(c, type) and issubclass(c, ast.AST) and c.__module__ == "ast"
           and not (c.__doc__ or "").startswith("Deprecated") and c is not ast.AST]
for cls in sorted(classes, key=lambda c: c.__name__):
    print("doc", cls.__name__, repr(cls.__doc__))
    if cls.__base__ is ast.AST:
        print("type", cls.__name__, *cls._attributes)
    if cls.__base__ is not ast.AST or cls._fields:
        print("class", cls.__name__, cls.__base__.__name__, *(described(cls, field) for field in cls._fields))
