package peephole

// Each pass has tests of its own here: instructions before and after.

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// passTests hold instructions as `NAME argument @line`, separated by `;`. An
// argument that is a word is a label, which `word:` in front of an instruction
// places; a constant is written (repr). No line is given by leaving it out.
var passTests = []struct {
	pass          string
	before, after string
}{
	{"inline small exits", "JUMP end @1; mid: NOP @2; JUMP mid @2; end: LOAD_CONST (None); RETURN_VALUE",
		"NOP @1; LOAD_CONST (None); RETURN_VALUE; mid: NOP @2; JUMP mid @2; LOAD_CONST (None); RETURN_VALUE"},
	{"inline small exits", "JUMP a @1; NOP @2; JUMP b @2; a: JUMP b; b: POP_TOP @3; JUMP b @3",
		"NOP @1; JUMP b; NOP @2; JUMP b @2; JUMP b; b: POP_TOP @3; JUMP b @3"},

	{"remove unreachable blocks", "LOAD_CONST (None) @1; RETURN_VALUE @1; LOAD_CONST (1) @2; POP_TOP @2; LOAD_CONST (2) @2; RETURN_VALUE @2",
		"LOAD_CONST (None) @1; RETURN_VALUE @1"},
	{"remove unreachable blocks", "SETUP_FINALLY h @1; NOP @1; LOAD_CONST (None) @1; RETURN_VALUE @1; h: RERAISE 0 @2",
		"SETUP_FINALLY h @1; NOP @1; LOAD_CONST (None) @1; RETURN_VALUE @1; h: RERAISE 0 @2"},

	{"resolve line numbers", "LOAD_NAME 0 @1; POP_TOP; NOP; LOAD_CONST (None) @2; RETURN_VALUE",
		"LOAD_NAME 0 @1; POP_TOP @1; NOP @1; LOAD_CONST (None) @2; RETURN_VALUE @2"},
	{"resolve line numbers", "LOAD_NAME 0 @1; POP_JUMP_IF_FALSE end @1; LOAD_NAME 1 @2; POP_TOP @2; end: LOAD_CONST (None); RETURN_VALUE",
		"LOAD_NAME 0 @1; POP_JUMP_IF_FALSE L1 @1; LOAD_NAME 1 @2; POP_TOP @2; LOAD_CONST (None) @2; RETURN_VALUE @2; L1: LOAD_CONST (None) @1; RETURN_VALUE @1"},

	{"use constants", "LOAD_CONST (7) @1; LOAD_CONST (256) @1; LOAD_CONST (-1) @1; LOAD_CONST (True) @1; BUILD_LIST 4 @1; RETURN_VALUE @1",
		"LOAD_SMALL_INT 7 @1; LOAD_CONST (256) @1; LOAD_CONST (-1) @1; LOAD_CONST (True) @1; BUILD_LIST 4 @1; RETURN_VALUE @1"},
	{"use constants", "LOAD_CONST ('') @1; POP_JUMP_IF_FALSE end @1; NOP @2; end: LOAD_CONST (None) @3; RETURN_VALUE @3",
		"NOP @1; JUMP end @1; NOP @2; end: LOAD_CONST (None) @3; RETURN_VALUE @3"},
	{"use constants", "LOAD_CONST ('a') @1; JUMP_IF_FALSE end @1; POP_TOP @1; LOAD_NAME 0 @1; end: RETURN_VALUE @3",
		"LOAD_CONST ('a') @1; NOP @1; POP_TOP @1; LOAD_NAME 0 @1; RETURN_VALUE @3"},
	{"use constants", "LOAD_NAME 0 @1; LOAD_CONST (None) @1; IS_OP 1 @1; POP_JUMP_IF_FALSE end @1; NOP @1; end: LOAD_CONST (1.5) @1; TO_BOOL @1; RETURN_VALUE @1",
		"LOAD_NAME 0 @1; NOP @1; NOP @1; POP_JUMP_IF_NONE end @1; NOP @1; end: NOP @1; LOAD_CONST (True) @1; RETURN_VALUE @1"},

	{"rewrite instructions", "LOAD_SMALL_INT 60 @1; LOAD_SMALL_INT 24 @1; BINARY_OP 5 @1; RETURN_VALUE @1",
		"NOP; NOP; LOAD_CONST (1440) @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_SMALL_INT 1 @1; LOAD_SMALL_INT 0 @1; BINARY_OP 11 @1; RETURN_VALUE @1",
		"LOAD_SMALL_INT 1 @1; LOAD_SMALL_INT 0 @1; BINARY_OP 11 @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_SMALL_INT 1 @1; LOAD_SMALL_INT 128 @1; BINARY_OP 3 @1; POP_TOP @1; LOAD_SMALL_INT 1 @1; LOAD_CONST (129) @1; BINARY_OP 3 @1; RETURN_VALUE @1",
		"LOAD_SMALL_INT 1 @1; LOAD_SMALL_INT 128 @1; BINARY_OP 3 @1; POP_TOP @1; LOAD_SMALL_INT 1 @1; LOAD_CONST (129) @1; BINARY_OP 3 @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_CONST ('ab') @1; LOAD_SMALL_INT 2 @1; BINARY_OP 5 @1; LOAD_CONST (1) @1; BINARY_OP 26 @1; RETURN_VALUE @1",
		"NOP; NOP; NOP; NOP; LOAD_CONST ('b') @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_SMALL_INT 5 @1; UNARY_NEGATIVE @1; LOAD_CONST (True) @1; UNARY_INVERT @1; BUILD_TUPLE 2 @1; RETURN_VALUE @1",
		"NOP; LOAD_CONST (-5) @1; LOAD_CONST (True) @1; UNARY_INVERT @1; BUILD_TUPLE 2 @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_SMALL_INT 1 @1; LOAD_SMALL_INT 2 @1; BUILD_TUPLE 2 @1; RETURN_VALUE @1",
		"NOP; NOP; LOAD_CONST ((1, 2)) @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_SMALL_INT 1 @1; LOAD_SMALL_INT 2 @2; LOAD_SMALL_INT 3 @3; BUILD_LIST 3 @1; RETURN_VALUE @1",
		"NOP; BUILD_LIST 0 @1; LOAD_CONST ((1, 2, 3)) @1; LIST_EXTEND 1 @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_SMALL_INT 1 @1; LOAD_SMALL_INT 1 @1; BUILD_SET 2 @1; CONTAINS_OP 0 @1; RETURN_VALUE @1",
		"NOP; NOP; LOAD_CONST (frozenset({1})) @1; CONTAINS_OP 0 @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_NAME 0 @1; LOAD_SMALL_INT 2 @1; BUILD_LIST 2 @1; GET_ITER @1; RETURN_VALUE @1",
		"LOAD_NAME 0 @1; LOAD_SMALL_INT 2 @1; BUILD_TUPLE 2 @1; GET_ITER @1; RETURN_VALUE @1"},
	{"rewrite instructions", "BUILD_LIST 0 @1; LOAD_SMALL_INT 1 @1; LIST_APPEND 1 @1; LOAD_SMALL_INT 2 @1; LIST_APPEND 1 @1; CALL_INTRINSIC_1 6 @1; RETURN_VALUE @1",
		"NOP; NOP; NOP; NOP; NOP; LOAD_CONST ((1, 2)) @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_NAME 0 @1; LOAD_NAME 1 @1; BUILD_TUPLE 2 @1; UNPACK_SEQUENCE 2 @1; STORE_FAST 0 @1; STORE_FAST 1 @1; LOAD_CONST (None) @1; RETURN_VALUE @1",
		"LOAD_NAME 0 @1; LOAD_NAME 1 @1; NOP @1; NOP @1; STORE_FAST 1 @1; STORE_FAST 0 @1; LOAD_CONST (None) @1; RETURN_VALUE @1"},
	{"rewrite instructions", "SWAP 2 @1; SWAP 2 @1; SWAP 3 @1; RETURN_VALUE @1", "NOP @1; NOP @1; SWAP 3 @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_NAME 0 @1; POP_JUMP_IF_FALSE a @1; NOP @2; a: JUMP b @3; NOP @4; b: LOAD_CONST (None) @5; RETURN_VALUE @5",
		"LOAD_NAME 0 @1; NOP @1; POP_JUMP_IF_FALSE b @3; NOP @2; JUMP b @3; b: LOAD_CONST (None) @5; RETURN_VALUE @5"},
	{"rewrite instructions", "LOAD_NAME 0 @1; JUMP_IF_FALSE a @1; POP_TOP @2; LOAD_NAME 1 @2; a: JUMP_IF_TRUE b @3; POP_TOP @4; LOAD_NAME 2 @4; b: RETURN_VALUE @5",
		"LOAD_NAME 0 @1; JUMP_IF_FALSE L1 @1; POP_TOP @2; LOAD_NAME 1 @2; JUMP_IF_TRUE b @3; L1: POP_TOP @4; LOAD_NAME 2 @4; b: RETURN_VALUE @5"},
	{"rewrite instructions", "LOAD_NAME 0 @1; LOAD_NAME 1 @1; COMPARE_OP 2 @1; TO_BOOL @1; RETURN_VALUE @1",
		"LOAD_NAME 0 @1; LOAD_NAME 1 @1; NOP @1; COMPARE_OP 18 @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_NAME 0 @1; LOAD_NAME 1 @1; IS_OP 0 @1; UNARY_NOT @1; TO_BOOL @1; RETURN_VALUE @1",
		"LOAD_NAME 0 @1; LOAD_NAME 1 @1; NOP @1; NOP @1; IS_OP 1 @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_GLOBAL 4 @1; PUSH_NULL @1; CALL 0 @1; RETURN_VALUE @1", "LOAD_GLOBAL 5 @1; NOP @1; CALL 0 @1; RETURN_VALUE @1"},
	{"rewrite instructions", "LOAD_NAME 0 @1; LOAD_NAME 1 @1; STORE_FAST 3 @1; STORE_FAST 3 @1; LOAD_CONST (None) @1; RETURN_VALUE @1",
		"LOAD_NAME 0 @1; LOAD_NAME 1 @1; POP_TOP @1; STORE_FAST 3 @1; LOAD_CONST (None) @1; RETURN_VALUE @1"},

	{"remove pairs", "LOAD_NAME 0 @1; NOP @1; COPY 1 @1; POP_TOP @1; LOAD_CONST (1) @2; POP_TOP @2; NOP @3; RETURN_VALUE @4",
		"LOAD_NAME 0 @1; NOP @2; NOP @3; RETURN_VALUE @4"},

	{"remove redundant jumps", "LOAD_NAME 0 @1; JUMP a @1; a: NOP @2; JUMP b @2; b: RETURN_VALUE @3",
		"LOAD_NAME 0 @1; NOP @2; RETURN_VALUE @3"},

	{"remove unused constants", "LOAD_CONST ('doc'); POP_TOP; LOAD_CONST (5); RETURN_VALUE",
		"LOAD_CONST ('doc'); POP_TOP; LOAD_CONST (5); RETURN_VALUE"},

	{"check unbound locals", "LOAD_FAST 0; POP_JUMP_IF_FALSE a; LOAD_NAME 0; STORE_FAST 1; a: LOAD_FAST 1; POP_TOP; LOAD_FAST 1; POP_TOP; DELETE_FAST 0; LOAD_FAST 0; RETURN_VALUE",
		"LOAD_FAST 0; POP_JUMP_IF_FALSE a; LOAD_NAME 0; STORE_FAST 1; a: LOAD_FAST_CHECK 1; POP_TOP; LOAD_FAST 1; POP_TOP; DELETE_FAST 0; LOAD_FAST_CHECK 0; RETURN_VALUE"},

	{"make superinstructions", "LOAD_FAST 1 @1; LOAD_FAST 2 @1; STORE_FAST 3 @1; LOAD_FAST 4 @1; POP_TOP @1; LOAD_FAST 16 @1; LOAD_FAST 1 @2; STORE_FAST 1 @2; STORE_FAST 2 @2; LOAD_CONST (None) @3; RETURN_VALUE @3",
		"LOAD_FAST_LOAD_FAST 18 @1; STORE_FAST_LOAD_FAST 52 @1; POP_TOP @1; LOAD_FAST 16 @1; LOAD_FAST 1 @2; STORE_FAST_STORE_FAST 18 @2; LOAD_CONST (None) @3; RETURN_VALUE @3"},

	{"move cold blocks", "SETUP_FINALLY h @1; LOAD_NAME 0 @1; POP_TOP @1; JUMP on @1; h: PUSH_EXC_INFO @2; POP_TOP @2; on: LOAD_CONST (None) @3; RETURN_VALUE @3",
		"SETUP_FINALLY h @1; LOAD_NAME 0 @1; POP_TOP @1; on: LOAD_CONST (None) @3; RETURN_VALUE @3; h: PUSH_EXC_INFO @2; POP_TOP @2; JUMP_NO_INTERRUPT on"},

	{"expand conditional jumps", "LOAD_NAME 0 @1; JUMP_IF_TRUE a @1; POP_TOP @1; LOAD_NAME 1 @1; a: RETURN_VALUE @1",
		"LOAD_NAME 0 @1; COPY 1 @1; TO_BOOL @1; POP_JUMP_IF_TRUE a @1; POP_TOP @1; LOAD_NAME 1 @1; a: RETURN_VALUE @1"},

	{"lay out locals", "RESUME 0 @1; LOAD_DEREF 0 @1; LOAD_DEREF 1 @1; LOAD_DEREF 2 @1; BUILD_TUPLE 3 @1; RETURN_VALUE @1",
		"COPY_FREE_VARS 1; MAKE_CELL 1; MAKE_CELL 17; RESUME 0 @1; LOAD_DEREF 17 @1; LOAD_DEREF 1 @1; LOAD_DEREF 18 @1; BUILD_TUPLE 3 @1; RETURN_VALUE @1"},

	{"lower pseudo-instructions", "SETUP_FINALLY h @1; LOAD_CLOSURE 0 @1; STORE_FAST_MAYBE_NULL 1 @1; LOAD_CONST (None) @1; RETURN_VALUE @1; h: RERAISE 0 @2",
		"LOAD_FAST 0 @1; STORE_FAST 1 @1; LOAD_CONST (None) @1; RETURN_VALUE @1; RERAISE 0 @2"},

	{"normalize jumps", "loop: LOAD_NAME 0 @1; POP_JUMP_IF_TRUE loop @1; LOAD_NAME 1 @2; POP_JUMP_IF_NONE on @2; NOP @2; on: LOAD_CONST (None) @3; RETURN_VALUE @3",
		"loop: LOAD_NAME 0 @1; POP_JUMP_IF_FALSE L1 @1; NOT_TAKEN @1; JUMP loop @1; L1: LOAD_NAME 1 @2; POP_JUMP_IF_NONE on @2; NOT_TAKEN @2; NOP @2; on: LOAD_CONST (None) @3; RETURN_VALUE @3"},

	{"borrow locals", "LOAD_FAST 0; LOAD_FAST 1; BINARY_OP 0; POP_TOP; LOAD_FAST 0; STORE_FAST 1; LOAD_FAST 0; LOAD_NAME 0; STORE_FAST 0; RETURN_VALUE",
		"LOAD_FAST_BORROW 0; LOAD_FAST_BORROW 1; BINARY_OP 0; POP_TOP; LOAD_FAST 0; STORE_FAST 1; LOAD_FAST 0; LOAD_NAME 0; STORE_FAST 0; RETURN_VALUE"},
}

