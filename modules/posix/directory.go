// This file holds directories: listing, scandir and DirEntry; making, renaming, linking and removing.

package posix

import (
	"strings"
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

func directoryFunctions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("listdir(path=None)", "Return the names in a directory as a list, in no order, without '.' and '..'.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, entries, err := readDirectory(th, "listdir", a[0])
			if err != nil {
				return py.Unbound, err
			}
			names := make([]py.Value, len(entries))
			for i, e := range entries {
				names[i] = l.Result(e.Name)
			}
			return py.NewList(names).Value(), nil
		}).Audited("os.listdir", 0),
		py.Def("scandir(path=None)", "Return an iterator of a DirEntry for each name in a directory.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, entries, err := readDirectory(th, "scandir", a[0])
			if err != nil {
				return py.Unbound, err
			}
			s := &scandir{Header: py.Header{Type: scandirType, Kind: py.KindOther}, at: l, entries: entries}
			s.prefix = l.Name
			if l.fd >= 0 {
				s.prefix = ""
			} else if !strings.HasSuffix(s.prefix, "/") {
				s.prefix += "/"
			}
			return s.Value(), nil
		}).Audited("os.scandir", 0),
		py.Def("mkdir(path, mode=511, *, dir_fd=None)", "Make a directory.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := pathIn(th, "mkdir", a[0], namesOnly, a[2])
			if err != nil {
				return py.Unbound, err
			}
			mode, err := intArgument(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return none(outside(th, func(h py.Host) error { return h.Mkdir(l.Name, uint32(mode)) }, l.Value))
		}).Audited("os.mkdir", 0, 1, ^2),
		py.Def("rmdir(path, *, dir_fd=None)", "Remove an empty directory.", onPath("rmdir", func(h py.Host, name string) error { return h.RemoveDir(name) })).Audited("os.rmdir", 0, ^1),
		py.Def("unlink(path, *, dir_fd=None)", "Remove a file.", onPath("unlink", func(h py.Host, name string) error { return h.RemoveFile(name) })).Audited("os.remove", 0, ^1),
		py.Def("remove(path, *, dir_fd=None)", "Remove a file.", onPath("remove", func(h py.Host, name string) error { return h.RemoveFile(name) })).Audited("os.remove", 0, ^1),
		py.Def("rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", "Rename a file or directory.", onPaths("rename", func(h py.Host, from, to string) error { return h.Rename(from, to) })).Audited("os.rename", 0, 1, ^2, ^3),
		py.Def("replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", "Rename a file or directory, over a file that is there.", onPaths("replace", func(h py.Host, from, to string) error { return h.Rename(from, to) })).Audited("os.rename", 0, 1, ^2, ^3),
		py.Def("link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", "Give a file another name.", link).Audited("os.link", 0, 1, ^2, ^3),
		py.Def("symlink(src, dst, target_is_directory=False, *, dir_fd=None)", "Make dst a symbolic link to src.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			src, err := pathArgument(th, "symlink", "src", a[0], namesOnly)
			if err != nil {
				return py.Unbound, err
			}
			dst, err := pathArgument(th, "symlink", "dst", a[1], namesOnly)
			if err == nil {
				err = dst.under(th, a[3])
			}
			if err != nil {
				return py.Unbound, err
			}
			return none(outside(th, func(h py.Host) error { return h.Symlink(src.Name, dst.Name) }, src.Value, dst.Value))
		}).Audited("os.symlink", 0, 1, ^3),
		py.Def("readlink(path, *, dir_fd=None)", "Return what a symbolic link points to.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := pathIn(th, "readlink", a[0], namesOnly, a[1])
			if err != nil {
				return py.Unbound, err
			}
			var target string
			err = outside(th, func(h py.Host) (err error) {
				target, err = h.Readlink(l.Name)
				return err
			}, l.Value)
			if err != nil {
				return py.Unbound, err
			}
			return l.Result(target), nil
		}),
		py.Def("getcwd()", "Return the current directory.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			dir, err := th.Interp.Host.Getwd()
			if err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.FSDecode(dir), nil
		}),
		py.Def("getcwdb()", "Return the current directory as bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			dir, err := th.Interp.Host.Getwd()
			if err != nil {
				return py.Unbound, py.OSErrorFrom(err)
			}
			return py.NewBytes([]byte(dir)).Value(), nil
		}),
		py.Def("chdir(path)", "Make a directory the current one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			l, err := pathArgument(th, "chdir", "path", a[0], descriptor)
			if err != nil {
				return py.Unbound, err
			}
			return none(outside(th, func(h py.Host) error { return h.Chdir(l.Name) }, l.Value))
		}).Audited("os.chdir", 0),
		py.Def("fchdir(fd)", "Make the directory of a descriptor the current one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := descriptorOf(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			l, err := pathArgument(th, "fchdir", "fd", py.Int(int64(fd)), descriptor)
			if err != nil {
				return py.Unbound, err
			}
			if err := outside(th, func(h py.Host) error { _, err := h.StatDescriptor(fd); return err }); err != nil {
				return py.Unbound, err
			}
			return none(outside(th, func(h py.Host) error { return h.Chdir(l.Name) }))
		}).Audited("os.chdir", 0),
		py.Def("umask(mask, /)", "Set the permission bits that new files don't get and return the ones before.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			mask, err := intArgument(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.Int(int64(th.Interp.Host.Umask(mask))), nil
		}),
		py.Def("fspath(path)", "Return the file name of an object: str and bytes as they are, else what __fspath__ returns.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.FSPathValue(th, a[0]) }),
		py.Def("_path_normpath(path)", "Make a path shorter that has '.', '..' or doubled slashes, without looking at the disk.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			v, err := py.FSPathValue(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			if s := py.AsStr(v); s != nil {
				if v.IsExact(py.KindStr) && isNormal(s.String()) {
					return v, nil
				}
				return py.Text(normalize(s.String())), nil
			}
			b, _ := py.BytesData(v)
			return py.NewBytes([]byte(normalize(string(b)))).Value(), nil
		}),
		py.Def("_path_splitroot_ex(p)", "Split a path into drive (always empty), root and the rest.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			v, err := py.FSPathValue(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			if s := py.AsStr(v); s != nil {
				root := rootOf(s.String())
				return py.TupleOf(py.Text(""), py.Text(root), py.Text(s.String()[len(root):])).Value(), nil
			}
			b, _ := py.BytesData(v)
			part := func(s string) py.Value { return py.NewBytes([]byte(s)).Value() }
			root := rootOf(string(b))
			return py.TupleOf(part(""), part(root), part(string(b)[len(root):])).Value(), nil
		}),
	}
}

