// This file defines Function, the function object.

package runtime

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
)

// Function is a Python function object.
type Function struct {
	Header     // ID: version of what a call depends on; renewed when __code__, __defaults__ or __kwdefaults__ is set
	Code       *Code
	Globals    *Dict
	Builtins   *Dict
	Closure    *Tuple // of cells; nil without free variables
	Defaults   *Tuple // nil: none
	KwDefaults *Dict  // nil: none
	Module     Value
	Dict       *Dict
	Machine    unsafe.Pointer   // the machine's translation for Code and Globals; nil: not made yet
	more       *functionDetails // nil: what the code says
}

// functionDetails are the attributes of a function that most have as their code says, or not at all.
type functionDetails struct {
	name, qualName *Str
	doc            Value // Unbound: the code's
	annotate       Value // __annotate__: None or a callable
	annotations    *Dict // __annotations__ once computed or set; nil before
	typeParams     *Tuple
	weak           *WeakList
	retired        []*Code // earlier values of __code__, which may still be running
}

// details returns the attributes of f that it doesn't keep itself, to be changed.
func (f *Function) details() *functionDetails {
	if f.more == nil {
		f.more = &functionDetails{name: f.Code.name, qualName: f.Code.qualStr, doc: Unbound, annotate: None}
	}
	return f.more
}

// Name is __name__.
func (f *Function) Name() *Str {
	if f.more != nil {
		return f.more.name
	}
	return f.Code.name
}

// QualName is __qualname__.
func (f *Function) QualName() *Str {
	if f.more != nil {
		return f.more.qualName
	}
	return f.Code.qualStr
}

// Doc is __doc__.
func (f *Function) Doc(th *Thread) Value {
	if f.more != nil && !f.more.doc.IsUnbound() {
		return f.more.doc
	}
	if c := f.Code; c.Code.Flags&code.CO_HAS_DOCSTRING != 0 && (c.hollow || len(c.ConstValues) > 0) {
		return c.docstring(th)
	}
	return None
}

// SetQualName sets __qualname__.
func (f *Function) SetQualName(s *Str) { f.details().qualName = s }

// Annotate is __annotate__: None or a callable.
func (f *Function) Annotate() Value {
	if f.more != nil {
		return f.more.annotate
	}
	return None
}

// SetAnnotate sets __annotate__.
func (f *Function) SetAnnotate(v Value) { f.details().annotate = v }

// SetAnnotations sets __annotations__.
func (f *Function) SetAnnotations(d *Dict) { f.details().annotations = d }

// SetTypeParams sets __type_params__.
func (f *Function) SetTypeParams(t *Tuple) { f.details().typeParams = t }

// NewFunction makes the function that a def statement of a module with the given globals makes, or what runs a module or
// class body.
func NewFunction(th *Thread, c *Code, globals *Dict) *Function {
	return NewFunctionIn(th, c, globals, &FunctionHints{})
}

// FunctionHints tell where __name__ and __builtins__ were found in globals before.
type FunctionHints struct{ name, builtins int }

// NewFunctionIn is NewFunction for one who makes many functions with the same globals, of code without free variables or with a closure of cells.
func NewFunctionIn(th *Thread, c *Code, globals *Dict, hints *FunctionHints, cells ...Value) *Function {
	f := newClosure(cells)
	f.Header, f.Code, f.Globals, f.Module = Header{Type: FunctionType, Kind: KindFunction}, c, globals, None
	c.nameStr(th.Interp)
	if m := globals.getStrAt(nameName, &hints.name); !m.IsUnbound() {
		f.Module = m
	}
	f.Builtins = builtinsOf(th, globals.getStrAt(nameBuiltins, &hints.builtins))
	return f
}

// newClosure returns a function with nothing but a closure. Few cells lie in one block with it.
func newClosure(cells []Value) *Function {
	switch len(cells) {
	case 0:
		return new(Function)
	case 1:
		x := new(struct {
			Function
			closure tuple1
		})
		return x.close(&x.closure.Tuple, x.closure.a[:], cells)
	case 2:
		x := new(struct {
			Function
			closure tuple2
		})
		return x.close(&x.closure.Tuple, x.closure.a[:], cells)
	case 3:
		x := new(struct {
			Function
			closure tuple3
		})
		return x.close(&x.closure.Tuple, x.closure.a[:], cells)
	case 4:
		x := new(struct {
			Function
			closure tuple4
		})
		return x.close(&x.closure.Tuple, x.closure.a[:], cells)
	}
	return &Function{Closure: NewTuple(cells)}
}

