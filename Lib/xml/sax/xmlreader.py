"""What parsers of SAX have in common, and what they give to handlers."""

from xml.sax import handler
from xml.sax._exceptions import SAXNotRecognizedException, SAXNotSupportedException


def _field(name, doc):
    """Two methods, which set and return an attribute."""
    def get(self):
        return vars(self)[name]

    def put(self, value):
        vars(self)[name] = value

    get.__doc__, put.__doc__ = f'Return {doc}.', f'Set {doc}.'
    return get, put


class XMLReader:
    """A parser, with its handlers."""

    def __init__(self):
        self._cont_handler, self._dtd_handler = handler.ContentHandler(), handler.DTDHandler()
        self._ent_handler, self._err_handler = handler.EntityResolver(), handler.ErrorHandler()

    def parse(self, source):
        """Read a document: a name, a file or an InputSource."""
        raise NotImplementedError('This method must be implemented!')

    getContentHandler, setContentHandler = _field('_cont_handler', 'the ContentHandler')
    getDTDHandler, setDTDHandler = _field('_dtd_handler', 'the DTDHandler')
    getEntityResolver, setEntityResolver = _field('_ent_handler', 'the EntityResolver')
    getErrorHandler, setErrorHandler = _field('_err_handler', 'the ErrorHandler')

    def setLocale(self, locale):
        """Set the language of messages. There is only one."""
        raise SAXNotSupportedException('Locale support not implemented')

    def getFeature(self, name):
        """Return whether a feature is on."""
        raise SAXNotRecognizedException(f"Feature '{name}' not recognized")

    def setFeature(self, name, state):
        """Set whether a feature is on."""
        raise SAXNotRecognizedException(f"Feature '{name}' not recognized")

    def getProperty(self, name):
        """Return a property."""
        raise SAXNotRecognizedException(f"Property '{name}' not recognized")

    def setProperty(self, name, value):
        """Set a property."""
        raise SAXNotRecognizedException(f"Property '{name}' not recognized")


class IncrementalParser(XMLReader):
    """A parser that can be fed piece by piece."""

    def __init__(self, bufsize=2 ** 16):
        self._bufsize = bufsize
        super().__init__()

    def parse(self, source):
        from xml.sax.saxutils import prepare_input_source
        source = prepare_input_source(source)
        self.prepareParser(source=source)
        stream = source.getCharacterStream() or source.getByteStream()
        while data := stream.read(self._bufsize):
            self.feed(data)
        self.close()

    def feed(self, data):
        """Take some more of the document."""
        raise NotImplementedError('This method must be implemented!')

    def prepareParser(self, source):
        """Get ready for an InputSource. (parse() calls this.)"""
        raise NotImplementedError('prepareParser must be overridden!')

    def close(self):
        """Say that there is no more."""
        raise NotImplementedError('This method must be implemented!')

    def reset(self):
        """Get ready for another document."""
        raise NotImplementedError('This method must be implemented!')


class Locator:
    """Knows where a parser is. This one knows nothing."""

    def getColumnNumber(self):
        """Return the column where the event ends."""
        return -1

    def getLineNumber(self):
        """Return the line where the event ends."""
        return -1

    def getPublicId(self):
        """Return the public id of the document."""
        return None

    getSystemId = getPublicId


class InputSource:
    """What is to be read: ids, an encoding, a file of bytes, a file of text. A parser takes the last of them that it has."""

    def __init__(self, system_id=None):
        vars(self).update(system=system_id, public=None, encoding=None, bytes=None, text=None)

    getPublicId, setPublicId = _field('public', 'the public id')
    getSystemId, setSystemId = _field('system', 'the system id')
    getEncoding, setEncoding = _field('encoding', 'the encoding of the bytes')
    getByteStream, setByteStream = _field('bytes', 'the file of bytes')
    getCharacterStream, setCharacterStream = _field('text', 'the file of text')


class AttributesImpl:
    """The attributes of an element: a dictionary of their values that isn't to be changed."""

    def __init__(self, attrs):
        self._values = attrs

    def getLength(self):
        """Return how many there are."""
        return len(self._values)

    def getType(self, name):
        """Return the type of an attribute: that of all of which nothing is known."""
        return 'CDATA'

    def getValue(self, name):
        """Return the value of an attribute."""
        return self._values[name]

    def getValueByQName(self, name):
        """Return the value of an attribute by the name as it is written."""
        return self._values[name]

    def getNameByQName(self, name):
        """Return the name for a name as it is written."""
        if name not in self._values:
            raise KeyError(name)
        return name

    def getQNameByName(self, name):
        """Return the name as it is written."""
        return AttributesImpl.getNameByQName(self, name)

    def getNames(self):
        """Return all names."""
        return [*self._values]

    def getQNames(self):
        """Return all names as they are written."""
        return [*self._values]

    __len__, __getitem__, keys = getLength, getValue, getNames

    def __contains__(self, name):
        return name in self._values

    def get(self, name, alternative=None):
        """Return the value of an attribute, or alternative."""
        return self._values.get(name, alternative)

    def copy(self):
        """Return a copy."""
        return type(self)(self._values)

    def items(self):
        """Return names and values."""
        return [*self._values.items()]

    def values(self):
        """Return all values."""
        return [*self._values.values()]


class AttributesNSImpl(AttributesImpl):
    """The attributes of an element with namespaces: names are pairs of URI and local name."""

    def __init__(self, attrs, qnames):
        super().__init__(attrs)
        self._written = qnames

    def getNameByQName(self, name):
        for pair, written in self._written.items():
            if written == name:
                return pair
        raise KeyError(name)

    def getValueByQName(self, name):
        return self._values[self.getNameByQName(name)]

    def getQNameByName(self, name):
        return self._written[name]

    def getQNames(self):
        return [*self._written.values()]

    def copy(self):
        return type(self)(self._values, self._written)
