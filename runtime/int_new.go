// This file holds int(): the conversions of objects and texts to ints.

package runtime

import (
	"strconv"

	"github.com/gopy-lang/gopy/runtime/num"
	"github.com/gopy-lang/gopy/runtime/repr"
	"github.com/gopy-lang/gopy/runtime/ucd"
)

func intFastNew(th *Thread, args []Value) (Value, error) {
	switch len(args) {
	case 0:
		return Int(0), nil
	case 1:
		return ToInt(th, args[0])
	}
	return intNew(th, IntType, args, nil)
}

// intNew is int.__new__.
func intNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	x, base, err := intArguments(th, args, kw)
	if err != nil {
		return Unbound, err
	}
	v := Int(0)
	switch {
	case !base.IsUnbound():
		v, err = intFromText(th, x, base)
	case !x.IsUnbound():
		v, err = ToInt(th, x)
	}
	if err != nil || cls == IntType {
		return v, err
	}
	o := newObject[IntObject](cls, KindIntObject)
	o.Value = v
	return o.Header.Value(), nil
}

// intArguments binds the arguments of int(x, /, base), in CPython's words when they don't fit.
func intArguments(th *Thread, args []Value, kw *Tuple) (x, base Value, err error) {
	x, base = Unbound, Unbound
	positional := len(args)
	if kw != nil {
		positional -= kw.Len()
	}
	switch {
	case len(args) > 2 && kw != nil:
		return x, base, Raise(TypeError, "int() takes at most 2 arguments (%d given)", len(args))
	case len(args) > 2:
		return x, base, Raise(TypeError, "int expected at most 2 arguments, got %d", len(args))
	}
	if positional > 0 {
		x = args[0]
	}
	if positional > 1 {
		base = args[1]
	}
	for i := positional; i < len(args); i++ {
		if name := AsStr(kw.At(i - positional)); name.s != "base" {
			return x, base, UnexpectedKeyword(th, "int", name, "base")
		}
		base = args[i]
	}
	if x.IsUnbound() && !base.IsUnbound() {
		return x, base, Raise(TypeError, "int() missing string argument")
	}
	return x, base, nil
}

// ToInt is int(v).
func ToInt(th *Thread, v Value) (Value, error) {
	if v.P == nil || v.IsExact(KindBigInt) {
		return v, nil
	}
	var text string
	if v.IsExact(KindStr) {
		text = (*Str)(v.P).s
	} else if v.IsExact(KindBytes) {
		text = (*Bytes)(v.P).b
	}
	if n, ok := num.ParseShort(text); ok {
		return Int(n), nil
	} else if len(text) > 1 {
		if n, ok := num.ParseShort(num.TrimSpace(text)); ok {
			return Int(n), nil
		}
	}
	t := v.Type()
	for _, f := range [...]struct {
		convert UnaryFunc
		name    string
	}{{t.Int, "__int__"}, {t.Index, "__index__"}} {
		if f.convert == nil {
			continue
		}
		r, err := f.convert(th, v)
		if err != nil {
			return Unbound, err
		}
		return intReturned(th, f.name, r)
	}
	if text, ok := numberText(v); ok {
		return parseInt(th, v, text, 10)
	}
	return Unbound, Raise(TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%s'", t.TypeName())
}

// intReturned checks what __int__ or __index__ returned.
func intReturned(th *Thread, method string, r Value) (Value, error) {
	if r.P == nil || r.IsExact(KindBigInt) {
		return r, nil
	}
	name := r.Type().TypeName()
	if _, ok := NumFromInt(r); !ok {
		return Unbound, Raise(TypeError, "%s returned non-int (type %s)", method, name)
	}
	return exactInt(r), Warn(th, DeprecationWarning, method+" returned non-int (type "+name+").  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.", 1)
}

// intFromText is int(v, base).
func intFromText(th *Thread, v, base Value) (Value, error) {
	n, err := AsIndexClamped(th, base)
	if err != nil {
		return Unbound, err
	}
	if n != 0 && n < 2 || n > 36 {
		return Unbound, Raise(ValueError, "int() base must be >= 2 and <= 36, or 0")
	}
	text, ok := numberText(v)
	if k := v.Kind(); !ok || k != KindStr && k != KindBytes && k != KindByteArray {
		return Unbound, Raise(TypeError, "int() can't convert non-string with explicit base")
	}
	return parseInt(th, v, text, n)
}

func parseInt(th *Thread, v Value, text string, base int) (Value, error) {
	n, err := num.ParseInt(text, base, th.Interp.Config.Flags.IntMaxStrDigits)
	if err == num.ErrLiteral {
		return Unbound, raiseIntLiteral(th, v, base)
	}
	return intResult(n, err)
}

func raiseIntLiteral(th *Thread, v Value, base int) error {
	if base == 10 && (v.IsExact(KindStr) || v.IsExact(KindBytes)) {
		return raiseLater(v, pendingInt)
	}
	text := literalRepr(v)
	if v.Kind() == KindStr && !v.IsExact(KindStr) {
		s, err := Repr(th, v)
		if err != nil {
			return err
		}
		text = s.s
	}
	return Raise(ValueError, "%s", badIntLiteral(text, base))
}

// badIntLiteral is the message of an exception; of the repr of what can't be read it shows 200 characters.
func badIntLiteral(text string, base int) string {
	end := 0
	for n := 0; n < 200 && end < len(text); n++ {
		end += wtf8Size(text[end])
	}
	return "invalid literal for int() with base " + strconv.Itoa(base) + ": " + text[:end]
}

// numberText returns the text of a str or bytes-like object for num's parsers: digits and spaces of all scripts are ASCII ones.
func numberText(v Value) (string, bool) {
	if s := AsStr(v); s != nil {
		return num.ToASCII(s.s, asciiDigit), true
	}
	if b, ok := BytesData(v); ok {
		return string(b), true
	}
	return "", false
}

func asciiDigit(r rune) byte {
	switch {
	case ucd.IsDecimal(r):
		return '0' + byte(ucd.ToDecimal(r))
	case ucd.IsSpace(r):
		return ' '
	}
	return '?'
}

// literalRepr is the repr of a text for an error message, of the contents of a bytes-like object as bytes.
func literalRepr(v Value) string {
	if s := AsStr(v); s != nil {
		return repr.String(s.s)
	}
	b, _ := BytesData(v)
	return repr.Bytes(b)
}

// NumberText returns a str with its digits and spaces from beyond ASCII replaced by ASCII's, for parsers of numbers; other
// characters become '?'.
func NumberText(s *Str) string { return num.ToASCII(s.s, asciiDigit) }
