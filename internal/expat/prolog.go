// This file reads the prolog: it follows the grammar and does what its rules say.

package expat

import (
	"bytes"
	"strings"
	"unsafe"
)

// A prologState is how far the declaration at hand is read.
type prologState struct {
	external bool // the text isn't the document itself
	includes int  // INCLUDE sections that are open
	ignored  int  // IGNORE sections that are open in the one that is skipped
	scanned  int  // how much of it was looked at
	inValue  bool // an external entity is read for the value of an entity
	literal  int  // place of the literal that is being read
	part     action

	doctype        *string // its name, if the handler is still to be called
	hasSystem      bool    // there is an external subset
	system, public *string // of the document type

	name      string // of the entity, notation, element
	entity    *entity
	parameter bool
	notation  *string // public identifier of the notation

	element   *elementDecl
	attribute string
	kind      []byte
	tokenized bool

	model  *Model   // of the element, if a handler wants it
	groups []*Model // those that are open
	depth  []byte   // what separates the parts of each group that is open; 0: not known yet
}

func (p *Parser) inDocument() bool { return !p.prolog.external }

// readProlog reads up to the first element. again: the text goes on in another phase.
func (p *Parser) readProlog() (again bool, err error) {
	for {
		start := p.pos
		p.place(start)
		if p.stopped {
			return false, Aborted
		}
		tok, end, open := p.prologToken(p.text, start)
		switch {
		case tok == tokInvalid:
			return false, p.cut(tok, end)
		case tok == tokPartial, tok == tokPartialChar:
			if p.more() {
				return false, nil
			}
			return false, p.cut(tok, end)
		case (open || tok == tokNone) && p.more():
			return false, nil
		case tok == tokNone && p.entity != nil && !p.between:
			p.leave()
			continue
		case tok == tokNone && p.entity == nil && p.half():
			return false, UnclosedToken
		case tok == tokNone && p.entity == nil && !p.parameter:
			return false, NoElements
		}
		if err := p.account(end - start); err != nil {
			return false, err
		}
		s := p.state
		if s == atStart && p.parent != nil {
			s = externalStart
		}
		r, ok := find(s, tok, p.text[start:end])
		if tok == tokNone {
			if !ok || p.prolog.includes > 0 {
				return false, IncompletePE
			}
			if p.entity == nil {
				return false, nil
			}
			p.leave()
			continue
		}
		if s == externalStart && ok && r.next == same {
			r.next = externalSubset
		}
		inner := false
		if !ok {
			switch {
			case tok == tokParamRef && p.prolog.external:
				r, inner = rule{tokParamRef, "", same, doParamRef}, true
			case tok == tokParamRef:
				return false, ParamEntityRef
			case tok == tokXMLDecl:
				return false, MisplacedXMLDecl
			default:
				return false, SyntaxError
			}
		}
		switch r.next {
		case same:
		case subset:
			p.state = p.subset()
		default:
			p.state = r.next
		}
		if r.action == doInstance {
			if err := p.startContent(); err != nil {
				return false, err
			}
			return true, nil
		}
		p.pos = end
		handled, err := p.act(r, start, end, inner)
		if err != nil {
			return false, err
		}
		if !handled {
			p.reportDefault(start, end)
		}
		if p.phase != inProlog {
			return true, nil
		}
	}
}

// subset is the state between declarations.
func (p *Parser) subset() state {
	if p.prolog.external {
		return externalSubset
	}
	return internalSubset
}

// part tells whether the pieces of a declaration go to a handler: the others go to the default handler.
func (p *Parser) part(a action) bool {
	switch a {
	case doDoctypePart:
		return p.StartDoctype != nil
	case doEntityPart:
		return p.dtd.keep && p.EntityDecl != nil
	case doNotationPart:
		return p.NotationDecl != nil
	case doAttlistPart:
		return p.dtd.keep && p.AttlistDecl != nil
	case doElementPart:
		return p.ElementDecl != nil
	}
	return false
}

