"""Concrete syntax trees: what the parser makes of a program before it becomes an abstract tree.

    import parser
    tree = parser.suite("x = 1")
    tree.tolist()

The tree has a node for each rule of the grammar that the LL(1) automaton went through, down to the tokens. As a list, a
rule is [number, part, ...] and a token is [number, text]; sym_name and token.tok_name have the names. CPython had
a module of this name until 3.9; the rules are those of gopy's own grammar, named as the language reference names them.

    python -m parser [-c] [-l] [-m MODE] [FILE]
"""

import _parser
import token

__all__ = ["suite", "expr", "compilest", "isexpr", "issuite", "st2list", "st2tuple", "sym_name", "ParserError", "ST",
           "STType"]

sym_name = _parser.rules


class ParserError(Exception):
    """An object isn't what a function of this module expects."""


class ST:
    """A concrete syntax tree."""

    def __init__(self, source, mode, filename="<syntax-tree>"):
        self._tree = _parser.tree(source, filename, mode)
        self._source = source
        self._mode = mode

    def __repr__(self):
        return f"<parser.ST of an {'expression' if self.isexpr() else 'suite'}>"

    def __eq__(self, other):
        return self._tree == other._tree if isinstance(other, ST) else NotImplemented

    __hash__ = None

    def isexpr(self):
        """Return whether it is the tree of an expression."""
        return self._mode == "eval"

    def issuite(self):
        """Return whether it is the tree of statements."""
        return self._mode == "exec"

    def _convert(self, node, kind, line_info, col_info, names):
        number = node[0]
        if token.ISTERMINAL(number):
            parts = [token.tok_name[number] if names else number, node[1]]
            if line_info:
                parts.append(node[2])
            if col_info:
                parts.append(node[3])
            return kind(parts)
        parts = [self._convert(part, kind, line_info, col_info, names) for part in node[1:]]
        return kind([sym_name[number] if names else number, *parts])

    def tolist(self, line_info=False, col_info=False, *, names=False):
        """Return the tree as nested lists; tokens with their line and column, on demand; names in place of numbers."""
        return self._convert(self._tree, list, line_info, col_info, names)

    def totuple(self, line_info=False, col_info=False, *, names=False):
        """Return the tree as nested tuples; see tolist()."""
        return self._convert(self._tree, tuple, line_info, col_info, names)

    def compile(self, filename="<syntax-tree>"):
        """Return the code object of the program."""
        return compile(self._source, filename, self._mode)


STType = ST


def suite(source):
    """Return the tree of statements; SyntaxError if they are none."""
    return ST(source, "exec")


def expr(source):
    """Return the tree of an expression; SyntaxError if it is none."""
    return ST(source, "eval")


def _checked(st):
    if not isinstance(st, ST):
        raise ParserError(f"expected a parser.ST, got {type(st).__name__}")
    return st


def st2list(st, line_info=False, col_info=False):
    """Return a tree as nested lists: st.tolist()."""
    return _checked(st).tolist(line_info, col_info)


def st2tuple(st, line_info=False, col_info=False):
    """Return a tree as nested tuples: st.totuple()."""
    return _checked(st).totuple(line_info, col_info)


def compilest(st, filename="<syntax-tree>"):
    """Return the code object of a tree: st.compile()."""
    return _checked(st).compile(filename)


def isexpr(st):
    """Return whether a tree is an expression's."""
    return _checked(st).isexpr()


def issuite(st):
    """Return whether a tree is that of statements."""
    return _checked(st).issuite()
