// This file joins strings: concatenation in linear time, repetition, str.join.

package runtime

import (
	"encoding/binary"
	"math"
	"strconv"

	"github.com/gopy-lang/gopy/runtime/num"
)

// growStr is the result of repeated concatenation: buffer begins with its text and has room behind it. `s += t` in a
// loop appends to the buffer, and every intermediate str keeps its own length of it; none of its bytes is written twice.
type growStr struct {
	wideStr
	buffer *growBuffer
}

// growASCII is growStr for a text that is ASCII.
type growASCII struct {
	Str
	buffer *growBuffer
}

type growBuffer struct {
	text []byte
	room []growASCII // for the next sums: they come and go together
}

// sumsAtOnce is how many sums a buffer makes room for at a time.
const sumsAtOnce = 8

// growAt is the length from which on concatenation leaves room for more.
const growAt = 256

// ConcatStr is a + b for two str objects.
func ConcatStr(th *Thread, a, b *Str) (*Str, error) {
	switch {
	case len(b.s) == 0 && a.Flags&FlagSubclass == 0:
		return a, nil
	case len(a.s) == 0 && b.Flags&FlagSubclass == 0:
		return b, nil
	}
	size := len(a.s) + len(b.s)
	if size < growAt && a.ID&b.ID&strASCII != 0 {
		if err := th.Charge(int64(size)); err != nil {
			return nil, err
		}
		s, text := makeASCII(size)
		s.ID |= strSum
		copy(text[copy(text, a.s):], b.s)
		return s, nil
	}
	chars := a.Len() + b.Len()
	if size < growAt || a.ID&(strSum|strGrowing) == 0 {
		if size <= 1 {
			return newCounted(a.s+b.s, chars), nil
		}
		if err := th.Charge(int64(size)); err != nil {
			return nil, err
		}
		s, text := makeText(size, chars)
		copy(text, a.s)
		copy(text[len(a.s):], b.s)
		s.ID |= strSum
		return s, nil
	}
	buffer, crumbs := a.growing()
	if buffer == nil || size > cap(buffer.text) {
		if err := th.Charge(int64(size) * 2); err != nil {
			return nil, err
		}
	}
	if buffer == nil {
		buffer = &growBuffer{text: append(make([]byte, 0, size+size/2), a.s...)}
	}
	buffer.text = append(buffer.text, b.s...)
	s := Str{Header: strHeader(strGrowing), s: StringView(buffer.text)}
	if size != chars {
		return &(&growStr{wideStr{s, chars, crumbs}, buffer}).Str, nil
	}
	s.ID |= strASCII
	if a.ID&strGrowing == 0 { // often this is the only one
		return &(&growASCII{s, buffer}).Str, nil
	}
	if len(buffer.room) == 0 {
		buffer.room = make([]growASCII, sumsAtOnce)
	}
	sum := &buffer.room[0]
	buffer.room = buffer.room[1:]
	*sum = growASCII{s, buffer}
	return &sum.Str, nil
}

// growing returns the buffer that ends with the text of s, if there is one, and the breadcrumbs of s.
func (s *Str) growing() (*growBuffer, []int) {
	if s.ID&strGrowing == 0 || s.Flags&FlagSubclass != 0 {
		return nil, nil
	}
	var buffer *growBuffer
	var crumbs []int
	if s.ID&strASCII != 0 {
		buffer = (*growASCII)(s.Value().P).buffer
	} else {
		old := (*growStr)(s.Value().P)
		buffer, crumbs = old.buffer, old.crumbs[:len(old.crumbs):len(old.crumbs)]
	}
	if len(buffer.text) != len(s.s) {
		return nil, nil // another sum of s has grown it
	}
	return buffer, crumbs
}

func strConcat(th *Thread, a, b Value) (Value, error) {
	t := AsStr(b)
	if t == nil {
		return Unbound, Raise(TypeError, "can only concatenate str (not \"%s\") to str", b.Type().TypeName())
	}
	s, err := ConcatStr(th, (*Str)(a.P), t)
	if err != nil {
		return Unbound, err
	}
	return s.Value(), nil
}

// RepeatStr is s * n.
func RepeatStr(th *Thread, s *Str, n int) (*Str, error) {
	size := len(s.s)
	switch {
	case n <= 0 || size == 0:
		return emptyStr, nil
	case n == 1:
		return s.exact(), nil
	}
	if n > math.MaxInt/s.Len() {
		return nil, Raise(OverflowError, "repeated string is too long")
	}
	if err := th.ChargeItems(n, size); err != nil {
		return nil, err
	}
	t, text := makeText(size*n, s.Len()*n)
	repeatInto(text, s.s)
	return t, nil
}

