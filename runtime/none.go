// This file fills the classes of the singletons None, NotImplemented and Ellipsis.

package runtime

// hashNone is the constant hash(None) of CPython.
const hashNone = 0xFCA86420

func setupNone(t *Type) {
	t.Doc = "The class of None."
	t.Layout = KindNone
	singleton(t, "NoneType", "None", None)
	t.Bool = func(th *Thread, v Value) (bool, error) { return false, nil }
	t.Hash = func(th *Thread, v Value) (int64, error) { return hashNone, nil }
	t.Compare = objectCompare
}

func setupNotImplemented(t *Type) {
	t.Doc = "The class of NotImplemented."
	t.Layout = KindNotImplemented
	singleton(t, "NotImplementedType", "NotImplemented", NotImplemented)
	t.Bool = func(th *Thread, v Value) (bool, error) {
		return false, Raise(TypeError, "NotImplemented should not be used in a boolean context")
	}
	t.Methods = []*MethodDef{reduceToName("NotImplemented")}
}

func setupEllipsis(t *Type) {
	t.Doc = "The class of Ellipsis, which is written '...'."
	t.Layout = KindEllipsis
	singleton(t, "EllipsisType", "Ellipsis", Ellipsis)
	t.Methods = []*MethodDef{reduceToName("Ellipsis")}
}

// setupUnbound fills the class of the mark of absent values, which no program ever sees.
func setupUnbound(t *Type) {
	t.Layout = KindUnbound
	t.Flags |= TypeDisallowNew
	t.Repr = func(th *Thread, v Value) (Value, error) { return Text("<unbound>"), nil }
}

// singleton fills the constructor and repr of a class with one instance; className is what its errors call it.
func singleton(t *Type, className, name string, v Value) {
	t.TextSig = "()"
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		if len(args) > 0 {
			return Unbound, Raise(TypeError, "%s takes no arguments", className)
		}
		return v, nil
	}
	s := staticStr(name).Value()
	t.Repr = func(th *Thread, v Value) (Value, error) { return s, nil }
}

func reduceToName(name string) *MethodDef {
	return Def("__reduce__($self, /)", "Return the name that pickle finds the object by.", func(th *Thread, a []Value) (Value, error) { return Text(name), nil })
}
