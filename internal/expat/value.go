// This file reads values: those of attributes, and those that entities are declared with.

package expat

// appendSpace appends a space, of which there are no two in a row and none at the begin unless the value is CDATA.
func appendSpace(dst []byte, from int, cdata bool) []byte {
	if !cdata && (len(dst) == from || dst[len(dst)-1] == ' ') {
		return dst
	}
	return append(dst, ' ')
}

// attributeText returns the value of an attribute that stands at a place in the source.
func (p *Parser) attributeText(text []byte, at int, cdata bool) (value []byte, err error) {
	from := len(p.values)
	var outer []source // those of entities within the value
	in := source{text: text}
	open := func() bool { return p.entity == nil && len(outer) == 0 }
	defer func() {
		for len(outer) > 0 {
			in.entity.open = false
			in, outer = outer[len(outer)-1], outer[:len(outer)-1]
		}
	}()
	for {
		if in.pos >= len(in.text) {
			if len(outer) == 0 {
				break
			}
			in.entity.open = false
			in, outer = outer[len(outer)-1], outer[:len(outer)-1]
			continue
		}
		c := in.text[in.pos]
		switch t := byteTraits[c]; {
		case t&isSpace != 0:
			in.pos++
			if c == '\r' && in.entity == nil && p.entity == nil && in.pos < len(in.text) && in.text[in.pos] == '\n' {
				in.pos++
			}
			p.values = appendSpace(p.values, from, cdata)
		case c == '&':
			start := in.pos
			tok, end := p.reference(in.text, start)
			switch tok {
			case tokCharRef:
				r := referred(in.text[start:end])
				if r < 0 {
					if open() {
						p.event = at + start
					}
					return nil, BadCharRef
				}
				if r == ' ' {
					p.values = appendSpace(p.values, from, cdata)
				} else {
					p.values = append(p.values, string(r)...)
				}
				in.pos = end
			case tokEntityRef:
				name := in.text[start+1 : end-1]
				in.pos = end
				if c, ok := predefined(name); ok {
					p.values = append(p.values, c)
					break
				}
				e, err := p.entityInValue(string(name))
				if err != nil {
					if open() && err != UndefinedEntity && err != EntityDeclaredInPE {
						p.event = at + start
					}
					return nil, err
				}
				if e == nil {
					break
				}
				if err := p.growValue(len(e.text)); err != nil {
					return nil, err
				}
				outer = append(outer, in)
				e.open = true
				in = source{text: e.text, entity: e}
			default:
				if open() {
					p.event = at + end
					if tok != tokInvalid {
						p.event = at + start
					}
				}
				return nil, InvalidToken
			}
		case c == '<', t&isControl != 0:
			if open() {
				p.event = at + in.pos
			}
			return nil, InvalidToken
		case t&isWide != 0:
			_, size, _ := wide(in.text, in.pos)
			if size == 0 {
				if open() {
					p.event = at + in.pos
				}
				return nil, InvalidToken
			}
			p.values = append(p.values, in.text[in.pos:in.pos+size]...)
			in.pos += size
		default:
			end := in.pos + 1
			for end < len(in.text) && byteTraits[in.text[end]]&isValue != 0 && in.text[end] != ' ' {
				end++
			}
			p.values = append(p.values, in.text[in.pos:end]...)
			in.pos = end
		}
	}
	if n := len(p.values); !cdata && n > from && p.values[n-1] == ' ' {
		p.values = p.values[:n-1]
	}
	return p.values[from:len(p.values):len(p.values)], nil
}

// growValue counts the text of an entity that a value gets, and the memory that this takes.
func (p *Parser) growValue(n int) error {
	p.input.indirect += uint64(n)
	if err := p.account(0); err != nil {
		return err
	}
	return p.charge(int64(2 * (len(p.values) + n)))
}

