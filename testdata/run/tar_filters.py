# What filters of tarfile make of names and links, links of links, and members that subclasses extract in their own way.
import dbm.dumb
import io
import os
import tarfile
import tempfile


def archive(*members):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode='w') as tar:
        for name, kind, link in members:
            info = tarfile.TarInfo(name)
            info.type, info.mtime, info.mode = kind, 1000, 0o700
            data = b'' if kind != tarfile.REGTYPE else link
            info.size, info.linkname = len(data), '' if data else link
            tar.addfile(info, io.BytesIO(data))
    file.seek(0)
    return file


def content(folder):
    for path, folders, files in os.walk(folder):
        for name in sorted(folders + files):
            full = os.path.join(path, name)
            yield os.path.relpath(full, folder), os.readlink(full) if os.path.islink(full) else '' if os.path.isdir(full) else open(full, 'rb').read()


class Loud(tarfile.TarFile):
    """Tells what it does."""

    def makedir(self, tarinfo, targetpath):
        print('makedir', tarinfo.name)
        super().makedir(tarinfo, targetpath)

    def makefile(self, tarinfo, targetpath):
        print('makefile', tarinfo.name)
        super().makefile(tarinfo, targetpath)

    def makeunknown(self, tarinfo, targetpath):
        print('makeunknown', tarinfo.name)
        super().makeunknown(tarinfo, targetpath)

    def makefifo(self, tarinfo, targetpath):
        print('makefifo', tarinfo.name)

    def makedev(self, tarinfo, targetpath):
        print('makedev', tarinfo.name)

    def makelink_with_filter(self, tarinfo, targetpath, filter_function, extraction_root):
        print('makelink_with_filter', tarinfo.name, filter_function.__name__)
        super().makelink_with_filter(tarinfo, targetpath, filter_function, extraction_root)

    def chown(self, tarinfo, targetpath, numeric_owner):
        print('chown', tarinfo.name, numeric_owner)

    def chmod(self, tarinfo, targetpath):
        if os.path.exists(targetpath):
            print('chmod', tarinfo.name)

    def utime(self, tarinfo, targetpath):
        if os.path.exists(targetpath):
            print('utime', tarinfo.name)


with tempfile.TemporaryDirectory() as above:
    home = os.path.join(above, 'home')
    os.makedirs(os.path.join(home, 'a', 'b'))
    os.symlink('a', os.path.join(home, 'la'))

    def filtered(function, name, kind=tarfile.REGTYPE, link=''):
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, link
        try:
            info = function(info, home)
            print(function.__name__, name, link, '->', info.name, info.linkname)
        except tarfile.FilterError as error:
            print(function.__name__, name, link, '->', type(error).__name__)

    for name in ('../evil/../home/sub/file', 'a/../b', 'la/../x', 'a//b', './a', 'la/x', 'a/b/../../c', '.', 'a/.', 'a/b/', 'x/..', '/abs/../y', '../home', '../x', 'a..b/..c'):
        filtered(tarfile.data_filter, name), filtered(tarfile.tar_filter, name)
    for kind in tarfile.SYMTYPE, tarfile.LNKTYPE:
        for name, link in (('x/', 'a'), ('x/', '..'), ('l', 'a/../b'), ('l', 'la/../..'), ('l', './'), ('q/l', '..'), ('q/l', '../..'), ('l', 'la/../z'), ('a/../l', '../a'),
                           ('l', '/x'), ('.', 'a')):
            filtered(tarfile.data_filter, name, kind, link)

    for number, members in enumerate([
        [('a/real', tarfile.REGTYPE, b'data'), ('a/b/s', tarfile.SYMTYPE, '../real'), ('s', tarfile.LNKTYPE, 'a/b/s')],
        [('current', tarfile.SYMTYPE, '.'), ('parent', tarfile.SYMTYPE, 'current/..'), ('parent/file', tarfile.REGTYPE, b'data')],
        [('a', tarfile.SYMTYPE, '/'.join('p' * 20)), ('escape', tarfile.SYMTYPE, 'a/' + '../' * 20 + 'flag')],
        [('../other/../2/sub/file', tarfile.REGTYPE, b'data')],
    ]):
        for name in 'data', 'tar':
            folder = os.path.join(above, name, str(number))
            os.makedirs(folder)
            try:
                with tarfile.open(fileobj=archive(*members)) as tar:
                    tar.extractall(folder, filter=name)
            except tarfile.FilterError as error:
                print(type(error).__name__)
            print(number, name, sorted(content(folder)), sorted(os.listdir(os.path.join(above, name))))

    loud = archive(('d', tarfile.DIRTYPE, ''), ('d/f', tarfile.REGTYPE, b'data'), ('u', b'V', ''), ('p', tarfile.FIFOTYPE, ''), ('c', tarfile.CHRTYPE, ''), ('b', tarfile.BLKTYPE, ''),
                   ('l', tarfile.SYMTYPE, 'd/f'), ('h', tarfile.LNKTYPE, 'd/f'))
    with Loud.open(fileobj=loud) as tar:
        tar.extractall(os.path.join(above, 'loud'), filter='fully_trusted')
        tar.extract('h', os.path.join(above, 'one'), filter='tar')
        print(sorted(content(os.path.join(above, 'loud'))), sorted(content(os.path.join(above, 'one'))))

    for format in tarfile.GNU_FORMAT, tarfile.PAX_FORMAT:
        file = io.BytesIO()
        with tarfile.open(fileobj=file, mode='w', format=format) as tar:
            info = tarfile.TarInfo('a' * 99 + '/' + 'b' * 3)
            info.type, info.size = tarfile.AREGTYPE, 4
            tar.addfile(info, io.BytesIO(b'data'))
            tar.addfile(tarfile.TarInfo('next'))
        file.seek(0)
        with tarfile.open(fileobj=file) as tar:
            print([(member.name[97:], member.type, member.size) for member in tar], tar.extractfile(tar.getmembers()[0]).read())

    def place(name):
        return os.path.join(above, name)

    open(place('file'), 'w').close()
    os.symlink('file', place('link'))
    for number, options in enumerate([{}, {'follow_symlinks': True}, {'follow_symlinks': False}]):
        os.link(place('link'), place(f'hard{number}'), **options)
        print(os.path.islink(place(f'hard{number}')))
    os.symlink('nowhere', place('dangling'))
    try:
        os.link(place('dangling'), place('hard'))
    except FileNotFoundError as error:
        print(error.strerror, os.path.basename(error.filename), os.path.basename(error.filename2))

    for value in 'one', 'two':
        with dbm.dumb.open(place('base')) as base:
            base[value] = value
            print(sorted(os.listdir(above)))
