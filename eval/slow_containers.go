// This file holds the slow paths that make and fill containers, unpack iterables and format strings.

package eval

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

func (m *machine) slowBuildList(in instruction) error {
	w := m.window(in.b, int(in.c))
	next := (*instruction)(pointer(&m.next))
	switch {
	case len(w) == 0 && next.op == opSwap && next.b == in.a && next.a == in.a-registerSize:
		// A comprehension: its iterator is about to change places with the list.
		if n := py.ItemsLeft(*m.reg(next.a)) - 1; n > 0 {
			return m.put(in.a, py.ListWithRoom(min(n, maxReserved)).Header.Value(), nil)
		}
	case next.b == in.a && (next.op == opMultiplyI && next.flags&2 == 0 || next.op == opMultiply && next.c != in.a):
		// [x, y] * n, without the list of x and y.
		n := py.Int(int64(int16(next.c)))
		if next.op == opMultiply {
			n = *m.reg(next.c)
		}
		if n.IsSmallInt() && 0 < n.SmallInt() && n.SmallInt() <= maxRepeated && len(w) <= maxRepeated && m.temporary(in.a) {
			m.next += instructionSize
			return m.put(next.a, py.RepeatedList(w, int(n.SmallInt())).Header.Value(), nil)
		}
	case next.op == opAdd && next.b != next.c && m.temporary(in.a):
		if done, err := m.addList(in.a, *next, w); done || err != nil {
			return err
		}
	}
	return m.put(in.a, py.ListOf(w...).Header.Value(), nil)
}

// addList does the next instruction when it adds the list of items, made for register, to another list or another list to it: then there need be no
// list of the items. It reports false when it didn't.
func (m *machine) addList(register uint16, next instruction, items []py.Value) (done bool, err error) {
	switch {
	case next.c == register && next.flags&1 != 0:
		l := *m.reg(next.b)
		if !l.IsExact(py.KindList) {
			return false, nil
		}
		if err := py.AsList(l).AddItems(m.th, items); err != nil {
			return false, err
		}
		*m.reg(next.a) = l
	case next.c == register:
		l := *m.reg(next.b)
		if !l.IsExact(py.KindList) {
			return false, nil
		}
		sum, err := py.JoinedList(m.th, py.AsList(l).Items(), items)
		if err != nil {
			return false, err
		}
		*m.reg(next.a) = sum.Header.Value()
	case next.b == register:
		l := *m.reg(next.c)
		if !l.IsExact(py.KindList) {
			return false, nil
		}
		sum, err := py.JoinedList(m.th, items, py.AsList(l).Items())
		if err != nil {
			return false, err
		}
		*m.reg(next.a) = sum.Header.Value()
	default:
		return false, nil
	}
	m.next += instructionSize
	return true, nil
}

// maxRepeated is for how many items, and how often, the list of n times some items is made at once.
const maxRepeated = 64

// temporary tells whether a register belongs to the stack, so that the instruction that takes it from there is the last to see it.
func (m *machine) temporary(register uint16) bool {
	return int(register) >= m.execution().slots*registerSize
}

func (m *machine) slowBuildTuple(in instruction) error {
	w := m.window(in.b, int(in.c))
	if done, err := m.lookedUp(in.a, w); done || err != nil {
		return err
	}
	if in.flags&1 != 0 && len(w) < len(m.spareTuples) && m.spareTuples[len(w)] != nil {
		t := m.spareTuples[len(w)]
		m.spareTuples[len(w)] = nil
		t.Refill(w)
		*m.reg(in.a) = t.Header.Value()
		return nil
	}
	return m.put(in.a, py.NewTuple(w).Header.Value(), nil)
}

// keepTuple keeps the tuple in a register, which nothing else refers to, for the next one of its length that only a comparison sees.
func (m *machine) keepTuple(register uint16) {
	v := m.reg(register)
	t := py.AsTuple(*v)
	if *v = py.Unbound; t.Len() < len(m.spareTuples) {
		t.Refill(nil)
		m.spareTuples[t.Len()] = t
	}
}

