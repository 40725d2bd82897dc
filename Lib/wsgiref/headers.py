"""The headers of a WSGI response as a mapping, in which case doesn't count and a name can occur more than once."""

_controls = frozenset(map(chr, (*range(32), 127)))
_escapes = str.maketrans({'\\': '\\\\', '"': '\\"'})


class Headers:
    """A mapping over a list of pairs of name and value. The list is the caller's, and changes with the mapping."""

    def __init__(self, headers=None):
        pairs = [] if headers is None else headers
        if type(pairs) is not list:
            raise TypeError('Headers must be a list of name/value tuples')
        for name, value in pairs:
            self._checked(name, value)
        self._headers = pairs

    def _checked(self, name, value):
        for text, allowed in ((name, ''), (value, '\t')):
            if type(text) is not str:
                raise AssertionError(f'Header names/values must be of type str (got {text!r})')
            if not _controls.isdisjoint(text.replace(allowed, '') if allowed else text):
                raise ValueError('Control characters not allowed in headers')
        return name, value

    def _named(self, name):
        wanted = name.lower()
        return (value for key, value in self._headers if key.lower() == wanted)

    def __len__(self):
        return len(self._headers)

    def __contains__(self, name):
        return any(True for _ in self._named(name))

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, val):
        pair = self._checked(name, val)
        del self[name]
        self._headers.append(pair)

    def __delitem__(self, name):
        gone = name.lower()
        self._headers[:] = (pair for pair in self._headers if pair[0].lower() != gone)

    def __repr__(self):
        return f'{type(self).__name__}({self._headers!r})'

    def __str__(self):
        return ''.join(f'{name}: {value}\r\n' for name, value in self._headers) + '\r\n'

    def __bytes__(self):
        return str(self).encode('latin-1')

    def get(self, name, default=None):
        """Return the first value with that name, or default."""
        return next(self._named(name), default)

    def get_all(self, name):
        """Return a list of all values with that name, in their order."""
        return [*self._named(name)]

    def setdefault(self, name, value):
        """Return the first value with that name. If there is none, add this one."""
        pair = self._checked(name, value)
        for there in self._named(name):
            return there
        self._headers.append(pair)
        return value

    def keys(self):
        """Return a list of all names: as often as they occur."""
        return [pair[0] for pair in self._headers]

    def values(self):
        """Return a list of all values."""
        return [pair[1] for pair in self._headers]

    def items(self):
        """Return a list of all pairs."""
        return [*self._headers]

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters: a=b makes a="b", and a=None just a. An underscore stands for a hyphen."""
        parts = [] if _value is None else [self._checked(_name, _value)[1]]
        for key, value in _params.items():
            key, shown = self._checked(key.replace('_', '-'), '' if value is None else value)
            parts.append(f'{key}="{shown.translate(_escapes)}"' if shown else key)
        self._headers.append(self._checked(_name, '; '.join(parts)))
