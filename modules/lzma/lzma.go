// Package lzma is the module _lzma: the formats .xz and .lzma, and LZMA with chosen filters.
//
//	lzma.go       the module and its objects
//	filter.go     chains of filters
//	branch.go     the filters before LZMA
//	container.go  the formats
//	decode.go     LZMA and LZMA2 backwards
//
// Compression by LZMA and LZMA2 is that of ulikunitz/xz. It has one way to look for matches: mode, nice_len, mf and depth are
// checked, and change nothing.
package lzma

import (
	"io"
	"math"
	"math/big"
	"sync"

	"github.com/gopy-lang/gopy/internal/stepwise"
	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_lzma",
	Doc:       "Compression by LZMA.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setup()
		m.Set(th, "LZMAError", errorType.Value())
		m.Set(th, "LZMACompressor", compressorType.Value())
		m.Set(th, "LZMADecompressor", decompressorType.Value())
		for _, c := range constants {
			m.Set(th, c.name, py.Int(c.value))
		}
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("is_check_supported($module, check_id, /)", "Tell whether a check of integrity can be used.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsCInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			return py.Bool(supported(n)), nil
		}),
		py.Def("_encode_filter_properties($module, filter, /)", "Return the options of a filter as they stand in files.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			f, err := parseFilter(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			if f.id == filterDelta && (f.distance < 1 || f.distance > 256) || f.id == filterLZMA1 && (f.lc > 4 || f.lp > 4 || f.lc+f.lp > 4 || f.pb > 4) {
				return py.Unbound, raise("%s", internal)
			}
			return py.NewBytes(f.encodeProperties()).Value(), nil
		}),
		py.Def("_decode_filter_properties($module, filter_id, encoded_props, /)", "Return the specifier of a filter whose options stand in encoded_props.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			id, err := uint64Of(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			props, err := py.AsBytes(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			f, ok := decodeProperties(id, props)
			if !ok {
				return py.Unbound, raise("%s", badOptions)
			}
			return f.specifier(th)
		}),
	}
}

// What the encoder of liblzma can be told.
const (
	modeFast   = 1
	modeNormal = 2
	finderHC3  = 0x03
	finderHC4  = 0x04
	finderBT2  = 0x12
	finderBT3  = 0x13
	finderBT4  = 0x14
)

var constants = []struct {
	name  string
	value int64
}{
	{"FORMAT_AUTO", formatAuto}, {"FORMAT_XZ", formatXZ}, {"FORMAT_ALONE", formatAlone}, {"FORMAT_RAW", formatRaw},
	{"CHECK_NONE", checkNone}, {"CHECK_CRC32", checkCRC32}, {"CHECK_CRC64", checkCRC64}, {"CHECK_SHA256", checkSHA256},
	{"CHECK_ID_MAX", checkMost}, {"CHECK_UNKNOWN", checkUnknown},
	{"FILTER_LZMA1", filterLZMA1}, {"FILTER_LZMA2", filterLZMA2}, {"FILTER_DELTA", filterDelta}, {"FILTER_X86", filterX86},
	{"FILTER_IA64", filterIA64}, {"FILTER_ARM", filterARM}, {"FILTER_ARMTHUMB", filterARMThumb}, {"FILTER_SPARC", filterSPARC},
	{"FILTER_POWERPC", filterPowerPC},
	{"MF_HC3", finderHC3}, {"MF_HC4", finderHC4}, {"MF_BT2", finderBT2}, {"MF_BT3", finderBT3}, {"MF_BT4", finderBT4},
	{"MODE_FAST", modeFast}, {"MODE_NORMAL", modeNormal},
	{"PRESET_DEFAULT", presetDefault}, {"PRESET_EXTREME", presetExtreme},
}

var (
	errorType        = &py.Type{Name: "LZMAError", Module: "_lzma", Flags: py.TypeBaseType, Doc: "Data can't be compressed or decompressed."}
	compressorType   = &py.Type{Name: "LZMACompressor", Module: "_lzma", Flags: py.TypeShownHeap, Doc: "Compresses data in parts."}
	decompressorType = &py.Type{Name: "LZMADecompressor", Module: "_lzma", Flags: py.TypeShownHeap, TextSig: "(format=FORMAT_AUTO, memlimit=None, filters=None)", Doc: "Decompresses a stream in parts."}
	setup            = sync.OnceFunc(func() {
		py.SetupType(errorType, py.ExceptionType)
		setupCompressor(compressorType)
		setupDecompressor(decompressorType)
	})
)

