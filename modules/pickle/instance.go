// This file pickles plain instances, as object.__reduce_ex__ has it but without the detour over copyreg.

package pickle

import py "github.com/gopy-lang/gopy/runtime"

// isPlain reports whether instances of a class have no say in how they are pickled.
func (s *saver) isPlain(t *py.Type) (bool, error) {
	if yes, known := s.plain[t]; known {
		return yes, nil
	}
	in := s.th.Interp
	plain := len(t.SlotNames) == 0 && !t.Has(py.TypeCustomGetattribute)
	for _, name := range []string{"__reduce_ex__", "__reduce__", "__getstate__", "__class__"} {
		_, owner := t.LookupOwner(in.Intern(name))
		plain = plain && owner == py.ObjectType
	}
	for _, name := range []string{"__getnewargs__", "__getnewargs_ex__"} {
		_, owner := t.LookupOwner(in.Intern(name))
		plain = plain && owner == nil
	}
	if plain {
		f, err := s.reductionFunction(t)
		if err != nil {
			return false, err
		}
		plain = f.IsUnbound()
	}
	if s.plain == nil {
		s.plain = map[*py.Type]bool{}
	}
	s.plain[t] = plain
	return plain, nil
}

// instance pickles an instance whose attributes aren't in a dict that programs know; done is false for another one.
func (s *saver) instance(x *py.Instance) (done bool, err error) {
	plain, err := s.isPlain(x.Type)
	if err != nil || !plain {
		return false, err
	}
	names, ok := x.Attributes(s.th)
	if !ok {
		return false, nil
	}
	shape := x.Shape
	v := x.Value()
	if err := s.save(x.Type.Value()); err != nil {
		return true, s.note(s.note(err, v, "class"), v, "object")
	}
	s.ops(opEmptyTuple, opNewObj)
	if n := s.memo.get(v); n >= 0 { // it was pickled meanwhile
		s.op(opPop)
		s.get(n)
		return true, nil
	}
	s.memoize(v)
	if len(names) == 0 {
		return true, nil
	}
	s.op(opEmptyDict)
	s.number()
	many := len(names) > 1
	if many {
		s.op(opMark)
	}
	for i, name := range names {
		if x.Shape != shape { // an attribute's pickling changed the object
			return true, py.Raise(py.RuntimeError, "dictionary changed size during iteration")
		}
		if err := s.save(name.Value()); err != nil {
			return true, err
		}
		if err := s.save(x.Slot(i)); err != nil {
			err = py.AddNote(s.th, err, "when serializing dict item "+py.ReprString(name.String()))
			return true, s.note(s.note(err, v, "state"), v, "object")
		}
		if many && (i+1)%batchSize == 0 && i+1 < len(names) {
			s.ops(opSetItems, opMark)
		}
	}
	if many {
		s.op(opSetItems)
	} else {
		s.op(opSetItem)
	}
	s.op(opBuild)
	return true, nil
}
