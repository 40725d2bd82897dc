// This file fills _element_iterator: it goes through an element and all below it, in the order of the document.

package elementtree

import (
	"unsafe"

	py "github.com/gopy-lang/gopy/runtime"
)

// iterator is an _element_iterator.
type iterator struct {
	py.Header
	root  *element // to be visited first; nil: it was
	tag   py.Value // of the elements that are wanted; None: of all
	texts bool     // texts are wanted, not elements
	open  []visit
}

// visit is an element some of whose children were visited.
type visit struct {
	element *element
	next    int
}

func newIterator(e *element, tag py.Value, texts bool) py.Value {
	x := py.NewObject[iterator](iteratorType)
	if s := py.AsStr(tag); s != nil && s.String() == "*" {
		tag = py.None
	}
	x.root, x.tag, x.texts = e, tag, texts
	return x.Value()
}

// step goes to the next element, or out of one: left. An element that contains itself has no end.
func (x *iterator) step(th *py.Thread) (e *element, left bool, err error) {
	if x.root != nil {
		e = x.root
		x.root = nil
	} else {
		n := len(x.open)
		if n == 0 {
			return nil, false, nil
		}
		top := &x.open[n-1]
		children := top.element.items()
		if top.next >= len(children) {
			e = top.element
			x.open[n-1] = visit{}
			x.open = x.open[:n-1]
			return e, true, nil
		}
		e = asElement(children[top.next])
		top.next++
	}
	if n := len(x.open); n == cap(x.open) {
		if err := th.ChargeItems(2*n+1, int(unsafe.Sizeof(visit{}))); err != nil {
			return nil, false, err
		}
	}
	x.open = append(x.open, visit{element: e})
	return e, false, nil
}

// next is the next element or text; Unbound: there is none.
func (x *iterator) next(th *py.Thread) (py.Value, error) {
	for {
		e, left, err := x.step(th)
		switch {
		case err != nil:
			return py.Unbound, err
		case e == nil:
			return py.Unbound, nil
		case x.texts:
			text := e.text
			switch {
			case left && len(x.open) == 0:
				continue // what follows the root isn't its text
			case left:
				text = e.tail
			case !py.Is(e.tag, py.None) && py.AsStr(e.tag) == nil:
				continue // a comment or a processing instruction
			}
			if some, err := py.Truth(th, text); err != nil || some {
				return text, err
			}
		case left:
		case py.Is(x.tag, py.None), py.Is(e.tag, x.tag):
			return e.Value(), nil
		default:
			if same, err := py.Equal(th, e.tag, x.tag); err != nil || same {
				return e.Value(), err
			}
		}
	}
}

func setupIterator(t *py.Type) {
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) { return v, nil }
	t.Next = func(th *py.Thread, v py.Value) (py.Value, error) { return py.AsAny[iterator](v).next(th) }
	py.SetupType(t, nil)
}

func iteratorMethods() []*py.MethodDef {
	self := py.AsAny[element]
	return []*py.MethodDef{
		py.Def("iter($self, /, tag=None)", "Return an iterator of this element and all below it, of those with a tag if one is given.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return newIterator(self(a[0]), a[1], false), nil
		}),
		py.Def("itertext($self, /)", "Return an iterator of the texts of this element and all below it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return newIterator(self(a[0]), py.None, true), nil
		}),
	}
}
