// This file reads JSON texts.

package json

import (
	"math"
	"unicode/utf8"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// scanner is a Scanner object: how a decoder wants its values.
type scanner struct {
	py.Header
	strict                              bool
	objectHook, pairsHook               py.Value
	parseFloat, parseInt, parseConstant py.Value
	idle                                *reader // one that has done its work, to be used again
}

var scannerType = &py.Type{Name: "Scanner", Module: "_json", Flags: py.TypeBaseType, Doc: "Reads one value of a JSON text, as the decoder given says."}

var (
	scannerSignature = py.ParseSignature("make_scanner(context)")
	scanSignature    = py.ParseSignature("scan_once(string, idx)")
)

func setupScanner() {
	t := scannerType
	t.Size = py.SizeOf[scanner]()
	self := py.AsAny[scanner]
	t.New = newScanner
	t.Call = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := scanSignature.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		text, index := a[0], a[1]
		held.Release()
		at, err := py.AsInt(th, index)
		if err != nil {
			return py.Unbound, err
		}
		s := py.AsStr(text)
		if s == nil {
			return py.Unbound, notString(text)
		}
		if at < 0 {
			return py.Unbound, py.Raise(py.ValueError, "idx cannot be negative")
		}
		if at > s.Len() {
			return py.Unbound, py.RaiseValue(py.StopIteration, py.Int(int64(at)))
		}
		r := self(v).reader(th, s)
		x, end, err := r.value(s.ByteOffset(at))
		r.release()
		if err != nil {
			return py.Unbound, err
		}
		return py.TupleOf(x, py.Int(int64(s.CharIndex(end)))).Value(), nil
	}
	member := func(name, doc string, get func(x *scanner) py.Value) py.GetSetDef {
		return py.GetSetDef{Name: name, Doc: doc, Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return get(self(v)), nil }}
	}
	t.GetSets = []py.GetSetDef{
		member("strict", "Whether control characters in strings are errors.", func(x *scanner) py.Value { return py.Bool(x.strict) }),
		member("object_hook", "Makes the value of an object from its dict.", func(x *scanner) py.Value { return x.objectHook }),
		member("object_pairs_hook", "Makes the value of an object from its pairs.", func(x *scanner) py.Value { return x.pairsHook }),
		member("parse_float", "Makes the value of a number with a fraction or an exponent.", func(x *scanner) py.Value { return x.parseFloat }),
		member("parse_int", "Makes the value of an integer.", func(x *scanner) py.Value { return x.parseInt }),
		member("parse_constant", "Makes the value of NaN, Infinity and -Infinity.", func(x *scanner) py.Value { return x.parseConstant }),
	}
	py.SetupType(t, nil)
}

func newScanner(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
	a, held, err := scannerSignature.BindArgs(th, args, kw)
	if err != nil {
		return py.Unbound, err
	}
	context := a[0]
	held.Release()
	x := py.NewObject[scanner](cls)
	strict, err := py.GetAttrString(th, context, "strict")
	if err != nil {
		return py.Unbound, err
	}
	if x.strict, err = py.Truth(th, strict); err != nil {
		return py.Unbound, err
	}
	for _, f := range []struct {
		name  string
		field *py.Value
	}{{"object_hook", &x.objectHook}, {"object_pairs_hook", &x.pairsHook}, {"parse_float", &x.parseFloat},
		{"parse_int", &x.parseInt}, {"parse_constant", &x.parseConstant}} {
		if *f.field, err = py.GetAttrString(th, context, f.name); err != nil {
			return py.Unbound, err
		}
	}
	return x.Value(), nil
}

// reader reads values of one text. Positions are byte offsets; what Python sees of them are character indexes.
type reader struct {
	*scanner
	th   *py.Thread
	text *py.Str
	s    string
	keys map[string]*py.Str // the names of members that were met
	pad  []byte             // spare memory for strings with escapes
	open []py.Value         // items, names and values of the containers under way
	slab py.TextSlab        // memory of short strings
	strs int                // how many there were
}

// reader returns a reader of a text.
func (x *scanner) reader(th *py.Thread, text *py.Str) *reader {
	r := x.idle
	if x.idle = nil; r == nil { // none yet, or it is at work: hooks may come back here
		r = &reader{scanner: x}
	}
	r.th, r.text, r.s = th, text, text.String()
	return r
}

// keptByReader is how many values and keys a reader keeps room for.
const keptByReader = 64

