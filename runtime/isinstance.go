// This file holds isinstance and issubclass with their hooks.

package runtime

// IsInstanceOf is isinstance(v, class): class may be a tuple or a union and may define __instancecheck__.
func IsInstanceOf(th *Thread, v, class Value) (bool, error) {
	if t := AsType(class); t != nil && v.Type() == t {
		return true, nil
	}
	return checkClass(th, v, class, nameInstanceCheck, recursiveIsInstance)
}

// IsSubclassOf is issubclass(v, class).
func IsSubclassOf(th *Thread, v, class Value) (bool, error) {
	return checkClass(th, v, class, nameSubclassCheck, recursiveIsSubclass)
}

func checkClass(th *Thread, v, class Value, hook *Str, fallback func(th *Thread, v, class Value) (bool, error)) (bool, error) {
	if class.Type() == TypeType {
		return fallback(th, v, class)
	}
	if args := UnionArgs(class); args != nil {
		class = args.Value()
	}
	if class.IsExact(KindTuple) || AsTuple(class) != nil {
		where := " in __instancecheck__"
		if hook != nameInstanceCheck {
			where = " in __subclasscheck__"
		}
		if err := th.Enter(where); err != nil {
			return false, err
		}
		var ok bool
		var err error
		for _, c := range AsTuple(class).Items() {
			if ok, err = checkClass(th, v, c, hook, fallback); err != nil || ok {
				break
			}
		}
		th.Leave()
		return ok, err
	}
	r, found, err := CallSpecial(th, class, hook, v)
	if err != nil {
		return false, err
	}
	if found {
		return Truth(th, r)
	}
	return fallback(th, v, class)
}

// IsInstanceOfAny is isinstance(v, classes); known is false when only IsInstanceOf can tell.
func IsInstanceOfAny(v Value, classes []Value) (is, known bool) {
	for _, class := range classes {
		if class.Type() != TypeType {
			return false, false
		}
		if IsInstance(v, (*Type)(class.P)) {
			return true, true
		}
	}
	return false, mustBeOwnType(v)
}

// mustBeOwnType tells that an object's __class__ can't be another one than its type.
func mustBeOwnType(v Value) bool {
	return v.P == nil || v.Type().Flags&TypeHeap == 0 && v.Kind() != KindOther
}

// recursiveIsInstance is isinstance without hooks.
func recursiveIsInstance(th *Thread, v, class Value) (bool, error) {
	if t := AsType(class); t != nil {
		if IsInstance(v, t) {
			return true, nil
		}
		if mustBeOwnType(v) {
			return false, nil
		}
		c, err := GetAttrOr(th, v, nameClass)
		if err != nil {
			return false, err
		}
		if ct := AsType(c); ct != nil && ct != v.Type() {
			return ct.IsSubtype(t), nil
		}
		return false, nil
	}
	if err := checkBases(th, class, "isinstance() arg 2 must be a type, a tuple of types, or a union"); err != nil {
		return false, err
	}
	c, err := GetAttrOr(th, v, nameClass)
	if err != nil || c.IsUnbound() {
		return false, err
	}
	return abstractIsSubclass(th, c, class)
}

// recursiveIsSubclass is issubclass without hooks.
func recursiveIsSubclass(th *Thread, v, class Value) (bool, error) {
	if a, b := AsType(v), AsType(class); a != nil && b != nil {
		return a.IsSubtype(b), nil
	}
	if err := checkBases(th, v, "issubclass() arg 1 must be a class"); err != nil {
		return false, err
	}
	if err := checkBases(th, class, "issubclass() arg 2 must be a class, a tuple of classes, or a union"); err != nil {
		return false, err
	}
	return abstractIsSubclass(th, v, class)
}

// checkBases demands that an object that is used as a class has a tuple __bases__.
func checkBases(th *Thread, class Value, msg string) error {
	b, err := classBases(th, class)
	if err == nil && b == nil {
		err = Raise(TypeError, "%s", msg)
	}
	return err
}

func classBases(th *Thread, class Value) (*Tuple, error) {
	b, err := GetAttrOr(th, class, nameBases)
	if err != nil || b.IsUnbound() {
		return nil, err
	}
	return AsTuple(b), nil
}

func abstractIsSubclass(th *Thread, v, class Value) (bool, error) {
	if err := th.Enter(" in __issubclass__"); err != nil {
		return false, err
	}
	defer th.Leave()
	if Is(v, class) {
		return true, nil
	}
	bases, err := classBases(th, v)
	if err != nil || bases == nil {
		return false, err
	}
	for _, b := range bases.Items() {
		ok, err := abstractIsSubclass(th, b, class)
		if err != nil || ok {
			return ok, err
		}
	}
	return false, nil
}
