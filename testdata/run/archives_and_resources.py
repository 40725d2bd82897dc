"""Modules and data in archives: zipimport, importlib.resources."""
import importlib.machinery
import importlib.resources as resources
import io
import os
import sys
import tempfile
import zipfile
import zipimport

before = os.getcwd()
with tempfile.TemporaryDirectory() as folder:
    box_path = os.path.join(folder, 'box.zip')

    def show(*things):
        print(*(str(thing).replace(folder + '/', '').replace(folder, 'HERE') for thing in things))
    with zipfile.ZipFile(box_path, 'w', zipfile.ZIP_DEFLATED) as box:
        box.writestr('plain.py', 'value = 1\n')
        box.writestr('pack/__init__.py', 'from . import inner\n')
        box.writestr('pack/inner.py', 'import sys\nnames = __name__, __package__\n')
        box.writestr('pack/data/note.txt', 'höher\n'.encode())
        box.writestr('spaced/part.py', 'value = 3\n')
        box.writestr('broken.py', 'def f(:\n')
        box.writestr('raising.py', 'x = 1\n1/0\n')
    importer = zipimport.zipimporter(box_path)
    show(importer, importer.archive, repr(importer.prefix), zipimport.zipimporter(box_path + '/pack'))
    show(importer.is_package('pack'), importer.is_package('plain'), importer.get_source('plain'), importer.get_filename('pack'))
    show(importer.get_data('pack/data/note.txt'), importer.get_data(box_path + '/plain.py'), importer.find_spec('nothing'), importer.find_spec('spaced'))
    for action in (lambda: importer.get_data('nothing'), lambda: importer.get_source('nothing'), lambda: importer.is_package('nothing'),
                   lambda: importer.get_code('broken'), lambda: zipimport.zipimporter(''), lambda: zipimport.zipimporter(os.path.join(folder, 'absent.zip')),
                   lambda: zipimport.zipimporter(folder)):
        try:
            show(action())
        except Exception as error:
            show(type(error).__name__, error, getattr(error, 'path', None), getattr(error, 'name', None))
    sys.path.insert(0, box_path)
    import pack
    import plain
    import spaced.part
    show(plain.value, plain.__file__, plain.__loader__, pack.__path__, pack.inner.names, spaced.part.value, list(spaced.__path__))
    try:
        import raising
    except ZeroDivisionError as error:
        show(error.__traceback__.tb_next.tb_frame.f_code.co_filename, error.__traceback__.tb_next.tb_lineno)

    place = resources.files('pack')
    show(place, place.name, sorted(child.name for child in place.iterdir()), place.joinpath('data', 'note.txt').read_text('utf-8'))
    show(resources.read_binary('pack', 'data/note.txt'), resources.is_resource('pack', 'data'), resources.is_resource('pack', 'inner.py'))
    with resources.as_file(place / 'data') as real:
        show(real.is_dir(), [(path.name, path.read_bytes()) for path in real.iterdir()])
    with resources.path('pack', 'inner.py') as real:
        show(real.name[-8:], real.exists())
    show(real.exists())
    for action in (lambda: resources.open_text('pack', 'nothing'), lambda: resources.read_text('pack', 'a', 'b'), lambda: resources.files('nothing'),
                   lambda: resources.open_binary(None)):
        try:
            show(action())
        except Exception as error:
            show(type(error).__name__, error if 'None' not in str(error) and 'anchor' not in str(error) else '')

    # a loader whose reader knows single files only
    class Reader(resources.ResourceReader):
        def open_resource(self, resource):
            return io.BytesIO(b'from memory: ' + resource.encode())
        def resource_path(self, resource):
            raise FileNotFoundError(resource)
        def is_resource(self, path):
            return path in self.contents()
        def contents(self):
            return ['a.txt', 'b.txt']

    class Loader:
        def get_resource_reader(self, name):
            return Reader()
    module = type(sys)('memory')
    module.__spec__ = importlib.machinery.ModuleSpec('memory', Loader(), is_package=True)
    place = resources.files(module)
    show(place.name, [child.name for child in place.iterdir()], (place / 'a.txt').read_text(), (place / 'a.txt').is_file(), (place / 'c').is_file())
    show((place / 'a.txt' / 'x').is_file(), resources.read_binary(module, 'b.txt'))
    with resources.as_file(place / 'a.txt') as real:
        show(real.name[-5:], real.read_text())
    show(sorted(child.name for child in resources.files('json').iterdir() if child.name.endswith('.py'))[:3], resources.is_resource('json', 'decoder.py'))
    os.chdir(before)
