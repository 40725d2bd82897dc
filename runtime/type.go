// This file defines Type, the class object, with its slots: the Go functions behind the special methods.

package runtime

import (
	"sync/atomic"
	"weak"
)

// Slot function types. Where a result Value stands for "none", it is Unbound.
type (
	UnaryFunc    func(th *Thread, self Value) (Value, error)
	BinaryFunc   func(th *Thread, a, b Value) (Value, error)
	TernaryFunc  func(th *Thread, a, b, c Value) (Value, error)
	InquiryFunc  func(th *Thread, self Value) (bool, error)
	LenFunc      func(th *Thread, self Value) (int, error)
	HashFunc     func(th *Thread, self Value) (int64, error)
	CompareFunc  func(th *Thread, a, b Value, op CompareOp) (Value, error)
	ContainsFunc func(th *Thread, self, item Value) (bool, error)
	GetAttrFunc  func(th *Thread, self Value, name *Str) (Value, error)
	SetAttrFunc  func(th *Thread, self Value, name *Str, v Value) error // v Unbound: delete
	SetItemFunc  func(th *Thread, self, key, v Value) error             // v Unbound: delete
	// CallFunc gets positional arguments, then the keyword arguments' values; kw holds their names (nil: none).
	CallFunc     func(th *Thread, self Value, args []Value, kw *Tuple) (Value, error)
	NewFunc      func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error)
	InitFunc     func(th *Thread, self Value, args []Value, kw *Tuple) error
	DescrGetFunc func(th *Thread, self, obj Value, owner *Type) (Value, error) // obj Unbound: looked up on the class
	DescrSetFunc func(th *Thread, self, obj, v Value) error                    // v Unbound: delete
	// NextFunc returns Unbound (and no error) at the end of the iteration.
	NextFunc func(th *Thread, self Value) (Value, error)
	// SendFunc resumes a generator-like object; done tells that v is its return value.
	SendFunc func(th *Thread, self, arg Value) (v Value, done bool, err error)
)

// CompareOp is a rich comparison, numbered as CPython's COMPARE_OP argument.
type CompareOp uint8

// The comparisons.
const (
	LT CompareOp = iota
	LE
	EQ
	NE
	GT
	GE
)

// Swapped returns the comparison with its operands exchanged.
func (op CompareOp) Swapped() CompareOp { return [...]CompareOp{GT, GE, EQ, NE, LT, LE}[op] }

// String returns the operator as Python writes it.
func (op CompareOp) String() string { return [...]string{"<", "<=", "==", "!=", ">", ">="}[op] }

// BinaryOp is a binary operation, numbered as CPython's BINARY_OP argument; the in-place form is op + InPlace.
type BinaryOp uint8

// The binary operations.
const (
	OpAdd BinaryOp = iota
	OpAnd
	OpFloorDiv
	OpLShift
	OpMatMul
	OpMul
	OpMod
	OpOr
	OpPow
	OpRShift
	OpSub
	OpTrueDiv
	OpXor
	NumBinary
	InPlace = NumBinary
)

// TypeFlags describe a class.
type TypeFlags uint32

// The type flags.
const (
	TypeImmutable          TypeFlags = 1 << iota // a built-in: attributes can't be set, shared by all interpreters
	TypeBaseType                                 // can be subclassed
	TypeHeap                                     // made by a class statement or type()
	TypeHasDict                                  // instances have a __dict__
	TypeHasWeakref                               // instances can be weakly referenced
	TypeAbstract                                 // has abstract methods
	TypeSequence                                 // matches sequence patterns
	TypeMapping                                  // matches mapping patterns
	TypeMatchSelf                                // class pattern with one positional sub-pattern matches the subject itself
	TypeMethodDescr                              // instances are method descriptors: LOAD_ATTR may skip the bound method
	TypeDisallowNew                              // calling the type raises "cannot create 'x' instances"
	TypeHasFinalize                              // defines __del__
	TypeCustomGetattribute                       // class overrides __getattribute__ or defines __getattr__
	TypeCustomSetattr                            // class overrides __setattr__ or __delattr__
	TypeAnyKeyword                               // its constructor looks itself at what the names of keyword arguments are
	TypeGetattrLast                              // class defines __getattr__, and attributes that are there are found as those of object
	TypeUnknownSlots                             // nothing tells yet which attributes instances get: see trialShape
	TypeShownHeap                                // a built-in that __flags__ calls a heap type, as CPython makes it when its module is loaded
)

// Iteration tells apart the iterators that for loops take items from without a call.
type Iteration uint8

// The iterators. Subclasses are IterationOther. Those from IterationList on run no Python code.
const (
	IterationOther Iteration = iota
	IterationGenerator
	IterationEnumerate
	IterationZip
	IterationList
	IterationTuple
	IterationRange
	IterationDict      // forwards over keys, values or items
	IterationStr       // over a str of ASCII characters
	IterationSet       // over a set or frozenset
	IterationBytes     // over bytes or a bytearray
	IterationBackwards // over a list
	IterationPlain     // anything else that runs no Python code: over any other str, backwards over a tuple, over a deque
	NumIterations
)

