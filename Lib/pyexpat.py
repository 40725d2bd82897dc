"""An XML parser without validation, with the interface of Expat: it calls handlers for what it finds."""

import re

__all__ = ['ErrorString', 'ExpatError', 'ParserCreate', 'XMLParserType', 'error', 'errors', 'model', 'EXPAT_VERSION',
           'XML_PARAM_ENTITY_PARSING_ALWAYS', 'XML_PARAM_ENTITY_PARSING_NEVER',
           'XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE', 'expat_CAPI', 'features', 'native_encoding', 'version_info']

# The interface is that of this version.
version_info = (2, 7, 3)
EXPAT_VERSION = 'expat_2.7.3'
native_encoding = 'UTF-8'
features = [('sizeof(XML_Char)', 1), ('sizeof(XML_LChar)', 1)]
XML_PARAM_ENTITY_PARSING_NEVER, XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE, XML_PARAM_ENTITY_PARSING_ALWAYS = range(3)

_messages = {
    1: 'out of memory', 2: 'syntax error', 3: 'no element found', 4: 'not well-formed (invalid token)', 5: 'unclosed token',
    6: 'partial character', 7: 'mismatched tag', 8: 'duplicate attribute', 9: 'junk after document element',
    10: 'illegal parameter entity reference', 11: 'undefined entity', 12: 'recursive entity reference',
    13: 'asynchronous entity', 14: 'reference to invalid character number', 15: 'reference to binary entity',
    16: 'reference to external entity in attribute', 17: 'XML or text declaration not at start of entity',
    18: 'unknown encoding', 19: 'encoding specified in XML declaration is incorrect', 20: 'unclosed CDATA section',
    21: 'error in processing external entity reference', 22: 'document is not standalone',
    23: 'unexpected parser state - please send a bug report', 24: 'entity declared in parameter entity',
    25: 'requested feature requires XML_DTD support in Expat', 26: 'cannot change setting once parsing has begun',
    27: 'unbound prefix', 28: 'must not undeclare prefix', 29: 'incomplete markup in parameter entity',
    30: 'XML declaration not well-formed', 31: 'text declaration not well-formed', 32: 'illegal character(s) in public id',
    33: 'parser suspended', 34: 'parser not suspended', 35: 'parsing aborted', 36: 'parsing finished',
    37: 'cannot suspend in external parameter entity',
    38: 'reserved prefix (xml) must not be undeclared or bound to another namespace name',
    39: 'reserved prefix (xmlns) must not be declared or undeclared',
    40: 'prefix must not be bound to one of the reserved namespace names', 41: 'invalid argument',
    42: 'a successful prior call to function XML_GetBuffer was required',
    43: 'limit on input amplification factor (from DTD and entities) breached', 44: 'parser not started'}
_code_names = dict(enumerate((
    'NO_MEMORY SYNTAX NO_ELEMENTS INVALID_TOKEN UNCLOSED_TOKEN PARTIAL_CHAR TAG_MISMATCH DUPLICATE_ATTRIBUTE '
    'JUNK_AFTER_DOC_ELEMENT PARAM_ENTITY_REF UNDEFINED_ENTITY RECURSIVE_ENTITY_REF ASYNC_ENTITY BAD_CHAR_REF '
    'BINARY_ENTITY_REF ATTRIBUTE_EXTERNAL_ENTITY_REF MISPLACED_XML_PI UNKNOWN_ENCODING INCORRECT_ENCODING '
    'UNCLOSED_CDATA_SECTION EXTERNAL_ENTITY_HANDLING NOT_STANDALONE UNEXPECTED_STATE ENTITY_DECLARED_IN_PE '
    'FEATURE_REQUIRES_XML_DTD CANT_CHANGE_FEATURE_ONCE_PARSING UNBOUND_PREFIX UNDECLARING_PREFIX INCOMPLETE_PE XML_DECL '
    'TEXT_DECL PUBLICID SUSPENDED NOT_SUSPENDED ABORTED FINISHED SUSPEND_PE RESERVED_PREFIX_XML RESERVED_PREFIX_XMLNS '
    'RESERVED_NAMESPACE_URI INVALID_ARGUMENT NO_BUFFER AMPLIFICATION_LIMIT_BREACH NOT_STARTED').split(), 1))


class ExpatError(Exception):
    """A document that isn't well-formed. code, lineno and offset say why and where."""


error = ExpatError
ExpatError.__module__ = 'xml.parsers.expat'


def ErrorString(code, /):
    """Return the message of an error code."""
    return _messages.get(code)


def _submodule(name, doc, **members):
    import sys
    import types
    module = types.ModuleType(f'pyexpat.{name}', doc)
    vars(module).update(members)
    sys.modules.setdefault(f'pyexpat.{name}', module)
    return module


errors = _submodule('errors', 'Constants used to describe error conditions.', **{
    **{f'XML_ERROR_{name}': _messages[code] for code, name in _code_names.items()},
    'codes': {_messages[code]: code for code in _code_names}, 'messages': dict(_messages)})
model = _submodule('model', 'Constants used to interpret content model information.', XML_CTYPE_EMPTY=1, XML_CTYPE_ANY=2,
                   XML_CTYPE_MIXED=3, XML_CTYPE_NAME=4, XML_CTYPE_CHOICE=5, XML_CTYPE_SEQ=6, XML_CQUANT_NONE=0,
                   XML_CQUANT_OPT=1, XML_CQUANT_REP=2, XML_CQUANT_PLUS=3)
expat_CAPI = None

# The grammar (XML 1.0).
_start = (':A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef'
          '\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff')
_name = f'[{_start}][{_start}\\-.0-9\xb7\u0300-\u036f\u203f-\u2040]*'
_space = '[ \t\r\n]'
_name_re = re.compile(_name)
_piece = re.compile(  # of a declaration
    rf'''(?P<parameter>%{_name};) | [\#]?[{_start}\-.0-9\xb7\u0300-\u036f\u203f-\u2040]+ (?:(?=[\s>)\]|*+?,%[]|\Z) | (?P<cut>))
    | "[^"]*" | '[^']*' | %(?=\s) | [][>|,()]''', re.VERBOSE)
