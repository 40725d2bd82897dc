// Package bz2 is the module _bz2: the format bzip2.
//
//	bz2.go    the module and its objects
//	decode.go decompression
//
// Compression is that of dsnet/compress.
package bz2

import (
	"io"
	"sync"

	"github.com/dsnet/compress/bzip2"

	"github.com/gopy-lang/gopy/internal/stepwise"
	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name: "_bz2",
	Doc:  "Compression in the format bzip2.",
	Exec: func(th *py.Thread, m *py.Module) error {
		setup()
		m.Set(th, "BZ2Compressor", compressorType.Value())
		m.Set(th, "BZ2Decompressor", decompressorType.Value())
		return nil
	},
}

var (
	compressorType   = &py.Type{Name: "BZ2Compressor", Module: "_bz2", TextSig: "(compresslevel=9, /)", Doc: "Compresses data in parts."}
	decompressorType = &py.Type{Name: "BZ2Decompressor", Module: "_bz2", TextSig: "()", Doc: "Decompresses a stream in parts."}
	setup            = sync.OnceFunc(func() {
		setupCompressor(compressorType)
		setupDecompressor(decompressorType)
	})
)

type compressor struct {
	stepwise.Compressor
	level int
}

const extraKey = "bz2"

// spareWriters are the compressors of an interpreter that are not in use, by level: each has up to 900 kB of memory, which it takes time to clear.
func spareWriters(th *py.Thread) *[10]*bzip2.Writer {
	spare, ok := th.Interp.Extra[extraKey].(*[10]*bzip2.Writer)
	if !ok {
		spare = &[10]*bzip2.Writer{}
		th.Interp.Extra[extraKey] = spare
	}
	return spare
}

func setupCompressor(t *py.Type) {
	self := py.AsAny[compressor]
	signature := py.ParseSignature("BZ2Compressor(compresslevel=9, /)")
	t.Size = py.SizeOf[compressor]()
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		level, err := py.AsCInt(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		if level < 1 || level > 9 {
			return py.Unbound, py.Raise(py.ValueError, "compresslevel must be between 1 and 9")
		}
		x := py.NewObject[compressor](cls)
		x.level = level
		spare := spareWriters(th)
		if w := spare[level]; w != nil {
			spare[level] = nil
			if err = w.Reset(&x.Out); err == nil {
				x.Writer = w
			}
		} else {
			x.Writer, err = bzip2.NewWriter(&x.Out, &bzip2.WriterConfig{Level: level})
		}
		if err != nil {
			return py.Unbound, py.Raise(py.ValueError, "%s", err.Error())
		}
		return x.Value(), nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("compress($self, data, /)", "Compress more data and return what is ready.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).Compress(th, a[1])
		}),
		py.Def("flush($self, /)", "End the stream and return what was left of it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			out, err := x.Flush(th)
			if w, ok := x.Writer.(*bzip2.Writer); ok && err == nil && w.Reset(io.Discard) == nil {
				x.Writer = nil // it is flushed
				spareWriters(th)[x.level] = w
			}
			return out, err
		}),
	}
	py.SetupType(t, nil)
}

type decompressor struct {
	stepwise.Object
	broken bool // there was an error
}

func setupDecompressor(t *py.Type) {
	self := py.AsAny[decompressor]
	signature := py.ParseSignature("BZ2Decompressor()")
	t.Size = py.SizeOf[decompressor]()
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		_, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		x := py.NewObject[decompressor](cls)
		x.Start(stepwise.New(func(in *stepwise.Source) (io.Reader, error) { return newReader(in) }))
		return x.Value(), nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("decompress($self, /, data, max_length=-1)", "Decompress more data and return what is ready, at most max_length bytes unless that is negative.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			return x.Decompress(th, a[1], a[2], "End of stream already reached", func(error) error {
				if x.broken {
					return py.Raise(py.ValueError, "Decompressor is unusable after a previous error")
				}
				x.broken = true
				return py.Raise(py.OSError, "Invalid data stream")
			})
		}),
	}
	t.GetSets = stepwise.Attributes(func(v py.Value) *stepwise.Object { return &self(v).Object })
	py.SetupType(t, nil)
}
