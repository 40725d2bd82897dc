"""The handlers of SAX, which do nothing here, and the names of features and properties."""

version = '2.0beta'


class ErrorHandler:
    """Is told of errors. Those that aren't raised again let the parser go on, if it can."""

    def error(self, exception):
        """An error after which the parser can go on."""
        raise exception

    def fatalError(self, exception):
        """An error after which it can't."""
        raise exception

    def warning(self, exception):
        """Less than an error."""
        print(exception)


class ContentHandler:
    """Is told what stands in a document."""

    def __init__(self):
        self._locator = None

    def setDocumentLocator(self, locator):
        """Get an object that knows where the parser is. It comes before everything else."""
        self._locator = locator

    def startDocument(self):
        """The document begins."""

    def endDocument(self):
        """The document ends. Nothing comes after that."""

    def startPrefixMapping(self, prefix, uri):
        """A prefix stands for a namespace from the next element on."""

    def endPrefixMapping(self, prefix):
        """A prefix doesn't stand for a namespace any more."""

    def startElement(self, name, attrs):
        """An element begins. attrs is an object like AttributesImpl, of use only in this call."""

    def endElement(self, name):
        """An element ends."""

    def startElementNS(self, name, qname, attrs):
        """An element begins, if namespaces are on: name is a pair of URI and local name, qname is as it is written."""

    def endElementNS(self, name, qname):
        """An element ends, if namespaces are on."""

    def characters(self, content):
        """Text; it may come in pieces."""

    def ignorableWhitespace(self, whitespace):
        """White space between elements. (Only parsers that validate know which that is.)"""

    def processingInstruction(self, target, data):
        """A processing instruction."""

    def skippedEntity(self, name):
        """An entity that wasn't read."""


class DTDHandler:
    """Is told of what a DTD says for programs."""

    def notationDecl(self, name, publicId, systemId):
        """A notation."""

    def unparsedEntityDecl(self, name, publicId, systemId, ndata):
        """An entity that is no XML."""


class EntityResolver:
    """Finds external entities."""

    def resolveEntity(self, publicId, systemId):
        """Return the name of what is to be read, or an InputSource."""
        return systemId


class LexicalHandler:
    """Is told how a document is written. It is the property of that name."""

    def comment(self, content):
        """A comment."""

    def startDTD(self, name, public_id, system_id):
        """The document type declaration begins."""

    def endDTD(self):
        """It ends."""

    def startCDATA(self):
        """A CDATA section begins; what is in there comes as characters."""

    def endCDATA(self):
        """It ends."""


_features, _properties = 'http://xml.org/sax/features/', 'http://xml.org/sax/properties/'

feature_namespaces = _features + 'namespaces'
feature_namespace_prefixes = _features + 'namespace-prefixes'
feature_string_interning = _features + 'string-interning'
feature_validation = _features + 'validation'
feature_external_ges = _features + 'external-general-entities'
feature_external_pes = _features + 'external-parameter-entities'
all_features = [feature_namespaces, feature_namespace_prefixes, feature_string_interning, feature_validation,
                feature_external_ges, feature_external_pes]

property_lexical_handler = _properties + 'lexical-handler'
property_declaration_handler = _properties + 'declaration-handler'
property_dom_node = _properties + 'dom-node'
property_xml_string = _properties + 'xml-string'
property_encoding = 'http://www.python.org/sax/properties/encoding'
property_interning_dict = 'http://www.python.org/sax/properties/interning-dict'
all_properties = [property_lexical_handler, property_dom_node, property_declaration_handler, property_xml_string,
                  property_encoding, property_interning_dict]
