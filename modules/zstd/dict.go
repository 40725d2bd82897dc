// This file holds ZstdDict and the making of dictionaries.

package zstd

import (
	"encoding/binary"
	"fmt"

	"github.com/klauspost/compress/dict"
	"github.com/klauspost/compress/zstd"

	py "github.com/gopy-lang/gopy/runtime"
)

// dictionary is a ZstdDict.
type dictionary struct {
	py.Header
	id      uint32
	raw     bool // the content is data as it is
	content []byte
}

// shortestDict is what a dictionary needs at least.
const shortestDict = 8

// How a dictionary is to be used.
const (
	digested = iota
	undigested
	prefix
)

func setupDict(t *py.Type) {
	self := py.AsAny[dictionary]
	signature := py.ParseSignature("ZstdDict(dict_content, /, *, is_raw=False)")
	t.Size = py.SizeOf[dictionary]()
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		content, err := py.AsBytes(th, a[0])
		if err != nil {
			return py.Unbound, err
		}
		raw, err := py.Truth(th, a[1])
		if err != nil {
			return py.Unbound, err
		}
		if len(content) < shortestDict {
			return py.Unbound, py.Raise(py.ValueError, "Zstandard dictionary content too short (must have at least eight bytes)")
		}
		if err := th.Charge(int64(len(content))); err != nil {
			return py.Unbound, err
		}
		x := py.NewObject[dictionary](cls)
		x.content = append([]byte(nil), content...)
		x.raw = raw
		if binary.LittleEndian.Uint32(content) == dictMagic {
			x.id = binary.LittleEndian.Uint32(content[4:])
		}
		if !raw && x.id == 0 {
			return py.Unbound, py.Raise(py.ValueError, "invalid Zstandard dictionary")
		}
		return x.Value(), nil
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		x := self(v)
		return py.Text(fmt.Sprintf("<ZstdDict dict_id=%d dict_size=%d>", x.id, len(x.content))), nil
	}
	t.Len = func(th *py.Thread, v py.Value) (int, error) { return len(self(v).content), nil }
	use := func(name, doc string, how int64) py.GetSetDef {
		return py.GetSetDef{Name: name, Doc: doc, Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.TupleOf(v, py.Int(how)).Value(), nil
		}}
	}
	t.GetSets = []py.GetSetDef{
		{Name: "dict_id", Member: true, Doc: "The number of the dictionary; 0: data as they are.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.Int(int64(self(v).id)), nil
		}},
		{Name: "dict_content", Doc: "The content as bytes.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.CopyBytes(self(v).content).Value(), nil
		}},
		use("as_digested_dict", "For a compressor that keeps the tables made of the dictionary.", digested),
		use("as_undigested_dict", "For a compressor that makes the tables anew.", undigested),
		use("as_prefix", "For one frame, as if the dictionary stood before the data.", prefix),
	}
	py.SetupType(t, nil)
}

// dictArg reads a zstd_dict argument: the dictionary, or nil, and how it is to be used.
func dictArg(v py.Value) (*dictionary, int64, error) {
	if v.IsNone() {
		return nil, 0, nil
	}
	how := int64(digested)
	if t := py.AsTuple(v); t != nil && t.Len() == 2 && t.At(0).Type() == dictType {
		number := py.AsBig(t.At(1))
		if number != nil && (!number.IsInt64() || number.Int64() != int64(int32(number.Int64()))) {
			return nil, 0, py.Raise(py.OverflowError, "Python int too large to convert to C int")
		}
		n, ok := py.AsInt64(t.At(1))
		if !ok || n < digested || n > prefix {
			return nil, 0, py.Raise(py.TypeError, "zstd_dict argument should be a ZstdDict object.")
		}
		v, how = t.At(0), n
	}
	if v.Type() != dictType {
		return nil, 0, py.Raise(py.TypeError, "zstd_dict argument should be a ZstdDict object.")
	}
	return py.AsAny[dictionary](v), how, nil
}

// asData reports whether only the bytes of a dictionary count, not its tables and number.
func (d *dictionary) asData(how int64) bool { return d.raw || how == prefix }

// check looks at the tables of a dictionary; kind is zstd's name for a prepared one.
func (d *dictionary) check(how int64, kind string) error {
	if d.asData(how) {
		return nil
	}
	if _, err := zstd.InspectDictionary(d.content); err != nil {
		return raise("Failed to create a %s instance from Zstandard dictionary content.", kind)
	}
	return nil
}

// bytesArg reads an argument that must be bytes: the n-th one of a function.
func bytesArg(th *py.Thread, v py.Value, function string, n int) ([]byte, error) {
	if v.Kind() != py.KindBytes {
		return nil, py.Raise(py.TypeError, "%s() argument %d must be bytes, not %s", function, n, v.Type().TypeName())
	}
	return py.AsBytes(th, v)
}

