// This file tests the arithmetic of ints of a few words against math/big.

package runtime

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestWideInt(t *testing.T) {
	operations := map[BinaryOp]func(z, x, y *big.Int) *big.Int{
		OpAdd: (*big.Int).Add, OpSub: (*big.Int).Sub, OpMul: (*big.Int).Mul, OpAnd: (*big.Int).And, OpOr: (*big.Int).Or, OpXor: (*big.Int).Xor,
		OpFloorDiv: func(z, x, y *big.Int) *big.Int {
			q, _ := floorDivision(x, y)
			return z.Set(q)
		},
		OpMod: func(z, x, y *big.Int) *big.Int {
			_, r := floorDivision(x, y)
			return z.Set(r)
		},
		OpLShift: func(z, x, y *big.Int) *big.Int { return z.Lsh(x, uint(y.Uint64())) },
		OpRShift: func(z, x, y *big.Int) *big.Int { return z.Rsh(x, uint(min(y.Uint64(), 1000))) },
	}
	random := rand.New(rand.NewPCG(1, 2))
	edges := []int64{0, 1, -1, 2, 63, 64, 65, 191, 254, 255, 256, math.MaxInt64, math.MinInt64}
	operand := func() *big.Int {
		x := big.NewInt(edges[random.IntN(len(edges))])
		switch random.IntN(6) {
		case 0:
			x.Lsh(x, uint(random.IntN(260))) // powers of two
		case 1, 2, 3:
			x = new(big.Int)
			for range random.IntN(wideWords + 2) {
				x.Lsh(x, 64)
				x.Or(x, new(big.Int).SetUint64(random.Uint64()>>random.IntN(64)))
			}
			if random.IntN(3) == 0 {
				x.Neg(x)
			}
		}
		return x
	}
	fits := func(x *big.Int) bool { return x.BitLen() < wideWords*64 }
	done := map[BinaryOp]int{}
	for range 20000 {
		a, b := operand(), operand()
		var x, y, z WideInt
		if !x.Set(NewBig(new(big.Int).Set(a))) || !y.Set(NewBig(new(big.Int).Set(b))) {
			if fits(a) && fits(b) {
				t.Fatalf("%v or %v doesn't fit", a, b)
			}
			continue
		}
		for op, f := range operations {
			if !z.Operate(op, &x, &y) {
				if (op == OpAdd || op == OpSub) && fits(f(new(big.Int), a, b)) {
					t.Fatalf("operation %d of %v and %v wasn't done", op, a, b)
				}
				continue
			}
			done[op]++
			v := z.Value()
			if want := f(new(big.Int), a, b); AsBig(v).Cmp(want) != 0 || want.IsInt64() != v.IsSmallInt() {
				t.Fatalf("operation %d of %v and %v: %v, want %v", op, a, b, AsBig(v), want)
			}
		}
	}
	for op := range operations {
		if done[op] < 1000 {
			t.Errorf("operation %d was done %d times only", op, done[op])
		}
	}
}

// floorDivision rounds the quotient down.
func floorDivision(x, y *big.Int) (q, r *big.Int) {
	q, r = new(big.Int).QuoRem(x, y, new(big.Int))
	if r.Sign() != 0 && r.Sign() != y.Sign() {
		q.Sub(q, bigOne)
		r.Add(r, y)
	}
	return q, r
}