// act does what a rule says for the token from start to end, behind which the source is. handled: the default handler needn't see it.
func (p *Parser) act(r rule, start, end int, inner bool) (handled bool, err error) {
	d, text := &p.prolog, p.text[start:end]
	if r.next == declEnd {
		d.part = partOf(r.action)
	}
	switch r.action {
	case doNothing:
		if r.token == tokDeclClose || p.state == declEnd {
			return p.part(d.part), nil
		}
		return false, nil
	case doDoctypePart, doEntityPart, doNotationPart, doAttlistPart, doElementPart:
		if r.action == doAttlistPart && r.word == "NOTATION" {
			d.kind = append(d.kind, "NOTATION"...)
		}
		return p.part(r.action), nil
	case doXMLDecl, doTextDecl:
		return true, p.readDeclaration(start, end, r.action == doTextDecl)
	case doPI:
		p.tellInstruction(start, end)
		return true, nil
	case doComment:
		p.tellComment(start, end)
		return true, nil
	case doParamRef:
		return p.paramRef(string(text[1:len(text)-1]), inner)

	case doDoctypeName:
		name := string(text)
		d.doctype, d.system, d.public = &name, nil, nil
		return p.part(doDoctypePart), nil
	case doDoctypePublic:
		d.public, err = p.publicID(start, end)
		return p.part(doDoctypePart), err
	case doDoctypeSystem:
		d.system, d.hasSystem = literalText(text), true
		p.dtd.paramRefs = true
		if !p.dtd.standalone && p.ParamEntities == Never && p.NotStandalone != nil && !p.NotStandalone() {
			return false, NotStandalone
		}
		return p.part(doDoctypePart), nil
	case doDoctypeSubset:
		return p.startDoctype(true), nil
	case doDoctypeEnd:
		return p.endDoctype()

	case doEntityName, doParamEntityName:
		d.parameter = r.action == doParamEntityName
		return p.entityName(string(text)), nil
	case doEntityValue:
		return p.entityValue(start, end)
	case doEntityPublic:
		public, err := p.publicID(start, end)
		if d.entity != nil {
			d.entity.public = public
		}
		return p.part(doEntityPart) && d.entity != nil, err
	case doEntitySystem:
		if p.dtd.keep && d.entity != nil {
			d.entity.system, d.entity.base, d.entity.external = literalText(text), p.Base, true
		}
		return p.part(doEntityPart) && d.entity != nil, nil
	case doEntityEnd:
		if e := d.entity; p.part(doEntityPart) && e != nil {
			p.EntityDecl(d.name, d.parameter, nil, e.base, e.system, e.public, nil)
			return true, nil
		}
		return false, nil
	case doEntityNotation:
		return p.entityNotation(string(text)), nil

	case doNotationName:
		d.name, d.notation = string(text), nil
		return p.part(doNotationPart), nil
	case doNotationPublic:
		d.notation, err = p.publicID(start, end)
		return p.part(doNotationPart), err
	case doNotationSystem, doNotationEnd:
		if p.NotationDecl == nil {
			return false, nil
		}
		var system *string
		if r.action == doNotationSystem {
			system = literalText(text)
		}
		p.NotationDecl(d.name, p.Base, system, d.notation)
		return true, nil

	case doAttlistElement, doAttributeName, doAttributeType, doEnumValue, doNotationValue, doImplied, doRequired, doDefault, doFixed:
		return p.attlist(r.action, start, end)

	case doInclude:
		d.includes++
	case doSectionEnd:
		if d.includes == 0 {
			return false, SyntaxError
		}
		d.includes--
	case doIgnore:
		p.reportDefault(start, end)
		d.ignored, d.scanned = 0, 0
		p.phase = inIgnored
		return true, nil
	default:
		return p.elementRule(r.action, r.token, text)
	}
	return false, nil
}

