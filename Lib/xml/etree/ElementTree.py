"""XML as trees of elements: reading, searching, changing and writing."""

import collections
import collections.abc
import contextlib
import io
import re
import sys
import weakref
from . import ElementPath

__all__ = ['Comment', 'dump', 'Element', 'ElementTree', 'canonicalize', 'fromstring', 'fromstringlist', 'indent', 'iselement',
           'iterparse', 'parse', 'ParseError', 'PI', 'ProcessingInstruction', 'QName', 'SubElement', 'tostring',
           'tostringlist', 'TreeBuilder', 'VERSION', 'XML', 'XMLID', 'XMLParser', 'XMLPullParser', 'register_namespace',
           'C14NWriterTarget']

VERSION = '1.3.0'
_xml_space = ' \t\n\r'


class ParseError(SyntaxError):
    """A document that isn't well-formed. code is the number of the error, position the line and column."""


def iselement(element):
    """Tell if an object seems to be an element."""
    return hasattr(element, 'tag')


def _wrong_index(error, what):
    """What a list said about an index, in terms of elements."""
    if isinstance(error, IndexError):
        return IndexError(f'{what} index out of range')
    return TypeError('element indices must be integers')


class Element:
    """An element: tag, attributes (attrib), text in front of the first child, tail behind the end, and children."""

    tag = attrib = text = tail = None

    def __init__(self, tag, attrib={}, **extra):
        if not isinstance(attrib, dict):
            raise TypeError(f'attrib must be dict, not {type(attrib).__name__}')
        self.tag, self.attrib, self._children = tag, {**attrib, **extra}, []

    def __repr__(self):
        return f'<{type(self).__name__} {self.tag!r} at {id(self):#x}>'

    def makeelement(self, tag, attrib, /):
        """Return a new element of the same class."""
        return type(self)(tag, attrib)

    def __copy__(self):
        twin = self.makeelement(self.tag, self.attrib)
        twin.text, twin.tail = self.text, self.tail
        twin[:] = self
        return twin

    # Children.

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        import warnings
        warnings.warn('Testing an element\'s truth value will always return True in future versions.  Use specific '
                      '\'len(elem)\' or \'elem is not None\' test instead.', DeprecationWarning, stacklevel=2)
        return len(self._children) != 0

    def __getitem__(self, index):
        try:
            return self._children[index]
        except (IndexError, TypeError) as error:
            raise _wrong_index(error, 'child') from None

    def __setitem__(self, index, element):
        if isinstance(index, slice):
            element = list(element)
            for each in element:
                self._assert_is_element(each)
        else:
            self._assert_is_element(element)
        try:
            self._children[index] = element
        except (IndexError, TypeError) as error:
            raise _wrong_index(error, 'child assignment') from None

    def __delitem__(self, index):
        try:
            del self._children[index]
        except (IndexError, TypeError) as error:
            raise _wrong_index(error, 'child assignment') from None

    def append(self, subelement, /):
        """Add a child at the end."""
        self._assert_is_element(subelement)
        self._children.append(subelement)

    def extend(self, elements, /):
        """Add children at the end."""
        for each in elements:
            self._assert_is_element(each)
            self._children.append(each)

    def insert(self, index, subelement, /):
        """Add a child at a place."""
        self._assert_is_element(subelement)
        self._children.insert(index, subelement)

    def _assert_is_element(self, e):
        if not isinstance(e, _element_class):
            raise TypeError(f'expected an Element, not {type(e).__name__}')

    def remove(self, subelement, /):
        """Remove a child."""
        try:
            self._children.remove(subelement)
        except ValueError:
            # The message names no object: it may be big.
            raise ValueError('Element.remove(x): element not found') from None

    # Search.

    def find(self, /, path, namespaces=None):
        """Return the first element that a path leads to, None if there is none."""
        return ElementPath.find(self, path, namespaces)

    def findtext(self, /, path, default=None, namespaces=None):
        """Return the text of the first element that a path leads to."""
        return ElementPath.findtext(self, path, default, namespaces)

    def findall(self, /, path, namespaces=None):
        """Return the elements that a path leads to, as a list."""
        return ElementPath.findall(self, path, namespaces)

    def iterfind(self, /, path, namespaces=None):
        """Return an iterator of the elements that a path leads to."""
        return ElementPath.iterfind(self, path, namespaces)

    def iter(self, /, tag=None):
        """Yield this element and all below it, with a tag if one is given."""
        if tag == '*':
            tag = None
        stack = [iter((self,))]
        while stack:
            for element in stack[-1]:
                if tag is None or element.tag == tag:
                    yield element
                stack.append(iter(element._children))
                break
            else:
                stack.pop()

    def itertext(self, /):
        """Yield the texts of this element and of all below it."""
        if not isinstance(self.tag, str) and self.tag is not None:
            return
        if text := self.text:
            yield text
        for child in self._children:
            yield from child.itertext()
            if tail := child.tail:
                yield tail

    # Attributes.

    def clear(self, /):
        """Take everything away but the tag."""
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None

    def get(self, /, key, default=None):
        """Return an attribute."""
        return self.attrib.get(key, default)

    def set(self, key, value, /):
        """Set an attribute."""
        self.attrib[key] = value

    def keys(self, /):
        """Return the names of the attributes."""
        return list(self.attrib)

    def items(self, /):
        """Return pairs of name and value of the attributes."""
        return list(self.attrib.items())


