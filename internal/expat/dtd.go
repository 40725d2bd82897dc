// This file keeps what a document type declares.

package expat

// A dtd is what was declared.
type dtd struct {
	general, parameter map[string]*entity
	elements           map[string]*elementDecl
	keep               bool // declarations count: none was left out that could have come before them
	paramRefs          bool // there are references to parameter entities, or an external subset
	standalone         bool
	paramRead          bool   // an external parameter entity was read
	value              []byte // the value of an entity, for the parser of an external one in it
}

func newDTD() *dtd {
	return &dtd{general: map[string]*entity{}, parameter: map[string]*entity{}, elements: map[string]*elementDecl{}, keep: true}
}

// copy is for the parser of an external general entity, in which other entities are open.
func (d *dtd) copy() *dtd {
	c := *d
	c.general = make(map[string]*entity, len(d.general))
	for name, e := range d.general {
		own := *e
		own.open = false
		c.general[name] = &own
	}
	return &c
}

// An entity is a general or a parameter entity.
type entity struct {
	text                           []byte
	external                       bool // it has no text but a system identifier
	internal                       bool // it was declared in the document itself
	open                           bool // it is being read
	base, system, public, notation *string
}

// An elementDecl holds the attributes that are declared for an element.
type elementDecl struct {
	attributes []attributeDecl
	index      map[string]int
}

// An attributeDecl is one of them; given: it has a default.
type attributeDecl struct {
	name, value string
	cdata       bool
	given       bool
}

// isCDATA tells whether the white space in an attribute's value is kept.
func (d *elementDecl) isCDATA(name string) bool {
	i, found := d.index[name]
	return !found || d.attributes[i].cdata
}

// declare adds an attribute. The first declaration counts.
func (d *elementDecl) declare(a attributeDecl) {
	if _, found := d.index[a.name]; found {
		return
	}
	d.index[a.name] = len(d.attributes)
	d.attributes = append(d.attributes, a)
}
