// This file finds modules in zip archives that stand in sys.path (library reference, zipimport).

package importlib

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
)

// splitArchive splits a path like dir/app.zip/pkg into the archive and the folder inside it.
func splitArchive(host py.Host, entry string) (archive, inside string, ok bool) {
	for path := entry; path != "" && path != "/" && path != "."; {
		if info, err := host.Stat(path); err == nil {
			if info.Mode().IsRegular() {
				return path, strings.TrimPrefix(entry[len(path):], "/"), true
			}
			return "", "", false
		}
		i := strings.LastIndexByte(path, '/')
		if i < 0 {
			break
		}
		path = path[:i]
	}
	return "", "", false
}

// ReadArchive returns the bytes of one file of a zip archive.
func ReadArchive(host py.Host, archive, name string) ([]byte, bool) {
	data, err := host.ReadFile(archive)
	if err != nil {
		return nil, false
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, false
	}
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, false
		}
		defer r.Close()
		content, err := io.ReadAll(r)
		return content, err == nil
	}
	return nil, false
}

func findInArchive(host py.Host, archive, inside, tail string) *found {
	base := tail
	if inside != "" {
		base = inside + "/" + tail
	}
	for _, inside := range []string{"/__init__.pyc", "/__init__.py", ".pyc", ".py"} {
		data, ok := ReadArchive(host, archive, base+inside)
		if !ok || strings.HasSuffix(inside, ".pyc") && !strings.HasPrefix(string(data), code.Magic) {
			continue // compiled by another version: the source will do
		}
		f := &found{file: archive + "/" + base + inside, data: data, archive: archive}
		if strings.HasPrefix(inside, "/") {
			f.isPackage, f.search = true, []string{archive + "/" + base}
		}
		return f
	}
	return nil
}
