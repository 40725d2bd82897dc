// This file calls the handlers of a parser.

package pyexpat

import (
	"github.com/gopy-lang/gopy/internal/expat"
	py "github.com/gopy-lang/gopy/runtime"
)

// The handlers.
const (
	startElementHandler = iota
	endElementHandler
	instructionHandler
	characterDataHandler
	unparsedEntityHandler
	notationHandler
	startNamespaceHandler
	endNamespaceHandler
	commentHandler
	startSectionHandler
	endSectionHandler
	defaultHandler
	defaultHandlerExpand
	notStandaloneHandler
	externalEntityHandler
	startDoctypeHandler
	endDoctypeHandler
	entityHandler
	xmlDeclHandler
	elementHandler
	attlistHandler
	skippedEntityHandler
	handlerCount
)

// handlerNames are the attributes that hold them.
var handlerNames = [handlerCount]string{
	"StartElementHandler", "EndElementHandler", "ProcessingInstructionHandler", "CharacterDataHandler", "UnparsedEntityDeclHandler",
	"NotationDeclHandler", "StartNamespaceDeclHandler", "EndNamespaceDeclHandler", "CommentHandler", "StartCdataSectionHandler",
	"EndCdataSectionHandler", "DefaultHandler", "DefaultHandlerExpand", "NotStandaloneHandler", "ExternalEntityRefHandler",
	"StartDoctypeDeclHandler", "EndDoctypeDeclHandler", "EntityDeclHandler", "XmlDeclHandler", "ElementDeclHandler",
	"AttlistDeclHandler", "SkippedEntityHandler",
}

// fail keeps what a handler raised: the parser stops and has no handlers any more.
func (x *parserObject) fail(err error) {
	if x.err == nil {
		x.err = err
	}
	x.parser.Stop()
	x.parser.Handlers = expat.Handlers{}
	for i := range x.handlers {
		x.handlers[i] = py.None
	}
}

// invoke calls a handler.
func (x *parserObject) invoke(which int, args ...py.Value) (py.Value, bool) {
	if x.err != nil {
		return py.None, false
	}
	outer := x.inCall
	x.inCall = true
	v, err := py.CallArgs(x.th, x.handlers[which], args...)
	x.inCall = outer
	if err != nil {
		x.fail(err)
		return py.None, false
	}
	return v, true
}

// call calls a handler after it has told the character data in front of its event.
func (x *parserObject) call(which int, args ...py.Value) (py.Value, bool) {
	if len(x.buffer) > 0 {
		x.flush()
	}
	return x.invoke(which, args...)
}

// ask calls a handler that says whether to go on.
func (x *parserObject) ask(which int, args ...py.Value) bool {
	v, ok := x.call(which, args...)
	if !ok {
		return false
	}
	n, err := py.AsInt(x.th, v)
	if err != nil {
		x.fail(err)
	}
	return n != 0
}

// flush tells the character data that was collected.
func (x *parserObject) flush() {
	if len(x.buffer) == 0 {
		return
	}
	text := py.CopyText(py.StringView(x.buffer))
	x.buffer = x.buffer[:0]
	if !py.Is(x.handlers[characterDataHandler], py.None) {
		x.invoke(characterDataHandler, text)
	}
}

// flushNow is flush for whom an error concerns at once.
func (x *parserObject) flushNow(th *py.Thread) error {
	outer := x.th
	x.th = th
	x.flush()
	x.th = outer
	if outer != nil {
		return nil // Parse is to raise it
	}
	err := x.err
	x.err = nil
	return err
}

// characters is the handler of character data.
func (x *parserObject) characters(text []byte) {
	if x.buffers {
		if len(x.buffer)+len(text) > x.bufferSize {
			x.flush()
			if py.Is(x.handlers[characterDataHandler], py.None) {
				return
			}
		}
		if len(text) <= x.bufferSize {
			x.buffer = append(x.buffer, text...)
			return
		}
	}
	x.invoke(characterDataHandler, py.CopyText(py.StringView(text)))
}

// name is the str of a name.
func (x *parserObject) name(n *expat.Name) py.Value {
	if v, ok := n.Object.(py.Value); ok {
		return v
	}
	v := py.Text(n.Text)
	if intern := py.AsDict(x.intern); intern != nil {
		kept, err := intern.SetDefault(x.th, v, v)
		if err != nil {
			x.fail(err)
			return v
		}
		v = kept
	}
	n.Object = v
	return v
}

// interned is a str that is kept like a name.
func (x *parserObject) interned(text *string) py.Value {
	if text == nil {
		return py.None
	}
	return x.name(&expat.Name{Text: *text})
}

func textOrNone(text *string) py.Value {
	if text == nil {
		return py.None
	}
	return py.Text(*text)
}

// orNone is a str that is kept, None for an empty one.
func (x *parserObject) orNone(text string) py.Value {
	if text == "" {
		return py.None
	}
	return x.interned(&text)
}

// startElement is the handler of start tags.
func (x *parserObject) startElement(n *expat.Name, attributes []expat.Attribute, specified int) {
	if len(x.buffer) > 0 {
		x.flush()
		if x.err != nil {
			return
		}
	}
	if x.specified {
		attributes = attributes[:specified]
	}
	var container py.Value
	if x.ordered {
		list := py.ListWithRoom(2 * len(attributes))
		for _, a := range attributes {
			list.Append(x.name(a.Name))
			list.Append(py.CopyText(py.StringView(a.Value)))
		}
		container = list.Value()
	} else {
		dict := py.NewDict()
		for _, a := range attributes {
			if key := py.AsStr(x.name(a.Name)); key != nil {
				dict.SetStr(key, py.CopyText(py.StringView(a.Value)))
			} else if err := dict.SetItem(x.th, x.name(a.Name), py.CopyText(py.StringView(a.Value))); err != nil {
				x.fail(err)
				return
			}
		}
		container = dict.Value()
	}
	x.invoke(startElementHandler, x.name(n), container)
}

