// Package multibytecodec holds the module _multibytecodec and the modules of the encodings of East Asia, which are made with
// it: _codecs_cn, _codecs_hk, _codecs_iso2022, _codecs_jp, _codecs_kr and _codecs_tw.
//
//	multibytecodec.go  the modules, codec objects
//	coding.go          encoding and decoding with error handlers
//	incremental.go     encoders and decoders that get a text in parts
//	stream.go          readers and writers of streams
//
// The encodings themselves are in package runtime/multibyte.
package multibytecodec

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/multibyte"
)

// Modules are the definitions of the modules.
var Modules = []*py.ModuleDef{
	{
		Name: "_multibytecodec",
		Exec: func(th *py.Thread, m *py.Module) error {
			setup()
			for _, t := range []*py.Type{incrementalEncoderType, incrementalDecoderType, streamReaderType, streamWriterType} {
				m.Set(th, t.Name, t.Value())
			}
			return nil
		},
	},
	family("_codecs_cn", "gb2312", "gbk", "gb18030", "hz"),
	family("_codecs_hk", "big5hkscs"),
	family("_codecs_iso2022", "iso2022_kr", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_3", "iso2022_jp_ext"),
	family("_codecs_jp", "shift_jis", "cp932", "euc_jp", "shift_jis_2004", "euc_jis_2004", "euc_jisx0213", "shift_jisx0213"),
	family("_codecs_kr", "euc_kr", "cp949", "johab"),
	family("_codecs_tw", "big5", "cp950"),
}

// family declares a module that gives out the codecs with these names.
func family(module string, names ...string) *py.ModuleDef {
	return &py.ModuleDef{
		Name: module,
		Functions: func() []*py.MethodDef {
			return []*py.MethodDef{py.Def("getcodec($module, object, /)", "Return the codec with the given name.", func(th *py.Thread, a []py.Value) (py.Value, error) {
				name := py.AsStr(a[0])
				if name == nil {
					return py.Unbound, py.Raise(py.TypeError, "encoding name must be a string.")
				}
				for _, n := range names {
					if n == name.String() {
						c := py.NewObject[codec](codecType)
						c.Codec = multibyte.Named(n)
						return c.Value(), nil
					}
				}
				return py.Unbound, py.Raise(py.LookupError, "no such codec is supported.")
			})}
		},
		Exec: func(*py.Thread, *py.Module) error {
			setup()
			return nil
		},
	}
}

var (
	codecType              = &py.Type{Name: "MultibyteCodec", Module: "_multibytecodec", Flags: py.TypeDisallowNew | py.TypeShownHeap}
	incrementalEncoderType = &py.Type{Name: "MultibyteIncrementalEncoder", Module: "_multibytecodec", Flags: py.TypeBaseType | py.TypeShownHeap}
	incrementalDecoderType = &py.Type{Name: "MultibyteIncrementalDecoder", Module: "_multibytecodec", Flags: py.TypeBaseType | py.TypeShownHeap}
	streamReaderType       = &py.Type{Name: "MultibyteStreamReader", Module: "_multibytecodec", Flags: py.TypeBaseType | py.TypeShownHeap}
	streamWriterType       = &py.Type{Name: "MultibyteStreamWriter", Module: "_multibytecodec", Flags: py.TypeBaseType | py.TypeShownHeap}

	setup = sync.OnceFunc(func() {
		setupCodec(codecType)
		setupIncrementalEncoder(incrementalEncoderType)
		setupIncrementalDecoder(incrementalDecoderType)
		setupStreamReader(streamReaderType)
		setupStreamWriter(streamWriterType)
	})
)

// codec is a MultibyteCodec.
type codec struct {
	py.Header
	*multibyte.Codec
}

func setupCodec(t *py.Type) {
	self := py.AsAny[codec]
	t.Methods = []*py.MethodDef{
		py.Def("encode($self, /, input, errors=None)", "Return a text encoded and how many characters it has.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			handler, err := handlerName("encode() argument 'errors' must be str or None, not %s", a[2])
			if err != nil {
				return py.Unbound, err
			}
			s, err := py.StrOf(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			text, err := newText(th, "", s)
			if err != nil {
				return py.Unbound, err
			}
			e := newEncoding(self(a[0]).Codec, handler)
			if _, err = e.run(th, text, true); err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(py.NewBytes(e.Reset(&e.state, e.out)).Value(), py.Int(int64(s.Len()))).Value(), nil
		}),
		py.Def("decode($self, /, input, errors=None)", "Return bytes decoded and how many there are.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			handler, err := handlerName("decode() argument 'errors' must be str or None, not %s", a[2])
			if err != nil {
				return py.Unbound, err
			}
			data, err := py.AsBytes(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			d := newDecoding(self(a[0]).Codec, handler)
			if _, err = d.run(th, data, true); err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(py.Text(string(d.out)), py.Int(int64(len(data)))).Value(), nil
		}),
	}
	py.SetupType(t, nil)
}

// handlerName reads the name of an error handler; complaint is the text of the TypeError of another type.
func handlerName(complaint string, v py.Value) (string, error) {
	if v.IsNone() {
		return "strict", nil
	}
	s := py.AsStr(v)
	if s == nil {
		return "", py.Raise(py.TypeError, complaint, v.Type().TypeName())
	}
	for _, c := range []byte(s.String()) {
		if c == 0 {
			return "", py.Raise(py.ValueError, "embedded null character")
		}
	}
	return s.String(), nil
}
