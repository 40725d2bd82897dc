package runtime

import (
	"math"
	"strconv"
	"testing"
)

// TestPutDecimal compares with strconv at the borders of each length.
func TestPutDecimal(t *testing.T) {
	check := func(n int64) {
		t.Helper()
		room := make([]byte, decimalSize(n))
		putDecimal(room, n)
		if want := strconv.FormatInt(n, 10); string(room) != want {
			t.Errorf("%s became %q", want, room)
		}
	}
	for p := int64(1); p <= 1e18; p *= 10 {
		for _, n := range []int64{p - 1, p, p + 1, 1 - p, -p, -p - 1} {
			check(n)
			if p == 1e18 {
				break
			}
		}
	}
	check(math.MaxInt64)
	check(math.MinInt64)
}
