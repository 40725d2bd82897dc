// This file holds the type codes: how an item of each lies in memory.

package array

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"

	py "github.com/gopy-lang/gopy/runtime"
)

// An itemType is what a type code stands for.
type itemType struct {
	code    byte
	size    int
	shift   uint8  // size is 1 << shift
	format  string // as the buffer protocol tells it
	machine int    // its machine format code on this machine, see machineFormats
	load    func(b []byte) (py.Value, error)
	store   func(th *py.Thread, b []byte, v py.Value) error
}

// isText tells the two type codes of characters.
func (t *itemType) isText() bool { return t.code == 'u' || t.code == 'w' }

// isInteger tells the type codes of integers.
func (t *itemType) isInteger() bool { return !t.isText() && t.code != 'f' && t.code != 'd' }

// isSigned tells the type codes of signed integers, which are lower case.
func (t *itemType) isSigned() bool { return t.code >= 'a' }

const typeCodes = "bBuwhHiIlLqQfd"

var native = binary.NativeEndian

// newItemTypes makes the table of type codes, in the order of typeCodes.
func newItemTypes() []*itemType {
	plain := func(f func(b []byte) py.Value) func(b []byte) (py.Value, error) {
		return func(b []byte) (py.Value, error) { return f(b), nil }
	}
	signed := func(code byte, size int, load func(b []byte) py.Value) *itemType {
		return &itemType{code: code, size: size, format: string(code), load: plain(load), store: storeSigned(code, size)}
	}
	unsigned := func(code byte, size int, load func(b []byte) py.Value) *itemType {
		return &itemType{code: code, size: size, format: string(code), load: plain(load), store: storeUnsigned(code, size)}
	}
	int8s := func(b []byte) py.Value { return py.Int(int64(int8(b[0]))) }
	uint8s := func(b []byte) py.Value { return py.Int(int64(b[0])) }
	int16s := func(b []byte) py.Value { return py.Int(int64(int16(native.Uint16(b)))) }
	uint16s := func(b []byte) py.Value { return py.Int(int64(native.Uint16(b))) }
	int32s := func(b []byte) py.Value { return py.Int(int64(int32(native.Uint32(b)))) }
	uint32s := func(b []byte) py.Value { return py.Int(int64(native.Uint32(b))) }
	int64s := func(b []byte) py.Value { return py.Int(int64(native.Uint64(b))) }
	uint64s := func(b []byte) py.Value { return unsignedValue(native.Uint64(b)) }
	table := []*itemType{
		signed('b', 1, int8s), unsigned('B', 1, uint8s),
		{code: 'u', size: 4, format: "w", load: loadChar, store: storeChar},
		{code: 'w', size: 4, format: "w", load: loadChar, store: storeChar},
		signed('h', 2, int16s), unsigned('H', 2, uint16s),
		signed('i', 4, int32s), unsigned('I', 4, uint32s),
		signed('l', 8, int64s), unsigned('L', 8, uint64s),
		signed('q', 8, int64s), unsigned('Q', 8, uint64s),
		{code: 'f', size: 4, format: "f", load: plain(func(b []byte) py.Value {
			return py.Float(float64(math.Float32frombits(native.Uint32(b))))
		}), store: func(th *py.Thread, b []byte, v py.Value) error {
			x, err := py.FloatOf(th, v)
			native.PutUint32(b, math.Float32bits(float32(x)))
			return err
		}},
		{code: 'd', size: 8, format: "d", load: plain(func(b []byte) py.Value {
			return py.Float(math.Float64frombits(native.Uint64(b)))
		}), store: func(th *py.Thread, b []byte, v py.Value) error {
			x, err := py.FloatOf(th, v)
			native.PutUint64(b, math.Float64bits(x))
			return err
		}},
	}
	for _, t := range table {
		t.machine = nativeFormat(t)
		t.shift = uint8(bits.TrailingZeros(uint(t.size)))
	}
	return table
}

func unsignedValue(u uint64) py.Value {
	if u > math.MaxInt64 {
		return py.NewBig(new(big.Int).SetUint64(u))
	}
	return py.Int(int64(u))
}

// loadChar reads a character; memory can hold what is none.
func loadChar(b []byte) (py.Value, error) {
	c := native.Uint32(b)
	if c > 0x10FFFF {
		return py.Unbound, py.Raise(py.ValueError, "chr() arg not in range(0x110000)")
	}
	return py.Char(rune(c)), nil
}