// partOf tells what declaration the end of a declaration belongs to.
func partOf(a action) action {
	switch {
	case a >= doEntityName && a <= doEntityNotation:
		return doEntityPart
	case a >= doNotationName && a <= doNotationEnd:
		return doNotationPart
	case a >= doElementName:
		return doElementPart
	}
	return a
}

// literalText is what is in quotes.
func literalText(text []byte) *string {
	s := string(text[1 : len(text)-1])
	return &s
}

// publicID is a public identifier.
func (p *Parser) publicID(start, end int) (*string, error) {
	for i := start + 1; i < end-1; i++ {
		if byteTraits[p.text[i]]&isPublic == 0 {
			p.place(i)
			return nil, PublicIDError
		}
	}
	s := strings.Join(strings.FieldsFunc(*literalText(p.text[start:end]), func(r rune) bool { return r == ' ' || r == '\r' || r == '\n' }), " ")
	return &s, nil
}

// startDoctype tells of the document type, unless it has been done.
func (p *Parser) startDoctype(internal bool) (handled bool) {
	d := &p.prolog
	if d.doctype == nil || p.StartDoctype == nil {
		return false
	}
	name := *d.doctype
	d.doctype = nil
	p.StartDoctype(name, d.system, d.public, internal)
	return true
}

// endDoctype is the end of the document type: its external subset is asked for.
func (p *Parser) endDoctype() (handled bool, err error) {
	handled = p.startDoctype(false)
	p.prolog.doctype = nil
	if p.prolog.hasSystem || p.ForeignDTD {
		if err := p.externalDTD(p.prolog.system, p.prolog.public, p.prolog.hasSystem); err != nil {
			return false, err
		}
	}
	if p.EndDoctype != nil {
		p.EndDoctype()
		handled = true
	}
	return handled, nil
}

// externalDTD asks for the external subset.
func (p *Parser) externalDTD(system, public *string, named bool) error {
	had := p.dtd.paramRefs
	p.dtd.paramRefs = true
	if p.ParamEntities != Never && p.ExternalEntity != nil {
		base := p.Base
		p.dtd.paramRead = false
		if !p.ExternalEntity(nil, base, system, public) {
			return ExternalHandling
		}
		if p.dtd.paramRead {
			if !p.dtd.standalone && p.NotStandalone != nil && !p.NotStandalone() {
				return NotStandalone
			}
		} else if !named {
			p.dtd.paramRefs = had
		}
	}
	p.ForeignDTD = false
	return nil
}

// startContent is the begin of the first element.
func (p *Parser) startContent() error {
	if p.ForeignDTD {
		if err := p.externalDTD(nil, nil, false); err != nil {
			return err
		}
	}
	p.phase = inContent
	return nil
}

// paramRef deals with a reference to a parameter entity; inner: within a declaration.
func (p *Parser) paramRef(name string, inner bool) (handled bool, err error) {
	d := p.dtd
	d.paramRefs = true
	if p.ParamEntities == Never {
		d.keep = d.standalone
	} else {
		e := d.parameter[name]
		must := p.inDocument() && d.standalone && p.entity == nil
		switch {
		case must && e == nil:
			return false, UndefinedEntity
		case must && !e.internal:
			return false, EntityDeclaredInPE
		case e == nil:
			d.keep = d.standalone
			if !inner && p.SkippedEntity != nil {
				p.SkippedEntity(name, true)
				handled = true
			}
			return handled, nil
		case e.open:
			return false, RecursiveEntity
		case !e.external:
			p.enter(e, !inner)
			return true, nil
		case p.ExternalEntity == nil:
			d.keep = d.standalone
			return false, nil
		}
		d.paramRead = false
		e.open = true
		done := p.ExternalEntity(nil, e.base, e.system, e.public)
		e.open = false
		if !done {
			return false, ExternalHandling
		}
		handled = true
		if !d.paramRead {
			d.keep = d.standalone
			return handled, nil
		}
	}
	if !d.standalone && p.NotStandalone != nil && !p.NotStandalone() {
		return false, NotStandalone
	}
	return handled, nil
}

