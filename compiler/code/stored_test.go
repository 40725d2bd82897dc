package code

import (
	"math/big"
	"testing"
)

// storable is code with constants of all types, and with code within that shares strings and tuples with it.
func storable() *Code {
	big1, _ := new(big.Int).SetString("-123456789012345678901234567890", 10)
	shared := Tuple{"shared", int64(1), Tuple{nil, Ellipsis{}}}
	inner := &Code{Name: "inner", QualName: "outer.<locals>.inner", Filename: "f.py", ArgCount: 1, StackSize: 3, FirstLineno: 2, Flags: CO_OPTIMIZED,
		Bytecode: []byte{0x80, 0, 0x23, 0}, Consts: []any{"documented", shared, int64(7)}, Names: []string{"print", "x"},
		LocalsPlusNames: []string{"a", "é"}, LocalsPlusKinds: []byte{KindLocal | KindArgPos, KindFree}, LineTable: []byte{1, 2}, ExceptionTable: []byte{3}}
	twin := *inner
	twin.Name = "twin"
	return &Code{Name: "outer", QualName: "outer", Filename: "f.py", StackSize: 1, FirstLineno: 1, Bytecode: []byte{0x80, 0},
		Consts: []any{inner, &twin, nil, true, false, Ellipsis{}, int64(-5), int64(1) << 40, big1, 1.5, complex(1, -2), "text", "naïve", []byte("raw"), shared,
			FrozenSet{int64(1), "a"}, Slice{int64(1), nil, int64(3)}},
		Names: []string{"print"}, LocalsPlusNames: []string{}, LocalsPlusKinds: []byte{}, LineTable: []byte{}, ExceptionTable: []byte{}}
}

func TestOpen(t *testing.T) {
	c := storable()
	data, err := Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Open(string(data))
	if err != nil {
		t.Fatal(err)
	}
	if !got.Hollow() || got.Bytecode != nil || got.Name != "outer" {
		t.Errorf("opened: %+v", got)
	}
	got.Complete()
	inner := got.Consts[0].(*Code)
	if !inner.Hollow() || inner.FirstConst() != "documented" || !inner.Hollow() {
		t.Error("the code within was read when nobody needed it")
	}
	if inner.ArgCount != 1 || inner.Flags != CO_OPTIMIZED || inner.FirstLineno != 2 || len(inner.LocalsPlusKinds) != 2 || inner.QualName != "outer.<locals>.inner" {
		t.Errorf("header of the code within: %+v", inner)
	}
	if !got.Equal(c) || !c.Equal(got) {
		t.Errorf("%s differs from %s", Repr(got, nil), Repr(c, nil))
	}
	if names := inner.FreeVars(); len(names) != 1 || names[0] != "é" {
		t.Error("free variables:", names)
	}
}

// TestOpenDamage checks that data that is cut off is refused at once.
func TestOpenDamage(t *testing.T) {
	data, err := Marshal(storable())
	if err != nil {
		t.Fatal(err)
	}
	for n := range data {
		if _, err := Open(string(data[:n])); err == nil {
			t.Errorf("the first %d bytes of %d were accepted", n, len(data))
		}
	}
	for n := range data { // what is damaged elsewhere is refused or read, at worst into something else
		damaged := append([]byte(nil), data...)
		damaged[n] ^= 0x55
		Open(string(damaged))
	}
}
