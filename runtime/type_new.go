// This file makes classes: type.__new__ with metaclass choice, layout, __slots__, MRO, and the hooks that follow.

package runtime

import (
	"slices"
	"strings"
)

func typeInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	n := len(args)
	if kw != nil {
		n -= kw.Len()
	}
	if n != 1 && n != 3 {
		return Raise(TypeError, "type.__init__() takes 1 or 3 arguments")
	}
	return nil
}

// typeNew is type.__new__(metatype, name, bases, namespace, **kwds).
func typeNew(th *Thread, meta *Type, args []Value, kw *Tuple) (Value, error) {
	npos := len(args)
	if kw != nil {
		npos -= kw.Len()
	}
	if meta == TypeType && npos == 1 && kw == nil {
		return args[0].Type().Value(), nil
	}
	if npos != 3 {
		if meta == TypeType && npos != 3 {
			return Unbound, Raise(TypeError, "type() takes 1 or 3 arguments")
		}
		return Unbound, Raise(TypeError, "type.__new__() takes exactly 3 arguments (%d given)", npos)
	}
	name, basesTuple, ns := AsStr(args[0]), AsTuple(args[1]), AsDict(args[2])
	for i, ok := range []bool{name != nil, basesTuple != nil, ns != nil} {
		if !ok {
			return Unbound, Raise(TypeError, "type.__new__() argument %d must be %s, not %s", i+1, [...]string{"str", "tuple", "dict"}[i], args[i].Type().TypeName())
		}
	}
	if strings.IndexByte(name.s, 0) >= 0 {
		return Unbound, Raise(ValueError, "type name must not contain null characters")
	}
	if err := CheckUTF8(name); err != nil {
		return Unbound, err
	}
	if doc := AsStr(ns.GetStr(nameDoc)); doc != nil {
		if err := CheckUTF8(doc); err != nil {
			return Unbound, err
		}
	}
	for _, b := range basesTuple.Items() {
		if AsType(b) != nil {
			continue
		}
		entries, err := GetAttrOr(th, b, nameMroEntries)
		if err != nil {
			return Unbound, err
		}
		if !entries.IsUnbound() {
			return Unbound, Raise(TypeError, "type() doesn't support MRO entry resolution; use types.new_class()")
		}
	}
	winner, err := WinningMetaclass(th, meta, basesTuple.Items())
	if err != nil {
		return Unbound, err
	}
	if winner != meta {
		if winner.New != nil && !sameFunc(winner.New, NewFunc(typeNew)) {
			return winner.New(th, winner, args, kw)
		}
		meta = winner
	}
	t, err := makeClass(th, meta, name, basesTuple.Items(), ns)
	if err != nil {
		return Unbound, err
	}
	if t.heap.basesTuple == nil && basesTuple.Len() > 0 { // else mro() itself has set it
		t.heap.basesTuple = basesTuple
	}
	if err := t.setNames(th); err != nil {
		return Unbound, err
	}
	if err := t.initSubclass(th, args[npos:], kw); err != nil {
		return Unbound, err
	}
	return t.Value(), nil
}

