// This file holds number theory on ints of any size.

package math

import (
	"math"
	"math/big"
	"math/bits"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// index converts an argument that must be an integer.
func index(th *py.Thread, v py.Value) (num.Int, error) {
	if v.IsSmallInt() {
		return num.FromInt64(v.SmallInt()), nil
	}
	i, err := py.Index(th, v)
	n, _ := py.NumFromInt(i)
	return n, err
}

func gcd(th *py.Thread, a []py.Value) (py.Value, error) {
	result := num.Int{}
	for _, v := range a {
		n, err := index(th, v)
		if err != nil {
			return py.Unbound, err
		}
		result = num.Gcd(result, n)
	}
	return py.IntFromNum(result), nil
}

func lcm(th *py.Thread, a []py.Value) (py.Value, error) {
	result := num.FromInt64(1)
	for _, v := range a {
		n, err := index(th, v)
		if err != nil {
			return py.Unbound, err
		}
		if result.Sign() == 0 || n.Sign() == 0 {
			result = num.Int{}
			continue
		}
		quotient, _ := n.FloorDiv(num.Gcd(result, n))
		if result, err = result.Mul(quotient.Abs(), th.Charge); err != nil {
			return py.Unbound, py.NumError(err)
		}
	}
	return py.IntFromNum(result), nil
}

func isqrt(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := index(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	return intResult(n.Isqrt())
}

func factorial(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := index(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	return factorialOf(th, n)
}

func factorialOf(th *py.Thread, n num.Int) (py.Value, error) {
	switch {
	case n.Sign() < 0:
		return py.Unbound, py.Raise(py.ValueError, "factorial() not defined for negative values")
	case n.Big != nil:
		return py.Unbound, py.Raise(py.OverflowError, "factorial() argument should not exceed %d", int64(math.MaxInt64))
	}
	if n.Small <= 20 {
		product := int64(1)
		for i := int64(2); i <= n.Small; i++ {
			product *= i
		}
		return py.Int(product), nil
	}
	if err := chargeFactors(th, n.Small, n.BitLength()); err != nil {
		return py.Unbound, err
	}
	return py.NewBig(rangeProduct(1, n.Small)), nil
}

// rangeProduct returns the product of from … to, 1 for none, for from > 0.
func rangeProduct(from, to int64) *big.Int {
	const atOnce = 200
	if to-from >= atOnce {
		middle := from + (to-from)/2
		product := rangeProduct(from, middle)
		return product.Mul(product, rangeProduct(middle+1, to))
	}
	product, factor := big.NewInt(1), new(big.Int)
	word := uint64(1) // multiplies factors as long as it has room
	for i := range to - from + 1 {
		next := uint64(from + i)
		high, low := bits.Mul64(word, next)
		if high != 0 {
			product.Mul(product, factor.SetUint64(word))
			low = next
		}
		word = low
	}
	return product.Mul(product, factor.SetUint64(word))
}

// chargeFactors announces a product of count factors of so many bits.
func chargeFactors(th *py.Thread, count, bits int64) error {
	if count > math.MaxInt64/(bits+1) {
		return py.NewException(py.MemoryError)
	}
	return th.Charge(count * bits / 8)
}

// fallingProduct returns n * (n-1) * … of k factors, for 0 < k <= n.
func fallingProduct(th *py.Thread, n num.Int, k int64) (*big.Int, error) {
	if err := chargeFactors(th, k, n.BitLength()); err != nil {
		return nil, err
	}
	if n.Big == nil {
		return rangeProduct(n.Small-k+1, n.Small), nil
	}
	return fallingHalves(n.Big, 0, k), nil
}

// fallingHalves multiplies n-from … n-to+1 by halves, which keeps the factors of a size.
func fallingHalves(n *big.Int, from, to int64) *big.Int {
	if to-from == 1 {
		return new(big.Int).Sub(n, big.NewInt(from))
	}
	middle := from + (to-from)/2
	product := fallingHalves(n, from, middle)
	return product.Mul(product, fallingHalves(n, middle, to))
}

func perm(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := index(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	if a[1].IsNone() {
		return factorialOf(th, n)
	}
	k, err := index(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if err := nonNegative(n, k); err != nil {
		return py.Unbound, err
	}
	switch {
	case n.Cmp(k) < 0:
		return py.Int(0), nil
	case k.Sign() == 0:
		return py.Int(1), nil
	case k.Big != nil:
		return py.Unbound, py.Raise(py.OverflowError, "k must not exceed %d", int64(math.MaxInt64))
	}
	if small, ok := smallPerm(n, k.Small); ok {
		return py.Int(small), nil
	}
	product, err := fallingProduct(th, n, k.Small)
	if err != nil {
		return py.Unbound, err
	}
	return py.NewBig(product), nil
}

// smallPerm returns n * (n-1) * … of k factors if that fits 63 bits.
func smallPerm(n num.Int, k int64) (int64, bool) {
	product := int64(1)
	for i := range k {
		var ok bool
		if product, ok = num.MulInt64(product, n.Small-i); !ok || n.Big != nil {
			return 0, false
		}
	}
	return product, true
}

// smallComb returns the binomial coefficient of n over k, 0 < k <= n/2, if that fits 63 bits. It collects numerator and denominator as long
// as they do: after each division the result is a smaller binomial coefficient.
func smallComb(n num.Int, k int64) (int64, bool) {
	if n.Big != nil {
		return 0, false
	}
	result, up, down := uint64(1), uint64(1), uint64(1)
	divide := func() bool {
		high, low := bits.Mul64(result, up)
		if high >= down {
			return false
		}
		result, _ = bits.Div64(high, low, down)
		return true
	}
	for i := int64(1); i <= k; i++ {
		factor := uint64(n.Small - k + i)
		high, product := bits.Mul64(up, factor)
		if high == 0 {
			up, down = product, down*uint64(i)
			continue
		}
		if !divide() {
			return 0, false
		}
		up, down = factor, uint64(i)
	}
	return int64(result), divide() && result <= math.MaxInt64
}

func nonNegative(n, k num.Int) error {
	switch {
	case n.Sign() < 0:
		return py.Raise(py.ValueError, "n must be a non-negative integer")
	case k.Sign() < 0:
		return py.Raise(py.ValueError, "k must be a non-negative integer")
	}
	return nil
}

func comb(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := index(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	k, err := index(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if err := nonNegative(n, k); err != nil {
		return py.Unbound, err
	}
	if other := n.Sub(k); other.Cmp(k) < 0 {
		k = other
	}
	switch {
	case k.Sign() < 0:
		return py.Int(0), nil
	case k.Sign() == 0:
		return py.Int(1), nil
	case k.Big != nil:
		return py.Unbound, py.Raise(py.OverflowError, "min(n - k, k) must not exceed %d", int64(math.MaxInt64))
	}
	if small, ok := smallComb(n, k.Small); ok {
		return py.Int(small), nil
	}
	product, err := fallingProduct(th, n, k.Small)
	if err != nil {
		return py.Unbound, err
	}
	return py.NewBig(product.Quo(product, rangeProduct(1, k.Small))), nil
}
