// This file holds the table that joins special methods and slots: each row is one special method, each group one slot.
// Built-in types get a slot wrapper in their dict for every slot they fill; classes that programs make get a
// slot function that calls the special method for every special method they define.

package runtime

import "fmt"

// SlotDef is one special method.
type SlotDef struct {
	Name    string
	TextSig string
	Doc     string
	name    *Str
	group   *slotGroup
	// wrap calls the slot of class owner with bound arguments, self first.
	wrap  func(th *Thread, owner *Type, a []Value) (Value, error)
	arity int // arguments including self; -1: raw
	raw   func(th *Thread, owner *Type, a []Value, kw *Tuple) (Value, error)
	least int // least arguments including self, when fewer than arity are allowed
}

// slotGroup is one slot with the special methods that fill it.
type slotGroup struct {
	defs     []SlotDef
	place    slotPlace
	dispatch funcPointer // the function that calls the special methods; nil: none
}

// field makes a group for a slot field of type F.
func field[F any](get func(t *Type) *F, dispatch F) slotGroup {
	return slotGroup{place: placeOf(get), dispatch: funcPointerOf(dispatch)}
}

// slotTable builds the table. It is made once, at setup.
func slotTable() []*slotGroup {
	var table []*slotGroup
	groups, rows := make([]slotGroup, 0, 64), make([]SlotDef, 0, 96) // what is referred to mustn't move
	add := func(g slotGroup, defs ...SlotDef) {
		if len(groups) == cap(groups) || len(rows)+len(defs) > cap(rows) {
			panic("runtime: more special methods than there is room for")
		}
		groups = append(groups, g)
		first := len(rows)
		rows = append(rows, defs...)
		at := &groups[len(groups)-1]
		table = append(table, at)
		at.defs = rows[first:len(rows):len(rows)]
		for i := range at.defs {
			d := &at.defs[i]
			d.group, d.name = at, staticStr(d.Name)
		}
	}
	unary := func(name, doc string, get func(t *Type) *UnaryFunc) {
		n := staticStr(name)
		g := field(get, UnaryFunc(func(th *Thread, self Value) (Value, error) { return callSlot(th, self, n) }))
		add(g, SlotDef{Name: name, TextSig: "($self, /)", Doc: doc, arity: 1,
			wrap: func(th *Thread, t *Type, a []Value) (Value, error) { return (*get(t))(th, a[0]) }})
	}

	unary("__repr__", "Return repr(self).", func(t *Type) *UnaryFunc { return &t.Repr })
	add(field(func(t *Type) *HashFunc { return &t.Hash }, slotHash),
		SlotDef{Name: "__hash__", TextSig: "($self, /)", Doc: "Return hash(self).", arity: 1, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			h, err := t.Hash(th, a[0])
			return Int(h), err
		}})
	add(field(func(t *Type) *CallFunc { return &t.Call }, slotCall),
		SlotDef{Name: "__call__", TextSig: "($self, /, *args, **kwargs)", Doc: "Call self as a function.", arity: -1,
			raw: func(th *Thread, t *Type, a []Value, kw *Tuple) (Value, error) { return t.Call(th, a[0], a[1:], kw) }})
	unary("__str__", "Return str(self).", func(t *Type) *UnaryFunc { return &t.Str })
	add(field(func(t *Type) *GetAttrFunc { return &t.GetAttr }, slotGetAttr),
		SlotDef{Name: "__getattribute__", TextSig: "($self, name, /)", Doc: "Return getattr(self, name).", arity: 2, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			name, err := attrName(a[1])
			if err != nil {
				return Unbound, err
			}
			return t.GetAttr(th, a[0], name)
		}},
		SlotDef{Name: "__getattr__"})
	add(field(func(t *Type) *SetAttrFunc { return &t.SetAttr }, slotSetAttr),
		SlotDef{Name: "__setattr__", TextSig: "($self, name, value, /)", Doc: "Implement setattr(self, name, value).", arity: 3, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			name, err := attrName(a[1])
			if err == nil {
				err = checkSetAttrWrapper(a[0], t, "__setattr__")
			}
			if err != nil {
				return Unbound, err
			}
			return None, t.SetAttr(th, a[0], name, a[2])
		}},
		SlotDef{Name: "__delattr__", TextSig: "($self, name, /)", Doc: "Implement delattr(self, name).", arity: 2, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			name, err := attrName(a[1])
			if err == nil {
				err = checkSetAttrWrapper(a[0], t, "__delattr__")
			}
			if err != nil {
				return Unbound, err
			}
			return None, t.SetAttr(th, a[0], name, Unbound)
		}})
	var compares []SlotDef
	for _, c := range []struct {
		op   CompareOp
		name string
	}{{LT, "__lt__"}, {LE, "__le__"}, {EQ, "__eq__"}, {NE, "__ne__"}, {GT, "__gt__"}, {GE, "__ge__"}} {
		compares = append(compares, SlotDef{Name: c.name, TextSig: "($self, value, /)", Doc: "Return self" + c.op.String() + "value.", arity: 2,
			wrap: func(th *Thread, t *Type, a []Value) (Value, error) { return t.Compare(th, a[0], a[1], c.op) }})
	}
	add(field(func(t *Type) *CompareFunc { return &t.Compare }, slotCompare), compares...)
	add(field(func(t *Type) *BufferFunc { return &t.Buffer }, slotBuffer),
		SlotDef{Name: "__buffer__", TextSig: "($self, flags, /)", Doc: "Return a view of the object's memory, as the given flags ask.", arity: 2, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			flags, err := AsCInt(th, a[1])
			if err != nil {
				return Unbound, err
			}
			b, err := t.Buffer(th, a[0], flags&bufferWritable != 0)
			if err != nil {
				return Unbound, err
			}
			return lentView(b).Value(), nil
		}})
	add(field(func(t *Type) *UnaryFunc { return &t.Iter }, slotIter),
		SlotDef{Name: "__iter__", TextSig: "($self, /)", Doc: "Implement iter(self).", arity: 1,
			wrap: func(th *Thread, t *Type, a []Value) (Value, error) { return t.Iter(th, a[0]) }})
	add(field(func(t *Type) *NextFunc { return &t.Next }, slotNext),
		SlotDef{Name: "__next__", TextSig: "($self, /)", Doc: "Implement next(self).", arity: 1, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			v, err := t.Next(th, a[0])
			if err == nil && v.IsUnbound() {
				return Unbound, NewException(StopIteration)
			}
			return v, err
		}})
	add(field(func(t *Type) *DescrGetFunc { return &t.DescrGet }, slotDescrGet),
		SlotDef{Name: "__get__", TextSig: "($self, instance, owner=None, /)", Doc: "Return what the attribute is for instance, or for owner.", arity: 3, least: 2, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			obj := a[1]
			var owner *Type
			if len(a) > 2 && !a[2].IsNone() {
				owner = AsType(a[2])
			}
			if obj.IsNone() {
				if len(a) < 3 || a[2].IsNone() {
					return Unbound, Raise(TypeError, "__get__(None, None) is invalid")
				}
				obj = Unbound
			}
			return t.DescrGet(th, a[0], obj, owner)
		}})
	add(field(func(t *Type) *DescrSetFunc { return &t.DescrSet }, slotDescrSet),
		SlotDef{Name: "__set__", TextSig: "($self, instance, value, /)", Doc: "Set an attribute of instance to value.", arity: 3, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			return None, t.DescrSet(th, a[0], a[1], a[2])
		}},
		SlotDef{Name: "__delete__", TextSig: "($self, instance, /)", Doc: "Delete an attribute of instance.", arity: 2, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			return None, t.DescrSet(th, a[0], a[1], Unbound)
		}})
	add(field(func(t *Type) *InitFunc { return &t.Init }, slotInit),
		SlotDef{Name: "__init__", TextSig: "($self, /, *args, **kwargs)", Doc: "Set up a new instance with the given arguments.", arity: -1,
			raw: func(th *Thread, t *Type, a []Value, kw *Tuple) (Value, error) {
				return None, t.Init(th, a[0], a[1:], kw)
			}})
	unary("__await__", "Return the iterator that an await expression drives.", func(t *Type) *UnaryFunc { return &t.Await })
	unary("__aiter__", "Return the asynchronous iterator of self.", func(t *Type) *UnaryFunc { return &t.AIter })
	unary("__anext__", "Return an awaitable of the next value.", func(t *Type) *UnaryFunc { return &t.ANext })

	for _, b := range []struct {
		op          BinaryOp
		name, rname string
		sign        string
	}{{OpAdd, "__add__", "__radd__", "+"}, {OpSub, "__sub__", "__rsub__", "-"}, {OpMul, "__mul__", "__rmul__", "*"}, {OpMod, "__mod__", "__rmod__", "%"},
		{OpLShift, "__lshift__", "__rlshift__", "<<"}, {OpRShift, "__rshift__", "__rrshift__", ">>"}, {OpAnd, "__and__", "__rand__", "&"},
		{OpXor, "__xor__", "__rxor__", "^"}, {OpOr, "__or__", "__ror__", "|"}, {OpFloorDiv, "__floordiv__", "__rfloordiv__", "//"},
		{OpTrueDiv, "__truediv__", "__rtruediv__", "/"}, {OpMatMul, "__matmul__", "__rmatmul__", "@"}, {opDivmod, "__divmod__", "__rdivmod__", ""}} {
		get := func(t *Type) *BinaryFunc { return &t.Binary[b.op] }
		doc := "Return self" + b.sign + "value."
		rdoc := "Return value" + b.sign + "self."
		if b.op == opDivmod {
			doc, rdoc = "Return divmod(self, value).", "Return divmod(value, self)."
		}
		add(field(get, binarySlots[b.op]),
			SlotDef{Name: b.name, TextSig: "($self, value, /)", Doc: doc, arity: 2,
				wrap: func(th *Thread, t *Type, a []Value) (Value, error) { return t.Binary[b.op](th, a[0], a[1]) }},
			SlotDef{Name: b.rname, TextSig: "($self, value, /)", Doc: rdoc, arity: 2,
				wrap: func(th *Thread, t *Type, a []Value) (Value, error) { return t.Binary[b.op](th, a[1], a[0]) }})
	}
	add(field(func(t *Type) *BinaryFunc { return &t.Binary[OpPow] }, binarySlots[OpPow]),
		SlotDef{Name: "__pow__", TextSig: "($self, value, mod=None, /)", Doc: "Return pow(self, value, mod).", arity: 3, least: 2, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			if len(a) > 2 && !a[2].IsNone() && t.Power3 != nil {
				return t.Power3(th, a[0], a[1], a[2])
			}
			return t.Binary[OpPow](th, a[0], a[1])
		}},
		SlotDef{Name: "__rpow__", TextSig: "($self, value, mod=None, /)", Doc: "Return pow(value, self, mod).", arity: 3, least: 2, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			if len(a) > 2 && !a[2].IsNone() && t.Power3 != nil {
				return t.Power3(th, a[1], a[0], a[2])
			}
			return t.Binary[OpPow](th, a[1], a[0])
		}})
	add(field(func(t *Type) *TernaryFunc { return &t.Power3 }, slotPower3), SlotDef{Name: "__pow__"}, SlotDef{Name: "__rpow__"})
	unary("__neg__", "-self", func(t *Type) *UnaryFunc { return &t.Negative })
	unary("__pos__", "+self", func(t *Type) *UnaryFunc { return &t.Positive })
	unary("__abs__", "abs(self)", func(t *Type) *UnaryFunc { return &t.Absolute })
	add(field(func(t *Type) *InquiryFunc { return &t.Bool }, slotBool),
		SlotDef{Name: "__bool__", TextSig: "($self, /)", Doc: "True if self else False", arity: 1, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			b, err := t.Bool(th, a[0])
			return Bool(b), err
		}})
	unary("__invert__", "~self", func(t *Type) *UnaryFunc { return &t.Invert })
	unary("__int__", "int(self)", func(t *Type) *UnaryFunc { return &t.Int })
	unary("__float__", "float(self)", func(t *Type) *UnaryFunc { return &t.Float })
	for _, b := range []struct {
		op         BinaryOp
		name, sign string
	}{{OpAdd, "__iadd__", "+="}, {OpSub, "__isub__", "-="}, {OpMul, "__imul__", "*="}, {OpMod, "__imod__", "%="}, {OpPow, "__ipow__", "**="},
		{OpLShift, "__ilshift__", "<<="}, {OpRShift, "__irshift__", ">>="}, {OpAnd, "__iand__", "&="}, {OpXor, "__ixor__", "^="}, {OpOr, "__ior__", "|="},
		{OpFloorDiv, "__ifloordiv__", "//="}, {OpTrueDiv, "__itruediv__", "/="}, {OpMatMul, "__imatmul__", "@="}} {
		n := staticStr(b.name)
		add(field(func(t *Type) *BinaryFunc { return &t.InPlace[b.op] }, BinaryFunc(func(th *Thread, x, y Value) (Value, error) { return callSlotOr(th, x, n, y) })),
			SlotDef{Name: b.name, TextSig: "($self, value, /)", Doc: "Return self" + b.sign + "value.", arity: 2,
				wrap: func(th *Thread, t *Type, a []Value) (Value, error) { return t.InPlace[b.op](th, a[0], a[1]) }})
	}
	unary("__index__", "Return the exact integer that self stands for.", func(t *Type) *UnaryFunc { return &t.Index })
	add(field(func(t *Type) *LenFunc { return &t.Len }, slotLen),
		SlotDef{Name: "__len__", TextSig: "($self, /)", Doc: "Return len(self).", arity: 1, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			n, err := t.Len(th, a[0])
			return Int(int64(n)), err
		}})
	add(field(func(t *Type) *BinaryFunc { return &t.GetItem }, BinaryFunc(func(th *Thread, x, y Value) (Value, error) { return callSlot(th, x, nameGetItem, y) })),
		SlotDef{Name: "__getitem__", TextSig: "($self, key, /)", Doc: "Return self[key].", arity: 2,
			wrap: func(th *Thread, t *Type, a []Value) (Value, error) { return t.GetItem(th, a[0], a[1]) }})
	add(field(func(t *Type) *SetItemFunc { return &t.SetItem }, slotSetItem),
		SlotDef{Name: "__setitem__", TextSig: "($self, key, value, /)", Doc: "Set self[key] to value.", arity: 3, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			return None, t.SetItem(th, a[0], a[1], a[2])
		}},
		SlotDef{Name: "__delitem__", TextSig: "($self, key, /)", Doc: "Delete self[key].", arity: 2, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			return None, t.SetItem(th, a[0], a[1], Unbound)
		}})
	// The sequence forms of + and * have no dispatch of their own: classes that programs make use the number slots.
	concat := func(name, doc string, get func(t *Type) *BinaryFunc) {
		g := field(get, nil)
		add(g, SlotDef{Name: name, TextSig: "($self, value, /)", Doc: doc, arity: 2,
			wrap: func(th *Thread, t *Type, a []Value) (Value, error) { return (*get(t))(th, a[0], a[1]) }})
	}
	concat("__add__", "Return self+value.", func(t *Type) *BinaryFunc { return &t.Concat })
	g := field(func(t *Type) *BinaryFunc { return &t.Repeat }, nil)
	repeat := func(th *Thread, t *Type, a []Value) (Value, error) { return t.Repeat(th, a[0], a[1]) }
	add(g, SlotDef{Name: "__mul__", TextSig: "($self, value, /)", Doc: "Return self*value.", arity: 2, wrap: repeat},
		SlotDef{Name: "__rmul__", TextSig: "($self, value, /)", Doc: "Return value*self.", arity: 2, wrap: repeat})
	add(field(func(t *Type) *ContainsFunc { return &t.Contains }, slotContains),
		SlotDef{Name: "__contains__", TextSig: "($self, key, /)", Doc: "Return bool(key in self).", arity: 2, wrap: func(th *Thread, t *Type, a []Value) (Value, error) {
			b, err := t.Contains(th, a[0], a[1])
			return Bool(b), err
		}})
	concat("__iadd__", "Implement self+=value.", func(t *Type) *BinaryFunc { return &t.InPlaceConcat })
	concat("__imul__", "Implement self*=value.", func(t *Type) *BinaryFunc { return &t.InPlaceRepeat })
	return table
}

