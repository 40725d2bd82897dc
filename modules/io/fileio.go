// This file holds FileIO, the unbuffered stream of bytes of a file descriptor.

package io

import (
	"runtime"
	"strconv"
	"strings"
	"syscall"

	py "github.com/gopy-lang/gopy/runtime"
)

// fileIO is an instance of FileIO. fd is -1 when it is closed.
type fileIO struct {
	object
	fd                                     int
	created, readable, writable, appending bool
	closefd                                bool
	seekable                               int8 // -1: not known yet
	blockSize                              int64
	length                                 int64 // size when it was opened, for a regular file; else 0
	owned                                  *descriptor
	made                                   py.Place // where it was opened
}

// descriptor is what the collector closes when a file is forgotten before it is closed.
type descriptor struct {
	fd   int // -1: closed
	host py.Host
}

// own makes the collector close the descriptor of a forgotten file.
func (f *fileIO) own(host py.Host) {
	if f.owned != nil {
		f.owned.fd = f.fd
		return
	}
	f.owned = &descriptor{f.fd, host}
	runtime.AddCleanup(f, func(d *descriptor) {
		if d.fd >= 0 {
			d.host.Close(d.fd)
		}
	}, f.owned)
}

// warnUnclosed warns that stream, the file itself or one around it, was forgotten before it was closed.
func (f *fileIO) warnUnclosed(th *py.Thread, stream py.Value) error {
	if f.fd < 0 || !f.closefd {
		return nil
	}
	r, err := py.Repr(th, stream)
	if err != nil {
		return err
	}
	return py.WarnAt(th, py.ResourceWarning, "unclosed file "+r.String(), f.made, stream)
}

func file(v py.Value) *fileIO { return (*fileIO)(v.P) }

func setupFileIO(t *py.Type) {
	prepare[fileIO](t, "A stream of bytes on a file descriptor, given by number or by a file's name.")
	t.TextSig = "(file, mode='r', closefd=True, opener=None)"
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		f := py.NewObject[fileIO](cls)
		f.fd, f.seekable, f.closefd = -1, -1, true
		return value(f), nil
	}
	t.Init = initBy(py.Def("FileIO($self, file, mode='r', closefd=True, opener=None)", "", func(th *py.Thread, a []py.Value) (py.Value, error) {
		mode := py.AsStr(a[2])
		if mode == nil {
			return py.Unbound, py.Raise(py.TypeError, "FileIO() argument 'mode' must be str, not %s", a[2].Type().TypeName())
		}
		closefd, err := py.Truth(th, a[3])
		if err != nil {
			return py.Unbound, err
		}
		err = file(a[0]).open(th, a[0], a[1], mode.String(), closefd, a[4])
		if err == nil {
			th.Interp.Finalizers.Watch(a[0])
		}
		return py.None, err
	}))
	t.Repr = fileRepr
	t.GetSets = []py.GetSetDef{
		{Name: "closed", Doc: "Whether the file is closed.", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Bool(file(v).fd < 0), nil }},
		{Name: "closefd", Doc: "Whether close() closes the descriptor.", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Bool(file(v).closefd), nil }},
		{Name: "mode", Doc: "The mode as a string.", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Text(file(v).mode()), nil }},
		{Name: "_blksize", Doc: "The file system's preferred size of transfers.", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(file(v).blockSize), nil }},
		{Name: "_finalizing", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.False, nil }},
	}
	t.Methods = []*py.MethodDef{
		py.Def("read($self, size=-1, /)", "Read up to size bytes with one system call, or everything; None if there are none yet.", fileRead),
		py.Def("readall($self, /)", "Read everything up to the end of the file; None if there is nothing yet.", func(th *py.Thread, a []py.Value) (py.Value, error) { return file(a[0]).readAll(th, a[0]) }),
		py.Def("readinto($self, buffer, /)", "Read bytes into a buffer and return how many.", fileReadInto),
		py.Def("write($self, b, /)", "Write bytes and return how many were written; None if none could be.", fileWrite),
		py.Def("seek($self, pos, whence=0, /)", "Move to a position: from the start (0), the current one (1) or the end (2).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			f := file(a[0])
			if f.fd < 0 {
				return py.Unbound, f.closedError()
			}
			whence, err := py.AsInt(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			pos, err := filePosition(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			n, err := f.seek(th, pos, whence)
			return py.Int(n), err
		}),
		py.Def("tell($self, /)", "Return the position.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			f := file(a[0])
			if f.fd < 0 {
				return py.Unbound, f.closedError()
			}
			n, err := f.seek(th, 0, 1)
			return py.Int(n), err
		}),
		py.Def("truncate($self, size=None, /)", "Cut or extend the file to size, by default to the position. The position stays.", fileTruncate),
		py.Def("close($self, /)", "Close the file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			f, self := file(a[0]), a[0]
			var flushErr error
			if own := self.Type() != FileIOType || f.object.dict != nil && f.object.dict.Len() > 0; own && !f.object.closed {
				_, flushErr = py.CallMethod(th, self, "flush")
			}
			f.object.closed = true
			var err error
			if f.closefd {
				err = f.close(th)
			} else {
				f.fd = -1
			}
			if flushErr != nil {
				err = chain(flushErr, err)
			}
			return py.None, err
		}),
		boolMethod("seekable($self, /)", "Tell whether the file has positions to move to.", func(th *py.Thread, v py.Value) (bool, error) {
			f := file(v)
			if f.fd < 0 {
				return false, f.closedError()
			}
			return f.canSeek(th), nil
		}),
		boolMethod("readable($self, /)", "Tell whether the file was opened for reading.", func(th *py.Thread, v py.Value) (bool, error) { return file(v).readable, file(v).check() }),
		boolMethod("writable($self, /)", "Tell whether the file was opened for writing.", func(th *py.Thread, v py.Value) (bool, error) { return file(v).writable, file(v).check() }),
		py.Def("fileno($self, /)", "Return the file descriptor.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(file(a[0]).fd)), file(a[0]).check()
		}),
		boolMethod("isatty($self, /)", "Tell whether the file is a terminal.", fileIsTerminal),
		boolMethod("_isatty_open_only($self, /)", "isatty() for a file that was just opened.", fileIsTerminal),
		py.Def("_dealloc_warn($self, object, /)", "Warn that the file was never closed; object is the stream that the program had.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, file(a[0]).warnUnclosed(th, a[1])
		}),
		noPickle(),
	}
	py.SetupType(t, RawIOBaseType)
}

