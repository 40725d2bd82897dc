// This file holds what bytes and bytearray have in common: item access, concatenation and most methods.

package runtime

import (
	"bytes"
	"slices"
	"strings"
)

// byteMethods returns the methods that both types have; name is that of the type.
func byteMethods(name string) []*MethodDef {
	chars := func(test func(c byte) bool) Func {
		return func(th *Thread, a []Value) (Value, error) {
			b := bytesOf(a[0])
			for _, c := range b {
				if !test(c) {
					return False, nil
				}
			}
			return Bool(len(b) > 0), nil
		}
	}
	mapped := func(mapping func(b []byte)) Func {
		return func(th *Thread, a []Value) (Value, error) {
			b := bytesOf(a[0])
			if err := th.Charge(int64(len(b))); err != nil {
				return Unbound, err
			}
			return built(a[0], len(b), func(out []byte) {
				copy(out, b)
				mapping(out)
			}), nil
		}
	}
	letters := func(first byte, both bool) Func { // exchanges the case of letters from first on
		return mapped(func(b []byte) {
			for i, c := range b {
				if c-first < 26 || both && c^0x20-first < 26 {
					b[i] = c ^ 0x20
				}
			}
		})
	}
	return []*MethodDef{
		Def("capitalize($self, /)", "Return a copy with the first letter in upper case and the rest in lower case; ASCII only.", mapped(func(b []byte) {
			for i, c := range b {
				if i == 0 {
					b[i] = upperByte(c)
				} else {
					b[i] = lowerByte(c)
				}
			}
		})),
		Def("center($self, width, fillchar=b' ', /)", "Return a copy centered in width bytes, filled up with fillchar.", func(th *Thread, a []Value) (Value, error) {
			return bytesPad(th, "center", a, func(width, total int) int { return centerLeft(total, width) })
		}),
		Def("count($self, sub[, start[, end]], /)", "Return how often sub occurs in self[start:end], without overlaps.", lending(bytesCount)).Unfilled(2, 4),
		Def("decode($self, /, encoding='utf-8', errors='strict')", "Return the text that the bytes mean in the encoding.", bytesDecode).Unfilled(1, 3),
		Def("endswith($self, suffix[, start[, end]], /)", "Tell whether self[start:end] ends with suffix, or with one of a tuple of suffixes.", func(th *Thread, a []Value) (Value, error) {
			return bytesAffixed(th, "endswith", a, bytes.HasSuffix)
		}).Unfilled(2, 4),
		Def("expandtabs($self, /, tabsize=8)", "Return a copy with tabs replaced by spaces up to the next multiple of tabsize.", bytesExpandTabs),
		Def("find($self, sub[, start[, end]], /)", "Return the lowest index of sub in self[start:end], -1 if there is none.", lending(func(th *Thread, a []Value) (Value, error) {
			i, err := bytesFind(th, a, bytes.Index)
			return Int(int64(i)), err
		})).Unfilled(2, 4),
		DefClass("fromhex($type, string, /)", "Return the bytes that pairs of hexadecimal digits mean; white space between pairs is skipped.", bytesFromHex),
		Def("hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)", "Return the bytes as hexadecimal digits, with sep after each bytes_per_sep bytes, counted from the right, or from the left if negative.", lending(bytesHexMethod)).Unfilled(1, 1),
		Def("index($self, sub[, start[, end]], /)", "Return the lowest index of sub in self[start:end]; ValueError if there is none.", lending(func(th *Thread, a []Value) (Value, error) {
			return bytesFound(bytesFind(th, a, bytes.Index))
		})).Unfilled(2, 4),
		Def("isalnum($self, /)", "Tell whether all bytes, at least one, are ASCII letters or digits.", chars(isAlnumByte)),
		Def("isalpha($self, /)", "Tell whether all bytes, at least one, are ASCII letters.", chars(isLetterByte)),
		Def("isascii($self, /)", "Tell whether all bytes are ASCII.", func(th *Thread, a []Value) (Value, error) {
			b := bytesOf(a[0])
			return Bool(ASCIIPrefix(b) == len(b)), nil
		}),
		Def("isdigit($self, /)", "Tell whether all bytes, at least one, are ASCII digits.", chars(isDigitByte)),
		Def("islower($self, /)", "Tell whether there are ASCII letters and all of them are lower case.", func(th *Thread, a []Value) (Value, error) {
			return Bool(bytesCased(bytesOf(a[0]), upperByte)), nil
		}),
		Def("isspace($self, /)", "Tell whether all bytes, at least one, are ASCII white space.", chars(isSpaceByte)),
		Def("istitle($self, /)", "Tell whether all words of ASCII letters, at least one, are in title case.", bytesIsTitle),
		Def("isupper($self, /)", "Tell whether there are ASCII letters and all of them are upper case.", func(th *Thread, a []Value) (Value, error) {
			return Bool(bytesCased(bytesOf(a[0]), lowerByte)), nil
		}),
		Def("join($self, iterable_of_bytes, /)", "Return the bytes-like objects of the iterable joined, with self between them.", lending(bytesJoin)).Inlined(InlineDrain),
		Def("ljust($self, width, fillchar=b' ', /)", "Return a copy on the left of width bytes, filled up with fillchar.", func(th *Thread, a []Value) (Value, error) {
			return bytesPad(th, "ljust", a, func(width, total int) int { return 0 })
		}),
		Def("lower($self, /)", "Return a copy with ASCII letters in lower case.", letters('A', false)),
		Def("lstrip($self, bytes=None, /)", "Return a copy without leading bytes that are among the given ones, ASCII white space if None.", func(th *Thread, a []Value) (Value, error) {
			return bytesStrip(th, a, true, false)
		}).Unfilled(1, 2),
		DefStatic("maketrans(frm, to, /)", "Return a table for translate() that maps each byte of frm to the one at the same place of to.", bytesMakeTrans),
		Def("partition($self, sep, /)", "Return what is before the first sep, sep, and what is behind; a copy and two empty objects if there is none.", func(th *Thread, a []Value) (Value, error) {
			return bytesPartition(th, a, bytes.Index, false)
		}).Inlined(InlineParts),
		Def("replace($self, old, new, count=-1, /)", "Return a copy with occurrences of old replaced by new: count of them, all if it is -1.", bytesReplace).Unfilled(3, 4),
		Def("removeprefix($self, prefix, /)", "Return a copy without prefix, if it begins with it.", func(th *Thread, a []Value) (Value, error) {
			return bytesRemove(th, a, bytes.TrimPrefix)
		}),
		Def("removesuffix($self, suffix, /)", "Return a copy without suffix, if it ends with it.", func(th *Thread, a []Value) (Value, error) {
			return bytesRemove(th, a, bytes.TrimSuffix)
		}),
		Def("rfind($self, sub[, start[, end]], /)", "Return the highest index of sub in self[start:end], -1 if there is none.", lending(func(th *Thread, a []Value) (Value, error) {
			i, err := bytesFind(th, a, bytes.LastIndex)
			return Int(int64(i)), err
		})).Unfilled(2, 4),
		Def("rindex($self, sub[, start[, end]], /)", "Return the highest index of sub in self[start:end]; ValueError if there is none.", lending(func(th *Thread, a []Value) (Value, error) {
			return bytesFound(bytesFind(th, a, bytes.LastIndex))
		})).Unfilled(2, 4),
		Def("rjust($self, width, fillchar=b' ', /)", "Return a copy on the right of width bytes, filled up with fillchar.", func(th *Thread, a []Value) (Value, error) {
			return bytesPad(th, "rjust", a, func(width, total int) int { return total })
		}),
		Def("rpartition($self, sep, /)", "Return what is before the last sep, sep, and what is behind; two empty objects and a copy if there is none.", func(th *Thread, a []Value) (Value, error) {
			return bytesPartition(th, a, bytes.LastIndex, true)
		}).Inlined(InlineParts),
		Def("rsplit($self, /, sep=None, maxsplit=-1)", "Return the list of the parts between separators: sep, or runs of ASCII white space. At most maxsplit cuts are made, from the right.", lending(bytesRSplit)).Unfilled(1, 3).Inlined(InlineParts),
		Def("rstrip($self, bytes=None, /)", "Return a copy without trailing bytes that are among the given ones, ASCII white space if None.", func(th *Thread, a []Value) (Value, error) {
			return bytesStrip(th, a, false, true)
		}).Unfilled(1, 2),
		Def("split($self, /, sep=None, maxsplit=-1)", "Return the list of the parts between separators: sep, or runs of ASCII white space. At most maxsplit cuts are made, from the left.", lending(bytesSplit)).Unfilled(1, 3).Inlined(InlineParts),
		Def("splitlines($self, /, keepends=False)", "Return the list of the lines, with their ends if keepends.", bytesSplitLines),
		Def("startswith($self, prefix[, start[, end]], /)", "Tell whether self[start:end] begins with prefix, or with one of a tuple of prefixes.", func(th *Thread, a []Value) (Value, error) {
			return bytesAffixed(th, "startswith", a, bytes.HasPrefix)
		}).Unfilled(2, 4),
		Def("strip($self, bytes=None, /)", "Return a copy without leading and trailing bytes that are among the given ones, ASCII white space if None.", func(th *Thread, a []Value) (Value, error) {
			return bytesStrip(th, a, true, true)
		}).Unfilled(1, 2),
		Def("swapcase($self, /)", "Return a copy with the case of ASCII letters exchanged.", letters('a', true)),
		Def("title($self, /)", "Return a copy in which words of ASCII letters start in upper case and go on in lower case.", mapped(func(b []byte) {
			inWord := false
			for i, c := range b {
				if inWord {
					b[i] = lowerByte(c)
				} else {
					b[i] = upperByte(c)
				}
				inWord = isLetterByte(c)
			}
		})),
		Def("translate($self, table, /, delete=b'')", "Return a copy without the bytes in delete and the others mapped by table, 256 bytes or None.", bytesTranslate),
		Def("upper($self, /)", "Return a copy with ASCII letters in upper case.", letters('a', false)),
		Def("zfill($self, width, /)", "Return a copy filled up to width with zeros between the sign and the rest.", bytesZFill),
	}
}

