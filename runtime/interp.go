// This file defines Interp, the interpreter that everything hangs off, and Thread, one Python thread of it.

package runtime

import (
	"math/big"
	"sync"
	"sync/atomic"
	"time"
	"weak"
)

// Config is what the command line or an embedding program sets before the start.
type Config struct {
	Argv          []string
	OrigArgv      []string // sys.orig_argv, the whole command line; nil: Executable and Argv
	Executable    string
	Path          []string // sys.path
	ProgramPath   *string  // the folder of the program where the start put one at the head of sys.path, "" for the current one; nil: none
	Prefix        string   // sys.prefix
	Library       string   // directory of the standard library, as sys._stdlib_dir shows it
	Flags         Flags
	WarnOpts      []string // -W, in order
	XOptions      []string // -X, in order
	PycachePrefix string   // -X pycache_prefix
	CheckHashPycs string   // --check-hash-based-pycs: "always", "never", else "default"
	FaultHandler  bool     // -X faulthandler: the command turns module faulthandler on
	ImportTime    int      // -X importtime: 1: report how long imports take; 2: and those of modules that are there
	HashSeed      string   // PYTHONHASHSEED: "", "random" or a decimal number
	MaxMemory     int64    // bytes that one object may take; a larger one is a MemoryError; 0: what the machine has
	MaxSteps      int64    // calls, loop rounds and items that programs may do; 0: any number; see Interp.Step
	NoNativeCode  bool     // PYTHON_JIT=0: programs are interpreted, none of their code becomes machine code
	Host          Host     // nil: the real machine, see NewSystemHost
}

// Flags are sys.flags.
type Flags struct {
	Debug, Inspect, Interactive, Optimize, DontWriteBytecode, NoUserSite, NoSite, IgnoreEnvironment int
	Verbose, BytesWarning, Quiet, Isolated, DevMode, UTF8Mode, SafePath, IntMaxStrDigits            int
	HashRandomization, WarnDefaultEncoding, Unbuffered, NoDebugRanges                               int
}

// Evaluator is what the runtime needs of the virtual machine. Package eval implements it; the
// constructor joins the two.
type Evaluator interface {
	// NewThread prepares th.Machine.
	NewThread(th *Thread)
	// CallFunction calls a Python function: positional arguments, then the values of the keywords in kw (nil: none).
	CallFunction(th *Thread, f *Function, args []Value, kw *Tuple) (Value, error)
	// Exec runs a code object as a module body, class body or eval() does. locals is any mapping; closure may be nil.
	Exec(th *Thread, code *Code, globals *Dict, locals Value, closure *Tuple) (Value, error)
	// Resume sends v into a suspended generator, coroutine or async generator (v None to start it); exc, when not nil,
	// is thrown in instead. done tells that the result is the return value.
	Resume(th *Thread, g *Generator, v Value, exc *Exception) (result Value, done bool, err error)
	// EndSuspended ends a suspended generator that would see nothing of a GeneratorExit, as its yields stand in no try or with statement. It reports
	// false where that isn't so.
	EndSuspended(th *Thread, g *Generator) bool
	// Drain calls f with each item of a generator, as taking them one by one with Resume does, at less cost. Before it leaves the generator for that
	// it asks quick, unless nil, which may run no Python code and returns false when it hasn't done what f does.
	Drain(th *Thread, g *Generator, quick func(v Value) bool, f func(v Value) error) error
	// DrainNumbers calls add with the items of a generator in their order, with several ints and floats at once, which it may get some time after they were
	// yielded, and with others one by one.
	DrainNumbers(th *Thread, g *Generator, add func(items []Value) error) error
	// ShowHandled completes the traceback of the exception being handled, which the machine puts off.
	ShowHandled(th *Thread)
	// CurrentFrame returns the frame of the running Python code, depth frames up; nil beyond the outermost.
	CurrentFrame(th *Thread, depth int) *Frame
	// Place returns where the running Python code is.
	Place(th *Thread) Place
	// Depth counts the frames of the running Python code.
	Depth(th *Thread) int
	// YieldFrom returns what a suspended generator or coroutine delegates to, Unbound when it delegates to nothing.
	YieldFrom(g *Generator) Value
	// Within runs f while the frame of a suspended generator stands on the stack as the caller of whatever f runs.
	Within(th *Thread, g *Generator, f func()) error
	// GeneratorFrame returns the frame of a generator or coroutine that is not finished.
	GeneratorFrame(th *Thread, g *Generator) *Frame
	// ClearDead empties the registers of the thread that hold values no more needed, so that the collector can free them. It calls it itself, or
	// waits outside the lock.
	ClearDead(th *Thread)
	// Monitored tells that th has changed what tools want to hear (Interp.Monitoring) or its trace or profile function.
	Monitored(th *Thread)
	// Traced calls f with the events that trace functions get on, also while one is being called (sys.call_tracing), or off.
	Traced(th *Thread, on bool, f func() error) error
}

