// This file makes the standard streams and flushes what programs leave unwritten.

package io

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// state is what the module keeps for an interpreter: the streams with bytes that aren't written yet. They must not be
// forgotten before the end, even if the program has.
type state struct {
	texts   map[*textIO]struct{}
	buffers map[*buffered]struct{}
}

func stateOf(th *py.Thread) *state {
	if s, ok := th.Interp.Extra["_io"].(*state); ok {
		return s
	}
	s := &state{map[*textIO]struct{}{}, map[*buffered]struct{}{}}
	th.Interp.Extra["_io"] = s
	return s
}

// register keeps b among the streams to flush for as long as it holds unwritten bytes.
func (b *buffered) register(th *py.Thread) {
	if dirty := len(b.out) > 0; dirty != b.registered {
		b.registered = dirty
		if dirty {
			stateOf(th).buffers[b] = struct{}{}
		} else {
			delete(stateOf(th).buffers, b)
		}
	}
}

func (x *textIO) register(th *py.Thread) {
	if dirty := len(x.pending) > 0; dirty != x.registered {
		x.registered = dirty
		if dirty {
			stateOf(th).texts[x] = struct{}{}
		} else {
			delete(stateOf(th).texts, x)
		}
	}
}

// flushFile writes out what streams hold for a regular file that is about to be read. In CPython a stream that a program
// has forgotten is closed at once; here it lives until the collector finds it, and a program that goes on to read what
// it wrote must see it. It reports whether there was anything.
func flushFile(th *py.Thread, st *py.FileStatus) (found bool) {
	s, ok := th.Interp.Extra["_io"].(*state)
	if !ok {
		return false
	}
	same := func(f *fileIO) bool {
		if f == nil || f.fd < 3 {
			return false
		}
		other, err := th.Interp.Host.StatDescriptor(f.fd)
		return err == nil && other.Inode == st.Inode && other.Device == st.Device
	}
	for x := range s.texts {
		if x.native != nil && same(x.native.file) {
			x.writePending(th)
			found = true
		}
	}
	for b := range s.buffers {
		if same(b.file) {
			b.flush(th)
			found = true
		}
	}
	return found
}

// OpenStreams sets stdin, stdout and stderr of sys, and __stdin__, __stdout__ and __stderr__. A stream whose descriptor is
// closed is None. PYTHONIOENCODING is "encoding:errors", either part may be missing.
func OpenStreams(th *py.Thread, sys *py.Module) error {
	Setup()
	encoding, errors := "utf-8", ""
	if !ignoreEnvironment(th) {
		if v, ok := th.Interp.Host.LookupEnv("PYTHONIOENCODING"); ok && v != "" {
			e, h, _ := strings.Cut(v, ":")
			if e != "" {
				encoding = publicName(e)
			}
			errors = h
		}
	}
	if errors == "" {
		errors = "strict"
		switch localeName(th) {
		case "C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8": // the first two are taken for the third (PEP 538)
			errors = "surrogateescape"
		}
	}
	for fd, s := range []struct{ name, mode, errors string }{{"stdin", "r", errors}, {"stdout", "w", errors}, {"stderr", "w", "backslashreplace"}} {
		v, err := openStream(th, fd, s.name, s.mode, encoding, s.errors)
		if err != nil {
			return err
		}
		sys.Set(th, s.name, v)
		sys.Set(th, "__"+s.name+"__", v)
	}
	return nil
}

func ignoreEnvironment(th *py.Thread) bool { return th.Interp.Config.Flags.IgnoreEnvironment != 0 }

// localeName is the name of the locale for characters.
func localeName(th *py.Thread) string {
	for _, n := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v, ok := th.Interp.Host.LookupEnv(n); ok && v != "" {
			return v
		}
	}
	return "C"
}

func openStream(th *py.Thread, fd int, name, mode, encoding, errors string) (py.Value, error) {
	host := th.Interp.Host
	if _, err := host.StatDescriptor(fd); err != nil {
		return py.None, nil
	}
	raw := py.NewObject[fileIO](FileIOType)
	raw.fd, raw.seekable = -1, -1
	if err := raw.open(th, value(raw), py.Int(int64(fd)), mode, false, py.None); err != nil {
		return py.Unbound, err
	}
	display := py.Text("<" + name + ">")
	if err := py.SetAttrString(th, value(raw), "name", display); err != nil {
		return py.Unbound, err
	}
	terminal := host.IsTerminal(fd)
	unbuffered := th.Interp.Config.Flags.Unbuffered != 0 && mode == "w"
	newline := "\n"
	opts := textOptions{encoding: encoding, errors: errors, newline: &newline}
	if mode == "r" {
		opts.newline = nil
	}
	stream := value(raw)
	if unbuffered {
		opts.writeThrough = true
	} else {
		opts.lineBuffering = terminal || name == "stderr"
		t := BufferedWriterType
		if mode == "r" {
			t = BufferedReaderType
		}
		stream = newBuffered(t, stream, int(max(min(raw.blockSize, 8<<20), DefaultBufferSize)))
	}
	x := py.NewObject[textIO](TextIOWrapperType)
	if err := x.attach(th, stream, opts); err != nil {
		return py.Unbound, err
	}
	return value(x), py.SetAttrString(th, value(x), "mode", py.Text(mode))
}

// FlushStreams writes out what sys.stdout, sys.stderr and then any other stream still hold, as the end of a program does.
// It reports and returns the error that stdout's flush raised: the exit status is 120 then.
func FlushStreams(th *py.Thread) error {
	var first error
	for _, name := range []string{"stdout", "stderr"} {
		v := th.Interp.Sys.Get(th, name)
		if v.IsUnbound() || v.IsNone() {
			continue
		}
		if closed, err := isClosed(th, v); err != nil || closed {
			continue
		}
		if _, err := py.CallMethod(th, v, "flush"); err != nil && name == "stdout" {
			first = err
			py.Unraisable(th, err, "Exception ignored while flushing sys.stdout", py.None)
		}
	}
	if s, ok := th.Interp.Extra["_io"].(*state); ok {
		for len(s.texts) > 0 || len(s.buffers) > 0 {
			for x := range s.texts {
				x.writePending(th)
				x.pending = nil
				x.register(th)
			}
			for b := range s.buffers {
				b.flush(th)
				b.out = nil
				b.register(th)
			}
		}
	}
	return first
}
