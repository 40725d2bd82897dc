"""What a session starts with besides the language: sys.path's additional folders and the builtins exit, quit, copyright, credits,
license and help.

    python -m site                      print sys.path and the user's folders
    python -m site --user-base          print the user's base folder
    python -m site --user-site          print the user's folder of packages
"""

import _sitebuiltins
import builtins
import os
import sys

PREFIXES = [getattr(sys, kind) for kind in ('prefix', 'exec_prefix')]
ENABLE_USER_SITE = None
USER_SITE = None
USER_BASE = None

# What leads from a prefix, or the user's base, to the folder of packages.
_PACKAGES = 'lib', f'python{sys.version_info.major}.{sys.version_info.minor}', 'site-packages'


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
    entries = {}
    for entry in sys.path:
        folder, key = (entry, entry) if entry.startswith('<') else makepath(entry)
        entries.setdefault(key, folder)
    sys.path[:] = entries.values()
    return set(entries)


def _extend(entry, known):
    """Put an absolute folder, given as makepath returns it, in sys.path unless it is known there."""
    folder, key = entry
    if key not in known:
        sys.path.append(folder)
        known.add(key)


def _obey(line, folder, known):
    """Do what one line of a .pth file says: run an import statement, or put a folder in sys.path."""
    if line.startswith(('import ', 'import\t')):
        exec(line)
    elif line.strip() and line[0] != '#':
        entry = makepath(folder, line.rstrip())
        if os.path.exists(entry[0]):
            _extend(entry, known)


def _complain(number, path, error):
    """Report what went wrong in a line of a .pth file."""
    import textwrap
    import traceback
    report = textwrap.indent(''.join(traceback.format_exception(error)), '  ')
    print(f'Error processing line {number:d} of {path}:\n', report, 'Remainder of file ignored', sep='\n', file=sys.stderr)


def addpackage(sitedir, name, known_paths):
    """Read a .pth file: its lines are folders for sys.path, or import statements to be run."""
    known = removeduppaths() if known_paths is None else known_paths
    path = os.path.join(sitedir, name)
    try:
        with open(path, encoding='utf-8-sig') as file:
            text = file.read()
    except OSError:
        return None
    for number, line in enumerate(text.splitlines(), 1):
        try:
            _obey(line, sitedir, known)
        except Exception as error:
            _complain(number, path, error)
            break
    return known_paths


def addsitedir(sitedir, known_paths=None):
    """Put a folder in sys.path, and what its .pth files say."""
    known = removeduppaths() if known_paths is None else known_paths
    entry = makepath(sitedir)
    _extend(entry, known)
    try:
        files = os.listdir(entry[0])
    except OSError:
        return None
    for file in sorted(file for file in files if file.endswith('.pth') and file[0] != '.'):
        addpackage(entry[0], file, known)
    return known_paths


def abs_paths():
    """Make __file__ and __cached__ of the modules that came from files absolute."""
    for module in list(sys.modules.values()):
        for attribute in ('__file__', '__cached__'):
            path = getattr(module, attribute, None)
            if isinstance(path, str) and not path.startswith('<'):
                setattr(module, attribute, os.path.abspath(path))


def check_enableusersite():
    """Tell whether the user's folder may be used: None when that isn't safe, False when it is switched off."""
    real, effective = (os.getuid(), os.getgid()), (os.geteuid(), os.getegid())
    return False if sys.flags.no_user_site else True if real == effective else None


def _getuserbase():
    return os.environ.get('PYTHONUSERBASE') or os.path.expanduser(os.path.join('~', '.local'))


def _get_path(userbase):
    return os.path.join(userbase, *_PACKAGES)


def _init_pathinfo():
    return {makepath(entry)[1] for entry in sys.path if os.path.exists(entry)}


def _trace(message):
    if sys.flags.verbose:
        sys.stderr.write(message + '\n')


def getuserbase():
    """Return the user's base folder."""
    global USER_BASE
    USER_BASE = USER_BASE or _getuserbase()
    return USER_BASE


def getusersitepackages():
    """Return the user's folder of packages."""
    global USER_SITE
    USER_SITE = USER_SITE or _get_path(getuserbase())
    return USER_SITE


def getsitepackages(prefixes=None):
    """Return the folders of packages of all users."""
    prefixes = dict.fromkeys(PREFIXES if prefixes is None else prefixes)
    libraries = dict.fromkeys((sys.platlibdir, _PACKAGES[0]))
    return [os.path.join(prefix, library, *_PACKAGES[1:]) for prefix in prefixes if prefix for library in libraries]


