// This file binds the arguments of most calls where they stand: the new frame lies over them, and nothing is copied but keywords.

package eval

import (
	"math/bits"
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// maxKeywordsOver is how many keywords bindOver takes.
const maxKeywordsOver = 8

// bindOver enters the frame of f over its arguments; done tells that it did. Those that don't stand on the register stack, right behind a register
// that may be overwritten, it copies to the free end of that first. It leaves to bind what it can't do: above all whatever ends with an error.
func (m *machine) bindOver(f *py.Function, x *execution, args, names []py.Value, ret uint32) (done bool, err error) {
	c := x.code
	npos, nargs, total := len(args)-len(names), c.ArgCount, c.ArgCount+c.KwOnlyArgCount
	if total > 64 || len(names) > maxKeywordsOver || npos > nargs && !x.varArgs {
		return false, nil
	}
	start := uintptr(unsafe.Pointer(unsafe.SliceData(args)))
	if len(args) == 0 || !m.inChunk(m.regs) || start <= m.regs || start-m.base >= m.size-x.need {
		start = m.freeRegisters() + headroom*registerSize
		if start-m.base+x.need+uintptr(len(args))*registerSize >= m.size {
			return false, nil
		}
		args = append(unsafe.Slice((*py.Value)(pointer(&start)), len(args))[:0], args...)
	}
	given := min(npos, nargs)
	filled := uint64(1)<<given - 1 // parameters that have a value
	var values [maxKeywordsOver]py.Value
	var places [maxKeywordsOver]int
	for k := range names {
		name := py.AsStr(names[k])
		if name == nil || name.Type != py.StrType {
			return false, nil
		}
		i := findParameter(c, name, c.PosOnlyArgCount, total)
		if i < 0 && !x.varKeywords || i >= 0 && filled>>i&1 != 0 {
			return false, nil
		}
		places[k], values[k] = i, args[npos+k]
		if i >= 0 {
			filled |= 1 << i
		}
	}
	defaults, firstDefault := unsafe.Pointer(nil), nargs
	if f.Defaults != nil && f.Defaults.Len() > 0 {
		firstDefault = nargs - f.Defaults.Len()
		defaults = unsafe.Pointer(&f.Defaults.Items()[0])
	}
	for i := given; i < min(firstDefault, nargs); i++ {
		if filled>>i&1 == 0 {
			return false, nil
		}
	}
	for i := nargs; i < total; i++ {
		if filled>>i&1 == 0 && (f.KwDefaults == nil || f.KwDefaults.GetStr(c.LocalStrs[i]).IsUnbound()) {
			return false, nil
		}
	}
	rest := py.EmptyTuple()
	if npos > nargs {
		rest = py.NewTuple(args[nargs:npos])
	}
	var extra *py.Dict
	if x.varKeywords {
		if extra = m.noKeywords; !x.passesOn || len(names) > 0 {
			extra = py.NewDictSize(len(names))
		}
	}
	if err := m.pushRecord(ret); err != nil {
		return true, err
	}
	m.regs, m.table, m.next = start, uintptr(x.table), uintptr(x.entry)
	regs := pointer(&m.regs)
	set((*py.Value)(unsafe.Add(regs, functionOffset)), f.Header.Value())
	locals := unsafe.Slice((*py.Value)(regs), x.slots)
	for i := given; i < nargs; i++ {
		if i >= firstDefault {
			set(&locals[i], *(*py.Value)(unsafe.Add(defaults, (i-firstDefault)*registerSize)))
		}
	}
	for i := nargs; i < total; i++ {
		if filled>>i&1 == 0 {
			set(&locals[i], f.KwDefaults.GetStr(c.LocalStrs[i]))
		}
	}
	for k := range names {
		if i := places[k]; i >= 0 {
			locals[i] = values[k]
		} else {
			extra.SetStr(py.AsStr(names[k]), values[k])
		}
	}
	next := total
	if x.varArgs {
		locals[next] = rest.Header.Value()
		next++
	}
	if extra != nil {
		locals[next] = extra.Header.Value()
		next++
	}
	for i := next; i < len(locals); i++ {
		set(&locals[i], py.Unbound)
	}
	return true, nil
}

// onlyPassedOn reports whether local variable n is used for nothing but the keywords of calls f(**n), whoever looks at
// the frame aside. An empty dict for it can then be shared, as nobody gets it.
func (t *translator) onlyPassedOn(n int) bool {
	return t.onlyLoaded(n, func(i int) bool {
		return i+1 < len(t.steps) && !t.steps[i+1].leader && t.steps[i+1].op == opcode.DICT_MERGE
	})
}

// onlyLoaded reports whether nothing uses local variable n but steps that load it and of whose numbers fits is true.
func (t *translator) onlyLoaded(n int, fits func(i int) bool) bool {
	if !t.fold {
		return false
	}
	for i := range t.steps {
		s := &t.steps[i]
		switch s.op.Arg() {
		case opcode.ArgLocals:
			if s.arg>>4 == n || s.arg&15 == n {
				return false
			}
		case opcode.ArgFree:
			if s.arg == n {
				return false
			}
		case opcode.ArgLocal:
			if s.arg == n && (s.op != opcode.LOAD_FAST && s.op != opcode.LOAD_FAST_BORROW || !fits(i)) {
				return false
			}
		}
	}
	return true
}

// The flags of opBind.
const (
	bindTuple   = 1 << iota // there is a parameter *args
	bindSpread              // which can have its arguments where they are
	bindNoDict              // there is a parameter **keywords for which the shared empty dict will do
	bindNewDict             // there is one for which it will not
)

// maxBound is how many parameters opBind takes: there is a bit for each.
const maxBound = 31

// setBinder prepares opBind, which calls of the inner loop enter that don't simply give all positional parameters.
func (x *execution) setBinder() {
	c := x.code
	if !x.over || c.ArgCount+c.KwOnlyArgCount > maxBound {
		return
	}
	x.binder = instruction{action: action{op: opBind}, a: uint16(c.ArgCount), b: uint16(c.KwOnlyArgCount)}
	if c.KwOnlyArgCount > 0 {
		x.kwOnly = unsafe.Pointer(&c.LocalStrs[c.ArgCount])
	}
	if x.varArgs {
		x.binder.flags |= bindTuple
	}
	if x.spreads {
		x.binder.flags |= bindSpread
	}
	switch {
	case x.passesOn:
		x.binder.flags |= bindNoDict
	case x.varKeywords:
		x.binder.flags |= bindNewDict
	}
}

// slowBind does opBind where inner could not: at the frame's first registers lie m.given positional arguments, and those that came by name
// stand in their places already, as m.byName tells.
func (m *machine) slowBind() error {
	x, f := m.execution(), m.function()
	c, given, byName := x.code, int(m.given), m.byName
	nargs, total := c.ArgCount, c.ArgCount+c.KwOnlyArgCount
	regs := pointer(&m.regs)
	if given > nargs && (!x.varArgs || byName != 0) {
		return m.bindAgain(f, x, given, byName)
	}
	locals := unsafe.Slice((*py.Value)(regs), x.slots)
	if given < nargs {
		first := nargs
		if f.Defaults != nil {
			first -= f.Defaults.Len()
		}
		for i := given; i < nargs; i++ {
			if byName>>i&1 == 0 {
				if i < first {
					return m.bindAgain(f, x, given, byName)
				}
				locals[i] = f.Defaults.At(i - first)
			}
		}
	}
	for i := nargs; i < total; i++ {
		if byName>>i&1 == 0 && (f.KwDefaults == nil || f.KwDefaults.GetStr(c.LocalStrs[i]).IsUnbound()) {
			return m.bindAgain(f, x, given, byName)
		}
	}
	rest := py.EmptyTuple()
	if given > nargs {
		rest = py.NewTuple(unsafe.Slice((*py.Value)(regs), given)[nargs:])
	}
	for i := nargs; i < total; i++ {
		if byName>>i&1 == 0 {
			locals[i] = f.KwDefaults.GetStr(c.LocalStrs[i])
		}
	}
	next := total
	if x.varArgs {
		locals[next] = rest.Header.Value()
		next++
	}
	if x.varKeywords {
		d := m.noKeywords
		if !x.passesOn {
			d = py.NewDict()
		}
		locals[next] = d.Header.Value()
		next++
	}
	for i := next; i < len(locals); i++ {
		set(&locals[i], py.Unbound)
	}
	m.next = uintptr(x.entry)
	return nil
}

// bindAgain leaves the frame that opBind has begun, and enters it as bind does: above all where that ends with an error, which is the caller's.
func (m *machine) bindAgain(f *py.Function, x *execution, given int, byName uint32) error {
	registers := unsafe.Slice((*py.Value)(pointer(&m.regs)), max(given, x.slots))
	args := append([]py.Value(nil), registers[:given]...)
	var names []py.Value
	for ; byName != 0; byName &= byName - 1 {
		i := bits.TrailingZeros32(byName)
		args = append(args, registers[i])
		names = append(names, x.code.LocalStrs[i].Value())
	}
	if err := m.pushFrame(f, x, m.popRecord()&retKind); err != nil {
		return err
	}
	err := m.bindFrame(f, x, args, names)
	if err != nil {
		m.popRecord()
	}
	return err
}

// arguments is how many arguments an opCallKw has.
func (in instruction) arguments() int {
	if in.op == opCallKw && in.flags != 0 {
		return int(in.flags)
	}
	return int(in.c)
}

// cachePlaces lets an opCallKw that calls f, with the last arguments named, find their places: they must be in the order of the parameters.
func cachePlaces(c *py.InlineCache, f *py.Function, names []py.Value) {
	x := (*execution)(f.Machine)
	if x == nil || x.binder.op != opBind || c.Value.P == unsafe.Pointer(x) {
		return
	}
	total := x.code.ArgCount + x.code.KwOnlyArgCount
	last, places := -1, uint32(0)
	for _, v := range names {
		name := py.AsStr(v)
		if name == nil || name.Type != py.StrType {
			return
		}
		i := findParameter(x.code, name, x.code.PosOnlyArgCount, total)
		if i <= last {
			return
		}
		last, places = i, places|1<<i
	}
	c.Value, c.Aux, c.Count = py.Value{P: unsafe.Pointer(x)}, places, uint32(len(names))
}

// Arguments that *args gets and only calls f(*args) want stay where the caller has put them: the frame lies above, and the parameter's
// register has the machine's spread, which is no object for programs, and their number.

// below returns the n arguments that have stayed below the frame with the given registers.
func (m *machine) below(regs unsafe.Pointer, n int) []py.Value {
	return unsafe.Slice((*py.Value)(unsafe.Add(regs, -(n+headroom)*registerSize)), n)
}

// spreadCount tells how many these are, of a frame of x.
func (m *machine) spreadCount(x *execution, regs unsafe.Pointer) int {
	if x.spreads {
		if v := m.spreadParameter(x, regs); v.P == m.spread {
			return int(v.B)
		}
	}
	return 0
}

func (m *machine) spreadParameter(x *execution, regs unsafe.Pointer) *py.Value {
	return (*py.Value)(unsafe.Add(regs, (x.code.ArgCount+x.code.KwOnlyArgCount)*registerSize))
}

// gather makes the tuple of them, because somebody looks at the frame.
func (m *machine) gather(x *execution, regs unsafe.Pointer) {
	if n := m.spreadCount(x, regs); n > 0 {
		*m.spreadParameter(x, regs) = py.NewTuple(m.below(regs, n)).Header.Value()
	}
}

// onlySpread reports whether local variable n is used for nothing but the arguments of calls f(*n).
func (t *translator) onlySpread(n int) bool { return t.onlyLoaded(n, t.spreadAt) }

// spreadAt reports whether the value that step i loads is what f(*value) or f(x, *value) takes its arguments of, and nothing else.
func (t *translator) spreadAt(i int) bool {
	depth := t.steps[i].depth + 1
	for _, s := range t.steps[i+1:] {
		if s.leader || s.depth < depth {
			return false
		}
		switch s.op {
		case opcode.LIST_EXTEND:
			return s.depth == depth
		case opcode.CALL_FUNCTION_EX:
			return s.depth == depth+1
		case opcode.PUSH_NULL, opcode.LOAD_CONST, opcode.LOAD_SMALL_INT, opcode.LOAD_FAST, opcode.LOAD_FAST_BORROW, opcode.LOAD_FAST_CHECK, opcode.LOAD_DEREF:
		case opcode.LOAD_GLOBAL:
			if s.arg&1 != 0 {
				return false
			}
		case opcode.BUILD_MAP:
			if s.depth-2*s.arg < depth {
				return false
			}
		case opcode.DICT_MERGE:
			if s.arg != 1 || s.depth < depth+2 {
				return false
			}
		default:
			return false
		}
	}
	return false
}