func TestPass(t *testing.T) {
	passes := map[string]Pass{}
	for _, pass := range Passes() {
		if pass.Reason == "" {
			t.Errorf("%s has no reason", pass.Name)
		}
		passes[pass.Name] = pass
	}
	tested := map[string]bool{}
	for _, test := range passTests {
		pass, ok := passes[test.pass]
		if !ok {
			t.Errorf("no pass %q", test.pass)
			continue
		}
		tested[test.pass] = true
		g, err := cfg.Build(unitOf(t, test.before))
		if err != nil {
			t.Errorf("%s\n%s: %v", test.before, test.pass, err)
			continue
		}
		removeUnreachableUnless(t, g, test.pass)
		if err := run(g, []Pass{pass}, true); err != nil {
			t.Errorf("%s\n%s: %v", test.before, test.pass, err)
			continue
		}
		if got := textOf(g); got != relabelled(test.after) {
			t.Errorf("%s\n%s\n%s, want\n%s", test.before, test.pass, got, relabelled(test.after))
		}
	}
	for _, pass := range Passes() {
		if !tested[pass.Name] && !strings.HasSuffix(pass.Name, " again") {
			t.Errorf("%s has no test", pass.Name)
		}
	}
}

func TestRemoveUnusedConsts(t *testing.T) {
	u := unitOf(t, "LOAD_CONST ('first'); POP_TOP; LOAD_CONST ('a'); POP_TOP; LOAD_CONST ('b'); POP_TOP; LOAD_CONST ('c'); RETURN_VALUE")
	g, err := cfg.Build(u)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{0, 2} {
		g.Entry.Instrs[i].Set(opcode.LOAD_SMALL_INT, 1)
	}
	if err := removeUnusedConsts(g); err != nil {
		t.Fatal(err)
	}
	if got := code.Repr(code.Tuple(u.Consts.Values()), nil); got != "('first', 'b', 'c')" {
		t.Error("constants are", got)
	}
	if got, want := textOf(g), "LOAD_SMALL_INT 1; POP_TOP; LOAD_SMALL_INT 1; POP_TOP; LOAD_CONST ('b'); POP_TOP; LOAD_CONST ('c'); RETURN_VALUE"; got != want {
		t.Errorf("%s, want\n%s", got, want)
	}
	if u.Consts.Add("b") != 1 || u.Consts.Add("a") != 3 {
		t.Error("constants that were dropped are still known, or kept ones aren't")
	}
}