// Importer is what the runtime needs of the import system.
type Importer interface {
	// Import is __import__.
	Import(th *Thread, name *Str, globals, locals Value, fromlist Value, level int) (Value, error)
}

// Interp is one Python interpreter. Many can run in one process; only immutable tables are shared.
// At any time one of its threads runs Python code: the one that holds Lock.
type Interp struct {
	Config   Config
	Host     Host
	Eval     Evaluator
	Importer Importer
	Warner   Warner     // nil until module _warnings is made
	Lock     InterpLock // the interpreter lock, handed over at polls and around blocking calls

	Builtins *Module // the builtins module
	Sys      *Module // the sys module
	Modules  *Dict   // sys.modules
	All, Any Value   // the functions of builtins, as they were made
	Main     *Thread

	// Breaker is non-zero when a thread must leave the inner loop at its next poll; see the Break bits.
	Breaker atomic.Uint32

	// Poller does what the break bits ask for beyond what the machine does itself: signals, pending calls. May be nil.
	Poller Poller

	Signals    Signals
	Finalizing bool // the program has ended; streams are being flushed

	RecursionLimit int  // sys.getrecursionlimit()
	StepBudget     bool // steps are counted; SetStepBudget sets it
	maxAlloc       int64
	auditHooks     []Value // see Audit

	Group  *Group // with what else the program has made
	ID     int64  // its number in the group: 0 is the main one
	Rights Rights

	nextID     uint32    // last ID given to a shape, type, function or dict
	interned   nameTable // strings of this interpreter; see Intern
	names      nameSlab  // where Intern makes strs
	typeCache  [1024]typeCacheEntry
	subclasses map[*Type]*[]weak.Pointer[Type] // see subclassList

	// Finalizers holds what is to run because objects died.
	Finalizers *FinalizerQueue

	Monitoring Monitoring // what tools want to hear of running code
	threads    map[*Thread]bool

	// Stdout, Stderr as sys has them are looked up in Sys; these hooks of other modules hang here.
	Extra   map[string]any // state of Go modules, by module name
	Formats any            // that of package structs, which every call needs
}

// A Poller is called by the machine at a poll that found break bits set.
type Poller interface {
	Poll(th *Thread, bits uint32) error
}

// The break bits.
const (
	BreakSignal uint32 = 1 << iota
	BreakSwitch        // another thread wants the lock
	BreakSteps
	BreakGC
	BreakTrace
	BreakPending // pending calls
	BreakLimit   // the recursion limit was set
	BreakSample  // a profile wants the stack
)

// NewID returns a fresh version number for a shape, type, function or dict. The numbers below
// firstFreeID belong to built-in types.
func (in *Interp) NewID() uint32 {
	in.nextID++
	return in.nextID
}

const firstFreeID = 4096

// NewInterp makes an interpreter without its modules. The hash secret of the process is fixed by the
// first interpreter made.
func NewInterp(cfg Config, eval Evaluator) *Interp { return NewInterpIn(nil, cfg, eval) }

