"""Files that come with packages."""

import contextlib
import importlib
import os
import pathlib
import sys
import tempfile

from .abc import ResourceReader, Traversable

__all__ = ['Package', 'Anchor', 'ResourceReader', 'as_file', 'files', 'contents', 'is_resource', 'open_binary', 'open_text', 'path',
           'read_binary', 'read_text']

Package = str | type(sys)
Anchor = Package


def _module_of(anchor):
    if anchor is None:
        caller = sys._getframe(2)
        return importlib.import_module(caller.f_globals['__name__'])
    return importlib.import_module(anchor) if isinstance(anchor, str) else anchor


_unset = object()


def files(anchor=None, *, package=_unset):
    """Return the folder of a package, or of a module's, as a Traversable; without anchor the caller's."""
    if package is not _unset:
        import warnings
        warnings.warn("First parameter to files is renamed to 'anchor'", DeprecationWarning, stacklevel=2)
        anchor = package
    from ._adapters import wrap_spec
    spec = wrap_spec(_module_of(anchor))
    return spec.loader.get_resource_reader(spec.name).files()


@contextlib.contextmanager
def as_file(path):
    """Give a file or folder as one in the file system, for as long as the context lasts."""
    if isinstance(path, pathlib.Path):
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        yield _write_out(path, pathlib.Path(folder))


def _write_out(source, folder):
    target = folder / source.name
    try:
        is_folder = source.is_dir()
    except FileNotFoundError:  # a reader that knows data but no paths
        is_folder = False
    if is_folder:
        target.mkdir()
        for child in source.iterdir():
            _write_out(child, target)
    else:
        target.write_bytes(source.read_bytes())
    return target


def _resource(anchor, names):
    if anchor is None:
        raise TypeError('an anchor is needed')
    place = files(anchor)
    return place.joinpath(*names) if names else place


def open_binary(anchor, *path_names):
    """Open a file of a package for reading bytes."""
    return _resource(anchor, path_names).open('rb')


def open_text(anchor, *path_names, encoding=_unset, errors='strict'):
    """Open a file of a package for reading text; encoding must be given when there are several path names."""
    return _resource(anchor, path_names).open('r', encoding=_encoding(encoding, path_names), errors=errors)


def read_binary(anchor, *path_names):
    """Return the bytes of a file of a package."""
    return _resource(anchor, path_names).read_bytes()


def read_text(anchor, *path_names, encoding=_unset, errors='strict'):
    """Return the text of a file of a package; encoding must be given when there are several path names."""
    with _resource(anchor, path_names).open('r', encoding=_encoding(encoding, path_names), errors=errors) as file:
        return file.read()


def _encoding(encoding, names):
    if encoding is _unset:
        if len(names) > 1:
            raise TypeError("'encoding' argument required with multiple path names")
        return 'utf-8'
    return encoding


def path(anchor, *path_names):
    """Give a file of a package as one in the file system, in a context."""
    return as_file(_resource(anchor, path_names))


def is_resource(anchor, *path_names):
    """Tell whether there is a file in a package."""
    return _resource(anchor, path_names).is_file()


def contents(anchor, *path_names):
    """Return the names of what is in a package; deprecated."""
    import warnings
    warnings.warn('importlib.resources.contents is deprecated. Use files(anchor).iterdir() instead.', DeprecationWarning, stacklevel=2)
    return (child.name for child in _resource(anchor, path_names).iterdir())
