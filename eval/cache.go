// This file fills inline caches and quickens the instructions that use them: after a slow path has found an attribute or
// global, it decides whether the same place can be reached at once the next time. Caches are data; the only thing that
// is ever changed in code is the operation of an instruction, to a quickened form and back.

package eval

import (
	"unsafe"

	py "github.com/gopy-lang/gopy/runtime"
)

// maxFills is how often a cache is filled before the instruction is left alone: its objects vary too much.
const maxFills = 100

// quicken replaces the operation of the instruction under way. The slow path may have run other code in between, but
// m is back at the instruction.
func (m *machine) quicken(o op) {
	if m.shared.still {
		return
	}
	in := (*instruction)(pointer(&m.pc))
	if in.op == o {
		return
	}
	in.op = o
	if x := m.execution(); x.native.starts != nil {
		m.shared.arena.renew(x, x.index(unsafe.Pointer(in)))
	}
}

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

// cacheGlobal caches a global or builtin that has just been found for an instruction that becomes dict or builtin.
func (m *machine) cacheGlobal(x *execution, in instruction, name *py.Str, unquickened, dict, builtin op) {
	c := m.entry(in.c)
	if x.globals.Type != py.DictType || x.builtins.Type != py.DictType || !m.refill(c, unquickened) {
		return
	}
	interp := m.th.Interp
	if i := x.globals.FindStr(name); i >= 0 {
		c.Aux = uint32(uintptr(i)*py.DictEntry + py.EntryValue)
		c.ID = x.globals.KeysVersion(interp)
		c.Value = name.Value()
		m.quicken(dict)
		return
	}
	if i := x.builtins.FindStr(name); i >= 0 {
		c.Aux = uint32(uintptr(i)*py.DictEntry + py.EntryValue)
		c.Count = x.builtins.KeysVersion(interp)
		c.ID = x.globals.KeysVersion(interp)
		m.quicken(builtin)
	}
}

// cacheStoreGlobal caches the entry of a global that has just been set, for an instruction that becomes dict.
func (m *machine) cacheStoreGlobal(x *execution, in instruction, name *py.Str, unquickened, dict op) {
	c := m.entry(in.c)
	if x.globals.Type != py.DictType || !m.refill(c, unquickened) {
		return
	}
	if i := x.globals.FindStr(name); i >= 0 {
		c.Aux = uint32(uintptr(i)*py.DictEntry + py.EntryValue)
		c.ID = x.globals.KeysVersion(m.th.Interp)
		c.Value = name.Value()
		m.quicken(dict)
	}
}

// maxFlips is how often an instruction may change between quickened forms: its objects have the attribute in too many ways.
const maxFlips = 20

// commit puts what was found for owner in the cache at index i, a pair of entries, and quickens the instruction. The second
// entry serves a second shape or version; all others go to the thread's shared cache.
func (m *machine) commit(i uint16, o op, found py.InlineCache, owner py.Value, t *py.Type) {
	if i == farCache {
		return
	}
	c, second := m.entry(i), m.entry(i+1)
	in := (*instruction)(pointer(&m.pc))
	switch {
	case in.op == o && c.ID != py.NoID && second.ID != py.NoID || c.Mode >= maxFlips:
		if class := owner.Type(); class.ID != 0 {
			m.share(sharedCache{found, unsafe.Pointer(second), class.ID, o})
		}
		return
	case in.op != o:
		flips := c.Mode + 1
		c.Clear()
		second.Clear()
		if c.Mode = flips; flips >= maxFlips {
			m.quicken(generic(o))
			return
		}
	case c.ID != py.NoID:
		c = second
	}
	found.Mode = c.Mode
	*c = found
	if t != nil {
		t.Watch(c)
		if owner.P == unsafe.Pointer(t) {
			owner.Type().Watch(c)
		}
	}
	m.quicken(o)
}

// generic is the form of an attribute instruction that no cache is asked for.
func generic(o op) op {
	switch {
	case o < opLoadMethod:
		return opLoadAttr
	case o < opStoreAttr:
		return opLoadMethod
	}
	return opStoreAttr
}

// A sharedCache is an entry of the cache that all attribute instructions of a thread share: it serves those that meet more
// shapes than their own two entries hold. It is for an instruction, known by its second entry, a shape or version, and the version of the
// owner's class: unlike the instruction's own entries nobody clears it.
type sharedCache struct {
	py.InlineCache
	site    unsafe.Pointer
	version uint32
	op      op
}

