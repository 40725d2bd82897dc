"""What is installed: names, versions, files, requirements and entry points of the distributions whose metadata lies along sys.path.

A distribution's metadata is a folder NAME-VERSION.dist-info (or, of old, a folder or file NAME.egg-info) beside its modules or in an archive.
"""

import abc
import collections
import os
import pathlib
import sys

from importlib import import_module
from importlib.abc import MetaPathFinder

from ._entries import EntryPoint, EntryPoints, sections
from ._search import Place, normal

__all__ = ['Distribution', 'DistributionFinder', 'PackageMetadata', 'PackageNotFoundError', 'distribution', 'distributions', 'entry_points',
           'files', 'metadata', 'packages_distributions', 'requires', 'version']


class PackageNotFoundError(ModuleNotFoundError):
    """No distribution of a name has metadata."""

    def __str__(self):
        return f'No package metadata was found for {self.name}'

    @property
    def name(self):
        return self.args[0]


class FileHash:
    """The hash of an installed file: its algorithm is mode."""

    def __init__(self, spec):
        parts = spec.partition('=')
        self.mode, self.value = parts[0], parts[2]

    def __repr__(self):
        return '<FileHash mode: {0.mode} value: {0.value}>'.format(self)


class PackagePath(pathlib.PurePosixPath):
    """A file of a distribution, relative to where its modules lie. Attributes: hash and size, None where unknown, and dist."""

    hash = size = dist = None

    def locate(self):
        """Return where the file lies."""
        whole = self.dist
        return whole.locate_file(self)

    def read_binary(self):
        """Return the bytes of the file."""
        with self.locate().open('rb') as file:
            return file.read()

    def read_text(self, encoding='utf-8'):
        """Return the text of the file."""
        return self.read_binary().decode(encoding)


class Distribution:
    """An installed distribution. What derives from it says how its files are found: read_text and locate_file."""

    def __new__(cls, *args, **kwargs):
        missing = {name for name in ('read_text', 'locate_file') if getattr(getattr(cls, name), '_to_be_defined', False)}
        if missing:
            import warnings
            warnings.warn(f'Unimplemented abstract methods {missing}', DeprecationWarning, stacklevel=2)
        return object.__new__(cls)

    def read_text(self, filename):
        """Return the text of a file of the metadata, None when there is no such file."""

    def locate_file(self, path):
        """Return where a file of the distribution lies."""

    read_text._to_be_defined = locate_file._to_be_defined = True

    # Finding distributions.

    @classmethod
    def from_name(cls, name):
        """Return the first distribution of the name along sys.path; PackageNotFoundError when there is none."""
        if not name:
            raise ValueError('A distribution name is required.')
        for found in cls.discover(name=name):
            return found
        raise PackageNotFoundError(name)

    @classmethod
    def discover(cls, *, context=None, **kwargs):
        """Return an iterator of the distributions that fit a context, or the keywords of one."""
        if context is not None and kwargs:
            raise ValueError('cannot accept context and kwargs')
        wanted = DistributionFinder.Context(**kwargs) if context is None else context
        finders = [finder.find_distributions for finder in sys.meta_path if getattr(finder, 'find_distributions', None)]
        return (found for find in finders for found in find(wanted))

    @staticmethod
    def at(path):
        """Return the distribution whose metadata is the folder path."""
        folder = pathlib.Path(path)
        return PathDistribution(folder)

    # What the metadata tells.

    @property
    def metadata(self):
        """The fields of the metadata, as an email.message.Message; its attribute json has them as a dict."""
        from ._message import Message
        texts = map(self.read_text, ('METADATA', 'PKG-INFO', ''))  # the last: an egg-info that is a file
        return Message.parse(next(filter(None, texts), ''))

    @property
    def name(self):
        """The field Name."""
        fields = self.metadata
        return fields['Name']

    @property
    def version(self):
        """The field Version."""
        fields = self.metadata
        return fields['Version']

    @property
    def _normalized_name(self):
        return normal(self.name)

    @property
    def entry_points(self):
        """The entry points of this distribution."""
        text = self.read_text('entry_points.txt')
        return EntryPoints._from_text_for(text, self)

    @property
    def origin(self):
        """What direct_url.json tells about where the distribution was installed from (PEP 610), as nested namespaces; None without it."""
        text = self.read_text('direct_url.json')
        if text is None:
            return None
        import json
        import types
        return json.loads(text, object_hook=lambda members: types.SimpleNamespace(**members))

    @property
    def files(self):
        """The installed files as a list of PackagePath; None when there is no record of them."""
        for listing in self._recorded, self._installed, self._sources:
            paths = listing()
            if paths is not None:
                return [path for path in paths if path.locate().exists()]
        return None

    def _file(self, name, hash='', size=''):
        path = PackagePath(name)
        path.dist = self
        path.hash = FileHash(hash) if hash else None
        path.size = int(size) if size else None
        return path

    def _recorded(self):
        # RECORD: name, hash and size in columns.
        record = self.read_text('RECORD')
        if not record:
            return None
        import csv
        return [self._file(*row[:3]) for row in csv.reader(record.splitlines()) if row]

    def _installed(self):
        # installed-files.txt is relative to the folder of metadata.
        listing = self.read_text('installed-files.txt')
        folder = getattr(self, '_path', None)
        if listing is None or folder is None:
            return None
        root = pathlib.Path(os.path.realpath(self.locate_file('')))
        absolute = [pathlib.Path(os.path.realpath(folder / name)) for name in listing.splitlines()]
        return [self._file(os.path.relpath(path, root)) for path in absolute]

    def _sources(self):
        listing = (self.read_text('SOURCES.txt') or '').splitlines()
        return [self._file(name.strip()) for name in listing if name.strip()] or None

    @property
    def requires(self):
        """The requirements, as texts in the form of PEP 508; None when the metadata names none."""
        declared = self.metadata.get_all('Requires-Dist')
        if declared is not None:
            return declared
        text = self.read_text('requires.txt')
        return None if text is None else list(self._deps_from_requires_text(text))

    @classmethod
    def _deps_from_requires_text(cls, source):
        # requires.txt of eggs: [extra:marker] heads the requirements that depend on both.
        for head, requirement in sections(source):
            extra, _, marker = (head or '').partition(':')
            conditions = []
            if marker:
                conditions.append(f'({marker})' if extra else marker)
            if extra:
                conditions.append(f'extra == "{extra}"')
            gap = ' ' if '@' in requirement else ''  # else a URL would go on with the semicolon
            yield f'{requirement}{gap}; {" and ".join(conditions)}' if conditions else requirement


