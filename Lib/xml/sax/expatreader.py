"""The parser of SAX, on top of pyexpat."""

version = '0.20'

import weakref

from xml.sax import handler, saxutils, xmlreader
from xml.sax._exceptions import (SAXException, SAXNotRecognizedException, SAXNotSupportedException, SAXParseException,
                                 SAXReaderNotAvailable)
from xml.sax.handler import (feature_external_ges, feature_external_pes, feature_namespace_prefixes, feature_namespaces,
                             feature_string_interning, feature_validation, property_interning_dict, property_xml_string)

try:
    from xml.parsers import expat
except ImportError:
    raise SAXReaderNotAvailable('expat not supported', None)

AttributesImpl, AttributesNSImpl = xmlreader.AttributesImpl, xmlreader.AttributesNSImpl


class ExpatLocator(xmlreader.Locator):
    """Asks the parser where it is, as long as there is one."""

    def __init__(self, parser):
        self._parser = weakref.ref(parser)

    def _ask(self, name, unknown):
        parser = self._parser()
        return unknown if parser is None else getattr(parser, name)()

    def getColumnNumber(self):
        return self._ask('getColumnNumber', -1)

    def getLineNumber(self):
        return self._ask('getLineNumber', 1)

    def getPublicId(self):
        return self._ask('getPublicId', None)

    def getSystemId(self):
        return self._ask('getSystemId', None)


class _Over:
    """Stands for the parser when it is done."""

    def __init__(self, parser):
        self.ErrorLineNumber, self.ErrorColumnNumber = parser.ErrorLineNumber, parser.ErrorColumnNumber