// binarySlots are the slot functions that call __add__ and __radd__ and so on; filled once, at setup.
var binarySlots [NumBinary + 1]BinaryFunc

func makeBinarySlots() (table [NumBinary + 1]BinaryFunc) {
	names := [NumBinary + 1]string{"add", "and", "floordiv", "lshift", "matmul", "mul", "mod", "or", "pow", "rshift", "sub", "truediv", "xor", "divmod"}
	for op := range table {
		name, rname := staticStr("__"+names[op]+"__"), staticStr("__r"+names[op]+"__")
		table[op] = func(th *Thread, a, b Value) (Value, error) { return slotBinary(th, op, name, rname, a, b) }
	}
	return table
}

// slotBinary calls a.__op__(b) or b.__rop__(a) of classes that programs make. It stands in the slot
// of either operand or of both.
func slotBinary(th *Thread, op int, name, rname *Str, a, b Value) (Value, error) {
	ta, tb := a.Type(), b.Type()
	mine := ta.Binary[op] != nil && sameFunc(ta.Binary[op], binarySlots[op])
	other := ta != tb && tb.Binary[op] != nil && sameFunc(tb.Binary[op], binarySlots[op])
	if mine {
		if other && tb.IsSubtype(ta) {
			rb := tb.Lookup(th, rname)
			if !rb.IsUnbound() && !Is(rb, ta.Lookup(th, rname)) {
				v, err := callSlotOr(th, b, rname, a)
				if err != nil || !v.IsNotImplemented() {
					return v, err
				}
				other = false
			}
		}
		v, err := callSlotOr(th, a, name, b)
		if err != nil || !v.IsNotImplemented() || ta == tb {
			return v, err
		}
	}
	if other {
		return callSlotOr(th, b, rname, a)
	}
	return NotImplemented, nil
}

