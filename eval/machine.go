// This file defines machine, the state of one Python thread: register stack, frame records, and how frames are entered
// and left.

package eval

import (
	"unsafe"
	"weak"

	py "github.com/gopy-lang/gopy/runtime"
)

// Shared is what the threads of an interpreter have in common: it implements runtime.Evaluator.
type Shared struct {
	folded bool // translate with folding
	still  bool // quicken nothing
	names  *names

	profile         *Profile   // being made, or nil
	arena           *codeArena // of native code, or nil
	interpret       bool       // make no native code
	instructionHeat uint32     // heatOfInstruction, but in tests
}

// New returns the evaluator of one interpreter.
func New() *Shared { return &Shared{folded: true, instructionHeat: heatOfInstruction} }

// NewStepwise returns an evaluator that runs one internal instruction for each instruction of the bytecode, and quickens none: the
// reference that the folded form must agree with.
func NewStepwise() *Shared { return &Shared{still: true} }

// WithoutQuickening makes a new evaluator one that leaves instructions as they were translated.
func (s *Shared) WithoutQuickening() *Shared {
	s.still = true
	return s
}

// WithoutNativeCode makes a new evaluator one that makes no machine code: it only interprets.
func (s *Shared) WithoutNativeCode() *Shared {
	s.interpret = true
	return s
}

var _ py.Evaluator = (*Shared)(nil)

// machine is the state of one thread. The frame that runs is given by pc, regs and table while a slow path runs; within
// inner they are local variables. They are kept as numbers: what they point to is kept alive by chunks, by the running
// function in the frame's header, and by the generator that is being iterated.
type machine struct {
	pc    uintptr // instruction under way
	regs  uintptr // first register of its frame
	table uintptr // side table of its code
	next  uintptr // instruction to go on with when the slow path is done

	top       uintptr        // record of the frame that runs
	limit     uintptr        // no record may be made from here on
	hardLimit uintptr        // the same, also while limit is kept at 0 for tracing
	base      uintptr        // first byte of the register chunk in use
	size      uintptr        // its length
	free      uintptr        // where the free part of the chunk begins, while a frame with a window of its own runs
	breaker   unsafe.Pointer // *uint32: Interp.Breaker
	native    nativeCode     // the way into native code, once there is any
	left      int            // how many polls are left until the interpreter looks where it is, see native.go

	own   *py.Exception // being handled in this frame or its callers, up to the generator that runs
	outer *py.Exception // being handled by whoever resumed that generator

	caught        *py.Exception // the exception that the frame with record caughtTop has caught, which has no traceback entry of that yet; see showCaught
	caughtTop     uintptr
	caughtAt      int      // offset in the bytecode where it was caught
	caughtLeft    *unwound // the frame that it left before
	caughtFlag    uint32   // retHasFrame where the record of the frame has that for the exception only, 0: there is a frame object
	caughtFresh   bool     // nothing but the machine has it
	caughtDropped bool     // the handler doesn't use it
	again         reraise  // see reraised
	raisedNew     bool     // the raise statement under way has made its exception

	th             *py.Thread
	shared         *Shared
	records        []record
	chunks         []*chunk
	chunk          int            // the chunk in use
	frames         []*frameState  // frame objects by number of their record, nil where there is none
	spareTuples    [4]*py.Tuple   // for each length a tuple without items that serves again, see keepTuple
	spareRange     unsafe.Pointer // an *ownRange, *ownList, … for the next for loop, or nil
	spareList      unsafe.Pointer
	spareTuple     unsafe.Pointer
	spareSet       unsafe.Pointer
	spareStr       unsafe.Pointer                             // over ASCII characters
	spareBytes     unsafe.Pointer                             // over a bytes object
	lent           *py.List                                   // the list of a slice that only the opSetSlice to come gets, or nil
	spareSlice     *py.List                                   // one that has been given back, for the next
	common         [commonConstants]py.Value                  // those of opLoadCommonConstant that have been used
	spares         [py.WindowClasses][maxSpares]*py.Generator // finished generators that can be used again
	spareCount     [py.WindowClasses]int
	shapes         unsafe.Pointer // the cache that attribute instructions share
	served         int            // how often it served
	scratch        []py.Value     // see arguments
	noKeywords     *py.Dict       // empty: the keywords of frames that only pass them on, see execution.passesOn
	noArguments    unsafe.Pointer // the empty tuple
	spread         unsafe.Pointer // another one: stands for *args that have stayed below the frame, see execution.spreads
	given          uint32         // how many arguments opBind finds
	byName         uint32         // and which parameters have got a value by name
	drained        *py.Generator  // that Drain runs
	drain          func(py.Value) bool
	batch          [64]py.Value // numbers that it has yielded, see DrainNumbers
	batched        int          // how many there are
	batchRoom      int          // how many it may have, 0: they aren't wanted
	result         py.Value     // of the frame that has just been left for Go code
	done           bool         // it was left by return, not by yield
	recursionLimit int

	watching   bool     // tools listen to something: all calls take the slow path
	inTrace    bool     // a callback of a tool runs, which isn't listened to
	adapting   bool     // a frame may have to go over to another translation
	event      py.Event // that is being delivered
	eventDepth int      // and the number of the frame that it is about
	jumpTo     uintptr  // where the callback makes the frame go on; 0: where it was
	quiet      uintptr  // the point there, to which a callback has jumped, tells of no line
	jumped     bool     // a callback has set jumpTo
}