class ExpatParser(xmlreader.IncrementalParser, xmlreader.Locator):
    """Reads documents, and tells handlers what is in there."""

    def __init__(self, namespaceHandling=0, bufsize=2 ** 16 - 20):
        super().__init__(bufsize)
        self._source, self._parser = xmlreader.InputSource(), None
        self._namespaces, self._names = namespaceHandling, None
        self._lexical = None
        self._busy, self._external = False, 0
        # The sources of the entities that are being read, each with its parser.
        self._outer = []

    # -- settings

    def setContentHandler(self, handler):
        super().setContentHandler(handler)
        if self._busy:
            self._connect_text()

    def getFeature(self, name):
        if name in (feature_validation, feature_external_pes, feature_namespace_prefixes):
            return 0
        known = {feature_namespaces: self._namespaces, feature_string_interning: self._names is not None,
                 feature_external_ges: self._external}
        if name not in known:
            raise SAXNotRecognizedException(f"Feature '{name}' not recognized")
        return known[name]

    def setFeature(self, name, state):
        if self._busy:
            raise SAXNotSupportedException('Cannot set features while parsing')
        match name.rpartition('/')[2] if name in handler.all_features else None:
            case 'namespaces':
                self._namespaces = state
            case 'external-general-entities':
                self._external = state
            case 'string-interning':
                self._names = (self._names or {}) if state else None
            case None:
                raise SAXNotRecognizedException(f"Feature '{name}' not recognized")
            case _ if state:
                self._refuse(name)

    def _refuse(self, name):
        what = {feature_validation: 'expat does not support validation',
                feature_external_pes: 'expat does not read external parameter entities',
                feature_namespace_prefixes: 'expat does not report namespace prefixes'}
        raise SAXNotSupportedException(what[name])

    def getProperty(self, name):
        known = {handler.property_lexical_handler: self._lexical, property_interning_dict: self._names}
        if name in known:
            return known[name]
        if name != property_xml_string:
            raise SAXNotRecognizedException(f"Property '{name}' not recognized")
        parser = self._parser
        if not parser:
            raise SAXNotSupportedException('XML string cannot be returned when not parsing')
        return parser.GetInputContext()

    def setProperty(self, name, value):
        match name.rpartition('/')[2] if name in handler.all_properties else None:
            case 'lexical-handler':
                self._lexical = value
                if self._busy:
                    self._connect_lexical()
            case 'interning-dict':
                self._names = value
            case 'xml-string':
                raise SAXNotSupportedException(f"Property '{name}' cannot be set")
            case _:
                raise SAXNotRecognizedException(f"Property '{name}' not recognized")

    # -- reading

    def parse(self, source):
        self._source = saxutils.prepare_input_source(source)
        try:
            self.reset()
            locator = ExpatLocator(self)
            self._cont_handler.setDocumentLocator(locator)
            super().parse(self._source)
        except:
            # Nobody else can close it now.
            self._close_source()
            raise

    def prepareParser(self, source):
        name = source.getSystemId()
        if name is not None:
            self._parser.SetBase(name)

    def feed(self, data, isFinal=False):
        if not self._busy:
            self.reset()
            self._busy, told = True, self._cont_handler
            told.startDocument()
        self._read(data, isFinal)

    def _read(self, data, last):
        try:
            self._parser.Parse(data, last)
        except expat.error as fault:
            self._err_handler.fatalError(SAXParseException(expat.ErrorString(fault.code), fault, self))

    def flush(self):
        """Tell the handlers all that is sure by now."""
        if self._parser is None:
            return
        parser = self._parser
        before = parser.GetReparseDeferralEnabled()
        try:
            parser.SetReparseDeferralEnabled(False)
            self._read(b'', False)
        finally:
            parser.SetReparseDeferralEnabled(before)

    def _close_source(self):
        for stream in (self._source.getCharacterStream(), self._source.getByteStream()):
            if stream is not None:
                stream.close()

    def close(self):
        if self._outer or self._parser is None or isinstance(self._parser, _Over):
            # An entity ends, or everything ended long ago.
            return
        try:
            self.feed(b'', isFinal=True)
            told = self._cont_handler
            told.endDocument()
        finally:
            # It has methods of this object, and this object has it.
            self._busy, self._parser = False, _Over(self._parser)
            self._close_source()

    def reset(self):
        """Get ready for another document."""
        options = {'intern': self._names} if self._names is not None else {}
        if self._namespaces:
            self._parser = parser = expat.ParserCreate(self._source.getEncoding(), ' ', **options)
            parser.namespace_prefixes = 1
            parser.StartElementHandler, parser.EndElementHandler = self._start_with_namespace, self._end_with_namespace
        else:
            self._parser = parser = expat.ParserCreate(self._source.getEncoding(), **options)
            parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        self._connect_text()
        parser.UnparsedEntityDeclHandler, parser.NotationDeclHandler = self._unparsed_entity, self._notation
        parser.StartNamespaceDeclHandler, parser.EndNamespaceDeclHandler = self._prefix_begins, self._prefix_ends
        if self._lexical is not None:
            self._connect_lexical()
        parser.ExternalEntityRefHandler = self._external_entity
        parser.SkippedEntityHandler = self._skipped
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        self._busy, self._outer = False, []

    def _connect_text(self):
        # These need nothing of this parser.
        parser, told = self._parser, self._cont_handler
        parser.ProcessingInstructionHandler, parser.CharacterDataHandler = told.processingInstruction, told.characters

    def _connect_lexical(self):
        parser, lexical = self._parser, self._lexical
        parser.CommentHandler = lexical and lexical.comment
        parser.StartCdataSectionHandler = lexical and lexical.startCDATA
        parser.EndCdataSectionHandler = lexical and lexical.endCDATA
        parser.StartDoctypeDeclHandler = lexical and self._doctype
        parser.EndDoctypeDeclHandler = lexical and lexical.endDTD

    # -- where it is

    def getColumnNumber(self):
        return None if self._parser is None else self._parser.ErrorColumnNumber

    def getLineNumber(self):
        return 1 if self._parser is None else self._parser.ErrorLineNumber

    def getPublicId(self):
        source = self._source
        return source.getPublicId()

    def getSystemId(self):
        source = self._source
        return source.getSystemId()

    # -- what expat finds

    def _start(self, name, attrs):
        told = self._cont_handler
        told.startElement(name, AttributesImpl(attrs))

    def _end(self, name):
        told = self._cont_handler
        told.endElement(name)

    @staticmethod
    def _pair(name):
        """The pair of URI and local name, and the name as it is written, of what expat gives: URI, name and prefix."""
        parts = name.split()
        if len(parts) == 1:
            return (None, name), name
        uri, local, *prefix = parts
        return (uri, local), f'{prefix[0]}:{local}' if prefix else local

    def _start_with_namespace(self, name, attrs):
        pair, written = self._pair(name)
        values, names = {}, {}
        for attribute, value in attrs.items():
            its_pair, its_name = self._pair(attribute)
            values[its_pair], names[its_pair] = value, its_name
        self._cont_handler.startElementNS(pair, None, AttributesNSImpl(values, names))

    def _end_with_namespace(self, name):
        self._cont_handler.endElementNS(self._pair(name)[0], None)

    def _prefix_begins(self, prefix, uri):
        told = self._cont_handler
        told.startPrefixMapping(prefix, uri)

    def _prefix_ends(self, prefix):
        told = self._cont_handler
        told.endPrefixMapping(prefix)

    def _doctype(self, name, sysid, pubid, has_internal_subset):
        self._lexical.startDTD(name, pubid, sysid)

    def _unparsed_entity(self, name, base, sysid, pubid, notation_name):
        told = self._dtd_handler
        told.unparsedEntityDecl(name, pubid, sysid, notation_name)

    def _notation(self, name, base, sysid, pubid):
        told = self._dtd_handler
        told.notationDecl(name, pubid, sysid)

    def _external_entity(self, context, base, sysid, pubid):
        if not self._external:
            return 1
        found = self._ent_handler.resolveEntity(pubid, sysid)
        found = saxutils.prepare_input_source(found, self._source.getSystemId() or '')
        self._outer.append((self._parser, self._source))
        self._parser, self._source = self._parser.ExternalEntityParserCreate(context), found
        try:
            super().parse(found)
            self._parser.Parse(b'', True)
        except expat.error:
            return 0
        finally:
            self._close_source()
            self._parser, self._source = self._outer.pop()
        return 1

    def _skipped(self, name, is_pe):
        self._cont_handler.skippedEntity(f'%{name}' if is_pe else name)


def create_parser(*args, **kwargs):
    """Return a parser."""
    return ExpatParser(*args, **kwargs)
