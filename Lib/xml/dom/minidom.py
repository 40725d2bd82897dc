"""A small implementation of DOM: Level 1, most of Level 2 Core, and some of Level 3.

The tree is one of Python objects; attributes of a node are those of the recommendation. unlink() takes a tree apart.
"""

import io
import xml.dom
from xml.dom import EMPTY_NAMESPACE, EMPTY_PREFIX, XMLNS_NAMESPACE, domreg
from xml.dom.minicompat import EmptyNodeList, NodeList, StringTypes, defproperty
from xml.dom.xmlbuilder import DOMImplementationLS, DocumentLS

_kinds, _Missing = xml.dom.Node, xml.dom.NotFoundErr


def _taken_out(node):
    """A node can be in one place only."""
    parent = node.parentNode
    if parent is not None:
        parent.removeChild(node)


class Node(xml.dom.Node):
    """What all nodes have in common, and the treatment of children."""

    namespaceURI = parentNode = ownerDocument = nextSibling = previousSibling = None
    prefix = EMPTY_PREFIX
    # The kinds of nodes that can be children.
    _possible = ()

    def __bool__(self):
        return True

    # -- writing

    def toxml(self, encoding=None, standalone=None):
        """Return the node as XML: bytes if there is an encoding."""
        return self.toprettyxml('', '', encoding, standalone)

    def toprettyxml(self, indent='\t', newl='\n', encoding=None, standalone=None):
        """Return the node as XML, each in a line of its own and indented by its depth."""
        out = io.StringIO()
        if self.nodeType == _kinds.DOCUMENT_NODE:
            self.writexml(out, '', indent, newl, encoding, standalone)
        else:
            self.writexml(out, '', indent, newl)
        text = out.getvalue()
        return text if encoding is None else text.encode(encoding, 'xmlcharrefreplace')

    # -- children

    def hasChildNodes(self):
        """Whether there are children."""
        return len(self.childNodes) > 0

    def _get_childNodes(self):
        return self.childNodes

    def _get_firstChild(self):
        return self.childNodes[0] if self.childNodes else None

    def _get_lastChild(self):
        return self.childNodes[-1] if self.childNodes else None

    def _check(self, node):
        if node.nodeType not in self._possible:
            raise xml.dom.HierarchyRequestErr(f'{node!r} cannot be child of {self!r}')

    def _splice(self, start, end, nodes):
        """Put nodes in the place of the children from start to end."""
        children = self.childNodes
        for node in children[start:end]:
            node.parentNode = node.previousSibling = node.nextSibling = None
        children[start:end] = nodes
        for node in nodes:
            node.parentNode = self
        # The chain is mended at both ends, and within.
        for place in range(max(start, 1), min(start + len(nodes) + 1, len(children))):
            children[place - 1].nextSibling, children[place].previousSibling = children[place], children[place - 1]
        if start == 0 and children:
            children[0].previousSibling = None
        if children and start + len(nodes) >= len(children):
            children[-1].nextSibling = None

    def _place(self, child):
        # Comparing nodes is comparing objects.
        for place, node in enumerate(self.childNodes):
            if node is child:
                return place
        raise _Missing()

    def insertBefore(self, newChild, refChild):
        """Put a node, or the children of a fragment, before a child; before None: at the end."""
        if newChild.nodeType == _kinds.DOCUMENT_FRAGMENT_NODE:
            for node in list(newChild.childNodes):
                self.insertBefore(node, refChild)
            return newChild
        self._check(newChild)
        if newChild is refChild:
            return newChild
        if refChild is not None:
            self._place(refChild)
        _taken_out(newChild)
        place = len(self.childNodes) if refChild is None else self._place(refChild)
        self._splice(place, place, [newChild])
        return newChild

    def appendChild(self, node):
        """Put a node, or the children of a fragment, at the end."""
        return self.insertBefore(node, None)

    def replaceChild(self, newChild, oldChild):
        """Put a node in the place of a child. Return that child."""
        if newChild.nodeType == _kinds.DOCUMENT_FRAGMENT_NODE:
            following = oldChild.nextSibling
            _taken_out(oldChild)
            return self.insertBefore(newChild, following)
        self._check(newChild)
        if newChild is oldChild:
            return None
        self._place(oldChild)
        _taken_out(newChild)
        place = self._place(oldChild)
        self._splice(place, place + 1, [newChild])
        return oldChild

    def removeChild(self, oldChild):
        """Take a child out."""
        place = self._place(oldChild)
        self._splice(place, place + 1, [])
        return oldChild

    def normalize(self):
        """Make one text of texts that stand side by side, and remove the empty ones."""
        place = 0
        while place < len(self.childNodes):
            child = self.childNodes[place]
            if child.nodeType == _kinds.ELEMENT_NODE:
                child.normalize()
            elif child.nodeType == _kinds.TEXT_NODE:
                before = self.childNodes[place - 1] if place else None
                joins = bool(child.data) and before is not None and before.nodeType == _kinds.TEXT_NODE
                if joins:
                    before.data += child.data
                if joins or not child.data:
                    self._splice(place, place + 1, [])
                    child.unlink()
                    continue
            place += 1

    def cloneNode(self, deep):
        """Return a copy, with all that is below if deep."""
        return _copied(self, deep, self.ownerDocument or self)

    # -- names and data

    def isSupported(self, feature, version):
        """Whether the implementation has a feature."""
        return self.ownerDocument.isSupported(feature, version)

    def _get_localName(self):
        # Only elements and attributes have one.
        return None

    def isSameNode(self, other):
        """Whether this is the same node."""
        return other is self

    def getInterface(self, feature):
        """Return the object that has a feature: this one, or None."""
        return self if self.isSupported(feature, None) else None

    def getUserData(self, key):
        """Return what a program keeps here, or None."""
        return vars(self).get('_user_data', {}).get(key, (None,))[0]

    def setUserData(self, key, data, handler):
        """Keep something here; None: no more. handler is told of what happens to the node. Return what was kept."""
        kept = vars(self).setdefault('_user_data', {})
        before = self.getUserData(key)
        if data is None:
            kept.pop(key, None)
        else:
            kept[key] = data, handler
        return before

    def _tell_handlers(self, operation, source, target):
        for key, (data, handler) in list(vars(self).get('_user_data', {}).items()):
            if handler is not None:
                handler.handle(operation, key, data, source, target)

    def unlink(self):
        """Take the tree apart."""
        self.ownerDocument = self.parentNode = None
        for child in self.childNodes or ():
            child.unlink()
        if self.childNodes:
            self.childNodes = type(self.childNodes)()
        self.nextSibling = self.previousSibling = None

    def __enter__(self):
        return self

    def __exit__(self, et, ev, tb):
        self.unlink()