// noPickle is the __getstate__ of streams that can't be pickled.
func noPickle() *py.MethodDef {
	return py.Def("__getstate__($self, /)", "Streams can't be pickled.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return py.Unbound, py.Raise(py.TypeError, "cannot pickle '%s' instances", a[0].Type().Name)
	})
}

// chain returns the later error with the earlier one as its context, or the earlier one when there is no later.
func chain(earlier, later error) error {
	if later == nil {
		return earlier
	}
	e, c := py.ErrorAs(later), py.ErrorAs(earlier)
	if e != c && e.Context == nil {
		e.Context = c
	}
	return e
}

func (f *fileIO) closedError() error {
	return py.Raise(py.ValueError, "I/O operation on closed file")
}

func (f *fileIO) check() error {
	if f.fd < 0 {
		return f.closedError()
	}
	return nil
}

// parseMode sets the fields from a mode string and returns the flags of open(2).
func (f *fileIO) parseMode(mode string) (int, error) {
	f.created, f.readable, f.writable, f.appending = false, false, false, false
	flags, plus, kinds := 0, false, 0
	for _, c := range mode {
		switch c {
		case 'x':
			f.created, f.writable = true, true
			flags |= syscall.O_EXCL | syscall.O_CREAT
			kinds++
		case 'r':
			f.readable = true
			kinds++
		case 'w':
			f.writable = true
			flags |= syscall.O_CREAT | syscall.O_TRUNC
			kinds++
		case 'a':
			f.writable, f.appending = true, true
			flags |= syscall.O_APPEND | syscall.O_CREAT
			kinds++
		case 'b':
		case '+':
			if plus {
				kinds = 2
			}
			plus = true
		default:
			return 0, py.Raise(py.ValueError, "invalid mode: %s", mode)
		}
	}
	if kinds != 1 {
		return 0, py.Raise(py.ValueError, "Must have exactly one of create/read/write/append mode and at most one plus")
	}
	if plus {
		f.readable, f.writable = true, true
	}
	switch {
	case f.readable && f.writable:
		flags |= syscall.O_RDWR
	case f.writable:
		flags |= syscall.O_WRONLY
	}
	return flags, nil
}

