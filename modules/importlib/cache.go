// This file keeps compiled modules in files (PEP 3147: where; PEP 552: how they are known to be up to date; language reference, "Cached
// bytecode invalidation").

package importlib

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"syscall"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// The header of a .pyc file: the magic number, flags, and 8 bytes that are the time and size of the source or its hash.
const (
	pycHeader      = 16
	pycHashed      = 1 // the 8 bytes are a hash
	pycCheckSource = 2 // the hash is to be compared with the source's
)

// cachedPath returns the path of the compiled form of the source at path, "" when there is to be none.
func cachedPath(th *py.Thread, path string) string {
	sys := th.Interp.Sys
	tag := ""
	if info := sys.Get(th, "implementation"); !info.IsUnbound() {
		if v, err := py.GetAttrString(th, info, "cache_tag"); err == nil {
			if s := py.AsStr(v); s != nil {
				tag = s.String()
			}
		}
	}
	if tag == "" {
		return ""
	}
	head, tail := "", path
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		head, tail = path[:i], path[i+1:]
	}
	base := tail
	if i := strings.LastIndexByte(tail, '.'); i > 0 {
		base = tail[:i]
	}
	name := base + "." + tag
	if n := th.Interp.Config.Flags.Optimize; n > 0 {
		name += ".opt-" + strconv.Itoa(n)
	}
	name += ".pyc"
	if prefix := py.AsStr(sys.Get(th, "pycache_prefix")); prefix != nil {
		if !strings.HasPrefix(head, "/") {
			here, err := th.Interp.Host.Getwd()
			if err != nil {
				return ""
			}
			head = strings.TrimSuffix(here, "/") + "/" + strings.TrimPrefix(head, "./")
		}
		return strings.TrimSuffix(prefix.String(), "/") + "/" + strings.Trim(head, "/") + "/" + name
	}
	if head == "" && !strings.HasPrefix(path, "/") {
		return "__pycache__/" + name
	}
	return head + "/__pycache__/" + name
}

// cachedCode returns the code of the source file at path: the compiled form, when that is up to date, else what compile makes of the
// source, which is then kept.
func (l *loader) cachedCode(th *py.Thread) (*py.Code, error) {
	host := th.Interp.Host
	cached := cachedPath(th, l.path)
	info, err := host.Stat(l.path)
	if cached == "" || err != nil {
		return l.compiled(th, nil)
	}
	stamp := binary.LittleEndian.AppendUint32(nil, uint32(info.Mtime.Unix()))
	stamp = binary.LittleEndian.AppendUint32(stamp, uint32(info.Length))
	flags := uint32(0)
	if data, err := host.ReadFile(cached); err == nil && len(data) >= pycHeader && string(data[:len(code.Magic)]) == code.Magic {
		fresh := false
		switch found := binary.LittleEndian.Uint32(data[4:]); {
		case found&^(pycHashed|pycCheckSource) != 0:
		case found&pycHashed == 0:
			fresh = found == 0 && bytes.Equal(data[8:pycHeader], stamp)
		default:
			flags = found
			fresh = true
			if mode := th.Interp.Config.CheckHashPycs; mode != "never" && (found&pycCheckSource != 0 || mode == "always") {
				source, err := l.source(th)
				if err != nil {
					return nil, err
				}
				fresh = bytes.Equal(data[8:pycHeader], sourceHash(source))
			}
		}
		if fresh {
			c, err := l.unmarshal(th, data[pycHeader:], cached)
			if err == nil {
				c.SetFilename(l.path) // the file may have been moved since
			}
			return c, err
		}
	}
	source, err := l.source(th)
	if err != nil {
		return nil, err
	}
	c, err := l.compiled(th, source)
	if err != nil {
		return nil, err
	}
	if dont, err := py.Truth(th, th.Interp.Sys.Get(th, "dont_write_bytecode")); err != nil || dont {
		return c, err
	}
	if flags != 0 {
		stamp = sourceHash(source)
	}
	keep(host, cached, c, flags, stamp, info.Perm|0o200)
	return c, nil
}

