// This file checks that all forms of the machine's code do the same: on random programs the folded form, with and without quickening,
// must print what the plain stack machine prints.

package eval_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gopy-lang/gopy/eval"
)

func TestFormsAgree(t *testing.T) {
	for seed := range uint64(30) {
		agree(t, seed)
	}
}

func FuzzFormsAgree(f *testing.F) {
	for seed := range uint64(10) {
		f.Add(1000 + seed)
	}
	f.Fuzz(agree)
}

// agree runs the program of a seed in all forms.
func agree(t *testing.T, seed uint64) {
	source := (&writer{r: rand.New(rand.NewPCG(seed, 1))}).program()
	want, err := run(eval.NewStepwise(), source, "random")
	want = addresses.ReplaceAllString(want, " at ...")
	if err != nil {
		t.Fatalf("seed %d: %v\n%s", seed, err, source)
	}
	if !strings.HasSuffix(want, "end\n") {
		t.Fatalf("seed %d: the program stops early\n%s\n%s", seed, source, want)
	}
	for name, machine := range map[string]*eval.Shared{"quickened": eval.New(), "not quickened": eval.New().WithoutQuickening(),
		"native": eval.New().WithNativeCodeAtOnce(), "interpreted": eval.New().WithoutNativeCode()} {
		got, err := run(machine, source, "random")
		got = addresses.ReplaceAllString(got, " at ...")
		if err != nil {
			t.Errorf("seed %d, %s: %v", seed, name, err)
		}
		if d := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); d != "" {
			t.Errorf("seed %d: folded, %s, against stepwise (-want +got):\n%s\nof\n%s", seed, name, d, source)
		}
	}
}

var addresses = regexp.MustCompile(` at 0x[0-9a-f]*`)

// A writer makes a random program. Variables of functions are named by what they mostly hold: i ints, x floats, s strs, l lists, d dicts,
// p instances; now and then a name gets something else.
type writer struct {
	r      *rand.Rand
	b      strings.Builder
	indent int
	loops  int // around the statement
	depth  int // of statements
	inGen  bool

	comprehensions int // around the expression
}

func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(&w.b, "%s%s\n", strings.Repeat("    ", w.indent), fmt.Sprintf(format, args...))
}

// pick returns one of the texts, in which each of the letters I X S L D P stands for an expression of that kind, and i x s l d p for a
// variable, where a sign ` is before.
func (w *writer) pick(depth int, texts ...string) string {
	text := texts[w.r.IntN(len(texts))]
	if strings.Contains(text, " for ") {
		w.comprehensions++
		defer func() { w.comprehensions-- }()
	} else if w.comprehensions > 0 {
		text = strings.ReplaceAll(text, ":=", "+") // not allowed in an iterable of a comprehension
	}
	var b strings.Builder
	for k := 0; k < len(text); k++ {
		if text[k] != '`' || k+1 == len(text) {
			b.WriteByte(text[k])
			continue
		}
		k++
		if c := text[k]; c >= 'a' {
			b.WriteString(w.variable(c))
		} else {
			b.WriteString(w.expression(c+'a'-'A', depth-1))
		}
	}
	return b.String()
}

func (w *writer) variable(kind byte) string {
	if w.r.IntN(25) == 0 {
		kind = "ixsldp"[w.r.IntN(6)]
	}
	return fmt.Sprintf("%c%d", kind, w.r.IntN(3))
}

