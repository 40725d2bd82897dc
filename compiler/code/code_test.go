package code

// The goldens come from testdata/record.py, run by CPython 3.14.

import (
	"bytes"
	"fmt"
	"math/rand"
	"os"
	"regexp"
	"strings"
	"testing"
)

// program returns testdata/program.py as CPython compiles it.
func program(t *testing.T) (*Code, []byte) {
	t.Helper()
	data, err := os.ReadFile("testdata/program.marshal")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Unmarshal(data)
	if err != nil {
		t.Fatal(err)
	}
	return c, data
}

// each calls visit for c and all code objects in it.
func each(c *Code, visit func(*Code)) {
	visit(c)
	for _, v := range c.Consts {
		if inner, ok := v.(*Code); ok {
			each(inner, visit)
		}
	}
}

func golden(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// sameLines fails at the first line that differs.
func sameLines(t *testing.T, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("line %d:\n%q, want\n%q", i+1, g[min(i, len(g)-1)], w[min(i, len(w)-1)])
		}
	}
}

func TestDisassemble(t *testing.T) {
	c, _ := program(t)
	address := regexp.MustCompile(`0x[0-9a-f]{4,}`)
	for name, options := range map[string]DisassembleOptions{
		"program.dis":          {},
		"program.full.dis":     {ShowCaches: true, ShowOffsets: true, ShowPositions: true},
		"program.adaptive.dis": {ShowCaches: true, Adaptive: true},
	} {
		var b strings.Builder
		if err := c.Disassemble(&b, options); err != nil {
			t.Fatal(err)
		}
		sameLines(t, address.ReplaceAllString(b.String(), "0xADDRESS"), golden(t, name))
	}
}

func TestTables(t *testing.T) {
	c, _ := program(t)
	var b strings.Builder
	number := func(n int32) string {
		if n < 0 {
			return "-"
		}
		return fmt.Sprint(n)
	}
	each(c, func(c *Code) {
		fmt.Fprintln(&b, c.QualName)
		for _, p := range c.Positions() {
			fmt.Fprintln(&b, " ", number(p.Line), number(p.EndLine), number(p.Col), number(p.EndCol))
		}
		for r := range c.Lines() {
			line := "None"
			if r.Line >= 0 {
				line = fmt.Sprint(r.Line)
			}
			fmt.Fprintln(&b, "  lines", 2*r.Start, 2*r.End, line)
		}
		for _, list := range []struct {
			name  string
			names []string
		}{{"co_varnames", c.VarNames()}, {"co_cellvars", c.CellVars()}, {"co_freevars", c.FreeVars()}} {
			fmt.Fprintln(&b, strings.TrimRight("  "+list.name+" "+strings.Join(list.names, " "), " "))
		}
		fmt.Fprintln(&b, "  co_nlocals", c.NLocals())
	})
	sameLines(t, b.String(), golden(t, "program.tables"))
}

// TestTablesAgain writes the tables anew from what was read.
func TestTablesAgain(t *testing.T) {
	c, _ := program(t)
	each(c, func(c *Code) {
		table := NewLocationTable(c.FirstLineno, nil)
		positions := c.Positions()
		for i := 0; i < len(positions); {
			start := i
			for i < len(positions) && positions[i] == positions[start] {
				i++
			}
			table.Add(positions[start], i-start)
		}
		if !bytes.Equal(table.Bytes(), c.LineTable) {
			t.Errorf("%s: position table %x, want %x", c.Name, table.Bytes(), c.LineTable)
		}
		var handlers []Handler
		for h := range c.Handlers() {
			handlers = append(handlers, h)
			for _, unit := range []int{h.Start, h.End - 1} {
				if found, ok := c.FindHandler(unit); !ok || found != h {
					t.Errorf("%s: handler of %d is %v, want %v", c.Name, unit, found, h)
				}
			}
		}
		if table := EncodeExceptionTable(handlers); !bytes.Equal(table, c.ExceptionTable) {
			t.Errorf("%s: exception table %x, want %x", c.Name, table, c.ExceptionTable)
		}
	})
}