// callSlot calls a special method that the class is known to have.
func callSlot(th *Thread, self Value, name *Str, args ...Value) (Value, error) {
	v, found, err := CallSpecial(th, self, name, args...)
	if !found {
		return Unbound, NoAttribute(self, name)
	}
	return v, err
}

// callSlotOr is callSlot that returns NotImplemented when there is no such method.
func callSlotOr(th *Thread, self Value, name *Str, args ...Value) (Value, error) {
	v, found, err := CallSpecial(th, self, name, args...)
	if !found {
		return NotImplemented, nil
	}
	return v, err
}

func slotHash(th *Thread, self Value) (int64, error) {
	m := self.Type().Lookup(th, nameHash)
	if m.IsUnbound() || m.IsNone() {
		return hashNotImplemented(th, self)
	}
	v, err := callUnbound(th, m, self, self.Type(), nil)
	if err != nil {
		return 0, err
	}
	return hashResult(v)
}

func slotCall(th *Thread, self Value, args []Value, kw *Tuple) (Value, error) {
	if m := self.Type().Lookup(th, nameCall); m.Kind() == KindFunction {
		return CallAfter(th, m, []Value{self}, args, kw)
	}
	m, err := LookupSpecial(th, self, nameCall)
	if err != nil {
		return Unbound, err
	}
	if m.IsUnbound() {
		return Unbound, NoAttribute(self, nameCall)
	}
	return Call(th, m, args, kw)
}

