// Package code defines the code object: what the compiler makes of one scope
// of a program, and what the virtual machine, dis and marshal read.
//
// A Code equals CPython 3.14's code object for the same source in every
// field. It is plain data made of Go values: the package knows no Python
// objects, so Go programs can inspect bytecode without an interpreter.
//
// The files: code.go (the object), constant.go (identity and repr of
// constants), location.go (the position table), exception.go (the exception
// table), instruction.go (decoding), disassemble.go (the text of dis),
// verify.go (is this bytecode safe to run?), marshal.go (the .pyc form), stored.go (the same, read as far
// as needed).
package code

// Flags are the bits of co_flags (docs: inspect, "Code Objects Bit Flags").
type Flags uint32

const (
	CO_OPTIMIZED          Flags = 0x1       // uses fast locals
	CO_NEWLOCALS          Flags = 0x2       // a new dict for the locals
	CO_VARARGS            Flags = 0x4       // has *args
	CO_VARKEYWORDS        Flags = 0x8       // has **kwargs
	CO_NESTED             Flags = 0x10      // a function inside a function
	CO_GENERATOR          Flags = 0x20      // has yield
	CO_COROUTINE          Flags = 0x80      // async def
	CO_ITERABLE_COROUTINE Flags = 0x100     // generator marked by types.coroutine
	CO_ASYNC_GENERATOR    Flags = 0x200     // async def with yield
	CO_HAS_DOCSTRING      Flags = 0x4000000 // constant 0 is the docstring
	CO_METHOD             Flags = 0x8000000 // a function of a class body

	CO_FUTURE_DIVISION         Flags = 0x20000
	CO_FUTURE_ABSOLUTE_IMPORT  Flags = 0x40000
	CO_FUTURE_WITH_STATEMENT   Flags = 0x80000
	CO_FUTURE_PRINT_FUNCTION   Flags = 0x100000
	CO_FUTURE_UNICODE_LITERALS Flags = 0x200000
	CO_FUTURE_BARRY_AS_BDFL    Flags = 0x400000
	CO_FUTURE_GENERATOR_STOP   Flags = 0x800000
	CO_FUTURE_ANNOTATIONS      Flags = 0x1000000
	CO_NO_MONITORING_EVENTS    Flags = 0x2000000

	// CO_GENERATORS matches every kind of code that starts by making a
	// generator-like object.
	CO_GENERATORS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR
)

// The bits of LocalsPlusKinds: what one slot of the frame holds.
const (
	KindArgPos byte = 0x02 // filled by a positional argument
	KindArgKw  byte = 0x04 // filled by a keyword argument
	KindArgVar byte = 0x08 // *args (with KindArgPos) or **kwargs (with KindArgKw)
	KindHidden byte = 0x10 // a comprehension's local that locals() doesn't show
	KindLocal  byte = 0x20 // a local variable
	KindCell   byte = 0x40 // a variable that an inner function uses
	KindFree   byte = 0x80 // a variable of an outer function
)

// A Code is the compiled form of a module, function, class body, lambda,
// comprehension or annotation scope. It is immutable once made; only hollow code is filled, see stored.go.
type Code struct {
	ArgCount        int // positional parameters, the positional-only ones included
	PosOnlyArgCount int
	KwOnlyArgCount  int
	StackSize       int // value-stack slots the bytecode needs
	FirstLineno     int
	Flags           Flags
	Bytecode        []byte // two bytes a unit, inline CACHE entries included and zero
	Consts          []any  // see constant.go for the types
	Names           []string
	LocalsPlusNames []string // locals, then cells that aren't locals, then free variables
	LocalsPlusKinds []byte   // Kind bits of each
	Filename        string
	Name            string
	QualName        string
	LineTable       []byte // positions of each unit, see location.go
	ExceptionTable  []byte // handlers of each range, see exception.go
	Sound           bool   // the compiler has made it: there is no need to verify it
	part, tables    int32  // of hollow code: which it is of stored.parts, and where its tables begin
	stored          *stored
}

// Trust marks c and the code among its constants as sound. It is for code that the compiler has made and nobody could change.
func (c *Code) Trust() {
	c.Sound = true
	for _, k := range c.Consts {
		if inner, ok := k.(*Code); ok {
			inner.Trust()
		}
	}
}

// NLocals is co_nlocals: the number of slots that are local variables.
func (c *Code) NLocals() int {
	n := 0
	for _, kind := range c.LocalsPlusKinds {
		if kind&KindLocal != 0 {
			n++
		}
	}
	return n
}

// VarNames is co_varnames: parameters first, then the other locals.
func (c *Code) VarNames() []string { return c.namesOfKind(KindLocal) }

// CellVars is co_cellvars: variables that inner functions use.
func (c *Code) CellVars() []string { return c.namesOfKind(KindCell) }

// FreeVars is co_freevars: variables that come from outer functions.
func (c *Code) FreeVars() []string { return c.namesOfKind(KindFree) }

func (c *Code) namesOfKind(kind byte) []string {
	var names []string
	c.Complete()
	for i, name := range c.LocalsPlusNames {
		if i < len(c.LocalsPlusKinds) && c.LocalsPlusKinds[i]&kind != 0 {
			names = append(names, name)
		}
	}
	return names
}

// NumParams is the number of slots that arguments fill, *args and **kwargs
// included.
func (c *Code) NumParams() int {
	n := c.ArgCount + c.KwOnlyArgCount
	if c.Flags&CO_VARARGS != 0 {
		n++
	}
	if c.Flags&CO_VARKEYWORDS != 0 {
		n++
	}
	return n
}
