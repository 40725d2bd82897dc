"""Where the data of time zones are."""

import os
import sysconfig


class InvalidTZPathWarning(RuntimeWarning):
    """An entry of PYTHONTZPATH that can't be used."""


def _absolute(paths):
    return tuple(path for path in paths if os.path.isabs(path))


def reset_tzpath(to=None):
    """Set the folders of time zone data: to these, or to those of the environment or of the installation."""
    global TZPATH
    if to is not None:
        if isinstance(to, (str, bytes)):
            raise TypeError(f'tzpaths must be a list or tuple, not {type(to)}: {to!r}')
        paths = tuple(map(os.fspath, to))
        for path in paths:
            if not isinstance(path, str):
                raise TypeError(f'tzpath must hold paths of type str, not {type(path).__name__}: {path!r}')
        if bad := [path for path in paths if not os.path.isabs(path)]:
            raise ValueError(_message(bad))
        TZPATH = paths
        return
    entries = os.environ.get('PYTHONTZPATH')
    if entries is not None:
        entries = entries.split(os.pathsep)
        TZPATH = _absolute(entries)
        bad = [path for path in entries if not os.path.isabs(path)]
        if any(bad):
            import warnings
            warnings.warn('Invalid paths specified in PYTHONTZPATH environment variable. ' + _message(bad), InvalidTZPathWarning,
                          skip_file_prefixes=(os.path.dirname(__file__), '<frozen importlib'))
        return
    entries = sysconfig.get_config_var('TZPATH')
    if entries is None:
        entries = os.pathsep.join(f'/{part}/zoneinfo' for part in ('usr/share', 'usr/lib', 'usr/share/lib', 'etc'))
    TZPATH = _absolute(entries.split(os.pathsep))


def _message(bad):
    return 'Paths should be absolute but found the following relative paths:\n' + '\n'.join('    ' + path for path in bad)


def find_tzfile(key):
    """The path of the file of a time zone, or None."""
    _check(key)
    for folder in TZPATH:
        path = os.path.join(folder, key)
        if os.path.isfile(path):
            return path
    return None


def _check(key):
    """Refuse keys that lead out of the folders."""
    if os.path.isabs(key):
        raise ValueError(f'ZoneInfo keys may not be absolute paths, got: {key}')
    plain = os.path.normpath(key)
    if len(plain) != len(key):
        raise ValueError(f'ZoneInfo keys must be normalized relative paths, got: {key}')
    if os.path.normpath(os.path.join('_', plain)).split(os.sep)[0] != '_' or plain.startswith(os.pardir):
        raise ValueError(f'ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}')


def available_timezones():
    """The set of the names of all time zones that there are data for."""
    import _tzdata
    found = set(_tzdata.names())
    for root in TZPATH:
        for folder, folders, files in os.walk(root):
            if folder == root:
                folders[:] = [name for name in folders if name not in ('right', 'posix')]
            for name in files:
                path = os.path.join(folder, name)
                key = os.path.relpath(path, root).replace(os.sep, '/')
                if key in found:
                    continue
                try:
                    with open(path, 'rb') as file:
                        if file.read(4) == b'TZif':
                            found.add(key)
                except OSError:
                    pass
    found.discard('posixrules')
    return found


TZPATH = ()
reset_tzpath()
