// This file holds the object protocol: what works on every object — repr, str, hash, comparison, truth, calling.

package runtime

import (
	"strings"

	"github.com/gopy-lang/gopy/runtime/num"
)

// Call calls any object: positional arguments, then the values of the keywords named in kw (nil: none). args is
// not kept.
func Call(th *Thread, fn Value, args []Value, kw *Tuple) (Value, error) {
	if fn.Kind() == KindFunction {
		return th.Interp.Eval.CallFunction(th, (*Function)(fn.P), args, kw)
	}
	return callOther(th, fn, args, kw)
}

// callOther is Call of anything but a Python function.
func callOther(th *Thread, fn Value, args []Value, kw *Tuple) (Value, error) {
	switch fn.Kind() {
	case KindBuiltin:
		return (*Builtin)(fn.P).Call(th, args, kw)
	case KindMethod:
		if err := th.Enter(" while calling a Python object"); err != nil {
			return Unbound, err
		}
		n := 0 // methods of methods: each puts its object before the arguments
		method := fn
		for ; fn.Kind() == KindMethod; fn = (*Method)(fn.P).Func {
			n++
		}
		mark := len(th.scratch)
		all := th.reserve(n + len(args))
		copy(all[n:], args)
		for m := (*Method)(method.P); n > 0; m = (*Method)(m.Func.P) {
			n--
			all[n] = m.Self
		}
		v, err := Call(th, fn, all, kw)
		th.release(mark)
		th.Leave()
		return v, err
	}
	t := fn.Type()
	if t.Call == nil {
		return Unbound, notCallable(th, fn)
	}
	if !th.Descend() {
		return Unbound, tooDeep(" while calling a Python object")
	}
	v, err := t.Call(th, fn, args, kw)
	th.Leave()
	return v, err
}

// CallArgs is Call with positional arguments only. It calls with a copy of them, so that a caller's list of arguments is no allocation.
func CallArgs(th *Thread, fn Value, args ...Value) (Value, error) {
	if fn.Kind() == KindBuiltin {
		if v, err, done := (*Builtin)(fn.P).callPlain(th, args); done {
			return v, err
		}
	}
	mark := len(th.scratch)
	window := th.reserve(len(args))
	copy(window, args)
	v, err := Call(th, fn, window, nil)
	th.release(mark)
	return v, err
}

// CallAfter calls fn with the arguments first and then args, of which the last are the values of the keywords named in kw.
func CallAfter(th *Thread, fn Value, first, args []Value, kw *Tuple) (Value, error) {
	mark := len(th.scratch)
	all := th.reserve(len(first) + len(args))
	copy(all[copy(all, first):], args)
	v, err := Call(th, fn, all, kw)
	th.release(mark)
	return v, err
}

// CallMethodWith calls the attribute name of obj with args, of which the last are the values of the keywords named in kw.
func CallMethodWith(th *Thread, obj Value, name *Str, args []Value, kw *Tuple) (Value, error) {
	m, isMethod, err := GetMethod(th, obj, name)
	if err != nil {
		return Unbound, err
	}
	if !isMethod {
		return Call(th, m, args, kw)
	}
	return CallAfter(th, m, []Value{obj}, args, kw)
}

// CallMethod calls an attribute of obj.
func CallMethod(th *Thread, obj Value, name string, args ...Value) (Value, error) {
	interned := th.Interp.Intern(name)
	m, isMethod, err := GetMethod(th, obj, interned)
	if err != nil {
		return Unbound, err
	}
	if isMethod {
		return callUnbound(th, m, obj, obj.Type(), args)
	}
	return CallArgs(th, m, args...)
}

// Call binds the arguments and calls the Go function.
func (b *Builtin) Call(th *Thread, args []Value, kw *Tuple) (Value, error) {
	if !b.Bound {
		return b.Def.Invoke(th, args, kw)
	}
	if kw == nil {
		if v, err, done := b.callPlain(th, args); done {
			return v, err
		}
	}
	mark := len(th.scratch)
	all := th.reserve(1 + len(args))
	all[0] = b.Self
	copy(all[1:], args)
	v, err := b.Def.Invoke(th, all, kw)
	th.release(mark)
	return v, err
}

