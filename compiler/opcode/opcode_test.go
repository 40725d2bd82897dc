package opcode

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestCPython compares every fact with testdata/cpython.txt, which testdata/record.py wrote on CPython 3.14, in both
// directions: what isn't recorded mustn't exist.
func TestCPython(t *testing.T) {
	text, err := os.ReadFile("testdata/cpython.txt")
	if err != nil {
		t.Fatal(err)
	}
	var opargs []int
	seenOps, seenCaches, seenSpecializations := map[Op]bool{}, map[Op]bool{}, map[Op]bool{}
	tables := map[string][]Row{
		"BinaryOperators": BinaryOperators[:], "Comparisons": Comparisons[:], "Intrinsics1": Intrinsics1[:],
		"Intrinsics2": Intrinsics2[:], "SpecialMethods": SpecialMethods[:], "CommonConstants": CommonConstants[:],
	}
	seenRows := map[string]int{}
	lookup := func(name string) Op {
		op, ok := Lookup(name)
		if !ok {
			t.Errorf("no opcode %s", name)
		}
		return op
	}
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		switch f[0] {
		case "opargs":
			for _, s := range f[1:] {
				opargs = append(opargs, number(t, s))
			}
		case "have_argument":
			equal(t, "HaveArgument", fmt.Sprint(int(HaveArgument)), f[1])
		case "min_instrumented":
			equal(t, "MinInstrumented", fmt.Sprint(int(MinInstrumented)), f[1])
		case "op":
			op := Op(number(t, f[1]))
			seenOps[op] = true
			equal(t, "name of "+f[1], op.String(), f[2])
			equal(t, "flags of "+f[2], flags(op), f[3])
			equal(t, "lookup of "+f[2], lookup(f[2]).String(), f[2])
		case "stay", "jump":
			op := Op(number(t, f[1]))
			if f[2] == "invalid" {
				if !op.IsSpecialized() {
					t.Errorf("%s isn't specialized", op)
				}
				continue
			}
			args := opargs
			if !op.HasArg() {
				args = []int{0}
			}
			var effects []string
			for _, oparg := range args {
				effects = append(effects, fmt.Sprint(op.StackEffect(oparg, f[0] == "jump")))
				if got := op.Pushed(oparg) - op.Popped(oparg); got != op.StackEffect(oparg, false) {
					t.Errorf("%s(%d) pops %d and pushes %d: not an effect of %d", op, oparg, op.Popped(oparg), op.Pushed(oparg), op.StackEffect(oparg, false))
				}
			}
			equal(t, fmt.Sprintf("effects of %s, %s", op, f[0]), strings.Join(effects, " "), strings.Join(f[2:], " "))
		case "cache":
			op := lookup(f[1])
			seenCaches[op] = true
			entries := 0
			var fields []string
			for _, field := range op.Cache() {
				entries += field.Entries
				fields = append(fields, fmt.Sprintf("%s:%d", field.Name, field.Entries))
			}
			equal(t, "cache of "+f[1], strings.Join(fields, " "), strings.Join(f[2:], " "))
			equal(t, "cache entries of "+f[1], fmt.Sprint(op.CacheEntries()), fmt.Sprint(entries))
		case "specializations":
			op := lookup(f[1])
			seenSpecializations[op] = true
			var names []string
			for _, v := range op.Specializations() {
				names = append(names, v.String())
				if v.Base() != op || !v.IsSpecialized() || v.CacheEntries() != op.CacheEntries() {
					t.Errorf("%s: base %s, specialized %v, %d cache entries", v, v.Base(), v.IsSpecialized(), v.CacheEntries())
				}
			}
			equal(t, "specializations of "+f[1], strings.Join(names, " "), strings.Join(f[2:], " "))
		case "compare_arg":
			row := number(t, f[1])
			equal(t, "comparison "+f[1], fmt.Sprint(CompareArg(row, false), CompareArg(row, true)), f[2]+" "+f[3])
		default:
			row := tables[f[0]][seenRows[f[0]]]
			seenRows[f[0]]++
			if f[1] != "-" {
				equal(t, f[0], row.Name, f[1])
			}
			if len(f) > 2 {
				equal(t, f[0], row.Text, f[2])
			}
		}
	}
	for op := range Op(Limit + 10) {
		if op.Valid() != seenOps[op] {
			t.Errorf("%d %s: valid %v, recorded %v", op, op, op.Valid(), seenOps[op])
		}
		if op.Base() == op && (op.CacheEntries() > 0) != seenCaches[op] {
			t.Errorf("%s: %d cache entries, recorded %v", op, op.CacheEntries(), seenCaches[op])
		}
		if (len(op.Specializations()) > 0) != seenSpecializations[op] {
			t.Errorf("%s: specializations %v, recorded %v", op, op.Specializations(), seenSpecializations[op])
		}
		if op.Valid() && (op.Doc() == "" || !strings.Contains(op.Stack(), "--")) {
			t.Errorf("%s has no documentation: %q, %q", op, op.Doc(), op.Stack())
		}
		if op.IsPseudo() != (len(op.Expansion()) > 0) {
			t.Errorf("%s: pseudo %v, becomes %v", op, op.IsPseudo(), op.Expansion())
		}
	}
	for name, rows := range tables {
		if seenRows[name] != len(rows) {
			t.Errorf("%s has %d rows, recorded %d", name, len(rows), seenRows[name])
		}
	}
	for i := range BinaryOperators {
		if BinaryOperators[i].Value != i {
			t.Errorf("row %d of BinaryOperators has the value %d", i, BinaryOperators[i].Value)
		}
	}
}

// TestExpansionEffects checks that what a pseudo-instruction becomes does to the stack what the pseudo-instruction does.
func TestExpansionEffects(t *testing.T) {
	for op := range Op(Limit) {
		if !op.IsPseudo() || op.IsBlockPush() {
			continue
		}
		effect := 0
		for _, e := range op.Expansion() {
			effect += e.StackEffect(1, false)
		}
		if effect != op.StackEffect(1, false) {
			t.Errorf("%s has effect %d, its expansion %d", op, op.StackEffect(1, false), effect)
		}
	}
}

func TestInvalid(t *testing.T) {
	for _, op := range []Op{invalid, Limit, 65535} {
		if op.Valid() || op.HasArg() || op.CacheEntries() != 0 || op.StackEffect(1, true) != 0 || op.Base() != op {
			t.Errorf("%d passes for an opcode", op)
		}
	}
	equal(t, "name", Op(121).String(), "<121>")
	if _, ok := Lookup(""); ok {
		t.Error("the empty name is an opcode")
	}
}

func TestNameIndex(t *testing.T) {
	for op, want := range map[Op]int{LOAD_NAME: 13, LOAD_ATTR: 6, LOAD_GLOBAL: 6, LOAD_SUPER_ATTR: 3} {
		if got := op.NameIndex(13); got != want {
			t.Errorf("%s: index %d, want %d", op, got, want)
		}
	}
}

func flags(op Op) string {
	var names []string
	for _, f := range []struct {
		name string
		has  bool
	}{
		{"arg", op.HasArg()}, {"const", op.HasConst()}, {"name", op.HasName()}, {"jump", op.HasJump()},
		{"local", op.HasLocal()}, {"free", op.HasFree()}, {"exc", op.HasExc()},
	} {
		if f.has {
			names = append(names, f.name)
		}
	}
	if names == nil {
		return "-"
	}
	return strings.Join(names, ",")
}

func number(t *testing.T, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func equal(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %s, want %s", what, got, want)
	}
}
