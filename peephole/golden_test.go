package peephole

// The golden files hold instruction sequences, one JSON object a line, with
// what CPython 3.14's optimizer makes of them.

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

var goldens = flag.String("goldens", "testdata/*.jsonl", "files with recorded optimizations")

// goldenCase is a line of a golden file. An instruction is opcode, argument,
// line, end line, column, end column; the argument of a jump is the index of
// its target.
type goldenCase struct {
	Name       string
	NLocals    int
	Consts     [][]any
	Instrs     [][6]int
	Want       [][6]int
	WantConsts [][]any
}

func TestOptimizeEqualsCPython(t *testing.T) {
	files, err := filepath.Glob(*goldens)
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	total, failed := 0, 0
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<28)
		for lines.Scan() {
			var c goldenCase
			if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
				t.Fatal(file, err)
			}
			total++
			if diff := runGolden(c); diff != "" {
				if failed++; failed <= 20 {
					t.Errorf("%s: %s", c.Name, diff)
				}
			}
		}
		f.Close()
	}
	t.Logf("%d of %d equal", total-failed, total)
}

func runGolden(c goldenCase) string {
	u := goldenUnit(c)
	g, err := cfg.Build(u)
	if err != nil {
		return err.Error()
	}
	// The recorded function ends with this pass, though the compiler runs it later.
	if err := run(g, append(slices.Clone(optimizations), Pass{fn: borrowLocals}), true); err != nil {
		return err.Error()
	}
	got := listing(g)
	var want []string
	for _, in := range c.Want {
		want = append(want, fmt.Sprint(opcode.Op(in[0]), " ", max(in[1], 0), " ", in[2:]))
	}
	var gotConsts, wantConsts []any
	gotConsts = u.Consts.Values()
	for _, v := range c.WantConsts {
		wantConsts = append(wantConsts, decodeConst(v))
	}
	if !code.SameConst(code.Tuple(gotConsts), code.Tuple(wantConsts)) {
		return fmt.Sprintf("constants %v, want %v", gotConsts, wantConsts)
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			from, to := max(0, i-8), i+8
			return fmt.Sprintf("at %d:\n%s\nwant\n%s", i, strings.Join(got[from:max(from, min(to, len(got)))], "\n"), strings.Join(want[from:max(from, min(to, len(want)))], "\n"))
		}
	}
	return ""
}

func goldenUnit(c goldenCase) *cfg.Unit {
	u := &cfg.Unit{Name: c.Name, FirstLineno: 1, Consts: &cfg.ConstTable{}, Seq: &cfg.Sequence{}}
	for i := range c.NLocals {
		u.VarNames = append(u.VarNames, fmt.Sprint("v", i))
	}
	for _, v := range c.Consts {
		u.Consts.Add(decodeConst(v))
	}
	labels := map[int]cfg.Label{}
	for _, in := range c.Instrs {
		if opcode.Op(in[0]).HasTarget() {
			if _, ok := labels[in[1]]; !ok {
				labels[in[1]] = u.Seq.NewLabel()
			}
		}
	}
	for i, in := range c.Instrs {
		if l, ok := labels[i]; ok {
			u.Seq.Use(l)
		}
		op := opcode.Op(in[0])
		loc := cfg.Loc{Line: int32(in[2]), EndLine: int32(in[3]), Col: int32(in[4]), EndCol: int32(in[5])}
		if op.HasTarget() {
			u.Seq.EmitJump(op, labels[in[1]], loc)
		} else {
			u.Seq.Emit(op, max(in[1], 0), loc)
		}
	}
	return u
}

// listing writes the instructions as the golden files have them.
func listing(g *cfg.Graph) []string {
	at := map[*cfg.Block]int{}
	n := 0
	for b := range g.Blocks {
		at[b] = n
		n += len(b.Instrs)
	}
	var lines []string
	for b := range g.Blocks {
		for _, in := range b.Instrs {
			arg := in.Arg
			if in.Target != nil {
				arg = at[in.Target]
			}
			lines = append(lines, fmt.Sprint(in.Op, " ", arg, " ", []int32{in.Loc.Line, in.Loc.EndLine, in.Loc.Col, in.Loc.EndCol}))
		}
	}
	return lines
}

// decodeConst reads a constant: its kind and then its parts.
func decodeConst(v []any) any {
	text := func(i int) string { return v[i].(string) }
	float := func(i int) float64 {
		bits, _ := strconv.ParseUint(text(i), 10, 64)
		return math.Float64frombits(bits)
	}
	bytes := func(i int) []byte {
		data, err := hex.DecodeString(text(i))
		if err != nil {
			panic(err)
		}
		return data
	}
	items := func() []any {
		items := []any{}
		for _, item := range v[1:] {
			items = append(items, decodeConst(item.([]any)))
		}
		return items
	}
	switch text(0) {
	case "N":
		return nil
	case "B":
		return v[1].(bool)
	case "E":
		return code.Ellipsis{}
	case "i":
		n, _ := new(big.Int).SetString(text(1), 10)
		if n.IsInt64() {
			return n.Int64()
		}
		return n
	case "f":
		return float(1)
	case "c":
		return complex(float(1), float(2))
	case "s":
		return string(bytes(1))
	case "b":
		return bytes(1)
	case "t":
		return code.Tuple(items())
	case "fs":
		return code.FrozenSet(items())
	case "sl":
		bounds := items()
		return code.Slice{Start: bounds[0], Stop: bounds[1], Step: bounds[2]}
	}
	panic("unknown constant kind " + text(0))
}
