// This file converts single values between Python and bytes.

package structs

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"

	py "github.com/gopy-lang/gopy/runtime"
)

// signed reports whether an integer code has a sign.
func signed(code byte) bool { return code >= 'a' && code != 'N' }

// put stores the lowest bytes of n.
func (l *layout) put(b []byte, n uint64) {
	switch len(b) {
	case 1:
		b[0] = byte(n)
	case 2:
		if l.big {
			binary.BigEndian.PutUint16(b, uint16(n))
		} else {
			binary.LittleEndian.PutUint16(b, uint16(n))
		}
	case 4:
		if l.big {
			binary.BigEndian.PutUint32(b, uint32(n))
		} else {
			binary.LittleEndian.PutUint32(b, uint32(n))
		}
	case 8:
		if l.big {
			binary.BigEndian.PutUint64(b, n)
		} else {
			binary.LittleEndian.PutUint64(b, n)
		}
	}
}

// get loads an unsigned integer.
func (l *layout) get(b []byte) uint64 {
	switch len(b) {
	case 1:
		return uint64(b[0])
	case 2:
		if l.big {
			return uint64(binary.BigEndian.Uint16(b))
		}
		return uint64(binary.LittleEndian.Uint16(b))
	case 4:
		if l.big {
			return uint64(binary.BigEndian.Uint32(b))
		}
		return uint64(binary.LittleEndian.Uint32(b))
	}
	if l.big {
		return binary.BigEndian.Uint64(b)
	}
	return binary.LittleEndian.Uint64(b)
}

func outOfRange(code byte, size int) error {
	width := uint(8 * size)
	if signed(code) {
		return py.Raise(errorType, "'%c' format requires %d <= number <= %d", code, int64(-1)<<(width-1), int64(1)<<(width-1)-1)
	}
	return py.Raise(errorType, "'%c' format requires 0 <= number <= %d", code, uint64(math.MaxUint64)>>(64-width))
}

// packInt stores an integer.
func (l *layout) packInt(th *py.Thread, code byte, b []byte, v py.Value) error {
	i, err := integer(th, v)
	if err != nil {
		return err
	}
	width := uint(8 * len(b))
	n, small := py.AsInt64(i)
	switch {
	case code == 'P': // as a pointer: either sign
		x := new(big.Int).And(py.AsBig(i), new(big.Int).SetUint64(math.MaxUint64))
		if py.AsBig(i).BitLen() > 64 {
			return py.Raise(py.OverflowError, "int too large to convert to pointer")
		}
		l.put(b, x.Uint64())
		return nil
	case signed(code):
		if !small || width < 64 && (n < -1<<(width-1) || n > 1<<(width-1)-1) {
			return outOfRange(code, len(b))
		}
	case !small:
		x := py.AsBig(i)
		if width < 64 || !x.IsUint64() {
			return outOfRange(code, len(b))
		}
		l.put(b, x.Uint64())
		return nil
	default:
		if n < 0 || width < 64 && n > 1<<width-1 {
			return outOfRange(code, len(b))
		}
	}
	l.put(b, uint64(n))
	return nil
}

// integer is the int that an object stands for.
func integer(th *py.Thread, v py.Value) (py.Value, error) {
	if v.IsSmallInt() {
		return v, nil
	}
	if v.Type().Index == nil && !py.IsInstance(v, py.IntType) {
		return py.Unbound, py.Raise(errorType, "required argument is not an integer")
	}
	return py.Index(th, v)
}

