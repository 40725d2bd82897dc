// This file defines Function, the function object.

package runtime

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
)

// Function is a Python function object.
type Function struct {
	Header      // ID: version of what a call depends on; renewed when __code__, __defaults__ or __kwdefaults__ is set
	Code        *Code
	Globals     *Dict
	Builtins    *Dict
	Closure     *Tuple // of cells; nil without free variables
	Defaults    *Tuple // nil: none
	KwDefaults  *Dict  // nil: none
	Name        *Str
	QualName    *Str
	Doc         Value
	Module      Value
	Annotate    Value // __annotate__: None or a callable
	Annotations *Dict // __annotations__ once computed or set; nil before
	TypeParams  *Tuple
	Dict        *Dict
	Weak        *WeakList
	Machine     unsafe.Pointer // the machine's translation for Code and Globals; nil: not made yet
	retired     *[]*Code       // earlier values of __code__, which may still be running
}

// NewFunction makes the function that a def statement of a module with the given globals makes, or what runs a module or
// class body.
func NewFunction(th *Thread, c *Code, globals *Dict) *Function {
	return NewFunctionIn(th, c, globals, &FunctionHints{})
}

// FunctionHints tell where __name__ and __builtins__ were found in globals before.
type FunctionHints struct{ name, builtins int }

// NewFunctionIn is NewFunction for one who makes many functions with the same globals.
func NewFunctionIn(th *Thread, c *Code, globals *Dict, hints *FunctionHints) *Function {
	in := th.Interp
	f := &Function{Header: Header{Type: FunctionType, Kind: KindFunction}, Code: c, Globals: globals,
		Name: c.nameStr(in), QualName: c.qualStr, Doc: None, Module: None, Annotate: None}
	if c.Code.Flags&code.CO_HAS_DOCSTRING != 0 && (c.hollow || len(c.ConstValues) > 0) {
		f.Doc = c.docstring(th)
	}
	if m := globals.getStrAt(nameName, &hints.name); !m.IsUnbound() {
		f.Module = m
	}
	f.Builtins = builtinsOf(th, globals.getStrAt(nameBuiltins, &hints.builtins))
	return f
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
func (f *Function) SetCode(c *Code) {
	if f.retired == nil {
		f.retired = new([]*Code)
	}
	*f.retired = append(*f.retired, f.Code)
	f.Code = c
	f.Machine = nil
}

func setupFunction(t *Type) {
	t.Layout = KindFunction
	t.Flags |= TypeHasDict | TypeHasWeakref | TypeMethodDescr
	t.Doc = "A function made by def or lambda."
	t.TextSig = "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)"
	t.WeakField = func(v Value) **WeakList { return &(*Function)(v.P).Weak }
	fn := func(v Value) *Function { return (*Function)(v.P) }
	t.New = functionNew
	t.Repr = func(th *Thread, v Value) (Value, error) {
		return Text("<function " + fn(v).QualName.String() + " at " + Address(th, v) + ">"), nil
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
	name := func(name string, field func(f *Function) **Str) GetSetDef {
		return GetSetDef{Name: name,
			Get: func(th *Thread, v Value) (Value, error) { return (*field(fn(v))).Value(), nil },
			Set: func(th *Thread, v, s Value) error {
				if AsStr(s) == nil {
					return Raise(TypeError, "%s must be set to a string object", name)
				}
				*field(fn(v)) = AsStr(s)
				return nil
			}}
	}
	member := func(name string, field func(f *Function) *Value) GetSetDef {
		return GetSetDef{Name: name, Member: true,
			Get: func(th *Thread, v Value) (Value, error) { return *field(fn(v)), nil },
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
		member("__doc__", func(f *Function) *Value { return &f.Doc }),
		{Name: "__globals__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return fn(v).Globals.Value(), nil }},
		member("__module__", func(f *Function) *Value { return &f.Module }),
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
					return Raise(ValueError, "%s() requires a code object with %d free vars, not %d", f.Name, cells, c.NumFree)
				}
				const kinds = code.CO_GENERATOR | code.CO_COROUTINE | code.CO_ASYNC_GENERATOR | code.CO_ITERABLE_COROUTINE
				if (f.Code.Code.Flags^c.Code.Flags)&kinds != 0 {
					if err := Warn(th, DeprecationWarning, "Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)", 1); err != nil {
						return err
					}
				}
				f.SetCode(c)
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
			f := fn(v)
			if x.IsUnbound() || x.IsNone() {
				f.Annotations = nil
			} else if f.Annotations = AsDict(x); f.Annotations == nil {
				return Raise(TypeError, "__annotations__ must be set to a dict object")
			}
			f.Annotate = None
			return nil
		}},
		{Name: "__annotate__",
			Get: func(th *Thread, v Value) (Value, error) { return fn(v).Annotate, nil },
			Set: func(th *Thread, v, x Value) error {
				if x.IsUnbound() {
					return Raise(TypeError, "__annotate__ cannot be deleted")
				}
				if !x.IsNone() && !Callable(x) {
					return Raise(TypeError, "__annotate__ must be callable or None")
				}
				fn(v).Annotate = x
				if !x.IsNone() {
					fn(v).Annotations = nil
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
		name("__name__", func(f *Function) **Str { return &f.Name }),
		name("__qualname__", func(f *Function) **Str { return &f.QualName }),
		{Name: "__type_params__",
			Get: func(th *Thread, v Value) (Value, error) {
				if p := fn(v).TypeParams; p != nil {
					return p.Value(), nil
				}
				return emptyTuple.Value(), nil
			},
			Set: func(th *Thread, v, x Value) error {
				if AsTuple(x) == nil {
					return Raise(TypeError, "__type_params__ must be set to a tuple")
				}
				fn(v).TypeParams = AsTuple(x)
				return nil
			}},
	}
}

// functionAnnotations is __annotations__: computed by __annotate__ the first time.
func functionAnnotations(th *Thread, v Value) (Value, error) {
	f := (*Function)(v.P)
	if f.Annotations == nil {
		d := NewDict()
		if !f.Annotate.IsNone() {
			r, err := CallArgs(th, f.Annotate, Int(1))
			if err != nil {
				return Unbound, err
			}
			if d = AsDict(r); d == nil {
				return Unbound, Raise(TypeError, "__annotate__ returned non-dict of type '%s'", r.Type().TypeName())
			}
		}
		f.Annotations = d
	}
	return f.Annotations.Value(), nil
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
		f.Name = s
	}
	f.Defaults, f.Closure, f.KwDefaults = AsTuple(a[3]), AsTuple(a[4]), AsDict(a[5])
	if f.Closure != nil && f.Closure.Len() == 0 {
		f.Closure = nil
	}
	return f.Value(), nil
}