// sharedCaches is how many entries there are.
const sharedCaches = 512

// sharedEntry returns the entry where a shape's is first looked for.
func sharedEntry(caches unsafe.Pointer, id uint32, site unsafe.Pointer) *sharedCache {
	i := (uintptr(site)>>5 + uintptr(id)*37) % sharedCaches
	return (*sharedCache)(unsafe.Add(caches, i*unsafe.Sizeof(sharedCache{})))
}

// share puts an entry in the shared cache, and the one that was there in its other place.
func (m *machine) share(found sharedCache) {
	e := sharedEntry(m.shapes, found.ID, found.site)
	if e.ID != found.ID || e.site != found.site {
		*m.otherPlace(e) = *e
	}
	*e = found
}

// sharedFor returns the entry of a shape or version for an instruction, or nil. One that is in its other place changes places with the one that kept it out.
func (m *machine) sharedFor(id uint32, site unsafe.Pointer) *sharedCache {
	e := sharedEntry(m.shapes, id, site)
	if e.ID != id || e.site != site {
		other := m.otherPlace(e)
		if other.ID != id || other.site != site {
			return nil
		}
		*e, *other = *other, *e
	}
	return e
}

// otherPlace returns the entry that takes what must leave e: two instructions that are in each other's way find theirs, one place on, by a slow path.
func (m *machine) otherPlace(e *sharedCache) *sharedCache {
	const size = unsafe.Sizeof(sharedCache{})
	i := (uintptr(unsafe.Pointer(e)) - uintptr(m.shapes)) / size
	return (*sharedCache)(unsafe.Add(m.shapes, (i^1)*size))
}

// known returns what the shared cache has of owner for an attribute instruction, or nil.
func (m *machine) known(in instruction, owner py.Value) *sharedCache {
	h := owner.Header()
	if h == nil || in.c == farCache {
		return nil
	}
	site := unsafe.Pointer(m.entry(in.c + 1))
	e := m.sharedFor(h.ID, site)
	if e == nil || e.version != h.Type.ID {
		return nil
	}
	if m.served++; m.served%promoteEvery == 0 && h.Kind == py.KindInstance && e.op == in.op {
		m.promote(in.c+uint16(m.served/promoteEvery%2), e.InlineCache, h.Type)
	}
	return e
}

// promoteEvery is how many uses of the shared cache it takes until one gets its shape an entry of its instruction.
const promoteEvery = 16

// promote puts what the shared cache has of a shape of t in the instruction's own entry i, for the shape that was there: an instruction's first
// two shapes need not be those that it meets often.
func (m *machine) promote(i uint16, found py.InlineCache, t *py.Type) {
	c := m.entry(i)
	found.Mode = c.Mode
	*c = found
	t.Watch(c)
}

