// This file holds what the symbol table is made of: scopes, symbols, and their flags.

package symtable

import (
	"fmt"

	"github.com/gopy-lang/gopy/ast"
)

// A Kind says which construct opens a scope.
type Kind uint8

// The kinds, numbered as the TYPE_* constants of the module `_symtable`.
const (
	Function       Kind = iota // def, lambda, comprehension and generator expression
	Class                      // class body
	Module                     // file, eval() expression, interactive statement
	Annotation                 // __annotate__ of a function, class or module (PEP 649)
	TypeAlias                  // value of a type statement (PEP 695)
	TypeParameters             // [T, *Ts, **P] of a def, class or type statement (PEP 695)
	TypeVariable               // bound, constraints or default of a type parameter (PEP 695, 696)
)

var kindNames = [...]string{"function", "class", "module", "annotation", "type alias", "type parameters", "type variable"}

// String returns the kind's name in the module `symtable`.
func (k Kind) String() string { return kindNames[k] }

// A Comprehension says which comprehension a function scope belongs to.
type Comprehension uint8

// The comprehensions.
const (
	NoComprehension Comprehension = iota
	ListComprehension
	DictComprehension
	SetComprehension
	GeneratorExpression
)

// Flags are the facts about a name that one scope's own text tells.
type Flags uint16

// The flags, with the values of the module `_symtable`.
const (
	DefGlobal    Flags = 1 << 0  // in a global statement
	DefLocal     Flags = 1 << 1  // assigned, deleted, or name of a def or class
	DefParam     Flags = 1 << 2  // parameter
	DefNonlocal  Flags = 1 << 3  // in a nonlocal statement
	Use          Flags = 1 << 4  // read
	DefFreeClass Flags = 1 << 6  // free in a scope within a class scope that also binds it
	DefImport    Flags = 1 << 7  // bound by import
	DefAnnot     Flags = 1 << 8  // annotated
	DefCompIter  Flags = 1 << 9  // iteration variable of a comprehension
	DefTypeParam Flags = 1 << 10 // type parameter
	DefCompCell  Flags = 1 << 11 // cell of an inlined comprehension

	DefBound = DefLocal | DefParam | DefImport // bound in this scope
)

// A Resolution says where the value of a name lives.
type Resolution uint8

// The resolutions, with the values of the module `_symtable`.
const (
	Unresolved     Resolution = iota
	Local                     // in this scope
	GlobalExplicit            // in the module, by a global statement
	GlobalImplicit            // in the module or builtins, as no enclosing function binds it
	Free                      // in a cell of an enclosing scope
	Cell                      // in this scope, in a cell because an inner scope has it free
)

var resolutionNames = [...]string{"unresolved", "local", "global_explicit", "global_implicit", "free", "cell"}

// String returns the resolution's name in the output of `python -m symtable`.
func (r Resolution) String() string { return resolutionNames[r] }

// A Symbol is a name in a scope.
type Symbol struct {
	Name  string // mangled (see [Mangle])
	Flags Flags
	Scope Resolution

	inlined bool // came from an inlined comprehension
}

// A directive is a name in a global or nonlocal statement.
type directive struct {
	name string // mangled
	span ast.Span
}

