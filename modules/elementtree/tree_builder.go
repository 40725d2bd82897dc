// This file fills TreeBuilder: it makes a tree from the calls that tell of a document.

package elementtree

import py "github.com/gopy-lang/gopy/runtime"

// treeBuilder is a TreeBuilder.
type treeBuilder struct {
	py.Header
	root py.Value   // Unbound: there is none yet
	open []py.Value // elements
	last py.Value   // the element that text belongs to; Unbound: there is none yet
	tail bool       // text follows the end of last

	// Text that is still to be put in its place, in objects and, behind them, in bytes from a parser.
	parts []py.Value
	text  []byte
	slab  py.TextSlab

	factory, comment, instruction      py.Value // Unbound: there is none
	insertComments, insertInstructions bool

	append py.Value // a method that takes events; Unbound: nobody wants them
	wanted events
}

// events has, for each event that is wanted, its name; Unbound: it isn't.
type events struct {
	start, end, startNamespace, endNamespace, comment, instruction py.Value
}

// newBuilder makes a TreeBuilder that has no factories yet.
func newBuilder(cls *py.Type) *treeBuilder {
	b := py.NewObject[treeBuilder](cls)
	b.root, b.last, b.append = py.Unbound, py.Unbound, py.Unbound
	b.factory, b.comment, b.instruction = py.Unbound, py.Unbound, py.Unbound
	b.wanted = events{py.Unbound, py.Unbound, py.Unbound, py.Unbound, py.Unbound, py.Unbound}
	return b
}

// pending is the text that was collected.
func (b *treeBuilder) pending(th *py.Thread) (text py.Value, err error) {
	if len(b.text) > 0 {
		b.parts = append(b.parts, b.slab.Text(py.StringView(b.text)))
		b.text = b.text[:0]
	}
	if len(b.parts) == 1 {
		text = b.parts[0]
	} else {
		text, err = py.CallMethod(th, py.Text(""), "join", py.ListOf(b.parts...).Value())
	}
	clear(b.parts)
	b.parts = b.parts[:0]
	return text, err
}

// flush puts the text that was collected in its place.
func (b *treeBuilder) flush(th *py.Thread) error {
	if len(b.parts) == 0 && len(b.text) == 0 {
		return nil
	}
	text, err := b.pending(th)
	if err != nil || b.last.IsUnbound() {
		return err
	}
	name := "text"
	if b.tail {
		name = "tail"
	}
	if isPlain(b.last) {
		e := py.AsAny[element](b.last)
		at := &e.text
		if b.tail {
			at = &e.tail
		}
		if !py.Is(*at, py.None) {
			text, err = py.BinaryOperation(th, py.OpAdd, *at, text)
		}
		*at = text
		return err
	}
	before, err := py.GetAttrString(th, b.last, name)
	if err != nil {
		return err
	}
	if !py.Is(before, py.None) {
		if text, err = py.BinaryOperation(th, py.OpAdd, before, text); err != nil {
			return err
		}
	}
	return py.SetAttrString(th, b.last, name, text)
}

// data adds a piece of text.
func (b *treeBuilder) data(th *py.Thread, v py.Value) error {
	if b.last.IsUnbound() {
		return nil // in front of the root there is no place for it
	}
	if len(b.text) > 0 {
		b.parts = append(b.parts, b.slab.Text(py.StringView(b.text)))
		b.text = b.text[:0]
	}
	b.parts = append(b.parts, v)
	return nil
}

// bytes adds text that a parser has found.
func (b *treeBuilder) bytes(text []byte) {
	if !b.last.IsUnbound() {
		b.text = append(b.text, text...)
	}
}

// add makes a node a child of the element that is open.
func (b *treeBuilder) add(th *py.Thread, node py.Value) error {
	parent := b.open[len(b.open)-1]
	if isPlain(parent) {
		if asElement(node) == nil {
			return notElement(node)
		}
		return py.AsAny[element](parent).list().AppendCharged(th, node)
	}
	_, err := py.CallMethod(th, parent, "append", node)
	return err
}

// tell tells an event, if it is wanted.
func (b *treeBuilder) tell(th *py.Thread, event, what py.Value) error {
	if event.IsUnbound() {
		return nil
	}
	_, err := py.CallArgs(th, b.append, py.TupleOf(event, what).Value())
	return err
}

