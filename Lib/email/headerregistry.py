"""Header values that know what they mean: strings with attributes, of a class for each kind of header."""

import types

from email import _headervalues as values, errors, utils


class Address:
    """A mailbox: a name, and the two parts of the address."""

    def __init__(self, display_name='', username='', domain='', addr_spec=None):
        if any(char in part for part in (display_name, username, domain, addr_spec) if part for char in '\r\n'):
            raise ValueError('invalid arguments; address parts cannot contain CR or LF')
        both = username, domain
        if addr_spec is not None and any(both):
            raise TypeError('addrspec specified when username and/or domain also specified')
        self._parts = display_name, *(both if addr_spec is None else values.one_addr_spec(addr_spec))

    display_name = property(lambda self: self._parts[0], doc='The name.')
    username = property(lambda self: self._parts[1], doc='What stands before the @.')
    domain = property(lambda self: self._parts[2], doc='What stands after the @.')

    @property
    def addr_spec(self):
        """The address without the name, in quotes where it needs them."""
        _, local, domain = self._parts
        if not values.specials.isdisjoint(local.replace('.', '')) or any(char in local for char in ' \t'):
            local = values.quoted(local)
        if domain:
            return f'{local}@{domain}'
        return local or '<>'

    def __repr__(self):
        name, local, domain = self._parts
        return f'{type(self).__name__}(display_name={name!r}, username={local!r}, domain={domain!r})'

    def __str__(self):
        name, spec = _quoted_name(self._parts[0]), self.addr_spec
        if not name:
            return spec
        return f'{name} <{"" if spec == "<>" else spec}>'

    def __eq__(self, other):
        return self._parts == other._parts if isinstance(other, Address) else NotImplemented


class Group:
    """Addresses with a name. One address without a name of the group stands for itself."""

    def __init__(self, display_name=None, addresses=None):
        self._name = display_name
        self._addresses = tuple(addresses or ())

    display_name = property(lambda self: self._name, doc='The name, or None.')
    addresses = property(lambda self: self._addresses, doc='The addresses, a tuple.')

    def __repr__(self):
        return f'{type(self).__name__}(display_name={self._name!r}, addresses={self._addresses!r}'

    def __str__(self):
        listed = ', '.join(map(str, self._addresses))
        if self._name is None and len(self._addresses) == 1:
            return listed
        name = 'None' if self._name is None else _quoted_name(self._name)
        return f'{name}: {listed};' if listed else f'{name}:;'

    def __eq__(self, other):
        same = isinstance(other, Group) and (self._name, self._addresses) == (other._name, other._addresses)
        return same if isinstance(other, Group) else NotImplemented


def _quoted_name(name):
    return name if values.specials.isdisjoint(name) else values.quoted(name)


class BaseHeader(str):
    """A header value: the text that it stands for.

    A class that is mixed with this one has a class method parse(value, kwds) that puts 'decoded' (the text), 'parse_tree'
    (what fold() needs) and defects into kwds, and perhaps more that its init() takes.
    """

    def __new__(cls, name, value):
        kwds = {'defects': []}
        cls.parse(value, kwds)
        self = str.__new__(cls, utils._sanitize(kwds.pop('decoded')))
        self.init(name, **kwds)
        return self

    def init(self, name, *, parse_tree, defects):
        """Take what parse() found."""
        self._name, self._parse_tree, self._defects = name, parse_tree, defects

    name = property(lambda self: self._name, doc='The name of the header.')
    defects = property(lambda self: tuple(self._defects), doc='What is wrong with the header.')

    def __reduce__(self):
        return _made_again, (type(self).__name__, type(self).__bases__, str(self)), vars(self)

    def fold(self, *, policy):
        """Return the header in lines, as the policy wants them."""
        return values.whole_header(self._name, self._parse_tree).fold(policy=policy)


def _made_again(name, bases, value):
    """What pickle calls: a header without its attributes."""
    return str.__new__(type(name, bases, {}), value)


class _Kind:
    """Reads its value with a function of _headervalues, and keeps what that found."""

    max_count = None
    _read = None
    # The facts besides text and defects: their names as arguments of init().
    _facts = ()

    def init(self, *args, **kw):
        for fact in self._facts:
            setattr(self, '_' + fact, kw.pop(fact))
        super().init(*args, **kw)

    @classmethod
    def parse(cls, value, kwds):
        read = cls._read(value)
        kwds['parse_tree'], kwds['decoded'] = read.piece, str(read.piece)
        kwds['defects'].extend(read.defects)
        cls._more(read, kwds)

    @classmethod
    def _more(cls, read, kwds):
        pass


class UnstructuredHeader(_Kind):
    """Any text."""

    _read = staticmethod(values.unstructured)


class UniqueUnstructuredHeader(UnstructuredHeader):
    """Any text, once."""

    max_count = 1


class DateHeader(_Kind):
    """A date. datetime: that date, or None if it can't be read."""

    _facts = ('datetime',)

    @classmethod
    def parse(cls, value, kwds):
        date, faults = None, kwds['defects']
        if not value:
            faults.append(errors.HeaderMissingRequiredValue())
            value = ''
        elif isinstance(value, str):
            try:
                date = utils.parsedate_to_datetime(value)
            except (ValueError, OverflowError):
                faults.append(errors.InvalidDateDefect('Invalid date value or format'))
        else:
            date = value
        kwds['datetime'] = date
        kwds['decoded'] = value if date is None else utils.format_datetime(date)
        kwds['parse_tree'] = values.unstructured(kwds['decoded']).piece

    datetime = property(lambda self: self._datetime, doc='The date.')


class UniqueDateHeader(DateHeader):
    """A date, once."""

    max_count = 1