func slotGetAttr(th *Thread, self Value, name *Str) (Value, error) {
	v, err := lookupSlotAttr(th, self, name)
	if err == nil && v.IsUnbound() {
		return Unbound, NoAttribute(self, name)
	}
	return v, err
}

// lookupSlotAttr is slotGetAttr that returns Unbound for a missing attribute where no __getattribute__ or __getattr__ raises an error.
func lookupSlotAttr(th *Thread, self Value, name *Str) (v Value, err error) {
	t := self.Type()
	getattr := t.Lookup(th, nameGetAttr)
	getattribute := t.Lookup(th, nameGetAttribute)
	switch w := AsWrapper(getattribute); {
	case getattribute.IsUnbound() || w != nil && w.Owner.isGenericGetAttr():
		v, err = lookupAttr(th, self, t, name)
	case w != nil:
		v, err = w.Owner.GetAttr(th, self, name)
	default:
		v, err = callUnbound(th, getattribute, self, t, []Value{name.Value()})
	}
	if !getattr.IsUnbound() && (err == nil && v.IsUnbound() || err != nil && Matches(err, AttributeError)) {
		v, err = callUnbound(th, getattr, self, t, []Value{name.Value()})
	}
	if err != nil {
		CompleteAttributeError(err, self, name)
	}
	return v, err
}

