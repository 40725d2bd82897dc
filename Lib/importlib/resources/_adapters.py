"""Traversables on top of readers that know single files only (ResourceReader), or of loaders that have no reader at all."""

import io
import types

from . import abc


class _Spot(abc.Traversable):
    """A place in what a reader offers: the package itself, one of its resources, or something below that, where nothing is."""

    def __init__(self, reader, *steps):
        if len(steps) < self._least:
            raise ValueError('a path needs steps')
        self._reader, self._steps = reader, steps

    _least = 0

    @property
    def name(self):
        return self._steps[-1]

    def _at(self, step):
        below = OrphanPath if len(self._steps) > 1 or self._reader is None else ChildPath
        return below(self._reader, *self._steps, step)

    def joinpath(self, *descendants):
        spot = self
        for step in descendants:
            spot = spot._at(step)
        return spot

    __truediv__ = joinpath

    def iterdir(self):
        return iter(())

    def is_file(self):
        return False

    is_dir = is_file

    def _stream(self):
        raise FileNotFoundError("Can't open orphan path")

    def open(self, mode='r', *args, **kwargs):
        if mode not in ('r', 'rb'):
            raise ValueError(f"Invalid mode value '{mode}', only 'r' and 'rb' are supported")
        stream = self._stream()
        return stream if mode == 'rb' else io.TextIOWrapper(stream, *args, **kwargs)


class SpecPath(_Spot):
    """The package: its name, then the steps that lead nowhere."""

    def _stream(self):
        return self._reader.open_resource(None)

    def iterdir(self):
        return map(self._at, () if self._reader is None else self._reader.contents())


class ChildPath(_Spot):
    """A resource."""

    _least = 2

    def is_file(self):
        return self._reader.is_resource(self.name)

    def is_dir(self):
        return not self.is_file()

    def _stream(self):
        return self._reader.open_resource(self.name)


class OrphanPath(_Spot):
    """Something below a resource."""

    _least = 2

    def __init__(self, *steps):
        super().__init__(*(steps or (None,)))


class CompatibilityFiles(abc.TraversableResources):
    """A reader for a spec whose loader has none, or one that knows single files only; that one's own methods are there, too."""

    SpecPath, ChildPath, OrphanPath = SpecPath, ChildPath, OrphanPath

    def __init__(self, spec):
        self.spec = spec
        find = getattr(spec.loader, 'get_resource_reader', None)
        self._below = find and find(spec.name)

    def __getattr__(self, name):
        return getattr(self._below, name)

    def files(self):
        """Return the place of the package."""
        return SpecPath(self._below, self.spec.name)

    def _native(self):
        # What a loader should give for a reader: the one it has if that knows folders.
        return self._below if hasattr(self._below, 'files') else self


def wrap_spec(package):
    """Return a stand-in for the package's spec, whose loader always has a reader of folders."""
    spec = package.__spec__
    loader = types.SimpleNamespace(get_resource_reader=lambda name: CompatibilityFiles(spec)._native())
    return types.SimpleNamespace(name=spec.name, origin=spec.origin, loader=loader, submodule_search_locations=spec.submodule_search_locations)
