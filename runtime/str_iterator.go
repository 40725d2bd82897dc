// This file defines the iterators of str.

package runtime

// The types of the iterators, by what the text holds.
var (
	StrIteratorType      = &Type{Name: "str_iterator"}
	StrASCIIIteratorType = &Type{Name: "str_ascii_iterator"}
)

// StrIterator walks a str; Offset is that of the next character, Index its number.
type StrIterator struct {
	Header
	Str           *Str // nil at the end
	Offset, Index int
}

func newStrIterator(s *Str) Value {
	t := StrIteratorType
	if s.IsASCII() {
		t = StrASCIIIteratorType
	}
	return (&StrIterator{Header: Header{Type: t, Kind: KindIterator}, Str: s}).Value()
}

func setupStrIterator(t *Type) {
	t.Iteration = IterationPlain
	if t == StrASCIIIteratorType {
		t.Iteration = IterationStr
	}
	t.Layout, t.Size = KindIterator, SizeOf[StrIterator]()
	t.Flags |= TypeDisallowNew
	it := func(v Value) *StrIterator { return (*StrIterator)(v.P) }
	t.Iter = func(th *Thread, v Value) (Value, error) { return v, nil }
	t.Next = strIteratorNext
	t.Methods = []*MethodDef{
		lengthHintDef(func(v Value) int {
			if it(v).Str == nil {
				return 0
			}
			return it(v).Str.Len() - it(v).Index
		}),
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			return reduceIter(th, "iter", func() []Value {
				if it(a[0]).Str == nil {
					return []Value{emptyStr.Value()}
				}
				return []Value{it(a[0]).Str.Value(), Int(int64(it(a[0]).Index))}
			})
		}),
		setStateDef(func(th *Thread, self, state Value) error {
			i, err := AsInt(th, state)
			if err != nil {
				return err
			}
			if x := it(self); x.Str != nil {
				x.Index = max(0, min(i, x.Str.Len()))
				x.Offset = x.Str.offset(x.Index)
			}
			return nil
		}),
	}
}

func strIteratorNext(th *Thread, v Value) (Value, error) {
	it := (*StrIterator)(v.P)
	if it.Str == nil {
		return Unbound, nil
	}
	if it.Offset >= len(it.Str.s) {
		it.Str = nil
		return Unbound, nil
	}
	it.Index++
	if c := it.Str.s[it.Offset]; c < 128 {
		it.Offset++
		return charStrs[c].Value(), nil
	}
	r, size := decodeWTF8(it.Str.s[it.Offset:])
	it.Offset += size
	return charStr(r).Value(), nil
}
