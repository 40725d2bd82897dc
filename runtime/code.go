// This file defines Code, the code object: the compiler's code with its constants and names made Python objects once.

package runtime

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/gopy-lang/gopy/compiler/code"
)

// Code is a code object.
type Code struct {
	Header
	*code.Code
	ConstValues []Value
	NameStrs    []*Str // interned co_names
	LocalStrs   []*Str // interned names of localsplus
	NumLocals   int    // co_nlocals
	NumCells    int    // cells that are no free variables
	NumFree     int
	name        *Str // interned co_name and co_qualname, set by nameStr
	qualStr     *Str
	lines       []int32 // line of each code unit, made when first asked for; -1: none
	// Exec is what the machine made of the code: its register translations, nil until first run.
	Exec any
	Weak *WeakList
	// Monitor is what tools have asked for in this code, nil when none has.
	Monitor *CodeMonitor
	unit    *CodeUnit
	hollow  bool  // constants and names are to be made, see Complete
	doc     Value // the first constant if it was made before the others
}

// NewCode makes the code object for compiled code, and those of the functions within. Equal constants become one object.
func NewCode(th *Thread, c *code.Code) *Code {
	m := constMaker{th: th, unit: &CodeUnit{}}
	return m.code(c)
}

// Complete makes the constants and names of code that is read as far as it is needed. What runs, and what programs look into, is complete;
// functions that haven't been called have hollow code.
func (c *Code) Complete(th *Thread) {
	if !c.hollow {
		return
	}
	c.hollow = false
	c.Code.Complete()
	c.setNames(th.Interp)
	m := constMaker{th: th, unit: c.unit}
	c.ConstValues = m.values(c.Consts)
	if c.doc.P != nil {
		c.ConstValues[0] = c.doc
	}
	if from := c.unit.renamed; from != "" {
		for _, k := range c.Consts {
			if inner, ok := k.(*code.Code); ok && inner.Filename == from {
				inner.Filename = c.Filename
			}
		}
	}
}

// docstring is the first constant of a function's code that has one.
func (c *Code) docstring(th *Thread) Value {
	if !c.hollow {
		return c.ConstValues[0]
	}
	if c.doc.P == nil {
		m := constMaker{th: th, unit: c.unit}
		c.doc = m.value(c.FirstConst())
	}
	return c.doc
}

// SetFilename gives the code and the code of the functions within, as far as it has the same one, another co_filename.
func (c *Code) SetFilename(name string) {
	old := c.Filename
	if old == name {
		return
	}
	c.Filename = name
	if c.hollow {
		c.unit.renamed = old
		return
	}
	for _, v := range c.ConstValues {
		if inner := AsCode(v); inner != nil && inner.Filename == old {
			inner.SetFilename(name) // code is nested as deep as compiling and unmarshalling allow
		}
	}
}

// NewCodeOf makes a code object with any values as constants, which c need not list.
func NewCodeOf(th *Thread, c *code.Code, consts []Value) *Code {
	return NewCodeIn(th, &CodeUnit{}, c, consts)
}

// NewCodeIn is NewCodeOf for one of several code objects that belong together.
func NewCodeIn(th *Thread, unit *CodeUnit, c *code.Code, consts []Value) *Code {
	c.Consts = make([]any, len(consts))
	for i, v := range consts {
		c.Consts[i] = compiledConstant(th, v, 0)
	}
	x := newCode(th.Interp, c)
	x.unit = unit
	x.ConstValues = consts
	return x
}

// compiledConstant is the constant of compiled code that a value stands for.
func compiledConstant(th *Thread, v Value, depth int) any {
	list := func(items []Value) []any {
		out := make([]any, len(items))
		for i, item := range items {
			out[i] = compiledConstant(th, item, depth+1)
		}
		return out
	}
	const deepest = 100
	switch {
	case depth > deepest:
	case v.IsNone():
		return nil
	case v.IsBool():
		return v.BoolValue()
	case v.IsSmallInt():
		return v.SmallInt()
	case v.IsExact(KindBigInt):
		return new(big.Int).Set(AsBig(v))
	case v.IsFloat():
		return v.FloatValue()
	case v.IsExact(KindComplex):
		return AsComplex(v).Z
	case v.IsExact(KindStr):
		return AsStr(v).String()
	case v.IsExact(KindBytes):
		b, _ := BytesData(v)
		return slices.Clone(b)
	case v == Ellipsis:
		return code.Ellipsis{}
	case v.IsExact(KindTuple):
		return code.Tuple(list(AsTuple(v).Items()))
	case v.IsExact(KindSlice):
		s := (*Slice)(v.P)
		parts := list([]Value{s.Start, s.Stop, s.Step})
		return code.Slice{Start: parts[0], Stop: parts[1], Step: parts[2]}
	case v.Kind() == KindCode:
		return AsCode(v).Code
	case v.Type() == FrozenSetType:
		if items, err := Items(th, v); err == nil {
			return code.FrozenSet(list(items))
		}
	}
	return code.Foreign{}
}