func (f *fileIO) open(th *py.Thread, self, name py.Value, mode string, closefd bool, opener py.Value) error {
	host := th.Interp.Host
	if f.fd >= 0 {
		if f.closefd {
			if err := f.close(th); err != nil {
				return err
			}
		}
		f.fd = -1
	}
	fd := -1
	if name.IsBool() {
		if err := py.Warn(th, py.RuntimeWarning, "bool is used as a file descriptor", 1); err != nil {
			return err
		}
	}
	if name.IsBool() || py.IsInstance(name, py.IntType) {
		n, err := py.AsInt(th, name)
		if err != nil {
			return err
		}
		if n < 0 {
			return py.Raise(py.ValueError, "negative file descriptor")
		}
		fd = n
	}
	var path py.Path
	if fd < 0 {
		var err error
		if path, err = py.PathOf(th, name); err != nil {
			if py.Matches(err, py.ValueError) && !py.Matches(err, py.UnicodeError) {
				err = py.Raise(py.ValueError, "embedded null byte")
			}
			return err
		}
	}
	flags, err := f.parseMode(mode)
	if err != nil {
		return err
	}
	if th.Interp.Audited() {
		if err := th.Audit("open", name, py.Text(strings.ReplaceAll(mode, "b", "")), py.Int(int64(flags|syscall.O_CLOEXEC))); err != nil {
			return err
		}
	}
	f.closefd, f.object.closed, f.seekable = closefd, false, -1
	switch {
	case fd >= 0:
		f.fd = fd
	case !closefd:
		return py.Raise(py.ValueError, "Cannot use closefd=False with file name")
	case opener.IsNone():
		var oerr error
		th.Outside(func() { fd, oerr = host.Open(path.Name, flags, 0o666) })
		if oerr != nil {
			return py.OSErrorFrom(oerr, name)
		}
		f.fd = fd
	default:
		v, err := py.CallArgs(th, opener, name, py.Int(int64(flags|syscall.O_CLOEXEC)))
		if err != nil {
			return err
		}
		if !py.IsInstance(v, py.IntType) {
			return py.Raise(py.TypeError, "expected integer from opener")
		}
		if fd, err = py.AsInt(th, v); err != nil {
			return err
		}
		if fd < 0 {
			return py.Raise(py.ValueError, "opener returned %d", fd)
		}
		if err := host.SetInheritable(fd, false); err != nil {
			return py.OSErrorFrom(err, name)
		}
		f.fd = fd
	}
	fail := func(err error) error {
		if path.Name != "" && closefd {
			host.Close(f.fd)
		}
		f.fd = -1
		return err
	}
	f.blockSize, f.length, f.made = DefaultBufferSize, 0, py.Here(th)
	st, serr := host.StatDescriptor(f.fd)
	switch {
	case serr == nil && st.IsDir():
		return fail(py.OSErrorOf(int(syscall.EISDIR), name))
	case serr == nil:
		if st.BlockSize > 1 {
			f.blockSize = st.BlockSize
		}
		if st.Mode().IsRegular() {
			if f.readable && flushFile(th, st) {
				if again, err := host.StatDescriptor(f.fd); err == nil {
					st = again
				}
			}
			f.length = st.Length
		}
	case py.ErrorNumber(serr) == int(syscall.EBADF):
		return fail(py.OSErrorFrom(serr))
	}
	if err := py.SetAttrString(th, self, "name", name); err != nil {
		return fail(err)
	}
	if f.appending {
		if _, err := host.Seek(f.fd, 0, 2); err != nil && py.ErrorNumber(err) != int(syscall.ESPIPE) {
			return fail(py.OSErrorFrom(err))
		}
	}
	if closefd && f.fd > 2 {
		f.own(host)
	}
	return nil
}

// mode is how FileIO.mode shows the mode.
func (f *fileIO) mode() string {
	plus := func(m string) string {
		if f.readable {
			return m + "+"
		}
		return m
	}
	switch {
	case f.created:
		return plus("xb")
	case f.appending:
		return plus("ab")
	case f.readable && f.writable:
		return "rb+"
	case f.readable:
		return "rb"
	}
	return "wb"
}

