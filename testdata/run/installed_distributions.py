"""Module importlib.metadata: distributions, their fields, files and entry points."""
import importlib.metadata as metadata
import os
import pathlib
import pickle
import sys
import tempfile
import warnings
import zipfile

FIELDS = """\
Metadata-Version: 2.1
Name: a-b
Version: 1.0
Summary: short
Keywords: one two
Classifier: X
Classifier: Y
Requires-Dist: z>1
Requires-Dist: t; extra == 'test'

The description
on two lines
"""
POINTS = """\
[console_scripts]
run = pkg.mod:func.attr [first, second]
# a comment
plain=os.path
[others]
join = os.path:join
"""


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
    warnings.simplefilter('ignore')
    root = pathlib.Path(folder)
    info = root / 'A_b-1.0.dist-info'
    info.mkdir()
    (root / 'a.py').write_text('x = 1\n')
    for name, text in (('METADATA', FIELDS), ('entry_points.txt', POINTS), ('top_level.txt', 'a\n'),
                       ('RECORD', 'a.py,sha256=abc,6\nmissing.py,,\nA_b-1.0.dist-info/METADATA,,\n'),
                       ('direct_url.json', '{"url": "u", "info": {"hash": "h"}}')):
        (info / name).write_text(text)
    egg = root / 'old.egg-info'
    egg.mkdir()
    (egg / 'PKG-INFO').write_text('Name: old\nVersion: 0.9\n')
    (egg / 'requires.txt').write_text('dep\n\n[extra]\nmore>2\nurl @ https://x\n\n[:python_version<"3"]\nancient\n\n[e:os_name=="nt"]\nboth\n')
    (egg / 'SOURCES.txt').write_text('a.py\ngone.py\n')
    with zipfile.ZipFile(root / 'box.whl', 'w') as box:
        box.writestr('packed-2.0.dist-info/METADATA', 'Name: packed\nVersion: 2.0\n')
        box.writestr('packed-2.0.dist-info/entry_points.txt', '[others]\nsame = os:sep\n')
    sys.path[:0] = [folder, str(root / 'box.whl')]
    found = metadata.distribution('A.b')
    fields = found.metadata
    print(found.name, found.version, found.requires, found.origin, found.read_text('nothing'), found.locate_file('a.py').name)
    print(fields['summary'], fields.get_all('Classifier'), fields['nothing'], list(fields)[:3], fields.json)
    for path in found.files:
        print(path, path.hash, path.size, path.dist is found, path.read_text()[:9], path.read_binary()[:4])
    for point in found.entry_points:
        print(point, point.module, point.attr, point.extras, point.dist is found)
    points = metadata.entry_points(group='others')
    print(sorted(points.names), points.groups, points['join'].load() is os.path.join, points['join'].matches(module='os.path', attr='join'))
    attempt(lambda: points['nothing'])
    attempt(lambda: points.select(name='join'))
    attempt(lambda: setattr(points['join'], 'name', 'x'))
    attempt(lambda: pickle.loads(pickle.dumps(metadata.EntryPoint('n', 'v', 'g'))) == metadata.EntryPoint('n', 'v', 'g'))
    attempt(lambda: sorted([metadata.EntryPoint('b', 'v', 'g'), metadata.EntryPoint('a', 'v', 'g')])[0].name)
    print(metadata.version('packed'), metadata.version('old'), metadata.requires('old'), [str(path) for path in metadata.files('old')])
    print(sorted(each.name for each in metadata.distributions(path=[folder])), metadata.packages_distributions()['a'])
    print(metadata.Distribution.at(info).version)
    for action in (lambda: metadata.version('nothing'), lambda: metadata.version(''), lambda: metadata.Distribution.discover(context=1, name='a'),
                   lambda: metadata.PackageNotFoundError('x').name, lambda: metadata.FileHash('sha=3')):
        attempt(action)

    class Own(metadata.Distribution):
        def read_text(self, filename):
            return {'METADATA': 'Name: own\nVersion: 3\n'}.get(filename)

        def locate_file(self, path):
            return path

    class Finder:
        @staticmethod
        def find_spec(*args):
            return None

        @staticmethod
        def find_distributions(context=metadata.DistributionFinder.Context()):
            return [Own()] if context.name in (None, 'own') else []
    sys.meta_path.append(Finder)
    own = metadata.distribution('own')
    print(own.version, own.files, own.requires, own.entry_points, own.origin, 'own' in {each.name for each in metadata.distributions()})
