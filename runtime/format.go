// This file holds format() and the way to the number formatting of runtime/num.

package runtime

import (
	"strconv"

	"github.com/gopy-lang/gopy/runtime/num"
)

// formatter returns the settings that formatting depends on, for an object of the named type ("": the built-in).
func formatter(th *Thread, typeName string) num.Formatter {
	return num.Formatter{TypeName: typeName, MaxDigits: max(th.Interp.Config.Flags.IntMaxStrDigits, 0), Charge: th.Charge}
}

// Format is format(v, spec).
func Format(th *Thread, v Value, spec *Str) (*Str, error) {
	var buffer [64]byte
	switch {
	case v.IsExact(KindStr):
		if len(spec.s) == 0 {
			return (*Str)(v.P), nil
		}
		if fill, align, width, ok := num.ParseTextSpec(spec.s); ok {
			return (*Str)(v.P).aligned(th, fill, align, width)
		}
		return formatted(formatter(th, "").FormatString((*Str)(v.P).s, spec.s))
	case v.P == nil && len(spec.s) == 0:
		return (*Str)(IntText(int64(v.B)).P), nil
	case v.P == nil:
		if text, ok := num.AppendIntSpec(buffer[:0], int64(v.B), spec.s); ok {
			return asciiText(text), nil
		}
		return formatted(formatter(th, "").FormatInt(intOf(v), spec.s))
	case v.IsExact(KindBigInt):
		if len(spec.s) == 0 {
			return formatted(intOf(v).Decimal(max(th.Interp.Config.Flags.IntMaxStrDigits, 0)))
		}
		return formatted(formatter(th, "").FormatInt(intOf(v), spec.s))
	case v.IsFloat():
		if len(spec.s) == 0 {
			return asciiText(num.AppendFloatRepr(buffer[:0], v.FloatValue())), nil
		}
		if text, ok := num.AppendFloatSpec(buffer[:0], v.FloatValue(), spec.s); ok {
			return asciiText(text), nil
		}
		return formatted(formatter(th, "").FormatFloat(v.FloatValue(), spec.s))
	}
	r, found, err := CallSpecial(th, v, nameFormat, spec.Value())
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, Raise(TypeError, "Type %s doesn't define __format__", v.Type().TypeName())
	}
	s := AsStr(r)
	if s == nil {
		return nil, Raise(TypeError, "__format__ must return a str, not %s", r.Type().TypeName())
	}
	return s, nil
}

// formatted appends format(v, spec) where that is simple: for ints, floats and strs without a spec or with a simple one.
func (b *textBuilder) formatted(th *Thread, v Value, spec string) (ok bool, err error) {
	text := b.text
	switch {
	case v.P == nil && spec == "":
		text, ok = strconv.AppendInt(text, int64(v.B), 10), true
	case v.P == nil:
		text, ok = num.AppendIntSpec(text, int64(v.B), spec)
	case v.IsFloat() && spec == "":
		text, ok = num.AppendFloatRepr(text, v.FloatValue()), true
	case v.IsFloat():
		text, ok = num.AppendFloatSpec(text, v.FloatValue(), spec)
	case v.IsExact(KindStr):
		fill, align, width, simple := num.ParseTextSpec(spec)
		s := (*Str)(v.P)
		if !simple {
			return false, nil
		}
		n := max(width-s.Len(), 0)
		if err := th.Charge(int64(len(text) + n + len(s.s))); err != nil {
			return false, err
		}
		left := leftPadding(n, align)
		for range left {
			text = append(text, fill)
		}
		text = append(text, s.s...)
		for range n - left {
			text = append(text, fill)
		}
		b.text, b.chars = text, b.chars+n+s.Len()
		return true, nil
	}
	if ok {
		b.chars += len(text) - len(b.text)
		b.text = text
	}
	return ok, nil
}

// leftPadding is how much of a padding goes to the left; align is one of < > ^.
func leftPadding(n int, align byte) int {
	switch align {
	case '>':
		return n
	case '^':
		return n / 2
	}
	return 0
}

// aligned returns s filled up to width with an ASCII character; align is one of < > ^.
func (s *Str) aligned(th *Thread, fill, align byte, width int) (*Str, error) {
	n := width - s.Len()
	if n <= 0 {
		return s, nil
	}
	left := leftPadding(n, align)
	v, err := s.padded(th, left, n-left, &charStrs[fill])
	return (*Str)(v.P), err
}

func formatted(s string, err error) (*Str, error) {
	if err != nil {
		return nil, numError(err)
	}
	return NewStr(s), nil
}

// strDunderFormat is str.__format__.
func strDunderFormat(th *Thread, a []Value) (Value, error) {
	s, spec := (*Str)(a[0].P), AsStr(a[1])
	if spec == nil {
		return Unbound, Raise(TypeError, "__format__() argument must be str, not %s", argumentType(a[1]))
	}
	if len(spec.s) == 0 {
		t, err := StrOf(th, a[0])
		if err != nil {
			return Unbound, err
		}
		return t.Value(), nil
	}
	t, err := formatted(formatter(th, a[0].Type().TypeName()).FormatString(s.s, spec.s))
	if err != nil {
		return Unbound, err
	}
	return t.Value(), nil
}
