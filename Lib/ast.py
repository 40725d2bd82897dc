"""Syntax trees of Python programs: parsing, walking, changing, printing.

    tree = parse(source)

returns a Module. The classes of nodes come from `_ast`; each has its fields in _fields and the attributes for its
place in the source (lineno, col_offset, end_lineno, end_col_offset) in _attributes.
"""

from _ast import *
import _ast

_LOCATION = ("lineno", "col_offset", "end_lineno", "end_col_offset")


def parse(source, filename="<unknown>", mode="exec", *, type_comments=False, feature_version=None, optimize=-1):
    """Return the syntax tree of a program.

    mode is 'exec' (a file), 'eval' (an expression), 'single' (an interactive statement) or 'func_type' (the type
    comment of a function). type_comments makes `# type:` comments part of the tree. feature_version, a pair such
    as (3, 9) or the minor version, refuses syntax that is newer. With optimize above 0 the tree is what the
    compiler works on at that level.
    """
    flags = PyCF_ONLY_AST
    if optimize > 0:
        flags |= PyCF_OPTIMIZED_AST
    if type_comments:
        flags |= PyCF_TYPE_COMMENTS
    if feature_version is None:
        feature_version = -1
    elif isinstance(feature_version, tuple):
        major, feature_version = feature_version
        if major != 3:
            raise ValueError(f"Unsupported major version: {major}")
    return compile(source, filename, mode, flags, _feature_version=feature_version, optimize=optimize)


def literal_eval(node_or_string):
    """Return the value of an expression that consists of literals only.

    Those are strings, bytes, numbers, complex numbers as sums, tuples, lists, dicts, sets, set(), True, False, None
    and Ellipsis. Anything else raises ValueError; text that is no expression raises SyntaxError.
    """
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(" \t"), mode="eval")
    if isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body
    return _literal(node_or_string)


def _malformed(node):
    place = f" on line {node.lineno}" if getattr(node, "lineno", None) else ""
    return ValueError(f"malformed node or string{place}: {node!r}")


def _literal(node):
    match node:
        case Constant():
            return node.value
        case Tuple():
            return tuple([_literal(element) for element in node.elts])
        case List():
            return [_literal(element) for element in node.elts]
        case Set():
            return {_literal(element) for element in node.elts}
        case Call(func=Name(id="set"), args=[], keywords=[]):
            return set()
        case Dict():
            if len(node.keys) != len(node.values):
                raise _malformed(node)
            return {_literal(key): _literal(value) for key, value in zip(node.keys, node.values)}
        case BinOp(op=Add() | Sub()):
            real = _number(node.left, signed=True)
            imaginary = _number(node.right)
            if isinstance(real, (int, float)) and isinstance(imaginary, complex):
                return real + imaginary if isinstance(node.op, Add) else real - imaginary
    return _number(node, signed=True)


def _number(node, signed=False):
    """Return the value of a number, with a sign perhaps."""
    if signed and isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        value = _number(node.operand)
        return value if isinstance(node.op, UAdd) else -value
    if isinstance(node, Constant) and type(node.value) in (int, float, complex):
        return node.value
    raise _malformed(node)


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None, show_empty=False):
    """Return a text that shows a tree, for looking at it.

    annotate_fields: with the names of the fields, where they aren't needed, too; include_attributes: with places.
    indent, a text or number of blanks, spreads the tree over lines. Fields that are absent or empty lists are left
    out; show_empty shows the lists.
    """
    if not isinstance(node, AST):
        raise TypeError(f"expected AST, got {type(node).__name__!r}")
    if indent is not None and not isinstance(indent, str):
        indent = " " * indent
    return _Dumper(annotate_fields, include_attributes, indent, show_empty).text(node, 0)[0]


class _Dumper:
    """The options of dump(). text() returns a text, and whether it is simple: nothing that would be spread over lines."""

    def __init__(self, annotate, attributes, indent, show_empty):
        self.annotate = annotate
        self.attributes = attributes
        self.indent = indent
        self.show_empty = show_empty

    def separators(self, level):
        """Return what stands before the first part and between parts."""
        if self.indent is None:
            return "", ", "
        start = "\n" + self.indent * level
        return start, "," + start

    def text(self, value, level):
        if isinstance(value, AST):
            return self.node(value, level + 1)
        if isinstance(value, list):
            if not value:
                return "[]", True
            start, between = self.separators(level + 1)
            return f"[{start}{between.join([self.text(x, level + 1)[0] for x in value])}]", False
        return repr(value), True

    def node(self, node, level):
        parts = []
        kind = type(node)
        empty = []  # parts that are shown only if another follows by position
        named = self.annotate
        simple = True
        for name in node._fields:
            try:
                value = getattr(node, name)
            except AttributeError:
                named = True
                continue
            if value is None and getattr(kind, name, ...) is None:
                named = True
                continue
            if not self.show_empty and value == [] and isinstance(value, list) and self.is_list(kind, name):
                if not named:
                    empty.append("[]")
                continue
            if not named:
                parts += empty
                empty = []
            text, plain = self.text(value, level)
            simple = simple and plain
            parts.append(f"{name}={text}" if named else text)
        if self.attributes:
            for name in node._attributes:
                value = getattr(node, name, ...)
                if value is ... or value is None and getattr(kind, name, ...) is None:
                    continue
                text, plain = self.text(value, level)
                simple = simple and plain
                parts.append(f"{name}={text}")
        if simple and len(parts) <= 3:
            return f"{kind.__name__}({', '.join(parts)})", not parts
        start, between = self.separators(level)
        return f"{kind.__name__}({start}{between.join(parts)})", False

    @staticmethod
    def is_list(kind, name):
        """Return whether a field holds a list by its type, rather than any object."""
        field_type = getattr(kind, "_field_types", {}).get(name, object)
        return getattr(field_type, "__origin__", ...) is list