// lookedUp does the next instruction when all it does is to look the tuple of items, made for register, up in a dict or set, to compare another
// tuple with it, to hash it, or to find an object's class in it: then there need be no tuple. It reports false when it didn't.
func (m *machine) lookedUp(register uint16, items []py.Value) (done bool, err error) {
	next := *(*instruction)(pointer(&m.next))
	switch {
	case next.op == opGetItem && next.c == register:
		d := py.DictByItems(*m.reg(next.b))
		if d == nil || !m.temporary(register) {
			return false, nil
		}
		i, known := d.FindItems(items)
		if i < 0 || !known {
			return false, nil
		}
		*m.reg(next.a) = d.EntryValue(i)
	case next.op == opSetItem && next.b == register && next.c != register:
		d := *m.reg(next.a)
		if !d.IsExact(py.KindDict) || !m.temporary(register) {
			return false, nil
		}
		if done, err := py.AsDict(d).SetItems(m.th, items, *m.reg(next.c)); !done || err != nil {
			return done, err
		}
	case next.op == opMove && next.b == register && next.a != register-registerSize:
		return m.changedItem(register, next, items), nil
	case next.op == opCall && next.c == 1 && next.b+2*registerSize == register:
		return m.askedFor(register, next, items)
	case next.op == opInt && next.a == register+registerSize:
		after := *(*instruction)(unsafe.Add(pointer(&m.next), instructionSize))
		if after.op != opCall || after.c != 2 || after.b+2*registerSize != register {
			return false, nil
		}
		return m.askedForOr(register, after, items, py.Int(int64(int16(next.b)))), nil
	case next.op == opCallFunction, next.op == opCall:
		v := m.calledWith(next, register, m.reg(register-registerSize), items)
		if v.IsUnbound() {
			return false, nil
		}
		*m.reg(next.a) = v
	case next.op == opMove && next.a+registerSize == register:
		// The object is a local variable: the instruction after the next is the one in question.
		after := *(*instruction)(unsafe.Add(pointer(&m.next), instructionSize))
		if after.op != opCallFunction && after.op != opCall {
			return false, nil
		}
		v := m.calledWith(after, register, m.reg(next.b), items)
		if v.IsUnbound() {
			return false, nil
		}
		m.pc = m.next + instructionSize
		m.next = m.pc
		*m.reg(after.a) = v
	case next.op == opLoadGlobalDict && next.flags == 0 && next.a == register+registerSize:
		// The container is a global: the instruction after the next is the one in question.
		container, after := m.cachedGlobal(next), *(*instruction)(unsafe.Add(pointer(&m.next), instructionSize))
		switch {
		case after.op == opJumpIn && after.a == register && after.b == next.a, after.op == opContains && after.b == register && after.c == next.a:
			if has, known := m.hasItems(container, register, items); known {
				m.next += instructionSize
				m.answer(after, has)
				return true, nil
			}
		}
		return false, nil
	case next.op == opJumpIn && next.a == register:
		has, known := m.hasItems(*m.reg(next.b), register, items)
		if !known {
			return false, nil
		}
		m.answer(next, has)
		return true, nil
	case next.op == opContains && next.b == register:
		has, known := m.hasItems(*m.reg(next.c), register, items)
		if !known {
			return false, nil
		}
		m.answer(next, has)
		return true, nil
	case next.op == opJumpIn && next.b == register && next.a != register, next.op == opContains && next.c == register && next.b != register:
		v := next.a
		if next.op == opContains {
			v = next.b
		}
		has, known := py.HasPlain(items, *m.reg(v))
		if !known || !m.temporary(register) {
			return false, nil
		}
		m.answer(next, has)
		return true, nil
	case next.op >= opJumpLT && next.op <= opJumpGE && next.b == register:
		return m.comparedTo(next, next.a, register, py.CompareOp(next.op-opJumpLT), items), nil
	case next.op >= opLT && next.op <= opGE && next.c == register:
		return m.comparedTo(next, next.b, register, py.CompareOp(next.op-opLT), items), nil
	case next.op == opAdd && next.b != next.c && (next.b == register || next.c == register):
		if done, err := m.addTuple(register, next, items); !done || err != nil {
			return done, err
		}
	default:
		return false, nil
	}
	m.next += instructionSize
	return true, nil
}

// addTuple computes what the next instruction does when it adds the tuple of items, made for register, to another tuple or another tuple to it, without
// the tuple of the items. It reports false when it didn't.
func (m *machine) addTuple(register uint16, next instruction, items []py.Value) (done bool, err error) {
	other := next.b
	if other == register {
		other = next.c
	}
	v := *m.reg(other)
	if len(items) == 0 || !v.IsExact(py.KindTuple) || !m.temporary(register) {
		return false, nil
	}
	left, right := py.AsTuple(v).Items(), items
	if next.b == register {
		left, right = right, left
	}
	sum, err := py.JoinedTuple(m.th, left, right)
	if err != nil {
		return false, err
	}
	*m.reg(next.a) = sum.Header.Value()
	return true, nil
}

