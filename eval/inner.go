// This file holds the inner loop: what the machine does without a Go call.
//
// inner is one switch over all operations, each case of which ends in continue or in returning to the outer loop, at the
// instruction that it could not do. There must be no Go call in it: one call would make the compiler keep the loop's
// variables in memory. It is long because it is flat. Its memory accesses are unchecked: translate has checked every
// operand against the size of the window.

package eval

import (
	"math"
	"math/bits"
	"sync/atomic"
	"unsafe"

	py "github.com/gopy-lang/gopy/runtime"
)

// at returns a register.
func at(regs unsafe.Pointer, offset uint16) *py.Value {
	return (*py.Value)(unsafe.Add(regs, uintptr(offset)))
}

// setInt stores an int. The pointer half is stored only when it changes, because storing it costs a write barrier while
// the collector marks.
func setInt(to *py.Value, n int64) {
	if to.P != nil {
		to.P = nil
	}
	to.B = uint64(n)
}

// setTagged stores a float or bool.
func setTagged(to *py.Value, tag unsafe.Pointer, bits uint64) {
	if to.P != tag {
		to.P = tag
	}
	to.B = bits
}

// set stores any value.
func set(to *py.Value, v py.Value) {
	if to.P != v.P {
		to.P = v.P
	}
	to.B = v.B
}

// kindFlags reads Kind and Flags of an object at once: an exact built-in has no flags.
func kindFlags(p unsafe.Pointer) uint32 { return *(*uint32)(unsafe.Add(p, py.HeaderKind)) }

func float(v *py.Value) float64 { return math.Float64frombits(v.B) }

