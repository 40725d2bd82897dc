// This file finds modules: among those written in Go, by sys.meta_path, in the library, along a search path.

package importlib

import (
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/internal/compile"
	py "github.com/gopy-lang/gopy/runtime"
)

// Library is the standard library's Python part: a file system whose root holds the modules. Dir is what their __file__
// begins with.
type Library struct {
	FS  fs.FS // nil: none
	Dir string
	// Code returns the compiled code of a file, as module marshal writes it, if there is any for its present source; nil: there is none at all.
	Code func(path string) string
}

// compiledAhead returns the code of a file of the library, which has been compiled already; nil: it has not.
func (m *Importer) compiledAhead(th *py.Thread, path string) (*py.Code, error) {
	flags := th.Interp.Config.Flags
	rest, ok := strings.CutPrefix(path, m.library.Dir+"/")
	if !ok || m.library.Code == nil || flags.Optimize != 0 || flags.NoDebugRanges != 0 {
		return nil, nil
	}
	text := m.library.Code(rest)
	if text == "" {
		return nil, nil
	}
	c, err := code.Open(text)
	if err != nil {
		return nil, py.Raise(py.ImportError, "the compiled code of %s is broken: %s", path, err)
	}
	return py.NewCode(th, c), nil
}

// compile takes the source of a module to code.
func (m *Importer) compile(th *py.Thread, path string, source []byte) (*py.Code, error) {
	return compile.Source(th, string(source), path, compile.Options{Mode: "exec", Optimize: -1})
}

// LibrarySource returns the bytes of a file of the embedded library.
func (m *Importer) LibrarySource(path string) ([]byte, bool) {
	rest, ok := strings.CutPrefix(path, m.library.Dir+"/")
	if !ok || m.library.FS == nil {
		return nil, false
	}
	data, err := fs.ReadFile(m.library.FS, rest)
	return data, err == nil
}

// LibraryCode returns the code of a file of the embedded library, nil when path is no such file.
func (m *Importer) LibraryCode(th *py.Thread, path string) (*py.Code, error) {
	if c, err := m.compiledAhead(th, path); c != nil || err != nil {
		return c, err
	}
	source, ok := m.LibrarySource(path)
	if !ok {
		return nil, nil
	}
	return m.compile(th, path, source)
}

// LibraryNames lists a folder of the embedded library; ok is false when path is no such folder.
func (m *Importer) LibraryNames(path string) (names []string, ok bool) {
	rest, ok := strings.CutPrefix(path+"/", m.library.Dir+"/")
	if !ok || m.library.FS == nil {
		return nil, false
	}
	rest = strings.TrimRight(rest, "/")
	if rest == "" {
		rest = "."
	}
	entries, err := fs.ReadDir(m.library.FS, rest)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err == nil
}

// inLibrary reports whether path is that of a file of the embedded library.
func (m *Importer) inLibrary(path string) bool {
	return m.library.FS != nil && strings.HasPrefix(path, m.library.Dir+"/")
}

// found is where a module's code lies.
type found struct {
	file      string   // path of the source or .pyc file; "" for a namespace package
	data      []byte   // its bytes, nil when they are still to be read
	archive   string   // the zip archive it lies in
	isPackage bool     // file is an __init__.py
	search    []string // __path__ of a package
	origin    string   // "built-in" for modules in Go
}

// findAndLoad finds the module and runs its code.
func (m *Importer) findAndLoad(th *py.Thread, name string, path py.Value) (py.Value, error) {
	if v, err := m.askMetaPath(th, name, path); err != nil || !v.IsUnbound() {
		return v, err
	}
	if path.IsNone() {
		if def := m.builtin[name]; def != nil {
			return m.loadBuiltin(th, def)
		}
		sysPath := th.Interp.Sys.Get(th, "path")
		if sysPath.IsUnbound() {
			return py.Unbound, py.Raise(py.RuntimeError, "sys.path must be a list of directory names")
		}
		path = sysPath
	} else if def := m.builtin[name]; def != nil {
		return m.loadBuiltin(th, def)
	}
	f, err := m.findInPath(th, name[strings.LastIndexByte(name, '.')+1:], path)
	if err != nil {
		return py.Unbound, err
	}
	if f == nil {
		return py.Unbound, notFound("No module named "+quote(th, name)+m.Absence(th, name), name)
	}
	return m.loadFound(th, name, *f)
}

