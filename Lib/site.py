"""What a session starts with besides the language: sys.path's additional folders and the builtins exit, quit, copyright, credits,
license and help.

    python -m site                      print sys.path and the user's folders
    python -m site --user-base          print the user's base folder
    python -m site --user-site          print the user's folder of packages
"""

import builtins
import os
import sys

PREFIXES = [sys.prefix, sys.exec_prefix]
ENABLE_USER_SITE = None
USER_SITE = None
USER_BASE = None


def makepath(*paths):
    """Return a path made absolute, and in the form in which it compares."""
    folder = os.path.join(*paths)
    try:
        folder = os.path.abspath(folder)
    except OSError:
        pass
    return folder, os.path.normcase(folder)


def removeduppaths():
    """Make the entries of sys.path absolute and single; return the set of them."""
    kept, known = [], set()
    for entry in sys.path:
        folder, key = (entry, entry) if entry.startswith('<') else makepath(entry)
        if key not in known:
            known.add(key)
            kept.append(folder)
    sys.path[:] = kept
    return known


def addpackage(sitedir, name, known_paths):
    """Read a .pth file: its lines are folders for sys.path, or import statements to be run."""
    if known_paths is None:
        known_paths, reset = removeduppaths(), True
    else:
        reset = False
    path = os.path.join(sitedir, name)
    try:
        with open(path, encoding='utf-8-sig') as file:
            lines = file.read().splitlines()
    except OSError:
        return None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith('#'):
            continue
        try:
            if line.startswith(('import ', 'import\t')):
                exec(line)
                continue
            folder, key = makepath(sitedir, line.rstrip())
            if key not in known_paths and os.path.exists(folder):
                sys.path.append(folder)
                known_paths.add(key)
        except Exception as error:
            import traceback
            print(f'Error processing line {number:d} of {path}:\n', file=sys.stderr)
            for text in traceback.format_exception(error):
                for each in text.splitlines():
                    print('  ' + each, file=sys.stderr)
            print('\nRemainder of file ignored', file=sys.stderr)
            break
    return None if reset else known_paths


def addsitedir(sitedir, known_paths=None):
    """Put a folder in sys.path, and what its .pth files say."""
    reset = known_paths is None
    if reset:
        known_paths = removeduppaths()
    folder, key = makepath(sitedir)
    if key not in known_paths:
        sys.path.append(folder)
        known_paths.add(key)
    try:
        names = os.listdir(folder)
    except OSError:
        return None
    for name in sorted(names):
        if name.endswith('.pth') and not name.startswith('.'):
            addpackage(folder, name, known_paths)
    return None if reset else known_paths


def check_enableusersite():
    """Tell whether the user's folder may be used: None when that isn't safe, False when it is switched off."""
    if sys.flags.no_user_site:
        return False
    if os.getuid() != os.geteuid() or os.getgid() != os.getegid():
        return None
    return True


def getuserbase():
    """Return the user's base folder."""
    global USER_BASE
    if USER_BASE is None:
        USER_BASE = os.environ.get('PYTHONUSERBASE') or os.path.expanduser(os.path.join('~', '.local'))
    return USER_BASE


def getusersitepackages():
    """Return the user's folder of packages."""
    global USER_SITE, ENABLE_USER_SITE
    base = getuserbase()
    if USER_SITE is None:
        USER_SITE = os.path.join(base, 'lib', f'python{sys.version_info[0]}.{sys.version_info[1]}', 'site-packages')
    return USER_SITE


def getsitepackages(prefixes=None):
    """Return the folders of packages of all users."""
    version = f'python{sys.version_info[0]}.{sys.version_info[1]}'
    folders = []
    for prefix in dict.fromkeys(PREFIXES if prefixes is None else prefixes):
        if prefix:
            folders += [os.path.join(prefix, library, version, 'site-packages')
                        for library in dict.fromkeys((sys.platlibdir, 'lib'))]
    return folders


def addusersitepackages(known_paths):
    """Put the user's folder of packages in sys.path."""
    folder = getusersitepackages()
    if ENABLE_USER_SITE and os.path.isdir(folder):
        addsitedir(folder, known_paths)
    return known_paths


def addsitepackages(known_paths, prefixes=None):
    """Put the folders of packages in sys.path."""
    for folder in getsitepackages(prefixes):
        if os.path.isdir(folder):
            addsitedir(folder, known_paths)
    return known_paths


def main():
    """Do all that this module does for a session."""
    global ENABLE_USER_SITE
    known = removeduppaths()
    if ENABLE_USER_SITE is None:
        ENABLE_USER_SITE = check_enableusersite()
    addusersitepackages(known)
    addsitepackages(known)


def _script():
    arguments = sys.argv[1:]
    if not arguments:
        user_base, user_site = getuserbase(), getusersitepackages()
        print('sys.path = [')
        for folder in sys.path:
            print(f'    {folder!r},')
        print(']')
        for label, folder in (('USER_BASE', user_base), ('USER_SITE', user_site)):
            print(f"{label}: {folder!r} ({'exists' if os.path.isdir(folder) else 'doesn' + chr(39) + 't exist'})")
        print(f'ENABLE_USER_SITE: {check_enableusersite()!r}')
        return 0
    wanted = [get() for flag, get in (('--user-base', getuserbase), ('--user-site', getusersitepackages)) if flag in arguments]
    if not wanted:
        print(__doc__.partition('\n\n')[2])
        return 10
    print(os.pathsep.join(wanted))
    enabled = check_enableusersite()
    return 0 if enabled else 1 if enabled is False else 2


if __name__ == '__main__':
    sys.exit(_script())