// like returns data, which it takes over, as an object of the kind of v: bytes or bytearray.
func like(v Value, data []byte) Value {
	if v.Kind() == KindByteArray {
		return NewByteArray(data).Value()
	}
	return NewBytes(data).Value()
}

// built returns a new object of v's kind with n bytes, which fill writes over the zeros that they are.
func built(v Value, n int, fill func(out []byte)) Value {
	if v.Kind() == KindByteArray {
		out := make([]byte, n)
		fill(out)
		return NewByteArray(out).Value()
	}
	if n < 2 {
		var out [1]byte
		fill(out[:n])
		return newBytesString(string(out[:n])).Value()
	}
	x, out := makeBytes(n)
	fill(out)
	return x.Value()
}

// likePart is like for a part of v's own data: shared by bytes, copied for a bytearray.
func likePart(v Value, part []byte) Value {
	if v.Kind() == KindByteArray {
		return copyByteArray(part).Value()
	}
	if len(part) == len((*Bytes)(v.P).b) {
		return exactBytes(v)
	}
	if len(part) <= keptPart || len(part) < len((*Bytes)(v.P).b)/4 {
		return CopyBytes(part).Value()
	}
	return NewBytes(part).Value()
}

func copyBytes(th *Thread, b []byte) ([]byte, error) {
	if err := th.Charge(int64(len(b))); err != nil {
		return nil, err
	}
	return append(make([]byte, 0, len(b)), b...), nil
}

