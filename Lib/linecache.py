"""Lines of source files, kept once they were read."""

import os
import sys
from _traceback import code_lines, decode, library_lines

__all__ = ['getline', 'clearcache', 'checkcache', 'lazycache']

# What is known of a file: (size, time of modification or None, lines, path), or a tuple of one function that returns the text.
cache = {}
_interactive_cache = {}


def clearcache():
    """Forget all lines."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """Return a line with its newline, an empty string when there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''


def getlines(filename, module_globals=None):
    """Return the lines of a file, an empty list when they can't be had."""
    known = cache.get(filename)
    if known is not None and len(known) > 1:
        return known[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def _make_key(code):
    return code.co_name, code.co_qualname, code.co_filename, code.co_firstlineno


def _getlines_from_code(code):
    entry = _interactive_cache.get(_make_key(code))
    if entry is not None and len(entry) > 1:
        return entry[2]
    return code_lines(code) or []


def _getline_from_code(filename, lineno):
    lines = _getlines_from_code(filename)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ''


def _register_code(code, string, name):
    """Remember the source of code that lies in no file, and that of the code objects in it."""
    entry = len(string), None, [line + '\n' for line in string.splitlines()], name
    pending = [code]
    while pending:
        one = pending.pop()
        _interactive_cache[_make_key(one)] = entry
        pending.extend(const for const in one.co_consts if type(const) is type(code))


def checkcache(filename=None):
    """Forget the lines of a file that has changed since, or of all such files."""
    for name in list(cache) if filename is None else [filename]:
        entry = cache.get(name)
        if len(entry or 'x') == 1:
            continue  # not read yet
        size, mtime, _, path = entry
        if mtime is None:
            continue  # it never was a file
        try:
            now = os.stat(path)
        except (OSError, ValueError):
            cache.pop(name, None)
        else:
            if (size, mtime) != (now.st_size, now.st_mtime):
                cache.pop(name, None)


def _is_made_up(filename):
    """Tell whether a name stands for something other than a file, like <string>."""
    return (not filename or filename.startswith('<') and filename.endswith('>') and not filename.startswith('<frozen '))


def updatecache(filename, module_globals=None):
    """Read a file anew and return its lines; what can't be read is forgotten."""
    entry = cache.get(filename)
    if len(entry or 'x') > 1:
        del cache[filename]
    if _is_made_up(filename):
        return []
    if (lines := library_lines(filename)) is not None:
        cache[filename] = sum(map(len, lines)), None, lines, filename
        return lines
    path = filename
    if filename.startswith('<frozen ') and module_globals is not None:
        path = module_globals.get('__file__')
        if path is None:
            return []
    try:
        status = os.stat(path)
    except OSError:
        status = None
    except ValueError:
        return []
    if status is None:
        if lazycache(filename, module_globals) or len(cache.get(filename, ())) == 1:
            try:
                text = cache[filename][0]()
            except (ImportError, OSError):
                pass
            else:
                if text is None:
                    return []
                lines = [line + '\n' for line in text.splitlines()]
                cache[filename] = len(text), None, lines, path
                return lines
        if os.path.isabs(filename):
            return []
        for folder in sys.path:
            try:
                path = os.path.join(folder, filename)
                status = os.stat(path)
                break
            except (TypeError, AttributeError, OSError):
                continue
            except ValueError:
                return []
        else:
            return []
    try:
        with open(path, 'rb') as file:
            text = decode(file.read())
    except (OSError, UnicodeDecodeError, SyntaxError):
        return []
    lines = [line + '\n' for line in text.removesuffix('\n').split('\n')]
    cache[filename] = status.st_size, status.st_mtime, lines, path
    return lines


def lazycache(filename, module_globals):
    """Remember how the loader of a module gives its source, to be asked when a line is wanted. Tell whether that will do."""
    entry = cache.get(filename)
    if entry is not None:
        return len(entry) == 1
    if _is_made_up(filename) or filename.startswith('<') or not module_globals or '__name__' not in module_globals:
        return False
    spec, loader, name = map(module_globals.get, ('__spec__', '__loader__', '__name__'))
    name = getattr(spec, 'name', None) or name
    source = getattr(getattr(spec, 'loader', None) or loader, 'get_source', None)
    if not name or not source:
        return False
    cache[filename] = (lambda: source(name),)
    return True
