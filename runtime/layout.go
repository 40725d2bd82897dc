// This file tells the machine where the fields lie that its inner loop reads and writes without a call.

package runtime

import "unsafe"

// Offsets of fields in bytes.
const (
	HeaderID   = unsafe.Offsetof(Header{}.ID)
	HeaderKind = unsafe.Offsetof(Header{}.Kind)

	ListItems         = unsafe.Offsetof(List{}.items) // a slice: pointer, length, capacity
	TupleItems        = unsafe.Offsetof(Tuple{}.items)
	TupleLen          = unsafe.Offsetof(Tuple{}.n)
	DictIndex         = unsafe.Offsetof(Dict{}.index)
	DictEntries       = unsafe.Offsetof(Dict{}.entries)
	DictOddKeys       = uint32(dictOddKeys)
	DictUsed          = unsafe.Offsetof(Dict{}.used)
	DictFilled        = unsafe.Offsetof(Dict{}.filled)
	DictEntry         = unsafe.Sizeof(dictEntry{})
	EntryHash         = unsafe.Offsetof(dictEntry{}.hash)
	EntryKey          = unsafe.Offsetof(dictEntry{}.key)
	EntryValue        = unsafe.Offsetof(dictEntry{}.value)
	EnumerateIterator = unsafe.Offsetof(enumerate{}.it)
	EnumerateCount    = unsafe.Offsetof(enumerate{}.count)
	ZipIterators      = unsafe.Offsetof(zip{}.its)   // a slice
	SetTable          = unsafe.Offsetof(Set{}.table) // a slice
	SetFill           = unsafe.Offsetof(Set{}.fill)
	SetUsed           = unsafe.Offsetof(Set{}.used)
	SetEntry          = unsafe.Sizeof(setEntry{})
	SetKey            = unsafe.Offsetof(setEntry{}.key)
	SetLinear         = linearProbes
	ByteArrayBytes    = unsafe.Offsetof(ByteArray{}.b) // a slice
	BytesText         = unsafe.Offsetof(Bytes{}.b)
	TypeMRO           = unsafe.Offsetof(Type{}.MRO) // a slice
	StrHash           = unsafe.Offsetof(Str{}.hash)
	StrText           = unsafe.Offsetof(Str{}.s)
	StrInfo           = HeaderID
	StrASCII          = strASCII
	StrInterned       = strInterned
	StrSize           = unsafe.Sizeof(Str{})
	WordSize          = unsafe.Sizeof(uintptr(0))
	ValueSize         = unsafe.Sizeof(Value{})
	FunctionExec      = unsafe.Offsetof(Function{}.Machine)
)

// The machine reads a list and a tuple, and iterators over them, the same way where it takes either. The lengths of these arrays are zero, or this
// does not compile.
var (
	_ [unsafe.Offsetof(Tuple{}.items) - ListItems]struct{}                                           = [0]struct{}{}
	_ [unsafe.Offsetof(Tuple{}.n) - ListItems - WordSize]struct{}                                    = [0]struct{}{}
	_ [unsafe.Offsetof(TupleIterator{}.Tuple) - unsafe.Offsetof(ListIterator{}.List)]struct{}        = [0]struct{}{}
	_ [unsafe.Offsetof(TupleIterator{}.Index) - unsafe.Offsetof(ListIterator{}.Index)]struct{}       = [0]struct{}{}
	_ [unsafe.Offsetof(ListReverseIterator{}.List) - unsafe.Offsetof(ListIterator{}.List)]struct{}   = [0]struct{}{}
	_ [unsafe.Offsetof(ListReverseIterator{}.Index) - unsafe.Offsetof(ListIterator{}.Index)]struct{} = [0]struct{}{}
)

// MoreSlotOffset returns where slot i, which is not inline, lies in the array of Overflow.Slots.
func (s *Shape) MoreSlotOffset(i int) uint32 { return uint32((i - int(s.Inline)) * int(ValueSize)) }

// DictOffset returns where in v, an object of a built-in type or of a subclass, its attribute dict is: the same for all objects of its class.
// It returns 0 when v has none or keeps it elsewhere.
func DictOffset(v Value) uintptr {
	f := ownDictField(v)
	if f == nil {
		return 0
	}
	offset, t := uintptr(unsafe.Pointer(f))-uintptr(v.P), v.Type()
	if offset == t.ExtOffset || offset < t.Size || v.Kind() == KindException {
		return offset
	}
	return 0
}

// InlineSlotOffset returns where slot i of an instance of shape s lies, or -1 when it is no inline slot.
func (s *Shape) InlineSlotOffset(i int) int {
	if i >= int(s.Inline) {
		return -1
	}
	return int(InlineOffset) + i*int(ValueSize)
}

// Address returns the shape's address, for inline caches.
func (s *Shape) Address() unsafe.Pointer { return unsafe.Pointer(s) }

// HasGenericGetAttr reports whether attributes of t's instances are found by GenericGetAttr alone.
func (t *Type) HasGenericGetAttr() bool {
	return t.Flags&TypeCustomGetattribute == 0 && t.isGenericGetAttr()
}

// FindsPlainly reports whether attributes of t's instances that are there are found by GenericGetAttr: a __getattr__ is for others.
func (t *Type) FindsPlainly() bool { return t.Flags&TypeGetattrLast != 0 || t.HasGenericGetAttr() }