// BytesLen is the length of a bytes or bytearray object.
func BytesLen(v Value) int { return len(bytesOf(v)) }

// SliceBytes returns the bytes from start to stop of a bytes or bytearray object.
func SliceBytes(v Value, start, stop int) Value { return likePart(v, bytesOf(v)[start:stop]) }

// byteItem is v[key].
func byteItem(th *Thread, v, key Value, typeError, rangeError string) (Value, error) {
	b := bytesOf(v)
	if key.Kind() == KindSlice {
		start, _, step, n, err := SliceIndices(th, key, len(b))
		if err != nil {
			return Unbound, err
		}
		b = bytesOf(v) // an __index__ may have changed it
		if n == 0 || start >= len(b) || start+(n-1)*step >= len(b) {
			return likePart(v, b[:0]), nil
		}
		if step == 1 {
			return likePart(v, b[start:start+n]), nil
		}
		if err := th.Charge(int64(n)); err != nil {
			return Unbound, err
		}
		out := make([]byte, n)
		for i := range out {
			out[i] = b[start+i*step]
		}
		return like(v, out), nil
	}
	i, err := subscriptIndex(th, key, typeError, len(b))
	if err != nil {
		return Unbound, err
	}
	if b = bytesOf(v); i < 0 || i >= len(b) {
		return Unbound, Raise(IndexError, "%s", rangeError)
	}
	return Int(int64(b[i])), nil
}

// ConcatBytes returns the concatenation of two exact bytes objects.
func ConcatBytes(th *Thread, a, b Value) (Value, error) {
	head, tail := (*Bytes)(a.P).b, (*Bytes)(b.P).b
	switch {
	case len(head) == 0:
		return b, nil
	case len(tail) == 0:
		return a, nil
	}
	if err := th.Charge(int64(len(head)) + int64(len(tail))); err != nil {
		return Unbound, err
	}
	x, out := makeBytes(len(head) + len(tail))
	copy(out[copy(out, head):], tail)
	return x.Value(), nil
}

func bytesConcat(th *Thread, a, b Value) (Value, error) {
	tail, err := bufferBytes(th, b)
	if err != nil {
		return Unbound, Raise(TypeError, "can't concat %s to %s", b.Type().TypeName(), a.Type().TypeName())
	}
	head := bytesOf(a)
	if a.Kind() == KindBytes && b.Kind() == KindBytes {
		if len(head) == 0 {
			return exactBytes(b), nil
		}
		if len(tail) == 0 {
			return exactBytes(a), nil
		}
	}
	if err := th.Charge(int64(len(head)) + int64(len(tail))); err != nil {
		return Unbound, err
	}
	return built(a, len(head)+len(tail), func(out []byte) { copy(out[copy(out, head):], tail) }), nil
}

func bytesRepeat(th *Thread, v, count Value) (Value, error) {
	n, err := AsInt(th, count)
	if err != nil {
		return Unbound, err
	}
	b := bytesOf(v)
	n = max(n, 0)
	if n == 1 && v.Kind() == KindBytes {
		return exactBytes(v), nil
	}
	if err := th.ChargeItems(n, len(b)); err != nil {
		return Unbound, err
	}
	if len(b) == 0 {
		n = 0
	}
	return built(v, n*len(b), func(out []byte) { repeatInto(out, StringView(b)) }), nil
}

