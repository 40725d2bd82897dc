"""Reading and writing documents as in DOM Level 3 Load and Save (a draft of 2002)."""

import copy
import xml.dom
from xml.dom.NodeFilter import NodeFilter

__all__ = ['DOMBuilder', 'DOMEntityResolver', 'DOMInputSource']


class Options:
    """What a builder does: features, and the two objects that it asks."""

    namespaces = 1
    namespace_declarations = external_parameter_entities = external_general_entities = external_dtd_subset = True
    create_entity_ref_nodes = entities = whitespace_in_element_content = cdata_sections = comments = True
    charset_overrides_xml_encoding = True
    validation = validate_if_schema = validate = datatype_normalization = infoset = supported_mediatypes_only = False
    errorHandler = filter = None


def _plain(name):
    return name.lower().replace('-', '_')


# What a builder can do; setting one of these sets others, too.
_both_ways = {'namespace_declarations', 'external_parameter_entities', 'external_general_entities', 'external_dtd_subset',
              'create_entity_ref_nodes', 'entities', 'whitespace_in_element_content', 'cdata_sections', 'comments',
              'charset_overrides_xml_encoding'}
_fixed = {'validation': False, 'validate_if_schema': False, 'datatype_normalization': False, 'supported_mediatypes_only': False,
          'namespaces': True, 'infoset': None}
_infoset = {'validate_if_schema': False, 'entities': False, 'datatype_normalization': False, 'cdata_sections': False,
            'namespace_declarations': True, 'whitespace_in_element_content': True, 'comments': True,
            'charset_overrides_xml_encoding': True}


def _accessors(name):
    """Two methods, which set and return an attribute, as DOM has them in other languages."""
    return lambda self: getattr(self, name), lambda self, value: setattr(self, name, value)


class DOMBuilder:
    """Reads documents."""

    ACTION_REPLACE, ACTION_APPEND_AS_CHILDREN, ACTION_INSERT_AFTER, ACTION_INSERT_BEFORE = 1, 2, 3, 4
    entityResolver = errorHandler = filter = None

    def __init__(self):
        self._options = Options()

    _get_entityResolver, _set_entityResolver = _accessors('entityResolver')
    _get_errorHandler, _set_errorHandler = _accessors('errorHandler')
    _get_filter, _set_filter = _accessors('filter')

    def _effect(self, name, state):
        """The settings that setting a feature means; None: that can't be."""
        name = _plain(name)
        if name in _both_ways:
            return {name: bool(state)}
        if name == 'infoset':
            return _infoset if state else {}
        if name in _fixed and _fixed[name] == bool(state):
            return {name: bool(state)}
        return None

    def setFeature(self, name, state):
        """Set a feature."""
        if not self.supportsFeature(name):
            raise xml.dom.NotFoundErr(f'unknown feature: {name!r}')
        effect = self._effect(name, state)
        if effect is None:
            raise xml.dom.NotSupportedErr(f'unsupported feature: {name!r}')
        vars(self._options).update(effect)

    def supportsFeature(self, name):
        """Whether there is such a feature."""
        return hasattr(self._options, _plain(name))

    def canSetFeature(self, name, state):
        """Whether a feature can be set that way."""
        return self._effect(name, state) is not None

    def getFeature(self, name):
        """Return a feature."""
        name = _plain(name)
        if name == 'infoset':
            return all(getattr(self._options, each) == state for each, state in _infoset.items())
        if not hasattr(self._options, name):
            raise xml.dom.NotFoundErr(f'feature {name!r} not known')
        return getattr(self._options, name)

    def parseURI(self, uri):
        """Return the document of a URL."""
        resolver = self.entityResolver or DOMEntityResolver()
        return self.parse(resolver.resolveEntity(None, uri))

    def parse(self, input):
        """Return the document of a DOMInputSource."""
        from xml.dom import expatbuilder
        options = copy.copy(self._options)
        options.filter, options.errorHandler = self.filter, self.errorHandler
        stream = input.byteStream
        if stream is None and input.systemId:
            import urllib.request
            stream = urllib.request.urlopen(input.systemId)
        return expatbuilder.makeBuilder(options).parseFile(stream)

    def parseWithContext(self, input, cnode, action):
        """Not there."""
        if action not in (1, 2, 3, 4):
            raise ValueError('not a legal action')
        raise NotImplementedError("Haven't written this yet...")


