// This file holds the methods of str that lay text out (center, zfill, expandtabs, …) and str.translate with str.maketrans.

package runtime

import "strings"

// padArgs checks width and fillchar.
func padArgs(th *Thread, a []Value) (width int, fill *Str, err error) {
	if width, err = asSize(th, a[1]); err != nil {
		return 0, nil, err
	}
	if len(a) == 2 {
		return width, &charStrs[' '], nil
	}
	if fill = AsStr(a[2]); fill == nil {
		return 0, nil, Raise(TypeError, "The fill character must be a unicode character, not %s", a[2].Type().TypeName())
	}
	if fill.Len() != 1 {
		return 0, nil, Raise(TypeError, "The fill character must be exactly one character long")
	}
	return width, fill, nil
}

// padded returns s between left and right times the character fill.
func (s *Str) padded(th *Thread, left, right int, fill *Str) (Value, error) {
	if left+right <= 0 {
		return s.exact().Value(), nil
	}
	if err := th.ChargeItems(left+right, len(fill.s)); err != nil {
		return Unbound, err
	}
	size, chars := len(s.s)+(left+right)*len(fill.s), s.Len()+left+right
	if chars == 1 {
		return fill.exact().Value(), nil
	}
	if err := th.Charge(int64(size)); err != nil {
		return Unbound, err
	}
	t, text := makeText(size, chars)
	repeatInto(text[:left*len(fill.s)], fill.s)
	copy(text[left*len(fill.s):], s.s)
	repeatInto(text[size-right*len(fill.s):], fill.s)
	return t.Value(), nil
}

func strCenter(th *Thread, a []Value) (Value, error) {
	width, fill, err := padArgs(th, a)
	if err != nil {
		return Unbound, err
	}
	s := (*Str)(a[0].P)
	total := max(width, s.Len()) - s.Len()
	left := centerLeft(total, width)
	return s.padded(th, left, total-left, fill)
}

// centerLeft is how much of an odd padding goes to the left: more for an odd width.
func centerLeft(total, width int) int { return total/2 + total&width&1 }

func strLJust(th *Thread, a []Value) (Value, error) {
	width, fill, err := padArgs(th, a)
	if err != nil {
		return Unbound, err
	}
	s := (*Str)(a[0].P)
	return s.padded(th, 0, max(width, s.Len())-s.Len(), fill)
}

func strRJust(th *Thread, a []Value) (Value, error) {
	width, fill, err := padArgs(th, a)
	if err != nil {
		return Unbound, err
	}
	s := (*Str)(a[0].P)
	return s.padded(th, max(width, s.Len())-s.Len(), 0, fill)
}

func strZFill(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	width, err := asSize(th, a[1])
	if err != nil {
		return Unbound, err
	}
	n := width - s.Len()
	if n <= 0 || width < 0 {
		return s.exact().Value(), nil
	}
	if len(s.s) == 0 || s.s[0] != '+' && s.s[0] != '-' {
		return s.padded(th, n, 0, &charStrs['0'])
	}
	if err := th.Charge(int64(n) + int64(len(s.s))); err != nil {
		return Unbound, err
	}
	t, text := makeText(len(s.s)+n, width)
	text[0] = s.s[0]
	repeatInto(text[1:n+1], "0")
	copy(text[n+1:], s.s[1:])
	return t.Value(), nil
}

func strExpandTabs(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	size, err := AsCInt(th, a[1])
	if err != nil {
		return Unbound, err
	}
	tabs := strings.Count(s.s, "\t")
	if tabs == 0 {
		return s.exact().Value(), nil
	}
	if err := th.ChargeItems(tabs, max(size, 0)); err != nil {
		return Unbound, err
	}
	b := th.newTextBuilder()
	column := 0
	for i := 0; i < len(s.s); {
		n := wtf8Size(s.s[i])
		switch c := s.s[i]; {
		case c == '\t' && size > 0:
			spaces := size - column%size
			for range spaces {
				b.text = append(b.text, ' ')
			}
			b.chars += spaces
			column += spaces
		case c == '\t':
		default:
			column++
			if c == '\n' || c == '\r' {
				column = 0
			}
			b.text = append(b.text, s.s[i:i+n]...)
			b.chars++
		}
		i += n
	}
	return th.finish(&b).Value(), nil
}

// AsCInt converts an argument that CPython takes as a C int.
func AsCInt(th *Thread, v Value) (int, error) {
	i, err := Index(th, v)
	if err != nil {
		return 0, err
	}
	if i.P != nil {
		return 0, Raise(OverflowError, "Python int too large to convert to C int")
	}
	if n := int64(i.B); n > 1<<31-1 || n < -1<<31 {
		return 0, Raise(OverflowError, "Python int too large to convert to C int")
	}
	return int(i.B), nil
}

