// This file fills Dialect.

package csv

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// noChar stands for a quotechar or escapechar of None.
const noChar = rune(-1)

// The ways of quoting.
const (
	quoteMinimal = iota
	quoteAll
	quoteNonNumeric
	quoteNone
	quoteStrings
	quoteNotNull
)

// dialect is a Dialect object. It doesn't change.
type dialect struct {
	py.Header
	delimiter, quote, escape rune
	terminator               *py.Str
	quoting                  int
	doubleQuote              bool
	skipSpace                bool
	strict                   bool

	// wide tells that one of the characters lies beyond ASCII. The bytes of text that stand for nothing but themselves are
	// those that are false in these tables: in a field, in quotes, and in a field to be written.
	wide                        bool
	inField, inQuotes, toEscape [256]bool
}

var dialectSignature = py.ParseSignature("(dialect=<unrepresentable>, delimiter=<unrepresentable>, doublequote=<unrepresentable>, " +
	"escapechar=<unrepresentable>, lineterminator=<unrepresentable>, quotechar=<unrepresentable>, quoting=<unrepresentable>, " +
	"skipinitialspace=<unrepresentable>, strict=<unrepresentable>)")

func setupDialect() {
	t := dialectType
	t.Size = py.SizeOf[dialect]()
	self := py.AsAny[dialect]
	t.New = newDialect
	flag := func(name, doc string, get func(d *dialect) bool) py.GetSetDef {
		return py.GetSetDef{Name: name, Doc: doc, Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Bool(get(self(v))), nil }}
	}
	char := func(name, doc string, get func(d *dialect) rune) py.GetSetDef {
		return py.GetSetDef{Name: name, Doc: doc, Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			c := get(self(v))
			if c == noChar {
				return py.None, nil
			}
			return py.Char(c), nil
		}}
	}
	t.GetSets = []py.GetSetDef{
		flag("skipinitialspace", "Whether spaces after a delimiter are skipped.", func(d *dialect) bool { return d.skipSpace }),
		flag("doublequote", "Whether a quote in a quoted field is doubled.", func(d *dialect) bool { return d.doubleQuote }),
		flag("strict", "Whether bad input is an error.", func(d *dialect) bool { return d.strict }),
		char("delimiter", "The character between fields.", func(d *dialect) rune { return d.delimiter }),
		char("escapechar", "The character before one that means nothing but itself, or None.", func(d *dialect) rune { return d.escape }),
		{Name: "lineterminator", Doc: "What ends a row that is written.", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).terminator.Value(), nil }},
		char("quotechar", "The character around fields with special characters, or None.", func(d *dialect) rune { return d.quote }),
		{Name: "quoting", Doc: "Which fields are quoted: one of the QUOTE constants.", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(self(v).quoting)), nil }},
	}
	noPickle := func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return py.Unbound, py.Raise(py.TypeError, "cannot pickle '%s' instances", args[0].Type().ShortName())
	}
	t.Methods = []*py.MethodDef{
		py.DefRaw("__reduce__", "", "Refuse to be pickled.", noPickle),
		py.DefRaw("__reduce_ex__", "", "Refuse to be pickled.", noPickle),
	}
	py.SetupType(t, nil)
}

func newDialect(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
	bound, held, err := dialectSignature.BindArgs(th, args, kw)
	if err != nil {
		return py.Unbound, err
	}
	a := append([]py.Value(nil), bound...)
	held.Release()
	if base := a[0]; !base.IsUnbound() {
		if py.AsStr(base) != nil {
			if base, err = findDialect(th, base); err != nil {
				return py.Unbound, err
			}
		}
		given := false
		for _, v := range a[1:] {
			given = given || !v.IsUnbound()
		}
		if py.IsInstance(base, dialectType) && !given {
			return base, nil
		}
		for i, name := range []string{"delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict"} {
			if a[i+1].IsUnbound() {
				if a[i+1], err = py.GetAttrOr(th, base, th.Interp.Intern(name)); err != nil {
					return py.Unbound, err
				}
			}
		}
	}
	d := py.NewObject[dialect](cls)
	if err := d.fill(th, a); err != nil {
		return py.Unbound, err
	}
	if err := d.check(); err != nil {
		return py.Unbound, err
	}
	d.makeTables()
	return d.Value(), nil
}

