// This file holds the unit: a code object in the making, its names and how it is begun and finished.

package compiler

import (
	"slices"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	"github.com/gopy-lang/gopy/symtable"
)

// A unitKind says which construct a unit is for. It differs from [symtable.Kind] in what counts for qualified names.
type unitKind uint8

const (
	unitModule unitKind = iota
	unitClass
	unitFunction
	unitLambda
	unitComprehension
	unitTypeParams
	unitAnnotations
)

// A unit is a code object in the making.
type unit struct {
	outer *unit
	kind  unitKind
	scope *symtable.Scope

	name      string
	qualName  string
	firstLine int
	signature signature
	hasDoc    bool

	seq      *cfg.Sequence
	consts   *cfg.ConstTable
	names    nameList // co_names
	varNames nameList
	cellVars nameList
	freeVars nameList

	// fastHidden holds the names that are fast locals of an inlined comprehension in a module or class, true while the
	// code of that comprehension is emitted.
	fastHidden map[string]bool
	// shadowed holds symbols of inlined comprehensions, for as long as they hide those of the unit's scope.
	shadowed map[string]*symtable.Symbol
	inlined  int // depth of inlined comprehensions

	blocks []block

	// For classes and modules.
	staticAttributes nameList
	annotations      []deferredAnnotation
	conditional      int // depth of statements that may not be executed
	conditionals     int // number of conditional annotations
}

// reset makes a unit empty that was used for another code object. The lists keep their memory.
func (u *unit) reset() {
	u.seq.Reset()
	u.consts.Reset()
	*u = unit{
		seq: u.seq, consts: u.consts, blocks: u.blocks[:0], annotations: u.annotations[:0],
		names: u.names.emptied(), varNames: u.varNames.emptied(), cellVars: u.cellVars.emptied(), freeVars: u.freeVars.emptied(),
		staticAttributes: u.staticAttributes.emptied(),
	}
}

// A signature counts a function's parameters.
type signature struct{ args, posOnly, kwOnly int }

// A nameList is a list of different names.
type nameList struct {
	list  []string
	index map[string]int // of list, once it is long
	spare map[string]int // an empty one
}

const nameIndexThreshold = 8 // names; below, a linear search is faster than a map

// find returns the place of name in the list, -1 if it isn't there.
func (n *nameList) find(name string) int {
	if n.index == nil {
		return slices.Index(n.list, name)
	}
	if i, ok := n.index[name]; ok {
		return i
	}
	return -1
}

// add returns the place of name in the list, appended if need be.
func (n *nameList) add(name string) int {
	if i := n.find(name); i >= 0 {
		return i
	}
	i := len(n.list)
	n.list = append(n.list, name)
	switch {
	case n.index != nil:
		n.index[name] = i
	case len(n.list) > nameIndexThreshold:
		if n.index, n.spare = n.spare, nil; n.index == nil {
			n.index = make(map[string]int, 4*len(n.list))
		}
		for i, each := range n.list {
			n.index[each] = i
		}
	}
	return i
}

func (n *nameList) addAll(names []string) {
	for _, name := range names {
		n.add(name)
	}
}

// maxSpare is the number of names from which a list leaves no map to the next.
const maxSpare = 1000

// emptied returns an empty list in the memory of n.
func (n *nameList) emptied() nameList {
	clear(n.list)
	if n.index != nil && len(n.list) <= maxSpare {
		clear(n.index)
		n.spare = n.index
	}
	return nameList{list: n.list[:0], spare: n.spare}
}

// enter begins a unit in the current one and emits its first instruction.
func (g *generator) enter(kind unitKind, name string, scope *symtable.Scope, firstLine int, sig signature) {
	u := g.workspace.newUnit()
	u.outer, u.kind, u.scope, u.name, u.firstLine, u.signature = g.unit, kind, scope, name, firstLine, sig
	u.varNames.addAll(scope.Params)
	u.cellVars.addAll(cellNames(scope))
	u.freeVars.addAll(sortedNames(scope, func(s *symtable.Symbol) bool {
		return s.Scope == symtable.Free || s.Flags&symtable.DefFreeClass != 0
	}))
	u.qualName = g.qualifiedName(u)
	g.unit = u

	loc := lineStart(firstLine)
	if kind == unitModule {
		loc.Line = 0
	}
	g.emitArg(opcode.RESUME, opcode.RESUME_AT_FUNC_START, loc)
	if kind == unitModule {
		g.emit(opcode.ANNOTATIONS_PLACEHOLDER, loc)
	}
}

// cellNames returns the names of a scope's cells.
func cellNames(scope *symtable.Scope) []string {
	names := sortedNames(scope, func(s *symtable.Symbol) bool {
		return s.Scope == symtable.Cell || s.Flags&symtable.DefCompCell != 0
	})
	if scope.NeedsClassClosure {
		names = append(names, "__class__")
	}
	if scope.NeedsClassDict {
		names = append(names, "__classdict__")
	}
	if scope.HasConditionalAnnotations {
		names = append(names, conditionalAnnotations)
	}
	return names
}