// NewInterpIn is NewInterp for one that belongs to the program of a group; nil: to one of its own.
func NewInterpIn(g *Group, cfg Config, eval Evaluator) *Interp {
	setupOnce.Do(func() { setupTypes(cfg.HashSeed) })
	in := &Interp{
		Config: cfg, Host: cfg.Host, Eval: eval,
		Lock:           newInterpLock(),
		RecursionLimit: 1000,
		nextID:         firstFreeID,
		interned:       newNameTable(512),
		subclasses:     map[*Type]*[]weak.Pointer[Type]{},
		Modules:        NewDict(),
		Extra:          map[string]any{},
	}
	in.Monitoring.init()
	in.threads = map[*Thread]bool{}
	in.Finalizers = newFinalizerQueue(in)
	if in.Host == nil {
		in.Host = NewSystemHost()
	}
	if g == nil {
		in.Group, in.Rights = newGroup(in), allRights
		in.SetStepBudget(cfg.MaxSteps)
	} else {
		in.Group = g
		g.number(in)
		in.countSteps(g.Main.StepBudget)
	}
	for i := range in.Signals.Handlers {
		in.Signals.Handlers[i] = Unbound
	}
	in.Main = in.NewThread()
	return in
}

// SetStepBudget gives the interpreter, and those that the program makes from now on, n steps in all; 0: any number.
func (in *Interp) SetStepBudget(n int64) {
	in.Group.steps.Store(n)
	in.countSteps(n > 0)
}

func (in *Interp) countSteps(yes bool) {
	in.StepBudget = yes
	if in.StepBudget {
		in.Breaker.Or(BreakSteps)
	} else {
		in.Breaker.And(^BreakSteps)
	}
}

// Step takes one step off the budget: the machine does so at each call of a Python function and each round of a loop, Go
// routines at each item that they take from an iterator. It fails when none are left, every time it is called: a
// program that catches the error gets no further than its next step.
func (in *Interp) Step() error {
	if !in.StepBudget {
		return nil
	}
	return in.Spend(1)
}

// Spend takes n steps off the budget at once, for what does much work without Python code.
func (in *Interp) Spend(n int64) error {
	if in.StepBudget && in.Group.steps.Add(-n) < 0 {
		in.Group.steps.Store(0)
		return Raise(RuntimeError, "step budget exceeded")
	}
	return nil
}

var setupOnce sync.Once

// Thread is one Python thread: a goroutine that runs Python code when it holds the interpreter's lock.
type Thread struct {
	Interp  *Interp
	Machine any // the virtual machine's state of this thread

	// Handled is the exception being handled (sys.exception()), nil outside of handlers. The machine sets it; others ask Exception.
	Handled *Exception

	holdsLock               bool // see Acquire
	outside                 bool // see Outside
	depth                   int  // nesting of Go routines that recurse with Python data or call back into Python
	scratch                 []Value
	bigs                    [2]bigOperand // see bigOperands
	bigResult, bigRest      big.Int       // what an operation leaves before it is copied
	offsets                 []int         // see (*Thread).cuts
	spareLists              [9]*List      // by the number of their items; see GiveBack
	spareCut                *Tuple        // of three items; see GiveBack
	wantedPart              int           // see WantPart
	joined                  *List         // see joinIterator
	sorter                  *merger       // memory for sorting, unless a sort is under way
	text                    []byte        // spare buffer, see newTextBuilder
	readBuffer              []byte        // see ReadBytes
	turn, idle              *time.Timer   // spare timers, see Acquire and WaitIdle
	reprs                   []Value       // containers whose repr is under way
	Context                 Value         // current contextvars.Context; Unbound: none yet
	Trace                   Value         // sys.settrace(): None or a function; set by SetTrace
	Profile                 Value         // sys.setprofile(); set by SetProfile
	Monitored               uint32        // version of Interp.Monitoring that the machine has taken notice of
	Ident                   int64         // _thread.get_ident()
	Outer                   *Thread       // the thread of another interpreter that waits for this one: see Visit
	signalMask, heldSignals uint64        // see SetSignalMask
	OriginDepth             int           // how many callers new coroutines remember: sys.set_coroutine_origin_tracking_depth()
	AsyncGen                struct{ FirstIter, Finalizer Value }
	entries                 []threadEntry // see ThreadKey
}