// release ends the work of a reader.
func (r *reader) release() {
	r.th, r.text, r.s = nil, nil, ""
	r.slab, r.strs = py.TextSlab{}, 0
	if clear(r.open[:cap(r.open)]); cap(r.open) > keptByReader {
		r.open = nil
	}
	r.open = r.open[:0]
	if len(r.keys) > keptByReader {
		r.keys = nil
	}
	clear(r.keys)
	if cap(r.pad) > 1<<12 {
		r.pad = nil
	}
	r.scanner.idle = r
}

// decodeError raises json.JSONDecodeError.
func (r *reader) decodeError(message string, at int) error {
	index := at // -1 for the quote before a string that begins the text
	if at > 0 {
		index = r.text.CharIndex(at)
	}
	return raiseDecodeError(r.th, message, r.text, index)
}

func raiseDecodeError(th *py.Thread, message string, text *py.Str, index int) error {
	m, err := th.Interp.Importer.Import(th, th.Interp.Intern("json.decoder"), py.None, py.None, py.TupleOf(py.Text("JSONDecodeError")).Value(), 0)
	if err != nil {
		return err
	}
	cls, err := py.GetAttrString(th, m, "JSONDecodeError")
	if err != nil {
		return err
	}
	v, err := py.CallArgs(th, cls, py.Text(message), text.Value(), py.Int(int64(index)))
	if err != nil {
		return err
	}
	if e := py.AsException(v); e != nil {
		return e
	}
	return py.Raise(py.TypeError, "exceptions must derive from BaseException")
}

// noValue tells that there is no value at an offset: the decoder makes its error of it.
func (r *reader) noValue(at int) error {
	return py.RaiseValue(py.StopIteration, py.Int(int64(r.text.CharIndex(at))))
}

// skip returns the offset of the first character at or after at that is no white space.
func (r *reader) skip(at int) int {
	for at < len(r.s) {
		if c := r.s[at]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			break
		}
		at++
	}
	return at
}

// byteAt returns the character at an offset, 0 at the end of the text.
func (r *reader) byteAt(at int) byte {
	if at < len(r.s) {
		return r.s[at]
	}
	return 0
}

// value reads the value at an offset and returns the offset after it.
func (r *reader) value(at int) (py.Value, int, error) {
	if at >= len(r.s) {
		return py.Unbound, at, r.noValue(at)
	}
	rest := r.s[at:]
	switch rest[0] {
	case '"':
		s, end, err := r.str(at+1, r.strict)
		if err != nil {
			return py.Unbound, at, err
		}
		return s.Value(), end, nil
	case '{':
		if err := r.th.Enter(" while decoding a JSON object from a unicode string"); err != nil {
			return py.Unbound, at, err
		}
		v, end, err := r.object(at + 1)
		r.th.Leave()
		return v, end, err
	case '[':
		if err := r.th.Enter(" while decoding a JSON array from a unicode string"); err != nil {
			return py.Unbound, at, err
		}
		v, end, err := r.array(at + 1)
		r.th.Leave()
		return v, end, err
	case 'n':
		if len(rest) >= 4 && rest[:4] == "null" {
			return py.None, at + 4, nil
		}
	case 't':
		if len(rest) >= 4 && rest[:4] == "true" {
			return py.True, at + 4, nil
		}
	case 'f':
		if len(rest) >= 5 && rest[:5] == "false" {
			return py.False, at + 5, nil
		}
	case 'N':
		return r.constant(at, "NaN")
	case 'I':
		return r.constant(at, "Infinity")
	case '-':
		if len(rest) > 1 && rest[1] == 'I' {
			return r.constant(at, "-Infinity")
		}
		return r.number(at)
	default:
		if rest[0] >= '0' && rest[0] <= '9' {
			return r.number(at)
		}
	}
	return py.Unbound, at, r.noValue(at)
}

func (r *reader) constant(at int, name string) (py.Value, int, error) {
	if len(r.s)-at < len(name) || r.s[at:at+len(name)] != name {
		return py.Unbound, at, r.noValue(at)
	}
	v, err := py.CallArgs(r.th, r.parseConstant, py.Text(name))
	return v, at + len(name), err
}

// digits returns the offset after the digits at an offset.
func (r *reader) digits(at int) int {
	for at < len(r.s) && r.s[at]-'0' <= 9 {
		at++
	}
	return at
}

