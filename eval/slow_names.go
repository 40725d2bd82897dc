// This file holds the slow paths of names: globals, the names of modules and class bodies, cells.

package eval

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// nameError is the NameError for a name that is nowhere.
func nameError(name *py.Str) error {
	e := py.Raise(py.NameError, "name '%s' is not defined", name.String()).(*py.Exception)
	e.SetField("name", name.Value())
	return e
}

// globalOrBuiltin looks a name up as LOAD_GLOBAL does; Unbound: not found.
func (m *machine) globalOrBuiltin(x *execution, name *py.Str) (py.Value, error) {
	v, err := m.namespaceItem(x.globals, name)
	if err == nil && v.IsUnbound() {
		v, err = m.namespaceItem(x.builtins, name)
	}
	return v, err
}

// namespaceItem looks a name up in globals or builtins; a subclass of dict may have a lookup or a __missing__ of its own.
func (m *machine) namespaceItem(d *py.Dict, name *py.Str) (py.Value, error) {
	if d.Type == py.DictType {
		return d.GetItem(m.th, name.Value())
	}
	return lookupMapping(m.th, d.Header.Value(), name.Value())
}

func (m *machine) slowLoadGlobal(in instruction) error {
	x := m.execution()
	name := m.name(in.c)
	v, err := m.globalOrBuiltin(x, name)
	if err != nil {
		return err
	}
	if v.IsUnbound() {
		return nameError(name)
	}
	m.cacheGlobal(x, in, name, opLoadGlobal, opLoadGlobalDict, opLoadGlobalBuiltin)
	if in.flags&1 != 0 {
		*m.reg(in.a + registerSize) = py.Unbound
	}
	return m.put(in.a, v, nil)
}

func (m *machine) slowStoreGlobal(in instruction) error {
	x := m.execution()
	x.globals.SetStr(m.name(in.c), *m.reg(in.a))
	m.cacheStoreGlobal(x, in, m.name(in.c), opStoreGlobal, opStoreGlobalDict)
	return nil
}

func (m *machine) slowDeleteGlobal(in instruction) error {
	x := m.execution()
	if !x.globals.DelName(m.name(in.c)) {
		return nameError(m.name(in.c))
	}
	return nil
}

// locals returns the frame's locals mapping; functions have none.
func (m *machine) locals() py.Value {
	if m.execution().code.Code.Flags&code.CO_OPTIMIZED != 0 {
		return py.Unbound
	}
	return *(*py.Value)(unsafe.Add(pointer(&m.regs), localsOffset))
}

func (m *machine) needLocals(name *py.Str, what string) (py.Value, error) {
	v := m.locals()
	if v.IsUnbound() {
		return v, py.Raise(py.SystemError, "no locals %s '%s'", what, name.String())
	}
	return v, nil
}

func (m *machine) slowLoadName(in instruction) error {
	x := m.execution()
	name := m.name(in.c)
	locals, err := m.needLocals(name, "when loading")
	if err != nil {
		return err
	}
	if locals.P == x.globals.Header.Value().P { // the code of a module
		v, err := m.globalOrBuiltin(x, name)
		if err != nil {
			return err
		}
		if v.IsUnbound() {
			return nameError(name)
		}
		m.cacheGlobal(x, in, name, opLoadName, opLoadNameDict, opLoadNameBuiltin)
		return m.put(in.a, v, nil)
	}
	v, err := lookupMapping(m.th, locals, name.Value())
	if err != nil {
		return err
	}
	if v.IsUnbound() {
		if v, err = m.globalOrBuiltin(x, name); err != nil {
			return err
		}
		if v.IsUnbound() {
			return nameError(name)
		}
	}
	return m.put(in.a, v, nil)
}

// lookupMapping is mapping[key], Unbound when there is no such key.
func lookupMapping(th *py.Thread, mapping, key py.Value) (py.Value, error) {
	if mapping.IsExact(py.KindDict) || isPlainDict(mapping) {
		return (*py.Dict)(mapping.P).GetItem(th, key)
	}
	v, err := py.GetItem(th, mapping, key)
	if err != nil && py.Matches(err, py.KeyError) {
		return py.Unbound, nil
	}
	return v, err
}

// isPlainDict reports whether v is an exact dict, whatever the flags of its keys.
func isPlainDict(v py.Value) bool { return v.P != nil && v.Type() == py.DictType }

func (m *machine) slowStoreName(in instruction) error {
	name := m.name(in.c)
	locals, err := m.needLocals(name, "found when storing")
	if err != nil {
		return err
	}
	if isPlainDict(locals) {
		(*py.Dict)(locals.P).SetStr(name, *m.reg(in.a))
		if x := m.execution(); locals.P == x.globals.Header.Value().P {
			m.cacheStoreGlobal(x, in, name, opStoreName, opStoreNameDict)
		}
		return nil
	}
	return py.SetItem(m.th, locals, name.Value(), *m.reg(in.a))
}

