// This file defines WeakRef, the weak reference object, with its type and the proxy types (library reference, "weakref"),
// and the identity numbers behind id().

package runtime

import (
	"math"
	goruntime "runtime"
	"slices"
	"weak"
)

// WeakList is what an object that can be weakly referenced points to once it is. The object does not keep its weak
// references alive: a callback runs only if the program kept the reference.
type WeakList struct {
	refs    []weak.Pointer[WeakRef]
	full    int                      // with so many references those that are gone are taken out
	plain   [2]weak.Pointer[WeakRef] // the reference and the proxy without callback that are made once
	target  weak.Pointer[Header]     // to the object: to make the first one is dear
	watched bool                     // the object's death queues the list
}

// add enters a reference.
func (l *WeakList) add(p weak.Pointer[WeakRef]) {
	if len(l.refs) >= l.full {
		living := l.refs[:0]
		for _, p := range l.refs {
			if p.Value() != nil {
				living = append(living, p)
			}
		}
		clear(l.refs[len(living):])
		l.refs, l.full = living, max(4, 2*len(living))
	}
	l.refs = append(l.refs, p)
}

// WeakRef is a weakref.ReferenceType object or a proxy.
type WeakRef struct {
	Header
	target   weak.Pointer[Header]
	strong   Value // the referent when it lives for ever (a built-in class); else Unbound
	Callback Value // None: no callback
	hash     int64
	serial   uint64 // counts the references with a callback: the latest made is called first
	hashed   bool
	dead     bool
}

// The types of weak references.
var (
	WeakRefType           = &Type{Name: "ReferenceType", Module: "weakref"}
	WeakProxyType         = &Type{Name: "ProxyType", Module: "weakref"}
	WeakCallableProxyType = &Type{Name: "CallableProxyType", Module: "weakref"}
)

var weakTypes = []typeSetup{
	{WeakRefType, nil, setupWeakRef},
	{WeakProxyType, nil, setupWeakProxy},
	{WeakCallableProxyType, nil, setupWeakCallableProxy},
}

// AsWeakRef returns v as a weak reference or proxy, or nil.
func AsWeakRef(v Value) *WeakRef {
	if t := v.Type(); t == WeakRefType || t == WeakProxyType || t == WeakCallableProxyType || t.IsSubtype(WeakRefType) {
		return (*WeakRef)(v.P)
	}
	return nil
}

// Get returns the referent, Unbound when it is gone.
func (r *WeakRef) Get() Value {
	switch {
	case r.dead:
		return Unbound
	case !r.strong.IsUnbound():
		return r.strong
	}
	if h := r.target.Value(); h != nil {
		return h.Value()
	}
	return Unbound
}

// immortal reports whether v is no heap object of its own: nothing ever frees it.
func immortal(v Value) bool {
	t := AsType(v)
	return v.P == nil || t != nil && t.Flags&TypeHeap == 0
}

// NewWeakRef makes a weak reference of class t to obj; callback None: none. A plain reference without callback to the
// same object is made once.
func NewWeakRef(th *Thread, t *Type, obj, callback Value) (*WeakRef, error) {
	field := WeakRefs(obj)
	if field == nil {
		return nil, Raise(TypeError, "cannot create weak reference to '%s' object", obj.Type().TypeName())
	}
	if *field == nil {
		*field = &WeakList{}
	}
	list := *field
	plain := -1
	if callback.IsNone() && t.Flags&TypeHeap == 0 {
		if plain = 0; t != WeakRefType {
			plain = 1
		}
		if r := list.plain[plain].Value(); r != nil && r.Type == t && !r.dead {
			return r, nil
		}
	}
	r := newObject[WeakRef](t, KindOther)
	r.strong, r.Callback = Unbound, callback
	if immortal(obj) {
		r.strong = obj
	} else {
		if list.target.Value() == nil {
			list.target = weak.Make((*Header)(obj.P))
		}
		r.target = list.target
	}
	self := weak.Make(r)
	list.add(self)
	if plain >= 0 {
		list.plain[plain] = self
	}
	if !callback.IsNone() && r.strong.IsUnbound() {
		// The referent's death queues its references that are still alive by then.
		queue := th.Interp.Finalizers
		r.serial = queue.countRef()
		if !list.watched {
			list.watched = true
			goruntime.AddCleanup((*Header)(obj.P), queue.addRefs, list)
		}
	}
	return r, nil
}

