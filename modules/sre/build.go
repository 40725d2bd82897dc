// This file makes Patterns and templates of text for the re package, and remembers the patterns.

package sre

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// maxCached is how many patterns are remembered; then the oldest goes.
const maxCached = 512

// cacheKey is what a remembered pattern was made of.
type cacheKey struct {
	text    string
	isBytes bool
	flags   int
}

// patternCache holds the patterns of one interpreter.
type patternCache struct {
	byKey map[cacheKey]*Pattern
	order []cacheKey
}

const cacheName = "_sre.patterns"

func cacheOf(th *py.Thread) *patternCache {
	c, ok := th.Interp.Extra[cacheName].(*patternCache)
	if !ok {
		c = &patternCache{byKey: map[cacheKey]*Pattern{}}
		th.Interp.Extra[cacheName] = c
	}
	return c
}

func (c *patternCache) put(key cacheKey, p *Pattern) {
	if len(c.order) >= maxCached {
		delete(c.byKey, c.order[0])
		c.order = c.order[1:]
	}
	c.byKey[key] = p
	c.order = append(c.order, key)
}

// purge is _sre.purge: it forgets the patterns.
func purge(th *py.Thread, a []py.Value) (py.Value, error) {
	delete(th.Interp.Extra, cacheName)
	return py.None, nil
}

// build is _sre.build, what re.compile does.
func build(th *py.Thread, a []py.Value) (py.Value, error) {
	flags, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if a[0].Type() == patternType {
		if flags != 0 {
			return py.Unbound, py.Raise(py.ValueError, "cannot process flags argument with a compiled pattern")
		}
		return a[0], nil
	}
	key := cacheKey{flags: flags}
	if s := py.AsStr(a[0]); s != nil {
		key.text = s.String()
	} else {
		data, ok := py.BytesData(a[0])
		if a[0].Kind() != py.KindBytes || !ok {
			if _, err := py.Hash(th, a[0]); err != nil {
				return py.Unbound, py.Raise(py.TypeError, "cannot use 'tuple' as a dict key (unhashable type: '%s')", a[0].Type().TypeName())
			}
			return py.Unbound, py.Raise(py.TypeError, "first argument must be string or compiled pattern")
		}
		key.text, key.isBytes = string(data), true
	}
	exact := a[0].IsExact(py.KindStr) || a[0].IsExact(py.KindBytes)
	if exact {
		if p := cacheOf(th).byKey[key]; p != nil {
			return p.Value(), nil
		}
	}
	p, err := newPattern(th, a[0], key.isBytes, flags)
	if err != nil {
		return py.Unbound, err
	}
	if exact && flags&flagDebug == 0 {
		cacheOf(th).put(key, p)
	}
	return p.Value(), nil
}

// newPattern parses and compiles.
func newPattern(th *py.Thread, pattern py.Value, isBytes bool, flags int) (*Pattern, error) {
	var s subject
	if err := s.open(th, pattern); err != nil {
		return nil, err
	}
	text := s.wide
	if text == nil {
		text = make([]rune, len(s.narrow))
		for i, c := range s.narrow {
			text[i] = rune(c)
		}
	}
	s.release()
	if err := th.ChargeItems(len(text), 64); err != nil {
		return nil, err
	}
	// Between the caller and this function there is one frame, that of a function of re.
	warn := func(message string) error { return py.Warn(th, py.FutureWarning, message, 2) }
	parsed, tree, err := parse(text, !isBytes, flags, warn)
	if err != nil {
		return nil, convertError(th, err, pattern)
	}
	if flags, err = checkFlags(parsed.flags, !isBytes); err != nil {
		return nil, err
	}
	code, err := compileTree(tree, flags, parsed.widths)
	if err != nil {
		return nil, convertError(th, err, pattern)
	}
	if flags&flagDebug != 0 {
		var b strings.Builder
		dumpTree(&b, tree, 0)
		b.WriteString("\n" + disassemble(code))
		if err := print(th, b.String()); err != nil {
			return nil, err
		}
	}
	p := &Pattern{pattern: pattern, flags: flags, groups: len(parsed.order) - 1, groupIndex: py.NewDict(), isBytes: isBytes, code: code}
	p.Header = py.Header{Type: patternType, Kind: py.KindOther}
	names := make([]py.Value, len(parsed.order))
	for i, name := range parsed.order {
		names[i] = py.None
		if name != "" {
			key := th.Interp.Intern(name)
			names[i] = key.Value()
			p.groupIndex.SetStr(key, py.Int(int64(i)))
		}
	}
	p.indexGroup = py.TupleOf(names...)
	if p.program, err = translate(code, p.groups); err != nil {
		return nil, py.Raise(py.RuntimeError, "%s", err.Error())
	}
	return p, nil
}

// checkFlags completes the flags and refuses those that don't go together.
func checkFlags(flags int, isText bool) (int, error) {
	if isText {
		if flags&flagLocale != 0 {
			return 0, py.Raise(py.ValueError, "cannot use LOCALE flag with a str pattern")
		}
		if flags&flagASCII != 0 && flags&flagUnicode != 0 {
			return 0, py.Raise(py.ValueError, "ASCII and UNICODE flags are incompatible")
		}
		if flags&flagASCII == 0 {
			flags |= flagUnicode
		}
		return flags, nil
	}
	if flags&flagUnicode != 0 {
		return 0, py.Raise(py.ValueError, "cannot use UNICODE flag with a bytes pattern")
	}
	if flags&flagLocale != 0 && flags&flagASCII != 0 {
		return 0, py.Raise(py.ValueError, "ASCII and LOCALE flags are incompatible")
	}
	return flags, nil
}