// callPlain calls with positional arguments and, for what is missing, defaults: the function gets a copy of them at once. done is false for what binds
// otherwise.
func (b *Builtin) callPlain(th *Thread, args []Value) (v Value, err error, done bool) {
	d, own := b.Def, 0
	if d.Raw != nil {
		return Unbound, nil, false
	}
	if b.Bound {
		own = 1
	}
	n := own + len(args)
	mark := len(th.scratch)
	var window []Value
	if d.Takes(n) {
		window = th.reserve(n)
	} else {
		sig := d.sig.Load()
		if sig == nil || !sig.plain || n < sig.required || n > sig.positional {
			return Unbound, nil, false
		}
		window = th.reserve(len(sig.defaults))
		for i := n; i < len(window); i++ {
			window[i] = sig.defaults[i]
		}
	}
	if b.Bound {
		window[0] = b.Self
	}
	for i, v := range args { // a few values: a call of copy would take longer
		window[own+i] = v
	}
	v, err = d.Fn(th, window)
	th.release(mark)
	return v, err, true
}

// Hash is hash(v).
func Hash(th *Thread, v Value) (int64, error) {
	switch {
	case v.P == nil:
		return num.HashInt64(int64(v.B)), nil
	case v.IsBool():
		return int64(v.B), nil
	case v.IsExact(KindStr):
		return (*Str)(v.P).Hash(), nil
	}
	t := v.Type()
	if t.Hash == nil {
		return hashNotImplemented(th, v)
	}
	return t.Hash(th, v)
}

// hashNotImplemented is the Hash slot of unhashable types.
func hashNotImplemented(th *Thread, v Value) (int64, error) {
	return 0, Raise(TypeError, "unhashable type: '%s'", v.Type().TypeName())
}

// hashResult converts what __hash__ returned.
func hashResult(v Value) (int64, error) {
	switch {
	case v.P == nil:
		h := int64(v.B)
		if h == -1 {
			h = -2
		}
		return h, nil
	case v.IsBool():
		return int64(v.B), nil
	}
	if i := AsBig(v); i != nil {
		return num.FromBig(i).Hash(), nil
	}
	return 0, Raise(TypeError, "__hash__ method should return an integer")
}

// Identity hash of objects without value semantics.
func hashIdentity(th *Thread, v Value) (int64, error) {
	id := ID(th, v)
	return int64(uint64(id)>>4 | uint64(id)<<60), nil
}

// hashAddress is hashIdentity of an object of Go's heap.
func hashAddress(v Value) int64 {
	id := uint64(uintptr(v.P))
	return int64(id>>4 | id<<60)
}

// Equal is a == b as a truth value; identical objects are equal.
func Equal(th *Thread, a, b Value) (bool, error) {
	if Is(a, b) {
		return true, nil
	}
	if a.P == nil && b.P == nil {
		return false, nil
	}
	if a.IsExact(KindStr) && b.IsExact(KindStr) {
		return (*Str)(a.P).s == (*Str)(b.P).s, nil
	}
	if (a.IsExact(KindTuple) || a.isTupleLike()) && (b.IsExact(KindTuple) || b.isTupleLike()) {
		if same, known := (*Tuple)(a.P).same((*Tuple)(b.P)); known {
			return same, nil
		}
	}
	if same, known := SameObject(a, b, EQ); known {
		return same, nil
	}
	v, err := RichCompare(th, a, b, EQ)
	if err != nil {
		return false, err
	}
	return Truth(th, v)
}

// Compare is bool(a op b).
func Compare(th *Thread, a, b Value, op CompareOp) (bool, error) {
	switch {
	case a.P == nil && b.P == nil:
		return compareInts(int64(a.B), int64(b.B), op), nil
	case a.IsExact(KindStr) && b.IsExact(KindStr):
		// WTF-8 sorts as code points do.
		return op.holds(strings.Compare((*Str)(a.P).s, (*Str)(b.P).s)), nil
	case (a.IsExact(KindTuple) || a.isTupleLike()) && (b.IsExact(KindTuple) || b.isTupleLike()):
		if holds, known := (*Tuple)(a.P).compare((*Tuple)(b.P), op); known {
			return holds, nil
		}
	}
	v, err := RichCompare(th, a, b, op)
	if err != nil {
		return false, err
	}
	if v.IsBool() {
		return v.B != 0, nil
	}
	return Truth(th, v)
}

