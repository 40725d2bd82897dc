"""Where Python is installed, and how it was built."""

import os
import sys

__all__ = ['get_config_h_filename', 'get_config_var', 'get_config_vars', 'get_makefile_filename', 'get_path',
           'get_path_names', 'get_paths', 'get_platform', 'get_python_version', 'get_scheme_names', 'parse_config_h']

_SCHEME_KEYS = 'stdlib', 'platstdlib', 'purelib', 'platlib', 'include', 'scripts', 'data'


def _unix(installed, base, user=False, lib='lib'):
    """The paths of a scheme with a lib folder."""
    version = '{implementation_lower}{py_version_short}{abi_thread}'
    paths = dict(
        stdlib=f'{installed}/{{platlibdir}}/{version}', platstdlib=f'{{platbase}}/{{platlibdir}}/{version}',
        purelib=f'{base}/{lib}/{version}/site-packages', platlib=f'{{platbase}}/{{platlibdir}}/{version}/site-packages',
        include=f'{installed}/include/{{implementation_lower}}{{py_version_short}}{{abiflags}}',
        platinclude='{installed_platbase}/include/{implementation_lower}{py_version_short}{abiflags}',
        scripts=f'{base}/bin', data=base)
    if user:
        paths.update(platstdlib=paths['stdlib'], platlib=paths['purelib'], include=f'{base}/include/{version}')
        del paths['platinclude']
    return paths


def _windows(installed, base, user=False):
    if user:
        folder = '{userbase}/{implementation}{py_version_nodot_plat}'
        return dict(stdlib=folder, platstdlib=folder, purelib=folder + '/site-packages', platlib=folder + '/site-packages',
                    include=folder + '/Include', scripts=folder + '/Scripts', data='{userbase}')
    return dict(stdlib=f'{installed}/Lib', platstdlib=f'{base}/Lib', purelib=f'{base}/Lib/site-packages',
                platlib=f'{base}/Lib/site-packages', include=f'{installed}/Include', platinclude=f'{installed}/Include',
                scripts=f'{base}/Scripts', data=base)


def _home():
    folder = '{base}/lib/{implementation_lower}'
    include = '{installed_base}/include/{implementation_lower}'
    return dict(stdlib='{installed_base}/lib/{implementation_lower}', platstdlib=folder, purelib=folder, platlib=folder,
                include=include, platinclude=include, scripts='{base}/bin', data='{base}')


def _framework():
    lib, include = '{userbase}/lib/{implementation_lower}', '{userbase}/include/{implementation_lower}{py_version_short}'
    return dict(stdlib=lib, platstdlib=lib, purelib=lib + '/site-packages', platlib=lib + '/site-packages', include=include,
                scripts='{userbase}/bin', data='{userbase}')


_INSTALL_SCHEMES = {
    'posix_prefix': _unix('{installed_base}', '{base}'),
    'posix_home': _home(),
    'posix_user': _unix('{userbase}', '{userbase}', True),
    'nt': _windows('{installed_base}', '{base}'),
    'nt_user': _windows('', '', True),
    'osx_framework_user': _framework(),
    'posix_venv': _unix('{installed_base}', '{base}'),
    'nt_venv': _windows('{installed_base}', '{base}'),
    'venv': _unix('{installed_base}', '{base}'),
}

_CONFIG_VARS = None


def _variables():
    """The variables that paths have in braces, and what is known of the build."""
    global _CONFIG_VARS
    if _CONFIG_VARS is None:
        import _sysconfig
        short = f'{sys.version_info[0]}.{sys.version_info[1]}'
        home = os.environ.get('PYTHONUSERBASE')
        base = os.path.normpath(sys.prefix) if sys.prefix else ''
        exec_base = os.path.normpath(sys.exec_prefix) if sys.exec_prefix else ''
        _CONFIG_VARS = dict(
            prefix=base, exec_prefix=exec_base, py_version=sys.version.split()[0], py_version_short=short,
            py_version_nodot=short.replace('.', ''), installed_base=getattr(sys, 'base_prefix', base) or base, base=base,
            installed_platbase=getattr(sys, 'base_exec_prefix', exec_base) or exec_base, platbase=exec_base,
            projectbase=os.path.dirname(os.path.abspath(sys.executable)) if sys.executable else os.getcwd(),
            platlibdir=sys.platlibdir, abiflags=getattr(sys, 'abiflags', ''), py_version_nodot_plat='', implementation='Python',
            implementation_lower='python', abi_thread='', userbase=home or os.path.expanduser(os.path.join('~', '.local')),
            srcdir=base, EXE='', EXT_SUFFIX='.cpython-314-x86_64-linux-gnu.so', SOABI='cpython-314-x86_64-linux-gnu',
            LIBDEST=os.path.dirname(os.__file__), BINDIR=os.path.join(exec_base, 'bin'), VERSION=short, SHLIB_SUFFIX='.so',
            HAVE_FORK=1, WITH_DOC_STRINGS=1, **_sysconfig.config_vars())
    return _CONFIG_VARS


