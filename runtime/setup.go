// This file makes the built-in types ready: once a process, before the first interpreter.

package runtime

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/gopy-lang/gopy/runtime/num"
)

// hashSecret is the key of the hashes of str and bytes: one a process, as in CPython, because immutable objects
// that interpreters share remember their hash. The first interpreter's Config.HashSeed decides it.
var hashSecret num.HashKey

// newHashSecret makes the secret that PYTHONHASHSEED asks for: a number gives the same one each time, anything else a
// random one.
func newHashSecret(seed string) num.HashKey {
	if n, err := strconv.ParseUint(seed, 10, 32); err == nil {
		return num.HashKeyFromSeed(uint32(n))
	}
	return num.HashKey{K0: rand.Uint64(), K1: rand.Uint64()} // of Go's own secure generator
}

// A typeSetup is a row of the list of built-in types.
type typeSetup struct {
	t    *Type
	base *Type         // nil: object
	fill func(t *Type) // sets slots, Methods, GetSets, Flags, Doc
}

// slotGroups is the table of special methods; read-only after setup.
var slotGroups []*slotGroup

// slotPlaces are the places of slotGroups.
var slotPlaces []slotPlace

// slotsByName finds the groups that a special method belongs to; read-only after setup.
var slotsByName map[*Str][]*slotGroup

// setupTypes fills all built-in types, bases first.
func setupTypes(hashSeed string) {
	hashSecret = newHashSecret(hashSeed)
	binarySlots = makeBinarySlots()
	slotGroups = slotTable()
	slotPlaces = make([]slotPlace, len(slotGroups))
	slotsByName = make(map[*Str][]*slotGroup, 2*len(slotGroups))
	for i, g := range slotGroups {
		slotPlaces[i] = g.place
		for i := range g.defs {
			d := &g.defs[i]
			slotsByName[d.name] = append(slotsByName[d.name], g)
		}
	}
	dunderNewDef.Raw = dunderNew
	rows := slices.Concat(coreTypes, numberTypes, textTypes, containerTypes, callableTypes, executionTypes, weakTypes, typingTypes, exceptionTypes())
	lastTypeID.Store(minID)
	for _, row := range rows {
		setupType(row, lastTypeID.Add(1))
		allBuiltinTypes = append(allBuiltinTypes, row.t)
	}
	namesFrozen = true
}

// allBuiltinTypes lists the built-in types in the order of their setup; read-only afterwards.
var allBuiltinTypes []*Type

// SetupType makes a built-in type of a Go module ready: fill its fields first. It must be called once a process,
// from the module's own once-only setup.
func SetupType(t *Type, base *Type) {
	id := lastTypeID.Add(1)
	if id >= firstFreeID {
		id = 0 // no cache is for it
	}
	setupType(typeSetup{t, base, func(*Type) {}}, id)
}

// lastTypeID is the last ID given to a built-in type: all interpreters share the types.
var lastTypeID atomic.Uint32

// SetupMutableType prepares a built-in type that this interpreter has for itself: its attributes can be set.
func (in *Interp) SetupMutableType(t *Type) {
	SetupType(t, nil)
	t.Flags &^= TypeImmutable
	t.Header.ID = in.NewID()
}

// setupType prepares one built-in type: metatype, MRO, dict, inherited slots.
func setupType(row typeSetup, id uint32) {
	t := row.t
	if t.setupDone {
		panic("runtime: type " + t.Name + " is set up twice")
	}
	t.setupDone = true
	if t.Header.Type == nil {
		t.Header.Type = TypeType
	}
	t.Header.Kind, t.Header.ID = KindType, id
	t.Flags |= TypeImmutable
	t.unfilled.Store(true)
	if t != ObjectType {
		t.Base = row.base
		if t.Base == nil {
			t.Base = ObjectType
		}
		if t.MRO == nil {
			t.MRO = lineage(t, t.Base.MRO)
		}
		if t.Bases == nil && t.MRO[1] == t.Base {
			t.Bases = t.MRO[1:2:2]
		} else if t.Bases == nil {
			t.Bases = []*Type{t.Base}
		}
	} else {
		t.MRO = []*Type{t}
	}
	row.fill(t)
	if t.Layout == 0 && t != IntType {
		t.Layout = KindOther
		if t.Base != nil && t.Base != ObjectType {
			t.Layout = t.Base.Layout
		}
	}
	t.prepareDict()
	if t.Base != nil {
		t.inheritSlots(t.Base)
	}
	for _, x := range []UnaryFunc{t.Repr} {
		if x == nil {
			panic("runtime: type " + t.Name + " has no repr")
		}
	}
}