// RichCompare is a op b.
func RichCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	if a.P == nil && b.P == nil {
		return Bool(compareInts(int64(a.B), int64(b.B), op)), nil
	}
	if (a.IsExact(KindTuple) || a.isTupleLike()) && (b.IsExact(KindTuple) || b.isTupleLike()) {
		if holds, known := (*Tuple)(a.P).compare((*Tuple)(b.P), op); known {
			return Bool(holds), nil
		}
	}
	if !th.Descend() {
		return Unbound, tooDeep(" in comparison")
	}
	var v Value
	var err error
	if a.IsExact(KindTuple) && b.IsExact(KindTuple) || a.IsExact(KindList) && b.IsExact(KindList) {
		v, err = compareSequences(th, a, b, op)
	} else {
		v, err = richCompare(th, a, b, op)
	}
	th.Leave()
	return v, err
}

func richCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	ta, tb := a.Type(), b.Type()
	reflected := false
	if ta != tb && tb.Compare != nil && tb.IsSubtype(ta) {
		reflected = true
		v, err := tb.Compare(th, b, a, op.Swapped())
		if err != nil || !v.IsNotImplemented() {
			return v, err
		}
	}
	if ta.Compare != nil {
		v, err := ta.Compare(th, a, b, op)
		if err != nil || !v.IsNotImplemented() {
			return v, err
		}
	}
	if !reflected && tb.Compare != nil {
		v, err := tb.Compare(th, b, a, op.Swapped())
		if err != nil || !v.IsNotImplemented() {
			return v, err
		}
	}
	switch op {
	case EQ:
		return Bool(Is(a, b)), nil
	case NE:
		return Bool(!Is(a, b)), nil
	}
	return Unbound, Raise(TypeError, "'%s' not supported between instances of '%s' and '%s'", op, ta.TypeName(), tb.TypeName())
}

// SameObject is a == b or a != b of instances of classes that programs made and compare as object does, by identity, or of one of them and a plain
// object. Otherwise known is false.
func SameObject(a, b Value, op CompareOp) (holds, known bool) {
	if op != EQ && op != NE {
		return false, false
	}
	if a.Kind() != KindInstance {
		a, b = b, a
	}
	if a.Kind() != KindInstance || !sameFunc((*Header)(a.P).Type.Compare, CompareFunc(objectCompare)) {
		return false, false
	}
	switch b.Kind() {
	case KindInstance:
		if !sameFunc((*Header)(b.P).Type.Compare, CompareFunc(objectCompare)) {
			return false, false
		}
	case KindNone, KindInt, KindBool:
	default:
		if !b.IsExact(KindStr) {
			return false, false
		}
	}
	return (a.P == b.P) == (op == EQ), true
}

// comparesAsStr tells that v is a str, or an instance of a subclass that compares like one.
func comparesAsStr(v Value) bool {
	return v.Kind() == KindStr && sameFunc((*Header)(v.P).Type.Compare, StrType.Compare)
}

// SameStrs is a == b of strs, and of instances of subclasses that compare like these. Otherwise known is false.
func SameStrs(a, b Value) (same, known bool) {
	if comparesAsStr(a) && comparesAsStr(b) {
		return (*Str)(a.P).Equal((*Str)(b.P)), true
	}
	return false, false
}

// HasPlain tells whether v is in the tuple of items, as far as identities, ints and strs decide it; otherwise known is false.
func HasPlain(items []Value, v Value) (has, known bool) {
	for _, x := range items {
		if Is(x, v) {
			return true, true
		}
		if x.P == nil && v.P == nil {
			continue
		}
		same, known := SameStrs(x, v)
		if !known {
			same, known = SameObject(x, v, EQ)
		}
		if same || !known {
			return same, known
		}
	}
	return false, true
}

func compareInts(a, b int64, op CompareOp) bool {
	switch op {
	case LT:
		return a < b
	case LE:
		return a <= b
	case EQ:
		return a == b
	case NE:
		return a != b
	case GT:
		return a > b
	}
	return a >= b
}