// changedItem does the next instructions when they are the beginning of d[items] += number, without the tuple of items, made for register: the key in the
// dict, an equal one, takes its place. It leaves what isn't a number: adding that may run Python code, which could take the key out.
func (m *machine) changedItem(register uint16, next instruction, items []py.Value) (done bool) {
	get := *(*instruction)(unsafe.Add(pointer(&m.next), instructionSize))
	change := *(*instruction)(unsafe.Add(pointer(&m.next), 2*instructionSize))
	store := *(*instruction)(unsafe.Add(pointer(&m.next), 3*instructionSize))
	if get.op != opGetItem || get.c != next.a || change.op < opAdd || change.op > opDivideK || change.b != get.a ||
		store.op != opSetItem || store.a != get.b || store.b != register || !m.temporary(register) || !m.temporary(next.a) {
		return false
	}
	if change.op <= opXor {
		if by := *m.reg(change.c); !by.IsSmallInt() && !by.IsFloat() {
			return false
		}
	}
	d := py.DictByItems(*m.reg(get.b))
	if d == nil {
		return false
	}
	i, known := d.FindItems(items)
	if i < 0 || !known {
		return false
	}
	v := d.EntryValue(i)
	if !v.IsSmallInt() && !v.IsFloat() {
		return false
	}
	*m.reg(register) = d.EntryKey(i)
	m.pc = m.next + instructionSize
	m.next = m.pc + instructionSize
	*m.reg(get.a) = v
	return true
}

// methodOf is the built-in method that a call of a method calls, and its object, when that is of the built-in type itself; otherwise it is InlineNone.
func (m *machine) methodOf(call instruction) (method py.Inline, self py.Value) {
	f := *m.reg(call.b)
	self = *m.reg(call.b + registerSize)
	if f.Kind() != py.KindMethodDescriptor || self.IsUnbound() || m.watching {
		return py.InlineNone, self
	}
	d := (*py.MethodDescriptor)(f.P)
	if self.Type() != d.Owner {
		return py.InlineNone, self
	}
	return d.Def.Inline, self
}

// askedFor is d.get(items) or s.add(items), the next instruction, without the tuple of items, made for register, where dict or set have it or it need
// not be there.
func (m *machine) askedFor(register uint16, call instruction, items []py.Value) (done bool, err error) {
	method, self := m.methodOf(call)
	switch method {
	case py.InlineDictGet:
		return m.askedForOr(register, call, items, py.None), nil
	case py.InlineSetAdd:
		if !m.temporary(register) {
			return false, nil
		}
		if done, err := py.AsSet(self).AddItems(m.th, items); !done || err != nil {
			return done, err
		}
		m.pc = m.next
		m.next += instructionSize
		*m.reg(call.a) = py.None
		return true, nil
	}
	return false, nil
}

// askedForOr is d.get(items, other), up to the call, likewise.
func (m *machine) askedForOr(register uint16, call instruction, items []py.Value, other py.Value) (done bool) {
	method, self := m.methodOf(call)
	if method != py.InlineDictGet || !m.temporary(register) {
		return false
	}
	d := py.AsDict(self)
	i, known := d.FindItems(items)
	if !known {
		return false
	}
	if i >= 0 {
		other = d.EntryValue(i)
	}
	m.pc = m.next + uintptr(call.c-1)*instructionSize
	m.next = m.pc + instructionSize
	*m.reg(call.a) = other
	return true
}

// comparedTo does the next instruction, which compares what is in register left with the tuple of items, made for register, if that is a tuple and needs
// no Python code.
func (m *machine) comparedTo(next instruction, left, register uint16, compare py.CompareOp, items []py.Value) (done bool) {
	v := *m.reg(left)
	if left == register || !v.IsExact(py.KindTuple) || !m.temporary(register) || next.op <= opJumpGE && next.flags&2 != 0 && m.polling() {
		return false
	}
	holds, known := py.CompareItems(py.AsTuple(v).Items(), items, compare)
	if !known {
		return false
	}
	if next.flags&tupleAlone != 0 {
		m.keepTuple(left)
	}
	m.answer(next, holds)
	return true
}

// answer completes opJumpIn, opContains or a comparison, which is the next instruction.
func (m *machine) answer(in instruction, truth bool) {
	m.pc = m.next
	m.next += instructionSize
	switch {
	case in.op == opContains:
		*m.reg(in.a) = py.Bool(truth != (in.flags&1 != 0))
	case in.op >= opLT && in.op <= opGE:
		*m.reg(in.a) = py.Bool(truth)
	case truth == (in.flags&1 != 0):
		m.jumpShort(in)
	}
}

