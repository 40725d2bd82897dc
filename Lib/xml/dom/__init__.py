"""The Document Object Model: codes, exceptions and names of namespaces.

xml.dom.minidom has an implementation, xml.dom.pulldom reads documents of which only parts are needed.
"""


class Node:
    """The kinds of nodes: nodeType is one of these."""

    # Those that implement it have the attributes of the recommendation.
    __slots__ = ()

    (ELEMENT_NODE, ATTRIBUTE_NODE, TEXT_NODE, CDATA_SECTION_NODE, ENTITY_REFERENCE_NODE, ENTITY_NODE,
     PROCESSING_INSTRUCTION_NODE, COMMENT_NODE, DOCUMENT_NODE, DOCUMENT_TYPE_NODE, DOCUMENT_FRAGMENT_NODE,
     NOTATION_NODE) = range(1, 13)


INDEX_SIZE_ERR, DOMSTRING_SIZE_ERR, HIERARCHY_REQUEST_ERR, WRONG_DOCUMENT_ERR = 1, 2, 3, 4
INVALID_CHARACTER_ERR, NO_DATA_ALLOWED_ERR, NO_MODIFICATION_ALLOWED_ERR, NOT_FOUND_ERR = 5, 6, 7, 8
NOT_SUPPORTED_ERR, INUSE_ATTRIBUTE_ERR, INVALID_STATE_ERR, SYNTAX_ERR = 9, 10, 11, 12
INVALID_MODIFICATION_ERR, NAMESPACE_ERR, INVALID_ACCESS_ERR, VALIDATION_ERR = 13, 14, 15, 16


class DOMException(Exception):
    """What DOM raises. Each code has a subclass."""

    def __init__(self, *args, **kw):
        if type(self) is DOMException:
            raise RuntimeError('DOMException should not be instantiated directly')
        super().__init__(*args, **kw)

    def _get_code(self):
        return self.code


def _error(name, code, doc):
    return type(name, (DOMException,), {'__doc__': doc, '__module__': __name__, 'code': code})


IndexSizeErr = _error('IndexSizeErr', INDEX_SIZE_ERR, 'A place in text is outside of it.')
DomstringSizeErr = _error('DomstringSizeErr', DOMSTRING_SIZE_ERR, 'Text is too long.')
HierarchyRequestErr = _error('HierarchyRequestErr', HIERARCHY_REQUEST_ERR, "A node can't be there.")
WrongDocumentErr = _error('WrongDocumentErr', WRONG_DOCUMENT_ERR, 'A node belongs to another document.')
InvalidCharacterErr = _error('InvalidCharacterErr', INVALID_CHARACTER_ERR, "A name has a character that can't be in one.")
NoDataAllowedErr = _error('NoDataAllowedErr', NO_DATA_ALLOWED_ERR, 'A node has no data.')
NoModificationAllowedErr = _error('NoModificationAllowedErr', NO_MODIFICATION_ALLOWED_ERR, "A node can't be changed.")
NotFoundErr = _error('NotFoundErr', NOT_FOUND_ERR, "A node isn't there.")
NotSupportedErr = _error('NotSupportedErr', NOT_SUPPORTED_ERR, 'This implementation has no such thing.')
InuseAttributeErr = _error('InuseAttributeErr', INUSE_ATTRIBUTE_ERR, 'An attribute belongs to another element.')
InvalidStateErr = _error('InvalidStateErr', INVALID_STATE_ERR, 'An object is of no use any more, or not yet.')
SyntaxErr = _error('SyntaxErr', SYNTAX_ERR, "Something isn't written as it has to be.")
InvalidModificationErr = _error('InvalidModificationErr', INVALID_MODIFICATION_ERR, "The kind of an object can't change.")
NamespaceErr = _error('NamespaceErr', NAMESPACE_ERR, 'A name makes no sense with its namespace.')
InvalidAccessErr = _error('InvalidAccessErr', INVALID_ACCESS_ERR, "An object can't do that.")
ValidationErr = _error('ValidationErr', VALIDATION_ERR, "The document wouldn't be valid any more.")


class UserDataHandler:
    """What happens to a node of which a handler of user data is told."""

    NODE_CLONED, NODE_IMPORTED, NODE_DELETED, NODE_RENAMED = range(1, 5)


XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'
XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml'
EMPTY_NAMESPACE = EMPTY_PREFIX = None

from xml.dom.domreg import getDOMImplementation, registerDOMImplementation
