package gopy

import (
	"errors"
	"io/fs"
	"syscall"
	"testing"

	py "github.com/gopy-lang/gopy/runtime"
)

// TestLibraryAsFiles checks that programs read the embedded library by the functions for files, and can't write to it.
func TestLibraryAsFiles(t *testing.T) {
	const program = `
import ast, glob, io, os, tokenize
folder = os.path.dirname(ast.__file__)
names = os.listdir(folder)
assert 'ast.py' in names and 'json' in names, names
assert sorted(entry.name for entry in os.scandir(folder) if entry.is_dir()) == sorted(name for name in names if '.' not in name)
assert folder + '/json/decoder.py' in glob.glob(folder + '/*/*.py')
with open(ast.__file__, encoding='utf-8') as file:
    text = file.read()
    assert len(text.encode()) == os.stat(ast.__file__).st_size == os.fstat(file.fileno()).st_size
    assert file.seek(3) == 3 and file.read(4) == text[3:7]
    ast.parse(text)
with tokenize.open(ast.__file__) as file:
    assert file.read() == text
with open(folder + '/json/../json/./tool.py') as file:
    assert 'json' in file.read()
assert os.path.isfile(ast.__file__) and os.path.isdir(folder) and not os.path.exists(folder + '/nothing.py')
assert os.access(ast.__file__, os.R_OK) and os.access(folder, os.X_OK)
assert not os.access(ast.__file__, os.W_OK) and not os.access(ast.__file__, os.X_OK)
def fails(kind, function, *args):
    try:
        function(*args)
    except OSError as error:
        assert type(error) is kind and error.filename == args[0], repr(error)
    else:
        assert False, args
fails(OSError, open, ast.__file__, 'w')
fails(OSError, open, ast.__file__, 'r+')
fails(OSError, open, folder + '/new.py', 'x')
fails(FileNotFoundError, open, folder + '/nothing.py')
fails(FileNotFoundError, os.listdir, folder + '/nothing')
fails(FileNotFoundError, os.stat, folder + '/../lib.go')
fails(NotADirectoryError, os.listdir, ast.__file__)
fails(NotADirectoryError, os.stat, ast.__file__ + '/')
fails(FileNotFoundError, os.stat, folder + 'x')
`
	in, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	if err := in.RunString(program, "<string>"); err != nil {
		in.Report(err)
		t.Error(err)
	}
}

// TestLibraryOnClosedHost checks that the library can be looked at where the machine is refused, but opens no descriptor there.
func TestLibraryOnClosedHost(t *testing.T) {
	host := withLibrary(py.NewClosedHost(nil, nil), embeddedLibrary().FS)
	if _, err := host.Stat(libraryDir + "/os.py"); err != nil {
		t.Error(err)
	}
	if data, err := host.ReadFile(libraryDir + "/os.py"); err != nil || len(data) == 0 {
		t.Error(len(data), err)
	}
	if _, err := host.Open(libraryDir+"/os.py", syscall.O_RDONLY, 0); err == nil {
		t.Error("a descriptor")
	}
	if _, err := host.Stat("lib.go"); !errors.Is(err, syscall.EPERM) {
		t.Error(err)
	}
	if _, err := host.ReadFile(libraryDir + "/json"); !errors.Is(err, syscall.EISDIR) || errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