// askMetaPath asks the finders that programs have put in sys.meta_path.
func (m *Importer) askMetaPath(th *py.Thread, name string, path py.Value) (py.Value, error) {
	finders := py.AsList(th.Interp.Sys.Get(th, "meta_path"))
	if finders == nil {
		return py.Unbound, nil
	}
	for i := 0; i < finders.Len(); i++ {
		finder := finders.Items()[i]
		if isNative(finder) {
			continue
		}
		find, err := py.GetAttrOr(th, finder, th.Interp.Intern("find_spec"))
		if err != nil {
			return py.Unbound, err
		}
		if find.IsUnbound() {
			continue
		}
		spec, err := py.CallArgs(th, find, py.Text(name), path, py.None)
		if err != nil {
			return py.Unbound, err
		}
		if !spec.IsNone() {
			return m.loadSpec(th, name, spec)
		}
	}
	return py.Unbound, nil
}

// findInLibrary looks a top-level module up in the library.
func (m *Importer) findInLibrary(name string) (found, bool) {
	if m.library.FS == nil {
		return found{}, false
	}
	return m.libraryFile(name)
}

// libraryFile looks path (slashes, no suffix) up in the library.
func (m *Importer) libraryFile(path string) (found, bool) {
	has := func(name string) bool {
		info, err := fs.Stat(m.library.FS, name)
		return err == nil && info.Mode().IsRegular()
	}
	switch {
	case has(path + "/__init__.py"):
		return found{file: m.library.Dir + "/" + path + "/__init__.py", isPackage: true, search: []string{m.library.Dir + "/" + path}}, true
	case has(path + ".py"):
		return found{file: m.library.Dir + "/" + path + ".py"}, true
	}
	return found{}, false
}

// findInPath looks for a module in each directory or zip archive of a search path.
func (m *Importer) findInPath(th *py.Thread, tail string, path py.Value) (*found, error) {
	if tail == "" || strings.Contains(tail, "/") { // such a name must not lead to the folder itself or out of it
		return nil, nil
	}
	var result *found
	var namespace []string
	stop := py.NewException(py.StopIteration)
	err := py.ForEach(th, path, func(v py.Value) error {
		s := py.AsStr(v)
		if s == nil {
			return nil
		}
		f, isDir := m.findInEntry(th, s.String(), tail)
		if f != nil {
			result = f
			return stop
		}
		if isDir != "" {
			namespace = append(namespace, isDir)
		}
		return nil
	})
	if err != nil && err != error(stop) {
		return nil, err
	}
	if result == nil && namespace != nil {
		result = &found{search: namespace, isPackage: true}
	}
	return result, nil
}

// suffixes are those of modules in files, in the order in which they are tried.
var suffixes = []string{".py", ".pyc"}

// findInEntry looks in one entry of a search path. dir is the directory of a possible namespace package.
func (m *Importer) findInEntry(th *py.Thread, entry, tail string) (f *found, dir string) {
	if m.library.FS != nil {
		if rest, ok := strings.CutPrefix(entry, m.library.Dir); ok && (rest == "" || rest[0] == '/') {
			if x, ok := m.libraryFile(strings.TrimPrefix(rest+"/"+tail, "/")); ok {
				return &x, ""
			}
			return nil, ""
		}
	}
	host := th.Interp.Host
	if entry == "" {
		here, err := host.Getwd()
		if err != nil {
			return nil, ""
		}
		entry = here
	} else if !strings.HasPrefix(entry, "/") {
		if here, err := host.Getwd(); err == nil {
			entry = filepath.Join(here, entry)
		}
	}
	base := strings.TrimSuffix(entry, "/") + "/" + tail
	info, err := host.Stat(base)
	isDir := err == nil && info.IsDir()
	if isDir {
		for _, suffix := range suffixes {
			if file := base + "/__init__" + suffix; isFile(host, file) {
				return &found{file: file, isPackage: true, search: []string{base}}, ""
			}
		}
	}
	for _, suffix := range suffixes {
		if isFile(host, base+suffix) {
			return &found{file: base + suffix}, ""
		}
	}
	if isDir {
		return nil, base
	}
	if archive, inside, ok := splitArchive(host, entry); ok {
		return findInArchive(host, archive, inside, tail), ""
	}
	return nil, ""
}
