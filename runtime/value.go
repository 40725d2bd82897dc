// This file defines Value, the 16-byte Python object reference that all of gopy passes around.

package runtime

import (
	"math"
	"unsafe"
)

// A Value is a Python object reference, or an unboxed int, float, bool or None.
//
//	int    P == nil, B = the int64           (ints beyond 63 bits are *BigInt objects)
//	float  P == &static[tagFloat], B = IEEE 754 bits
//	bool   P == &static[tagBool], B = 0 or 1
//	None, NotImplemented, Ellipsis, Unbound: P = their static header, B = 0
//	other  P points to an object that begins with a Header; B is unused and must be ignored
//
// The zero Value is the int 0. A torn read of the pair is memory-safe: heap objects ignore B.
type Value struct {
	P unsafe.Pointer
	B uint64
}

// Kind tells the Go layout of an object: which struct its Header begins. An instance of a subclass
// of a built-in type keeps the built-in's Kind; Header.Flags then has FlagSubclass.
type Kind uint16

// The kinds. KindInt is that of unboxed ints only (which have no header); big ones are KindBigInt.
const (
	KindInt Kind = iota
	KindFloat
	KindBool
	KindNone
	KindUnbound
	KindNotImplemented
	KindEllipsis
	KindBigInt
	KindFloatObject // instance of a subclass of float
	KindIntObject   // instance of a subclass of int (value in a BigInt or int64)
	KindComplex
	KindStr
	KindBytes
	KindByteArray
	KindMemoryView
	KindTuple
	KindList
	KindDict
	KindSet // set and frozenset
	KindSlice
	KindRange
	KindType
	KindInstance // plain object: Shape and slots
	KindFunction
	KindMethod  // bound method
	KindBuiltin // built-in function or bound built-in method
	KindMethodDescriptor
	KindCode
	KindCell
	KindModule
	KindException
	KindGenerator // generator, coroutine, async generator
	KindFrame
	KindTraceback
	KindIterator // any of the built-in iterators; its own struct per type
	KindOther    // everything else: the struct is known from Type only
)

// Header is first in every heap object and in the static headers of the unboxed types.
type Header struct {
	Type  *Type
	ID    uint32 // shape of an instance, version of a type, function or dict; 0 = never cached; what is known of a str
	Kind  Kind
	Flags uint16
}

// Header flags. They depend on the type only, so that (Kind, Flags) can be compared at once:
// an exact built-in has Flags == 0.
const (
	FlagSubclass uint16 = 1 << iota // the object's class is not the built-in type of its Kind
)

// The indexes of the static headers.
const (
	tagFloat = iota
	tagBool
	tagNone
	tagUnbound
	tagNotImplemented
	tagEllipsis
	numTags
)

// static holds the headers that unboxed values and singletons point to.
var static = [numTags]Header{
	tagFloat:          {Type: FloatType, Kind: KindFloat},
	tagBool:           {Type: BoolType, Kind: KindBool},
	tagNone:           {Type: NoneType, Kind: KindNone},
	tagUnbound:        {Type: unboundType, Kind: KindUnbound},
	tagNotImplemented: {Type: NotImplementedType, Kind: KindNotImplemented},
	tagEllipsis:       {Type: EllipsisType, Kind: KindEllipsis},
}

// The singletons. Unbound is no Python object: it marks an unbound local, an absent argument, an
// empty slot, the end of an iteration. It must never reach a Python program.
var (
	None           = Value{P: unsafe.Pointer(&static[tagNone])}
	Unbound        = Value{P: unsafe.Pointer(&static[tagUnbound])}
	NotImplemented = Value{P: unsafe.Pointer(&static[tagNotImplemented])}
	Ellipsis       = Value{P: unsafe.Pointer(&static[tagEllipsis])}
	True           = Value{P: unsafe.Pointer(&static[tagBool]), B: 1}
	False          = Value{P: unsafe.Pointer(&static[tagBool]), B: 0}
)

// Addresses of static headers, for the machine's tag checks.
func FloatTag() unsafe.Pointer   { return unsafe.Pointer(&static[tagFloat]) }
func BoolTag() unsafe.Pointer    { return unsafe.Pointer(&static[tagBool]) }
func UnboundTag() unsafe.Pointer { return unsafe.Pointer(&static[tagUnbound]) }

// Int returns the Python int i.
func Int(i int64) Value { return Value{B: uint64(i)} }

// Float returns the Python float f.
func Float(f float64) Value {
	return Value{P: unsafe.Pointer(&static[tagFloat]), B: math.Float64bits(f)}
}

// Bool returns True or False.
func Bool(b bool) Value {
	if b {
		return True
	}
	return False
}

// Value returns the reference to the object that h begins.
func (h *Header) Value() Value { return Value{P: unsafe.Pointer(h)} }

// Header returns the object's header, or nil for an unboxed int.
func (v Value) Header() *Header { return (*Header)(v.P) }

// Type returns the object's class.
func (v Value) Type() *Type {
	if v.P == nil {
		return IntType
	}
	return (*Header)(v.P).Type
}

// Kind returns the object's layout.
func (v Value) Kind() Kind {
	if v.P == nil {
		return KindInt
	}
	return (*Header)(v.P).Kind
}

// IsExact reports whether v has kind k and is no instance of a subclass.
func (v Value) IsExact(k Kind) bool {
	if v.P == nil {
		return k == KindInt
	}
	h := (*Header)(v.P)
	return h.Kind == k && h.Flags&FlagSubclass == 0
}

func (v Value) IsSmallInt() bool       { return v.P == nil }
func (v Value) IsExactInt() bool       { return v.P == nil || (*Header)(v.P).Kind == KindBigInt }
func (v Value) IsFloat() bool          { return v.P == unsafe.Pointer(&static[tagFloat]) } // exact floats only
func (v Value) IsBool() bool           { return v.P == unsafe.Pointer(&static[tagBool]) }
func (v Value) IsNone() bool           { return v.P == unsafe.Pointer(&static[tagNone]) }
func (v Value) IsUnbound() bool        { return v.P == unsafe.Pointer(&static[tagUnbound]) }
func (v Value) IsNotImplemented() bool { return v.P == unsafe.Pointer(&static[tagNotImplemented]) }

// SmallInt returns the int64 of an unboxed int.
func (v Value) SmallInt() int64 { return int64(v.B) }

// FloatValue returns the float64 of an unboxed float.
func (v Value) FloatValue() float64 { return math.Float64frombits(v.B) }

// BoolValue returns the truth of a bool.
func (v Value) BoolValue() bool { return v.B != 0 }

// Is reports whether a and b are the same object. Unboxed ints and floats are the same when their
// bits are, so that unboxing can't be seen.
func Is(a, b Value) bool {
	if a.P != b.P {
		return false
	}
	if a.P == nil || a.P == unsafe.Pointer(&static[tagFloat]) || a.P == unsafe.Pointer(&static[tagBool]) {
		return a.B == b.B
	}
	return true
}