// cacheAttr caches the attribute name of owner, which has just been found.
func (m *machine) cacheAttr(in instruction, owner py.Value, name *py.Str, method bool) {
	value, module := opLoadAttrValue, opLoadAttrModule
	if method {
		value, module = opLoadMethodValue, opLoadMethodModule
	}
	switch owner.Kind() {
	case py.KindInstance:
		m.cacheInstanceAttr(in.c, (*py.Instance)(owner.P), name, method)
		return
	case py.KindType:
		t := (*py.Type)(owner.P)
		if t.ID == 0 || !t.FoundPlainly() {
			return
		}
		if isDataDescriptor(t.Header.Type.Lookup(m.th, name)) {
			if name == m.shared.names.name && !method && t.Flags&py.TypeHeap != 0 {
				m.commit(in.c, opLoadAttrValue, py.InlineCache{ID: t.ID, Value: t.NameValue()}, owner, t)
			}
			return
		}
		v := t.Lookup(m.th, name)
		if v.IsUnbound() {
			return
		}
		if v.Type() == py.StaticMethodType {
			v = py.WrappedFunction(v)
		} else if v.Type() == py.ClassMethodType && method && py.WrappedFunction(v).Kind() == py.KindFunction {
			m.commit(in.c, opLoadMethodShape, py.InlineCache{ID: t.ID, Value: py.WrappedFunction(v)}, owner, t)
			return
		} else if v.Type() == py.ClassMethodDescriptorType && method {
			bound, err := py.ClassMethodDescriptorType.DescrGet(m.th, v, py.Unbound, t)
			if err != nil {
				return
			}
			v = bound
		} else if v.Type().DescrGet != nil && v.Kind() != py.KindFunction && v.Type() != py.MethodDescriptorType && v.Type() != py.WrapperDescriptorType {
			return
		}
		m.commit(in.c, value, py.InlineCache{ID: t.ID, Value: v}, owner, t)
		return
	case py.KindFunction:
		if !method {
			m.cacheFunctionAttr(in.c, opLoadAttrFunction, owner, name)
			return
		}
	case py.KindModule:
		if owner.Type() != py.ModuleType || !py.ModuleType.Lookup(m.th, name).IsUnbound() {
			return
		}
		d := (*py.Module)(owner.P).Dict
		if i := d.FindStr(name); i >= 0 && !d.EntryValue(i).IsUnbound() {
			m.commit(in.c, module, py.InlineCache{ID: d.KeysVersion(m.th.Interp), Aux: uint32(uintptr(i)*py.DictEntry + py.EntryValue)}, owner, nil)
		}
		return
	}
	t := owner.Type()
	if t.ID == 0 || !t.FindsPlainly() {
		return
	}
	descr := t.Lookup(m.th, name)
	switch {
	case !method && !descr.IsUnbound() && descr.Type().TupleField != nil:
		if i := descr.Type().TupleField(descr); i >= 0 && owner.Kind() == py.KindTuple {
			m.commit(in.c, opLoadAttrField, py.InlineCache{ID: t.ID, Aux: uint32(uintptr(i) * py.ValueSize)}, owner, t)
		}
	case !method && !isDataDescriptor(descr):
		m.cacheOwnAttr(in.c, opLoadAttrOwn, owner, name)
	case !method || descr.IsUnbound() || descr.Type().Flags&py.TypeMethodDescr == 0:
	case t.Flags&py.TypeHasDict != 0:
		m.cacheHiddenMethod(in.c, owner, name, descr)
	default:
		m.commit(in.c, opLoadMethodType, py.InlineCache{ID: t.ID, Value: descr}, owner, t)
	}
}

// cacheHiddenMethod caches the method of an object with a dict of its own that could have hidden it. Count is the version of the dict. Where the
// machine doesn't know where the dict is, only hiddenMethod looks at the cache, on the slow path of an instruction without a quickened form.
func (m *machine) cacheHiddenMethod(i uint16, owner py.Value, name *py.Str, descr py.Value) {
	d, ok := hidingDict(owner)
	if i == farCache || !ok || d != nil && d.FindStr(name) >= 0 {
		return
	}
	t := owner.Type()
	found := py.InlineCache{ID: t.ID, Value: descr}
	if d != nil {
		found.Count = d.KeysVersion(m.th.Interp)
	}
	if offset := py.DictOffset(owner); offset != 0 {
		found.Aux = uint32(offset)
		m.commit(i, opLoadMethodHidden, found, owner, t)
		return
	}
	c := m.entry(i)
	if !m.refill(c, opLoadMethod) {
		return
	}
	m.entry(i + 1).Clear()
	m.quicken(opLoadMethod)
	found.Mode = c.Mode
	*c = found
	t.Watch(c)
}

// hiddenMethod returns what cacheHiddenMethod has for owner, Unbound if nothing.
func (m *machine) hiddenMethod(in instruction, owner py.Value) py.Value {
	if in.op != opLoadMethod && in.op != opLoadMethodHidden || in.c == farCache || owner.P == nil {
		return py.Unbound
	}
	c, id := m.entry(in.c), owner.Header().Type.ID
	if c.ID != id {
		if c = m.entry(in.c + 1); c.ID != id {
			return py.Unbound
		}
	}
	d, ok := hidingDict(owner)
	if !ok {
		return py.Unbound
	}
	if d != nil && (d.ID == 0 || d.ID != c.Count) {
		if d.FindStr(m.name(in.c)) >= 0 {
			return py.Unbound
		}
		c.Count = d.KeysVersion(m.th.Interp)
	}
	return c.Value
}

// hidingDict returns the dict whose entries hide methods of an object's class, nil when it has none yet. It reports false for an instance
// that keeps its attributes in slots.
func hidingDict(owner py.Value) (d *py.Dict, ok bool) {
	if x := py.AsInstance(owner); x != nil {
		return x.DictOnly()
	}
	return py.AttributeDict(owner), true
}

