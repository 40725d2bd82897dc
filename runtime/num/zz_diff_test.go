package num

import (
	"bufio"
	"fmt"
	"math"
	"math/big"
	"os"
	"sort"
	"strconv"
	"strings"
	"testing"
)

func zzFloat(s string) float64 {
	if s == "nan" {
		return math.NaN()
	}
	u, _ := strconv.ParseUint(s, 16, 64)
	return math.Float64frombits(u)
}
func zzDec(s string) any {
	switch s[0] {
	case 'b':
		return s == "b:1"
	case 'i':
		b, _ := new(big.Int).SetString(s[2:], 16)
		return FromBig(b).Any()
	case 'f':
		return zzFloat(s[2:])
	case 'c':
		p := strings.Split(s[2:], ",")
		return complex(zzFloat(p[0]), zzFloat(p[1]))
	}
	return nil
}
func zzF(f float64) string {
	if f != f {
		return "nan"
	}
	return fmt.Sprintf("%016x", math.Float64bits(f))
}
func zzEnc(v any, err error) string {
	if err != nil {
		return "E:" + err.Error()
	}
	switch v := v.(type) {
	case bool:
		if v {
			return "b:1"
		}
		return "b:0"
	case int64:
		return fmt.Sprintf("i:%x", v)
	case *big.Int:
		return fmt.Sprintf("i:%x", v)
	case float64:
		return "f:" + zzF(v)
	case complex128:
		return "c:" + zzF(real(v)) + "," + zzF(imag(v))
	}
	return "?"
}
func zzLines(t *testing.T, name string, f func(p []string)) {
	file, err := os.Open("/tmp/diff/" + name)
	if err != nil {
		t.Skip()
	}
	sc := bufio.NewScanner(file)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		f(strings.Split(sc.Text(), "\t"))
	}
}
func TestZZArith(t *testing.T) {
	ops := map[string]Operator{"+": Add, "-": Sub, "*": Mul, "/": Div, "//": FloorDiv, "%": Mod, "**": Power, "<<": LShift, ">>": RShift, "|": BitOr, "^": BitXor, "&": BitAnd, "<": Lt, "<=": LtE, "==": Eq, "!=": NotEq, ">": Gt, ">=": GtE}
	bad, n := 0, 0
	zzLines(t, "arith.txt", func(p []string) {
		op := ops[p[0]]
		a, b := zzDec(p[1]), zzDec(p[2])
		var got string
		if op >= Lt {
			v, err := Compare(op, a, b)
			got = zzEnc(v, err)
		} else {
			got = zzEnc(Binary(op, a, b, nil))
		}
		n++
		if got != p[3] {
			bad++
			if bad < 60 {
				t.Errorf("%.200v %s %.200v: got %.100s want %.100s", a, p[0], b, got, p[3])
			}
		}
	})
	t.Logf("%d of %d", bad, n)
}
func TestZZLibm(t *testing.T) {
	f1 := map[string]func(float64) float64{"exp": Exp, "exp2": Exp2, "expm1": Expm1, "log": Log, "log2": Log2, "log10": Log10, "log1p": Log1p, "sin": Sin, "cos": Cos, "tan": Tan, "asin": Asin, "acos": Acos, "atan": Atan, "sinh": Sinh, "cosh": Cosh, "tanh": Tanh, "asinh": Asinh, "acosh": Acosh, "atanh": Atanh, "cbrt": Cbrt}
	zzMore(f1)
	f2 := map[string]func(a, b float64) float64{"pow": Pow, "powi": Pow, "atan2": Atan2, "hypot": Hypot}
	type st struct {
		n, bad int
		worst  int64
		ex     string
	}
	stats := map[string]*st{}
	zzLines(t, "libm.txt", func(q []string) {
		p := strings.Split(q[0], " ")
		var got float64
		if len(p) == 3 {
			if f1[p[0]] == nil {
				return
			}
			got = f1[p[0]](zzFloat(p[1]))
		} else {
			got = f2[p[0]](zzFloat(p[1]), zzFloat(p[2]))
		}
		s := stats[p[0]]
		if s == nil {
			s = &st{}
			stats[p[0]] = s
		}
		s.n++
		want := p[len(p)-1]
		if zzF(got) != want {
			s.bad++
			d := int64(math.Float64bits(got) - math.Float64bits(zzFloat(want)))
			if d < 0 {
				d = -d
			}
			if d > s.worst {
				s.worst = d
				s.ex = fmt.Sprint(q[0], " ", zzFloat(p[1]), " got ", got, " want ", zzFloat(want))
			}
		}
	})
	var names []string
	for k := range stats {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		s := stats[k]
		t.Logf("%-8s %d/%d worst %d  %s", k, s.bad, s.n, s.worst, s.ex)
	}
}
