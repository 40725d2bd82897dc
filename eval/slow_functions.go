// This file holds the slow paths that make functions, and those of imports.

package eval

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

func (m *machine) slowMakeFunction(in instruction) error {
	f, err := m.makeFunction(*m.reg(in.b))
	if err != nil {
		return err
	}
	*m.reg(in.a) = f.Header.Value()
	return nil
}

// slowMakeClosure is a function of code R[B+C] with the C cells from R[B] on.
func (m *machine) slowMakeClosure(in instruction) error {
	c, cells := py.AsCode(*m.reg(in.b + in.c*registerSize)), m.window(in.b, int(in.c))
	if c == nil {
		return invalidCode("function of something else")
	}
	running := m.execution()
	x := m.translationOf(c, running.globals)
	if x != nil && x.expression && x.spare != nil {
		f := x.spare
		x.spare = nil
		if m.madeAgain(f) && f.Closure.Len() == len(cells) {
			copy(f.Closure.Items(), cells)
			*m.reg(in.a) = f.Header.Value()
			return nil
		}
	}
	f := py.NewFunctionIn(m.th, c, running.globals, &running.hints, cells...)
	if x != nil && x.builtins == f.Builtins {
		f.Machine = unsafe.Pointer(x)
	}
	*m.reg(in.a) = f.Header.Value()
	return nil
}

// makeFunction makes a function of a code object, with what the machine has made of that already.
func (m *machine) makeFunction(c py.Value) (*py.Function, error) {
	if x := m.expressionExecution(py.AsCode(c)); x != nil && x.shared != nil && x.code.NumFree == 0 && m.madeAgain(x.shared) {
		return x.shared, nil
	}
	return m.newFunctionHere(c)
}

// newFunctionHere is makeFunction that always makes one.
func (m *machine) newFunctionHere(code py.Value) (*py.Function, error) {
	c := py.AsCode(code)
	if c == nil {
		return nil, invalidCode("function of something else")
	}
	x := m.execution()
	f := py.NewFunctionIn(m.th, c, x.globals, &x.hints)
	if x := m.translationOf(c, f.Globals); x != nil && x.builtins == f.Builtins {
		f.Machine = unsafe.Pointer(x)
	}
	return f, nil
}

// translationOf returns the translation of code that a function with these globals has now, if it has been made; nil while tools listen.
func (m *machine) translationOf(c *py.Code, globals *py.Dict) *execution {
	if t, ok := c.Exec.(*translations); ok && !m.watching {
		form := m.formFor(c)
		for _, x := range t.list {
			if x.globals == globals && x.form == form && form != formTraced {
				return x
			}
		}
	}
	return nil
}

// The function of a generator expression is called at once and seen by nobody. The generator needs it no more than as the owner of its code,
// so all have the same one; and one with a closure can get the next one, once the generator has the cells.

// expressionExecution returns the execution of a generator expression's code, nil of other code.
func (m *machine) expressionExecution(c *py.Code) *execution {
	if c == nil {
		return nil
	}
	if x := m.translationOf(c, m.execution().globals); x != nil && x.expression {
		return x
	}
	return nil
}

// madeAgain reports whether a function of the code of f that was made now would be the same.
func (m *machine) madeAgain(f *py.Function) bool {
	return f.IsMadeIn(m.th, &m.execution().hints)
}

// expressionFunction returns what the generator that f, of a generator expression, has just made keeps of it.
func (m *machine) expressionFunction(x *execution, f *py.Function) *py.Function {
	switch {
	case f.Closure == nil:
		if x.shared == nil {
			x.shared = f
		}
		return f
	case x.shared == nil:
		twin := *f
		twin.Closure = nil
		x.shared = &twin
	}
	cells := f.Closure.Items()
	for i := range cells {
		cells[i] = py.None
	}
	x.spare = f
	return x.shared
}

