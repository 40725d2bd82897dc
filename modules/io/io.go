// Package io is the _io module: files, buffers and text streams (library reference, "io"). Lib/io.py puts the abstract
// classes around it. It also makes sys.stdin, sys.stdout and sys.stderr, and open() of builtins.
//
//	io.go        the module
//	base.go      IOBase and its three abstract subclasses
//	fileio.go    FileIO: a file descriptor
//	buffered.go  BufferedReader, BufferedWriter, BufferedRandom;  pair.go  BufferedRWPair
//	bytesio.go   BytesIO;  stringio.go  StringIO
//	codec.go     incremental encoding and decoding;  newline.go  newline translation
//	text.go      TextIOWrapper: state, writing;  textread.go  its reading;  textseek.go  its positions
//	open.go      open()
//	streams.go   the standard streams
//
// Built-in streams that stand on each other call one another in Go; everything else goes by method calls, so that
// any object with the right methods can take part.
package io

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// DefaultBufferSize is io.DEFAULT_BUFFER_SIZE.
const DefaultBufferSize = 131072

// Module declares the _io module.
var Module = &py.ModuleDef{
	Name:      "_io",
	Doc:       "Streams: raw files, buffers and text.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		if in := th.Interp; in.Builtins != nil { // the function open is one object
			if open := in.Builtins.Get(th, "open"); !open.IsUnbound() {
				m.Set(th, "open", open)
			}
		}
		Setup()
		for _, t := range types {
			m.Set(th, t.Name, t.Value())
		}
		m.Set(th, "BlockingIOError", py.BlockingIOError.Value())
		m.Set(th, "DEFAULT_BUFFER_SIZE", py.Int(DefaultBufferSize))
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		OpenDef,
		py.Def("open_code(path)", "Open a file of code for reading in binary mode.", openCode),
		py.Def("text_encoding(encoding, stacklevel=2, /)", "Return encoding, or 'locale' (with -X utf8=0) or 'utf-8' for None.", textEncoding),
	}
}

// The types of the module.
var (
	IOBaseType         = &py.Type{Name: "_IOBase", Module: "_io", TextSig: "()"}
	RawIOBaseType      = &py.Type{Name: "_RawIOBase", Module: "_io", TextSig: "()"}
	BufferedIOBaseType = &py.Type{Name: "_BufferedIOBase", Module: "_io", TextSig: "()"}
	TextIOBaseType     = &py.Type{Name: "_TextIOBase", Module: "_io", TextSig: "()"}
	FileIOType         = &py.Type{Name: "FileIO", Module: "_io"}
	BytesIOType        = &py.Type{Name: "BytesIO", Module: "_io"}
	BytesIOBufferType  = &py.Type{Name: "_BytesIOBuffer", Module: "_io"}
	BufferedReaderType = &py.Type{Name: "BufferedReader", Module: "_io"}
	BufferedWriterType = &py.Type{Name: "BufferedWriter", Module: "_io"}
	BufferedRandomType = &py.Type{Name: "BufferedRandom", Module: "_io"}
	BufferedRWPairType = &py.Type{Name: "BufferedRWPair", Module: "_io"}
	TextIOWrapperType  = &py.Type{Name: "TextIOWrapper", Module: "_io"}
	StringIOType       = &py.Type{Name: "StringIO", Module: "_io"}
	NewlineDecoderType = &py.Type{Name: "IncrementalNewlineDecoder", Module: "_io"}
	// UnsupportedOperation is OSError and ValueError at once.
	UnsupportedOperation = &py.Type{Name: "UnsupportedOperation", Module: "io"}
)

// types lists what the module shows, in the order of their setup.
var types = []*py.Type{
	IOBaseType, RawIOBaseType, BufferedIOBaseType, TextIOBaseType, FileIOType, BytesIOType, BytesIOBufferType, BufferedReaderType, BufferedWriterType,
	BufferedRandomType, BufferedRWPairType, TextIOWrapperType, StringIOType, NewlineDecoderType, UnsupportedOperation,
}

var setupOnce sync.Once

