// This file finds elements: by a tag itself, by anything else with xml.etree.ElementPath.

package elementtree

import (
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// isTag tells whether a path is but the tag of children.
func isTag(path, namespaces py.Value) bool {
	s := py.AsStr(path)
	if s == nil || !py.Is(namespaces, py.None) {
		return false
	}
	text := s.String()
	if strings.HasPrefix(text, "{*}") || strings.HasPrefix(text, "{}") {
		return false
	}
	inName := true // not within the braces of a namespace
	for i := range len(text) {
		switch text[i] {
		case '{':
			inName = false
		case '}':
			inName = true
		case '/', '*', '[', '@', '.':
			if inName {
				return false
			}
		}
	}
	return true
}

// tagged calls f for the children with a tag until it is done.
func (e *element) tagged(th *py.Thread, tag py.Value, f func(child py.Value) (done bool, err error)) error {
	for i := 0; i < len(e.items()); i++ {
		v := e.children.At(i)
		same, err := py.Equal(th, asElement(v).tag, tag)
		if err != nil {
			return err
		}
		if same {
			if done, err := f(v); done || err != nil {
				return err
			}
		}
	}
	return nil
}

// first is the first child with a tag; None: there is none.
func (e *element) first(th *py.Thread, tag py.Value) (found py.Value, err error) {
	found = py.None
	err = e.tagged(th, tag, func(child py.Value) (bool, error) {
		found = child
		return true, nil
	})
	return found, err
}

func pathMethods() []*py.MethodDef {
	const module = "xml.etree.ElementPath"
	self := py.AsAny[element]
	return []*py.MethodDef{
		py.Def("find($self, /, path, namespaces=None)", "Return the first element that a path leads to, None if there is none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if !isTag(a[1], a[2]) {
				return library(th, module, "find", a...)
			}
			return self(a[0]).first(th, a[1])
		}),
		py.Def("findtext($self, /, path, default=None, namespaces=None)", "Return the text of the first element that a path leads to.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if !isTag(a[1], a[3]) {
				return library(th, module, "findtext", a...)
			}
			found, err := self(a[0]).first(th, a[1])
			switch {
			case err != nil:
				return py.Unbound, err
			case py.Is(found, py.None):
				return a[2], nil
			}
			text := asElement(found).text
			if py.Is(text, py.None) {
				return py.Text(""), nil
			}
			return text, nil
		}),
		py.Def("findall($self, /, path, namespaces=None)", "Return the elements that a path leads to, as a list.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if !isTag(a[1], a[2]) {
				return library(th, module, "findall", a...)
			}
			list := py.ListOf()
			err := self(a[0]).tagged(th, a[1], func(child py.Value) (bool, error) { return false, list.AppendCharged(th, child) })
			return list.Value(), err
		}),
		py.Def("iterfind($self, /, path, namespaces=None)", "Return an iterator of the elements that a path leads to.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return library(th, module, "iterfind", a...)
		}),
	}
}