// CompleteAttributeError notes what attribute of what object was asked for in an AttributeError that doesn't say.
func CompleteAttributeError(err error, obj Value, name *Str) {
	e, ok := err.(*Exception)
	if !ok || e.Type != AttributeError || !e.Field("name").IsUnbound() || !e.Field("obj").IsUnbound() {
		return
	}
	e.SetField("name", name.Value())
	e.SetField("obj", obj)
}

func slotSetAttr(th *Thread, self Value, name *Str, v Value) error {
	var err error
	if v.IsUnbound() {
		_, err = callSlot(th, self, nameDelAttr, name.Value())
	} else {
		_, err = callSlot(th, self, nameSetAttr, name.Value(), v)
	}
	return err
}

var compareNames = [...]*Str{LT: staticStr("__lt__"), LE: staticStr("__le__"), EQ: nameEq, NE: staticStr("__ne__"), GT: staticStr("__gt__"), GE: staticStr("__ge__")}

func slotCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	t := a.Type()
	m := t.Lookup(th, compareNames[op])
	if m.Kind() == KindFunction {
		mark := len(th.scratch)
		all := th.reserve(2)
		all[0], all[1] = a, b
		v, err := th.Interp.Eval.CallFunction(th, (*Function)(m.P), all, nil)
		th.release(mark)
		return v, err
	}
	if m.IsUnbound() {
		return NotImplemented, nil
	}
	if mt := m.Type(); mt.Flags&TypeMethodDescr == 0 && mt.DescrGet != nil {
		bound, err := mt.DescrGet(th, m, a, t)
		if err != nil { // a descriptor that fails is no method
			return NotImplemented, nil
		}
		return CallArgs(th, bound, b)
	}
	return callUnbound(th, m, a, t, []Value{b})
}