// start begins an element. attrib belongs to it; nil: it has no attributes.
func (b *treeBuilder) start(th *py.Thread, tag py.Value, attrib *py.Dict) (node py.Value, err error) {
	if err := b.flush(th); err != nil {
		return py.Unbound, err
	}
	if b.factory.IsUnbound() {
		node = newElement(tag, attrib).Value()
	} else {
		if attrib == nil {
			attrib = py.NewDict()
		}
		if node, err = py.CallArgs(th, b.factory, tag, attrib.Value()); err != nil {
			return py.Unbound, err
		}
	}
	switch {
	case len(b.open) > 0:
		if err := b.add(th, node); err != nil {
			return py.Unbound, err
		}
	case !b.root.IsUnbound():
		return py.Unbound, parseError(th, "multiple elements on top level")
	default:
		b.root = node
	}
	b.open = append(b.open, node)
	b.last, b.tail = node, false
	return node, b.tell(th, b.wanted.start, node)
}

// end ends the element that is open.
func (b *treeBuilder) end(th *py.Thread) (node py.Value, err error) {
	if err := b.flush(th); err != nil {
		return py.Unbound, err
	}
	n := len(b.open) - 1
	if n < 0 {
		return py.Unbound, py.Raise(py.IndexError, "pop from empty stack")
	}
	node = b.open[n]
	b.open[n] = py.Unbound
	b.open = b.open[:n]
	b.last, b.tail = node, true
	return node, b.tell(th, b.wanted.end, node)
}

// single makes a comment or an instruction, if there is a factory for it, and puts it in the tree, if it is to be there.
func (b *treeBuilder) single(th *py.Thread, factory, event, otherwise py.Value, insert bool, args ...py.Value) (node py.Value, err error) {
	if err := b.flush(th); err != nil {
		return py.Unbound, err
	}
	node = otherwise
	if !factory.IsUnbound() {
		if node, err = py.CallArgs(th, factory, args...); err != nil {
			return py.Unbound, err
		}
		if insert && len(b.open) > 0 {
			if err := b.add(th, node); err != nil {
				return py.Unbound, err
			}
			b.last, b.tail = node, true
		}
	}
	return node, b.tell(th, event, node)
}

func (b *treeBuilder) makeComment(th *py.Thread, text py.Value) (py.Value, error) {
	return b.single(th, b.comment, b.wanted.comment, text, b.insertComments, text)
}

func (b *treeBuilder) makeInstruction(th *py.Thread, target, text py.Value) (py.Value, error) {
	return b.single(th, b.instruction, b.wanted.instruction, py.TupleOf(target, text).Value(), b.insertInstructions, target, text)
}

// close is the root, None when there is none.
func (b *treeBuilder) close() py.Value {
	if b.root.IsUnbound() {
		return py.None
	}
	return b.root
}

func setupBuilder(t *py.Type) {
	self := py.AsAny[treeBuilder]
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return newBuilder(cls).Value(), nil
	}
	signature := py.ParseSignature("TreeBuilder(element_factory=None, *, comment_factory=None, pi_factory=None, insert_comments=False, insert_pis=False)")
	t.Init = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
		a, held, err := signature.BindArgs(th, args, kw)
		if err != nil {
			return err
		}
		defer held.Release()
		b, st := self(v), stateOf(th)
		given := func(v, otherwise py.Value) py.Value {
			switch {
			case !py.Is(v, py.None):
				return v
			case py.Is(otherwise, py.None):
				return py.Unbound
			}
			return otherwise
		}
		b.factory, b.comment, b.instruction = given(a[0], py.None), given(a[1], st.comment), given(a[2], st.instruction)
		if b.insertComments, err = py.Truth(th, a[3]); err != nil {
			return err
		}
		b.insertInstructions, err = py.Truth(th, a[4])
		return err
	}
	t.Methods = []*py.MethodDef{
		py.Def("data($self, data, /)", "Add text.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).data(th, a[1])
		}),
		py.Def("start($self, tag, attrs, /)", "Begin an element, and return it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := py.AsDict(a[2])
			if d == nil {
				return py.Unbound, py.Raise(py.TypeError, "start() argument 2 must be dict, not %s", typeName(a[2]))
			}
			return self(a[0]).start(th, a[1], d)
		}),
		py.Def("end($self, tag, /)", "End an element, and return it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).end(th)
		}),
		py.Def("comment($self, text, /)", "Make a comment, and return it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).makeComment(th, a[1])
		}),
		py.Def("pi($self, target, text=None, /)", "Make a processing instruction, and return it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).makeInstruction(th, a[1], a[2])
		}),
		py.Def("close($self, /)", "Return the root.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).close(), nil
		}),
	}
	py.SetupType(t, nil)
}
