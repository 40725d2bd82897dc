// This file holds the slow paths of attributes. Each does the work by the runtime's protocol, then lets cache.go see
// whether the next time can be quicker.

package eval

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

func (m *machine) slowLoadAttr(in instruction) error {
	owner := *m.reg(in.b)
	e := m.known(in, owner)
	if e != nil && e.op == byGetter {
		v, err := (*py.GetSetDescriptor)(e.Value.P).Def.Get(m.th, owner)
		return m.put(in.a, v, err)
	}
	if e != nil && (e.op == opLoadAttrSlot || e.op == opLoadAttrMore || e.op == opLoadAttrValue) {
		v := e.Value
		switch e.op {
		case opLoadAttrSlot:
			v = *(*py.Value)(unsafe.Add(owner.P, uintptr(e.Aux)))
		case opLoadAttrMore:
			v = *(*py.Value)(unsafe.Add(unsafe.Pointer(&(*py.Instance)(owner.P).More.Slots[0]), uintptr(e.Aux)))
		}
		if !v.IsUnbound() {
			*m.reg(in.a) = v
			return nil
		}
	}
	name := m.name(in.c)
	if d := py.Getter(m.th, owner, name); d.Func != nil {
		m.cacheProperty(in, opLoadAttrProperty, owner, name)
		return m.enterSpecial(d.Func, retAttribute, d.Args[:d.N]...)
	}
	if d := py.GetSetOf(m.th, owner, name); d != nil && name != m.shared.names.class {
		m.cacheGetter(in, owner, d)
		v, err := d.Def.Get(m.th, owner)
		return m.put(in.a, v, err)
	}
	v, err := py.GetAttr(m.th, owner, name)
	if err != nil {
		return err
	}
	m.cacheAttr(in, owner, name, false)
	return m.put(in.a, v, nil)
}

func (m *machine) slowLoadMethod(in instruction) error {
	owner := *m.reg(in.b)
	if fn := m.hiddenMethod(in, owner); !fn.IsUnbound() {
		*m.reg(in.a) = fn
		*m.reg(in.a + registerSize) = owner
		return nil
	}
	if e := m.known(in, owner); e != nil && e.op != opLoadMethodHidden {
		v, self := e.Value, owner
		switch e.op {
		case opLoadMethodValue:
			self = py.Unbound
		case opLoadMethodClass:
			self = owner.Type().Value()
		case opLoadMethodSlot:
			v, self = *(*py.Value)(unsafe.Add(owner.P, uintptr(e.Aux))), py.Unbound
		}
		if !v.IsUnbound() {
			*m.reg(in.a) = v
			*m.reg(in.a + registerSize) = self
			return nil
		}
	}
	name := m.name(in.c)
	if fn := m.plainMethod(owner, name); !fn.IsUnbound() {
		m.cacheAttr(in, owner, name, true)
		*m.reg(in.a) = fn
		*m.reg(in.a + registerSize) = owner
		return nil
	}
	if owner.Kind() == py.KindInstance && owner.Type().FindsPlainly() {
		if descr := owner.Type().Lookup(m.th, name); descr.P != nil && descr.Type() == py.ClassMethodType {
			if f := py.WrappedFunction(descr); f.Kind() == py.KindFunction && !m.hasOwn(owner, name) {
				m.cacheAttr(in, owner, name, true)
				*m.reg(in.a) = f
				*m.reg(in.a + registerSize) = owner.Type().Value()
				return nil
			}
		}
	}
	if d := py.Getter(m.th, owner, name); d.Func != nil {
		*m.reg(in.a + registerSize) = py.Unbound
		return m.enterSpecial(d.Func, retAttribute, d.Args[:d.N]...)
	}
	v, err := py.GetAttr(m.th, owner, name)
	if err != nil {
		return err
	}
	m.cacheAttr(in, owner, name, true)
	*m.reg(in.a) = v
	*m.reg(in.a + registerSize) = py.Unbound
	return nil
}

// plainMethod returns the function that owner.name is bound to owner, when no bound method needs to be made; Unbound: the
// attribute is something else.
func (m *machine) plainMethod(owner py.Value, name *py.Str) py.Value {
	t := owner.Type()
	if !t.FindsPlainly() {
		return py.Unbound
	}
	descr := t.Lookup(m.th, name)
	if descr.IsUnbound() || descr.Type().Flags&py.TypeMethodDescr == 0 {
		return py.Unbound
	}
	if m.hasOwn(owner, name) {
		return py.Unbound
	}
	return descr
}

// hasOwn reports whether an object has an attribute of its own.
func (m *machine) hasOwn(owner py.Value, name *py.Str) bool {
	if x := py.AsInstance(owner); x != nil {
		if x.More != nil && x.More.Dict != nil {
			return x.More.Dict.FindStr(name) >= 0
		}
		// What a pending instance fails to get raises in GetAttr.
		return x.Ready(m.th) != nil || x.Shape.Find(m.th.Interp.InternStr(name)) >= 0
	}
	d := py.AttributeDict(owner)
	return d != nil && d.FindStr(name) >= 0
}