// A record is what the machine keeps of a frame while another runs above it.
type record struct {
	pc     uintptr
	regs   uintptr
	table  uintptr
	free   uintptr
	resume uintptr // where native code goes on behind pc when the frame above returns, or 0
	ret    uint32  // how the frame ends
	chunk  uint32
}

const recordSize = unsafe.Sizeof(record{})

// How a frame ends: what its return value is for.
const (
	retPlain     uint32 = iota // the result of the caller's instruction
	retEntry                   // the result of run
	retInit                    // __init__ of a new instance
	retIterate                 // a generator's frame: its yields are for the caller's opForIter
	retSend                    // a generator's frame: its yields are for the caller's opSend
	retBinary                  // the result of a binary operator\'s method
	retCompare                 // the result of a comparison method
	retNext                    // an item of the caller\'s for loop, whose end is a StopIteration
	retCall                    // a generator's frame: its yields are the result of the caller's next() or send()
	retDiscard                 // nothing
	retAwait                   // a coroutine that runs in its caller's frames until it waits: its result is that of the caller's opSend; see awaited.go
	retAttribute               // an attribute, which raises an AttributeError that tells of which object
	retKind      uint32 = 15
	retHasFrame  uint32 = 16  // there is a frame object
	retHeap      uint32 = 32  // the caller's window is not in the chunk: restore free
	retChunk     uint32 = 64  // the frame began a new chunk
	retSwitch    uint32 = 128 // the caller may have to go over to another translation
)

// A chunk is a piece of the register stack. It never moves.
type chunk struct {
	values []py.Value
}

// The sizes of chunks, in registers: each chunk is twice as large as the one before. The first, which the collector looks at each time it runs, is
// for some two hundred frames.
const (
	firstChunk   = 4 << 10
	largestChunk = 64 << 10
)

// A frame owns some registers before its first one: the function that runs, the generator if it is one's frame, and, in a
// window of its own, the locals mapping of code that is no function.
const (
	functionOffset  = -1 * registerSize
	generatorOffset = -2 * registerSize
	localsOffset    = -3 * registerSize
	headroom        = 3
)

// What inner does itself is bounded: it compares strs of up to maxText bytes, and searches tuples and lists of up to maxScan items.
const (
	maxText = 256
	maxScan = 64
	// commonConstants is one more than the greatest number of a common constant, rounded up.
	commonConstants = 8
	// maxSpares is how many generators of each size of window are kept for later.
	maxSpares = 16
)

// pointer reads an address that is kept as a number.
func pointer(p *uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(p)) }

// NewThread implements runtime.Evaluator.
func (s *Shared) NewThread(th *py.Thread) {
	if s.names == nil {
		s.names = makeNames(th.Interp)
		startTicks(weak.Make(th.Interp))
	}
	m := &machine{th: th, shared: s, noKeywords: py.NewDict(), noArguments: unsafe.Pointer(py.EmptyTuple()), spread: unsafe.Pointer(&py.Tuple{Header: py.EmptyTuple().Header})}
	m.breaker = unsafe.Pointer(&th.Interp.Breaker)
	m.left = heatPeriod
	m.shapes = unsafe.Pointer(new([sharedCaches]sharedCache))
	m.records = make([]record, 256)
	m.frames = make([]*frameState, 256)
	m.top = uintptr(unsafe.Pointer(&m.records[0]))
	m.addChunk(firstChunk)
	m.useChunk(0)
	m.watching, th.Monitored = th.Interp.Monitoring.Any(), th.Interp.Monitoring.Version
	m.setLimit()
	th.Machine = m
}

func machineOf(th *py.Thread) *machine { return th.Machine.(*machine) }

func (m *machine) addChunk(n int) { m.chunks = append(m.chunks, &chunk{make([]py.Value, n)}) }