// WeakReferences returns the living weak references to obj: a plain one first, then a plain proxy, then the others, the latest made first.
func WeakReferences(obj Value) []Value {
	var plain, proxy, others []Value
	if field := WeakRefs(obj); field != nil && *field != nil {
		for _, p := range slices.Backward((*field).refs) {
			r := p.Value()
			switch {
			case r == nil || r.dead:
			case !r.Callback.IsNone() || r.Type.Flags&TypeHeap != 0:
				others = append(others, r.Value())
			case r.Type == WeakRefType:
				plain = append(plain, r.Value())
			default:
				proxy = append(proxy, r.Value())
			}
		}
	}
	return slices.Concat(plain, proxy, others)
}

// renewWeakRefs makes the weak references to an object refer to it again after a finalizer of Go's has given it back.
func (h *Header) renewWeakRefs() {
	if field := WeakRefs(h.Value()); field != nil && *field != nil {
		(*field).target = weak.Make(h)
		for _, p := range (*field).refs {
			if r := p.Value(); r != nil && !r.dead && r.strong.IsUnbound() {
				r.target = (*field).target
			}
		}
	}
}

// clear makes the reference dead, as weakref.finalize and the end of the referent do.
func (r *WeakRef) clear() {
	r.dead, r.Callback, r.strong = true, None, Unbound
}

func setupWeakRef(t *Type) {
	t.Doc = "A reference to an object that does not keep it alive; calling it gives the object, or None once that is gone."
	t.TextSig = "(object, callback=None, /)"
	t.Flags |= TypeBaseType
	t.Size = SizeOf[WeakRef]()
	self := func(v Value) *WeakRef { return (*WeakRef)(v.P) }
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		n := len(args)
		if kw != nil {
			n -= kw.Len()
			if cls == WeakRefType {
				return Unbound, Raise(TypeError, "ReferenceType() takes no keyword arguments")
			}
		}
		if n < 1 || n > 2 {
			if n < 1 {
				return Unbound, Raise(TypeError, "__new__ expected at least 1 argument, got %d", n)
			}
			return Unbound, Raise(TypeError, "__new__ expected at most 2 arguments, got %d", n)
		}
		callback := None
		if n == 2 {
			callback = args[1]
		}
		r, err := NewWeakRef(th, cls, args[0], callback)
		if err != nil {
			return Unbound, err
		}
		return r.Header.Value(), nil
	}
	t.Init = func(th *Thread, v Value, args []Value, kw *Tuple) error {
		n := len(args)
		if kw != nil && kw.Len() > 0 {
			return Raise(TypeError, "ref() takes no keyword arguments")
		}
		if n < 1 || n > 2 {
			return Raise(TypeError, "__init__ expected at most 2 arguments, got %d", n)
		}
		return nil
	}
	t.Call = func(th *Thread, v Value, args []Value, kw *Tuple) (Value, error) {
		if kw != nil && kw.Len() > 0 {
			return Unbound, Raise(TypeError, "weakref() takes no keyword arguments")
		}
		if len(args) > 0 {
			return Unbound, Raise(TypeError, "weakref expected 0 arguments, got %d", len(args))
		}
		if obj := self(v).Get(); !obj.IsUnbound() {
			return obj, nil
		}
		return None, nil
	}
	t.Hash = func(th *Thread, v Value) (int64, error) {
		r := self(v)
		if r.hashed {
			return r.hash, nil
		}
		obj := r.Get()
		if obj.IsUnbound() {
			return 0, Raise(TypeError, "weak object has gone away")
		}
		h, err := Hash(th, obj)
		if err == nil {
			r.hash, r.hashed = h, true
		}
		return h, err
	}
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		x, y := AsWeakRef(a), AsWeakRef(b)
		if op != EQ && op != NE || x == nil || y == nil {
			return NotImplemented, nil
		}
		p, q := x.Get(), y.Get()
		if p.IsUnbound() || q.IsUnbound() {
			return Bool((x == y) == (op == EQ)), nil
		}
		return RichCompare(th, p, q, op)
	}
	t.Repr = func(th *Thread, v Value) (Value, error) { return weakRepr(th, v, "weakref") }
	t.GetSets = []GetSetDef{{Name: "__callback__", Member: true, Doc: "what is called when the referent dies", Get: func(th *Thread, v Value) (Value, error) {
		if r := self(v); !r.Get().IsUnbound() {
			return r.Callback, nil
		}
		return None, nil
	}}}
	t.Methods = []*MethodDef{DefClass("__class_getitem__($type, object, /)", "Return a generic alias of the class, see PEP 585.", classGetItem)}
}