// byGetter marks entries of the shared cache that have the getset descriptor of a built-in attribute, such as __dict__: no instruction is quickened for them.
const byGetter = opDeleteAttr

// cacheGetter puts the descriptor that owner's class has for an attribute in the shared cache.
func (m *machine) cacheGetter(in instruction, owner py.Value, d *py.GetSetDescriptor) {
	h := owner.Header()
	if h == nil || h.Type.ID == 0 || in.c == farCache {
		return
	}
	site := unsafe.Pointer(m.entry(in.c + 1))
	found := py.InlineCache{ID: h.ID, Value: d.Header.Value()}
	m.share(sharedCache{found, site, h.Type.ID, byGetter})
}

// cacheSuper puts the method that super() has found for obj in the shared cache: it holds for the versions of obj's class and of the one whose
// code it is.
func (m *machine) cacheSuper(in instruction, class, obj, fn py.Value) {
	if t := obj.Type(); in.c != farCache && t.ID != 0 && t.IsSubtype(py.AsType(class)) {
		site := unsafe.Pointer(m.entry(in.c + 1))
		found := py.InlineCache{ID: t.ID, Count: py.AsType(class).ID, Value: fn}
		m.share(sharedCache{found, site, t.ID, opLoadSuperAttr})
	}
}

// knownSuper returns what cacheSuper has put there.
func (m *machine) knownSuper(in instruction, class, obj py.Value) (fn py.Value, ok bool) {
	t := obj.Type()
	if in.c == farCache || class.Kind() != py.KindType {
		return fn, false
	}
	site := unsafe.Pointer(m.entry(in.c + 1))
	e := m.sharedFor(t.ID, site)
	if e == nil || e.op != opLoadSuperAttr || e.version != t.ID || e.Count != (*py.Type)(class.P).ID {
		return fn, false
	}
	return e.Value, true
}

// cacheFunctionAttr caches where a function's own attribute is.
func (m *machine) cacheFunctionAttr(c uint16, o op, owner py.Value, name *py.Str) {
	d := (*py.Function)(owner.P).Dict
	if d == nil || d.Type != py.DictType || owner.Type() != py.FunctionType || !py.FunctionType.Lookup(m.th, name).IsUnbound() {
		return
	}
	if i := d.FindStr(name); i >= 0 {
		m.commit(c, o, py.InlineCache{ID: d.KeysVersion(m.th.Interp), Aux: uint32(uintptr(i)*py.DictEntry + py.EntryValue), Value: name.Value()}, owner, nil)
	}
}

// cacheOwnAttr caches where an attribute is in the dict of an object of a built-in type or a subclass. Objects of a class that get their
// attributes in the same order have it at the same place. Count is where the dict is in the object.
func (m *machine) cacheOwnAttr(c uint16, o op, owner py.Value, name *py.Str) {
	d, offset := py.AttributeDict(owner), py.DictOffset(owner)
	if d == nil || offset == 0 {
		return
	}
	if i := d.FindStr(name); i >= 0 {
		found := py.InlineCache{ID: owner.Type().ID, Aux: uint32(uintptr(i)*py.DictEntry + py.EntryValue), Count: uint32(offset), Value: name.Value()}
		m.commit(c, o, found, owner, owner.Type())
	}
}

// cacheProperty caches an attribute of an instance for an instruction that becomes o, if it is a property.
func (m *machine) cacheProperty(in instruction, o op, owner py.Value, name *py.Str) {
	x := py.AsInstance(owner)
	if x == nil || x.ID == 0 || !x.Type.HasGenericGetAttr() || o == opStoreAttrProperty && x.Type.Flags&py.TypeCustomSetattr != 0 {
		return
	}
	if p := x.Type.Lookup(m.th, name); p.Type() == py.PropertyType {
		m.commit(in.c, o, py.InlineCache{ID: x.ID, Value: p}, owner, x.Type)
	}
}

func isDataDescriptor(v py.Value) bool {
	t := v.Type()
	return !v.IsUnbound() && t.DescrGet != nil && t.DescrSet != nil
}