// repeatInto fills out with repetitions of s: eight at once of a single byte, longer ones by doubling.
func repeatInto(out []byte, s string) {
	if len(s) == 1 && len(out) <= 256 {
		for each := uint64(s[0]) * 0x0101010101010101; len(out) >= 8; out = out[8:] {
			binary.LittleEndian.PutUint64(out, each)
		}
		for i := range out {
			out[i] = s[0]
		}
		return
	}
	done := copy(out, s)
	for done > 0 && done < len(out) {
		done += copy(out[done:], out[:done])
	}
}

func strRepeat(th *Thread, v, count Value) (Value, error) {
	n, err := AsInt(th, count)
	if err != nil {
		return Unbound, err
	}
	s, err := RepeatStr(th, (*Str)(v.P), n)
	if err != nil {
		return Unbound, err
	}
	return s.Value(), nil
}

// BuildString joins texts and ints, which are written in decimal: each part is a str or a small int.
func BuildString(th *Thread, parts ...Value) (Value, error) {
	size, extra := 0, 0 // bytes, of which not the first of a character
	for _, v := range parts {
		if v.P == nil {
			size += decimalSize(v.SmallInt())
			continue
		}
		s := (*Str)(v.P)
		size += len(s.s)
		if s.ID&strASCII == 0 {
			extra += len(s.s) - s.Len()
		}
	}
	if err := th.Charge(int64(size)); err != nil {
		return Unbound, err
	}
	if size-extra <= 1 {
		text := make([]byte, size)
		fillParts(text, parts)
		return newBuilt(text, size-extra).Value(), nil
	}
	s, text := makeText(size, size-extra)
	fillParts(text, parts)
	s.ID |= strSum
	return s.Value(), nil
}

func fillParts(text []byte, parts []Value) {
	for _, v := range parts {
		n := 0
		if v.P != nil {
			n = copy(text, (*Str)(v.P).s)
		} else {
			n = decimalSize(v.SmallInt())
			putDecimal(text[:n], v.SmallInt())
		}
		text = text[n:]
	}
}

// putDecimal writes n in decimal to room, which is as long as that takes.
func putDecimal(room []byte, n int64) {
	u := uint64(n)
	if n < 0 {
		room[0], u = '-', -u
	}
	i := len(room) - 1
	for ; u >= 10 && i > 0; i-- {
		room[i] = byte('0' + u%10)
		u /= 10
	}
	room[i] = byte('0' + u)
}

// decimalSize is the length of n in decimal.
func decimalSize(n int64) int {
	size, u := 1, uint64(n)
	if n < 0 {
		size, u = 2, -u
	}
	for ; u >= 1e4; u /= 1e4 {
		size += 4
	}
	switch {
	case u >= 1e3:
		return size + 3
	case u >= 1e2:
		return size + 2
	case u >= 10:
		return size + 1
	}
	return size
}

// JoinStrs joins strs with sep between; all items must be str objects.
func JoinStrs(th *Thread, sep *Str, items []Value) (*Str, error) {
	switch len(items) {
	case 0:
		return emptyStr, nil
	case 1:
		if items[0].IsExact(KindStr) {
			return (*Str)(items[0].P), nil
		}
	}
	size, chars := 0, 0
	for i, v := range items {
		s := AsStr(v)
		if s == nil {
			return nil, Raise(TypeError, "sequence item %d: expected str instance, %s found", i, v.Type().TypeName())
		}
		size += len(s.s)
		chars += s.Len()
	}
	if err := th.ChargeItems(len(items)-1, len(sep.s)); err != nil {
		return nil, err
	}
	size += (len(items) - 1) * len(sep.s)
	chars += (len(items) - 1) * sep.Len()
	if err := th.Charge(int64(size)); err != nil {
		return nil, err
	}
	if chars <= 1 {
		var text []byte
		for _, v := range items {
			text = append(text, (*Str)(v.P).s...)
		}
		for range len(items) - 1 {
			text = append(text, sep.s...)
		}
		return newBuilt(text, chars), nil
	}
	out, text := makeText(size, chars)
	n := copy(text, (*Str)(items[0].P).s)
	for _, v := range items[1:] {
		n += copy(text[n:], sep.s)
		n += copy(text[n:], (*Str)(v.P).s)
	}
	return out, nil
}

