// Package stat is the module _stat: file modes by the numbers of Linux (library reference, "stat").
package stat

import (
	"math"

	py "github.com/gopy-lang/gopy/runtime"
)

const (
	typeMask       = 0o170000
	permissionMask = 0o7777
)

// The types of files.
const (
	fifo      = 0o010000
	character = 0o020000
	directory = 0o040000
	block     = 0o060000
	regular   = 0o100000
	link      = 0o120000
	socket    = 0o140000
	other     = 0 // what Linux doesn't have
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_stat",
	Doc:       "Numbers of file modes, and what they mean.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		for _, c := range constants {
			m.Set(th, c.name, py.Int(c.value))
		}
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		part("S_IFMT", "Return the part of a mode that tells the type.", typeMask),
		part("S_IMODE", "Return the part of a mode that os.chmod() can set.", permissionMask),
		is("S_ISBLK", "a block device", block),
		is("S_ISCHR", "a character device", character),
		is("S_ISDIR", "a directory", directory),
		is("S_ISDOOR", "a door", other),
		is("S_ISFIFO", "a FIFO", fifo),
		is("S_ISLNK", "a symbolic link", link),
		is("S_ISPORT", "an event port", other),
		is("S_ISREG", "a regular file", regular),
		is("S_ISSOCK", "a socket", socket),
		is("S_ISWHT", "a whiteout", other),
		py.Def("filemode($module, object, /)", "Return a mode as ls -l shows it, such as '-rwxr-xr-x'.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			mode, err := modeOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.Text(filemode(mode)), nil
		}),
	}
}

var constants = []struct {
	name  string
	value int64
}{
	{"S_IFIFO", fifo}, {"S_IFCHR", character}, {"S_IFDIR", directory}, {"S_IFBLK", block}, {"S_IFREG", regular}, {"S_IFLNK", link},
	{"S_IFSOCK", socket}, {"S_IFDOOR", other}, {"S_IFPORT", other}, {"S_IFWHT", other},
	{"S_ISUID", 0o4000}, {"S_ISGID", 0o2000}, {"S_ISVTX", 0o1000}, {"S_ENFMT", 0o2000},
	{"S_IRWXU", 0o700}, {"S_IRUSR", 0o400}, {"S_IWUSR", 0o200}, {"S_IXUSR", 0o100},
	{"S_IRWXG", 0o070}, {"S_IRGRP", 0o040}, {"S_IWGRP", 0o020}, {"S_IXGRP", 0o010},
	{"S_IRWXO", 0o007}, {"S_IROTH", 0o004}, {"S_IWOTH", 0o002}, {"S_IXOTH", 0o001},
	{"S_IREAD", 0o400}, {"S_IWRITE", 0o200}, {"S_IEXEC", 0o100},
	{"UF_SETTABLE", 0xFFFF}, {"UF_NODUMP", 1}, {"UF_IMMUTABLE", 2}, {"UF_APPEND", 4}, {"UF_OPAQUE", 8}, {"UF_NOUNLINK", 0x10},
	{"UF_COMPRESSED", 0x20}, {"UF_TRACKED", 0x40}, {"UF_DATAVAULT", 0x80}, {"UF_HIDDEN", 0x8000},
	{"SF_SETTABLE", 0xFFFF0000}, {"SF_ARCHIVED", 0x10000}, {"SF_IMMUTABLE", 0x20000}, {"SF_APPEND", 0x40000}, {"SF_NOUNLINK", 0x100000},
	{"SF_SNAPSHOT", 0x200000}, {"SF_FIRMLINK", 0x800000}, {"SF_DATALESS", 0x40000000},
	{"ST_MODE", 0}, {"ST_INO", 1}, {"ST_DEV", 2}, {"ST_NLINK", 3}, {"ST_UID", 4}, {"ST_GID", 5}, {"ST_SIZE", 6}, {"ST_ATIME", 7}, {"ST_MTIME", 8}, {"ST_CTIME", 9},
}

func modeOf(th *py.Thread, v py.Value) (int64, error) {
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n, ok := py.AsInt64(i)
	switch {
	case ok && n < 0, !ok && py.AsBig(i).Sign() < 0:
		return 0, py.Raise(py.OverflowError, "can't convert negative value to unsigned int")
	case !ok:
		return 0, py.Raise(py.OverflowError, "Python int too large to convert to C unsigned long")
	case n > math.MaxUint32:
		return 0, py.Raise(py.OverflowError, "mode out of range")
	}
	return n, nil
}

func part(name, doc string, mask int64) *py.MethodDef {
	return py.Def(name+"($module, object, /)", doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
		mode, err := modeOf(th, a[0])
		return py.Int(mode & mask), err
	})
}

func is(name, what string, kind int64) *py.MethodDef {
	return py.Def(name+"($module, object, /)", "Tell whether a mode is that of "+what+".", func(th *py.Thread, a []py.Value) (py.Value, error) {
		mode, err := modeOf(th, a[0])
		return py.Bool(kind != other && mode&typeMask == kind), err
	})
}

func filemode(mode int64) string {
	text := []byte("?rwxrwxrwx")
	for kind, letter := range map[int64]byte{fifo: 'p', character: 'c', directory: 'd', block: 'b', regular: '-', link: 'l', socket: 's'} {
		if mode&typeMask == kind {
			text[0] = letter
		}
	}
	for i := range 9 {
		if mode>>(8-i)&1 == 0 {
			text[1+i] = '-'
		}
	}
	for i, special := range "sst" { // shown in the place of x
		if at := 3 * (i + 1); mode>>(11-i)&1 != 0 {
			if text[at] == '-' {
				special += 'A' - 'a'
			}
			text[at] = byte(special)
		}
	}
	return string(text)
}