class DistributionFinder(MetaPathFinder):
    """A finder of sys.meta_path that finds distributions, too."""

    class Context:
        """What is looked for: the distribution called name (None: all) along path."""

        name = None

        def __init__(self, **kwargs):
            self.__dict__.update(kwargs)

        @property
        def path(self):
            """The folders and archives to look in, by default sys.path."""
            return self.__dict__.get('path', sys.path)

    @abc.abstractmethod
    def find_distributions(self, context=Context()):
        """Return an iterable of the distributions that fit the context."""


class MetadataPathFinder(DistributionFinder):
    """Finds the distributions in folders and archives; PathFinder asks it."""

    _places = {}  # path -> Place

    @classmethod
    def find_distributions(cls, context=DistributionFinder.Context()):
        """Return an iterator of the distributions that fit the context."""
        return (PathDistribution(metadata) for path in context.path for metadata in cls._place(path).search(context.name))

    @classmethod
    def _place(cls, path):
        return cls._places.setdefault(path, Place(path))

    @classmethod
    def invalidate_caches(cls):
        """Forget what folders contain."""
        cls._places.clear()


class PathDistribution(Distribution):
    """A distribution whose metadata is a folder or file, of the file system or of an archive."""

    def __init__(self, path):
        """Take a pathlib.Path or something that works like one."""
        self._path = path

    def read_text(self, filename):
        """Return the text of a file of the metadata, None when there is no such file."""
        try:
            return self._path.joinpath(filename).read_text(encoding='utf-8')
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError, KeyError, PermissionError):
            return None

    def locate_file(self, path):
        """Return where a file of the distribution lies."""
        return self._path.parent / path

    @property
    def _normalized_name(self):
        stem, suffix = os.path.splitext(os.path.basename(str(self._path)))
        if suffix in ('.dist-info', '.egg-info'):
            return normal(stem.partition('-')[0])
        return super()._normalized_name


def distribution(distribution_name):
    """Return the distribution of the name; PackageNotFoundError when there is none."""
    find = Distribution.from_name
    return find(distribution_name)


def distributions(**kwargs):
    """Return an iterator of all distributions, or of those that fit the keywords: name and path."""
    discover = Distribution.discover
    return discover(**kwargs)


def metadata(distribution_name):
    """Return the fields of a distribution's metadata."""
    found = Distribution.from_name(distribution_name)
    return found.metadata


def version(distribution_name):
    """Return the version of a distribution."""
    found = Distribution.from_name(distribution_name)
    return found.version


def files(distribution_name):
    """Return the installed files of a distribution as a list of PackagePath, None when there is no record of them."""
    found = Distribution.from_name(distribution_name)
    return found.files


def requires(distribution_name):
    """Return the requirements of a distribution as texts, None when it names none."""
    found = Distribution.from_name(distribution_name)
    return found.requires


def _unique(found):
    # Of distributions of one name the first along the path counts.
    first = {}
    for each in found:
        first.setdefault(each._normalized_name, each)
    return first.values()


def entry_points(**params):
    """Return the entry points of all distributions, or of them those whose attributes (group, name, ...) are as the keywords say."""
    return EntryPoints(point for found in _unique(distributions()) for point in found.entry_points).select(**params)


def packages_distributions():
    """Return a dict from importable top-level names to the names of the distributions that they belong to."""
    owners = collections.defaultdict(list)
    for found in distributions():
        for module in _top_level(found):
            owners[module].append(found.metadata['Name'])
    return dict(owners)


def _top_level(found):
    # The importable names of a distribution: those it declares, else those that its files stand for.
    declared = (found.read_text('top_level.txt') or '').split()
    if declared:
        return declared
    return {name for path in found.files or () if (name := _module_name(path)) and '.' not in name}


def _module_name(path):
    import inspect
    if len(path.parts) > 1:
        return None if path.parts[0] == os.pardir else path.parts[0]
    if os.path.isdir(str(path.locate())):
        return path.name
    return inspect.getmodulename(path.name) or path.name


def __getattr__(name):
    # The protocols are rarely needed, and typing is not small.
    if name in ('PackageMetadata', 'SimplePath'):
        return getattr(import_module('importlib.metadata._meta'), name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