// slotIter calls __iter__; a class that has None in its place says that its instances can't be iterated over.
func slotIter(th *Thread, self Value) (Value, error) {
	t := self.Type()
	switch m := t.Lookup(th, nameIter); m.Kind() {
	case KindFunction:
		return callUnbound(th, m, self, t, nil)
	case KindNone:
		return Unbound, Raise(TypeError, "'%s' object is not iterable", t.TypeName())
	}
	return callSlot(th, self, nameIter)
}

func slotNext(th *Thread, self Value) (Value, error) {
	t := self.Type()
	m := t.Lookup(th, nameNext)
	if m.IsUnbound() {
		return Unbound, NoAttribute(self, nameNext)
	}
	v, err := callUnbound(th, m, self, t, nil)
	if err != nil && Matches(err, StopIteration) {
		return Unbound, nil
	}
	return v, err
}

func slotDescrGet(th *Thread, self, obj Value, owner *Type) (Value, error) {
	if self.Type().Lookup(th, nameGet).IsUnbound() {
		return self, nil
	}
	if obj.IsUnbound() {
		obj = None
	}
	o := None
	if owner != nil {
		o = owner.Value()
	}
	return callSlot(th, self, nameGet, obj, o)
}

func slotDescrSet(th *Thread, self, obj, v Value) error {
	name, args := nameSet, []Value{obj, v}
	if v.IsUnbound() {
		name, args = nameDelete, args[:1]
	}
	_, found, err := CallSpecial(th, self, name, args...)
	if !found {
		return Raise(AttributeError, "%s", name.String())
	}
	return err
}

func slotInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	t := self.Type()
	m := t.Lookup(th, nameInit)
	var v Value
	var err error
	if m.Type().Flags&TypeMethodDescr != 0 {
		mark := len(th.scratch)
		all := th.reserve(1 + len(args))
		all[0] = self
		copy(all[1:], args)
		v, err = Call(th, m, all, kw)
		th.release(mark)
	} else {
		if get := m.Type().DescrGet; get != nil {
			if m, err = get(th, m, self, t); err != nil {
				return err
			}
		}
		v, err = Call(th, m, args, kw)
	}
	if err != nil {
		return err
	}
	if !v.IsNone() {
		return Raise(TypeError, "__init__() should return None, not '%s'", v.Type().TypeName())
	}
	return nil
}

// slotPower3 is pow with a modulus where one of the first two operands is of a class with methods for it; __rpow__ comes first for a
// subclass that has its own.
func slotPower3(th *Thread, a, b, c Value) (Value, error) {
	x, y := a.Type(), b.Type()
	left := sameFunc(x.Power3, TernaryFunc(slotPower3))
	right := x != y && sameFunc(y.Power3, TernaryFunc(slotPower3))
	if left && right && y.IsSubtype(x) {
		if _, owner := y.LookupOwner(rpowName); owner != nil && !x.IsSubtype(owner) {
			v, err := callSlotOr(th, b, rpowName, a, c)
			if err != nil || !v.IsNotImplemented() {
				return v, err
			}
			right = false
		}
	}
	if left {
		v, err := callSlotOr(th, a, powName, b, c)
		if err != nil || !v.IsNotImplemented() {
			return v, err
		}
	}
	if right {
		return callSlotOr(th, b, rpowName, a, c)
	}
	return NotImplemented, nil
}

