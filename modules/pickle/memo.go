// This file holds the memo of a pickler, and the objects that show memos to programs.

package pickle

import py "github.com/gopy-lang/gopy/runtime"

// memoTable numbers objects by their identity: a hash table of their addresses, which the garbage collector needn't look into. They are kept alive by
// the list of them.
type memoTable struct {
	objects []py.Value // in the order in which they came; only those of P are met again
	keys    []uintptr  // open addressing, a power of two of them; 0: free
	numbers []int      // by slot
	used    int
	next    int // the next number; some belong to no object of the table
}

// slot returns where the object at p is or would be.
func (m *memoTable) slot(p uintptr) int {
	mask := len(m.keys) - 1
	h := int(p >> 4)
	for i := (h ^ h>>16) & mask; ; i = (i + 1) & mask {
		if key := m.keys[i]; key == p || key == 0 {
			return i
		}
	}
}

// get returns the number of an object; -1: none.
func (m *memoTable) get(v py.Value) int {
	if m.used == 0 || v.P == nil {
		return -1
	}
	if i := m.slot(uintptr(v.P)); m.keys[i] != 0 {
		return m.numbers[i]
	}
	return -1
}

// set gives an object a number.
func (m *memoTable) set(v py.Value, number int) {
	if 2*m.used >= len(m.keys) {
		keys, numbers := m.keys, m.numbers
		size := max(32, 4*len(keys))
		m.keys, m.numbers = make([]uintptr, size), make([]int, size)
		for i, key := range keys {
			if key != 0 {
				at := m.slot(key)
				m.keys[at], m.numbers[at] = key, numbers[i]
			}
		}
	}
	if len(m.objects) == cap(m.objects) {
		m.objects = append(make([]py.Value, 0, max(16, 2*len(m.objects))), m.objects...)
	}
	m.objects = append(m.objects, v)
	i := m.slot(uintptr(v.P))
	if m.keys[i] == 0 {
		m.used++
	}
	m.keys[i], m.numbers[i] = uintptr(v.P), number
}

// clear forgets all objects, and keeps the memory.
func (m *memoTable) clear() {
	clear(m.keys)
	clear(m.objects)
	m.objects, m.used, m.next = m.objects[:0], 0, 0
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
