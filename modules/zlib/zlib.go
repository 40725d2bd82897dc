// Package zlib is the module of the same name: DEFLATE data (RFC 1951) in the formats zlib (RFC 1950) and gzip (RFC 1952).
//
//	zlib.go       the module and its functions
//	compress.go   compression objects
//	decompress.go decompression objects
//	deflate.go    compression, over klauspost/compress
//	inflate.go    decoding of DEFLATE data in parts
//	stream.go     decoding of the formats around it
//	checksum.go   Adler-32
package zlib

import (
	"hash/crc32"
	"sync"

	"github.com/klauspost/compress/flate"

	py "github.com/gopy-lang/gopy/runtime"
)

// version is the version of zlib whose interface this is.
const version = "1.3.1"

const (
	defaultBuffer = 16384
	releaseSize   = 1 << 13 // input from this size on is handled outside of the interpreter lock
)

// The flush modes.
const (
	noFlush = iota
	partialFlush
	syncFlush
	fullFlush
	finishFlush
	blockFlush
)

var constants = map[string]int{
	"DEFLATED": 8, "DEF_BUF_SIZE": defaultBuffer, "DEF_MEM_LEVEL": 8, "MAX_WBITS": 15,
	"Z_BEST_COMPRESSION": 9, "Z_BEST_SPEED": 1, "Z_BLOCK": blockFlush, "Z_DEFAULT_COMPRESSION": -1, "Z_DEFAULT_STRATEGY": 0, "Z_FILTERED": 1, "Z_FINISH": finishFlush,
	"Z_FIXED": 4, "Z_FULL_FLUSH": fullFlush, "Z_HUFFMAN_ONLY": strategyHuffmanOnly, "Z_NO_COMPRESSION": 0, "Z_NO_FLUSH": noFlush, "Z_PARTIAL_FLUSH": partialFlush,
	"Z_RLE": 3, "Z_SYNC_FLUSH": syncFlush, "Z_TREES": 6,
}

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "zlib",
	Doc:       "Compression by DEFLATE, and checksums.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setup()
		for name, n := range constants {
			m.Set(th, name, py.Int(int64(n)))
		}
		m.Set(th, "ZLIB_VERSION", py.Text(version))
		m.Set(th, "ZLIB_RUNTIME_VERSION", py.Text(version))
		m.Set(th, "error", errorType.Value())
		m.Set(th, "_ZlibDecompressor", decompressorType.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("adler32($module, data, value=1, /)", "Return the Adler-32 checksum of data that follows data with the checksum value.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return checksum(th, a, adler32)
		}),
		py.Def("crc32($module, data, value=0, /)", "Return the CRC-32 checksum of data that follows data with the checksum value.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return checksum(th, a, func(sum uint32, data []byte) uint32 { return crc32.Update(sum, crc32.IEEETable, data) })
		}),
		withText(py.Def("compress($module, data, /, level=-1, wbits=15)", "Return data compressed.", compress), "($module, data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)"),
		withText(py.Def("decompress($module, data, /, wbits=15, bufsize=16384)", "Return data decompressed.", decompress), "($module, data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)"),
		withText(py.Def("compressobj($module, /, level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=<unrepresentable>)", "Return an object that compresses data in parts.", newCompress),
			"($module, /, level=Z_DEFAULT_COMPRESSION, method=DEFLATED,\n            wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL,\n            strategy=Z_DEFAULT_STRATEGY, zdict=<unrepresentable>)"),
		withText(py.Def("decompressobj($module, /, wbits=15, zdict=<unrepresentable>)", "Return an object that decompresses data in parts.", newDecompress), "($module, /, wbits=MAX_WBITS, zdict=b'')"),
	}
}

// withText gives a function the signature that it shows: defaults by their names.
func withText(d *py.MethodDef, text string) *py.MethodDef {
	bind := d.Signature()
	fn := d.Fn
	return py.DefRaw(d.Name, text, d.Doc, func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := bind.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		return fn(th, a)
	})
}

var (
	errorType        = &py.Type{Name: "error", Module: "zlib", Flags: py.TypeBaseType}
	compressType     = &py.Type{Name: "Compress", Module: "zlib", Flags: py.TypeDisallowNew}
	decompressType   = &py.Type{Name: "Decompress", Module: "zlib", Flags: py.TypeDisallowNew}
	decompressorType = &py.Type{Name: "_ZlibDecompressor", Module: "zlib", TextSig: "(wbits=15, zdict=b'')", Doc: "Decompresses data in parts, and keeps what it can't use yet."}
	setup            = sync.OnceFunc(func() {
		py.SetupType(errorType, py.ExceptionType)
		setupCompress(compressType)
		setupDecompress(decompressType)
		setupDecompressor(decompressorType)
	})
)