// rootOf is the leading slash; two slashes mean something else than one, three do not (POSIX, "pathname resolution").
func rootOf(p string) string {
	switch {
	case !strings.HasPrefix(p, "/"):
		return ""
	case strings.HasPrefix(p, "//") && !strings.HasPrefix(p, "///"):
		return "//"
	}
	return "/"
}

// isNormal tells of most paths that normalize changes nothing.
func isNormal(p string) bool {
	rest := p[len(rootOf(p)):]
	begins := true // a part
	for i := range len(rest) {
		switch c := rest[i]; {
		case c == '/' && begins:
			return false
		case c == '.' && begins: // one that begins with a dot isn't looked at any further
			return false
		default:
			begins = c == '/'
		}
	}
	return !begins || rest == "" && p != ""
}

func normalize(p string) string {
	root := rootOf(p)
	var room [16]string
	parts := room[:0]
	for part := range strings.SplitSeq(p[len(root):], "/") {
		switch {
		case part == "" || part == ".":
		case part != "..", root == "" && (len(parts) == 0 || parts[len(parts)-1] == ".."):
			parts = append(parts, part)
		case len(parts) > 0:
			parts = parts[:len(parts)-1]
		}
	}
	if out := root + strings.Join(parts, "/"); out != "" {
		return out
	}
	return "."
}

