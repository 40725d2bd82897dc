"""Documents read event by event: pairs of what happened and a node, of which the program expands those that it needs."""

import xml.sax
import xml.sax.handler
from io import BytesIO, StringIO

from xml.dom import XMLNS_NAMESPACE

(START_ELEMENT, END_ELEMENT, COMMENT, START_DOCUMENT, END_DOCUMENT, PROCESSING_INSTRUCTION, IGNORABLE_WHITESPACE,
 CHARACTERS) = ('START_ELEMENT', 'END_ELEMENT', 'COMMENT', 'START_DOCUMENT', 'END_DOCUMENT', 'PROCESSING_INSTRUCTION',
                'IGNORABLE_WHITESPACE', 'CHARACTERS')

default_bufsize = 1 << 14


class PullDOM(xml.sax.ContentHandler):
    """A handler of SAX that makes nodes, and keeps events."""

    document = None

    def __init__(self, documentFactory=None):
        super().__init__()
        self.documentFactory = documentFactory
        from collections import deque
        self.events = deque()
        # The nodes that are open, outermost first.
        self._open = []
        self._prefixes = [{'http://www.w3.org/XML/1998/namespace': 'xml'}]
        self._declared = []
        # What came before the root element; there is no document for it yet.
        self._early = []

    def _emit(self, event, node):
        self.events.append((event, node))

    def pop(self):
        """Take out the innermost open node."""
        return self._open.pop()

    def setDocumentLocator(self, locator):
        self._locator = locator

    # -- elements

    def startPrefixMapping(self, prefix, uri):
        self._declared.append((prefix or 'xmlns', uri))
        self._prefixes.append({**self._prefixes[-1], uri: prefix or None})

    def endPrefixMapping(self, prefix):
        self._prefixes.pop()

    def _qualified(self, uri, local):
        prefix = self._prefixes[-1].get(uri) if uri else None
        return f'{prefix}:{local}' if prefix else local

    def startElementNS(self, name, tagName, attrs):
        uri, local = name
        written = tagName or self._qualified(uri, local)
        node = self._element(uri, written, lambda: self.document.createElementNS(uri, written) if uri
                             else self.document.createElement(local))
        declared, self._declared = self._declared, []
        for prefix, value in declared:
            name = prefix if prefix == 'xmlns' else f'xmlns:{prefix}'
            self._attribute(node, self.document.createAttributeNS(XMLNS_NAMESPACE, name), value)
        for (its_uri, its_local), value in attrs.items():
            if its_uri:
                attr = self.document.createAttributeNS(its_uri, self._qualified(its_uri, its_local))
            else:
                attr = self.document.createAttribute(its_local)
            self._attribute(node, attr, value)
        self._begin(node)

    def startElement(self, name, attrs):
        node = self._element(None, name, lambda: self.document.createElement(name))
        for its_name, value in attrs.items():
            self._attribute(node, self.document.createAttribute(its_name), value)
        self._begin(node)

    def _element(self, uri, name, make):
        if self.document:
            return make()
        return self.buildDocument(uri, name)

    def _attribute(self, node, attr, value):
        attr.value = value
        node.setAttributeNodeNS(attr)

    def _begin(self, node):
        self._emit(START_ELEMENT, node)
        node.parentNode = self._open[-1]
        self._open.append(node)

    def endElementNS(self, name, tagName):
        self._emit(END_ELEMENT, self.pop())

    def endElement(self, name):
        self._emit(END_ELEMENT, self.pop())

    # -- other nodes

    def _other(self, event, make):
        """A node that has nothing below; make is called with the document."""
        if not self.document:
            self._early.append((event, make))
            return
        node = make(self.document)
        node.parentNode = self._open[-1]
        self._emit(event, node)

    def comment(self, s):
        """A comment. (Parsers call it if this is their lexical handler.)"""
        self._other(COMMENT, lambda document: document.createComment(s))

    def processingInstruction(self, target, data):
        self._other(PROCESSING_INSTRUCTION, lambda document: document.createProcessingInstruction(target, data))

    def ignorableWhitespace(self, chars):
        self._other(IGNORABLE_WHITESPACE, lambda document: document.createTextNode(chars))

    def characters(self, chars):
        self._other(CHARACTERS, lambda document: document.createTextNode(chars))

    # -- the document

    def startDocument(self):
        if self.documentFactory is None:
            from xml.dom import minidom
            self.documentFactory = minidom.Document.implementation

    def buildDocument(self, uri, tagname):
        """Make the document with its root element. Return that element."""
        self.document = document = self.documentFactory.createDocument(uri, tagname, None)
        self._emit(START_DOCUMENT, document)
        self._open.append(document)
        early, self._early = self._early, []
        for event, make in early:
            self._emit(event, make(document))
        return document.documentElement

    def endDocument(self):
        self._emit(END_DOCUMENT, self.document)
        self.pop()

    def clear(self):
        """Forget the document."""
        self.document = None


