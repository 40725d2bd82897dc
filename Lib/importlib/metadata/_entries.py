"""Entry points: names under which distributions offer objects, in groups."""

import re


def sections(text):
    """Yield (section, line) for the lines of a file like entry_points.txt; the section is None before the first head."""
    section = None
    for line in text.splitlines():
        line = line.strip()
        if line.startswith('[') and line.endswith(']'):
            section = line[1:-1]
        elif line and not line.startswith('#'):
            yield section, line


class EntryPoint:
    """An entry point: its value tells the object, as MODULE[:ATTRIBUTE] [EXTRAS]. Attribute dist is the distribution it is from."""

    pattern = re.compile(r'(?P<module>[\w.]+)\s*(:\s*(?P<attr>[\w.]+)\s*)?((?P<extras>\[.*\])\s*)?$')
    dist = None

    def __init__(self, name, value, group):
        vars(self).update(name=name, value=value, group=group)

    def __setattr__(self, name, value):
        raise AttributeError('EntryPoint objects are immutable.')

    def __repr__(self):
        return f'EntryPoint(name={self.name!r}, value={self.value!r}, group={self.group!r})'

    def _identity(self):
        return self.name, self.value, self.group

    def __eq__(self, other):
        return self._identity() == other._identity()

    def __lt__(self, other):
        return self._identity() < other._identity()

    def __hash__(self):
        return hash(self._identity())

    def _part(self, name):
        return self.pattern.match(self.value)[name]

    @property
    def module(self):
        """The module's name."""
        self._check()
        return self._part('module')

    @property
    def attr(self):
        """The attribute's name, with dots for attributes of attributes; None for the module itself."""
        self._check()
        return self._part('attr')

    @property
    def extras(self):
        """The list of extras that the object needs."""
        self._check()
        return re.findall(r'\w+', self._part('extras') or '')

    def _check(self):
        assert self.pattern.match(self.value)

    def load(self):
        """Import the module and return the object."""
        from importlib import import_module
        found = import_module(self._part('module'))
        for name in filter(None, (self._part('attr') or '').split('.')):
            found = getattr(found, name)
        return found

    def matches(self, **params):
        """Tell whether the attributes are as the keywords say.

        >>> EntryPoint('run', 'pkg.main:run', 'console_scripts').matches(group='console_scripts', module='pkg.main')
        True
        """
        if 'dist' in params:
            raise ValueError('"dist" is not suitable for matching. Instead, use Distribution.entry_points.select() on a located distribution.')
        return all(getattr(self, name) == value for name, value in params.items())

    def _for(self, dist):
        vars(self)['dist'] = dist
        return self


class EntryPoints(tuple):
    """An immutable collection of entry points, to select from."""

    __slots__ = ()

    def __getitem__(self, name):
        """Return the first entry point of the name."""
        for point in self:
            if point.name == name:
                return point
        raise KeyError(name)

    def __repr__(self):
        return f'{type(self).__name__}({tuple(self)!r})'

    def select(self, **params):
        """Return the entry points whose attributes are as the keywords say."""
        return EntryPoints(point for point in self if point.matches(**params))

    @property
    def names(self):
        """The set of names."""
        return {point.name for point in self}

    @property
    def groups(self):
        """The set of groups."""
        return {point.group for point in self}

    @classmethod
    def _from_text_for(cls, text, dist):
        points = []
        for group, line in sections(text or ''):
            name, _, value = line.partition('=')
            points.append(EntryPoint(name.strip(), value.strip(), group)._for(dist))
        return cls(points)


for _class in EntryPoint, EntryPoints:
    _class.__module__ = 'importlib.metadata'
