// This file fills reader.

package csv

import (
	"unicode/utf8"

	py "github.com/gopy-lang/gopy/runtime"
)

// reader is a reader object.
type reader struct {
	py.Header
	input   py.Value
	dialect *dialect
	lines   uint64
	rows    uint64  // how many reads of rows have begun
	spare   *row    // that of the last row, to be used again
	size    uintptr // memory of the fields of the last row
}

// keptFields is how many fields a row may have that is used again.
const keptFields = 1 << 10

// place is where in a row the reader is.
type place uint8

const (
	startOfRow place = iota
	startOfField
	afterEscape
	inField
	inQuotes
	afterEscapeInQuotes
	afterQuoteInQuotes
	afterNewline        // only the rest of the line's end may follow
	afterEscapedNewline // as inField, but the end of the line doesn't end the row
)

func newReader(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	iterable, d, rest, err := splitArgs("reader", args, kw)
	if err != nil {
		return py.Unbound, err
	}
	x := py.NewObject[reader](readerType)
	if x.input, err = py.Iter(th, iterable); err != nil {
		return py.Unbound, err
	}
	if x.dialect, err = makeDialect(th, d, rest, kw); err != nil {
		return py.Unbound, err
	}
	return x.Value(), nil
}

func setupReader() {
	t := readerType
	self := py.AsAny[reader]
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) { return v, nil }
	t.Next = func(th *py.Thread, v py.Value) (py.Value, error) {
		x := self(v)
		r := x.spare
		if r == nil {
			r = &row{dialect: x.dialect}
		}
		x.spare = nil
		x.rows++
		*r = row{dialect: x.dialect, limit: stateOf(th).limit, th: th, field: r.field[:0], fields: r.fields[:0], ascii: true}
		r.slab.Reserve(x.size)
		row, err := r.read(x)
		x.size = r.size
		if cap(r.field) <= keptLine && cap(r.fields) <= keptFields {
			x.spare = r
		}
		return row, err
	}
	t.GetSets = []py.GetSetDef{
		{Name: "dialect", Doc: "The dialect of the rows.", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).dialect.Value(), nil }},
		{Name: "line_num", Doc: "How many lines were read.", Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(self(v).lines)), nil }},
	}
	py.SetupType(t, nil)
}

// row is the row being read.
type row struct {
	*dialect
	th     *py.Thread
	limit  int
	place  place
	quoted bool   // the field began with a quote
	field  []byte // the field so far
	fields []py.Value
	ascii  bool // all lines of the row so far are ASCII
	slab   py.TextSlab
	size   uintptr // memory of the fields so far
}

// read reads lines until a row is complete. It returns Unbound at the end of the input.
func (r *row) read(x *reader) (py.Value, error) {
	this := x.rows
	for {
		line, err := py.Next(r.th, x.input)
		if err != nil {
			return py.Unbound, err
		}
		if line.IsUnbound() {
			if len(r.field) == 0 && r.place != inQuotes {
				return py.Unbound, nil
			}
			if r.strict {
				return py.Unbound, raise("unexpected end of data")
			}
			if err := r.save(r.field); err != nil {
				return py.Unbound, err
			}
			return py.ListOf(r.fields...).Value(), nil
		}
		s := py.AsStr(line)
		if s == nil {
			return py.Unbound, raise("iterator should return strings, not %s (the file should be opened in text mode)", line.Type().TypeName())
		}
		if x.rows != this {
			return py.Unbound, raise("iterator has already advanced the reader")
		}
		x.lines++
		r.ascii = r.ascii && s.IsASCII()
		if err := r.line(s.String()); err != nil {
			return py.Unbound, err
		}
		if err := r.endOfLine(); err != nil {
			return py.Unbound, err
		}
		if r.place == startOfRow {
			return py.ListOf(r.fields...).Value(), nil
		}
	}
}

// run returns the offset of the first byte at or after i that the table marks.
func run(s string, i int, table *[256]bool) int {
	for i < len(s) && !table[s[i]] {
		i++
	}
	return i
}

// afterField tells where the reader is behind what stands at offset end of the line, where a field ends; ok is false when none does.
func (r *row) afterField(s string, end int) (next place, ok bool) {
	switch {
	case end == len(s), s[end] == '\n', s[end] == '\r':
		return afterNewline, true
	case rune(s[end]) == r.delimiter:
		return startOfField, true
	}
	return 0, false
}

