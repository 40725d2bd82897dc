// This file defines Function, the function object, with Code, Cell, Method (a bound method) and Builtin.

package runtime

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
)

// Code is a code object: the compiler's code with its constants and names made Python objects once.
type Code struct {
	Header
	*code.Code
	ConstValues []Value
	NameStrs    []*Str // interned co_names
	LocalStrs   []*Str // interned names of localsplus
	NumLocals   int    // co_nlocals
	NumCells    int    // cells that are no free variables
	NumFree     int
	// Exec is what the machine made of the code: its register translations, nil until first run.
	Exec any
}

// Function is a Python function object.
type Function struct {
	Header      // ID: version of what a call depends on; renewed when __code__, __defaults__ or __kwdefaults__ is set
	Code        *Code
	Globals     *Dict
	Builtins    *Dict
	Closure     *Tuple // of cells; nil without free variables
	Defaults    *Tuple // nil: none
	KwDefaults  *Dict  // nil: none
	Name        *Str
	QualName    *Str
	Doc         Value
	Module      Value
	Annotate    Value // __annotate__: None or a callable
	Annotations *Dict // __annotations__ once computed or set; nil before
	TypeParams  *Tuple
	Dict        *Dict
	Weak        *WeakList
	Machine     unsafe.Pointer // the machine's translation for Code and Globals; nil: not made yet
	retired     []*Code        // earlier values of __code__, which may still be running
}

// Cell is a cell object: a variable shared between scopes. Empty cells hold Unbound.
type Cell struct {
	Header
	Value Value
}

// NewCell returns a cell that holds v (Unbound: empty).
func NewCell(v Value) *Cell {
	return &Cell{Header: Header{Type: CellType, Kind: KindCell}, Value: v}
}

// Method is a bound method: Func called with Self before the other arguments.
type Method struct {
	Header
	Func Value
	Self Value
	Weak *WeakList
}

// NewMethod binds a function to self.
func NewMethod(fn, self Value) *Method {
	return &Method{Header: Header{Type: MethodType, Kind: KindMethod}, Func: fn, Self: self}
}

// Builtin is a built-in function (Self is the module or None) or a bound method of a built-in type.
type Builtin struct {
	Header
	Def    *MethodDef
	Self   Value // Unbound: none is passed
	Module Value // __module__
	Bound  bool  // Self is passed as the first argument
}

// MethodDescriptor is a method of a built-in type as found in the class: method_descriptor, or
// classmethod_descriptor when Def.Flags is MethodClass.
type MethodDescriptor struct {
	Header
	Def   *MethodDef
	Owner *Type
}

// WrapperDescriptor is a special method of a built-in type (slot wrapper): list.__add__.
type WrapperDescriptor struct {
	Header
	Slot  *SlotDef
	Owner *Type
	// Index of the function among those that share the slot definition's signature is not needed: Slot.Wrap reads Owner's slot.
}

// GetSetDescriptor is a computed or stored attribute of a built-in type.
type GetSetDescriptor struct {
	Header
	Def   *GetSetDef
	Owner *Type
}

// Module is a module object.
type Module struct {
	Header
	Name *Str
	Dict *Dict
	Weak *WeakList
	// State is the Go state of a built-in module.
	State any
}

// Generator is a generator, coroutine or async generator object (Type tells which). Its frame is the
// machine's: a heap window of registers, which PC and Table belong to.
type Generator struct {
	Header
	Code         *Code
	Name         *Str
	QualName     *Str
	Window       []Value        // nil once finished
	Registers    unsafe.Pointer // first register, in Window
	PC           unsafe.Pointer // where it goes on
	Table        unsafe.Pointer // side table of the running code
	Running      bool
	Started      bool
	Finished     bool
	Hooks        bool          // async generator: first-iteration hook was called
	Closing      bool          // async generator: aclose() or athrow() under way, ag_running
	AsyncRunning bool          // async generator: an asend() or athrow() is under way
	Closed       bool          // async generator: no more items
	Handled      *Exception    // the exception being handled inside, nil: none
	Outer        [2]*Exception // the machine's: what the resumer handled
	Frame        *Frame        // its frame object, once asked for
	Origin       Value         // cr_origin
	Weak         *WeakList
}

// Frame is a Python frame object, materialised on demand; State is the machine's record.
type Frame struct {
	Header
	Code                     *Code
	Globals                  *Dict
	Builtins                 *Dict
	Back                     *Frame
	Locals                   Value // mapping of a module, class or exec frame; Unbound for functions
	State                    FrameState
	Trace                    Value
	TraceLines, TraceOpcodes bool
}

// FrameState is the machine's side of a Frame.
type FrameState interface {
	// Lasti returns the byte offset of the current instruction, -1 before the first.
	Lasti() int
	// Local returns localsplus[i] (a cell's content for cells), Unbound when it has no value.
	Local(i int) Value
	// SetLocal stores into localsplus[i] or its cell.
	SetLocal(i int, v Value)
	// Executing reports whether the frame is on its thread's stack; Finished that it has returned.
	Executing() bool
	Finished() bool
	// Generator returns the generator whose frame this is, or nil.
	Generator() *Generator
	// Function returns the running function, or nil for modules and classes.
	Function() *Function
	// Back returns the calling frame, nil for the outermost.
	Back() *Frame
}

// Traceback is a traceback object; it goes from the outermost frame to the innermost by Next.
type Traceback struct {
	Header
	Next   *Traceback
	Frame  *Frame
	Lasti  int
	Lineno int // 0: compute from Lasti
}
