"""Filters of nodes (DOM Level 2 Traversal)."""


class NodeFilter:
    """What a filter says of a node, and the masks of the kinds of nodes."""

    FILTER_ACCEPT, FILTER_REJECT, FILTER_SKIP = 1, 2, 3

    SHOW_ALL = 0xFFFFFFFF
    (SHOW_ELEMENT, SHOW_ATTRIBUTE, SHOW_TEXT, SHOW_CDATA_SECTION, SHOW_ENTITY_REFERENCE, SHOW_ENTITY,
     SHOW_PROCESSING_INSTRUCTION, SHOW_COMMENT, SHOW_DOCUMENT, SHOW_DOCUMENT_TYPE, SHOW_DOCUMENT_FRAGMENT,
     SHOW_NOTATION) = [1 << bit for bit in range(12)]

    def acceptNode(self, node):
        """Return one of the FILTER_ codes."""
        raise NotImplementedError