class SAX2DOM(PullDOM):
    """Puts each node into the tree, too."""

    def _emit(self, event, node):
        super()._emit(event, node)
        if event not in (START_DOCUMENT, END_DOCUMENT, END_ELEMENT) and self._open:
            parent = self._open[-1]
            if node.parentNode is not parent or all(child is not node for child in parent.childNodes):
                node.parentNode = None
                parent.appendChild(node)


class ErrorHandler:
    """Raises errors, and prints warnings."""

    def warning(self, exception):
        """Less than an error."""
        print(exception)

    def error(self, exception):
        """An error after which a parser could go on."""
        raise exception

    fatalError = error


class DOMEventStream:
    """The events of a document, which is read as far as it takes."""

    def __init__(self, stream, parser, bufsize):
        self.stream, self.parser, self.bufsize = stream, parser, bufsize
        # Some parsers read it all or nothing.
        self._piecemeal = hasattr(parser, 'feed')
        self.reset()

    def reset(self):
        """Get ready."""
        self.pulldom = PullDOM()
        # Nodes have namespaces.
        self.parser.setFeature(xml.sax.handler.feature_namespaces, True)
        self.parser.setContentHandler(self.pulldom)

    def __iter__(self):
        return self

    def __next__(self):
        event = self.getEvent()
        if event is None:
            raise StopIteration
        return event

    def getEvent(self):
        """Return the next event, or None."""
        events = self.pulldom.events
        if not self._piecemeal and not events:
            self._piecemeal = None
            if self.stream is not self:
                source, self.stream = self.stream, self
                self.parser.parse(source)
        while self._piecemeal and not events:
            data = self.stream.read(self.bufsize)
            if not data:
                self.parser.close()
                return None
            self.parser.feed(data)
        return events.popleft() if events else None

    def expandNode(self, node):
        """Read on to the end of a node, and put all that is in there below it."""
        parents = [node]
        while (found := self.getEvent()) is not None:
            event, current = found
            if current is node:
                return
            if event == END_ELEMENT:
                parents.pop()
                continue
            # It belongs to its parent, but isn't there.
            current.parentNode = None
            parents[-1].appendChild(current)
            if event == START_ELEMENT:
                parents.append(current)

    def clear(self):
        """Forget everything."""
        self.pulldom.clear()
        self.parser = self.stream = None


def parse(stream_or_string, parser=None, bufsize=None):
    """Return the events of a document in a file, which is given by name or open."""
    stream = open(stream_or_string, 'rb') if isinstance(stream_or_string, str) else stream_or_string
    return DOMEventStream(stream, parser or xml.sax.make_parser(), bufsize or default_bufsize)


def parseString(string, parser=None):
    """Return the events of a document in text or bytes."""
    stream = StringIO(string) if isinstance(string, str) else BytesIO(string)
    return DOMEventStream(stream, parser or xml.sax.make_parser(), len(string))
