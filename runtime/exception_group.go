// This file fills BaseExceptionGroup and ExceptionGroup (PEP 654), and splits groups for except*.

package runtime

import "strconv"

func setupExceptionGroup(t *Type) {
	t.New, t.Init, t.Str, t.Repr = groupNew, groupInit, groupStr, groupRepr
	t.Methods = []*MethodDef{
		Def("derive($self, excs, /)", "Return a group with the same message and other exceptions.", func(th *Thread, a []Value) (Value, error) {
			return CallArgs(th, BaseExceptionGroup.Value(), asExc(a[0]).Fields()[0], a[1])
		}),
		Def("split($self, matcher_value, /)", "Return the part that matches and the rest, each a group or None.", func(th *Thread, a []Value) (Value, error) {
			m, r, err := SplitGroup(th, asExc(a[0]), a[1])
			if err != nil {
				return Unbound, err
			}
			return TupleOf(m, r).Value(), nil
		}),
		Def("subgroup($self, matcher_value, /)", "Return the part that matches, a group or None.", func(th *Thread, a []Value) (Value, error) {
			m, _, err := SplitGroup(th, asExc(a[0]), a[1])
			return m, err
		}),
		DefClass("__class_getitem__($type, item, /)", "Return a generic alias.", func(th *Thread, a []Value) (Value, error) { return NewGenericAlias(th, a[0], a[1]) }),
	}
}

func groupNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	npos := len(args)
	if kw != nil {
		npos -= kw.Len()
	}
	if npos != 2 {
		return Unbound, Raise(TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", npos)
	}
	if AsStr(args[0]) == nil {
		return Unbound, Raise(TypeError, "argument 1 must be str, not %s", args[0].Type().TypeName())
	}
	if args[1].Type().GetItem == nil || !args[1].Type().IsSequenceIndex && AsList(args[1]) == nil && AsTuple(args[1]) == nil && args[1].Type().Flags&TypeHeap == 0 {
		return Unbound, Raise(TypeError, "second argument (exceptions) must be a sequence")
	}
	items, err := Items(th, args[1])
	if err != nil {
		return Unbound, err
	}
	if len(items) == 0 {
		return Unbound, Raise(ValueError, "second argument (exceptions) must be a non-empty sequence")
	}
	plain := true
	for i, x := range items {
		if AsException(x) == nil {
			return Unbound, Raise(ValueError, "Item %d of second argument (exceptions) is not an exception", i)
		}
		plain = plain && IsInstance(x, ExceptionType)
	}
	if cls == BaseExceptionGroup && plain {
		cls = ExceptionGroup
	} else if !plain && cls.IsSubtype(ExceptionType) {
		if cls == ExceptionGroup {
			return Unbound, Raise(TypeError, "Cannot nest BaseExceptions in an ExceptionGroup")
		}
		return Unbound, Raise(TypeError, "Cannot nest BaseExceptions in '%s'", cls.TypeName())
	}
	v, err := exceptionNew(th, cls, args, kw)
	if err != nil {
		return v, err
	}
	e := asExc(v)
	e.Fields()[0], e.Fields()[1] = args[0], NewTuple(items).Value()
	if AsList(args[1]) == nil && AsTuple(args[1]) == nil {
		// The sequence may change later, so its text is taken now.
		text, err := Repr(th, args[1])
		if err != nil {
			return Unbound, err
		}
		e.Fields()[2] = text.Value()
	}
	return v, nil
}

func groupInit(th *Thread, self Value, args []Value, kw *Tuple) error {
	if kw != nil && self.Type().Flags&TypeHeap == 0 {
		return Raise(TypeError, "%s() takes no keyword arguments", self.Type().TypeName())
	}
	return nil
}

// groupSize counts the direct members.
func groupMembers(e *Exception) []Value { return AsTuple(e.Fields()[1]).Items() }

func groupStr(th *Thread, self Value) (Value, error) {
	e := asExc(self)
	s, err := StrOf(th, e.Fields()[0])
	if err != nil {
		return Unbound, err
	}
	n := len(groupMembers(e))
	return Text(s.s + " (" + strconv.Itoa(n) + " sub-exception" + plural(n) + ")"), nil
}

