package num

import (
	"math"
	"strings"
	"testing"
)

func TestParseDecimal(t *testing.T) {
	zeros := strings.Repeat("0", 2000)
	for text, want := range map[string]float64{
		"0." + zeros + "1e2001":             1,
		"1" + zeros + "e-2000":              1,
		"-1" + zeros + "e-2000":             -1,
		"1" + zeros:                         math.Inf(1),
		"-1" + zeros + ".5":                 math.Inf(-1),
		"0." + zeros + "1":                  0,
		zeros + "12.5" + zeros:              12.5,
		"1" + zeros + "e-99999999999999999": 0,
		"1" + zeros + "e+99999999999999999": math.Inf(1),
		"1.00000000000000011102230246251565404236316680908203125" + zeros:       1,
		"1.00000000000000011102230246251565404236316680908203125" + zeros + "1": 1.0000000000000002,
	} {
		if got := ParseDecimal(text); got != want {
			t.Errorf("%.20s… (%d characters): %v, want %v", text, len(text), got, want)
		}
	}
	if !math.Signbit(ParseDecimal("-0." + zeros)) {
		t.Error("the sign of zero is lost")
	}
}
