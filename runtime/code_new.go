// This file makes code objects of parts: types.CodeType(...), replace(), and what tells two of them apart.

package runtime

import (
	"slices"

	"github.com/gopy-lang/gopy/compiler/code"
)

// codeParts are what a program can give of a code object.
type codeParts struct {
	code.Code
	consts                       []Value
	nlocals                      int
	varnames, cellvars, freevars []string
}

// codeFields are the parts in the order of the arguments of types.CodeType, and how each is set.
var codeFields = []struct {
	name string
	set  func(th *Thread, p *codeParts, v Value) error
	kind *Type
}{
	{"co_argcount", partNumber(func(p *codeParts) *int { return &p.ArgCount }), nil},
	{"co_posonlyargcount", partNumber(func(p *codeParts) *int { return &p.PosOnlyArgCount }), nil},
	{"co_kwonlyargcount", partNumber(func(p *codeParts) *int { return &p.KwOnlyArgCount }), nil},
	{"co_nlocals", partNumber(func(p *codeParts) *int { return &p.nlocals }), nil},
	{"co_stacksize", partNumber(func(p *codeParts) *int { return &p.StackSize }), nil},
	{"co_flags", func(th *Thread, p *codeParts, v Value) error {
		n, err := AsCInt(th, v)
		p.Flags = code.Flags(n)
		return err
	}, nil},
	{"co_code", partBytes(func(p *codeParts) *[]byte { return &p.Bytecode }), BytesType},
	{"co_consts", func(th *Thread, p *codeParts, v Value) error {
		p.consts = slices.Clone(AsTuple(v).Items())
		return nil
	}, TupleType},
	{"co_names", partNames(func(p *codeParts) *[]string { return &p.Names }), TupleType},
	{"co_varnames", partNames(func(p *codeParts) *[]string { return &p.varnames }), TupleType},
	{"co_filename", partText(func(p *codeParts) *string { return &p.Filename }), StrType},
	{"co_name", partText(func(p *codeParts) *string { return &p.Name }), StrType},
	{"co_qualname", partText(func(p *codeParts) *string { return &p.QualName }), StrType},
	{"co_firstlineno", partNumber(func(p *codeParts) *int { return &p.FirstLineno }), nil},
	{"co_linetable", partBytes(func(p *codeParts) *[]byte { return &p.LineTable }), BytesType},
	{"co_exceptiontable", partBytes(func(p *codeParts) *[]byte { return &p.ExceptionTable }), BytesType},
	{"co_freevars", partNames(func(p *codeParts) *[]string { return &p.freevars }), TupleType},
	{"co_cellvars", partNames(func(p *codeParts) *[]string { return &p.cellvars }), TupleType},
}

func partNumber(at func(p *codeParts) *int) func(th *Thread, p *codeParts, v Value) error {
	return func(th *Thread, p *codeParts, v Value) (err error) {
		*at(p), err = AsCInt(th, v)
		return err
	}
}

func partBytes(at func(p *codeParts) *[]byte) func(th *Thread, p *codeParts, v Value) error {
	return func(th *Thread, p *codeParts, v Value) error {
		b, _ := BytesData(v)
		*at(p) = slices.Clone(b)
		return nil
	}
}

func partText(at func(p *codeParts) *string) func(th *Thread, p *codeParts, v Value) error {
	return func(th *Thread, p *codeParts, v Value) error {
		*at(p) = AsStr(v).String()
		return nil
	}
}

func partNames(at func(p *codeParts) *[]string) func(th *Thread, p *codeParts, v Value) error {
	return func(th *Thread, p *codeParts, v Value) error {
		list := []string{}
		for _, item := range AsTuple(v).Items() {
			s := AsStr(item)
			if s == nil {
				return Raise(TypeError, "name tuples must contain only strings, not '%s'", item.Type().TypeName())
			}
			list = append(list, s.String())
		}
		*at(p) = list
		return nil
	}
}

