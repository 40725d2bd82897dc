// This file holds the slow paths of iteration.

package eval

import (
	py "github.com/gopy-lang/gopy/runtime"
)

func (m *machine) slowGetIter(in instruction) error {
	it, err := py.Iter(m.th, *m.reg(in.b))
	return m.put(in.a, it, err)
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
	want := opForIter
	switch t := it.Type(); {
	case t == py.ListIteratorType:
		want = opForList
	case t == py.TupleIteratorType:
		want = opForTuple
	case t == py.RangeIteratorType:
		want = opForRange
	case t == py.GeneratorType:
		want = opForGenerator
	case t == py.DictKeyIteratorType, t == py.DictValueIteratorType, t == py.DictItemIteratorType:
		want = opForDict
	}
	if want != in.op && !back {
		m.quicken(want)
	} else if want += opForIterBack - opForIter; back && want != in.op {
		m.quicken(want)
	}
	if g := py.AsGenerator(it); g != nil && g.Type == py.GeneratorType && !g.Running && !g.Finished {
		return m.resume(g, py.None, retIterate)
	}
	if done, err := m.nextSpecial(it); done {
		return err
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