// calledWith is what a call returns that gets one argument and the tuple of items, made for register, when it is isinstance(v, classes) or
// tuple.__new__(cls, items), or gets the tuple alone, when it is hash(items), and does without that tuple; otherwise it is Unbound.
func (m *machine) calledWith(call instruction, register uint16, argument *py.Value, items []py.Value) py.Value {
	f, first := *m.reg(call.b), call.b+registerSize
	if call.op == opCall {
		first += registerSize
	}
	if call.c == 1 && first == register && call.op == opCallFunction && f.Kind() == py.KindBuiltin && (*py.Builtin)(f.P).Def.Inline == py.InlineHash && !m.watching {
		if hash, known := py.HashItems(items); known {
			return py.Int(hash)
		}
		return py.Unbound
	}
	if call.c != 2 || first+registerSize != register || call.op == opCall && !m.reg(call.b+registerSize).IsUnbound() || f.Kind() != py.KindBuiltin || m.watching {
		return py.Unbound
	}
	if (*py.Builtin)(f.P).Def.Inline == py.InlineIsInstance {
		if is, known := py.IsInstanceOfAny(*argument, items); known {
			return py.Bool(is)
		}
	} else if t := py.ConstructsTuple(f, *argument); t != nil {
		return py.NewTupleOf(t, items).Header.Value()
	}
	return py.Unbound
}

// cachedGlobal is the global variable that an opLoadGlobalDict loads, if its cache tells; otherwise it is Unbound.
func (m *machine) cachedGlobal(in instruction) py.Value {
	g, c := m.execution().globals, m.entry(in.c)
	if g.ID != c.ID {
		return py.Unbound
	}
	return g.EntryValue(int(c.Aux) / int(py.DictEntry))
}

// hasItems tells whether the tuple of items, made for register, is in a set or dict; known is false if that can't be told.
func (m *machine) hasItems(container py.Value, register uint16, items []py.Value) (has, known bool) {
	if !m.temporary(register) {
		return false, false
	}
	switch {
	case container.IsExact(py.KindSet):
		return py.AsSet(container).HasItems(items)
	case container.IsExact(py.KindDict):
		i, known := py.AsDict(container).FindItems(items)
		return i >= 0, known
	}
	return false, false
}

func (m *machine) slowBuildSet(in instruction) error {
	return m.buildSet(in.a, m.window(in.b, int(in.c)))
}

func (m *machine) buildSet(to uint16, w []py.Value) error {
	s := py.SetFor(max(len(w), 1)) // one without items gets some next
	for _, v := range w {
		if err := s.Add(m.th, v); err != nil {
			return err
		}
	}
	return m.put(to, s.Header.Value(), nil)
}

func (m *machine) slowBuildMap(in instruction) error {
	if in.c == 0 {
		n := m.toMerge(in.a)
		if err := m.th.ChargeItems(n, int(py.DictEntry)); err != nil {
			return err
		}
		return m.put(in.a, py.NewDictSize(n).Header.Value(), nil)
	}
	return m.buildMap(in.a, m.window(in.b, 2*int(in.c)))
}

// toMerge tells how many entries the dicts have that the next instructions put together in the dict that is made for register: {**a, **b}.
func (m *machine) toMerge(register uint16) (n int) {
	at := pointer(&m.next)
	next := *(*instruction)(at)
	if next.op == opLoadGlobalDict && next.flags == 0 && next.a == register+registerSize {
		at = unsafe.Add(at, instructionSize)
		if after := *(*instruction)(at); after.op == opDictUpdate && after.a == register && after.b == next.a {
			if d := m.cachedGlobal(next); d.IsExact(py.KindDict) {
				n = py.AsDict(d).Len()
			}
			at = unsafe.Add(at, instructionSize)
		}
	}
	for range maxMerged {
		next := *(*instruction)(at)
		if next.op != opDictUpdate || next.a != register || m.temporary(next.b) || !m.reg(next.b).IsExact(py.KindDict) {
			break
		}
		n += py.AsDict(*m.reg(next.b)).Len()
		at = unsafe.Add(at, instructionSize)
	}
	return n
}

// maxMerged is for how many dicts that are put together room is made at once.
const maxMerged = 4

func (m *machine) buildMap(to uint16, w []py.Value) error {
	d := py.NewDictSize(len(w) / 2)
	for i := 0; i < len(w); i += 2 {
		if err := d.SetItem(m.th, w[i], w[i+1]); err != nil {
			return err
		}
	}
	return m.put(to, d.Header.Value(), nil)
}

func (m *machine) slowBuildString(in instruction) error {
	return m.buildString(in.a, m.window(in.b, int(in.c)))
}

func (m *machine) buildString(to uint16, w []py.Value) error {
	for _, v := range w {
		if !v.IsSmallInt() && py.AsStr(v) == nil {
			return invalidCode("BUILD_STRING of something else")
		}
	}
	v, err := py.BuildString(m.th, w...)
	return m.put(to, v, err)
}

