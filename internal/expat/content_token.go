// This file finds the tokens of content: tags, references, character data.

package expat

import "bytes"

// A token says what was found in the text.
type token uint8

const (
	tokNone        token = iota // the text is at its end
	tokPartial                  // the text ends within a token
	tokPartialChar              // the text ends within a character
	tokInvalid                  // no token; the place is that of what is wrong
	tokName                     // a name, by itself or as a part of another token

	// Content.
	tokStart     // <a>
	tokEmpty     // <a/>
	tokEnd       // </a>
	tokEntityRef // &a;
	tokCharRef   // &#1;
	tokData
	tokNewline
	tokReturn  // a carriage return at the end of the text
	tokBracket // ] or ]] at the end of the text
	tokCDATA   // <![CDATA[

	// Content and prolog.
	tokPI
	tokXMLDecl
	tokComment

	// Prolog.
	tokSpace
	tokInstance // the begin of the first element
	tokDeclOpen // <!WORD
	tokDeclClose
	tokLiteral
	tokPrefixedName
	tokNameToken
	tokNameMaybe // a?
	tokNameAny   // a*
	tokNameSome  // a+
	tokPoundName // #a
	tokPercent
	tokParamRef // %a;
	tokComma
	tokOr
	tokOpenParen
	tokCloseParen
	tokCloseMaybe
	tokCloseAny
	tokCloseSome
	tokOpenBracket
	tokCloseBracket
	tokSectionOpen  // <![
	tokSectionClose // ]]>
)

// missing is the token for a text that ends before i.
const missing = tokPartial

// A attributeSpan is an attribute as it stands in a tag.
type attributeSpan struct {
	name, nameEnd, value, valueEnd int
	simple                         bool // the value has neither references nor white space but single spaces
}

// nameStart looks for the first character of a name. tokName: there is one, of the given size.
func (p *Parser) nameStart(text []byte, i int) (int, token) {
	if i >= len(text) {
		return 0, missing
	}
	switch c := text[i]; {
	case byteTraits[c]&isNameStart != 0 || c == ':' && !p.namespaces:
		return 1, tokName
	case c >= 0x80:
		r, size, partial := wide(text, i)
		if partial {
			return 0, tokPartialChar
		}
		if size > 0 && inSpans(startSpans, r) {
			return size, tokName
		}
	}
	return 0, tokInvalid
}

// nameRest returns where a name ends that goes on at i.
func (p *Parser) nameRest(text []byte, i int) (int, token) {
	for i < len(text) {
		c := text[i]
		if byteTraits[c]&(isNameStart|isNameRest) != 0 || c == ':' && !p.namespaces {
			i++
			continue
		}
		if c < 0x80 {
			return i, tokName
		}
		r, size, partial := wide(text, i)
		if partial {
			return i, tokPartialChar
		}
		if size == 0 || !inSpans(startSpans, r) && !inSpans(restSpans, r) {
			return i, tokInvalid
		}
		i += size
	}
	return i, missing
}

// name returns where the name ends that begins at i.
func (p *Parser) name(text []byte, i int) (int, token) {
	size, tok := p.nameStart(text, i)
	if tok != tokName {
		return i, tok
	}
	return p.nameRest(text, i+size)
}

// qualifiedName is name with a prefix, if there is one and names have such.
func (p *Parser) qualifiedName(text []byte, i int) (int, token) {
	end, tok := p.name(text, i)
	if tok == tokName && p.namespaces && text[end] == ':' {
		return p.name(text, end+1)
	}
	return end, tok
}

// contentToken finds the token at i and its end.
func (p *Parser) contentToken(text []byte, i int) (token, int) {
	if i >= len(text) {
		return tokNone, i
	}
	switch text[i] {
	case '<':
		return p.markup(text, i)
	case '&':
		return p.reference(text, i)
	case '\n':
		return tokNewline, i + 1
	case '\r':
		switch {
		case p.entity != nil: // it was put there by number
		case i+1 == len(text):
			return tokReturn, i + 1
		case text[i+1] == '\n':
			return tokNewline, i + 2
		default:
			return tokNewline, i + 1
		}
	}
	start := i
	for i < len(text) {
		c := text[i]
		switch t := byteTraits[c]; {
		case t&isText != 0, c == '\r' && p.entity != nil:
			i++
			continue
		case t&isWide != 0:
			_, size, partial := wide(text, i)
			if size > 0 {
				i += size
				continue
			}
			if i == start {
				if partial {
					return tokPartialChar, i
				}
				return tokInvalid, i
			}
		case c == ']':
			rest := text[i+1:]
			if len(rest) > 0 && rest[0] != ']' || len(rest) > 1 && rest[1] != '>' {
				i++
				continue
			}
			if len(rest) > 1 {
				return tokInvalid, i + 2
			}
			if i == start {
				return tokBracket, len(text)
			}
		case t&isControl != 0 && i == start:
			return tokInvalid, i
		}
		break
	}
	return tokData, i
}

