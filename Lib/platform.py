"""What machine, system and Python a program runs on.

    python -m platform [--terse] [--nonaliased]     print platform()
"""

import os
import re
import sys

__version__ = '1.1.1'

_cache = {}


class uname_result(tuple):
    """What uname() returns: system, node, release, version, machine, and processor, looked up when asked for."""

    __slots__ = ()
    __match_args__ = 'system', 'node', 'release', 'version', 'machine'
    _fields = *__match_args__, 'processor'

    def __new__(cls, system, node, release, version, machine, processor=None):
        return tuple.__new__(cls, (system, node, release, version, machine))

    system = property(lambda self: tuple.__getitem__(self, 0), doc='The name of the system.')
    node = property(lambda self: tuple.__getitem__(self, 1), doc="The machine's name in its network.")
    release = property(lambda self: tuple.__getitem__(self, 2), doc="The system's release.")
    version = property(lambda self: tuple.__getitem__(self, 3), doc="The system's version.")
    machine = property(lambda self: tuple.__getitem__(self, 4), doc='The kind of machine.')

    @property
    def processor(self):
        """The processor's name, "" where it isn't known."""
        if 'processor' not in _cache:
            _cache['processor'] = _ask_for_processor()
        return _cache['processor']

    def _all(self):
        return (*tuple.__iter__(self), self.processor)

    def __iter__(self):
        return iter(self._all())

    def __getitem__(self, key):
        return self._all()[key]

    def __len__(self):
        return 6

    def __eq__(self, other):
        return isinstance(other, tuple) and self._all() == tuple(other)

    def __hash__(self):
        return hash(self._all())

    def _asdict(self):
        return dict(zip(self._fields, self))

    def _replace(self, **changes):
        return uname_result(**{**self._asdict(), **changes})

    @classmethod
    def _make(cls, values):
        values = tuple(values)
        if len(values) not in (5, 6):
            raise TypeError(f'Expected 5 arguments, got {len(values)}')
        return cls(*values)

    def __reduce__(self):
        return uname_result, tuple.__getitem__(self, slice(5))

    def __repr__(self):
        return f'uname_result({", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)})'


def _ask_for_processor():
    try:
        import subprocess
        text = subprocess.check_output(['uname', '-p'], stderr=subprocess.DEVNULL, text=True, encoding='utf8').strip()
    except (ImportError, OSError, subprocess.CalledProcessError):
        return ''
    return '' if text == 'unknown' else text


def uname():
    """Return the machine's system, node, release, version, machine and processor."""
    if 'uname' not in _cache:
        try:
            values = os.uname()
        except AttributeError:
            values = sys.platform, '', '', '', ''
        _cache['uname'] = uname_result(*('' if value == 'unknown' else value for value in values))
    return _cache['uname']


def system():
    """Return the name of the system, such as 'Linux'."""
    return uname().system


def node():
    """Return the machine's name in its network."""
    return uname().node


def release():
    """Return the system's release."""
    return uname().release


def version():
    """Return the system's version."""
    return uname().version


def machine():
    """Return the kind of machine, such as 'x86_64'."""
    return uname().machine


def processor():
    """Return the processor's name, '' where it isn't known."""
    return uname().processor


def architecture(executable=sys.executable, bits='', linkage=''):
    """Return the width of pointers ('64bit') and the format of the executable ('ELF')."""
    if not bits:
        bits = f'{64 if sys.maxsize > 2 ** 32 else 32}bit'
    if not executable:
        return bits, linkage
    try:
        with open(executable, 'rb') as file:
            head = file.read(5)
    except OSError:
        return bits, linkage
    if head[:4] == b'\x7fELF':
        return {1: '32bit', 2: '64bit'}.get(head[4], bits), 'ELF'
    return bits, linkage


def libc_ver(executable=None, lib='', version='', chunksize=16384):
    """Return the name and version of the C library that an executable is linked with; an executable without one has ('', '')."""
    if not executable:
        executable = sys.executable
        try:
            name, _, number = os.confstr('CS_GNU_LIBC_VERSION').partition(' ')
            if number:
                return name, number
        except (AttributeError, ValueError, OSError):
            pass
        if not executable:
            return lib, version
    numbered = re.compile(rb'(?P<glibc>GLIBC_(?P<v1>[0-9.]+))|(?P<musl>musl-(?P<v2>[0-9.]+)\.so)|(?P<libc>libc(_\w+)?\.so(?:\.(?P<v3>\d[0-9.]*))?)')
    found, best = lib, version
    with open(executable, 'rb') as file:
        data = file.read()
    for match in numbered.finditer(data):
        kind = next(name for name in ('glibc', 'musl', 'libc') if match[name])
        number = (match['v1'] or match['v2'] or match['v3'] or b'').decode('latin-1')
        rank = ('libc', 'musl', 'glibc').index(kind)
        if found not in ('libc', 'musl', 'glibc') or rank > ('libc', 'musl', 'glibc').index(found):
            found, best = kind, number
        elif kind == found and _numbers(number) > _numbers(best):
            best = number
    return found, best


def _numbers(text):
    return [int(part) for part in re.findall(r'\d+', text)]


def freedesktop_os_release():
    """Return what the system's os-release file says, as a dict."""
    if 'os_release' not in _cache:
        for path in '/etc/os-release', '/usr/lib/os-release':
            try:
                with open(path, encoding='utf-8') as file:
                    _cache['os_release'] = _parse_os_release(file)
                break
            except OSError as error:
                problem = error
        else:
            raise OSError(problem.errno, "Unable to read files /etc/os-release, /usr/lib/os-release")
    return _cache['os_release'].copy()


