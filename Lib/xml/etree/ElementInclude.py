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
        raise ValueError(f"expected non-negative depth or None for 'max_depth', got {max_depth!r}")
    root = getattr(elem, 'getroot', lambda: elem)()
    _Document(loader or default_loader, base_url, max_depth).expand(root)


class _Document:
    """A document whose inclusions are carried out: where it comes from, and how deep it lies in others."""

    def __init__(self, loader, url, depth_left, including=frozenset()):
        self.loader = loader
        self.url = url
        self.depth_left = depth_left
        self.including = including      # the URLs of the document and those that include it

    def expand(self, parent):
        """Carry out the inclusions below an element."""
        done = []       # the children as they are to be
        children = list(parent)
        for following, child in enumerate(children, 1):
            if child.tag == XINCLUDE_FALLBACK:
                raise FatalIncludeError(f'xi:fallback tag must be child of xi:include ({child.tag!r})')
            if child.tag != XINCLUDE_INCLUDE:
                self.expand(child)
                done.append(child)
                continue
            included = self._included(child)
            if not isinstance(included, str):
                done.append(included)
            elif done:
                done[-1].tail = (done[-1].tail or '') + included
            else:
                parent.text = (parent.text or '') + included
            parent[:] = done + children[following:]

    def _included(self, place):
        """The element, or text, that an xi:include element stands for, with what follows that."""
        url, kind = place.get('href'), place.get('parse', 'xml')
        if self.url:
            url = urljoin(self.url, url)
        if kind == 'text':
            return self._load(url, kind, place.get('encoding')) + (place.tail or '')
        if kind != 'xml':
            raise FatalIncludeError(f'unknown parse type in xi:include tag ({kind!r})')
        if url in self.including:
            raise FatalIncludeError(f'recursive include of {url}')
        if self.depth_left == 0:
            raise LimitedRecursiveIncludeError(f'maximum xinclude depth reached when including file {url}')
        root = copy.copy(self._load(url, kind))     # the loader may give the same element again
        inner = self.depth_left and self.depth_left - 1
        _Document(self.loader, url, inner, self.including | {url}).expand(root)
        if place.tail:
            root.tail = (root.tail or '') + place.tail
        return root

    def _load(self, url, kind, *encoding):
        content = self.loader(url, kind, *encoding)
        if content is None:
            raise FatalIncludeError(f'cannot load {url!r} as {kind!r}')
        return content
