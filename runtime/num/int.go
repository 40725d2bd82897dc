// Int: Python's int, an int64 with math/big above it.

package num

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"
)

// Int is an integer of any size. Big is nil exactly when the value fits Small;
// then Small holds it. The zero Int is 0. The *big.Int is never modified.
type Int struct {
	Small int64
	Big   *big.Int
}

// FromInt64 returns a as an Int.
func FromInt64(a int64) Int { return Int{Small: a} }

// FromBig returns b as an Int, which keeps b if it is large: the caller must
// not modify it afterwards.
func FromBig(b *big.Int) Int {
	if b.IsInt64() {
		return Int{Small: b.Int64()}
	}
	return Int{Big: b}
}

// FromUint64 returns a as an Int.
func FromUint64(a uint64) Int {
	if a <= math.MaxInt64 {
		return Int{Small: int64(a)}
	}
	return Int{Big: new(big.Int).SetUint64(a)}
}

// ToBig returns a as a *big.Int that must not be modified.
func (a Int) ToBig() *big.Int {
	if a.Big != nil {
		return a.Big
	}
	return big.NewInt(a.Small)
}

// Any returns a as the constant value that the syntax tree holds: int64 or *big.Int.
func (a Int) Any() any {
	if a.Big != nil {
		return a.Big
	}
	return a.Small
}

// Sign returns -1, 0 or 1.
func (a Int) Sign() int {
	if a.Big != nil {
		return a.Big.Sign()
	}
	switch {
	case a.Small < 0:
		return -1
	case a.Small > 0:
		return 1
	}
	return 0
}

// IsOdd tells whether a is odd.
func (a Int) IsOdd() bool {
	if a.Big != nil {
		return a.Big.Bit(0) == 1
	}
	return a.Small&1 == 1
}

// Cmp returns -1, 0 or 1 as a is less than, equal to or greater than b.
func (a Int) Cmp(b Int) int {
	switch {
	case a.Big != nil && b.Big != nil:
		return a.Big.Cmp(b.Big)
	case a.Big != nil:
		return a.Big.Sign()
	case b.Big != nil:
		return -b.Big.Sign()
	case a.Small < b.Small:
		return -1
	case a.Small > b.Small:
		return 1
	}
	return 0
}

// CmpFloat compares exactly. ordered is false when f is a NaN.
func (a Int) CmpFloat(f float64) (cmp int, ordered bool) {
	if a.Big == nil {
		return CompareInt64Float(a.Small, f)
	}
	if f != f {
		return 0, false
	}
	if math.Abs(f) < 1<<62 || math.IsInf(f, 0) {
		if math.IsInf(f, 0) {
			if f > 0 {
				return -1, true
			}
			return 1, true
		}
		return a.Big.Sign(), true
	}
	whole, _ := big.NewFloat(f).Int(nil) // 2**62 and above are whole numbers
	return a.Big.Cmp(whole), true
}

// Add returns a+b.
func (a Int) Add(b Int) Int {
	if a.Big == nil && b.Big == nil {
		if c, ok := AddInt64(a.Small, b.Small); ok {
			return Int{Small: c}
		}
	}
	return FromBig(new(big.Int).Add(a.ToBig(), b.ToBig()))
}

// Sub returns a-b.
func (a Int) Sub(b Int) Int {
	if a.Big == nil && b.Big == nil {
		if c, ok := SubInt64(a.Small, b.Small); ok {
			return Int{Small: c}
		}
	}
	return FromBig(new(big.Int).Sub(a.ToBig(), b.ToBig()))
}

// Mul returns a*b, or the error of charge.
func (a Int) Mul(b Int, charge Charge) (Int, error) {
	if a.Big == nil && b.Big == nil {
		if c, ok := MulInt64(a.Small, b.Small); ok {
			return Int{Small: c}, nil
		}
	} else if err := charge.ask(a.BitLength() + b.BitLength()); err != nil {
		return Int{}, err
	}
	return FromBig(new(big.Int).Mul(a.ToBig(), b.ToBig())), nil
}