// line reads the characters of a line.
func (r *row) line(s string) error {
	for i := 0; i < len(s); {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = py.DecodeChar(s[i:])
		}
		newline := c == '\n' || c == '\r'
		switch r.place {
		case startOfRow:
			if newline {
				r.place = afterNewline
				break
			}
			r.place = startOfField
			fallthrough
		case startOfField:
			switch {
			case newline:
				if err := r.save(nil); err != nil {
					return err
				}
				r.place = afterNewline
			case c == r.quote && r.quoting != quoteNone:
				r.quoted = true
				r.place = inQuotes
				end := run(s, i+size, &r.dialect.inQuotes)
				if end < len(s) && rune(s[end]) == r.quote {
					if next, ok := r.afterField(s, end+1); ok { // the whole field in one go
						if err := r.save(py.BytesView(s[i+size : end])); err != nil {
							return err
						}
						r.place, i = next, end+2
						continue
					}
				}
			case c == r.escape:
				r.place = afterEscape
			case c == ' ' && r.skipSpace:
			case c == r.delimiter:
				if err := r.save(nil); err != nil {
					return err
				}
			default:
				end := run(s, i+size, &r.dialect.inField)
				if next, ok := r.afterField(s, end); ok {
					if err := r.save(py.BytesView(s[i:end])); err != nil {
						return err
					}
					r.place, i = next, end+1
					continue
				}
				r.place = inField
				if err := r.add(s[i:end]); err != nil {
					return err
				}
				i = end
				continue
			}
		case afterEscape:
			r.place = inField
			if newline {
				r.place = afterEscapedNewline
			}
			if err := r.add(s[i : i+size]); err != nil {
				return err
			}
		case inField, afterEscapedNewline:
			r.place = inField
			switch {
			case newline:
				if err := r.save(r.field); err != nil {
					return err
				}
				r.place = afterNewline
			case c == r.escape:
				r.place = afterEscape
			case c == r.delimiter:
				if err := r.save(r.field); err != nil {
					return err
				}
				r.place = startOfField
			default:
				end := run(s, i+size, &r.dialect.inField)
				if err := r.add(s[i:end]); err != nil {
					return err
				}
				i = end
				continue
			}
		case inQuotes:
			switch {
			case c == r.escape:
				r.place = afterEscapeInQuotes
			case c == r.quote && r.quoting != quoteNone:
				r.place = inField
				if r.doubleQuote {
					r.place = afterQuoteInQuotes
				}
			default:
				end := run(s, i+size, &r.dialect.inQuotes)
				if err := r.add(s[i:end]); err != nil {
					return err
				}
				i = end
				continue
			}
		case afterEscapeInQuotes:
			r.place = inQuotes
			if err := r.add(s[i : i+size]); err != nil {
				return err
			}
		case afterQuoteInQuotes:
			switch {
			case c == r.quote && r.quoting != quoteNone:
				r.place = inQuotes
				if err := r.add(s[i : i+size]); err != nil {
					return err
				}
			case c == r.delimiter:
				if err := r.save(r.field); err != nil {
					return err
				}
				r.place = startOfField
			case newline:
				if err := r.save(r.field); err != nil {
					return err
				}
				r.place = afterNewline
			case !r.strict:
				r.place = inField
				if err := r.add(s[i : i+size]); err != nil {
					return err
				}
			default:
				return raise("'%c' expected after '%c'", r.delimiter, r.quote)
			}
		case afterNewline:
			if !newline {
				return raise("new-line character seen in unquoted field - do you need to open the file with newline=''?")
			}
		}
		i += size
	}
	return nil
}

// endOfLine ends a line; the row ends, too, unless the end is quoted or escaped.
func (r *row) endOfLine() error {
	switch r.place {
	case startOfField:
		r.place = startOfRow
		return r.save(nil)
	case inField, afterQuoteInQuotes:
		r.place = startOfRow
		return r.save(r.field)
	case afterEscape:
		r.place = inField
		return r.add("\n")
	case afterEscapeInQuotes:
		r.place = inQuotes
		return r.add("\n")
	case afterNewline:
		r.place = startOfRow
	}
	return nil
}

// add appends text to the field.
func (r *row) add(text string) error {
	r.field = append(r.field, text...)
	return r.checkSize(r.field)
}

func (r *row) checkSize(field []byte) error {
	if len(field) <= r.limit {
		return nil
	}
	if charCount(field) > r.limit {
		return raise("field larger than field limit (%d)", r.limit)
	}
	return r.th.Charge(int64(len(field)))
}

// charCount counts the bytes that begin a character.
func charCount(text []byte) int {
	n := 0
	for _, b := range text {
		if b&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// save ends a field.
func (r *row) save(field []byte) error {
	if err := r.checkSize(field); err != nil && len(field) > 0 {
		return err
	}
	var v py.Value
	if !r.quoted && len(field) == 0 && (r.quoting == quoteNotNull || r.quoting == quoteStrings) {
		v = py.None
	} else {
		if r.ascii {
			r.size += py.Needs(len(field))
			v = r.slab.ASCII(py.StringView(field)).Value()
		} else {
			v = py.CopyText(py.StringView(field))
		}
		if !r.quoted && len(field) != 0 && (r.quoting == quoteNonNumeric || r.quoting == quoteStrings) {
			var err error
			if v, err = py.CallArgs(r.th, py.FloatType.Value(), v); err != nil {
				return err
			}
		}
	}
	r.fields = append(r.fields, v)
	r.field = r.field[:0]
	r.quoted = false
	return nil
}
