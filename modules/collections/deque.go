// This file defines deque, the double-ended queue, as a ring buffer.

package collections

import (
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// deque is a deque object: item i is buf[(head+i) mod len(buf)]; len(buf) is 0 or a power of two.
type deque struct {
	py.Header
	buf    []py.Value
	head   int
	n      int
	maxLen int    // -1: no limit
	state  uint64 // counts changes of the length and order, for iterators
	weak   *py.WeakList
}

var (
	dequeType = &py.Type{
		Name: "deque", Module: "collections", Size: py.SizeOf[deque](), Doc: "A list-like sequence that is fast at both ends.",
		TextSig: "([iterable[, maxlen]])", Flags: py.TypeBaseType | py.TypeSequence | py.TypeHasWeakref,
	}
	dequeIterators [2]*py.Type // forward, backward
)

func asDeque(v py.Value) *deque {
	if v.Type().IsSubtype(dequeType) {
		return py.AsAny[deque](v)
	}
	return nil
}

func (d *deque) at(i int) *py.Value { return &d.buf[(d.head+i)&(len(d.buf)-1)] }

// grow makes room for one more item.
func (d *deque) grow() {
	if d.n < len(d.buf) {
		return
	}
	buf := make([]py.Value, max(8, 2*len(d.buf)))
	for i := range d.n {
		buf[i] = *d.at(i)
	}
	d.buf, d.head = buf, 0
}

func (d *deque) pushRight(v py.Value) {
	if d.maxLen == 0 {
		return
	}
	d.state++
	if d.n == d.maxLen {
		d.popLeft()
	}
	d.grow()
	*d.at(d.n) = v
	d.n++
}

func (d *deque) pushLeft(v py.Value) {
	if d.maxLen == 0 {
		return
	}
	d.state++
	if d.n == d.maxLen {
		d.popRight()
	}
	d.grow()
	d.head = (d.head - 1) & (len(d.buf) - 1)
	d.buf[d.head] = v
	d.n++
}

func (d *deque) popLeft() py.Value {
	p := d.at(0)
	v := *p
	*p = py.Value{}
	d.head = (d.head + 1) & (len(d.buf) - 1)
	d.n--
	d.state++
	return v
}

func (d *deque) popRight() py.Value {
	p := d.at(d.n - 1)
	v := *p
	*p = py.Value{}
	d.n--
	d.state++
	return v
}

func (d *deque) clear() {
	d.buf, d.head, d.n = nil, 0, 0
	d.state++
}

func (d *deque) items() []py.Value {
	out := make([]py.Value, d.n)
	for i := range out {
		out[i] = *d.at(i)
	}
	return out
}

// rotate moves the last steps items to the front (the first ones to the end when steps is negative).
func (d *deque) rotate(steps int) {
	if d.n < 2 {
		return
	}
	steps %= d.n
	if steps > d.n/2 {
		steps -= d.n
	} else if steps < -d.n/2 {
		steps += d.n
	}
	d.state++
	limit := d.maxLen
	d.maxLen = -1
	for ; steps > 0; steps-- {
		d.pushLeft(d.popRight())
	}
	for ; steps < 0; steps++ {
		d.pushRight(d.popLeft())
	}
	d.maxLen = limit
}

// extend adds the items of an iterable; itself only those that it has now.
func (d *deque) extend(th *py.Thread, iterable py.Value, push func(py.Value)) error {
	if o := asDeque(iterable); o == d {
		for _, v := range d.items() {
			push(v)
		}
		return nil
	}
	return py.ForEach(th, iterable, func(v py.Value) error { push(v); return nil })
}

// remove deletes item i.
func (d *deque) remove(i int) {
	d.rotate(-i)
	d.popLeft()
	d.rotate(i)
}

func newDeque(th *py.Thread, like *deque, items []py.Value) (py.Value, error) {
	if like.Header.Type != dequeType {
		args := []py.Value{py.NewList(items).Value()}
		if like.maxLen >= 0 {
			args = append(args, py.Int(int64(like.maxLen)))
		}
		v, err := py.Call(th, like.Header.Type.Value(), args, nil)
		if err == nil && asDeque(v) == nil {
			return py.Unbound, py.Raise(py.TypeError, "%s() must return a deque, not %s", like.Header.Type.TypeName(), v.Type().TypeName())
		}
		return v, err
	}
	d := py.NewObject[deque](dequeType)
	d.maxLen = like.maxLen
	for _, v := range items {
		d.pushRight(v)
	}
	return d.Header.Value(), nil
}

// find returns the index of the first item equal to v in [start, stop), or -1.
func (d *deque) find(th *py.Thread, v py.Value, start, stop int) (int, error) {
	state := d.state
	for i := start; i < stop && i < d.n; i++ {
		same, err := py.Equal(th, *d.at(i), v)
		if err != nil {
			return -1, err
		}
		if d.state != state {
			return -1, py.Raise(py.RuntimeError, "deque mutated during iteration")
		}
		if same {
			return i, nil
		}
	}
	return -1, nil
}

func (d *deque) index(th *py.Thread, key py.Value) (int, error) {
	if key.Type().Index == nil {
		return 0, py.Raise(py.TypeError, "sequence index must be integer, not '%s'", key.Type().TypeName())
	}
	i, err := py.AsInt(th, key)
	if err != nil {
		if py.Matches(err, py.OverflowError) {
			err = py.Raise(py.IndexError, "cannot fit '%s' into an index-sized integer", key.Type().TypeName())
		}
		return 0, err
	}
	if i < 0 {
		i += d.n
	}
	if i < 0 || i >= d.n {
		return 0, py.Raise(py.IndexError, "deque index out of range")
	}
	return i, nil
}

// repeatItems returns the items n times, no more than a limited deque holds.
func (d *deque) repeatItems(th *py.Thread, n int) ([]py.Value, error) {
	items := d.items()
	if n <= 0 || len(items) == 0 {
		return nil, nil
	}
	if d.maxLen >= 0 && n > d.maxLen/len(items)+2 {
		n = d.maxLen/len(items) + 2
	}
	if err := th.ChargeItems(n, 16*len(items)); err != nil {
		return nil, err
	}
	out := make([]py.Value, 0, n*len(items))
	for range n {
		out = append(out, items...)
	}
	return out, nil
}

func setupDeque() {
	t := dequeType
	self := py.AsAny[deque]
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		d := py.NewObject[deque](cls)
		d.maxLen = -1
		return d.Header.Value(), nil
	}
	signature := py.ParseSignature("deque(iterable=<unrepresentable>, maxlen=None)")
	t.Init = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
		a, held, err := signature.BindArgs(th, args, kw)
		if err != nil {
			return err
		}
		defer held.Release()
		d, limit := self(v), -1
		if !a[1].IsNone() {
			if limit, err = py.AsInt(th, a[1]); err != nil {
				return err
			}
			if limit < 0 {
				return py.Raise(py.ValueError, "maxlen must be non-negative")
			}
		}
		d.maxLen = limit
		if d.n > 0 {
			d.clear()
		}
		if a[0].IsUnbound() {
			return nil
		}
		return d.extend(th, a[0], d.pushRight)
	}
	t.Repr = dequeRepr
	t.Len = func(th *py.Thread, v py.Value) (int, error) { return self(v).n, nil }
	t.Bool = func(th *py.Thread, v py.Value) (bool, error) { return self(v).n > 0, nil }
	t.IsSequenceIndex = true
	t.GetItem = func(th *py.Thread, v, key py.Value) (py.Value, error) {
		d := self(v)
		i, err := d.index(th, key)
		if err != nil {
			return py.Unbound, err
		}
		return *d.at(i), nil
	}
	t.SetItem = func(th *py.Thread, v, key, x py.Value) error {
		d := self(v)
		i, err := d.index(th, key)
		switch {
		case err != nil:
			return err
		case x.IsUnbound():
			d.remove(i)
		default:
			*d.at(i) = x
		}
		return nil
	}
	t.Contains = func(th *py.Thread, v, item py.Value) (bool, error) {
		i, err := self(v).find(th, item, 0, self(v).n)
		return i >= 0, err
	}
	t.Compare = dequeCompare
	t.Concat = func(th *py.Thread, a, b py.Value) (py.Value, error) {
		o := asDeque(b)
		if o == nil {
			return py.Unbound, py.Raise(py.TypeError, "can only concatenate deque (not \"%s\") to deque", b.Type().TypeName())
		}
		return newDeque(th, self(a), append(self(a).items(), o.items()...))
	}
	t.InPlaceConcat = func(th *py.Thread, a, b py.Value) (py.Value, error) {
		return a, self(a).extend(th, b, self(a).pushRight)
	}
	count := func(th *py.Thread, v py.Value) (int, error) { return py.AsInt(th, v) }
	t.Repeat = func(th *py.Thread, a, b py.Value) (py.Value, error) {
		n, err := count(th, b)
		if err != nil {
			return py.Unbound, err
		}
		items, err := self(a).repeatItems(th, n)
		if err != nil {
			return py.Unbound, err
		}
		return newDeque(th, self(a), items)
	}
	t.InPlaceRepeat = func(th *py.Thread, a, b py.Value) (py.Value, error) {
		n, err := count(th, b)
		if err != nil {
			return py.Unbound, err
		}
		d := self(a)
		items, err := d.repeatItems(th, n)
		if err != nil {
			return py.Unbound, err
		}
		d.clear()
		for _, v := range items {
			d.pushRight(v)
		}
		return a, nil
	}
	t.GetSets = []py.GetSetDef{{Name: "maxlen", Doc: "the greatest length, or None", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
		if n := self(v).maxLen; n >= 0 {
			return py.Int(int64(n)), nil
		}
		return py.None, nil
	}}}
	pop := func(take func(d *deque) py.Value) py.Func {
		return func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a[0])
			if d.n == 0 {
				return py.Unbound, py.Raise(py.IndexError, "pop from an empty deque")
			}
			return take(d), nil
		}
	}
	duplicate := func(th *py.Thread, a []py.Value) (py.Value, error) {
		return newDeque(th, self(a[0]), self(a[0]).items())
	}
	t.Methods = []*py.MethodDef{
		py.Def("append($self, item, /)", "Add an item at the right end.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self(a[0]).pushRight(a[1])
			return py.None, nil
		}),
		py.Def("appendleft($self, item, /)", "Add an item at the left end.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self(a[0]).pushLeft(a[1])
			return py.None, nil
		}),
		py.Def("clear($self, /)", "Remove all items.", func(th *py.Thread, a []py.Value) (py.Value, error) { self(a[0]).clear(); return py.None, nil }),
		py.Def("__copy__($self, /)", "Return a shallow copy.", duplicate),
		py.Def("copy($self, /)", "Return a shallow copy.", duplicate),
		py.Def("count($self, value, /)", "Return how often value occurs.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d, n := self(a[0]), int64(0)
			state := d.state
			for i := 0; i < d.n; i++ {
				same, err := py.Equal(th, *d.at(i), a[1])
				if err != nil {
					return py.Unbound, err
				}
				if d.state != state {
					return py.Unbound, py.Raise(py.RuntimeError, "deque mutated during iteration")
				}
				if same {
					n++
				}
			}
			return py.Int(n), nil
		}),
		py.Def("extend($self, iterable, /)", "Add the items of iterable at the right end.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).extend(th, a[1], self(a[0]).pushRight)
		}),
		py.Def("extendleft($self, iterable, /)", "Add the items of iterable at the left end, one by one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).extend(th, a[1], self(a[0]).pushLeft)
		}),
		py.Def("index($self, value, start=0, stop=9223372036854775807, /)", "Return the index of the first item equal to value.", dequeIndex).Shown("($self, value, [start, [stop]])"),
		py.Def("insert($self, index, value, /)", "Insert value before index.", dequeInsert),
		py.Def("pop($self, /)", "Remove the rightmost item and return it.", pop((*deque).popRight)),
		py.Def("popleft($self, /)", "Remove the leftmost item and return it.", pop((*deque).popLeft)),
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			state, err := py.CallMethod(th, a[0], "__getstate__")
			if err != nil {
				return py.Unbound, err
			}
			it, err := py.Iter(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			args := py.EmptyTuple()
			if n := self(a[0]).maxLen; n >= 0 {
				args = py.TupleOf(py.EmptyTuple().Value(), py.Int(int64(n)))
			}
			return py.TupleOf(a[0].Type().Value(), args.Value(), state, it).Value(), nil
		}),
		py.Def("remove($self, value, /)", "Remove the first item equal to value.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a[0])
			n := d.n
			i, err := d.find(th, a[1], 0, d.n)
			if err != nil {
				if py.Matches(err, py.RuntimeError) && d.n != n {
					err = py.Raise(py.IndexError, "deque mutated during remove().")
				}
				return py.Unbound, err
			}
			if i < 0 {
				return py.Unbound, py.Raise(py.ValueError, "deque.remove(x): x not in deque")
			}
			d.remove(i)
			return py.None, nil
		}),
		py.Def("__reversed__($self, /)", "Return an iterator from the right end.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return newDequeIterator(self(a[0]), 1), nil
		}),
		py.Def("reverse($self, /)", "Reverse in place.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a[0])
			for i, j := 0, d.n-1; i < j; i, j = i+1, j-1 {
				p, q := d.at(i), d.at(j)
				*p, *q = *q, *p
			}
			return py.None, nil
		}),
		py.Def("rotate($self, n=1, /)", "Move the last n items to the left end; for negative n the first ones to the right end.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			self(a[0]).rotate(n)
			return py.None, nil
		}),
		py.Def("__sizeof__($self, /)", "Return the size in memory, in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(int64(py.SizeOf[deque]()) + 16*int64(len(self(a[0]).buf))), nil
		}),
		classGetItem(),
	}
	t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) { return newDequeIterator(self(v), 0), nil }
	setupDequeIterators()
	py.SetupType(t, nil)
}