def copy_location(new_node, old_node):
    """Give new_node the place of old_node, as far as both can have one, and return it."""
    for name in _LOCATION:
        if name not in old_node._attributes or name not in new_node._attributes:
            continue
        value = getattr(old_node, name, ...)
        if value is ... or value is None and not name.startswith("end_"):
            continue
        setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    """Give all nodes of a tree that have no place that of the node around them; return the tree."""
    pending = [(node, (1, 0, 1, 0))]
    while pending:
        each, place = pending.pop()
        own = []
        for name, outer in zip(_LOCATION, place):
            if name in each._attributes:
                value = getattr(each, name, None) if name.startswith("end_") else getattr(each, name, ...)
                if value is ... or value is None and name.startswith("end_"):
                    setattr(each, name, outer)
                else:
                    outer = value
            own.append(outer)
        pending += [(child, own) for child in iter_child_nodes(each)]
    return node


def increment_lineno(node, n=1):
    """Move a tree n lines down and return it."""
    for each in walk(node):
        if isinstance(each, TypeIgnore):
            each.lineno = getattr(each, "lineno", 0) + n
            continue
        if "lineno" in each._attributes:
            each.lineno = getattr(each, "lineno", 0) + n
        if "end_lineno" in each._attributes and (end := getattr(each, "end_lineno", 0)) is not None:
            each.end_lineno = end + n
    return node


def iter_fields(node):
    """Yield (name, value) for each field that a node has."""
    for name in node._fields:
        try:
            value = getattr(node, name)
        except AttributeError:
            continue
        yield name, value


def iter_child_nodes(node):
    """Yield the nodes directly below a node."""
    for _, value in iter_fields(node):
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            for element in value:
                if isinstance(element, AST):
                    yield element


def walk(node):
    """Yield a node and all nodes below it, those nearer to it first."""
    nodes = [node]
    for each in nodes:
        nodes += iter_child_nodes(each)
        yield each


def get_docstring(node, clean=True):
    """Return the docstring of a function, class or module, None if it has none.

    clean removes the indentation of the lines and empty lines around them.
    """
    if not isinstance(node, (FunctionDef, AsyncFunctionDef, ClassDef, Module)):
        raise TypeError(f"{node.__class__.__name__!r} can't have docstrings")
    match node.body:
        case [Expr(value=Constant(value=str(text))), *_]:
            return _clean(text) if clean else text
    return None


def _clean(text):
    """Return a docstring as help() shows it."""
    first, *rest = text.expandtabs().split("\n")
    margin = min([len(line) - len(line.lstrip(" ")) for line in rest if line.strip(" ")], default=0)
    lines = [first.lstrip(" ")] + [line[margin:] for line in rest]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        del lines[0]
    return "\n".join(lines)


def _source_lines(source):
    """Split source into lines as the tokenizer does: form feeds don't end them."""
    lines = []
    start = 0
    while start < len(source):
        ends = [at for at in (source.find("\n", start), source.find("\r", start)) if at >= 0]
        end = min(ends, default=len(source) - 1) + 1
        if source[end - 1:end + 1] == "\r\n":
            end += 1
        lines.append(source[start:end])
        start = end
    return lines


def get_source_segment(source, node, *, padded=False):
    """Return the part of the source that a node stands for, None if it has no place.

    padded puts blanks before the first line, so that it stands where it stood.
    """
    line, column, end_line, end_column = [getattr(node, name, None) for name in _LOCATION]
    if None in (line, column, end_line, end_column):
        return None
    lines = [each.encode() for each in _source_lines(source)[line - 1:end_line]]
    lines[-1] = lines[-1][:end_column]
    before, lines[0] = lines[0][:column], lines[0][column:]
    text = b"".join(lines).decode()
    if padded and len(lines) > 1:
        text = "".join([char if char in "\f\t" else " " for char in before.decode()]) + text
    return text