func compareFloats(a, b float64, op CompareOp) bool {
	switch op {
	case LT:
		return a < b
	case LE:
		return a <= b
	case EQ:
		return a == b
	case NE:
		return a != b
	case GT:
		return a > b
	}
	return a >= b
}

// Truth is bool(v).
func Truth(th *Thread, v Value) (bool, error) {
	switch {
	case v.P == nil, v.IsBool():
		return v.B != 0, nil
	case v.IsNone():
		return false, nil
	case v.IsFloat():
		return v.FloatValue() != 0, nil
	}
	t := v.Type()
	if t.Bool != nil {
		return t.Bool(th, v)
	}
	if t.Len != nil {
		n, err := t.Len(th, v)
		return n != 0, err
	}
	return true, nil
}

// Repr is repr(v).
func Repr(th *Thread, v Value) (*Str, error) {
	if v.IsExact(KindStr) {
		return strRepr(th, (*Str)(v.P))
	}
	if err := th.Enter(" while getting the repr of an object"); err != nil {
		return nil, err
	}
	defer th.Leave()
	t := v.Type()
	r, err := t.Repr(th, v)
	if err != nil {
		return nil, err
	}
	if s := AsStr(r); s != nil {
		return s, nil
	}
	return nil, Raise(TypeError, "__repr__ returned non-string (type %s)", r.Type().TypeName())
}

// StrOf is str(v).
func StrOf(th *Thread, v Value) (*Str, error) {
	if v.IsExact(KindStr) {
		return (*Str)(v.P), nil
	}
	if v.P == nil {
		return (*Str)(IntText(int64(v.B)).P), nil
	}
	t := v.Type()
	if t.Str == nil {
		return Repr(th, v)
	}
	if err := th.Enter(" while getting the str of an object"); err != nil {
		return nil, err
	}
	defer th.Leave()
	r, err := t.Str(th, v)
	if err != nil {
		return nil, err
	}
	if s := AsStr(r); s != nil {
		return s, nil
	}
	return nil, Raise(TypeError, "__str__ returned non-string (type %s)", r.Type().TypeName())
}

// TypeName returns the name that messages show: that of a built-in type outside of builtins has its module before it.
func (t *Type) TypeName() string {
	if t.heap == nil && t.Module != "" && t.Module != "builtins" {
		return t.Module + "." + t.Name
	}
	return t.ShortName()
}

// ShortName returns __name__.
func (t *Type) ShortName() string {
	if t.heap != nil {
		return t.heap.NameStr.String()
	}
	return t.Name
}

// notCallable is the error for a call of fn; a module may hold what was meant under its own name.
func notCallable(th *Thread, fn Value) error {
	if fn.Type() == ModuleType {
		d := (*Module)(fn.P).Dict
		if name := AsStr(d.GetStr(nameName)); name != nil {
			if v, err := d.GetItem(th, name.Value()); err == nil && !v.IsUnbound() && Callable(v) {
				return Raise(TypeError, "'module' object is not callable. Did you mean: '%s.%s(...)'?", name.String(), name.String())
			}
		}
	}
	return Raise(TypeError, "'%s' object is not callable", fn.Type().TypeName())
}

// EnterRepr marks v as being printed; it reports false when its repr is under way already (a recursive container).
func (th *Thread) EnterRepr(v Value) bool {
	for _, r := range th.reprs {
		if r.P == v.P {
			return false
		}
	}
	th.reprs = append(th.reprs, v)
	return true
}

// LeaveRepr ends what EnterRepr began.
func (th *Thread) LeaveRepr() {
	n := len(th.reprs) - 1
	th.reprs[n] = Value{}
	th.reprs = th.reprs[:n]
}

// CompareDeclined goes on with a op b after a's own comparison method has returned NotImplemented.
func CompareDeclined(th *Thread, a, b Value, op CompareOp) (Value, error) {
	tb := b.Type()
	if tb.Compare != nil {
		v, err := tb.Compare(th, b, a, op.Swapped())
		if err != nil || !v.IsNotImplemented() {
			return v, err
		}
	}
	switch op {
	case EQ:
		return Bool(Is(a, b)), nil
	case NE:
		return Bool(!Is(a, b)), nil
	}
	return Unbound, Raise(TypeError, "'%s' not supported between instances of '%s' and '%s'", op, a.Type().TypeName(), tb.TypeName())
}
