// This file reads what is between the tags, and the tags themselves as far as they are no start tags.

package expat

import "bytes"

// predefined returns the character of an entity that needs no declaration.
func predefined(name []byte) (c byte, ok bool) {
	switch string(name) {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	return 0, false
}

// newline is what every end of a line is told as.
var newline = []byte{'\n'}

// readContent reads elements. again: the text goes on in another phase.
func (p *Parser) readContent() (again bool, err error) {
	for {
		if p.inSection {
			if done, err := p.readSection(); !done || err != nil {
				return false, err
			}
			continue
		}
		start := p.pos
		p.place(start)
		if p.stopped {
			return false, Aborted
		}
		tok, end := p.contentToken(p.text, start)
		if tok > tokInvalid {
			if err := p.account(end - start); err != nil {
				return false, err
			}
		}
		switch tok {
		case tokNone:
			if p.entity != nil {
				if p.level != len(p.tags) {
					return false, AsyncEntity
				}
				p.leave()
				continue
			}
			return false, p.endOfContent(end)
		case tokPartial, tokPartialChar, tokInvalid:
			if p.more() && tok != tokInvalid {
				return false, nil
			}
			return false, p.cut(tok, end)
		case tokReturn, tokBracket:
			if p.more() {
				return false, nil
			}
			if tok == tokReturn {
				p.data(newline, start, end)
				if p.entity == nil {
					p.pos = end
					return false, p.unfinished()
				}
			} else {
				p.data(p.text[start:end], start, end)
			}
		case tokNewline:
			p.data(newline, start, end)
		case tokData:
			p.data(p.text[start:end], start, end)
		case tokStart, tokEmpty:
			if err := p.startElement(start, end, tok == tokEmpty); err != nil {
				return false, err
			}
		case tokEnd:
			if err := p.endTag(start, end); err != nil {
				return false, err
			}
		case tokCharRef:
			r := referred(p.text[start:end])
			if r < 0 {
				return false, BadCharRef
			}
			if p.CharacterData != nil {
				p.CharacterData([]byte(string(r)))
			} else {
				p.reportDefault(start, end)
			}
		case tokEntityRef:
			p.pos = end
			if err := p.entityRef(start, end); err != nil {
				return false, err
			}
			continue
		case tokCDATA:
			if p.StartSection != nil {
				p.StartSection()
			} else {
				p.reportDefault(start, end)
			}
			p.inSection = true
		case tokPI:
			p.tellInstruction(start, end)
		case tokXMLDecl:
			if !p.fresh {
				return false, MisplacedXMLDecl
			}
			if err := p.readDeclaration(start, end, true); err != nil {
				return false, err
			}
		case tokComment:
			p.tellComment(start, end)
		}
		p.pos, p.fresh = end, false
		if p.phase != inContent {
			return true, nil
		}
	}
}

// endOfContent is the end of the text of the document, or of what there is of it.
func (p *Parser) endOfContent(end int) error {
	if !p.final {
		return nil
	}
	p.place(end)
	return p.unfinished()
}

// unfinished is what is wrong with a document that ends in its content.
func (p *Parser) unfinished() error {
	switch {
	case p.half():
		return UnclosedToken
	case p.parent == nil:
		return NoElements
	case len(p.tags) > 0:
		return AsyncEntity
	}
	return nil
}

// data tells character data; it stands in the source at start.
func (p *Parser) data(text []byte, start, end int) {
	if p.CharacterData == nil {
		p.reportDefault(start, end)
		return
	}
	const most = 1024
	for p.converts && p.entity == nil && len(text) > most {
		cut := most
		for text[cut]&0xc0 == 0x80 {
			cut--
		}
		p.CharacterData(text[:cut])
		p.place(start + cut)
		text, start = text[cut:], start+cut
		if p.CharacterData == nil {
			return
		}
	}
	p.CharacterData(text)
	if p.converts {
		p.place(end)
	}
}

// readSection reads a CDATA section; done: it is at its end.
func (p *Parser) readSection() (done bool, err error) {
	for {
		start := p.pos
		p.place(start)
		if p.stopped {
			return false, Aborted
		}
		tok, end := p.sectionToken(p.text, start)
		if tok > tokInvalid {
			if err := p.account(end - start); err != nil {
				return false, err
			}
		}
		switch tok {
		case tokNone, tokPartial, tokPartialChar:
			switch {
			case p.more():
				return false, nil
			case tok == tokPartialChar:
				return false, PartialChar
			}
			return false, UnclosedSection
		case tokInvalid:
			return false, p.cut(tok, end)
		case tokSectionClose:
			p.pos, p.inSection = end, false
			if p.EndSection != nil {
				p.EndSection()
			} else {
				p.reportDefault(start, end)
			}
			return true, nil
		case tokNewline:
			p.data(newline, start, end)
		default:
			p.data(p.text[start:end], start, end)
		}
		p.pos = end
	}
}

// entityRef deals with a reference to a general entity, behind which the source is.
func (p *Parser) entityRef(start, end int) error {
	name := p.text[start+1 : end-1]
	if c, ok := predefined(name); ok {
		if p.CharacterData != nil {
			p.CharacterData([]byte{c})
		} else {
			p.reportDefault(start, end)
		}
		return nil
	}
	e := p.dtd.general[string(name)]
	switch {
	case !p.dtd.paramRefs || p.dtd.standalone:
		if e == nil {
			return UndefinedEntity
		}
		if !e.internal {
			return EntityDeclaredInPE
		}
	case e == nil:
		p.skip(string(name), start, end)
		return nil
	}
	switch {
	case e.open:
		return RecursiveEntity
	case e.notation != nil:
		return BinaryEntityRef
	case e.external:
		if p.ExternalEntity == nil {
			p.reportDefault(start, end)
			return nil
		}
		e.open = true
		context := p.context()
		e.open = false
		if !p.ExternalEntity(&context, e.base, e.system, e.public) {
			return ExternalHandling
		}
	case p.KeepReferences:
		p.skip(string(name), start, end)
	default:
		p.enter(e, false)
	}
	return nil
}

// skip tells of a general entity that isn't read.
func (p *Parser) skip(name string, start, end int) {
	if p.SkippedEntity != nil {
		p.SkippedEntity(name, false)
	} else {
		p.reportDefault(start, end)
	}
}

// normalLines is a text with one newline for every end of a line.
func normalLines(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), newline), []byte{'\r'}, newline)
}