// sourceHash is the hash of a source in a .pyc file: SipHash with the first part of the magic number as the key.
func sourceHash(source []byte) []byte {
	key := uint64(binary.LittleEndian.Uint32([]byte(code.Magic)))
	return binary.LittleEndian.AppendUint64(nil, uint64(num.HashKey{K0: key}.HashBytes(source)))
}

// keep writes a .pyc file. That nothing can be written is no error: the module is compiled again next time.
func keep(host py.Host, path string, c *py.Code, flags uint32, stamp []byte, mode uint32) {
	body, err := code.Marshal(c.Code)
	if err != nil {
		return
	}
	data := binary.LittleEndian.AppendUint32([]byte(code.Magic), flags)
	data = append(append(data, stamp...), body...)
	makeFolders(host, path[:strings.LastIndexByte(path, '/')])
	// Other processes see the whole file or none.
	part := path + "." + strconv.Itoa(host.Getpid()) + ".part"
	fd, err := host.Open(part, syscall.O_CREAT|syscall.O_EXCL|syscall.O_WRONLY, mode&0o666)
	if err != nil {
		return
	}
	for rest := data; len(rest) > 0 && err == nil; {
		var n int
		n, err = host.Write(fd, rest)
		rest = rest[n:]
	}
	if closed := host.Close(fd); err == nil {
		err = closed
	}
	if err == nil {
		err = host.Rename(part, path)
	}
	if err != nil {
		host.RemoveFile(part)
	}
}

// makeFolders makes the folder path and those above it that are not there.
func makeFolders(host py.Host, path string) {
	if path == "" {
		return
	}
	if _, err := host.Stat(path); err == nil {
		return
	}
	if i := strings.LastIndexByte(path, '/'); i > 0 {
		makeFolders(host, path[:i])
	}
	host.Mkdir(path, 0o777)
}

// pycCode returns the code of a .pyc file that has no source.
func (l *loader) pycCode(th *py.Thread, data []byte) (*py.Code, error) {
	name, path := l.name, l.path
	fail := func(format string, args ...any) error {
		e := py.NewException(py.ImportError, py.Text(fmt.Sprintf(format, args...)))
		e.SetField("name", py.Text(name))
		e.SetField("path", py.FSDecode(path))
		return e
	}
	switch {
	case len(data) < len(code.Magic) || string(data[:len(code.Magic)]) != code.Magic:
		magic, err := py.Repr(th, py.NewBytes(data[:min(len(data), len(code.Magic))]).Value())
		if err != nil {
			return nil, err
		}
		return nil, fail("bad magic number in %s: %s", quote(th, name), magic.String())
	case len(data) < pycHeader:
		return nil, py.Raise(py.EOFError, "reached EOF while reading pyc header of %s", quote(th, name))
	}
	if flags := binary.LittleEndian.Uint32(data[4:]); flags&^(pycHashed|pycCheckSource) != 0 {
		return nil, fail("invalid flags %#x in %s", flags, quote(th, name))
	}
	return l.unmarshal(th, data[pycHeader:], path)
}

// unmarshal reads the code object behind the header of the .pyc file at path, which may have been compiled when the source lay elsewhere.
func (l *loader) unmarshal(th *py.Thread, data []byte, path string) (*py.Code, error) {
	v, err := l.importer.unmarshal(th, data)
	if err != nil {
		return nil, err
	}
	c := py.AsCode(v)
	if c == nil {
		e := py.NewException(py.ImportError, py.Text("Non-code object in "+quote(th, path)))
		e.SetField("name", py.Text(l.name))
		e.SetField("path", py.FSDecode(path))
		return nil, e
	}
	if !l.compiledOnly() {
		c.SetFilename(l.path)
	}
	return c, nil
}

// isFile reports whether path is a regular file.
func isFile(host py.Host, path string) bool {
	info, err := host.Stat(path)
	return err == nil && info.Mode()&fs.ModeType == 0
}
