// This file decodes and encodes text piece by piece. The common encodings work here; any other is asked of the registered codecs.

package io

import (
	"slices"
	"strings"
	"unicode/utf8"

	py "github.com/gopy-lang/gopy/runtime"
)

// decoder turns bytes to text piece by piece. State is what getstate() of an incremental decoder tells.
type decoder interface {
	// decode returns a text that may share memory with b.
	decode(th *py.Thread, b []byte, final bool) (string, error)
	reset(th *py.Thread) error
	state(th *py.Thread) (pending []byte, flags int64, err error)
	setState(th *py.Thread, pending []byte, flags int64) error
}

// encoder turns text to bytes piece by piece.
type encoder interface {
	// encode returns bytes that may share memory with s.
	encode(th *py.Thread, s *py.Str) ([]byte, error)
	// restart tells whether the next text stands at the start of the file.
	restart(th *py.Thread, atStart bool) error
}

// family is an encoding that works here.
type family struct {
	name string // of the codec that py.Encode and py.Decode know
	unit int    // bytes of the smallest unit
	bom  string // what a file begins with
	big  string // utf-16 and utf-32: the codec for the other order, and its mark
	mark string
}

// families lists the encodings that work here, with all their names.
var families = []struct {
	names string
	family
}{
	{"utf-8 utf8 u8 utf cp65001 utf8-ucs2 utf8-ucs4", family{name: "utf-8", unit: 1}},
	{"ascii us-ascii 646 ansi-x3.4-1968", family{name: "ascii", unit: 1}},
	{"latin-1 latin1 latin iso-8859-1 iso8859-1 8859 cp819 l1", family{name: "latin-1", unit: 1}},
	{"utf-8-sig utf8-sig", family{name: "utf-8", unit: 1, bom: "\xef\xbb\xbf"}},
	{"utf-16-le utf-16le", family{name: "utf-16-le", unit: 2}},
	{"utf-16-be utf-16be", family{name: "utf-16-be", unit: 2}},
	{"utf-32-le utf-32le", family{name: "utf-32-le", unit: 4}},
	{"utf-32-be utf-32be", family{name: "utf-32-be", unit: 4}},
	{"utf-16 utf16 u16", family{name: "utf-16-le", unit: 2, bom: "\xff\xfe", big: "utf-16-be", mark: "\xfe\xff"}},
	{"utf-32 utf32 u32", family{name: "utf-32-le", unit: 4, bom: "\xff\xfe\x00\x00", big: "utf-32-be", mark: "\x00\x00\xfe\xff"}},
}

func findFamily(encoding string) *family {
	if encoding == families[0].name {
		return &families[0].family
	}
	name := strings.ReplaceAll(strings.ToLower(encoding), "_", "-")
	for i := range families {
		if slices.Contains(strings.Fields(families[i].names), name) {
			return &families[i].family
		}
	}
	return nil
}

// publicName is how an encoding shows as that of a standard stream.
func publicName(encoding string) string {
	f := findFamily(encoding)
	switch {
	case f == nil:
		return encoding
	case f.name == "latin-1":
		return "iso8859-1"
	case f.name == "utf-8" && f.bom != "":
		return "utf-8-sig"
	case f.bom != "":
		return f.name[:len("utf-16")]
	}
	return f.name
}

// newCodec returns the decoder and encoder of an encoding, if they are wanted.
func newCodec(th *py.Thread, encoding, errors string, decodes, encodes bool) (d decoder, e encoder, err error) {
	if f := findFamily(encoding); f != nil {
		return &nativeDecoder{family: f, name: f.name, errors: errors, fresh: true}, &nativeEncoder{family: f, errors: errors}, nil
	}
	codec, err := py.LookupCodec(th, encoding)
	if err != nil {
		return nil, nil, err
	}
	info := codec.Value()
	if isText, err := py.GetAttrOr(th, info, th.Interp.Intern("_is_text_encoding")); err != nil {
		return nil, nil, err
	} else if !isText.IsUnbound() && isText.IsBool() && !isText.BoolValue() {
		return nil, nil, py.Raise(py.LookupError, "'%s' is not a text encoding; use codecs.open() to handle arbitrary codecs", encoding)
	}
	if decodes {
		v, err := py.CallMethod(th, info, "incrementaldecoder", py.Text(errors))
		if err != nil {
			return nil, nil, err
		}
		d = pythonDecoder{v}
	}
	if encodes {
		v, err := py.CallMethod(th, info, "incrementalencoder", py.Text(errors))
		if err != nil {
			return nil, nil, err
		}
		e = pythonEncoder{v}
	}
	return d, e, nil
}

