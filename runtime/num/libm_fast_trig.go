// First attempts at the trigonometric functions and their inverses, see libm_fast.go. The remarks on errors count in units of 2**-53 of the
// term that is rounded: what comes first in a sum is kept exactly, only the small rest is rounded.

package num

import "math"

const (
	// sinCosBound is above the relative error of sinCosFast: of its terms cos t - 1, below 2**-15, has the largest error, 5 units, and counts twice where
	// sine or cosine are half the table's value; the sums add as much.
	sinCosBound = 0x1p-63
	// tanBound allows for two of them.
	tanBound = 0x1p-62
	// atanBound is above the relative error of atanFast: u³/3 is below 2**-15.5 of the result, its error below 5 units.
	atanBound = 0x1p-64
)

// reduceFast is reduce, off by less than 2**-68 of r, if x is neither large nor close to a multiple of π/2.
func reduceFast(x float64) (r dd, quadrant int, ok bool) {
	a := math.Abs(x)
	if a <= math.Pi/4 {
		return dd{x, 0}, 0, true
	}
	if !(a < 1<<19) {
		return dd{}, 0, false
	}
	// The products with the first two parts are exact, and so is the first difference. What is left out is below 2**-84.
	n := math.RoundToEven(x * (2 / math.Pi))
	r = twoSum(x-n*halfPiParts[0], -n*halfPiParts[1])
	r.lo -= n * halfPiParts[2]
	return r, int(n) & 3, math.Abs(r.hi) > 0x1p-16
}

// sinCosFast returns sine and cosine of r, |r| <= π/4.
func sinCosFast(r dd) (sin, cos dd) {
	a, low := r.hi, r.lo
	if a < 0 {
		a, low = -a, -low
	}
	j := math.RoundToEven(a * 64)
	t := a - j*(1./64)
	square := t * t
	// The sine of t + low is t + s, the cosine 1 + c.
	c := square * (-1./2 + square*(1./24-square*(1./720-square*(1./40320))))
	s := t*square*(-1./6+square*(1./120-square*(1./5040))) + (low + low*c)
	c -= t * low
	sj, cj := &sinTable[int(j)], &cosTable[int(j)]
	p := twoProduct(cj.hi, t)
	sin = fastTwoSum(sj.hi, p.hi)
	sin.lo += p.lo + (sj.lo + cj.lo*t + (sj.hi*c + cj.hi*s))
	p = twoProduct(sj.hi, -t)
	cos = fastTwoSum(cj.hi, p.hi)
	cos.lo += p.lo + (cj.lo - sj.lo*t + (cj.hi*c - sj.hi*s))
	if r.hi < 0 {
		sin = sin.neg()
	}
	return sin, cos
}

// divFast returns a/b, off by less than 2**-100 of it.
func (a dd) divFast(b dd) dd {
	q := a.hi / b.hi
	return dd{q, (math.FMA(-q, b.hi, a.hi) + (a.lo - q*b.lo)) / b.hi}
}

// atanFast returns atan(y/x) for x, y > 0 of moderate size.
func atanFast(y, x dd) dd {
	swapped := y.hi > x.hi
	if swapped {
		x, y = y, x
	}
	j := math.RoundToEven(y.hi / x.hi * 64)
	c := j * (1. / 64)
	// atan(y/x) = atan c + atan((y-cx)/(x+cy)). The difference of the first parts is exact.
	p, q := twoProduct(c, x.hi), twoProduct(c, y.hi)
	down := fastTwoSum(x.hi, q.hi)
	u := dd{y.hi - p.hi, y.lo - p.lo - c*x.lo}.divFast(dd{down.hi, down.lo + (q.lo + x.lo + c*y.lo)})
	square := u.hi * u.hi
	rest := u.hi * square * (-1./3 + square*(1./5-square*(1./7-square*(1./9))))
	t := &atanTable[int(j)]
	sum := fastTwoSum(t.hi, u.hi)
	sum.lo += t.lo + (u.lo + rest)
	if swapped {
		return sum.from(ddHalfPi)
	}
	return sum
}

// from returns b-a for b > 2*a > 0, off by less than 2**-100 of it.
func (a dd) from(b dd) dd {
	sum := fastTwoSum(b.hi, -a.hi)
	return dd{sum.hi, sum.lo + (b.lo - a.lo)}
}

// cosineOfSine returns sqrt(1-a²) for 0 <= a < 1, off by less than 2**-100 of it.
func cosineOfSine(a float64) dd {
	square := twoProduct(a, a)
	rest := fastTwoSum(1, -square.hi)
	rest = fastTwoSum(rest.hi, rest.lo-square.lo)
	return rest.sqrtFast()
}

// sqrtFast returns the square root of a > 0, off by less than 2**-100 of it.
func (a dd) sqrtFast() dd {
	root := math.Sqrt(a.hi)
	return dd{root, (math.FMA(-root, root, a.hi) + a.lo) / (2 * root)}
}