// entityInValue finds an entity whose text goes in the value of an attribute; nil: one that may be declared where the parser hasn't looked.
func (p *Parser) entityInValue(name string) (*entity, error) {
	e := p.dtd.general[name]
	var must bool
	if p.phase == inContent {
		must = !p.dtd.paramRefs || p.dtd.standalone
	} else if p.inDocument() {
		must = !p.dtd.paramRefs
		if p.dtd.standalone {
			must = p.entity == nil
		}
	}
	switch {
	case e == nil && must:
		return nil, UndefinedEntity
	case e == nil:
		return nil, nil
	case must && !e.internal:
		return nil, EntityDeclaredInPE
	case e.open:
		return nil, RecursiveEntity
	case e.notation != nil:
		return nil, BinaryEntityRef
	case e.external:
		return nil, AttributeExternalRef
	}
	return e, nil
}

// appendEntityValue appends the text that an entity is declared with: references to parameter entities and by number are replaced.
func (p *Parser) appendEntityValue(dst, text []byte) ([]byte, error) {
	var outer []source
	in := source{text: text}
	top := func() bool { return p.entity == nil && len(outer) == 0 }
	defer func() {
		for len(outer) > 0 {
			in.entity.open = false
			in, outer = outer[len(outer)-1], outer[:len(outer)-1]
		}
	}()
	for {
		if in.pos >= len(in.text) {
			if len(outer) == 0 {
				return dst, nil
			}
			in.entity.open = false
			in, outer = outer[len(outer)-1], outer[:len(outer)-1]
			continue
		}
		c := in.text[in.pos]
		switch t := byteTraits[c]; {
		case c == '\n', c == '\r' && in.entity == nil && p.entity == nil:
			in.pos++
			if c == '\r' && in.pos < len(in.text) && in.text[in.pos] == '\n' {
				in.pos++
			}
			dst = append(dst, '\n')
		case c == '&':
			start := in.pos
			tok, end := p.reference(in.text, start)
			switch tok {
			case tokCharRef:
				r := referred(in.text[start:end])
				if r < 0 {
					return dst, p.inEntity(top(), start, BadCharRef)
				}
				dst = append(dst, string(r)...)
			case tokEntityRef:
				dst = append(dst, in.text[start:end]...)
			case tokInvalid:
				return dst, p.inEntity(top(), end, InvalidToken)
			default:
				return dst, p.inEntity(top(), start, InvalidToken)
			}
			in.pos = end
		case c == '%':
			start := in.pos
			tok, end := p.percent(in.text, start)
			switch tok {
			case tokParamRef:
			case tokInvalid:
				return dst, p.inEntity(top(), end, InvalidToken)
			case tokPercent:
				return dst, p.inEntity(top(), start+1, InvalidToken)
			default:
				return dst, p.inEntity(top(), start, InvalidToken)
			}
			in.pos = end
			if p.entity == nil && len(outer) == 0 && !p.parameter {
				// In the document itself these may stand between declarations only.
				return dst, p.inEntity(true, start, ParamEntityRef)
			}
			e := p.dtd.parameter[string(in.text[start+1:end-1])]
			switch {
			case e == nil:
				p.dtd.keep = p.dtd.standalone
				return dst, nil
			case e.open || e == p.prolog.entity:
				return dst, p.inEntity(top(), start, RecursiveEntity)
			case e.external:
				var err error
				if dst, err = p.externalValue(dst, e); err != nil {
					return dst, err
				}
				continue
			}
			p.input.indirect += uint64(len(e.text))
			if err := p.account(0); err != nil {
				return dst, err
			}
			if err := p.charge(int64(2 * (len(dst) + len(e.text)))); err != nil {
				return dst, err
			}
			outer = append(outer, in)
			e.open = true
			in = source{text: e.text, entity: e}
		case t&isWide != 0:
			_, size, _ := wide(in.text, in.pos)
			if size == 0 {
				return dst, p.inEntity(top(), in.pos, InvalidToken)
			}
			dst = append(dst, in.text[in.pos:in.pos+size]...)
			in.pos += size
		case t&isControl != 0:
			return dst, p.inEntity(top(), in.pos, InvalidToken)
		default:
			dst = append(dst, c)
			in.pos++
		}
	}
}

// inEntity is an error at an offset in the literal that is being read.
func (p *Parser) inEntity(top bool, offset int, c Code) error {
	if top {
		p.place(p.prolog.literal + offset)
	}
	return c
}
