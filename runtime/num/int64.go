// Int64 fast paths: the operations of Python's int as long as they fit a machine word.

package num

import (
	"math"
	"math/bits"
)

// AddInt64 returns a+b, and whether it fits.
func AddInt64(a, b int64) (int64, bool) {
	c := a + b
	return c, (a^c)&(b^c) >= 0
}

// SubInt64 returns a-b, and whether it fits.
func SubInt64(a, b int64) (int64, bool) {
	c := a - b
	return c, (a^b)&(a^c) >= 0
}

// MulInt64 returns a*b, and whether it fits.
func MulInt64(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	// The signed high word follows from the unsigned one.
	high := int64(hi) - a>>63&b - b>>63&a
	return int64(lo), high == int64(lo)>>63
}

// FloorDivInt64 returns a//b, and whether it fits. b must not be 0.
func FloorDivInt64(a, b int64) (int64, bool) {
	if b == -1 {
		return -a, a != math.MinInt64
	}
	q := a / b
	if (a^b) < 0 && q*b != a {
		q--
	}
	return q, true
}

// ModInt64 returns a%b, which has the sign of b. b must not be 0.
func ModInt64(a, b int64) int64 {
	if b == -1 {
		return 0
	}
	r := a % b
	if r != 0 && (r^b) < 0 {
		r += b
	}
	return r
}

// LshiftInt64 returns a<<n for n >= 0, and whether it fits.
func LshiftInt64(a, n int64) (int64, bool) {
	if n >= 63 {
		return 0, a == 0
	}
	c := a << uint(n)
	return c, c>>uint(n) == a
}

// RshiftInt64 returns a>>n for n >= 0.
func RshiftInt64(a, n int64) int64 {
	return a >> uint64(min(n, 63))
}

// PowInt64 returns a**n for n >= 0, and whether it fits.
func PowInt64(a, n int64) (int64, bool) {
	result, ok := int64(1), true
	for {
		if n&1 != 0 {
			if result, ok = MulInt64(result, a); !ok {
				return 0, false
			}
		}
		if n >>= 1; n == 0 {
			return result, true
		}
		if a, ok = MulInt64(a, a); !ok {
			return 0, false
		}
	}
}

// CompareInt64Float compares exactly: -1, 0 or 1. ordered is false for a NaN.
func CompareInt64Float(a int64, f float64) (cmp int, ordered bool) {
	switch {
	case f != f:
		return 0, false
	case f >= 1<<63:
		return -1, true
	case f < -1<<63:
		return 1, true
	}
	whole := int64(f)
	switch {
	case a < whole:
		return -1, true
	case a > whole:
		return 1, true
	}
	switch frac := f - float64(whole); {
	case frac > 0:
		return -1, true
	case frac < 0:
		return 1, true
	}
	return 0, true
}

// magnitude returns |a|.
func magnitude(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

func gcdUint64(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