func (m *machine) slowBuildSlice(in instruction) error {
	w := m.window(in.b, int(in.c))
	step := py.None
	if len(w) == 3 {
		step = w[2]
	}
	return m.put(in.a, py.NewSlice(w[0], w[1], step), nil)
}

func (m *machine) slowListAppend(in instruction) error {
	l := py.AsList(*m.reg(in.a))
	if l == nil {
		return invalidCode("LIST_APPEND to something else")
	}
	if len(l.Items()) == 0 {
		// In a comprehension with one loop its iterator lies right behind the list.
		l.Reserve(min(py.ItemsLeft(*m.reg(in.a + registerSize)), maxReserved))
	}
	return l.AppendCharged(m.th, *m.reg(in.b))
}

// maxReserved is for how many items a comprehension makes room before it knows how many there will be.
const maxReserved = 64

func (m *machine) slowListExtend(in instruction) error {
	if in.flags&1 != 0 {
		if v := *m.reg(in.b); v.IsExact(py.KindTuple) && v.P != m.spread || v.IsExact(py.KindList) {
			l, err := py.ListFrom(m.th, v)
			if err != nil {
				return err
			}
			*m.reg(in.a) = l.Header.Value()
			return nil
		}
		*m.reg(in.a) = py.ListOf().Header.Value()
	}
	l := py.AsList(*m.reg(in.a))
	if l == nil {
		return invalidCode("LIST_EXTEND of something else")
	}
	iterable := *m.reg(in.b)
	if iterable.P == m.spread {
		for _, v := range m.below(pointer(&m.regs), int(iterable.B)) {
			l.Append(v)
		}
		return nil
	}
	if t := iterable.Type(); t.Iter == nil && !t.IsSequenceIndex {
		if _, err := py.Iter(m.th, iterable); err != nil && py.Matches(err, py.TypeError) {
			return py.Raise(py.TypeError, "Value after * must be an iterable, not %s", t.TypeName())
		}
	}
	return l.Extend(m.th, iterable)
}

func (m *machine) slowSetAdd(in instruction) error {
	s := py.AsSet(*m.reg(in.a))
	if s == nil || s.Type != py.SetType && s.Type.IsSubtype(py.FrozenSetType) { // __conditional_annotations__ can be anything
		return py.Raise(py.TypeError, "'%s' object is not a set", m.reg(in.a).Type().TypeName())
	}
	return s.Add(m.th, *m.reg(in.b))
}

func (m *machine) slowSetUpdate(in instruction) error {
	if in.flags&1 != 0 {
		s, err := py.NewSet(m.th, *m.reg(in.b))
		return m.put(in.a, s.Header.Value(), err) // not nil even when there is an error
	}
	s := py.AsSet(*m.reg(in.a))
	if s == nil {
		return invalidCode("SET_UPDATE of something else")
	}
	return py.ForEach(m.th, *m.reg(in.b), func(v py.Value) error { return s.Add(m.th, v) })
}

func (m *machine) slowDictUpdate(in instruction) error {
	d := py.AsDict(*m.reg(in.a))
	if d == nil {
		return invalidCode("DICT_UPDATE of something else")
	}
	from := *m.reg(in.b)
	if isPlainDict(from) {
		return d.Update(m.th, from)
	}
	err := m.eachPair(from, func(key, v py.Value) error { return d.SetItem(m.th, key, v) })
	if err == errNoMapping {
		return py.Raise(py.TypeError, "'%s' object is not a mapping", from.Type().TypeName())
	}
	return err
}

// slowDictMerge adds the keyword arguments of a call to callable R[C].
func (m *machine) slowDictMerge(in instruction) error {
	from, callable := *m.reg(in.b), *m.reg(in.c)
	if m.reg(in.a).IsUnbound() { // see translator.mergedAtOnce: the call leaves the dict as it is
		if isPlainDict(from) {
			*m.reg(in.a) = from
			return nil
		}
		*m.reg(in.a) = py.NewDict().Header.Value()
	}
	d := py.AsDict(*m.reg(in.a))
	if d == nil {
		return invalidCode("DICT_MERGE of something else")
	}
	err := m.eachPair(from, func(key, v py.Value) error {
		old, err := d.GetItem(m.th, key)
		if err != nil {
			return err
		}
		if !old.IsUnbound() {
			text, err := py.StrOf(m.th, key)
			if err != nil {
				return err
			}
			return py.Raise(py.TypeError, "%sgot multiple values for keyword argument '%s'", m.calleeName(callable), text.String())
		}
		return d.SetItem(m.th, key, v)
	})
	if err == errNoMapping {
		return py.Raise(py.TypeError, "%sargument after ** must be a mapping, not %s", m.calleeName(callable), from.Type().TypeName())
	}
	return err
}

