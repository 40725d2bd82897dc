package runtime

import (
	"math/rand"
	"strconv"
	"testing"
)

func BenchmarkDict(b *testing.B) {
	th := newContainerThread(b)
	for _, n := range []int{4, 1000, 100000} {
		strs, ints := make([]Value, n), make([]Value, n)
		for i := range n {
			strs[i], ints[i] = Text("key"+strconv.Itoa(i)), Int(int64(i)*7)
		}
		for name, keys := range map[string][]Value{"str": strs, "int": ints} {
			d := NewDict()
			for _, k := range keys {
				d.SetItem(th, k, None)
			}
			b.Run("get/"+name+"/"+strconv.Itoa(n), func(b *testing.B) {
				for i := range b.N {
					d.GetItem(th, keys[i%n])
				}
			})
			b.Run("set/"+name+"/"+strconv.Itoa(n), func(b *testing.B) {
				for i := range b.N {
					d.SetItem(th, keys[i%n], Int(1))
				}
			})
			b.Run("fill/"+name+"/"+strconv.Itoa(n), func(b *testing.B) {
				b.ReportAllocs()
				for range b.N {
					d := NewDict()
					for _, k := range keys {
						d.SetItem(th, k, None)
					}
				}
			})
		}
	}
}

func BenchmarkList(b *testing.B) {
	th := newContainerThread(b)
	b.Run("append", func(b *testing.B) {
		l := NewList(nil)
		for i := range b.N {
			if i%100000 == 0 {
				l = NewList(nil)
			}
			l.Append(Int(int64(i)))
		}
	})
	b.Run("of3", func(b *testing.B) {
		b.ReportAllocs()
		items := []Value{Int(1), Int(2), None}
		for range b.N {
			keepList = ListOf(items...)
		}
	})
	b.Run("tuple3", func(b *testing.B) {
		b.ReportAllocs()
		items := []Value{Int(1), Int(2), None}
		for range b.N {
			keepTuple = NewTuple(items)
		}
	})
	const n = 100000
	random := rand.New(rand.NewSource(1))
	ints, floats, strs := make([]Value, n), make([]Value, n), make([]Value, n)
	for i := range n {
		r := random.Intn(1e9)
		ints[i], floats[i], strs[i] = Int(int64(r)), Float(float64(r)/3), Text(strconv.Itoa(r))
	}
	for _, c := range []struct {
		name  string
		items []Value
	}{{"int", ints}, {"float", floats}, {"str", strs}} {
		b.Run("sort/"+c.name, func(b *testing.B) {
			for range b.N {
				l := ListOf(c.items...)
				if err := l.Sort(th, None, false); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("sort/sorted", func(b *testing.B) {
		l := ListOf(strs...)
		l.Sort(th, None, false)
		for range b.N {
			l.Sort(th, None, false)
		}
	})
}

func BenchmarkSet(b *testing.B) {
	th := newContainerThread(b)
	const n = 1000
	s := newSetObject(SetType)
	for i := range n {
		s.Add(th, Int(int64(i)*7))
	}
	b.Run("contains", func(b *testing.B) {
		for i := range b.N {
			s.Contains(th, Int(int64(i%n)*7))
		}
	})
	b.Run("fill", func(b *testing.B) {
		for range b.N {
			s := newSetObject(SetType)
			for i := range n {
				s.Add(th, Int(int64(i)*7))
			}
		}
	})
}

var (
	keepList  *List
	keepTuple *Tuple
)