// pack stores one value.
func (l *layout) pack(th *py.Thread, it *item, b []byte, v py.Value) error {
	switch it.code {
	case 'c':
		data, ok := bytesArg(th, v, false)
		if !ok || len(data) != 1 {
			return py.Raise(errorType, "char format requires a bytes object of length 1")
		}
		b[0] = data[0]
	case 's', 'p':
		data, ok := bytesArg(th, v, true)
		if !ok {
			return py.Raise(errorType, "argument for '%c' must be a bytes object", it.code)
		}
		if it.code == 'p' {
			if len(b) == 0 {
				return nil
			}
			n := min(len(data), len(b)-1)
			copy(b[1:], data[:n])
			b[0] = byte(min(n, 255))
			return nil
		}
		copy(b, data)
	case '?':
		yes, err := py.Truth(th, v)
		if err != nil {
			return err
		}
		b[0] = 0
		if yes {
			b[0] = 1
		}
	case 'e', 'f', 'd':
		x, err := py.FloatOf(th, v)
		if err != nil {
			return py.Raise(errorType, "required argument is not a float")
		}
		return l.packFloat(it.code, b, x)
	case 'F', 'D':
		z, err := py.ComplexOf(th, v)
		if err != nil {
			return py.Raise(errorType, "required argument is not a complex")
		}
		half := len(b) / 2
		if it.code == 'F' && l.big {
			if err := l.packFloat('f', b[:half], real(z)); err != nil {
				return err
			}
			return l.packFloat('f', b[half:], imag(z))
		}
		if it.code == 'F' { // in the machine's order: infinite when too large
			l.put(b[:half], uint64(math.Float32bits(float32(real(z)))))
			l.put(b[half:], uint64(math.Float32bits(float32(imag(z)))))
			return nil
		}
		l.put(b[:half], math.Float64bits(real(z)))
		l.put(b[half:], math.Float64bits(imag(z)))
	default:
		return l.packInt(th, it.code, b, v)
	}
	return nil
}

func bytesArg(th *py.Thread, v py.Value, array bool) ([]byte, bool) {
	if k := v.Kind(); k != py.KindBytes && (k != py.KindByteArray || !array) {
		return nil, false
	}
	b, err := py.AsBytes(th, v)
	return b, err == nil
}

func (l *layout) packFloat(code byte, b []byte, x float64) error {
	switch code {
	case 'd':
		l.put(b, math.Float64bits(x))
	case 'f':
		y := float32(x)
		if math.IsInf(float64(y), 0) && !math.IsInf(x, 0) {
			return py.Raise(py.OverflowError, "float too large to pack with f format")
		}
		l.put(b, uint64(math.Float32bits(y)))
	default:
		h, ok := toHalf(x)
		if !ok {
			return py.Raise(py.OverflowError, "float too large to pack with e format")
		}
		l.put(b, uint64(h))
	}
	return nil
}

// toHalf rounds to IEEE 754 binary16; ok is false when a finite number is too large.
func toHalf(x float64) (h uint16, ok bool) {
	sign := uint16(math.Float64bits(x) >> 48 & 0x8000)
	x = math.Abs(x)
	switch {
	case math.IsNaN(x):
		return sign | 0x7E00, true
	case math.IsInf(x, 0):
		return sign | 0x7C00, true
	case x == 0:
		return sign, true
	}
	_, exp := math.Frexp(x)
	// The last place of the result: 11 significant bits, subnormals at 2**-24.
	unit := max(exp-11, -24)
	n := math.RoundToEven(math.Ldexp(x, -unit)) // at most 2**11
	if n*math.Ldexp(1, unit) >= 65536 {
		return 0, false
	}
	if unit == -24 { // subnormal, or 1024 … 2048 with the least exponent: the bits fit together
		return sign | uint16(n), true
	}
	return sign + uint16(unit+24)<<10 + uint16(n), true
}

// fromHalf converts IEEE 754 binary16.
func fromHalf(h uint16) float64 {
	exp, frac := int(h>>10&31), float64(h&0x3FF)
	x := 0.0
	switch exp {
	case 0:
		x = math.Ldexp(frac, -24)
	case 31:
		x = math.Inf(1)
		if frac != 0 {
			x = math.NaN()
		}
	default:
		x = math.Ldexp(frac+1024, exp-25)
	}
	if h&0x8000 != 0 {
		x = math.Copysign(x, -1)
	}
	return x
}

func (l *layout) unpackFloat(code byte, b []byte) float64 {
	switch code {
	case 'd':
		return math.Float64frombits(l.get(b))
	case 'f':
		return float64(math.Float32frombits(uint32(l.get(b))))
	}
	return fromHalf(uint16(l.get(b)))
}

// loadEach sets values, all the int 0, to those of items of one value each.
func (l *layout) loadEach(items []item, values []py.Value, data []byte) {
	values = values[:len(items)]
	for i := range items {
		it := &items[i]
		b := data[it.offset:]
		switch v := &values[i]; it.kind {
		case int8s:
			v.B = uint64(int8(b[0]))
		case uint8s:
			v.B = uint64(b[0])
		case int16s:
			v.B = uint64(int16(it.get16(b)))
		case uint16s:
			v.B = uint64(it.get16(b))
		case int32s:
			v.B = uint64(int32(it.get32(b)))
		case uint32s:
			v.B = uint64(it.get32(b))
		case int64s:
			v.B = it.get64(b)
		case float32s:
			*v = py.Float(float64(math.Float32frombits(it.get32(b))))
		case float64s:
			*v = py.Float(math.Float64frombits(it.get64(b)))
		case bools:
			*v = py.Bool(b[0] != 0)
		default:
			*v = l.loadOther(it, b[:it.size])
		}
	}
}