// codeNew is types.CodeType(...).
func codeNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	if kw != nil && kw.Len() > 0 {
		return Unbound, Raise(TypeError, "code() takes no keyword arguments")
	}
	const required = 16
	switch {
	case len(args) < required:
		return Unbound, Raise(TypeError, "code expected at least %d arguments, got %d", required, len(args))
	case len(args) > len(codeFields):
		return Unbound, Raise(TypeError, "code expected at most %d arguments, got %d", len(codeFields), len(args))
	}
	p := &codeParts{}
	for i, v := range args {
		f := &codeFields[i]
		if f.kind != nil && !IsInstance(v, f.kind) {
			return Unbound, Raise(TypeError, "code() argument %d must be %s, not %s", i+1, f.kind.Name, v.Type().TypeName())
		}
		if err := f.set(th, p, v); err != nil {
			return Unbound, err
		}
	}
	for name, n := range map[string]int{"argcount": p.ArgCount, "posonlyargcount": p.PosOnlyArgCount, "kwonlyargcount": p.KwOnlyArgCount, "nlocals": p.nlocals} {
		if n < 0 {
			return Unbound, Raise(ValueError, "code: %s must not be negative", name)
		}
	}
	return p.build(th)
}

func codeReplace(th *Thread, args []Value, kw *Tuple) (Value, error) {
	n := 0
	if kw != nil {
		n = kw.Len()
	}
	if len(args)-n != 1 {
		return Unbound, Raise(TypeError, "replace() takes no positional arguments")
	}
	changes := NewDict()
	for i := range n {
		if err := changes.SetItem(th, kw.At(i), args[1+i]); err != nil {
			return Unbound, err
		}
	}
	return codeReplaced(th, AsCode(args[0]), changes)
}

// codeReplaced makes a copy of x with the parts that changes names.
func codeReplaced(th *Thread, x *Code, changes *Dict) (Value, error) {
	x.Complete(th)
	p := &codeParts{Code: *x.Code, consts: x.ConstValues, nlocals: x.NumLocals}
	p.varnames, p.cellvars, p.freevars = x.VarNames(), x.CellVars(), x.FreeVars()
	pos := 0
	for {
		key, v, ok := changes.Next(&pos)
		if !ok {
			break
		}
		name := AsStr(key).String()
		i := slices.IndexFunc(codeFields, func(f struct {
			name string
			set  func(th *Thread, p *codeParts, v Value) error
			kind *Type
		}) bool {
			return f.name == name
		})
		if i < 0 {
			return Unbound, Raise(TypeError, "replace() got an unexpected keyword argument '%s'", name)
		}
		f := &codeFields[i]
		if f.kind != nil && !IsInstance(v, f.kind) {
			return Unbound, Raise(TypeError, "replace() argument '%s' must be %s, not %s", name, f.kind.Name, v.Type().TypeName())
		}
		if err := f.set(th, p, v); err != nil {
			return Unbound, err
		}
	}
	for _, n := range []struct {
		name string
		n    int
	}{{"argcount", p.ArgCount}, {"posonlyargcount", p.PosOnlyArgCount}, {"kwonlyargcount", p.KwOnlyArgCount}, {"nlocals", p.nlocals},
		{"stacksize", p.StackSize}, {"flags", int(int32(p.Flags))}, {"firstlineno", p.FirstLineno}} {
		if n.n < 0 {
			return Unbound, Raise(ValueError, "co_%s must be a positive integer", n.name)
		}
	}
	return p.build(th)
}