func (m *machine) slowStoreAttr(in instruction) error {
	owner, name := *m.reg(in.a), m.name(in.c)
	if in.op == opStoreAttrOwn && m.storeOwn(in, owner, name) {
		return nil
	}
	if d := py.Setter(m.th, owner, name, *m.reg(in.b)); d.Func != nil {
		m.cacheProperty(in, opStoreAttrProperty, owner, name)
		return m.enterSpecial(d.Func, retDiscard, d.Args[:d.N]...)
	}
	x := py.AsInstance(owner)
	var before *py.Shape
	if x != nil {
		if err := x.Ready(m.th); err != nil {
			return err
		}
		before = x.Shape
	}
	if err := py.SetAttr(m.th, owner, name, *m.reg(in.b)); err != nil {
		return err
	}
	if x != nil {
		m.cacheStore(in, x, before, name)
	} else if owner.Kind() == py.KindFunction {
		m.cacheFunctionAttr(in.c, opStoreAttrFunction, owner, name)
	} else if t := owner.Type(); owner.P != nil && t.ID != 0 && t.SetsPlainly() && owner.Kind() != py.KindModule {
		if descr := t.Lookup(m.th, name); descr.IsUnbound() || descr.Type().DescrSet == nil {
			m.cacheOwnAttr(in.c, opStoreAttrOwn, owner, name)
		}
	}
	return nil
}

// storeOwn adds an attribute to the dict of an object whose class the instruction's cache is for; it reports false if it isn't.
func (m *machine) storeOwn(in instruction, owner py.Value, name *py.Str) bool {
	if owner.P == nil || in.c == farCache {
		return false
	}
	c, id := m.entry(in.c), owner.Type().ID
	if c.ID != id {
		if c = m.entry(in.c + 1); c.ID != id {
			return false
		}
	}
	d := (**py.Dict)(unsafe.Add(owner.P, uintptr(c.Count)))
	if *d == nil {
		*d = py.NewAttributeDict()
	}
	(*d).SetStr(name, *m.reg(in.b))
	return true
}

// slowLoadSuperAttr is super(class, obj).name: in.flags holds the lower bits of LOAD_SUPER_ATTR's argument.
func (m *machine) slowLoadSuperAttr(in instruction) error {
	w := m.window(in.b, 3)
	super, class, obj := w[0], w[1], w[2]
	name := m.name(in.c)
	method := in.flags&1 != 0
	if super.P != py.SuperType.Value().P {
		args := []py.Value{class, obj}
		if in.flags&2 == 0 {
			args = nil
		}
		v, err := py.Call(m.th, super, args, nil)
		if err != nil {
			return err
		}
		if v, err = py.GetAttr(m.th, v, name); err != nil {
			return err
		}
		*m.reg(in.a) = v
		if method {
			*m.reg(in.a + registerSize) = py.Unbound
		}
		return nil
	}
	if method {
		fn, ok := m.knownSuper(in, class, obj)
		if !ok {
			var err error
			if fn, ok, err = py.SuperMethod(m.th, class, obj, name); err != nil {
				return err
			}
			if ok {
				m.cacheSuper(in, class, obj, fn)
			}
		}
		if ok {
			*m.reg(in.a) = fn
			*m.reg(in.a + registerSize) = obj
			return nil
		}
	}
	v, err := py.SuperAttr(m.th, class, obj, name)
	if err != nil {
		return err
	}
	*m.reg(in.a) = v
	if method {
		*m.reg(in.a + registerSize) = py.Unbound
	}
	return nil
}

// slowLoadSpecial looks up the special method in.c of R[A].
func (m *machine) slowLoadSpecial(in instruction) error {
	owner := *m.reg(in.a)
	name := m.shared.names.special[in.c]
	t := owner.Type()
	fn := t.Lookup(m.th, name)
	if fn.IsUnbound() {
		return m.noSpecial(owner, int(in.c))
	}
	if fn.Type().Flags&py.TypeMethodDescr != 0 {
		if c := m.entry(in.b); in.b != 0 && t.ID != 0 && m.refill(c, opLoadSpecial) {
			c.ID, c.Value = t.ID, fn
			t.Watch(c)
		}
		*m.reg(in.a) = fn
		*m.reg(in.a + registerSize) = owner
		return nil
	}
	fn, err := py.LookupSpecial(m.th, owner, name)
	if err != nil {
		return err
	}
	*m.reg(in.a) = fn
	*m.reg(in.a + registerSize) = py.Unbound
	return nil
}

// noSpecial is the error for an object that is no context manager, with a hint when it is one of the other kind.
func (m *machine) noSpecial(owner py.Value, which int) error {
	t := owner.Type()
	names := m.shared.names.special
	protocol, other, with := "context manager protocol", "asynchronous context manager protocol", "async with"
	first, second := names[opcode.SPECIAL_AENTER], names[opcode.SPECIAL_AEXIT]
	if which == opcode.SPECIAL_AENTER || which == opcode.SPECIAL_AEXIT {
		protocol, other, with = other, protocol, "with"
		first, second = names[opcode.SPECIAL_ENTER], names[opcode.SPECIAL_EXIT]
	}
	hint := ""
	if !t.Lookup(m.th, first).IsUnbound() && !t.Lookup(m.th, second).IsUnbound() {
		hint = " but it supports the " + other + ". Did you mean to use '" + with + "'?"
	}
	return py.Raise(py.TypeError, "'%s' object does not support the %s (missed %s method)%s", t.TypeName(), protocol, names[which], hint)
}