// bytesMod is bytes % args, also called for reversed operands.
func bytesMod(th *Thread, a, b Value) (Value, error) {
	data := bytesOf(a)
	if data == nil {
		return NotImplemented, nil
	}
	f := percentFormat{th: th, s: StringView(data), bytes: true, ascii: true, mapping: Unbound, out: th.newTextBuilder()}
	if a.Kind() == KindByteArray {
		f.s = string(data) // which what is formatted may change
	}
	f.take(b)
	if err := f.run(); err != nil {
		return Unbound, err
	}
	defer th.takeBack(&f.out)
	if a.Kind() == KindByteArray {
		return copyByteArray(f.out.text).Value(), nil
	}
	return CopyBytes(f.out.text).Value(), nil
}

// byteNeedle converts the argument of a search: an integer is one byte.
func byteNeedle(th *Thread, v Value) ([]byte, error) {
	if b := bytesOf(v); b != nil {
		return b, nil
	}
	if IsInstance(v, IntType) || v.Type().Index != nil && v.Type().Buffer == nil {
		c, err := byteValue(th, v, byteRange)
		return []byte{c}, err
	}
	if v.Type().Buffer == nil {
		return nil, Raise(TypeError, "argument should be integer or bytes-like object, not '%s'", v.Type().TypeName())
	}
	return bufferBytes(th, v)
}

func bytesContains(th *Thread, v, item Value) (bool, error) {
	if v.Kind() != KindBytes && v.Kind() != KindByteArray {
		return false, nil
	}
	if IsInstance(item, IntType) || item.Type().Index != nil && item.Type().Buffer == nil {
		c, err := byteValue(th, item, byteRange)
		return err == nil && bytes.IndexByte(bytesOf(v), c) >= 0, err
	}
	sub, err := bufferBytes(th, item)
	if err != nil {
		return false, err
	}
	return bytes.Contains(bytesOf(v), sub), nil
}

// byteRangeOf returns self[start:end] for the optional bounds of a search; ok is false when nothing can be found.
func byteRangeOf(th *Thread, a []Value) (part []byte, base int, ok bool, err error) {
	b := bytesOf(a[0])
	if len(a) == 2 {
		return b, 0, true, nil
	}
	i, j, err := searchRange(th, a[2], Given(a, 3), len(b))
	if err != nil || i > j {
		return nil, 0, false, err
	}
	b = bytesOf(a[0])
	if j > len(b) {
		return nil, 0, false, nil
	}
	return b[i:j], i, true, nil
}

func bytesFind(th *Thread, a []Value, search func(s, sep []byte) int) (int, error) {
	sub, err := byteNeedle(th, a[1])
	if err != nil {
		return 0, err
	}
	part, base, ok, err := byteRangeOf(th, a)
	if err != nil || !ok {
		return -1, err
	}
	if i := search(part, sub); i >= 0 {
		return base + i, nil
	}
	return -1, nil
}

func bytesFound(i int, err error) (Value, error) {
	if err == nil && i < 0 {
		err = Raise(ValueError, "subsection not found")
	}
	return Int(int64(i)), err
}

func bytesCount(th *Thread, a []Value) (Value, error) {
	sub, err := byteNeedle(th, a[1])
	if err != nil {
		return Unbound, err
	}
	part, _, ok, err := byteRangeOf(th, a)
	if err != nil || !ok {
		return Int(0), err
	}
	if len(sub) == 0 {
		return Int(int64(len(part) + 1)), nil
	}
	return Int(int64(bytes.Count(part, sub))), nil
}

func bytesAffixed(th *Thread, name string, a []Value, has func(s, affix []byte) bool) (Value, error) {
	part, _, ok, err := byteRangeOf(th, a)
	if err != nil {
		return Unbound, err
	}
	if tuple := AsTuple(a[1]); tuple != nil {
		for _, v := range tuple.Items() {
			affix, err := bufferBytes(th, v)
			if err != nil {
				return Unbound, err
			}
			if ok && has(part, affix) {
				return True, nil
			}
		}
		return False, nil
	}
	if a[1].Type().Buffer == nil {
		return Unbound, Raise(TypeError, "%s first arg must be bytes or a tuple of bytes, not %s", name, a[1].Type().TypeName())
	}
	affix, err := bufferBytes(th, a[1])
	if err != nil {
		return Unbound, err
	}
	return Bool(ok && has(part, affix)), nil
}

func bytesRemove(th *Thread, a []Value, trim func(s, affix []byte) []byte) (Value, error) {
	affix, err := bufferBytes(th, a[1])
	if err != nil {
		return Unbound, err
	}
	return likePart(a[0], trim(bytesOf(a[0]), affix)), nil
}