// A Scope is a region of the program that binds names.
//
// In its code object, cells are the symbols that are [Cell] or have [DefCompCell], free variables those that are [Free] or
// have [DefFreeClass]. NeedsClassClosure, NeedsClassDict and HasConditionalAnnotations add cells of their own.
type Scope struct {
	Kind Kind
	// Name is "top" for a module, the name of a def, class, type alias or type parameter (unmangled), "lambda",
	// "listcomp", "setcomp", "dictcomp", "genexpr", or "__annotate__".
	Name     string
	Node     ast.Node  // that opens the scope, as for the queries of [Table]; nil for annotations in a function's body
	Span     ast.Span  // of the construct; zero for a module
	Parent   *Scope    // nil for a module; that of an inlined comprehension's inner scopes is the comprehension's
	Children []*Scope  // in the order of the text; those of an inlined comprehension stand in its place
	Symbols  []*Symbol // in the order of their first appearance
	// Params are the parameters' names, mangled, in the order of co_varnames: positional, keyword-only, *args, **kwargs.
	// The implicit ones are ".0" (comprehensions), ".format" (annotation, type alias and type variable scopes),
	// ".defaults" and ".kwdefaults" (type parameters).
	Params []string

	Comprehension   Comprehension
	IsNested        bool // within a function-like scope
	IsGenerator     bool // has a yield, or is a generator expression
	IsCoroutine     bool // async def, or a scope with await or async for that becomes asynchronous by it
	IsMethod        bool // def, lambda or generator expression directly in a class body
	HasVarArgs      bool // has *args
	HasVarKeywords  bool // has **kwargs
	HasDocstring    bool // def, class or module whose body starts with a string
	ReturnsValue    bool // def with a `return value`
	AnnotationsUsed bool // has an annotated assignment; for the annotations of a function: there are any
	// HasConditionalAnnotations: a class or module whose `__annotate__` must ask which annotations were executed (PEP 749).
	// The scope then has a cell __conditional_annotations__, and a class's `__annotate__` has it free; no symbol says so.
	HasConditionalAnnotations bool
	NeedsClassClosure         bool // class in which an inner scope uses __class__ or super
	NeedsClassDict            bool // class in which an annotation-like scope uses __classdict__
	CompInlined               bool // comprehension that is part of the scope around it (PEP 709)
	CanSeeClassScope          bool // annotation-like scope directly in a class: names are looked up in the class first

	memory      *Memory
	index       map[string]*Symbol // of Symbols, once there are many
	spare       map[string]*Symbol // an empty one
	private     mangler
	nesting     int         // number of scopes around
	annotations *Scope      // of the annotated assignments in this scope
	description string      // of a type variable scope, in messages: "a TypeVar bound"
	directives  []directive // global and nonlocal statements

	// What the first pass is in the middle of.
	inIterationTarget bool // for target of a comprehension
	inConditional     bool // statement that may not be executed, or more than once
	unevaluated       bool // annotation of a local variable: its names don't count
	iterables         int  // iterable expressions of comprehensions
}

// IsFunctionLike reports whether names of the scope live in fast locals and cells and inner scopes can see them:
// everything but modules and classes.
func (s *Scope) IsFunctionLike() bool { return s.Kind != Class && s.Kind != Module }

// Lookup returns the symbol of a mangled name, or nil.
func (s *Scope) Lookup(name string) *Symbol {
	if s.index != nil {
		return s.index[name]
	}
	for _, symbol := range s.Symbols {
		if symbol.Name == name {
			return symbol
		}
	}
	return nil
}

// Resolve returns where a mangled name lives, [Unresolved] when the scope doesn't mention it.
func (s *Scope) Resolve(name string) Resolution {
	if symbol := s.Lookup(name); symbol != nil {
		return symbol.Scope
	}
	return Unresolved
}

// Mangle returns the name under which the scope knows the identifier name of the program's text.
func (s *Scope) Mangle(name string) string { return s.private.mangle(name) }

// String returns kind and name.
func (s *Scope) String() string { return fmt.Sprintf("%s %s", s.Kind, s.Name) }

const indexThreshold = 8 // symbols; below, a linear search is faster than a map

// symbol returns the symbol of a mangled name, made if need be.
func (s *Scope) symbol(name string) *Symbol {
	if symbol := s.Lookup(name); symbol != nil {
		return symbol
	}
	symbol := s.memory.symbol(name)
	s.Symbols = append(s.Symbols, symbol)
	switch {
	case s.index != nil:
		s.index[name] = symbol
	case len(s.Symbols) > indexThreshold:
		if s.index, s.spare = s.spare, nil; s.index == nil {
			s.index = make(map[string]*Symbol, 2*len(s.Symbols))
		}
		for _, each := range s.Symbols {
			s.index[each.Name] = each
		}
	}
	return symbol
}

// forget removes the symbol of a name.
func (s *Scope) forget(name string) {
	for i, symbol := range s.Symbols {
		if symbol.Name == name {
			s.Symbols = append(s.Symbols[:i], s.Symbols[i+1:]...)
			delete(s.index, name)
			return
		}
	}
}