// WinningMetaclass returns the most derived of a metaclass and those of the bases.
func WinningMetaclass(th *Thread, meta *Type, bases []Value) (*Type, error) {
	for _, b := range bases {
		bt := b.Type()
		switch {
		case meta.IsSubtype(bt):
		case bt.IsSubtype(meta):
			meta = bt
		default:
			return nil, Raise(TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
		}
	}
	return meta, nil
}

// makeClass builds the class object.
func makeClass(th *Thread, meta *Type, name *Str, baseValues []Value, ns *Dict) (*Type, error) {
	if len(baseValues) == 0 {
		baseValues = []Value{ObjectType.Value()}
	}
	bases := make([]*Type, len(baseValues))
	for i, b := range baseValues {
		t := AsType(b)
		if t == nil {
			m, err := GetAttrOr(th, b, nameMroEntries)
			if err != nil {
				return nil, err
			}
			if !m.IsUnbound() {
				return nil, Raise(TypeError, "type() doesn't support MRO entry resolution; use types.new_class()")
			}
			return nil, Raise(TypeError, "bases must be types")
		}
		if t.Flags&TypeBaseType == 0 {
			return nil, Raise(TypeError, "type '%s' is not an acceptable base type", t.TypeName())
		}
		bases[i] = t
	}
	base, err := bestBase(bases)
	if err != nil {
		return nil, err
	}

	t := newObject[Type](meta, KindType)
	t.Flags = TypeHeap | TypeBaseType
	t.Name = name.s
	t.Base, t.Bases, t.Layout = base, bases, base.Layout
	t.ID = th.Interp.NewID()
	t.heap = &HeapType{Interp: th.Interp, NameStr: th.Interp.InternStr(name), QualNameStr: name}
	t.dict = NewDictSize(ns.Len() + 4)
	for pos := 0; ; {
		k, v, ok := ns.Next(&pos)
		if !ok {
			break
		}
		if s := AsStr(k); s != nil {
			t.Dict().SetStr(th.Interp.InternStr(s), v)
		} else if err := t.Dict().SetItem(th, k, v); err != nil {
			return nil, err
		}
	}
	if v := t.Dict().GetStr(nameQualName); !v.IsUnbound() {
		q := AsStr(v)
		if q == nil {
			return nil, Raise(TypeError, "type __qualname__ must be a str, not %s", v.Type().TypeName())
		}
		t.heap.QualNameStr = q
		t.Dict().DelStr(nameQualName)
	}
	if t.Dict().FindStr(nameModule) < 0 {
		if f := th.Interp.Eval.CurrentFrame(th, 0); f != nil {
			if m := f.Globals.GetStr(nameName); !m.IsUnbound() {
				t.Dict().SetStr(nameModule, m)
			}
		}
	}
	t.wrapImplicit()
	if err := t.setCells(); err != nil {
		return nil, err
	}
	if err := t.layOut(th); err != nil {
		return nil, err
	}
	t.Dict().setDefault(nameDoc, None)
	if err := t.checkKeys(th); err != nil {
		return nil, err
	}
	mro, err := t.findMRO(th)
	if err != nil {
		return nil, err
	}
	if t.MRO == nil {
		t.MRO = mro
		t.dependOn(mro)
	} else { // mro() itself has set it, by way of __bases__
		th.Interp.removeSubclass(t, t.Bases)
	}
	t.inheritLayout(base)
	t.Flags |= base.Flags & TypeDisallowNew
	t.Flags &^= TypeSequence | TypeMapping // the first superclass that is one decides, not the one with the layout
	for _, b := range t.superclasses() {
		if t.Flags&(TypeSequence|TypeMapping) == 0 {
			t.Flags |= b.Flags & (TypeSequence | TypeMapping)
		}
		if b.IsSequenceIndex {
			t.IsSequenceIndex = true
		}
	}
	if t.Dict().FindStr(nameEq) >= 0 && t.Dict().FindStr(nameHash) < 0 {
		t.Dict().SetStr(nameHash, None)
	}
	t.updateSlots(slotGroups)
	t.updateNew()
	if t.Init == nil {
		t.Init = objectInit
	}
	if !t.lookupMRO(nameDel).IsUnbound() {
		t.Flags |= TypeHasFinalize
	}
	if t.Layout == KindInstance {
		n := t.expectedSlots()
		t.heap.InlineSlots = inlineClass(n)
		t.Root = rootShape(th.Interp, t, t.heap.InlineSlots)
		if n == len(t.SlotNames) && t.Flags&TypeHasDict != 0 {
			t.Flags |= TypeUnknownSlots
		}
	}
	if v := t.Dict().GetStr(nameAbstractMethods); !v.IsUnbound() {
		if yes, err := Truth(th, v); err != nil {
			return nil, err
		} else if yes {
			t.Flags |= TypeAbstract
		}
	}
	th.Interp.addSubclass(t)
	return t, nil
}

// wrapImplicit makes __new__ a static method and the class hooks class methods.
func (t *Type) wrapImplicit() {
	if v := t.Dict().GetStr(nameNew); v.Kind() == KindFunction {
		t.Dict().SetStr(nameNew, NewStaticMethod(v))
	}
	for _, n := range [...]*Str{nameInitSubclass, nameClassGetItem} {
		if v := t.Dict().GetStr(n); v.Kind() == KindFunction {
			t.Dict().SetStr(n, NewClassMethod(v))
		}
	}
}

// setCells fills the cells of __class__ and __classdict__ that the class body left behind.
func (t *Type) setCells() error {
	for _, c := range [...]struct {
		name *Str
		v    Value
	}{{nameClassCell, t.Value()}, {nameClassDictCell, t.Dict().Value()}} {
		v := t.Dict().GetStr(c.name)
		if v.IsUnbound() {
			continue
		}
		if v.Kind() != KindCell {
			return Raise(TypeError, "%s must be a nonlocal cell, not <class '%s'>", c.name.s, v.Type().TypeName())
		}
		(*Cell)(v.P).Value = c.v
		t.Dict().DelStr(c.name)
	}
	return nil
}

// checkKeys warns of names in the class's dict that are no strings.
func (t *Type) checkKeys(th *Thread) error {
	for pos := 0; ; {
		k, _, ok := t.Dict().Next(&pos)
		if !ok {
			return nil
		}
		if AsStr(k) == nil {
			return Warn(th, RuntimeWarning, "non-string key in the __dict__ of class "+t.TypeName(), 1)
		}
	}
}

// expectedSlots guesses how many attributes an instance gets: those that the methods of the class and its bases
// assign to self, as the compiler recorded them.
func (t *Type) expectedSlots() int {
	if t.Flags&TypeHasDict == 0 {
		return len(t.SlotNames)
	}
	seen := map[*Str]bool{}
	for _, c := range t.MRO {
		if c.Dict() == nil {
			continue
		}
		if names := AsTuple(c.Dict().GetStr(nameStaticAttrs)); names != nil {
			for _, n := range names.Items() {
				if s := AsStr(n); s != nil && !slices.Contains(t.SlotNames, s) {
					seen[s] = true
				}
			}
		}
	}
	return len(seen) + len(t.SlotNames)
}

// solidBase is the base that last added to the layout of the instances.
func solidBase(t *Type) *Type {
	for t.Base != nil {
		if t.Flags&TypeHeap == 0 {
			if t.Layout != t.Base.Layout || t.Size != t.Base.Size || len(t.ExceptionFields) != len(t.Base.ExceptionFields) {
				return t
			}
		} else if len(t.SlotNames) > len(t.Base.SlotNames) {
			return t
		}
		t = t.Base
	}
	return t
}

// bestBase chooses the base whose layout the new class extends.
func bestBase(bases []*Type) (*Type, error) {
	var winner, base *Type
	for _, b := range bases {
		s := solidBase(b)
		switch {
		case winner == nil:
			winner, base = s, b
		case winner.IsSubtype(s):
		case s.IsSubtype(winner):
			winner, base = s, b
		default:
			return nil, Raise(TypeError, "multiple bases have instance lay-out conflict")
		}
	}
	return base, nil
}

// layOut handles __slots__ and decides whether instances have a __dict__ and can be weakly referenced.
func (t *Type) layOut(th *Thread) error {
	base := t.Base
	t.SlotNames = base.SlotNames
	mayHaveDict := base.Flags&TypeHasDict == 0
	mayHaveWeak := base.Flags&TypeHasWeakref == 0
	addDict, addWeak := mayHaveDict, mayHaveWeak
	slots := t.Dict().GetStr(nameSlots)
	if !slots.IsUnbound() {
		addDict, addWeak = false, false
		names, err := t.slotNames(th, slots)
		if err != nil {
			return err
		}
		var own []*Str
		for _, n := range names {
			switch n {
			case nameDict:
				if !mayHaveDict || addDict {
					return Raise(TypeError, "__dict__ slot disallowed: we already got one")
				}
				addDict = true
			case nameWeakref:
				if !mayHaveWeak || addWeak {
					return Raise(TypeError, "__weakref__ slot disallowed: we already got one")
				}
				addWeak = true
			default:
				n = th.Interp.InternStr(Mangle(t.heap.NameStr, n))
				if v := t.Dict().GetStr(n); !v.IsUnbound() && n != nameClassCell && n != nameClassDictCell && n != nameQualName {
					return Raise(ValueError, "'%s' in __slots__ conflicts with class variable", n.String())
				}
				own = append(own, n)
			}
		}
		slices.SortFunc(own, func(a, b *Str) int { return strings.Compare(a.s, b.s) })
		if len(own) > 0 {
			if base.Layout == KindTuple || base.Layout == KindBigInt || base.Layout == KindInt || base.Layout == KindBytes || base.Layout == KindType {
				return Raise(TypeError, "nonempty __slots__ not supported for subtype of '%s'", base.TypeName())
			}
			t.SlotNames = append(slices.Clone(base.SlotNames), own...)
			for i, n := range own {
				t.Dict().SetStr(n, newSlotDescriptor(t, n, len(base.SlotNames)+i))
			}
		}
		// Other bases may bring a __dict__ or weak references along.
		for _, b := range t.Bases {
			if b != base {
				addDict = addDict || b.Flags&TypeHasDict != 0 && mayHaveDict
				addWeak = addWeak || b.Flags&TypeHasWeakref != 0 && mayHaveWeak
			}
		}
	}
	if addDict {
		t.Flags |= TypeHasDict
		if t.Layout != KindType {
			t.Dict().setDefault(nameDict, newGetSet(t, &instanceDictDef))
		}
	}
	if addWeak {
		t.Flags |= TypeHasWeakref
		t.Dict().setDefault(nameWeakref, newGetSet(t, &instanceWeakrefDef))
	}
	if t.Layout != KindInstance && t.Layout != KindType {
		t.ExtOffset = (base.Size + 7) &^ 7
		if base.Flags&TypeHeap != 0 {
			t.ExtOffset = base.ExtOffset
		}
		if t.ExtOffset == 0 {
			return Raise(SystemError, "type '%s' has no instance size and can't be subclassed yet", base.TypeName())
		}
	}
	return nil
}

func (d *Dict) setDefault(name *Str, v Value) {
	if d.FindStr(name) < 0 {
		d.SetStr(name, v)
	}
}

// slotNames lists what __slots__ names.
func (t *Type) slotNames(th *Thread, slots Value) ([]*Str, error) {
	if s := AsStr(slots); s != nil {
		slots = TupleOf(slots).Value()
	}
	var out []*Str
	err := ForEach(th, slots, func(v Value) error {
		s := AsStr(v)
		if s == nil {
			return Raise(TypeError, "__slots__ items must be strings, not '%s'", v.Type().TypeName())
		}
		if !s.IsIdentifier() {
			return Raise(TypeError, "__slots__ must be identifiers")
		}
		out = append(out, th.Interp.InternStr(s))
		return nil
	})
	return out, err
}

// Mangle applies the name mangling of private names in the class called class.
func Mangle(class, name *Str) *Str {
	n := name.s
	if !strings.HasPrefix(n, "__") || strings.HasSuffix(n, "__") || strings.Contains(n, ".") {
		return name
	}
	c := strings.TrimLeft(class.s, "_")
	if c == "" {
		return name
	}
	return NewStr("_" + c + n)
}

// computeMRO is the C3 linearisation of t and its bases.
func computeMRO(bases []*Type, t *Type) ([]*Type, error) {
	for _, b := range bases {
		if b.MRO == nil {
			return nil, Raise(TypeError, "Cannot extend an incomplete type '%s'", b.TypeName())
		}
	}
	if len(bases) == 1 {
		return append([]*Type{t}, bases[0].MRO...), nil
	}
	for i, b := range bases {
		if slices.Contains(bases[i+1:], b) {
			return nil, Raise(TypeError, "duplicate base class %s", b.TypeName())
		}
	}
	var lists [][]*Type
	for _, b := range bases {
		lists = append(lists, b.MRO)
	}
	lists = append(lists, bases)
	out := []*Type{t}
	for {
		var next *Type
		empty := true
		for _, l := range lists {
			if len(l) == 0 {
				continue
			}
			empty = false
			if !inTail(lists, l[0]) {
				next = l[0]
				break
			}
		}
		if empty {
			return out, nil
		}
		if next == nil {
			return nil, mroConflict(lists)
		}
		out = append(out, next)
		for i, l := range lists {
			if len(l) > 0 && l[0] == next {
				lists[i] = l[1:]
			}
		}
	}
}

func inTail(lists [][]*Type, t *Type) bool {
	for _, l := range lists {
		if len(l) > 1 && slices.Contains(l[1:], t) {
			return true
		}
	}
	return false
}

func mroConflict(lists [][]*Type) error {
	var names []string
	seen := map[*Type]bool{}
	for _, l := range lists {
		if len(l) > 0 && !seen[l[0]] {
			seen[l[0]] = true
			names = append(names, l[0].ShortName())
		}
	}
	return Raise(TypeError, "Cannot create a consistent method resolution order (MRO) for bases %s", strings.Join(names, ", "))
}

// findMRO returns the MRO of t, by the metaclass's mro() when it has one of its own.
func (t *Type) findMRO(th *Thread) ([]*Type, error) {
	meta := t.Header.Type
	if meta != TypeType && meta.Flags&TypeHeap != 0 {
		if m, owner := meta.LookupOwner(nameMro); owner != TypeType {
			v, err := callUnbound(th, m, t.Value(), meta, nil)
			if err != nil {
				return nil, err
			}
			items, err := Items(th, v)
			if err != nil {
				return nil, err
			}
			// The instances must be laid out as every class in the list expects.
			solid := solidBase(t)
			var mro []*Type
			for _, x := range items {
				c := AsType(x)
				if c == nil {
					return nil, Raise(TypeError, "mro() returned a non-class ('%s')", x.Type().TypeName())
				}
				if !solid.IsSubtype(solidBase(c)) {
					return nil, Raise(TypeError, "mro() returned base with unsuitable layout ('%s')", c.TypeName())
				}
				mro = append(mro, c)
			}
			if len(mro) == 0 {
				return nil, Raise(TypeError, "type MRO must not be empty")
			}
			return mro, nil
		}
	}
	return computeMRO(t.Bases, t)
}

// superclasses returns the classes that follow t in its MRO; a metaclass's mro() may have left t out.
func (t *Type) superclasses() []*Type {
	return t.MRO[slices.Index(t.MRO, t)+1:]
}

// setNames calls __set_name__ of the attributes that have it.
func (t *Type) setNames(th *Thread) error {
	type pair struct{ k, v Value }
	var todo []pair
	for pos := 0; ; {
		k, v, ok := t.Dict().Next(&pos)
		if !ok {
			break
		}
		if v.Type().Flags&TypeHeap != 0 || v.Type() == PropertyType {
			todo = append(todo, pair{k, v})
		}
	}
	for _, p := range todo {
		_, _, err := CallSpecial(th, p.v, nameSetName, t.Value(), p.k)
		if err != nil {
			r, rerr := Repr(th, p.k)
			if rerr != nil {
				return err
			}
			return AddNote(th, err, "Error calling __set_name__ on '"+p.v.Type().TypeName()+"' instance "+r.s+" in '"+t.TypeName()+"'")
		}
	}
	return nil
}

// initSubclass calls super().__init_subclass__ with the keyword arguments of the class statement.
func (t *Type) initSubclass(th *Thread, values []Value, kw *Tuple) error {
	if !slices.Contains(t.MRO, t) {
		return Raise(TypeError, "super(type, obj): obj (type %s) is not an instance or subtype of type (%s).", t.TypeName(), t.TypeName())
	}
	for _, c := range t.superclasses() {
		v := c.Dict().GetStr(nameInitSubclass)
		if v.IsUnbound() {
			continue
		}
		if get := v.Type().DescrGet; get != nil {
			bound, err := get(th, v, Unbound, t)
			if err != nil {
				return err
			}
			v = bound
		}
		_, err := Call(th, v, values, kw)
		return err
	}
	return nil
}

// updateNew sets the New slot from __new__ as found along the MRO.
func (t *Type) updateNew() {
	v := t.lookupMRO(nameNew)
	if v.Kind() == KindBuiltin {
		if b := (*Builtin)(v.P); b.Def == dunderNewDef {
			t.New = (*Type)(b.Self.P).New
			return
		}
	}
	if v.IsUnbound() {
		t.New = t.Base.New
		return
	}
	t.New = slotNew
}

// slotNew calls a __new__ that a program defined.
func slotNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	fn := cls.Lookup(th, nameNew)
	if get := fn.Type().DescrGet; get != nil {
		bound, err := get(th, fn, Unbound, cls)
		if err != nil {
			return Unbound, err
		}
		fn = bound
	}
	mark := len(th.scratch)
	all := th.reserve(1 + len(args))
	all[0] = cls.Value()
	copy(all[1:], args)
	v, err := Call(th, fn, all, kw)
	th.release(mark)
	return v, err
}