def compare(a, b, /, *, compare_attributes=False):
    """Return whether two trees have the same nodes with the same values, and with compare_attributes the same places."""
    if type(a) is not type(b):
        return False
    names = [a._fields, b._fields] if not compare_attributes else [a._fields + a._attributes, b._fields + b._attributes]
    if names[0] != names[1]:
        return False
    for name in names[0]:
        if not _same(getattr(a, name, _missing), getattr(b, name, _missing), compare_attributes):
            return False
    return True


_missing = object()


def _same(x, y, compare_attributes):
    if isinstance(x, AST):
        return compare(x, y, compare_attributes=compare_attributes)
    if isinstance(x, list):
        return (isinstance(y, list) and len(x) == len(y)
                and all([_same(p, q, compare_attributes) for p, q in zip(x, y)]))
    return type(x) is type(y) and x == y


class NodeVisitor:
    """Walks a tree and calls the method visit_CLASS of a subclass for each node of a class, if there is one.

    Such a method has to call generic_visit() if the nodes below are to be visited, too. What it returns is what visit()
    returns.
    """

    def visit(self, node):
        """Visit a node."""
        method = getattr(self, "visit_" + node.__class__.__name__, self.generic_visit)
        return method(node)

    def generic_visit(self, node):
        """Visit the nodes below a node that has no method of its own."""
        for child in iter_child_nodes(node):
            self.visit(child)


class NodeTransformer(NodeVisitor):
    """A NodeVisitor whose methods return what takes the place of the node: None removes it, a list stands for several."""

    def generic_visit(self, node):
        """Visit the nodes below a node and put what comes out in their places; return the node."""
        for name, value in iter_fields(node):
            if isinstance(value, AST):
                new = self.visit(value)
                if new is None:
                    delattr(node, name)
                else:
                    setattr(node, name, new)
            elif isinstance(value, list):
                elements = []
                for element in value:
                    if not isinstance(element, AST):
                        elements.append(element)
                        continue
                    new = self.visit(element)
                    if isinstance(new, AST):
                        elements.append(new)
                    elif new is not None:
                        elements += new
                value[:] = elements
        return node


def unparse(ast_obj):
    """Return source that has the given tree. Its layout isn't that of the text that the tree came from."""
    return _ast._unparse(ast_obj)


class slice(AST):
    """Deprecated: subscripts have expressions."""


class Index(slice):
    """Deprecated: Index(value) is value."""

    def __new__(cls, value, **kwargs):
        return value


class ExtSlice(slice):
    """Deprecated: ExtSlice(dims) is a Tuple."""

    def __new__(cls, dims=(), **kwargs):
        return Tuple(list(dims), Load(), **kwargs)


class Suite(mod):
    """Deprecated: not used."""


class AugLoad(expr_context):
    """Deprecated: not used."""


class AugStore(expr_context):
    """Deprecated: not used."""


class Param(expr_context):
    """Deprecated: not used."""


def _get_dims(self):
    """Deprecated: the elements."""
    return self.elts


def _set_dims(self, value):
    self.elts = value


Tuple.dims = property(_get_dims, _set_dims)


def main(args=None):
    """The command line: print the tree of a file or of standard input."""
    import argparse
    import sys

    parser = argparse.ArgumentParser(color=True)
    parser.add_argument("infile", nargs="?", default="-", help="the file to parse; defaults to stdin")
    parser.add_argument("-m", "--mode", default="exec", choices=("exec", "single", "eval", "func_type"),
                        help="specify what kind of code must be parsed")
    parser.add_argument("--no-type-comments", default=True, action="store_false",
                        help="don't add information about type comments")
    parser.add_argument("-a", "--include-attributes", action="store_true",
                        help="include attributes such as line numbers and column offsets")
    parser.add_argument("-i", "--indent", type=int, default=3, help="indentation of nodes (number of spaces)")
    parser.add_argument("--feature-version", type=str, default=None, metavar="VERSION",
                        help="Python version in the format 3.x (for example, 3.10)")
    parser.add_argument("-O", "--optimize", type=int, default=-1, metavar="LEVEL",
                        help="optimization level for parser (default -1)")
    parser.add_argument("--show-empty", default=False, action="store_true",
                        help="show empty lists and fields in dump output")
    options = parser.parse_args(args)

    if options.infile == "-":
        name, source = "<stdin>", sys.stdin.buffer.read()
    else:
        name = options.infile
        with open(name, "rb") as file:
            source = file.read()
    feature_version = None
    if options.feature_version:
        try:
            major, minor = map(int, options.feature_version.split(".", 1))
        except ValueError:
            parser.error("Invalid format for --feature-version; expected format 3.x (for example, 3.10)")
        feature_version = major, minor
    tree = parse(source, name, options.mode, type_comments=options.no_type_comments,
                 feature_version=feature_version, optimize=options.optimize)
    print(dump(tree, include_attributes=options.include_attributes, indent=options.indent,
               show_empty=options.show_empty))


if __name__ == "__main__":
    main()