// Neg returns -a.
func (a Int) Neg() Int {
	if a.Big == nil && a.Small != math.MinInt64 {
		return Int{Small: -a.Small}
	}
	return FromBig(new(big.Int).Neg(a.ToBig()))
}

// Abs returns the absolute value of a.
func (a Int) Abs() Int {
	if a.Sign() < 0 {
		return a.Neg()
	}
	return a
}

// Invert returns ~a.
func (a Int) Invert() Int {
	if a.Big == nil {
		return Int{Small: ^a.Small}
	}
	return FromBig(new(big.Int).Not(a.Big))
}

// FloorDiv returns a//b, rounded to minus infinity.
func (a Int) FloorDiv(b Int) (Int, error) {
	if b.Sign() == 0 {
		return Int{}, fail(ZeroDivision, divisionByZero)
	}
	if a.Big == nil && b.Big == nil {
		if q, ok := FloorDivInt64(a.Small, b.Small); ok {
			return Int{Small: q}, nil
		}
	}
	q, _ := floorDivMod(a.ToBig(), b.ToBig())
	return FromBig(q), nil
}

// Mod returns a%b, which has the sign of b.
func (a Int) Mod(b Int) (Int, error) {
	if b.Sign() == 0 {
		return Int{}, fail(ZeroDivision, divisionByZero)
	}
	if a.Big == nil && b.Big == nil {
		return Int{Small: ModInt64(a.Small, b.Small)}, nil
	}
	_, r := floorDivMod(a.ToBig(), b.ToBig())
	return FromBig(r), nil
}

// DivMod returns a//b and a%b.
func (a Int) DivMod(b Int) (q, r Int, err error) {
	if b.Sign() == 0 {
		return q, r, fail(ZeroDivision, divisionByZero)
	}
	if a.Big == nil && b.Big == nil {
		if q, ok := FloorDivInt64(a.Small, b.Small); ok {
			return Int{Small: q}, Int{Small: ModInt64(a.Small, b.Small)}, nil
		}
	}
	quotient, remainder := floorDivMod(a.ToBig(), b.ToBig())
	return FromBig(quotient), FromBig(remainder), nil
}

const divisionByZero = "division by zero"

func floorDivMod(a, b *big.Int) (q, r *big.Int) {
	q, r = new(big.Int).QuoRem(a, b, new(big.Int))
	if r.Sign() != 0 && r.Sign() != b.Sign() {
		q.Sub(q, bigOne)
		r.Add(r, b)
	}
	return q, r
}

var bigOne = big.NewInt(1)

// And returns a&b, both in two's complement of unlimited width.
func (a Int) And(b Int) Int {
	if a.Big == nil && b.Big == nil {
		return Int{Small: a.Small & b.Small}
	}
	return FromBig(new(big.Int).And(a.ToBig(), b.ToBig()))
}

// Or returns a|b.
func (a Int) Or(b Int) Int {
	if a.Big == nil && b.Big == nil {
		return Int{Small: a.Small | b.Small}
	}
	return FromBig(new(big.Int).Or(a.ToBig(), b.ToBig()))
}

// Xor returns a^b.
func (a Int) Xor(b Int) Int {
	if a.Big == nil && b.Big == nil {
		return Int{Small: a.Small ^ b.Small}
	}
	return FromBig(new(big.Int).Xor(a.ToBig(), b.ToBig()))
}

// Lshift returns a<<b. Errors: a negative count, a count too large for any
// integer, or that of charge.
func (a Int) Lshift(b Int, charge Charge) (Int, error) {
	switch {
	case b.Sign() < 0:
		return Int{}, fail(Value, "negative shift count")
	case a.Sign() == 0:
		return Int{}, nil
	case b.Big != nil || b.Small > math.MaxInt64/8:
		return Int{}, fail(Overflow, "too many digits in integer")
	}
	if a.Big == nil {
		if c, ok := LshiftInt64(a.Small, b.Small); ok {
			return Int{Small: c}, nil
		}
	}
	if err := charge.ask(a.BitLength() + b.Small); err != nil {
		return Int{}, err
	}
	return FromBig(new(big.Int).Lsh(a.ToBig(), uint(b.Small))), nil
}

