// This file fills bool: True and False, which are unboxed.

package runtime

import "strings"

func setupBool(t *Type) {
	t.Doc = "True for an argument that is true, False for one that is false.\n\nTrue and False are the only two instances of the class, which is a subclass\nof int and can't be subclassed itself."
	t.TextSig = "(object=False, /)"
	t.Layout = KindBool
	t.Flags |= TypeMatchSelf
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		if kw != nil {
			return Unbound, Raise(TypeError, "bool() takes no keyword arguments")
		}
		return boolFastNew(th, args)
	}
	t.FastNew = boolFastNew
	t.Repr = func(th *Thread, v Value) (Value, error) {
		if v.BoolValue() {
			return nameTrue.Value(), nil
		}
		return nameFalse.Value(), nil
	}
	t.Binary[OpAnd] = boolBinary(intAnd)
	t.Binary[OpOr] = boolBinary(intOr)
	t.Binary[OpXor] = boolBinary(intXor)
	t.Invert = func(th *Thread, v Value) (Value, error) {
		return Int(^int64(v.B)), Warn(th, DeprecationWarning, boolInvertWarning, 1)
	}
}

var (
	nameTrue  = staticStr("True")
	nameFalse = staticStr("False")
)

var boolInvertWarning = strings.Join([]string{
	"Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16.",
	"This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool.",
	"Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.",
}, " ")

func boolFastNew(th *Thread, args []Value) (Value, error) {
	switch len(args) {
	case 0:
		return False, nil
	case 1:
		b, err := Truth(th, args[0])
		return Bool(b), err
	}
	return Unbound, Raise(TypeError, "bool expected at most 1 argument, got %d", len(args))
}

// boolBinary makes the slot of & | or ^: a bool for two bools, else what it is for ints.
func boolBinary(ints BinaryFunc) BinaryFunc {
	return func(th *Thread, a, b Value) (Value, error) {
		if !a.IsBool() || !b.IsBool() {
			return ints(th, a, b)
		}
		r, err := ints(th, Int(int64(a.B)), Int(int64(b.B)))
		return Bool(r.B != 0), err
	}
}
