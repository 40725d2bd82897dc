# Names of files, URLs and addresses.
import fnmatch
import glob
import ipaddress
import ntpath
import os
import pathlib
import shutil
import tempfile
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import parse_qs, quote, unquote, urlencode, urljoin, urlsplit

path = PurePosixPath('/usr/./lib//python3.14/os.tar.gz')
print(path, path.parts, path.suffixes, path.stem, path.with_suffix('.py'), path.parents[1], path.relative_to('/usr'))
print(repr(PureWindowsPath('c:/Windows', 'x.TXT')), PureWindowsPath('C:/A') == PureWindowsPath('c:\\a'), path.match('*.gz'),
      path.full_match('/usr/**/*.gz'))
for function in (lambda: path.relative_to('/etc'), lambda: path.with_name('a/b'), lambda: PurePosixPath('').with_suffix('.x')):
    try:
        print(function())
    except ValueError as error:
        print(error)
print(ntpath.join('c:\\a', '..\\b', 'd:x'), ntpath.normpath('c:/a/../b/.'), ntpath.splitroot('//server/share/x'),
      ntpath.relpath('c:\\a\\b', 'c:\\c'))
print(fnmatch.filter(['a.py', 'b.txt', 'c.PY', '[d].py'], '*.py'), fnmatch.translate('a[!b-d]*.?'), glob.escape('a[1]?'))

with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    (root / 'a' / 'b').mkdir(parents=True)
    (root / 'a' / 'b' / 'one.txt').write_text('1\n')
    (root / 'a' / 'two.txt').write_bytes(b'22')
    (root / 'link').symlink_to('a')
    print(sorted(str(found.relative_to(root)) for found in root.rglob('*.txt')))
    print(sorted(str(found.relative_to(root)) for found in root.glob('**')))
    print([(str(place.relative_to(root)), sorted(folders), sorted(files)) for place, folders, files in root.walk()])
    print(sorted(os.path.relpath(found, folder) for found in glob.glob(folder + '/**/*.txt', recursive=True)))
    shutil.copytree(root / 'a', root / 'copy')
    print(sorted(os.listdir(root / 'copy')), (root / 'copy' / 'b').copy(root / 'again').name)
    print(shutil.move(root / 'copy' / 'two.txt', root / 'moved').name, (root / 'moved').read_text())
    try:
        shutil.rmtree(root / 'link')
    except OSError as error:
        print(error.strerror or str(error).split(':')[0])

parts = urlsplit('https://user:pw@example.org:8080/a/b;c?q=1&r=%20#frag')
print(parts, parts.hostname, parts.port, parts.username)
for url in '../x', '//h/p', '?y', '#z', '/root', 'mailto:a@b', '':
    print(urljoin('http://a/b/c/d?q', url))
print(quote('a b/ü?'), unquote('a%20%C3%BC'), urlencode({'a': [1, 2], 'b': 'x y'}, doseq=True), parse_qs('a=1&a=2&b='))

network = ipaddress.ip_network('192.168.0.0/22')
print(network.num_addresses, network.netmask, list(network.subnets(new_prefix=24)), ipaddress.ip_address('::1').is_loopback)
print(ipaddress.ip_address('2001:db8::0:1').exploded, list(ipaddress.collapse_addresses(
    map(ipaddress.ip_network, ['10.0.0.0/25', '10.0.0.128/25']))), ipaddress.ip_interface('10.1.2.3/8').network)
for text in '1.2.3', '1.2.3.256', '1::2::3', '10.0.0.1/8':
    try:
        ipaddress.ip_network(text)
    except ValueError as error:
        print(error)