// dunderNewDef is the function behind the __new__ of every built-in type; its Self is the type.
var dunderNewDef = DefRaw("__new__", "($type, *args, **kwargs)", "Make a new object of the given class.", nil)

func newDunderNew(t *Type) Value {
	return (&Builtin{Header: Header{Type: BuiltinType, Kind: KindBuiltin}, Def: dunderNewDef, Self: t.Value(), Module: None, Bound: true}).Value()
}

// dunderNew is t.__new__(cls, …): args[0] is t, args[1] is cls.
func dunderNew(th *Thread, args []Value, kw *Tuple) (Value, error) {
	t := (*Type)(args[0].P)
	npos := len(args)
	if kw != nil {
		npos -= kw.Len()
	}
	if npos < 2 {
		return Unbound, Raise(TypeError, "%s.__new__(): not enough arguments", t.TypeName())
	}
	cls := AsType(args[1])
	if cls == nil {
		return Unbound, Raise(TypeError, "%s.__new__(X): X is not a type object (%s)", t.TypeName(), args[1].Type().TypeName())
	}
	if !cls.IsSubtype(t) {
		return Unbound, Raise(TypeError, "%s.__new__(%s): %s is not a subtype of %s", t.TypeName(), cls.TypeName(), cls.TypeName(), t.TypeName())
	}
	// The most derived built-in base decides which __new__ is safe.
	b := cls
	for b.Flags&TypeHeap != 0 {
		b = b.Base
	}
	if b.Flags&TypeDisallowNew != 0 {
		return Unbound, Raise(TypeError, "cannot create '%s' instances", b.TypeName())
	}
	if b != t && (b.New == nil || t.New != nil && !sameFunc(b.New, t.New)) {
		return Unbound, Raise(TypeError, "%s.__new__(%s) is not safe, use %s.__new__()", t.TypeName(), cls.TypeName(), b.TypeName())
	}
	return t.New(th, cls, args[2:], kw)
}