_attribute = re.compile(f'{_space}+({_name}){_space}*={_space}*(?:"([^"<]*)"|\'([^\'<]*)\')')
_whole_tag = re.compile(f'<({_name})((?:{_space}+{_name}{_space}*={_space}*(?:"[^"<]*"|\'[^\'<]*\'))*+){_space}*(/?)>')
_tag_end = re.compile(f'{_space}*(/?)>')
_close = re.compile(f'</({_name}){_space}*>')
_bad_character = re.compile('[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]')
_reference = re.compile(f'&(?:#([0-9]+)|#x([0-9a-fA-F]+)|({_name}));')
_xml_declaration = re.compile(
    rf'<\?xml{_space}+version{_space}*={_space}*(["\'])([a-zA-Z0-9_.:-]+)\1'
    rf'(?:{_space}+encoding{_space}*={_space}*(["\'])([A-Za-z][A-Za-z0-9._-]*)\3)?'
    rf'(?:{_space}+standalone{_space}*={_space}*(["\'])(yes|no)\5)?{_space}*\?>')
_encoding_in_bytes = re.compile(rb'^<\?xml[^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["\']([A-Za-z][A-Za-z0-9._-]*)["\']')
_predefined = {'lt': '<', 'gt': '>', 'amp': '&', 'quot': '"', 'apos': "'"}
_xml_uri, _xmlns_uri = 'http://www.w3.org/XML/1998/namespace', 'http://www.w3.org/2000/xmlns/'
# Entities may make a document longer, but not without bounds.
_most_amplified, _amplification = 8 * 1024 * 1024, 100

_handlers = ('StartElementHandler', 'EndElementHandler', 'ProcessingInstructionHandler', 'CharacterDataHandler',
             'UnparsedEntityDeclHandler', 'NotationDeclHandler', 'StartNamespaceDeclHandler', 'EndNamespaceDeclHandler',
             'CommentHandler', 'StartCdataSectionHandler', 'EndCdataSectionHandler', 'DefaultHandler',
             'DefaultHandlerExpand', 'NotStandaloneHandler', 'ExternalEntityRefHandler', 'StartDoctypeDeclHandler',
             'EndDoctypeDeclHandler', 'EntityDeclHandler', 'XmlDeclHandler', 'ElementDeclHandler', 'AttlistDeclHandler',
             'SkippedEntityHandler')


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    """Return a parser. encoding: of the document, in place of what it says. namespace_separator: names are given as URI,
    this character and local name. intern: a dict that keeps names."""
    for name, value in ('encoding', encoding), ('namespace_separator', namespace_separator):
        if not isinstance(value, str | None):
            raise TypeError(f"ParserCreate() argument '{name}' must be str or None, not {type(value).__name__}")
    if not isinstance(intern, dict | None):
        raise TypeError('intern must be a dictionary')
    if namespace_separator is not None and len(namespace_separator) > 1:
        raise ValueError('namespace_separator must be at most one character, omitted, or None')
    return XMLParserType(encoding, namespace_separator, {} if intern is None else intern)


class _Entity:
    def __init__(self, text, base=None, system=None, public=None, notation=None):
        self.text, self.base, self.system, self.public, self.notation = text, base, system, public, notation
        self.open = False


def _handler(name):
    """The attribute of a handler, which the parser keeps under its own name."""
    own = '_' + name

    def get(self):
        return getattr(self, own)

    def put(self, value):
        # What has been collected belongs to the handler before.
        self._flush()
        setattr(self, own, value)

    def delete(self):
        raise RuntimeError('Cannot delete attribute')

    return property(get, put, delete)