// model is the tuple that describes what an element may contain.
func (x *parserObject) model(m *expat.Model) (py.Value, error) {
	if err := x.th.Enter(" in conv_content_model"); err != nil {
		return py.Unbound, err
	}
	defer x.th.Leave()
	children := make([]py.Value, len(m.Children))
	for i, c := range m.Children {
		var err error
		if children[i], err = x.model(c); err != nil {
			return py.Unbound, err
		}
	}
	return py.TupleOf(py.Int(int64(m.Kind)), py.Int(int64(m.Quantity)), x.orNone(m.Name), py.TupleOf(children...).Value()).Value(), nil
}

// setHandler sets a handler; None takes it away.
func (x *parserObject) setHandler(th *py.Thread, which int, handler py.Value) error {
	if which == characterDataHandler {
		if err := x.flushNow(th); err != nil {
			return err
		}
	}
	x.handlers[which] = handler
	if which == defaultHandler || which == defaultHandlerExpand {
		x.fallback = which
		x.parser.KeepReferences = which == defaultHandler
	}
	if x.err == nil {
		x.install(which)
	}
	return nil
}

// install has the parser call a handler, or not.
func (x *parserObject) install(which int) {
	h, set := &x.parser.Handlers, !py.Is(x.handlers[which], py.None)
	switch which {
	case startElementHandler:
		h.StartElement = when(set, x.startElement)
	case endElementHandler:
		h.EndElement = when(set, func(n *expat.Name) { x.call(which, x.name(n)) })
	case instructionHandler:
		h.ProcessingInstruction = when(set, func(target *expat.Name, data []byte) {
			x.call(which, x.name(target), py.CopyText(py.StringView(data)))
		})
	case characterDataHandler:
		h.CharacterData = when(set, x.characters)
		if !set && x.inCall {
			h.CharacterData = func([]byte) {} // it still isn't for the default handler
		}
	case unparsedEntityHandler:
		h.UnparsedEntityDecl = when(set, func(name string, base, system, public, notation *string) {
			x.call(which, x.interned(&name), x.interned(base), x.interned(system), x.interned(public), x.interned(notation))
		})
	case notationHandler:
		h.NotationDecl = when(set, func(name string, base, system, public *string) {
			x.call(which, x.interned(&name), x.interned(base), x.interned(system), x.interned(public))
		})
	case startNamespaceHandler:
		h.StartNamespace = when(set, func(prefix, uri string) { x.call(which, x.orNone(prefix), x.orNone(uri)) })
	case endNamespaceHandler:
		h.EndNamespace = when(set, func(prefix string) { x.call(which, x.orNone(prefix)) })
	case commentHandler:
		h.Comment = when(set, func(text []byte) { x.call(which, py.CopyText(py.StringView(text))) })
	case startSectionHandler:
		h.StartSection = when(set, func() { x.call(which) })
	case endSectionHandler:
		h.EndSection = when(set, func() { x.call(which) })
	case defaultHandler, defaultHandlerExpand:
		h.Default = when(set, func(text []byte) { x.call(which, py.CopyText(py.StringView(text))) })
	case notStandaloneHandler:
		h.NotStandalone = when(set, func() bool { return x.ask(which) })
	case externalEntityHandler:
		h.ExternalEntity = when(set, func(context, base, system, public *string) bool {
			return x.ask(which, textOrNone(context), x.interned(base), x.interned(system), x.interned(public))
		})
	case startDoctypeHandler:
		h.StartDoctype = when(set, func(name string, system, public *string, internal bool) {
			n := int64(0)
			if internal {
				n = 1
			}
			x.call(which, x.interned(&name), x.interned(system), x.interned(public), py.Int(n))
		})
	case endDoctypeHandler:
		h.EndDoctype = when(set, func() { x.call(which) })
	case entityHandler:
		h.EntityDecl = when(set, func(name string, parameter bool, value []byte, base, system, public, notation *string) {
			text, n := py.None, int64(0)
			if value != nil {
				text = py.CopyText(py.StringView(value))
			}
			if parameter {
				n = 1
			}
			x.call(which, x.interned(&name), py.Int(n), text, x.interned(base), x.interned(system), x.interned(public), x.interned(notation))
		})
	case xmlDeclHandler:
		h.XMLDecl = when(set, func(version, encoding *string, standalone int) {
			x.call(which, textOrNone(version), textOrNone(encoding), py.Int(int64(standalone)))
		})
	case elementHandler:
		h.ElementDecl = when(set, func(name string, model *expat.Model) {
			content, err := x.model(model)
			if err != nil {
				x.fail(err)
				return
			}
			x.call(which, x.interned(&name), content)
		})
	case attlistHandler:
		h.AttlistDecl = when(set, func(element, attribute, kind string, value *string, required bool) {
			n := int64(0)
			if required {
				n = 1
			}
			x.call(which, x.interned(&element), x.interned(&attribute), py.Text(kind), textOrNone(value), py.Int(n))
		})
	case skippedEntityHandler:
		h.SkippedEntity = when(set, func(name string, parameter bool) {
			n := int64(0)
			if parameter {
				n = 1
			}
			x.call(which, x.interned(&name), py.Int(n))
		})
	}
}

// when is a handler if there is one.
func when[F any](set bool, handler F) (f F) {
	if set {
		f = handler
	}
	return f
}
