// This file holds the parameters of compression and decompression.

package zstd

import (
	"math/big"

	"github.com/klauspost/compress/zstd"

	py "github.com/gopy-lang/gopy/runtime"
)

// A parameter has a number, CPython's name in options, zstd's name, and bounds.
type parameter struct {
	id             int64
	name, constant string
	least, most    int64
}

const (
	compressionLevel = 100
	windowLog        = 101
	contentSizeFlag  = 200
	checksumFlag     = 201
	dictIDFlag       = 202
	defaultLevel     = 3
	leastLevel       = -131072
	mostLevel        = 22
)

var compression = []parameter{
	{compressionLevel, "compression_level", "compressionLevel", leastLevel, mostLevel},
	{windowLog, "window_log", "windowLog", 10, 31},
	{102, "hash_log", "hashLog", 6, 30},
	{103, "chain_log", "chainLog", 6, 30},
	{104, "search_log", "searchLog", 1, 30},
	{105, "min_match", "minMatch", 3, 7},
	{106, "target_length", "targetLength", 0, 131072},
	{107, "strategy", "strategy", 1, 9},
	{160, "enable_long_distance_matching", "enableLongDistanceMatching", 0, 2},
	{161, "ldm_hash_log", "ldmHashLog", 6, 30},
	{162, "ldm_min_match", "ldmMinMatch", 4, 4096},
	{163, "ldm_bucket_size_log", "ldmBucketSizeLog", 1, 8},
	{164, "ldm_hash_rate_log", "ldmHashRateLog", 0, 25},
	{contentSizeFlag, "content_size_flag", "contentSizeFlag", 0, 1},
	{checksumFlag, "checksum_flag", "checksumFlag", 0, 1},
	{dictIDFlag, "dict_id_flag", "dictIDFlag", 0, 1},
	{400, "nb_workers", "nbWorkers", 0, 256},
	{401, "job_size", "jobSize", 0, 1 << 30},
	{402, "overlap_log", "overlapLog", 0, 9},
}

var windowLogMax = parameter{100, "window_log_max", "windowLogMax", 10, 31}

var strategies = []string{"fast", "dfast", "greedy", "lazy", "lazy2", "btlazy2", "btopt", "btultra", "btultra2"}

func find(id int64, compress bool) *parameter {
	if !compress {
		if id == windowLogMax.id {
			return &windowLogMax
		}
		return nil
	}
	for i := range compression {
		if compression[i].id == id {
			return &compression[i]
		}
	}
	return nil
}

func paramBounds(th *py.Thread, a []py.Value) (py.Value, error) {
	id, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	compress, err := py.Truth(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	p := find(int64(id), compress)
	if p == nil {
		what := "decompression"
		if compress {
			what = "compression"
		}
		return py.Unbound, raise("Unable to get zstd %s parameter bounds: Unsupported parameter", what)
	}
	return py.TupleOf(py.Int(p.least), py.Int(p.most)).Value(), nil
}

// parameterTypes are the classes that set_parameter_types told.
type parameterTypes struct{ compress, decompress *py.Type }

const typesKey = "_zstd.types"

func setParameterTypes(th *py.Thread, a []py.Value) (py.Value, error) {
	c, d := py.AsType(a[0]), py.AsType(a[1])
	if c == nil || d == nil {
		return py.Unbound, py.Raise(py.ValueError, "The two arguments should be CompressionParameter and DecompressionParameter types.")
	}
	th.Interp.Extra[typesKey] = &parameterTypes{c, d}
	return py.None, nil
}

// readOptions reads the options of a compressor or decompressor: values by parameter.
func readOptions(th *py.Thread, v py.Value, object string, compress bool) (map[int64]int64, error) {
	values := map[int64]int64{}
	if v.IsNone() {
		return values, nil
	}
	d := py.AsDict(v)
	if d == nil {
		return nil, py.Raise(py.TypeError, "%s() argument 'options' must be dict, not %s", object, v.Type().TypeName())
	}
	kind, other := "compression", "DecompressionParameter"
	if !compress {
		kind, other = "decompression", "CompressionParameter"
	}
	types, _ := th.Interp.Extra[typesKey].(*parameterTypes)
	for pos := 0; ; {
		key, value, ok := d.Next(&pos)
		if !ok {
			return values, nil
		}
		if types != nil {
			wrong := types.decompress
			if !compress {
				wrong = types.compress
			}
			if key.Type() == wrong {
				return nil, py.Raise(py.TypeError, "%s options dictionary key must not be a %s attribute", kind, other)
			}
		}
		id, err := py.AsCInt(th, key)
		if err != nil {
			return nil, err
		}
		n, err := py.AsCInt(th, value)
		if err != nil {
			return nil, err
		}
		p := find(int64(id), compress)
		if p == nil {
			return nil, py.Raise(py.ValueError, "invalid %s parameter 'unknown parameter (key %d)'", kind, id)
		}
		if int64(n) < p.least || int64(n) > p.most {
			return nil, py.Raise(py.ValueError, "%s parameter '%s' received an illegal value %d; the valid range is [%d, %d]", kind, p.name, n, p.least, p.most)
		}
		values[p.id] = int64(n)
	}
}

// levelOf reads the level of a compressor.
func levelOf(th *py.Thread, v py.Value) (int64, error) {
	if !py.IsInstance(v, py.IntType) {
		return 0, py.Raise(py.TypeError, "invalid type for level, expected int")
	}
	level, ok := py.AsInt64(v)
	if !ok || level != int64(int32(level)) {
		return 0, py.Raise(py.ValueError, "illegal compression level; the valid range is [%d, %d]", int64(leastLevel), int64(mostLevel))
	}
	if level < leastLevel || level > mostLevel {
		return 0, py.Raise(py.ValueError, "illegal compression level %d; the valid range is [%d, %d]", level, int64(leastLevel), int64(mostLevel))
	}
	return level, nil
}

// encoderOptions translates parameters.
func encoderOptions(values map[int64]int64) []zstd.EOption {
	level, ok := values[compressionLevel]
	if !ok || level == 0 {
		level = defaultLevel
	}
	options := []zstd.EOption{
		zstd.WithEncoderConcurrency(1),
		zstd.WithZeroFrames(true),
		zstd.WithLowerEncoderMem(true),
		zstd.WithEncoderLevel(zstd.EncoderLevelFromZstd(int(max(level, 1)))),
		zstd.WithEncoderCRC(values[checksumFlag] == 1),
	}
	if log := values[windowLog]; log > 0 {
		options = append(options, zstd.WithWindowSize(1<<min(log, 29)))
	}
	return options
}

// unsigned makes an int.
func unsigned(n uint64) py.Value { return py.NewBig(new(big.Int).SetUint64(n)) }
