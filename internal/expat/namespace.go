// This file binds prefixes to namespaces (Namespaces in XML 1.0).

package expat

import "strings"

const (
	xmlURI   = "http://www.w3.org/XML/1998/namespace"
	xmlnsURI = "http://www.w3.org/2000/xmlns/"
)

// A prefix is one of names; that of names without one is "".
type prefix struct {
	name    string
	binding *binding // nil: none
}

// A binding binds a prefix within an element.
type binding struct {
	prefix *prefix
	uri    string
	outer  *binding // of the prefix, outside of the element
	next   *binding // of the element
}

// An expandedKey tells names in namespaces apart.
type expandedKey struct{ uri, local string }

// A qualified is a name in a namespace.
type qualified struct {
	Name
	prefixed map[string]*Name // with prefixes
	serial   uint64           // of the last tag in which an attribute had this name
}

// prefixOf returns the prefix of a name.
func (p *Parser) prefixOf(name string) *prefix {
	x := p.prefixes[name]
	if x == nil {
		x = &prefix{name: name}
		p.prefixes[name] = x
	}
	return x
}

// splitName finds the prefix of a name.
func (p *Parser) splitName(s *symbol) {
	if s.Text == "xmlns" {
		s.declares, s.prefix = true, p.prefixOf("")
		return
	}
	before, after, found := strings.Cut(s.Text, ":")
	switch {
	case !found:
	case before == "xmlns":
		s.declares, s.prefix = true, p.prefixOf(after)
	default:
		s.prefix, s.local = p.prefixOf(before), after
	}
}

// bind binds a prefix in the element of a tag.
func (p *Parser) bind(x *prefix, uri string, t *tag) error {
	switch {
	case uri == "" && x.name != "":
		return UndeclaringPrefix
	case x.name == "xmlns":
		return ReservedXMLNS
	case (x.name == "xml") != (uri == xmlURI):
		if x.name == "xml" {
			return ReservedXML
		}
		return ReservedURI
	case uri == xmlnsURI:
		return ReservedURI
	case p.separator != "" && strings.Contains(uri, p.separator) && !inURI(p.separator[0]):
		return SyntaxError
	}
	b := &binding{prefix: x, uri: uri, outer: x.binding}
	if t != nil {
		b.next, t.bindings = t.bindings, b
	}
	x.binding = b
	if uri == "" {
		x.binding = nil
	}
	if t != nil && p.StartNamespace != nil {
		p.StartNamespace(x.name, uri)
	}
	return nil
}

// unbind ends the bindings of an element.
func (p *Parser) unbind(t *tag) {
	for b := t.bindings; b != nil; b = b.next {
		if p.EndNamespace != nil {
			p.EndNamespace(b.prefix.name)
		}
		b.prefix.binding = b.outer
	}
}

// inURI tells whether a character may be in a URI (RFC 3986).
func inURI(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("%-._~:/?#[]@!$&'()*+,;=", c) >= 0
}

// expand returns a name in the namespace of its prefix.
func (p *Parser) expand(b *binding, s *symbol) (*Name, *qualified) {
	key := expandedKey{b.uri, s.local}
	q := p.expanded[key]
	if q == nil {
		q = &qualified{Name: Name{Text: b.uri + p.separator + s.local}}
		p.expanded[key] = q
	}
	if !p.Prefixes || s.prefix == nil || s.prefix.name == "" {
		return &q.Name, q
	}
	n := q.prefixed[s.prefix.name]
	if n == nil {
		n = &Name{Text: q.Text + p.separator + s.prefix.name}
		if q.prefixed == nil {
			q.prefixed = map[string]*Name{}
		}
		q.prefixed[s.prefix.name] = n
	}
	return n, q
}

// expandAttributes puts the prefixed attributes in their namespaces.
func (p *Parser) expandAttributes() error {
	for i := range p.attributes {
		a := &p.attributes[i]
		s := p.symbols[a.Name.Text]
		if s.prefix == nil {
			continue
		}
		if s.prefix.binding == nil {
			return UnboundPrefix
		}
		name, q := p.expand(s.prefix.binding, s)
		if q.serial == p.serial {
			return DuplicateAttribute
		}
		q.serial, a.Name = p.serial, name
	}
	return nil
}

// elementName is the name of an element in its namespace.
func (p *Parser) elementName(s *symbol) (*Name, error) {
	x := s.prefix
	if s.declares && s.Text != "xmlns" {
		return nil, UnboundPrefix
	}
	if x == nil || s.declares {
		if x = p.prefixes[""]; x == nil {
			return &s.Name, nil
		}
	}
	b := x.binding
	switch {
	case b != nil:
		if b == s.within && !p.Prefixes {
			return s.name, nil
		}
		name, _ := p.expand(b, s)
		if !p.Prefixes {
			s.within, s.name = b, name
		}
		return name, nil
	case x.name != "":
		return nil, UnboundPrefix
	}
	return &s.Name, nil
}
