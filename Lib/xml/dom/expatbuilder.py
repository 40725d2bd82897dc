"""Documents of minidom, made by handlers of pyexpat."""

import re
from xml.dom import EMPTY_NAMESPACE, EMPTY_PREFIX, XMLNS_NAMESPACE, Node, minidom, xmlbuilder
from xml.dom.minidom import TypeInfo
from xml.dom.xmlbuilder import DOMBuilderFilter
from xml.parsers import expat

_types = {kind: TypeInfo(None, kind.lower()) for kind in (
    'CDATA', 'ENTITY', 'ENTITIES', 'ID', 'IDREF', 'IDREFS', 'NMTOKEN', 'NMTOKENS')}
_types['ENUM'] = TypeInfo(None, 'enumeration')


class _Stop(Exception):
    """A filter has seen enough."""


class ElementInfo:
    """What a DTD says of the elements of a name."""

    def __init__(self, tagName, model=None):
        self.tagName, self._model = tagName, model
        # The types of attributes.
        self._attributes = {}

    def getAttributeType(self, aname):
        """Return the type of an attribute."""
        kind = self._attributes.get(aname)
        if kind is None:
            return minidom._no_type
        return _types['ENUM' if kind[:1] == '(' else kind] if kind in _types or kind[:1] == '(' else minidom._no_type

    def getAttributeTypeNS(self, namespaceURI, localName):
        """Return the type of an attribute in a namespace, of which a DTD knows nothing."""
        return minidom._no_type

    def isElementContent(self):
        """Whether there can be only elements."""
        return bool(self._model) and self._model[0] not in (expat.model.XML_CTYPE_ANY, expat.model.XML_CTYPE_MIXED)

    def isEmpty(self):
        """Whether there must be nothing."""
        return bool(self._model) and self._model[0] == expat.model.XML_CTYPE_EMPTY

    def isId(self, aname):
        """Whether an attribute names the element."""
        return self._attributes.get(aname) == 'ID'

    def isIdNS(self, *names):
        """Whether an attribute in a namespace names the element, of which a DTD knows nothing."""
        return False


_subset_parts = re.compile(r'"[^"]*"|\'[^\']*\'|<!--.*?-->|<\?.*?\?>|[^"\'<\]]+|<|\]', re.DOTALL)
_before_subset = re.compile(r'''(?:\s|<\?.*?\?>|<!--.*?-->)*<!DOCTYPE\s+[^\s>\[]+(?:\s+(?:"[^"]*"|'[^']*'|\w+))*\s*\[''', re.DOTALL)


def _internal_subset(source):
    """The text in the brackets of a document type declaration, or None."""
    if not isinstance(source, str):
        found = re.match(rb'\s*<\?xml[^>]*encoding\s*=\s*["\']([\w.-]+)', source)
        codec = 'utf-16' if source[:2] in (b'\xff\xfe', b'\xfe\xff') else found[1].decode('ascii') if found else 'utf-8-sig'
        try:
            source = source.decode(codec, 'replace')
        except LookupError:
            return None
    found = _before_subset.match(source)
    if not found:
        return None
    at = found.end()
    for part in _subset_parts.finditer(source, at):
        if part[0] == ']':
            return source[at:part.start()]
    return None