// nativeDecoder decodes a family.
type nativeDecoder struct {
	*family
	name    string // the codec in use: a byte order mark may have changed it
	errors  string
	pending []byte
	fresh   bool // nothing was decoded yet: a byte order mark may come
}

func (d *nativeDecoder) reset(th *py.Thread) error {
	d.pending, d.fresh, d.name = nil, true, d.family.name
	return nil
}

func (d *nativeDecoder) state(th *py.Thread) ([]byte, int64, error) {
	flags := int64(0)
	if d.bom != "" {
		switch {
		case d.fresh && d.unit == 1:
			flags = 1 // as utf-8-sig has it
		case d.fresh:
			flags = 2 // as utf-16 has it
		case d.name != d.family.name:
			flags = 1
		}
	}
	return d.pending, flags, nil
}

func (d *nativeDecoder) setState(th *py.Thread, pending []byte, flags int64) error {
	d.pending, d.name = append([]byte(nil), pending...), d.family.name
	if d.unit == 1 {
		d.fresh = flags == 1
		return nil
	}
	d.fresh = flags == 2
	if flags == 1 {
		d.name = d.big
	}
	return nil
}

func (d *nativeDecoder) decode(th *py.Thread, b []byte, final bool) (string, error) {
	if len(d.pending) > 0 {
		b = append(d.pending[:len(d.pending):len(d.pending)], b...)
		d.pending = nil
	}
	unmarked := false
	if d.bom != "" && d.fresh {
		if len(b) < len(d.bom) && !final && (strings.HasPrefix(d.bom, string(b)) || strings.HasPrefix(d.mark, string(b))) {
			d.pending = append([]byte(nil), b...)
			return "", nil
		}
		if len(b) > 0 {
			d.fresh = false
		}
		switch {
		case strings.HasPrefix(string(b[:min(len(b), 4)]), d.bom):
			b = b[len(d.bom):]
		case d.mark != "" && strings.HasPrefix(string(b[:min(len(b), 4)]), d.mark):
			b, d.name = b[len(d.mark):], d.big
		default:
			unmarked = d.mark != ""
		}
	}
	all := b
	if !final {
		if tail := d.incomplete(b); tail > 0 {
			d.pending = append([]byte(nil), b[len(b)-tail:]...)
			b = b[:len(b)-tail]
		}
	}
	switch {
	case len(b) == 0:
		return "", nil
	case d.name == "utf-8":
		if isASCII(b) || utf8.Valid(b) {
			return py.StringView(b), nil
		}
	case d.name == "latin-1":
		return latin1(b), nil
	case d.name == "ascii":
		if isASCII(b) {
			return py.StringView(b), nil
		}
	}
	s, err := py.Decode(th, slices.Clone(b), d.name, d.errors) // an exception may keep the bytes
	if err == nil && unmarked && len(b) >= d.unit {
		// Only bytes.decode() takes the machine's order where there is no mark.
		err = py.NewUnicodeDecodeError(d.name[:len("utf-16")], slices.Clone(all), 0, d.unit, "Stream does not start with BOM")
	}
	if err != nil {
		return "", err
	}
	return s.String(), nil
}

// incomplete is how many bytes at the end may begin a character that the next piece completes.
func (d *nativeDecoder) incomplete(b []byte) int {
	n := len(b)
	switch d.unit {
	case 2:
		tail := n % 2
		if k := n - tail; k >= 2 {
			high := b[k-1]
			if d.name == "utf-16-be" {
				high = b[k-2]
			}
			if high >= 0xD8 && high <= 0xDB {
				tail += 2
			}
		}
		return tail
	case 4:
		return n % 4
	}
	if d.name != "utf-8" {
		return 0
	}
	for i := n - 1; i >= 0 && i >= n-3; i-- {
		c := b[i]
		if c < 0x80 {
			return 0
		}
		if c >= 0xC0 {
			if !utf8.FullRune(b[i:]) {
				return n - i
			}
			return 0
		}
	}
	return 0
}