class XMLParserType:
    """A parser. Handlers are attributes; Parse and ParseFile feed it."""

    for _each in _handlers:
        locals()[_each] = _handler(_each)
    del _each

    def __init__(self, encoding, separator, intern):
        for name in _handlers:
            setattr(self, '_' + name, None)
        self.intern, self._separator, self._encoding = intern, separator, encoding
        self.buffer_text, self._buffer_size = False, 8192
        self.ordered_attributes = self.specified_attributes = self.namespace_prefixes = False
        self._text, self._at, self._bytes, self._decoder = '', 0, b'', None
        # Where the text in hand begins.
        self._line, self._column, self._index = 1, 0, 0
        self._stack, self._started, self._done, self._finished = [], False, False, False
        self._prolog, self._seen_root, self._seen_doctype = True, False, False
        self._cdata, self._waiting, self.buffer_used = False, [], 0
        self._entities, self._parameters = {name: _Entity(char) for name, char in _predefined.items()}, {}
        self._defaults, self._kinds, self._standalone, self._has_external = {}, {}, None, False
        self._scopes = [{'xml': _xml_uri}] if separator is not None else None
        self._base, self._param_parsing, self._foreign, self._reparse = None, 0, False, True
        self._depth, self._fed, self._expanded = 0, 0, 0
        self._failed = None
        self.ErrorCode = self._error_line = 0
        self._parent_context = None

    # Settings.

    @property
    def buffer_size(self):
        """How many characters are collected before the handler gets them."""
        return self._buffer_size

    @buffer_size.setter
    def buffer_size(self, value):
        if not isinstance(value, int):
            raise TypeError('buffer_size must be an integer')
        if value <= 0:
            raise ValueError('buffer_size must be greater than zero')
        self._flush()
        self._buffer_size = value

    def SetBase(self, base, /):
        """Set what relative system identifiers start from."""
        self._base = base

    def GetBase(self):
        """Return what SetBase set."""
        return self._base

    def GetInputContext(self):
        """Return the text at the present place, as bytes."""
        return self._text[self._at:].encode('utf-8', 'surrogatepass') if self._depth else None

    def SetParamEntityParsing(self, flag, /):
        """Choose whether external parameter entities are asked for."""
        if self._started:
            return 0
        self._param_parsing = flag
        return 1

    def UseForeignDTD(self, flag=True, /):
        """Ask for a DTD even if the document has none."""
        if self._started:
            raise self._error_object(26)
        self._foreign = bool(flag)

    def GetReparseDeferralEnabled(self):
        return self._reparse

    def SetReparseDeferralEnabled(self, enabled, /):
        self._reparse = bool(enabled)

    def SetAllocTrackerActivationThreshold(self, threshold, /):
        """Memory isn't counted: the budget of the interpreter limits it."""

    def SetAllocTrackerMaximumAmplification(self, max_factor, /):
        """Memory isn't counted: the budget of the interpreter limits it."""

    def SetBillionLaughsAttackProtectionActivationThreshold(self, threshold, /):
        self._most = threshold

    def SetBillionLaughsAttackProtectionMaximumAmplification(self, max_factor, /):
        self._factor = max_factor

    _most, _factor = _most_amplified, _amplification

    def ExternalEntityParserCreate(self, context, encoding=None, /):
        """Return a parser for an external entity of this document."""
        other = XMLParserType(encoding, self._separator, self.intern)
        for name in _handlers:
            setattr(other, name, getattr(self, name))
        for name in ('buffer_text', '_buffer_size', 'ordered_attributes', 'specified_attributes', 'namespace_prefixes',
                     '_entities', '_parameters', '_defaults', '_kinds', '_standalone', '_base', '_param_parsing'):
            setattr(other, name, getattr(self, name))
        if self._scopes is not None:
            other._scopes = list(self._scopes)
        other._parent_context = context
        if context is not None:
            # Content of an element that is open already.
            other._prolog, other._seen_root = False, True
        return other

    # Places.

    def _place(self):
        before = self._text[:self._at]
        lines = before.count('\n')
        column = len(before) - before.rfind('\n') - 1 if lines else self._column + len(before)
        return self._line + lines, column, self._index + len(before.encode('utf-8', 'surrogatepass'))

    CurrentLineNumber = ErrorLineNumber = property(lambda self: self._place()[0])
    CurrentColumnNumber = ErrorColumnNumber = property(lambda self: self._place()[1])
    CurrentByteIndex = ErrorByteIndex = property(lambda self: self._place()[2] if self._started else -1)

    def _error_object(self, code):
        line, column, _index = self._place()
        self.ErrorCode = code
        found = ExpatError(f'{_messages[code]}: line {line}, column {column}')
        found.code, found.lineno, found.offset = code, line, column
        return found

    def _error(self, code, at=None):
        if at is not None:
            self._at = at
        return self._error_object(code)

    # Feeding.

    def Parse(self, data, isfinal=False, /):
        """Parse some data: str or bytes. isfinal: it is the last."""
        if self._failed is not None:
            raise self._failed
        if self._finished:
            raise self._error_object(36)
        try:
            self._feed(data, isfinal)
        except ExpatError as error:
            self._flush()
            self._failed = error
            raise
        self._finished = bool(isfinal)
        return 1

    def ParseFile(self, file, /):
        """Parse the contents of a file object."""
        try:
            read = file.read
        except AttributeError:
            raise TypeError("argument must have 'read' attribute") from None
        while True:
            data = read(2048)
            if not isinstance(data, (bytes, bytearray, str)):
                raise TypeError(f'read() did not return a bytes object (type={type(data).__name__})')
            if not data:
                return self.Parse(b'', True)
            self.Parse(data, False)

    def _feed(self, data, final):
        if isinstance(data, str):
            # Its own encoding is what counts.
            self._encoding = 'utf-8'
            data = data.encode('utf-8', 'surrogatepass')
        else:
            data = bytes(data)
        if self._decoder is None:
            self._bytes += data
            if not final and len(self._bytes) < 4 or not final and self._bytes.startswith(b'<?xml') and b'>' not in self._bytes:
                self._started = self._started or bool(data)
                return
            data = self._bytes
            self._bytes = b''
            data = self._choose_decoder(data)
        self._fed += len(data)
        try:
            text = self._decoder.decode(data, final)
        except UnicodeDecodeError as error:
            # What is in front of it is parsed all the same.
            good = error.object[:error.start].decode(error.encoding, 'ignore')
            self._text += good.replace('\r\n', '\n').replace('\r', '\n')
            self._run(False)
            raise self._error(6 if final and error.end >= len(error.object) else 4, len(self._text))
        if getattr(self, '_return', False):
            text = '\r' + text
        self._return = not final and text.endswith('\r')
        if self._return:
            text = text[:-1]
        self._text += text.replace('\r\n', '\n').replace('\r', '\n') if '\r' in text else text
        self._started = True
        self._run(final)

    def _choose_decoder(self, data):
        import codecs
        name = self._encoding
        for mark, of_mark in ((b'\xff\xfe', 'utf-16-le'), (b'\xfe\xff', 'utf-16-be'), (b'\xef\xbb\xbf', 'utf-8')):
            if data.startswith(mark):
                name, data = of_mark if name in (None, 'utf-16', 'UTF-16') or of_mark == 'utf-8' else name, data[len(mark):]
                break
        else:
            if name is None and data[:2] == b'<\0':
                name = 'utf-16-le'
            elif name is None and data[:2] == b'\0<':
                name = 'utf-16-be'
        if name is None:
            match = _encoding_in_bytes.match(data)
            name = match[1].decode() if match else 'utf-8'
            if name.lower() in ('utf-16', 'utf16'):
                raise self._error(19, 0)
        try:
            info = codecs.lookup(name)
            if not info._is_text_encoding:
                raise LookupError(f'unknown encoding: {name}')
            if info.name.lower() not in ('utf-8', 'utf-8-sig', 'utf-16', 'utf-16-le', 'utf-16-be', 'ascii', 'iso8859-1'):
                if len(info.decode(bytes(range(256)), 'replace')[0]) != 256:
                    raise ValueError('multi-byte encodings are not supported')
            self._decoder = info.incrementaldecoder()
        except LookupError:
            self._at = data.find(name.encode()) if name.encode() in data else 0
            self._text = data[:200].decode('latin-1')
            raise self._error(18) from None
        return data

    def _run(self, final):
        self._depth += 1
        try:
            self._parse_text(final)
        finally:
            self._depth -= 1
        if self._depth == 0:
            # Forget what has been dealt with.
            self._line, self._column, self._index = self._place()
            self._text, self._at = self._text[self._at:], 0
            if not self.buffer_text or final:
                self._flush()
            if final:
                self._check_end()

    def _check_end(self):
        if self._cdata:
            raise self._error(20)
        if self._parent_context is None:
            if not self._seen_root or self._stack:
                raise self._error(3, len(self._text))
        elif self._stack:
            raise self._error(13)

    # What goes to handlers.

    def _flush(self):
        if self._waiting:
            text = ''.join(self._waiting)
            self._waiting.clear()
            self.buffer_used = 0
            if self._CharacterDataHandler is not None:
                self._CharacterDataHandler(text)

    def _characters(self, text):
        if self._CharacterDataHandler is None:
            self._default(text)
        elif not self.buffer_text:
            # Lines come one by one.
            for number, line in enumerate(text.split('\n')):
                if number:
                    self._CharacterDataHandler('\n')
                if line:
                    self._CharacterDataHandler(line)
        else:
            if self.buffer_used + len(text) > self._buffer_size:
                self._flush()
                if len(text) > self._buffer_size:
                    self._CharacterDataHandler(text)
                    return
            self._waiting.append(text)
            self.buffer_used += len(text)

    def _default(self, text):
        handler = self._DefaultHandlerExpand or self._DefaultHandler
        if handler is not None and text:
            self._flush()
            handler(text)

    def _call(self, handler, *args):
        self._flush()
        return handler(*args)

    def _intern(self, name):
        return self.intern.setdefault(name, name)

    # Tokens.

    def _parse_text(self, final):
        while self._at < len(self._text):
            if self._cdata:
                if not self._in_cdata(final):
                    return
                continue
            if self._text[self._at] == '<':
                if not self._markup(final):
                    return
            elif not self._plain(final):
                return

    def _plain(self, final):
        text, at = self._text, self._at
        end = text.find('<', at)
        whole = end >= 0
        if not whole:
            end = len(text)
        if not self._stack and self._parent_context is None:
            part = text[at:end]
            if part.strip(' \t\n'):
                bad = at + len(part) - len(part.lstrip(' \t\n'))
                raise self._outside(bad)
            self._default(part)
            self._at = end
            return True
        while at < end:
            amp = text.find('&', at, end)
            stop = end if amp < 0 else amp
            if stop > at:
                part = text[at:stop]
                if not whole and not final and amp < 0:
                    # The end of ]]> may follow.
                    if part.endswith(']'):
                        part = part.rstrip(']')
                        stop = at + len(part)
                        if not part:
                            self._at = at
                            return False
                bad = None if part.isprintable() else _bad_character.search(part)
                illegal = part.find(']]>')
                if bad or illegal >= 0:
                    place = min(bad.start() if bad else len(part), illegal + 2 if illegal >= 0 else len(part))
                    if place:
                        self._at = at
                        self._characters(part[:place] if bad and place == bad.start() else part[:illegal])
                    raise self._error(4, at + place)
                self._at = at
                self._characters(part)
                at = self._at = stop
                if stop < end and amp < 0:
                    return False
            if amp >= 0:
                self._at = amp
                match = _reference.match(text, amp)
                if match is None:
                    rest = text[amp:]
                    if ';' in rest[:200] or whole or final or re.search(r'[\s<&]', rest[1:]):
                        if final and not whole and not re.search(f'[^{_start[1:]}#0-9.-]', rest[1:]):
                            raise self._error(5)
                        wrong = re.compile(f'&#?(?:{_name}|[0-9a-fA-F]*)').match(text, amp)
                        raise self._error(4, wrong.end() if wrong else amp + 1)
                    return False
                self._refer(match)
                at = self._at = match.end()
        self._at = end
        return True

    def _outside(self, at):
        # What stands outside of elements is read as the pieces of a declaration, which can't be there: an error says whether it is one.
        match = _piece.match(self._text, at)
        if match is None and (self._text[at] in '"\'' or self._text[at:] in ('#', '%')):
            return self._error(5, at)
        if match is None or match.lastgroup == 'cut':
            return self._error(4, at if match is None else match.end())
        if self._seen_root:
            return self._error(9, at)
        return self._error(10 if match.lastgroup == 'parameter' else 2, at)

    def _character_of(self, match):
        code = int(match[1]) if match[1] else int(match[2], 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) or code < 32 and code not in (9, 10, 13):
            raise self._error(14)
        return chr(code)

    def _refer(self, match):
        name = match[3]
        if name is None:
            char = self._character_of(match)
            if self._CharacterDataHandler is None:
                self._default(match[0])
            elif self.buffer_text:
                self._characters(char)
            else:
                self._CharacterDataHandler(char)
            return
        entity = self._entities.get(name)
        if name in _predefined:
            if self._CharacterDataHandler is None:
                self._default(match[0])
            elif self.buffer_text:
                self._characters(_predefined[name])
            else:
                self._CharacterDataHandler(_predefined[name])
            return
        if entity is None:
            if self._has_external and not self._standalone:
                if self._SkippedEntityHandler is not None:
                    self._call(self._SkippedEntityHandler, name, False)
                else:
                    self._default(match[0])
                return
            raise self._error(11)
        if entity.notation is not None:
            raise self._error(15)
        if entity.open:
            raise self._error(12)
        if entity.text is None:
            if self._ExternalEntityRefHandler is None:
                self._default(match[0])
                return
            entity.open = True
            try:
                if not self._call(self._ExternalEntityRefHandler, name, entity.base, entity.system, entity.public):
                    raise self._error(21)
            finally:
                entity.open = False
            return
        if self._DefaultHandler is not None and self._DefaultHandlerExpand is None:
            self._default(match[0])
            return
        self._amplify(len(entity.text))
        entity.open = True
        outer = self._text, self._at, self._stack
        depth = len(self._stack)
        self._text, self._at = entity.text, 0
        try:
            self._inside(depth)
        finally:
            entity.open = False
            self._text, self._at, self._stack = outer

    def _inside(self, depth):
        # The text of an entity: what begins in it ends in it.
        if self._depth > 200:
            raise self._error(1)
        self._depth += 1
        try:
            self._parse_text(True)
            if self._at < len(self._text):
                raise self._error(4)
        finally:
            self._depth -= 1
        if len(self._stack) != depth:
            raise self._error(13)

    def _amplify(self, count):
        self._expanded += count
        if self._expanded > self._most and self._expanded > self._factor * max(self._fed, 1):
            raise self._error(43)

    def _needs_more(self, final):
        if final:
            raise self._error(5)
        return False

    def _markup(self, final):
        text, at = self._text, self._at
        following = text[at + 1:at + 2]
        if not following:
            return self._needs_more(final)
        if following == '/':
            return self._end_tag(final)
        if following == '?':
            return self._instruction(final)
        if following == '!':
            head = text[at:at + 9]
            if head.startswith('<!--'):
                return self._comment(final)
            if head == '<![CDATA[':
                if not self._stack and self._parent_context is None:
                    raise self._error(4)
                self._at = at + 9
                self._cdata = True
                if self._StartCdataSectionHandler is not None:
                    self._call(self._StartCdataSectionHandler)
                else:
                    self._default(head)
                return True
            if head == '<!DOCTYPE':
                return self._doctype(final)
            if any(word.startswith(head) for word in ('<!--', '<![CDATA[', '<!DOCTYPE')):
                return self._needs_more(final)
            raise self._error(4, at + 2)
        return self._start_tag(final)

    def _in_cdata(self, final):
        text, at = self._text, self._at
        end = text.find(']]>', at)
        stop = end
        if end < 0:
            stop = len(text) if final else len(text.rstrip(']')) if text.endswith(']') else len(text)
            stop = max(stop, at)
        part = text[at:stop]
        if bad := _bad_character.search(part):
            raise self._error(4, at + bad.start())
        if part:
            self._characters(part)
        self._at = stop
        if end < 0:
            if final:
                raise self._error(20)
            return False
        self._cdata = False
        if self._EndCdataSectionHandler is not None:
            self._call(self._EndCdataSectionHandler)
        else:
            self._default(']]>')
        self._at = end + 3
        return True

    def _comment(self, final):
        text, at = self._text, self._at
        end = text.find('--', at + 4)
        if end < 0 or end + 2 >= len(text):
            return self._needs_more(final)
        if text[end + 2] != '>':
            raise self._error(4, end + 2)
        content = text[at + 4:end]
        if bad := _bad_character.search(content):
            raise self._error(4, at + 4 + bad.start())
        if self._CommentHandler is not None:
            self._call(self._CommentHandler, content)
        else:
            self._default(text[at:end + 3])
        self._at = end + 3
        return True

    def _instruction(self, final):
        text, at = self._text, self._at
        end = text.find('?>', at + 2)
        if end < 0:
            return self._needs_more(final)
        whole = text[at:end + 2]
        match = _name_re.match(text, at + 2)
        if match is None:
            raise self._error(4, at + 2)
        target, rest = match[0], text[match.end():end]
        if target.lower() == 'xml':
            if self._index + at or self._line > 1 or target != 'xml' or self._stack or self._seen_root and self._parent_context is None:
                raise self._error(17 if target == 'xml' else 4)
            self._declaration(whole)
        else:
            if rest and rest[0] not in ' \t\n':
                raise self._error(4, match.end())
            if bad := _bad_character.search(rest):
                raise self._error(4, match.end() + bad.start())
            if self._ProcessingInstructionHandler is not None:
                self._call(self._ProcessingInstructionHandler, self._intern(target), rest.lstrip(' \t\n'))
            else:
                self._default(whole)
        self._at = end + 2
        return True

    def _declaration(self, whole):
        if self._parent_context is not None:
            self._default(whole)
            return
        match = _xml_declaration.fullmatch(whole)
        if match is None:
            raise self._error(30)
        standalone = -1 if match[6] is None else int(match[6] == 'yes')
        self._standalone = standalone == 1
        if self._XmlDeclHandler is not None:
            self._call(self._XmlDeclHandler, match[2], match[4], standalone)
        else:
            self._default(whole)

    # Elements.

    def _value(self, raw, at):
        # An attribute's value: spaces and references.
        if bad := _bad_character.search(raw):
            raise self._error(4, at + bad.start())
        text = raw.replace('\n', ' ').replace('\t', ' ') if '\n' in raw or '\t' in raw else raw
        if '&' not in text:
            return text
        parts, place = [], 0
        while (amp := text.find('&', place)) >= 0:
            parts.append(text[place:amp])
            match = _reference.match(text, amp)
            if match is None:
                raise self._error(4, at + amp + 1)
            if match[3] is None:
                parts.append(self._character_of(match))
            elif match[3] in _predefined:
                parts.append(_predefined[match[3]])
            else:
                parts.append(self._entity_in_value(match[3], at))
            place = match.end()
        parts.append(text[place:])
        return ''.join(parts)

    def _entity_in_value(self, name, at):
        entity = self._entities.get(name)
        if entity is None:
            if self._has_external and not self._standalone:
                return ''
            raise self._error(11)
        if entity.open:
            raise self._error(12)
        if entity.notation is not None:
            raise self._error(15)
        if entity.text is None:
            raise self._error(16)
        if '<' in entity.text:
            raise self._error(4)
        self._amplify(len(entity.text))
        entity.open = True
        self._depth += 1
        try:
            if self._depth > 200:
                raise self._error(1)
            return self._value(entity.text, at)
        finally:
            self._depth -= 1
            entity.open = False

    def _read_tag(self, text, at, final):
        # Reads a start tag piece by piece: the places of names and values are known when something is wrong with them.
        match = _name_re.match(text, at + 1)
        if match is None:
            raise self._error(4, at + 1)
        name = match[0]
        place = at + 1 + len(name)
        names, attributes, has_references = set(), [], False
        while True:
            found = _attribute.match(text, place)
            if found is None:
                break
            group = found.lastindex
            key, raw = found[1], found[group]
            if key in names:
                raise self._error(8, found.start(1))
            names.add(key)
            if '&' in raw or not raw.isprintable():
                has_references = True
            attributes.append((key, raw, found.start(group)))
            place = found.end()
        end = _tag_end.match(text, place)
        if end is None:
            if '>' in text[place:] or '<' in text[place:] or final:
                self._bad_tag(place, final)
            return None
        keep = self.intern.setdefault
        values = [(keep(key, key), self._value(raw, where) if has_references else raw) for key, raw, where in attributes]
        return name, values, bool(end[1]), end.end()

    def _start_tag(self, final):
        text, at, keep = self._text, self._at, self.intern.setdefault
        whole = _whole_tag.match(text, at)
        if whole:
            name, source, slash = whole.groups()
            values, empty, after = [], bool(slash), whole.end()
            if source:
                values = [(keep(key, key), value or other) for key, value, other in _attribute.findall(source)]
        if not whole or source and ('&' in source or not source.isprintable() or len(dict(values)) < len(values)):
            parts = self._read_tag(text, at, final)
            if parts is None:
                return False
            name, values, empty, after = parts
        if self._seen_root and not self._stack and self._parent_context is None:
            raise self._error(9)
        if ':' in name and self._scopes is not None and name.count(':') > 1:
            raise self._error(4)
        self._seen_root, self._prolog = True, False
        defaults = self._defaults.get(name)
        specified = len(values)
        if defaults is not None:
            kinds = self._kinds[name]
            values = [(key, value if kinds.get(key, 'CDATA') == 'CDATA' else ' '.join(value.split())) for key, value in values]
            if not self.specified_attributes:
                given = {key for key, _ in values}
                values += [(key, value) for key, value in defaults.items() if key not in given and value is not None]
        self._stack.append(name)
        if self._scopes is None:
            shown, declared = keep(name, name), ()
        elif defaults or 'xmlns' in (tag := text[at:after]) or ':' in tag:
            shown, values, declared = self._with_namespaces(name, values)
        else:
            scope = self._scopes[-1]
            self._scopes.append(scope)
            uri, declared = scope.get(''), ()
            shown = uri + self._separator + name if uri else name
            shown = keep(shown, shown)
        if self._StartElementHandler is not None:
            if not values:
                given = [] if self.ordered_attributes else {}
            elif self.ordered_attributes:
                given = [part for pair in values for part in pair]
            else:
                given = dict(values)
            self._flush()
            self._StartElementHandler(shown, given)
        else:
            self._default(text[at:after])
        if empty:
            self._end_element(name, shown, declared, '')
        else:
            self._stack[-1] = name, shown, declared
        self._at = after
        return True

    def _bad_tag(self, place, final):
        # Says where a start tag goes wrong.
        text = self._text
        part = re.compile(f'{_space}*(?:{_name}{_space}*(?:={_space}*("[^"<]*"?|\'[^\'<]*\'?)?)?)?').match(text, place)
        end = part.end()
        if end >= len(text):
            return self._needs_more(final)
        quoted = part[1]
        if quoted and (len(quoted) < 2 or quoted[-1] != quoted[0]) and text[end] != '<':
            return self._needs_more(final)
        if text[end] == '/' and end + 1 >= len(text):
            return self._needs_more(final)
        raise self._error(4, end + 1 if text[end] == '/' else end)

    def _with_namespaces(self, name, values):
        own, rest, declared = {}, [], []
        for key, value in values:
            prefix = '' if key == 'xmlns' else key[6:] if key.startswith('xmlns:') else None
            if prefix is None:
                rest.append((key, value))
                continue
            if prefix == 'xml' and value != _xml_uri:
                raise self._error(38)
            if prefix == 'xmlns':
                raise self._error(39)
            if prefix != 'xml' and value in (_xml_uri, _xmlns_uri):
                raise self._error(40)
            if prefix and not value:
                raise self._error(28)
            own[prefix] = value
            declared.append(prefix)
            if self._StartNamespaceDeclHandler is not None:
                self._call(self._StartNamespaceDeclHandler, prefix or None, value or None)
        self._scopes.append({**self._scopes[-1], **own} if own else self._scopes[-1])
        shown = self._qualified(name, True)
        result, seen = [], set()
        for key, value in rest:
            full = self._qualified(key, False)
            if full in seen:
                raise self._error(8)
            seen.add(full)
            result.append((full, value))
        return shown, result, declared

    def _qualified(self, name, is_element):
        prefix, colon, local = name.partition(':')
        scope = self._scopes[-1]
        if colon:
            uri = scope.get(prefix)
            if uri is None:
                raise self._error(27)
        else:
            uri, local, prefix = scope.get('') if is_element else None, name, ''
        if not uri:
            return self._intern(name)
        full = uri + self._separator + local
        if self.namespace_prefixes and prefix:
            full += self._separator + prefix
        return self._intern(full)

    def _end_element(self, name, shown, declared, source):
        self._stack.pop()
        if self._EndElementHandler is not None:
            self._flush()
            self._EndElementHandler(shown)
        else:
            self._default(source)
        if self._scopes is not None:
            self._scopes.pop()
            if self._EndNamespaceDeclHandler is not None:
                for prefix in reversed(declared):
                    self._call(self._EndNamespaceDeclHandler, prefix or None)

    def _end_tag(self, final):
        text, at = self._text, self._at
        if self._stack and text.startswith('>', at + 2 + len(self._stack[-1][0])):
            name, shown, declared = self._stack[-1]
            if text.startswith(name, at + 2):
                after = at + 3 + len(name)
                self._end_element(name, shown, declared, text[at:after])
                self._at = after
                return True
        match = _close.match(text, at)
        if match is None:
            if '>' in text[at:] or final and not re.fullmatch(f'</(?:{_name})?{_space}*', text[at:]):
                name = re.compile(f'</(?:{_name})?{_space}*').match(text, at)
                raise self._error(4, name.end())
            return self._needs_more(final)
        if not self._stack:
            raise self._error(13 if self._parent_context is not None else 9 if self._seen_root else 4, at + 2 if not self._seen_root else at)
        name, shown, declared = self._stack[-1]
        if match[1] != name:
            raise self._error(7, at + 2)
        self._end_element(name, shown, declared, match[0])
        self._at = match.end()
        return True

    # The document type.

    def _doctype(self, final):
        text, at = self._text, self._at
        end = self._end_of_doctype(text, at + 9)
        if end is None:
            return self._needs_more(final)
        if self._seen_root or self._seen_doctype:
            raise self._error(4 if not self._seen_root else 9)
        self._seen_doctype = True
        _Doctype(self, text, at, end).read()
        self._at = end
        return True

    def _end_of_doctype(self, text, at):
        # None: it isn't there yet.
        depth = 0
        while at < len(text):
            c = text[at]
            if c in '"\'' :
                close = text.find(c, at + 1)
                if close < 0:
                    return None
                at = close
            elif text.startswith('<!--', at):
                close = text.find('-->', at + 4)
                if close < 0:
                    return None
                at = close + 2
            elif text.startswith('<?', at):
                close = text.find('?>', at + 2)
                if close < 0:
                    return None
                at = close + 1
            elif c == '[':
                depth += 1
            elif c == ']':
                depth -= 1
            elif c == '>' and depth == 0:
                return at + 1
            at += 1
        return None


