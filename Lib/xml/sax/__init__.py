"""SAX: a parser tells handlers what it finds in a document, while it reads it."""

__all__ = ['ContentHandler', 'ErrorHandler', 'InputSource', 'SAXException', 'SAXNotRecognizedException',
           'SAXNotSupportedException', 'SAXParseException', 'SAXReaderNotAvailable', 'default_parser_list', 'make_parser', 'parse',
           'parseString']

import io
import os
import sys

from xml.sax._exceptions import (SAXException, SAXNotRecognizedException, SAXNotSupportedException, SAXParseException,
                                 SAXReaderNotAvailable)
from xml.sax.handler import ContentHandler, ErrorHandler
from xml.sax.xmlreader import InputSource

# Modules that have a function create_parser(), in the order in which they are tried.
default_parser_list = os.environ['PY_SAX_PARSER'].split(',') if 'PY_SAX_PARSER' in os.environ and (
    not sys.flags.ignore_environment) else ['xml.sax.expatreader']


def make_parser(parser_list=()):
    """Return a parser: of the first module that has one."""
    for name in [*parser_list, *default_parser_list]:
        try:
            module = __import__(name, fromlist=['create_parser'])
        except ImportError:
            if name in sys.modules:
                # It is there, but something that it needs isn't.
                raise
            continue
        try:
            return module.create_parser()
        except SAXReaderNotAvailable:
            pass
    raise SAXReaderNotAvailable('No parsers found', None)


def parse(source, handler, errorHandler=ErrorHandler()):
    """Read a document (a name, a file or an InputSource) and tell handler what is in there."""
    reader = make_parser()
    reader.setErrorHandler(errorHandler)
    reader.setContentHandler(handler)
    reader.parse(source)


def parseString(string, handler, errorHandler=ErrorHandler()):
    """Do the same with a document in a str or bytes."""
    source = InputSource()
    if isinstance(string, str):
        source.setCharacterStream(io.StringIO(string))
    else:
        source.setByteStream(io.BytesIO(string))
    parse(source, handler, errorHandler or ErrorHandler())
