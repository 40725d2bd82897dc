// Powers of integers: a**b, and pow(a, b, m).

package num

import (
	"math/big"
	"math/bits"
)

// Pow returns a**b for b >= 0 as an Int; for b < 0 the result is a float and
// Int.Pow must not be asked: see PowFloat and Binary.
func (a Int) Pow(b Int, charge Charge) (Int, error) {
	if a.Big == nil {
		switch a.Small {
		case 0, 1:
			if b.Sign() == 0 {
				return Int{Small: 1}, nil
			}
			return a, nil
		case -1:
			if b.IsOdd() {
				return a, nil
			}
			return Int{Small: 1}, nil
		}
		if b.Big == nil {
			if c, ok := PowInt64(a.Small, b.Small); ok {
				return Int{Small: c}, nil
			}
			if a.Small == 2 {
				return Int{Small: 1}.Lshift(b, charge)
			}
		}
	}
	if b.Sign() == 0 {
		return Int{Small: 1}, nil
	}
	if b.Big != nil || b.Small > maxBits {
		return Int{}, fail(Memory, "")
	}
	hi, lo := bits.Mul64(uint64(a.BitLength()), uint64(b.Small))
	if hi != 0 || lo > maxBits {
		return Int{}, fail(Memory, "")
	}
	if err := charge.ask(int64(lo)); err != nil {
		return Int{}, err
	}
	return FromBig(new(big.Int).Exp(a.ToBig(), b.ToBig(), nil)), nil
}

// PowMod returns pow(a, b, m), which has the sign of m. A negative b asks for
// the modular inverse.
func (a Int) PowMod(b, m Int) (Int, error) {
	if m.Sign() == 0 {
		return Int{}, fail(Value, "pow() 3rd argument cannot be 0")
	}
	modulus := m.Abs()
	if modulus.Big == nil && modulus.Small == 1 {
		return Int{}, nil
	}
	base, _ := a.Mod(modulus)
	if b.Sign() < 0 {
		inverse := new(big.Int).ModInverse(base.ToBig(), modulus.ToBig())
		if inverse == nil {
			return Int{}, fail(Value, "base is not invertible for the given modulus")
		}
		base, b = FromBig(inverse), b.Neg()
	}
	var result Int
	if modulus.Big == nil && b.Big == nil {
		result = Int{Small: int64(powMod64(uint64(base.Small), uint64(b.Small), uint64(modulus.Small)))}
	} else {
		result = FromBig(new(big.Int).Exp(base.ToBig(), b.ToBig(), modulus.ToBig()))
	}
	if m.Sign() < 0 && result.Sign() != 0 {
		result = result.Add(m)
	}
	return result, nil
}

// powMod64 returns base**n mod m for base < m.
func powMod64(base, n, m uint64) uint64 {
	result := uint64(1)
	for ; n != 0; n >>= 1 {
		if n&1 != 0 {
			result = mulMod64(result, base, m)
		}
		base = mulMod64(base, base, m)
	}
	return result
}

// mulMod64 returns a*b mod m for a, b < m.
func mulMod64(a, b, m uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	_, r := bits.Div64(hi, lo, m)
	return r
}