func inner(m *machine, pc, regs, table unsafe.Pointer) (unsafe.Pointer, unsafe.Pointer, unsafe.Pointer) {
	for {
		in := (*instruction)(pc)
		switch in.op {
		case opNop:
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opMove:
			set(at(regs, in.a), *at(regs, in.b))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opMove2:
			a, b := at(regs, in.a), at(regs, in.a+registerSize)
			set(a, *at(regs, in.b))
			set(b, *at(regs, in.c))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opStore2:
			set(at(regs, in.a), *at(regs, in.c))
			set(at(regs, in.b), *at(regs, in.c-registerSize))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opStoreLoad:
			set(at(regs, in.a), *at(regs, in.c))
			set(at(regs, in.c), *at(regs, in.b))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opConst:
			set(at(regs, in.a), (*py.InlineCache)(unsafe.Add(table, uintptr(uint32(in.wide()))*entrySize)).Value)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opInt:
			setInt(at(regs, in.a), int64(int16(in.b)))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opNull:
			set(at(regs, in.a), py.Unbound)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opCheck:
			if at(regs, in.a).P == py.UnboundTag() {
				return pc, regs, table
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opClear:
			v := *at(regs, in.b)
			set(at(regs, in.a), v)
			set(at(regs, in.b), py.Unbound)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opDelete:
			v := at(regs, in.a)
			if v.P == py.UnboundTag() {
				return pc, regs, table
			}
			v.P = py.UnboundTag()
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opSwap:
			a, b := at(regs, in.a), at(regs, in.b)
			v := *a
			set(a, *b)
			set(b, v)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJump:
			pc = unsafe.Add(pc, int(in.wide())*int(instructionSize))
			continue
		case opLoop:
			if atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
				return pc, regs, table
			}
			pc = unsafe.Add(pc, int(in.wide())*int(instructionSize))
			continue
		case opJumpTrue:
			v := at(regs, in.a)
			if v.P != py.BoolTag() {
				return pc, regs, table
			}
			if v.B != 0 {
				pc = unsafe.Add(pc, int(in.wide())*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpFalse:
			v := at(regs, in.a)
			if v.P != py.BoolTag() {
				return pc, regs, table
			}
			if v.B == 0 {
				pc = unsafe.Add(pc, int(in.wide())*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpNone:
			if at(regs, in.a).P == py.None.P {
				pc = unsafe.Add(pc, int(in.wide())*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpNotNone:
			if at(regs, in.a).P != py.None.P {
				pc = unsafe.Add(pc, int(in.wide())*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpIf:
			v := at(regs, in.a)
			truth := v.B != 0
			if v.P != py.BoolTag() && v.P != nil {
				if v.P == py.None.P {
					truth = false
				} else {
					switch kindFlags(v.P) {
					case uint32(py.KindList):
						truth = *(*int)(unsafe.Add(v.P, py.ListItems+py.WordSize)) != 0
					case uint32(py.KindStr):
						truth = *(*int)(unsafe.Add(v.P, py.StrText+py.WordSize)) != 0
					case uint32(py.KindTuple):
						truth = *(*int)(unsafe.Add(v.P, py.TupleLen)) != 0
					default:
						return pc, regs, table
					}
				}
			}

			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(in.wide())*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpLT:
			a, b := at(regs, in.a), at(regs, in.b)
			var truth bool
			if a.P == nil && b.P == nil {
				truth = int64(a.B) < int64(b.B)
			} else if a.P == py.FloatTag() && b.P == py.FloatTag() {
				truth = float(a) < float(b)
			} else {
				return pc, regs, table
			}
			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpLE:
			a, b := at(regs, in.a), at(regs, in.b)
			var truth bool
			if a.P == nil && b.P == nil {
				truth = int64(a.B) <= int64(b.B)
			} else if a.P == py.FloatTag() && b.P == py.FloatTag() {
				truth = float(a) <= float(b)
			} else {
				return pc, regs, table
			}
			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpEQ:
			a, b := at(regs, in.a), at(regs, in.b)
			var truth bool
			if a.P == nil && b.P == nil {
				truth = int64(a.B) == int64(b.B)
			} else if a.P == py.FloatTag() && b.P == py.FloatTag() {
				truth = float(a) == float(b)
			} else if a.P != nil && b.P != nil && kindFlags(a.P) == uint32(py.KindStr) && kindFlags(b.P) == uint32(py.KindStr) {
				if a.P == b.P {
					truth = true
				} else if *(*uint32)(unsafe.Add(a.P, py.StrInfo))&*(*uint32)(unsafe.Add(b.P, py.StrInfo))&py.StrInterned != 0 ||
					*(*int)(unsafe.Add(a.P, py.StrText+py.WordSize)) != *(*int)(unsafe.Add(b.P, py.StrText+py.WordSize)) {
					truth = false
				} else {
					return pc, regs, table
				}
			} else {
				return pc, regs, table
			}
			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpNE:
			a, b := at(regs, in.a), at(regs, in.b)
			var truth bool
			if a.P == nil && b.P == nil {
				truth = int64(a.B) != int64(b.B)
			} else if a.P == py.FloatTag() && b.P == py.FloatTag() {
				truth = float(a) != float(b)
			} else if a.P != nil && b.P != nil && kindFlags(a.P) == uint32(py.KindStr) && kindFlags(b.P) == uint32(py.KindStr) {
				if a.P == b.P {
					truth = false
				} else if *(*uint32)(unsafe.Add(a.P, py.StrInfo))&*(*uint32)(unsafe.Add(b.P, py.StrInfo))&py.StrInterned != 0 ||
					*(*int)(unsafe.Add(a.P, py.StrText+py.WordSize)) != *(*int)(unsafe.Add(b.P, py.StrText+py.WordSize)) {
					truth = true
				} else {
					return pc, regs, table
				}
			} else {
				return pc, regs, table
			}
			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpGT:
			a, b := at(regs, in.a), at(regs, in.b)
			var truth bool
			if a.P == nil && b.P == nil {
				truth = int64(a.B) > int64(b.B)
			} else if a.P == py.FloatTag() && b.P == py.FloatTag() {
				truth = float(a) > float(b)
			} else {
				return pc, regs, table
			}
			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpGE:
			a, b := at(regs, in.a), at(regs, in.b)
			var truth bool
			if a.P == nil && b.P == nil {
				truth = int64(a.B) >= int64(b.B)
			} else if a.P == py.FloatTag() && b.P == py.FloatTag() {
				truth = float(a) >= float(b)
			} else {
				return pc, regs, table
			}
			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpLTI:
			a := at(regs, in.a)
			if a.P != nil {
				return pc, regs, table
			}
			truth := int64(a.B) < int64(int16(in.b))
			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpLEI:
			a := at(regs, in.a)
			if a.P != nil {
				return pc, regs, table
			}
			truth := int64(a.B) <= int64(int16(in.b))
			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpEQI:
			a := at(regs, in.a)
			if a.P != nil {
				return pc, regs, table
			}
			truth := int64(a.B) == int64(int16(in.b))
			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpNEI:
			a := at(regs, in.a)
			if a.P != nil {
				return pc, regs, table
			}
			truth := int64(a.B) != int64(int16(in.b))
			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpGTI:
			a := at(regs, in.a)
			if a.P != nil {
				return pc, regs, table
			}
			truth := int64(a.B) > int64(int16(in.b))
			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpGEI:
			a := at(regs, in.a)
			if a.P != nil {
				return pc, regs, table
			}
			truth := int64(a.B) >= int64(int16(in.b))
			if truth == (in.flags&1 != 0) {
				if in.flags&2 != 0 && atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpIs:
			a, b := at(regs, in.a), at(regs, in.b)
			truth := a.P == b.P
			if truth && (a.P == nil || a.P == py.FloatTag() || a.P == py.BoolTag()) {
				truth = a.B == b.B
			}
			if truth == (in.flags&1 != 0) {
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLT:
			a, b := at(regs, in.b), at(regs, in.c)
			var truth bool
			if a.P == nil && b.P == nil {
				truth = int64(a.B) < int64(b.B)
			} else if a.P == py.FloatTag() && b.P == py.FloatTag() {
				truth = float(a) < float(b)
			} else {
				return pc, regs, table
			}
			number := uint64(0)
			if truth {
				number = 1
			}
			setTagged(at(regs, in.a), py.BoolTag(), number)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLE:
			a, b := at(regs, in.b), at(regs, in.c)
			var truth bool
			if a.P == nil && b.P == nil {
				truth = int64(a.B) <= int64(b.B)
			} else if a.P == py.FloatTag() && b.P == py.FloatTag() {
				truth = float(a) <= float(b)
			} else {
				return pc, regs, table
			}
			number := uint64(0)
			if truth {
				number = 1
			}
			setTagged(at(regs, in.a), py.BoolTag(), number)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opEQ:
			a, b := at(regs, in.b), at(regs, in.c)
			var truth bool
			if a.P == nil && b.P == nil {
				truth = int64(a.B) == int64(b.B)
			} else if a.P == py.FloatTag() && b.P == py.FloatTag() {
				truth = float(a) == float(b)
			} else if a.P != nil && b.P != nil && kindFlags(a.P) == uint32(py.KindStr) && kindFlags(b.P) == uint32(py.KindStr) {
				if a.P == b.P {
					truth = true
				} else if *(*uint32)(unsafe.Add(a.P, py.StrInfo))&*(*uint32)(unsafe.Add(b.P, py.StrInfo))&py.StrInterned != 0 ||
					*(*int)(unsafe.Add(a.P, py.StrText+py.WordSize)) != *(*int)(unsafe.Add(b.P, py.StrText+py.WordSize)) {
					truth = false
				} else {
					return pc, regs, table
				}
			} else {
				return pc, regs, table
			}
			number := uint64(0)
			if truth {
				number = 1
			}
			setTagged(at(regs, in.a), py.BoolTag(), number)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opNE:
			a, b := at(regs, in.b), at(regs, in.c)
			var truth bool
			if a.P == nil && b.P == nil {
				truth = int64(a.B) != int64(b.B)
			} else if a.P == py.FloatTag() && b.P == py.FloatTag() {
				truth = float(a) != float(b)
			} else if a.P != nil && b.P != nil && kindFlags(a.P) == uint32(py.KindStr) && kindFlags(b.P) == uint32(py.KindStr) {
				if a.P == b.P {
					truth = false
				} else if *(*uint32)(unsafe.Add(a.P, py.StrInfo))&*(*uint32)(unsafe.Add(b.P, py.StrInfo))&py.StrInterned != 0 ||
					*(*int)(unsafe.Add(a.P, py.StrText+py.WordSize)) != *(*int)(unsafe.Add(b.P, py.StrText+py.WordSize)) {
					truth = true
				} else {
					return pc, regs, table
				}
			} else {
				return pc, regs, table
			}
			number := uint64(0)
			if truth {
				number = 1
			}
			setTagged(at(regs, in.a), py.BoolTag(), number)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opGT:
			a, b := at(regs, in.b), at(regs, in.c)
			var truth bool
			if a.P == nil && b.P == nil {
				truth = int64(a.B) > int64(b.B)
			} else if a.P == py.FloatTag() && b.P == py.FloatTag() {
				truth = float(a) > float(b)
			} else {
				return pc, regs, table
			}
			number := uint64(0)
			if truth {
				number = 1
			}
			setTagged(at(regs, in.a), py.BoolTag(), number)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opGE:
			a, b := at(regs, in.b), at(regs, in.c)
			var truth bool
			if a.P == nil && b.P == nil {
				truth = int64(a.B) >= int64(b.B)
			} else if a.P == py.FloatTag() && b.P == py.FloatTag() {
				truth = float(a) >= float(b)
			} else {
				return pc, regs, table
			}
			number := uint64(0)
			if truth {
				number = 1
			}
			setTagged(at(regs, in.a), py.BoolTag(), number)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opIs:
			a, b := at(regs, in.b), at(regs, in.c)
			truth := a.P == b.P
			if truth && (a.P == nil || a.P == py.FloatTag() || a.P == py.BoolTag()) {
				truth = a.B == b.B
			}
			truth = truth != (in.flags&1 != 0)
			number := uint64(0)
			if truth {
				number = 1
			}
			setTagged(at(regs, in.a), py.BoolTag(), number)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opNot:
			v := at(regs, in.b)
			if v.P != py.BoolTag() {
				return pc, regs, table
			}
			setTagged(at(regs, in.a), py.BoolTag(), v.B^1)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opToBool:
			v := at(regs, in.b)
			truth := v.B != 0
			if v.P != py.BoolTag() && v.P != nil {
				if v.P == py.None.P {
					truth = false
				} else {
					switch kindFlags(v.P) {
					case uint32(py.KindList):
						truth = *(*int)(unsafe.Add(v.P, py.ListItems+py.WordSize)) != 0
					case uint32(py.KindStr):
						truth = *(*int)(unsafe.Add(v.P, py.StrText+py.WordSize)) != 0
					case uint32(py.KindTuple):
						truth = *(*int)(unsafe.Add(v.P, py.TupleLen)) != 0
					default:
						return pc, regs, table
					}
				}
			}

			number := uint64(0)
			if truth {
				number = 1
			}
			setTagged(at(regs, in.a), py.BoolTag(), number)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opNegative:
			v := at(regs, in.b)
			if v.P == nil && int64(v.B) != math.MinInt64 {
				setInt(at(regs, in.a), -int64(v.B))
			} else if v.P == py.FloatTag() {
				setTagged(at(regs, in.a), py.FloatTag(), v.B^(1<<63))
			} else {
				return pc, regs, table
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opInvert:
			v := at(regs, in.b)
			if v.P != nil {
				return pc, regs, table
			}
			setInt(at(regs, in.a), ^int64(v.B))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opAdd:
			a, b := at(regs, in.b), at(regs, in.c)
			if a.P == nil && b.P == nil {
				x, y := int64(a.B), int64(b.B)
				n := x + y
				if (n^x)&(n^y) < 0 {
					return pc, regs, table
				}
				setInt(at(regs, in.a), n)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			if a.P == py.FloatTag() && b.P == py.FloatTag() {
				setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(float(a)+float(b)))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			return pc, regs, table
		case opSubtract:
			a, b := at(regs, in.b), at(regs, in.c)
			if a.P == nil && b.P == nil {
				x, y := int64(a.B), int64(b.B)
				n := x - y
				if (x^y)&(n^x) < 0 {
					return pc, regs, table
				}
				setInt(at(regs, in.a), n)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			if a.P == py.FloatTag() && b.P == py.FloatTag() {
				setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(float(a)-float(b)))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			return pc, regs, table
		case opMultiply:
			a, b := at(regs, in.b), at(regs, in.c)
			if a.P == nil && b.P == nil {
				x, y := int64(a.B), int64(b.B)
				hi, lo := bits.Mul64(uint64(x), uint64(y))
				hi -= uint64(x>>63)&uint64(y) + uint64(y>>63)&uint64(x)
				if int64(hi) != int64(lo)>>63 {
					return pc, regs, table
				}
				setInt(at(regs, in.a), int64(lo))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			if a.P == py.FloatTag() && b.P == py.FloatTag() {
				setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(float(a)*float(b)))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			return pc, regs, table
		case opAddI:
			a := at(regs, in.b)
			if a.P == nil {
				x, y := int64(a.B), int64(int16(in.c))
				n := x + y
				if (n^x)&(n^y) < 0 {
					return pc, regs, table
				}
				setInt(at(regs, in.a), n)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			if a.P == py.FloatTag() {
				setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(float(a)+float64(int16(in.c))))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			return pc, regs, table
		case opSubtractI:
			a := at(regs, in.b)
			if a.P == nil {
				x, y := int64(a.B), int64(int16(in.c))
				n := x - y
				if (x^y)&(n^x) < 0 {
					return pc, regs, table
				}
				setInt(at(regs, in.a), n)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			if a.P == py.FloatTag() {
				setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(float(a)-float64(int16(in.c))))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			return pc, regs, table
		case opMultiplyI:
			a := at(regs, in.b)
			if a.P == nil {
				x, y := int64(a.B), int64(int16(in.c))
				hi, lo := bits.Mul64(uint64(x), uint64(y))
				hi -= uint64(x>>63)&uint64(y) + uint64(y>>63)&uint64(x)
				if int64(hi) != int64(lo)>>63 {
					return pc, regs, table
				}
				setInt(at(regs, in.a), int64(lo))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			if a.P == py.FloatTag() {
				setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(float(a)*float64(int16(in.c))))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			return pc, regs, table
		case opFloorDivide:
			a, b := at(regs, in.b), at(regs, in.c)
			if a.P == nil && b.P == nil {
				x, y := int64(a.B), int64(b.B)
				if y <= 0 {
					return pc, regs, table
				}
				if uint64(x|y)>>32 == 0 {
					d := uint32(y)
					if d == 0 {
						return pc, regs, table
					}
					setInt(at(regs, in.a), int64(uint32(x)/d))
					pc = unsafe.Add(pc, instructionSize)
					continue
				}
				n := x / y
				if x < 0 && n*y != x {
					n--
				}
				setInt(at(regs, in.a), n)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}

			return pc, regs, table
		case opFloorDivideI:
			a := at(regs, in.b)
			if a.P == nil {
				x, y := int64(a.B), int64(int16(in.c))
				if y <= 0 {
					return pc, regs, table
				}
				if uint64(x|y)>>32 == 0 {
					d := uint32(y)
					if d == 0 {
						return pc, regs, table
					}
					setInt(at(regs, in.a), int64(uint32(x)/d))
					pc = unsafe.Add(pc, instructionSize)
					continue
				}
				n := x / y
				if x < 0 && n*y != x {
					n--
				}
				setInt(at(regs, in.a), n)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}

			return pc, regs, table
		case opRemainder:
			a, b := at(regs, in.b), at(regs, in.c)
			if a.P == nil && b.P == nil {
				x, y := int64(a.B), int64(b.B)
				if y <= 0 {
					return pc, regs, table
				}
				if uint64(x|y)>>32 == 0 {
					d := uint32(y)
					if d == 0 {
						return pc, regs, table
					}
					setInt(at(regs, in.a), int64(uint32(x)%d))
					pc = unsafe.Add(pc, instructionSize)
					continue
				}
				n := x % y
				if n < 0 {
					n += y
				}
				setInt(at(regs, in.a), n)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}

			return pc, regs, table
		case opRemainderI:
			a := at(regs, in.b)
			if a.P == nil {
				x, y := int64(a.B), int64(int16(in.c))
				if y <= 0 {
					return pc, regs, table
				}
				if uint64(x|y)>>32 == 0 {
					d := uint32(y)
					if d == 0 {
						return pc, regs, table
					}
					setInt(at(regs, in.a), int64(uint32(x)%d))
					pc = unsafe.Add(pc, instructionSize)
					continue
				}
				n := x % y
				if n < 0 {
					n += y
				}
				setInt(at(regs, in.a), n)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}

			return pc, regs, table
		case opAnd:
			a, b := at(regs, in.b), at(regs, in.c)
			if a.P == nil && b.P == nil {
				x, y := int64(a.B), int64(b.B)
				setInt(at(regs, in.a), x&y)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}

			return pc, regs, table
		case opOr:
			a, b := at(regs, in.b), at(regs, in.c)
			if a.P == nil && b.P == nil {
				x, y := int64(a.B), int64(b.B)
				setInt(at(regs, in.a), x|y)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}

			return pc, regs, table
		case opXor:
			a, b := at(regs, in.b), at(regs, in.c)
			if a.P == nil && b.P == nil {
				x, y := int64(a.B), int64(b.B)
				setInt(at(regs, in.a), x^y)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}

			return pc, regs, table
		case opAndI:
			a := at(regs, in.b)
			if a.P == nil {
				x, y := int64(a.B), int64(int16(in.c))
				setInt(at(regs, in.a), x&y)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}

			return pc, regs, table
		case opLShift:
			a, b := at(regs, in.b), at(regs, in.c)
			if a.P == nil && b.P == nil {
				x, y := int64(a.B), int64(b.B)
				if y < 0 || y > 62 || x>>(62-uint64(y)) != 0 && x>>(62-uint64(y)) != -1 {
					return pc, regs, table
				}
				setInt(at(regs, in.a), x<<uint64(y))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}

			return pc, regs, table
		case opLShiftI:
			a := at(regs, in.b)
			if a.P == nil {
				x, y := int64(a.B), int64(int16(in.c))
				if y < 0 || y > 62 || x>>(62-uint64(y)) != 0 && x>>(62-uint64(y)) != -1 {
					return pc, regs, table
				}
				setInt(at(regs, in.a), x<<uint64(y))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}

			return pc, regs, table
		case opRShift:
			a, b := at(regs, in.b), at(regs, in.c)
			if a.P == nil && b.P == nil {
				x, y := int64(a.B), int64(b.B)
				if y < 0 {
					return pc, regs, table
				}
				setInt(at(regs, in.a), x>>min(uint64(y), 63))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}

			return pc, regs, table
		case opRShiftI:
			a := at(regs, in.b)
			if a.P == nil {
				x, y := int64(a.B), int64(int16(in.c))
				if y < 0 {
					return pc, regs, table
				}
				setInt(at(regs, in.a), x>>min(uint64(y), 63))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}

			return pc, regs, table
		case opTrueDivide:
			a, b := at(regs, in.b), at(regs, in.c)
			var x, y float64
			if a.P == py.FloatTag() {
				x = float(a)
			} else if a.P == nil && int64(a.B) >= -1<<53 && int64(a.B) <= 1<<53 {
				x = float64(int64(a.B))
			} else {
				return pc, regs, table
			}
			if b.P == py.FloatTag() {
				y = float(b)
			} else if b.P == nil && int64(b.B) >= -1<<53 && int64(b.B) <= 1<<53 {
				y = float64(int64(b.B))
			} else {
				return pc, regs, table
			}
			if y == 0 {
				return pc, regs, table
			}
			setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(x/y))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opAddK:
			a := at(regs, in.b)
			k := math.Float64frombits((*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize)).Value.B)
			if a.P != py.FloatTag() {
				return pc, regs, table
			}
			setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(float(a)+k))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opSubtractK:
			a := at(regs, in.b)
			k := math.Float64frombits((*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize)).Value.B)
			if a.P != py.FloatTag() {
				return pc, regs, table
			}
			setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(float(a)-k))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opMultiplyK:
			a := at(regs, in.b)
			k := math.Float64frombits((*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize)).Value.B)
			if a.P != py.FloatTag() {
				return pc, regs, table
			}
			setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(float(a)*k))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opTrueDivideK:
			a := at(regs, in.b)
			k := math.Float64frombits((*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize)).Value.B)
			if a.P != py.FloatTag() || k == 0 {
				return pc, regs, table
			}
			setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(float(a)/k))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opSubtractFromK:
			a := at(regs, in.b)
			k := math.Float64frombits((*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize)).Value.B)
			if a.P != py.FloatTag() {
				return pc, regs, table
			}
			setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(k-float(a)))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opDivideK:
			a := at(regs, in.b)
			k := math.Float64frombits((*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize)).Value.B)
			if a.P != py.FloatTag() || float(a) == 0 {
				return pc, regs, table
			}
			setTagged(at(regs, in.a), py.FloatTag(), math.Float64bits(k/float(a)))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opGetItem:
			p := at(regs, in.b).P
			key := at(regs, in.c)
			if p == nil {
				return pc, regs, table
			}
			switch kindFlags(p) {
			case uint32(py.KindList):
				if key.P != nil {
					return pc, regs, table
				}
				i := int(key.B)
				n := *(*int)(unsafe.Add(p, py.ListItems+py.WordSize))
				if i < 0 {
					i += n
				}
				if uint(i) >= uint(n) {
					return pc, regs, table
				}
				set(at(regs, in.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(p, py.ListItems)), uintptr(i)*registerSize)))
				pc = unsafe.Add(pc, instructionSize)
				continue
			case uint32(py.KindTuple):
				if key.P != nil {
					return pc, regs, table
				}
				i := int(key.B)
				n := *(*int)(unsafe.Add(p, py.TupleLen))
				if i < 0 {
					i += n
				}
				if uint(i) >= uint(n) {
					return pc, regs, table
				}
				set(at(regs, in.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(p, py.TupleItems)), uintptr(i)*registerSize)))
				pc = unsafe.Add(pc, instructionSize)
				continue
			case uint32(py.KindStr):
				i, n := int(key.B), *(*int)(unsafe.Add(p, py.StrText+py.WordSize))
				if key.P != nil || uint(i) >= uint(n) || *(*uint32)(unsafe.Add(p, py.StrInfo))&py.StrASCII == 0 {
					return pc, regs, table
				}
				c := *(*byte)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(p, py.StrText)), i))
				set(at(regs, in.a), py.Value{P: unsafe.Add(py.CharTable(), uintptr(c&127)*py.StrSize)})
				pc = unsafe.Add(pc, instructionSize)
				continue
			case uint32(py.KindDict):
				if key.P != nil && kindFlags(key.P) != uint32(py.KindStr) {
					return pc, regs, table
				}
				entries := *(*unsafe.Pointer)(unsafe.Add(p, py.DictEntries))
				index := *(*unsafe.Pointer)(unsafe.Add(p, py.DictIndex))
				var e unsafe.Pointer
				if index == nil {
					n := *(*int)(unsafe.Add(p, py.DictEntries+py.WordSize))
					for ; n > 0; n-- {
						if k := (*py.Value)(unsafe.Add(entries, uintptr(n-1)*py.DictEntry+py.EntryKey)); k.P == key.P && (key.P != nil || k.B == key.B) {
							e = unsafe.Add(entries, uintptr(n-1)*py.DictEntry)
							break
						}
					}
				} else {
					var perturb uint64
					if key.P == nil {
						perturb = key.B
						if perturb >= 1<<61-1 {
							return pc, regs, table
						}
					} else {
						perturb = *(*uint64)(unsafe.Add(key.P, py.StrHash))
						if perturb == 0 {
							return pc, regs, table
						}
					}
					mask := uint64(*(*int)(unsafe.Add(p, py.DictIndex+py.WordSize)) - 1)
					slot := perturb & mask
					for {
						n := *(*int32)(unsafe.Add(index, uintptr(slot)*4))
						if n > 0 {
							e = unsafe.Add(entries, uintptr(n-1)*py.DictEntry)
							if k := (*py.Value)(unsafe.Add(e, py.EntryKey)); k.P == key.P && (key.P != nil || k.B == key.B) {
								break
							}
						} else if n == 0 {
							return pc, regs, table
						}
						perturb >>= 5
						slot = (slot*5 + perturb + 1) & mask
					}
				}
				if e == nil {
					return pc, regs, table
				}

				set(at(regs, in.a), *(*py.Value)(unsafe.Add(e, py.EntryValue)))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			return pc, regs, table
		case opGetItemI:
			p := at(regs, in.b).P
			if p == nil {
				return pc, regs, table
			}
			switch kindFlags(p) {
			case uint32(py.KindList):
				i := int(int16(in.c))
				n := *(*int)(unsafe.Add(p, py.ListItems+py.WordSize))
				if i < 0 {
					i += n
				}
				if uint(i) >= uint(n) {
					return pc, regs, table
				}
				set(at(regs, in.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(p, py.ListItems)), uintptr(i)*registerSize)))
				pc = unsafe.Add(pc, instructionSize)
				continue
			case uint32(py.KindTuple):
				i := int(int16(in.c))
				n := *(*int)(unsafe.Add(p, py.TupleLen))
				if i < 0 {
					i += n
				}
				if uint(i) >= uint(n) {
					return pc, regs, table
				}
				set(at(regs, in.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(p, py.TupleItems)), uintptr(i)*registerSize)))
				pc = unsafe.Add(pc, instructionSize)
				continue
			case uint32(py.KindStr):
				i := int(int16(in.c))
				n := *(*int)(unsafe.Add(p, py.StrText+py.WordSize))
				if i < 0 {
					i += n
				}
				if uint(i) >= uint(n) || *(*uint32)(unsafe.Add(p, py.StrInfo))&py.StrASCII == 0 {
					return pc, regs, table
				}
				c := *(*byte)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(p, py.StrText)), i))
				set(at(regs, in.a), py.Value{P: unsafe.Add(py.CharTable(), uintptr(c&127)*py.StrSize)})
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			return pc, regs, table
		case opGetItemK:
			p := at(regs, in.b).P
			key := &(*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize)).Value
			if p == nil || kindFlags(p) != uint32(py.KindDict) {
				return pc, regs, table
			}
			if key.P != nil && kindFlags(key.P) != uint32(py.KindStr) {
				return pc, regs, table
			}
			entries := *(*unsafe.Pointer)(unsafe.Add(p, py.DictEntries))
			index := *(*unsafe.Pointer)(unsafe.Add(p, py.DictIndex))
			var e unsafe.Pointer
			if index == nil {
				n := *(*int)(unsafe.Add(p, py.DictEntries+py.WordSize))
				for ; n > 0; n-- {
					if k := (*py.Value)(unsafe.Add(entries, uintptr(n-1)*py.DictEntry+py.EntryKey)); k.P == key.P && (key.P != nil || k.B == key.B) {
						e = unsafe.Add(entries, uintptr(n-1)*py.DictEntry)
						break
					}
				}
			} else {
				var perturb uint64
				if key.P == nil {
					perturb = key.B
					if perturb >= 1<<61-1 {
						return pc, regs, table
					}
				} else {
					perturb = *(*uint64)(unsafe.Add(key.P, py.StrHash))
					if perturb == 0 {
						return pc, regs, table
					}
				}
				mask := uint64(*(*int)(unsafe.Add(p, py.DictIndex+py.WordSize)) - 1)
				slot := perturb & mask
				for {
					n := *(*int32)(unsafe.Add(index, uintptr(slot)*4))
					if n > 0 {
						e = unsafe.Add(entries, uintptr(n-1)*py.DictEntry)
						if k := (*py.Value)(unsafe.Add(e, py.EntryKey)); k.P == key.P && (key.P != nil || k.B == key.B) {
							break
						}
					} else if n == 0 {
						return pc, regs, table
					}
					perturb >>= 5
					slot = (slot*5 + perturb + 1) & mask
				}
			}
			if e == nil {
				return pc, regs, table
			}

			set(at(regs, in.a), *(*py.Value)(unsafe.Add(e, py.EntryValue)))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opSetItem:
			p := at(regs, in.a).P
			key := at(regs, in.b)
			if p == nil {
				return pc, regs, table
			}
			switch kindFlags(p) {
			case uint32(py.KindList):
				if key.P != nil {
					return pc, regs, table
				}
				i, n := int(key.B), *(*int)(unsafe.Add(p, py.ListItems+py.WordSize))
				if i < 0 {
					i += n
				}
				if uint(i) >= uint(n) {
					return pc, regs, table
				}
				set((*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(p, py.ListItems)), uintptr(i)*registerSize)), *at(regs, in.c))
				pc = unsafe.Add(pc, instructionSize)
				continue
			case uint32(py.KindDict):
				if key.P != nil && kindFlags(key.P) != uint32(py.KindStr) {
					return pc, regs, table
				}
				entries := *(*unsafe.Pointer)(unsafe.Add(p, py.DictEntries))
				index := *(*unsafe.Pointer)(unsafe.Add(p, py.DictIndex))
				var e unsafe.Pointer
				if index == nil {
					n := *(*int)(unsafe.Add(p, py.DictEntries+py.WordSize))
					for ; n > 0; n-- {
						if k := (*py.Value)(unsafe.Add(entries, uintptr(n-1)*py.DictEntry+py.EntryKey)); k.P == key.P && (key.P != nil || k.B == key.B) {
							e = unsafe.Add(entries, uintptr(n-1)*py.DictEntry)
							break
						}
					}
				} else {
					var perturb uint64
					if key.P == nil {
						perturb = key.B
						if perturb >= 1<<61-1 {
							return pc, regs, table
						}
					} else {
						perturb = *(*uint64)(unsafe.Add(key.P, py.StrHash))
						if perturb == 0 {
							return pc, regs, table
						}
					}
					mask := uint64(*(*int)(unsafe.Add(p, py.DictIndex+py.WordSize)) - 1)
					slot := perturb & mask
					for {
						n := *(*int32)(unsafe.Add(index, uintptr(slot)*4))
						if n > 0 {
							e = unsafe.Add(entries, uintptr(n-1)*py.DictEntry)
							if k := (*py.Value)(unsafe.Add(e, py.EntryKey)); k.P == key.P && (key.P != nil || k.B == key.B) {
								break
							}
						} else if n == 0 {
							return pc, regs, table
						}
						perturb >>= 5
						slot = (slot*5 + perturb + 1) & mask
					}
				}
				if e == nil {
					return pc, regs, table
				}

				set((*py.Value)(unsafe.Add(e, py.EntryValue)), *at(regs, in.c))
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			return pc, regs, table
		case opContains:
			p := at(regs, in.c).P
			key := at(regs, in.b)
			if p == nil || kindFlags(p) != uint32(py.KindDict) {
				return pc, regs, table
			}
			if key.P != nil && kindFlags(key.P) != uint32(py.KindStr) {
				return pc, regs, table
			}
			entries := *(*unsafe.Pointer)(unsafe.Add(p, py.DictEntries))
			index := *(*unsafe.Pointer)(unsafe.Add(p, py.DictIndex))
			var e unsafe.Pointer
			if index == nil {
				n := *(*int)(unsafe.Add(p, py.DictEntries+py.WordSize))
				for ; n > 0; n-- {
					if k := (*py.Value)(unsafe.Add(entries, uintptr(n-1)*py.DictEntry+py.EntryKey)); k.P == key.P && (key.P != nil || k.B == key.B) {
						e = unsafe.Add(entries, uintptr(n-1)*py.DictEntry)
						break
					}
				}
			} else {
				var perturb uint64
				if key.P == nil {
					perturb = key.B
					if perturb >= 1<<61-1 {
						return pc, regs, table
					}
				} else {
					perturb = *(*uint64)(unsafe.Add(key.P, py.StrHash))
					if perturb == 0 {
						return pc, regs, table
					}
				}
				mask := uint64(*(*int)(unsafe.Add(p, py.DictIndex+py.WordSize)) - 1)
				slot := perturb & mask
				for {
					n := *(*int32)(unsafe.Add(index, uintptr(slot)*4))
					if n > 0 {
						e = unsafe.Add(entries, uintptr(n-1)*py.DictEntry)
						if k := (*py.Value)(unsafe.Add(e, py.EntryKey)); k.P == key.P && (key.P != nil || k.B == key.B) {
							break
						}
					} else if n == 0 {
						return pc, regs, table
					}
					perturb >>= 5
					slot = (slot*5 + perturb + 1) & mask
				}
			}
			if e == nil {
				return pc, regs, table
			}

			setTagged(at(regs, in.a), py.BoolTag(), uint64(in.flags&1)^1)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opJumpIn:
			p := at(regs, in.b).P
			key := at(regs, in.a)
			if p == nil || kindFlags(p) != uint32(py.KindDict) {
				return pc, regs, table
			}
			if key.P != nil && kindFlags(key.P) != uint32(py.KindStr) {
				return pc, regs, table
			}
			entries := *(*unsafe.Pointer)(unsafe.Add(p, py.DictEntries))
			index := *(*unsafe.Pointer)(unsafe.Add(p, py.DictIndex))
			var e unsafe.Pointer
			if index == nil {
				n := *(*int)(unsafe.Add(p, py.DictEntries+py.WordSize))
				for ; n > 0; n-- {
					if k := (*py.Value)(unsafe.Add(entries, uintptr(n-1)*py.DictEntry+py.EntryKey)); k.P == key.P && (key.P != nil || k.B == key.B) {
						e = unsafe.Add(entries, uintptr(n-1)*py.DictEntry)
						break
					}
				}
			} else {
				var perturb uint64
				if key.P == nil {
					perturb = key.B
					if perturb >= 1<<61-1 {
						return pc, regs, table
					}
				} else {
					perturb = *(*uint64)(unsafe.Add(key.P, py.StrHash))
					if perturb == 0 {
						return pc, regs, table
					}
				}
				mask := uint64(*(*int)(unsafe.Add(p, py.DictIndex+py.WordSize)) - 1)
				slot := perturb & mask
				for {
					n := *(*int32)(unsafe.Add(index, uintptr(slot)*4))
					if n > 0 {
						e = unsafe.Add(entries, uintptr(n-1)*py.DictEntry)
						if k := (*py.Value)(unsafe.Add(e, py.EntryKey)); k.P == key.P && (key.P != nil || k.B == key.B) {
							break
						}
					} else if n == 0 {
						return pc, regs, table
					}
					perturb >>= 5
					slot = (slot*5 + perturb + 1) & mask
				}
			}
			if e == nil {
				return pc, regs, table
			}

			if in.flags&1 != 0 {
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLoadAttrSlot:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))

			p := at(regs, in.b).P
			if p == nil {
				return pc, regs, table
			}
			if id := (*py.Header)(p).ID; id != c.ID {
				c = (*py.InlineCache)(unsafe.Add(unsafe.Pointer(c), entrySize))
				if id != c.ID {
					e := sharedEntry(m.shapes, id, unsafe.Pointer(c))
					if e.ID != id || e.site != unsafe.Pointer(c) || e.op != in.op || e.version != (*py.Header)(p).Type.ID {
						return pc, regs, table
					}
					c = &e.InlineCache
				}
			}
			v := (*py.Value)(unsafe.Add(p, uintptr(c.Aux)))
			if v.P == py.UnboundTag() {
				return pc, regs, table
			}
			set(at(regs, in.a), *v)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLoadAttrValue:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))

			p := at(regs, in.b).P
			if p == nil {
				return pc, regs, table
			}
			if id := (*py.Header)(p).ID; id != c.ID {
				c = (*py.InlineCache)(unsafe.Add(unsafe.Pointer(c), entrySize))
				if id != c.ID {
					e := sharedEntry(m.shapes, id, unsafe.Pointer(c))
					if e.ID != id || e.site != unsafe.Pointer(c) || e.op != in.op || e.version != (*py.Header)(p).Type.ID {
						return pc, regs, table
					}
					c = &e.InlineCache
				}
			}
			set(at(regs, in.a), c.Value)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLoadAttrModule:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))

			p := at(regs, in.b).P
			if p == nil || kindFlags(p) != uint32(py.KindModule) {
				return pc, regs, table
			}
			d := unsafe.Pointer((*py.Module)(p).Dict)
			if (*py.Header)(d).ID != c.ID {
				return pc, regs, table
			}
			v := (*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(d, py.DictEntries)), uintptr(c.Aux)))
			set(at(regs, in.a), *v)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLoadMethodShape:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))

			v := *at(regs, in.b)
			if v.P == nil {
				return pc, regs, table
			}
			if id := (*py.Header)(v.P).ID; id != c.ID {
				c = (*py.InlineCache)(unsafe.Add(unsafe.Pointer(c), entrySize))
				if id != c.ID {
					e := sharedEntry(m.shapes, id, unsafe.Pointer(c))
					if e.ID != id || e.site != unsafe.Pointer(c) || e.op != in.op || e.version != (*py.Header)(v.P).Type.ID {
						return pc, regs, table
					}
					c = &e.InlineCache
				}
			}
			a := at(regs, in.a)
			set(a, c.Value)
			set((*py.Value)(unsafe.Add(unsafe.Pointer(a), registerSize)), v)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLoadMethodValue:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))

			p := at(regs, in.b).P
			if p == nil {
				return pc, regs, table
			}
			if id := (*py.Header)(p).ID; id != c.ID {
				c = (*py.InlineCache)(unsafe.Add(unsafe.Pointer(c), entrySize))
				if id != c.ID {
					e := sharedEntry(m.shapes, id, unsafe.Pointer(c))
					if e.ID != id || e.site != unsafe.Pointer(c) || e.op != in.op || e.version != (*py.Header)(p).Type.ID {
						return pc, regs, table
					}
					c = &e.InlineCache
				}
			}
			set(at(regs, in.a), c.Value)
			set(at(regs, in.a+registerSize), py.Unbound)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLoadMethodModule:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))

			p := at(regs, in.b).P
			if p == nil || kindFlags(p) != uint32(py.KindModule) {
				return pc, regs, table
			}
			d := unsafe.Pointer((*py.Module)(p).Dict)
			if (*py.Header)(d).ID != c.ID {
				return pc, regs, table
			}
			v := (*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(d, py.DictEntries)), uintptr(c.Aux)))
			set(at(regs, in.a), *v)
			set(at(regs, in.a+registerSize), py.Unbound)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLoadMethodType:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))

			v := *at(regs, in.b)
			if v.P == nil || (*py.Header)(v.P).Type.ID != c.ID {
				return pc, regs, table
			}
			a := at(regs, in.a)
			set(a, c.Value)
			set((*py.Value)(unsafe.Add(unsafe.Pointer(a), registerSize)), v)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opStoreAttrSlot:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))

			p := at(regs, in.a).P
			if p == nil {
				return pc, regs, table
			}
			if id := (*py.Header)(p).ID; id != c.ID {
				c = (*py.InlineCache)(unsafe.Add(unsafe.Pointer(c), entrySize))
				if id != c.ID {
					e := sharedEntry(m.shapes, id, unsafe.Pointer(c))
					if e.ID != id || e.site != unsafe.Pointer(c) || e.op != in.op || e.version != (*py.Header)(p).Type.ID {
						return pc, regs, table
					}
					c = &e.InlineCache
				}
			}
			set((*py.Value)(unsafe.Add(p, uintptr(c.Aux))), *at(regs, in.b))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opStoreAttrAdd:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))

			p := at(regs, in.a).P
			if p == nil {
				return pc, regs, table
			}
			if id := (*py.Header)(p).ID; id != c.ID {
				c = (*py.InlineCache)(unsafe.Add(unsafe.Pointer(c), entrySize))
				if id != c.ID {
					e := sharedEntry(m.shapes, id, unsafe.Pointer(c))
					if e.ID != id || e.site != unsafe.Pointer(c) || e.op != in.op || e.version != (*py.Header)(p).Type.ID {
						return pc, regs, table
					}
					c = &e.InlineCache
				}
			}
			x := (*py.Instance)(p)
			x.Shape = (*py.Shape)(c.Value.P)
			x.ID = c.Count
			set((*py.Value)(unsafe.Add(p, uintptr(c.Aux))), *at(regs, in.b))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLoadGlobalDict:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))

			g := (*py.InlineCache)(unsafe.Add(table, tableGlobals*entrySize)).Value.P
			if (*py.Header)(g).ID != c.ID {
				return pc, regs, table
			}
			set(at(regs, in.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(g, py.DictEntries)), uintptr(c.Aux))))
			if in.flags&1 != 0 {
				set(at(regs, in.a+registerSize), py.Unbound)
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLoadGlobalBuiltin:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))

			g := (*py.InlineCache)(unsafe.Add(table, tableGlobals*entrySize)).Value.P
			b := (*py.InlineCache)(unsafe.Add(table, tableBuiltins*entrySize)).Value.P
			if (*py.Header)(g).ID != c.ID || (*py.Header)(b).ID != c.Count {
				return pc, regs, table
			}
			set(at(regs, in.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(b, py.DictEntries)), uintptr(c.Aux))))
			if in.flags&1 != 0 {
				set(at(regs, in.a+registerSize), py.Unbound)
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLoadNameDict:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))
			g := (*py.InlineCache)(unsafe.Add(table, tableGlobals*entrySize)).Value.P
			if (*py.Header)(g).ID != c.ID || (*py.Value)(unsafe.Add(regs, localsOffset)).P != g {
				return pc, regs, table
			}
			set(at(regs, in.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(g, py.DictEntries)), uintptr(c.Aux))))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLoadNameBuiltin:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))
			g := (*py.InlineCache)(unsafe.Add(table, tableGlobals*entrySize)).Value.P
			b := (*py.InlineCache)(unsafe.Add(table, tableBuiltins*entrySize)).Value.P
			if (*py.Header)(g).ID != c.ID || (*py.Header)(b).ID != c.Count || (*py.Value)(unsafe.Add(regs, localsOffset)).P != g {
				return pc, regs, table
			}
			set(at(regs, in.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(b, py.DictEntries)), uintptr(c.Aux))))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opStoreGlobalDict, opStoreNameDict:
			c := (*py.InlineCache)(unsafe.Add(table, uintptr(in.c)*entrySize))
			g := (*py.InlineCache)(unsafe.Add(table, tableGlobals*entrySize)).Value.P
			if (*py.Header)(g).ID != c.ID || in.op == opStoreNameDict && (*py.Value)(unsafe.Add(regs, localsOffset)).P != g {
				return pc, regs, table
			}
			set((*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(g, py.DictEntries)), uintptr(c.Aux))), *at(regs, in.a))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opLoadDeref:
			p := at(regs, in.b).P
			if p == nil || kindFlags(p) != uint32(py.KindCell) {
				return pc, regs, table
			}
			v := &(*py.Cell)(p).Value
			if v.P == py.UnboundTag() {
				return pc, regs, table
			}
			set(at(regs, in.a), *v)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opStoreDeref:
			p := at(regs, in.a).P
			if p == nil || kindFlags(p) != uint32(py.KindCell) {
				return pc, regs, table
			}
			set(&(*py.Cell)(p).Value, *at(regs, in.b))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opUnpackSequence:
			p := at(regs, in.b).P
			if p == nil || kindFlags(p) != uint32(py.KindTuple) || *(*int)(unsafe.Add(p, py.TupleLen)) != int(in.c) {
				return pc, regs, table
			}
			item := *(*unsafe.Pointer)(unsafe.Add(p, py.TupleItems))
			to := unsafe.Add(regs, uintptr(in.a)+uintptr(in.c)*registerSize)
			for n := in.c; n > 0; n-- {
				to = unsafe.Add(to, -registerSize)
				set((*py.Value)(to), *(*py.Value)(item))
				item = unsafe.Add(item, registerSize)
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opCopyFreeVars:
			closure := unsafe.Pointer((*py.Function)((*py.Value)(unsafe.Add(regs, functionOffset)).P).Closure)
			if closure == nil || *(*int)(unsafe.Add(closure, py.TupleLen)) != int(in.b) {
				return pc, regs, table
			}
			from, to := *(*unsafe.Pointer)(unsafe.Add(closure, py.TupleItems)), unsafe.Pointer(at(regs, in.a))
			for n := in.b; n > 0; n-- {
				set((*py.Value)(to), *(*py.Value)(from))
				from, to = unsafe.Add(from, registerSize), unsafe.Add(to, registerSize)
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opListAppend:
			l := at(regs, in.a).P
			if l == nil || kindFlags(l) != uint32(py.KindList) {
				return pc, regs, table
			}
			n := (*int)(unsafe.Add(l, py.ListItems+py.WordSize))
			if *n >= *(*int)(unsafe.Add(l, py.ListItems+2*py.WordSize)) {
				return pc, regs, table
			}
			to := (*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(l, py.ListItems)), uintptr(*n)*registerSize))
			*n++

			set(to, *at(regs, in.b))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opCallFunction:
			f := at(regs, in.b).P
			if f == nil || kindFlags(f) != uint32(py.KindFunction) {
				return pc, regs, table
			}
			callee := unsafe.Add(regs, uintptr(in.b)+registerSize)
			n := uint32(in.c)
			x := (*execution)((*py.Function)(f).Machine)
			if x == nil || x.argc != n || m.top >= m.limit || atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
				return pc, regs, table
			}
			ret := retPlain
			if uintptr(callee)-m.base >= m.size-x.need {
				// Perhaps the caller is a generator, with a window of its own: copy the arguments to the free part of the chunk.
				if uintptr(regs)-m.base < m.size || m.free+headroom*registerSize-m.base >= m.size-x.need {
					return pc, regs, table
				}
				to := unsafe.Add(pointer(&m.free), headroom*registerSize)
				set((*py.Value)(unsafe.Add(to, functionOffset)), py.Value{P: f})
				for i := uintptr(0); i < uintptr(n)*registerSize; i += registerSize {
					set((*py.Value)(unsafe.Add(to, i)), *(*py.Value)(unsafe.Add(callee, i)))
				}
				callee = to
				ret |= retHeap
			}
			r := (*record)(pointer(&m.top))
			r.pc, r.regs, r.table, r.free = uintptr(pc), uintptr(regs), uintptr(table), m.free
			r = (*record)(unsafe.Add(unsafe.Pointer(r), recordSize))
			r.ret = ret
			m.top = uintptr(unsafe.Pointer(r))
			for i := uintptr(x.fillFrom); i < uintptr(x.fillTo); i += registerSize {
				set((*py.Value)(unsafe.Add(callee, i)), py.Unbound)
			}
			pc, regs, table = x.entry, callee, x.table
			continue
		case opCall:
			base := at(regs, in.b)
			f := base.P
			callee := unsafe.Add(unsafe.Pointer(base), registerSize)
			if f == nil || kindFlags(f) != uint32(py.KindFunction) {
				if f != m.listAppend || in.c != 1 {
					return pc, regs, table
				}
				l := (*py.Value)(callee).P
				if l == nil || kindFlags(l) != uint32(py.KindList) {
					return pc, regs, table
				}
				n := (*int)(unsafe.Add(l, py.ListItems+py.WordSize))
				if *n >= *(*int)(unsafe.Add(l, py.ListItems+2*py.WordSize)) {
					return pc, regs, table
				}
				to := (*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(l, py.ListItems)), uintptr(*n)*registerSize))
				*n++

				set(to, *(*py.Value)(unsafe.Add(callee, registerSize)))
				set(at(regs, in.a), py.None)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			n := uint32(in.c)
			if (*py.Value)(callee).P == py.UnboundTag() {
				callee = unsafe.Add(callee, registerSize)
			} else {
				n++
			}
			x := (*execution)((*py.Function)(f).Machine)
			if x == nil || x.argc != n || m.top >= m.limit || atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
				return pc, regs, table
			}
			ret := retPlain
			if uintptr(callee)-m.base >= m.size-x.need {
				// Perhaps the caller is a generator, with a window of its own: copy the arguments to the free part of the chunk.
				if uintptr(regs)-m.base < m.size || m.free+headroom*registerSize-m.base >= m.size-x.need {
					return pc, regs, table
				}
				to := unsafe.Add(pointer(&m.free), headroom*registerSize)
				set((*py.Value)(unsafe.Add(to, functionOffset)), py.Value{P: f})
				for i := uintptr(0); i < uintptr(n)*registerSize; i += registerSize {
					set((*py.Value)(unsafe.Add(to, i)), *(*py.Value)(unsafe.Add(callee, i)))
				}
				callee = to
				ret |= retHeap
			}
			if to := (*py.Value)(unsafe.Add(callee, functionOffset)); to.P != f {
				to.P = f
			}
			r := (*record)(pointer(&m.top))
			r.pc, r.regs, r.table, r.free = uintptr(pc), uintptr(regs), uintptr(table), m.free
			r = (*record)(unsafe.Add(unsafe.Pointer(r), recordSize))
			r.ret = ret
			m.top = uintptr(unsafe.Pointer(r))
			for i := uintptr(x.fillFrom); i < uintptr(x.fillTo); i += registerSize {
				set((*py.Value)(unsafe.Add(callee, i)), py.Unbound)
			}
			pc, regs, table = x.entry, callee, x.table
			continue
		case opReturn:
			r := (*record)(pointer(&m.top))
			if r.ret != retPlain {
				if r.ret == retPlain|retHeap {
					v := *at(regs, in.a)
					r = (*record)(unsafe.Add(unsafe.Pointer(r), -int(recordSize)))
					m.top, m.free = uintptr(unsafe.Pointer(r)), r.free
					pc, regs, table = pointer(&r.pc), pointer(&r.regs), pointer(&r.table)
					set(at(regs, (*instruction)(pc).a), v)
					pc = unsafe.Add(pc, instructionSize)
					continue
				}
				if r.ret != retSend|retHeap || m.own != nil || m.outer != nil {
					return pc, regs, table
				}
				g := *(**py.Generator)(unsafe.Pointer(&(*py.Value)(unsafe.Add(regs, generatorOffset)).B))
				if g.Frame != nil {
					return pc, regs, table
				}
				v := *at(regs, in.a)
				g.Running, g.Finished = false, true
				for i := uintptr((*execution)((*py.InlineCache)(unsafe.Add(table, tableExecution*entrySize)).Value.P).fillTo); i > 0; i -= registerSize {
					if r := (*py.Value)(unsafe.Add(regs, i-registerSize)); r.P != nil {
						r.P = nil
					}
				}
				r = (*record)(unsafe.Add(unsafe.Pointer(r), -int(recordSize)))
				m.top, m.free = uintptr(unsafe.Pointer(r)), r.free
				pc, regs, table = pointer(&r.pc), pointer(&r.regs), pointer(&r.table)
				in = (*instruction)(pc)
				set(at(regs, in.a+registerSize), v)
				pc = unsafe.Add(pc, int(in.wide())*int(instructionSize))
				continue
			}
			v := *at(regs, in.a)
			r = (*record)(unsafe.Add(unsafe.Pointer(r), -int(recordSize)))
			m.top = uintptr(unsafe.Pointer(r))
			pc, regs, table = pointer(&r.pc), pointer(&r.regs), pointer(&r.table)
			set(at(regs, (*instruction)(pc).a), v)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opForGenerator, opForGeneratorBack:
			p := at(regs, in.b).P
			if p == nil || kindFlags(p) != uint32(py.KindGenerator) {
				return pc, regs, table
			}
			g := (*py.Generator)(p)
			if g.Running || !g.Started || g.Finished || g.Type != py.GeneratorType || g.Handled != nil || m.own != nil || m.outer != nil || m.top >= m.limit || atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
				return pc, regs, table
			}
			r := (*record)(pointer(&m.top))
			r.pc, r.regs, r.table, r.free = uintptr(pc), uintptr(regs), uintptr(table), m.free
			r = (*record)(unsafe.Add(unsafe.Pointer(r), recordSize))
			r.ret = retIterate | retHeap
			m.top = uintptr(unsafe.Pointer(r))
			if uintptr(regs)-m.base < m.size {
				m.free = uintptr(regs) + (*execution)((*py.InlineCache)(unsafe.Add(table, tableExecution*entrySize)).Value.P).need
			}
			g.Running = true
			pc, regs, table = g.PC, g.Registers, g.Table
			set(at(regs, (*instruction)(pc).a), py.None)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opSend:
			p := at(regs, in.a).P
			v := *at(regs, in.a+registerSize)
			if p == nil || kindFlags(p) != uint32(py.KindGenerator) {
				return pc, regs, table
			}
			g := (*py.Generator)(p)
			if g.Running || g.Finished || !g.Started && v.P != py.None.P || g.Type == py.AsyncGeneratorType || g.Handled != nil || m.own != nil || m.outer != nil || m.top >= m.limit || atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
				return pc, regs, table
			}
			r := (*record)(pointer(&m.top))
			r.pc, r.regs, r.table, r.free = uintptr(pc), uintptr(regs), uintptr(table), m.free
			r = (*record)(unsafe.Add(unsafe.Pointer(r), recordSize))
			r.ret = retSend | retHeap
			m.top = uintptr(unsafe.Pointer(r))
			if uintptr(regs)-m.base < m.size {
				m.free = uintptr(regs) + (*execution)((*py.InlineCache)(unsafe.Add(table, tableExecution*entrySize)).Value.P).need
			}
			g.Running, g.Started = true, true
			pc, regs, table = g.PC, g.Registers, g.Table
			set(at(regs, (*instruction)(pc).a), v)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opYield:
			r := (*record)(pointer(&m.top))
			ret := r.ret
			if ret != retIterate|retHeap && ret != retSend|retHeap || m.own != nil || m.outer != nil {
				return pc, regs, table
			}
			g := *(**py.Generator)(unsafe.Pointer(&(*py.Value)(unsafe.Add(regs, generatorOffset)).B))
			if g.PC != pc {
				g.PC = pc
			}
			g.Running = false
			v := *at(regs, in.a)
			r = (*record)(unsafe.Add(unsafe.Pointer(r), -int(recordSize)))
			m.top = uintptr(unsafe.Pointer(r))
			m.free = r.free
			pc, regs, table = pointer(&r.pc), pointer(&r.regs), pointer(&r.table)
			in = (*instruction)(pc)
			if ret == retSend|retHeap {
				set(at(regs, in.a+registerSize), v)
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			set(at(regs, in.a), v)
			if in.op >= opForIterBack {
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opResume:
			if atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
				return pc, regs, table
			}
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opForRange:
			p := at(regs, in.b).P
			if p == nil || (*py.Header)(p).Type != py.RangeIteratorType {
				return pc, regs, table
			}

			it := (*py.RangeIterator)(p)
			if it.Left <= 0 {
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			it.Left--
			n := it.Next
			it.Next += it.Step
			setInt(at(regs, in.a), n)
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opForRangeBack:
			if atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
				return pc, regs, table
			}

			p := at(regs, in.b).P
			if p == nil || (*py.Header)(p).Type != py.RangeIteratorType {
				return pc, regs, table
			}

			it := (*py.RangeIterator)(p)
			if it.Left <= 0 {
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			it.Left--
			n := it.Next
			it.Next += it.Step
			setInt(at(regs, in.a), n)
			pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
			continue
		case opForList:
			p := at(regs, in.b).P
			if p == nil || (*py.Header)(p).Type != py.ListIteratorType {
				return pc, regs, table
			}

			it := (*py.ListIterator)(p)
			l := it.List
			if l == nil {
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			i := it.Index
			if i >= *(*int)(unsafe.Add(unsafe.Pointer(l), py.ListItems+py.WordSize)) {
				return pc, regs, table
			}
			it.Index = i + 1
			set(at(regs, in.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(l), py.ListItems)), uintptr(i)*registerSize)))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opForListBack:
			if atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
				return pc, regs, table
			}

			p := at(regs, in.b).P
			if p == nil || (*py.Header)(p).Type != py.ListIteratorType {
				return pc, regs, table
			}

			it := (*py.ListIterator)(p)
			l := it.List
			if l == nil {
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			i := it.Index
			if i >= *(*int)(unsafe.Add(unsafe.Pointer(l), py.ListItems+py.WordSize)) {
				return pc, regs, table
			}
			it.Index = i + 1
			set(at(regs, in.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(l), py.ListItems)), uintptr(i)*registerSize)))
			pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
			continue
		case opForDict:
			p := at(regs, in.b).P
			if p == nil || kindFlags(p) != uint32(py.KindIterator) {
				return pc, regs, table
			}
			t := (*py.Header)(p).Type
			if t != py.DictItemIteratorType && t != py.DictKeyIteratorType && t != py.DictValueIteratorType {
				return pc, regs, table
			}
			it := (*py.DictIterator)(p)
			d := unsafe.Pointer(it.Dict)
			if d == nil || *(*int)(unsafe.Add(d, py.DictUsed)) != it.Used {
				return pc, regs, table
			}
			i := it.Index
			if i >= *(*int)(unsafe.Add(d, py.DictEntries+py.WordSize)) {
				return pc, regs, table
			}
			e := unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(d, py.DictEntries)), uintptr(i)*py.DictEntry)
			if (*py.Value)(unsafe.Add(e, py.EntryKey)).P == py.UnboundTag() {
				return pc, regs, table
			}
			if t == py.DictItemIteratorType {
				next := (*instruction)(unsafe.Add(pc, instructionSize))
				if next.op != opUnpackSequence || next.c != 2 {
					return pc, regs, table
				}
				it.Index, it.Left = i+1, it.Left-1
				set(at(regs, next.a+registerSize), *(*py.Value)(unsafe.Add(e, py.EntryKey)))
				set(at(regs, next.a), *(*py.Value)(unsafe.Add(e, py.EntryValue)))
				pc = unsafe.Add(unsafe.Pointer(next), instructionSize)
				continue
			}
			it.Index, it.Left = i+1, it.Left-1
			if t == py.DictKeyIteratorType {
				e = unsafe.Add(e, py.EntryKey)
			} else {
				e = unsafe.Add(e, py.EntryValue)
			}
			set(at(regs, in.a), *(*py.Value)(e))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opForDictBack:
			if atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
				return pc, regs, table
			}

			p := at(regs, in.b).P
			if p == nil || kindFlags(p) != uint32(py.KindIterator) {
				return pc, regs, table
			}
			t := (*py.Header)(p).Type
			if t != py.DictItemIteratorType && t != py.DictKeyIteratorType && t != py.DictValueIteratorType {
				return pc, regs, table
			}
			it := (*py.DictIterator)(p)
			d := unsafe.Pointer(it.Dict)
			if d == nil || *(*int)(unsafe.Add(d, py.DictUsed)) != it.Used {
				return pc, regs, table
			}
			i := it.Index
			if i >= *(*int)(unsafe.Add(d, py.DictEntries+py.WordSize)) {
				return pc, regs, table
			}
			e := unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(d, py.DictEntries)), uintptr(i)*py.DictEntry)
			if (*py.Value)(unsafe.Add(e, py.EntryKey)).P == py.UnboundTag() {
				return pc, regs, table
			}
			if t == py.DictItemIteratorType {
				next := (*instruction)(unsafe.Add(pc, int(int16(in.c))*int(instructionSize)))
				if next.op != opUnpackSequence || next.c != 2 {
					return pc, regs, table
				}
				it.Index, it.Left = i+1, it.Left-1
				set(at(regs, next.a+registerSize), *(*py.Value)(unsafe.Add(e, py.EntryKey)))
				set(at(regs, next.a), *(*py.Value)(unsafe.Add(e, py.EntryValue)))
				pc = unsafe.Add(unsafe.Pointer(next), instructionSize)
				continue
			}
			it.Index, it.Left = i+1, it.Left-1
			if t == py.DictKeyIteratorType {
				e = unsafe.Add(e, py.EntryKey)
			} else {
				e = unsafe.Add(e, py.EntryValue)
			}
			set(at(regs, in.a), *(*py.Value)(e))
			pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
			continue
		case opForTuple:
			p := at(regs, in.b).P
			if p == nil || (*py.Header)(p).Type != py.TupleIteratorType {
				return pc, regs, table
			}

			it := (*py.TupleIterator)(p)
			l := it.Tuple
			if l == nil {
				pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
				continue
			}
			i := it.Index
			if i >= *(*int)(unsafe.Add(unsafe.Pointer(l), py.TupleLen)) {
				return pc, regs, table
			}
			it.Index = i + 1
			set(at(regs, in.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(l), py.TupleItems)), uintptr(i)*registerSize)))
			pc = unsafe.Add(pc, instructionSize)
			continue
		case opForTupleBack:
			if atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
				return pc, regs, table
			}

			p := at(regs, in.b).P
			if p == nil || (*py.Header)(p).Type != py.TupleIteratorType {
				return pc, regs, table
			}

			it := (*py.TupleIterator)(p)
			l := it.Tuple
			if l == nil {
				pc = unsafe.Add(pc, instructionSize)
				continue
			}
			i := it.Index
			if i >= *(*int)(unsafe.Add(unsafe.Pointer(l), py.TupleLen)) {
				return pc, regs, table
			}
			it.Index = i + 1
			set(at(regs, in.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(l), py.TupleItems)), uintptr(i)*registerSize)))
			pc = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
			continue
		case opForEnumerate, opForEnumerateBack:
			next := unsafe.Add(pc, instructionSize)
			if in.op == opForEnumerateBack {
				if atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				next = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
			}
			p := at(regs, in.b).P
			if p == nil || (*py.Header)(p).Type != py.EnumerateType {
				return pc, regs, table
			}
			unpack := (*instruction)(next)
			q := (*py.Value)(unsafe.Add(p, py.EnumerateIterator)).P
			count := (*py.Value)(unsafe.Add(p, py.EnumerateCount))
			if unpack.op != opUnpackSequence || unpack.c != 2 || count.P != nil || count.B == math.MaxInt64 || q == nil || (*py.Header)(q).Type != py.ListIteratorType {
				return pc, regs, table
			}
			it := (*py.ListIterator)(q)
			l := unsafe.Pointer(it.List)
			if l == nil || it.Index >= *(*int)(unsafe.Add(l, py.ListItems+py.WordSize)) {
				return pc, regs, table
			}
			i := it.Index
			it.Index = i + 1
			setInt(at(regs, unpack.a+registerSize), int64(count.B))
			count.B++
			set(at(regs, unpack.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(l, py.ListItems)), uintptr(i)*registerSize)))
			pc = unsafe.Add(next, instructionSize)
			continue
		case opForZip, opForZipBack:
			next := unsafe.Add(pc, instructionSize)
			if in.op == opForZipBack {
				if atomic.LoadUint32((*uint32)(m.breaker)) != 0 {
					return pc, regs, table
				}
				next = unsafe.Add(pc, int(int16(in.c))*int(instructionSize))
			}
			p := at(regs, in.b).P
			if p == nil || (*py.Header)(p).Type != py.ZipType {
				return pc, regs, table
			}
			unpack := (*instruction)(next)
			its := unsafe.Add(p, py.ZipIterators)
			if unpack.op != opUnpackSequence || unpack.c != 2 || *(*int)(unsafe.Add(its, py.WordSize)) != 2 {
				return pc, regs, table
			}
			its = *(*unsafe.Pointer)(its)
			p, q := (*py.Value)(its).P, (*py.Value)(unsafe.Add(its, registerSize)).P
			if p == nil || q == nil || (*py.Header)(p).Type != py.ListIteratorType || (*py.Header)(q).Type != py.ListIteratorType {
				return pc, regs, table
			}
			it, it2 := (*py.ListIterator)(p), (*py.ListIterator)(q)
			l, l2 := unsafe.Pointer(it.List), unsafe.Pointer(it2.List)
			if l == nil || it.Index >= *(*int)(unsafe.Add(l, py.ListItems+py.WordSize)) || l2 == nil {
				return pc, regs, table
			}
			i := it.Index
			if it2 == it || it2.Index >= *(*int)(unsafe.Add(l2, py.ListItems+py.WordSize)) {
				return pc, regs, table
			}
			j := it2.Index
			it.Index, it2.Index = i+1, j+1
			set(at(regs, unpack.a+registerSize), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(l, py.ListItems)), uintptr(i)*registerSize)))
			set(at(regs, unpack.a), *(*py.Value)(unsafe.Add(*(*unsafe.Pointer)(unsafe.Add(l2, py.ListItems)), uintptr(j)*registerSize)))
			pc = unsafe.Add(next, instructionSize)
			continue
		case opPositive, opMatrixMultiply, opPower, opDeleteItem, opGetSlice, opSetSlice, opLoadAttr, opLoadMethod, opStoreAttr, opDeleteAttr, opLoadSuperAttr, opLoadSpecial, opLoadGlobal, opStoreGlobal, opDeleteGlobal, opLoadName, opStoreName, opDeleteName, opLoadBuildClass, opLoadLocals, opLoadFromDictOrGlobals, opLoadFromDictOrDeref, opLoadCommonConstant, opMakeCell, opDeleteDeref, opBuildList, opBuildTuple, opBuildSet, opBuildMap, opBuildString, opBuildSlice, opBuildTemplate, opBuildInterpolation, opListExtend, opSetAdd, opSetUpdate, opMapAdd, opDictUpdate, opDictMerge, opUnpackEx, opFormatSimple, opFormatWithSpec, opConvertValue, opCallKw, opCallEx, opMakeFunction, opSetFunctionAttribute, opCallIntrinsic1, opCallIntrinsic2, opReturnGenerator, opEndSend, opGetAwaitable, opGetAIter, opGetANext, opEndAsyncFor, opCleanupThrow, opGetYieldFromIter, opGetIter, opForIter, opForIterBack, opPushExcInfo, opPopExcept, opCheckExcMatch, opCheckEgMatch, opReraise, opRaise, opWithExceptStart, opMatchClass, opMatchKeys, opMatchMapping, opMatchSequence, opGetLen, opImportName, opImportFrom, opSetupAnnotations, opExitInitCheck, opTrace, opLoadFar, opStoreFar, opCopyFar, opPackFar, opUnpackFar, opInvalid,
			197, 198, 199, 200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 252, 253, 254, 255:
			return pc, regs, table
		}
	}
}
