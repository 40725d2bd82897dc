// This file lets programs read the embedded library as if it were files: paths that begin with libraryDir.

package gopy

import (
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"syscall"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

// A libraryHost is a Host that has the library's files besides its own. Nothing can be written to them.
type libraryHost struct {
	py.Host
	library fs.FS
}

// withLibrary adds the library's files to a host; nil stands for the real machine.
func withLibrary(host py.Host, library fs.FS) py.Host {
	if host == nil {
		host = py.NewSystemHost()
	}
	return libraryHost{host, library}
}

// Types and permissions of the library's files and folders, in st_mode's form, and their time: the first one that archives know.
const (
	libraryFile   = 0o100444
	libraryFolder = 0o040555
	libraryTime   = 315532800 // seconds since 1970
)

// within returns the path inside the library that name stands for; ok is false when it stands for none.
func within(name string) (inside string, ok bool) {
	rest, ok := strings.CutPrefix(name, libraryDir)
	if !ok || rest != "" && rest[0] != '/' {
		return "", false
	}
	return strings.TrimPrefix(path.Clean("/"+rest), "/"), true
}

// libraryError makes an error of package fs one of the system's.
func libraryError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return syscall.ENOENT
	}
	return syscall.EINVAL
}

func (h libraryHost) find(inside string) (fs.FileInfo, error) {
	if inside == "" {
		inside = "."
	}
	info, err := fs.Stat(h.library, inside)
	return info, libraryError(err)
}

// Stat implements Files.
func (h libraryHost) Stat(name string) (*py.FileStatus, error) {
	inside, ok := within(name)
	if !ok {
		return h.Host.Stat(name)
	}
	info, err := h.find(inside)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() && strings.HasSuffix(name, "/") {
		return nil, syscall.ENOTDIR
	}
	status := &py.FileStatus{Path: name, Perm: libraryFile, Links: 1, Length: info.Size(), BlockSize: 4096, Blocks: (info.Size() + 511) / 512,
		Atime: time.Unix(libraryTime, 0), Mtime: time.Unix(libraryTime, 0), Ctime: time.Unix(libraryTime, 0)}
	if info.IsDir() {
		status.Perm, status.Links, status.Length = libraryFolder, 2, 0
	}
	return status, nil
}

// Lstat implements Files: the library has no symbolic links.
func (h libraryHost) Lstat(name string) (*py.FileStatus, error) {
	if _, ok := within(name); ok {
		return h.Stat(name)
	}
	return h.Host.Lstat(name)
}

// Access implements Files.
func (h libraryHost) Access(name string, mode uint32, effective, follow bool) error {
	if _, ok := within(name); !ok {
		return h.Host.Access(name, mode, effective, follow)
	}
	const mayRun, mayWrite = 1, 2
	status, err := h.Stat(name)
	switch {
	case err != nil:
		return err
	case mode&mayWrite != 0:
		return syscall.EROFS
	case mode&mayRun != 0 && status.Perm == libraryFile:
		return syscall.EACCES
	}
	return nil
}

// ReadDir implements Files.
func (h libraryHost) ReadDir(name string) ([]py.DirEntry, error) {
	inside, ok := within(name)
	if !ok {
		return h.Host.ReadDir(name)
	}
	info, err := h.find(inside)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, syscall.ENOTDIR
	}
	entries, err := fs.ReadDir(h.library, path.Join(".", inside))
	if err != nil {
		return nil, libraryError(err)
	}
	out := make([]py.DirEntry, len(entries))
	for i, e := range entries {
		out[i] = py.DirEntry{Name: e.Name(), Type: libraryFile &^ 0o7777}
		if e.IsDir() {
			out[i].Type = libraryFolder &^ 0o7777
		}
	}
	return out, nil
}

// ReadFile implements Files.
func (h libraryHost) ReadFile(name string) ([]byte, error) {
	inside, ok := within(name)
	if !ok {
		return h.Host.ReadFile(name)
	}
	info, err := h.find(inside)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, syscall.EISDIR
	}
	return fs.ReadFile(h.library, inside)
}

// Open implements Descriptors: what is opened is a copy in memory, which only its descriptor leads to.
func (h libraryHost) Open(name string, flag int, perm uint32) (int, error) {
	if _, ok := within(name); !ok {
		return h.Host.Open(name, flag, perm)
	}
	if flag&(syscall.O_WRONLY|syscall.O_RDWR|syscall.O_CREAT|syscall.O_TRUNC) != 0 {
		return -1, syscall.EROFS
	}
	data, err := h.ReadFile(name)
	if err != nil {
		return -1, err
	}
	const closeOnExec = 1
	writable, err := h.UnixCall("memfd_create", path.Base(name), closeOnExec)
	if err != nil {
		return -1, err
	}
	defer h.Close(writable)
	for len(data) > 0 {
		n, err := h.Write(writable, data)
		if err != nil {
			return -1, err
		}
		data = data[n:]
	}
	return h.Host.Open("/proc/self/fd/"+strconv.Itoa(writable), syscall.O_RDONLY, 0)
}
