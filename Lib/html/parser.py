"""A parser of HTML that calls methods for what it finds. It takes everything, as browsers do."""

import _markupbase
import re
from html import unescape

__all__ = ['HTMLParser']

_space = '\t\n\r\f '
_name = re.compile(r'[a-zA-Z][^\t\n\r\f />\x00]*')
_attribute = re.compile(r'''([^\t\n\r\f />][^\t\n\r\f /=>]*)
                            ([\t\n\r\f ]*=[\t\n\r\f ]*(?:'([^']*)'|"([^"]*)"|(?!['"])([^>\t\n\r\f ]*)))?''', re.VERBOSE)
_whole_tag = re.compile(r'''(?:[\t\n\r\f /]++
                              |[^\t\n\r\f />][^\t\n\r\f /=>]*+
                               (?:[\t\n\r\f ]*+=[\t\n\r\f ]*+(?:'[^']*+'|"[^"]*+"|(?!['"])[^>\t\n\r\f ]*+)|(?![\t\n\r\f ]*+=)))*+>''', re.VERBOSE)
_unclosed_value = re.compile(r'''[^\t\n\r\f />][^\t\n\r\f /=>]*[\t\n\r\f ]*=[\t\n\r\f ]*(?:'[^']*|"[^"]*)?\Z''')
_between = re.compile(r'[\t\n\r\f /]*')
_comment_end = re.compile(r'--!?>')
_entity = re.compile(r'&([a-zA-Z][-.a-zA-Z0-9]*)')
_number = re.compile(r'&#([0-9]+|[xX][0-9a-fA-F]+)')
# Inside of these there is no markup but the end tag; in some, references count.
_raw_when_scripting = ('noscript',)


def _attribute_text(value):
    # In attributes a name without a semicolon is none in front of = and of letters and digits: URLs have such.
    def put(match):
        name = match[0]
        if name[1] == '#' or name.endswith(';'):
            return unescape(name)
        from html.entities import html5
        if name[1:] in html5 and not re.match('[=a-zA-Z0-9]', value[match.end():match.end() + 1]):
            return unescape(name)
        return name
    return re.sub(r'&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]*;?)', put, value) if '&' in value else value


def _place(behind):
    return -1 if behind is None else behind