// onPath makes a function of a path and dir_fd that returns None.
func onPath(function string, call func(h py.Host, name string) error) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		l, err := pathIn(th, function, a[0], namesOnly, a[1])
		if err != nil {
			return py.Unbound, err
		}
		return none(outside(th, func(h py.Host) error { return call(h, l.Name) }, l.Value))
	}
}

// link is os.link: unless follow_symlinks is false, a symbolic link stands for what it refers to.
func link(th *py.Thread, a []py.Value) (py.Value, error) {
	follow, err := py.Truth(th, a[4])
	if err != nil {
		return py.Unbound, err
	}
	return onPaths("link", func(h py.Host, from, to string) error { return h.Link(from, to, follow) })(th, a)
}

// onPaths makes a function of two paths and their directories that returns None.
func onPaths(function string, call func(h py.Host, from, to string) error) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		src, err := pathArgument(th, function, "src", a[0], namesOnly)
		if err != nil {
			return py.Unbound, err
		}
		dst, err := pathArgument(th, function, "dst", a[1], namesOnly)
		if err == nil {
			err = src.under(th, a[2])
		}
		if err == nil {
			err = dst.under(th, a[3])
		}
		if err != nil {
			return py.Unbound, err
		}
		return none(outside(th, func(h py.Host) error { return call(h, src.Name, dst.Name) }, src.Value, dst.Value))
	}
}

func readDirectory(th *py.Thread, function string, path py.Value) (l location, entries []py.DirEntry, err error) {
	l, err = pathArgument(th, function, "path", path, descriptor|absent)
	if err != nil {
		return l, nil, err
	}
	err = outside(th, func(h py.Host) (err error) {
		entries, err = h.ReadDir(l.Name)
		return err
	}, l.Value)
	return l, entries, err
}

// scandir is the iterator that scandir() returns.
type scandir struct {
	py.Header
	at      location
	prefix  string // of the entries' paths
	entries []py.DirEntry
}

var (
	scandirType  = &py.Type{Name: "ScandirIterator", Module: "posix"}
	dirEntryType = &py.Type{Name: "DirEntry", Module: "posix"}
)

func setupScandir(t *py.Type) {
	t.Flags |= py.TypeDisallowNew
	s := func(v py.Value) *scandir { return (*scandir)(v.P) }
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) { return v, nil }
	t.Next = func(th *py.Thread, v py.Value) (py.Value, error) {
		x := s(v)
		if len(x.entries) == 0 {
			return py.Unbound, nil
		}
		e := &dirEntry{Header: py.Header{Type: dirEntryType, Kind: py.KindOther}, at: x.at, entry: x.entries[0], path: x.prefix + x.entries[0].Name}
		if x.at.Value.IsUnbound() {
			e.path = "./" + e.entry.Name
		}
		x.entries = x.entries[1:]
		return e.Value(), nil
	}
	closeIt := func(th *py.Thread, a []py.Value) (py.Value, error) {
		s(a[0]).entries = nil
		return py.None, nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("__enter__($self, /)", "Return the iterator itself.", func(th *py.Thread, a []py.Value) (py.Value, error) { return a[0], nil }),
		py.Def("__exit__($self, /, *args)", "Close the iterator.", closeIt),
		py.Def("close($self, /)", "Close the iterator.", closeIt),
	}
	py.SetupType(t, nil)
}

// dirEntry is an instance of DirEntry.
type dirEntry struct {
	py.Header
	at          location
	entry       py.DirEntry
	path        string // as the attribute path shows it
	stat, lstat py.Value
	weak        *py.WeakList
	hasStat     bool
	hasLstat    bool
}

// name is the path by which the system finds the entry.
func (e *dirEntry) name() string {
	if e.at.fd >= 0 {
		return e.at.Name + "/" + e.entry.Name
	}
	return e.path
}

