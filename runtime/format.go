// This file holds format() and the way to the number formatting of runtime/num.

package runtime

import (
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

// aligned returns s filled up to width with an ASCII character; align is one of < > ^.
func (s *Str) aligned(th *Thread, fill, align byte, width int) (*Str, error) {
	n := width - s.Len()
	if n <= 0 {
		return s, nil
	}
	left := 0
	switch align {
	case '>':
		left = n
	case '^':
		left = n / 2
	}
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