func storeChar(th *py.Thread, b []byte, v py.Value) error {
	s := py.AsStr(v)
	if s == nil {
		return py.Raise(py.TypeError, "array item must be a unicode character, not %s", argumentName(v))
	}
	if n := s.Len(); n != 1 {
		return py.Raise(py.TypeError, "array item must be a unicode character, not a string of length %d", n)
	}
	native.PutUint32(b, uint32(s.RuneAt(0)))
	return nil
}

// A bound is a range of integers with the name that messages give it.
type bound struct {
	name        string
	least, most int64
}

var (
	cShort = bound{"signed short integer", math.MinInt16, math.MaxInt16}
	cInt   = bound{"signed integer", math.MinInt32, math.MaxInt32}
)

// signedBounds are the checks that an integer meets on its way to an item, in order.
func signedBounds(code byte) []bound {
	switch code {
	case 'b':
		return []bound{cShort, {"signed char", math.MinInt8, math.MaxInt8}}
	case 'B':
		return []bound{{"unsigned byte integer", 0, math.MaxUint8}}
	case 'h':
		return []bound{cShort}
	case 'H':
		return []bound{cInt, {"unsigned short", 0, math.MaxUint16}}
	case 'i':
		return []bound{cInt}
	}
	return nil
}

func put(b []byte, size int, u uint64) {
	switch size {
	case 1:
		b[0] = byte(u)
	case 2:
		native.PutUint16(b, uint16(u))
	case 4:
		native.PutUint32(b, uint32(u))
	default:
		native.PutUint64(b, u)
	}
}

// storeSigned stores integers that an int64 holds.
func storeSigned(code byte, size int) func(th *py.Thread, b []byte, v py.Value) error {
	bounds, most := signedBounds(code), int64(1)<<(8*size-1)-1
	if code == 'B' || code == 'H' {
		most = int64(1)<<(8*size) - 1
	}
	least := -most - 1
	if code == 'B' || code == 'H' {
		least = 0
	}
	return func(th *py.Thread, b []byte, v py.Value) error {
		if !v.IsSmallInt() {
			i, err := py.Index(th, v)
			if err != nil {
				return err
			}
			if v = i; !v.IsSmallInt() {
				n, ok := py.AsInt64(v)
				switch {
				case !ok && code == 'q':
					return py.Raise(py.OverflowError, "int too big to convert")
				case !ok:
					return py.Raise(py.OverflowError, "Python int too large to convert to C long")
				}
				v = py.Int(n)
			}
		}
		n := v.SmallInt()
		if n < least || n > most {
			for _, r := range bounds {
				if n > r.most {
					return py.Raise(py.OverflowError, "%s is greater than maximum", r.name)
				}
				if n < r.least {
					return py.Raise(py.OverflowError, "%s is less than minimum", r.name)
				}
			}
		}
		put(b, size, uint64(n))
		return nil
	}
}

// storeUnsigned stores integers that a uint64 holds; the narrow ones are checked as signed ones are.
func storeUnsigned(code byte, size int) func(th *py.Thread, b []byte, v py.Value) error {
	if code == 'B' || code == 'H' {
		return storeSigned(code, size)
	}
	return func(th *py.Thread, b []byte, v py.Value) error {
		i, err := py.Index(th, v)
		if err != nil {
			return err
		}
		var u uint64
		if n, ok := py.AsInt64(i); ok && n >= 0 {
			u = uint64(n)
		} else {
			n := py.AsBig(i)
			switch {
			case n.Sign() < 0 && code == 'Q':
				return py.Raise(py.OverflowError, "can't convert negative int to unsigned")
			case n.Sign() < 0:
				return py.Raise(py.OverflowError, "can't convert negative value to unsigned int")
			case !n.IsUint64() && code == 'Q':
				return py.Raise(py.OverflowError, "int too big to convert")
			case !n.IsUint64():
				return py.Raise(py.OverflowError, "Python int too large to convert to C unsigned long")
			}
			u = n.Uint64()
		}
		if size == 4 && u > math.MaxUint32 {
			return py.Raise(py.OverflowError, "unsigned int is greater than maximum")
		}
		put(b, size, u)
		return nil
	}
}

// argumentName is how messages about arguments name the type of a value.
func argumentName(v py.Value) string {
	if v.IsNone() {
		return "None"
	}
	return v.Type().TypeName()
}