func TestMarshal(t *testing.T) {
	c, _ := program(t)
	data, err := Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Unmarshal(data)
	if err != nil {
		t.Fatal(err)
	}
	if !c.Equal(again) {
		t.Error("the code object changed on the way")
	}
	pyc, err := Pyc(c, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	if again, err = ParsePyc(pyc); err != nil || !c.Equal(again) {
		t.Error("the .pyc file changed the code object", err)
	}
}

// TestMarshalDamage reads damaged data, which must not crash.
func TestMarshalDamage(t *testing.T) {
	_, data := program(t)
	for n := range data {
		if _, err := Unmarshal(data[:n]); err == nil {
			t.Fatalf("%d bytes of %d were accepted", n, len(data))
		}
	}
	random := rand.New(rand.NewSource(1))
	for range 5000 {
		bad := bytes.Clone(data)
		for range 1 + random.Intn(4) {
			bad[random.Intn(len(bad))] = byte(random.Intn(256))
		}
		Unmarshal(bad)
	}
	deep := bytes.Repeat([]byte{markSmallTuple, 1}, 100_000)
	if _, err := Unmarshal(deep); err == nil {
		t.Error("deep nesting was accepted")
	}
}

func TestVerify(t *testing.T) {
	c, _ := program(t)
	each(c, func(c *Code) {
		heights, err := c.Verify()
		if err != nil {
			t.Error(err)
			return
		}
		greatest := 0
		for _, height := range heights {
			greatest = max(greatest, height)
		}
		if greatest > c.StackSize {
			t.Errorf("%s: stack of %d, %d announced", c.Name, greatest, c.StackSize)
		}
	})
}

func TestVerifyRefuses(t *testing.T) {
	const (
		resume, loadConst, loadSmallInt, popTop, returnValue = 128, 82, 94, 31, 35
		loadFast, jumpForward, jumpBackward, extendedArg     = 84, 77, 75, 69
		loadGlobal, swap, binaryOp, cache, loadDeref         = 92, 117, 44, 0, 83
	)
	base := Code{Name: "f", StackSize: 2, Consts: []any{nil}, LocalsPlusNames: []string{"a"}, LocalsPlusKinds: []byte{KindLocal}}
	for _, test := range []struct {
		want     string // "" if the code is fine
		bytecode []byte
		change   func(*Code)
	}{
		{"", []byte{resume, 0, loadConst, 0, returnValue, 0}, nil},
		{"impossible length", nil, nil},
		{"impossible length", []byte{resume}, nil},
		{"where no instruction is", []byte{resume, 0}, nil},
		{"where no instruction is", []byte{resume, 0, loadConst, 0}, nil},
		{"finds 0 values", []byte{popTop, 0, loadConst, 0, returnValue, 0}, nil},
		{"finds 0 values", []byte{returnValue, 0}, nil},
		{"stack overflows", []byte{loadConst, 0, loadConst, 0, loadConst, 0, returnValue, 0}, nil},
		{"LOAD_CONST has no 1", []byte{loadConst, 1, returnValue, 0}, nil},
		{"LOAD_FAST has no 1", []byte{loadFast, 1, returnValue, 0}, nil},
		{"LOAD_DEREF has no 0", []byte{loadDeref, 0, returnValue, 0}, nil},
		{"SWAP has no 0", []byte{loadConst, 0, swap, 0, returnValue, 0}, nil},
		{"no instruction BINARY_OP_INPLACE_ADD_UNICODE", []byte{3, 0, loadConst, 0, returnValue, 0}, nil},
		{"no instruction CACHE", []byte{cache, 0, loadConst, 0, returnValue, 0}, nil},
		{"cut off", []byte{loadConst, 0, loadConst, 0, binaryOp, 0}, nil},
		{"EXTENDED_ARG at the end", []byte{loadConst, 0, returnValue, 0, extendedArg, 0}, nil},
		{"too large", []byte{extendedArg, 255, extendedArg, 255, extendedArg, 255, loadConst, 255, returnValue, 0}, nil},
		{"where no instruction is", []byte{jumpForward, 1, extendedArg, 0, loadConst, 0, returnValue, 0}, nil},
		{"", []byte{jumpForward, 0, extendedArg, 0, loadConst, 0, returnValue, 0}, nil},
		{"where no instruction is", []byte{jumpForward, 9, loadConst, 0, returnValue, 0}, nil},
		{"where no instruction is", []byte{jumpBackward, 9, 0, 0}, nil},
		{"0 and 1 values", []byte{resume, 0, loadConst, 0, jumpBackward, 3, 0, 0}, nil},
		{"more parameters", []byte{loadConst, 0, returnValue, 0}, func(c *Code) { c.ArgCount = 2 }},
		{"out of range", []byte{loadConst, 0, returnValue, 0}, func(c *Code) { c.PosOnlyArgCount = 1 }},
		{"of no kind", []byte{loadConst, 0, returnValue, 0}, func(c *Code) { c.LocalsPlusKinds = []byte{0} }},
		{"stack size", []byte{loadConst, 0, returnValue, 0}, func(c *Code) { c.StackSize = -1 }},
		{"malformed", []byte{loadConst, 0, returnValue, 0}, func(c *Code) { c.ExceptionTable = []byte{0x80, 1} }},
		{"doesn't consist", []byte{loadConst, 0, returnValue, 0}, func(c *Code) {
			c.ExceptionTable = EncodeExceptionTable([]Handler{{Start: 0, End: 1, Target: 5}})
		}},
		{"keeps 2 values of 0", []byte{loadConst, 0, returnValue, 0}, func(c *Code) {
			c.ExceptionTable = EncodeExceptionTable([]Handler{{Start: 0, End: 1, Target: 0, Depth: 2}})
		}},
	} {
		c := base
		c.Bytecode = test.bytecode
		if test.change != nil {
			test.change(&c)
		}
		_, err := c.Verify()
		if got := fmt.Sprint(err); test.want == "" && err != nil || !strings.Contains(got, test.want) {
			t.Errorf("% d: %s, want %q", test.bytecode, got, test.want)
		}
	}
}

// TestVerifyDamage verifies and disassembles damaged code, which must not
// crash.
func TestVerifyDamage(t *testing.T) {
	c, _ := program(t)
	random := rand.New(rand.NewSource(1))
	each(c, func(c *Code) {
		for range 100 {
			bad := *c
			bad.Bytecode = bytes.Clone(c.Bytecode)
			bad.ExceptionTable = bytes.Clone(c.ExceptionTable)
			bad.LineTable = bytes.Clone(c.LineTable)
			for _, part := range [][]byte{bad.Bytecode, bad.ExceptionTable, bad.LineTable} {
				if len(part) > 0 {
					part[random.Intn(len(part))] = byte(random.Intn(256))
				}
			}
			bad.Verify()
			bad.Consts = []any{1.5}
			if err := bad.Disassemble(&strings.Builder{}, DisassembleOptions{ShowCaches: true, ShowOffsets: true, ShowPositions: true}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestSameConst(t *testing.T) {
	negativeZero := -1 / inf()
	for _, test := range []struct {
		a, b any
		want bool
	}{
		{int64(1), int64(1), true},
		{int64(1), 1.0, false},
		{int64(1), true, false},
		{0.0, negativeZero, false},
		{complex(0, negativeZero), complex(0, 0), false},
		{nan(), nan(), false},
		{"a", []byte("a"), false},
		{Tuple{int64(1), "a"}, Tuple{int64(1), "a"}, true},
		{Tuple{int64(1)}, Tuple{1.0}, false},
		{FrozenSet{int64(1), int64(2)}, FrozenSet{int64(2), int64(1)}, true},
		{Tuple{int64(1)}, FrozenSet{int64(1)}, false},
		{Slice{Stop: int64(1)}, Slice{Stop: int64(1)}, true},
		{Slice{Stop: int64(1)}, Slice{Start: int64(1)}, false},
		{Ellipsis{}, nil, false},
		{nil, nil, true},
	} {
		if got := SameConst(test.a, test.b); got != test.want {
			t.Errorf("SameConst(%v, %v) = %t", test.a, test.b, got)
		}
	}
}

func inf() float64 { var zero float64; return 1 / zero }
func nan() float64 { return inf() - inf() }

func TestRepr(t *testing.T) {
	for _, test := range []struct {
		v    any
		want string
	}{
		{Tuple{nil, true, int64(-5), 1e300, complex(0, 1), "it's\n", []byte("\x00'"), Ellipsis{}}, `(None, True, -5, 1e+300, 1j, "it's\n", b"\x00'", Ellipsis)`},
		{Tuple{int64(1)}, "(1,)"},
		{FrozenSet{}, "frozenset()"},
		{FrozenSet{int64(9), int64(1), int64(8)}, "frozenset({8, 9, 1})"},
		{Slice{Start: int64(1)}, "slice(1, None, None)"},
		{&Code{Name: "f", Filename: "x.py", FirstLineno: 3}, `<code object f at 0x0, file "x.py", line 3>`},
	} {
		if got := Repr(test.v, nil); got != test.want {
			t.Errorf("%s, want %s", got, test.want)
		}
	}
}

// TestMarshalShares checks that equal constants are written once.
func TestMarshalShares(t *testing.T) {
	inner := func() *Code {
		return &Code{Name: "f", QualName: "f", Filename: "a file", Names: []string{"x"}, LineTable: []byte("lines"),
			Consts: []any{"not a name", Tuple{"not a name", int64(1), 1.5}, FrozenSet{"not a name"}, []byte("not a name")}}
	}
	c := inner()
	one, err := Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	c.Consts = []any{inner(), inner(), inner()}
	three, err := Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(three, []byte("not a name")); n != 2 { // as a string and as bytes
		t.Errorf("a constant was written %d times", n)
	}
	if len(three) > 3*len(one) {
		t.Errorf("three equal functions take %d bytes, one takes %d", len(three), len(one))
	}
	again, err := Unmarshal(three)
	if err != nil || !again.Equal(c) {
		t.Errorf("read back: %v", err)
	}
}
