package runtime

import (
	"testing"
)

// TestNumberConstructors asks int, float, complex and bool by keyword and position, with what CPython 3.14 answers.
func TestNumberConstructors(t *testing.T) {
	th := newContainerThread(t)
	for _, test := range []struct {
		class *Type
		args  []Value
		kw    []string
		want  string
	}{
		{IntType, nil, nil, "0"},
		{IntType, []Value{Text(" 12 ")}, nil, "12"},
		{IntType, []Value{Text("９")}, nil, "9"},
		{IntType, []Value{Text("0x1f"), Int(0)}, nil, "31"},
		{IntType, []Value{Text("z"), Int(36)}, []string{"base"}, "35"},
		{IntType, []Value{Text("zz")}, nil, "ValueError: invalid literal for int() with base 10: 'zz'"},
		{IntType, []Value{Float(1e30)}, nil, "1000000000000000019884624838656"},
		{IntType, []Value{Int(1), Int(10)}, nil, "TypeError: int() can't convert non-string with explicit base"},
		{IntType, []Value{Int(1)}, []string{"x"}, "TypeError: int() got an unexpected keyword argument 'x'"},
		{IntType, []Value{Int(1)}, []string{"base"}, "TypeError: int() missing string argument"},
		{IntType, []Value{Int(1), Int(2), Int(3)}, nil, "TypeError: int expected at most 2 arguments, got 3"},
		{IntType, []Value{NewList(nil).Value()}, nil, "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'"},
		{FloatType, []Value{Text("1_0.5")}, nil, "10.5"},
		{FloatType, []Value{Text("abc")}, nil, "ValueError: could not convert string to float: 'abc'"},
		{FloatType, []Value{Int(3)}, nil, "3.0"},
		{FloatType, []Value{None}, nil, "TypeError: float() argument must be a string or a real number, not 'NoneType'"},
		{ComplexType, []Value{Int(1), Int(2)}, nil, "(1+2j)"},
		{ComplexType, []Value{Int(3)}, []string{"imag"}, "3j"},
		{ComplexType, []Value{NewComplex(1i), NewComplex(2i)}, nil, "(-2+1j)"},
		{ComplexType, []Value{Text("1"), Int(2)}, nil, "TypeError: complex() argument 'real' must be a real number, not str"},
		{ComplexType, []Value{Text("1+")}, nil, "ValueError: complex() arg is a malformed string"},
		{BoolType, []Value{Text("")}, nil, "False"},
		{BoolType, []Value{Int(1), Int(2)}, nil, "TypeError: bool expected at most 1 argument, got 2"},
	} {
		var kw *Tuple
		if test.kw != nil {
			var names []Value
			for _, n := range test.kw {
				names = append(names, Text(n))
			}
			kw = NewTuple(names)
		}
		if got := outcome(th, func() (Value, error) { return Call(th, test.class.Value(), test.args, kw) }); got != test.want {
			t.Errorf("%s(%d arguments): %s, want %s", test.class.Name, len(test.args), got, test.want)
		}
	}
}

// outcome is the repr of a result, or the text of an exception.
func outcome(th *Thread, f func() (Value, error)) string {
	v, err := f()
	if err != nil {
		return err.Error()
	}
	s, err := Repr(th, v)
	if err != nil {
		return err.Error()
	}
	return s.String()
}