func weakRepr(th *Thread, v Value, kind string) (Value, error) {
	obj := (*WeakRef)(v.P).Get()
	at := "<" + kind + " at " + Address(th, v) + "; "
	if obj.IsUnbound() {
		return Text(at + "dead>"), nil
	}
	at += "to '" + typeNameInModule(th, obj.Type()) + "' at " + Address(th, obj)
	if kind == "weakref" {
		name, err := GetAttrOr(th, obj, nameName)
		if s := AsStr(name); err == nil && s != nil {
			at += " (" + s.String() + ")"
		}
	}
	return Text(at + ">"), nil
}

// referent returns what a proxy stands for; other values stand for themselves.
func referent(v Value) (Value, error) {
	if t := v.Type(); t != WeakProxyType && t != WeakCallableProxyType {
		return v, nil
	}
	if obj := (*WeakRef)(v.P).Get(); !obj.IsUnbound() {
		return obj, nil
	}
	return Unbound, Raise(ReferenceError, "weakly-referenced object no longer exists")
}

// NewWeakProxy makes a proxy for obj.
func NewWeakProxy(th *Thread, obj, callback Value) (Value, error) {
	t := WeakProxyType
	if Callable(obj) {
		t = WeakCallableProxyType
	}
	r, err := NewWeakRef(th, t, obj, callback)
	if err != nil {
		return Unbound, err
	}
	return r.Header.Value(), nil
}

func setupWeakCallableProxy(t *Type) {
	setupWeakProxy(t)
	t.Call = func(th *Thread, v Value, args []Value, kw *Tuple) (Value, error) {
		obj, err := referent(v)
		if err != nil {
			return Unbound, err
		}
		return Call(th, obj, args, kw)
	}
}

