// This file recognizes a call of collect() that directly follows another one, as in gc.collect(); gc.collect(). Programs write that to be sure on any
// Python; here one call goes on for as long as it finds something, so that the next one has nothing to do.

package gc

import (
	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// A moment is when and where collect() has returned.
type moment struct {
	thread    *py.Thread
	place     py.Place
	depth     int
	finalized uint64 // how much has been finalized by then
	signals   uint64 // how many signals had arrived
}

// now is the moment of the call under way.
func now(th *py.Thread) moment {
	in := th.Interp
	return moment{th, py.Here(th), in.Eval.Depth(th), in.Finalizers.Finalized(), in.Signals.Arrived()}
}

// follows tells that between two moments no instruction has run by which an object could have died: the calls are in the same run of a code object,
// with nothing but loads between them, and neither finalizers nor signal handlers nor trace functions nor other threads have run.
func (m moment) follows(last moment) bool {
	in := m.thread.Interp
	from, to := last.place.Offset/2, m.place.Offset/2
	last.place.Offset = m.place.Offset
	if m != last || m.place.Code == nil || from >= to || len(in.Threads()) > 1 || in.Monitoring.Version != 0 {
		return false
	}
	for i := range m.place.Code.Instructions() {
		if i.Offset >= to {
			break
		}
		if i.Offset > from && !loads[i.Op.Base()] {
			return false
		}
	}
	return true
}

// loads are instructions by which no object dies but the result of collect().
var loads = map[opcode.Op]bool{
	opcode.POP_TOP: true, opcode.NOP: true, opcode.PUSH_NULL: true, opcode.LOAD_FAST: true, opcode.LOAD_FAST_BORROW: true, opcode.LOAD_DEREF: true,
	opcode.LOAD_GLOBAL: true, opcode.LOAD_NAME: true, opcode.LOAD_ATTR: true, opcode.LOAD_SMALL_INT: true,
}