// Setup makes the types ready; only its first call does something. An interpreter must exist.
func Setup() {
	setupOnce.Do(func() {
		setupUnsupported(UnsupportedOperation)
		setupIOBase(IOBaseType)
		setupRawIOBase(RawIOBaseType)
		setupBufferedIOBase(BufferedIOBaseType)
		setupTextIOBase(TextIOBaseType)
		setupFileIO(FileIOType)
		setupBytesIO(BytesIOType)
		setupBytesIOBuffer(BytesIOBufferType)
		setupBuffered(BufferedReaderType)
		setupBuffered(BufferedWriterType)
		setupBuffered(BufferedRandomType)
		setupPair(BufferedRWPairType)
		setupTextIOWrapper(TextIOWrapperType)
		setupStringIO(StringIOType)
		setupNewlineDecoder(NewlineDecoderType)
	})
}

func setupUnsupported(t *py.Type) {
	t.Bases = []*py.Type{py.OSError, py.ValueError}
	t.MRO = []*py.Type{t, py.OSError, py.ValueError, py.ExceptionType, py.BaseException, py.ObjectType}
	t.Flags |= py.TypeBaseType
	t.ExceptionFields = py.OSError.ExceptionFields
	py.SetupType(t, py.OSError)
}

// object is what every stream begins with.
type object struct {
	py.Header
	dict   *py.Dict
	weak   *py.WeakList
	closed bool // IOBase's own mark; the built-in streams ask what they stand on
}

// prepare fills what all stream types have in common: T is the struct of the instances.
func prepare[T any](t *py.Type, doc string) {
	t.Doc = doc
	t.Size = py.SizeOf[T]()
	t.Flags |= py.TypeBaseType | py.TypeHasDict | py.TypeHasWeakref
	t.DictField = func(v py.Value) **py.Dict { return &(*object)(v.P).dict }
	t.WeakField = func(v py.Value) **py.WeakList { return &(*object)(v.P).weak }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return value(py.NewObject[T](cls)), nil
	}
}

// value returns the reference to an object whose struct begins with a header.
func value[T any](x *T) py.Value { return py.ValueOf(x) }

// initBy makes an Init slot of a declaration: "FileIO($self, file, mode='r')".
func initBy(d *py.MethodDef) py.InitFunc {
	return func(th *py.Thread, self py.Value, args []py.Value, kw *py.Tuple) error {
		all := make([]py.Value, 0, len(args)+1)
		_, err := d.Invoke(th, append(append(all, self), args...), kw)
		return err
	}
}

// unsupported raises io.UnsupportedOperation.
func unsupported(msg string) error { return py.Raise(UnsupportedOperation, "%s", msg) }

func closedFile() error { return py.Raise(py.ValueError, "I/O operation on closed file.") }

// size converts the argument of read and its like: None means -1.
func size(th *py.Thread, v py.Value) (int, error) {
	if v.IsNone() {
		return -1, nil
	}
	if v.IsSmallInt() {
		return int(v.SmallInt()), nil
	}
	if v.Type().Index == nil && !py.IsInstance(v, py.IntType) {
		return 0, py.Raise(py.TypeError, "argument should be integer or None, not '%s'", v.Type().TypeName())
	}
	return py.AsInt(th, v)
}

// bytesLike returns the data of an argument with the buffer protocol and what ends the access.
func bytesLike(th *py.Thread, v py.Value) (data []byte, release func(), err error) {
	return buffer(th, v, false)
}

func buffer(th *py.Thread, v py.Value, writable bool) (data []byte, release func(), err error) {
	if v.Type().Buffer == nil && writable {
		return nil, nil, py.Raise(py.TypeError, "readinto() argument must be read-write bytes-like object, not %s", v.Type().TypeName())
	}
	data, release, err = py.LendBytes(th, v, writable)
	if err != nil && writable && (py.Matches(err, py.BufferError) || py.Matches(err, py.TypeError)) {
		err = py.Raise(py.TypeError, "readinto() argument must be read-write bytes-like object, not %s", v.Type().TypeName())
	}
	return data, release, err
}

func newBytes(b []byte) py.Value { return py.NewBytes(b).Value() }

func boolMethod(sig, doc string, f func(th *py.Thread, self py.Value) (bool, error)) *py.MethodDef {
	return py.Def(sig, doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
		yes, err := f(th, a[0])
		return py.Bool(yes), err
	})
}