func (r *reader) number(at int) (py.Value, int, error) {
	end := at
	negative := r.s[end] == '-'
	if negative {
		end++
	}
	first := end
	switch {
	case r.byteAt(end) == '0':
		end++
	case r.byteAt(end)-'1' <= 8:
		end = r.digits(end)
	default:
		return py.Unbound, at, r.noValue(at)
	}
	point := end
	isFloat, exponent := false, false
	if r.byteAt(end) == '.' && r.byteAt(end+1)-'0' <= 9 {
		isFloat = true
		end = r.digits(end + 2)
	}
	digits := end
	if c := r.byteAt(end); c == 'e' || c == 'E' {
		e := end + 1
		if c := r.byteAt(e); c == '+' || c == '-' {
			e++
		}
		if r.byteAt(e)-'0' <= 9 {
			isFloat, exponent = true, true
			end = r.digits(e)
		}
	}
	switch text := r.s[at:end]; {
	case isFloat && py.Is(r.parseFloat, py.FloatType.Value()):
		if !exponent && digits-first <= 18 {
			n := decimal(r.s[point+1:digits], decimal(r.s[first:point], 0))
			if f, ok := num.ExactDecimal(n, digits-point-1); ok {
				if negative {
					f = math.Copysign(f, -1)
				}
				return py.Float(f), end, nil
			}
		}
		return py.Float(num.ParseDecimal(text)), end, nil
	case isFloat:
		v, err := py.CallArgs(r.th, r.parseFloat, py.CopyText(text))
		return v, end, err
	case len(text) <= 18 && py.Is(r.parseInt, py.IntType.Value()):
		n := int64(decimal(r.s[first:end], 0))
		if negative {
			n = -n
		}
		return py.Int(n), end, nil
	default:
		v, err := py.CallArgs(r.th, r.parseInt, py.CopyText(text))
		return v, end, err
	}
}

// decimal appends digits to those of n, at most 18 in all.
func decimal(digits string, n uint64) uint64 {
	for i := range len(digits) {
		n = n*10 + uint64(digits[i]-'0')
	}
	return n
}

// array reads an array from behind its bracket.
func (r *reader) array(at int) (py.Value, int, error) {
	at = r.skip(at)
	if r.byteAt(at) == ']' {
		return py.NewList(nil).Value(), at + 1, nil
	}
	mark := len(r.open)
	for {
		v, end, err := r.value(at)
		if err != nil {
			return py.Unbound, at, err
		}
		r.open = append(r.open, v)
		at = r.skip(end)
		if r.byteAt(at) == ']' {
			list := py.ListOf(r.open[mark:]...)
			r.open = r.open[:mark]
			return list.Value(), at + 1, nil
		}
		if r.byteAt(at) != ',' {
			return py.Unbound, at, r.decodeError("Expecting ',' delimiter", at)
		}
		comma := at
		at = r.skip(at + 1)
		if r.byteAt(at) == ']' {
			return py.Unbound, at, r.decodeError("Illegal trailing comma before end of array", comma)
		}
	}
}

// object reads an object from behind its brace.
func (r *reader) object(at int) (py.Value, int, error) {
	mark := len(r.open)
	at = r.skip(at)
	if r.byteAt(at) == '}' {
		at++
	} else {
		for {
			if r.byteAt(at) != '"' {
				return py.Unbound, at, r.decodeError("Expecting property name enclosed in double quotes", at)
			}
			key, end, err := r.key(at + 1)
			if err != nil {
				return py.Unbound, at, err
			}
			at = r.skip(end)
			if r.byteAt(at) != ':' {
				return py.Unbound, at, r.decodeError("Expecting ':' delimiter", at)
			}
			v, end, err := r.value(r.skip(at + 1))
			if err != nil {
				return py.Unbound, at, err
			}
			r.open = append(r.open, key.Value(), v)
			at = r.skip(end)
			if r.byteAt(at) == '}' {
				at++
				break
			}
			if r.byteAt(at) != ',' {
				return py.Unbound, at, r.decodeError("Expecting ',' delimiter", at)
			}
			comma := at
			at = r.skip(at + 1)
			if r.byteAt(at) == '}' {
				return py.Unbound, at, r.decodeError("Illegal trailing comma before end of object", comma)
			}
		}
	}
	members := r.open[mark:]
	r.open = r.open[:mark]
	if !r.pairsHook.IsNone() {
		pairs := make([]py.Value, 0, len(members)/2)
		for i := 0; i < len(members); i += 2 {
			pairs = append(pairs, py.TupleOf(members[i], members[i+1]).Value())
		}
		v, err := py.CallArgs(r.th, r.pairsHook, py.NewList(pairs).Value())
		return v, at, err
	}
	dict := py.NewDictSize(len(members) / 2)
	for i := 0; i < len(members); i += 2 {
		dict.SetStr(py.AsStr(members[i]), members[i+1])
	}
	if !r.objectHook.IsNone() {
		v, err := py.CallArgs(r.th, r.objectHook, dict.Value())
		return v, at, err
	}
	return dict.Value(), at, nil
}