// lineages is room for the MROs of built-in types, see newDef.
var lineages struct {
	sync.Mutex
	room []*Type
}

// lineage returns the MRO of a built-in type whose base has the MRO base.
func lineage(t *Type, base []*Type) []*Type {
	n := 1 + len(base)
	lineages.Lock()
	if len(lineages.room) < n {
		lineages.room = make([]*Type, max(256, n))
	}
	mro := lineages.room[:n:n]
	lineages.room = lineages.room[n:]
	lineages.Unlock()
	mro[0] = t
	copy(mro[1:], base)
	return mro
}

// prepareDict notes what fillDict will need, and interns the names.
func (t *Type) prepareDict() {
	t.own = ownAttributes{known: true, new: t.New != nil && (t == ObjectType || !sameFunc(t.New, ObjectType.New)), compare: t.Compare != nil} // object's own __new__ is found
	for i, place := range slotPlaces {
		if *place.in(t) != nil {
			t.own.slots[i/64] |= 1 << (i % 64)
		}
	}
	if t.Compare != nil && t.Hash == nil {
		t.Hash = hashNotImplemented
	}
	owner := &t.Name
	if t.QualName != "" {
		owner = &t.QualName
	}
	for _, d := range t.Methods {
		staticStr(d.Name)
		d.setOwner(owner)
	}
	for i := range t.GetSets {
		staticStr(t.GetSets[i].Name)
	}
}

// ownAttributes tells which attributes a built-in type has that its base hasn't, beside those that its tables list.
type ownAttributes struct {
	slots        [2]uint64 // bit i: slotGroups[i]
	new, compare bool
	known        bool
}

// filling is held while the dict of a built-in type is filled: interpreters share the types.
var filling sync.Mutex

// Dict returns the class's own attributes. Those of a built-in type are made when somebody asks for the first time: programs look at few of the types.
func (t *Type) Dict() *Dict {
	if t.unfilled.Load() {
		t.fillDict()
	}
	return t.dict
}

// fillDict puts slot wrappers, methods and computed attributes of a built-in type in its dict.
func (t *Type) fillDict() {
	filling.Lock()
	defer filling.Unlock()
	if !t.unfilled.Load() {
		return
	}
	if t.dict == nil {
		t.dict = NewDict()
	}
	if !t.own.known { // it is being set up
		return
	}
	if t.own.new {
		t.dict.SetStr(nameNew, newDunderNew(t))
	}
	for i, g := range slotGroups {
		if t.own.slots[i/64]>>(i%64)&1 == 0 {
			continue
		}
		for i := range g.defs {
			d := &g.defs[i]
			if d.wrap == nil && d.raw == nil || t.dict.FindStr(d.name) >= 0 {
				continue
			}
			if d.Name == "__hash__" && sameFunc(t.Hash, hashNotImplemented) {
				t.dict.SetStr(d.name, None)
				continue
			}
			w := &WrapperDescriptor{Header: Header{Type: WrapperDescriptorType, Kind: KindOther}, Slot: d, Owner: t}
			t.dict.SetStr(d.name, w.Value())
		}
	}
	for _, d := range t.Methods {
		t.dict.SetStr(staticStr(d.Name), newMethodDescriptor(t, d))
	}
	for i := range t.GetSets {
		d := &t.GetSets[i]
		dt := GetSetDescriptorType
		if d.Member {
			dt = MemberDescriptorType
		}
		t.dict.SetStr(staticStr(d.Name), (&GetSetDescriptor{Header: Header{Type: dt, Kind: KindOther}, Def: d, Owner: t}).Value())
	}
	if t.dict.FindStr(nameDoc) < 0 {
		doc := None
		if t.Doc != "" {
			doc = Text(t.Doc)
		}
		t.dict.SetStr(nameDoc, doc)
	}
	if t.own.compare && sameFunc(t.Hash, hashNotImplemented) {
		t.dict.SetStr(nameHash, None)
	}
	if t.Constants != nil {
		t.Constants(t.dict)
	}
	t.unfilled.Store(false)
}

// newMethodDescriptor makes what a method of a built-in type is in its class's dict.
func newMethodDescriptor(t *Type, d *MethodDef) Value {
	switch d.Flags {
	case MethodStatic:
		b := &Builtin{Header: Header{Type: BuiltinType, Kind: KindBuiltin}, Def: d, Self: Unbound, Module: None}
		return NewStaticMethod(b.Value())
	case MethodClass:
		return (&MethodDescriptor{Header: Header{Type: ClassMethodDescriptorType, Kind: KindOther}, Def: d, Owner: t}).Value()
	}
	return (&MethodDescriptor{Header: Header{Type: MethodDescriptorType, Kind: KindMethodDescriptor}, Def: d, Owner: t}).Value()
}