// build checks the parts against each other and makes the code object. Whether the bytecode makes sense is looked at when it is
// to run.
func (p *codeParts) build(th *Thread) (Value, error) {
	switch {
	case p.ArgCount < p.PosOnlyArgCount, p.StackSize < 0, int32(p.Flags) < 0:
		return Unbound, Raise(SystemError, "bad argument to internal function")
	case len(p.Bytecode)%2 != 0:
		return Unbound, Raise(ValueError, "code: co_code is malformed")
	case p.nlocals != len(p.varnames):
		if p.NumParams() > len(p.varnames) {
			return Unbound, Raise(ValueError, "code: co_varnames is too small")
		}
		return Unbound, Raise(ValueError, "code: co_nlocals != len(co_varnames)")
	case p.NumParams() > len(p.varnames):
		return Unbound, Raise(ValueError, "code: co_varnames is too small")
	}
	c := p.Code
	c.Sound = false // the compiler has not made it so
	c.LocalsPlusNames, c.LocalsPlusKinds = layOutLocals(&c, p.varnames, p.cellvars, p.freevars)
	return NewCodeOf(th, &c, p.consts).Value(), nil
}

// layOutLocals orders the slots of a frame: locals, cells that are no locals, free variables.
func layOutLocals(c *code.Code, varnames, cellvars, freevars []string) (names []string, kinds []byte) {
	args := c.ArgCount + c.KwOnlyArgCount
	for i, n := range varnames {
		kind := code.KindLocal
		switch {
		case i < c.PosOnlyArgCount:
			kind |= code.KindArgPos
		case i < c.ArgCount:
			kind |= code.KindArgPos | code.KindArgKw
		case i < args:
			kind |= code.KindArgKw
		case i == args && c.Flags&code.CO_VARARGS != 0:
			kind |= code.KindArgVar | code.KindArgPos
		case i < c.NumParams():
			kind |= code.KindArgVar | code.KindArgKw
		}
		if slices.Contains(cellvars, n) {
			kind |= code.KindCell
		}
		for k, m := range c.LocalsPlusNames { // a comprehension's variable stays one
			if m == n {
				kind |= c.LocalsPlusKinds[k] & code.KindHidden
			}
		}
		names, kinds = append(names, n), append(kinds, kind)
	}
	for _, n := range cellvars {
		if !slices.Contains(varnames, n) {
			names, kinds = append(names, n), append(kinds, code.KindCell)
		}
	}
	for _, n := range freevars {
		names, kinds = append(names, n), append(kinds, code.KindFree)
	}
	return names, kinds
}

// sameCode reports whether two code objects are equal. Constants are if they have the same type and value.
func sameCode(th *Thread, a, b *Code) (bool, error) {
	if a == b {
		return true, nil
	}
	a.Complete(th)
	b.Complete(th)
	if !a.Code.Equal(b.Code) {
		return false, nil
	}
	for i, k := range a.Consts {
		if _, foreign := k.(code.Foreign); !foreign {
			continue
		}
		v, w := a.ConstValues[i], b.ConstValues[i]
		if v.Type() != w.Type() {
			return false, nil
		}
		if same, err := Equal(th, v, w); err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// hashable replaces the constants that have no hash.
func hashable(th *Thread, consts []Value) []Value {
	out := slices.Clone(consts)
	for i, v := range out {
		if _, err := Hash(th, v); err != nil {
			out[i] = None
		}
	}
	return out
}

// lineNumberTable is co_lnotab: pairs of how far bytecode and line go on, a line at a time.
func lineNumberTable(c *code.Code) []byte {
	var out []byte
	at, line := 0, c.FirstLineno
	for r := range c.Lines() {
		if r.Line < 0 || r.Line == line {
			continue
		}
		bytes, lines := 2*r.Start-at, r.Line-line
		for ; bytes > 255; bytes -= 255 {
			out = append(out, 255, 0)
		}
		for lines > 127 {
			out = append(out, byte(bytes), 127)
			bytes, lines = 0, lines-127
		}
		for lines < -128 {
			out = append(out, byte(bytes), 128)
			bytes, lines = 0, lines+128
		}
		out = append(out, byte(bytes), byte(int8(lines)))
		at, line = 2*r.Start, r.Line
	}
	return out
}
