// This file holds the codec UTF-7 (RFC 2152).

package runtime

import "strings"

var codecUTF7 = codec{"utf-7", encodeUTF7, decodeUTF7}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// utf7Direct reports whether a character stands for itself: all of ASCII that is printable but + \ ~, and white space.
// CPython writes RFC 2152's optional characters directly.
func utf7Direct(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r < 0x7F && r != '+' && r != '\\' && r != '~'
}

func encodeUTF7(e *encoder) error {
	if err := e.th.Charge(3 * int64(len(e.str.s))); err != nil {
		return err
	}
	var out []byte
	var bits uint32 // pending bits of a shifted sequence
	pending, shifted := 0, false
	unit := func(u uint32) {
		bits = bits<<16 | u
		for pending += 16; pending >= 6; {
			pending -= 6
			out = append(out, base64Digits[bits>>pending&63])
		}
		bits &= 1<<pending - 1
	}
	flush := func() {
		if pending > 0 {
			out = append(out, base64Digits[bits<<(6-pending)&63])
		}
		bits, pending, shifted = 0, 0, false
	}
	for s := e.str.s; s != ""; {
		r, size := decodeWTF8(s)
		s = s[size:]
		if utf7Direct(r) {
			if shifted {
				flush()
				if strings.IndexByte(base64Digits, byte(r)) >= 0 || r == '-' {
					out = append(out, '-')
				}
			}
			out = append(out, byte(r))
			continue
		}
		if !shifted {
			if r == '+' {
				out = append(out, '+', '-')
				continue
			}
			out = append(out, '+')
			shifted = true
		}
		if r >= 0x10000 {
			unit(0xD800 | uint32(r-0x10000)>>10)
			r = 0xDC00 | (r-0x10000)&0x3FF
		}
		unit(uint32(r))
	}
	if shifted {
		flush()
		out = append(out, '-')
	}
	e.out = out
	return nil
}

func decodeUTF7(d *decoder) error {
	d.name = "utf7"
	var bits uint32
	pending, shifted := 0, false
	start := 0     // where the shifted sequence begins
	var high rune  // a high surrogate that waits for its low one
	saved := d.out // what was decoded before the shifted sequence
	unit := func(u rune) {
		if high != 0 {
			if u >= 0xDC00 && u <= 0xDFFF {
				d.out.char(0x10000 + (high-0xD800)<<10 + (u - 0xDC00))
				high = 0
				return
			}
			d.out.char(high)
			high = 0
		}
		if u >= 0xD800 && u <= 0xDBFF {
			high = u
		} else {
			d.out.char(u)
		}
	}
	for d.at < len(d.data) {
		c := d.data[d.at]
		if !shifted {
			switch {
			case c == '+':
				start, saved = d.at, d.out
				d.at++
				if d.at < len(d.data) && d.data[d.at] == '-' {
					d.at++
					d.out.char('+')
				} else if d.at < len(d.data) && strings.IndexByte(base64Digits, d.data[d.at]) < 0 {
					d.at++
					if err := d.fail(start, d.at, "ill-formed sequence"); err != nil {
						return err
					}
				} else {
					bits, pending, high, shifted = 0, 0, 0, true
				}
			case c < 0x80:
				d.out.char(rune(c))
				d.at++
			default:
				if err := d.fail(d.at, d.at+1, "unexpected special character"); err != nil {
					return err
				}
			}
			continue
		}
		if i := strings.IndexByte(base64Digits, c); i >= 0 {
			bits, pending = bits<<6|uint32(i), pending+6
			d.at++
			if pending >= 16 {
				pending -= 16
				unit(rune(bits >> pending & 0xFFFF))
				bits &= 1<<pending - 1
			}
			continue
		}
		// The shifted sequence ends here.
		shifted = false
		message := ""
		switch {
		case pending >= 6:
			message = "partial character in shift sequence"
		case pending > 0 && bits != 0:
			message = "non-zero padding bits in shift sequence"
		}
		if message == "" && high != 0 && c < 0x80 && c != '+' {
			d.out.char(high)
		}
		high = 0
		if message != "" {
			d.at++
			if err := d.fail(start, d.at, message); err != nil {
				return err
			}
			continue
		}
		if c == '-' {
			d.at++
		}
	}
	if shifted && !d.final {
		d.at, d.out = start, saved
		return nil
	}
	if shifted && (high != 0 || pending >= 6 || pending > 0 && bits != 0) {
		return d.fail(start, len(d.data), "unterminated shift sequence")
	}
	return nil
}