// setupWeakProxy forwards every operation to the referent.
func setupWeakProxy(t *Type) {
	t.Doc = "Stands for an object without keeping it alive."
	t.Flags |= TypeDisallowNew
	unary := func(f func(th *Thread, v Value) (Value, error)) UnaryFunc {
		return func(th *Thread, v Value) (Value, error) {
			obj, err := referent(v)
			if err != nil {
				return Unbound, err
			}
			return f(th, obj)
		}
	}
	t.Repr = func(th *Thread, v Value) (Value, error) { return weakRepr(th, v, "weakproxy") }
	t.Str = unary(func(th *Thread, v Value) (Value, error) {
		s, err := StrOf(th, v)
		if err != nil {
			return Unbound, err
		}
		return s.Value(), nil
	})
	t.Hash = hashNotImplemented
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		x, err := referent(a)
		if err != nil {
			return Unbound, err
		}
		y, err := referent(b)
		if err != nil {
			return Unbound, err
		}
		return RichCompare(th, x, y, op)
	}
	t.GetAttr = func(th *Thread, v Value, name *Str) (Value, error) {
		obj, err := referent(v)
		if err != nil {
			return Unbound, err
		}
		return GetAttr(th, obj, name)
	}
	t.Flags |= TypeCustomGetattribute | TypeCustomSetattr
	t.SetAttr = func(th *Thread, v Value, name *Str, x Value) error {
		obj, err := referent(v)
		if err != nil {
			return err
		}
		return SetAttr(th, obj, name, x)
	}
	t.Bool = func(th *Thread, v Value) (bool, error) {
		obj, err := referent(v)
		if err != nil {
			return false, err
		}
		return Truth(th, obj)
	}
	t.Len = func(th *Thread, v Value) (int, error) {
		obj, err := referent(v)
		if err != nil {
			return 0, err
		}
		return Length(th, obj)
	}
	t.GetItem = func(th *Thread, v, key Value) (Value, error) {
		obj, err := referent(v)
		if err != nil {
			return Unbound, err
		}
		return GetItem(th, obj, key)
	}
	t.SetItem = func(th *Thread, v, key, x Value) error {
		obj, err := referent(v)
		switch {
		case err != nil:
			return err
		case x.IsUnbound():
			return DelItem(th, obj, key)
		}
		return SetItem(th, obj, key, x)
	}
	t.Contains = func(th *Thread, v, item Value) (bool, error) {
		obj, err := referent(v)
		if err != nil {
			return false, err
		}
		return Contains(th, obj, item)
	}
	t.Iter = unary(Iter)
	t.Next = func(th *Thread, v Value) (Value, error) {
		obj, err := referent(v)
		if err != nil {
			return Unbound, err
		}
		if obj.Type().Next == nil {
			return Unbound, Raise(TypeError, "Weakref proxy referenced a non-iterator '%s' object", obj.Type().TypeName())
		}
		return Next(th, obj)
	}
	t.Negative, t.Positive, t.Absolute, t.Invert = unary(Negative), unary(Positive), unary(Absolute), unary(Invert)
	t.Int, t.Index = unary(ToInt), unary(Index)
	t.Float = unary(func(th *Thread, v Value) (Value, error) {
		f, err := FloatOf(th, v)
		return Float(f), err
	})
	binary := func(f func(th *Thread, a, b Value) (Value, error)) BinaryFunc {
		return func(th *Thread, a, b Value) (Value, error) {
			x, err := referent(a)
			if err != nil {
				return Unbound, err
			}
			y, err := referent(b)
			if err != nil {
				return Unbound, err
			}
			return f(th, x, y)
		}
	}
	for op := OpAdd; op < NumBinary; op++ {
		t.Binary[op] = binary(func(th *Thread, a, b Value) (Value, error) { return BinaryOperation(th, op, a, b) })
		t.InPlace[op] = binary(func(th *Thread, a, b Value) (Value, error) { return InPlaceOperation(th, op, a, b) })
	}
	t.Binary[NumBinary] = binary(Divmod)
	t.Methods = []*MethodDef{
		Def("__bytes__($self, /)", "Return bytes(self).", func(th *Thread, a []Value) (Value, error) {
			obj, err := referent(a[0])
			if err != nil {
				return Unbound, err
			}
			return CallMethod(th, obj, "__bytes__")
		}),
		Def("__reversed__($self, /)", "Return reversed(self).", func(th *Thread, a []Value) (Value, error) {
			obj, err := referent(a[0])
			if err != nil {
				return Unbound, err
			}
			return Reversed(th, obj)
		}),
	}
}

// ID is id(v): a number that is unique among living objects and stays the same for an object's life. Unboxed ints and
// floats have the identity of their value: ints the odd numbers 2n+1 mixed into 62 bits, floats a mix of their bits with
// the two lowest ones 2, so that neither looks like an address (a multiple of 8).
func ID(th *Thread, v Value) int64 {
	switch {
	case v.P == nil:
		return int64((v.B*2+1)&math.MaxInt64) | 1
	case v.IsFloat():
		return int64((v.B*0x9e3779b97f4a7c15)>>1&^3 | 2)
	case v.IsBool():
		return int64(uintptr(v.P)) + int64(v.B)*8
	}
	return int64(uintptr(v.P))
}
