// This file binds the arguments of most calls where they stand: the new frame lies over them, and nothing is copied but keywords.

package eval

import (
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
			extra = py.NewDict()
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
			if s.arg != n {
				continue
			}
			if s.op != opcode.LOAD_FAST && s.op != opcode.LOAD_FAST_BORROW || i+1 == len(t.steps) || t.steps[i+1].leader || t.steps[i+1].op != opcode.DICT_MERGE {
				return false
			}
		}
	}
	return true
}
