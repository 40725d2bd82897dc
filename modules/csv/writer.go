// This file fills writer.

package csv

import (
	"strconv"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// writer is a writer object.
type writer struct {
	py.Header
	write   py.Value
	dialect *dialect
	spare   *line // for the next row
}

// keptLine is how long a line may be whose buffer is kept.
const keptLine = 1 << 16

func newWriter(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	file, d, rest, err := splitArgs("writer", args, kw)
	if err != nil {
		return py.Unbound, err
	}
	x := py.NewObject[writer](writerType)
	if x.dialect, err = makeDialect(th, d, rest, kw); err != nil {
		return py.Unbound, err
	}
	if x.write, err = py.GetAttrOr(th, file, th.Interp.Intern("write")); err != nil {
		return py.Unbound, err
	}
	if x.write.IsUnbound() || !py.Callable(x.write) {
		return py.Unbound, py.Raise(py.TypeError, `argument 1 must have a "write" method`)
	}
	return x.Value(), nil
}

func setupWriter() {
	t := writerType
	self := py.AsAny[writer]
	t.GetSets = []py.GetSetDef{
		{Name: "dialect", Doc: "The dialect of the rows.", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).dialect.Value(), nil }},
	}
	t.Methods = []*py.MethodDef{
		py.Def("writerow($self, row, /)", "Write one row and return what the file's write method does.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).row(th, a[1])
		}),
		py.Def("writerows($self, rows, /)", "Write many rows.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			return py.None, py.ForEach(th, a[1], func(v py.Value) error {
				_, err := x.row(th, v)
				return err
			})
		}),
	}
	py.SetupType(t, nil)
}

// line is the row being written.
type line struct {
	*dialect
	out    []byte
	fields int
}

func (x *writer) row(th *py.Thread, v py.Value) (py.Value, error) {
	it := v
	if !v.IsExact(py.KindList) && !v.IsExact(py.KindTuple) {
		var err error
		if it, err = py.Iter(th, v); err != nil {
			if py.Matches(err, py.TypeError) {
				err = raise("iterable expected, not %s", v.Type().TypeName())
			}
			return py.Unbound, err
		}
	}
	l := x.spare
	x.spare = nil // writing may come back here
	if l == nil {
		l = &line{}
	}
	l.dialect, l.out, l.fields = x.dialect, l.out[:0], 0
	isNull, err := l.fill(th, it)
	if err != nil {
		return py.Unbound, err
	}
	if l.fields > 0 && len(l.out) == 0 {
		if l.quoting == quoteNone || isNull && (l.quoting == quoteStrings || l.quoting == quoteNotNull) {
			return py.Unbound, raise("single empty field record must be quoted")
		}
		l.fields = 0
		if err := l.text("", true, isNull); err != nil {
			return py.Unbound, err
		}
	}
	l.out = append(l.out, l.terminator.String()...)
	text := py.CopyText(py.StringView(l.out))
	if cap(l.out) <= keptLine {
		x.spare = l
	}
	return py.CallArgs(th, x.write, text)
}

// fill writes the fields, and tells whether the last one is None.
func (l *line) fill(th *py.Thread, fields py.Value) (isNull bool, err error) {
	add := func(field py.Value) error {
		isNull = field.IsNone()
		if err := l.add(th, field); err != nil {
			return err
		}
		return th.Charge(int64(len(l.out)))
	}
	switch {
	case fields.IsExact(py.KindTuple):
		for _, field := range py.AsTuple(fields).Items() {
			if err := add(field); err != nil {
				return false, err
			}
		}
	case fields.IsExact(py.KindList):
		list := py.AsList(fields)
		for i := 0; i < list.Len(); i++ { // a field's __str__ may change the list
			if err := add(list.At(i)); err != nil {
				return false, err
			}
		}
	default:
		err = py.ForEach(th, fields, add)
	}
	return isNull, err
}

// isNumber tells what QUOTE_NONNUMERIC leaves without quotes.
func isNumber(v py.Value) bool {
	t := v.Type()
	return t.Index != nil || t.Int != nil || t.Float != nil || py.AsComplex(v) != nil
}