func fileRepr(th *py.Thread, v py.Value) (py.Value, error) {
	f := file(v)
	name := typeName(v)
	if f.fd < 0 {
		return py.Text("<" + name + " [closed]>"), nil
	}
	closefd := "False"
	if f.closefd {
		closefd = "True"
	}
	what := "fd=" + strconv.Itoa(f.fd)
	n, err := py.GetAttrOr(th, v, th.Interp.Intern("name"))
	if err != nil {
		return py.Unbound, err
	}
	if !n.IsUnbound() {
		if !th.EnterRepr(v) {
			return py.Unbound, py.Raise(py.RuntimeError, "reentrant call inside %s.__repr__", v.Type().TypeName())
		}
		defer th.LeaveRepr()
		r, err := py.Repr(th, n)
		if err != nil {
			return py.Unbound, err
		}
		what = "name=" + r.String()
	}
	return py.Text("<" + name + " " + what + " mode='" + f.mode() + "' closefd=" + closefd + ">"), nil
}

// typeName is the name of the object's class as reprs of streams show it: with the module for built-in ones.
func typeName(v py.Value) string {
	t := v.Type()
	if t.Has(py.TypeHeap) {
		return t.TypeName()
	}
	return t.Module + "." + t.Name
}

// read reads once into b. again: there is no data yet.
func (f *fileIO) read(th *py.Thread, b []byte) (n int, again bool, err error) {
	if f.fd < 0 {
		return 0, false, f.closedError()
	}
	if !f.readable {
		return 0, false, unsupported("File not open for reading")
	}
	fd, host := f.fd, th.Interp.Host
	if f.seekable > 0 {
		// A file on disk never waits.
	} else if blocking, berr := host.Blocking(fd); berr == nil && blocking {
		if err := th.WaitReadable(fd); err != nil {
			return 0, false, err
		}
	}
	th.Outside(func() { n, err = host.Read(fd, b) })
	if err != nil {
		if py.ErrorNumber(err) == int(syscall.EAGAIN) {
			return 0, true, nil
		}
		return 0, false, py.OSErrorFrom(err)
	}
	return n, false, nil
}

// write writes once. again: nothing can be written now.
func (f *fileIO) write(th *py.Thread, b []byte) (n int, again bool, err error) {
	if f.fd < 0 {
		return 0, false, f.closedError()
	}
	if !f.writable {
		return 0, false, unsupported("File not open for writing")
	}
	if fd, host := f.fd, th.Interp.Host; f.seekable > 0 {
		th.Outside(func() { n, err = host.Write(fd, b) })
	} else {
		n, err = th.WriteFD(fd, b)
	}
	if err != nil {
		if py.ErrorNumber(err) == int(syscall.EAGAIN) {
			return 0, true, nil
		}
		return 0, false, py.OSErrorFrom(err)
	}
	return n, false, nil
}

func (f *fileIO) seek(th *py.Thread, pos int64, whence int) (int64, error) {
	if f.fd < 0 {
		return 0, f.closedError()
	}
	n, err := th.Interp.Host.Seek(f.fd, pos, whence)
	if err != nil {
		if f.seekable < 0 {
			f.seekable = 0
		}
		return 0, py.OSErrorFrom(err)
	}
	f.seekable = 1
	return n, nil
}

func (f *fileIO) canSeek(th *py.Thread) bool {
	if f.seekable < 0 {
		f.seekable = 0
		if _, err := th.Interp.Host.Seek(f.fd, 0, 1); err == nil {
			f.seekable = 1
		}
	}
	return f.seekable == 1
}

func (f *fileIO) close(th *py.Thread) error {
	if f.fd < 0 {
		return nil
	}
	fd, host := f.fd, th.Interp.Host
	f.fd = -1
	if f.owned != nil {
		f.owned.fd = -1
	}
	var err error
	th.Outside(func() { err = host.Close(fd) })
	return py.OSErrorFrom(err)
}

// filePosition converts a position or size.
func filePosition(th *py.Thread, v py.Value) (int64, error) {
	n, err := py.AsInt(th, v)
	return int64(n), err
}