// failure makes the module's exception of an error in data.
func failure(err error, doing string) error {
	switch e := err.(type) {
	case dataError:
		return py.Raise(errorType, "Error -3 while %s: %s", doing, string(e))
	case needDictionary:
		return py.Raise(errorType, "Error 2 while %s", doing)
	case wrongDictionary:
		return py.Raise(errorType, "Error -3 while setting zdict: %s", e.Error())
	}
	return err
}

// outside runs f outside of the interpreter lock when there is much to do.
func outside(th *py.Thread, size int, f func()) {
	if size < releaseSize {
		f()
	} else {
		th.Outside(f)
	}
}

func checksum(th *py.Thread, a []py.Value, update func(sum uint32, data []byte) uint32) (py.Value, error) {
	data, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	i, err := py.Index(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if i, err = py.BinaryOperation(th, py.OpAnd, i, py.Int(1<<32-1)); err != nil {
		return py.Unbound, err
	}
	sum := uint32(i.SmallInt())
	outside(th, len(data), func() { sum = update(sum, data) })
	return py.Int(int64(sum)), nil
}

// spareWriter is a compressor with the buffer that it writes to.
type spareWriter struct {
	*flate.Writer
	out *buffer
}

// spareWriters are the compressors of an interpreter that are not in use, by level.
type spareWriters struct {
	sync.Mutex
	byLevel map[int]*spareWriter
}

const extraKey = "zlib"

// compress is compress(data, level, wbits).
func compress(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	level, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	wbits, err := py.AsCInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	s, ok := newSettings(level, 8, wbits, 8, 0)
	if !ok {
		return py.Unbound, py.Raise(errorType, "Bad compression level")
	}
	if err := th.Charge(int64(len(data))); err != nil {
		return py.Unbound, err
	}
	e := encoder{settings: s, out: &buffer{}}
	if s.format == formatZlib {
		e.sum = 1
	}
	spare, _ := th.Interp.Extra[extraKey].(*spareWriters)
	if spare == nil {
		spare = &spareWriters{byLevel: map[int]*spareWriter{}}
		th.Interp.Extra[extraKey] = spare
	}
	l := s.flateLevel()
	if s.window == 15 {
		if w := spare.byLevel[l]; w != nil {
			delete(spare.byLevel, l)
			w.Reset(w.out)
			e.w, e.out = w.Writer, w.out
		}
	}
	outside(th, len(data), func() {
		e.head()
		e.w.Write(data)
		e.summarize(data)
		e.finish()
	})
	out := e.out.take()
	if s.window == 15 {
		spare.byLevel[l] = &spareWriter{e.w, e.out}
	}
	return py.NewBytes(out).Value(), nil
}

// newSettings checks the arguments of a compressor.
func newSettings(level, method, wbits, memory, strategy int) (settings, bool) {
	f, window, ok := splitWindow(wbits)
	if f == formatRaw && window == 8 || f == formatAuto {
		ok = false
	}
	if !ok || level < -1 || level > 9 || method != 8 || memory < 1 || memory > 9 || strategy < 0 || strategy > strategyMost {
		return settings{}, false
	}
	return settings{format: f, level: level, strategy: strategy, window: max(window, 9)}, true
}

// decompress is decompress(data, wbits, bufsize).
func decompress(th *py.Thread, a []py.Value) (py.Value, error) {
	data, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	wbits, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	size, err := sizeOf(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	if size < 0 {
		return py.Unbound, py.Raise(py.ValueError, "bufsize must be non-negative")
	}
	d, ok := newDecoder(wbits, th.Charge)
	if !ok {
		return py.Unbound, py.Raise(errorType, "Error -2 while preparing to decompress data: inconsistent stream state")
	}
	if size > defaultBuffer {
		if err := th.Charge(int64(size)); err != nil {
			return py.Unbound, err
		}
		d.out = make([]byte, 0, size)
	} else {
		d.out = make([]byte, 0, 3*len(data)+256)
	}
	var out []byte
	outside(th, len(data), func() { out, _, err = d.decode(data, -1) })
	if err != nil {
		return py.Unbound, failure(err, "decompressing data")
	}
	if !d.done {
		return py.Unbound, py.Raise(errorType, "Error -5 while decompressing data: incomplete or truncated stream")
	}
	if cap(out) > 2*len(out)+1024 || cap(d.out) > 2*len(out)+1024 {
		out = append([]byte(nil), out...)
	}
	return py.NewBytes(out).Value(), nil
}

// sizeOf reads a size argument.
func sizeOf(th *py.Thread, v py.Value) (int, error) {
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n, ok := py.AsInt64(i)
	if !ok {
		return 0, py.Raise(py.OverflowError, "Python int too large to convert to C ssize_t")
	}
	return int(n), nil
}