_element_class = _Element_Py = Element


def SubElement(parent, tag, attrib={}, **extra):
    """Make an element and add it to another."""
    element = parent.makeelement(tag, {**attrib, **extra})
    parent.append(element)
    return element


def Comment(text=None):
    """Return an element that is written as a comment."""
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    """Return an element that is written as a processing instruction."""
    element = Element(ProcessingInstruction)
    element.text = f'{target} {text}' if text else target
    return element


PI = ProcessingInstruction


class QName:
    """A name with its namespace: as tag, or as the value of an attribute."""

    def __init__(self, text_or_uri, tag=None):
        self.text = f'{{{text_or_uri}}}{tag}' if tag else text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return f'<{type(self).__name__} {self.text!r}>'

    def __hash__(self):
        return hash(self.text)

    def _compared(self, other, compare):
        return compare(self.text, other.text if isinstance(other, QName) else other)

    def __le__(self, other):
        return self._compared(other, lambda a, b: a <= b)

    def __lt__(self, other):
        return self._compared(other, lambda a, b: a < b)

    def __ge__(self, other):
        return self._compared(other, lambda a, b: a >= b)

    def __gt__(self, other):
        return self._compared(other, lambda a, b: a > b)

    def __eq__(self, other):
        return self._compared(other, lambda a, b: a == b)