func (m *machine) slowDeleteName(in instruction) error {
	name := m.name(in.c)
	locals, err := m.needLocals(name, "when deleting")
	if err != nil {
		return err
	}
	if isPlainDict(locals) {
		if !(*py.Dict)(locals.P).DelName(name) {
			return nameError(name)
		}
		return nil
	}
	err = py.DelItem(m.th, locals, name.Value())
	if err != nil && py.Matches(err, py.KeyError) {
		return nameError(name)
	}
	return err
}

func (m *machine) slowLoadBuildClass(in instruction) error {
	x := m.execution()
	v, err := m.namespaceItem(x.builtins, m.shared.names.buildClass)
	if err != nil {
		return err
	}
	if v.IsUnbound() {
		return py.Raise(py.NameError, "__build_class__ not found")
	}
	return m.put(in.a, v, nil)
}

func (m *machine) slowLoadLocals(in instruction) error {
	v := m.locals()
	if v.IsUnbound() {
		return py.Raise(py.SystemError, "no locals")
	}
	return m.put(in.a, v, nil)
}

func (m *machine) slowLoadFromDictOrGlobals(in instruction) error {
	x := m.execution()
	name := m.name(in.c)
	v, err := lookupMapping(m.th, *m.reg(in.a), name.Value())
	if err == nil && v.IsUnbound() {
		v, err = m.globalOrBuiltin(x, name)
		if err == nil && v.IsUnbound() {
			err = nameError(name)
		}
	}
	return m.put(in.a, v, err)
}

func (m *machine) slowLoadFromDictOrDeref(in instruction) error {
	c := m.execution().code
	v, err := lookupMapping(m.th, *m.reg(in.a), c.LocalStrs[in.c].Value())
	if err == nil && v.IsUnbound() {
		cell, ok := asCell(*m.reg(in.b))
		if !ok {
			return invalidCode("no cell")
		}
		if v = cell.Value; v.IsUnbound() {
			err = unboundCell(c, int(in.c))
		}
	}
	return m.put(in.a, v, err)
}

func (m *machine) slowLoadCommonConstant(in instruction) error {
	var v py.Value
	switch in.c {
	case opcode.CONSTANT_ASSERTIONERROR:
		v = py.AssertionError.Value()
	case opcode.CONSTANT_NOTIMPLEMENTEDERROR:
		v = py.NotImplementedError.Value()
	case opcode.CONSTANT_BUILTIN_TUPLE:
		v = py.TupleType.Value()
	case opcode.CONSTANT_BUILTIN_ALL:
		v = m.th.Interp.All
	case opcode.CONSTANT_BUILTIN_ANY:
		v = m.th.Interp.Any
	}
	m.common[in.c%commonConstants] = v
	return m.put(in.a, v, nil)
}

func asCell(v py.Value) (*py.Cell, bool) {
	if v.Kind() == py.KindCell {
		return (*py.Cell)(v.P), true
	}
	return nil, false
}

func (m *machine) slowCopyFreeVars(in instruction) error {
	closure := m.function().Closure
	if closure == nil || closure.Len() != int(in.b) {
		return invalidCode("closure of the wrong size")
	}
	copy(m.window(in.a, int(in.b)), closure.Items())
	return nil
}

// unboundCell is the error for a variable in a cell without value.
func unboundCell(c *py.Code, i int) error {
	if i < len(c.LocalsPlusNames)-c.NumFree {
		return unboundLocalError(c, i)
	}
	name := c.LocalStrs[i]
	e := py.Raise(py.NameError, "cannot access free variable '%s' where it is not associated with a value in enclosing scope", name.String()).(*py.Exception)
	e.SetField("name", name.Value())
	return e
}

// slowDeref loads or deletes the content of a cell; in.c is the variable.
func (m *machine) slowDeref(in instruction) error {
	register := in.b
	if in.op == opDeleteDeref {
		register = in.a
	}
	cell, ok := asCell(*m.reg(register))
	if !ok {
		return invalidCode("no cell")
	}
	if cell.Value.IsUnbound() {
		return unboundCell(m.execution().code, int(in.c))
	}
	if in.op == opDeleteDeref {
		cell.Value = py.Unbound
		return nil
	}
	return m.put(in.a, cell.Value, nil)
}

func (m *machine) slowStoreDeref(in instruction) error {
	cell, ok := asCell(*m.reg(in.a))
	if !ok {
		return invalidCode("no cell")
	}
	cell.Value = *m.reg(in.b)
	return nil
}

// slowSetupAnnotations makes sure that the namespace has __annotations__.
func (m *machine) slowSetupAnnotations(in instruction) error {
	locals := m.locals()
	if locals.IsUnbound() {
		return py.Raise(py.SystemError, "no locals found when setting up annotations")
	}
	name := m.shared.names.annotations.Value()
	v, err := lookupMapping(m.th, locals, name)
	if err != nil || !v.IsUnbound() {
		return err
	}
	return py.SetItem(m.th, locals, name, py.NewDict().Value())
}