// removeUnreachableUnless counts predecessors, as the passes behind the first
// two find them.
func removeUnreachableUnless(t *testing.T, g *cfg.Graph, pass string) {
	switch pass {
	case "inline small exits", "remove unreachable blocks":
		return
	}
	if err := removeUnreachable(g); err != nil {
		t.Fatal(err)
	}
}

// unitOf reads instructions. Its scope has 17 locals, the first a parameter,
// two cells (one of them local 1) and a free variable.
func unitOf(t *testing.T, text string) *cfg.Unit {
	u := &cfg.Unit{Name: "f", FirstLineno: 1, ArgCount: 1, Consts: &cfg.ConstTable{}, Seq: &cfg.Sequence{}, CellVars: []string{"cell", "v1"}, FreeVars: []string{"free"}}
	for i := range 17 {
		u.VarNames = append(u.VarNames, fmt.Sprint("v", i))
	}
	labels := map[string]cfg.Label{}
	label := func(name string) cfg.Label {
		if _, ok := labels[name]; !ok {
			labels[name] = u.Seq.NewLabel()
		}
		return labels[name]
	}
	for _, line := range strings.Split(text, "; ") {
		loc := cfg.NoLocation
		if rest, number, ok := strings.Cut(line, " @"); ok {
			n, _ := strconv.Atoi(number)
			line, loc = rest, cfg.Loc{Line: int32(n), EndLine: int32(n)}
		}
		if name, rest, ok := strings.Cut(line, ": "); ok {
			u.Seq.Use(label(name))
			line = rest
		}
		name, arg, _ := strings.Cut(line, " ")
		op, ok := opcode.Lookup(name)
		if !ok {
			t.Fatalf("no instruction %q", name)
		}
		switch number, err := strconv.Atoi(arg); {
		case op.HasTarget():
			u.Seq.EmitJump(op, label(arg), loc)
		case strings.HasPrefix(arg, "("):
			u.Seq.Emit(op, u.Consts.Add(constant(t, arg[1:len(arg)-1])), loc)
		default:
			if err != nil && arg != "" {
				t.Fatal(line)
			}
			u.Seq.Emit(op, number, loc)
		}
	}
	return u
}