// cacheInstanceAttr caches an attribute of an instance by its shape, which stands for its class too.
func (m *machine) cacheInstanceAttr(c uint16, x *py.Instance, name *py.Str, method bool) {
	t := x.Type
	if !t.FindsPlainly() {
		return
	}
	if x.ID == 0 {
		descr := t.Lookup(m.th, name)
		switch {
		case method && !descr.IsUnbound() && descr.Type().Flags&py.TypeMethodDescr != 0:
			m.cacheHiddenMethod(c, x.Header.Value(), name, descr)
		case !method && !isDataDescriptor(descr):
			m.cacheDictAttr(c, opLoadAttrDict, x, name)
		}
		return
	}
	descr := t.Lookup(m.th, name)
	value := opLoadAttrValue
	if method {
		value = opLoadMethodValue
	}
	if name == m.shared.names.class && py.Is(descr, py.ObjectType.Lookup(m.th, name)) {
		m.commit(c, value, py.InlineCache{ID: x.ID, Value: t.Value()}, x.Header.Value(), t)
		return
	}
	slot := py.SlotIndex(descr)
	if slot < 0 {
		if isDataDescriptor(descr) {
			return
		}
		if i := x.Shape.Find(name); i >= len(t.SlotNames) {
			slot = i
		}
	}
	if slot >= 0 {
		if offset := x.Shape.InlineSlotOffset(slot); offset >= 0 {
			o := opLoadAttrSlot
			if method {
				o = opLoadMethodSlot
			}
			m.commit(c, o, py.InlineCache{ID: x.ID, Aux: uint32(offset)}, x.Header.Value(), t)
		} else if !method {
			m.commit(c, opLoadAttrMore, py.InlineCache{ID: x.ID, Aux: x.Shape.MoreSlotOffset(slot)}, x.Header.Value(), t)
		}
		return
	}
	if descr.IsUnbound() {
		return
	}
	switch {
	case method && descr.Type().Flags&py.TypeMethodDescr != 0:
		m.commit(c, opLoadMethodShape, py.InlineCache{ID: x.ID, Value: descr}, x.Header.Value(), t)
	case method && descr.Type() == py.ClassMethodType && py.WrappedFunction(descr).Kind() == py.KindFunction:
		m.commit(c, opLoadMethodClass, py.InlineCache{ID: x.ID, Value: py.WrappedFunction(descr)}, x.Header.Value(), t)
	case descr.Type().DescrGet == nil:
		m.commit(c, value, py.InlineCache{ID: x.ID, Value: descr}, x.Header.Value(), t)
	case descr.Type() == py.StaticMethodType:
		m.commit(c, value, py.InlineCache{ID: x.ID, Value: py.WrappedFunction(descr)}, x.Header.Value(), t)
	}
}

// cacheDictAttr caches where an attribute is in an instance's dict. Instances of a class that get their attributes in the same order have it at
// the same place.
func (m *machine) cacheDictAttr(c uint16, o op, x *py.Instance, name *py.Str) {
	d, ok := x.DictOnly()
	if !ok || x.Type.ID == 0 {
		return
	}
	if i := d.FindStr(name); i >= 0 {
		m.commit(c, o, py.InlineCache{ID: x.Type.ID, Aux: uint32(uintptr(i)*py.DictEntry + py.EntryValue), Value: name.Value()}, x.Header.Value(), x.Type)
	}
}

// cacheStore caches an attribute that has just been stored in an instance that had the shape before.
func (m *machine) cacheStore(in instruction, x *py.Instance, before *py.Shape, name *py.Str) {
	t := x.Type
	if t.Flags&py.TypeCustomSetattr != 0 || before.Type != t {
		return
	}
	descr := t.Lookup(m.th, name)
	if before.ID == 0 {
		if descr.IsUnbound() || descr.Type().DescrSet == nil {
			m.cacheDictAttr(in.c, opStoreAttrDict, x, name)
		}
		return
	}
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
	case x.ID == 0:
	case offset < 0:
		if before == x.Shape {
			m.commit(in.c, opStoreAttrMore, py.InlineCache{ID: x.ID, Aux: x.Shape.MoreSlotOffset(i)}, x.Header.Value(), t)
		}
	case before == x.Shape:
		m.commit(in.c, opStoreAttrSlot, py.InlineCache{ID: x.ID, Aux: uint32(offset)}, x.Header.Value(), t)
	case i == int(before.Count) && i == int(x.Shape.Count)-1 && before.Inline == x.Shape.Inline:
		m.commit(in.c, opStoreAttrAdd, py.InlineCache{ID: before.ID, Count: x.ID, Aux: uint32(offset), Value: py.Value{P: x.Shape.Address()}}, x.Header.Value(), t)
	}
}
