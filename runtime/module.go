// This file fills module, the module object, and declares ModuleDef, by which a Go package offers a Python module.

package runtime

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// ModuleDef declares a module that is written in Go. The definition is shared by all interpreters and never changes;
// what a module keeps at run time lies in Module.State.
type ModuleDef struct {
	Name      string
	Doc       string
	Functions func() []*MethodDef // called when the module is first made; may be nil
	Types     []*Type             // public under their Name
	// Exec fills the module after its functions and types are in place; may be nil.
	Exec func(th *Thread, m *Module) error

	once      sync.Once
	functions []*MethodDef
}

// NewModule returns an empty module object with the attributes that every module has.
func (in *Interp) NewModule(name string) *Module {
	m := &Module{Header: Header{Type: ModuleType, Kind: KindModule}, Name: in.Intern(name), Dict: NewDict()}
	m.Dict.SetStr(nameName, m.Name.Value())
	for _, n := range [...]*Str{nameDoc, namePackage, nameLoader, nameSpec} {
		m.Dict.SetStr(n, None)
	}
	return m
}

// MakeModule makes the module that def declares for this interpreter. It does not enter it in sys.modules.
func (th *Thread) MakeModule(def *ModuleDef) (*Module, error) {
	m := th.Interp.NewModule(def.Name)
	if def.Doc != "" {
		m.Dict.SetStr(nameDoc, Text(def.Doc))
	}
	m.Dict.SetStr(namePackage, Text(""))
	def.once.Do(func() {
		if def.Functions != nil {
			def.functions = def.Functions()
		}
	})
	for _, f := range def.functions {
		if def.Name != "builtins" {
			f.setOwner(&def.Name)
		}
		m.Dict.SetStr(th.Interp.Intern(f.Name), NewBuiltin(f, m.Value()))
	}
	for _, t := range def.Types {
		m.Dict.SetStr(th.Interp.Intern(t.Name), t.Value())
	}
	if def.Exec != nil {
		if err := def.Exec(th, m); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// Set stores an attribute of the module.
func (m *Module) Set(th *Thread, name string, v Value) {
	m.Dict.SetStr(th.Interp.Intern(name), v)
}

// Get returns an attribute of the module, Unbound when it has none.
func (m *Module) Get(th *Thread, name string) Value { return m.Dict.GetStr(th.Interp.Intern(name)) }

// AsModule returns v as a module object, or nil.
func AsModule(v Value) *Module {
	if v.Kind() == KindModule {
		return (*Module)(v.P)
	}
	return nil
}

var moduleSignature = ParseSignature("module($self, name, doc=None)")

func setupModule(t *Type) {
	t.Doc = "A module. name is its name, doc its docstring."
	t.TextSig = "(name, doc=None)"
	t.Layout, t.Size = KindModule, SizeOf[Module]()
	t.Flags |= TypeBaseType | TypeHasDict
	m := func(v Value) *Module { return (*Module)(v.P) }
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		x := newObject[Module](cls, KindModule)
		x.Dict = NewDict()
		x.Name = emptyStr
		return x.Value(), nil
	}
	t.Init = func(th *Thread, self Value, args []Value, kw *Tuple) error {
		mark := len(th.scratch)
		defer func() { th.release(mark) }()
		a, err := moduleSignature.Bind(th, append([]Value{self}, args...), kw)
		if err != nil {
			return err
		}
		name := AsStr(a[1])
		if name == nil {
			return Raise(TypeError, "module() argument 1 must be str, not %s", a[1].Type().TypeName())
		}
		x := m(self)
		x.Name = name
		x.Dict.SetStr(nameName, name.Value())
		x.Dict.SetStr(nameDoc, a[2])
		for _, n := range [...]*Str{namePackage, nameLoader, nameSpec} {
			x.Dict.SetStr(n, None)
		}
		return nil
	}
	t.Repr = func(th *Thread, v Value) (Value, error) { return moduleRepr(th, m(v)) }
	t.GetAttr = moduleGetAttr
	t.GetSets = []GetSetDef{
		{Name: "__dict__", Member: true, Get: func(th *Thread, v Value) (Value, error) { return m(v).Dict.Value(), nil }},
		{Name: "__annotations__", Get: func(th *Thread, v Value) (Value, error) { return moduleAnnotations(th, m(v)) }, Set: func(th *Thread, v, x Value) error {
			if x.IsUnbound() {
				if !m(v).Dict.DelStr(nameAnnotations) {
					return Raise(AttributeError, "__annotations__")
				}
				m(v).Dict.DelStr(nameAnnotate)
				return nil
			}
			m(v).Dict.SetStr(nameAnnotations, x)
			m(v).Dict.DelStr(nameAnnotate)
			return nil
		}},
		{Name: "__annotate__", Get: func(th *Thread, v Value) (Value, error) {
			if a := m(v).Dict.GetStr(nameAnnotate); !a.IsUnbound() {
				return a, nil
			}
			m(v).Dict.SetStr(nameAnnotate, None)
			return None, nil
		}, Set: func(th *Thread, v, x Value) error {
			if x.IsUnbound() {
				return Raise(TypeError, "cannot delete __annotate__ attribute")
			}
			if !x.IsNone() && !Callable(x) {
				return Raise(TypeError, "__annotate__ must be callable or None")
			}
			m(v).Dict.SetStr(nameAnnotate, x)
			if !x.IsNone() {
				m(v).Dict.DelStr(nameAnnotations)
			}
			return nil
		}},
	}
	t.Methods = []*MethodDef{Def("__dir__($self, /)", "Return the module's names, or what its own __dir__ says.", func(th *Thread, a []Value) (Value, error) {
		v, err := GetAttr(th, a[0], nameDict)
		if err != nil {
			return Unbound, err
		}
		d := AsDict(v)
		if d == nil {
			return Unbound, Raise(TypeError, "<module>.__dict__ is not a dictionary")
		}
		if f := d.GetStr(nameDirDunder); !f.IsUnbound() {
			return CallArgs(th, f)
		}
		return keysList(d), nil
	})}
}

func moduleAnnotations(th *Thread, m *Module) (Value, error) {
	if v := m.Dict.GetStr(nameAnnotations); !v.IsUnbound() {
		return v, nil
	}
	v := NewDict().Value()
	if a := m.Dict.GetStr(nameAnnotate); !a.IsUnbound() && Callable(a) {
		var err error
		if v, err = CallArgs(th, a, Int(1)); err != nil {
			return Unbound, err
		}
		if AsDict(v) == nil {
			return Unbound, Raise(TypeError, "__annotate__ returned non-dict of type '%s'", v.Type().TypeName())
		}
	}
	if !moduleInitializing(th, m) { // more may come
		m.Dict.SetStr(nameAnnotations, v)
	}
	return v, nil
}

// namespaceRepr is the repr of a namespace package, which lies in several folders.
func namespaceRepr(th *Thread, name string, loader Value) (Value, error) {
	search, err := GetAttr(th, loader, th.Interp.Intern("_path"))
	if err != nil {
		return Unbound, err
	}
	var folders []Value
	if err := ForEach(th, search, func(v Value) error { folders = append(folders, v); return nil }); err != nil {
		return Unbound, err
	}
	r, err := Repr(th, NewList(folders).Value())
	if err != nil {
		return Unbound, err
	}
	return Text("<module '" + name + "' (namespace) from " + r.s + ">"), nil
}

func moduleRepr(th *Thread, m *Module) (Value, error) {
	name := "?"
	if s := AsStr(m.Dict.GetStr(nameName)); s != nil {
		name = s.s
	}
	spec := m.Dict.GetStr(nameSpec)
	if !spec.IsUnbound() && !spec.IsNone() {
		if n, err := GetAttrOr(th, spec, nameName); err != nil {
			return Unbound, err
		} else if s := AsStr(n); s != nil {
			name = s.s
		}
		origin, err := GetAttrOr(th, spec, th.Interp.Intern("origin"))
		if err != nil {
			return Unbound, err
		}
		if o := AsStr(origin); o != nil {
			location, err := GetAttrOr(th, spec, th.Interp.Intern("has_location"))
			if err != nil {
				return Unbound, err
			}
			located := false
			if !location.IsUnbound() {
				if located, err = Truth(th, location); err != nil {
					return Unbound, err
				}
			}
			if !located {
				return Text("<module '" + name + "' (" + o.s + ")>"), nil
			}
			return Text("<module '" + name + "' from '" + o.s + "'>"), nil
		}
	}
	if f := AsStr(m.Dict.GetStr(nameFile)); f != nil {
		r, err := Repr(th, f.Value())
		if err != nil {
			return Unbound, err
		}
		return Text("<module '" + name + "' from " + r.s + ">"), nil
	}
	if l := m.Dict.GetStr(nameLoader); !l.IsUnbound() && !l.IsNone() {
		if t := l.Type(); t.Name == "NamespaceLoader" && !spec.IsUnbound() && !spec.IsNone() {
			return namespaceRepr(th, name, l)
		}
		r, err := Repr(th, l)
		if err != nil {
			return Unbound, err
		}
		return Text("<module '" + name + "' (" + r.s + ")>"), nil
	}
	if spec.IsNone() && m.Dict.GetStr(nameLoader).IsNone() && m.Dict.GetStr(namePackage).Kind() == KindStr {
		return Text("<module '" + name + "' (built-in)>"), nil
	}
	return Text("<module '" + name + "'>"), nil
}

// moduleGetAttr adds the module's own __getattr__ (PEP 562) and its messages.
func moduleGetAttr(th *Thread, v Value, name *Str) (Value, error) {
	x, err := lookupModuleAttr(th, v, name)
	if err != nil || !x.IsUnbound() {
		return x, err
	}
	m := (*Module)(v.P)
	msg := "module has no attribute '" + name.s + "'"
	if s := AsStr(m.Dict.GetStr(nameName)); s != nil {
		msg = "module '" + s.s + "' has no attribute '" + name.s + "'"
		initializing := moduleInitializing(th, m)
		shadow, err := moduleShadow(th, m, s)
		if err != nil {
			return Unbound, err
		}
		if advice := shadow.advice(th, s.s, initializing); advice != "" {
			msg += advice
		} else if initializing {
			msg = "partially initialized module '" + s.s + "'" + moduleFrom(m) + " has no attribute '" + name.s + "' (most likely due to a circular import)"
		} else if m.importing(th, name) {
			msg = "cannot access submodule '" + name.s + "' of module '" + s.s + "' (most likely due to a circular import)"
		}
	}
	e := NewException(AttributeError, Text(msg))
	e.SetField("name", name.Value())
	e.SetField("obj", v)
	return Unbound, e
}

// lookupModuleAttr is moduleGetAttr that returns Unbound for a missing attribute.
func lookupModuleAttr(th *Thread, v Value, name *Str) (Value, error) {
	m := (*Module)(v.P)
	x, err := lookupAttr(th, v, m.Type, name)
	if err != nil || !x.IsUnbound() {
		return x, err
	}
	if f := m.Dict.GetStr(nameGetAttr); !f.IsUnbound() {
		return CallArgs(th, f, name.Value())
	}
	return Unbound, nil
}

func moduleFrom(m *Module) string {
	if f := AsStr(m.Dict.GetStr(nameFile)); f != nil {
		return " from '" + strings.ReplaceAll(f.s, "'", "\\'") + "'"
	}
	return ""
}

// moduleInitializing reports whether the module's body is still running, by its __spec__._initializing.
func moduleInitializing(th *Thread, m *Module) bool {
	spec := m.Dict.GetStr(nameSpec)
	if spec.IsUnbound() || spec.IsNone() {
		return false
	}
	v, err := GetAttrOr(th, spec, th.Interp.Intern("_initializing"))
	if err != nil || v.IsUnbound() {
		return false
	}
	yes, _ := Truth(th, v)
	return yes
}

// importing reports whether the body of the submodule name is still running.
func (m *Module) importing(th *Thread, name *Str) bool {
	spec := m.Dict.GetStr(nameSpec)
	if spec.IsUnbound() || spec.IsNone() {
		return false
	}
	pending, err := GetAttrOr(th, spec, th.Interp.Intern("_uninitialized_submodules"))
	if err != nil || AsList(pending) == nil {
		return false
	}
	yes, err := Contains(th, pending, name.Value())
	return yes && err == nil
}

// SetInts stores constants as attributes of the module, in the order of their names.
func (m *Module) SetInts(th *Thread, constants map[string]int64) {
	for _, name := range slices.Sorted(maps.Keys(constants)) {
		m.Set(th, name, Int(constants[name]))
	}
}
