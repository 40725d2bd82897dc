// This file keeps the direct subclasses of each class, weakly: a class that nothing else refers to goes away.

package runtime

import (
	"slices"
	"weak"
)

// subclassList is the list of direct subclasses that programs made of a class: the class itself keeps it, but for a built-in class, which
// several interpreters share.
func (in *Interp) subclassList(t *Type) *[]weak.Pointer[Type] {
	if t.heap != nil {
		return &t.heap.subclasses
	}
	list := in.subclasses[t]
	if list == nil {
		list = new([]weak.Pointer[Type])
		in.subclasses[t] = list
	}
	return list
}

// addSubclass enters t as a subclass of its bases.
func (in *Interp) addSubclass(t *Type) {
	p := weak.Make(t)
	for _, b := range t.Bases {
		list := in.subclassList(b)
		if n := len(*list); n >= 8 && n&(n-1) == 0 { // now and then
			*list = slices.DeleteFunc(*list, func(q weak.Pointer[Type]) bool { return q.Value() == nil })
		}
		*list = append(*list, p)
	}
}

// removeSubclass takes t out of the lists of bases.
func (in *Interp) removeSubclass(t *Type, bases []*Type) {
	p := weak.Make(t)
	for _, b := range bases {
		list := in.subclassList(b)
		*list = slices.DeleteFunc(*list, func(q weak.Pointer[Type]) bool { return q == p || q.Value() == nil })
	}
}

// dependOn makes t hear of changes of the classes in its MRO that aren't bases of it, if mro() of a metaclass has put such there.
func (t *Type) dependOn(mro []*Type) {
	if t.Header.Type == TypeType {
		return
	}
	for _, c := range mro {
		if c != t && c.heap != nil && !slices.ContainsFunc(t.Bases, func(b *Type) bool { return b.IsSubtype(c) }) {
			c.heap.dependents = append(c.heap.dependents, weak.Make(t))
		}
	}
}

// dependents returns the classes whose attributes may come from t: subclasses, and those that have it in their MRO all the same.
func (in *Interp) dependents(t *Type) []*Type {
	out := in.madeSubclasses(t)
	if t.heap != nil {
		for _, p := range t.heap.dependents {
			if s := p.Value(); s != nil && slices.Contains(s.MRO, t) {
				out = append(out, s)
			}
		}
	}
	return out
}

// madeSubclasses returns the living direct subclasses of t that programs made.
func (in *Interp) madeSubclasses(t *Type) []*Type {
	var list []weak.Pointer[Type]
	if t.heap != nil {
		list = t.heap.subclasses
	} else if l := in.subclasses[t]; l != nil {
		list = *l
	}
	var out []*Type
	for _, p := range list {
		if s := p.Value(); s != nil {
			out = append(out, s)
		}
	}
	return out
}

// Subclasses returns the direct subclasses of t: built-in ones first, then those that programs made.
func (in *Interp) Subclasses(t *Type) []*Type {
	var out []*Type
	for _, b := range allBuiltinTypes {
		for _, base := range b.Bases {
			if base == t {
				out = append(out, b)
			}
		}
	}
	return append(out, in.madeSubclasses(t)...)
}