// Rshift returns a>>b, rounded to minus infinity.
func (a Int) Rshift(b Int) (Int, error) {
	if b.Sign() < 0 {
		return Int{}, fail(Value, "negative shift count")
	}
	if b.Big != nil || b.Small >= a.BitLength() {
		if a.Sign() < 0 {
			return Int{Small: -1}, nil
		}
		return Int{}, nil
	}
	if a.Big == nil {
		return Int{Small: RshiftInt64(a.Small, b.Small)}, nil
	}
	return FromBig(new(big.Int).Rsh(a.Big, uint(b.Small))), nil
}

// BitLength returns the number of bits of |a|.
func (a Int) BitLength() int64 {
	if a.Big != nil {
		return int64(a.Big.BitLen())
	}
	return int64(bits.Len64(magnitude(a.Small)))
}

// BitCount returns the number of ones in the binary form of |a|.
func (a Int) BitCount() int64 {
	if a.Big == nil {
		return int64(bits.OnesCount64(magnitude(a.Small)))
	}
	count := 0
	for _, word := range a.Big.Bits() {
		count += bits.OnesCount(uint(word))
	}
	return int64(count)
}

// Float returns the nearest float64, ties to even.
func (a Int) Float() (float64, error) {
	if a.Big == nil {
		return float64(a.Small), nil
	}
	// The 64 highest bits, of which the last one tells whether there are more: rounding looks at no other.
	words, skip := a.Big.Bits(), max(a.Big.BitLen()-64, 0)
	var top uint64
	for i := range 64 / bits.UintSize {
		top |= uint64(wordAt(words, skip+i*bits.UintSize)) << (i * bits.UintSize)
	}
	if int(a.Big.TrailingZeroBits()) < skip {
		top |= 1
	}
	f := math.Ldexp(float64(top), skip)
	if math.IsInf(f, 0) {
		return 0, fail(Overflow, "int too large to convert to float")
	}
	return math.Copysign(f, float64(a.Big.Sign())), nil
}

// wordAt is the word of a magnitude that begins at a bit.
func wordAt(words []big.Word, at int) big.Word {
	i, offset := at/bits.UintSize, at%bits.UintSize
	if i >= len(words) {
		return 0
	}
	w := words[i] >> offset
	if i+1 < len(words) {
		w |= words[i+1] << (bits.UintSize - offset) // 0 for an offset of 0
	}
	return w
}

// TrueDiv returns a/b rounded once, to the nearest float64.
func (a Int) TrueDiv(b Int) (float64, error) {
	const exact = 1 << 53
	if b.Sign() == 0 {
		return 0, fail(ZeroDivision, divisionByZero)
	}
	if a.Big == nil && b.Big == nil && magnitude(a.Small) <= exact && magnitude(b.Small) <= exact {
		return float64(a.Small) / float64(b.Small), nil
	}
	f, ok := divideBig(a.ToBig(), b.ToBig())
	if !ok {
		return 0, fail(Overflow, "integer division result too large for a float")
	}
	return f, nil
}

// divideBig rounds a/b to the nearest float64, and tells whether it fits.
func divideBig(a, b *big.Int) (float64, bool) {
	sign := 1.0
	if (a.Sign() < 0) != (b.Sign() < 0) {
		sign = -1
	}
	if a.Sign() == 0 {
		return sign * 0, true
	}
	// The quotient lies in (2**(order-1), 2**(order+1)).
	order := a.BitLen() - b.BitLen()
	switch {
	case order > 1024:
		return 0, false
	case order < -1076:
		return sign * 0, true
	}
	// Divide integers so that the quotient has 60 or 61 bits; of the rest only
	// whether it is 0 matters.
	shift := order - 60
	n, d := new(big.Int).Abs(a), new(big.Int).Abs(b)
	if shift < 0 {
		n.Lsh(n, uint(-shift))
	} else {
		d.Lsh(d, uint(shift))
	}
	q, r := n.QuoRem(n, d, new(big.Int))
	f, ok := roundScaled(q.Uint64(), r.Sign() != 0, int64(shift))
	return sign * f, ok
}