func isASCII(b []byte) bool { return py.IsASCII(b) }

// latin1 returns the text of bytes in Latin-1, which may share memory with them.
func latin1(b []byte) string {
	n := py.ASCIIPrefix(b)
	if n == len(b) {
		return py.StringView(b)
	}
	beyond := 0
	for _, c := range b[n:] {
		beyond += int(c >> 7)
	}
	out := make([]byte, 0, len(b)+beyond)
	for {
		out = append(out, b[:n]...)
		if n == len(b) {
			return py.StringView(out)
		}
		out = utf8.AppendRune(out, rune(b[n]))
		b = b[n+1:]
		n = py.ASCIIPrefix(b)
	}
}

// nativeEncoder encodes a family.
type nativeEncoder struct {
	*family
	errors  string
	started bool
}

func (e *nativeEncoder) restart(th *py.Thread, atStart bool) error {
	e.started = !atStart
	return nil
}

func (e *nativeEncoder) encode(th *py.Thread, s *py.Str) ([]byte, error) {
	if s.Len() == 0 && (e.bom == "" || e.started) {
		return nil, nil
	}
	var b []byte
	text := s.String()
	switch {
	case s.Len() == 0:
	case e.unit == 1 && s.IsASCII(), e.name == "utf-8" && utf8.ValidString(text):
		b = py.BytesView(text)
	default:
		var err error
		if b, err = py.Encode(th, s, e.name, e.errors); err != nil {
			return nil, err
		}
	}
	if e.bom != "" && !e.started {
		b = append([]byte(e.bom), b...)
	}
	e.started = true
	return b, nil
}

// pythonDecoder is an incremental decoder that is a Python object.
type pythonDecoder struct{ v py.Value }

func (d pythonDecoder) decode(th *py.Thread, b []byte, final bool) (string, error) {
	v, err := py.CallMethod(th, d.v, "decode", newBytes(append([]byte(nil), b...)), py.Bool(final))
	if err != nil {
		return "", err
	}
	s := py.AsStr(v)
	if s == nil {
		return "", py.Raise(py.TypeError, "decoder should return a string result, not '%s'", v.Type().TypeName())
	}
	return s.String(), nil
}

func (d pythonDecoder) reset(th *py.Thread) error {
	_, err := py.CallMethod(th, d.v, "reset")
	return err
}

func (d pythonDecoder) state(th *py.Thread) ([]byte, int64, error) {
	v, err := py.CallMethod(th, d.v, "getstate")
	if err != nil {
		return nil, 0, err
	}
	return decoderState(th, v)
}

// decoderState takes apart what getstate() returned.
func decoderState(th *py.Thread, v py.Value) ([]byte, int64, error) {
	t := py.AsTuple(v)
	if t == nil || t.Len() != 2 {
		return nil, 0, py.Raise(py.TypeError, "illegal decoder state")
	}
	b, ok := py.BytesData(t.At(0))
	if !ok {
		return nil, 0, py.Raise(py.TypeError, "illegal decoder state: the first item should be a bytes object, not '%s'", t.At(0).Type().TypeName())
	}
	flags, err := py.AsInt(th, t.At(1))
	return b, int64(flags), err
}

func (d pythonDecoder) setState(th *py.Thread, pending []byte, flags int64) error {
	_, err := py.CallMethod(th, d.v, "setstate", py.TupleOf(newBytes(pending), py.Int(flags)).Value())
	return err
}

// pythonEncoder is an incremental encoder that is a Python object.
type pythonEncoder struct{ v py.Value }

func (e pythonEncoder) encode(th *py.Thread, s *py.Str) ([]byte, error) {
	v, err := py.CallMethod(th, e.v, "encode", s.Value())
	if err != nil {
		return nil, err
	}
	if v.Kind() != py.KindBytes {
		return nil, py.Raise(py.TypeError, "encoder should return a bytes object, not '%s'", v.Type().TypeName())
	}
	b, _ := py.BytesData(v)
	return b, nil
}

func (e pythonEncoder) restart(th *py.Thread, atStart bool) error {
	if atStart {
		_, err := py.CallMethod(th, e.v, "reset")
		return err
	}
	_, err := py.CallMethod(th, e.v, "setstate", py.Int(0))
	return err
}
