package sre

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math/rand"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gopy-lang/gopy/internal/expressions"
	py "github.com/gopy-lang/gopy/runtime"
)

// golden is a line of testdata/matches.jsonl.
type golden struct {
	Pattern      string
	Flags        int
	Code         []uint32
	Groups       int
	Subject      string
	Search, Full *goldenMatch
	All          [][2]int
}

type goldenMatch struct {
	Spans [][2]int
	Last  int
}

func goldens(t testing.TB) []golden {
	data, err := os.ReadFile("testdata/matches.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out []golden
	d := json.NewDecoder(bytes.NewReader(data))
	for d.More() {
		var g golden
		if err := d.Decode(&g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	if len(out) < 100 {
		t.Fatalf("%d cases only", len(out))
	}
	return out
}

func outcome(m matcher, ok bool) *goldenMatch {
	if !ok {
		return nil
	}
	r := m.result()
	out := &goldenMatch{Spans: [][2]int{{r.start, r.end}}, Last: r.lastIndex}
	for i := 0; i < len(r.marks); i += 2 {
		span := [2]int{r.marks[i], r.marks[i+1]}
		if span[0] < 0 || span[1] < span[0] {
			span = [2]int{-1, -1}
		}
		out.Spans = append(out.Spans, span)
	}
	return out
}

// subjects returns machines for a text in each form that can hold it: they must agree.
func subjects(th *py.Thread, p *program, text string) map[string]matcher {
	runes := []rune(text)
	out := map[string]matcher{"wide": newMachine(th, p, runes)}
	if isLatin1(text) {
		narrow := make([]byte, len(runes))
		for i, r := range runes {
			narrow[i] = byte(r)
		}
		out["narrow"] = newMachine(th, p, narrow)
	}
	return out
}

func TestMatches(t *testing.T) {
	th := expressions.NewThread(nil)
	for _, g := range goldens(t) {
		p, err := translate(g.Code, g.Groups)
		if err != nil {
			t.Fatalf("%q: %v", g.Pattern, err)
		}
		for form, m := range subjects(th, p, g.Subject) {
			check := func(what string, want any, got any) {
				t.Helper()
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s of %q in %q (%s) (-want +got):\n%s", what, g.Pattern, g.Subject, form, diff)
				}
			}
			ok, err := m.search(0, false)
			check("search", g.Search, outcome(m, ok && err == nil))
			ok, err = m.match(0, true, false)
			check("fullmatch", g.Full, outcome(m, ok && err == nil))
			all := [][2]int{}
			at, advance := 0, false
			for {
				ok, err := m.search(at, advance)
				if err != nil {
					t.Fatal(err)
				}
				if !ok {
					break
				}
				r := m.result()
				all = append(all, [2]int{r.start, r.end})
				at, advance = r.end, r.start == r.end
			}
			check("all matches", g.All, all)
		}
	}
}

// stopper ends a run after some polls.
type stopper struct{ polls int }

var errStopped = errors.New("stopped")

func (s *stopper) Poll(th *py.Thread, bits uint32) error {
	if s.polls--; s.polls < 0 {
		return errStopped
	}
	return nil
}

// runHostile runs a code list that nobody vouches for. It may be refused and it may be stopped, but must not crash.
func runHostile(th *py.Thread, code []uint32, groups int, text string) (valid bool) {
	p, err := translate(code, groups)
	if err != nil {
		return false
	}
	for _, m := range subjects(th, p, text) {
		s := &stopper{2}
		th.Interp.Poller = s
		th.Interp.Breaker.Or(py.BreakSignal)
		m.match(0, true, false)
		m.search(0, true)
	}
	return true
}

// TestHostileCode changes good code lists at random.
func TestHostileCode(t *testing.T) {
	th := expressions.NewThread(nil)
	random := rand.New(rand.NewSource(1))
	cases := goldens(t)
	valid := 0
	for range 20000 {
		g := cases[random.Intn(len(cases))]
		code := slices.Clone(g.Code)
		for range 1 + random.Intn(3) {
			i := random.Intn(len(code))
			switch random.Intn(4) {
			case 0:
				code[i] = uint32(random.Intn(45))
			case 1:
				code[i] += uint32(random.Intn(5)) - 2
			case 2:
				code[i] = random.Uint32()
			case 3:
				code = slices.Delete(code, i, i+1)
			}
			if len(code) == 0 {
				break
			}
		}
		if runHostile(th, code, g.Groups, g.Subject) {
			valid++
		}
	}
	if valid < 100 {
		t.Errorf("only %d of the changed lists were valid", valid)
	}
}

func FuzzCode(f *testing.F) {
	for _, g := range goldens(f) {
		var b []byte
		for _, c := range g.Code {
			b = binary.LittleEndian.AppendUint32(b, c)
		}
		f.Add(b, uint8(g.Groups), g.Subject)
	}
	th := expressions.NewThread(nil)
	f.Fuzz(func(t *testing.T, b []byte, groups uint8, text string) {
		var code []uint32
		for ; len(b) >= 4; b = b[4:] {
			code = append(code, binary.LittleEndian.Uint32(b))
		}
		runHostile(th, code, int(groups), text)
	})
}

// TestLinearMemory: the stack of a greedy repeat of one character doesn't grow with the subject, that of a group grows in
// proportion.
func TestLinearMemory(t *testing.T) {
	th := expressions.NewThread(nil)
	text := bytes.Repeat([]byte("ab"), 100000)
	for _, c := range []struct {
		name  string
		code  []uint32
		limit int
	}{
		{".*x", []uint32{codeRepeatOne, 5, 0, maxRepeat, codeAny, codeSuccess, codeLiteral, 'x', codeSuccess}, 64},
		{"(?:.)*?$", []uint32{codeRepeat, 4, 0, maxRepeat, codeAny, codeMinUntil, codeAt, atEnd, codeSuccess}, 4 * len(text)},
	} {
		p, err := translate(c.code, 0)
		if err != nil {
			t.Fatal(c.name, err)
		}
		m := newMachine(th, p, text)
		if _, err := m.match(0, false, false); err != nil {
			t.Fatal(err)
		}
		if cap(m.stack) > c.limit {
			t.Errorf("%s: a stack of %d frames for %d characters", c.name, cap(m.stack), len(text))
		}
	}
}

// TestInterrupt: a search that would take for ever lets a signal through.
func TestInterrupt(t *testing.T) {
	th := expressions.NewThread(nil)
	// (a+)+b on a long run of a: exponential.
	code := []uint32{codeRepeat, 9, 1, maxRepeat, codeRepeatOne, 6, 1, maxRepeat, codeLiteral, 'a', codeSuccess, codeMaxUntil, codeLiteral, 'b', codeSuccess}
	code[1] = 10
	p, err := translate(code, 0)
	if err != nil {
		t.Fatal(err)
	}
	th.Interp.Poller = &stopper{10}
	th.Interp.Breaker.Or(py.BreakSignal)
	start := time.Now()
	if _, err := newMachine(th, p, bytes.Repeat([]byte("a"), 60)).match(0, false, false); err != errStopped {
		t.Errorf("%v", err)
	}
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("took %v", d)
	}
}

func newMachine[T byte | rune](th *py.Thread, p *program, text []T) *machine[T] {
	m := &machine[T]{}
	m.prepare(th, p, text)
	return m
}