class DOMEntityResolver:
    """Opens URLs."""

    def _get_opener(self):
        opener = vars(self).get('opener')
        if opener is None:
            import urllib.request
            opener = self.opener = urllib.request.build_opener()
        return opener

    def resolveEntity(self, publicId, systemId):
        """Return a DOMInputSource."""
        import posixpath
        import urllib.parse
        assert systemId is not None
        source = DOMInputSource()
        source.publicId, source.systemId = publicId, systemId
        source.byteStream = self._get_opener().open(systemId)
        source.encoding = source.byteStream.info().get_content_charset() if hasattr(source.byteStream, 'info') else None
        # What is relative, is to the directory.
        parts = urllib.parse.urlsplit(systemId)
        folder = posixpath.dirname(parts.path)
        if folder and not folder.endswith('/'):
            folder += '/'
        source.baseURI = urllib.parse.urlunsplit(parts._replace(path=folder, fragment=''))
        return source


class DOMInputSource:
    """What is to be read."""

    def __init__(self):
        self.byteStream = self.characterStream = self.stringData = self.encoding = None
        self.publicId = self.systemId = self.baseURI = None

    for _name in ('byteStream', 'characterStream', 'stringData', 'encoding', 'publicId', 'systemId', 'baseURI'):
        vars()[f'_get_{_name}'], vars()[f'_set_{_name}'] = _accessors(_name)
    del _name


class DOMBuilderFilter:
    """Decides which nodes are in a document. startContainer() is asked when an element begins, acceptNode() when it ends."""

    FILTER_ACCEPT, FILTER_REJECT, FILTER_SKIP, FILTER_INTERRUPT = 1, 2, 3, 4
    whatToShow = NodeFilter.SHOW_ALL

    def _get_whatToShow(self):
        return self.whatToShow

    def acceptNode(self, element):
        """Return one of the FILTER_ codes."""
        return self.FILTER_ACCEPT

    startContainer = acceptNode


class DocumentLS:
    """A document that can read itself."""

    async_ = False

    def _get_async(self):
        return False

    def _set_async(self, flag):
        if flag:
            raise xml.dom.NotSupportedErr('asynchronous document loading is not supported')

    def abort(self):
        """Not there."""
        # What is to stop has to have begun.
        raise NotImplementedError("haven't figured out what this means yet")

    def load(self, uri):
        """Not there."""
        raise NotImplementedError('not written yet')

    def loadXML(self, source):
        """Not there."""
        raise NotImplementedError('not written yet')

    def saveXML(self, snode):
        """Return a node of the document, or all of it, as XML."""
        node = self if snode is None else snode
        if node is not self and node.ownerDocument is not self:
            raise xml.dom.WrongDocumentErr()
        return node.toxml()


class DOMImplementationLS:
    """An implementation that reads documents."""

    MODE_SYNCHRONOUS, MODE_ASYNCHRONOUS = 1, 2

    def createDOMBuilder(self, mode, schemaType):
        """Return a DOMBuilder."""
        if schemaType is not None:
            raise xml.dom.NotSupportedErr('schemaType not yet supported')
        if mode == self.MODE_ASYNCHRONOUS:
            raise xml.dom.NotSupportedErr('asynchronous builders are not supported')
        if mode != self.MODE_SYNCHRONOUS:
            raise ValueError('unknown value for mode')
        return DOMBuilder()

    def createDOMWriter(self):
        """Not there."""
        raise NotImplementedError("the writer interface hasn't been written yet!")

    def createDOMInputSource(self):
        """Return a DOMInputSource."""
        return DOMInputSource()