// inheritSlots copies the slots that t does not fill from base.
func (t *Type) inheritSlots(base *Type) {
	for _, place := range slotPlaces {
		if slot := place.in(t); *slot == nil {
			*slot = *place.in(base)
		}
	}
	if t.New == nil && base != ObjectType && t.Flags&TypeDisallowNew == 0 {
		t.New = base.New
	}
	t.inheritLayout(base)
}

// inheritLayout copies what is no special method.
func (t *Type) inheritLayout(base *Type) {
	if t.Send == nil {
		t.Send = base.Send
	}
	if t.Buffer == nil {
		t.Buffer = base.Buffer
	}
	if t.DictField == nil {
		t.DictField = base.DictField
	}
	if t.WeakField == nil {
		t.WeakField = base.WeakField
	}
	if t.Size == 0 {
		t.Size = base.Size
	}
	if t.ExceptionFields == nil {
		t.ExceptionFields = base.ExceptionFields
	}
	t.IsSequenceIndex = t.IsSequenceIndex || base.IsSequenceIndex
	t.Flags |= base.Flags & (TypeHasDict | TypeHasWeakref | TypeSequence | TypeMapping | TypeMatchSelf | TypeMethodDescr | TypeAnyKeyword)
}

// updateSlots recomputes the slots of a class that a program made from the special methods along its MRO.
func (t *Type) updateSlots(groups []*slotGroup) {
	for _, g := range groups {
		t.updateSlot(g)
	}
	if v := t.lookupMRO(nameGetAttr); !v.IsUnbound() || !t.isGenericGetAttr() {
		t.Flags |= TypeCustomGetattribute
	} else {
		t.Flags &^= TypeCustomGetattribute
	}
	t.Flags &^= TypeGetattrLast
	if sameFunc(t.GetAttr, GetAttrFunc(slotGetAttr)) && !t.lookupMRO(nameGetAttr).IsUnbound() {
		if w := AsWrapper(t.lookupMRO(nameGetAttribute)); w != nil && w.Owner == ObjectType {
			t.Flags |= TypeGetattrLast
		}
	}
	if sameFunc(t.SetAttr, SetAttrFunc(GenericSetAttr)) {
		t.Flags &^= TypeCustomSetattr
	} else {
		t.Flags |= TypeCustomSetattr
	}
}

// specialOwner returns the built-in type whose slot the special method v stands for; nil when it is a program's.
func specialOwner(d *SlotDef, v Value) *Type {
	if w := AsWrapper(v); w != nil && w.Slot.Name == d.Name {
		return w.Owner
	}
	if v.Kind() == KindMethodDescriptor {
		if m := (*MethodDescriptor)(v.P); m.Def.Name == d.Name {
			return m.Owner
		}
	}
	return nil
}

func (t *Type) updateSlot(g *slotGroup) {
	var native *Type
	for i := range g.defs {
		d := &g.defs[i]
		v := t.lookupMRO(d.name)
		if v.IsUnbound() {
			continue
		}
		if d.Name == "__hash__" && v.IsNone() {
			t.Hash = hashNotImplemented
			return
		}
		owner := specialOwner(d, v)
		if owner == nil || !t.IsSubtype(owner) {
			*g.place.in(t) = g.dispatch
			return
		}
		if native == nil && *g.place.in(owner) != nil {
			native = owner
		}
	}
	if native != nil {
		*g.place.in(t) = *g.place.in(native)
		return
	}
	*g.place.in(t) = nil
}

// modified gives the class and its subclasses a new version after a change of attribute name, clears
// the inline caches that relied on them and recomputes the slots that the name belongs to.
func (t *Type) modified(in *Interp, name *Str) {
	t.ID = in.NewID()
	t.clearCaches()
	if groups := slotsByName[name]; groups != nil {
		t.updateSlots(groups)
	} else if name == nameGetAttr || name == nameNew {
		t.updateSlots(nil)
		t.updateNew()
	}
	if name == nameDel && !t.lookupMRO(nameDel).IsUnbound() {
		t.Flags |= TypeHasFinalize
	}
	for _, s := range in.dependents(t) {
		s.modified(in, name)
	}
}

// AddMethods adds methods to a built-in type that SetupType has prepared, within the same once-only setup.
func AddMethods(t *Type, defs ...*MethodDef) {
	for _, d := range defs {
		t.Methods = append(t.Methods, d)
		d.setOwner(&t.Name)
		t.Dict().SetStr(staticStr(d.Name), newMethodDescriptor(t, d))
	}
}