defproperty(Node, 'firstChild', doc='The first child, or None.')
defproperty(Node, 'lastChild', doc='The last child, or None.')
defproperty(Node, 'localName', doc='The name without its prefix, of a name with a namespace.')


def _write_data(writer, text, attr):
    """Write text with escapes; in an attribute also those of quotes and of white space."""
    if text:
        text = text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
        if attr:
            for old, new in (('"', '&quot;'), ('\r', '&#13;'), ('\n', '&#10;'), ('\t', '&#9;')):
                text = text.replace(old, new)
        writer.write(text)


def _elements(node, wanted):
    """All elements below a node that are wanted, in the order of the document."""
    found = NodeList()
    waiting = list(reversed(node.childNodes))
    while waiting:
        child = waiting.pop()
        if child.nodeType == _kinds.ELEMENT_NODE and wanted(child):
            found.append(child)
        waiting += reversed(child.childNodes or ())
    return found


class _Searchable:
    """Finds elements below."""

    def getElementsByTagName(self, name):
        """Return all elements of that name; *: all."""
        return _elements(self, lambda element: name in ('*', element.tagName))

    def getElementsByTagNameNS(self, namespaceURI, localName):
        """Return all elements of that name in that namespace; *: any."""
        return _elements(self, lambda element: localName in ('*', element.localName) and (
            namespaceURI in ('*', element.namespaceURI)))


class _Inner(Node):
    """A node that can have children."""

    def __init__(self):
        children = NodeList()
        self.childNodes = children


class DocumentFragment(_Inner):
    """Nodes without a document around them. Where it is put, they go."""

    nodeType, nodeName = Node.DOCUMENT_FRAGMENT_NODE, '#document-fragment'
    nodeValue = attributes = parentNode = None
    _possible = (_kinds.ELEMENT_NODE, _kinds.PROCESSING_INSTRUCTION_NODE, _kinds.COMMENT_NODE, _kinds.TEXT_NODE,
                 _kinds.CDATA_SECTION_NODE, _kinds.ENTITY_REFERENCE_NODE, _kinds.NOTATION_NODE)


# ---- attributes


class TypeInfo:
    """The type of an attribute or element."""

    __slots__ = ('namespace', 'name')

    def __init__(self, namespace, name):
        self.namespace, self.name = namespace, name

    def __repr__(self):
        where = f' (from {self.namespace!r})' if self.namespace else ''
        return f'<{type(self).__name__} {self.name!r}{where}>'

    def _get_name(self):
        return self.name

    def _get_namespace(self):
        return self.namespace


_no_type = TypeInfo(namespace=None, name=None)


def _split_name(name):
    prefix, colon, local = name.partition(':')
    return (prefix, local) if colon else (None, name)


class Attr(_Inner):
    """An attribute."""

    nodeType, attributes, ownerElement = Node.ATTRIBUTE_NODE, None, None
    specified = _is_id = False
    _possible = (_kinds.TEXT_NODE, _kinds.ENTITY_REFERENCE_NODE)

    def __init__(self, qName, namespaceURI=EMPTY_NAMESPACE, localName=None, prefix=None):
        super().__init__()
        self._name, self.namespaceURI = qName, namespaceURI
        self._local = localName
        if prefix is not None:
            vars(self)['_prefix'] = prefix
        self._text = ''
        # The value is its child, too.
        self.childNodes += [Text()]

    def _get_localName(self):
        if '_plain' in vars(self):
            # It was renamed out of its namespace.
            return None
        return self._local or self._name.partition(':')[2] or self._name

    def _get_name(self):
        return self._name

    def _set_name(self, value):
        self._moved(lambda: vars(self).update(_name=value, _local=None))

    def _moved(self, change):
        """Change the name. The element finds its attributes by name."""
        owner = self.ownerElement
        change()
        if owner is not None:
            owner._sort_names(self)

    nodeName = name = property(_get_name, _set_name)

    def _get_value(self):
        return self._text

    def _set_value(self, value):
        self._text = self.childNodes[0].data = value

    nodeValue = value = property(_get_value, _set_value)

    def _get_prefix(self):
        return vars(self).get('_prefix')

    def _set_prefix(self, prefix):
        local = self.localName
        if prefix == 'xmlns' and self.namespaceURI and self.namespaceURI != XMLNS_NAMESPACE:
            raise xml.dom.NamespaceErr("illegal use of 'xmlns' prefix for the wrong namespace")
        self._moved(lambda: vars(self).update(_prefix=prefix, _name=local if prefix is None else f'{prefix}:{local}'))

    prefix = property(_get_prefix, _set_prefix)

    def _get_specified(self):
        return self.specified

    def unlink(self):
        owner = self.ownerElement
        if owner is not None:
            owner._drop(self)
        if self._is_id:
            self._is_id = False
        self.ownerElement = self.ownerDocument = None
        self.childNodes.clear()

    def _pair(self):
        return self.namespaceURI, self.localName

    def _declared(self):
        """What the DTD says of the element that has this, or None."""
        if self.ownerDocument is None or self.ownerElement is None:
            return None
        return self.ownerDocument._element_info(self.ownerElement)

    def _get_isId(self):
        if self._is_id:
            return True
        info = self._declared()
        if info is None:
            return False
        return info.isIdNS(*self._pair()) if self.namespaceURI else info.isId(self._name)

    def _get_schemaType(self):
        info = self._declared()
        if info is None:
            return _no_type
        return info.getAttributeTypeNS(*self._pair()) if self.namespaceURI else info.getAttributeType(self._name)