// errNoMapping says that an object has no keys method.
var errNoMapping = py.NewException(py.TypeError)

// eachPair calls f with the items of a mapping.
func (m *machine) eachPair(from py.Value, f func(key, v py.Value) error) error {
	if isPlainDict(from) {
		d := (*py.Dict)(from.P)
		pos := 0
		for {
			key, v, ok := d.Next(&pos)
			if !ok {
				return nil
			}
			if err := f(key, v); err != nil {
				return err
			}
		}
	}
	keys, err := py.GetAttrOr(m.th, from, m.shared.names.keys)
	if err != nil {
		return err
	}
	if keys.IsUnbound() {
		return errNoMapping
	}
	list, err := py.Call(m.th, keys, nil, nil)
	if err != nil {
		return err
	}
	return py.ForEach(m.th, list, func(key py.Value) error {
		v, err := py.GetItem(m.th, from, key)
		if err != nil {
			return err
		}
		return f(key, v)
	})
}

// calleeName is how messages about a call begin: "module.qualname() ".
func (m *machine) calleeName(callable py.Value) string {
	qual, err := py.GetAttrOr(m.th, callable, m.shared.names.qualName)
	if err != nil || py.AsStr(qual) == nil {
		s, err := py.StrOf(m.th, callable)
		if err != nil {
			return ""
		}
		return s.String() + " "
	}
	name := py.AsStr(qual).String() + "() "
	module, err := py.GetAttrOr(m.th, callable, m.shared.names.module)
	if s := py.AsStr(module); err == nil && s != nil && s.String() != "builtins" {
		name = s.String() + "." + name
	}
	return name
}

// reverse fills registers so that the first item is uppermost.
func reverse(w, items []py.Value) {
	for i, v := range items {
		w[len(w)-1-i] = v
	}
}

func (m *machine) slowUnpackSequence(in instruction) error {
	return m.unpack(*m.reg(in.b), m.window(in.a, int(in.c)))
}

func (m *machine) slowUnpackPair(in instruction) error {
	var w [2]py.Value
	err := m.unpack(*m.reg(in.b), w[:])
	if err == nil {
		*m.reg(in.a), *m.reg(in.c) = w[1], w[0]
	}
	return err
}

// unpackNext does the next instruction when all it does is to unpack items, of which something was to be made for a register, or to take one of them.
func (m *machine) unpackNext(register uint16, items []py.Value) bool {
	next := (*instruction)(pointer(&m.next))
	switch {
	case next.b != register || !m.temporary(register):
		return false
	case next.op == opUnpackPair && len(items) == 2:
		*m.reg(next.a), *m.reg(next.c) = items[0], items[1]
	case next.op == opUnpackSequence && int(next.c) == len(items):
		reverse(m.window(next.a, len(items)), items)
	case next.op == opGetItemI:
		i := int(int16(next.c))
		if i < 0 {
			i += len(items)
		}
		if uint(i) >= uint(len(items)) {
			return false
		}
		*m.reg(next.a) = items[i]
	default:
		return false
	}
	m.next += instructionSize
	return true
}

// unpack fills w, uppermost first, with the items of v.
func (m *machine) unpack(v py.Value, w []py.Value) error {
	n := len(w)
	var items []py.Value
	switch {
	case v.IsExact(py.KindTuple):
		items = py.AsTuple(v).Items()
	case v.IsExact(py.KindList):
		items = py.AsList(v).Items()
	default:
		if items, ok := py.OwnItems(v); ok && len(items) == n {
			reverse(w, items)
			return nil
		}
		return m.unpackIterable(v, w)
	}
	if len(items) < n {
		return py.Raise(py.ValueError, "not enough values to unpack (expected %d, got %d)", n, len(items))
	}
	if len(items) > n {
		return py.Raise(py.ValueError, "too many values to unpack (expected %d, got %d)", n, len(items))
	}
	reverse(w, items)
	return nil
}

// unpackIter is iter() with the message for unpacking.
func (m *machine) unpackIter(v py.Value) (py.Value, error) {
	it, err := py.Iter(m.th, v)
	if t := v.Type(); err != nil && py.Matches(err, py.TypeError) && t.Iter == nil && t.GetItem == nil {
		return it, py.Raise(py.TypeError, "cannot unpack non-iterable %s object", t.TypeName())
	}
	return it, err
}

