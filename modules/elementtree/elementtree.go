// Package elementtree is the module _elementtree: the elements of xml.etree.ElementTree, and what makes trees of documents.
//
//	elementtree.go  the module
//	element.go      Element
//	children.go     an element as a sequence of its children
//	path.go         find, findall and the like
//	iterator.go     _element_iterator
//	copying.go      copy, deepcopy, pickle
//	tree_builder.go TreeBuilder
//	xml_parser.go   XMLParser
//	handlers.go     what XMLParser tells its target
package elementtree

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_elementtree",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() {
			py.SetupType(parseErrorType, py.SyntaxError)
			setupElement(elementType)
			setupIterator(iteratorType)
			setupBuilder(builderType)
			setupParser(parserType)
		})
		m.Set(th, "Element", elementType.Value())
		m.Set(th, "ParseError", parseErrorType.Value())
		m.Set(th, "TreeBuilder", builderType.Value())
		m.Set(th, "XMLParser", parserType.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.DefRaw("SubElement", "", "Make an element and add it to another.", subElement),
		py.Def("_set_factories($module, comment_factory, pi_factory, /)", "Set what makes comments and processing instructions, and return what did.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			st := stateOf(th)
			for i, what := range []string{"Comment", "PI"} {
				if !py.Is(a[i], py.None) && !py.Callable(a[i]) {
					return py.Unbound, py.Raise(py.TypeError, "%s factory must be callable, not %s", what, a[i].Type().TypeName())
				}
			}
			old := py.TupleOf(st.comment, st.instruction)
			st.comment, st.instruction = a[0], a[1]
			return old.Value(), nil
		}),
	}
}

const publicModule = "xml.etree.ElementTree"

var (
	setupOnce      sync.Once
	parseErrorType = &py.Type{Name: "ParseError", Module: publicModule, Flags: py.TypeBaseType}
	elementType    = &py.Type{Name: "Element", Module: publicModule, Size: py.SizeOf[element](), Flags: py.TypeBaseType | py.TypeHasWeakref}
	iteratorType   = &py.Type{Name: "_element_iterator", Module: "_elementtree", Flags: py.TypeDisallowNew}
	builderType    = &py.Type{Name: "TreeBuilder", Module: publicModule, Size: py.SizeOf[treeBuilder](), Flags: py.TypeBaseType}
	parserType     = &py.Type{Name: "XMLParser", Module: publicModule, Size: py.SizeOf[xmlParser](), Flags: py.TypeBaseType}
)

// state is what the module keeps in an interpreter.
type state struct {
	comment, instruction py.Value // factories; None: there are none
}

func stateOf(th *py.Thread) *state {
	st, _ := th.Interp.Extra["_elementtree"].(*state)
	if st == nil {
		st = &state{comment: py.None, instruction: py.None}
		th.Interp.Extra["_elementtree"] = st
	}
	return st
}

// library calls a function of a module in Python.
func library(th *py.Thread, module, function string, args ...py.Value) (py.Value, error) {
	m, err := th.Interp.Importer.Import(th, th.Interp.Intern(module), py.None, py.None, py.TupleOf(py.Text(function)).Value(), 0)
	if err != nil {
		return py.Unbound, err
	}
	return py.CallMethod(th, m, function, args...)
}

// splitKeywords takes positional arguments and keywords apart.
func splitKeywords(args []py.Value, kw *py.Tuple) (positional, values []py.Value, names []py.Value) {
	if kw == nil {
		return args, nil, nil
	}
	n := len(args) - kw.Len()
	return args[:n], args[n:], kw.Items()
}

// parseError makes a ParseError: a SyntaxError, whose constructor takes its argument apart.
func parseError(th *py.Thread, message string) error {
	v, err := py.CallArgs(th, parseErrorType.Value(), py.Text(message))
	if err != nil {
		return err
	}
	return py.AsException(v)
}