// expression makes an expression of a kind.
func (w *writer) expression(kind byte, depth int) string {
	if depth <= 0 || w.r.IntN(4) == 0 {
		switch {
		case w.r.IntN(3) > 0:
			return w.variable(kind)
		case kind == 'i':
			return w.pick(0, "0", "1", "-1", "7", "255", "100000", "9223372036854775807", "True")
		case kind == 'x':
			return w.pick(0, "0.0", "1.5", "-2.25", "1e300", "0.1")
		case kind == 's':
			return w.pick(0, "''", "'a'", "'abc'", "'key'", "'é'", "'x0'")
		case kind == 'l':
			return w.pick(0, "[]", "[1, 2, 3]", "['a', 'key']", "(1, 2)", "[(1, 2), (3, 4)]")
		case kind == 'd':
			return w.pick(0, "{}", "{'a': 1, 'key': 2}", "{1: 'a', 2: 'b'}", "{(1, 2): 3}")
		}
		return "P(1, 2)"
	}
	switch kind {
	case 'i':
		return w.pick(depth, "(`I + `I)", "(`I - `I)", "(`I * `i)", "(`I // `I)", "(`I % `I)", "(`I & `I)", "(`I | `I)", "(`I ^ `I)", "(`I >> 2)", "(`i << 3)",
			"-`I", "~`I", "`i + 1", "`i * 3", "3 - `i", "`i // 2", "`i % 5", "len(`L)", "len(`S)", "len(`D)", "abs(`I)", "min(`I, `I)", "max(`I, `X, `I)", "int(`x)", "int(`X)", "bool(`L)", "bool(`X)", "`i ** 2", "`I ** 2 % 1000", "`i + (`I > `i)", "`i - (`S == `S)", "`s[:1].isdigit()", "`S[`i].isalpha()",
			"(`S == 'a' or `I)", "(`X < 1.5 and `I)", "(`I != 'a')", "len([v for v in range(`i % 9, -3, -2)])", "[v for v in range(2, `i % 40, 7) if v != 16][-1]", "[v for v in `L if v == 'a' or v != 'key'][0]", "ord(`S)",
			"`l[`I]", "`l[0]", "`l[-1]", "`d['key']", "`d.get('key', `I)", "`d.get(`S)", "`d[(1, 2)]", "`p.a", "`p.b", "`p.total", "`p.add(`I)", "`p.add()", "`p.add(k=`I, z=2)",
			"(`I if `S else `I)", "(`i := `I)", "sum(`L)", "sum(v for v in `L if v)", "f(`I)", "f(`I, b=`I)", "g(*`L)", "g(**`D)", "h(`I)", "len(list(gen(`i % 4)))", "next(gen(2))",
			"(`I < `I)", "(`I <= `i < `I)", "(`i < `I < `i)", "((`I * `i) == (`I) == `I)", "((`i, `i) in `D in `L)", "(`i << 60 < `i * `i * `i < `I)", "((`i := `I) + `i)", "((`i := `I) and `i)", "(`S == `S)", "(`I in `L)", "(`S in `D)", "(`S in `S)", "(`S not in ('a', 'key'))", "(`I in {1, 2, 3})", "(`I and `I)", "(`I or `I)", "(not `L)",
			"isinstance(`P, P)", "(`p is `P)", "(`s is None)", "(`X > `I)", "(`P == `P)", "(`P < `P)", "[v * 2 for v in range(`i % 7)][-1]", "(lambda v: v + `i)(`I)", "`L.index(1)")
	case 'x':
		return w.pick(depth, "(`X + `X)", "(`X - `I)", "(`X * `X)", "(`X / `X)", "(`I / `I)", "`x * 2.0", "1.0 / `x", "0.5 - `x", "`i + 0.5", "-`X", "float(`I)", "float(`X)", "abs(`X)", "min(`X, `X)", "max(`X, `I, `x)", "abs(`x) ** 0.5", "`x ** 2", "`x ** 2.0", "(`X // `X)", "(`X % `X)", "`x + `i", "`i * `x")
	case 's':
		return w.pick(depth, "(`S + `S)[:30]", "`S[`I]", "`S[0]", "`S[1:]", "`s.upper()", "`s.replace('a', 'b')", "f'{`I}-{`s}'", "f'{`X:.2f}'", "str(`I)", "'%s' % (`i,)", "''.join(`L)", "chr(`i % 128)",
			"`d['a']", "str(len(`L))", "`l[1]", "(`S or `S)", "','.join(str(v) for v in `L)")
	case 'l':
		return w.pick(depth, "[`I, `I]", "[`I, *`L][:9]", "(`L + `L)[:9]", "`L[1:]", "`L[::-1]", "[v for v in `L]", "[v for v in `L if v in `D]", "[`i + v for v in range(5)]", "list(`D)", "list(`S)", "[k for k, v in `d.items()]",
			"sorted(`L)", "[(a, b) for a, b in zip(`L, `L)]", "[n for n, v in enumerate(`L)]", "list(gen(`i % 5))", "[*gen(2), `I]", "list(map(f, `L))", "tuple(`L)", "[a * b for a in range(3) for b in `L][:9]", "`s.split('a')")
	case 'd':
		return w.pick(depth, "{`S: `I}", "{`I: `S}", "{**`D, `S: `I}", "{v: v for v in `L}", "dict(a=`I, key=`S)", "{(1, `i): `I}", "dict(enumerate(`L))")
	}
	return w.pick(depth, "P(`I, `I)", "Q(`I)", "`p", "P(a=`I, b=`S)", "(`P + `P)")
}

