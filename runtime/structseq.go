// This file makes struct sequence types: tuples whose items also have names (sys.version_info, time.struct_time, os.stat_result).

package runtime

import (
	"slices"
	"strconv"
	"strings"
)

// StructField is one field of a struct sequence.
type StructField struct{ Name, Doc string }

var structSignature = ParseSignature("structseq(sequence, dict=<unrepresentable>)")

// NewStructType makes a struct sequence type of which the first visible fields are items of the tuple and the rest are
// attributes only. Call it once a process, from a module's once-only setup. name is the qualified one that repr shows ("sys.flags").
func NewStructType(name, doc string, visible int, fields ...StructField) *Type {
	module, short, ok := cutLast(name)
	if !ok {
		module, short = "", name
	}
	t := &Type{Name: short, Module: module, Doc: doc, TextSig: "(iterable=(), /)", Layout: KindTuple, Size: SizeOf[structSeq]()}
	var named []string // as repr shows the items: those without name of their own take the names that follow
	for _, f := range fields {
		if f.Name != "" {
			named = append(named, f.Name)
		}
	}
	seq := func(v Value) *structSeq { return (*structSeq)(v.P) }
	for i, f := range fields {
		if f.Name == "" {
			continue
		}
		t.GetSets = append(t.GetSets, GetSetDef{Name: f.Name, Doc: f.Doc, Member: true, Get: func(th *Thread, v Value) (Value, error) {
			if i < visible {
				return seq(v).At(i), nil
			}
			return seq(v).hidden[i-visible], nil
		}})
	}
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		a, held, err := structSignature.BindArgs(th, args, kw)
		if err != nil {
			return Unbound, err
		}
		sequence, second := a[0], a[1]
		more := AsDict(second)
		held.Release()
		if st := sequence.Type(); AsList(sequence) == nil && AsTuple(sequence) == nil && st.Iter == nil && st.GetItem == nil {
			return Unbound, Raise(TypeError, "constructor requires a sequence")
		}
		if !second.IsUnbound() && more == nil {
			return Unbound, Raise(TypeError, "%s() takes a dict as second arg, if any", name)
		}
		items, err := Items(th, sequence)
		if err != nil {
			return Unbound, err
		}
		if len(items) < visible {
			return Unbound, Raise(TypeError, "%s() takes an at least %d-sequence (%d-sequence given)", name, visible, len(items))
		}
		if len(items) > len(fields) {
			return Unbound, Raise(TypeError, "%s() takes an at most %d-sequence (%d-sequence given)", name, len(fields), len(items))
		}
		used := 0
		for i := len(items); i < len(fields); i++ {
			v := None
			if more != nil && fields[i].Name != "" {
				if x := more.GetStr(th.Interp.Intern(fields[i].Name)); !x.IsUnbound() {
					v = x
					used++
				}
			}
			items = append(items, v)
		}
		if more != nil && used < more.Len() {
			return Unbound, Raise(TypeError, "%s() got duplicate or unexpected field name(s)", name)
		}
		return NewStruct(t, items...), nil
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		var b strings.Builder
		b.WriteString(name + "(")
		for i := 0; i < visible; i++ {
			r, err := Repr(th, seq(v).At(i))
			if err != nil {
				return Unbound, err
			}
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(named[i] + "=" + r.s)
		}
		b.WriteString(")")
		return Text(b.String()), nil
	}
	hasUnnamed := false
	for _, f := range fields[:visible] {
		hasUnnamed = hasUnnamed || f.Name == ""
	}
	replace := func(th *Thread, args []Value, kw *Tuple) (Value, error) {
		n := 0
		if kw != nil {
			n = kw.Len()
		}
		if len(args)-n != 1 {
			return Unbound, Raise(TypeError, "__replace__() takes no positional arguments")
		}
		if hasUnnamed {
			return Unbound, Raise(TypeError, "__replace__() is not supported for %s because it has unnamed field(s)", name)
		}
		x := seq(args[0])
		items := append(append([]Value(nil), x.Items()...), x.hidden...)
		var unknown []Value
		for k := range n {
			i := slices.IndexFunc(fields, func(f StructField) bool { return f.Name == AsStr(kw.At(k)).String() })
			if i < 0 {
				unknown = append(unknown, kw.At(k))
			} else {
				items[i] = args[1+k]
			}
		}
		if len(unknown) > 0 {
			r, err := Repr(th, NewList(unknown).Value())
			if err != nil {
				return Unbound, err
			}
			return Unbound, Raise(TypeError, "Got unexpected field name(s): %s", r)
		}
		return NewStruct(t, items...), nil
	}
	t.Methods = []*MethodDef{DefRaw("__replace__", "($self, /, **changes)", "Return a copy with other values for the named fields.", replace), Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *Thread, a []Value) (Value, error) {
		extra := NewDict()
		for i := visible; i < len(fields); i++ {
			extra.SetStr(th.Interp.Intern(fields[i].Name), seq(a[0]).hidden[i-visible])
		}
		return TupleOf(a[0].Type().Value(), TupleOf(NewTuple(seq(a[0]).Items()).Value(), extra.Value()).Value()).Value(), nil
	})}
	t.Constants = func(d *Dict) {
		var names []string
		for _, f := range fields[:visible] {
			if f.Name != "" {
				names = append(names, f.Name)
			}
		}
		d.SetStr(staticStr("n_fields"), Int(int64(len(fields))))
		d.SetStr(staticStr("n_sequence_fields"), Int(int64(visible)))
		d.SetStr(staticStr("n_unnamed_fields"), Int(int64(visible-len(names))))
		d.SetStr(nameMatchArgs, NewTuple(Names(names)).Value())
	}
	SetupType(t, TupleType)
	t.structVisible = visible
	return t
}

func cutLast(name string) (before, after string, ok bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

// structSeq is an instance: the visible items and the hidden ones.
type structSeq struct {
	Tuple
	hidden []Value
}

// StructHidden returns where the hidden field i of an instance lies, counted from the first hidden one.
func StructHidden(v Value, i int) *Value { return &(*structSeq)(v.P).hidden[i] }

// NewStruct makes an instance of a struct sequence type with all its fields, hidden ones last.
func NewStruct(t *Type, items ...Value) Value {
	s := &structSeq{}
	visible := t.structVisible
	if len(items) < visible {
		panic("runtime: " + t.Name + " needs " + strconv.Itoa(visible) + " items")
	}
	own := append(make([]Value, 0, len(items)), items...)
	s.Header = Header{Type: t, Kind: KindTuple, Flags: FlagSubclass}
	s.items, s.n = sliceData(own), visible
	s.hidden = own[visible:]
	return s.Value()
}

// HiddenItem returns item i of those that an object of a struct sequence type has beyond the items of the tuple; Unbound: there is none.
func HiddenItem(v Value, i int) Value {
	if s := (*structSeq)(v.P); i < len(s.hidden) {
		return s.hidden[i]
	}
	return Unbound
}
