// This file holds the slow paths of iteration.

package eval

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
)

func (m *machine) slowGetIter(in instruction) error {
	v := *m.reg(in.b)
	if f := m.specialMethod(v, m.shared.names.iter); f != nil && f.Code.Code.Flags&code.CO_GENERATOR != 0 {
		return m.enterSpecial(f, retPlain, v) // a generator is just what is wanted
	}
	it, err := py.Iter(m.th, v)
	if err == nil && in.flags&1 != 0 {
		it = own(v, it)
	}
	return m.put(in.a, it, err)
}

// forLoops tells which operation each kind of iterator gets.
var forLoops = [py.NumIterations]op{
	py.IterationOther:     opForIter,
	py.IterationList:      opForList,
	py.IterationBackwards: opForList,
	py.IterationTuple:     opForTuple,
	py.IterationRange:     opForRange,
	py.IterationGenerator: opForGenerator,
	py.IterationDict:      opForDict,
	py.IterationEnumerate: opForEnumerate,
	py.IterationZip:       opForZip,
	py.IterationStr:       opForStr,
	py.IterationSet:       opForSet,
	py.IterationBytes:     opForBytes,
	py.IterationPlain:     opForIter,
}

// slowForIter takes the next item of R[B], and quickens the instruction for the iterators that it knows.
func (m *machine) slowForIter(in instruction) error {
	back := in.op >= opForIterBack
	if back && m.polling() {
		if err := m.poll(); err != nil {
			return err
		}
	}
	it := *m.reg(in.b)
	t := it.Type()
	if t.Iteration == py.IterationPlain && in.op == opForIterBack {
		v, err := py.Next(m.th, it)
		if err == nil && !v.IsUnbound() {
			*m.reg(in.a) = v
			m.jumpShort(in)
		}
		return err
	}
	want := forLoops[t.Iteration]
	if back {
		want += opForIterBack - opForIter
	}
	if want != in.op {
		m.quicken(want)
	}
	switch t.Iteration {
	case py.IterationGenerator:
		if g := py.AsGenerator(it); !g.Running && !g.Finished {
			return m.resume(g, py.None, retIterate)
		}
	case py.IterationEnumerate, py.IterationZip:
		if next, n := m.unpacking(in, back); n > 0 && py.IteratesParts(it, n) {
			some, err := py.NextParts(m.th, it, m.window(in.a, n))
			return m.unpacked(in, next, some, err)
		}
	case py.IterationOther:
		switch {
		case t.NextParts != nil:
			if next, n := m.unpacking(in, back); n > 0 {
				if some, known, err := py.NextPartsOf(m.th, it, m.window(in.a, n)); known {
					return m.unpacked(in, next, some, err)
				}
			}
		case t.Flags&py.TypeHeap != 0:
			if done, err := m.nextSpecial(it); done {
				return err
			}
		case t == py.MapType:
			if done, err := m.nextOfMap(it); done {
				return err
			}
		}
	}
	v, err := py.Next(m.th, it)
	if err != nil {
		return err
	}
	if v.IsUnbound() {
		m.endIteration()
	} else {
		m.deliverNext(v)
	}
	return nil
}

// unpacking is the instruction that a for loop goes on with when there is an item, if all that does is to unpack it into n values.
func (m *machine) unpacking(in instruction, back bool) (next *instruction, n int) {
	next = m.behind(in, back)
	switch {
	case next.b != in.a || next.flags&1 == 0:
	case next.op == opUnpackPair:
		n = 2
	case next.op == opUnpackSequence:
		n = int(next.c)
	}
	return next, n
}

// unpacked goes on behind the unpacking next, if there are some values: they stand from R[A] on, the first one uppermost.
func (m *machine) unpacked(in instruction, next *instruction, some bool, err error) error {
	switch {
	case err != nil:
		return err
	case some:
		if next.op == opUnpackPair {
			second, first := *m.reg(in.a), *m.reg(in.a + registerSize)
			*m.reg(next.a), *m.reg(next.c) = first, second
		}
		m.next = uintptr(unsafe.Pointer(next)) + instructionSize
	default:
		m.endIteration()
	}
	return nil
}

// behind is the instruction that a for loop goes on with when there is an item.
func (m *machine) behind(in instruction, back bool) *instruction {
	if back {
		return (*instruction)(unsafe.Add(pointer(&m.pc), int(int16(in.c))*int(instructionSize)))
	}
	return (*instruction)(unsafe.Add(pointer(&m.pc), instructionSize))
}