func (m *machine) useChunk(i int) {
	c := m.chunks[i]
	m.chunk = i
	m.base = uintptr(unsafe.Pointer(&c.values[0]))
	m.size = uintptr(len(c.values)) * registerSize
}

// depth is the number of the record of the frame that runs; 0: no frame.
func (m *machine) depth() int {
	return int((m.top - uintptr(unsafe.Pointer(&m.records[0]))) / recordSize)
}

// setLimit allows as many records as the recursion limit and the room for records allow.
func (m *machine) setLimit() {
	m.recursionLimit = m.th.Interp.RecursionLimit
	n := min(len(m.records)-1, m.recursionLimit)
	m.hardLimit = uintptr(unsafe.Pointer(&m.records[0])) + uintptr(n)*recordSize
	m.limit = m.hardLimit
	if m.watching && !m.inTrace || m.adapting {
		m.limit = 0 // so that inner leaves all calls to the slow path
	}
}

// room makes sure that a record can be made: it grows the room for records up to the recursion limit.
func (m *machine) room() error {
	if m.recursionLimit != m.th.Interp.RecursionLimit {
		m.setLimit()
	}
	if m.top < m.hardLimit {
		return nil
	}
	if m.depth() >= m.recursionLimit {
		return py.Raise(py.RecursionError, "maximum recursion depth exceeded")
	}
	depth := m.depth()
	grown := make([]record, 2*len(m.records))
	copy(grown, m.records)
	m.records = grown
	m.frames = append(m.frames, make([]*frameState, len(grown)-len(m.frames))...)
	if m.caught != nil {
		m.caughtTop += uintptr(unsafe.Pointer(&grown[0])) - (m.top - uintptr(depth)*recordSize)
	}
	m.top = uintptr(unsafe.Pointer(&grown[depth]))
	m.setLimit()
	return nil
}

// reg returns a register of the running frame.
func (m *machine) reg(offset uint16) *py.Value {
	return (*py.Value)(unsafe.Add(pointer(&m.regs), uintptr(offset)))
}

// window returns n registers from the given one on.
func (m *machine) window(offset uint16, n int) []py.Value {
	return unsafe.Slice(m.reg(offset), n)
}

// execution returns what runs.
func (m *machine) execution() *execution { return executionOf(pointer(&m.table)) }

// function returns the function that runs.
func (m *machine) function() *py.Function {
	return (*py.Function)((*py.Value)(unsafe.Add(pointer(&m.regs), -registerSize)).P)
}

// entry returns an entry of the side table.
func (m *machine) entry(i uint16) *py.InlineCache {
	return (*py.InlineCache)(unsafe.Add(pointer(&m.table), uintptr(i)*entrySize))
}

// name returns the name that a cache is for.
func (m *machine) name(c uint16) *py.Str {
	x := m.execution()
	if c == farCache {
		before := (*instruction)(unsafe.Add(pointer(&m.pc), -int(instructionSize)))
		return x.code.NameStrs[before.wide()]
	}
	return x.names[c]
}

// generator returns the generator whose frame runs, nil if it is no generator's or not resumed from one yet.
func (m *machine) generator() *py.Generator {
	if m.inChunk(m.regs) {
		return nil
	}
	return *(**py.Generator)(unsafe.Pointer(&(*py.Value)(unsafe.Add(pointer(&m.regs), generatorOffset)).B))
}

func (m *machine) inChunk(regs uintptr) bool { return regs-m.base < m.size }

// freeRegisters returns where the next frame that is no callee of the running one can lie.
func (m *machine) freeRegisters() uintptr {
	if m.regs == 0 {
		return m.base
	}
	if !m.inChunk(m.regs) {
		return m.free
	}
	return m.regs + m.execution().need
}

// pushRecord makes a record for a new frame, whose pc, regs and table the caller sets in m.
func (m *machine) pushRecord(ret uint32) error {
	if m.top >= m.limit || m.recursionLimit != m.th.Interp.RecursionLimit {
		if err := m.room(); err != nil {
			return err
		}
	}
	r := (*record)(pointer(&m.top))
	r.pc, r.regs, r.table, r.resume = m.pc, m.regs, m.table, 0
	if m.regs != 0 && !m.inChunk(m.regs) {
		r.free = m.free
		ret |= retHeap
	}
	if m.adapting {
		ret |= retSwitch
	}
	m.top += recordSize
	r = (*record)(pointer(&m.top))
	r.ret = ret
	return nil
}

