// Hashes of numbers and tuples, as the Python documentation of numeric hashing
// defines them.

package num

import (
	"math"
	"math/bits"
)

// HashModulus is the Mersenne prime 2**61-1: the hash of x is x modulo it,
// also for fractions.
const HashModulus = 1<<61 - 1

const (
	hashInfinity  = 314159
	hashImaginary = 1000003
)

// finishHash replaces -1, which in CPython's interfaces stands for an error.
func finishHash(h int64) int64 {
	if h == -1 {
		return -2
	}
	return h
}

// Hash is hash(a).
func (a Int) Hash() int64 {
	if a.Big != nil {
		words, rest := a.Big.Bits(), uint64(0)
		for i := len(words) - 1; i >= 0; i-- {
			high, low := rest, uint64(words[i])
			if bits.UintSize == 32 {
				high, low = rest>>32, rest<<32|low
			}
			_, rest = bits.Div64(high, low, HashModulus)
		}
		return finishHash(int64(rest) * int64(a.Big.Sign()))
	}
	return HashInt64(a.Small)
}

// HashInt64 is hash(a).
func HashInt64(a int64) int64 {
	if a > -HashModulus && a < HashModulus {
		return finishHash(a)
	}
	return finishHash(a % HashModulus)
}

// HashFloat is hash(f). ok is false for a NaN, which hashes by identity.
func HashFloat(f float64) (hash int64, ok bool) {
	switch {
	case f != f:
		return 0, false
	case math.IsInf(f, 0):
		return int64(math.Copysign(hashInfinity, f)), true
	case math.Abs(f) < HashModulus && f == math.Trunc(f):
		return finishHash(int64(f)), true
	}
	// f = mantissa * 2**exponent; multiplying by a power of two modulo
	// 2**61-1 is a rotation of 61 bits.
	fraction, exponent := math.Frexp(math.Abs(f))
	mantissa := uint64(fraction * (1 << 53))
	shift := uint((exponent - 53) % 61)
	if (exponent-53)%61 < 0 {
		shift = uint((exponent-53)%61 + 61)
	}
	hash = int64((mantissa<<shift | mantissa>>(61-shift)) & HashModulus)
	if hash == HashModulus {
		hash = 0
	}
	if f < 0 {
		hash = -hash
	}
	return finishHash(hash), true
}

// HashComplex is hash(z). ok is false if a part is a NaN.
func HashComplex(z complex128) (hash int64, ok bool) {
	re, okRe := HashFloat(real(z))
	im, okIm := HashFloat(imag(z))
	return finishHash(re + hashImaginary*im), okRe && okIm
}

// A TupleHash combines the hashes of a tuple's items by the xxHash64 round.
// The zero value isn't ready: use NewTupleHash.
type TupleHash struct{ state, count uint64 }

const (
	xxPrime1 = 11400714785074694791
	xxPrime2 = 14029467366897019727
	xxPrime5 = 2870177450012600261
)

// NewTupleHash returns the hash of the empty tuple so far.
func NewTupleHash() TupleHash { return TupleHash{state: xxPrime5} }

// Add takes in the hash of the next item.
func (t *TupleHash) Add(hash int64) {
	t.state += uint64(hash) * xxPrime2
	t.state = bits.RotateLeft64(t.state, 31) * xxPrime1
	t.count++
}

// Sum returns the hash of the tuple.
func (t *TupleHash) Sum() int64 {
	h := int64(t.state + (t.count ^ (xxPrime5 ^ 3527539)))
	if h == -1 {
		return 1546275796
	}
	return h
}

// SumUncounted returns the hash without the number of items taken in, as slices hash.
func (t *TupleHash) SumUncounted() int64 {
	h := int64(t.state)
	if h == -1 {
		return 1546275796
	}
	return h
}
