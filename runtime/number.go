// This file holds the number protocol: binary operations with their reflected forms, unary ones and conversions.

package runtime

import "github.com/gopy-lang/gopy/runtime/num"

// numberTypes are the numbers and the singletons.
var numberTypes = []typeSetup{
	{IntType, nil, setupInt}, {FloatType, nil, setupFloat}, {ComplexType, nil, setupComplex}, {BoolType, IntType, setupBool},
	{NoneType, nil, setupNone}, {NotImplementedType, nil, setupNotImplemented}, {EllipsisType, nil, setupEllipsis}, {unboundType, nil, setupUnbound},
}

// opDivmod is the place of divmod() among the binary slots: an operation without a sign.
const opDivmod = NumBinary

// operator signs, as error messages show them.
var binarySigns = [NumBinary + 1]string{"+", "&", "//", "<<", "@", "*", "%", "|", "** or pow()", ">>", "-", "/", "^", "divmod()"}

// BinaryOperation is a op b.
func BinaryOperation(th *Thread, op BinaryOp, a, b Value) (Value, error) {
	v, err := tryBinary(th, op, a, b)
	if err != nil || !v.IsNotImplemented() {
		return v, err
	}
	switch op {
	case OpAdd:
		if f := a.Type().Concat; f != nil {
			return f(th, a, b)
		}
	case OpMul:
		if f := a.Type().Repeat; f != nil {
			return repeatSequence(th, f, a, b)
		}
		if f := b.Type().Repeat; f != nil {
			return repeatSequence(th, f, b, a)
		}
	}
	return Unbound, binaryTypeError(th, binarySigns[op], a, b)
}

// repeatSequence is sequence * count.
func repeatSequence(th *Thread, repeat BinaryFunc, seq, count Value) (Value, error) {
	if count.Type().Index == nil {
		return Unbound, Raise(TypeError, "can't multiply sequence by non-int of type '%s'", count.Type().TypeName())
	}
	return repeat(th, seq, count)
}

// tryBinary tries both number slots; the result may be NotImplemented.
func tryBinary(th *Thread, op BinaryOp, a, b Value) (Value, error) {
	ta, tb := a.Type(), b.Type()
	left := ta.Binary[op]
	var right BinaryFunc
	if tb != ta {
		right = tb.Binary[op]
		if right != nil && left != nil && sameFunc(left, right) {
			right = nil
		}
	}
	if left != nil {
		if right != nil && tb.IsSubtype(ta) {
			v, err := right(th, a, b)
			if err != nil || !v.IsNotImplemented() {
				return v, err
			}
			right = nil
		}
		v, err := left(th, a, b)
		if err != nil || !v.IsNotImplemented() {
			return v, err
		}
	}
	if right != nil {
		return right(th, a, b)
	}
	return NotImplemented, nil
}

// InPlaceOperation is a op= b: the new value of a.
func InPlaceOperation(th *Thread, op BinaryOp, a, b Value) (Value, error) {
	ta := a.Type()
	if f := ta.InPlace[op]; f != nil {
		v, err := f(th, a, b)
		if err != nil || !v.IsNotImplemented() {
			return v, err
		}
	}
	v, err := tryBinary(th, op, a, b)
	if err != nil || !v.IsNotImplemented() {
		return v, err
	}
	switch op {
	case OpAdd:
		if f := ta.InPlaceConcat; f != nil {
			return f(th, a, b)
		}
		if f := ta.Concat; f != nil {
			return f(th, a, b)
		}
	case OpMul:
		if f := ta.InPlaceRepeat; f != nil {
			return repeatSequence(th, f, a, b)
		}
		if f := ta.Repeat; f != nil {
			return repeatSequence(th, f, a, b)
		}
		if f := b.Type().Repeat; f != nil && ta.Flags&TypeHeap == 0 { // a class that a program made might have been a sequence itself
			return repeatSequence(th, f, b, a)
		}
	}
	sign := binarySigns[op] + "="
	if op == OpPow {
		sign = "**="
	}
	return Unbound, binaryTypeError(th, sign, a, b)
}