// markup finds the token that begins with < at i.
func (p *Parser) markup(text []byte, i int) (token, int) {
	i++
	if i == len(text) {
		return missing, i
	}
	switch text[i] {
	case '/':
		end, tok := p.name(text, i+1)
		for tok == tokName && text[end] == ':' { // it must be the name of the start tag anyway
			end, tok = p.nameRest(text, end+1)
		}
		if tok != tokName {
			return tok, end
		}
		end = skipSpace(text, end)
		if end == len(text) {
			return missing, end
		}
		if text[end] != '>' {
			return tokInvalid, end
		}
		return tokEnd, end + 1
	case '?':
		return p.instruction(text, i+1)
	case '!':
		i++
		if i == len(text) {
			return missing, i
		}
		switch text[i] {
		case '-':
			return comment(text, i+1)
		case '[':
			const word = "CDATA["
			if len(text)-i-1 < len(word) {
				return missing, len(text)
			}
			for j, c := range []byte(word) {
				if text[i+1+j] != c {
					return tokInvalid, i + 1 + j
				}
			}
			return tokCDATA, i + 7
		}
		return tokInvalid, i
	}
	return p.startTag(text, i)
}

// startTag finds the parts of a start tag whose name begins at i.
func (p *Parser) startTag(text []byte, i int) (token, int) {
	p.spans = p.spans[:0]
	end, tok := p.qualifiedName(text, i)
	p.tagNameEnd = end
	for {
		if tok != tokName {
			return tok, end
		}
		at := skipSpace(text, end)
		if at == len(text) {
			return missing, at
		}
		switch text[at] {
		case '>':
			return tokStart, at + 1
		case '/':
			if at+1 == len(text) {
				return missing, at
			}
			if text[at+1] != '>' {
				return tokInvalid, at + 1
			}
			return tokEmpty, at + 2
		}
		if at == end {
			return tokInvalid, at
		}
		s := attributeSpan{name: at}
		if s.nameEnd, tok = p.qualifiedName(text, at); tok != tokName {
			return tok, s.nameEnd
		}
		at = skipSpace(text, s.nameEnd)
		if at < len(text) && text[at] != '=' {
			return tokInvalid, at
		}
		if at = skipSpace(text, at+1); at >= len(text) {
			return missing, len(text)
		}
		if text[at] != '"' && text[at] != '\'' {
			return tokInvalid, at
		}
		s.value = at + 1
		if s.valueEnd, s.simple, tok = p.attributeValue(text, at+1, text[at]); tok != tokName {
			return tok, s.valueEnd
		}
		p.spans = append(p.spans, s)
		if end = s.valueEnd + 1; end == len(text) {
			return missing, end
		}
	}
}

// attributeValue finds the end of a value that begins at i.
func (p *Parser) attributeValue(text []byte, i int, quote byte) (end int, simple bool, tok token) {
	start := i
	simple = true
	for i < len(text) {
		c := text[i]
		switch t := byteTraits[c]; {
		case c == quote:
			if simple && i > start && text[i-1] == ' ' {
				simple = false
			}
			return i, simple, tokName
		case c == ' ':
			if i == start || text[i-1] == ' ' {
				simple = false
			}
			i++
		case t&isValue != 0 || c == '"' || c == '\'':
			i++
		case t&isWide != 0:
			_, size, partial := wide(text, i)
			if partial {
				return i, false, tokPartialChar
			}
			if size == 0 {
				return i, false, tokInvalid
			}
			i += size
		case c == '&':
			tok, end := p.reference(text, i)
			if tok != tokEntityRef && tok != tokCharRef {
				return end, false, tok
			}
			simple, i = false, end
		case t&isSpace != 0:
			simple = false
			i++
		default:
			return i, false, tokInvalid
		}
	}
	return i, false, missing
}

