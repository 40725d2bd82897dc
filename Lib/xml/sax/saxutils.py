"""Helpers: escapes, a handler that writes XML, a filter between a parser and handlers."""

import codecs
import io
import os
import urllib.parse
import urllib.request

from xml.sax import handler, xmlreader


# ---- escapes


def _replaced(data, table):
    for old, new in table.items():
        data = data.replace(old, new)
    return data


def escape(data, entities={}):
    """Return text with &, < and > escaped, and what entities says besides."""
    return _replaced(data, {'&': '&amp;', '>': '&gt;', '<': '&lt;', **entities})


def unescape(data, entities={}):
    """Return text without the escapes of escape()."""
    # The ampersand comes last: it may belong to the text.
    return _replaced(data, {'&lt;': '<', '&gt;': '>', **entities, '&amp;': '&'})


def quoteattr(data, entities={}):
    """Return text escaped and in quotes, as the value of an attribute."""
    data = escape(data, {**entities, '\n': '&#10;', '\r': '&#13;', '\t': '&#9;'})
    if '"' not in data:
        return f'"{data}"'
    return '"%s"' % data.replace('"', '&quot;') if "'" in data else f"'{data}'"


# ---- writing


class _Escaping(io.TextIOWrapper):
    """Text written to a binary file that isn't ours to close."""

    def __init__(self, out, encoding):
        raw = io.BufferedIOBase()
        # Its methods are those of the file that it stands for.
        raw.writable = lambda: True
        raw.write = out.write
        for name in ('seekable', 'tell'):
            if hasattr(out, name):
                setattr(raw, name, getattr(out, name))
        super().__init__(raw, encoding=encoding, errors='xmlcharrefreplace', newline='\n', write_through=True)


def _text_file(out, encoding):
    if out is None:
        import sys
        return sys.stdout
    if isinstance(out, (io.TextIOBase, codecs.StreamWriter, codecs.StreamReaderWriter)):
        return out
    return _Escaping(out, encoding)


class XMLGenerator(handler.ContentHandler):
    """Writes a document as it is told of it."""

    def __init__(self, out=None, encoding='iso-8859-1', short_empty_elements=False):
        super().__init__()
        self._file = _text_file(out, encoding)
        self._put, self._encoding = self._file.write, encoding
        # Dictionaries from URIs to prefixes; the mappings of which the next element has to tell.
        self._known, self._new = [{}], []
        self._short, self._open = short_empty_elements, False

    def _written(self, name):
        """A pair of URI and local name as it is written here."""
        uri, local = name
        if not uri:
            return local
        if uri == 'http://www.w3.org/XML/1998/namespace':
            return f'xml:{local}'
        prefix = self._known[-1][uri]
        return f'{prefix}:{local}' if prefix else local

    def _begin(self, name, attributes):
        self._end_tag()
        self._put(f'<{name}')
        for prefix, uri in self._new:
            self._put(f' xmlns:{prefix}={quoteattr(uri)}' if prefix else f' xmlns={quoteattr(uri)}')
        self._new = []
        for attribute, value in attributes:
            self._put(f' {attribute}={quoteattr(value)}')
        if self._short:
            # It may be empty.
            self._open = True
        else:
            self._put('>')

    def _end_tag(self):
        if self._open:
            self._put('>')
            self._open = False

    def _finish(self, name):
        if self._open:
            self._put('/>')
            self._open = False
        else:
            self._put(f'</{name}>')

    def startDocument(self):
        self._put(f'<?xml version="1.0" encoding="{self._encoding}"?>\n')

    def endDocument(self):
        self._file.flush()

    def startPrefixMapping(self, prefix, uri):
        self._known.append({**self._known[-1], uri: prefix})
        self._new.append((prefix, uri))

    def endPrefixMapping(self, prefix):
        self._known.pop()

    def startElement(self, name, attrs):
        self._begin(name, attrs.items())

    def endElement(self, name):
        self._finish(name)

    def startElementNS(self, name, qname, attrs):
        self._begin(self._written(name), [(self._written(pair), value) for pair, value in attrs.items()])

    def endElementNS(self, name, qname):
        self._finish(self._written(name))

    def _text(self, content):
        return content if isinstance(content, str) else str(content, self._encoding)

    def characters(self, content):
        if content:
            self._end_tag()
            self._put(escape(self._text(content)))

    def ignorableWhitespace(self, content):
        if content:
            self._end_tag()
            self._put(self._text(content))

    def processingInstruction(self, target, data):
        self._end_tag()
        self._put(f'<?{target} {data}?>')


# ---- a filter


