"""The class behind ast.unparse(), under the name that CPython has for it."""

import _ast


class Unparser:
    """Writes syntax trees as source."""

    def visit(self, node):
        """Return the source of a node, or of a list of nodes."""
        return _ast._unparse(node)
