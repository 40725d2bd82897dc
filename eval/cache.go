// This file fills inline caches and quickens the instructions that use them: after a slow path has found an attribute or
// global, it decides whether the same place can be reached at once the next time. Caches are data; the only thing that
// is ever changed in code is the operation of an instruction, to a quickened form and back.

package eval

import (
	py "github.com/gopy-lang/gopy/runtime"
)

// maxFills is how often a cache is filled before the instruction is left alone: its objects vary too much.
const maxFills = 100

// quicken replaces the operation of the instruction under way. The slow path may have run other code in between, but
// m is back at the instruction.
func (m *machine) quicken(o op) { (*instruction)(pointer(&m.pc)).op = o }

// refill counts one more filling of a cache and reports whether it is worth it.
func (m *machine) refill(c *py.InlineCache, generic op) bool {
	if c.Mode >= maxFills {
		m.quicken(generic)
		return false
	}
	fills := c.Mode + 1
	c.Clear()
	c.Mode = fills
	return true
}

// cacheGlobal caches a global or builtin that has just been found.
func (m *machine) cacheGlobal(x *execution, in instruction, name *py.Str) {
	c := m.entry(in.c)
	if !m.refill(c, opLoadGlobal) {
		return
	}
	interp := m.th.Interp
	if i := x.globals.FindStr(name); i >= 0 {
		c.Aux = uint32(uintptr(i)*py.DictEntry + py.EntryValue)
		c.ID = x.globals.KeysVersion(interp)
		m.quicken(opLoadGlobalDict)
		return
	}
	if i := x.builtins.FindStr(name); i >= 0 {
		c.Aux = uint32(uintptr(i)*py.DictEntry + py.EntryValue)
		c.Count = x.builtins.KeysVersion(interp)
		c.ID = x.globals.KeysVersion(interp)
		m.quicken(opLoadGlobalBuiltin)
	}
}

// cacheAttr caches the attribute name of owner, which has just been found.
func (m *machine) cacheAttr(in instruction, owner py.Value, name *py.Str, method bool) {
	generic, value, module := opLoadAttr, opLoadAttrValue, opLoadAttrModule
	if method {
		generic, value, module = opLoadMethod, opLoadMethodValue, opLoadMethodModule
	}
	c := m.entry(in.c)
	if owner.P == nil || !m.refill(c, generic) {
		return
	}
	interp := m.th.Interp
	switch owner.Kind() {
	case py.KindInstance:
		m.cacheInstanceAttr(c, (*py.Instance)(owner.P), name, method)
		return
	case py.KindType:
		t := (*py.Type)(owner.P)
		if t.Header.Type != py.TypeType || t.ID == 0 || isDataDescriptor(py.TypeType.Lookup(m.th, name)) {
			return
		}
		v := t.Lookup(m.th, name)
		if v.IsUnbound() {
			return
		}
		if v.Type() == py.StaticMethodType {
			v = py.WrappedFunction(v)
		} else if v.Type().DescrGet != nil && v.Kind() != py.KindFunction {
			return
		}
		c.ID, c.Value = t.ID, v
		t.Watch(c)
		m.quicken(value)
		return
	case py.KindModule:
		if owner.Type() != py.ModuleType || !py.ModuleType.Lookup(m.th, name).IsUnbound() {
			return
		}
		d := (*py.Module)(owner.P).Dict
		if i := d.FindStr(name); i >= 0 && !d.EntryValue(i).IsUnbound() {
			c.Aux = uint32(uintptr(i)*py.DictEntry + py.EntryValue)
			c.ID = d.KeysVersion(interp)
			m.quicken(module)
		}
		return
	}
	t := owner.Type()
	if !method || t.ID == 0 || !t.HasGenericGetAttr() || t.Flags&py.TypeHasDict != 0 {
		return
	}
	if descr := t.Lookup(m.th, name); !descr.IsUnbound() && descr.Type().Flags&py.TypeMethodDescr != 0 {
		c.ID, c.Value = t.ID, descr
		t.Watch(c)
		m.quicken(opLoadMethodType)
	}
}

func isDataDescriptor(v py.Value) bool {
	t := v.Type()
	return !v.IsUnbound() && t.DescrGet != nil && t.DescrSet != nil
}

// cacheInstanceAttr caches an attribute of an instance by its shape, which stands for its class too.
func (m *machine) cacheInstanceAttr(c *py.InlineCache, x *py.Instance, name *py.Str, method bool) {
	t := x.Type
	if x.ID == 0 || !t.HasGenericGetAttr() {
		return
	}
	descr := t.Lookup(m.th, name)
	if i := py.SlotIndex(descr); i >= 0 {
		if offset := x.Shape.InlineSlotOffset(i); offset >= 0 && !method {
			c.ID, c.Aux = x.ID, uint32(offset)
			t.Watch(c)
			m.quicken(opLoadAttrSlot)
		}
		return
	}
	if isDataDescriptor(descr) {
		return
	}
	if i := x.Shape.Find(name); i >= len(t.SlotNames) {
		if offset := x.Shape.InlineSlotOffset(i); offset >= 0 && !method {
			c.ID, c.Aux = x.ID, uint32(offset)
			t.Watch(c)
			m.quicken(opLoadAttrSlot)
		}
		return
	}
	if descr.IsUnbound() {
		return
	}
	switch {
	case method && descr.Type().Flags&py.TypeMethodDescr != 0:
		c.ID, c.Value = x.ID, descr
		t.Watch(c)
		m.quicken(opLoadMethodShape)
	case descr.Type().DescrGet == nil:
		c.ID, c.Value = x.ID, descr
		t.Watch(c)
		if method {
			m.quicken(opLoadMethodValue)
		} else {
			m.quicken(opLoadAttrValue)
		}
	case descr.Type() == py.StaticMethodType:
		c.ID, c.Value = x.ID, py.WrappedFunction(descr)
		t.Watch(c)
		if method {
			m.quicken(opLoadMethodValue)
		} else {
			m.quicken(opLoadAttrValue)
		}
	}
}

// cacheStore caches an attribute that has just been stored in an instance that had the shape before.
func (m *machine) cacheStore(in instruction, x *py.Instance, before *py.Shape, name *py.Str) {
	c := m.entry(in.c)
	if !m.refill(c, opStoreAttr) {
		return
	}
	t := x.Type
	if t.Flags&py.TypeCustomSetattr != 0 || before.ID == 0 || before.Type != t {
		return
	}
	descr := t.Lookup(m.th, name)
	i := py.SlotIndex(descr)
	if i < 0 {
		if !descr.IsUnbound() && descr.Type().DescrSet != nil {
			return
		}
		if i = x.Shape.Find(name); i < len(t.SlotNames) {
			return
		}
	}
	offset := x.Shape.InlineSlotOffset(i)
	switch {
	case offset < 0 || x.ID == 0:
	case before == x.Shape:
		c.ID, c.Aux = x.ID, uint32(offset)
		t.Watch(c)
		m.quicken(opStoreAttrSlot)
	case i == int(before.Count) && i == int(x.Shape.Count)-1 && before.Inline == x.Shape.Inline:
		c.ID, c.Count, c.Aux = before.ID, x.ID, uint32(offset)
		c.Value.P = x.Shape.Address()
		t.Watch(c)
		m.quicken(opStoreAttrAdd)
	}
}