def _parse_os_release(lines):
    fields = {'NAME': 'Linux', 'ID': 'linux', 'PRETTY_NAME': 'Linux'}
    for line in lines:
        match = re.match(r'''([a-zA-Z0-9_]+)=("?|'?)(.*)\2$''', line.rstrip())
        if match:
            fields[match[1]] = re.sub(r'\\([\\$"\'`])', r'\1', match[3])
    return fields


def system_alias(system, release, version):
    """Return the names that marketing gives to a system, where it is one of those that have others."""
    if system == 'SunOS' and release >= '5':
        major, dot, rest = release.partition('.')
        if major.isdigit():
            release = f'{int(major) - 3}{dot}{rest}'
        system = 'Solaris' if release >= '6' else system
    elif system in ('win32', 'win16'):
        system = 'Windows'
    return system, release, version


# Results of functions about systems that this one isn't; the classes are made when they are wanted.
_results = {'IOSVersionInfo': 'system release model is_simulator', 'AndroidVer': 'release api_level manufacturer model device is_emulator'}


def __getattr__(name):
    if name not in _results:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    if name not in globals():
        from collections import namedtuple
        globals()[name] = namedtuple(name, _results[name])
    return globals()[name]


def mac_ver(release='', versioninfo=('', '', ''), machine=''):
    """Return macOS's version; elsewhere what was given."""
    return release, versioninfo, machine


def ios_ver(system='', release='', model='', is_simulator=False):
    """Return iOS's version; elsewhere what was given."""
    return __getattr__('IOSVersionInfo')(system, release, model, is_simulator)


def android_ver(release='', api_level=0, manufacturer='', model='', device='', is_emulator=False):
    """Return Android's version; elsewhere what was given."""
    return __getattr__('AndroidVer')(release, api_level, manufacturer, model, device, is_emulator)


def win32_ver(release='', version='', csd='', ptype=''):
    """Return Windows' version; elsewhere what was given."""
    return release, version, csd, ptype


def win32_edition():
    """Return Windows' edition; elsewhere None."""
    return None


def win32_is_iot():
    """Tell whether this is Windows for small devices; elsewhere False."""
    return False


def java_ver(release='', vendor='', vminfo=('', '', ''), osinfo=('', '', '')):
    """Return Java's version; deprecated, and here what was given."""
    import warnings
    warnings._deprecated('java_ver', remove=(3, 15))
    return release, vendor, vminfo, osinfo


def python_implementation():
    """Return the name of the implementation of Python."""
    return 'CPython' if sys.implementation.name == 'cpython' else sys.implementation.name


def python_version():
    """Return Python's version, 'major.minor.patch' and what comes after."""
    return sys.version.split()[0]


def python_version_tuple():
    """Return Python's version as a tuple of three strings."""
    return tuple(python_version().split('.'))


def _build():
    match = re.match(r'[\w.+]+\s*(?:free-threading build\s+)?\(#?([^,]+)(?:,\s*(.*?))?\)\s*\[?([^\]]*)\]?', sys.version, re.DOTALL)
    return match.groups('') if match else ('', '', '')


def python_build():
    """Return the number and date of Python's build."""
    number, date, _ = _build()
    return number, date


def python_compiler():
    """Return the compiler that built Python."""
    return _build()[2]


def python_branch():
    """Return the branch of the source that Python was built from."""
    return getattr(sys, '_git', ('', '', ''))[1]


def python_revision():
    """Return the revision of the source that Python was built from."""
    return getattr(sys, '_git', ('', '', ''))[2]


def platform(aliased=False, terse=False):
    """Return one line that tells of the system, as much as is known and readable; with terse the least that tells it."""
    key = 'platform', bool(aliased), bool(terse)
    if key not in _cache:
        system, _, release, version, machine = tuple.__iter__(uname())
        processor = uname().processor
        if machine == processor:
            processor = ''
        if aliased:
            system, release, version = system_alias(system, release, version)
        if system == 'Linux':
            parts = [system, release, machine, processor, 'with', ''.join(libc_ver())]
        else:
            parts = [system, release] if terse else [system, release, machine, processor, *architecture(sys.executable)]
        _cache[key] = _joined(parts)
    return _cache[key]


def _joined(parts):
    text = '-'.join(part.strip() for part in parts if part)
    text = re.sub(r'[ /\\:;"()]', lambda match: '_' if match[0] in ' ' else '-' if match[0] in '/\\:;"()' else '', text)
    text = text.replace('unknown', '')
    return re.sub('-+', '-', text).rstrip('-')


def invalidate_caches():
    """Forget what was looked up."""
    _cache.clear()


def _main(args=None):
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument('args', nargs='*', choices=['nonaliased', 'terse'], default=[])
    parser.add_argument('--terse', action='store_true', help='return only the absolute minimum information needed to identify the platform')
    parser.add_argument('--nonaliased', dest='aliased', action='store_false', help='disable system/OS name aliasing. If aliasing is enabled, '
                        'some platforms report system names different from their common names, e.g. SunOS is reported as Solaris')
    options = parser.parse_args(args)
    print(platform(options.aliased and 'nonaliased' not in options.args, options.terse or 'terse' in options.args))


if __name__ == '__main__':
    _main()
