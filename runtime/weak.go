// This file defines WeakList, the weak references to one object, and the identity numbers behind id().

package runtime

// WeakList is what an object that can be weakly referenced points to once it is.
type WeakList struct {
	Refs []Value // weakref objects; see weakref.go
}

// addressBook gives objects the numbers that id() shows.
type addressBook struct {
	next int64
}

// ID is id(v): a number that is unique among living objects and stays the same for an object's life. Unboxed ints and
// floats have the identity of their value.
func ID(th *Thread, v Value) int64 { return v.id() }

// id is the object's address, which is a multiple of 8 and never changes: Go's collector does not move objects. Values
// without an address get odd numbers made from their bits.
func (v Value) id() int64 {
	switch v.Kind() {
	case KindInt:
		return int64((v.B<<2 | 1) &^ (1 << 63))
	case KindFloat:
		return int64(v.B>>1 | 3)
	case KindBool:
		return int64(uintptr(v.P)) + int64(v.B)*8
	}
	return int64(uintptr(v.P))
}