// constant reads the few reprs that passTests start from.
func constant(t *testing.T, text string) any {
	switch text {
	case "None":
		return nil
	case "True":
		return true
	}
	if strings.HasPrefix(text, "'") {
		return strings.Trim(text, "'")
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// textOf writes a graph as passTests have it, its labels numbered.
func textOf(g *cfg.Graph) string {
	targets := map[*cfg.Block]bool{}
	for b := range g.Blocks {
		for _, in := range b.Instrs {
			if in.Target != nil {
				targets[in.Target.NonEmpty()] = true
			}
		}
	}
	names := map[*cfg.Block]string{}
	for b := range g.Blocks {
		if targets[b] {
			names[b] = fmt.Sprint("L", len(names))
		}
	}
	var lines []string
	for b := range g.Blocks {
		for i, in := range b.Instrs {
			line := in.Op.String()
			if i == 0 && names[b] != "" {
				line = names[b] + ": " + line
			}
			switch {
			case in.Target != nil:
				line += " " + names[in.Target.NonEmpty()]
			case in.Op.HasConst():
				line += " (" + code.Repr(g.Unit.Consts.At(in.Arg), nil) + ")"
			case in.Op.HasArg():
				line += fmt.Sprint(" ", in.Arg)
			}
			if in.Loc.Line >= 0 {
				line += fmt.Sprint(" @", in.Loc.Line)
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "; ")
}

// relabelled numbers the labels of a text in the order of their places.
func relabelled(text string) string {
	var rename []string
	for _, line := range strings.Split(text, "; ") {
		if name, _, ok := strings.Cut(line, ": "); ok {
			number := fmt.Sprint("L", len(rename)/4)
			rename = append(rename, name+": ", "\x00"+number+": ", " "+name+" ", " \x00"+number+" ")
		}
	}
	text = strings.NewReplacer(rename...).Replace(strings.ReplaceAll(text, ";", " ;") + " ;")
	text = strings.TrimSuffix(strings.ReplaceAll(text, "\x00", ""), " ;")
	return strings.ReplaceAll(text, " ;", ";")
}
