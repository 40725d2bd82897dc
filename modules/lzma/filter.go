// This file holds the chains of filters: what programs say about them, their properties in files, readers and writers.

package lzma

import (
	"encoding/binary"
	"io"

	"github.com/ulikunitz/xz/lzma"

	py "github.com/gopy-lang/gopy/runtime"
)

// The filters.
const (
	filterLZMA1    = 0x4000000000000001
	filterLZMA2    = 0x21
	filterDelta    = 3
	filterX86      = 4
	filterPowerPC  = 5
	filterIA64     = 6
	filterARM      = 7
	filterARMThumb = 8
	filterSPARC    = 9
)

// mostFilters is how long a chain may be.
const mostFilters = 4

// A filter is a filter with its options.
type filter struct {
	id         uint64
	dict       uint32 // LZMA: size of the dictionary
	lc, lp, pb int
	distance   uint32 // delta
	offset     uint32 // branches: where the data begins
	odd        bool   // LZMA: it has options for compression that don't exist
}

const (
	presetDefault = 6
	presetExtreme = 1 << 31
	smallestDict  = 1 << 12
	largestDict   = 1<<30 + 1<<29 // for compression
)

// presetDicts are the sizes of dictionaries by preset.
var presetDicts = [...]uint32{1 << 18, 1 << 20, 1 << 21, 1 << 22, 1 << 22, 1 << 23, 1 << 23, 1 << 24, 1 << 25, 1 << 26}

// lzmaPreset returns a filter LZMA1 or LZMA2 with the options of a preset.
func lzmaPreset(id uint64, preset uint32) (filter, bool) {
	level := preset &^ presetExtreme
	if level >= uint32(len(presetDicts)) {
		return filter{}, false
	}
	return filter{id: id, dict: presetDicts[level], lc: 3, lp: 0, pb: 2}, true
}

// fields reads the entries of a filter's specifier as numbers of 32 bits; it fails for other keys. absent entries are -1.
func fields(th *py.Thread, spec py.Value, names ...string) (values []int64, err error) {
	values = make([]int64, len(names))
	for i := range values {
		values[i] = -1
	}
	keys, err := py.CallMethod(th, spec, "keys")
	if err != nil {
		return nil, err
	}
	list, err := py.Items(th, keys)
	if err != nil {
		return nil, err
	}
next:
	for _, key := range list {
		s := py.AsStr(key)
		if s != nil && s.String() == "id" {
			continue
		}
		for i, name := range names {
			if s == nil || s.String() != name {
				continue
			}
			v, err := py.GetItem(th, spec, key)
			if err != nil {
				return nil, err
			}
			n, err := uint32Of(th, v)
			if err != nil {
				return nil, err
			}
			values[i] = int64(n)
			continue next
		}
		return nil, py.Raise(py.TypeError, "unknown option")
	}
	return values, nil
}

// parseFilter reads a filter's specifier.
func parseFilter(th *py.Thread, spec py.Value) (f filter, err error) {
	if spec.Type().GetItem == nil {
		return f, py.Raise(py.TypeError, "Filter specifier must be a dict or dict-like object")
	}
	v, err := py.GetItem(th, spec, py.Text("id"))
	if err != nil {
		if py.Matches(err, py.KeyError) {
			return f, py.Raise(py.ValueError, "Filter specifier must have an \"id\" entry")
		}
		return f, err
	}
	id, err := uint64Of(th, v)
	if err != nil {
		return f, err
	}
	switch id {
	case filterLZMA1, filterLZMA2:
		return parseLZMA(th, id, spec)
	case filterDelta:
		values, err := fields(th, spec, "dist")
		if err != nil {
			return f, py.Raise(py.ValueError, "Invalid filter specifier for delta filter")
		}
		f = filter{id: id, distance: 1}
		if values[0] >= 0 {
			f.distance = uint32(values[0])
		}
		return f, nil
	case filterX86, filterPowerPC, filterIA64, filterARM, filterARMThumb, filterSPARC:
		values, err := fields(th, spec, "start_offset")
		if err != nil {
			return f, py.Raise(py.ValueError, "Invalid filter specifier for BCJ filter")
		}
		return filter{id: id, offset: uint32(max(values[0], 0))}, nil
	}
	return f, py.Raise(py.ValueError, "Invalid filter ID: %d", id)
}