// bytesPad fills up to a width; leftOf tells how much of the padding goes to the left.
func bytesPad(th *Thread, name string, a []Value, leftOf func(width, total int) int) (Value, error) {
	width, err := asSize(th, a[1])
	if err != nil {
		return Unbound, err
	}
	fill := bytesOf(a[2])
	if fill == nil {
		return Unbound, Raise(TypeError, "%s() argument 2 must be a byte string of length 1, not %s", name, argumentType(a[2]))
	}
	if len(fill) != 1 {
		kind := "bytes"
		if a[2].Kind() == KindByteArray {
			kind = "bytearray"
		}
		return Unbound, Raise(TypeError, "%s(): argument 2 must be a byte string of length 1, not a %s object of length %d", name, kind, len(fill))
	}
	b := bytesOf(a[0])
	if width <= len(b) {
		return likePart(a[0], b), nil
	}
	if err := th.Charge(int64(width)); err != nil {
		return Unbound, err
	}
	return built(a[0], width, func(out []byte) {
		for i := range out {
			out[i] = fill[0]
		}
		copy(out[leftOf(width, width-len(b)):], b)
	}), nil
}

func bytesZFill(th *Thread, a []Value) (Value, error) {
	width, err := asSize(th, a[1])
	if err != nil {
		return Unbound, err
	}
	b := bytesOf(a[0])
	if width <= len(b) {
		return likePart(a[0], b), nil
	}
	if err := th.Charge(int64(width)); err != nil {
		return Unbound, err
	}
	return built(a[0], width, func(out []byte) {
		repeatInto(out[:width-len(b)], "0")
		copy(out[width-len(b):], b)
		if len(b) > 0 && (b[0] == '+' || b[0] == '-') {
			out[width-len(b)], out[0] = '0', b[0]
		}
	}), nil
}

func bytesExpandTabs(th *Thread, a []Value) (Value, error) {
	size, err := AsCInt(th, a[1])
	if err != nil {
		return Unbound, err
	}
	b := bytesOf(a[0])
	if err := th.ChargeItems(bytes.Count(b, []byte{'\t'}), max(size, 0)); err != nil {
		return Unbound, err
	}
	out := make([]byte, 0, len(b))
	column := 0
	for _, c := range b {
		switch {
		case c == '\t' && size > 0:
			n := size - column%size
			out = append(out, strings.Repeat(" ", n)...)
			column += n
		case c == '\t':
		default:
			out = append(out, c)
			column++
			if c == '\n' || c == '\r' {
				column = 0
			}
		}
	}
	return like(a[0], out), nil
}

func bytesDecode(th *Thread, a []Value) (Value, error) {
	encoding, errors, err := codecNames("decode", a[1:])
	if err != nil {
		return Unbound, err
	}
	s, err := Decode(th, bytesOf(a[0]), encoding, errors)
	if err != nil {
		return Unbound, err
	}
	return s.Value(), nil
}

func bytesFromHex(th *Thread, a []Value) (Value, error) {
	cls := AsType(a[0])
	var text []byte
	if s := AsStr(a[1]); s != nil {
		text = BytesView(s.s)
	} else if a[1].Type().Buffer != nil {
		var err error
		if text, err = bufferBytes(th, a[1]); err != nil {
			return Unbound, err
		}
	} else {
		return Unbound, Raise(TypeError, "fromhex() argument must be str or bytes-like, not %s", argumentType(a[1]))
	}
	room := make([]byte, len(text)/2)
	n := ReadHex(room, text)
	out := room[:n]
	for i := 2 * n; i < len(text); {
		if isSpaceByte(text[i]) {
			i++
			continue
		}
		high := hexDigit(text[i])
		if high < 0 {
			return Unbound, badHex(i)
		}
		if i+1 == len(text) {
			return Unbound, Raise(ValueError, "fromhex() arg must contain an even number of hexadecimal digits")
		}
		low := hexDigit(text[i+1])
		if low < 0 {
			return Unbound, badHex(i + 1)
		}
		out = append(out, byte(high<<4|low))
		i += 2
	}
	switch {
	case cls == BytesType:
		return NewBytes(out).Value(), nil
	case cls == ByteArrayType:
		return NewByteArray(out).Value(), nil
	}
	return CallArgs(th, a[0], NewBytes(out).Value())
}

func badHex(at int) error {
	return Raise(ValueError, "non-hexadecimal number found in fromhex() arg at position %d", at)
}

func hexDigit(c byte) int {
	if v := hexValues[c]; v != noHexDigit {
		return int(v)
	}
	return -1
}

func bytesHexMethod(th *Thread, a []Value) (Value, error) {
	if len(a) == 1 {
		return bytesHex(th, bytesOf(a[0]), Unbound, Int(1))
	}
	return bytesHex(th, bytesOf(a[0]), a[1], a[2])
}