func binaryTypeError(th *Thread, sign string, a, b Value) error {
	if sign == ">>" && a.Type() == BuiltinType && (*Builtin)(a.P).Def.Name == "print" {
		return Raise(TypeError, "unsupported operand type(s) for %s: '%s' and '%s'. Did you mean \"print(<message>, file=<output_stream>)\"?", sign, a.Type().TypeName(), b.Type().TypeName())
	}
	return Raise(TypeError, "unsupported operand type(s) for %s: '%s' and '%s'", sign, a.Type().TypeName(), b.Type().TypeName())
}

// Power is pow(a, b, c); c None: a ** b.
func Power(th *Thread, a, b, c Value) (Value, error) {
	if c.IsNone() {
		return BinaryOperation(th, OpPow, a, b)
	}
	var last TernaryFunc
	order := [...]Value{a, b, c}
	if b.Type() != a.Type() && b.Type().IsSubtype(a.Type()) {
		order = [...]Value{b, a, c}
	}
	for _, v := range order {
		f := v.Type().Power3
		if f == nil || last != nil && sameFunc(f, last) {
			continue
		}
		last = f
		r, err := f(th, a, b, c)
		if err != nil || !r.IsNotImplemented() {
			return r, err
		}
	}
	return Unbound, Raise(TypeError, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'", a.Type().TypeName(), b.Type().TypeName(), c.Type().TypeName())
}

// Negative is -v.
func Negative(th *Thread, v Value) (Value, error) {
	if f := v.Type().Negative; f != nil {
		return f(th, v)
	}
	return Unbound, badUnary("-", v)
}

// Positive is +v.
func Positive(th *Thread, v Value) (Value, error) {
	if f := v.Type().Positive; f != nil {
		return f(th, v)
	}
	return Unbound, badUnary("+", v)
}

// Invert is ~v.
func Invert(th *Thread, v Value) (Value, error) {
	if f := v.Type().Invert; f != nil {
		return f(th, v)
	}
	return Unbound, badUnary("~", v)
}

func badUnary(sign string, v Value) error {
	return Raise(TypeError, "bad operand type for unary %s: '%s'", sign, v.Type().TypeName())
}

// Absolute is abs(v).
func Absolute(th *Thread, v Value) (Value, error) {
	if f := v.Type().Absolute; f != nil {
		return f(th, v)
	}
	return Unbound, Raise(TypeError, "bad operand type for abs(): '%s'", v.Type().TypeName())
}

// Index is operator.index(v): an exact int for an object with __index__.
func Index(th *Thread, v Value) (Value, error) {
	if v.P == nil || v.IsExact(KindBigInt) {
		return v, nil
	}
	if v.IsBool() {
		return Int(int64(v.B)), nil
	}
	if IsInstance(v, IntType) {
		return exactInt(v), nil
	}
	f := v.Type().Index
	if f == nil {
		return Unbound, Raise(TypeError, "'%s' object cannot be interpreted as an integer", v.Type().TypeName())
	}
	r, err := f(th, v)
	if err != nil {
		return Unbound, err
	}
	return intReturned(th, "__index__", r)
}

// AsInt converts an object with __index__ to an int; values beyond Go's int raise OverflowError like CPython's
// Py_ssize_t conversion.
func AsInt(th *Thread, v Value) (int, error) {
	if v.P == nil {
		return int(v.B), nil
	}
	i, err := Index(th, v)
	if err != nil {
		return 0, err
	}
	if i.P != nil {
		return 0, Raise(OverflowError, "cannot fit '%s' into an index-sized integer", v.Type().TypeName())
	}
	return int(i.B), nil
}

// AsIndexClamped is AsInt with big values clamped to the range of int, for slice bounds and the like.
func AsIndexClamped(th *Thread, v Value) (int, error) {
	if v.P == nil {
		return int(v.B), nil
	}
	i, err := Index(th, v)
	if err != nil {
		return 0, err
	}
	if i.P != nil {
		if AsBig(i).Sign() < 0 {
			return -1 << 63, nil
		}
		return 1<<63 - 1, nil
	}
	return int(i.B), nil
}

// asSize is AsInt for lengths, whose overflow CPython words another way.
func asSize(th *Thread, v Value) (int, error) {
	i, err := Index(th, v)
	if err != nil {
		return 0, err
	}
	if i.P != nil {
		return 0, Raise(OverflowError, "Python int too large to convert to C ssize_t")
	}
	return int(i.B), nil
}

// Divmod is divmod(a, b).
func Divmod(th *Thread, a, b Value) (Value, error) {
	v, err := tryBinary(th, opDivmod, a, b)
	if err != nil || !v.IsNotImplemented() {
		return v, err
	}
	return Unbound, binaryTypeError(th, binarySigns[opDivmod], a, b)
}

// numError makes a Python exception of an error of package num. Other errors pass.
func numError(err error) error {
	e, ok := err.(*num.Error)
	if !ok {
		return err
	}
	t := [...]*Type{num.Type: TypeError, num.Value: ValueError, num.ZeroDivision: ZeroDivisionError, num.Overflow: OverflowError, num.Memory: MemoryError}[e.Kind]
	switch {
	case e.Errno != 0:
		return NewException(t, Int(int64(e.Errno)), Text(e.Msg))
	case e.Msg == "":
		return NewException(t)
	}
	return newTextException(t, e.Msg)
}

// formatNumber is __format__(self, spec) of a number: a holds both.
func formatNumber(th *Thread, a []Value, format func(f num.Formatter, spec string) (string, error)) (Value, error) {
	spec := AsStr(a[1])
	if spec == nil {
		return Unbound, Raise(TypeError, "__format__() argument must be str, not %s", argumentType(a[1]))
	}
	if spec.s == "" {
		s, err := StrOf(th, a[0])
		return s.Value(), err
	}
	f := formatter(th, a[0].Type().TypeName())
	s, err := format(f, spec.s)
	if err != nil {
		return Unbound, numError(err)
	}
	return Text(s), nil
}

// ofClass converts a number that a class method of builtin made to the class it was called on.
func ofClass(th *Thread, cls, builtin *Type, v Value) (Value, error) {
	if cls == builtin {
		return v, nil
	}
	return CallArgs(th, cls.Value(), v)
}

// argumentType is the class of a wrong argument as messages show it: None stands for itself.
func argumentType(v Value) string {
	if v.IsNone() {
		return "None"
	}
	return v.Type().TypeName()
}

// NumError makes a Python exception of an error of package num, for modules.
func NumError(err error) error { return numError(err) }

// BinaryOperationDeclined goes on with a op b after a's own special method has returned NotImplemented. b is of a's class or of a
// built-in one.
func BinaryOperationDeclined(th *Thread, op BinaryOp, a, b Value, inPlace bool) (Value, error) {
	if b.Type() != a.Type() {
		if f := b.Type().Binary[op]; f != nil {
			v, err := f(th, a, b)
			if err != nil || !v.IsNotImplemented() {
				return v, err
			}
		}
		if f := b.Type().Repeat; op == OpMul && f != nil {
			return repeatSequence(th, f, b, a)
		}
	}
	return Unbound, BinaryOperationRefused(th, op, a, b, inPlace)
}

// BinaryOperationRefused is the error for a op b where neither has a method that takes the other.
func BinaryOperationRefused(th *Thread, op BinaryOp, a, b Value, inPlace bool) error {
	sign := binarySigns[op]
	if inPlace {
		if sign += "="; op == OpPow {
			sign = "**="
		}
	}
	return binaryTypeError(th, sign, a, b)
}