class ExpatBuilder:
    """Makes a document of what expat finds. A builder is of use once."""

    namespaces = False

    def __init__(self, options=None):
        self._options = xmlbuilder.Options() if options is None else options
        self._filter = self._options.filter
        self._parser = None
        self.reset()

    def reset(self):
        """Begin a new document."""
        self.document = minidom.Document.implementation.createDocument(EMPTY_NAMESPACE, None, None)
        self._current = self.document
        self._in_cdata = self._new_cdata = False
        self._declared = []
        # The element that a filter passes over, and whether what is in there goes, too.
        self._passed = []
        self._source = None

    def createParser(self):
        """Return a parser of expat."""
        if self.namespaces:
            parser = expat.ParserCreate(namespace_separator=' ')
            parser.namespace_prefixes = True
            return parser
        return expat.ParserCreate()

    def getParser(self):
        """Return the parser, with its handlers."""
        if self._parser is None:
            self._parser = self.createParser()
            self._parser.buffer_text = self._parser.ordered_attributes = self._parser.specified_attributes = True
            self.install(self._parser)
        return self._parser

    def install(self, parser):
        """Set the handlers of a parser."""
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.ProcessingInstructionHandler = self._text, self._instruction
        parser.StartDoctypeDeclHandler, parser.EndDoctypeDeclHandler = self._doctype, self._doctype_ends
        if self._options.entities:
            parser.EntityDeclHandler = self._entity
        parser.NotationDeclHandler = self._notation
        if self._options.comments:
            parser.CommentHandler = self._comment
        if self._options.cdata_sections:
            parser.StartCdataSectionHandler, parser.EndCdataSectionHandler = self._cdata, self._cdata_ends
        parser.ExternalEntityRefHandler = self._external
        parser.XmlDeclHandler, parser.ElementDeclHandler, parser.AttlistDeclHandler = (
            self._declaration, self._element_type, self._attribute_type)
        if self.namespaces:
            parser.StartNamespaceDeclHandler = self._prefix

    def parseFile(self, file):
        """Return the document in an open file."""
        parts = []
        while data := file.read(1 << 16):
            parts.append(data)
        return self.parseString(parts[0][:0].join(parts) if parts else b'')

    def parseString(self, string):
        """Return the document in text or bytes."""
        self._source = string
        try:
            self.getParser().Parse(string, True)
        except _Stop:
            pass
        document = self.document
        self.reset()
        self._parser = None
        return document

    # -- the tree

    def _add(self, node):
        """Put a node at the end of the current one. This is done by hand: nothing can be wrong with it."""
        node.ownerDocument = self.document
        parent, children = self._current, self._current.childNodes
        if children:
            node.previousSibling = children[-1]
            children[-1].nextSibling = node
        children.append(node)
        node.parentNode = parent

    def _judged(self, node):
        """What the filter says of a node that is complete."""
        if self._filter is None or not self._filter.whatToShow >> node.nodeType - 1 & 1:
            return DOMBuilderFilter.FILTER_ACCEPT
        said = self._filter.acceptNode(node)
        if said == DOMBuilderFilter.FILTER_INTERRUPT:
            raise _Stop
        if said not in (1, 2, 3):
            raise ValueError('acceptNode() returned illegal value: %r' % (said,))
        return said

    def _filtered(self, node):
        if self._judged(node) != DOMBuilderFilter.FILTER_ACCEPT:
            node.parentNode.removeChild(node)
            node.unlink()

    def _ignored(self):
        return bool(self._passed) and self._passed[0] == DOMBuilderFilter.FILTER_REJECT

    # -- elements

    def _prefix(self, prefix, uri):
        self._declared.append((prefix, uri))

    def _named(self, name):
        """URI, local name, prefix and the name as it is written, of what expat gives."""
        parts = name.split(' ') if self.namespaces else [name]
        if len(parts) == 1:
            return EMPTY_NAMESPACE, None, EMPTY_PREFIX, name
        uri, local, *prefix = parts
        if len(prefix) > 1:
            raise ValueError("Unsupported syntax: spaces in URIs not supported: " + repr(name))
        return (uri, local, prefix[0], f'{prefix[0]}:{local}') if prefix else (uri, local, EMPTY_PREFIX, local)

    def _start(self, name, attributes):
        declared, self._declared = self._declared, []
        if self._passed:
            # Within an element that isn't there; what is below one that is only skipped, may be.
            if self._passed[0] == DOMBuilderFilter.FILTER_REJECT:
                self._passed.append(None)
                return
        uri, local, prefix, written = self._named(name)
        node = minidom.Element(written, uri, prefix, local)
        node.ownerDocument = self.document
        if self._options.namespace_declarations:
            for its_prefix, value in declared:
                if its_prefix:
                    self._attribute(node, minidom.Attr(f'xmlns:{its_prefix}', XMLNS_NAMESPACE, its_prefix, 'xmlns'), value)
                else:
                    self._attribute(node, minidom.Attr('xmlns', XMLNS_NAMESPACE, 'xmlns', EMPTY_PREFIX), value)
        for place in range(0, len(attributes), 2):
            its_uri, its_local, its_prefix, its_name = self._named(attributes[place])
            attr = minidom.Attr(its_name, its_uri, its_local or (its_name if self.namespaces else None), its_prefix)
            self._attribute(node, attr, attributes[place + 1])
        if self._filter is not None and node.parentNode is None and self._current is not self.document:
            said = self._filter.startContainer(node)
            if said == DOMBuilderFilter.FILTER_INTERRUPT:
                raise _Stop
            if said == DOMBuilderFilter.FILTER_REJECT:
                self._passed = [said, None]
                return
            if said == DOMBuilderFilter.FILTER_SKIP:
                node.setUserData('skipped', True, None)
        self._add(node)
        self._current = node

    def _attribute(self, node, attr, value):
        attr.value, attr.ownerDocument = value, self.document
        node._keep(attr)

    def _end(self, name):
        if self._passed:
            self._passed.pop()
            if len(self._passed) == 1:
                self._passed = []
            return
        node = self._current
        self._current = node.parentNode
        if self._options.whitespace_in_element_content is False:
            info = self.document._element_info(node)
            if info and info.isElementContent():
                for child in list(node.childNodes):
                    if child.nodeType == Node.TEXT_NODE and not child.data.strip(' \t\r\n'):
                        node.removeChild(child)
        if self._filter is None or node is self.document.documentElement:
            return
        said = DOMBuilderFilter.FILTER_SKIP if node.getUserData('skipped') else self._judged(node)
        if said == DOMBuilderFilter.FILTER_SKIP:
            # Its children take its place.
            for child in list(node.childNodes):
                node.parentNode.insertBefore(child, node)
        if said != DOMBuilderFilter.FILTER_ACCEPT:
            node.parentNode.removeChild(node)
            node.unlink()

    # -- other nodes

    def _text(self, data):
        if self._ignored():
            return
        last = self._current.childNodes[-1] if self._current.childNodes else None
        wanted = Node.CDATA_SECTION_NODE if self._in_cdata else Node.TEXT_NODE
        if last is not None and last.nodeType == wanted and not self._new_cdata:
            last.data += data
            return
        node = minidom.CDATASection() if self._in_cdata else minidom.Text()
        self._new_cdata = False
        node.data = data
        self._add(node)

    def _cdata(self):
        self._in_cdata = self._new_cdata = True

    def _cdata_ends(self):
        self._in_cdata = self._new_cdata = False

    def _simple(self, node):
        if not self._ignored():
            self._add(node)
            self._filtered(node)

    def _instruction(self, target, data):
        self._simple(minidom.ProcessingInstruction(target, data))

    def _comment(self, data):
        self._simple(minidom.Comment(data))

    # -- declarations

    def _declaration(self, version, encoding, standalone):
        document = self.document
        document.version, document.encoding = version, encoding
        if standalone >= 0:
            document.standalone = bool(standalone)

    def _doctype(self, doctypeName, systemId, publicId, has_internal_subset):
        doctype = minidom.Document.implementation.createDocumentType(doctypeName, publicId, systemId)
        self._add(doctype)
        self.document.doctype = doctype
        if self._judged(doctype) == DOMBuilderFilter.FILTER_REJECT:
            # Nothing in there counts.
            self.document.removeChild(doctype)
            self.document.doctype = None
            self._parser.EntityDeclHandler = self._parser.NotationDeclHandler = None
            return
        if has_internal_subset:
            doctype.internalSubset = _internal_subset(self._source)
            doctype.entities._seq, doctype.notations._seq = [], []
            # Comments and instructions in there are part of that text.
            self._parser.CommentHandler = self._parser.ProcessingInstructionHandler = None

    def _doctype_ends(self):
        if self._options.comments:
            self._parser.CommentHandler = self._comment
        self._parser.ProcessingInstructionHandler = self._instruction
        doctype = self.document.doctype
        if self._options.filter is None or not doctype:
            return
        for seq in (doctype.entities._seq, doctype.notations._seq):
            if isinstance(seq, list):
                seq[:] = [node for node in seq if self._judged(node) == DOMBuilderFilter.FILTER_ACCEPT]

    def _entity(self, entityName, is_parameter_entity, value, base, systemId, publicId, notationName):
        if is_parameter_entity or not self._options.entities or self.document.doctype is None:
            return
        node = minidom.Entity(entityName, publicId, systemId, notationName)
        node.ownerDocument = self.document
        if value is not None:
            # What it stands for is its child.
            text = self.document.createTextNode(value)
            node.childNodes.append(text)
        if isinstance(self.document.doctype.entities._seq, list):
            self.document.doctype.entities._seq.append(node)

    def _notation(self, notationName, base, systemId, publicId):
        doctype = self.document.doctype
        if doctype is not None and isinstance(doctype.notations._seq, list):
            node = minidom.Notation(notationName, publicId, systemId)
            node.ownerDocument = self.document
            doctype.notations._seq.append(node)

    def _element_type(self, name, model):
        known = self.document._elem_info.setdefault(name, ElementInfo(name, model))
        known._model = model

    def _attribute_type(self, elem, name, type, default, required):
        self.document._elem_info.setdefault(elem, ElementInfo(elem))._attributes[name] = type

    def _external(self, context, base, systemId, publicId):
        # It isn't read.
        return 1


