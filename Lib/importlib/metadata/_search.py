"""Finding folders of metadata in one entry of sys.path."""

import os
import pathlib
import re


def normal(name):
    """Return the form of a distribution's name in which names are compared (PEP 503, with underscores)."""
    return re.sub(r'[-_.]+', '_', name).lower()


def alike(stem, name):
    """Tell whether a folder of metadata, without its suffix, is that of the normal name: NAME, or NAME-VERSION."""
    return normal(stem.partition('-')[0]) == name


class Place:
    """A folder or archive of sys.path. What it contains is remembered as long as its time of modification stays the same."""

    def __init__(self, path):
        self._path = str(path)
        self._stamp = None
        self._found = ()

    def search(self, name=None):
        """Return the list of paths of metadata, all or those of one distribution."""
        stamp = self._modified()
        if stamp is None or stamp != self._stamp:
            self._found, self._stamp = list(self._scan()), stamp
        if name is None:
            return [path for _, path in self._found]
        wanted = normal(name)
        return [path for stem, path in self._found if alike(stem, wanted)]

    def _modified(self):
        try:
            return os.stat(self._path or os.curdir).st_mtime_ns
        except OSError:
            return None

    def _scan(self):
        # Yield (stem, path) of everything that is named as metadata is.
        root, names = self._contents()
        egg = os.path.basename(self._path)
        for name in names:
            stem, suffix = os.path.splitext(name)
            if suffix.lower() in ('.dist-info', '.egg-info'):
                yield stem, root / name
            elif name.lower() == 'egg-info' and egg.lower().endswith('.egg'):
                # An egg: it has the name and version, and its metadata one name.
                yield egg[:-4], root / name

    def _contents(self):
        try:
            return pathlib.Path(self._path), os.listdir(self._path or os.curdir)
        except NotADirectoryError:
            return self._archive()
        except OSError:
            return None, ()

    def _archive(self):
        import zipfile
        try:
            root = zipfile.Path(self._path)
        except (OSError, zipfile.BadZipFile):
            return None, ()
        return root, [entry.name for entry in root.iterdir()]
