// This file writes register code from analysed bytecode.
//
// The translator walks the steps in order and keeps a picture of the value stack in which a value need not stand in
// its own register yet: it can be a local variable, a constant or a small int that the consumer will name as operand.
// This is folding. Without it each value is put in its register at once, which makes the code a plain stack machine.
// All values are put in their registers where control joins, and those below a handler's depth wherever the handler
// covers.

package eval

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// An operand is what the translator knows of a value on the stack.
type operand struct {
	kind operandKind
	n    int
}

type operandKind uint8

const (
	inSlot  operandKind = iota // in the register of its stack position
	inLocal                    // in local variable n
	inBelow                    // in the register of stack position n, a lower one, whose value it is
	isConst                    // constant n (index in co_consts)
	isInt                      // the int n
	isNull                     // no value
	inNext                     // in the register of the next position, which is isNull: a callable ready for opCallFunction
)

// translator is the state of one translation.
type translator struct {
	code      *py.Code
	steps     []step
	at        []int32
	fold      bool
	form      form
	far       bool // too long for 16-bit jumps
	slots     int  // localsplus
	near      int  // stack positions that have registers, 0: all
	workSpace int  // registers for steps on the others

	window     bool // the step works on copies of the values from position windowBase on; see deep.go
	windowBase int
	stack      []operand
	out        []instruction
	offsets    []int32
	labels     []int // first instruction of each step
	fixes      []fix
	current    int // offset of the step being translated
	block      int // first instruction behind the last one that something jumps to
	patch      int // instruction whose result goes to the top of the stack and may be redirected, or -1
	entries    []py.InlineCache
	names      []*py.Str
	shared     map[int]int // caches by name, once there are too many for one a use
	constants  int         // index of the first constant in the side table
	crowded    bool        // there were names without room for a cache
	skip       int         // steps that a fused instruction has taken in
	points     []point
	lines      lineTable
	loops      uint64  // where the for loops so far keep their iterators, see loopAt
	capturing  [][]int // for each local variable the steps that make a function which captures it, see cellGroup
	claimed    bool    // the step changed the instruction before it instead of adding one
	record     *layout // what adapt wants to know of the translation, or nil
}

// A fix is a jump whose target was not known yet.
type fix struct {
	at     int
	target int // step
	short  bool
}

// translate makes the execution of a code object.
func translate(c *py.Code, globals, builtins *py.Dict, form form) (*execution, error) {
	return translateRecorded(c, globals, builtins, form, nil)
}

func translateRecorded(c *py.Code, globals, builtins *py.Dict, form form, record *layout) (*execution, error) {
	return translateWide(c, globals, builtins, form, record, len(c.ConstValues) > roomForCaches/2)
}

// translateWide is translateRecorded. wide tells that the side table gets more entries than 16 bits can number: then the constants, which
// instructions can name by 32 bits, come last.
func translateWide(c *py.Code, globals, builtins *py.Dict, form form, record *layout, wide bool) (*execution, error) {
	if record != nil {
		*record = layout{}
	}
	steps, rows, at, err := analyse(c.Code)
	if err != nil {
		return nil, err
	}
	t := &translator{code: c, steps: steps, at: at, fold: form == formFolded, form: form, slots: len(c.LocalsPlusNames), patch: -1, far: len(steps) > 6000, record: record}
	if form == formTraced {
		t.lines = findLines(c, steps, rows, at)
	}
	stack := c.StackSize
	if stack > plainStack {
		if stack > deepestStack {
			return nil, py.Raise(py.NotImplementedError, "code with more than %d values on its stack at once", deepestStack)
		}
		if t.near, t.workSpace, err = t.divide(); err != nil {
			return nil, err
		}
		t.fold, t.far = false, true
		stack = t.near + t.workSpace
	}
	t.slots = min(t.slots, maxRegisters-16-stack)
	t.constants = tableFixed
	if wide {
		t.constants = farCache + 2
		t.entries = make([]py.InlineCache, tableFixed)
	} else {
		t.entries = make([]py.InlineCache, tableFixed+len(c.ConstValues), tableFixed+len(c.ConstValues)+16)
		for i, v := range c.ConstValues {
			t.entries[tableFixed+i].Value = v
		}
	}
	t.labels = make([]int, len(steps)+1)
	for i := range steps {
		if err := t.step(i); err != nil {
			return nil, err
		}
	}
	t.labels[len(steps)] = len(t.out)
	t.put(instruction{action: action{op: opInvalid}})
	if wide {
		t.closeWide()
	} else if t.crowded {
		return translateWide(c, globals, builtins, form, record, true)
	}
	for _, f := range t.fixes {
		if record != nil {
			record.jump[f.at] = f.target
		}
		distance := t.labels[f.target] - f.at
		if f.short {
			t.out[f.at].c = uint16(int16(distance))
		} else {
			t.out[f.at].setWide(int32(distance))
		}
	}
	return t.finish(rows, globals, builtins), nil
}