class XMLFilterBase(xmlreader.XMLReader):
    """Stands between a parser and handlers. A subclass changes what goes through."""

    def __init__(self, parent=None):
        super().__init__()
        self._parent = parent

    def error(self, exception):
        """Tell the ErrorHandler."""
        told = self._err_handler
        told.error(exception)

    def fatalError(self, exception):
        """Tell the ErrorHandler."""
        told = self._err_handler
        told.fatalError(exception)

    def warning(self, exception):
        """Tell the ErrorHandler."""
        told = self._err_handler
        told.warning(exception)

    def setDocumentLocator(self, locator):
        """Tell the ContentHandler."""
        self._locator = locator
        told = self._cont_handler
        told.setDocumentLocator(locator)

    def startDocument(self):
        """Tell the ContentHandler."""
        told = self._cont_handler
        told.startDocument()

    def endDocument(self):
        """Tell the ContentHandler."""
        told = self._cont_handler
        told.endDocument()

    def startPrefixMapping(self, prefix, uri):
        """Tell the ContentHandler."""
        told = self._cont_handler
        told.startPrefixMapping(prefix, uri)

    def endPrefixMapping(self, prefix):
        """Tell the ContentHandler."""
        told = self._cont_handler
        told.endPrefixMapping(prefix)

    def startElement(self, name, attrs):
        """Tell the ContentHandler."""
        told = self._cont_handler
        told.startElement(name, attrs)

    def endElement(self, name):
        """Tell the ContentHandler."""
        told = self._cont_handler
        told.endElement(name)

    def startElementNS(self, name, qname, attrs):
        """Tell the ContentHandler."""
        told = self._cont_handler
        told.startElementNS(name, qname, attrs)

    def endElementNS(self, name, qname):
        """Tell the ContentHandler."""
        told = self._cont_handler
        told.endElementNS(name, qname)

    def characters(self, content):
        """Tell the ContentHandler."""
        told = self._cont_handler
        told.characters(content)

    def ignorableWhitespace(self, chars):
        """Tell the ContentHandler."""
        told = self._cont_handler
        told.ignorableWhitespace(chars)

    def processingInstruction(self, target, data):
        """Tell the ContentHandler."""
        told = self._cont_handler
        told.processingInstruction(target, data)

    def skippedEntity(self, name):
        """Tell the ContentHandler."""
        told = self._cont_handler
        told.skippedEntity(name)

    def notationDecl(self, name, publicId, systemId):
        """Tell the DTDHandler."""
        told = self._dtd_handler
        told.notationDecl(name, publicId, systemId)

    def unparsedEntityDecl(self, name, publicId, systemId, ndata):
        """Tell the DTDHandler."""
        told = self._dtd_handler
        told.unparsedEntityDecl(name, publicId, systemId, ndata)

    def resolveEntity(self, publicId, systemId):
        """Ask the EntityResolver."""
        told = self._ent_handler
        return told.resolveEntity(publicId, systemId)

    def setLocale(self, locale):
        """Ask the parser."""
        told = self._parent
        return told.setLocale(locale)

    def getFeature(self, name):
        """Ask the parser."""
        told = self._parent
        return told.getFeature(name)

    def setFeature(self, name, state):
        """Ask the parser."""
        told = self._parent
        return told.setFeature(name, state)

    def getProperty(self, name):
        """Ask the parser."""
        told = self._parent
        return told.getProperty(name)

    def setProperty(self, name, value):
        """Ask the parser."""
        told = self._parent
        return told.setProperty(name, value)

    def parse(self, source):
        for role in ('ContentHandler', 'ErrorHandler', 'EntityResolver', 'DTDHandler'):
            getattr(self._parent, f'set{role}')(self)
        self._parent.parse(source)

    def getParent(self):
        """Return the parser, or the filter before this one."""
        return self._parent

    def setParent(self, parent):
        """Set the parser."""
        self._parent = parent


def prepare_input_source(source, base=''):
    """Return an InputSource with something to read: of a name, which is relative to base, a file or an InputSource."""
    if isinstance(source, os.PathLike):
        source = os.fspath(source)
    if isinstance(source, str):
        source = xmlreader.InputSource(source)
    elif hasattr(source, 'read'):
        file, source = source, xmlreader.InputSource()
        if isinstance(file.read(0), str):
            source.setCharacterStream(file)
        else:
            source.setByteStream(file)
        if isinstance(getattr(file, 'name', None), str):
            source.setSystemId(file.name)
    if source.getCharacterStream() is None and source.getByteStream() is None:
        name = source.getSystemId()
        local = os.path.join(os.path.dirname(os.path.normpath(base)), name)
        if os.path.isfile(local):
            source.setSystemId(local)
            source.setByteStream(open(local, 'rb'))
        else:
            source.setSystemId(urllib.parse.urljoin(base, name))
            source.setByteStream(urllib.request.urlopen(source.getSystemId()))
    return source