defproperty(Attr, 'isId', doc='Whether it names its element.')
defproperty(Attr, 'localName', doc='The name without its prefix.')
defproperty(Attr, 'schemaType', doc='The type that the DTD says.')


class NamedNodeMap:
    """The attributes of an element by name, as the element has them now."""

    def __init__(self, attrs, attrsNS, ownerElement):
        self._by_name, self._ownerElement = attrs, ownerElement

    def _get_length(self):
        return len(self._by_name)

    def item(self, index):
        """Return the attribute at an index, or None."""
        return list(self._by_name.values())[index] if -len(self._by_name) <= index < len(self._by_name) else None

    def items(self):
        """Return names and values."""
        return [(attr.nodeName, attr.value) for attr in self._by_name.values()]

    def itemsNS(self):
        """Return pairs of namespace and local name, and values."""
        return [(attr._pair(), attr.value) for attr in self._by_name.values()]

    def __contains__(self, key):
        return key in self._by_name if isinstance(key, str) else self._by_pair(key) is not None

    def keys(self):
        """Return the names."""
        return self._by_name.keys()

    def keysNS(self):
        """Return pairs of namespace and local name."""
        return {attr._pair(): attr for attr in self._by_name.values()}.keys()

    def values(self):
        """Return the attributes."""
        return self._by_name.values()

    def get(self, name, value=None):
        """Return the attribute of a name, or value."""
        return self._by_name.get(name, value)

    def _by_pair(self, pair):
        for attr in self._by_name.values():
            if attr._pair() == tuple(pair):
                return attr
        return None

    __len__ = _get_length
    __hash__ = None

    def _order(self, other):
        """Less than, equal or greater, as a number: the same attributes are equal."""
        if self._by_name is getattr(other, '_by_name', None):
            return 0
        mine, theirs = id(self), id(other)
        return (mine > theirs) - (mine < theirs)

    def __eq__(self, other):
        return self._order(other) == 0

    def __lt__(self, other):
        return self._order(other) < 0

    def __le__(self, other):
        return self._order(other) <= 0

    def __gt__(self, other):
        return self._order(other) > 0

    def __ge__(self, other):
        return self._order(other) >= 0

    def __getitem__(self, attname_or_tuple):
        if not isinstance(attname_or_tuple, tuple):
            return self._by_name[attname_or_tuple]
        attr = self._by_pair(attname_or_tuple)
        if attr is None:
            raise KeyError(attname_or_tuple)
        return attr

    def __setitem__(self, attname, value):
        if isinstance(value, str):
            node = self._by_name.get(attname)
            if node is None:
                node = Attr(attname)
                document = self._ownerElement.ownerDocument
                node.ownerDocument = document
                self.setNamedItem(node)
            node.value = value
        elif isinstance(value, Attr):
            self.setNamedItem(value)
        else:
            raise TypeError('value must be a string or Attr object')

    def getNamedItem(self, name):
        """Return the attribute of a name, or None."""
        return self._by_name.get(name)

    def getNamedItemNS(self, namespaceURI, localName):
        """Return the attribute of a name in a namespace, or None."""
        return self._by_pair((namespaceURI, localName))

    def _removed(self, attr):
        if attr is None:
            raise _Missing()
        return self._ownerElement.removeAttributeNode(attr)

    def removeNamedItem(self, name):
        """Remove the attribute of a name."""
        return self._removed(self._by_name.get(name))

    def removeNamedItemNS(self, namespaceURI, localName):
        """Remove the attribute of a name in a namespace."""
        return self._removed(self._by_pair((namespaceURI, localName)))

    def setNamedItem(self, node):
        """Put an attribute in the place of that of the same name. Return that one, or None."""
        if node.nodeType != _kinds.ATTRIBUTE_NODE:
            raise xml.dom.HierarchyRequestErr(f'{node!r} cannot be child of {self!r}')
        before = self._by_name.get(node.name)
        if before is not None:
            before.unlink()
        self._ownerElement._keep(node)
        return before

    def setNamedItemNS(self, node):
        """Do the same with that of the same name and namespace."""
        replaced = self.setNamedItem(node)
        return replaced

    def __delitem__(self, attname_or_tuple):
        self[attname_or_tuple].unlink()


defproperty(NamedNodeMap, 'length', doc='How many there are.')
AttributeList = NamedNodeMap


# ---- elements