class Namespaces:
    """Makes a builder one with namespaces: it comes before the builder among the bases."""

    namespaces = True

    def _initNamespaces(self):
        """Begin a new document. (Packages that extend builders call this.)"""
        self._declared = []

    def start_namespace_decl_handler(self, prefix, uri):
        """A prefix stands for a namespace from the next element on."""
        self._prefix(prefix, uri)


class ExpatBuilderNS(Namespaces, ExpatBuilder):
    """The same, with namespaces."""


class FragmentBuilder(ExpatBuilder):
    """Makes a fragment of what stands within an element: namespaces and entities are those of a node, context."""

    def __init__(self, context, options=None):
        document = context if context.nodeType == Node.DOCUMENT_NODE else context.ownerDocument
        self._context, self._home = context, document
        super().__init__(options)

    def _wrapper(self):
        """What stands before the text: the declarations of the document, and an element with those of the context."""
        doctype = self._home.doctype
        head = ''
        if doctype is not None and (doctype.internalSubset or doctype.systemId):
            ids = f' PUBLIC "{doctype.publicId}"' if doctype.publicId else ' SYSTEM' if doctype.systemId else ''
            ids += f' "{doctype.systemId}"' if doctype.systemId else ''
            head = f'<!DOCTYPE wrapper{ids} [{doctype.internalSubset or ""}]>'
        seen, node = {}, self._context
        while self.namespaces and node is not None and node.nodeType == Node.ELEMENT_NODE:
            for attr in node._own.values():
                if attr.namespaceURI == XMLNS_NAMESPACE:
                    seen.setdefault(attr.name, attr.value)
            node = node.parentNode
        escaped = minidom.io.StringIO()
        for name, value in seen.items():
            escaped.write(f' {name}="')
            minidom._write_data(escaped, value, True)
            escaped.write('"')
        return f'{head}<wrapper{escaped.getvalue()}>'

    def parseString(self, string):
        """Return the fragment in text or bytes."""
        if isinstance(string, bytes):
            string = string.decode('utf-8')
        document = super().parseString(f'{self._wrapper()}{string}</wrapper>')
        fragment = self._home.createDocumentFragment()
        for node in list(document.documentElement.childNodes):
            fragment.appendChild(self._home.importNode(node, True))
        document.unlink()
        return fragment


class FragmentBuilderNS(Namespaces, FragmentBuilder):
    """The same, with namespaces."""


def makeBuilder(options):
    """Return a builder with some options."""
    return (ExpatBuilderNS if options.namespaces else ExpatBuilder)(options)


def _opened(file, builder):
    if hasattr(file, 'read'):
        return builder.parseFile(file)
    with open(file, 'rb') as opened:
        return builder.parseFile(opened)


def parse(file, namespaces=True):
    """Return the document in a file, which is given by name or open."""
    return _opened(file, ExpatBuilderNS() if namespaces else ExpatBuilder())


def parseString(string, namespaces=True):
    """Return the document in text or bytes."""
    return (ExpatBuilderNS() if namespaces else ExpatBuilder()).parseString(string)


def parseFragment(file, context, namespaces=True):
    """Return the fragment in a file, which is given by name or open, as if it stood within a node."""
    return _opened(file, FragmentBuilderNS(context) if namespaces else FragmentBuilder(context))


def parseFragmentString(string, context, namespaces=True):
    """Return the fragment in text or bytes, as if it stood within a node."""
    return (FragmentBuilderNS(context) if namespaces else FragmentBuilder(context)).parseString(string)
