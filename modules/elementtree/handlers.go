// This file tells the target of an XMLParser what is found.

package elementtree

import (
	"strings"

	"github.com/gopy-lang/gopy/internal/expat"
	py "github.com/gopy-lang/gopy/runtime"
)

// fail keeps the first error: the parser goes on to the end of what it was fed, but nothing more is told.
func (x *xmlParser) fail(err error) {
	if x.err == nil {
		x.err = err
	}
}

// call calls a method of the target.
func (x *xmlParser) call(name string, args ...py.Value) {
	if x.err == nil {
		_, err := py.CallArgs(x.th, x.methods[name], args...)
		x.fail(err)
	}
}

// name is the str of a name: that of a namespace is {URI}local.
func (x *xmlParser) name(n *expat.Name) py.Value {
	if v, ok := n.Object.(py.Value); ok {
		return v
	}
	text := n.Text
	if strings.Contains(text, "}") {
		text = "{" + text
	}
	v := py.Text(text)
	n.Object = v
	return v
}

// attributes is the dict of attributes.
func (x *xmlParser) attributes(list []expat.Attribute) *py.Dict {
	d := py.NewDict()
	for _, a := range list {
		d.SetStr(py.AsStr(x.name(a.Name)), py.CopyText(py.StringView(a.Value)))
	}
	return d
}

// install sets the handlers for what the target, or who wants events, is to be told of.
func (x *xmlParser) install() {
	h, b := &x.parser.Handlers, x.builder
	has := func(name string) bool { _, ok := x.methods[name]; return ok }
	*h = expat.Handlers{UnknownEncoding: x.unknownEncoding, Default: x.undeclared, StartDoctype: x.doctype}
	text := func(b []byte) py.Value { return py.CopyText(py.StringView(b)) }
	if b != nil {
		h.StartElement = func(name *expat.Name, attributes []expat.Attribute, specified int) {
			if x.err != nil {
				return
			}
			var d *py.Dict
			if len(attributes) > 0 {
				d = x.attributes(attributes)
			}
			_, err := b.start(x.th, x.name(name), d)
			x.fail(err)
		}
		h.EndElement = func(name *expat.Name) {
			if x.err == nil {
				_, err := b.end(x.th)
				x.fail(err)
			}
		}
		h.CharacterData = func(text []byte) {
			if x.err == nil {
				b.bytes(text)
			}
		}
		h.Comment = func(data []byte) {
			if x.err == nil {
				_, err := b.makeComment(x.th, text(data))
				x.fail(err)
			}
		}
		h.ProcessingInstruction = func(target *expat.Name, data []byte) {
			if x.err == nil {
				_, err := b.makeInstruction(x.th, py.Text(target.Text), text(data))
				x.fail(err)
			}
		}
		if !b.wanted.startNamespace.IsUnbound() {
			h.StartNamespace = func(prefix, uri string) {
				if x.err == nil {
					x.fail(b.tell(x.th, b.wanted.startNamespace, py.TupleOf(py.Text(prefix), py.Text(uri)).Value()))
				}
			}
		}
		if !b.wanted.endNamespace.IsUnbound() {
			h.EndNamespace = func(prefix string) {
				if x.err == nil {
					x.fail(b.tell(x.th, b.wanted.endNamespace, py.None))
				}
			}
		}
		return
	}
	if has("start") {
		h.StartElement = func(name *expat.Name, attributes []expat.Attribute, specified int) {
			x.call("start", x.name(name), x.attributes(attributes).Value())
		}
	}
	if has("end") {
		h.EndElement = func(name *expat.Name) { x.call("end", x.name(name)) }
	}
	if has("data") {
		h.CharacterData = func(data []byte) { x.call("data", text(data)) }
	} else {
		h.CharacterData = func([]byte) {}
	}
	if has("comment") {
		h.Comment = func(data []byte) { x.call("comment", text(data)) }
	}
	if has("pi") {
		h.ProcessingInstruction = func(target *expat.Name, data []byte) { x.call("pi", py.Text(target.Text), text(data)) }
	}
	if has("start_ns") {
		h.StartNamespace = func(prefix, uri string) { x.call("start_ns", py.Text(prefix), py.Text(uri)) }
	}
	if has("end_ns") {
		h.EndNamespace = func(prefix string) { x.call("end_ns", py.Text(prefix)) }
	}
}

// undeclared deals with what has no handler: of that only references to entities that weren't declared count.
func (x *xmlParser) undeclared(text []byte) {
	if x.err != nil || len(text) < 2 || text[0] != '&' {
		return
	}
	key := py.Text(string(text[1 : len(text)-1]))
	v, err := py.AsDict(x.entity).GetItem(x.th, key)
	switch {
	case err != nil:
		x.fail(err)
	case v.IsUnbound():
		x.fail(x.failure(x.th, expat.UndefinedEntity, "undefined entity "+string(text)))
	case x.builder != nil:
		x.fail(x.builder.data(x.th, v))
	default:
		if _, ok := x.methods["data"]; ok {
			x.call("data", v)
		}
	}
}

// doctype tells of the document type.
func (x *xmlParser) doctype(name string, system, public *string, internal bool) {
	if x.err != nil {
		return
	}
	orNone := func(s *string) py.Value {
		if s == nil {
			return py.None
		}
		return py.Text(*s)
	}
	if _, ok := x.methods["doctype"]; ok {
		x.call("doctype", py.Text(name), orNone(public), orNone(system))
		return
	}
	own, err := py.GetAttrOr(x.th, x.Value(), x.th.Interp.Intern("doctype"))
	if err == nil && !own.IsUnbound() {
		err = py.Warn(x.th, py.RuntimeWarning, "The doctype() method of XMLParser is ignored.  Define doctype() method on the TreeBuilder target.", 1)
	}
	x.fail(err)
}

// unknownEncoding finds the characters of an encoding that the parser doesn't know.
func (x *xmlParser) unknownEncoding(name string) *expat.Table {
	t, err := py.CharacterTable(x.th, name)
	x.fail(err)
	return (*expat.Table)(t)
}