func (t *translator) finish(rows []exceptionRow, globals, builtins *py.Dict) *execution {
	c := t.code
	x := &execution{
		code: c, globals: globals, builtins: builtins, instructions: t.out, offsets: t.offsets, names: t.names,
		slots: t.slots, far: len(c.LocalsPlusNames) - t.slots, near: t.near, form: t.form, points: t.points,
	}
	stack := c.StackSize
	if t.near > 0 {
		stack = t.near + t.workSpace
		x.far += c.StackSize - t.near
	}
	// One more entry, so that no pointer into the table ever points behind it.
	x.entries = append(t.entries, py.InlineCache{})
	x.entries[tableGlobals].Value = globals.Value()
	x.entries[tableBuiltins].Value = builtins.Value()
	x.entries[tableExecution].Value.P = unsafe.Pointer(x)
	x.entry = unsafe.Pointer(&x.instructions[0])
	x.table = unsafe.Pointer(&x.entries[0])
	x.need = uintptr(t.slots+stack+3) * registerSize
	x.argc = notSimple
	x.fillTo = uint32(t.slots) * registerSize
	if c.Code.Flags&(code.CO_VARARGS|code.CO_VARKEYWORDS) == 0 && c.KwOnlyArgCount == 0 && c.Code.Flags&code.CO_OPTIMIZED != 0 && x.far == 0 {
		x.argc = uint32(c.ArgCount)
		x.fillFrom = x.argc * registerSize
	}
	x.over = c.Code.Flags&code.CO_OPTIMIZED != 0 && x.far == 0
	x.expression = c.Code.Name == "<genexpr>" && c.Code.Flags&code.CO_GENERATOR != 0 && x.far == 0
	x.varArgs, x.varKeywords = c.Code.Flags&code.CO_VARARGS != 0, c.Code.Flags&code.CO_VARKEYWORDS != 0
	if x.varKeywords {
		x.passesOn = t.onlyPassedOn(c.NumParams() - 1)
	}
	if x.varArgs && x.over && c.Code.Flags&(code.CO_GENERATOR|code.CO_COROUTINE|code.CO_ASYNC_GENERATOR) == 0 {
		x.spreads = t.onlySpread(c.ArgCount + c.KwOnlyArgCount)
	}
	x.setBinder()
	for _, r := range rows {
		x.handlers = append(x.handlers, handler{r.start, r.end, t.labels[t.at[r.target]], int(t.at[r.target]), r.depth, r.lasti, handlerUnknown})
	}
	return x
}

// put appends an instruction.
func (t *translator) put(in instruction) {
	t.out = append(t.out, in)
	t.offsets = append(t.offsets, int32(t.current))
	t.patch = -1
	if t.record != nil {
		t.record.put()
	}
}

// local and slot return the operands of a local variable and a stack position.
func (t *translator) local(n int) uint16 { return uint16(n * registerSize) }

func (t *translator) slot(i int) uint16 {
	if t.window && i >= t.windowBase {
		return t.work(i - t.windowBase)
	}
	return uint16((t.slots + i) * registerSize)
}

// depth is the number of values on the stack.
func (t *translator) depth() int { return len(t.stack) }

// push adds a value that stands elsewhere; without folding it is put in its register.
func (t *translator) push(v operand) {
	t.stack = append(t.stack, v)
	if !t.fold {
		t.force(len(t.stack) - 1)
	}
}

// result adds a value that the instruction just put left in its register, and lets STORE_FAST redirect it.
func (t *translator) result() {
	t.stack = append(t.stack, operand{})
	t.patch = len(t.out) - 1
}

func (t *translator) pop(n int) { t.stack = t.stack[:len(t.stack)-n] }