// entityName begins the declaration of an entity.
func (p *Parser) entityName(name string) (handled bool) {
	d := &p.prolog
	d.name, d.entity = name, nil
	table := p.dtd.general
	if d.parameter {
		table = p.dtd.parameter
	} else if _, ok := predefined([]byte(name)); ok {
		return false
	}
	if !p.dtd.keep || table[name] != nil {
		return false
	}
	// The first declaration counts.
	d.entity = &entity{internal: p.parent == nil && p.entity == nil}
	table[name] = d.entity
	return p.EntityDecl != nil
}

// entityValue is the text of an entity.
func (p *Parser) entityValue(start, end int) (handled bool, err error) {
	d := &p.prolog
	if !p.dtd.keep {
		return false, nil
	}
	d.literal = start + 1
	value, err := p.appendEntityValue([]byte{}, p.text[start+1:end-1])
	if d.entity == nil {
		return false, err
	}
	d.entity.text = value
	p.input.allocated += uint64(len(d.name)+len(value)) + uint64(unsafe.Sizeof(*d.entity))
	if p.EntityDecl == nil {
		return false, err
	}
	// The handler gets even a value in which something was wrong.
	p.EntityDecl(d.name, d.parameter, value, p.Base, nil, nil, nil)
	return true, err
}

// entityNotation is the notation of an entity that isn't parsed.
func (p *Parser) entityNotation(notation string) (handled bool) {
	d := &p.prolog
	e := d.entity
	if !p.dtd.keep || e == nil {
		return false
	}
	e.notation = &notation
	switch {
	case p.UnparsedEntityDecl != nil:
		p.UnparsedEntityDecl(d.name, e.base, e.system, e.public, e.notation)
	case p.EntityDecl != nil:
		p.EntityDecl(d.name, false, nil, e.base, e.system, e.public, e.notation)
	default:
		return false
	}
	return true
}

// attlist does what the rules of a list of attributes say.
func (p *Parser) attlist(a action, start, end int) (handled bool, err error) {
	d, text := &p.prolog, p.text[start:end]
	switch a {
	case doAttlistElement:
		d.name = string(text)
		if d.element = p.dtd.elements[d.name]; d.element == nil {
			d.element = &elementDecl{index: map[string]int{}}
			p.dtd.elements[d.name] = d.element
		}
	case doAttributeName:
		d.attribute, d.kind, d.tokenized = string(text), d.kind[:0], true
	case doAttributeType:
		d.kind, d.tokenized = append(d.kind, text...), string(text) != "CDATA"
	case doEnumValue, doNotationValue:
		opening := byte('|')
		if len(d.kind) == 0 || a == doNotationValue && d.kind[len(d.kind)-1] == 'N' && bytes.IndexByte(d.kind, '(') < 0 {
			opening = '('
		}
		d.kind = append(append(d.kind, opening), text...)
	default:
		return p.attributeDefault(a, start, end)
	}
	return p.part(doAttlistPart), nil
}

// attributeDefault ends the declaration of an attribute.
func (p *Parser) attributeDefault(a action, start, end int) (handled bool, err error) {
	d := &p.prolog
	if !p.dtd.keep {
		return false, nil
	}
	decl := attributeDecl{name: d.attribute, cdata: !d.tokenized}
	var value *string
	if a == doDefault || a == doFixed {
		p.values = p.values[:0]
		text, err := p.attributeText(p.text[start+1:end-1], start+1, decl.cdata)
		if err != nil {
			return false, err
		}
		decl.value, decl.given = string(text), true
		value = &decl.value
	}
	d.element.declare(decl)
	if p.AttlistDecl == nil {
		return false, nil
	}
	kind := string(d.kind)
	if strings.IndexByte(kind, '(') >= 0 {
		kind += ")"
	}
	p.AttlistDecl(d.name, d.attribute, kind, value, a == doRequired || a == doFixed)
	return true, nil
}

