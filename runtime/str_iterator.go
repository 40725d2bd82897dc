// This file defines the iterators of str.

package runtime

// The types of the iterators, by what the text holds.
var (
	StrIteratorType      = &Type{Name: "str_iterator"}
	StrASCIIIteratorType = &Type{Name: "str_ascii_iterator"}
)

// strIterator walks a str; offset is that of the next character, index its number.
type strIterator struct {
	Header
	str           *Str // nil at the end
	offset, index int
}

func newStrIterator(s *Str) Value {
	t := StrIteratorType
	if s.IsASCII() {
		t = StrASCIIIteratorType
	}
	return (&strIterator{Header: Header{Type: t, Kind: KindIterator}, str: s}).Value()
}

func setupStrIterator(t *Type) {
	t.Iteration = IterationPlain
	t.Layout, t.Size = KindIterator, SizeOf[strIterator]()
	t.Flags |= TypeDisallowNew
	it := func(v Value) *strIterator { return (*strIterator)(v.P) }
	t.Iter = func(th *Thread, v Value) (Value, error) { return v, nil }
	t.Next = strIteratorNext
	t.Methods = []*MethodDef{
		lengthHintDef(func(v Value) int {
			if it(v).str == nil {
				return 0
			}
			return it(v).str.Len() - it(v).index
		}),
		reduceDef(func(th *Thread, a []Value) (Value, error) {
			return reduceIter(th, "iter", func() []Value {
				if it(a[0]).str == nil {
					return []Value{emptyStr.Value()}
				}
				return []Value{it(a[0]).str.Value(), Int(int64(it(a[0]).index))}
			})
		}),
		setStateDef(func(th *Thread, self, state Value) error {
			i, err := AsInt(th, state)
			if err != nil {
				return err
			}
			if x := it(self); x.str != nil {
				x.index = max(0, min(i, x.str.Len()))
				x.offset = x.str.offset(x.index)
			}
			return nil
		}),
	}
}

func strIteratorNext(th *Thread, v Value) (Value, error) {
	it := (*strIterator)(v.P)
	if it.str == nil {
		return Unbound, nil
	}
	if it.offset >= len(it.str.s) {
		it.str = nil
		return Unbound, nil
	}
	it.index++
	if c := it.str.s[it.offset]; c < 128 {
		it.offset++
		return charStrs[c].Value(), nil
	}
	r, size := decodeWTF8(it.str.s[it.offset:])
	it.offset += size
	return charStr(r).Value(), nil
}
