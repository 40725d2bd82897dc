// Package zstd is the module _zstd: the Zstandard format (RFC 8878).
//
//	zstd.go       the module
//	parameter.go  parameters of compression and decompression
//	object.go     compressors and decompressors
//	dict.go       dictionaries
//	frame.go      where frames end
//
// Compression and decompression are those of klauspost/compress. Of the parameters of compression it knows the level, the size of
// the window and the flags of a frame; the others are checked and change nothing.
package zstd

import (
	"sync"

	"github.com/klauspost/compress/zstd"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_zstd",
	Doc:       "Compression in the format Zstandard.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setup()
		for _, t := range []*py.Type{errorType, compressorType, decompressorType, dictType} {
			m.Set(th, t.Name, t.Value())
		}
		for _, p := range compression {
			m.Set(th, "ZSTD_c_"+p.constant, py.Int(p.id))
		}
		m.Set(th, "ZSTD_d_windowLogMax", py.Int(windowLogMax.id))
		for i, name := range strategies {
			m.Set(th, "ZSTD_"+name, py.Int(int64(i+1)))
		}
		m.Set(th, "ZSTD_CLEVEL_DEFAULT", py.Int(defaultLevel))
		m.Set(th, "ZSTD_DStreamOutSize", py.Int(1<<17))
		m.Set(th, "zstd_version", py.Text("1.5.7"))
		m.Set(th, "zstd_version_number", py.Int(10507))
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("get_frame_info($module, /, frame_buffer)", "Return the size of the data of a frame, or None, and the number of its dictionary, or 0.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			data, err := py.AsBytes(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			var h zstd.Header
			if len(data) < 5 || h.Decode(data) != nil || h.HeaderSize > len(data) {
				return py.Unbound, raise("Error when getting information from the header of a Zstandard frame. Ensure the frame_buffer argument starts from the beginning of a frame, and its length is not less than the frame header (6~18 bytes).")
			}
			size := py.None
			if h.HasFCS {
				size = unsigned(h.FrameContentSize)
			} else if h.Skippable {
				size = py.Int(0)
			}
			return py.TupleOf(size, py.Int(int64(h.DictionaryID))).Value(), nil
		}),
		py.Def("get_frame_size($module, /, frame_buffer)", "Return the size of the frame at the start of a buffer, compressed.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			data, err := py.AsBytes(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			n := frameSize(data)
			if n < 0 {
				return py.Unbound, raise("Error when finding the compressed size of a Zstandard frame. Ensure the frame_buffer argument starts from the beginning of a frame, and its length is not less than this complete frame. Zstd error message: Src size is incorrect.")
			}
			return py.Int(int64(n)), nil
		}),
		py.Def("get_param_bounds($module, /, parameter, is_compress)", "Return the least and the greatest value of a parameter.", paramBounds),
		py.Def("set_parameter_types($module, /, c_parameter_type, d_parameter_type)", "Tell the classes of parameters, so that one kind isn't taken for the other.", setParameterTypes),
		py.Def("train_dict($module, samples_bytes, samples_sizes, dict_size, /)", "Make a dictionary from samples, which are joined.", trainDict),
		py.Def("finalize_dict($module, custom_dict_bytes, samples_bytes, samples_sizes, dict_size, compression_level, /)", "Make a dictionary of given content, with tables that fit samples.", finalizeDict),
	}
}

const module = "compression.zstd"

var (
	errorType        = &py.Type{Name: "ZstdError", Module: module, Flags: py.TypeBaseType, Doc: "Data can't be compressed or decompressed."}
	compressorType   = &py.Type{Name: "ZstdCompressor", Module: module, Flags: py.TypeShownHeap, TextSig: "(level=None, options=None, zstd_dict=None)", Doc: "Compresses data in parts."}
	decompressorType = &py.Type{Name: "ZstdDecompressor", Module: module, Flags: py.TypeShownHeap, TextSig: "(zstd_dict=None, options=None)", Doc: "Decompresses a frame in parts."}
	dictType         = &py.Type{Name: "ZstdDict", Module: module, Flags: py.TypeShownHeap, TextSig: "(dict_content, /, *, is_raw=False)", Doc: "A dictionary: data that the texts to compress are like."}
	setup            = sync.OnceFunc(func() {
		py.SetupType(errorType, py.ExceptionType)
		setupCompressor(compressorType)
		setupDecompressor(decompressorType)
		setupDict(dictType)
	})
)

func raise(format string, args ...any) error { return py.Raise(errorType, format, args...) }