var powName, rpowName = staticStr("__pow__"), staticStr("__rpow__")

func slotBool(th *Thread, self Value) (bool, error) {
	v, found, err := CallSpecial(th, self, nameBool)
	if err != nil {
		return false, err
	}
	if !found {
		return true, nil
	}
	if !v.IsBool() {
		return false, Raise(TypeError, "__bool__ should return bool, returned %s", v.Type().TypeName())
	}
	return v.BoolValue(), nil
}

func slotLen(th *Thread, self Value) (int, error) {
	v, err := callSlot(th, self, nameLen)
	if err != nil {
		return 0, err
	}
	return lenResult(th, v)
}

func slotSetItem(th *Thread, self, key, v Value) error {
	var err error
	if v.IsUnbound() {
		_, err = callSlot(th, self, nameDelItem, key)
	} else {
		_, err = callSlot(th, self, nameSetItem, key, v)
	}
	return err
}

func slotContains(th *Thread, self, item Value) (bool, error) {
	m := self.Type().Lookup(th, nameContains)
	if m.IsNone() {
		return false, Raise(TypeError, "'%s' object is not a container", self.Type().TypeName())
	}
	if m.IsUnbound() {
		return containsByIteration(th, self, item)
	}
	v, err := callUnbound(th, m, self, self.Type(), []Value{item})
	if err != nil {
		return false, err
	}
	return Truth(th, v)
}

// attrName checks that an attribute name is a string.
func attrName(v Value) (*Str, error) {
	if s := AsStr(v); s != nil {
		return s, nil
	}
	return nil, Raise(TypeError, "attribute name must be string, not '%s'", v.Type().TypeName())
}

// checkSetAttrWrapper refuses object.__setattr__(x, …) where x's class has a built-in base that overrides it.
func checkSetAttrWrapper(self Value, owner *Type, name string) error {
	for _, c := range self.Type().MRO {
		if c.Flags&TypeHeap == 0 && c.SetAttr != nil {
			if !sameFunc(c.SetAttr, owner.SetAttr) {
				return Raise(TypeError, "can't apply this %s to %s object", name, self.Type().TypeName())
			}
			return nil
		}
	}
	return nil
}

// AsWrapper returns v as the descriptor of a built-in class's special method, or nil.
func AsWrapper(v Value) *WrapperDescriptor {
	if v.P != nil && v.Type() == WrapperDescriptorType {
		return (*WrapperDescriptor)(v.P)
	}
	return nil
}

// Call calls the slot behind a slot wrapper: args[0] is self.
func (w *WrapperDescriptor) Call(th *Thread, args []Value, kw *Tuple) (Value, error) {
	d := w.Slot
	if len(args) == 0 {
		return Unbound, Raise(TypeError, "descriptor '%s' of '%s' object needs an argument", d.Name, w.Owner.Name)
	}
	if !IsInstance(args[0], w.Owner) {
		return Unbound, Raise(TypeError, "descriptor '%s' requires a '%s' object but received a '%s'", d.Name, w.Owner.Name, args[0].Type().TypeName())
	}
	if d.arity < 0 {
		return d.raw(th, w.Owner, args, kw)
	}
	if kw != nil && kw.Len() > 0 {
		return Unbound, Raise(TypeError, "wrapper %s() takes no keyword arguments", d.Name)
	}
	least := d.least
	if least == 0 {
		least = d.arity
	}
	if len(args) < least || len(args) > d.arity {
		if d.name == powName || d.name == rpowName {
			return Unbound, Raise(TypeError, "expected 1 or 2 arguments, got %d", len(args)-1)
		}
		return Unbound, Raise(TypeError, "%s", arityMessage(least-1, d.arity-1, len(args)-1))
	}
	return d.wrap(th, w.Owner, args)
}

func arityMessage(least, most, got int) string {
	switch {
	case least == most:
		return fmt.Sprintf("expected %d argument%s, got %d", most, plural(most), got)
	case got < least:
		return fmt.Sprintf("expected at least %d argument%s, got %d", least, plural(least), got)
	}
	return fmt.Sprintf("expected at most %d argument%s, got %d", most, plural(most), got)
}