class AddressHeader(_Kind):
    """Addresses. groups: all of them, those that aren't in a group alone in one without a name."""

    _facts = ('groups',)

    @classmethod
    def parse(cls, value, kwds):
        tree = None
        if isinstance(value, str):
            read = values.addresses(value)
            kwds['defects'].extend(read.defects)
            groups = [Group(group.name, [Address(box.name, box.local, box.domain) for box in group.mailboxes])
                      for group in read.groups]
            tree = read.piece
        else:
            items = value if hasattr(value, '__iter__') else [value]
            groups = [item if hasattr(item, 'addresses') else Group(None, [item]) for item in items]
        kwds['groups'] = tuple(groups)
        kwds['decoded'] = ', '.join(map(str, groups))
        kwds['parse_tree'] = values.addresses(kwds['decoded']).piece if tree is None else tree

    groups = property(lambda self: self._groups, doc='The groups.')
    addresses = property(lambda self: tuple([address for group in self._groups for address in group.addresses]),
                         doc='All addresses.')


class UniqueAddressHeader(AddressHeader):
    """Addresses, once."""

    max_count = 1


class SingleAddressHeader(AddressHeader):
    """An address."""

    @property
    def address(self):
        """The address."""
        if len(self.addresses) != 1:
            raise ValueError(f'value of single address header {self.name} is not a single address')
        return self.addresses[0]


class UniqueSingleAddressHeader(SingleAddressHeader):
    """An address, once."""

    max_count = 1


class MIMEVersionHeader(_Kind):
    """The version of MIME. What can't be read is None."""

    max_count = 1
    _read = staticmethod(values.mime_version)
    _facts = ('numbers',)

    @classmethod
    def _more(cls, read, kwds):
        kwds['numbers'] = read.major, read.minor

    major = property(lambda self: self._numbers[0], doc='The number before the dot.')
    minor = property(lambda self: self._numbers[1], doc='The number after the dot.')
    version = property(lambda self: None if self._numbers[1] is None else '%d.%d' % self._numbers, doc='Both.')


class ParameterizedMIMEHeader(_Kind):
    """A value with parameters. params: a read-only dictionary of them."""

    max_count = 1
    _facts = ('params',)

    @classmethod
    def _more(cls, read, kwds):
        kwds['params'] = {utils._sanitize(name).lower(): utils._sanitize(value or '') for name, value in read.params}

    params = property(lambda self: types.MappingProxyType(self._params), doc='The parameters.')


class ContentTypeHeader(ParameterizedMIMEHeader):
    """A MIME type with parameters."""

    _read = staticmethod(values.content_type)
    _facts = ('params', 'kind')

    @classmethod
    def _more(cls, read, kwds):
        super()._more(read, kwds)
        kwds['kind'] = utils._sanitize(read.maintype), utils._sanitize(read.subtype)

    maintype = property(lambda self: self._kind[0], doc='The type before the slash.')
    subtype = property(lambda self: self._kind[1], doc='The type after the slash.')
    content_type = property(lambda self: '/'.join(self._kind), doc='The type.')


class ContentDispositionHeader(ParameterizedMIMEHeader):
    """How a part is meant to be shown, with parameters."""

    _read = staticmethod(values.content_disposition)
    _facts = ('params', 'kind')

    @classmethod
    def _more(cls, read, kwds):
        super()._more(read, kwds)
        kwds['kind'] = read.kind and utils._sanitize(read.kind)

    content_disposition = property(lambda self: self._kind, doc='inline, attachment or what it is.')


class ContentTransferEncodingHeader(_Kind):
    """How the payload is encoded."""

    max_count = 1
    _read = staticmethod(values.content_transfer_encoding)
    _facts = ('cte',)

    @classmethod
    def _more(cls, read, kwds):
        kwds['cte'] = utils._sanitize(read.cte)

    cte = property(lambda self: self._cte, doc='The encoding, in lower case.')


class MessageIDHeader(_Kind):
    """The id of a message."""

    max_count = 1
    _read = staticmethod(values.message_id)


class ReferencesHeader(_Kind):
    """Ids of messages."""

    max_count = 1
    _read = staticmethod(values.message_ids)


_kinds = {
    UniqueUnstructuredHeader: ['subject'],
    UniqueDateHeader: ['date', 'orig-date'],
    DateHeader: ['resent-date'],
    UniqueSingleAddressHeader: ['sender'],
    SingleAddressHeader: ['resent-sender'],
    UniqueAddressHeader: ['to', 'cc', 'bcc', 'from', 'reply-to'],
    AddressHeader: ['resent-to', 'resent-cc', 'resent-bcc', 'resent-from'],
    MIMEVersionHeader: ['mime-version'],
    ContentTypeHeader: ['content-type'],
    ContentDispositionHeader: ['content-disposition'],
    ContentTransferEncodingHeader: ['content-transfer-encoding'],
    MessageIDHeader: ['message-id'],
    ReferencesHeader: ['in-reply-to', 'references']}


class HeaderRegistry:
    """Makes header values: of a class for their name, mixed with a base class."""

    def __init__(self, base_class=BaseHeader, default_class=UnstructuredHeader, use_default_map=True):
        self.base_class, self.default_class = base_class, default_class
        self.registry = {}
        if use_default_map:
            for cls, names in _kinds.items():
                self.registry.update(dict.fromkeys(names, cls))

    def map_to_type(self, name, cls):
        """Let cls be the class for headers of that name."""
        self.registry.update({name.lower(): cls})

    def __getitem__(self, name):
        kind = self.registry.get(name.lower()) or self.default_class
        return type('_' + kind.__name__, (kind, self.base_class), {})

    def __call__(self, name, value):
        """Make the value of a header."""
        cls = self[name]
        return cls(name, value)