class Element(_Searchable, _Inner):
    """An element."""

    nodeType, nodeValue = Node.ELEMENT_NODE, None
    schemaType = _no_type
    _possible = (_kinds.ELEMENT_NODE, _kinds.PROCESSING_INSTRUCTION_NODE, _kinds.COMMENT_NODE, _kinds.TEXT_NODE,
                 _kinds.CDATA_SECTION_NODE, _kinds.ENTITY_REFERENCE_NODE)

    def __init__(self, tagName, namespaceURI=EMPTY_NAMESPACE, prefix=None, localName=None):
        super().__init__()
        self.nodeName = self.tagName = tagName
        self.namespaceURI, self.prefix = namespaceURI, prefix
        self._own = {}

    # The attributes: by name.

    def _keep(self, attr):
        attr.ownerElement = self
        self._own[attr.name] = attr

    def _add_attribute(self, attr, value):
        document, attr.value = self.ownerDocument, value
        attr.ownerDocument = document
        self._keep(attr)

    def _sort_names(self, attr):
        """An attribute has another name: it stays in its place, and another of that name goes."""
        own = [each for each in self._own.values() if each is attr or each.name != attr.name]
        self._own.clear()
        self._own.update({each.name: each for each in own})

    def _drop(self, attr):
        if self._own.get(attr.name) is attr:
            del self._own[attr.name]

    def _get_localName(self):
        return None if '_plain' in vars(self) else self.tagName.partition(':')[2] or self.tagName

    def _get_tagName(self):
        return self.tagName

    def unlink(self):
        for attr in list(self._own.values()):
            attr.unlink()
        super().unlink()

    def getAttribute(self, attname):
        """Return the value of an attribute; '' if there is none."""
        attr = self._own.get(attname)
        return '' if attr is None else attr.value

    def getAttributeNS(self, namespaceURI, localName):
        """Return the value of an attribute in a namespace; '' if there is none."""
        attr = self.getAttributeNodeNS(namespaceURI, localName)
        return '' if attr is None else attr.value

    def setAttribute(self, attname, value):
        """Set the value of an attribute."""
        attr = self._own.get(attname)
        if attr is None:
            self._add_attribute(Attr(attname), value)
        else:
            attr.value = value

    def setAttributeNS(self, namespaceURI, qualifiedName, value):
        """Set the value of an attribute in a namespace."""
        prefix, local = _split_name(qualifiedName)
        attr = self.getAttributeNodeNS(namespaceURI, local)
        if attr is None:
            self._add_attribute(Attr(qualifiedName, namespaceURI, local, prefix), value)
            return
        attr.value = value
        if prefix != attr.prefix:
            attr.prefix = prefix

    def getAttributeNode(self, attrname):
        """Return an attribute, or None."""
        own = self._own
        return own.get(attrname)

    def getAttributeNodeNS(self, namespaceURI, localName):
        """Return an attribute in a namespace, or None."""
        for attr in self._own.values():
            if attr.localName == localName and attr.namespaceURI == namespaceURI:
                return attr
        return None

    def setAttributeNode(self, attr):
        """Put an attribute in the place of that of the same name. Return that one, or None."""
        if attr.ownerElement is not None and attr.ownerElement is not self:
            raise xml.dom.InuseAttributeErr('attribute node already owned')
        replaced = None
        for old in {id(old): old for old in (self._own.get(attr.name),
                                             self.getAttributeNodeNS(attr.namespaceURI, attr.localName)) if old}.values():
            if old is not attr:
                self.removeAttributeNode(old)
                replaced = replaced or old
        self._keep(attr)
        return replaced

    setAttributeNodeNS = setAttributeNode

    def removeAttribute(self, name):
        """Remove an attribute."""
        if name not in self._own:
            raise _Missing()
        self.removeAttributeNode(self._own[name])

    def removeAttributeNS(self, namespaceURI, localName):
        """Remove an attribute in a namespace."""
        attr = self.getAttributeNodeNS(namespaceURI, localName)
        if attr is None:
            raise _Missing()
        self.removeAttributeNode(node=attr)

    def removeAttributeNode(self, node):
        """Remove an attribute. Return it."""
        if node is None or self._own.get(node.name) is not node:
            raise _Missing()
        self._drop(node)
        node.ownerElement, node._is_id = None, False
        return node

    removeAttributeNodeNS = removeAttributeNode

    def hasAttribute(self, name):
        """Whether there is an attribute."""
        return name in self._own

    def hasAttributeNS(self, namespaceURI, localName):
        """Whether there is an attribute in a namespace."""
        return self.getAttributeNodeNS(namespaceURI, localName) is not None

    def hasAttributes(self):
        """Whether there are attributes."""
        return bool(self._own)

    def _get_attributes(self):
        return NamedNodeMap(self._own, None, self)

    def __repr__(self):
        return f'<DOM Element: {self.tagName} at {id(self):#x}>'

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write the element."""
        put = writer.write
        put(f'{indent}<{self.tagName}')
        for attr in self._own.values():
            put(f' {attr.name}="')
            _write_data(writer, attr.value, True)
            put('"')
        children = self.childNodes
        if not children:
            put(f'/>{newl}')
            return
        put('>')
        if len(children) == 1 and children[0].nodeType in (_kinds.TEXT_NODE, _kinds.CDATA_SECTION_NODE):
            # Text alone isn't indented: that would be a part of it.
            children[0].writexml(writer, '', '', '')
        else:
            put(newl)
            for child in children:
                child.writexml(writer, indent + addindent, addindent, newl)
            put(indent)
        put(f'</{self.tagName}>{newl}')

    # Which attribute names the element.

    def setIdAttribute(self, name):
        """Let an attribute name the element."""
        self.setIdAttributeNode(self.getAttributeNode(name))

    def setIdAttributeNS(self, namespaceURI, localName):
        """Let an attribute in a namespace name the element."""
        self.setIdAttributeNode(self.getAttributeNodeNS(namespaceURI, localName))

    def setIdAttributeNode(self, idAttr):
        """Let an attribute name the element."""
        if idAttr is None or self is not idAttr.ownerElement:
            raise _Missing()
        idAttr._is_id = True


defproperty(Element, 'attributes', doc='The attributes.')
defproperty(Element, 'localName', doc='The name without its prefix.')


# ---- nodes without children


class Childless:
    """What nodes without children say of them."""

    attributes = firstChild = lastChild = None
    childNodes = EmptyNodeList()

    def _get_firstChild(self):
        return None

    _get_lastChild = _get_firstChild

    def hasChildNodes(self):
        """Never."""
        return False

    def normalize(self):
        """There is nothing to do."""

    def _refuse(self, error, verb):
        raise error(f'{self.nodeName} nodes {verb} have children')

    def appendChild(self, node):
        """Raise an exception."""
        self._refuse(xml.dom.HierarchyRequestErr, 'cannot')

    def insertBefore(self, newChild, refChild):
        """Raise an exception."""
        self._refuse(xml.dom.HierarchyRequestErr, 'do not')

    def removeChild(self, oldChild):
        """Raise an exception."""
        self._refuse(xml.dom.NotFoundErr, 'do not')

    def replaceChild(self, newChild, oldChild):
        """Raise an exception."""
        self._refuse(xml.dom.HierarchyRequestErr, 'do not')


def _alias(name):
    """A property that stands for another attribute."""
    return property(lambda self: getattr(self, name), lambda self, value: setattr(self, name, value))


class ProcessingInstruction(Childless, Node):
    """A processing instruction."""

    nodeType, nodeName, nodeValue = Node.PROCESSING_INSTRUCTION_NODE, _alias('target'), _alias('data')

    def __init__(self, target, data):
        self.target, self.data = target, data

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write it."""
        writer.write(f'{indent}<?{self.target} {self.data}?>{newl}')