func groupRepr(th *Thread, self Value) (Value, error) {
	e := asExc(self)
	m, err := Repr(th, e.Fields()[0])
	if err != nil {
		return Unbound, err
	}
	if text := AsStr(e.Fields()[2]); text != nil {
		return Text(e.Type.ShortName() + "(" + m.s + ", " + text.s + ")"), nil
	}
	members := e.Fields()[1]
	if e.Args().Len() == 2 && AsList(e.Args().At(1)) != nil {
		members = NewList(append([]Value(nil), groupMembers(e)...)).Value()
	}
	r, err := Repr(th, members)
	if err != nil {
		return Unbound, err
	}
	return Text(e.Type.ShortName() + "(" + m.s + ", " + r.s + ")"), nil
}

// IsGroup reports whether e is an exception group.
func IsGroup(e *Exception) bool { return e.Type.IsSubtype(BaseExceptionGroup) }

// SplitGroup divides a group into the part whose exceptions match (an exception type, a tuple of them, or a function of an
// exception) and the rest. Each part is a group or None.
func SplitGroup(th *Thread, e *Exception, matcher Value) (match, rest Value, err error) {
	test, err := groupMatcher(th, matcher)
	if err != nil {
		return Unbound, Unbound, err
	}
	return splitGroup(th, e, test)
}

// groupMatcher makes the test that split and subgroup apply to each exception.
func groupMatcher(th *Thread, matcher Value) (func(e *Exception) (bool, error), error) {
	types := []Value{matcher}
	if t := AsTuple(matcher); t != nil {
		types = t.Items()
	}
	ok := true
	for _, t := range types {
		c := AsType(t)
		ok = ok && c != nil && c.IsSubtype(BaseException)
	}
	if ok {
		return func(e *Exception) (bool, error) {
			for _, t := range types {
				if e.Type.IsSubtype((*Type)(t.P)) {
					return true, nil
				}
			}
			return false, nil
		}, nil
	}
	if Callable(matcher) && AsType(matcher) == nil {
		return func(e *Exception) (bool, error) {
			v, err := CallArgs(th, matcher, e.Value())
			if err != nil {
				return false, err
			}
			return Truth(th, v)
		}, nil
	}
	return nil, Raise(TypeError, "expected an exception type, a tuple of exception types, or a callable (other than a class)")
}

func splitGroup(th *Thread, e *Exception, test func(e *Exception) (bool, error)) (match, rest Value, err error) {
	if err := th.Enter(" in exceptiongroup_split_recursive"); err != nil {
		return Unbound, Unbound, err
	}
	defer th.Leave()
	yes, err := test(e)
	if err != nil {
		return Unbound, Unbound, err
	}
	if yes {
		return e.Value(), None, nil
	}
	if !IsGroup(e) {
		return None, e.Value(), nil
	}
	var in, out []Value
	for _, m := range groupMembers(e) {
		a, b, err := splitGroup(th, asExc(m), test)
		if err != nil {
			return Unbound, Unbound, err
		}
		if !a.IsNone() {
			in = append(in, a)
		}
		if !b.IsNone() {
			out = append(out, b)
		}
	}
	if match, err = DeriveGroup(th, e, in); err != nil {
		return Unbound, Unbound, err
	}
	rest, err = DeriveGroup(th, e, out)
	return match, rest, err
}

// DeriveGroup makes a group like e of other exceptions, with its traceback, cause, context and notes; None for none.
func DeriveGroup(th *Thread, e *Exception, members []Value) (Value, error) {
	if len(members) == 0 {
		return None, nil
	}
	v, err := CallMethod(th, e.Value(), "derive", NewList(members).Value())
	if err != nil {
		return Unbound, err
	}
	g := AsException(v)
	if g == nil || !IsGroup(g) {
		return Unbound, Raise(TypeError, "derive must return an instance of BaseExceptionGroup")
	}
	g.Traceback, g.Cause, g.Context, g.SuppressContext = e.Traceback, e.Cause, e.Context, e.SuppressContext
	notes, err := GetAttrOr(th, e.Value(), nameNotes)
	if err != nil {
		return Unbound, err
	}
	if l := AsList(notes); l != nil {
		if err := SetAttr(th, v, nameNotes, NewList(append([]Value(nil), l.items...)).Value()); err != nil {
			return Unbound, err
		}
	}
	return v, nil
}

// GroupMembers returns the exceptions of a group.
func GroupMembers(e *Exception) []Value { return groupMembers(e) }

// SplitGroupBy splits an exception into the part that passes a test and the rest; each is a group, the exception or None.
func SplitGroupBy(th *Thread, e *Exception, test func(e *Exception) (bool, error)) (match, rest Value, err error) {
	return splitGroup(th, e, test)
}
