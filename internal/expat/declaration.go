// This file reads the declaration that a document or an external entity may begin with.

package expat

import "strings"

// A pseudo is what looks like an attribute in the declaration.
type pseudo struct {
	name, value   string
	at, valueAt   int
	found         bool
	after, failed int // where it goes on; where it is wrong, 0 when it isn't
}

// pseudoAttribute reads one from i on; the text is without the ?> at its end.
func pseudoAttribute(text []byte, i int) (a pseudo) {
	bad := func(i int) pseudo { return pseudo{failed: i} }
	a.after = i
	if i == len(text) {
		return a
	}
	at := skipSpace(text, i)
	if at == i {
		return bad(i)
	}
	if at == len(text) {
		return a
	}
	end := at
	for end < len(text) && text[end] != '=' && byteTraits[text[end]]&isSpace == 0 {
		if text[end] >= 0x80 {
			return bad(end)
		}
		end++
	}
	equals := skipSpace(text, end)
	if equals == len(text) || text[equals] != '=' || end == at {
		return bad(equals)
	}
	value := skipSpace(text, equals+1)
	if value == len(text) || text[value] != '"' && text[value] != '\'' {
		return bad(value)
	}
	quote := text[value]
	value++
	stop := value
	for ; stop < len(text) && text[stop] != quote; stop++ {
		if byteTraits[text[stop]]&(isNameStart|isNameRest) == 0 {
			return bad(stop)
		}
	}
	if stop == len(text) {
		return bad(stop)
	}
	return pseudo{string(text[at:end]), string(text[value:stop]), at, value, true, stop + 1, 0}
}

// isVersion tells whether a version is one of XML 1.
func isVersion(s string) bool {
	digits, ok := strings.CutPrefix(s, "1.")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// readDeclaration reads the declaration from start to end; inEntity: it is that of an external entity.
func (p *Parser) readDeclaration(start, end int, inEntity bool) error {
	code := XMLDeclError
	if inEntity {
		code = TextDeclError
	}
	text := p.text[:end-2]
	at := start + len("<?xml")
	fail := func(place int) error {
		p.place(place)
		return code
	}
	var version, encoding *string
	encodingAt, standalone := 0, -1
	a := pseudoAttribute(text, at)
	if a.failed == 0 && !a.found {
		a.failed = at
	}
	if a.failed == 0 && a.name == "version" {
		value := a.value
		if !isVersion(value) {
			return fail(a.valueAt)
		}
		version = &value
		at = a.after
		a = pseudoAttribute(text, at)
		if a.failed == 0 && !a.found && inEntity {
			a.failed = at
		}
	} else if a.failed == 0 && !inEntity {
		a.failed = a.at
	}
	if a.failed == 0 && a.found && a.name == "encoding" {
		if a.value == "" || byteTraits[a.value[0]]&isNameStart == 0 || a.value[0] == '_' {
			return fail(a.valueAt)
		}
		value := a.value
		encoding, encodingAt = &value, a.valueAt
		a = pseudoAttribute(text, a.after)
	}
	if a.failed != 0 {
		return fail(a.failed)
	}
	if a.found {
		if a.name != "standalone" || inEntity {
			return fail(a.at)
		}
		switch a.value {
		case "yes":
			standalone = 1
		case "no":
			standalone = 0
		default:
			return fail(a.valueAt)
		}
		if rest := skipSpace(text, a.after); rest != len(text) {
			return fail(rest)
		}
	}
	if standalone == 1 {
		p.dtd.standalone = true
		if p.ParamEntities == UnlessStandalone {
			p.ParamEntities = Never
		}
	}
	if p.XMLDecl != nil {
		p.XMLDecl(version, encoding, standalone)
	} else {
		p.reportDefault(start, end)
	}
	if encoding == nil {
		return nil
	}
	return p.declared(*encoding, encodingAt, end)
}
