// This file rebuilds arrays that another machine has pickled: its order of bytes and sizes may differ from ours.

package array

import (
	"encoding/binary"
	"math"
	"math/big"
	"slices"

	py "github.com/gopy-lang/gopy/runtime"
)

// A machineFormat is one of the representations that pickles name by number.
type machineFormat struct {
	size   int  // of text: what the length must be a multiple of, two code units
	kind   byte // i: signed integer, u: unsigned integer, f: float, t: text
	codec  string
	bigEnd bool
}

// machineFormats are in the order of their codes.
var machineFormats = []machineFormat{
	{1, 'u', "", false}, {1, 'i', "", false},
	{2, 'u', "", false}, {2, 'u', "", true}, {2, 'i', "", false}, {2, 'i', "", true},
	{4, 'u', "", false}, {4, 'u', "", true}, {4, 'i', "", false}, {4, 'i', "", true},
	{8, 'u', "", false}, {8, 'u', "", true}, {8, 'i', "", false}, {8, 'i', "", true},
	{4, 'f', "", false}, {4, 'f', "", true}, {8, 'f', "", false}, {8, 'f', "", true},
	{4, 't', "utf-16-le", false}, {4, 't', "utf-16-be", true}, {8, 't', "utf-32-le", false}, {8, 't', "utf-32-be", true},
}

// nativeFormat returns the code of the format in which this machine keeps items of a type.
func nativeFormat(t *itemType) int {
	kind := byte('f')
	switch {
	case t.isText():
		kind = 't'
	case t.isInteger() && t.isSigned():
		kind = 'i'
	case t.isInteger():
		kind = 'u'
	}
	bigEnd := native.Uint16([]byte{1, 0}) != 1 && t.size > 1
	size := t.size
	if kind == 't' {
		size *= 2
	}
	return slices.IndexFunc(machineFormats, func(f machineFormat) bool {
		return f.size == size && f.kind == kind && f.bigEnd == bigEnd
	})
}

// load reads an item that isn't text.
func (f *machineFormat) load(b []byte) py.Value {
	var order binary.ByteOrder = binary.LittleEndian
	if f.bigEnd {
		order = binary.BigEndian
	}
	var u uint64
	switch f.size {
	case 1:
		u = uint64(b[0])
	case 2:
		u = uint64(order.Uint16(b))
	case 4:
		u = uint64(order.Uint32(b))
	default:
		u = order.Uint64(b)
	}
	switch {
	case f.kind == 'f' && f.size == 4:
		return py.Float(float64(math.Float32frombits(uint32(u))))
	case f.kind == 'f':
		return py.Float(math.Float64frombits(u))
	case f.kind == 'i':
		shift := 64 - 8*f.size
		return py.Int(int64(u<<shift) >> shift)
	case u > math.MaxInt64:
		return py.NewBig(new(big.Int).SetUint64(u))
	}
	return py.Int(int64(u))
}

var reconstructSignature = "_array_reconstructor($module, arraytype, typecode, mformat_code, items,\n                     /)"

// reconstruct is _array_reconstructor.
func (k *kit) reconstruct(th *py.Thread, a []py.Value) (py.Value, error) {
	cls := py.AsType(a[0])
	if cls == nil {
		return py.Unbound, py.Raise(py.TypeError, "first argument must be a type object, not %s", a[0].Type().TypeName())
	}
	code := py.AsStr(a[1])
	if code == nil {
		return py.Unbound, py.Raise(py.TypeError, "_array_reconstructor() argument 2 must be a unicode character, not %s", argumentName(a[1]))
	}
	if n := code.Len(); n != 1 {
		return py.Unbound, py.Raise(py.TypeError, "_array_reconstructor(): argument 2 must be a unicode character, not a string of length %d", n)
	}
	number, err := py.AsCInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	if !cls.IsSubtype(arrayType) {
		return py.Unbound, py.Raise(py.TypeError, "%s is not a subtype of array.array", cls.TypeName())
	}
	item := k.find(code)
	if item == nil {
		return py.Unbound, py.Raise(py.ValueError, "second argument must be a valid type code")
	}
	if number < 0 || number >= len(machineFormats) {
		return py.Unbound, py.Raise(py.ValueError, "third argument must be a valid machine format code.")
	}
	if a[3].Kind() != py.KindBytes {
		return py.Unbound, py.Raise(py.TypeError, "fourth argument should be bytes, not %s", a[3].Type().TypeName())
	}
	data, _ := py.BytesData(a[3])
	x := newArray(cls, item)
	if item.machine == number {
		return x.Value(), x.appendBytes(th, data)
	}
	f := &machineFormats[number]
	if len(data)%f.size != 0 {
		return py.Unbound, py.Raise(py.ValueError, "string length not a multiple of item size")
	}
	if f.kind == 't' {
		s, err := py.Decode(th, data, f.codec, "strict")
		if err != nil {
			return py.Unbound, err
		}
		if !item.isText() {
			return py.Unbound, noText(item)
		}
		return x.Value(), x.appendText(th, s)
	}
	if f.kind != 'f' { // the integers need a type of just this size
		fits := func(t *itemType) bool {
			return t.isInteger() && t.size == f.size && t.isSigned() == (f.kind == 'i')
		}
		if !fits(item) {
			for _, t := range k.items { // the last of two, such as q of l and q
				if fits(t) {
					x.item = t
				}
			}
		}
	}
	for i := 0; i < len(data); i += f.size {
		if err := x.append(th, f.load(data[i:])); err != nil {
			return py.Unbound, err
		}
	}
	return x.Value(), nil
}
