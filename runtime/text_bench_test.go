package runtime

import (
	"strings"
	"testing"
)

// bench calls a method of a str over and over.
func bench(b *testing.B, s, method string, args ...Value) {
	th := newContainerThread(b)
	m, err := GetAttrString(th, Text(s), method)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Call(th, m, args, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStrJoin(b *testing.B) {
	var items []Value
	for range 100 {
		items = append(items, Text("hello"))
	}
	bench(b, ", ", "join", NewList(items).Value())
}

func BenchmarkStrSplit(b *testing.B) { bench(b, strings.Repeat("hello,", 100), "split", Text(",")) }

func BenchmarkStrSplitSpace(b *testing.B) { bench(b, strings.Repeat("hello ", 100), "split") }

func BenchmarkStrSplitWide(b *testing.B) {
	bench(b, strings.Repeat("héllo,", 100), "split", Text(","))
}

func BenchmarkStrReplace(b *testing.B) {
	bench(b, strings.Repeat("hello world ", 100), "replace", Text("world"), Text("there"))
}

func BenchmarkStrFind(b *testing.B) { bench(b, strings.Repeat("hello ", 100)+"x", "find", Text("x")) }

func BenchmarkStrLower(b *testing.B) { bench(b, strings.Repeat("Hello ", 20), "lower") }

func BenchmarkStrStrip(b *testing.B) { bench(b, "   hello world   ", "strip") }

func BenchmarkStrStartsWith(b *testing.B) { bench(b, "hello world", "startswith", Text("hello")) }

func BenchmarkStrFormat(b *testing.B) {
	bench(b, "{} is {:>5} and {:.2f}", "format", Text("a"), Int(3), Float(1.5))
}

func BenchmarkStrEncode(b *testing.B) { bench(b, strings.Repeat("héllo ", 20), "encode") }

func BenchmarkStrPercent(b *testing.B) {
	th := newContainerThread(b)
	s, args := Text("%s is %5d and %.2f"), TupleOf(Text("a"), Int(3), Float(1.5)).Value()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := BinaryOperation(th, OpMod, s, args); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStrGrow appends 10,000 times to one str: its time must be linear.
func BenchmarkStrGrow(b *testing.B) {
	th := newContainerThread(b)
	word := NewStr("hello")
	b.ReportAllocs()
	for b.Loop() {
		s := emptyStr
		for range 10000 {
			s, _ = ConcatStr(th, s, word)
		}
	}
}

func BenchmarkStrConcat(b *testing.B) {
	th := newContainerThread(b)
	x, y := NewStr("hello"), NewStr(" world")
	b.ReportAllocs()
	for b.Loop() {
		ConcatStr(th, x, y)
	}
}

func BenchmarkStrHash(b *testing.B) {
	newContainerThread(b)
	s := NewStr("hello world, again")
	for b.Loop() {
		s.hash = 0
		s.Hash()
	}
}

func BenchmarkStrIndexWide(b *testing.B) {
	newContainerThread(b)
	s := NewStr(strings.Repeat("aé日", 10000))
	i := 0
	for b.Loop() {
		s.RuneAt(i)
		if i += 7919; i >= 30000 {
			i -= 30000
		}
	}
}

func BenchmarkStrIterate(b *testing.B) {
	th := newContainerThread(b)
	s := Text(strings.Repeat("hello", 100))
	for b.Loop() {
		ForEach(th, s, func(v Value) error { return nil })
	}
}

func BenchmarkStrTranslate(b *testing.B) {
	table := NewDict()
	th := newContainerThread(b)
	table.SetItem(th, Int('l'), Text("L"))
	bench(b, strings.Repeat("hello ", 20), "translate", table.Value())
}

func BenchmarkBytesJoin(b *testing.B) {
	th := newContainerThread(b)
	var items []Value
	for range 100 {
		items = append(items, NewBytes([]byte("hello")).Value())
	}
	list := NewList(items).Value()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := CallMethod(th, NewBytes([]byte(", ")).Value(), "join", list); err != nil {
			b.Fatal(err)
		}
	}
}