// nameStr returns co_name interned, and sees to it that qualStr is co_qualname.
func (c *Code) nameStr(in *Interp) *Str {
	if c.name == nil {
		c.name, c.qualStr = in.Intern(c.Name), in.Intern(c.QualName)
	}
	return c.name
}

func newCode(in *Interp, c *code.Code) *Code {
	x := &Code{Header: Header{Type: CodeType, Kind: KindCode}, Code: c}
	for _, kind := range c.LocalsPlusKinds {
		if kind&code.KindLocal != 0 {
			x.NumLocals++
		}
		if kind&code.KindFree != 0 {
			x.NumFree++
		} else if kind&code.KindCell != 0 {
			x.NumCells++
		}
	}
	if x.hollow = c.Hollow(); !x.hollow {
		x.setNames(in)
	}
	return x
}

// setNames makes the names of globals, attributes and locals.
func (x *Code) setNames(in *Interp) {
	c := x.Code
	strs := make([]*Str, len(c.Names)+len(c.LocalsPlusNames))
	x.NameStrs, x.LocalStrs = strs[:len(c.Names):len(c.Names)], strs[len(c.Names):]
	for i, n := range c.Names {
		x.NameStrs[i] = in.Intern(n)
	}
	for i, n := range c.LocalsPlusNames {
		x.LocalStrs[i] = in.Intern(n)
	}
}

// isIdentifierLike reports whether a constant string is interned: it looks like a name.
func isIdentifierLike(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !(c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
			return false
		}
	}
	return true
}

// AsCode returns v as a code object, or nil.
func AsCode(v Value) *Code {
	if v.Kind() == KindCode {
		return (*Code)(v.P)
	}
	return nil
}

// Line returns the line of the instruction at a byte offset, 0 when it has none; a negative offset is the first line.
func (c *Code) Line(offset int) int {
	line, _ := c.FindLine(offset)
	return line
}

// FindLine is Line that tells line 0, where modules start, from none.
func (c *Code) FindLine(offset int) (line int, ok bool) {
	if offset < 0 {
		return c.FirstLineno, true
	}
	if c.lines == nil {
		c.Code.Complete()
		c.lines = make([]int32, 0, len(c.Bytecode)/2)
		for r := range c.Code.Lines() {
			for range r.End - r.Start {
				c.lines = append(c.lines, int32(r.Line))
			}
		}
	}
	if i := offset / 2; i < len(c.lines) && c.lines[i] >= 0 {
		return int(c.lines[i]), true
	}
	return 0, false
}

func strTuple(list []string) Value {
	out := make([]Value, len(list))
	for i, s := range list {
		out[i] = Text(s)
	}
	return NewTuple(out).Value()
}