// bytesHex is the method hex of bytes, bytearray and memoryview.
func bytesHex(th *Thread, b []byte, sep, perGroup Value) (Value, error) {
	n, err := AsCInt(th, perGroup)
	if err != nil {
		return Unbound, err
	}
	separator := byte(0)
	if sep.IsUnbound() {
		n = 0
	} else {
		length, err := Length(th, sep)
		if err != nil {
			return Unbound, err
		}
		if length != 1 {
			return Unbound, Raise(ValueError, "sep must be length 1.")
		}
		switch s := AsStr(sep); {
		case s != nil && !s.IsASCII():
			return Unbound, Raise(ValueError, "sep must be ASCII.")
		case s != nil:
			separator = s.s[0]
		case sep.Kind() == KindBytes:
			if separator = bytesOf(sep)[0]; separator >= 0x80 {
				return Unbound, Raise(ValueError, "sep must be ASCII.")
			}
		default:
			return Unbound, Raise(TypeError, "sep must be str or bytes.")
		}
	}
	if err := th.ChargeItems(len(b), 3); err != nil {
		return Unbound, err
	}
	if n == 0 && len(b) > 0 {
		s, out := makeASCII(len(b) * 2)
		WriteHex(out, b)
		return s.Value(), nil
	}
	if len(b) == 0 {
		return emptyStr.Value(), nil
	}
	group, left := len(b), len(b) // bytes of a group, and those before the next separator
	switch {
	case n > 0:
		group, left = n, (len(b)-1)%n+1
	case n < 0:
		group, left = -n, min(-n, len(b))
	}
	s, out := makeASCII(2*len(b) + (len(b)-left+group-1)/group)
	at := 0
	for _, c := range b {
		if left == 0 {
			out[at] = separator
			at, left = at+1, group
		}
		out[at], out[at+1] = hexDigits[2*int(c)], hexDigits[2*int(c)+1]
		at, left = at+2, left-1
	}
	return s.Value(), nil
}