// ownGenerator returns the generator that v's method __iter__ has just made, if that is a generator function: nobody else has it. nil: it is something
// else, or must be closed when it is abandoned.
func (m *machine) ownGenerator(v, it py.Value) *py.Generator {
	g, f := py.AsGenerator(it), m.specialMethod(v, m.shared.names.iter)
	if g == nil || f == nil || f.Code.Code.Flags&code.CO_GENERATOR == 0 || g.Code != f.Code || g.Started {
		return nil
	}
	if x := (*execution)(f.Machine); x == nil || x.far != 0 || x.needsClose() {
		return nil
	}
	return g
}

func (m *machine) unpackIterable(v py.Value, w []py.Value) error {
	it, err := m.unpackIter(v)
	if err != nil {
		return err
	}
	g := m.ownGenerator(v, it)
	// The iterator may be on its way in the register that it came from: collect first.
	var few [8]py.Value
	items := few[:0]
	if len(w) > len(few) {
		items = make([]py.Value, 0, len(w))
	}
	for len(items) < len(w) {
		x, err := py.Next(m.th, it)
		if err != nil {
			return err
		}
		if x.IsUnbound() {
			return py.Raise(py.ValueError, "not enough values to unpack (expected %d, got %d)", len(w), len(items))
		}
		items = append(items, x)
	}
	x, err := py.Next(m.th, it)
	if err != nil {
		return err
	}
	if !x.IsUnbound() {
		if d := v.Type(); d == py.DictType {
			return py.Raise(py.ValueError, "too many values to unpack (expected %d, got %d)", len(w), py.AsDict(v).Len())
		}
		return py.Raise(py.ValueError, "too many values to unpack (expected %d)", len(w))
	}
	if g != nil && g.Finished {
		g.Private = true
		m.keep(g)
	}
	reverse(w, items)
	return nil
}

func (m *machine) slowUnpackEx(in instruction) error {
	arg := int(in.c) | int(in.flags)<<16
	before, after := arg&255, arg>>8
	return m.unpackEx(*m.reg(in.b), m.window(in.a, before+1+after), before)
}

// unpackEx is unpack with a list of those behind the first, as many as there is no other room for.
func (m *machine) unpackEx(v py.Value, w []py.Value, before int) error {
	after := len(w) - 1 - before
	var items []py.Value
	switch {
	case v.IsExact(py.KindList):
		items = py.AsList(v).Items()
	case v.IsExact(py.KindTuple):
		items = py.AsTuple(v).Items()
	default:
		it, err := m.unpackIter(v)
		if err != nil {
			return err
		}
		for len(items) < before {
			x, err := py.Next(m.th, it)
			if err != nil {
				return err
			}
			if x.IsUnbound() {
				return py.Raise(py.ValueError, "not enough values to unpack (expected at least %d, got %d)", before+after, len(items))
			}
			items = append(items, x)
		}
		rest, err := py.Items(m.th, it)
		if err != nil {
			return err
		}
		items = append(items, rest...)
	}
	if len(items) < before+after {
		return py.Raise(py.ValueError, "not enough values to unpack (expected at least %d, got %d)", before+after, len(items))
	}
	rest := items[before : len(items)-after]
	reverse(w[:after], items[len(items)-after:])
	w[after] = py.ListOf(rest...).Header.Value()
	reverse(w[after+1:], items[:before])
	return nil
}

func (m *machine) slowFormat(in instruction, spec *py.Value) error {
	v := *m.reg(in.b)
	if v.IsExact(py.KindStr) && spec == nil {
		return m.put(in.a, v, nil)
	}
	if v.IsSmallInt() && spec == nil {
		return m.put(in.a, py.IntText(v.SmallInt()), nil)
	}
	s := py.NewStr("")
	if spec == nil && in.flags&2 != 0 { // str() comes first
		text, err := py.StrOf(m.th, v)
		if err != nil {
			return err
		}
		if v = text.Header.Value(); v.IsExact(py.KindStr) {
			return m.put(in.a, v, nil)
		}
	}
	if spec != nil {
		if s = py.AsStr(*spec); s == nil {
			return invalidCode("format specification")
		}
	}
	r, err := py.Format(m.th, v, s)
	if err != nil {
		return err
	}
	return m.put(in.a, r.Header.Value(), nil)
}

func (m *machine) slowConvertValue(in instruction) error {
	v := *m.reg(in.b)
	var s *py.Str
	var err error
	switch in.c {
	case 1:
		s, err = py.StrOf(m.th, v)
	case 2:
		s, err = py.Repr(m.th, v)
	case 3:
		s, err = py.ASCII(m.th, v)
	default:
		return invalidCode("unknown conversion")
	}
	if err != nil {
		return err
	}
	return m.put(in.a, s.Header.Value(), nil)
}