def get_config_vars(*args):
    """Return the dictionary of all variables, or the list of the values of some."""
    known = _variables()
    return [known.get(name) for name in args] if args else known


def get_config_var(name):
    """Return the value of a variable, None if there is none."""
    return _variables().get(name)


def get_scheme_names():
    """Return the names of the schemes, sorted."""
    return tuple(sorted(_INSTALL_SCHEMES))


def get_path_names():
    """Return the names of the paths of a scheme."""
    return _SCHEME_KEYS


def get_preferred_scheme(key):
    """Return the scheme for a kind of installation: 'prefix', 'home' or 'user'."""
    if key == 'prefix' and sys.prefix != sys.base_prefix:
        return 'venv'
    schemes = {'prefix': 'posix_prefix', 'home': 'posix_home', 'user': 'posix_user'}
    if os.name == 'nt':
        schemes = {'prefix': 'nt', 'home': 'posix_home', 'user': 'nt_user'}
    return schemes[key]


def get_default_scheme():
    """Return the scheme of this installation."""
    return get_preferred_scheme('prefix')


def _expand(text, variables):
    try:
        return text.format(**variables)
    except KeyError as missing:
        raise AttributeError(missing) from None


def get_paths(scheme=None, vars=None, expand=True):
    """Return the paths of a scheme."""
    paths = _INSTALL_SCHEMES[get_default_scheme() if scheme is None else scheme]
    if not expand:
        return paths
    variables = {**_variables(), **(vars or {})}
    return {name: os.path.normpath(_expand(text, variables)) for name, text in paths.items()}


def get_path(name, scheme=None, vars=None, expand=True):
    """Return one path of a scheme."""
    return get_paths(scheme, vars, expand)[name]


def get_platform():
    """Return a name for the operating system and the processor, like linux-x86_64."""
    if os.name != 'posix' or not hasattr(os, 'uname'):
        return sys.platform
    if '_PYTHON_HOST_PLATFORM' in os.environ:
        return os.environ['_PYTHON_HOST_PLATFORM']
    system, _, release, version, machine = os.uname()
    system = system.lower().replace('/', '')
    machine = machine.replace(' ', '_').replace('/', '-')
    if system == 'linux':
        return f'linux-{machine}'
    if system == 'darwin':
        return f'macosx-{release.split(".")[0]}-{machine}'
    return f'{system}-{release}-{machine}'


def get_python_version():
    """Return the version as 3.14."""
    return f'{sys.version_info[0]}.{sys.version_info[1]}'


def is_python_build(check_home=None):
    """Tell whether Python runs from the folder it was built in: gopy has none."""
    return False


def parse_config_h(fp, vars=None):
    """Read the definitions of a C header into a dictionary."""
    import re
    found = {} if vars is None else vars
    define = re.compile(r'#define\s+([A-Z]\w+)\s+(.*)\n')
    undefined = re.compile(r'/\*\s*#undef\s+([A-Z]\w+)\s*\*/\n')
    for line in fp:
        if match := define.match(line):
            name, value = match.groups()
            try:
                value = int(value)
            except ValueError:
                pass
            found[name] = value
        elif match := undefined.match(line):
            found[match[1]] = 0
    return found


def get_config_h_filename():
    """Return where pyconfig.h would lie."""
    return os.path.join(get_path('platinclude' if 'platinclude' in get_paths() else 'include'), 'pyconfig.h')


def get_makefile_filename():
    """Return where the Makefile would lie."""
    return os.path.join(get_path('stdlib'), f'config-{get_python_version()}{_variables()["abiflags"]}', 'Makefile')


def expand_makefile_vars(s, vars):
    """Replace $(NAME) and ${NAME} in a text."""
    import re
    pattern = re.compile(r'\$(?:\(([A-Za-z]\w*)\)|\{([A-Za-z]\w*)\})')
    while match := pattern.search(s):
        s = s[:match.start()] + str(vars.get(match[1] or match[2], '')) + s[match.end():]
    return s


def _main():
    print(f'Platform: "{get_platform()}"')
    print(f'Python version: "{get_python_version()}"')
    print(f'Current installation scheme: "{get_default_scheme()}"')
    print()
    for title, listed in (('Paths', get_paths()), ('Variables', get_config_vars())):
        print(f'{title}: ')
        for name, value in sorted(listed.items()):
            print(f'\t{name} = "{value}"')
        print()