class CharacterData(Childless, Node):
    """Text, in one of several forms."""

    def __init__(self):
        self._data = ''

    def _get_data(self):
        return self._data

    def _set_data(self, data):
        self._data = data

    data = nodeValue = property(_get_data, _set_data)

    def _get_length(self):
        return len(self._data)

    __len__ = _get_length

    def __repr__(self):
        shown = self._data[:10] + ('...' if len(self._data) > 10 else '')
        return f'<DOM {type(self).__name__} node "{shown!r}">'

    def _range(self, offset, count=0):
        if offset < 0:
            raise xml.dom.IndexSizeErr('offset cannot be negative')
        if offset >= len(self._data):
            raise xml.dom.IndexSizeErr('offset cannot be beyond end of data')
        if count < 0:
            raise xml.dom.IndexSizeErr('count cannot be negative')

    def substringData(self, offset, count):
        """Return a part of the text."""
        self._range(offset, count)
        return self._data[offset:offset + count]

    def appendData(self, arg):
        """Add text at the end."""
        self.data = self._data + arg

    def insertData(self, offset, arg):
        """Add text somewhere."""
        self.replaceData(offset, 0, arg)

    def deleteData(self, offset, count):
        """Remove text."""
        self.replaceData(offset, count, '')

    def replaceData(self, offset, count, arg):
        """Replace text."""
        self._range(offset, count)
        if count or arg:
            self.data = f'{self._data[:offset]}{arg}{self._data[offset + count:]}'


defproperty(CharacterData, 'length', doc='How long the text is.')


class Text(CharacterData):
    """Text."""

    nodeType, nodeName, attributes = Node.TEXT_NODE, '#text', None

    def splitText(self, offset):
        """Make two nodes of it. Return the second."""
        if not 0 <= offset <= len(self._data):
            raise xml.dom.IndexSizeErr('illegal offset value')
        rest = type(self)()
        rest.data, rest.ownerDocument = self._data[offset:], self.ownerDocument
        parent = self.parentNode
        if parent is not None and parent._place(self) >= 0:
            parent.insertBefore(rest, self.nextSibling)
        self.data = self._data[:offset]
        return rest

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write it."""
        _write_data(writer, f'{indent}{self.data}{newl}', False)

    def _neighbours(self):
        """All texts that stand together with this one."""
        texts = (_kinds.TEXT_NODE, _kinds.CDATA_SECTION_NODE)
        found, node = [self], self.previousSibling
        while node is not None and node.nodeType in texts:
            found.insert(0, node)
            node = node.previousSibling
        node = self.nextSibling
        while node is not None and node.nodeType in texts:
            found.append(node)
            node = node.nextSibling
        return found

    def _get_wholeText(self):
        return ''.join([node.data for node in self._neighbours()])

    def replaceWholeText(self, content):
        """Put text in the place of all that stand together. Return this node, or None if nothing remains."""
        for node in self._neighbours():
            if node is not self or not content:
                _taken_out(node)
        if not content:
            return None
        self.data = content
        return self

    def _get_isWhitespaceInElementContent(self):
        if self.data.strip(' \t\r\n'):
            return False
        element = self.parentNode
        while element is not None and element.nodeType != _kinds.ELEMENT_NODE:
            element = element.parentNode
        info = element and self.ownerDocument._element_info(element)
        return bool(info and info.isElementContent())


defproperty(Text, 'isWhitespaceInElementContent', doc='Whether it is white space that means nothing, as the DTD says.')
defproperty(Text, 'wholeText', doc='The text of all texts that stand together.')


class Comment(CharacterData):
    """A comment."""

    nodeType, nodeName = Node.COMMENT_NODE, '#comment'

    def __init__(self, data):
        self._data = data

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write it."""
        if '--' in self.data:
            raise ValueError("'--' is not allowed in a comment node")
        writer.write(f'{indent}<!--{self.data}-->{newl}')