// force puts the value at position i in its register.
func (t *translator) force(i int) {
	v := &t.stack[i]
	switch v.kind {
	case inSlot:
		return
	case isNull:
		if i > 0 && t.stack[i-1].kind == inNext {
			t.force(i - 1)
		}
	}
	kind, n := v.kind, v.n
	v.kind = inSlot
	t.load(t.slot(i), operand{kind, n}, i)
}

// load puts an operand in a register; i is its stack position.
func (t *translator) load(to uint16, v operand, i int) {
	switch v.kind {
	case inSlot:
		if from := t.slot(i); from != to {
			t.move(to, from)
		}
	case inLocal:
		t.move(to, t.local(v.n))
	case inBelow:
		t.move(to, t.slot(v.n))
	case isConst:
		in := instruction{action: action{op: opConst}, a: to}
		in.setWide(int32(t.constants + v.n))
		t.put(in)
	case isInt:
		t.put(instruction{action: action{op: opInt}, a: to, b: uint16(int16(v.n))})
	case isNull:
		t.put(instruction{action: action{op: opNull}, a: to})
	case inNext:
		t.move(to, t.slot(i+1))
	}
}

// move copies a register. Two moves to neighbours are one instruction.
func (t *translator) move(to, from uint16) {
	if last := len(t.out) - 1; t.fold && last >= t.block && t.out[last].op == opMove && t.out[last].a+registerSize == to {
		t.out[last].op, t.out[last].c = opMove2, from
		t.patch = -1
		t.claimed = true
		return
	}
	t.put(instruction{action: action{op: opMove}, a: to, b: from})
}

// forceAll puts all values in their registers, forceFrom those from position i on, forceLocal those that stand in local n.
func (t *translator) forceAll() { t.forceFrom(0) }

func (t *translator) forceFrom(i int) {
	for ; i < len(t.stack); i++ {
		t.force(i)
	}
}

func (t *translator) forceLocal(n int) {
	for i := range t.stack {
		if t.stack[i].kind == inLocal && t.stack[i].n == n {
			t.force(i)
		}
	}
}

// register returns the register that holds the value at position i, putting it in one if need be.
func (t *translator) register(i int) uint16 {
	switch v := t.stack[i]; v.kind {
	case inLocal:
		return t.local(v.n)
	case inBelow:
		return t.slot(v.n)
	case inNext:
		return t.slot(i + 1)
	}
	t.force(i)
	return t.slot(i)
}

// top is register counted from the top: top(0) is the last value.
func (t *translator) top(n int) uint16 { return t.register(len(t.stack) - 1 - n) }

// constant returns the value of a constant operand.
func (t *translator) constant(v operand) (py.Value, bool) {
	if v.kind == isConst {
		return t.code.ConstValues[v.n], true
	}
	return py.Unbound, false
}

// The numbers of inline caches: beyond roomForCaches, instructions share one for each name. farCache is that of all names for which
// there is no room at all: the opNop before the instruction tells which name it is. Nothing is ever cached there.
const (
	roomForCaches = 60000
	farCache      = 1<<16 - 2
)

// cachePair makes a pair of inline caches for name n and returns the index of the first.
func (t *translator) cachePair(n int) uint16 {
	if len(t.entries) < roomForCaches {
		i := t.newCache(n)
		t.newCache(n)
		return i
	}
	return t.cache(n)
}

// cache makes an inline cache for name n and returns its index. It may put an instruction, which the one that uses the cache must
// follow.
func (t *translator) cache(n int) uint16 {
	if len(t.entries) < roomForCaches {
		return t.newCache(n)
	}
	if i, ok := t.shared[n]; ok {
		return uint16(i)
	}
	if len(t.entries)+2 > farCache {
		t.crowded = true
		in := instruction{action: action{op: opNop}}
		in.setWide(int32(n))
		t.put(in)
		return farCache
	}
	if t.shared == nil {
		t.shared = map[int]int{}
	}
	i := int(t.newCache(n))
	t.newCache(n)
	t.shared[n] = i
	return uint16(i)
}

// closeWide completes a wide side table: farCache and its second entry, then the constants.
func (t *translator) closeWide() {
	for len(t.entries) < t.constants {
		t.entries = append(t.entries, py.InlineCache{ID: py.NoID, Mode: maxFills})
	}
	for _, v := range t.code.ConstValues {
		t.entries = append(t.entries, py.InlineCache{Value: v})
	}
}

