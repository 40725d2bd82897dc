// This file finds modules in zip archives that stand in sys.path (library reference, zipimport).

package importlib

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

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
	if data, ok := ReadArchive(host, archive, base+"/__init__.py"); ok {
		return &found{file: archive + "/" + base + "/__init__.py", data: data, isPackage: true, search: []string{archive + "/" + base}}
	}
	if data, ok := ReadArchive(host, archive, base+".py"); ok {
		return &found{file: archive + "/" + base + ".py", data: data}
	}
	return nil
}