// typeSetBases is the setter of __bases__.
func typeSetBases(th *Thread, self, v Value) error {
	t := (*Type)(self.P)
	if err := t.checkMutable("__bases__"); err != nil {
		return err
	}
	bases := AsTuple(v)
	if v.IsUnbound() {
		return Raise(TypeError, "cannot delete '__bases__' attribute of type '%s'", t.TypeName())
	}
	if bases == nil {
		return Raise(TypeError, "can only assign tuple to %s.__bases__, not %s", t.TypeName(), v.Type().TypeName())
	}
	if bases.Len() == 0 {
		return Raise(TypeError, "can only assign non-empty tuple to %s.__bases__, not ()", t.TypeName())
	}
	var list []*Type
	for _, b := range bases.Items() {
		bt := AsType(b)
		if bt == nil {
			return Raise(TypeError, "%s.__bases__ must be tuple of classes, not '%s'", t.TypeName(), b.Type().TypeName())
		}
		if bt.IsSubtype(t) || bt.hasBase(t) {
			return Raise(TypeError, "a __bases__ item causes an inheritance cycle")
		}
		list = append(list, bt)
	}
	base, err := bestBase(list)
	if err != nil {
		return err
	}
	if base.Layout != t.Layout || solidBase(base) != solidBase(t.Base) {
		return Raise(TypeError, "__bases__ assignment: '%s' object layout differs from '%s'", base.TypeName(), t.Base.TypeName())
	}
	oldBases, oldBase, oldTuple := t.Bases, t.Base, t.heap.basesTuple
	t.Bases, t.Base, t.heap.basesTuple = list, base, bases
	replaced := func() bool { return &t.Bases[0] != &list[0] } // by a metaclass's mro()
	var changes []mroChange
	if err := t.refreshMRO(th, &changes); err != nil {
		if !replaced() {
			t.Bases, t.Base, t.heap.basesTuple = oldBases, oldBase, oldTuple
		}
		for _, c := range slices.Backward(changes) {
			if slices.Equal(c.t.MRO, c.to) {
				c.t.MRO, c.t.ID = c.from, th.Interp.NewID()
				c.t.clearCaches()
			}
		}
		return err
	}
	if replaced() {
		return nil
	}
	th.Interp.removeSubclass(t, oldBases)
	th.Interp.addSubclass(t)
	t.rebased(th.Interp)
	return nil
}

