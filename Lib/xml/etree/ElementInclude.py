"""XInclude: elements that stand for other documents or texts are replaced by them."""

import copy
from urllib.parse import urljoin

from . import ElementTree

XINCLUDE = '{http://www.w3.org/2001/XInclude}'
XINCLUDE_INCLUDE = XINCLUDE + 'include'
XINCLUDE_FALLBACK = XINCLUDE + 'fallback'

DEFAULT_MAX_INCLUSION_DEPTH = 6


class FatalIncludeError(SyntaxError):
    """An inclusion that can't be carried out."""


class LimitedRecursiveIncludeError(FatalIncludeError):
    """Inclusions within inclusions, more than allowed."""


def default_loader(href, parse, encoding=None):
    """The root element of a file for parse "xml", else its text."""
    if parse == 'xml':
        with open(href, 'rb') as file:
            return ElementTree.parse(file).getroot()
    with open(href, encoding=encoding or 'UTF-8') as file:
        return file.read()


def include(elem, loader=None, base_url=None, max_depth=DEFAULT_MAX_INCLUSION_DEPTH):
    """Carry out all inclusions in elem, in place. max_depth None sets no limit."""
    if max_depth is not None and max_depth < 0:
        raise ValueError('expected non-negative depth or None for \'max_depth\', got %r' % max_depth)
    if hasattr(elem, 'getroot'):
        elem = elem.getroot()
    _include(elem, loader or default_loader, base_url, max_depth, set())


def _append_text(parent, index, text):
    """Put text in front of the child at index."""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or '') + text
    else:
        parent.text = (parent.text or '') + text


def _include(elem, loader, base_url, max_depth, _parent_hrefs):
    index = 0
    while index < len(elem):
        child = elem[index]
        if child.tag == XINCLUDE_FALLBACK:
            raise FatalIncludeError('xi:fallback tag must be child of xi:include (%r)' % child.tag)
        if child.tag != XINCLUDE_INCLUDE:
            _include(child, loader, base_url, max_depth, _parent_hrefs)
            index += 1
            continue
        href = child.get('href')
        if base_url:
            href = urljoin(base_url, href)
        kind = child.get('parse', 'xml')
        if kind == 'xml':
            if href in _parent_hrefs:
                raise FatalIncludeError('recursive include of %s' % href)
            if max_depth == 0:
                raise LimitedRecursiveIncludeError('maximum xinclude depth reached when including file %s' % href)
            root = loader(href, kind)
            if root is None:
                raise FatalIncludeError('cannot load %r as %r' % (href, kind))
            root = copy.copy(root)  # the loader may give the same element again
            _include(root, loader, href, None if max_depth is None else max_depth - 1, _parent_hrefs | {href})
            if child.tail:
                root.tail = (root.tail or '') + child.tail
            elem[index] = root
            index += 1
        elif kind == 'text':
            text = loader(href, kind, child.get('encoding'))
            if text is None:
                raise FatalIncludeError('cannot load %r as %r' % (href, kind))
            _append_text(elem, index, text + (child.tail or ''))
            del elem[index]
        else:
            raise FatalIncludeError('unknown parse type in xi:include tag (%r)' % kind)