// reference finds the end of a reference that begins with & at i.
func (p *Parser) reference(text []byte, i int) (token, int) {
	i++
	if i == len(text) {
		return missing, i
	}
	if text[i] != '#' {
		end, tok := p.name(text, i)
		if tok != tokName {
			return tok, end
		}
		if text[end] != ';' {
			return tokInvalid, end
		}
		return tokEntityRef, end + 1
	}
	i++
	hex := i < len(text) && text[i] == 'x'
	if hex {
		i++
	}
	for start := i; i < len(text); i++ {
		c := text[i]
		if c >= '0' && c <= '9' || hex && (c|0x20 >= 'a' && c|0x20 <= 'f') {
			continue
		}
		if c == ';' && i > start {
			return tokCharRef, i + 1
		}
		return tokInvalid, i
	}
	return missing, i
}

// referred returns the character of a reference by number, which is whole; -1 when it can't be in a document.
func referred(ref []byte) rune {
	digits, base := ref[2:len(ref)-1], rune(10)
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	r := rune(0)
	for _, c := range digits {
		d := rune(c - '0')
		if c > '9' {
			d = rune(c|0x20-'a') + 10
		}
		if r = r*base + d; r > 0x10ffff {
			return -1
		}
	}
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0xd800 && r < 0xe000 || r == 0xfffe || r == 0xffff {
		return -1
	}
	return r
}

// validUntil returns the first place from i on where a string begins, if all before it are characters of XML.
func validUntil(text []byte, i int, stop string) (int, token) {
	for i < len(text) {
		c := text[i]
		switch t := byteTraits[c]; {
		case c == stop[0]:
			rest := text[i:]
			if len(rest) < len(stop) && bytes.HasPrefix([]byte(stop), rest) {
				return i, missing
			}
			if bytes.HasPrefix(rest, []byte(stop)) {
				return i, tokName
			}
			i++
		case t&isWide != 0:
			_, size, partial := wide(text, i)
			if partial {
				return i, tokPartialChar
			}
			if size == 0 {
				return i, tokInvalid
			}
			i += size
		case t&isControl != 0:
			return i, tokInvalid
		default:
			i++
		}
	}
	return i, missing
}

// comment finds the end of a comment; i is behind <!-.
func comment(text []byte, i int) (token, int) {
	if i == len(text) {
		return missing, i
	}
	if text[i] != '-' {
		return tokInvalid, i
	}
	end, tok := validUntil(text, i+1, "--")
	switch {
	case tok != tokName:
		return tok, end
	case end+2 == len(text):
		return missing, end
	case text[end+2] != '>':
		return tokInvalid, end + 2
	}
	return tokComment, end + 3
}

// instruction finds the end of a processing instruction whose target begins at i.
func (p *Parser) instruction(text []byte, i int) (token, int) {
	end, tok := p.name(text, i)
	if tok != tokName {
		return tok, end
	}
	kind := tokPI
	if target := text[i:end]; len(target) == 3 && bytes.EqualFold(target, []byte("xml")) {
		if string(target) != "xml" {
			return tokInvalid, end
		}
		kind = tokXMLDecl
	}
	switch c := text[end]; {
	case c == '?':
		if end+1 == len(text) {
			return missing, end
		}
		if text[end+1] != '>' {
			return tokInvalid, end + 1
		}
		return kind, end + 2
	case byteTraits[c]&isSpace == 0:
		return tokInvalid, end
	}
	stop, tok := validUntil(text, end, "?>")
	if tok != tokName {
		return tok, stop
	}
	return kind, stop + 2
}

// sectionToken finds a token of a CDATA section; tokSectionClose is its end.
func (p *Parser) sectionToken(text []byte, i int) (token, int) {
	start := i
	for i < len(text) {
		c := text[i]
		t := byteTraits[c]
		if t&isText != 0 || c == '&' || c == '<' || c == ']' && i == start || c == '\r' && p.entity != nil {
			if c == ']' {
				rest := text[i+1:]
				if len(rest) == 0 || len(rest) == 1 && rest[0] == ']' {
					return missing, i
				}
				if rest[0] == ']' && rest[1] == '>' {
					return tokSectionClose, i + 3
				}
			}
			i++
			continue
		}
		if t&isWide != 0 {
			_, size, partial := wide(text, i)
			if size > 0 {
				i += size
				continue
			}
			if i == start {
				if partial {
					return tokPartialChar, i
				}
				return tokInvalid, i
			}
		}
		if i > start {
			break
		}
		switch c {
		case '\n':
			return tokNewline, i + 1
		case '\r':
			if i+1 == len(text) {
				return missing, i
			}
			if text[i+1] == '\n' {
				return tokNewline, i + 2
			}
			return tokNewline, i + 1
		}
		return tokInvalid, i
	}
	if i == start {
		return tokNone, i
	}
	return tokData, i
}