// close makes closure, which lies behind f, the closure of f.
func (f *Function) close(closure *Tuple, room, cells []Value) *Function {
	copy(room, cells)
	closure.Header, closure.items, closure.n = tupleHeader, &room[0], len(room)
	closure.ID = tupleInBlock
	f.Closure = closure
	return f
}

// ownClosure reports whether t lies in one block with f.
func (f *Function) ownClosure(t *Tuple) bool {
	return uintptr(unsafe.Pointer(t))-uintptr(unsafe.Pointer(f)) == unsafe.Sizeof(*f)
}

// IsMadeIn reports whether NewFunctionIn would now make a function of the code and globals of f that sees the same builtins.
func (f *Function) IsMadeIn(th *Thread, hints *FunctionHints) bool {
	return f.Builtins == builtinsOf(th, f.Globals.getStrAt(nameBuiltins, &hints.builtins))
}

// builtinsOf returns the dict of builtins that code sees whose globals have b as __builtins__: that, else that of the running code.
func builtinsOf(th *Thread, b Value) *Dict {
	if m := AsModule(b); m != nil {
		return m.Dict
	}
	if d := AsDict(b); d != nil {
		return d
	}
	if !b.IsUnbound() {
		return newBuiltinsMapping(b)
	}
	if th.Interp.Builtins != nil {
		if f := th.Interp.Eval.CurrentFrame(th, 0); f != nil {
			return f.Builtins
		}
	}
	if th.Interp.Builtins != nil {
		return th.Interp.Builtins.Dict
	}
	return NewDict()
}

// AsFunction returns v as a Python function, or nil.
func AsFunction(v Value) *Function {
	if v.Kind() == KindFunction {
		return (*Function)(v.P)
	}
	return nil
}

// SetCode replaces the code. The old one is kept: it may be running.
func (f *Function) SetCode(th *Thread, c *Code) {
	c.nameStr(th.Interp)
	d := f.details()
	d.doc = f.Doc(th)
	d.retired = append(d.retired, f.Code)
	f.Code = c
	f.Machine = nil
}