// status returns the entry's stat_result; each kind is asked for once.
func (e *dirEntry) status(th *py.Thread, follow bool) (py.Value, error) {
	if follow && e.entry.Type != 0 && e.entry.Type != syscall.S_IFLNK {
		follow = false
	}
	if follow && e.hasStat {
		return e.stat, nil
	}
	if !follow && e.hasLstat {
		return e.lstat, nil
	}
	var st *py.FileStatus
	err := outside(th, func(h py.Host) (err error) {
		if follow {
			st, err = h.Stat(e.name())
		} else {
			st, err = h.Lstat(e.name())
		}
		return err
	}, e.at.Result(e.path))
	if err != nil {
		return py.Unbound, err
	}
	v := statResult(st)
	if follow {
		e.stat, e.hasStat = v, true
	} else {
		e.lstat, e.hasLstat = v, true
	}
	return v, nil
}

// is tells whether the entry is of a type; a file that is gone is of none.
func (e *dirEntry) is(th *py.Thread, kind uint32, follow bool) (bool, error) {
	if e.entry.Type != 0 && (e.entry.Type != syscall.S_IFLNK || !follow) {
		return e.entry.Type == kind, nil
	}
	v, err := e.status(th, follow)
	if err != nil {
		if py.Matches(err, py.FileNotFoundError) {
			err = nil
		}
		return false, err
	}
	mode, _ := py.AsInt64(py.AsTuple(v).At(0))
	return uint32(mode)&syscall.S_IFMT == kind, nil
}

func setupDirEntry(t *py.Type) {
	t.Doc = "A name of a directory, with what the system told about it."
	t.Flags |= py.TypeDisallowNew
	d := func(v py.Value) *dirEntry { return (*dirEntry)(v.P) }
	t.WeakField = func(v py.Value) **py.WeakList { return &d(v).weak }
	t.Flags |= py.TypeHasWeakref
	classGetItem := py.DefClass("__class_getitem__($type, item, /)", "Return a generic alias, see PEP 585.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return py.NewGenericAlias(th, a[0], a[1])
	})
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		r, err := py.Repr(th, d(v).at.Result(d(v).entry.Name))
		if err != nil {
			return py.Unbound, err
		}
		return py.Text("<DirEntry " + r.String() + ">"), nil
	}
	t.GetSets = []py.GetSetDef{
		{Name: "name", Doc: "The name without directory.", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return d(v).at.Result(d(v).entry.Name), nil }},
		{Name: "path", Doc: "The name behind the directory that scandir was called with.", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return d(v).at.Result(d(v).path), nil }},
	}
	kind := func(mode uint32) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) {
			follow, err := py.Truth(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			yes, err := d(a[0]).is(th, mode, follow)
			return py.Bool(yes), err
		}
	}
	t.Methods = []*py.MethodDef{
		classGetItem,
		py.Def("is_dir($self, /, *, follow_symlinks=True)", "Tell whether the entry is a directory.", kind(syscall.S_IFDIR)),
		py.Def("is_file($self, /, *, follow_symlinks=True)", "Tell whether the entry is a regular file.", kind(syscall.S_IFREG)),
		py.Def("is_symlink($self, /)", "Tell whether the entry is a symbolic link.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			yes, err := d(a[0]).is(th, syscall.S_IFLNK, false)
			return py.Bool(yes), err
		}),
		py.Def("is_junction($self, /)", "Return False: there are no junctions here.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.False, nil }),
		py.Def("stat($self, /, *, follow_symlinks=True)", "Return the entry's status.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			follow, err := py.Truth(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return d(a[0]).status(th, follow)
		}),
		py.Def("inode($self, /)", "Return the entry's inode number.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if n := d(a[0]).entry.Inode; n != 0 {
				return unsigned(n), nil
			}
			v, err := d(a[0]).status(th, false)
			if err != nil {
				return py.Unbound, err
			}
			return py.AsTuple(v).At(1), nil
		}),
		py.Def("__fspath__($self, /)", "Return path.", func(th *py.Thread, a []py.Value) (py.Value, error) { return d(a[0]).at.Result(d(a[0]).path), nil }),
	}
	py.SetupType(t, nil)
}