// firstIdent makes the numbers of threads look like none of small ints that programs compare them with.
const firstIdent = 0x7f0000000000

// NewThread makes a thread of the interpreter.
func (in *Interp) NewThread() *Thread {
	th := &Thread{Interp: in, Context: Unbound}
	th.AsyncGen.FirstIter, th.AsyncGen.Finalizer = None, None
	th.Trace, th.Profile = None, None
	in.threads[th] = true
	th.Ident = firstIdent + in.Group.threads.Add(1<<12)
	if in.Eval != nil {
		in.Eval.NewThread(th)
	}
	return th
}

// Observer makes a thread that takes the interpreter lock to look at the others but runs no Python code.
func (in *Interp) Observer() *Thread { return &Thread{Interp: in} }

// maxGoDepth bounds the nesting of Go routines, whose stack (512 MB at the most, by Go's default) can't be recovered when
// it overflows. As in CPython, sys.setrecursionlimit has no say in it: that counts frames of Python code.
const maxGoDepth = 20000

// Enter counts one more level of recursion in Go, for a routine that says what it does (" in comparison"); Leave must follow
// when it returned no error.
func (th *Thread) Enter(where string) error {
	if !th.Descend() {
		return tooDeep(where)
	}
	return nil
}

func tooDeep(where string) error {
	return Raise(RecursionError, "maximum recursion depth exceeded%s", where)
}

// Descend is Enter without an error: false tells that it is too deep, and nothing counted.
func (th *Thread) Descend() bool {
	if th.depth >= maxGoDepth {
		return false
	}
	th.depth++
	return true
}

// Leave ends what Enter or Descend began.
func (th *Thread) Leave() { th.depth-- }

// reserve returns n values of scratch space; release(mark) with mark = len(th.scratch) from before gives it back.
func (th *Thread) reserve(n int) []Value {
	l := len(th.scratch)
	if l+n > cap(th.scratch) {
		grown := make([]Value, l, 2*(l+n)+64)
		copy(grown, th.scratch)
		th.scratch = grown
	}
	th.scratch = th.scratch[:l+n]
	return th.scratch[l : l+n : l+n]
}

func (th *Thread) release(mark int) { th.scratch = th.scratch[:mark] }

// Charge announces an allocation of n bytes whose size a Python program controls, before it is made.
// It fails with MemoryError when the interpreter's budget or the machine can't bear it.
func (th *Thread) Charge(n int64) error {
	if n < 1<<26 && th.Interp.Config.MaxMemory == 0 {
		return nil
	}
	return th.Interp.charge(n)
}

func (in *Interp) charge(n int64) error {
	limit := in.Config.MaxMemory
	if limit == 0 {
		if in.maxAlloc == 0 {
			in.maxAlloc = in.Host.MemoryTotal()
		}
		limit = in.maxAlloc
	}
	if n < 0 || n > limit {
		return NewException(MemoryError)
	}
	return nil
}

// ChargeItems is Charge for count items of size bytes each.
func (th *Thread) ChargeItems(count, size int) error {
	if uint(count) < 1<<30 && uint(size) < 1<<30 {
		return th.Charge(int64(count) * int64(size))
	}
	if count < 0 || size > 0 && count > (1<<62)/size {
		return NewException(MemoryError)
	}
	return th.Charge(int64(count) * int64(size))
}

// SetRecursionLimit is sys.setrecursionlimit.
func (in *Interp) SetRecursionLimit(n int) {
	in.RecursionLimit = n
	in.Breaker.Or(BreakLimit)
}

// Exception returns the exception being handled, nil outside of handlers.
func (th *Thread) Exception() *Exception {
	th.Interp.Eval.ShowHandled(th)
	return th.Handled
}
