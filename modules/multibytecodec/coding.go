// This file encodes and decodes with error handlers.

package multibytecodec

import (
	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/multibyte"
)

// coding is what encoding and decoding share: the codec, its state and the error handler.
type coding struct {
	*multibyte.Codec
	state  multibyte.State
	errors string
	out    []byte
}

// An encoding is one run over a text, into out.
type encoding struct{ coding }

func newEncoding(c *multibyte.Codec, errors string) *encoding {
	return &encoding{coding{Codec: c, state: c.EncoderStart(), errors: errors}}
}

// A text is what is encoded, surrogates included.
type text struct {
	object *py.Str // for error handlers
	chars  []rune
}

// newText joins what an earlier part left and s.
func newText(th *py.Thread, pending string, s *py.Str) (text, error) {
	if pending != "" {
		s = py.NewStr(pending + s.String())
	}
	n := s.Len()
	if err := th.ChargeItems(n, 4); err != nil {
		return text{}, err
	}
	chars := make([]rune, 0, n)
	for rest := s.String(); rest != ""; {
		r, size := py.DecodeChar(rest)
		chars = append(chars, r)
		rest = rest[size:]
	}
	return text{s, chars}, nil
}

// run encodes t and returns the characters that wait for the next part, which are none if final.
func (e *encoding) run(th *py.Thread, t text, final bool) (pending []rune, err error) {
	if err := th.Charge(int64(len(t.chars))); err != nil {
		return nil, err
	}
	for at := 0; at < len(t.chars); {
		var size int
		if e.out, size = e.Encode(&e.state, e.out, t.chars[at:], final); size > 0 {
			at += size
			continue
		}
		if size == 0 {
			return t.chars[at:], nil
		}
		if at, err = e.refused(th, t, at); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// refused passes a character that can't be encoded to the error handler and returns where to go on.
func (e *encoding) refused(th *py.Thread, t text, at int) (next int, err error) {
	instead, data, next, err := py.HandleEncodeError(th, e.errors, e.Name, t.object, at, at+1, multibyte.Illegal, true)
	if err != nil {
		return 0, err
	}
	if err := th.Charge(int64(len(e.out)) + int64(len(data)) + int64(len(instead))); err != nil {
		return 0, err
	}
	e.out = append(e.out, data...)
	if instead == "" {
		return next, nil
	}
	replacement, err := newText(th, "", py.NewStr(instead))
	if err != nil {
		return 0, err
	}
	for i := 0; i < len(replacement.chars); {
		var size int
		if e.out, size = e.Encode(&e.state, e.out, replacement.chars[i:], true); size < 0 {
			_, _, _, err := py.HandleEncodeError(th, "strict", e.Name, replacement.object, i, i+1, multibyte.Illegal, true)
			return 0, err
		}
		i += size
	}
	return next, nil
}

// A decoding is one run over bytes, into out.
type decoding struct{ coding }

func newDecoding(c *multibyte.Codec, errors string) *decoding {
	return &decoding{coding{Codec: c, state: c.DecoderStart(), errors: errors}}
}

// run decodes data and returns the bytes that wait for the next part, which are none if final.
func (d *decoding) run(th *py.Thread, data []byte, final bool) (pending []byte, err error) {
	if err := th.Charge(int64(len(data))); err != nil {
		return nil, err
	}
	for at := 0; at < len(data); {
		char, size, bad := d.Decode(&d.state, data[at:])
		if size > 0 {
			d.out = char.Append(d.out)
			at += size
			continue
		}
		reason := multibyte.Illegal
		if bad == 0 {
			if !final {
				return data[at:], nil
			}
			bad, reason = len(data)-at, multibyte.Incomplete
		}
		text, next, err := py.HandleDecodeError(th, d.errors, d.Name, data, at, at+bad, reason, true)
		if err != nil {
			return nil, err
		}
		if err := th.Charge(int64(len(d.out)) + int64(len(text))); err != nil {
			return nil, err
		}
		d.out = append(d.out, text...)
		at = next
	}
	return nil, nil
}
