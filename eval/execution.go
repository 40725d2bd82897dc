// This file defines execution, what the machine makes of a code object: register code, side table, handlers.

package eval

import (
	"slices"
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// An execution is the register translation of a code object for one namespace of globals and builtins. Its side table
// begins with fixed entries, then come the constants, then the inline caches. The table's entries are
// runtime.InlineCache, of which a constant uses the Value only.
type execution struct {
	// What a call reads.
	entry    unsafe.Pointer // first instruction
	table    unsafe.Pointer // first entry of the side table
	need     uintptr        // bytes of the frame's window from its first register on
	argc     uint32         // positional arguments that a simple call must give, or notSimple
	fillFrom uint32         // byte offsets of the registers to fill with "no value"
	fillTo   uint32

	binder instruction    // opBind, where a call enters that leaves binding to it; opNop: none may
	kwOnly unsafe.Pointer // names of the keyword-only parameters

	native native // see native.go

	over        bool // bindOver can bind the arguments of calls
	varArgs     bool // the code has a parameter *args
	varKeywords bool // the code has a parameter **keywords
	passesOn    bool // and uses it for keywords of calls only
	spreads     bool // and the parameter *args for arguments of calls only: those can stay where they are, see bind_over.go

	code         *py.Code
	globals      *py.Dict
	builtins     *py.Dict
	instructions []instruction
	offsets      []int32 // byte offset in the bytecode, for each instruction
	entries      []py.InlineCache
	names        []*py.Str // of the caches, by index in the table
	handlers     []handler
	slots        int         // localsplus, as far as operands reach
	far          int         // values beyond, see far.go
	near         int         // stack positions that have registers, 0: all; see deep.go
	depths       map[int]int // see depthAt; nil until asked for
	form         form
	closing      int8 // see needsClose: 0 not known yet, 1 yes, -1 no
	points       []point
	hints        py.FunctionHints
	version      uint32 // of Interp.Monitoring, for which the points are set
	layout       *layout

	expression bool         // the code is a generator expression's: nobody but the call that comes next gets the function that is made of it
	shared     *py.Function // made of such code, for all generators that it makes; see expressionFunction
	spare      *py.Function // likewise, with a closure that is free
}

// form is how bytecode is translated.
type form uint8

const (
	formFolded   form = iota
	formStepwise      // one internal instruction for each of the bytecode
	formTraced        // stepwise, with events
)

// notSimple is the argc of functions whose arguments are bound by bindArguments only.
const notSimple = 1<<32 - 1

// The fixed entries of the side table.
const (
	tableGlobals = iota
	tableBuiltins
	tableExecution
	tableFixed
)

const (
	entrySize  = unsafe.Sizeof(py.InlineCache{})
	entryValue = unsafe.Offsetof(py.InlineCache{}.Value)
)

// A handler is a row of the exception table: it covers the bytecode offsets from start to end.
type handler struct {
	start, end int
	target     int // index of the handler's first instruction
	step       int
	depth      int // values that stay on the stack
	lasti      bool
	kind       handlerKind
}

// handlerKind tells whether a handler is one of those that the compiler has added, see onlyTidies.
type handlerKind uint8

const (
	handlerUnknown handlerKind = iota
	handlerOfProgram
	handlerTidies
)

// executionOf returns the execution that a side table belongs to.
func executionOf(table unsafe.Pointer) *execution {
	return (*execution)((*py.InlineCache)(unsafe.Add(table, tableExecution*entrySize)).Value.P)
}

// index returns the number of the instruction at pc.
func (x *execution) index(pc unsafe.Pointer) int {
	return int((uintptr(pc) - uintptr(x.entry)) / instructionSize)
}

// at returns the address of an instruction.
func (x *execution) at(index int) unsafe.Pointer {
	return unsafe.Add(x.entry, uintptr(index)*instructionSize)
}

// offset returns the byte offset in the bytecode of the instruction at pc.
func (x *execution) offset(pc unsafe.Pointer) int {
	if i := x.index(pc); i >= 0 && i < len(x.offsets) {
		return int(x.offsets[i])
	}
	return -1
}

// findHandler returns the innermost handler that covers a bytecode offset, or nil.
func (x *execution) findHandler(offset int) *handler {
	low, high := 0, len(x.handlers)
	for low < high {
		if middle := int(uint(low+high) / 2); x.handlers[middle].end > offset {
			high = middle
		} else {
			low = middle + 1
		}
	}
	if low < len(x.handlers) && x.handlers[low].start <= offset {
		return &x.handlers[low]
	}
	return nil
}

// translations are the executions of a code object: usually one.
type translations struct{ list []*execution }

// executionFor returns the execution of code for the given namespaces, translating it the first time.
func (m *machine) executionFor(code *py.Code, globals, builtins *py.Dict) (*execution, error) {
	t, _ := code.Exec.(*translations)
	if t == nil {
		code.Complete(m.th)
		if !code.Sound { // a program can make code objects of anything
			if _, err := code.Verify(); err != nil {
				return nil, invalidCode(err.Error())
			}
		}
		t = &translations{}
		code.Exec = t
	}
	form := m.formFor(code)
	for _, x := range t.list {
		if x.globals == globals && x.builtins == builtins && x.form == form {
			if form == formTraced {
				m.instrument(x)
			}
			return x, nil
		}
	}
	x, err := translate(code, globals, builtins, form)
	if err != nil {
		return nil, err
	}
	if form == formTraced {
		x.version = m.th.Interp.Monitoring.Version - 1
		m.instrument(x)
	}
	if len(t.list) >= 16 { // code run in ever new namespaces: keep the latest
		t.list = append(t.list[:0], t.list[1:]...)
	}
	t.list = append(t.list, x)
	return x, nil
}

// functionExecution is executionFor a function, remembered in it.
func (m *machine) functionExecution(f *py.Function) (*execution, error) {
	if x := (*execution)(f.Machine); x != nil && !m.watching {
		return x, nil
	}
	x, err := m.executionFor(f.Code, f.Globals, f.Builtins)
	if err == nil && x.form != formTraced {
		f.Machine = unsafe.Pointer(x)
	}
	return x, err
}

// depthAt returns how many values are on the stack before the instruction at a bytecode offset; -1: not known.
func (x *execution) depthAt(offset int) int {
	if x.depths == nil {
		x.depths = map[int]int{}
		if steps, _, _, err := analyse(x.code.Code); err == nil {
			for _, s := range steps {
				x.depths[s.offset] = s.depth
			}
		}
	}
	if d, ok := x.depths[offset]; ok {
		return d
	}
	return -1
}

// needsClose reports whether a yield stands in a try or with statement, so that a suspended generator that is abandoned must
// be closed. The handlers that the compiler adds by itself, around the whole body, a delegation and an except clause, do not
// count.
func (x *execution) needsClose() bool {
	if x.closing == 0 {
		x.closing = -1
		if steps, rows, at, err := analyse(x.code.Code); err == nil {
			// handled tells whether an exception at an offset comes to a handler of the program's.
			handled := func(offset int) bool {
				for range len(rows) { // from handler to handler, each but the last the compiler's
					k := slices.IndexFunc(rows, func(r exceptionRow) bool { return r.start <= offset && offset < r.end })
					if k < 0 {
						return false
					}
					if !isCleanup(steps[at[rows[k].target]:]) {
						return true
					}
					offset = rows[k].target
				}
				return false
			}
			for _, s := range steps {
				if s.op == opcode.YIELD_VALUE && handled(s.offset) {
					x.closing = 1
					break
				}
			}
		}
	}
	return x.closing > 0
}

// isCleanup reports whether steps begin a handler that the compiler has added: of nothing that a program can see.
func isCleanup(steps []step) bool {
	switch to := steps[0]; to.op {
	case opcode.CLEANUP_THROW:
		return true
	case opcode.CALL_INTRINSIC_1:
		return to.arg == intrinsicStopIteration
	case opcode.COPY: // at the end of an except clause
		return to.arg == 3
	case opcode.LOAD_CONST: // of the name in `except … as name`
		return len(steps) > 3 && steps[1].op == opcode.STORE_FAST && steps[2].op == opcode.DELETE_FAST && steps[3].op == opcode.RERAISE
	}
	return false
}

// intrinsicStopIteration is the argument of CALL_INTRINSIC_1 that turns a StopIteration out of a generator into a RuntimeError.
const intrinsicStopIteration = 3