func (t *translator) newCache(n int) uint16 {
	i := t.newEntry()
	for len(t.names) < int(i) {
		t.names = append(t.names, nil)
	}
	t.names = append(t.names, t.code.NameStrs[n])
	return i
}

// newEntry makes an inline cache that is for no name.
func (t *translator) newEntry() uint16 {
	t.entries = append(t.entries, py.InlineCache{ID: py.NoID})
	return uint16(len(t.entries) - 1)
}

// jump puts a jump with a 32-bit distance to a step.
func (t *translator) jump(in instruction, target int) {
	t.fixes = append(t.fixes, fix{len(t.out), target, false})
	t.put(in)
}

// shortJump puts a jump with a 16-bit distance to a step.
func (t *translator) shortJump(in instruction, target int) {
	t.fixes = append(t.fixes, fix{len(t.out), target, true})
	t.put(in)
}

// step translates step i.
func (t *translator) step(i int) error {
	s := &t.steps[i]
	if t.skip > 0 {
		t.skip--
		t.labels[i] = len(t.out)
		if t.record != nil {
			t.record.begin(i, t, false)
		}
		return nil
	}
	if s.depth < 0 { // not reached
		t.labels[i] = len(t.out)
		t.stack = t.stack[:0]
		if t.record != nil {
			t.record.begin(i, t, false)
		}
		return nil
	}
	if s.leader || len(t.stack) != s.depth {
		if len(t.stack) == s.depth {
			t.forceAll()
		} else {
			t.stack = append(t.stack[:0], make([]operand, s.depth)...)
		}
		t.patch = -1
		t.block = len(t.out)
	}
	t.current = s.offset
	t.labels[i] = len(t.out)
	deep := t.isDeep(s)
	if t.record != nil {
		t.record.begin(i, t, !deep)
	}
	if t.fold {
		for k := 0; k < s.cover && k < len(t.stack); k++ {
			t.force(k)
		}
	}
	if err := t.check(s); err != nil {
		return err
	}
	if deep {
		t.patch = -1
		return t.deepStep(i, s)
	}
	if t.form == formTraced {
		t.pointsBefore(i, s)
		if t.record != nil && len(t.out) > t.labels[i] {
			t.record.end(i, t) // nothing of the step is done yet
		}
	}
	t.claimed = false
	before := len(t.out)
	if err := t.emit(i, s); err != nil {
		return err
	}
	leaves := s.op.IsScopeExit() || s.op.IsUnconditionalJump()
	if t.record != nil {
		if t.claimed {
			t.record.open[i] = false
		}
		if !leaves && (t.claimed || len(t.out) > before) {
			t.record.end(i+1+t.skip, t)
		}
	}
	if i+1 < len(t.steps) && t.steps[i+1].leader && !leaves {
		t.forceAll()
	}
	return nil
}

// check makes sure that the step's argument names something that exists.
func (t *translator) check(s *step) error {
	ok := true
	switch s.op.Arg() {
	case opcode.ArgConst:
		ok = s.arg < len(t.code.ConstValues)
	case opcode.ArgName, opcode.ArgNameShift1, opcode.ArgNameShift2:
		ok = s.op.NameIndex(s.arg) < len(t.code.NameStrs)
	case opcode.ArgLocal, opcode.ArgFree:
		ok = s.arg < len(t.code.LocalsPlusNames)
	case opcode.ArgLocals:
		ok = s.arg>>4 < t.slots && s.arg&15 < t.slots
	case opcode.ArgOperator:
		ok = s.arg < len(opcode.BinaryOperators)
	case opcode.ArgIntrinsic1:
		ok = s.arg < len(opcode.Intrinsics1)
	case opcode.ArgIntrinsic2:
		ok = s.arg < len(opcode.Intrinsics2)
	case opcode.ArgSpecial:
		ok = s.arg < len(opcode.SpecialMethods)
	case opcode.ArgCommon:
		ok = s.arg < len(opcode.CommonConstants)
	case opcode.ArgCompare:
		ok = s.arg>>5 < len(opcode.Comparisons)
	}
	if !ok {
		return invalidCode("argument of " + s.op.String() + " out of range")
	}
	return nil
}