func setupCode(t *Type) {
	t.Layout = KindCode
	c := func(v Value) *Code { return (*Code)(v.P) }
	t.Doc = "Compiled code, made of its parts."
	t.TextSig = "(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, codestring, constants, names, varnames, filename, name, qualname, firstlineno, linetable, exceptiontable, freevars=(), cellvars=(), /)"
	t.New = codeNew
	t.Flags |= TypeHasWeakref
	t.WeakField = func(v Value) **WeakList { return &c(v).Weak }
	number := func(name string, get func(c *Code) int) GetSetDef {
		return GetSetDef{Name: name, Member: true, Get: func(th *Thread, v Value) (Value, error) { return Int(int64(get(c(v)))), nil }}
	}
	value := func(name string, get func(c *Code) Value) GetSetDef {
		return GetSetDef{Name: name, Member: true, Get: func(th *Thread, v Value) (Value, error) {
			x := c(v)
			x.Complete(th)
			return get(x), nil
		}}
	}
	t.GetSets = []GetSetDef{
		number("co_argcount", func(c *Code) int { return c.ArgCount }),
		number("co_posonlyargcount", func(c *Code) int { return c.PosOnlyArgCount }),
		number("co_kwonlyargcount", func(c *Code) int { return c.KwOnlyArgCount }),
		number("co_nlocals", func(c *Code) int { return c.NumLocals }),
		number("co_stacksize", func(c *Code) int { return c.StackSize }),
		number("co_flags", func(c *Code) int { return int(c.Code.Flags) }),
		number("co_firstlineno", func(c *Code) int { return c.FirstLineno }),
		value("co_code", func(c *Code) Value { return c.unit.bytes(c.Bytecode) }),
		value("_co_code_adaptive", func(c *Code) Value { return NewBytes(c.Adaptive()).Value() }),
		{Name: "co_lnotab", Get: func(th *Thread, v Value) (Value, error) {
			if err := Warn(th, DeprecationWarning, "co_lnotab is deprecated, use co_lines instead.", 1); err != nil {
				return Unbound, err
			}
			return NewBytes(lineNumberTable(c(v).Code)).Value(), nil
		}},
		value("co_consts", func(c *Code) Value { return c.unit.tuple(c.ConstValues) }),
		value("co_names", func(c *Code) Value { return c.unit.strings(c.Names) }),
		value("co_varnames", func(c *Code) Value { return c.unit.strings(c.VarNames()) }),
		value("co_cellvars", func(c *Code) Value { return c.unit.strings(c.CellVars()) }),
		value("co_freevars", func(c *Code) Value { return c.unit.strings(c.FreeVars()) }),
		value("co_filename", func(c *Code) Value { return c.unit.text(c.Filename) }),
		value("co_name", func(c *Code) Value { return c.unit.text(c.Name) }),
		value("co_qualname", func(c *Code) Value { return c.unit.text(c.QualName) }),
		value("co_linetable", func(c *Code) Value { return c.unit.bytes(c.LineTable) }),
		value("co_exceptiontable", func(c *Code) Value { return c.unit.bytes(c.ExceptionTable) }),
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		x := c(v)
		return Text(fmt.Sprintf("<code object %s at %s, file \"%s\", line %d>", x.Name, Address(th, v), x.Filename, x.FirstLineno)), nil
	}
	t.Hash = func(th *Thread, v Value) (int64, error) {
		x := c(v)
		x.Complete(th)
		parts := []Value{Text(x.Name), NewTuple(hashable(th, x.ConstValues)).Value(), strTuple(x.Names), strTuple(x.LocalsPlusNames),
			NewBytes(x.LineTable).Value(), NewBytes(x.Bytecode).Value()}
		for _, n := range []int{x.ArgCount, x.PosOnlyArgCount, x.KwOnlyArgCount, int(x.Code.Flags), x.FirstLineno} {
			parts = append(parts, Int(int64(n)))
		}
		return Hash(th, NewTuple(parts).Value())
	}
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		if op != EQ && op != NE || AsCode(b) == nil {
			return NotImplemented, nil
		}
		same, err := sameCode(th, c(a), c(b))
		return Bool(same == (op == EQ)), err
	}
	t.Methods = []*MethodDef{
		Def("co_lines($self, /)", "Iterate over (start, end, line) of the ranges of the bytecode.", codeLines),
		Def("co_branches($self, /)", "Iterate over (offset, target, other target) of the branches of the bytecode: where control goes on without and with the jump.", codeBranches),
		Def("co_positions($self, /)", "Iterate over (line, end line, column, end column) of the code units.", codePositions),
		Def("__sizeof__($self, /)", "Return the size in memory, in bytes, with the bytecode, the tables and the lists of constants and names.", codeSizeof),
		DefRaw("replace", "($self, /, **changes)", "Return a copy with some fields replaced.", codeReplace),
		Def("__replace__($self, /, **changes)", "Return a copy with some fields replaced; copy.replace() calls it.", func(th *Thread, a []Value) (Value, error) {
			return codeReplaced(th, c(a[0]), AsDict(a[1]))
		}),
		Def("_varname_from_oparg($self, /, oparg)", "Return the name of a slot of the frame.", func(th *Thread, a []Value) (Value, error) {
			i, err := AsInt(th, a[1])
			if err != nil {
				return Unbound, err
			}
			c(a[0]).Complete(th)
			if i < 0 || i >= len(c(a[0]).LocalStrs) {
				return Unbound, Raise(IndexError, "tuple index out of range")
			}
			return c(a[0]).LocalStrs[i].Value(), nil
		}),
	}
}

func codeSizeof(th *Thread, a []Value) (Value, error) {
	c := AsCode(a[0])
	c.Complete(th)
	n := SizeOf[Code]() + SizeOf[code.Code]()
	n += uintptr(len(c.Bytecode) + len(c.LineTable) + len(c.ExceptionTable))
	n += uintptr(len(c.ConstValues)) * SizeOf[Value]()
	n += uintptr(len(c.NameStrs)+len(c.LocalStrs)) * SizeOf[*Str]()
	return Int(int64(n)), nil
}