// samplesArg splits samples that are joined: the arguments n and n+1 of a function.
func samplesArg(th *py.Thread, function string, n int, bytes, sizes py.Value) ([][]byte, error) {
	data, err := bytesArg(th, bytes, function, n)
	if err != nil {
		return nil, err
	}
	list := py.AsTuple(sizes)
	if list == nil {
		return nil, py.Raise(py.TypeError, "%s() argument %d must be tuple, not %s", function, n+1, sizes.Type().TypeName())
	}
	if err := th.ChargeItems(list.Len(), 24); err != nil {
		return nil, err
	}
	if err := th.Charge(4 * int64(len(data))); err != nil {
		return nil, err
	}
	data = append([]byte(nil), data...)
	var samples [][]byte
	for _, v := range list.Items() {
		if py.AsBig(v) == nil {
			return nil, py.Raise(py.TypeError, "an integer is required")
		}
		n, ok := py.AsInt64(v)
		if !ok || n < 0 || n > int64(len(data)) {
			return nil, py.Raise(py.ValueError, "The samples size tuple doesn't match the concatenation's size.")
		}
		samples = append(samples, data[:n:n])
		data = data[n:]
	}
	if len(data) > 0 {
		return nil, py.Raise(py.ValueError, "The samples size tuple doesn't match the concatenation's size.")
	}
	return samples, nil
}

func dictSize(th *py.Thread, v py.Value) (int, error) {
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n, err := py.AsInt(th, i)
	if err != nil {
		return 0, py.Raise(py.OverflowError, "Python int too large to convert to C ssize_t")
	}
	if n <= 0 {
		return 0, py.Raise(py.ValueError, "dict_size argument should be positive number.")
	}
	return n, nil
}

// leastDict is the size of a dictionary that training can make.
const leastDict = 256

func trainDict(th *py.Thread, a []py.Value) (py.Value, error) {
	samples, err := samplesArg(th, "train_dict", 1, a[0], a[1])
	if err != nil {
		return py.Unbound, err
	}
	size, err := dictSize(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	if len(samples) == 0 {
		return py.Unbound, raise("Unable to train the Zstandard dictionary: Src size is incorrect")
	}
	if size < leastDict {
		return py.Unbound, raise("Unable to train the Zstandard dictionary: Destination buffer is too small")
	}
	return makeDict(th, "train", func() ([]byte, error) {
		return dict.BuildZstdDict(samples, dict.Options{MaxDictSize: size - leastDict/2, HashBytes: 6, ZstdLevel: zstd.SpeedDefault})
	}, size)
}

func finalizeDict(th *py.Thread, a []py.Value) (py.Value, error) {
	custom, err := bytesArg(th, a[0], "finalize_dict", 1)
	if err != nil {
		return py.Unbound, err
	}
	samples, err := samplesArg(th, "finalize_dict", 2, a[1], a[2])
	if err != nil {
		return py.Unbound, err
	}
	size, err := dictSize(th, a[3])
	if err != nil {
		return py.Unbound, err
	}
	level, err := py.AsCInt(th, a[4])
	if err != nil {
		return py.Unbound, err
	}
	if size < leastDict {
		return py.Unbound, raise("Unable to finalize the Zstandard dictionary: Destination buffer is too small")
	}
	if len(samples) == 0 {
		return py.Unbound, raise("Unable to finalize the Zstandard dictionary: Src size is incorrect")
	}
	history := append([]byte(nil), custom[max(0, len(custom)-size+leastDict/2):]...)
	if len(custom) >= 8 && binary.LittleEndian.Uint32(custom) == dictMagic {
		if d, err := zstd.InspectDictionary(custom); err == nil {
			history = append([]byte(nil), d.Content()...)
		}
	}
	return makeDict(th, "finalize", func() ([]byte, error) {
		id := uint32(32768)
		for _, b := range history {
			id = id*31 + uint32(b)
		}
		return zstd.BuildDict(zstd.BuildDictOptions{ID: id&0x7FFFFFFF | 32768, Contents: samples, History: history, Offsets: [3]int{1, 4, 8},
			Level: zstd.EncoderLevelFromZstd(max(level, 1))})
	}, size)
}

// makeDict runs what makes a dictionary, which fails for samples that have too little in common.
func makeDict(th *py.Thread, what string, build func() ([]byte, error), size int) (py.Value, error) {
	var made []byte
	var err error
	th.Outside(func() {
		defer func() {
			if p := recover(); p != nil { // the library indexes beyond samples that are very short
				err = fmt.Errorf("%v", p)
			}
		}()
		made, err = build()
	})
	if err != nil || len(made) > size {
		return py.Unbound, raise("Unable to %s the Zstandard dictionary: Src size is incorrect", what)
	}
	return py.NewBytes(made).Value(), nil
}