// isSpaceByte tells ASCII white space.
func isSpaceByte(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// bytesCased reports whether there are letters and the mapping, which refuses the wanted case, changes all of them.
func bytesCased(b []byte, mapping func(c byte) byte) bool {
	any := false
	for _, c := range b {
		if isLetterByte(c) {
			if mapping(c) == c {
				return false
			}
			any = true
		}
	}
	return any
}

func bytesIsTitle(th *Thread, a []Value) (Value, error) {
	any, inWord := false, false
	for _, c := range bytesOf(a[0]) {
		if !isLetterByte(c) {
			inWord = false
			continue
		}
		if inWord != (lowerByte(c) == c) {
			return False, nil
		}
		any, inWord = true, true
	}
	return Bool(any), nil
}

func bytesJoin(th *Thread, a []Value) (Value, error) {
	if v, ok := joinBytes(th, a[0], a[1]); ok {
		return v, nil
	}
	if t := a[1].Type(); t.Iter == nil && t.GetItem == nil {
		return Unbound, Raise(TypeError, "can only join an iterable")
	}
	if iteration := a[1].Type().Iteration; iteration == IterationGenerator || a[1].Type() == MapType {
		l, err := th.collect(a[1])
		var v Value
		if err == nil {
			var ok bool
			if v, ok = joinBytes(th, a[0], l.Value()); !ok {
				v, err = joinBuffers(th, a[0], l.items, nil)
			}
		}
		th.collected(l)
		return v, err
	}
	items, err := Items(th, a[1])
	if err != nil {
		return Unbound, err
	}
	return joinBuffers(th, a[0], items, AsList(a[1]))
}

// joinBuffers joins bytes-like objects, those that list has unless it is nil.
func joinBuffers(th *Thread, separator Value, items []Value, list *List) (Value, error) {
	var err error
	if len(items) == 1 && separator.Kind() == KindBytes && items[0].IsExact(KindBytes) {
		return items[0], nil
	}
	parts := make([][]byte, 0, len(items))
	sep := bytesOf(separator)
	if err := th.ChargeItems(len(items), len(sep)); err != nil {
		return Unbound, err
	}
	size := 0
	for i, v := range items {
		part := bytesOf(v)
		if part == nil {
			if part, err = bufferBytes(th, v); err != nil {
				return Unbound, Raise(TypeError, "sequence item %d: expected a bytes-like object, %s found", i, v.Type().TypeName())
			}
			if list != nil && list.Len() != len(items) {
				return Unbound, Raise(RuntimeError, "sequence changed size during iteration")
			}
		}
		if i > 0 {
			size += len(sep)
		}
		size += len(part)
		if err := th.Charge(int64(size)); err != nil {
			return Unbound, err
		}
		parts = append(parts, part)
	}
	return built(separator, size, func(out []byte) {
		at := 0
		for i, part := range parts {
			if i > 0 {
				at += copy(out[at:], sep)
			}
			at += copy(out[at:], part)
		}
	}), nil
}

// joinBytes is sep.join(list) for an exact list or tuple of bytes and bytearrays; ok is false for others, and where memory is short.
func joinBytes(th *Thread, sep, list Value) (v Value, ok bool) {
	var items []Value
	switch {
	case list.IsExact(KindList):
		items = AsList(list).Items()
	case list.IsExact(KindTuple):
		items = AsTuple(list).Items()
	}
	if len(items) < 2 {
		return Unbound, false
	}
	between := bytesOf(sep)
	if th.ChargeItems(len(items), len(between)) != nil {
		return Unbound, false
	}
	size := (len(items) - 1) * len(between)
	for _, item := range items {
		part := bytesOf(item)
		if part == nil {
			return Unbound, false
		}
		size += len(part)
	}
	if th.Charge(int64(size)) != nil {
		return Unbound, false
	}
	return built(sep, size, func(out []byte) {
		for i, item := range items {
			if i > 0 {
				out = out[copy(out, between):]
			}
			out = out[copy(out, bytesOf(item)):]
		}
	}), true
}

func bytesStrip(th *Thread, a []Value, left, right bool) (Value, error) {
	set := []byte(" \t\n\v\f\r")
	if len(a) > 1 && !a[1].IsNone() {
		var err error
		if set, err = bufferBytes(th, a[1]); err != nil {
			return Unbound, err
		}
	}
	b := bytesOf(a[0])
	for left && len(b) > 0 && bytes.IndexByte(set, b[0]) >= 0 {
		b = b[1:]
	}
	for right && len(b) > 0 && bytes.IndexByte(set, b[len(b)-1]) >= 0 {
		b = b[:len(b)-1]
	}
	return likePart(a[0], b), nil
}

func bytesMakeTrans(th *Thread, a []Value) (Value, error) {
	from, err := bufferBytes(th, a[0])
	if err != nil {
		return Unbound, err
	}
	to, err := bufferBytes(th, a[1])
	if err != nil {
		return Unbound, err
	}
	if len(from) != len(to) {
		return Unbound, Raise(ValueError, "maketrans arguments must have same length")
	}
	table := make([]byte, 256)
	for i := range table {
		table[i] = byte(i)
	}
	for i, c := range from {
		table[c] = to[i]
	}
	return NewBytes(table).Value(), nil
}

func bytesTranslate(th *Thread, a []Value) (Value, error) {
	var table []byte
	var err error
	if !a[1].IsNone() {
		if table, err = bufferBytes(th, a[1]); err != nil {
			return Unbound, err
		}
		if len(table) != 256 {
			return Unbound, Raise(ValueError, "translation table must be 256 characters long")
		}
	}
	remove, err := bufferBytes(th, a[2])
	if err != nil {
		return Unbound, err
	}
	var removed [256]bool
	for _, c := range remove {
		removed[c] = true
	}
	b := bytesOf(a[0])
	if err := th.Charge(int64(len(b))); err != nil {
		return Unbound, err
	}
	out := make([]byte, 0, len(b))
	for _, c := range b {
		if !removed[c] {
			if table != nil {
				c = table[c]
			}
			out = append(out, c)
		}
	}
	if a[0].Kind() == KindBytes && bytes.Equal(out, b) {
		return exactBytes(a[0]), nil
	}
	return like(a[0], out), nil
}

func bytesPartition(th *Thread, a []Value, search func(s, sep []byte) int, last bool) (Value, error) {
	sep, err := bufferBytes(th, a[1])
	if err != nil {
		return Unbound, err
	}
	if len(sep) == 0 {
		return Unbound, Raise(ValueError, "empty separator")
	}
	b := bytesOf(a[0])
	i := search(b, sep)
	if i < 0 {
		whole, empty, other := a[0], like(a[0], nil), like(a[0], nil)
		if a[0].Kind() == KindByteArray {
			whole = likePart(a[0], b)
		}
		if last {
			return TupleOf(empty, other, whole).Value(), nil
		}
		return TupleOf(whole, empty, other).Value(), nil
	}
	if a[0].Kind() == KindByteArray {
		return TupleOf(likePart(a[0], b[:i]), NewByteArray(bytes.Clone(sep)).Value(), likePart(a[0], b[i+len(sep):])).Value(), nil
	}
	t := th.takeCut()
	cutAround(t.Items(), a[0], i, a[1], i+len(sep))
	return t.Value(), nil
}

func bytesReplace(th *Thread, a []Value) (Value, error) {
	old, err := bufferBytes(th, a[1])
	if err != nil {
		return Unbound, err
	}
	repl, err := bufferBytes(th, a[2])
	if err != nil {
		return Unbound, err
	}
	count := -1
	if len(a) > 3 {
		if count, err = asSize(th, a[3]); err != nil {
			return Unbound, err
		}
	}
	b := bytesOf(a[0])
	n := len(b) + 1
	if len(old) > 0 {
		n = bytes.Count(b, old)
	}
	if count >= 0 {
		n = min(n, count)
	}
	if n == 0 {
		return likePart(a[0], b), nil
	}
	if err := th.ChargeItems(n, len(repl)); err != nil {
		return Unbound, err
	}
	if err := th.Charge(int64(len(b)) + int64(n)*int64(len(repl))); err != nil {
		return Unbound, err
	}
	if len(old) > 0 {
		return built(a[0], len(b)+n*(len(repl)-len(old)), func(out []byte) {
			for range n {
				i := bytes.Index(b, old)
				out = out[copy(out, b[:i]):]
				out = out[copy(out, repl):]
				b = b[i+len(old):]
			}
			copy(out, b)
		}), nil
	}
	// Between bytes, not between the characters of UTF-8.
	out := make([]byte, 0, len(b)+n*len(repl))
	for i := range n {
		out = append(out, repl...)
		if i < len(b) {
			out = append(out, b[i])
		}
	}
	if n < len(b) {
		out = append(out, b[n:]...)
	}
	return like(a[0], out), nil
}

// byteSplitArgs checks sep and maxsplit; sep nil stands for white space.
func byteSplitArgs(th *Thread, a []Value) (sep []byte, maxSplit int, err error) {
	maxSplit = -1
	if len(a) > 2 {
		if maxSplit, err = asSize(th, a[2]); err != nil {
			return nil, 0, err
		}
	}
	if maxSplit < 0 {
		maxSplit = 1<<63 - 1
	}
	if len(a) == 1 || a[1].IsNone() {
		return nil, maxSplit, nil
	}
	if sep, err = bufferBytes(th, a[1]); err == nil && len(sep) == 0 {
		err = Raise(ValueError, "empty separator")
	}
	return sep, maxSplit, err
}

func bytesSplit(th *Thread, a []Value) (Value, error) {
	sep, maxSplit, err := byteSplitArgs(th, a)
	if err != nil {
		return Unbound, err
	}
	b := bytesOf(a[0])
	ends := th.offsets[:0] // of the parts: from, to, from, to, …
	at := 0
	switch {
	case sep == nil:
		ends = appendFields(ends, StringView(b), maxSplit, ' ')
	case len(sep) == 1:
		ends = append(appendPlaces(append(ends, 0), StringView(b), sep[0], maxSplit, 1), len(b))
	default:
		for ends = append(ends, 0); maxSplit > 0; maxSplit-- {
			i := bytes.Index(b[at:], sep)
			if i < 0 {
				break
			}
			ends = append(ends, at+i, at+i+len(sep))
			at += i + len(sep)
		}
		ends = append(ends, len(b))
	}
	return byteParts(th, a[0], ends)
}

// byteParts returns the list of the parts of v that begin and end at some offsets, two for each.
func byteParts(th *Thread, v Value, ends []int) (Value, error) {
	th.keepOffsets(ends)
	if err := th.ChargeItems(len(ends)/2, 80); err != nil {
		return Unbound, err
	}
	list := th.listOfParts(len(ends) / 2)
	if i, only := th.onlyPart(len(list.items)); only {
		list.items[i] = SliceBytes(v, ends[2*i], ends[2*i+1])
		return list.Value(), nil
	}
	if v.Kind() == KindBytes && len(list.items) > 1 {
		cutParts(list.items, v, ends)
		return list.Value(), nil
	}
	b := bytesOf(v)
	for i := range list.items {
		list.items[i] = likePart(v, b[ends[2*i]:ends[2*i+1]])
	}
	return list.Value(), nil
}

func bytesRSplit(th *Thread, a []Value) (Value, error) {
	sep, maxSplit, err := byteSplitArgs(th, a)
	if err != nil {
		return Unbound, err
	}
	b := bytesOf(a[0])
	ends := th.offsets[:0] // of the parts, the last one first: to, from, to, from, …
	end := len(b)
	for sep != nil {
		i := -1
		if len(ends)/2 < maxSplit {
			i = bytes.LastIndex(b[:end], sep)
		}
		if i < 0 {
			ends = append(ends, end, 0)
			break
		}
		ends = append(ends, end, i+len(sep))
		end = i
	}
	for sep == nil {
		for end > 0 && isSpaceByte(b[end-1]) {
			end--
		}
		if end == 0 {
			break
		}
		start := 0
		if len(ends)/2 < maxSplit {
			for start = end; start > 0 && !isSpaceByte(b[start-1]); {
				start--
			}
		}
		ends = append(ends, end, start)
		end = start
	}
	slices.Reverse(ends)
	return byteParts(th, a[0], ends)
}

func bytesSplitLines(th *Thread, a []Value) (Value, error) {
	keep, err := Truth(th, a[1])
	if err != nil {
		return Unbound, err
	}
	b := bytesOf(a[0])
	ends := th.offsets[:0]
	for at := 0; at < len(b); {
		end := at
		for end < len(b) && b[end] != '\n' && b[end] != '\r' {
			end++
		}
		next := min(end+1, len(b))
		if next < len(b) && b[end] == '\r' && b[next] == '\n' {
			next++
		}
		if keep {
			end = next
		}
		ends = append(ends, at, end)
		at = next
	}
	return byteParts(th, a[0], ends)
}