// mroChange is what refreshMRO did to a class.
type mroChange struct {
	t        *Type
	from, to []*Type
}

// hasBase reports whether a is reached by __base__ alone: a metaclass's mro() may hide it while bases change.
func (t *Type) hasBase(a *Type) bool {
	for ; t != nil; t = t.Base {
		if t == a {
			return true
		}
	}
	return false
}

// refreshMRO recomputes the MRO of t and its subclasses and notes what it changed. Where a metaclass's mro() has changed the class again,
// there is nothing left to do.
func (t *Type) refreshMRO(th *Thread, changes *[]mroChange) error {
	old := t.MRO
	mro, err := t.findMRO(th)
	if err != nil {
		return err
	}
	if !sameSlice(t.MRO, old) {
		return nil
	}
	t.MRO = mro
	t.dependOn(mro)
	*changes = append(*changes, mroChange{t, old, mro})
	for _, s := range th.Interp.madeSubclasses(t) {
		if err := s.refreshMRO(th, changes); err != nil {
			return err
		}
	}
	return nil
}

// sameSlice reports whether a and b are one slice.
func sameSlice(a, b []*Type) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// rebased recomputes all slots of t and its subclasses.
func (t *Type) rebased(in *Interp) {
	t.ID = in.NewID()
	t.clearCaches()
	t.updateSlots(slotGroups)
	t.updateNew()
	for _, s := range in.madeSubclasses(t) {
		s.rebased(in)
	}
}
