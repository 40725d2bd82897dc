# Functions of os that take the number of a file which is not open, a buffer that can't be filled, no path.
import os
import tempfile

for function, *arguments in ((os.stat,), (os.chdir,), (os.fchdir,), (os.chmod, 0o600), (os.chown, -1, -1), (os.utime,), (os.fstat,), (os.fchmod, 0o600),
                             (os.ftruncate, 0)):
    try:
        function(12345, *arguments)
    except OSError as error:
        print(function.__name__, repr(error), error.filename)
for function in os.listdir, os.scandir:
    try:
        function(12345)
    except OSError as error:
        print(function.__name__, repr(error))
for buffer in b'', 'text', 14:
    try:
        os.readinto(0, buffer)
    except TypeError as error:
        print(error)


class NoPath:
    __fspath__ = None


try:
    os.fspath(NoPath())
except TypeError as error:
    print(error)
print(os.get_exec_path({'PATH': b'a:b'}), os.get_exec_path({b'PATH': 'a:b'}))
with tempfile.TemporaryDirectory() as folder:
    os.makedirs(os.path.join(folder, 'one/two'))
    for topdown in True, False:
        print([os.path.relpath(here, folder) for here, _, _, _ in os.fwalk(folder, topdown=topdown)])
    walk = os.fwalk(os.path.join(folder, 'nothing'))
    try:
        next(walk)
    except FileNotFoundError as error:
        print(type(error).__name__, list(walk))
