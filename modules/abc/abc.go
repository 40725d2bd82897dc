// Package abc is the _abc module: the registry and the caches of abstract base classes, behind abc.ABCMeta (library
// reference, "abc"; PEP 3119).
package abc

import (
	"sync"
	"weak"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the _abc module.
var Module = &py.ModuleDef{
	Name:      "_abc",
	Doc:       "What abc.ABCMeta is made of.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() {
			dataType.Flags |= py.TypeDisallowNew
			py.SetupType(dataType, nil)
		})
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("get_cache_token()", "Return a value that changes with every call of register of any class.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Int(*counter(th)), nil }),
		py.Def("_abc_init(self, /)", "Prepare a new class: find its abstract methods.", prepareClass),
		py.Def("_abc_register(self, subclass, /)", "Make a class a virtual subclass.", register),
		py.Def("_abc_instancecheck(self, instance, /)", "Tell whether an object is an instance, virtual ones included.", instanceCheck),
		py.Def("_abc_subclasscheck(self, subclass, /)", "Tell whether a class is a subclass, virtual ones included.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			yes, err := subclassCheck(th, a[0], a[1])
			return py.Bool(yes), err
		}),
		py.Def("_get_dump(self, /)", "Return (registry, cache, negative cache, version of the negative cache).", dump),
		py.Def("_reset_registry(self, /)", "Forget the registered classes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return change(th, a[0], func(d *data) { d.registry = nil })
		}),
		py.Def("_reset_caches(self, /)", "Forget the answers of earlier checks.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return change(th, a[0], func(d *data) { d.cache, d.negative, d.lastYes, d.lastNo = nil, nil, 0, 0 })
		}),
	}
}

var (
	dataType  = &py.Type{Name: "_abc_data", Module: "_abc"}
	setupOnce sync.Once
)

// data is the object in the attribute _abc_impl of an abstract base class.
type data struct {
	py.Header
	registry []reference // in order of registration
	cache    map[reference]struct{}
	negative map[reference]struct{} // valid while version is the counter's value
	version  int64

	lastYes, lastNo uint32 // versions of the classes that were found last in cache and negative
}

// isYes and isNo report whether cache and negative have a class.
func (d *data) isYes(t *py.Type) bool { return holds(d.cache, t, &d.lastYes) }
func (d *data) isNo(t *py.Type) bool  { return holds(d.negative, t, &d.lastNo) }

func holds(m map[reference]struct{}, t *py.Type, last *uint32) bool {
	if m == nil {
		return false
	}
	if *last == t.ID && t.ID != 0 {
		return true
	}
	_, ok := m[referenceTo(t)]
	if ok {
		*last = t.ID
	}
	return ok
}

// reference is a class as a key that does not keep the class alive. Built-in classes live for ever.
type reference struct {
	builtin *py.Type
	class   weak.Pointer[py.Type]
}

func referenceTo(t *py.Type) reference {
	if t.Has(py.TypeHeap) {
		return reference{class: weak.Make(t)}
	}
	return reference{builtin: t}
}

// get returns the class, nil when it is gone.
func (r reference) get() *py.Type {
	if r.builtin != nil {
		return r.builtin
	}
	return r.class.Value()
}

// state is what an interpreter's abstract base classes have in common.
type state struct {
	counter     int64 // of registrations; each makes all negative answers doubtful
	impl, class *py.Str
	classOf     py.Value // object.__class__
}

func stateOf(th *py.Thread) *state {
	if s, ok := th.Interp.Extra["_abc"].(*state); ok {
		return s
	}
	s := &state{impl: th.Interp.Intern("_abc_impl"), class: th.Interp.Intern("__class__")}
	s.classOf = py.ObjectType.Lookup(th, s.class)
	th.Interp.Extra["_abc"] = s
	return s
}

func counter(th *py.Thread) *int64 { return &stateOf(th).counter }

// dataOf returns the data of an abstract base class.
func dataOf(th *py.Thread, class py.Value) (*data, error) { return stateOf(th).dataOf(th, class) }

func (s *state) dataOf(th *py.Thread, class py.Value) (*data, error) {
	v, err := py.GetAttr(th, class, s.impl)
	if err != nil {
		return nil, err
	}
	if v.Type() != dataType {
		return nil, py.Raise(py.TypeError, "_abc_impl is set to a wrong type")
	}
	return (*data)(v.P), nil
}

func change(th *py.Thread, class py.Value, f func(d *data)) (py.Value, error) {
	d, err := dataOf(th, class)
	if err == nil {
		f(d)
	}
	return py.None, err
}