func (p *Parser) tellComment(start, end int) {
	if p.Comment != nil {
		p.Comment(normalLines(p.text[start+4 : end-3]))
	} else {
		p.reportDefault(start, end)
	}
}

func (p *Parser) tellInstruction(start, end int) {
	if p.ProcessingInstruction == nil {
		p.reportDefault(start, end)
		return
	}
	from := start + 2
	stop, _ := p.name(p.text, from)
	p.ProcessingInstruction(&p.symbol(p.text[from:stop]).Name, normalLines(p.text[skipSpace(p.text, stop):end-2]))
}

// endTag closes the element that is open.
func (p *Parser) endTag(start, end int) error {
	if len(p.tags) == p.level {
		return AsyncEntity
	}
	name := p.text[start+2 : end]
	t := &p.tags[len(p.tags)-1]
	if raw := t.symbol.Text; len(name) <= len(raw) || string(name[:len(raw)]) != raw || byteTraits[name[len(raw)]]&isSpace == 0 && name[len(raw)] != '>' {
		p.place(start + 2)
		return TagMismatch
	}
	p.close(start, end)
	return nil
}

// close ends the innermost element; the source from start to end says so.
func (p *Parser) close(start, end int) {
	last := len(p.tags) - 1
	t := p.tags[last]
	p.tags = p.tags[:last]
	if p.EndElement != nil {
		p.EndElement(t.name)
	} else {
		p.reportDefault(start, end)
	}
	p.unbind(&t)
	if last == 0 && p.parent == nil {
		p.phase = inEpilog
	}
}

// readEpilog reads what follows the outermost element.
func (p *Parser) readEpilog() error {
	for {
		start := p.pos
		p.place(start)
		if p.stopped {
			return Aborted
		}
		tok, end, _ := p.prologToken(p.text, start)
		if tok > tokInvalid {
			if err := p.account(end - start); err != nil {
				return err
			}
		}
		switch tok {
		case tokNone:
			if p.half() {
				return UnclosedToken
			}
			return nil
		case tokPartial, tokPartialChar:
			if p.more() {
				return nil
			}
			return p.cut(tok, end)
		case tokInvalid:
			return p.cut(tok, end)
		case tokSpace:
			p.reportDefault(start, end)
		case tokPI:
			p.tellInstruction(start, end)
		case tokComment:
			p.tellComment(start, end)
		default:
			return JunkAfterElement
		}
		p.pos = end
	}
}
