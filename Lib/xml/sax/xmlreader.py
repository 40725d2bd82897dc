"""What parsers of SAX have in common, and what they give to handlers."""

from xml.sax import handler
from xml.sax._exceptions import SAXNotRecognizedException, SAXNotSupportedException


class XMLReader:
    """A parser, with its handlers."""

    def __init__(self):
        self._cont_handler, self._dtd_handler = handler.ContentHandler(), handler.DTDHandler()
        self._ent_handler, self._err_handler = handler.EntityResolver(), handler.ErrorHandler()

    def parse(self, source):
        """Read a document: a name, a file or an InputSource."""
        raise NotImplementedError('This method must be implemented!')

    def getContentHandler(self):
        """Return the ContentHandler."""
        return vars(self)['_cont_handler']

    def setContentHandler(self, handler):
        """Set the ContentHandler."""
        vars(self)['_cont_handler'] = handler

    def getDTDHandler(self):
        """Return the DTDHandler."""
        return vars(self)['_dtd_handler']

    def setDTDHandler(self, handler):
        """Set the DTDHandler."""
        vars(self)['_dtd_handler'] = handler

    def getEntityResolver(self):
        """Return the EntityResolver."""
        return vars(self)['_ent_handler']

    def setEntityResolver(self, resolver):
        """Set the EntityResolver."""
        vars(self)['_ent_handler'] = resolver

    def getErrorHandler(self):
        """Return the ErrorHandler."""
        return vars(self)['_err_handler']

    def setErrorHandler(self, handler):
        """Set the ErrorHandler."""
        vars(self)['_err_handler'] = handler

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
        self._given = {'system': system_id}

    def getPublicId(self):
        """Return the public id."""
        return self._given.get('public')

    def setPublicId(self, public_id):
        """Set the public id."""
        self._given['public'] = public_id

    def getSystemId(self):
        """Return the system id."""
        return self._given.get('system')

    def setSystemId(self, system_id):
        """Set the system id."""
        self._given['system'] = system_id

    def getEncoding(self):
        """Return the encoding of the bytes."""
        return self._given.get('encoding')

    def setEncoding(self, encoding):
        """Set the encoding of the bytes."""
        self._given['encoding'] = encoding

    def getByteStream(self):
        """Return the file of bytes."""
        return self._given.get('bytes')

    def setByteStream(self, bytefile):
        """Set the file of bytes."""
        self._given['bytes'] = bytefile

    def getCharacterStream(self):
        """Return the file of text."""
        return self._given.get('text')

    def setCharacterStream(self, charfile):
        """Set the file of text."""
        self._given['text'] = charfile


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