// key reads the name of a member; equal ones are one object.
func (r *reader) key(at int) (*py.Str, int, error) {
	for i := at; i < len(r.s); i++ {
		if c := r.s[i]; c == '"' {
			text := r.s[at:i]
			if k := r.keys[text]; k != nil {
				return k, i + 1, nil
			}
			break
		} else if c == '\\' || c < ' ' {
			break
		}
	}
	k, end, err := r.str(at, r.strict)
	if err != nil {
		return nil, at, err
	}
	if known := r.keys[k.String()]; known != nil {
		return known, end, nil
	}
	if r.keys == nil {
		r.keys = make(map[string]*py.Str)
	}
	r.keys[k.String()] = k
	return k, end, nil
}

// str reads a string from behind its quote.
func (r *reader) str(at int, strict bool) (*py.Str, int, error) {
	begin := at - 1
	out := r.pad[:0]
	all := byte(0) // the characters' bits
	for {
		start := at
		for at < len(r.s) {
			c := r.s[at]
			if c == '"' || c == '\\' {
				break
			}
			if c < ' ' && strict {
				return nil, at, r.decodeError("Invalid control character at", at)
			}
			all |= c
			at++
		}
		if at >= len(r.s) {
			return nil, at, r.decodeError("Unterminated string starting at", begin)
		}
		if r.s[at] == '"' {
			text := r.s[start:at]
			if len(out) > 0 {
				out = append(out, text...)
				text = py.StringView(out)
				r.pad = out
			}
			if err := r.th.Charge(int64(len(text))); err != nil {
				return nil, at, err
			}
			if need := py.Needs(len(text)); need > 0 && len(out) == 0 && all < utf8.RuneSelf {
				r.slab.Reserve(uintptr(r.strs) * need)
				r.strs++
				return r.slab.ASCII(text), at + 1, nil
			}
			return py.AsStr(py.CopyText(text)), at + 1, nil
		}
		out = append(out, r.s[start:at]...)
		at++
		if at >= len(r.s) {
			return nil, at, r.decodeError("Unterminated string starting at", begin)
		}
		c := r.s[at]
		if c != 'u' {
			i := escapes[c]
			if i == 0 {
				return nil, at, r.decodeError("Invalid \\escape", at-1)
			}
			out = append(out, i)
			at++
			continue
		}
		u, ok := r.unit(at + 1)
		if !ok {
			return nil, at, r.decodeError("Invalid \\uXXXX escape", at)
		}
		at += 5
		if u&0xFC00 == 0xD800 && r.byteAt(at) == '\\' && r.byteAt(at+1) == 'u' {
			low, ok := r.unit(at + 2)
			if !ok {
				return nil, at, r.decodeError("Invalid \\uXXXX escape", at+1)
			}
			if low&0xFC00 == 0xDC00 {
				u = 0x10000 + (u-0xD800)<<10 + (low - 0xDC00)
				at += 6
			}
		}
		out = py.AppendChar(out, u)
	}
}

// escapes are the characters after a backslash with what they stand for.
var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// unit reads four hexadecimal digits.
func (r *reader) unit(at int) (u rune, ok bool) {
	if len(r.s)-at < 4 {
		return 0, false
	}
	for _, c := range []byte(r.s[at : at+4]) {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		u = u<<4 | rune(c)
	}
	return u, true
}

func scanStringFunction(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	switch {
	case kw != nil && kw.Len() > 0:
		return py.Unbound, py.Raise(py.TypeError, "scanstring() takes no keyword arguments")
	case len(args) < 2:
		return py.Unbound, py.Raise(py.TypeError, "scanstring() takes at least 2 arguments (%d given)", len(args))
	case len(args) > 3:
		return py.Unbound, py.Raise(py.TypeError, "scanstring() takes at most 3 arguments (%d given)", len(args))
	}
	end, err := py.AsInt(th, args[1])
	if err != nil {
		if py.Matches(err, py.OverflowError) {
			err = py.Raise(py.OverflowError, "Python int too large to convert to C ssize_t")
		}
		return py.Unbound, err
	}
	strict := true
	if len(args) == 3 {
		if strict, err = py.Truth(th, args[2]); err != nil {
			return py.Unbound, err
		}
	}
	s := py.AsStr(args[0])
	if s == nil {
		return py.Unbound, notString(args[0])
	}
	if end < 0 || end > s.Len() {
		return py.Unbound, py.Raise(py.ValueError, "end is out of bounds")
	}
	r := reader{th: th, text: s, s: s.String()}
	x, at, err := r.str(s.ByteOffset(end), strict)
	if err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(x.Value(), py.Int(int64(s.CharIndex(at)))).Value(), nil
}
