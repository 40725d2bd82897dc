// Tests the conversions of integers to digits, bytes and floats and back against math/big.

package num

import (
	"bytes"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestDigitsAndBytes(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 4000 {
		x := new(big.Int)
		for range random.IntN(20) {
			x.Lsh(x, uint(random.IntN(80)))
			x.Or(x, new(big.Int).SetUint64(random.Uint64()>>random.IntN(64)))
		}
		switch random.IntN(5) {
		case 0:
			x.Lsh(x, uint(random.IntN(300)))
		case 1:
			x.Sub(x.SetBit(new(big.Int), random.IntN(400), 1), big.NewInt(int64(random.IntN(2))))
		case 2:
			x.Exp(big.NewInt(10), big.NewInt(int64(random.IntN(200))), nil).Sub(x, big.NewInt(int64(random.IntN(2))))
		}
		if random.IntN(2) == 0 {
			x.Neg(x)
		}
		a := FromBig(new(big.Int).Set(x))
		for _, base := range []int{2, 3, 4, 7, 8, 10, 16, 32, 36} {
			want := x.Text(base)
			if got := string(a.AppendText(nil, base)); got != want {
				t.Fatalf("base %d of %v: %s", base, x, got)
			}
			back, err := ParseInt(want, base, 0)
			if err != nil || back.ToBig().Cmp(x) != 0 {
				t.Fatalf("%s in base %d: %v %v", want, base, back, err)
			}
		}
		f, err := a.Float()
		if want, _ := new(big.Float).SetInt(x).Float64(); math.IsInf(want, 0) != (err != nil) || err == nil && f != want {
			t.Fatalf("float of %v: %v %v, want %v", x, f, err, want)
		}
		for _, little := range []bool{false, true} {
			for _, signed := range []bool{false, true} {
				if x.Sign() < 0 && !signed {
					continue
				}
				length := x.BitLen()/8 + 1 + random.IntN(12)
				data, err := a.ToBytes(length, little, signed)
				if err != nil {
					t.Fatal(err)
				}
				if back := FromBytes(data, little, signed); back.ToBig().Cmp(x) != 0 {
					t.Fatalf("%v to %x and back: %v", x, data, back)
				}
				want := make([]byte, length)
				new(big.Int).Mod(x, new(big.Int).Lsh(big.NewInt(1), uint(8*length))).FillBytes(want)
				if little {
					reverse(want)
				}
				if !bytes.Equal(data, want) {
					t.Fatalf("%v in bytes: %x, want %x", x, data, want)
				}
			}
		}
	}
}