// fill sets the fields from the arguments.
func (d *dialect) fill(th *py.Thread, a []py.Value) error {
	var err error
	char := func(name string, v py.Value, def rune, orNone bool) rune {
		what := "a unicode character"
		if orNone {
			what += " or None"
		}
		s := py.AsStr(v)
		switch {
		case err != nil || v.IsUnbound():
			return def
		case v.IsNone() && orNone:
			return noChar
		case s == nil:
			err = py.Raise(py.TypeError, `"%s" must be %s, not %s`, name, what, v.Type().TypeName())
		case s.Len() != 1:
			err = py.Raise(py.TypeError, `"%s" must be %s, not a string of length %d`, name, what, s.Len())
		default:
			return s.RuneAt(0)
		}
		return def
	}
	flag := func(v py.Value, def bool) bool {
		if err != nil || v.IsUnbound() {
			return def
		}
		var yes bool
		yes, err = py.Truth(th, v)
		return yes
	}
	d.delimiter = char("delimiter", a[1], ',', false)
	d.doubleQuote = flag(a[2], true)
	d.escape = char("escapechar", a[3], noChar, true)
	if err != nil {
		return err
	}
	d.terminator = py.NewStr("\r\n")
	if v := a[4]; !v.IsUnbound() {
		if d.terminator = py.AsStr(v); d.terminator == nil {
			return py.Raise(py.TypeError, `"lineterminator" must be a string, not %s`, v.Type().TypeName())
		}
	}
	d.quote = char("quotechar", a[5], '"', true)
	if err != nil {
		return err
	}
	switch v := a[6]; {
	case v.IsUnbound():
		if d.quote == noChar {
			d.quoting = quoteNone
		}
	case !v.IsExact(py.KindInt) && !v.IsExact(py.KindBigInt):
		return py.Raise(py.TypeError, `"quoting" must be an integer, not %s`, v.Type().TypeName())
	default:
		if d.quoting, err = py.AsCInt(th, v); err != nil {
			return err
		}
	}
	d.skipSpace = flag(a[7], false)
	d.strict = flag(a[8], false)
	return err
}

// check refuses characters that can't do their duty.
func (d *dialect) check() error {
	if d.quoting < quoteMinimal || d.quoting > quoteNotNull {
		return py.Raise(py.TypeError, `bad "quoting" value`)
	}
	if d.quote == noChar && d.quoting != quoteNone {
		return py.Raise(py.TypeError, "quotechar must be set if quoting enabled")
	}
	for _, c := range []struct {
		name  string
		char  rune
		space bool
	}{{"delimiter", d.delimiter, true}, {"escapechar", d.escape, !d.skipSpace}, {"quotechar", d.quote, !d.skipSpace}} {
		if c.char == '\n' || c.char == '\r' || c.char == ' ' && !c.space {
			return py.Raise(py.ValueError, "bad %s value", c.name)
		}
	}
	inTerminator := func(c rune) bool {
		return c != noChar && strings.Contains(d.terminator.String(), string(py.AppendChar(nil, c)))
	}
	for _, c := range []struct {
		bad   bool
		names string
	}{
		{d.delimiter == d.escape, "delimiter or escapechar"},
		{d.delimiter == d.quote, "delimiter or quotechar"},
		{d.escape != noChar && d.escape == d.quote, "escapechar or quotechar"},
		{inTerminator(d.delimiter), "delimiter or lineterminator"},
		{inTerminator(d.escape), "escapechar or lineterminator"},
		{inTerminator(d.quote), "quotechar or lineterminator"},
	} {
		if c.bad {
			return py.Raise(py.ValueError, "bad %s value", c.names)
		}
	}
	return nil
}

func (d *dialect) makeTables() {
	mark := func(table *[256]bool, chars ...rune) {
		for _, c := range chars {
			switch {
			case c >= 0x80:
				d.wide = true
				for b := 0x80; b < 256; b++ {
					table[b] = true
				}
			case c >= 0:
				table[c] = true
			}
		}
	}
	mark(&d.inField, '\n', '\r', d.delimiter, d.escape)
	mark(&d.inQuotes, d.quote, d.escape)
	mark(&d.toEscape, '\n', '\r', d.delimiter, d.escape, d.quote)
	for s := d.terminator.String(); s != ""; {
		c, size := py.DecodeChar(s)
		mark(&d.toEscape, c)
		s = s[size:]
	}
}