class CDATASection(Text):
    """Text without escapes."""

    nodeType, nodeName = Node.CDATA_SECTION_NODE, '#cdata-section'

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write it."""
        if ']]>' in self.data:
            raise ValueError("']]>' not allowed in a CDATA section")
        writer.write(f'<![CDATA[{self.data}]]>')


# ---- what a DTD says


class ReadOnlySequentialNamedNodeMap:
    """Entities or notations by name."""

    def __init__(self, seq=()):
        self._seq = seq

    def __len__(self):
        return len(self._seq)

    def _get_length(self):
        return len(self._seq)

    def _first(self, condition):
        return next(filter(condition, self._seq), None)

    def getNamedItem(self, name):
        """Return the node of a name, or None."""
        return self._first(lambda node: node.nodeName == name)

    def getNamedItemNS(self, namespaceURI, localName):
        """Return the node of a name in a namespace, or None."""
        return self._first(lambda node: (node.namespaceURI, node.localName) == (namespaceURI, localName))

    def __getitem__(self, name_or_tuple):
        node = self.getNamedItemNS(*name_or_tuple) if isinstance(name_or_tuple, tuple) else self.getNamedItem(name_or_tuple)
        if node is None:
            raise KeyError(name_or_tuple)
        return node

    def item(self, index):
        """Return the node at an index, or None."""
        return self._seq[index] if 0 <= index < len(self._seq) else None

    def removeNamedItem(self, name):
        """Raise an exception."""
        raise xml.dom.NoModificationAllowedErr('NamedNodeMap instance is read-only')

    def removeNamedItemNS(self, namespaceURI, localName):
        """Raise an exception."""
        self.removeNamedItem(localName)

    def setNamedItem(self, node):
        """Raise an exception."""
        self.removeNamedItem(node)

    def setNamedItemNS(self, node):
        """Raise an exception."""
        self.removeNamedItem(node)


defproperty(ReadOnlySequentialNamedNodeMap, 'length', doc='How many there are.')


class Identified:
    """Has ids."""

    publicId = systemId = None

    def _get_publicId(self):
        return self.publicId

    def _get_systemId(self):
        return self.systemId


class DocumentType(Identified, Childless, Node):
    """A document type declaration."""

    nodeType, nodeValue = Node.DOCUMENT_TYPE_NODE, None
    name = internalSubset = None

    def __init__(self, qualifiedName):
        self.entities, self.notations = ReadOnlySequentialNamedNodeMap(), ReadOnlySequentialNamedNodeMap()
        if qualifiedName:
            self.name = _split_name(qualifiedName)[1]
        vars(self)['nodeName'] = self.name

    def _get_internalSubset(self):
        return self.internalSubset

    def cloneNode(self, deep):
        if self.ownerDocument is not None:
            # It belongs to its document.
            return None
        copy = _copied_doctype(self, deep)
        self._tell_handlers(xml.dom.UserDataHandler.NODE_CLONED, self, copy)
        return copy

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write it."""
        ids = ''
        if self.publicId:
            ids = f"{newl}  PUBLIC '{self.publicId}'{newl}  '{self.systemId}'"
        elif self.systemId:
            ids = f"{newl}  SYSTEM '{self.systemId}'"
        subset = '' if self.internalSubset is None else f' [{self.internalSubset}]'
        writer.write(f'<!DOCTYPE {self.name}{ids}{subset}>{newl}')


class Entity(Identified, _Inner):
    """An entity that the DTD declares."""

    nodeType, attributes = Node.ENTITY_NODE, None
    nodeValue = actualEncoding = encoding = version = None

    def __init__(self, name, publicId, systemId, notation):
        super().__init__()
        self.nodeName, self.notationName, self.publicId, self.systemId = name, notation, publicId, systemId

    def _get_actualEncoding(self):
        return self.actualEncoding

    def _get_encoding(self):
        return self.encoding

    def _get_version(self):
        return self.version

    def _fixed(self, verb):
        raise xml.dom.HierarchyRequestErr(f'cannot {verb} children {"from" if verb == "remove" else "to" if verb == "append" else "of"} an entity node')

    def appendChild(self, newChild):
        """Raise an exception."""
        self._fixed('append')

    def insertBefore(self, newChild, refChild):
        """Raise an exception."""
        raise xml.dom.HierarchyRequestErr('cannot insert children below an entity node')

    def removeChild(self, oldChild):
        """Raise an exception."""
        self._fixed('remove')

    def replaceChild(self, newChild, oldChild):
        """Raise an exception."""
        self._fixed('replace')


class Notation(Identified, Childless, Node):
    """A notation that the DTD declares."""

    nodeType, nodeValue = Node.NOTATION_NODE, None

    def __init__(self, name, publicId, systemId):
        self.nodeName, self.publicId, self.systemId = name, publicId, systemId


class ElementInfo:
    """What is known of the elements of a name where there is no DTD: nothing."""

    __slots__ = ('tagName',)

    def __init__(self, name):
        self.tagName = name

    def getAttributeType(self, aname):
        """Return the type of an attribute."""
        return _no_type

    def getAttributeTypeNS(self, namespaceURI, localName):
        """Return the type of an attribute in a namespace."""
        return _no_type

    def isElementContent(self):
        """Whether there can be only elements."""
        return False

    def isEmpty(self):
        """Whether there must be nothing."""
        return False

    def isId(self, aname):
        """Whether an attribute names the element."""
        return False

    def isIdNS(self, namespaceURI, localName):
        """Whether an attribute in a namespace names the element."""
        return False


# ---- documents


class DOMImplementation(DOMImplementationLS):
    """Makes documents."""

    _features = [(name, version) for name, versions in (
        ('core', ('1.0', '2.0', None)), ('xml', ('1.0', '2.0', None)), ('ls-load', ('3.0', None))) for version in versions]

    def hasFeature(self, feature, version):
        """Whether this implementation has a feature."""
        return (feature.lower(), version or None) in self._features

    def createDocument(self, namespaceURI, qualifiedName, doctype):
        """Return a document with its root element."""
        if doctype is not None and doctype.parentNode:
            raise xml.dom.WrongDocumentErr('doctype object owned by another DOM tree')
        document = self._create_document()
        # Without any of these it is empty.
        rootless = namespaceURI is None and qualifiedName is None and doctype is None
        if not qualifiedName and not rootless:
            raise xml.dom.InvalidCharacterErr('Element with no name')
        root = None
        if not rootless:
            prefix, _ = _split_name(qualifiedName)
            if prefix == 'xml' and namespaceURI != xml.dom.XML_NAMESPACE:
                raise xml.dom.NamespaceErr("illegal use of 'xml' prefix")
            if not namespaceURI and prefix:
                raise xml.dom.NamespaceErr('illegal use of prefix without namespaces')
            root = document.createElementNS(namespaceURI, qualifiedName)
        if doctype:
            document.appendChild(doctype)
            doctype.parentNode = doctype.ownerDocument = document
        if root is not None:
            document.appendChild(root)
        document.doctype, document.implementation = doctype, self
        return document

    def createDocumentType(self, qualifiedName, publicId, systemId):
        """Return a document type declaration."""
        made = DocumentType(qualifiedName)
        made.publicId, made.systemId = publicId, systemId
        return made

    def getInterface(self, feature):
        """Return the object that has a feature: this one, or None."""
        return self if self.hasFeature(feature, None) else None

    def _create_document(self):
        return Document()