// Type is a Python class. Built-in types are static, filled by a setup function each, shared by all
// interpreters and never changed afterwards; classes that programs make belong to one interpreter.
//
// Header.ID is the version of the class: it changes whenever an attribute of the class or of one of
// its bases does, see (*Type).modified.
type Type struct {
	Header
	Name      string // __name__
	QualName  string // __qualname__; "" means Name
	Module    string // __module__ of a built-in; "" means "builtins"
	Doc       string // __doc__ of a built-in; begins with no signature
	TextSig   string // __text_signature__ of a built-in's constructor, e.g. "(iterable=(), /)"; "" = None
	Flags     TypeFlags
	Iteration Iteration // which of the iterators that the machine knows the instances are
	Layout    Kind      // layout of the instances
	Base      *Type     // the base that decides the layout: __base__
	Bases     []*Type   // __bases__
	MRO       []*Type   // method resolution order, self first
	dict      *Dict     // see Dict

	// Instance layout of classes that programs make.
	Size      uintptr // size of the Go struct of the instances (built-ins that can be subclassed)
	ExtOffset uintptr // offset of the Extension in instances of a subclass of a built-in; 0: none
	Root      *Shape  // KindInstance: shape of a fresh instance
	SlotNames []*Str  // __slots__ of this class and its bases, in slot order (KindInstance)

	// Methods, GetSets and Constants make the Dict of a built-in, in this order.
	Methods   []*MethodDef
	GetSets   []GetSetDef
	Constants func(d *Dict) // puts other attributes in the dict; nil: none

	// Creation.
	New  NewFunc
	Init InitFunc

	// Basics.
	Repr    UnaryFunc
	Str     UnaryFunc
	Hash    HashFunc // hashNotImplemented: unhashable
	Compare CompareFunc
	Call    CallFunc
	GetAttr GetAttrFunc
	SetAttr SetAttrFunc
	Bool    InquiryFunc

	// Descriptors.
	DescrGet DescrGetFunc
	DescrSet DescrSetFunc

	// Iteration.
	Iter UnaryFunc
	Next NextFunc
	// NextParts, unless nil, is Next of an iterator over tuples for who takes these apart at once: it puts the items of the next tuple in to, the last one
	// first; some is false at the end. It does nothing, and known is false, unless the tuples have len(to) items. Classes don't inherit it.
	NextParts func(th *Thread, self Value, to []Value) (some, known bool, err error)
	Send      SendFunc

	// Async.
	Await, AIter, ANext UnaryFunc

	// Containers.
	Len             LenFunc // sequence and mapping
	GetItem         BinaryFunc
	SetItem         SetItemFunc
	Contains        ContainsFunc
	Concat          BinaryFunc // sequence +, after both number slots declined
	Repeat          BinaryFunc // sequence *: (sequence, count)
	InPlaceConcat   BinaryFunc
	InPlaceRepeat   BinaryFunc
	IsSequenceIndex bool // GetItem is a sequence's: supports the old iteration protocol and reversed()

	// Numbers. A Binary slot is called with its type on either side and may return NotImplemented.
	Binary   [NumBinary + 1]BinaryFunc // the last is divmod()'s
	InPlace  [NumBinary]BinaryFunc
	Power3   TernaryFunc // three-argument pow
	Negative UnaryFunc
	Positive UnaryFunc
	Absolute UnaryFunc
	Invert   UnaryFunc
	Int      UnaryFunc
	Float    UnaryFunc
	Index    UnaryFunc

	// Buffer protocol (PEP 688); nil: none.
	Buffer BufferFunc

	// Vectorcall-like fast constructor for built-in types called with positional arguments only; may be nil.
	FastNew func(th *Thread, args []Value) (Value, error)

	// ExceptionFields names the attributes that an exception type keeps in Exception.Fields, bases' first.
	ExceptionFields []string

	// TupleField returns which item of its tuple a descriptor of this type stands for; nil: they are no such descriptors.
	TupleField func(descr Value) int

	// DictField returns where instances of a built-in type keep their __dict__; nil: as the Kind says.
	DictField func(self Value) **Dict
	// WeakField returns where instances keep their weak references; nil: they have none, or in their Extension.
	WeakField func(self Value) **WeakList

	caches        []*InlineCache // inline caches that rely on this class: see Watch
	setupDone     bool
	unfilled      atomic.Bool   // dict lacks what fillDict puts in it
	own           ownAttributes // of a built-in
	heap          *HeapType     // nil for built-ins
	weak          *WeakList
	structVisible int // struct sequence types: items of the tuple
}

// HeapType is what only classes made by programs have.
type HeapType struct {
	Interp      *Interp
	NameStr     *Str // __name__ as set
	QualNameStr *Str
	InlineSlots int    // inline slots that new instances get
	MoreSlots   int    // how many they need beyond
	trial       *Shape // of the first few instances: see trialShape
	trials      int    // how many there are
	subclasses  []weak.Pointer[Type]
	dependents  []weak.Pointer[Type] // classes that have this one in their MRO but not as a base: a metaclass's mro() put it there
	basesTuple  *Tuple               // __bases__ as it was given; nil: made when asked for
	plainInit   *Function            // see PlainInit
	plainInitID uint32               // the version of the class that it is for
}

// AsType returns v as a class, or nil.
func AsType(v Value) *Type {
	if v.Kind() == KindType {
		return (*Type)(v.P)
	}
	return nil
}

// IsSubtype reports whether t is a or a subclass of a, by the method resolution order.
func (t *Type) IsSubtype(a *Type) bool {
	if t == a {
		return true
	}
	for _, c := range t.MRO {
		if c == a {
			return true
		}
	}
	return false
}

// IsInstance reports whether v's class is t or a subclass of it (no __instancecheck__).
func IsInstance(v Value, t *Type) bool { return v.Type().IsSubtype(t) }

// Has reports whether all the given flags are set.
func (t *Type) Has(f TypeFlags) bool { return t.Flags&f == f }

// Extension is what an instance of a subclass of a built-in type has beyond the built-in's own
// struct: it lies at Type.ExtOffset.
type Extension struct {
	Dict  *Dict
	Slots []Value
	Weak  *WeakList
}

// NewObject is newObject for modules: T must be a struct whose first field is a Header. KindOther.
func NewObject[T any](cls *Type) *T { return newObject[T](cls, KindOther) }