def addusersitepackages(known_paths):
    """Put the user's folder of packages in sys.path."""
    folder = getusersitepackages()
    if ENABLE_USER_SITE and os.path.isdir(folder):
        addsitedir(folder, known_paths)
    return known_paths


def addsitepackages(known_paths, prefixes=None):
    """Put the folders of packages in sys.path."""
    for folder in filter(os.path.isdir, getsitepackages(prefixes)):
        addsitedir(folder, known_paths)
    return known_paths


def setquit():
    """Add the builtins exit and quit."""
    for name in ('quit', 'exit'):
        setattr(builtins, name, _sitebuiltins.Quitter(name, 'Ctrl-D (i.e. EOF)'))


def sethelper():
    """Add the builtin help."""
    builtins.help = _sitebuiltins._Helper()


def gethistoryfile():
    """Return where the prompt keeps what was typed: what PYTHON_HISTORY names, else a file in the user's home."""
    chosen = None if sys.flags.ignore_environment else os.environ.get('PYTHON_HISTORY')
    return chosen or os.path.join(os.path.expanduser('~'), '.python_history')


def register_readline():
    """Prepare the prompt's line editor. gopy's own is always ready: nothing is left to do."""


def enablerlcompleter():
    """Have the prompt prepare its line editor when it starts."""
    sys.__interactivehook__ = register_readline


def _customize(name):
    """Import the module of a machine or user that adapts sessions, if there is one; its errors don't end the session."""
    try:
        __import__(name)
    except Exception as error:
        if isinstance(error, ImportError) and error.name == name:
            return
        if sys.flags.verbose:
            sys.excepthook(type(error), error, error.__traceback__)
        else:
            print(f'Error in {name}; set PYTHONVERBOSE for traceback:\n{type(error).__name__}: {error}', file=sys.stderr)


def execsitecustomize():
    """Import the module sitecustomize, if there is one."""
    _customize('sitecustomize')


def execusercustomize():
    """Import the module usercustomize, if there is one."""
    _customize('usercustomize')


def main():
    """Extend sys.path and import sitecustomize and usercustomize: what a session does at its start."""
    known = removeduppaths()
    _look_up_user()
    addsitepackages(addusersitepackages(known))
    if sys.flags.isolated == 0:
        enablerlcompleter()
    execsitecustomize()
    if ENABLE_USER_SITE:
        execusercustomize()


def _look_up_user():
    global ENABLE_USER_SITE
    allowed = ENABLE_USER_SITE
    ENABLE_USER_SITE = check_enableusersite() if allowed is None else allowed
    getusersitepackages()


def _report():
    """Print what a session's path consists of."""
    base, packages = getuserbase(), getusersitepackages()
    print('sys.path = [', *(f'    {folder!r},' for folder in sys.path), ']', sep='\n')
    for label, folder in ('USER_BASE', base), ('USER_SITE', packages):
        print(f'{label}: {folder!r}', '(exists)' if os.path.isdir(folder) else "(doesn't exist)")
    print('ENABLE_USER_SITE:', ENABLE_USER_SITE)


_USAGE = f"""\
{sys.argv[0]} [--user-base] [--user-site]

Without arguments print some useful information
With arguments print the value of USER_BASE and/or USER_SITE separated
by {os.pathsep!r}.

Exit codes with --user-base or --user-site:
"""
_EXIT_CODES = {True: (0, 'enabled'), False: (1, 'disabled by user'), None: (2, 'disabled by super user\n      or for security reasons')}


def _usage():
    codes = [f'  {code} - user site directory is {how}' for code, how in _EXIT_CODES.values()]
    return _USAGE + '\n'.join(codes) + '\n >2 - unknown error\n'


def _script():
    answers = {'--user-base': getuserbase, '--user-site': getusersitepackages}
    asked = [answer() for flag, answer in answers.items() if flag in sys.argv]
    if asked:
        print(*asked, sep=os.pathsep)
        return _EXIT_CODES[ENABLE_USER_SITE][0]
    if len(sys.argv) > 1:
        print(_usage())
        return 10
    _report()
    return 0


if sys.flags.no_site == 0:
    _look_up_user()  # sys.path itself was extended at the start

if __name__ == '__main__':
    sys.exit(_script())
