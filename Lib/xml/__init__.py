"""XML: dom, sax, etree and the parser in parsers."""

__all__ = ['dom', 'parsers', 'sax', 'etree']