// add writes a field.
func (l *line) add(th *py.Thread, v py.Value) error {
	quoted := false
	switch l.quoting {
	case quoteNonNumeric:
		quoted = !isNumber(v)
	case quoteAll:
		quoted = true
	case quoteStrings:
		quoted = py.AsStr(v) != nil
	case quoteNotNull:
		quoted = !v.IsNone()
	}
	switch {
	case py.AsStr(v) != nil:
		return l.text(py.AsStr(v).String(), quoted, false)
	case v.IsNone():
		return l.text("", quoted, true)
	case v.IsSmallInt():
		var b [20]byte
		return l.text(py.StringView(strconv.AppendInt(b[:0], v.SmallInt(), 10)), quoted, false)
	case v.IsFloat():
		var b [32]byte
		return l.text(py.StringView(num.AppendFloatRepr(b[:0], v.FloatValue())), quoted, false)
	}
	s, err := py.StrOf(th, v)
	if err != nil {
		return err
	}
	return l.text(s.String(), quoted, false)
}

// text writes the text of a field.
func (l *line) text(s string, quoted, isNull bool) error {
	if s == "" && l.delimiter == ' ' && l.skipSpace {
		if l.quoting == quoteNone || isNull && (l.quoting == quoteStrings || l.quoting == quoteNotNull) {
			return raise("empty field must be quoted if delimiter is a space and skipinitialspace is true")
		}
		quoted = true
	}
	if l.fields > 0 {
		l.out = py.AppendChar(l.out, l.delimiter)
	}
	l.fields++
	plain := run(s, 0, &l.toEscape)
	if plain == len(s) && !quoted {
		l.out = append(l.out, s...)
		return nil
	}
	if !quoted { // whether it must be is known behind the first special character that isn't escaped
		quoted = l.needsQuotes(s)
	}
	if quoted {
		l.out = py.AppendChar(l.out, l.quote)
	}
	for i := 0; i < len(s); {
		end := run(s, i, &l.toEscape)
		l.out = append(l.out, s[i:end]...)
		if i = end; i == len(s) {
			break
		}
		c, size := py.DecodeChar(s[i:])
		if escaped, err := l.escapes(c); err != nil {
			return err
		} else if escaped {
			l.out = py.AppendChar(l.out, l.escape)
		} else if c == l.quote && l.quoting != quoteNone && l.doubleQuote {
			l.out = py.AppendChar(l.out, l.quote)
		}
		l.out = append(l.out, s[i:i+size]...)
		i += size
	}
	if quoted {
		l.out = py.AppendChar(l.out, l.quote)
	}
	return nil
}

// isSpecial tells the characters that can't stand in a field without quotes or an escape.
func (l *line) isSpecial(c rune) bool {
	if c < 0x80 {
		return l.toEscape[c]
	}
	if c == l.delimiter || c == l.escape || c == l.quote {
		return true
	}
	for i, n := 0, l.terminator.Len(); i < n; i++ {
		if l.terminator.RuneAt(i) == c {
			return true
		}
	}
	return false
}

// escapes tells whether a character is written behind the escape character.
func (l *line) escapes(c rune) (bool, error) {
	if !l.isSpecial(c) {
		return false, nil
	}
	escaped := l.quoting == quoteNone || c == l.quote && !l.doubleQuote || c == l.escape && c != l.quote
	if escaped && l.escape == noChar {
		return false, raise("need to escape, but no escapechar set")
	}
	return escaped, nil
}

// needsQuotes tells whether a text has a special character that isn't escaped.
func (l *line) needsQuotes(s string) bool {
	for len(s) > 0 {
		i := run(s, 0, &l.toEscape)
		if i == len(s) {
			return false
		}
		c, size := py.DecodeChar(s[i:])
		if escaped, err := l.escapes(c); err == nil && !escaped && l.isSpecial(c) {
			return true
		}
		s = s[i+size:]
	}
	return false
}
