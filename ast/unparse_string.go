// This file writes docstrings and f- and t-strings back as source: how to quote them, and what to escape.

package ast

import (
	"slices"
	"strings"

	"github.com/gopy-lang/gopy/runtime/repr"
)

// The quotes, the preferred ones first.
var (
	anyQuotes  = []string{`'`, `"`, `"""`, `'''`}
	longQuotes = []string{`"""`, `'''`}
)

// docstring writes s between three quotes, its line breaks and tabs as they are.
func (u *unparser) docstring(s string) {
	text, quotes := literalText(s, longQuotes, false)
	u.write(quotes[0], text, quotes[0])
}

// literalText returns how s is written between quotes, and which of the given quotes are right for that text, the best
// first. Line breaks and tabs are escaped on demand. If all quotes occur in s, the text is escaped as repr would escape
// it, and the quote may be one that wasn't given.
func literalText(s string, quotes []string, escapeBlanks bool) (string, []string) {
	var b strings.Builder
	for i := 0; i < len(s); {
		_, size := repr.DecodeRune(s[i:])
		char := s[i : i+size]
		i += size
		if (char == "\n" || char == "\t") && !escapeBlanks || char == `'` || char == `"` {
			b.WriteString(char)
			continue
		}
		escaped := repr.String(char)
		b.WriteString(escaped[1 : len(escaped)-1])
	}
	text := b.String()
	if strings.Contains(text, "\n") {
		quotes = keep(quotes, func(q string) bool { return slices.Contains(longQuotes, q) })
	}
	possible := keep(quotes, func(q string) bool { return !strings.Contains(text, q) })
	if len(possible) == 0 {
		text = repr.String(s)
		quote := text[:1]
		if i := slices.IndexFunc(quotes, func(q string) bool { return strings.Contains(q, quote) }); i >= 0 {
			quote = quotes[i]
		}
		return text[1 : len(text)-1], []string{quote}
	}
	if text == "" {
		return text, possible
	}
	// A text that ends in a quote had better stand between other quotes; else that quote needs a backslash.
	last := text[len(text)-1]
	slices.SortStableFunc(possible, func(a, b string) int { return endsLike(a, last) - endsLike(b, last) })
	if possible[0][0] == last {
		text = text[:len(text)-1] + `\` + string(last)
	}
	return text, possible
}

func endsLike(quote string, char byte) int {
	if quote[0] == char {
		return 1
	}
	return 0
}

// keep returns the elements for which wanted is true, in a new slice.
func keep(list []string, wanted func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !wanted(s) })
}

// A stringPart is a stretch of an f- or t-string: literal text, or a replacement field as it is written.
type stringPart struct {
	text  string
	field bool
}

// formatted writes an f- or t-string, with prefix "f" or "t".
func (u *unparser) formatted(prefix string, values []Expr) {
	parts := make([]stringPart, len(values))
	for i, v := range values {
		_, literal := v.(*Constant)
		parts[i] = stringPart{u.capture(func() { u.stringValue(v) }), !literal}
	}
	text, quote := joinParts(parts)
	u.write(prefix, quote, text, quote)
}

// joinParts quotes the parts together. Each part narrows the choice of quotes; a field can't be escaped, so one that
// contains all quotes left is taken as it is. If literal text leaves no choice, three quotes are used and all of it is
// escaped.
func joinParts(parts []stringPart) (text, quote string) {
	var b strings.Builder
	quotes := anyQuotes
	for _, part := range parts {
		if part.field {
			if strings.Contains(part.text, "\n") {
				quotes = keep(quotes, func(q string) bool { return slices.Contains(longQuotes, q) })
			}
			if left := keep(quotes, func(q string) bool { return !strings.Contains(part.text, q) }); len(left) > 0 {
				quotes = left
			}
			b.WriteString(part.text)
			continue
		}
		text, possible := literalText(part.text, quotes, true)
		if !slices.ContainsFunc(possible, func(q string) bool { return slices.Contains(quotes, q) }) {
			return escapeParts(parts), `'''`
		}
		b.WriteString(text)
		quotes = possible
	}
	return b.String(), quotes[0]
}

// escapeParts returns the parts with every ' of the literal text escaped.
func escapeParts(parts []stringPart) string {
	var b strings.Builder
	for _, part := range parts {
		text := part.text
		if !part.field {
			// The " in front makes repr choose ' and escape it.
			text = repr.String(`"` + text)
			text = text[2 : len(text)-1]
		}
		b.WriteString(text)
	}
	return b.String()
}

// stringValue writes a value of an f- or t-string or of a format specification, without quotes or escapes.
func (u *unparser) stringValue(v Expr) {
	if !u.enter() {
		return
	}
	defer u.leave()
	switch v := v.(type) {
	case *Constant:
		if s, ok := v.Value.(string); ok {
			u.write(bracesEscaper.Replace(s))
		}
	case *JoinedStr:
		for _, value := range v.Values {
			u.stringValue(value)
		}
	case *FormattedValue:
		u.field(u.capture(func() { u.expr(v.Value, precedenceTest.next()) }), v.Conversion, v.FormatSpec)
	case *Interpolation:
		text, ok := v.Str.(string)
		if !ok {
			text = u.capture(func() { u.expr(v.Value, precedenceTest.next()) })
		}
		u.field(text, v.Conversion, v.FormatSpec)
	}
}

// field writes a replacement field around the text of its expression.
func (u *unparser) field(expression string, conversion int, spec Expr) {
	u.write("{")
	if strings.HasPrefix(expression, "{") {
		u.write(" ") // {{ would stand for a brace
	}
	u.write(expression)
	if conversion >= 0 {
		u.write("!", string(rune(conversion)))
	}
	if spec != nil {
		u.write(":")
		u.formatSpec(spec)
	}
	u.write("}")
}

// formatSpec writes a format specification. It is part of a field, which won't be escaped again.
func (u *unparser) formatSpec(spec Expr) {
	joined, ok := spec.(*JoinedStr)
	if !ok {
		u.stringValue(spec)
		return
	}
	for _, v := range joined.Values {
		if c, ok := v.(*Constant); ok {
			if s, ok := c.Value.(string); ok {
				u.write(specEscaper.Replace(s))
			}
		} else {
			u.stringValue(v)
		}
	}
}

var (
	bracesEscaper = strings.NewReplacer("{", "{{", "}", "}}")
	specEscaper   = strings.NewReplacer("{", "{{", "}", "}}", "\\", `\\`, "'", `\'`, `"`, `\"`, "\n", `\n`)
)

// capture returns what content writes.
func (u *unparser) capture(content func()) string {
	outer := u.text
	u.text = nil
	content()
	text := string(u.text)
	u.text = outer
	return text
}