func (l *layout) loadOther(it *item, b []byte) py.Value {
	switch it.kind {
	case texts:
		return py.CopyBytes(b).Value()
	case uint64s:
		return py.IntFromUint64(it.get64(b))
	}
	return l.unpack(it, b)
}

func (it *item) get16(b []byte) uint16 {
	n := binary.LittleEndian.Uint16(b)
	if it.swap {
		n = bits.ReverseBytes16(n)
	}
	return n
}

func (it *item) get32(b []byte) uint32 {
	n := binary.LittleEndian.Uint32(b)
	if it.swap {
		n = bits.ReverseBytes32(n)
	}
	return n
}

func (it *item) get64(b []byte) uint64 {
	n := binary.LittleEndian.Uint64(b)
	if it.swap {
		n = bits.ReverseBytes64(n)
	}
	return n
}

// storeEach packs values, each for an item. Those that aren't of the type and size that a code is for it leaves to (*layout).pack.
func (l *layout) storeEach(th *py.Thread, items []item, out []byte, values []py.Value) error {
	values = values[:len(items)]
	for i := range items {
		it := &items[i]
		b := out[it.offset:]
		switch v := values[i]; it.kind {
		case int8s, uint8s:
			if n := int64(v.B); v.P == nil && n >= it.min && n <= it.max {
				b[0] = byte(n)
				continue
			}
		case int16s, uint16s:
			if n := int64(v.B); v.P == nil && n >= it.min && n <= it.max {
				it.put16(b, uint16(n))
				continue
			}
		case int32s, uint32s:
			if n := int64(v.B); v.P == nil && n >= it.min && n <= it.max {
				it.put32(b, uint32(n))
				continue
			}
		case int64s, uint64s:
			if n := int64(v.B); v.P == nil && n >= it.min {
				it.put64(b, uint64(n))
				continue
			}
		case float64s:
			if v.IsFloat() {
				it.put64(b, v.B)
				continue
			}
		case float32s:
			if y := float32(v.FloatValue()); v.IsFloat() && !math.IsInf(float64(y), 0) {
				it.put32(b, math.Float32bits(y))
				continue
			}
		case bools:
			if v.IsBool() {
				b[0] = byte(v.B)
				continue
			}
		case texts:
			if v.Kind() == py.KindBytes {
				if data, _ := py.BytesData(v); it.code != 'c' || len(data) == 1 {
					copy(b[:it.size], data)
					continue
				}
			}
		}
		if err := l.pack(th, it, b[:it.size], values[i]); err != nil {
			if py.Matches(err, py.OverflowError) && py.IsInstance(values[i], py.IntType) {
				err = py.Raise(errorType, "int too large to convert")
			}
			return err
		}
	}
	return nil
}

func (it *item) put16(b []byte, n uint16) {
	if it.swap {
		n = bits.ReverseBytes16(n)
	}
	binary.LittleEndian.PutUint16(b, n)
}

func (it *item) put32(b []byte, n uint32) {
	if it.swap {
		n = bits.ReverseBytes32(n)
	}
	binary.LittleEndian.PutUint32(b, n)
}

func (it *item) put64(b []byte, n uint64) {
	if it.swap {
		n = bits.ReverseBytes64(n)
	}
	binary.LittleEndian.PutUint64(b, n)
}

// unpack loads one value of a special kind.
func (l *layout) unpack(it *item, b []byte) py.Value {
	switch it.code {
	case 'p':
		n := 0
		if len(b) > 0 {
			n = min(int(b[0]), len(b)-1)
			b = b[1 : 1+n]
		}
		return py.CopyBytes(b).Value()
	case 'e':
		return py.Float(l.unpackFloat(it.code, b))
	case 'F':
		return py.NewComplex(complex(l.unpackFloat('f', b[:4]), l.unpackFloat('f', b[4:])))
	case 'D':
		return py.NewComplex(complex(l.unpackFloat('d', b[:8]), l.unpackFloat('d', b[8:])))
	}
	return py.IntFromUint64(l.get(b)) // P
}