func raise(format string, args ...any) error { return py.Raise(errorType, format, args...) }

func supported(check int) bool {
	return check == checkNone || check >= 0 && check <= checkMost && newCheck(check) != nil
}

// uint64Of reads a number of 64 bits.
func uint64Of(th *py.Thread, v py.Value) (uint64, error) {
	n, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	b := py.AsBig(n)
	switch {
	case b.Sign() < 0:
		return 0, py.Raise(py.ValueError, "Cannot convert negative int")
	case !b.IsUint64():
		return 0, py.Raise(py.OverflowError, "Python int too large to convert to C unsigned long")
	}
	return b.Uint64(), nil
}

func uint32Of(th *py.Thread, v py.Value) (uint32, error) {
	n, err := uint64Of(th, v)
	if err == nil && n > math.MaxUint32 {
		err = py.Raise(py.OverflowError, "Value too large for uint32_t type")
	}
	return uint32(n), err
}

// specifier returns the dict that describes a filter, with what its properties tell.
func (f *filter) specifier(th *py.Thread) (py.Value, error) {
	d := py.NewDict()
	set := func(name string, n uint64) error {
		return d.SetItem(th, py.Text(name), py.NewBig(new(big.Int).SetUint64(n)))
	}
	if err := set("id", f.id); err != nil {
		return py.Unbound, err
	}
	var err error
	switch f.id {
	case filterLZMA1:
		for _, option := range []struct {
			name string
			n    int
		}{{"lc", f.lc}, {"lp", f.lp}, {"pb", f.pb}} {
			if err == nil {
				err = set(option.name, uint64(option.n))
			}
		}
		if err == nil {
			err = set("dict_size", uint64(f.dict))
		}
	case filterLZMA2:
		err = set("dict_size", uint64(f.dict))
	case filterDelta:
		err = set("dist", uint64(f.distance))
	default:
		if f.offset != 0 {
			err = set("start_offset", uint64(f.offset))
		}
	}
	return d.Value(), err
}

type compressor struct{ stepwise.Compressor }

func setupCompressor(t *py.Type) {
	self := py.AsAny[compressor]
	signature := py.ParseSignature("LZMACompressor(format=1, check=-1, preset=None, filters=None)")
	t.Size = py.SizeOf[compressor]()
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		x := py.NewObject[compressor](cls)
		if x.Writer, err = newWriter(th, &x.Out, a[0], a[1], a[2], a[3]); err != nil {
			return py.Unbound, err
		}
		return x.Value(), nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("compress($self, data, /)", "Compress more data and return what is ready.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).Compress(th, a[1])
		}),
		py.Def("flush($self, /)", "End the stream and return what was left of it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).Flush(th)
		}),
	}
	py.SetupType(t, nil)
}

// newWriter returns what an LZMACompressor with these arguments compresses with.
func newWriter(th *py.Thread, out io.Writer, formatArg, checkArg, presetArg, filters py.Value) (io.WriteCloser, error) {
	format, err := py.AsCInt(th, formatArg)
	if err != nil {
		return nil, err
	}
	check, err := py.AsCInt(th, checkArg)
	if err != nil {
		return nil, err
	}
	if !presetArg.IsNone() && !filters.IsNone() {
		return nil, py.Raise(py.ValueError, "Cannot specify both preset and filter chain")
	}
	preset := uint32(presetDefault)
	if !presetArg.IsNone() {
		if preset, err = uint32Of(th, presetArg); err != nil {
			return nil, err
		}
	}
	if format != formatXZ && check != -1 && check != checkNone {
		return nil, py.Raise(py.ValueError, "Integrity checks are only supported by FORMAT_XZ")
	}
	if check == -1 {
		check = checkCRC64
	}
	id := uint64(filterLZMA2)
	switch format {
	case formatXZ:
	case formatAlone:
		id = filterLZMA1
	case formatRaw:
		if filters.IsNone() {
			return nil, py.Raise(py.ValueError, "Must specify filters for FORMAT_RAW")
		}
	default:
		return nil, py.Raise(py.ValueError, "Invalid container format: %d", format)
	}
	var chain []filter
	if filters.IsNone() {
		f, ok := lzmaPreset(id, preset)
		if !ok {
			return nil, raise("%s", badOptions)
		}
		chain = []filter{f}
	} else if chain, err = parseFilters(th, filters); err != nil {
		return nil, err
	}
	if format == formatAlone && (len(chain) != 1 || chain[0].id != filterLZMA1) {
		return nil, py.Raise(py.ValueError, "Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter")
	}
	if problem := verify(chain, format != formatXZ, true); problem != "" {
		return nil, raise("%s", problem)
	}
	if err := th.Charge(6 * int64(chain[len(chain)-1].dict)); err != nil {
		return nil, err
	}
	switch {
	case format == formatAlone:
		return &aloneWriter{out: out, chain: chain}, nil
	case format == formatRaw:
		return newChainWriter(out, chain), nil
	case check < 0 || check > checkMost:
		return nil, raise("%s", internal)
	case !supported(check):
		return nil, raise("Unsupported integrity check")
	}
	return &xzWriter{out: out, chain: chain, check: check}, nil
}