func (w *writer) block(body func()) {
	w.indent++
	w.depth++
	body()
	w.depth--
	w.indent--
}

func (w *writer) statements() {
	for range 1 + w.r.IntN(4) {
		w.statement()
	}
}

func (w *writer) statement() {
	choice := w.r.IntN(26)
	if w.depth > 3 && choice >= 12 {
		choice = w.r.IntN(12)
	}
	e := func(texts ...string) string { return w.pick(3, texts...) }
	switch choice {
	case 0, 1, 2:
		w.line("%s", e("`i = `I", "`i = `I & 0xffffffff", "`x = `X", "`s = `S", "`l = `L", "`d = `D", "`p = `P"))
	case 3:
		w.line("%s", e("`i += `I", "`i -= 1", "`i *= 3", "`x += `X", "`s += `S[:3]", "`i //= 2", "`i |= `I", "`l += `L[:2]"))
	case 4:
		w.line("%s", e("`i, `s = `I, `S", "`i, *`l = `L", "`i, `i = `i, `i", "`i, (`i, `s) = 1, (2, 'z')", "(`i, `i) = `l", "`i = `i = `I", "`i, `s, `x = `I, `S, `X", "`i, `s, `x, `l = `I, `S, `X, `L",
			"`i, `i = `I, `i + 1", "`i, `s = `s, `I", "`i, `i = `i, `I", "`l[`i], `l[0] = `l[0], `l[`i]", "`l, (`i, `s) = (`s, `i) = `L[:2], `S[:2]", "`i, `l = `l, `i = `L[:2]"))
	case 5:
		w.line("%s", e("`l[0] = `I", "`l[`I] = `S", "`d[`S] = `I", "`d[`I] = `S", "`d[(1, 2)] = `I", "`l[1:2] = `L", "`d['key'] += 1", "`l[0] += `I", "`d[`I, `S] += `I", "`d[`S] += `I", "`l[`I] -= `I", "(`L)[`I] *= 2",
			"`d[`i, 2] = `d[(`i, 2)] = `I", "[`I, `S][`i] += `i", "`l[`i:2] += `L"))
	case 6:
		w.line("%s", e("`p.a = `I", "`p.b += 1", "`p.c = `S", "`p.total = `I", "del `p.c", "del `d['key']", "del `l[0]", "del `i", "`p.a, `p.b = `p.b, `p.a", "`p.a += `I", "`P.b -= `i", "`p.a = `p.b = `I", "`p.total += `I"))
	case 7:
		w.line("%s", e("if len(`l) < 9: `l.append(`I)", "`l.pop()", "`l.sort()", "`d.update(`D)", "`d.pop('a', None)", "`l.extend(`L[:2])", "`d.setdefault(`S, `I)", "`l.clear()"))
	case 8, 9:
		w.line("show(%s)", e("`I", "`X", "`S", "`L", "`D", "`p.a", "`i, `s, `x", "`P"))
	case 10:
		w.line("%s", e("`i = f(`I)", "`i = g(`I, `I, k=`S)", "`i = h(`I)(`I)", "`s = `p.name", "`l = [*map(h(`I), [1, 2])]"))
	case 11:
		switch {
		case w.loops > 0 && w.r.IntN(2) == 0:
			w.line("if %s: %s", e("`I", "`S", "`I > `I", "`I in `L"), w.pick(0, "break", "continue"))
		case w.inGen:
			w.line("%s", e("yield `I", "`i = yield `S", "yield from `L", "yield from gen(2)"))
		default:
			w.line("%s", e("if `i == 77: return `I", "assert `I is not None, `S", "if `i == 78: raise ValueError(`I)", "raise KeyError(`S)"))
		}
	case 12, 13:
		w.line("if %s:", e("`I", "`I < `I", "`S == `S", "not `L", "`I in `L", "`x is `X", "`I and `S", "`S == 'key'", "`S != 'a'", "`I == 'a'", "`P == 'a'", "`X > 0.1", "`I <= 1.5", "`P < 2.5", "None == `S", "`D.get(`S) == 'a'", "`I or `D", "`I != 3", "`P", "isinstance(`i, int)", "None is not `d.get(`S)"))
		w.block(w.statements)
		if w.r.IntN(2) == 0 {
			w.line("else:")
			w.block(w.statements)
		}
	case 14, 15, 16, 17:
		n := w.loops
		w.line("for %s:", e("`i in range(`i % 6)", "`i in range(1, 5)", "`i in range(5, 0, -2)", "`i in `L", "`s in `S", "`i, `s in enumerate(`L)", "`i, `i in zip(`L, `L)", "`s in `D", "`s, `i in `d.items()",
			"`i in `d.values()", "`i in gen(3)", "`i in (1, 2, 3)", "`i in (v for v in `L)", "`i, `s in [(1, 'a'), (2, 'b')]", "`i in P(1, 3)"))
		w.loops++
		w.block(w.statements)
		w.loops = n
		if w.r.IntN(4) == 0 {
			w.line("else:")
			w.block(w.statements)
		}
	case 18:
		n := w.loops
		name := fmt.Sprintf("n%d", w.indent)
		w.line("%s = 0", name)
		w.line("while %s < 5 and %s:", name, e("`I", "`I != `I", "`i < 50", "`L"))
		w.loops++
		w.block(func() {
			w.line("%s += 1", name)
			w.statements()
		})
		w.loops = n
	case 19, 20, 21:
		n := w.loops
		w.line("try:")
		w.block(w.statements)
		w.loops = n
		if w.r.IntN(4) > 0 {
			w.line("except %s:", w.pick(0, "KeyError", "(TypeError, ValueError)", "Exception", "Exception as error", "IndexError as error", "ZeroDivisionError"))
			w.block(func() {
				w.line("%s", w.pick(0, "show('caught')", "pass", "show(str(error))", "i0 = 1"))
				w.statements()
			})
			if w.r.IntN(4) == 0 {
				w.line("else:")
				w.block(w.statements)
			}
		} else {
			loops := w.loops
			w.loops = 0
			w.line("finally:")
			w.block(func() { w.line("show('finally')") })
			w.loops = loops
		}
	case 22:
		w.line("with P(%s, 2) as p1:", e("`I"))
		w.block(w.statements)
	case 23, 24:
		w.line("match %s:", e("`I", "`L", "`D", "`P", "`S", "(`I, `S)"))
		w.block(func() {
			for range 2 {
				w.line("case %s:", e("1 | 2", "[i0, i1]", "[1, *l1]", "{'key': i1}", "P(a=1)", "P(i0, i1)", "str(s1)", "int()", "(i1, 'a')", "None", "[[i0, i1], *_]"))
				w.block(w.statements)
			}
			w.line("case _:")
			w.block(w.statements)
		})
	default:
		name := fmt.Sprintf("inner%d", w.indent)
		loops, gen := w.loops, w.inGen
		w.line("def %s(i1, k=%s):", name, e("`I"))
		w.loops, w.inGen = 0, false
		w.block(func() {
			if w.r.IntN(2) == 0 && w.depth < 3 {
				w.line("nonlocal i0, s0")
			} else {
				w.line("i0 = i2 = k; s0 = 'in'")
			}
			w.line("x0 = x1 = x2 = 0.5; s1 = s2 = 'b'; l0 = l1 = l2 = [3]; d0 = d1 = d2 = {}; p0 = p1 = p2 = P(0, 0); i2 = 2")
			w.statements()
			w.line("return i0")
		})
		w.loops, w.inGen = loops, gen
		w.line("%s", e("`i = "+name+"(`I)", "`l = [v + "+name+"(v) for v in (1, 2)]", name+"(`I, k=`I)"))
	}
}

