// This file holds the memo of a pickler, and the objects that show memos to programs.

package pickle

import (
	"unsafe"

	py "github.com/gopy-lang/gopy/runtime"
)

// memoTable numbers objects by their identity: a hash table of their addresses. They are kept alive by the list of them.
type memoTable struct {
	objects []py.Value // by number; only those of P are met again
	slots   []memoSlot // open addressing, a power of two of them
	used    int
	next    int // the next number; some belong to no object of the table
}

type memoSlot struct {
	key    unsafe.Pointer
	number int
}

func (m *memoTable) slot(key unsafe.Pointer) *memoSlot {
	mask := uintptr(len(m.slots) - 1)
	h := uintptr(key) >> 4
	for i := (h ^ h>>16) & mask; ; i = (i + 1) & mask {
		if s := &m.slots[i]; s.key == key || s.key == nil {
			return s
		}
	}
}

// get returns the number of an object; -1: none.
func (m *memoTable) get(v py.Value) int {
	if m.used == 0 || v.P == nil {
		return -1
	}
	if s := m.slot(v.P); s.key != nil {
		return s.number
	}
	return -1
}

// set gives an object a number.
func (m *memoTable) set(v py.Value, number int) {
	if 2*m.used >= len(m.slots) {
		old := m.slots
		m.slots = make([]memoSlot, max(64, 4*len(old)))
		for _, s := range old {
			if s.key != nil {
				*m.slot(s.key) = s
			}
		}
	}
	m.objects = append(m.objects, v)
	s := m.slot(v.P)
	if s.key == nil {
		m.used++
	}
	*s = memoSlot{v.P, number}
}

// dict returns the memo as a dict {id: (number, object)}.
func (m *memoTable) dict(th *py.Thread) (*py.Dict, error) {
	d := py.NewDict()
	for _, v := range m.objects {
		pair := py.TupleOf(py.Int(int64(m.get(v))), v)
		if err := d.SetItem(th, py.Int(py.ID(th, v)), pair.Value()); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// picklerMemo and unpicklerMemo are the proxies.
type picklerMemo struct {
	py.Header
	pickler *pickler
}

type unpicklerMemo struct {
	py.Header
	unpickler *unpickler
}

func setupProxies() {
	proxy := func(t *py.Type, doc string, clear func(v py.Value), dict func(th *py.Thread, v py.Value) (*py.Dict, error)) {
		t.Doc = doc
		t.Methods = []*py.MethodDef{
			py.Def("clear($self, /)", "Forget all objects.", func(th *py.Thread, a []py.Value) (py.Value, error) {
				clear(a[0])
				return py.None, nil
			}),
			py.Def("copy($self, /)", "Return the memo as a dict.", func(th *py.Thread, a []py.Value) (py.Value, error) {
				d, err := dict(th, a[0])
				if err != nil {
					return py.Unbound, err
				}
				return d.Value(), nil
			}),
			py.Def("__reduce__($self, /)", "Tell pickle to make a dict.", func(th *py.Thread, a []py.Value) (py.Value, error) {
				d, err := dict(th, a[0])
				if err != nil {
					return py.Unbound, err
				}
				return py.TupleOf(py.DictType.Value(), py.TupleOf(d.Value()).Value()).Value(), nil
			}),
		}
		py.SetupType(t, nil)
	}
	proxy(picklerMemoType, "The memo of a pickler.",
		func(v py.Value) { py.AsAny[picklerMemo](v).pickler.memo = memoTable{} },
		func(th *py.Thread, v py.Value) (*py.Dict, error) {
			return py.AsAny[picklerMemo](v).pickler.memo.dict(th)
		})
	proxy(unpicklerMemoType, "The memo of an unpickler.",
		func(v py.Value) { u := py.AsAny[unpicklerMemo](v).unpickler; u.memo, u.sparse = nil, nil },
		func(th *py.Thread, v py.Value) (*py.Dict, error) {
			return py.AsAny[unpicklerMemo](v).unpickler.memoDict(th)
		})
}