func (m *machine) slowBuildTemplate(in instruction) error {
	w := m.window(in.b, 2)
	if py.AsTuple(w[0]) == nil || py.AsTuple(w[1]) == nil {
		return invalidCode("template of something else")
	}
	return m.put(in.a, py.NewTemplate(py.AsTuple(w[0]), py.AsTuple(w[1])), nil)
}

// slowBuildInterpolation: value, text and perhaps a format spec; in.c is 2 | conversion<<2 | 1 with a spec.
func (m *machine) slowBuildInterpolation(in instruction) error {
	w := m.window(in.b, 2+int(in.c&1))
	spec := py.Text("")
	if len(w) == 3 {
		spec = w[2]
	}
	conversion := py.None
	if c := in.c >> 2; c != 0 {
		conversion = py.Text([]string{"", "s", "r", "a"}[c&3])
	}
	return m.put(in.a, py.NewInterpolation(w[0], w[1], conversion, spec), nil)
}

func (m *machine) slowIntrinsic1(in instruction) error {
	v := *m.reg(in.b)
	th := m.th
	var r py.Value
	var err error
	switch in.c {
	case opcode.INTRINSIC_PRINT:
		hook := th.Interp.Sys.Dict.GetStr(m.shared.names.displayhook)
		if hook.IsUnbound() {
			return py.Raise(py.RuntimeError, "lost sys.displayhook")
		}
		r, err = py.CallArgs(th, hook, v)
	case opcode.INTRINSIC_IMPORT_STAR:
		r, err = py.None, m.importStar(v)
	case opcode.INTRINSIC_STOPITERATION_ERROR:
		r = m.stopIterationError(v)
	case opcode.INTRINSIC_ASYNC_GEN_WRAP:
		r = wrapAsync(v)
	case opcode.INTRINSIC_UNARY_POSITIVE:
		r, err = py.Positive(th, v)
	case opcode.INTRINSIC_LIST_TO_TUPLE:
		l := py.AsList(v)
		if l == nil {
			return invalidCode("tuple of something else")
		}
		r = py.NewTuple(l.Items()).Header.Value()
	case opcode.INTRINSIC_TYPEVAR, opcode.INTRINSIC_PARAMSPEC, opcode.INTRINSIC_TYPEVARTUPLE:
		name := py.AsStr(v)
		if name == nil {
			return invalidCode("type parameter without a name")
		}
		r = map[uint16]func(*py.Thread, *py.Str) py.Value{
			opcode.INTRINSIC_TYPEVAR: py.NewTypeVar, opcode.INTRINSIC_PARAMSPEC: py.NewParamSpec, opcode.INTRINSIC_TYPEVARTUPLE: py.NewTypeVarTuple,
		}[in.c](th, name)
	case opcode.INTRINSIC_SUBSCRIPT_GENERIC:
		r, err = py.SubscriptGeneric(th, v)
	case opcode.INTRINSIC_TYPEALIAS:
		t := py.AsTuple(v)
		if t == nil || t.Len() != 3 || py.AsStr(t.At(0)) == nil {
			return invalidCode("type alias of something else")
		}
		r = py.NewTypeAlias(th, py.AsStr(t.At(0)), py.AsTuple(t.At(1)), t.At(2))
	default:
		return invalidCode("unknown intrinsic")
	}
	return m.put(in.a, r, err)
}

func (m *machine) slowIntrinsic2(in instruction) error {
	w := m.window(in.b, 2)
	th := m.th
	var r py.Value
	var err error
	switch in.c {
	case opcode.INTRINSIC_PREP_RERAISE_STAR:
		r, err = m.prepareReraiseStar(w[0], w[1])
	case opcode.INTRINSIC_TYPEVAR_WITH_BOUND, opcode.INTRINSIC_TYPEVAR_WITH_CONSTRAINTS:
		name := py.AsStr(w[0])
		if name == nil {
			return invalidCode("type parameter without a name")
		}
		if in.c == opcode.INTRINSIC_TYPEVAR_WITH_BOUND {
			r = py.NewTypeVarBound(th, name, w[1])
		} else {
			r = py.NewTypeVarConstraints(th, name, w[1])
		}
	case opcode.INTRINSIC_SET_FUNCTION_TYPE_PARAMS:
		f := py.AsFunction(w[0])
		params := py.AsTuple(w[1])
		if f == nil || params == nil {
			return invalidCode("type parameters of something else")
		}
		f.SetTypeParams(params)
		r = w[0]
	case opcode.INTRINSIC_SET_TYPEPARAM_DEFAULT:
		r, err = py.SetTypeParamDefault(th, w[0], w[1])
	default:
		return invalidCode("unknown intrinsic")
	}
	return m.put(in.a, r, err)
}