// preamble is what the functions use.
const preamble = `
count = 0
def show(*values):
    global count
    count += 1
    if count < 400:
        print(*[v if isinstance(v, (int, float, str)) else repr(v)[:300] for v in values])
class P:
    __match_args__ = ('a', 'b')
    name = 'P'
    def __init__(self, a, b=0):
        self.a = a
        self.b = b
    def add(self, k=1, *, z=0):
        return self.a + k + z
    @property
    def total(self):
        return self.a + self.b
    @total.setter
    def total(self, v):
        self.a = v
    def __repr__(self):
        return f'{self.name}({self.a}, {self.b})'
    def __eq__(self, other):
        return self.a == other.a
    def __hash__(self):
        return 1
    def __lt__(self, other):
        return self.a < other.a
    def __add__(self, other):
        return type(self)(self.a, other.b)
    def __iter__(self):
        yield self.a
        yield self.b
    def __enter__(self):
        return self
    def __exit__(self, kind, value, traceback):
        show('exit', kind and kind.__name__)
        return kind is KeyError
class Q(P):
    name = 'Q'
    def __init__(self, a):
        super().__init__(a, 5)
    def add(self, *args, **kw):
        return super().add(*args, **kw) * 2
def f(a, b=2):
    return a + b
def g(*args, k='', **kw):
    return len(args) + len(kw)
def h(n):
    def inner(m):
        nonlocal n
        n += 1
        return n + m
    return inner
def gen(n):
    forgotten = True # a collection closes it, at any time
    try:
        for i in range(n):
            got = yield i
            if got:
                show('got', got)
        forgotten = False
    finally:
        if not forgotten:
            show('closed', n)
`