func fileRead(th *py.Thread, a []py.Value) (py.Value, error) {
	f, self := file(a[0]), a[0]
	if f.fd < 0 {
		return py.Unbound, f.closedError()
	}
	if !f.readable {
		return py.Unbound, unsupported("File not open for reading")
	}
	n, err := size(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if n < 0 {
		return f.readAll(th, self)
	}
	again := false
	data, err := th.ReadBytes(min(n, maxRead), func(b []byte) (got int, err error) {
		got, again, err = f.read(th, b)
		return got, err
	})
	if again && err == nil {
		return py.None, nil
	}
	return data, err
}

// maxRead is the most that Linux reads at once.
const maxRead = 0x7ffff000

// readAll reads to the end of the file: None when there is nothing yet.
func (f *fileIO) readAll(th *py.Thread, self py.Value) (py.Value, error) {
	if f.fd < 0 {
		return py.Unbound, f.closedError()
	}
	if !f.readable {
		return py.Unbound, py.OSErrorOf(int(syscall.EBADF))
	}
	b, again, err := f.readRest(th, nil)
	if err != nil {
		return py.Unbound, err
	}
	if again && len(b) == 0 {
		return py.None, nil
	}
	return newBytes(b), nil
}

// readRest appends what is left of the file to b.
func (f *fileIO) readRest(th *py.Thread, b []byte) (all []byte, again bool, err error) {
	host := th.Interp.Host
	guess := int64(DefaultBufferSize)
	if st, err := host.StatDescriptor(f.fd); err == nil && st.Mode().IsRegular() {
		if pos, err := host.Seek(f.fd, 0, 1); err == nil && st.Length >= pos {
			guess = st.Length - pos + 1
		}
	}
	if err := th.Charge(guess); err != nil {
		return nil, false, err
	}
	if grown := make([]byte, len(b), int64(len(b))+guess); true {
		copy(grown, b)
		b = grown
	}
	for {
		if len(b) == cap(b) {
			if err := th.Charge(int64(2 * cap(b))); err != nil {
				return nil, false, err
			}
			b = append(b, make([]byte, max(cap(b), 8192))...)[:len(b)]
		}
		n, again, err := f.read(th, b[len(b):cap(b)])
		if err != nil || again || n == 0 {
			return b, again, err
		}
		b = b[:len(b)+n]
	}
}

func fileReadInto(th *py.Thread, a []py.Value) (py.Value, error) {
	f := file(a[0])
	data, release, err := buffer(th, a[1], true)
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	n, again, err := f.read(th, data)
	if again {
		return py.None, err
	}
	return py.Int(int64(n)), err
}

func fileWrite(th *py.Thread, a []py.Value) (py.Value, error) {
	f := file(a[0])
	data, release, err := bytesLike(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	n, again, err := f.write(th, data)
	if again {
		return py.None, err
	}
	if err == nil && n < len(data) { // maybe a signal ended it
		err = th.CheckSignals()
	}
	return py.Int(int64(n)), err
}

func fileTruncate(th *py.Thread, a []py.Value) (py.Value, error) {
	f, to := file(a[0]), a[1]
	if f.fd < 0 {
		return py.Unbound, f.closedError()
	}
	if !f.writable {
		return py.Unbound, unsupported("File not open for writing")
	}
	var n int64
	var err error
	if to.IsNone() {
		if n, err = f.seek(th, 0, 1); err != nil {
			return py.Unbound, err
		}
		to = py.Int(n)
	} else if n, err = filePosition(th, to); err != nil {
		return py.Unbound, err
	}
	fd, host := f.fd, th.Interp.Host
	th.Outside(func() { err = host.Truncate(fd, n) })
	return to, py.OSErrorFrom(err)
}

func fileIsTerminal(th *py.Thread, v py.Value) (bool, error) {
	f := file(v)
	if f.fd < 0 {
		return false, f.closedError()
	}
	return th.Interp.Host.IsTerminal(f.fd), nil
}

// streamName is the repr of a stream's name with a space before, "" when it has none.
func streamName(th *py.Thread, v py.Value) (string, error) {
	n, err := py.GetAttrOr(th, v, th.Interp.Intern("name"))
	if err != nil {
		if py.Matches(err, py.ValueError) {
			return "", nil // detached
		}
		return "", err
	}
	if n.IsUnbound() {
		return "", nil
	}
	if !th.EnterRepr(v) {
		return "", py.Raise(py.RuntimeError, "reentrant call inside %s.__repr__", strings.TrimPrefix(typeName(v), "_io."))
	}
	defer th.LeaveRepr()
	r, err := py.Repr(th, n)
	if err != nil {
		return "", err
	}
	return " name=" + r.String(), nil
}