class Document(_Searchable, _Inner, DocumentLS):
    """A document."""

    nodeType, nodeName = Node.DOCUMENT_NODE, '#document'
    nodeValue = attributes = parentNode = previousSibling = nextSibling = None
    implementation = DOMImplementation()
    actualEncoding = encoding = standalone = version = errorHandler = documentURI = doctype = None
    strictErrorChecking = False
    _possible = (_kinds.ELEMENT_NODE, _kinds.PROCESSING_INSTRUCTION_NODE, _kinds.COMMENT_NODE, _kinds.DOCUMENT_TYPE_NODE)

    def __init__(self):
        super().__init__()
        # What the DTD says of elements, by name.
        self._elem_info = {}

    def _element_info(self, element):
        return self._elem_info.get(element.tagName)

    def _get_actualEncoding(self):
        return self.actualEncoding

    def _get_doctype(self):
        return self.doctype

    def _get_documentURI(self):
        return self.documentURI

    def _get_encoding(self):
        return self.encoding

    def _get_errorHandler(self):
        return self.errorHandler

    def _get_standalone(self):
        return self.standalone

    def _get_strictErrorChecking(self):
        return self.strictErrorChecking

    def _get_version(self):
        return self.version

    def _get_documentElement(self):
        return next((node for node in self.childNodes if node.nodeType == _kinds.ELEMENT_NODE), None)

    def _check(self, node):
        super()._check(node)
        if node.nodeType == _kinds.ELEMENT_NODE and self._get_documentElement() not in (None, node):
            raise xml.dom.HierarchyRequestErr('two document elements disallowed')

    def replaceChild(self, newChild, oldChild):
        if newChild.nodeType == _kinds.ELEMENT_NODE and oldChild is self._get_documentElement():
            # They are never there both.
            place = self._place(oldChild)
            if newChild is oldChild:
                return None
            _taken_out(newChild)
            self._splice(place, place + 1, [newChild])
            return oldChild
        return super().replaceChild(newChild, oldChild)

    def unlink(self):
        if self.doctype is not None:
            self.doctype.unlink()
            self.doctype = None
        super().unlink()

    def cloneNode(self, deep):
        if not deep:
            return None
        copy = self.implementation.createDocument(None, None, None)
        copy.encoding, copy.standalone, copy.version = self.encoding, self.standalone, self.version
        for node in self.childNodes:
            child = _copied(node, deep, copy)
            if child is None:
                continue
            copy.childNodes.append(child)
            if child.nodeType == _kinds.DOCUMENT_TYPE_NODE:
                copy.doctype = child
            child.parentNode = copy
        copy._splice(0, 0, [])
        for first, second in zip(copy.childNodes, copy.childNodes[1:]):
            first.nextSibling, second.previousSibling = second, first
        self._tell_handlers(xml.dom.UserDataHandler.NODE_CLONED, self, copy)
        return copy

    # -- making nodes

    def _mine(self, node):
        node.ownerDocument = self
        return node

    def createDocumentFragment(self):
        """Return a fragment."""
        return self._mine(DocumentFragment())

    def createElement(self, tagName):
        """Return an element."""
        return self._mine(Element(tagName))

    def _text(self, cls, data):
        if not hasattr(data, 'isidentifier'):
            raise TypeError('node contents must be a string')
        node = self._mine(cls())
        node.data = data
        return node

    def createTextNode(self, data):
        """Return a text."""
        return self._text(Text, data)

    def createCDATASection(self, data):
        """Return a text without escapes."""
        return self._text(CDATASection, data)

    def createComment(self, data):
        """Return a comment."""
        return self._mine(Comment(data))

    def createProcessingInstruction(self, target, data):
        """Return a processing instruction."""
        return self._mine(ProcessingInstruction(target, data))

    def createAttribute(self, qName):
        """Return an attribute."""
        attr = self._mine(Attr(qName))
        attr.value = ''
        return attr

    def createElementNS(self, namespaceURI, qualifiedName):
        """Return an element in a namespace."""
        return self._mine(Element(qualifiedName, namespaceURI, _split_name(qualifiedName)[0]))

    def createAttributeNS(self, namespaceURI, qualifiedName):
        """Return an attribute in a namespace."""
        prefix, local = _split_name(qualifiedName)
        attr = self._mine(Attr(qualifiedName, namespaceURI, local, prefix))
        attr.value = ''
        return attr

    # -- finding and changing

    def getElementById(self, id):
        """Return the element that is named so, or None."""
        found = _elements(self, lambda element: any(attr.value == id and attr.isId for attr in element._own.values()))
        return found[0] if found else None

    def isSupported(self, feature, version):
        """Whether the implementation has a feature."""
        able = self.implementation
        return able.hasFeature(feature, version)

    def importNode(self, node, deep):
        """Return a copy of a node of another document, with all that is below if deep."""
        if node.nodeType == _kinds.DOCUMENT_NODE:
            raise xml.dom.NotSupportedErr('cannot import document nodes')
        if node.nodeType == _kinds.DOCUMENT_TYPE_NODE:
            raise xml.dom.NotSupportedErr('cannot import document type nodes')
        return _copied(node, deep, self)

    def writexml(self, writer, indent='', addindent='', newl='', encoding=None, standalone=None):
        """Write the document."""
        told = ['version="1.0"', f'encoding="{encoding}"' if encoding else '']
        if standalone is not None:
            told.append(f'standalone="{"yes" if standalone else "no"}"')
        told = [part for part in told if part]
        writer.write(f'<?xml {" ".join(told)}{" " if len(told) == 1 else ""}?>{newl}')
        for node in self.childNodes:
            node.writexml(writer, indent, addindent, newl)

    def renameNode(self, n, namespaceURI, name):
        """Give an element or an attribute another name. Return it."""
        if n.ownerDocument is not self:
            raise xml.dom.WrongDocumentErr(f'cannot rename nodes from other documents;\nexpected {self},\nfound {n.ownerDocument}')
        if n.nodeType not in (_kinds.ELEMENT_NODE, _kinds.ATTRIBUTE_NODE):
            raise xml.dom.NotSupportedErr('renameNode() only applies to element and attribute nodes')
        prefix, local = None, name
        if namespaceURI != EMPTY_NAMESPACE:
            prefix, local = _split_name(name)
            is_declaration = prefix == 'xmlns' or name == 'xmlns' and n.nodeType == _kinds.ATTRIBUTE_NODE
            if is_declaration and namespaceURI != XMLNS_NAMESPACE:
                raise xml.dom.NamespaceErr("illegal use of 'xmlns' prefix")
        if n.nodeType == _kinds.ATTRIBUTE_NODE:
            n._moved(lambda: vars(n).update(_name=name, _local=local, _prefix=prefix, namespaceURI=namespaceURI))
        else:
            n.tagName = n.nodeName = name
            n.prefix, n.namespaceURI = prefix, namespaceURI
        # Without a namespace there is no local name.
        vars(n).pop('_plain', None)
        if namespaceURI == EMPTY_NAMESPACE:
            vars(n)['_plain'] = True
        n._tell_handlers(xml.dom.UserDataHandler.NODE_RENAMED, n, None)
        return n


