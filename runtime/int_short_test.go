// This file tests the arithmetic of short ints against math/big.

package runtime

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestShortIntOperation(t *testing.T) {
	operations := map[BinaryOp]func(z, x, y *big.Int) *big.Int{
		OpAdd: (*big.Int).Add, OpSub: (*big.Int).Sub, OpMul: (*big.Int).Mul, OpAnd: (*big.Int).And, OpOr: (*big.Int).Or, OpXor: (*big.Int).Xor,
		OpFloorDiv: (*big.Int).Quo, OpMod: (*big.Int).Rem,
		OpLShift: func(z, x, y *big.Int) *big.Int { return z.Lsh(x, uint(y.Uint64())) },
		OpRShift: func(z, x, y *big.Int) *big.Int { return z.Rsh(x, uint(y.Uint64())) },
	}
	random := rand.New(rand.NewPCG(1, 2))
	edges := []int64{0, 1, -1, 63, 64, 65, 191, 255, math.MaxInt64, math.MinInt64}
	operand := func() *big.Int {
		x := big.NewInt(edges[random.IntN(len(edges))])
		if random.IntN(3) > 0 {
			x = new(big.Int)
			for range random.IntN(shortWords + 2) {
				x.Lsh(x, 64)
				x.Or(x, new(big.Int).SetUint64(random.Uint64()>>random.IntN(64)))
			}
			if random.IntN(3) == 0 {
				x.Neg(x)
			}
		}
		return x
	}
	done := map[BinaryOp]int{}
	for range 20000 {
		x, y := operand(), operand()
		for op, f := range operations {
			v, ok := ShortIntOperation(op, NewBig(x), NewBig(y))
			if !ok {
				continue
			}
			done[op]++
			if want := f(new(big.Int), x, y); AsBig(v).Cmp(want) != 0 || want.IsInt64() != v.IsSmallInt() {
				t.Fatalf("operation %d of %v and %v: %v, want %v", op, x, y, AsBig(v), want)
			}
		}
	}
	for op := range operations {
		if done[op] < 1000 {
			t.Errorf("operation %d was done %d times only", op, done[op])
		}
	}
}