func strJoin(th *Thread, a []Value) (Value, error) {
	sep := (*Str)(a[0].P)
	var items []Value
	switch v := a[1]; {
	case v.IsExact(KindList):
		items = (*List)(v.P).Items()
	case v.IsExact(KindTuple):
		items = (*Tuple)(v.P).Items()
	default:
		if v.P == nil || v.Type().Iter == nil && v.Type().GetItem == nil {
			return Unbound, Raise(TypeError, "can only join an iterable")
		}
		var err error
		if iteration := v.Type().Iteration; iteration == IterationGenerator || v.Type() == MapType {
			return th.joinIterator(sep, v)
		}
		if items, err = Items(th, v); err != nil {
			return Unbound, err
		}
	}
	s, err := JoinStrs(th, sep, items)
	if err != nil {
		return Unbound, err
	}
	return s.Value(), nil
}

// joinIterator joins what an iterator yields, which it collects in a list that serves again.
func (th *Thread) joinIterator(sep *Str, it Value) (Value, error) {
	l, err := th.collect(it)
	var s *Str
	if err == nil {
		s, err = JoinStrs(th, sep, l.items)
	}
	th.collected(l)
	if err != nil {
		return Unbound, err
	}
	return s.Value(), nil
}

// collect returns a list of what an iterator yields, which collected lets serve again.
func (th *Thread) collect(it Value) (*List, error) {
	l := th.joined
	if th.joined = nil; l == nil {
		l = ListWithRoom(unknownLength)
	}
	return l, l.takeAll(th, it)
}

func (th *Thread) collected(l *List) {
	if cap(l.items) <= maxKeptPlaces {
		clear(l.items)
		l.items = l.items[:0]
		th.joined = l
	}
}

// A textBuilder collects the text of a new str.
type textBuilder struct {
	text  []byte
	chars int
}

func (b *textBuilder) str(s *Str) {
	b.text = append(b.text, s.s...)
	b.chars += s.Len()
}

// ascii appends text that is ASCII.
func (b *textBuilder) ascii(s string) {
	b.text = append(b.text, s...)
	b.chars += len(s)
}

// wtf8 appends any text.
func (b *textBuilder) wtf8(s string) {
	b.text = append(b.text, s...)
	b.chars += wtf8Len(s)
}

func (b *textBuilder) char(r rune) {
	b.chars++
	if r < 128 {
		b.text = append(b.text, byte(r))
	} else {
		b.text = appendWTF8(b.text, r)
	}
}

// repr appends repr(v).
func (b *textBuilder) repr(th *Thread, v Value) error {
	before := len(b.text)
	switch {
	case v.P == nil:
		b.text = strconv.AppendInt(b.text, int64(v.B), 10)
	case v.IsFloat():
		b.text = num.AppendFloatRepr(b.text, v.FloatValue())
	default:
		if v.IsExact(KindStr) {
			if quote := (*Str)(v.P).plainQuote(); quote != 0 {
				b.text = append(append(append(b.text, quote), (*Str)(v.P).s...), quote)
				break
			}
		}
		s, err := Repr(th, v)
		if err != nil {
			return err
		}
		b.str(s)
		return nil
	}
	b.chars += len(b.text) - before
	return nil
}

// newTextBuilder returns a builder on the thread's spare buffer; finish it with (*Thread).finish.
func (th *Thread) newTextBuilder() textBuilder {
	b := textBuilder{text: th.text[:0]}
	th.text = nil // texts are built within the building of others
	return b
}

// room makes room for a text of about n bytes.
func (b *textBuilder) room(n int) {
	if n > cap(b.text) {
		b.text = make([]byte, 0, n+8)
	}
}

// finish returns the str and takes the buffer back; the builder must not be used any more.
func (th *Thread) finish(b *textBuilder) *Str {
	if len(b.text) > 1<<12 {
		return b.build()
	}
	th.takeBack(b)
	return copyCounted(StringView(b.text), b.chars)
}

// takeBack keeps the buffer of a builder that is done for the next one.
func (th *Thread) takeBack(b *textBuilder) {
	if cap(b.text) <= 1<<13 {
		th.text = b.text[:0]
	}
}

// build returns the str; the builder must not be used any more.
func (b *textBuilder) build() *Str { return newBuilt(b.text, b.chars) }