defproperty(Document, 'documentElement', doc='The root element, or None.')


# ---- copies


def _copied_doctype(source, deep, operation=xml.dom.UserDataHandler.NODE_CLONED):
    copy = DocumentType(None)
    copy.name, copy.nodeName = source.name, source.nodeName
    copy.publicId, copy.systemId = source.publicId, source.systemId
    if not deep:
        return copy
    notations, entities = [], []
    for notation in source.notations._seq:
        twin = Notation(notation.nodeName, notation.publicId, notation.systemId)
        notations.append(twin)
        notation._tell_handlers(operation, notation, twin)
    for entity in source.entities._seq:
        twin = Entity(entity.nodeName, entity.publicId, entity.systemId, entity.notationName)
        twin.actualEncoding, twin.encoding, twin.version = entity.actualEncoding, entity.encoding, entity.version
        entities.append(twin)
        entity._tell_handlers(operation, entity, twin)
    copy.notations._seq, copy.entities._seq = notations, entities
    return copy


def _copied(node, deep, document):
    """A copy of a node that belongs to a document."""
    same = node.ownerDocument is not None and node.ownerDocument.isSameNode(document)
    operation = xml.dom.UserDataHandler.NODE_CLONED if same else xml.dom.UserDataHandler.NODE_IMPORTED
    match node.nodeType:
        case _kinds.ELEMENT_NODE:
            copy = document.createElementNS(node.namespaceURI, node.nodeName)
            for attr in node._own.values():
                copy.setAttributeNS(attr.namespaceURI, attr.nodeName, attr.value)
                copy.getAttributeNodeNS(attr.namespaceURI, attr.localName).specified = attr.specified
            _copy_children(node, copy, deep, document)
        case _kinds.DOCUMENT_FRAGMENT_NODE:
            copy = document.createDocumentFragment()
            _copy_children(node, copy, deep, document)
        case _kinds.TEXT_NODE:
            copy = document.createTextNode(node.data)
        case _kinds.CDATA_SECTION_NODE:
            copy = document.createCDATASection(node.data)
        case _kinds.PROCESSING_INSTRUCTION_NODE:
            copy = document.createProcessingInstruction(node.target, node.data)
        case _kinds.COMMENT_NODE:
            copy = document.createComment(node.data)
        case _kinds.ATTRIBUTE_NODE:
            copy = document.createAttributeNS(node.namespaceURI, node.nodeName)
            copy.specified, copy.value = True, node.value
        case _kinds.DOCUMENT_TYPE_NODE:
            if node.ownerDocument is document:
                return None
            operation = xml.dom.UserDataHandler.NODE_IMPORTED
            copy = _copied_doctype(node, deep, operation)
            copy.ownerDocument = document
            for twin in [*copy.notations._seq, *copy.entities._seq]:
                twin.ownerDocument = document
        case _:
            raise xml.dom.NotSupportedErr(f'Cannot clone node {node!r}')
    node._tell_handlers(operation, node, copy)
    return copy


def _copy_children(node, copy, deep, document):
    if deep:
        for child in node.childNodes:
            copy.appendChild(_copied(child, deep, document))


# ---- reading


def _pulled(function, args, settings):
    stream = function(*args, **settings)
    _, document = stream.getEvent()
    stream.expandNode(document)
    stream.clear()
    return document


# The name that other packages know.
_do_pulldom_parse = _pulled


def parse(file, parser=None, bufsize=None):
    """Return the document in a file, which is given by name or open. parser: one of SAX."""
    if parser is None and not bufsize:
        from xml.dom import expatbuilder
        return expatbuilder.parse(file)
    from xml.dom import pulldom
    return _pulled(pulldom.parse, (file,), {'parser': parser, 'bufsize': bufsize})


def parseString(string, parser=None):
    """Return the document in text or bytes."""
    if parser is None:
        from xml.dom import expatbuilder
        return expatbuilder.parseString(string)
    from xml.dom import pulldom
    return _pulled(pulldom.parseString, (string,), {'parser': parser})


def getDOMImplementation(features=None):
    """Return the implementation if it has the features, or None."""
    wanted = domreg._pairs(features) if isinstance(features, str) else features or ()
    able = all(Document.implementation.hasFeature(*feature) for feature in wanted)
    return Document.implementation if able else None