// decompressor is an LZMADecompressor.
type decompressor struct {
	stepwise.Object
	*shared
}

// shared is what the decoder, too, holds on to. It uses that while Decompress waits for it.
type shared struct {
	kind   int // of the check
	charge func(int64) error
}

func setupDecompressor(t *py.Type) {
	self := py.AsAny[decompressor]
	signature := py.ParseSignature("LZMADecompressor(format=0, memlimit=None, filters=None)")
	t.Size = py.SizeOf[decompressor]()
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		format, err := py.AsCInt(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		limit := uint64(math.MaxUint64)
		if !a[1].IsNone() {
			if format == formatRaw {
				return py.Unbound, py.Raise(py.ValueError, "Cannot specify memory limit with FORMAT_RAW")
			}
			if limit, err = uint64Of(th, a[1]); err != nil {
				return py.Unbound, err
			}
		}
		switch {
		case format == formatRaw && a[2].IsNone():
			return py.Unbound, py.Raise(py.ValueError, "Must specify filters for FORMAT_RAW")
		case format != formatRaw && !a[2].IsNone():
			return py.Unbound, py.Raise(py.ValueError, "Cannot specify filters except with FORMAT_RAW")
		case format < formatAuto || format > formatRaw:
			return py.Unbound, py.Raise(py.ValueError, "Invalid container format: %d", format)
		}
		x := py.NewObject[decompressor](cls)
		both := &shared{kind: checkUnknown}
		x.shared = both
		inner := &limits{
			memory: limit,
			charge: func(n int64) error { return both.charge(n) },
			check:  func(check int) { both.kind = check },
		}
		if format != formatRaw {
			if format == formatAlone {
				both.kind = checkNone
			}
			x.Start(stepwise.New(func(in *stepwise.Source) (io.Reader, error) { return open(in, format, inner) }))
			return x.Value(), nil
		}
		both.kind = checkNone
		chain, err := parseFilters(th, a[2])
		if err != nil {
			return py.Unbound, err
		}
		if problem := verify(chain, true, false); problem != "" {
			return py.Unbound, raise("%s", problem)
		}
		x.Start(stepwise.New(func(in *stepwise.Source) (io.Reader, error) { return newChainReader(in, chain, inner.charge) }))
		return x.Value(), nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("decompress($self, /, data, max_length=-1)", "Decompress more data and return what is ready, at most max_length bytes unless that is negative.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			x.charge = th.Charge
			return x.Decompress(th, a[1], a[2], "Already at end of stream", func(err error) error { return raise("%s", message(err)) })
		}),
	}
	t.GetSets = append([]py.GetSetDef{{
		Name: "check", Member: true, Doc: "The kind of the check of integrity, or CHECK_UNKNOWN as long as that isn't known.",
		Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(self(v).kind)), nil },
	}}, stepwise.Attributes(func(v py.Value) *stepwise.Object { return &self(v).Object })...)
	py.SetupType(t, nil)
}

// message is the text of the exception for a decoder's error.
func message(err error) string {
	switch err {
	case errFormat, errOptions, errMemory:
		return err.Error()
	}
	return errData.Error()
}
