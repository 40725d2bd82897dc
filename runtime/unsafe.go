// This file holds the conversions that Go's type system can't check, so that few other files import unsafe: views of
// memory, addresses, allocation of subclass instances.

package runtime

import "unsafe"

// StringView returns b's bytes as a string without a copy; b must not be changed afterwards.
func StringView(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// BytesView returns the bytes of s without a copy; they must not be changed.
func BytesView(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// address is where p points to, for hashes and cache slots.
func address[T any](p *T) uintptr { return uintptr(unsafe.Pointer(p)) }

// sliceData points to the first item.
func sliceData[T any](s []T) *T { return unsafe.SliceData(s) }

// ValueOf returns the reference to an object whose struct begins with a Header.
func ValueOf[T any](x *T) Value { return (*Header)(unsafe.Pointer(x)).Value() }

// sameFunc reports whether two slot functions are one.
func sameFunc[F any](a, b F) bool {
	return *(*unsafe.Pointer)(unsafe.Pointer(&a)) == *(*unsafe.Pointer)(unsafe.Pointer(&b))
}

// A slotPlace is where a slot lies in a Type.
type slotPlace uint16

// placeOf returns the place of the slot that get returns.
func placeOf[F any](get func(t *Type) *F) slotPlace {
	return slotPlace(address(get(ObjectType)) - address(ObjectType))
}

// in returns the slot of t, a function whatever its type: nil is none.
func (p slotPlace) in(t *Type) *funcPointer { return (*funcPointer)(unsafe.Add(unsafe.Pointer(t), p)) }

// A funcPointer is a function of any type, or nil.
type funcPointer unsafe.Pointer

func funcPointerOf[F any](f F) funcPointer { return *(*funcPointer)(unsafe.Pointer(&f)) }

// OverridesInit tells whether a subclass of base has an __init__ of its own.
func (t *Type) OverridesInit(base *Type) bool { return t != base && !sameFunc(t.Init, base.Init) }

// SizeOf is the size of an instance's struct, for Type.Size.
func SizeOf[T any]() uintptr {
	var x T
	return unsafe.Sizeof(x)
}

// keepText keeps the text of a str that may never be made; keptText gives it back.
func keepText(s string) Value {
	return Value{P: unsafe.Pointer(unsafe.StringData(s)), B: uint64(len(s))}
}

func keptText(v Value) string { return unsafe.String((*byte)(v.P), int(v.B)) }

// Ext returns the Extension of v, or nil when its class has none.
func (v Value) Ext() *Extension {
	if v.P == nil {
		return nil
	}
	t := (*Header)(v.P).Type
	if t.ExtOffset == 0 {
		return nil
	}
	return (*Extension)(unsafe.Add(v.P, t.ExtOffset))
}

// extended is the layout of an instance of a subclass of a built-in with struct T.
type extended[T any] struct {
	Base T
	Ext  Extension
}

// newObject allocates an instance of cls, whose built-in layout is the struct T with a Header first.
// It fills the header.
func newObject[T any](cls *Type, kind Kind) *T {
	if cls.ExtOffset != 0 {
		x := new(extended[T])
		h := (*Header)(unsafe.Pointer(x))
		h.Type, h.Kind, h.Flags = cls, kind, FlagSubclass
		if cls.Flags&TypeHasFinalize != 0 {
			cls.heap.Interp.Finalizers.watchNew(h)
		}
		return &x.Base
	}
	x := new(T)
	h := (*Header)(unsafe.Pointer(x))
	h.Type, h.Kind = cls, kind
	if cls.Flags&TypeHeap != 0 {
		h.Flags = FlagSubclass
	}
	return x
}