func (m *machine) slowSetFunctionAttribute(in instruction) error {
	f, v := py.AsFunction(*m.reg(in.a)), *m.reg(in.b)
	if f == nil {
		return invalidCode("attribute of something else")
	}
	switch in.c {
	case opcode.MAKE_FUNCTION_DEFAULTS:
		f.Defaults = py.AsTuple(v)
	case opcode.MAKE_FUNCTION_KWDEFAULTS:
		f.KwDefaults = py.AsDict(v)
	case opcode.MAKE_FUNCTION_ANNOTATIONS:
		t := py.AsTuple(v)
		if t == nil {
			return invalidCode("annotations")
		}
		annotations := py.NewDict()
		for i := 0; i+1 < t.Len(); i += 2 {
			if err := annotations.SetItem(m.th, t.At(i), t.At(i+1)); err != nil {
				return err
			}
		}
		f.SetAnnotations(annotations)
	case opcode.MAKE_FUNCTION_CLOSURE:
		f.Closure = py.AsTuple(v)
	case opcode.MAKE_FUNCTION_ANNOTATE:
		f.SetAnnotate(v)
		if annotate := py.AsFunction(v); annotate != nil {
			annotate.SetQualName(py.NewStr(f.QualName().String() + ".__annotate__"))
		}
	default:
		return invalidCode("unknown function attribute")
	}
	return nil
}

// slowImportName calls the builtin __import__, or the import system at once when it has not been replaced.
func (m *machine) slowImportName(in instruction) error {
	x := m.execution()
	name := m.name(in.c)
	w := m.window(in.b, 2)
	level, names := w[0], w[1]
	locals := m.locals()
	if locals.IsUnbound() {
		locals = py.None
	}
	hook, err := m.namespaceItem(x.builtins, m.shared.names.importName)
	if err != nil {
		return err
	}
	if hook.IsUnbound() {
		return py.Raise(py.ImportError, "__import__ not found")
	}
	v, err := py.CallArgs(m.th, hook, name.Value(), x.globals.Header.Value(), locals, names, level)
	return m.put(in.a, v, err)
}

// slowImportFrom is `from R[B] import name`.
func (m *machine) slowImportFrom(in instruction) error {
	module, name := *m.reg(in.b), m.name(in.c)
	v, err := py.GetAttrOr(m.th, module, name)
	if err != nil {
		return err
	}
	if v.IsUnbound() {
		if v, err = m.importFrom(module, name); err != nil {
			return err
		}
	}
	return m.put(in.a, v, nil)
}

// importFrom looks for a submodule that the module does not name as an attribute (yet), and else makes the ImportError.
func (m *machine) importFrom(module py.Value, name *py.Str) (py.Value, error) {
	th := m.th
	moduleName, err := py.GetAttrOr(th, module, m.shared.names.name)
	if err != nil {
		return py.Unbound, err
	}
	full := py.AsStr(moduleName)
	if full != nil {
		v := th.Interp.Modules.GetStr(th.Interp.Intern(full.String() + "." + name.String()))
		if !v.IsUnbound() {
			return v, nil
		}
	}
	return py.Unbound, py.CannotImport(th, module, full, name)
}

// importStar is `from module import *`.
func (m *machine) importStar(module py.Value) error {
	th := m.th
	locals := m.locals()
	if locals.IsUnbound() {
		return py.Raise(py.SystemError, "no locals found during 'import *'")
	}
	names, err := py.GetAttrOr(th, module, m.shared.names.all)
	if err != nil {
		return err
	}
	listed := !names.IsUnbound()
	if !listed {
		dict, err := py.GetAttrOr(th, module, m.shared.names.dict)
		if err != nil {
			return err
		}
		if dict.IsUnbound() {
			return py.Raise(py.ImportError, "from-import-* object has no __dict__ and no __all__")
		}
		if names, err = py.CallMethod(th, dict, "keys"); err != nil {
			return err
		}
	}
	list, err := py.Items(th, names)
	if err != nil {
		return err
	}
	for _, v := range list {
		name := py.AsStr(v)
		if name == nil {
			moduleName, err := py.GetAttrOr(th, module, m.shared.names.name)
			if err != nil {
				return err
			}
			s := py.AsStr(moduleName)
			if s == nil {
				return py.Raise(py.TypeError, "module __name__ must be a string, not %s", moduleName.Type().TypeName())
			}
			where, what := "Key", "__dict__"
			if listed {
				where, what = "Item", "__all__"
			}
			return py.Raise(py.TypeError, "%s in %s.%s must be str, not %s", where, s, what, v.Type().TypeName())
		}
		if !listed && len(name.String()) > 0 && name.String()[0] == '_' {
			continue
		}
		value, err := py.GetAttr(th, module, name)
		if err != nil {
			return err
		}
		if isPlainDict(locals) {
			(*py.Dict)(locals.P).SetStr(th.Interp.InternStr(name), value)
		} else if err := py.SetItem(th, locals, v, value); err != nil {
			return err
		}
	}
	return nil
}
