// First attempts at exp, log and pow (Ziv 1991): about 66 bits, with a bound of
// the error. Only when the bound can't decide the rounding, about once in a
// thousand, the double-double functions do.

package num

import "math"

// decide rounds hi+lo, which is off by at most bound, and tells whether the
// error can't change the rounding. |lo| is small against hi.
func decide(hi, lo, bound float64) (float64, bool) {
	f := hi + (lo - bound)
	return f, f == hi+(lo+bound)
}

// expFast returns exp(x+tail) for |x| < 700, if the sum is off
// by at most bound.
func expFast(x, tail, bound float64) (float64, bool) {
	n := math.RoundToEven(x * (1 / math.Ln2))
	reduced := twoSum(x-n*ln2Parts[0], tail-n*ln2Parts[1])
	j := math.RoundToEven(reduced.hi * 64)
	r, low := reduced.hi-j*(1./64), reduced.lo
	t := &expTable[int(j)+expTableHalf]
	// exp(r+low) = 1 + r + q; q is below 2**-14
	q := r * r * (1./2 + r*(1./6+r*(1./24+r*(1./120+r*(1./720+r*(1./5040))))))
	q += low + low*r
	p := twoProduct(t.hi, r)
	sum := fastTwoSum(t.hi, p.hi)
	f, ok := decide(sum.hi, sum.lo+(p.lo+(t.lo+(t.lo*r+t.hi*q))), 0x1p-64+1.5*bound)
	return f * math.Float64frombits(uint64(1023+int(n))<<52), ok
}

// logFast returns hi+lo, the logarithm of x > 0, finite, and a bound of its error.
func logFast(x float64) (hi, lo, bound float64) { return logOfFast(dd{x, 0}) }

// logOfFast is logFast of a sum of two.
func logOfFast(x dd) (hi, lo, bound float64) {
	word := math.Float64bits(x.hi)
	k := int(word>>52) - 1023
	m, tail := math.Float64frombits(word&(1<<52-1)|1023<<52), 0.0
	switch {
	case k == -1023:
		fraction, exponent := math.Frexp(x.hi)
		m, k = fraction*2, exponent-1
	case x.lo != 0:
		tail = x.lo * (m / x.hi)
	}
	if m > math.Sqrt2 {
		m, tail, k = m*0.5, tail*0.5, k+1
	}
	entry := &logTable[int(math.RoundToEven((m-1)*128))-logTableFirst]
	product := twoProduct(m, entry.reciprocal)
	r := product.hi - 1
	low := product.lo + tail*entry.reciprocal
	// log(1+r) = r + q; q is below 2**-15
	square := r * r
	q := square * (-1./2 + r*(1./3) + square*(-1./4+r*(1./5)+square*(-1./6+r*(1./7)+square*(-1./8+r*(1./9)))))
	bound = 0x1p-50*math.Abs(q) + 0x1p-76
	n := float64(k)
	q += low - r*(low-r*low) + n*ln2Parts[2]
	first := twoSum(n*ln2Parts[0], entry.log.hi)
	second := twoSum(first.hi, r)
	lo = second.lo + (first.lo + (q + (n*ln2Parts[1] + entry.log.lo)))
	sum := fastTwoSum(second.hi, lo)
	return sum.hi, sum.lo, bound
}

// powFast returns x**y for a finite x > 0, if it can.
func powFast(x, y float64) (float64, bool) {
	hi, lo, bound := logFast(x)
	z := twoProduct(y, hi)
	if !(math.Abs(z.hi) < 700) {
		return 0, false
	}
	z = fastTwoSum(z.hi, z.lo+y*lo)
	return expFast(z.hi, z.lo, bound*math.Abs(y)+0x1p-100*math.Abs(z.hi))
}

// powHalves returns x**(n/2) for an odd n, |n| < 16, of the square root, if it can and nothing comes near overflow or underflow.
func powHalves(x float64, n int) (float64, bool) {
	const large = 0x1p60
	if !(x < large && x > 1/large) {
		return 0, false
	}
	times := n
	if n < 0 {
		times = -n
	}
	root := math.Sqrt(x)
	result := dd{root, math.FMA(-root, root, x) / (2 * root)}
	for ; times > 1; times -= 2 {
		result = result.mulFloat(x)
	}
	if n < 0 {
		inverse := 1 / result.hi
		result = dd{inverse, inverse * (math.FMA(-inverse, result.hi, 1) - inverse*result.lo)}
	}
	return decide(result.hi, result.lo, 0x1p-98*result.hi)
}

// powInteger returns x**n for 2 <= |n| <= 64 by repeated multiplication, if
// nothing comes near overflow or underflow.
func powInteger(x float64, n int) (float64, bool) {
	const large = 0x1p900
	times := n
	if n < 0 {
		times = -n
	}
	result, power := dd{1, 0}, dd{x, 0}
	for {
		if times&1 != 0 {
			result = result.mul(power)
		}
		if times >>= 1; times == 0 {
			break
		}
		power = power.mul(power)
		if !(power.hi < large && power.hi > 1/large) {
			return 0, false
		}
	}
	if !(result.hi < large && result.hi > 1/large) {
		return 0, false
	}
	if n < 0 {
		result = dd{1, 0}.div(result)
	}
	return result.hi, true
}

// scaled multiplies hi+lo, which is off by at most bound, by a.
func scaled(hi, lo, bound float64, a dd) (float64, float64, float64) {
	product := twoProduct(hi, a.hi)
	return product.hi, product.lo + (lo*a.hi + hi*a.lo), bound*(1.01*a.hi) + 0x1p-100*math.Abs(product.hi)
}

// cbrtFast returns the cube root of 1/2 <= a < 8 by a step of Newton's method from a good float, off by less than 2**-100 of it.
func cbrtFast(a float64) dd {
	y := math.Cbrt(a)
	square := twoProduct(y, y)
	cube := twoProduct(square.hi, y)
	return dd{y, ((a - cube.hi) - (cube.lo + square.lo*y)) / (3 * square.hi)}
}

// hypotFast returns the square root of x²+y² for x >= y > 0 of moderate size, off by less than 2**-100 of it.
func hypotFast(x, y float64) dd {
	p, q := twoProduct(x, x), twoProduct(y, y)
	sum := fastTwoSum(p.hi, q.hi)
	return fastTwoSum(sum.hi, sum.lo+(p.lo+q.lo)).sqrtFast()
}
