// This file reads start tags.

package expat

import "unsafe"

// A symbol is a name as it stands in the document.
type symbol struct {
	Name
	prefix *prefix // nil: none
	local  string
	// As an element.
	declared *elementDecl
	within   *binding // the namespace that name is in
	name     *Name
	// As an attribute.
	declares bool   // a namespace
	serial   uint64 // of the last tag in which it stood
}

// A tag is an element that is open.
type tag struct {
	symbol   *symbol
	name     *Name
	bindings *binding
}

// symbol returns the symbol of a name.
func (p *Parser) symbol(name []byte) *symbol {
	if s := p.symbols[string(name)]; s != nil {
		return s
	}
	text := string(name)
	s := &symbol{Name: Name{Text: text}, local: text}
	s.declared = p.dtd.elements[text]
	if p.namespaces {
		p.splitName(s)
	}
	p.symbols[text] = s
	p.input.allocated += uint64(len(text)) + uint64(unsafe.Sizeof(*s))
	return s
}

// startElement reads the tag whose parts startTag has found.
func (p *Parser) startElement(start, end int, empty bool) error {
	element := p.symbol(p.text[start+1 : p.tagNameEnd])
	t := tag{symbol: element, name: &element.Name}
	specified, err := p.tagAttributes(&t)
	if err != nil {
		if empty {
			p.unbind(&t)
		}
		return err
	}
	p.tags = append(p.tags, t)
	handled := p.StartElement != nil
	if handled {
		p.StartElement(t.name, p.attributes, specified)
	} else if !empty || p.EndElement == nil {
		p.reportDefault(start, end)
	}
	if empty {
		if p.EndElement != nil && handled {
			p.place(end)
		}
		p.close(start, start)
	}
	return nil
}

// tagAttributes finds the values of the attributes of a tag, those that stand there first, and puts names in their namespaces.
func (p *Parser) tagAttributes(t *tag) (specified int, err error) {
	text, element := p.text, t.symbol
	p.serial++
	p.attributes, p.values = p.attributes[:0], p.values[:0]
	prefixed := false
	for _, s := range p.spans {
		a := p.symbol(text[s.name:s.nameEnd])
		if a.serial == p.serial {
			p.place(s.name)
			return 0, DuplicateAttribute
		}
		a.serial = p.serial
		value := text[s.value:s.valueEnd]
		if !s.simple {
			cdata := true
			if element.declared != nil {
				cdata = element.declared.isCDATA(a.Text)
			}
			var err error
			if value, err = p.attributeText(value, s.value, cdata); err != nil {
				return 0, err
			}
		}
		if a.declares {
			if err := p.bind(a.prefix, string(value), t); err != nil {
				return 0, err
			}
			continue
		}
		prefixed = prefixed || a.prefix != nil
		p.attributes = append(p.attributes, Attribute{&a.Name, value})
	}
	specified = len(p.attributes)
	if element.declared != nil {
		for i := range element.declared.attributes {
			d := &element.declared.attributes[i]
			if !d.given {
				continue
			}
			a := p.symbol([]byte(d.name))
			if a.serial == p.serial {
				continue
			}
			a.serial = p.serial
			if a.declares {
				if err := p.bind(a.prefix, d.value, t); err != nil {
					return 0, err
				}
				continue
			}
			prefixed = prefixed || a.prefix != nil
			p.attributes = append(p.attributes, Attribute{&a.Name, []byte(d.value)})
		}
	}
	if p.namespaces {
		if prefixed {
			if err := p.expandAttributes(); err != nil {
				return 0, err
			}
		}
		name, err := p.elementName(element)
		if err != nil {
			return 0, err
		}
		t.name = name
	}
	return specified, nil
}