// Round returns a rounded to a multiple of 10**-digits, ties to even; a itself if digits >= 0.
func (a Int) Round(digits Int) Int {
	if digits.Sign() >= 0 || a.Sign() == 0 {
		return a
	}
	// |a| < 2**bits <= 10**(bits/3): a larger power of ten rounds to 0.
	if digits.Big != nil || -digits.Small > a.BitLength()/3+1 {
		return Int{}
	}
	if a.Big == nil && digits.Small >= -18 {
		unit := int64(1)
		for range -digits.Small {
			unit *= 10
		}
		q, _ := FloorDivInt64(a.Small, unit)
		r := ModInt64(a.Small, unit)
		change := -r
		if up := unit - r; r > up || r == up && q&1 == 1 {
			change = up
		}
		if rounded, ok := AddInt64(a.Small, change); ok {
			return Int{Small: rounded}
		}
	}
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(-digits.Small), nil)
	q, r := floorDivMod(a.ToBig(), unit)
	r.Lsh(r, 1)
	if c := r.Cmp(unit); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, bigOne)
	}
	return FromBig(q.Mul(q, unit))
}

// Gcd returns the greatest common divisor of |a| and |b|; 0 if both are 0.
func Gcd(a, b Int) Int {
	if a.Big == nil && b.Big == nil {
		return FromUint64(gcdUint64(magnitude(a.Small), magnitude(b.Small)))
	}
	return FromBig(new(big.Int).GCD(nil, nil, a.Abs().ToBig(), b.Abs().ToBig()))
}

// Isqrt returns the integer part of the square root of a >= 0.
func (a Int) Isqrt() (Int, error) {
	if a.Sign() < 0 {
		return Int{}, fail(Value, "isqrt() argument must be nonnegative")
	}
	if a.Big == nil {
		// The float's root is off by at most one.
		n, root := uint64(a.Small), uint64(math.Sqrt(float64(a.Small)))
		if root*root > n {
			root--
		} else if (root+1)*(root+1) <= n {
			root++
		}
		return Int{Small: int64(root)}, nil
	}
	return FromBig(rootBig(a.Big)), nil
}

// rootBig is the square root of n >= 0, rounded down: Newton's step from the root of the upper half of the digits, which has about half of the bits.
// So the numbers that steps work on get longer with the root, which is what big.Int.Sqrt doesn't do.
func rootBig(n *big.Int) *big.Int {
	length := n.BitLen()
	if length <= 128 {
		return new(big.Int).Sqrt(n)
	}
	k := uint(length-1) / 4
	upper := new(big.Int)
	upper = rootBig(upper.Rsh(n, 2*k))
	// (r + n/r) / 2 for r = upper << k
	root := new(big.Int).Rsh(n, k+1)
	root.Quo(root, upper)
	root.Add(root, new(big.Int).Lsh(upper, k-1))
	// It is never too small, but for what was rounded down, and hardly ever too large by more than one.
	square := new(big.Int).Mul(root, root)
	for square.Cmp(n) > 0 {
		root.Sub(root, bigOne)
		square.Mul(root, root)
	}
	for {
		next := new(big.Int).Add(root, bigOne)
		if square.Mul(next, next).Cmp(n) > 0 {
			return root
		}
		root = next
	}
}

// ToBytes returns a in length bytes, as int.to_bytes does.
func (a Int) ToBytes(length int, little, signed bool) ([]byte, error) {
	if err := a.CheckBytes(length, signed); err != nil {
		return nil, err
	}
	out := make([]byte, length)
	a.PutBytes(out, little)
	return out, nil
}