func parseLZMA(th *py.Thread, id uint64, spec py.Value) (filter, error) {
	preset := uint32(presetDefault)
	v, err := py.GetItem(th, spec, py.Text("preset"))
	switch {
	case err == nil:
		if preset, err = uint32Of(th, v); err != nil {
			return filter{}, err
		}
	case !py.Matches(err, py.KeyError):
		return filter{}, err
	}
	f, ok := lzmaPreset(id, preset)
	if !ok {
		return f, raise("Invalid compression preset: %d", preset)
	}
	values, err := fields(th, spec, "dict_size", "lc", "lp", "pb", "mode", "nice_len", "mf", "depth", "preset")
	if err != nil {
		return f, py.Raise(py.ValueError, "Invalid filter specifier for LZMA filter")
	}
	if values[0] >= 0 {
		f.dict = uint32(values[0])
	}
	for i, p := range []*int{&f.lc, &f.lp, &f.pb} {
		if values[i+1] >= 0 {
			*p = int(values[i+1])
		}
	}
	mode, nice, finder := values[4], values[5], values[6]
	f.odd = mode != -1 && mode != modeFast && mode != modeNormal || nice != -1 && (nice < 2 || nice > 273)
	switch finder {
	case -1, finderHC3, finderHC4, finderBT2, finderBT3, finderBT4:
	default:
		f.odd = true
	}
	return f, nil
}

// parseFilters reads a chain.
func parseFilters(th *py.Thread, specs py.Value) ([]filter, error) {
	if py.IsInstance(specs, py.DictType) {
		return nil, py.Raise(py.TypeError, "%s is not a sequence", specs.Type().TypeName())
	}
	n, err := py.Length(th, specs)
	if err != nil {
		return nil, err
	}
	if n > mostFilters {
		return nil, py.Raise(py.ValueError, "Too many filters - liblzma supports a maximum of %d", mostFilters)
	}
	var chain []filter
	for i := range n {
		spec, err := py.GetItem(th, specs, py.Int(int64(i)))
		if err != nil {
			return nil, err
		}
		f, err := parseFilter(th, spec)
		if err != nil {
			return nil, err
		}
		chain = append(chain, f)
	}
	return chain, nil
}

// The text of errors that liblzma has.
const (
	badOptions = "Invalid or unsupported options"
	internal   = "Internal error"
)

// verify checks that a chain can be used; its error is the text of an LZMAError. raw: not in a container of .xz.
func verify(chain []filter, raw, compress bool) string {
	if len(chain) == 0 {
		return internal
	}
	for i := range chain {
		f := &chain[i]
		last := i == len(chain)-1
		switch f.id {
		case filterLZMA1, filterLZMA2:
			if !raw && f.id == filterLZMA1 {
				return internal
			}
			if !last || f.lc > 4 || f.lp > 4 || f.lc+f.lp > 4 || f.pb > 4 {
				return badOptions
			}
			if compress && (f.odd || f.dict < smallestDict || f.dict > largestDict) {
				return badOptions
			}
		case filterDelta:
			if last || f.distance < 1 || f.distance > 256 {
				return badOptions
			}
		default:
			if last || f.offset%uint32(branches[f.id].step) != 0 {
				return badOptions
			}
		}
	}
	return ""
}

// encodeProperties returns the properties as they stand in files.
func (f *filter) encodeProperties() []byte {
	switch f.id {
	case filterLZMA1:
		return binary.LittleEndian.AppendUint32([]byte{byte((f.pb*5+f.lp)*9 + f.lc)}, f.dict)
	case filterLZMA2:
		for b := range byte(40) {
			if dictOf(b) >= max(f.dict, smallestDict) {
				return []byte{b}
			}
		}
		return []byte{40}
	case filterDelta:
		return []byte{byte(f.distance - 1)}
	}
	if f.offset != 0 {
		return binary.LittleEndian.AppendUint32(nil, f.offset)
	}
	return nil
}

// dictOf returns the size of a dictionary that a byte of properties of LZMA2 tells.
func dictOf(b byte) uint32 {
	if b >= 40 {
		return 0xFFFFFFFF
	}
	return (2 | uint32(b&1)) << (b/2 + 11)
}