func strMakeTrans(th *Thread, a []Value) (Value, error) {
	table := NewDict()
	if a[1].IsUnbound() {
		from := AsDict(a[0])
		if from == nil || from.Flags&FlagSubclass != 0 && !IsInstance(a[0], DictType) {
			return Unbound, Raise(TypeError, "if you give only one argument to maketrans it must be a dict")
		}
		for pos := 0; ; {
			k, v, ok := from.Next(&pos)
			if !ok {
				return table.Value(), nil
			}
			if s := AsStr(k); s != nil {
				if s.Len() != 1 {
					return Unbound, Raise(ValueError, "string keys in translatetable must be of length 1")
				}
				k = Int(int64(s.RuneAt(0)))
			} else if !IsInstance(k, IntType) {
				return Unbound, Raise(TypeError, "keys in translate table mustbe strings or integers")
			}
			if err := table.SetItem(th, k, v); err != nil {
				return Unbound, err
			}
		}
	}
	x, y, z := AsStr(a[0]), AsStr(a[1]), AsStr(a[2])
	switch {
	case y == nil:
		return Unbound, Raise(TypeError, "maketrans() argument 2 must be str, not %s", argumentType(a[1]))
	case z == nil && !a[2].IsUnbound():
		return Unbound, Raise(TypeError, "maketrans() argument 3 must be str, not %s", argumentType(a[2]))
	case x == nil:
		return Unbound, Raise(TypeError, "first maketrans argument must be a string if there is a second argument")
	case x.Len() != y.Len():
		return Unbound, Raise(ValueError, "the first two maketrans arguments must have equal length")
	}
	for i, j := 0, 0; i < len(x.s); {
		from, n := decodeWTF8(x.s[i:])
		to, m := decodeWTF8(y.s[j:])
		i, j = i+n, j+m
		if err := table.SetItem(th, Int(int64(from)), Int(int64(to))); err != nil {
			return Unbound, err
		}
	}
	if z != nil {
		for i := 0; i < len(z.s); {
			r, n := decodeWTF8(z.s[i:])
			i += n
			if err := table.SetItem(th, Int(int64(r)), None); err != nil {
				return Unbound, err
			}
		}
	}
	return table.Value(), nil
}

// strTranslate is str.translate(table): table[code point] is a str, a code point, or None; LookupError leaves the
// character as it is.
func strTranslate(th *Thread, a []Value) (Value, error) {
	s, table := (*Str)(a[0].P), a[1]
	if len(s.s) == 0 {
		return emptyStr.Value(), nil
	}
	exact := AsDict(table)
	if exact != nil && exact.Flags&FlagSubclass != 0 {
		exact = nil
	}
	b := th.newTextBuilder()
	b.room(len(s.s))
	done := 0
	if exact != nil {
		var err error
		if done, err = s.translateASCII(th, exact, &b); err != nil {
			return Unbound, err
		}
	}
	if done < len(s.s) {
		if err := s.translateFrom(th, done, table, exact, &b); err != nil {
			return Unbound, err
		}
	}
	return th.finish(&b).Value(), nil
}

// What translateASCII knows of a character: nothing yet, that it goes, or, from asciiBecomes on, what it becomes.
const (
	asciiUnknown = iota
	asciiGoes
	asciiBecomes
)

// translateASCII translates the characters of s up to the first that isn't of ASCII, or that becomes something else than one character of ASCII
// or none. It returns where that is.
func (s *Str) translateASCII(th *Thread, table *Dict, b *textBuilder) (int, error) {
	var known [128]uint8
	for i := 0; i < len(s.s); i++ {
		c := s.s[i]
		if c >= 128 {
			return i, nil
		}
		if known[c] == asciiUnknown {
			v, err := table.GetItem(th, Int(int64(c)))
			if err != nil {
				return i, err
			}
			switch {
			case v.IsUnbound():
				known[c] = asciiBecomes + c
			case v.IsNone():
				known[c] = asciiGoes
			case v.IsSmallInt() && uint64(v.SmallInt()) < 128:
				known[c] = asciiBecomes + uint8(v.SmallInt())
			case v.IsExact(KindStr) && len((*Str)(v.P).s) == 1:
				known[c] = asciiBecomes + (*Str)(v.P).s[0]
			default:
				return i, nil
			}
		}
		if k := known[c]; k != asciiGoes {
			b.text, b.chars = append(b.text, k-asciiBecomes), b.chars+1
		}
	}
	return len(s.s), nil
}

// translateFrom translates the characters of s from an offset on; exact is the table if that is a dict.
func (s *Str) translateFrom(th *Thread, from int, table Value, exact *Dict, b *textBuilder) error {
	// What the table said of the ASCII characters met so far.
	var known [128]struct {
		met bool
		v   Value
	}
	for i := from; i < len(s.s); {
		if c := s.s[i]; c < 128 && known[c].met && known[c].v.IsUnbound() {
			b.text, b.chars = append(b.text, c), b.chars+1
			i++
			continue
		}
		r, n := decodeWTF8(s.s[i:])
		i += n
		var v Value
		if r < 128 && known[r].met {
			v = known[r].v
		} else {
			var err error
			if exact != nil {
				v, err = exact.GetItem(th, Int(int64(r)))
			} else {
				v, err = GetItem(th, table, Int(int64(r)))
				if err != nil && Matches(err, LookupError) {
					v, err = Unbound, nil
				}
			}
			if err != nil {
				return err
			}
			if r < 128 {
				known[r].met, known[r].v = true, v
			}
		}
		switch {
		case v.IsUnbound():
			b.char(r)
		case v.IsNone():
		case AsStr(v) != nil:
			if t := AsStr(v); len(t.s) > 1<<16 {
				if err := th.Charge(int64(len(b.text)) + int64(len(t.s))); err != nil {
					return err
				}
			}
			b.str(AsStr(v))
		case IsInstance(v, IntType):
			c, ok := AsInt64(v)
			if !ok || c < 0 || c > 0x10FFFF {
				return Raise(ValueError, "character mapping must be in range(0x110000)")
			}
			b.char(rune(c))
		default:
			return Raise(TypeError, "character mapping must return integer, None or str")
		}
	}
	return nil
}
