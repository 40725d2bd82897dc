// This file makes struct sequence types: tuples whose items also have names (sys.version_info, time.struct_time, os.stat_result).

package runtime

import (
	"strconv"
	"strings"
)

// StructField is one field of a struct sequence.
type StructField struct{ Name, Doc string }

// NewStructType makes a struct sequence type of which the first visible fields are items of the tuple and the rest are
// attributes only. Call it once a process, from a module's once-only setup. name is the qualified one that repr shows ("sys.flags").
func NewStructType(name, doc string, visible int, fields ...StructField) *Type {
	module, short, ok := cutLast(name)
	if !ok {
		module, short = "", name
	}
	t := &Type{Name: short, Module: module, Doc: doc, Layout: KindTuple, Size: SizeOf[structSeq]()}
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
		if len(args) < 1 || len(args) > 2 || kw != nil {
			return Unbound, Raise(TypeError, "%s() takes a sequence", short)
		}
		items, err := Items(th, args[0])
		if err != nil {
			return Unbound, Raise(TypeError, "constructor requires a sequence")
		}
		if len(items) < visible {
			return Unbound, Raise(TypeError, "%s() takes an at least %d-sequence (%d-sequence given)", name, visible, len(items))
		}
		if len(items) > len(fields) {
			return Unbound, Raise(TypeError, "%s() takes an at most %d-sequence (%d-sequence given)", name, len(fields), len(items))
		}
		for len(items) < len(fields) {
			items = append(items, None)
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
	t.Methods = []*MethodDef{Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *Thread, a []Value) (Value, error) {
		extra := NewDict()
		for i := visible; i < len(fields); i++ {
			extra.SetStr(th.Interp.Intern(fields[i].Name), seq(a[0]).hidden[i-visible])
		}
		return TupleOf(a[0].Type().Value(), TupleOf(NewTuple(seq(a[0]).Items()).Value(), extra.Value()).Value()).Value(), nil
	})}
	SetupType(t, TupleType)
	t.Dict.SetStr(staticStr("n_fields"), Int(int64(len(fields))))
	t.Dict.SetStr(staticStr("n_sequence_fields"), Int(int64(visible)))
	names := make([]Value, 0, visible)
	unnamed := 0
	for _, f := range fields[:visible] {
		if f.Name == "" {
			unnamed++
			continue
		}
		names = append(names, Text(f.Name))
	}
	t.Dict.SetStr(staticStr("n_unnamed_fields"), Int(int64(unnamed)))
	t.Dict.SetStr(nameMatchArgs, NewTuple(names).Value())
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

// NewStruct makes an instance of a struct sequence type with all its fields, hidden ones last.
func NewStruct(t *Type, items ...Value) Value {
	s := &structSeq{}
	visible := t.structVisible
	if len(items) < visible {
		panic("runtime: " + t.Name + " needs " + strconv.Itoa(visible) + " items")
	}
	own := append([]Value(nil), items[:visible]...)
	s.Header = Header{Type: t, Kind: KindTuple, Flags: FlagSubclass}
	s.items, s.n = sliceData(own), visible
	s.hidden = append([]Value(nil), items[visible:]...)
	return s.Value()
}
