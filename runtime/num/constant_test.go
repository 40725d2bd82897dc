package num

import (
	"math/big"
	"testing"
)

func TestOperators(t *testing.T) {
	operators := map[string]Operator{"+": Add, "-": Sub, "*": Mul, "/": Div, "//": FloorDiv, "%": Mod, "**": Power,
		"<<": LShift, ">>": RShift, "|": BitOr, "^": BitXor, "&": BitAnd,
		"<": Lt, "<=": LtE, "==": Eq, "!=": NotEq, ">": Gt, ">=": GtE}
	goldenRows(t, "operators.txt", func(t *testing.T, row []string) {
		a, b := readValue(t, row[1]), readValue(t, row[2])
		op, ok := operators[row[0]]
		if !ok {
			t.Fatalf("unknown operator %q", row[0])
		}
		var result any
		var err error
		if op >= Lt {
			result, err = Compare(op, a, b)
		} else {
			result, err = Binary(op, a, b, nil)
		}
		if got := show(showValue(result), err); got != row[3] {
			t.Errorf("got %s, want %s", got, row[3])
		}
	})
}

func TestOperatorsOnSequences(t *testing.T) {
	huge := new(big.Int).Lsh(bigOne, 100)
	for _, test := range []struct {
		name string
		op   Operator
		a, b any
		want string
	}{
		{"'ab'+'c'", Add, "ab", "c", "abc"},
		{"'ab'*3", Mul, "ab", int64(3), "ababab"},
		{"True*'ab'", Mul, true, "ab", "ab"},
		{"'ab'*-1", Mul, "ab", int64(-1), ""},
		{"'a'+1", Add, "a", int64(1), `E:TypeError: can only concatenate str (not "int") to str`},
		{"1+'a'", Add, int64(1), "a", "E:TypeError: unsupported operand type(s) for +: 'int' and 'str'"},
		{"'a'+b'a'", Add, "a", []byte("a"), `E:TypeError: can only concatenate str (not "bytes") to str`},
		{"b'a'+'a'", Add, []byte("a"), "a", "E:TypeError: can't concat str to bytes"},
		{"'a'*1.0", Mul, "a", 1.0, "E:TypeError: can't multiply sequence by non-int of type 'float'"},
		{"1.0*'a'", Mul, 1.0, "a", "E:TypeError: can't multiply sequence by non-int of type 'float'"},
		{"'a'*'a'", Mul, "a", "a", "E:TypeError: can't multiply sequence by non-int of type 'str'"},
		{"'a'*2**100", Mul, "a", huge, "E:OverflowError: cannot fit 'int' into an index-sized integer"},
		{"'ab'*2**62", Mul, "ab", int64(1 << 62), "E:OverflowError: repeated string is too long"},
		{"b'ab'*2**62", Mul, []byte("ab"), int64(1 << 62), "E:OverflowError: repeated bytes are too long"},
		{"'a'-'b'", Sub, "a", "b", "E:TypeError: unsupported operand type(s) for -: 'str' and 'str'"},
		{"2**'a'", Power, int64(2), "a", "E:TypeError: unsupported operand type(s) for ** or pow(): 'int' and 'str'"},
		{"None+1", Add, nil, int64(1), "E:TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'"},
		{"1@2", MatMul, int64(1), int64(2), "E:TypeError: unsupported operand type(s) for @: 'int' and 'int'"},
		{"1.0|2", BitOr, 1.0, int64(2), "E:TypeError: unsupported operand type(s) for |: 'float' and 'int'"},
		{"1j//1", FloorDiv, 1i, int64(1), "E:TypeError: unsupported operand type(s) for //: 'complex' and 'int'"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, err := Binary(test.op, test.a, test.b, nil)
			text, _ := v.(string)
			if got := show(text, err); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestUnary(t *testing.T) {
	for _, test := range []struct {
		name string
		op   Operator
		v    any
		want string
	}{
		{"~True", Invert, true, "i:-2"},
		{"-True", USub, true, "i:-1"},
		{"+False", UAdd, false, "i:0"},
		{"-0.0", USub, 0.0, "f:8000000000000000"},
		{"-(0j)", USub, 0i, "c:8000000000000000,8000000000000000"},
		{"-(-2**63)", USub, int64(-1 << 63), "i:8000000000000000"},
		{"not None", Not, nil, "b:1"},
		{"not 'a'", Not, "a", "b:0"},
		{"~1.5", Invert, 1.5, "E:TypeError: bad operand type for unary ~: 'float'"},
		{"~1j", Invert, 1i, "E:TypeError: bad operand type for unary ~: 'complex'"},
		{"-'a'", USub, "a", "E:TypeError: bad operand type for unary -: 'str'"},
		{"-None", USub, nil, "E:TypeError: bad operand type for unary -: 'NoneType'"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, err := Unary(test.op, test.v)
			if got := show(showValue(v), err); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestCharge(t *testing.T) {
	refuse := Charge(func(n int64) error { return fail(Memory, "refused") })
	huge := new(big.Int).Lsh(bigOne, 100000)
	for _, test := range []struct {
		name string
		op   Operator
		a, b any
	}{
		{"1<<100000", LShift, int64(1), int64(100000)},
		{"2**100000", Power, int64(2), int64(100000)},
		{"3**100000", Power, int64(3), int64(100000)},
		{"huge*huge", Mul, huge, huge},
		{"'ab'*100000", Mul, "ab", int64(100000)},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Binary(test.op, test.a, test.b, refuse); err == nil || err.Error() != "MemoryError: refused" {
				t.Errorf("not charged: %v", err)
			}
			if _, err := Binary(test.op, test.a, test.b, nil); err != nil {
				t.Error(err)
			}
		})
	}
	for _, test := range []struct {
		name string
		op   Operator
		b    any
		want string
	}{
		{"3<<2**40", LShift, int64(1 << 40), "E:MemoryError: "},
		{"3**2**40", Power, int64(1 << 40), "E:MemoryError: "},
		{"3**2**100", Power, new(big.Int).Lsh(bigOne, 100), "E:MemoryError: "},
		{"3<<2**63", LShift, new(big.Int).Lsh(bigOne, 63), "E:OverflowError: too many digits in integer"},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, err := Binary(test.op, int64(3), test.b, nil)
			if got := show(showValue(v), err); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}
