package num

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestSimpleSpecs compares what simple specs format with what the general way makes of them.
func TestSimpleSpecs(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 71))
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	done := map[bool]int{}
	for range 20000 {
		x := math.Float64frombits(random.Uint64())
		switch random.IntN(4) {
		case 0:
			x = random.NormFloat64() * math.Pow(10, float64(random.IntN(24)-7))
		case 1:
			x = float64(random.IntN(4000)-2000) / 8
		case 2:
			x = math.Copysign(math.Pow(10, float64(random.IntN(40)-20)), random.Float64()-.5)
		}
		spec := pick("", "", "", ">", "0", ">0", "<", "^", "<>", "+", ",") + pick("", "", "7", "12", "99", "100") + pick("", "", "", ",", "_") + pick("", ".2", ".0", ".12", ".99", ".100", ".") + pick("", "f", "e", "g", "F", "E", "G", "d", "x", "b", "o", "n", "%", "ff")
		got, ok := AppendFloatSpec([]byte("|"), x, spec)
		want, err := Formatter{}.FormatFloat(x, spec)
		if ok && (err != nil || string(got) != "|"+want) {
			t.Errorf("%v as %q: %q, want %q, %v", x, spec, got, want, err)
		}
		done[ok]++
		n := int64(random.Uint64()) >> random.IntN(64)
		got, ok = AppendIntSpec([]byte("|"), n, spec)
		want, err = Formatter{}.FormatInt(FromInt64(n), spec)
		if ok && (err != nil || string(got) != "|"+want) {
			t.Errorf("%v as %q: %q, want %q, %v", n, spec, got, want, err)
		}
		done[ok]++
		flag := func() bool { return random.IntN(9) == 0 }
		p := Percent{Left: flag(), Zero: flag(), Plus: flag(), Alt: flag(), Width: int64(random.IntN(120) - 1), Precision: int64(random.IntN(120) - 1), Code: "eEfFgG"[random.IntN(6)]}
		got, ok = AppendPercentFloat([]byte("|"), x, p)
		want, err = Formatter{}.PercentFloat(x, p)
		if ok && (err != nil || string(got) != "|"+want) {
			t.Errorf("%v as %v: %q, want %q, %v", x, p, got, want, err)
		}
		done[ok]++
		p.Precision, p.Code = int64(random.IntN(3)-2), "diuoxX"[random.IntN(6)]
		got, ok = AppendPercentInt([]byte("|"), n, p)
		want, err = Formatter{}.PercentInt(FromInt64(n), p)
		if ok && (err != nil || string(got) != "|"+want) {
			t.Errorf("%v as %v: %q, want %q, %v", n, p, got, want, err)
		}
		done[ok]++
		if got, want := FloatRepr(x), string(appendFloat(nil, x, 'r', -1, false, true)); got != want {
			t.Errorf("repr is %q, want %q", got, want)
		}
	}
	if done[true] < 10000 || done[false] < 10000 {
		t.Errorf("simple or not: %v", done)
	}
}
