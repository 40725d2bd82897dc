// This file finds the tokens of the prolog.

package expat

// prologToken finds the token at i. open: it reaches to the end of the text, so that it may go on.
func (p *Parser) prologToken(text []byte, i int) (tok token, end int, open bool) {
	if i >= len(text) {
		return tokNone, i, false
	}
	whole := func(tok token, end int) (token, int, bool) { return tok, end, false }
	c := text[i]
	next := func(k int) int { // the byte k places on; -1: it isn't there
		if i+k < len(text) {
			return int(text[i+k])
		}
		return -1
	}
	switch c {
	case '"', '\'':
		return p.literal(text, i)
	case '<':
		return p.prologMarkup(text, i)
	case ' ', '\t', '\n', '\r':
		end := skipSpace(text, i)
		if end == len(text) && text[end-1] == '\r' {
			if end-1 > i {
				return tokSpace, end - 1, false
			}
			return tokSpace, end, true
		}
		return tokSpace, end, false
	case '%':
		tok, end := p.percent(text, i)
		return tok, end, false
	case ',':
		return whole(tokComma, i+1)
	case '|':
		return whole(tokOr, i+1)
	case '>':
		return whole(tokDeclClose, i+1)
	case '[':
		return whole(tokOpenBracket, i+1)
	case '(':
		return whole(tokOpenParen, i+1)
	case ']':
		switch next(1) {
		case -1:
			return tokCloseBracket, i + 1, true
		case ']':
			switch next(2) {
			case -1:
				return missing, i, false
			case '>':
				return whole(tokSectionClose, i+3)
			}
		}
		return whole(tokCloseBracket, i+1)
	case ')':
		switch next(1) {
		case -1:
			return tokCloseParen, i + 1, true
		case '*':
			return whole(tokCloseAny, i+2)
		case '?':
			return whole(tokCloseMaybe, i+2)
		case '+':
			return whole(tokCloseSome, i+2)
		case ' ', '\t', '\r', '\n', '>', ',', '|', ')':
			return whole(tokCloseParen, i+1)
		}
		return whole(tokInvalid, i+1)
	case '#':
		end, tok := p.name(text, i+1)
		switch {
		case tok == tokPartial && end > i+1:
			return tokPoundName, end, true
		case tok != tokName:
			return tok, end, false
		}
		switch c := text[end]; {
		case byteTraits[c]&isSpace != 0, c == ')', c == '>', c == '%', c == '|':
			return whole(tokPoundName, end)
		}
		return whole(tokInvalid, end)
	}
	return p.prologName(text, i)
}

// prologName finds a name or a name token.
func (p *Parser) prologName(text []byte, i int) (tok token, end int, open bool) {
	kind := tokName
	size, tok := p.nameStart(text, i)
	end = i + size
	if tok != tokName {
		if tok != tokInvalid {
			return tok, i, false
		}
		kind = tokNameToken
		switch c := text[i]; {
		case byteTraits[c]&isNameRest != 0, c == ':' && p.namespaces:
			end = i + 1
		default:
			if end, _ = p.nameRest(text, i); end == i {
				return tokInvalid, i, false
			}
		}
	}
	for {
		end, tok = p.nameRest(text, end)
		switch {
		case tok == tokPartial:
			return kind, end, true
		case tok != tokName:
			return tok, end, false
		}
		switch c := text[end]; {
		case byteTraits[c]&isSpace != 0, c == '>', c == ')', c == ',', c == '|', c == '[', c == '%':
			return kind, end, false
		case c == ':' && p.namespaces:
			end++
			switch kind {
			case tokName:
				if end == len(text) {
					return missing, end, false
				}
				kind = tokPrefixedName
				if after, tok := p.nameRest(text, end); tok == tokName && after == end {
					kind = tokNameToken
				}
			case tokPrefixedName:
				kind = tokNameToken
			}
			continue
		case kind == tokNameToken:
		case c == '+':
			return tokNameSome, end + 1, false
		case c == '*':
			return tokNameAny, end + 1, false
		case c == '?':
			return tokNameMaybe, end + 1, false
		}
		return tokInvalid, end, false
	}
}

// literal finds a string in quotes.
func (p *Parser) literal(text []byte, i int) (tok token, end int, open bool) {
	quote := string(text[i : i+1])
	end, tok = validUntil(text, i+1, quote)
	if tok != tokName {
		return tok, end, false
	}
	if end++; end == len(text) {
		return tokLiteral, end, true
	}
	switch c := text[end]; {
	case byteTraits[c]&isSpace != 0, c == '>', c == '%', c == '[':
		return tokLiteral, end, false
	}
	return tokInvalid, end, false
}

// percent finds a reference to a parameter entity, or a sign by itself.
func (p *Parser) percent(text []byte, i int) (token, int) {
	i++
	if i == len(text) {
		return missing, i
	}
	if c := text[i]; byteTraits[c]&isSpace != 0 || c == '%' {
		return tokPercent, i
	}
	end, tok := p.name(text, i)
	if tok != tokName {
		return tok, end
	}
	if text[end] != ';' {
		return tokInvalid, end
	}
	return tokParamRef, end + 1
}

// prologMarkup finds what begins with <.
func (p *Parser) prologMarkup(text []byte, i int) (tok token, end int, open bool) {
	if i+1 == len(text) {
		return missing, i, false
	}
	switch text[i+1] {
	case '?':
		tok, end = p.instruction(text, i+2)
		return tok, end, false
	case '!':
		if i+2 == len(text) {
			return missing, i, false
		}
		switch c := text[i+2]; {
		case c == '-':
			tok, end = comment(text, i+3)
			return tok, end, false
		case c == '[':
			return tokSectionOpen, i + 3, false
		case byteTraits[c]&isNameStart == 0 && (c != ':' || p.namespaces):
			return tokInvalid, i + 2, false
		}
		for end = i + 3; end < len(text); end++ {
			c := text[end]
			if byteTraits[c]&isNameStart != 0 || c == ':' && !p.namespaces {
				continue
			}
			switch {
			case byteTraits[c]&isSpace != 0:
				return tokDeclOpen, end, false
			case c == '%':
				if end+1 == len(text) {
					return missing, end, false
				}
				if after := text[end+1]; byteTraits[after]&isSpace == 0 && after != '%' {
					return tokDeclOpen, end, false
				}
			}
			return tokInvalid, end, false
		}
		return missing, end, false
	}
	// A character of several bytes is looked at when the element is.
	if c := text[i+1]; c < 0xc0 || c >= 0xf8 {
		if _, tok := p.nameStart(text, i+1); tok != tokName {
			return tokInvalid, i + 1, false
		}
	}
	return tokInstance, i, false
}
