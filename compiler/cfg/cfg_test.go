package cfg

import (
	"math"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

func TestConstTable(t *testing.T) {
	var table ConstTable
	distinct := []any{
		nil, true, int64(1), 1.0, complex(1, 0), "1", []byte("1"), 0.0, math.Copysign(0, -1), math.NaN(), math.NaN(),
		code.Ellipsis{}, code.Tuple{}, code.Tuple{int64(1)}, code.Tuple{1.0}, code.FrozenSet{int64(1)}, code.FrozenSet{int64(1), int64(2)},
		code.Slice{}, code.Slice{Stop: int64(1)}, code.Tuple{math.Copysign(0, -1)}, code.Tuple{0.0},
		&code.Code{Name: "f", FirstLineno: 1}, &code.Code{Name: "f", FirstLineno: 2}, &code.Code{Name: "f", FirstLineno: 1, LineTable: []byte{1}},
	}
	for i, v := range distinct {
		if got := table.Add(v); got != i {
			t.Errorf("%v became constant %d, want %d", v, got, i)
		}
	}
	for v, want := range map[*any]int{
		ptr(int64(1)): 2, ptr(true): 1, ptr("1"): 5, ptr(code.Tuple{int64(1)}): 13,
		ptr(code.FrozenSet{int64(2), int64(1)}): 16, ptr(&code.Code{Name: "f", FirstLineno: 2, Filename: "other"}): 22,
	} {
		if got := table.Add(*v); got != want {
			t.Errorf("%v is constant %d, want %d", *v, got, want)
		}
	}
}

func ptr(v any) *any { return &v }

// TestConstTableNested builds tuples one into the other, whose keys must not
// grow with the square of the depth.
func TestConstTableNested(t *testing.T) {
	var v any = int64(1)
	for range 20_000 {
		v = code.Tuple{v}
	}
	if key := appendKey(nil, v, 0); len(key) > 100 {
		t.Errorf("a key of %d bytes", len(key))
	}
}

// sequence emits instructions; a jump's label is placed by l.
func sequence(emit func(s *Sequence)) *Unit {
	s := &Sequence{}
	emit(s)
	return &Unit{Name: "f", Seq: s, Consts: &ConstTable{}}
}

func TestBuildHandlers(t *testing.T) {
	g, err := Build(sequence(func(s *Sequence) {
		outer, inner := s.NewLabel(), s.NewLabel()
		s.EmitJump(opcode.SETUP_CLEANUP, outer, NoLocation)
		s.Emit(opcode.LOAD_NAME, 0, NoLocation)
		s.EmitJump(opcode.SETUP_FINALLY, inner, NoLocation)
		s.Emit(opcode.YIELD_VALUE, 0, NoLocation)
		s.Emit(opcode.RESUME, 1, NoLocation)
		s.Emit(opcode.POP_BLOCK, 0, NoLocation)
		s.Emit(opcode.YIELD_VALUE, 0, NoLocation)
		s.Emit(opcode.RESUME, 1, NoLocation)
		s.Emit(opcode.POP_BLOCK, 0, NoLocation)
		s.Emit(opcode.RETURN_VALUE, 0, NoLocation)
		s.Use(inner)
		s.Emit(opcode.RERAISE, 0, NoLocation)
		s.Use(outer)
		s.Emit(opcode.RERAISE, 1, NoLocation)
	}))
	if err != nil {
		t.Fatal(err)
	}
	inner := g.Entry.Next
	outer := inner.Next
	if !outer.IsHandler || !outer.PreserveLasti || !inner.IsHandler || inner.PreserveLasti {
		t.Error("the handlers aren't what set them up says")
	}
	want := []*Block{nil, outer, nil, inner, inner, nil, outer, outer, nil, nil}
	for i, in := range g.Entry.Instrs {
		if in.Handler != want[i] {
			t.Errorf("%d %s has the wrong handler", i, in.Op)
		}
	}
	if inner.Instrs[0].Handler != outer || outer.Instrs[0].Handler != nil {
		t.Error("a handler has the wrong handler")
	}
	// RESUME tells whether exactly one handler was in force.
	if a, b := g.Entry.Instrs[4].Arg, g.Entry.Instrs[7].Arg; a != 1 || b != 1|resumeDepth1 {
		t.Errorf("RESUME has %d and %d", a, b)
	}
	if depth, err := g.StackDepth(); err != nil || depth != 2 {
		t.Errorf("stack depth %d, %v", depth, err)
	}
}

func TestBuildAnnotations(t *testing.T) {
	u := sequence(func(s *Sequence) {
		end := s.NewLabel()
		s.Emit(opcode.RESUME, 0, NoLocation)
		s.Emit(opcode.ANNOTATIONS_PLACEHOLDER, 0, NoLocation)
		s.EmitJump(opcode.JUMP, end, NoLocation)
		s.Use(end)
		s.Emit(opcode.LOAD_CONST, 0, NoLocation)
		s.Emit(opcode.RETURN_VALUE, 0, NoLocation)
	})
	for _, annotations := range []int{0, 2} {
		u.Seq.Annotations = nil
		if annotations > 0 {
			u.Seq.Annotations = &Sequence{}
			for range annotations {
				u.Seq.Annotations.Emit(opcode.NOP, 0, NoLocation)
			}
		}
		g, err := Build(u)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(g.Entry.Instrs); got != 2+annotations {
			t.Errorf("%d instructions before the jump, want %d", got, 2+annotations)
		}
		if jump := g.Entry.Last(); jump.Target == nil || jump.Target.Instrs[0].Op != opcode.LOAD_CONST {
			t.Error("the jump lost its target")
		}
	}
}

func TestErrors(t *testing.T) {
	for _, test := range []struct {
		want string
		emit func(*Sequence)
	}{
		{"no placed label", func(s *Sequence) { s.EmitJump(opcode.JUMP, s.NewLabel(), NoLocation) }},
		{"behind the last", func(s *Sequence) {
			end := s.NewLabel()
			s.EmitJump(opcode.JUMP, end, NoLocation)
			s.Use(end)
		}},
		{"no end", func(s *Sequence) { s.Emit(opcode.NOP, 0, NoLocation) }},
		{"POP_BLOCK without", func(s *Sequence) {
			s.Emit(opcode.POP_BLOCK, 0, NoLocation)
			s.Emit(opcode.RETURN_VALUE, 0, NoLocation)
		}},
		{"empty stack", func(s *Sequence) { s.Emit(opcode.POP_TOP, 0, NoLocation); s.Emit(opcode.RERAISE, 0, NoLocation) }},
		{"with 0 and with 1", func(s *Sequence) {
			loop := s.NewLabel()
			s.Use(loop)
			s.Emit(opcode.LOAD_NAME, 0, NoLocation)
			s.EmitJump(opcode.JUMP, loop, NoLocation)
		}},
	} {
		g, err := Build(sequence(test.emit))
		if err == nil {
			_, err = g.StackDepth()
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v, want %q", err, test.want)
		}
	}
}