func dequeIndex(th *py.Thread, a []py.Value) (py.Value, error) {
	d := py.AsAny[deque](a[0])
	start, err := py.AsIndexClamped(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	stop, err := py.AsIndexClamped(th, a[3])
	if err != nil {
		return py.Unbound, err
	}
	if start < 0 {
		start = max(start+d.n, 0)
	}
	if stop < 0 {
		stop = max(stop+d.n, 0)
	}
	i, err := d.find(th, a[1], start, stop)
	if err != nil {
		return py.Unbound, err
	}
	if i < 0 {
		return py.Unbound, py.Raise(py.ValueError, "deque.index(x): x not in deque")
	}
	return py.Int(int64(i)), nil
}

func dequeInsert(th *py.Thread, a []py.Value) (py.Value, error) {
	d := py.AsAny[deque](a[0])
	i, err := py.AsInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if d.n == d.maxLen {
		return py.Unbound, py.Raise(py.IndexError, "deque already at its maximum size")
	}
	switch {
	case i >= d.n:
		d.pushRight(a[2])
	case i <= -d.n || i == 0:
		d.pushLeft(a[2])
	default:
		if i < 0 {
			i += d.n
		}
		d.rotate(-i)
		d.pushLeft(a[2])
		d.rotate(i)
	}
	return py.None, nil
}

func dequeRepr(th *py.Thread, v py.Value) (py.Value, error) {
	d := py.AsAny[deque](v)
	if !th.EnterRepr(v) {
		return py.Text("[...]"), nil
	}
	defer th.LeaveRepr()
	var parts []string
	for _, x := range d.items() {
		s, err := py.Repr(th, x)
		if err != nil {
			return py.Unbound, err
		}
		parts = append(parts, s.String())
	}
	text := v.Type().ShortName() + "([" + strings.Join(parts, ", ") + "]"
	if d.maxLen >= 0 {
		text += ", maxlen=" + strconv.Itoa(d.maxLen)
	}
	return py.Text(text + ")"), nil
}

func dequeCompare(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
	x, y := asDeque(a), asDeque(b)
	if x == nil || y == nil {
		return py.NotImplemented, nil
	}
	if x.n != y.n && (op == py.EQ || op == py.NE) {
		return py.Bool(op == py.NE), nil
	}
	i := 0
	for ; i < x.n && i < y.n; i++ {
		p, q := *x.at(i), *y.at(i)
		same, err := py.Equal(th, p, q)
		if err != nil {
			return py.Unbound, err
		}
		if !same {
			if op == py.EQ || op == py.NE {
				return py.Bool(op == py.NE), nil
			}
			return py.RichCompare(th, p, q, op)
		}
	}
	return py.RichCompare(th, py.Int(int64(x.n)), py.Int(int64(y.n)), op)
}

// dequeIterator walks a deque, forwards or backwards.
type dequeIterator struct {
	py.Header
	d     *deque
	i     int
	state uint64
}

func newDequeIterator(d *deque, direction int) py.Value {
	it := &dequeIterator{Header: py.Header{Type: dequeIterators[direction], Kind: py.KindIterator}, d: d, state: d.state}
	return it.Header.Value()
}

func setupDequeIterators() {
	self := py.AsAny[dequeIterator]
	for direction, name := range []string{"_deque_iterator", "_deque_reverse_iterator"} {
		t := &py.Type{Name: name, Module: "_collections", Doc: "An iterator over a deque."}
		dequeIterators[direction] = t
		signature := py.ParseSignature(name + "(deque, index=0, /)")
		t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
			a, held, err := signature.BindArgs(th, args, kw)
			if err != nil {
				return py.Unbound, err
			}
			defer held.Release()
			d := asDeque(a[0])
			if d == nil {
				return py.Unbound, py.Raise(py.TypeError, "%s() argument 1 must be collections.deque, not %s", name, a[0].Type().TypeName())
			}
			n, err := py.AsInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			v := newDequeIterator(d, direction)
			self(v).i = min(max(n, 0), d.n)
			return v, nil
		}
		t.Iteration = py.IterationPlain
		t.Iter = func(th *py.Thread, v py.Value) (py.Value, error) { return v, nil }
		t.Next = func(th *py.Thread, v py.Value) (py.Value, error) {
			it := self(v)
			if it.d == nil {
				return py.Unbound, nil
			}
			if it.d.state != it.state {
				it.i = it.d.n
				return py.Unbound, py.Raise(py.RuntimeError, "deque mutated during iteration")
			}
			if it.i >= it.d.n {
				return py.Unbound, nil
			}
			i := it.i
			it.i++
			if direction == 1 {
				i = it.d.n - 1 - i
			}
			return *it.d.at(i), nil
		}
		t.Methods = []*py.MethodDef{
			py.Def("__length_hint__($self, /)", "Return how many items are left.", func(th *py.Thread, a []py.Value) (py.Value, error) {
				return py.Int(int64(self(a[0]).d.n - self(a[0]).i)), nil
			}),
			py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
				it := self(a[0])
				return py.TupleOf(t.Value(), py.TupleOf(it.d.Header.Value(), py.Int(int64(it.i))).Value()).Value(), nil
			}),
		}
		py.SetupType(t, nil)
	}
}