func setupFunction(t *Type) {
	t.Layout = KindFunction
	t.Flags |= TypeHasDict | TypeHasWeakref | TypeMethodDescr
	t.Doc = "A function made by def or lambda."
	t.TextSig = "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)"
	t.WeakField = func(v Value) **WeakList { return &(*Function)(v.P).details().weak }
	fn := func(v Value) *Function { return (*Function)(v.P) }
	t.New = functionNew
	t.Repr = func(th *Thread, v Value) (Value, error) {
		return Text("<function " + fn(v).QualName().String() + " at " + Address(th, v) + ">"), nil
	}
	t.Call = func(th *Thread, v Value, args []Value, kw *Tuple) (Value, error) {
		return th.Interp.Eval.CallFunction(th, fn(v), args, kw)
	}
	t.DescrGet = func(th *Thread, v, obj Value, owner *Type) (Value, error) {
		if obj.IsUnbound() || obj.IsNone() && owner != NoneType {
			return v, nil
		}
		return NewMethod(v, obj).Value(), nil
	}
	orNone := func(p *Tuple) Value {
		if p == nil {
			return None
		}
		return p.Value()
	}
	name := func(name string, get func(f *Function) *Str, field func(d *functionDetails) **Str) GetSetDef {
		return GetSetDef{Name: name,
			Get: func(th *Thread, v Value) (Value, error) { return get(fn(v)).Value(), nil },
			Set: func(th *Thread, v, s Value) error {
				if AsStr(s) == nil {
					return Raise(TypeError, "%s must be set to a string object", name)
				}
				*field(fn(v).details()) = AsStr(s)
				return nil
			}}
	}
	member := func(name string, get func(th *Thread, f *Function) Value, field func(f *Function) *Value) GetSetDef {
		return GetSetDef{Name: name, Member: true,
			Get: func(th *Thread, v Value) (Value, error) { return get(th, fn(v)), nil },
			Set: func(th *Thread, v, x Value) error {
				if x.IsUnbound() {
					x = None
				}
				*field(fn(v)) = x
				return nil
			}}
	}
	t.GetSets = []GetSetDef{
		{Name: "__closure__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return orNone(fn(v).Closure), nil }},
		member("__doc__", func(th *Thread, f *Function) Value { return f.Doc(th) }, func(f *Function) *Value { return &f.details().doc }),
		{Name: "__globals__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return fn(v).Globals.Value(), nil }},
		member("__module__", func(th *Thread, f *Function) Value { return f.Module }, func(f *Function) *Value { return &f.Module }),
		{Name: "__builtins__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return BuiltinsValue(fn(v).Builtins), nil }},
		{Name: "__code__",
			Get: func(th *Thread, v Value) (Value, error) {
				if th.Interp.Audited() {
					if err := th.Audit("object.__getattr__", v, Text("__code__")); err != nil {
						return Unbound, err
					}
				}
				return fn(v).Code.Value(), nil
			},
			Set: auditedSetter("__code__", func(th *Thread, v, x Value) error {
				c := AsCode(x)
				if c == nil {
					return Raise(TypeError, "__code__ must be set to a code object")
				}
				f := fn(v)
				cells := 0
				if f.Closure != nil {
					cells = f.Closure.Len()
				}
				if c.NumFree != cells {
					return Raise(ValueError, "%s() requires a code object with %d free vars, not %d", f.Name(), cells, c.NumFree)
				}
				const kinds = code.CO_GENERATOR | code.CO_COROUTINE | code.CO_ASYNC_GENERATOR | code.CO_ITERABLE_COROUTINE
				if (f.Code.Code.Flags^c.Code.Flags)&kinds != 0 {
					if err := Warn(th, DeprecationWarning, "Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)", 1); err != nil {
						return err
					}
				}
				f.SetCode(th, c)
				return nil
			})},
		{Name: "__defaults__",
			Get: func(th *Thread, v Value) (Value, error) { return orNone(fn(v).Defaults), nil },
			Set: auditedSetter("__defaults__", func(th *Thread, v, x Value) error {
				if x.IsUnbound() || x.IsNone() {
					fn(v).Defaults = nil
					return nil
				}
				if AsTuple(x) == nil {
					return Raise(TypeError, "__defaults__ must be set to a tuple object")
				}
				fn(v).Defaults = AsTuple(x)
				return nil
			})},
		{Name: "__kwdefaults__",
			Get: func(th *Thread, v Value) (Value, error) {
				if d := fn(v).KwDefaults; d != nil {
					return d.Value(), nil
				}
				return None, nil
			},
			Set: auditedSetter("__kwdefaults__", func(th *Thread, v, x Value) error {
				if x.IsUnbound() || x.IsNone() {
					fn(v).KwDefaults = nil
					return nil
				}
				if AsDict(x) == nil {
					return Raise(TypeError, "__kwdefaults__ must be set to a dict object")
				}
				fn(v).KwDefaults = AsDict(x)
				return nil
			})},
		{Name: "__annotations__", Get: functionAnnotations, Set: func(th *Thread, v, x Value) error {
			d := fn(v).details()
			if x.IsUnbound() || x.IsNone() {
				d.annotations = nil
			} else if d.annotations = AsDict(x); d.annotations == nil {
				return Raise(TypeError, "__annotations__ must be set to a dict object")
			}
			d.annotate = None
			return nil
		}},
		{Name: "__annotate__",
			Get: func(th *Thread, v Value) (Value, error) { return fn(v).Annotate(), nil },
			Set: func(th *Thread, v, x Value) error {
				if x.IsUnbound() {
					return Raise(TypeError, "__annotate__ cannot be deleted")
				}
				if !x.IsNone() && !Callable(x) {
					return Raise(TypeError, "__annotate__ must be callable or None")
				}
				d := fn(v).details()
				d.annotate = x
				if !x.IsNone() {
					d.annotations = nil
				}
				return nil
			}},
		{Name: "__dict__",
			Get: func(th *Thread, v Value) (Value, error) {
				f := fn(v)
				if f.Dict == nil {
					f.Dict = NewDict()
				}
				return f.Dict.Value(), nil
			},
			Set: func(th *Thread, v, x Value) error {
				if x.IsUnbound() {
					return Raise(TypeError, "cannot delete __dict__")
				}
				d := AsDict(x)
				if d == nil {
					return Raise(TypeError, "__dict__ must be set to a dictionary, not a '%s'", x.Type().TypeName())
				}
				fn(v).Dict = d
				return nil
			}},
		name("__name__", (*Function).Name, func(d *functionDetails) **Str { return &d.name }),
		name("__qualname__", (*Function).QualName, func(d *functionDetails) **Str { return &d.qualName }),
		{Name: "__type_params__",
			Get: func(th *Thread, v Value) (Value, error) {
				if d := fn(v).more; d != nil && d.typeParams != nil {
					return d.typeParams.Value(), nil
				}
				return emptyTuple.Value(), nil
			},
			Set: func(th *Thread, v, x Value) error {
				if AsTuple(x) == nil {
					return Raise(TypeError, "__type_params__ must be set to a tuple")
				}
				fn(v).SetTypeParams(AsTuple(x))
				return nil
			}},
	}
}

// functionAnnotations is __annotations__: computed by __annotate__ the first time.
func functionAnnotations(th *Thread, v Value) (Value, error) {
	f := (*Function)(v.P).details()
	if f.annotations == nil {
		d := NewDict()
		if !f.annotate.IsNone() {
			r, err := CallArgs(th, f.annotate, Int(1))
			if err != nil {
				return Unbound, err
			}
			if d = AsDict(r); d == nil {
				return Unbound, Raise(TypeError, "__annotate__ returned non-dict of type '%s'", r.Type().TypeName())
			}
		}
		f.annotations = d
	}
	return f.annotations.Value(), nil
}

var functionSignature = ParseSignature("function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)")

// functionNew is types.FunctionType(code, globals, …).
func functionNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	mark := len(th.scratch)
	a, err := functionSignature.Bind(th, args, kw)
	if err != nil {
		return Unbound, err
	}
	defer th.release(mark)
	c := AsCode(a[0])
	if c == nil {
		return Unbound, Raise(TypeError, "function() argument 'code' must be code, not %s", a[0].Type().TypeName())
	}
	globals := AsDict(a[1])
	if globals == nil {
		return Unbound, Raise(TypeError, "function() argument 'globals' must be dict, not %s", a[1].Type().TypeName())
	}
	if !a[2].IsNone() && AsStr(a[2]) == nil {
		return Unbound, Raise(TypeError, "arg 3 (name) must be None or string")
	}
	if !a[3].IsNone() && AsTuple(a[3]) == nil {
		return Unbound, Raise(TypeError, "arg 4 (defaults) must be None or tuple")
	}
	if closure := AsTuple(a[4]); closure == nil {
		if c.NumFree > 0 && a[4].IsNone() {
			return Unbound, Raise(TypeError, "arg 5 (closure) must be tuple")
		}
		if !a[4].IsNone() {
			return Unbound, Raise(TypeError, "arg 5 (closure) must be None or tuple")
		}
	} else {
		if closure.Len() != c.NumFree {
			return Unbound, Raise(ValueError, "%s requires closure of length %d, not %d", c.Name, c.NumFree, closure.Len())
		}
		for _, x := range closure.Items() {
			if x.Kind() != KindCell {
				return Unbound, Raise(TypeError, "arg 5 (closure) expected cell, found %s", x.Type().TypeName())
			}
		}
	}
	if !a[5].IsNone() && AsDict(a[5]) == nil {
		return Unbound, Raise(TypeError, "arg 6 (kwdefaults) must be None or dict")
	}
	f := NewFunction(th, c, globals)
	if s := AsStr(a[2]); s != nil {
		f.details().name = s
	}
	f.Defaults, f.Closure, f.KwDefaults = AsTuple(a[3]), AsTuple(a[4]), AsDict(a[5])
	if f.Closure != nil && f.Closure.Len() == 0 {
		f.Closure = nil
	}
	return f.Value(), nil
}