// decodeProperties is the reverse of encodeProperties.
func decodeProperties(id uint64, props []byte) (f filter, ok bool) {
	f.id = id
	switch id {
	case filterLZMA1:
		var d decoder
		if len(props) != 5 || d.properties(props[0]) != nil || d.lc+d.lp > 4 {
			return f, false
		}
		f.lc, f.lp, f.pb = d.lc, d.lp, d.pb
		f.dict = binary.LittleEndian.Uint32(props[1:])
		return f, true
	case filterLZMA2:
		if len(props) != 1 || props[0] > 40 {
			return f, false
		}
		f.dict = dictOf(props[0])
		return f, true
	case filterDelta:
		if len(props) != 1 {
			return f, false
		}
		f.distance = uint32(props[0]) + 1
		return f, true
	}
	if _, known := branches[id]; !known || len(props) != 0 && len(props) != 4 {
		return f, false
	}
	if len(props) == 4 {
		f.offset = binary.LittleEndian.Uint32(props)
	}
	return f, true
}

// memory is about how much memory decoding takes.
func memory(chain []filter) uint64 {
	total := uint64(1 << 15)
	for _, f := range chain {
		total += uint64(f.dict)
	}
	return total
}

// newChainReader returns a reader of what a chain has made.
func newChainReader(in source, chain []filter, charge func(int64) error) (io.Reader, error) {
	last := &chain[len(chain)-1]
	var r io.Reader
	var err error
	if last.id == filterLZMA1 {
		r, err = newLZMA1Reader(in, last, -1, charge)
	} else {
		r = newLZMA2Reader(in, last, charge)
	}
	for i := len(chain) - 2; i >= 0; i-- {
		if f := &chain[i]; f.id == filterDelta {
			r = &deltaReader{r: r, delta: delta{distance: byte(f.distance)}}
		} else {
			r = &branchReader{r: r, branch: newBranch(f, false)}
		}
	}
	return r, err
}

// newChainWriter returns a writer that compresses by a chain.
func newChainWriter(out io.Writer, chain []filter) io.WriteCloser {
	last := chain[len(chain)-1]
	var w io.WriteCloser = &lateWriter{out: out, filter: last}
	for i := len(chain) - 2; i >= 0; i-- {
		if f := &chain[i]; f.id == filterDelta {
			w = &deltaWriter{w: w, delta: delta{distance: byte(f.distance)}}
		} else {
			w = &branchWriter{w: w, branch: newBranch(f, true)}
		}
	}
	return w
}

// lateWriter compresses with LZMA1 or LZMA2. It chooses how large its tables are once it has seen the beginning of the data:
// those for a large dictionary take longer to make than a short text to compress.
type lateWriter struct {
	out    io.Writer
	filter filter
	early  []byte
	w      io.WriteCloser
}

// lateSize is how much data is awaited.
const lateSize = 1 << 18

func (w *lateWriter) Write(p []byte) (int, error) {
	if w.w == nil {
		if len(w.early)+len(p) <= lateSize {
			w.early = append(w.early, p...)
			return len(p), nil
		}
		if err := w.start(int(w.filter.dict)); err != nil {
			return 0, err
		}
	}
	return w.w.Write(p)
}

func (w *lateWriter) start(dict int) (err error) {
	properties := &lzma.Properties{LC: w.filter.lc, LP: w.filter.lp, PB: w.filter.pb}
	if w.filter.id == filterLZMA2 {
		w.w, err = lzma.Writer2Config{Properties: properties, DictCap: dict}.NewWriter2(w.out)
	} else {
		w.w, err = lzma.WriterConfig{Properties: properties, DictCap: dict, EOSMarker: true}.NewWriter(&skipWriter{w.out, lzma.HeaderLen})
	}
	if err == nil {
		_, err = w.w.Write(w.early)
		w.early = nil
	}
	return err
}

func (w *lateWriter) Close() error {
	if w.w == nil {
		if err := w.start(max(smallestDict, min(int(w.filter.dict), len(w.early)))); err != nil {
			return err
		}
	}
	return w.w.Close()
}

// skipWriter leaves out the first bytes.
type skipWriter struct {
	w    io.Writer
	skip int
}

func (w *skipWriter) Write(p []byte) (int, error) {
	n := min(w.skip, len(p))
	w.skip -= n
	if n == len(p) {
		return n, nil
	}
	m, err := w.w.Write(p[n:])
	return n + m, err
}