// sortedNames returns the names of the symbols that fit, sorted.
func sortedNames(scope *symtable.Scope, fits func(*symtable.Symbol) bool) []string {
	var names []string
	for _, symbol := range scope.Symbols {
		if fits(symbol) {
			names = append(names, symbol.Name)
		}
	}
	slices.Sort(names)
	return names
}

// qualifiedName returns co_qualname of a unit. It leaves out the unit around if that is for type parameters or
// annotations, but not another one around that.
func (g *generator) qualifiedName(u *unit) string {
	outer := u.outer
	if outer != nil && (outer.kind == unitTypeParams || outer.kind == unitAnnotations) {
		outer = outer.outer
	}
	if outer == nil || outer.outer == nil {
		return u.name
	}
	if u.kind == unitFunction || u.kind == unitClass {
		if outer.scope.Resolve(outer.scope.Mangle(u.name)) == symtable.GlobalExplicit {
			return u.name
		}
	}
	switch outer.kind {
	case unitFunction, unitLambda:
		return outer.qualName + ".<locals>." + u.name
	}
	return outer.qualName + "." + u.name
}

// An ending says what a unit returns when its code runs off its end.
type ending uint8

const (
	returnTop  ending = iota // what is on the stack
	returnNone               // None
)

// leave finishes the current unit and goes back to the one around it.
func (g *generator) leave(end ending) *code.Code {
	u := g.unit
	if end == returnNone {
		g.loadConst(nil, cfg.NoLocation)
	}
	g.emit(opcode.RETURN_VALUE, cfg.NoLocation)
	g.unit = u.outer
	if g.err != nil {
		return nil
	}
	result, err := g.assemble(u)
	if err != nil {
		g.failure(err)
		return nil
	}
	return result
}

// fillUnit makes unit what the graph's builder takes of u.
func (g *generator) fillUnit(unit *cfg.Unit, u *unit) {
	*unit = cfg.Unit{
		Name: u.name, QualName: u.qualName, Filename: g.filename, FirstLineno: u.firstLine, Flags: g.codeFlags(u),
		ArgCount: u.signature.posOnly + u.signature.args, PosOnlyArgCount: u.signature.posOnly, KwOnlyArgCount: u.signature.kwOnly,
		VarNames: u.varNames.list, CellVars: u.cellVars.list, FreeVars: u.freeVars.list, FastHidden: u.fastHidden,
		Consts: u.consts, Names: u.names.list, Seq: u.seq,
	}
}

// codeFlags returns co_flags of a unit.
func (g *generator) codeFlags(u *unit) code.Flags {
	scope := u.scope
	var flags code.Flags
	set := func(condition bool, flag code.Flags) {
		if condition {
			flags |= flag
		}
	}
	if scope.IsFunctionLike() {
		flags |= code.CO_OPTIMIZED | code.CO_NEWLOCALS
		set(scope.IsNested, code.CO_NESTED)
		set(scope.IsGenerator && scope.IsCoroutine, code.CO_ASYNC_GENERATOR)
		set(scope.IsGenerator && !scope.IsCoroutine, code.CO_GENERATOR)
		set(!scope.IsGenerator && scope.IsCoroutine, code.CO_COROUTINE)
		set(scope.HasVarArgs, code.CO_VARARGS)
		set(scope.HasVarKeywords, code.CO_VARKEYWORDS)
		set(scope.IsMethod, code.CO_METHOD)
		set(u.hasDoc, code.CO_HAS_DOCSTRING)
	} else if u.kind == unitModule {
		set(scope.IsCoroutine && !scope.IsGenerator && g.options.Features&symtable.AllowTopLevelAwait != 0, code.CO_COROUTINE)
	}
	return flags | code.Flags(g.table.Features&^symtable.AllowTopLevelAwait)
}

// futureAnnotations reports whether annotations are kept as strings (PEP 563).
func (g *generator) futureAnnotations() bool { return g.table.Features&symtable.FutureAnnotations != 0 }

// mangle returns the name under which the current unit knows an identifier.
func (g *generator) mangle(name string) string { return g.unit.scope.Mangle(name) }

// symbol returns what the current unit knows of a mangled name, nil if nothing.
func (u *unit) symbol(name string) *symtable.Symbol {
	if symbol, ok := u.shadowed[name]; ok {
		return symbol
	}
	return u.scope.Lookup(name)
}

// resolve returns where a mangled name lives for the current unit.
func (u *unit) resolve(name string) symtable.Resolution {
	if symbol := u.symbol(name); symbol != nil {
		return symbol.Scope
	}
	return symtable.Unresolved
}

// inAsync reports whether the unit may await.
func (g *generator) inAsync() bool {
	u := g.unit
	return u.scope.IsCoroutine || u.kind == unitModule && g.options.Features&symtable.AllowTopLevelAwait != 0
}

// at returns the location of a node.
func at(node ast.Node) cfg.Loc {
	span := node.Pos()
	return cfg.Loc{Line: span.Lineno, EndLine: span.EndLineno, Col: span.ColOffset, EndCol: span.EndColOffset}
}

// lineStart returns the location before the first character of a line.
func lineStart(line int) cfg.Loc { return cfg.Loc{Line: int32(line), EndLine: int32(line)} }