class ElementTree:
    """A document: the root element, and reading and writing."""

    def __init__(self, element=None, file=None):
        if element is not None and not iselement(element):
            raise TypeError(f'expected an Element, not {type(element).__name__}')
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        """Return the root."""
        return self._root

    def _setroot(self, element):
        if not iselement(element):
            raise TypeError(f'expected an Element, not {type(element).__name__}')
        self._root = element

    def parse(self, source, parser=None):
        """Read a file (a path or a file object) and return the root."""
        opened = not hasattr(source, 'read')
        file = open(source, 'rb') if opened else source
        try:
            parser = XMLParser() if parser is None else parser
            whole = getattr(parser, '_parse_whole', None)
            if whole is not None:
                self._root = whole(file)
            else:
                while data := file.read(65536):
                    parser.feed(data)
                self._root = parser.close()
            return self._root
        finally:
            if opened:
                file.close()

    def iter(self, tag=None):
        """Yield all elements, with a tag if one is given."""
        return self._root.iter(tag)

    def _path(self, path):
        if path[:1] != '/':
            return path
        import warnings
        path = '.' + path
        warnings.warn(f'This search is broken in 1.3 and earlier, and will be fixed in a future version.  If you rely on the '
                      f'current behaviour, change it to {path!r}', FutureWarning, stacklevel=3)
        return path

    def find(self, path, namespaces=None):
        """Return the first element that a path leads to, None if there is none."""
        return self._root.find(self._path(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        """Return the text of the first element that a path leads to."""
        return self._root.findtext(self._path(path), default, namespaces)

    def findall(self, path, namespaces=None):
        """Return the elements that a path leads to, as a list."""
        return self._root.findall(self._path(path), namespaces)

    def iterfind(self, path, namespaces=None):
        """Return an iterator of the elements that a path leads to."""
        return self._root.iterfind(self._path(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None, *,
              short_empty_elements=True):
        """Write the document to a file.

        encoding: US-ASCII by default, unicode for text. xml_declaration: True, False, or only where it is needed.
        default_namespace: the one without a prefix. method: xml, html, text or c14n.
        """
        if self._root is None:
            raise TypeError('ElementTree not initialized')
        method = method or 'xml'
        if method not in _writers and method != 'c14n':
            raise ValueError(f'unknown method {method!r}')
        if not encoding:
            encoding = 'utf-8' if method == 'c14n' else 'us-ascii'
        with _target(file_or_filename, encoding) as (write, declared):
            if method == 'xml' and (xml_declaration or xml_declaration is None and encoding.lower() != 'unicode'
                                    and declared.lower() not in ('utf-8', 'us-ascii')):
                write(f"<?xml version='1.0' encoding='{declared}'?>\n")
            if method == 'text':
                for part in self._root.itertext():
                    write(part)
                if self._root.tail:
                    write(self._root.tail)
                return
            names, namespaces = _collect_names(self._root, default_namespace)
            _writers[method if method != 'c14n' else 'xml'](write, self._root, names, namespaces, short_empty_elements)

    def write_c14n(self, file):
        """Write the document in canonical form."""
        return self.write(file, method='c14n')


# ---- writing


@contextlib.contextmanager
def _target(file_or_filename, encoding):
    # Yields a function that writes text, and the name of the encoding.
    as_text = encoding.lower() == 'unicode'
    try:
        write = file_or_filename.write
    except AttributeError:
        name = 'utf-8' if as_text else encoding
        with open(file_or_filename, 'w', encoding=name, errors='xmlcharrefreplace') as file:
            yield file.write, name
        return
    if as_text:
        yield write, getattr(file_or_filename, 'encoding', None) or 'utf-8'
        return
    with contextlib.ExitStack() as stack:
        if isinstance(file_or_filename, io.BufferedIOBase):
            target = file_or_filename
        elif isinstance(file_or_filename, io.RawIOBase):
            target = io.BufferedWriter(file_or_filename)
            stack.callback(target.detach)
        else:
            # Anything that can write bytes.
            target = io.BufferedIOBase()
            target.writable, target.write = (lambda: True), write
            for name in ('seekable', 'tell'):
                if hasattr(file_or_filename, name):
                    setattr(target, name, getattr(file_or_filename, name))
        text = io.TextIOWrapper(target, encoding=encoding, errors='xmlcharrefreplace', newline='\n')
        stack.callback(text.detach)
        yield text.write, encoding


_namespace_map = {
    'http://www.w3.org/XML/1998/namespace': 'xml', 'http://www.w3.org/1999/xhtml': 'html',
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf', 'http://schemas.xmlsoap.org/wsdl/': 'wsdl',
    'http://www.w3.org/2001/XMLSchema': 'xs', 'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
    'http://purl.org/dc/elements/1.1/': 'dc'}


def register_namespace(prefix, uri):
    """Set the prefix for a namespace in documents that are written."""
    if re.match(r'ns\d+$', prefix):
        raise ValueError('Prefix format reserved for internal use')
    for known, of_known in list(_namespace_map.items()):
        if known == uri or of_known == prefix:
            del _namespace_map[known]
    _namespace_map[uri] = prefix


register_namespace._namespace_map = _namespace_map


def _wrong_type(value):
    raise TypeError(f'cannot serialize {value!r} (type {type(value).__name__})')


def _collect_names(root, default_namespace):
    # Returns how names are written, and the prefixes of namespaces.
    names, namespaces = {None: None}, {}
    if default_namespace:
        namespaces[default_namespace] = ''

    def add(name):
        try:
            if name[:1] != '{':
                if default_namespace:
                    raise ValueError('cannot use non-qualified names with default_namespace option')
                names[name] = name
                return
            uri, local = name[1:].rsplit('}', 1)
            prefix = namespaces.get(uri)
            if prefix is None:
                prefix = _namespace_map.get(uri)
                if prefix is None:
                    prefix = f'ns{len(namespaces)}'
                if prefix != 'xml':
                    namespaces[uri] = prefix
            names[name] = f'{prefix}:{local}' if prefix else local
        except TypeError:
            _wrong_type(name)

    for element in root.iter():
        tag = element.tag
        if isinstance(tag, QName):
            tag = tag.text
        if isinstance(tag, str):
            if tag not in names:
                add(tag)
        elif tag is not None and tag is not Comment and tag is not PI:
            _wrong_type(tag)
        for key, value in element.items():
            key = key.text if isinstance(key, QName) else key
            if key not in names:
                add(key)
            if isinstance(value, QName) and value.text not in names:
                add(value.text)
        if isinstance(element.text, QName) and element.text.text not in names:
            add(element.text.text)
    return names, namespaces


def _special(element):
    # Comments and instructions as text, None for elements.
    if element.tag is Comment:
        return f'<!--{element.text}-->'
    if element.tag is ProcessingInstruction:
        return f'<?{element.text}?>'
    return None


def _attributes(element, names, namespaces, escape_value):
    attributes = element.items()
    if not attributes and not namespaces:
        return ''
    parts = []
    for uri, prefix in sorted(namespaces.items(), key=lambda pair: pair[1]) if namespaces else ():
        parts.append(f' xmlns{":" + prefix if prefix else ""}="{escape_value(uri)}"')
    for key, value in attributes:
        if isinstance(key, QName):
            key = key.text
        parts.append(f' {names[key]}="{names[value.text] if isinstance(value, QName) else escape_value(value)}"')
    return ''.join(parts)


def _content(text, names, escape_text):
    return names[text.text] if isinstance(text, QName) else escape_text(text)


def _children_of(element):
    # Elements are sequences by __getitem__: each end of an iteration is an exception, but not in a list.
    if type(element) is Element:
        return element[:] if len(element) else ()
    return element


def _write_xml(write, element, names, namespaces, short_empty_elements):
    tag, text = element.tag, element.text
    special = None if type(tag) is str else _special(element)
    if special is not None:
        write(special)
    else:
        name = names[tag.text if isinstance(tag, QName) else tag]
        children = _children_of(element)
        end = None
        if name is not None:
            write(f'<{name}{_attributes(element, names, namespaces, _escape_value)}')
            if text or len(children) or not short_empty_elements:
                end = f'</{name}>'
            write('>' if end else ' />')
        if text:
            write(_escape_text(text) if type(text) is str else _content(text, names, _escape_text))
        for child in children:
            _write_xml(write, child, names, None, short_empty_elements)
        if end:
            write(end)
    if element.tail:
        write(_escape_text(element.tail))


# What is inside of these stays as it is.
_raw_html = frozenset('script style xmp iframe noembed noframes plaintext'.split())
HTML_EMPTY = set('area base basefont br col embed frame hr img input isindex link meta param source track wbr'.split())


def _write_html(write, element, names, namespaces, short_empty_elements=True):
    special = None
    if element.tag is Comment:
        special = f'<!--{_escape_text(element.text)}-->'
    elif element.tag is ProcessingInstruction:
        special = f'<?{_escape_text(element.text)}?>'
    if special is not None:
        write(special)
    else:
        tag = names[element.tag.text if isinstance(element.tag, QName) else element.tag]
        if tag is None:
            if element.text:
                write(_content(element.text, names, _escape_text))
            for child in element:
                _write_html(write, child, names, None)
        else:
            write(f'<{tag}{_attributes(element, names, namespaces, _escape_html_value)}>')
            kind = tag.lower()
            if element.text:
                write(element.text if kind in _raw_html else _content(element.text, names, _escape_text))
            for child in element:
                _write_html(write, child, names, None)
            if kind not in HTML_EMPTY and kind != 'plaintext':
                write(f'</{tag}>')
    if element.tail:
        write(_escape_text(element.tail))


_writers = {'xml': _write_xml, 'html': _write_html, 'text': None}


def _replaced(text, pairs):
    try:
        for char, name in pairs:
            if char in text:
                text = text.replace(char, name)
        return text
    except (TypeError, AttributeError):
        _wrong_type(text)


_basic = ('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;')
_in_value = *_basic, ('"', '&quot;'), ('\r', '&#13;'), ('\n', '&#10;'), ('\t', '&#09;')


def _escape_text(text):
    if type(text) is str and '&' not in text and '<' not in text and '>' not in text:
        return text
    return _replaced(text, _basic)


_plain_value = re.compile(r'[^&<>"\r\n\t]*').fullmatch


def _escape_value(text):
    if type(text) is str and _plain_value(text):
        return text
    return _replaced(text, _in_value)


def _escape_html_value(text):
    return _replaced(text, (_basic[0], _basic[2], ('"', '&quot;')))


def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
             short_empty_elements=True):
    """Return an element as bytes, or as str if the encoding is unicode. The settings are those of ElementTree.write."""
    stream = io.StringIO() if encoding == 'unicode' else io.BytesIO()
    ElementTree(element).write(stream, encoding, xml_declaration=xml_declaration, default_namespace=default_namespace,
                               method=method, short_empty_elements=short_empty_elements)
    return stream.getvalue()


class _Pieces(io.BufferedIOBase):
    def __init__(self, pieces):
        self.pieces = pieces

    def writable(self):
        return True

    def seekable(self):
        return True

    def write(self, piece):
        self.pieces.append(piece)

    def tell(self):
        return len(self.pieces)


def tostringlist(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
                 short_empty_elements=True):
    """Do tostring, and return pieces in a list."""
    pieces = []
    ElementTree(element).write(_Pieces(pieces), encoding, xml_declaration=xml_declaration,
                               default_namespace=default_namespace, method=method,
                               short_empty_elements=short_empty_elements)
    return pieces


def dump(elem):
    """Write an element or a tree to standard output."""
    tree = elem if isinstance(elem, ElementTree) else ElementTree(elem)
    tree.write(sys.stdout, encoding='unicode')
    tail = tree.getroot().tail
    if not tail or tail[-1] != '\n':
        sys.stdout.write('\n')


def indent(tree, space='  ', level=0):
    """Put white space into a tree, so that each element stands on a line of its own. level: of the tree itself."""
    if isinstance(tree, ElementTree):
        tree = tree.getroot()
    if level < 0:
        raise ValueError(f'Initial indentation level must be >= 0, got {level}')
    if not len(tree):
        return
    lines = ['\n' + level * space]

    def set_out(element, level):
        if level + 1 >= len(lines):
            lines.append(lines[level] + space)
        inner = lines[level + 1]
        if not element.text or not element.text.strip(_xml_space):
            element.text = inner
        for child in element:
            if len(child):
                set_out(child, level + 1)
            if not child.tail or not child.tail.strip(_xml_space):
                child.tail = inner
        # The end tag stands under the start tag.
        if not child.tail.strip(_xml_space):
            child.tail = lines[level]

    lines.clear()
    lines.extend('\n' + number * space for number in range(level + 1))
    set_out(tree, level)


# ---- reading


def parse(source, parser=None):
    """Read a file and return the tree."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def XML(text, parser=None):
    """Return the root of the document in a string."""
    parser = parser or XMLParser(target=TreeBuilder())
    parser.feed(text)
    return parser.close()


fromstring = XML


def XMLID(text, parser=None):
    """Return the root of the document in a string, and a dict of the elements by their attribute id."""
    tree = XML(text, parser)
    return tree, {element.get('id'): element for element in tree.iter() if element.get('id')}


def fromstringlist(sequence, parser=None):
    """Return the root of the document in pieces of text."""
    parser = parser or XMLParser(target=TreeBuilder())
    for text in sequence:
        parser.feed(text)
    return parser.close()


def iterparse(source, events=None, parser=None):
    """Read a file and yield events: pairs of what happened and the element. events: start, end (the default), comment, pi,
    start-ns, end-ns."""
    pulled = XMLPullParser(events=events, _parser=parser)
    opened = not hasattr(source, 'read')
    file = open(source, 'rb') if opened else source

    def iterate():
        try:
            while True:
                yield from pulled.read_events()
                data = file.read(16 * 1024)
                if not data:
                    break
                pulled.feed(data)
            root = pulled._close_and_return_root()
            yield from pulled.read_events()
            if (it := weak()) is not None:
                it.root = root
        finally:
            if opened:
                file.close()

    steps = iterate()

    class IterParseIterator(collections.abc.Iterator):
        __next__ = steps.__next__

        def close(self, /):
            """Close the file, if iterparse opened it."""
            steps.close()
            if opened:
                file.close()

        def __del__(self):
            # Somebody may have gone on before the end.
            if opened:
                file.close()

    result = IterParseIterator()
    result.root = None
    weak = weakref.ref(result)
    return result


class XMLPullParser:
    """A parser that is fed, and asked for events; see iterparse."""

    def __init__(self, events=None, *, _parser=None):
        self._events_queue = collections.deque()
        self._parser = _parser or XMLParser(target=TreeBuilder())
        self._parser._setevents(self._events_queue, ('end',) if events is None else events)

    def feed(self, data):
        """Give some of the document."""
        if self._parser is None:
            raise ValueError('feed() called after end of stream')
        if data:
            try:
                self._parser.feed(data)
            except SyntaxError as error:
                self._events_queue.append(error)

    def _close_and_return_root(self):
        parser, self._parser = self._parser, None
        return parser.close()

    def close(self):
        """Tell that the document is over."""
        self._close_and_return_root()

    def read_events(self):
        """Yield the events that there are; they come only once."""
        queue = self._events_queue
        while queue:
            event = queue.popleft()
            if isinstance(event, Exception):
                raise event
            yield event

    def flush(self):
        """Let the parser deal with what it has put off."""
        if self._parser is None:
            raise ValueError('flush() called after end of stream')
        self._parser.flush()


class TreeBuilder:
    """Makes a tree of what a parser finds."""

    def __init__(self, element_factory=None, *, comment_factory=None, pi_factory=None, insert_comments=False,
                 insert_pis=False):
        self._factory = element_factory or Element
        self._comment_factory, self._pi_factory = comment_factory or Comment, pi_factory or ProcessingInstruction
        self.insert_comments, self.insert_pis = insert_comments, insert_pis
        self._data, self._open, self._last, self._root, self._behind = [], [], None, None, False

    def close(self, /):
        """Return the root."""
        assert not self._open, 'missing end tags'
        assert self._root is not None, 'missing toplevel element'
        return self._root

    def _flush(self):
        if self._data:
            if self._last is not None:
                text = ''.join(self._data)
                if self._behind:
                    self._last.tail = text
                else:
                    self._last.text = text
            self._data = []

    def data(self, data, /):
        """Add text."""
        self._data.append(data)

    def start(self, tag, attrs, /):
        """Begin an element, and return it."""
        self._flush()
        self._last = element = self._factory(tag, attrs)
        if self._open:
            self._open[-1].append(element)
        elif self._root is None:
            self._root = element
        self._open.append(element)
        self._behind = False
        return element

    def end(self, tag, /):
        """End an element, and return it."""
        self._flush()
        self._last = self._open.pop()
        assert self._last.tag == tag, f'end tag mismatch (expected {self._last.tag}, got {tag})'
        self._behind = True
        return self._last

    def _single(self, made, insert):
        if insert:
            self._flush()
            self._last = made
            if self._open:
                self._open[-1].append(made)
            self._behind = True
        return made

    def comment(self, text, /):
        """Make a comment, and return it."""
        return self._single(self._comment_factory(text), self.insert_comments)

    def pi(self, target, text=None, /):
        """Make a processing instruction, and return it."""
        return self._single(self._pi_factory(target, text), self.insert_pis)


class XMLParser:
    """Reads a document and tells a target, a TreeBuilder by default, what it finds."""

    def __init__(self, *, target=None, encoding=None):
        from xml.parsers import expat
        self.parser = self._parser = parser = expat.ParserCreate(encoding, '}')
        self.target = self._target = target = TreeBuilder() if target is None else target
        self._error, self._names, self.entity = expat.error, {}, {}
        parser.DefaultHandlerExpand = self._default
        for name, handler, own in (('start', 'StartElementHandler', self._start), ('end', 'EndElementHandler', self._end),
                                   ('start_ns', 'StartNamespaceDeclHandler', self._start_ns),
                                   ('end_ns', 'EndNamespaceDeclHandler', self._end_ns),
                                   ('data', 'CharacterDataHandler', None), ('comment', 'CommentHandler', None),
                                   ('pi', 'ProcessingInstructionHandler', None)):
            method = getattr(target, name, None)
            if method is not None:
                setattr(parser, handler, own or method)
        parser.buffer_text = parser.ordered_attributes = True
        self._doctype = None
        self.version = f'Expat {expat.version_info[0]}.{expat.version_info[1]}.{expat.version_info[2]}'

    def _setevents(self, events_queue, events_to_report):
        # Puts events into the queue besides telling the target.
        parser, append, target = self._parser, events_queue.append, self.target
        for name in events_to_report:
            if name == 'start':
                def handler(tag, attributes, event=name):
                    append((event, self._start(tag, attributes)))
                parser.StartElementHandler = handler
            elif name == 'end':
                def handler(tag, event=name):
                    append((event, self._end(tag)))
                parser.EndElementHandler = handler
            elif name == 'start-ns':
                def handler(prefix, uri, event=name):
                    if hasattr(target, 'start_ns'):
                        append((event, self._start_ns(prefix, uri)))
                    else:
                        append((event, (prefix or '', uri or '')))
                parser.StartNamespaceDeclHandler = handler
            elif name == 'end-ns':
                def handler(prefix, event=name):
                    append((event, self._end_ns(prefix) if hasattr(target, 'end_ns') else None))
                parser.EndNamespaceDeclHandler = handler
            elif name == 'comment':
                def handler(text, event=name):
                    append((event, target.comment(text)))
                parser.CommentHandler = handler
            elif name == 'pi':
                def handler(pi_target, data, event=name):
                    append((event, target.pi(pi_target, data)))
                parser.ProcessingInstructionHandler = handler
            else:
                raise ValueError(f'unknown event {name!r}')

    def _raise(self, value):
        found = ParseError(value)
        found.code, found.position = value.code, (value.lineno, value.offset)
        raise found

    def _fix(self, key):
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = '{' + key if '}' in key else key
        return name

    def _start_ns(self, prefix, uri):
        return self.target.start_ns(prefix or '', uri or '')

    def _end_ns(self, prefix):
        return self.target.end_ns(prefix or '')

    def _start(self, tag, attributes):
        fix = self._fix
        if not attributes:
            return self.target.start(fix(tag), {})
        parts = iter(attributes)
        return self.target.start(fix(tag), {fix(key): value for key, value in zip(parts, parts)})

    def _end(self, tag):
        return self.target.end(self._fix(tag))

    def _default(self, text):
        first = text[:1]
        if first == '&':
            try:
                add = self.target.data
            except AttributeError:
                return
            try:
                add(self.entity[text[1:-1]])
            except KeyError:
                from xml.parsers import expat
                parser = self._parser
                error = expat.error(f'undefined entity {text}: line {parser.ErrorLineNumber}, column '
                                    f'{parser.ErrorColumnNumber}')
                error.code, error.lineno, error.offset = 11, parser.ErrorLineNumber, parser.ErrorColumnNumber
                raise error
        elif first == '<' and text.startswith('<!DOCTYPE'):
            # The words follow, unless they are here.
            self._doctype = text[9:].split()
            self._tell_doctype(bool(self._doctype))
        elif self._doctype is not None:
            if first in ('>', '['):
                self._tell_doctype(True)
                self._doctype = None
                return
            if text.strip():
                self._doctype.append(text.strip())
                self._tell_doctype()

    def _tell_doctype(self, at_end=False):
        words = re.findall(r'"[^"]*"|\'[^\']*\'|[^\s"\'\[>]+', ' '.join(self._doctype))
        if len(words) < 2 and not (words and at_end):
            return
        name, kind, *identifiers = words if len(words) > 1 else (words[0], None)
        if kind is None:
            public, system = None, None
        elif kind == 'PUBLIC' and len(identifiers) == 2:
            public, system = identifiers
            public = public[1:-1]
        elif kind == 'SYSTEM' and len(identifiers) == 1:
            public, system = None, identifiers[0]
        else:
            return
        if hasattr(self.target, 'doctype'):
            self.target.doctype(name, public, system and system[1:-1])
        elif hasattr(self, 'doctype'):
            import warnings
            warnings.warn('The doctype() method of XMLParser is ignored.  Define doctype() method on the TreeBuilder target.',
                          RuntimeWarning)
        self._doctype = None

    def feed(self, data, /):
        """Give some of the document."""
        try:
            self._parser.Parse(data, False)
        except self._error as error:
            self._raise(error)

    def close(self, /):
        """Tell that the document is over, and return what the target returns."""
        try:
            self._parser.Parse(b'', True)
        except self._error as error:
            self._raise(error)
        try:
            finish = self.target.close
        except AttributeError:
            return None
        try:
            return finish()
        finally:
            del self.parser, self._parser, self.target, self._target

    def flush(self, /):
        """Let the parser deal with what it has put off."""
        before = self._parser.GetReparseDeferralEnabled()
        try:
            self._parser.SetReparseDeferralEnabled(False)
            self._parser.Parse(b'', False)
        except self._error as error:
            self._raise(error)
        finally:
            self._parser.SetReparseDeferralEnabled(before)


# ---- canonical form


def canonicalize(xml_data=None, *, out=None, from_file=None, **options):
    """Return a document in canonical form (C14N 2.0), or write it to out. The options are those of C14NWriterTarget."""
    if xml_data is None and from_file is None:
        raise ValueError("Either 'xml_data' or 'from_file' must be provided as input")
    stream = io.StringIO() if out is None else out
    parser = XMLParser(target=C14NWriterTarget(stream.write, **options))
    if xml_data is not None:
        parser.feed(xml_data)
        parser.close()
    else:
        parse(from_file, parser=parser)
    return stream.getvalue() if out is None else None


_looks_like_prefix_name = re.compile(r'^\w+:\w+$').match


class C14NWriterTarget:
    """The target of a parser that writes canonical form."""

    def __init__(self, write, *, with_comments=False, strip_text=False, rewrite_prefixes=False, qname_aware_tags=None,
                 qname_aware_attrs=None, exclude_attrs=None, exclude_tags=None):
        """with_comments: keep comments. strip_text: without white space around texts. rewrite_prefixes: to n0, n1 and so on.
        qname_aware_tags, qname_aware_attrs: whose contents are names with prefixes. exclude_attrs, exclude_tags: leave out."""
        self._write, self._data = write, []
        self._with_comments, self._strip_text = with_comments, strip_text
        self._exclude_attrs = set(exclude_attrs) if exclude_attrs else None
        self._exclude_tags = set(exclude_tags) if exclude_tags else None
        self._rewrite_prefixes = rewrite_prefixes
        self._qname_aware_tags = set(qname_aware_tags) if qname_aware_tags else None
        self._qname_aware_attrs = set(qname_aware_attrs) if qname_aware_attrs else None
        # Namespaces that have been declared in what was written, and those of the document, level by level.
        self._written, self._known = [[(_xml_uri, 'xml')]], []
        if not rewrite_prefixes:
            self._known.append(list(_namespace_map.items()))
        self._known.append([])
        self._prefixes, self._preserve = {}, [False]
        self._pending, self._root_seen, self._root_done, self._ignored = None, False, False, 0

    def _all(self, levels):
        for level in reversed(levels):
            yield from level

    def _add_namespace(self, uri, prefix):
        self._written[-1].append((uri, prefix))

    def _uri_of(self, name):
        prefix, _, local = name.rpartition(':')
        for uri, known in self._all(self._known):
            if known == prefix:
                return f'{{{uri}}}{local}', local, uri
        raise ValueError(f'Prefix {prefix} of QName "{name}" is not declared in scope')

    def _name(self, qname, uri=None):
        # Returns the name as it is written, its local part and the namespace.
        if uri is None:
            uri, local = qname[1:].rsplit('}', 1) if qname[:1] == '{' else ('', qname)
        else:
            local = qname
        seen = set()
        for known, prefix in self._all(self._written):
            if known == uri and prefix not in seen:
                return f'{prefix}:{local}' if prefix else local, local, uri
            seen.add(prefix)
        if not uri and '' not in seen and not self._rewrite_prefixes:
            # No default namespace to undo.
            return local, local, uri
        if self._rewrite_prefixes:
            if uri not in self._prefixes:
                self._prefixes[uri] = f'n{len(self._prefixes)}'
            prefix = self._prefixes[uri]
            self._add_namespace(uri, prefix)
            return f'{prefix}:{local}', local, uri
        for known, prefix in self._all(self._known):
            if known == uri:
                self._add_namespace(uri, prefix)
                return f'{prefix}:{local}' if prefix else local, local, uri
        if not uri:
            return local, local, uri
        raise ValueError(f'Namespace "{uri}" is not declared in scope')

    def data(self, data):
        if not self._ignored:
            self._data.append(data)

    def _flush(self):
        data = ''.join(self._data)
        del self._data[:]
        if self._strip_text and not self._preserve[-1]:
            data = data.strip(_xml_space)
        if self._pending is not None:
            (tag, attributes, namespaces), self._pending = self._pending, None
            name = data if data and _looks_like_prefix_name(data) else None
            self._begin(tag, attributes, namespaces, name)
            if name is not None:
                return
        if data and self._root_seen:
            self._write(_canonical_text(data))

    def start_ns(self, prefix, uri):
        if self._ignored:
            return
        if self._data:
            self._flush()
        self._known[-1].append((uri, prefix))

    def start(self, tag, attrs):
        if self._exclude_tags is not None and (self._ignored or tag in self._exclude_tags):
            self._ignored += 1
            return
        if self._data:
            self._flush()
        declared = []
        self._written.append(declared)
        if self._qname_aware_tags is not None and tag in self._qname_aware_tags:
            # Its text has to be known before its start tag is written.
            self._pending = tag, attrs, declared
            self._known.append([])
            return
        self._begin(tag, attrs, declared)

    def _begin(self, tag, attrs, namespaces, text_name=None):
        if self._exclude_attrs is not None and attrs:
            attrs = {key: value for key, value in attrs.items() if key not in self._exclude_attrs}
        names = {tag, *attrs}
        expanded = {}
        if text_name is not None:
            text_name = expanded[text_name] = self._uri_of(text_name)[0]
            names.add(text_name)
        in_values = {}
        if self._qname_aware_attrs is not None and attrs:
            for key in self._qname_aware_attrs & attrs.keys():
                if _looks_like_prefix_name(attrs[key]):
                    in_values[key] = self._uri_of(attrs[key])[0]
                    names.add(in_values[key])
        parsed = {name: self._name(name) for name in sorted(names, key=lambda name: name.split('}', 1) if name[:1] == '{'
                                                            else ['', name])}
        own = sorted((f'xmlns:{prefix}' if prefix else 'xmlns', uri) for uri, prefix in namespaces)
        rest = []
        for key, value in sorted(attrs.items(), key=lambda pair: (parsed[pair[0]][2], parsed[pair[0]][1])):
            shown = parsed[in_values[key]][0] if key in in_values else value
            rest.append((parsed[key][0], shown))
        space = attrs.get(f'{{{_xml_uri}}}space')
        self._preserve.append(space == 'preserve' if space else self._preserve[-1])
        self._write('<' + parsed[tag][0] + ''.join([f' {key}="{_canonical_value(value)}"' for key, value in own + rest]) + '>')
        if text_name is not None:
            self._write(_canonical_text(parsed[text_name][0]))
        self._root_seen = True
        self._known.append([])

    def end(self, tag):
        if self._ignored:
            self._ignored -= 1
            return
        if self._data or self._pending is not None:
            self._flush()
        self._write(f'</{self._name(tag)[0]}>')
        self._preserve.pop()
        self._root_done = len(self._preserve) == 1
        self._written.pop()
        self._known.pop()

    def comment(self, text):
        if self._with_comments and not self._ignored:
            self._outside(f'<!--{_canonical_text(text)}-->')

    def pi(self, target, data):
        if not self._ignored:
            self._outside(f'<?{target} {_canonical_text(data)}?>' if data else f'<?{target}?>')

    def _outside(self, text):
        if self._root_done:
            self._write('\n')
        elif self._root_seen and self._data:
            self._flush()
        self._write(text)
        if not self._root_seen:
            self._write('\n')


_xml_uri = 'http://www.w3.org/XML/1998/namespace'


def _canonical_text(text):
    return _replaced(text, (*_basic, ('\r', '&#xD;')))


def _canonical_value(text):
    return _replaced(text, (_basic[0], _basic[1], ('"', '&quot;'), ('\t', '&#x9;'), ('\n', '&#xA;'), ('\r', '&#xD;')))


# Where module _elementtree is, its classes take the place of those above.
with contextlib.suppress(ImportError):
    from _elementtree import Element, ParseError, SubElement, TreeBuilder, XMLParser, _set_factories
    _set_factories(Comment, ProcessingInstruction)
