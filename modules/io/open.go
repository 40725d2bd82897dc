// This file holds open().

package io

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// OpenDef is the function open, of io and of builtins.
var OpenDef = py.Def("open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
	"Open a file, given by name or descriptor, and return a stream. mode is r, w, a or x, then b for bytes (t, the default, for text) and + for both directions.", openFunction)

func openFunction(th *py.Thread, a []py.Value) (py.Value, error) {
	Setup()
	name, opener := a[0], a[7]
	modeArg := py.AsStr(a[1])
	if modeArg == nil {
		return py.Unbound, py.Raise(py.TypeError, "open() argument 'mode' must be str, not %s", a[1].Type().TypeName())
	}
	buffering, err := py.AsInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	encoding, err := optional(a[3], "open", "encoding")
	if err != nil {
		return py.Unbound, err
	}
	errors, err := optional(a[4], "open", "errors")
	if err != nil {
		return py.Unbound, err
	}
	newlineArg := a[5]
	if !newlineArg.IsNone() && py.AsStr(newlineArg) == nil {
		_, err := optional(newlineArg, "open", "newline")
		return py.Unbound, err
	}
	hasEncoding, hasErrors := !a[3].IsNone(), !a[4].IsNone()
	closefd, err := py.Truth(th, a[6])
	if err != nil {
		return py.Unbound, err
	}
	if !py.IsInstance(name, py.IntType) {
		if name, err = py.FSPathValue(th, name); err != nil {
			return py.Unbound, err
		}
	}
	mode := modeArg.String()
	binary, textMode := false, false
	kinds := 0
	for i, c := range mode {
		if strings.IndexRune(mode[:i], c) >= 0 || !strings.ContainsRune("xrwabt+", c) {
			r, err := py.Repr(th, modeArg.Value())
			if err != nil {
				return py.Unbound, err
			}
			return py.Unbound, py.Raise(py.ValueError, "invalid mode: %s", r.String())
		}
		switch c {
		case 'b':
			binary = true
		case 't':
			textMode = true
		case '+':
		default:
			kinds++
		}
	}
	rawMode := mode
	if binary || textMode {
		rawMode = strings.ReplaceAll(strings.ReplaceAll(mode, "b", ""), "t", "")
	}
	switch {
	case textMode && binary:
		return py.Unbound, py.Raise(py.ValueError, "can't have text and binary mode at once")
	case kinds > 1:
		return py.Unbound, py.Raise(py.ValueError, "must have exactly one of create/read/write/append mode")
	case binary && hasEncoding:
		return py.Unbound, py.Raise(py.ValueError, "binary mode doesn't take an encoding argument")
	case binary && hasErrors:
		return py.Unbound, py.Raise(py.ValueError, "binary mode doesn't take an errors argument")
	case binary && !newlineArg.IsNone():
		return py.Unbound, py.Raise(py.ValueError, "binary mode doesn't take a newline argument")
	}
	raw := py.NewObject[fileIO](FileIOType)
	raw.fd, raw.seekable = -1, -1
	rawValue := value(raw)
	if err := raw.open(th, rawValue, name, rawMode, closefd, opener); err != nil {
		return py.Unbound, err
	}
	if !binary && !hasEncoding {
		err = warnOfEncoding(th, 1)
	}
	var result py.Value
	if err == nil {
		result, err = wrap(th, raw, mode, binary, buffering, textOptions{encoding: encoding, errors: errors}, newlineArg)
	}
	if err != nil {
		return py.Unbound, chainClose(err, raw.closeIfOwned(th))
	}
	th.Interp.Finalizers.Watch(result)
	return result, nil
}

// chainClose keeps the error of opening; one of closing is its context.
func chainClose(err, closeErr error) error {
	if closeErr == nil {
		return err
	}
	return chain(closeErr, err)
}

func (f *fileIO) closeIfOwned(th *py.Thread) error {
	if !f.closefd {
		f.fd = -1
		return nil
	}
	return f.close(th)
}

// wrap puts the streams that mode and buffering ask for around a raw file.
func wrap(th *py.Thread, raw *fileIO, mode string, binary bool, buffering int, opts textOptions, newline py.Value) (py.Value, error) {
	rawValue := value(raw)
	terminal := false
	if buffering < 0 && raw.length == 0 { // only what is no regular file can be a terminal
		terminal = th.Interp.Host.IsTerminal(raw.fd)
	}
	lineBuffering := false
	if buffering == 1 && !binary || terminal {
		buffering = -1
		lineBuffering = true
	}
	if buffering < 0 {
		buffering = int(max(min(raw.blockSize, 8<<20), DefaultBufferSize))
	}
	if buffering == 0 {
		if !binary {
			return py.Unbound, py.Raise(py.ValueError, "can't have unbuffered text I/O")
		}
		return rawValue, nil
	}
	if buffering == 1 {
		if err := py.Warn(th, py.RuntimeWarning, "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used", 1); err != nil {
			return py.Unbound, err
		}
		buffering = DefaultBufferSize
	}
	t := BufferedReaderType
	switch {
	case strings.Contains(mode, "+"):
		t = BufferedRandomType
		if !raw.canSeek(th) {
			return py.Unbound, unsupported("File or stream is not seekable.")
		}
	case strings.ContainsAny(mode, "wax"):
		t = BufferedWriterType
	}
	if err := th.Charge(int64(buffering)); err != nil {
		return py.Unbound, err
	}
	buffer := newBuffered(t, rawValue, buffering)
	if binary {
		return buffer, nil
	}
	var err error
	if opts.newline, err = newlineArgument(newline, "open"); err != nil {
		return py.Unbound, err
	}
	opts.lineBuffering = lineBuffering
	x := py.NewObject[textIO](TextIOWrapperType)
	if err := x.attach(th, buffer, opts); err != nil {
		return py.Unbound, err
	}
	return value(x), py.SetAttrString(th, value(x), "mode", py.Text(mode))
}

func openCode(th *py.Thread, a []py.Value) (py.Value, error) {
	if py.AsStr(a[0]) == nil {
		return py.Unbound, py.Raise(py.TypeError, "open_code() argument 'path' must be str, not %s", a[0].Type().TypeName())
	}
	return OpenDef.Invoke(th, []py.Value{a[0], py.Text("rb")}, nil)
}

func textEncoding(th *py.Thread, a []py.Value) (py.Value, error) {
	if !a[0].IsNone() {
		return a[0], nil
	}
	level, err := py.AsCInt(th, a[1])
	if err == nil {
		err = warnOfEncoding(th, level)
	}
	if th.Interp.Config.Flags.UTF8Mode > 0 {
		return py.Text("utf-8"), err
	}
	return py.Text("locale"), err
}

// warnOfEncoding warns, with -X warn_default_encoding, of a text stream without an encoding.
func warnOfEncoding(th *py.Thread, level int) error {
	if th.Interp.Config.Flags.WarnDefaultEncoding == 0 {
		return nil
	}
	return py.Warn(th, py.EncodingWarning, "'encoding' argument not specified", level)
}