// print writes to sys.stdout.
func print(th *py.Thread, text string) error {
	out := th.Interp.Sys.Get(th, "stdout")
	if out.IsUnbound() || out.IsNone() {
		return nil
	}
	_, err := py.CallMethod(th, out, "write", py.Text(text))
	return err
}

// convertError makes the Python exception of an error of the parser or compiler: re.PatternError for most.
func convertError(th *py.Thread, err error, pattern py.Value) error {
	var syntax *syntaxError
	var large *overflow
	switch {
	case errors.As(err, &large):
		return py.Raise(py.OverflowError, "%s", large.message)
	case errors.As(err, &syntax):
	case errors.Is(err, tooDeep{}):
		return py.Raise(py.RecursionError, "%s", err.Error())
	default:
		return err
	}
	in := th.Interp
	re, err := in.Importer.Import(th, in.Intern("re"), py.None, py.None, py.None, 0)
	if err != nil {
		return err
	}
	class, err := py.GetAttrString(th, re, "PatternError")
	if err != nil {
		return err
	}
	args := []py.Value{py.Text(syntax.message)}
	if syntax.pos >= 0 {
		args = append(args, pattern, py.Int(int64(syntax.pos)))
	}
	made, err := py.CallArgs(th, class, args...)
	if err != nil {
		return err
	}
	if e := py.AsException(made); e != nil {
		return e
	}
	return py.Raise(py.TypeError, "exceptions must derive from BaseException")
}

// compileReplacement is _sre.compile_template: it parses what sub puts in the place of a match.
func compileReplacement(th *py.Thread, a []py.Value) (py.Value, error) {
	if a[0].Type() != patternType {
		return py.Unbound, py.Raise(py.TypeError, "compile_template() argument 1 must be re.Pattern, not %s", a[0].Type().TypeName())
	}
	t, err := parseReplacement(th, asPattern(a[0]), a[1])
	if err != nil {
		return py.Unbound, err
	}
	return t.Value(), nil
}

// parseReplacement parses the text of a template.
func parseReplacement(th *py.Thread, p *Pattern, text py.Value) (*template, error) {
	var s subject
	if err := s.open(th, text); err != nil {
		return nil, err
	}
	defer s.release()
	runes := s.wide
	if runes == nil {
		runes = make([]rune, len(s.narrow))
		for i, c := range s.narrow {
			runes[i] = rune(c)
		}
	}
	r := &replacementParser{parser: parser{text: runes, isText: s.str != nil}, pattern: p, out: &template{Header: py.Header{Type: templateType, Kind: py.KindOther}}}
	if err := r.run(th); err != nil {
		var syntax *syntaxError
		if errors.As(err, &syntax) {
			return nil, convertError(th, err, text)
		}
		return nil, err
	}
	return r.out, nil
}

// replacementParser is the state of one parse of a template.
type replacementParser struct {
	parser
	pattern *Pattern
	literal []rune
	out     *template
}

func (r *replacementParser) run(th *py.Thread) (err error) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case abort:
			err = x.err
		default:
			panic(x)
		}
	}()
	r.advance()
	for r.next.size > 0 {
		t := r.get()
		if !t.escaped {
			r.literal = append(r.literal, t.char)
			continue
		}
		r.escape(th, t)
	}
	r.flush()
	return nil
}

// flush ends the literal before a group.
func (r *replacementParser) flush() {
	if r.isText {
		r.out.literals = append(r.out.literals, py.Text(runesText(r.literal)))
	} else {
		data := make([]byte, len(r.literal))
		for i, c := range r.literal {
			data[i] = byte(c)
		}
		r.out.literals = append(r.out.literals, py.NewBytes(data).Value())
	}
	r.literal = r.literal[:0]
}

func (r *replacementParser) group(n, back int) {
	if n > r.pattern.groups {
		r.fail(fmt.Sprintf("invalid group reference %d", n), back)
	}
	r.flush()
	r.out.groups = append(r.out.groups, n)
}

func (r *replacementParser) escape(th *py.Thread, t token) {
	c := t.char
	switch {
	case c == 'g':
		if !r.match('<') {
			r.fail("missing <", 0)
		}
		name := r.until('>', "group name")
		number := true
		for _, d := range name {
			number = number && d >= '0' && d <= '9'
		}
		if number {
			n, err := strconv.Atoi(string(name))
			if err != nil || n >= maxGroups {
				r.fail("invalid group reference "+string(name), len(name)+1)
			}
			r.group(n, len(name)+1)
			return
		}
		r.checkName(name, 1)
		v := r.pattern.groupIndex.GetStr(py.NewStr(runesText(name)))
		if v.IsUnbound() {
			panic(abort{py.Raise(py.IndexError, "unknown group name %s", r.quoted(name))})
		}
		n, _ := py.AsInt64(v)
		r.group(int(n), len(name)+1)
	case c == '0':
		r.literal = append(r.literal, rune(r.octal("0"+r.while(2, octDigits)).value))
	case isOneOf(c, digits):
		text := string(c)
		if r.next.in(digits) {
			text += string(r.get().char)
			if isOneOf(c, octDigits) && isOneOf(rune(text[1]), octDigits) && r.next.in(octDigits) {
				r.literal = append(r.literal, rune(r.octal(text+string(r.get().char)).value))
				return
			}
		}
		n, _ := strconv.Atoi(text)
		r.group(n, len(text))
	case escapes[c] != 0:
		r.literal = append(r.literal, rune(escapes[c]))
	case isASCIILetter(c):
		r.badEscape(t)
	default:
		r.literal = append(r.literal, '\\', c)
	}
}