// program makes a whole program: functions, each of which is called several times, so that code is quickened, and with arguments of
// changing types, so that it goes back.
func (w *writer) program() string {
	w.b.WriteString(preamble)
	for n := range 3 {
		w.inGen = n == 2
		w.line("def random%d(i0, x0, s0, l0, d0, p0):", n)
		w.block(func() {
			w.line("i1 = i2 = 3; x1 = x2 = 1.5; s1 = s2 = 'a'; l1 = [1, 2]; l2 = ['a', 'key']; d1 = {'key': 1}; d2 = {1: 2}; p1 = P(1, 2); p2 = Q(3)")
			for range 3 {
				w.statements()
			}
			w.line("show('result', i0, x0, s0, l0, d0, p0)")
			w.line("return i0")
		})
	}
	w.line("for turn in range(12):")
	w.block(func() {
		w.line("for n, function in enumerate([random0, random1, random2]):")
		w.block(func() {
			w.line("a = [turn, turn * 0.5, 'a' * turn, [1, turn], {'key': turn}, P(turn, 1)]")
			w.line("if turn in (5, 9): a = a[turn:] + a[:turn]")
			w.line("try:")
			w.line("    r = function(*a)")
			w.line("    show(n, turn, r if n < 2 else [v for v in r])")
			w.line("except Exception as e:")
			w.line("    tb, lines = e.__traceback__, []")
			w.line("    while tb: lines.append(tb.tb_lineno); tb = tb.tb_next")
			w.line("    show(n, turn, type(e).__name__, str(e), lines)")
		})
	})
	w.line("print('end')")
	return w.b.String()
}
