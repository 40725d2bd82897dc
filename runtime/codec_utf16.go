// This file holds the codecs UTF-16 and UTF-32, with a byte order mark or in a given order of bytes.

package runtime

import "encoding/binary"

var (
	codecUTF16   = codec{"utf-16", encodeUTF16(nil), decodeUTF16(nil)}
	codecUTF16LE = codec{"utf-16-le", encodeUTF16(binary.LittleEndian), decodeUTF16(binary.LittleEndian)}
	codecUTF16BE = codec{"utf-16-be", encodeUTF16(binary.BigEndian), decodeUTF16(binary.BigEndian)}
	codecUTF32   = codec{"utf-32", encodeUTF32(nil), decodeUTF32(nil)}
	codecUTF32LE = codec{"utf-32-le", encodeUTF32(binary.LittleEndian), decodeUTF32(binary.LittleEndian)}
	codecUTF32BE = codec{"utf-32-be", encodeUTF32(binary.BigEndian), decodeUTF32(binary.BigEndian)}
)

// byteOrder appends and reads code units.
type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

func encodeUTF16(order byteOrder) func(e *encoder) error {
	return func(e *encoder) error {
		o, mark := order, order == nil
		if mark {
			o = binary.LittleEndian
		}
		if err := e.th.Charge(2 * int64(len(e.str.s))); err != nil {
			return err
		}
		if e.str.IsASCII() {
			e.out = make([]byte, 0, 2+2*len(e.str.s))
			if mark {
				e.out = o.AppendUint16(e.out, 0xFEFF)
			}
			for i := range len(e.str.s) {
				e.out = o.AppendUint16(e.out, uint16(e.str.s[i]))
			}
			return nil
		}
		err := e.runes(func(dst []byte, r rune) ([]byte, bool) {
			switch {
			case r >= 0xD800 && r <= 0xDFFF:
				return dst, false
			case r < 0x10000:
				return o.AppendUint16(dst, uint16(r)), true
			}
			r -= 0x10000
			return o.AppendUint16(o.AppendUint16(dst, 0xD800|uint16(r>>10)), 0xDC00|uint16(r&0x3FF)), true
		}, false, 2, "surrogates not allowed")
		if mark && err == nil {
			e.out = append(o.AppendUint16(nil, 0xFEFF), e.out...)
		}
		return err
	}
}

func encodeUTF32(order byteOrder) func(e *encoder) error {
	return func(e *encoder) error {
		o, mark := order, order == nil
		if mark {
			o = binary.LittleEndian
		}
		if err := e.th.Charge(4 * int64(len(e.str.s))); err != nil {
			return err
		}
		err := e.runes(func(dst []byte, r rune) ([]byte, bool) {
			if r >= 0xD800 && r <= 0xDFFF {
				return dst, false
			}
			return o.AppendUint32(dst, uint32(r)), true
		}, false, 4, "surrogates not allowed")
		if mark && err == nil {
			e.out = append(o.AppendUint32(nil, 0xFEFF), e.out...)
		}
		return err
	}
}

func decodeUTF16(order byteOrder) func(d *decoder) error {
	return func(d *decoder) error {
		o := order
		if o == nil {
			o = binary.LittleEndian
			if len(d.data) >= 2 {
				switch {
				case d.data[0] == 0xFF && d.data[1] == 0xFE:
					d.at = 2
				case d.data[0] == 0xFE && d.data[1] == 0xFF:
					o, d.at = binary.BigEndian, 2
				}
			}
			d.name += "-le"
			if d.bigEndian = o == byteOrder(binary.BigEndian); d.bigEndian {
				d.name = "utf-16-be"
			}
		}
		for d.at < len(d.data) {
			rest := d.data[d.at:]
			if len(rest) < 2 {
				if !d.final {
					return nil
				}
				if err := d.fail(d.at, len(d.data), "truncated data"); err != nil {
					return err
				}
				continue
			}
			u := rune(o.Uint16(rest))
			var err error
			switch {
			case u < 0xD800 || u > 0xDFFF:
				d.out.char(u)
				d.at += 2
			case u >= 0xDC00:
				err = d.fail(d.at, d.at+2, "illegal encoding")
			case len(rest) < 4:
				if !d.final {
					return nil
				}
				err = d.fail(d.at, len(d.data), "unexpected end of data")
			default:
				low := rune(o.Uint16(rest[2:]))
				if low < 0xDC00 || low > 0xDFFF {
					err = d.fail(d.at, d.at+2, "illegal UTF-16 surrogate")
					break
				}
				d.out.char(0x10000 + (u-0xD800)<<10 + (low - 0xDC00))
				d.at += 4
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
}

func decodeUTF32(order byteOrder) func(d *decoder) error {
	return func(d *decoder) error {
		o := order
		if o == nil {
			o = binary.LittleEndian
			if len(d.data) >= 4 {
				switch {
				case binary.LittleEndian.Uint32(d.data) == 0xFEFF:
					d.at = 4
				case binary.BigEndian.Uint32(d.data) == 0xFEFF:
					o, d.at = binary.BigEndian, 4
				}
			}
			d.name += "-le"
			if d.bigEndian = o == byteOrder(binary.BigEndian); d.bigEndian {
				d.name = "utf-32-be"
			}
		}
		for d.at < len(d.data) {
			rest := d.data[d.at:]
			var err error
			if len(rest) < 4 {
				if !d.final {
					return nil
				}
				err = d.fail(d.at, len(d.data), "truncated data")
			} else if u := o.Uint32(rest); u >= 0xD800 && u <= 0xDFFF {
				err = d.fail(d.at, d.at+4, "code point in surrogate code point range(0xd800, 0xe000)")
			} else if u > 0x10FFFF {
				err = d.fail(d.at, d.at+4, "code point not in range(0x110000)")
			} else {
				d.out.char(rune(u))
				d.at += 4
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
}
