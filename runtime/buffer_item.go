// This file reads and writes the items of buffers: the single-character formats of module struct.

package runtime

import (
	"encoding/binary"
	"math"
	"math/big"
)

// An itemFormat is a format of one character: native ('@'), or standard sizes in an order of bytes.
type itemFormat struct {
	code  byte
	size  int
	order binary.ByteOrder
}

// parseItemFormat reads a format of one character with an optional prefix; native tells that it has CPython's native
// sizes. ok is false for any other format.
func parseItemFormat(format string) (f itemFormat, native, ok bool) {
	native = true
	f.order = binary.LittleEndian
	if probe := []byte{1, 0}; binary.NativeEndian.Uint16(probe) != 1 {
		f.order = binary.BigEndian
	}
	if len(format) == 2 {
		switch format[0] {
		case '@':
		case '=':
			native = false
		case '<':
			native, f.order = false, binary.LittleEndian
		case '>', '!':
			native, f.order = false, binary.BigEndian
		default:
			return f, false, false
		}
		format = format[1:]
	}
	if len(format) != 1 {
		return f, false, false
	}
	f.code = format[0]
	switch f.code {
	case 'c', 'b', 'B', '?':
		f.size = 1
	case 'h', 'H', 'e':
		f.size = 2
	case 'i', 'I', 'f':
		f.size = 4
	case 'l', 'L':
		f.size = 8
		if !native {
			f.size = 4
		}
	case 'q', 'Q', 'd':
		f.size = 8
	case 'n', 'N', 'P':
		f.size = 8
		if !native {
			return f, false, false
		}
	default:
		return f, false, false
	}
	return f, native, true
}

// isByte tells the formats that casts go through.
func (f itemFormat) isByte() bool { return f.code == 'B' || f.code == 'b' || f.code == 'c' }

// unpack reads an item.
func (f itemFormat) unpack(b []byte) Value {
	switch f.code {
	case 'c':
		return NewBytes([]byte{b[0]}).Value()
	case '?':
		return Bool(b[0] != 0)
	case 'e':
		return Float(halfToFloat(f.order.Uint16(b)))
	case 'f':
		return Float(float64(math.Float32frombits(f.order.Uint32(b))))
	case 'd':
		return Float(math.Float64frombits(f.order.Uint64(b)))
	}
	var u uint64
	switch f.size {
	case 1:
		u = uint64(b[0])
	case 2:
		u = uint64(f.order.Uint16(b))
	case 4:
		u = uint64(f.order.Uint32(b))
	default:
		u = f.order.Uint64(b)
	}
	switch f.code {
	case 'b', 'h', 'i', 'l', 'q', 'n':
		shift := 64 - 8*f.size
		return Int(int64(u<<shift) >> shift)
	}
	if u > math.MaxInt64 {
		return NewBig(new(big.Int).SetUint64(u))
	}
	return Int(int64(u))
}

// pack writes an item. It fails with TypeError or ValueError as memoryview does.
func (f itemFormat) pack(th *Thread, b []byte, v Value) error {
	invalidType := func() error { return Raise(TypeError, "memoryview: invalid type for format '%c'", f.code) }
	invalidValue := func() error { return Raise(ValueError, "memoryview: invalid value for format '%c'", f.code) }
	switch f.code {
	case 'c':
		if v.Kind() != KindBytes {
			return invalidType()
		}
		if len(bytesOf(v)) != 1 {
			return invalidValue()
		}
		b[0] = bytesOf(v)[0]
		return nil
	case '?':
		truth, err := Truth(th, v)
		if err != nil {
			return err
		}
		b[0] = 0
		if truth {
			b[0] = 1
		}
		return nil
	case 'e', 'f', 'd':
		x, err := FloatOf(th, v)
		if err != nil {
			if Matches(err, TypeError) {
				return invalidType()
			}
			return err
		}
		switch f.code {
		case 'd':
			f.order.PutUint64(b, math.Float64bits(x))
		case 'f':
			f.order.PutUint32(b, math.Float32bits(float32(x)))
		default:
			h, ok := floatToHalf(x)
			if !ok {
				return invalidValue()
			}
			f.order.PutUint16(b, h)
		}
		return nil
	}
	i, err := Index(th, v)
	if err != nil {
		if Matches(err, TypeError) {
			return invalidType()
		}
		return err
	}
	n, small := AsInt64(i)
	u, spare := uint64(n), 64-8*f.size
	switch f.code {
	case 'b', 'h', 'i', 'l', 'q', 'n':
		if !small || n<<spare>>spare != n {
			return invalidValue()
		}
	default:
		switch {
		case !small && spare == 0 && AsBig(i).IsUint64():
			u = AsBig(i).Uint64()
		case !small, n < 0, u<<spare>>spare != u:
			return invalidValue()
		}
	}
	switch f.size {
	case 1:
		b[0] = byte(u)
	case 2:
		f.order.PutUint16(b, uint16(u))
	case 4:
		f.order.PutUint32(b, uint32(u))
	default:
		f.order.PutUint64(b, u)
	}
	return nil
}

// halfToFloat converts an IEEE 754 binary16.
func halfToFloat(h uint16) float64 {
	sign, exponent, fraction := 1.0, int(h>>10&31), float64(h&1023)
	if h>>15 != 0 {
		sign = -1
	}
	switch exponent {
	case 31:
		if fraction != 0 {
			return math.NaN()
		}
		return math.Inf(int(sign))
	case 0:
		return sign * math.Ldexp(fraction, -24)
	}
	return sign * math.Ldexp(1024+fraction, exponent-25)
}

// floatToHalf rounds to the nearest IEEE 754 binary16, ties to even; ok is false on overflow.
func floatToHalf(x float64) (h uint16, ok bool) {
	if math.Signbit(x) {
		h = 1 << 15
	}
	a := math.Abs(x)
	switch {
	case x != x:
		return h | 0x7E00, true
	case math.IsInf(x, 0):
		return h | 0x7C00, true
	case a < math.Ldexp(1, -14):
		return h | uint16(math.RoundToEven(math.Ldexp(a, 24))), true
	}
	fraction, exponent := math.Frexp(a) // a = fraction * 2**exponent, 0.5 <= fraction < 1
	mantissa := uint16(math.RoundToEven(math.Ldexp(fraction, 11)))
	if mantissa == 2048 {
		mantissa, exponent = 1024, exponent+1
	}
	if exponent > 16 {
		return 0, false
	}
	return h | uint16(exponent+14)<<10 | mantissa&1023, true
}