// CheckBytes returns the error of int.to_bytes for what doesn't fit.
func (a Int) CheckBytes(length int, signed bool) error {
	if length < 0 {
		return fail(Value, "length argument must be non-negative")
	}
	if a.Sign() < 0 && !signed {
		return fail(Overflow, "can't convert negative int to unsigned")
	}
	// What must fit: |a|, or for signed numbers one bit more (-2**n needs no more than 2**n-1).
	need := a.BitLength()
	if signed && a.Sign() != 0 {
		if need++; a.Sign() < 0 && a.isPowerOfTwo() {
			need--
		}
	}
	if need > 8*int64(length) {
		return fail(Overflow, "int too big to convert")
	}
	return nil
}

// isPowerOfTwo reports whether |a| is one.
func (a Int) isPowerOfTwo() bool {
	if a.Big != nil {
		return int(a.Big.TrailingZeroBits()) == a.Big.BitLen()-1
	}
	m := magnitude(a.Small)
	return m != 0 && m&(m-1) == 0
}

// PutBytes writes the two's complement of a, as far as out has room for it.
func (a Int) PutBytes(out []byte, little bool) {
	a.putBytes(out)
	if !little {
		reverse(out)
	}
}

// putBytes writes the two's complement of a, the lowest byte first, as far as out has room for it.
func (a Int) putBytes(out []byte) {
	if a.Big == nil {
		for i := range out {
			out[i] = byte(a.Small >> min(8*i, 63))
		}
		return
	}
	words, carry, flip := a.Big.Bits(), uint(0), uint(0)
	if a.Big.Sign() < 0 {
		carry, flip = 1, ^flip
	}
	const size = bits.UintSize / 8
	for at := 0; at < len(out); at += size {
		w := uint(0)
		if i := at / size; i < len(words) {
			w = uint(words[i])
		}
		w, carry = bits.Add(w^flip, 0, carry)
		if size == 8 && len(out)-at >= size {
			binary.LittleEndian.PutUint64(out[at:], uint64(w))
			continue
		}
		for i := range min(size, len(out)-at) {
			out[at+i] = byte(w >> (8 * i))
		}
	}
}

// FromBytes is int.from_bytes. It doesn't keep data.
func FromBytes(data []byte, little, signed bool) Int {
	if len(data) == 0 {
		return Int{}
	}
	const size = bits.UintSize / 8
	words := make([]big.Word, (len(data)+size-1)/size)
	first := 0 // of the bytes that are read one by one, the lowest being 0
	if size == 8 {
		for first+8 <= len(data) {
			w := uint64(0)
			if little {
				w = binary.LittleEndian.Uint64(data[first:])
			} else {
				w = binary.BigEndian.Uint64(data[len(data)-first-8:])
			}
			words[first/8] = big.Word(w)
			first += 8
		}
	}
	for i := first; i < len(data); i++ {
		c := data[i]
		if !little {
			c = data[len(data)-1-i]
		}
		words[i/size] |= big.Word(c) << (8 * (i % size))
	}
	high := data[0]
	if little {
		high = data[len(data)-1]
	}
	if !signed || high < 0x80 {
		return FromBig(new(big.Int).SetBits(words))
	}
	// -(2**n - x), n being the number of bits.
	carry := big.Word(1)
	for i, w := range words {
		if i == len(words)-1 && len(data)%size != 0 {
			w |= ^big.Word(0) << (8 * (len(data) % size))
		}
		words[i] = ^w + carry
		if words[i] != 0 {
			carry = 0
		}
	}
	a := new(big.Int).SetBits(words)
	return FromBig(a.Neg(a))
}

func reverse(data []byte) {
	for i, j := 0, len(data)-1; i < j; i, j = i+1, j-1 {
		data[i], data[j] = data[j], data[i]
	}
}