class _Doctype:
    """Reads a document type declaration."""

    def __init__(self, parser, text, at, end):
        self.parser, self.text, self.at, self.end = parser, text, at, end

    def fail(self, code=4, at=None):
        return self.parser._error(code, self.at if at is None else at)

    def space(self, needed=False):
        start = self.at
        while self.at < self.end and self.text[self.at] in ' \t\r\n':
            self.at += 1
        if needed and self.at == start:
            raise self.fail()

    def name(self):
        match = _name_re.match(self.text, self.at)
        if match is None:
            raise self.fail()
        self.at = match.end()
        return match[0]

    def literal(self):
        quote = self.text[self.at]
        if quote not in '"\'':
            raise self.fail()
        close = self.text.find(quote, self.at + 1)
        if close < 0:
            raise self.fail()
        value, self.at = self.text[self.at + 1:close], close + 1
        return value

    def word(self, word):
        if self.text.startswith(word, self.at):
            self.at += len(word)
            return True
        return False

    def external(self):
        # Returns public and system identifier.
        if self.word('SYSTEM'):
            self.space(True)
            return None, self.literal()
        if self.word('PUBLIC'):
            self.space(True)
            public = ' '.join(self.literal().split())
            self.space()
            system = self.literal() if self.at < self.end and self.text[self.at] in '"\'' else None
            return public, system
        return None, None

    def read(self):
        parser = self.parser
        self.at += len('<!DOCTYPE')
        self.space(True)
        name = self.name()
        self.space()
        public, system = self.external()
        self.space()
        inside = self.text[self.at] == '['
        if parser.StartDoctypeDeclHandler is not None:
            parser._call(parser.StartDoctypeDeclHandler, name, system, public, inside)
        else:
            parser._default(self.text[parser._at:self.at])
        if system is not None or parser._foreign:
            parser._has_external = True
        if inside:
            self.at += 1
            self.subset(']')
            self.at += 1
            self.space()
        if self.text[self.at] != '>':
            raise self.fail()
        self.at += 1
        if system is not None or parser._foreign:
            wanted = parser._param_parsing == 2 or parser._param_parsing == 1 and not parser._standalone
            if wanted and parser.ExternalEntityRefHandler is not None:
                if not parser._call(parser.ExternalEntityRefHandler, None, parser._base, system, public):
                    raise self.fail(21)
            elif parser.NotStandaloneHandler is not None and not parser._standalone:
                if not parser._call(parser.NotStandaloneHandler):
                    raise self.fail(22)
        if parser.EndDoctypeDeclHandler is not None:
            parser._call(parser.EndDoctypeDeclHandler)

    def subset(self, closing):
        text, parser = self.text, self.parser
        while True:
            self.space()
            if self.at >= self.end:
                if closing:
                    raise self.fail()
                return
            if closing and text[self.at] == closing:
                return
            start = self.at
            if text.startswith('<!--', start):
                close = text.find('--', start + 4)
                if text[close + 2:close + 3] != '>':
                    raise self.fail(4, close + 2)
                if parser.CommentHandler is not None:
                    parser._call(parser.CommentHandler, text[start + 4:close])
                else:
                    parser._default(text[start:close + 3])
                self.at = close + 3
            elif text.startswith('<?', start):
                close = text.find('?>', start)
                match = _name_re.match(text, start + 2)
                if match is None or match[0].lower() == 'xml':
                    raise self.fail(17 if match else 4)
                if parser.ProcessingInstructionHandler is not None:
                    parser._call(parser.ProcessingInstructionHandler, match[0], text[match.end():close].lstrip())
                self.at = close + 2
            elif text[start] == '%':
                self.at += 1
                name = self.name()
                if not self.word(';'):
                    raise self.fail()
                self.parameter(name)
            else:
                for word, read in (('<!ENTITY', self.entity), ('<!ATTLIST', self.attributes), ('<!ELEMENT', self.element),
                                   ('<!NOTATION', self.notation)):
                    if self.word(word):
                        self.space(True)
                        read()
                        self.space()
                        if not self.word('>'):
                            raise self.fail()
                        break
                else:
                    raise self.fail(4, start + 2 if text[start] == '<' else start)

    def parameter(self, name):
        parser = self.parser
        entity = parser._parameters.get(name)
        if entity is None:
            if parser.SkippedEntityHandler is not None:
                parser._call(parser.SkippedEntityHandler, name, True)
            parser._has_external = True
            return
        if entity.open:
            raise self.fail(12)
        if entity.text is None:
            parser._has_external = True
            if parser._param_parsing and parser.ExternalEntityRefHandler is not None:
                if not parser._call(parser.ExternalEntityRefHandler, None, entity.base, entity.system, entity.public):
                    raise self.fail(21)
            return
        parser._amplify(len(entity.text))
        entity.open = True
        outer = self.text, self.at, self.end
        self.text, self.at, self.end = entity.text, 0, len(entity.text)
        try:
            self.subset(None)
        finally:
            entity.open = False
            self.text, self.at, self.end = outer

    def replacement(self, raw):
        # The text of an entity: numbers are replaced when it is declared.
        def put(match):
            return match[0] if match[3] else self.parser._character_of(match)
        return _reference.sub(put, raw)

    def entity(self):
        parser = self.parser
        is_parameter = self.word('%')
        if is_parameter:
            self.space(True)
        name = self.name()
        self.space(True)
        public = system = notation = value = None
        if self.text[self.at] in '"\'':
            value = self.replacement(self.literal())
        else:
            public, system = self.external()
            if system is None:
                raise self.fail()
            self.space()
            if not is_parameter and self.word('NDATA'):
                self.space(True)
                notation = self.name()
        table = parser._parameters if is_parameter else parser._entities
        if name not in table:
            # The first declaration counts.
            table[name] = _Entity(value, parser._base, system, public, notation)
        elif name in _predefined:
            return
        if notation is not None and parser.UnparsedEntityDeclHandler is not None:
            parser._call(parser.UnparsedEntityDeclHandler, name, parser._base, system, public, notation)
        elif parser.EntityDeclHandler is not None:
            parser._call(parser.EntityDeclHandler, name, is_parameter, value, parser._base, system, public, notation)

    def notation(self):
        name = self.name()
        self.space(True)
        public, system = self.external()
        if self.parser.NotationDeclHandler is not None:
            self.parser._call(self.parser.NotationDeclHandler, name, self.parser._base, system, public)

    def attributes(self):
        parser = self.parser
        element = self.name()
        defaults, kinds = (table.setdefault(element, {}) for table in (parser._defaults, parser._kinds))
        self.space()
        while self.text[self.at] != '>':
            name = self.name()
            self.space(True)
            if self.text[self.at] == '(':
                kind = self.group()
            elif self.word('NOTATION'):
                self.space(True)
                kind = 'NOTATION' + self.group()
            else:
                kind = self.name()
                if kind not in ('CDATA', 'ID', 'IDREF', 'IDREFS', 'ENTITY', 'ENTITIES', 'NMTOKEN', 'NMTOKENS'):
                    raise self.fail()
            self.space(True)
            default, required = None, False
            if self.word('#REQUIRED'):
                required = True
            elif not self.word('#IMPLIED'):
                if self.word('#FIXED'):
                    required = True
                    self.space(True)
                place = self.at
                default = parser._value(self.literal(), place)
                if kind != 'CDATA':
                    default = ' '.join(default.split())
            if name not in kinds:
                kinds[name], defaults[name] = kind, default
            if parser.AttlistDeclHandler is not None:
                parser._call(parser.AttlistDeclHandler, element, name, kind, default, required)
            self.space()

    def group(self):
        close = self.text.find(')', self.at)
        if close < 0:
            raise self.fail()
        words = [word.strip() for word in self.text[self.at + 1:close].split('|')]
        self.at = close + 1
        return f'({"|".join(words)})'

    def element(self):
        parser = self.parser
        name = self.name()
        self.space(True)
        if self.word('EMPTY'):
            content = (1, 0, None, ())
        elif self.word('ANY'):
            content = (2, 0, None, ())
        else:
            content = self.model(0)
        if parser.ElementDeclHandler is not None:
            parser._call(parser.ElementDeclHandler, name, content)

    def quantity(self):
        for sign, number in (('?', 1), ('*', 2), ('+', 3)):
            if self.word(sign):
                return number
        return 0

    def model(self, depth):
        if depth > 200:
            raise self.fail(1)
        if not self.word('('):
            raise self.fail()
        self.space()
        children, kind = [], 6
        if self.word('#PCDATA'):
            kind = 3
            self.space()
            while self.word('|'):
                self.space()
                children.append((4, 0, self.name(), ()))
                self.space()
            if not self.word(')'):
                raise self.fail()
            return kind, self.quantity(), None, tuple(children)
        while True:
            if self.text[self.at] == '(':
                children.append(self.model(depth + 1))
            else:
                name = self.name()
                children.append((4, self.quantity(), name, ()))
            self.space()
            if self.word('|'):
                kind = 5
            elif not self.word(','):
                break
            self.space()
        if not self.word(')'):
            raise self.fail()
        return kind, self.quantity(), None, tuple(children)