// quantity is that of a token for a name or for the end of a group.
func quantity(tok token) int {
	switch tok {
	case tokNameMaybe, tokCloseMaybe:
		return Optional
	case tokNameAny, tokCloseAny:
		return Repeated
	case tokNameSome, tokCloseSome:
		return Plus
	}
	return Once
}

// elementRule does what the rules of an element's declaration say.
func (p *Parser) elementRule(a action, tok token, text []byte) (handled bool, err error) {
	d := &p.prolog
	last := len(d.depth) - 1
	if a == doElementName {
		d.name, d.model, d.groups, d.depth = string(text), nil, d.groups[:0], d.depth[:0]
		if p.ElementDecl != nil {
			d.model = &Model{}
		}
		return p.ElementDecl != nil, nil
	}
	told := d.model != nil && p.ElementDecl != nil
	var group *Model
	if told && len(d.groups) > 0 {
		group = d.groups[len(d.groups)-1]
	}
	switch a {
	case doEmpty, doAny:
		if told {
			kind := ModelAny
			if a == doEmpty {
				kind = ModelEmpty
			}
			p.ElementDecl(d.name, &Model{Kind: kind})
		}
	case doGroupOpen:
		d.depth = append(d.depth, 0)
		if told {
			m := &Model{Kind: ModelSequence}
			if group == nil {
				d.model = m
			} else {
				group.Children = append(group.Children, m)
			}
			d.groups = append(d.groups, m)
		}
	case doMixed:
		if group != nil {
			group.Kind = ModelMixed
		}
	case doPart:
		if q := quantity(tok); q != Once {
			text = text[:len(text)-1]
		}
		if group != nil {
			group.Children = append(group.Children, &Model{Kind: ModelName, Quantity: quantity(tok), Name: string(text)})
		}
	case doSequence, doChoice:
		sign := byte(',')
		if a == doChoice {
			sign = '|'
		}
		if d.depth[last] != 0 && d.depth[last] != sign {
			return false, SyntaxError
		}
		if a == doChoice {
			if group != nil {
				group.Kind = ModelChoice
			}
			if d.depth[last] != 0 {
				return false, nil // Expat takes notice of the first one only
			}
		}
		d.depth[last] = sign
	case doGroupClose, doMixedClose:
		d.depth = d.depth[:last]
		if group != nil {
			group.Quantity = quantity(tok)
			d.groups = d.groups[:len(d.groups)-1]
		}
		if last == 0 {
			p.state, d.part = declEnd, doElementPart
			if told {
				p.ElementDecl(d.name, d.model)
				d.model = nil
			}
		} else {
			p.state = elementNext
		}
	}
	return p.ElementDecl != nil, nil
}

// readIgnored skips an ignored section.
func (p *Parser) readIgnored() (again bool, err error) {
	d := &p.prolog
	start := p.pos
	p.place(start)
	i := start + d.scanned
	for i < len(p.text) {
		c := p.text[i]
		rest := p.text[i:]
		switch t := byteTraits[c]; {
		case c == '<' || c == ']':
			mark := "<!["
			if c == ']' {
				mark = "]]>"
			}
			if len(rest) < 3 && bytes.HasPrefix([]byte(mark), rest) {
				goto partial
			}
			if !bytes.HasPrefix(rest, []byte(mark)) {
				i++
				continue
			}
			i += 3
			if c == '<' {
				d.ignored++
				continue
			}
			if d.ignored > 0 {
				d.ignored--
				continue
			}
			p.reportDefault(start, i)
			p.pos, p.phase = i, inProlog
			return true, p.account(i - start)
		case t&isWide != 0:
			_, size, part := wide(p.text, i)
			if part {
				goto partial
			}
			if size == 0 {
				return false, p.cut(tokInvalid, i)
			}
			i += size
		case t&isControl != 0:
			return false, p.cut(tokInvalid, i)
		default:
			i++
		}
	}
partial:
	d.scanned = i - start
	if p.more() {
		return false, nil
	}
	return false, SyntaxError
}