// popRecord leaves the running frame: the caller's state is back in m, next is behind the caller's instruction.
func (m *machine) popRecord() (ret uint32) {
	r := (*record)(pointer(&m.top))
	ret = r.ret
	if ret&retHasFrame != 0 {
		m.detachFrame(m.depth())
	}
	if ret&retChunk != 0 {
		m.useChunk(int(r.chunk))
	}
	if ret&retSwitch != 0 {
		m.adapting = true
		m.limit = 0
	}
	m.top -= recordSize
	r = (*record)(pointer(&m.top))
	m.pc, m.regs, m.table = r.pc, r.regs, r.table
	if ret&retHeap != 0 {
		m.free = r.free
	}
	m.next = m.pc + instructionSize
	return ret
}

// pushFrame enters a frame for function f with a window of its own at the free end of the register stack and returns its
// registers, all without value, with f in the header.
func (m *machine) pushFrame(f *py.Function, x *execution, ret uint32) error {
	free := m.freeRegisters()
	start := free + headroom*registerSize + x.farBytes()
	used := m.chunk
	if start-m.base+x.need > m.size {
		if err := m.nextChunk(x.need + x.farBytes()); err != nil {
			return err
		}
		ret |= retChunk
		start = m.base + headroom*registerSize + x.farBytes()
	}
	if err := m.pushRecord(ret); err != nil {
		if ret&retChunk != 0 {
			m.useChunk(used)
		}
		return err
	}
	r := (*record)(pointer(&m.top))
	r.chunk = uint32(used)
	m.regs, m.table = start, uintptr(x.table)
	m.next = uintptr(x.entry)
	regs := pointer(&m.regs)
	set((*py.Value)(unsafe.Add(regs, functionOffset)), f.Header.Value())
	set((*py.Value)(unsafe.Add(regs, localsOffset)), py.Unbound)
	for i := range x.slots {
		set((*py.Value)(unsafe.Add(regs, uintptr(i)*registerSize)), py.Unbound)
	}
	if x.far > 0 {
		x.clearFar(regs)
	}
	return nil
}

// nextChunk switches to a chunk behind the one in use that has room for a frame.
func (m *machine) nextChunk(need uintptr) error {
	i := m.chunk + 1
	n := max(min(2*len(m.chunks[m.chunk].values), largestChunk), int(need/registerSize)+headroom+64)
	if i < len(m.chunks) && len(m.chunks[i].values) < n {
		m.chunks = m.chunks[:i]
	}
	if i >= len(m.chunks) {
		if err := m.th.ChargeItems(n, registerSize); err != nil {
			return err
		}
		m.addChunk(n)
	}
	m.useChunk(i)
	return nil
}

// clearDead empties the registers that no frame uses, so that the collector can free what they point to.
func (m *machine) clearDead() {
	from := (m.freeRegisters() - m.base) / registerSize
	clear(m.chunks[m.chunk].values[from:])
	m.chunks = m.chunks[:m.chunk+1]
}

// ClearDead implements runtime.Evaluator: it empties the registers beyond those of the running frame, and in each frame of
// the thread those above its stack of values.
func (s *Shared) ClearDead(th *py.Thread) {
	m := machineOf(th)
	m.result = py.Unbound
	clear(m.scratch)
	m.clearFrames()
}

func (m *machine) clearFrames() {
	m.clearDead()
	for i := m.depth(); i > 0; i-- {
		pc, regs, table := m.state(i)
		if table == 0 {
			continue
		}
		x := executionOf(pointer(&table))
		depth := x.depthAt(x.offset(pointer(&pc)))
		if depth < 0 || x.near > 0 && depth > x.near-workSpace {
			continue
		}
		// This call finds its function in the second of the positions that the bytecode has it and its self in; the first is unused.
		if in := (*instruction)(pointer(&pc)); in.op == opCallFunction && int(in.b) > x.slots*registerSize {
			// But for a bound method: there lies the function then, which is the header of the frame above.
			if _, above, _ := m.state(min(i+1, m.depth())); above != regs+uintptr(in.b) {
				*(*py.Value)(unsafe.Add(pointer(&regs), uintptr(in.b)-registerSize)) = py.Unbound
			}
		}
		// The window of the frame above may overlap this one's: its header lies below its registers.
		end := int(x.need / registerSize)
		if i < m.depth() {
			_, aboveRegs, aboveTable := m.state(i + 1)
			d := int(aboveRegs-regs)/registerSize - headroom
			if aboveTable != 0 {
				above := executionOf(pointer(&aboveTable))
				d -= above.far + m.spreadCount(above, pointer(&aboveRegs))
			}
			if aboveRegs > regs && d < end {
				end = d
			}
		}
		if from := x.slots + depth; from < end {
			w := unsafe.Slice((*py.Value)(pointer(&regs)), end)
			clear(w[from:])
		}
	}
}