func prepareClass(th *py.Thread, a []py.Value) (py.Value, error) {
	self := a[0]
	t := py.AsType(self)
	if t == nil {
		return py.Unbound, py.Raise(py.TypeError, "_abc_init() argument must be a class")
	}
	flag := th.Interp.Intern("__isabstractmethod__")
	isAbstract := func(v py.Value) (bool, error) {
		f, err := py.GetAttrOr(th, v, flag)
		if err != nil || f.IsUnbound() {
			return false, err
		}
		return py.Truth(th, f)
	}
	var names []py.Value
	for pos := 0; ; {
		k, v, ok := t.Dict().Next(&pos)
		if !ok {
			break
		}
		if yes, err := isAbstract(v); err != nil {
			return py.Unbound, err
		} else if yes {
			names = append(names, k)
		}
	}
	for _, base := range t.Bases {
		inherited, err := py.GetAttrOr(th, base.Value(), th.Interp.Intern("__abstractmethods__"))
		if err != nil {
			return py.Unbound, err
		}
		if inherited.IsUnbound() {
			continue
		}
		err = py.ForEach(th, inherited, func(name py.Value) error {
			s := py.AsStr(name)
			if s == nil {
				return py.Raise(py.TypeError, "attribute name must be string, not '%s'", name.Type().TypeName())
			}
			v, err := py.GetAttrOr(th, self, th.Interp.InternStr(s))
			if err != nil || v.IsUnbound() {
				return err
			}
			yes, err := isAbstract(v)
			if yes {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			return py.Unbound, err
		}
	}
	set, err := py.NewFrozenSet(th, py.NewList(names).Value())
	if err != nil {
		return py.Unbound, err
	}
	if err := py.SetAttrString(th, self, "__abstractmethods__", set.Value()); err != nil {
		return py.Unbound, err
	}
	if err := takeFlags(th, t); err != nil {
		return py.Unbound, err
	}
	d := &data{Header: py.Header{Type: dataType, Kind: py.KindOther}, version: *counter(th)}
	return py.None, py.SetAttrString(th, self, "_abc_impl", d.Value())
}

// takeFlags makes a class match sequence or mapping patterns if its body sets __abc_tpflags__ as collections.abc does.
func takeFlags(th *py.Thread, t *py.Type) error {
	const isSequence, isMapping = 1 << 5, 1 << 6
	name := th.Interp.Intern("__abc_tpflags__")
	v := t.Dict().GetStr(name)
	if v.IsUnbound() {
		return nil
	}
	n, ok := py.AsInt64(v)
	if !ok {
		return nil
	}
	switch n & (isSequence | isMapping) {
	case isSequence:
		t.Flags |= py.TypeSequence
	case isMapping:
		t.Flags |= py.TypeMapping
	case isSequence | isMapping:
		return py.Raise(py.TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
	}
	return py.SetAttr(th, t.Value(), name, py.Unbound)
}

func register(th *py.Thread, a []py.Value) (py.Value, error) {
	self, subclass := a[0], a[1]
	t := py.AsType(subclass)
	if t == nil {
		return py.Unbound, py.Raise(py.TypeError, "Can only register classes")
	}
	if yes, err := py.IsSubclassOf(th, subclass, self); err != nil || yes {
		return subclass, err
	}
	if cycle, err := py.IsSubclassOf(th, self, subclass); err != nil {
		return py.Unbound, err
	} else if cycle {
		return py.Unbound, py.Raise(py.RuntimeError, "Refusing to create an inheritance cycle")
	}
	d, err := dataOf(th, self)
	if err != nil {
		return py.Unbound, err
	}
	d.registry = append(d.registry, referenceTo(t))
	*counter(th)++
	if class := py.AsType(self); class != nil {
		inheritPatterns(th, t, class.Flags&(py.TypeSequence|py.TypeMapping))
	}
	return subclass, nil
}

// inheritPatterns makes a registered class and its subclasses match the patterns that the abstract class does.
func inheritPatterns(th *py.Thread, t *py.Type, flags py.TypeFlags) {
	if flags == 0 || !t.Has(py.TypeHeap) {
		return
	}
	t.Flags = t.Flags&^(py.TypeSequence|py.TypeMapping) | flags
	subclasses, err := py.CallMethod(th, t.Value(), "__subclasses__")
	if err != nil {
		return
	}
	if l := py.AsList(subclasses); l != nil {
		for _, s := range l.Items() {
			if c := py.AsType(s); c != nil {
				inheritPatterns(th, c, flags)
			}
		}
	}
}

func instanceCheck(th *py.Thread, a []py.Value) (py.Value, error) {
	self, instance := a[0], a[1]
	s := stateOf(th)
	d, err := s.dataOf(th, self)
	if err != nil {
		return py.Unbound, err
	}
	class := instance.Type().Value()
	if it := instance.Type(); !it.FindsPlainly() || !py.Is(it.Lookup(th, s.class), s.classOf) {
		v, err := py.GetAttr(th, instance, s.class)
		if err == nil {
			class = v
		} else if !py.Matches(err, py.AttributeError) {
			return py.Unbound, err
		}
	}
	t := py.AsType(class)
	if t != nil {
		if d.isYes(t) {
			return py.True, nil
		}
	}
	real := instance.Type().Value()
	if py.Is(real, class) {
		if d.version == s.counter && d.isNo(t) {
			return py.False, nil
		}
		return py.CallMethod(th, self, "__subclasscheck__", class)
	}
	v, err := py.CallMethod(th, self, "__subclasscheck__", class)
	if err != nil {
		return py.Unbound, err
	}
	if yes, err := py.Truth(th, v); err != nil || yes {
		return v, err
	}
	return py.CallMethod(th, self, "__subclasscheck__", real)
}

func subclassCheck(th *py.Thread, self, subclass py.Value) (bool, error) {
	t := py.AsType(subclass)
	if t == nil {
		return false, py.Raise(py.TypeError, "issubclass() arg 1 must be a class")
	}
	d, err := dataOf(th, self)
	if err != nil {
		return false, err
	}
	key := referenceTo(t)
	if d.isYes(t) {
		return true, nil
	}
	if d.version < *counter(th) {
		d.negative, d.lastNo, d.version = nil, 0, *counter(th)
	} else if d.isNo(t) {
		return false, nil
	}
	yes := func() (bool, error) {
		if d.cache == nil {
			d.cache = map[reference]struct{}{}
		}
		d.cache[key] = struct{}{}
		return true, nil
	}
	no := func() (bool, error) {
		if d.negative == nil {
			d.negative = map[reference]struct{}{}
		}
		d.negative[key] = struct{}{}
		return false, nil
	}
	hook, err := py.CallMethod(th, self, "__subclasshook__", subclass)
	if err != nil {
		return false, err
	}
	switch {
	case py.Is(hook, py.True):
		return yes()
	case py.Is(hook, py.False):
		return no()
	case !hook.IsNotImplemented():
		return false, py.Raise(py.AssertionError, "__subclasshook__ must return either False, True, or NotImplemented")
	}
	for _, c := range t.MRO {
		if c.Value().P == self.P {
			return yes()
		}
	}
	for _, r := range append([]reference(nil), d.registry...) {
		c := r.get()
		if c == nil {
			continue
		}
		if is, err := py.IsSubclassOf(th, subclass, c.Value()); err != nil {
			return false, err
		} else if is {
			return yes()
		}
	}
	subclasses, err := py.CallMethod(th, self, "__subclasses__")
	if err != nil {
		return false, err
	}
	l := py.AsList(subclasses)
	if l == nil {
		return false, py.Raise(py.TypeError, "__subclasses__() must return a list")
	}
	for _, s := range append([]py.Value(nil), l.Items()...) {
		if is, err := py.IsSubclassOf(th, subclass, s); err != nil {
			return false, err
		} else if is {
			return yes()
		}
	}
	return no()
}

func dump(th *py.Thread, a []py.Value) (py.Value, error) {
	d, err := dataOf(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	classes := func(refs []reference) (py.Value, error) {
		l := py.NewList(nil)
		for _, r := range refs {
			if c := r.get(); c != nil {
				l.Append(c.Value())
			}
		}
		s, err := py.NewSet(th, l.Value())
		if err != nil {
			return py.Unbound, err
		}
		return s.Value(), nil
	}
	keys := func(m map[reference]struct{}) []reference {
		var out []reference
		for r := range m {
			out = append(out, r)
		}
		return out
	}
	registry, err := classes(d.registry)
	if err != nil {
		return py.Unbound, err
	}
	cache, err := classes(keys(d.cache))
	if err != nil {
		return py.Unbound, err
	}
	negative, err := classes(keys(d.negative))
	if err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(registry, cache, negative, py.Int(d.version)).Value(), nil
}
