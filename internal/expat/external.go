// This file makes parsers of external entities.

package expat

import (
	"slices"
	"strings"
)

// contextMark separates what a context is made of.
const contextMark = "\f"

// context describes the place of a general entity: the prefixes that are bound and the entities that are open.
func (p *Parser) context() string {
	var parts, open []string
	for name, x := range p.prefixes {
		if x.binding != nil {
			parts = append(parts, name+"="+x.binding.uri)
		}
	}
	for name, e := range p.dtd.general {
		if e.open {
			open = append(open, name)
		}
	}
	slices.Sort(parts)
	slices.Sort(open)
	parts = append(parts, open...)
	return strings.Join(parts, contextMark)
}

// External returns a parser for an external entity, with the handlers of p. context is what the handler got.
func (p *Parser) External(context *string, encoding string) *Parser {
	c := newParser(Options{Encoding: encoding, Namespaces: p.namespaces, Separator: p.separator, Charge: p.charge})
	c.Handlers = p.Handlers
	c.Prefixes, c.ParamEntities, c.Eager, c.Base = p.Prefixes, p.ParamEntities, p.Eager, p.Base
	c.parent, c.input = p, p.input
	if context == nil {
		c.dtd, c.parameter = p.dtd, true
		c.state = externalStart
		c.prolog.external = true
		if p.prolog.inValue {
			c.phase = inEntityValue
		}
		return c
	}
	c.dtd = p.dtd.copy()
	c.phase, c.fresh = inContent, true
	for part := range strings.SplitSeq(*context, contextMark) {
		if name, uri, found := strings.Cut(part, "="); found {
			if p.namespaces && uri != "" {
				x := c.prefixOf(name)
				x.binding = &binding{prefix: x, uri: uri}
			}
		} else if e := c.dtd.general[part]; e != nil {
			e.open = true
		}
	}
	return c
}

// readEntityValue reads the text of a parameter entity within the value of another.
func (p *Parser) readEntityValue() error {
	if !p.final {
		return nil
	}
	p.place(p.pos)
	if tok, end, _ := p.prologToken(p.text, p.pos); tok == tokXMLDecl {
		if err := p.readDeclaration(p.pos, end, false); err != nil {
			return err
		}
		p.pos = end
	}
	// Whatever becomes of it, it has to be made of tokens of the prolog.
	for at := p.pos; ; {
		tok, end, _ := p.prologToken(p.text, at)
		switch tok {
		case tokInvalid:
			return InvalidToken
		case tokPartial, tokPartialChar:
			return p.cut(tok, end)
		}
		if tok == tokNone {
			break
		}
		at = max(end, at+1)
	}
	p.prolog.literal = p.pos
	text := p.text[p.pos:]
	if err := p.account(len(text)); err != nil {
		return err
	}
	var err error
	p.dtd.value, err = p.appendEntityValue(p.dtd.value, text)
	p.pos = len(p.text)
	return err
}

// externalValue appends the text of an external parameter entity to that of another.
func (p *Parser) externalValue(dst []byte, e *entity) ([]byte, error) {
	if p.ExternalEntity == nil {
		p.dtd.keep = p.dtd.standalone
		return dst, nil
	}
	p.dtd.value, p.dtd.paramRead = dst, false
	e.open, p.prolog.inValue = true, true
	done := p.ExternalEntity(nil, e.base, e.system, e.public)
	e.open, p.prolog.inValue = false, false
	dst, p.dtd.value = p.dtd.value, nil
	if !done {
		return dst, ExternalHandling
	}
	if !p.dtd.paramRead {
		p.dtd.keep = p.dtd.standalone
	}
	return dst, nil
}
