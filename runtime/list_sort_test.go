package runtime

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"testing"
)

// TestSortAgreesWithComparing sorts lists of all kinds of keys that are numbered, and compares with a stable sort that only compares.
func TestSortAgreesWithComparing(t *testing.T) {
	th := newContainerThread(t)
	r := rand.New(rand.NewSource(1))
	texts := []string{"", "a", "a\x00", "ab", "abcdefgh", "abcdefgh\x00", "abcdefghi", "é", "\U0001F600", "item 0007", "item 0012 and more", "item 0012 and less"}
	floats := []float64{0, math.Copysign(0, -1), 1.5, -2.5, math.Inf(1), math.Inf(-1), 1 << 53, 5e-324}
	number := func() Value { return Int(int64(r.Intn(7) - 3)) }
	text := func() Value { return Text(texts[r.Intn(len(texts))] + texts[r.Intn(len(texts))]) }
	float := func() Value { return Float(floats[r.Intn(len(floats))]) }
	either := func(a, b func() Value) func() Value {
		return func() Value {
			if r.Intn(2) == 0 {
				return a()
			}
			return b()
		}
	}
	tuple := func(items ...func() Value) func() Value {
		return func() Value {
			var t []Value
			for _, item := range items {
				t = append(t, item())
			}
			return NewTuple(t).Value()
		}
	}
	for name, key := range map[string]func() Value{
		"ints": number, "floats": float, "texts": text,
		"ints and floats":             either(number, float),
		"floats and ints beyond them": either(float, func() Value { return Int(1<<53 + 1) }),
		"numbers and bools":           either(number, func() Value { return Bool(r.Intn(2) == 0) }),
		"tuples of an int":            tuple(number, text),
		"tuples of a str":             tuple(text, float),
		"tuples of different lengths": either(tuple(number), tuple(number, number)),
		"tuples that may be empty":    either(tuple(), tuple(number)),
		"tuples of tuples":            tuple(tuple(number), number),
	} {
		for _, n := range []int{2, 3, 15, 70, 300} {
			for _, reverse := range []bool{false, true} {
				items := make([]Value, n)
				for i := range items {
					items[i] = TupleOf(key(), Int(int64(i))).Value() // the number tells equal keys apart
				}
				keyOf := func(v Value) Value { return (*Tuple)(v.P).At(0) }
				want := slices.Clone(items)
				slices.SortStableFunc(want, func(a, b Value) int {
					x, y := keyOf(a), keyOf(b)
					if reverse {
						x, y = y, x
					}
					less, err := Compare(th, x, y, LT)
					greater, err2 := Compare(th, x, y, GT)
					if err != nil || err2 != nil {
						t.Fatal(err, err2)
					}
					return map[bool]int{true: 1}[greater] - map[bool]int{true: 1}[less]
				})
				l := ListOf(items...)
				first := NewBuiltin(Def("first(v, /)", "", func(th *Thread, a []Value) (Value, error) { return keyOf(a[0]), nil }), None)
				if err := l.Sort(th, first, reverse); err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(l.Items(), want) {
					t.Error(name, n, reverse, show(th, l.Items()), show(th, want))
				}
			}
		}
	}
}

func show(th *Thread, items []Value) string {
	s, err := Repr(th, NewTuple(items).Value())
	return fmt.Sprint(s.String(), err)
}