// SetsPlainly reports whether attributes of t's instances are set by GenericSetAttr.
func (t *Type) SetsPlainly() bool {
	return t.Flags&TypeCustomSetattr == 0 && sameFunc(t.SetAttr, SetAttrFunc(GenericSetAttr))
}

// FoundPlainly reports whether attributes of t itself are found as those of classes are whose class is type.
func (t *Type) FoundPlainly() bool {
	return t.Header.Type == TypeType || sameFunc(t.Header.Type.GetAttr, GetAttrFunc(typeGetAttr))
}

// CalledPlainly reports whether calling t makes an instance, as with classes whose class is type.
func (t *Type) CalledPlainly() bool {
	return t.Header.Type == TypeType || sameFunc(t.Header.Type.Call, CallFunc(typeCall))
}

// IsPlainInit reports whether v, the __init__ of a class, is that of object.
func IsPlainInit(v Value) bool { return AsWrapper(v) != nil && AsWrapper(v).Owner == ObjectType }

// Drains reports whether a built-in that is called with one iterable takes all its items and keeps nothing of it.
func Drains(callable Value) bool {
	var d *MethodDef
	switch callable.Kind() {
	case KindType:
		switch (*Type)(callable.P) {
		case ListType, TupleType, SetType, FrozenSetType, DictType:
			return true
		}
		return false
	case KindBuiltin:
		d = (*Builtin)(callable.P).Def
	case KindMethodDescriptor:
		d = (*MethodDescriptor)(callable.P).Def
	default:
		return false
	}
	return d.Inline == InlineDrain || d.Inline == InlineMin || d.Inline == InlineMax
}

// IsPlainNew reports whether calling t makes instances by object.__new__ alone: NewInstance does the same.
func (t *Type) IsPlainNew() bool {
	return t.Layout == KindInstance && t.Flags&TypeAbstract == 0 && t.New != nil && sameFunc(t.New, ObjectType.New)
}

// PlainInit returns the Python function that is the __init__ of t, a class that programs made, where calling t makes an instance as object.__new__ does
// and then calls __init__. Else it returns nil.
func (t *Type) PlainInit(th *Thread) *Function {
	h := t.heap
	if h == nil || t.Header.Type != TypeType {
		return nil
	}
	if h.plainInitID != t.ID || t.ID == 0 {
		h.plainInit, h.plainInitID = nil, t.ID
		if t.IsPlainNew() {
			h.plainInit = AsFunction(t.Lookup(th, nameInit))
		}
	}
	return h.plainInit
}

// PythonNew returns the Python function that is the __new__ of t, a class that programs made, as the class statement leaves it: a static method. Else
// it returns nil.
func (t *Type) PythonNew(th *Thread) *Function {
	if t.New == nil || !sameFunc(t.New, NewFunc(slotNew)) {
		return nil
	}
	v := t.Lookup(th, nameNew)
	if v.Type() == StaticMethodType {
		v = asWrapped(v).fn
	}
	return AsFunction(v)
}

// InitializesNothing reports whether the __init__ of t's instances is that of object, and does nothing as t has a __new__ of its own.
func (t *Type) InitializesNothing() bool {
	return t.Init == nil || sameFunc(t.Init, InitFunc(objectInit)) && !sameFunc(t.New, NewFunc(objectNew))
}

// HasNativeNew reports whether t, a class that programs made, makes its instances by the __new__ of an exception class: one that runs no Python
// code and always returns an instance of t.
func (t *Type) HasNativeNew() bool {
	return t.Layout == KindException && t.Flags&TypeAbstract == 0 && t.New != nil && sameFunc(t.New, BaseException.New)
}

// AttributeDict returns the dict that holds the attributes of an object that is no KindInstance, nil when it has none (yet).
func AttributeDict(v Value) *Dict {
	if v.P == nil {
		return nil
	}
	return ownDict(v, false)
}

// ChainContext sets __context__ of an exception that is being raised while another is handled (nil: none), unless that
// has been done for this raise; again tells that this is a new raise.
func (e *Exception) ChainContext(handled *Exception, again bool) {
	if e.contextSet && !again {
		return
	}
	e.contextSet = true
	if handled == nil || handled == e {
		return
	}
	// No cycles: cut the chain where it comes back to e. slow goes half as fast, so that a cycle that is there already ends the walk.
	slow, odd := handled, false
	for x := handled; x.Context != nil; x = x.Context {
		if x.Context == e {
			x.Context = nil
			break
		}
		if odd {
			slow = slow.Context
			if slow == x {
				break
			}
		}
		odd = !odd
	}
	e.Context = handled
}

// CharTable returns the address of the strings of one ASCII character, in order.
func CharTable() unsafe.Pointer { return unsafe.Pointer(&charStrs) }

// CharClasses tells of each ASCII character what str.isdigit() and the like say: bit i is for the Inline that comes i behind InlineIsDigit.
var CharClasses = charClasses()

func charClasses() (classes [128]uint8) {
	for c := range classes {
		for i, is := range []bool{
			'0' <= c && c <= '9',
			'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z',
			'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9',
			c == ' ' || '\t' <= c && c <= '\r' || 0x1c <= c && c <= 0x1f,
			'A' <= c && c <= 'Z',
			'a' <= c && c <= 'z',
		} {
			if is {
				classes[c] |= 1 << i
			}
		}
	}
	return classes
}