class HTMLParser(_markupbase.ParserBase):
    """Reads HTML that is fed to it. Subclasses define the methods handle_*.

    With convert_charrefs, characters take the place of references in texts. scripting: noscript has no elements in it.
    """

    CDATA_CONTENT_ELEMENTS = ('script', 'style', 'xmp', 'iframe', 'noembed', 'noframes')
    RCDATA_CONTENT_ELEMENTS = ('textarea', 'title')

    def __init__(self, *, convert_charrefs=True, scripting=False):
        super().__init__()
        self.convert_charrefs, self.scripting = convert_charrefs, scripting
        self.reset()

    def reset(self):
        """Forget everything."""
        self.rawdata, self.lasttag = '', '???'
        self._pieces, self._waiting = [], 0
        self.cdata_elem, self._support_cdata, self._escapable = None, True, True
        self.__starttag_text = None
        super().reset()

    def feed(self, data):
        """Give some text; what can't be understood yet waits."""
        # Pieces wait together until one may bring what the last construct lacks: else each would be read again and again.
        self._pieces.append(data)
        self._waiting += len(data)
        if not self.rawdata or self._waiting >= len(self.rawdata) or len(self.rawdata) < 1024:
            self._take()
            self.goahead(0)

    def _take(self):
        self.rawdata += ''.join(self._pieces)
        self._pieces.clear()
        self._waiting = 0

    def close(self):
        """Tell that the text is over."""
        self._take()
        self.goahead(1)

    def get_starttag_text(self):
        """Return the text of the start tag that was read last."""
        return self.__starttag_text

    def set_cdata_mode(self, elem, *, escapable=False):
        """Take everything up to an end tag as text."""
        self.cdata_elem, self._escapable = elem.lower(), escapable
        self._end_of_text = re.compile(rf'</{re.escape(self.cdata_elem)}(?=[\t\n\r\f />])', re.IGNORECASE | re.ASCII)
        if self.cdata_elem == 'plaintext':
            self._end_of_text = re.compile(r'(?!)')

    def clear_cdata_mode(self):
        """Go back to markup."""
        self.cdata_elem, self._escapable = None, True

    def _set_support_cdata(self, flag=True):
        self._support_cdata = flag

    # The text.

    def _text(self, text):
        if text:
            self.handle_data(unescape(text) if self.convert_charrefs and self._escapable else text)

    def goahead(self, end):
        """Read as far as can be; at the end, everything."""
        at = 0
        while at < len(self.rawdata):
            behind = self._in_element(at, end) if self.cdata_elem else self._outside(at, end)
            if behind is None:
                break
            at = self.updatepos(at, behind)
        self.rawdata = self.rawdata[at:]

    def _in_element(self, at, end):
        # Text of an element without markup in it.
        data = self.rawdata
        match = self._end_of_text.search(data, at)
        stop = match.start() if match else len(data)
        if match is None and not end and (self.convert_charrefs or not self._escapable or '&' not in data[at:]):
            return None
        if stop > at:
            if self._escapable and not self.convert_charrefs:
                return self._with_references(at, stop, end or match is not None)
            self._text(data[at:stop])
            return stop
        if match is None:
            return None
        return self._end_tag(at, end)

    def _outside(self, at, end):
        data = self.rawdata
        less = data.find('<', at)
        stop = len(data) if less < 0 else less
        if stop > at:
            if not self.convert_charrefs:
                return self._with_references(at, stop, end or less >= 0)
            if less < 0 and not end:
                amp = data.rfind('&', max(at, stop - 34))
                if amp >= 0 and not re.search(r'[\s;]', data[amp:]):
                    return None
            self._text(data[at:stop])
            return stop
        return self._markup(at, end)

    def _with_references(self, at, stop, whole):
        # References are told one by one.
        data = self.rawdata
        if data[at] != '&':
            amp = data.find('&', at, stop)
            stop = stop if amp < 0 else amp
            self.handle_data(data[at:stop])
            return stop
        for pattern, handle in ((_number, self.handle_charref), (_entity, self.handle_entityref)):
            if match := pattern.match(data, at, stop):
                behind = match.end()
                if behind >= stop and not whole:
                    return None
                handle(match[1])
                return behind + 1 if data[behind:behind + 1] == ';' and behind < stop else behind
        if at + 1 >= stop and not whole:
            return None
        if data.startswith('&#', at):
            if not whole and at + 3 >= stop:
                return None
            # No number: up to the next reference it is text.
            amp = data.find('&', at + 1, stop)
            stop = stop if amp < 0 else amp
            self.handle_data(data[at:stop])
            return stop
        self.handle_data('&')
        return at + 1

    # Markup.

    def _markup(self, at, end):
        # Subclasses may read any kind of markup in their own way: such a method returns where it ends, or -1 if it is not whole yet.
        data = self.rawdata
        following = data[at + 1:at + 2]
        if following.isascii() and following.isalpha():
            read, read_last = self.parse_starttag, self._start_tag
        elif following == '/':
            read, read_last = self.parse_endtag, self._end_tag
        elif data.startswith('<!--', at):
            read, read_last = self.parse_comment, self._comment
        elif following == '!':
            read, read_last = self.parse_html_declaration, self._declaration
        elif following == '?':
            read, read_last = self.parse_pi, self._instruction
        elif following or end:
            self.handle_data('<')
            return at + 1
        else:
            return None
        behind = read(at)
        if behind >= 0:
            return behind
        return read_last(at, True) if end else None

    def parse_starttag(self, i):
        """Read the start tag at i; return where it ends, -1 if it doesn't yet."""
        return _place(self._start_tag(i, False))

    def check_for_whole_start_tag(self, i):
        """Return where the start tag at i ends, -1 if it doesn't yet."""
        whole = _whole_tag.match(self.rawdata, _name.match(self.rawdata, i + 1).end())
        return -1 if whole is None else whole.end()

    def parse_endtag(self, i):
        """Read the end tag at i; return where it ends, -1 if it doesn't yet."""
        return _place(self._end_tag(i, False))

    def parse_html_declaration(self, i):
        """Read the declaration at i; return where it ends, -1 if it doesn't yet."""
        return _place(self._declaration(i, False))

    def parse_pi(self, i):
        """Read the processing instruction at i; return where it ends, -1 if it doesn't yet."""
        return _place(self._instruction(i, False))

    def parse_comment(self, i, report=True):
        """Read the comment at i, and tell of it if wanted; return where it ends, -1 if it doesn't yet."""
        return _place(self._comment(i, False, report))

    def parse_bogus_comment(self, i, report=1):
        """Read the markup at i that is none as a comment, and tell of it if wanted; return where it ends, -1 if it doesn't yet."""
        if self.rawdata[i:i + 2] not in ('<!', '</'):
            raise AssertionError('unexpected call to parse_bogus_comment()')
        return _place(self._up_to('>', i, False, self.handle_comment if report else None))

    def _up_to(self, mark, at, end, handle):
        # Markup of two characters and a text that ends with a mark.
        data = self.rawdata
        close = data.find(mark, at + 2)
        if close < 0 and not end:
            return None
        behind = len(data) if close < 0 else close + len(mark)
        if handle is not None:
            handle(data[at + 2:] if close < 0 else data[at + 2:close])
        return behind

    def _instruction(self, at, end):
        return self._up_to('>', at, end, self.handle_pi)

    def _bogus(self, at, end):
        if end:
            return self._up_to('>', at, True, self.handle_comment)
        behind = self.parse_bogus_comment(at)
        return None if behind < 0 else behind

    def _comment(self, at, end, report=True):
        data = self.rawdata
        handle = self.handle_comment if report else str
        if match := re.compile(r'<!---?>').match(data, at):
            handle('')
            return match.end()
        match = _comment_end.search(data, at + 4)
        if match is None:
            if not end:
                return None
            text = data[at + 4:]
            for unfinished in ('--!', '--', '-'):
                if text.endswith(unfinished):
                    text = text[:-len(unfinished)]
                    break
            handle(text)
            return len(data)
        handle(data[at + 4:match.start()])
        return match.end()

    def _declaration(self, at, end):
        data = self.rawdata
        if data.startswith('<!--', at):
            return self._comment(at, end)
        if data.startswith('<![CDATA[', at) and self._support_cdata:
            close = data.find(']]>', at + 3)
            if close < 0:
                if not end:
                    return None
                self.unknown_decl(data[at + 3:])
                return len(data)
            self.unknown_decl(data[at + 3:close])
            return close + 3
        head = data[at:at + 9]
        if not end and (len(head) < 3 or '<!--'.startswith(head) or '<![CDATA['.startswith(head)
                        or len(head) < 9 and '<!doctype'.startswith(head.lower())) and '>' not in head:
            return None
        if head.lower() == '<!doctype':
            return self._up_to('>', at, end, self.handle_decl)
        return self._bogus(at, end)

    def _tag(self, at):
        # Returns the attributes and the place of the closing >, None if it isn't there yet.
        data = self.rawdata
        place = _name.match(data, at).end()
        attributes = []
        while True:
            place = _between.match(data, place).end()
            if place >= len(data):
                return None
            if data[place] == '>':
                return attributes, place
            match = _attribute.match(data, place)
            if _unclosed_value.match(data, place) and (match is None or match.end() < len(data) or not match[2]):
                return None
            name, rest, single, double, plain = match.groups()
            value = next((text for text in (single, double, plain) if text is not None), None)
            attributes.append((name.lower(), value if value is None else _attribute_text(value)))
            place = match.end()

    def _start_tag(self, at, end):
        self.__starttag_text = None
        data = self.rawdata
        if self.check_for_whole_start_tag(at) < 0:
            # What never ends is no tag.
            return len(data) if end else None
        attributes, close = self._tag(at + 1)
        tag = self.lasttag = _name.match(data, at + 1)[0].lower()
        self.__starttag_text = data[at:close + 1]
        if data[close - 1] == '/' and not (attributes and not re.search(r'[\t\n\r\f "\'/][/]$|^<[^\t\n\r\f />]*/$',
                                                                       data[at:close]) and attributes[-1][1] is not None
                                           and attributes[-1][1].endswith('/')):
            self.handle_startendtag(tag, attributes)
            return close + 1
        self.handle_starttag(tag, attributes)
        if tag in self.CDATA_CONTENT_ELEMENTS or self.scripting and tag in _raw_when_scripting or tag == 'plaintext':
            self.set_cdata_mode(tag, escapable=False)
        elif tag in self.RCDATA_CONTENT_ELEMENTS:
            self.set_cdata_mode(tag, escapable=True)
        return close + 1

    def _end_tag(self, at, end):
        data = self.rawdata
        following = data[at + 2:at + 3]
        if not following:
            if not end:
                return None
            self.handle_data('</')
            return len(data)
        if following == '>':
            return at + 3
        if not (following.isascii() and following.isalpha()):
            return self._bogus(at, end)
        tag = _name.match(data, at + 2)
        whole = _whole_tag.match(data, tag.end())
        if whole is None:
            return len(data) if end else None
        self.handle_endtag(tag[0].lower())
        self.clear_cdata_mode()
        return whole.end()

    # What subclasses define.

    def handle_startendtag(self, tag, attrs):
        """Called for a tag that ends with />. By default it is a start tag and an end tag."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        """Called for a start tag, with pairs of attribute and value."""

    def handle_endtag(self, tag):
        """Called for an end tag."""

    def handle_charref(self, name):
        """Called for a reference by number, without convert_charrefs."""

    def handle_entityref(self, name):
        """Called for a reference by name, without convert_charrefs."""

    def handle_data(self, data):
        """Called for text."""

    def handle_comment(self, data):
        """Called for a comment."""

    def handle_decl(self, decl):
        """Called for a document type."""

    def handle_pi(self, data):
        """Called for a processing instruction."""

    def unknown_decl(self, data):
        """Called for a declaration that isn't known, such as a CDATA section."""
