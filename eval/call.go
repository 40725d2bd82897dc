// This file holds calls: how each kind of callable is called from bytecode and from Go, and how the frame of a Python
// function gets its arguments.

package eval

import (
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
	py "github.com/gopy-lang/gopy/runtime"
)

// slowCall calls R[B] with self R[B+1], unless that has no value, and in.c arguments behind.
func (m *machine) slowCall(in instruction) error {
	w := m.window(in.b, int(in.c)+2)
	callable := w[0]
	if callable.Kind() == py.KindMethodDescriptor && !w[1].IsUnbound() {
		d := (*py.MethodDescriptor)(callable.P)
		if d.Def.Inline == 0 && w[1].Type() == d.Owner && d.Def.Takes(len(w)-1) { // the usual method
			v, err := d.Def.Fn(m.th, w[1:])
			return m.put(in.a, v, err)
		}
		m.learnCall(callable)
		if d.Def.Inline == py.InlineSend && in.c == 1 && !m.watching {
			if g := py.AsGenerator(w[1]); g != nil && g.Type == d.Owner && !g.Running && !g.Finished && (g.Started || w[2].IsNone()) {
				return m.resume(g, w[2], retCall)
			}
		}
		if d.Def.Inline == py.InlineDictGet && w[1].IsExact(py.KindDict) && (in.c == 1 || in.c == 2) {
			v, err := py.AsDict(w[1]).GetItem(m.th, w[2])
			if err == nil && v.IsUnbound() {
				if v = py.None; in.c == 2 {
					v = w[3]
				}
			}
			return m.put(in.a, v, err)
		}
		if d.Def.Inline == py.InlineSetDefault && w[1].IsExact(py.KindDict) && in.c == 2 {
			v, err := py.AsDict(w[1]).SetDefault(m.th, w[2], w[3])
			return m.put(in.a, v, err)
		}
		if d.Def.Inline == py.InlineParts && w[1].Type() == d.Owner {
			return m.callForParts(in, d.Def, w[1:])
		}
		if w[1].Type() == d.Owner || py.IsInstance(w[1], d.Owner) {
			v, err := invoke(m.th, d.Def, w[1:])
			if d.Def.Inline == py.InlineDrain && in.c == 1 && err == nil {
				m.usedUp(&w[2])
			}
			return m.put(in.a, v, err)
		}
	}
	if callable.Kind() == py.KindFunction {
		m.learnCall(callable)
	}
	if w[1].IsUnbound() {
		return m.call(in, callable, w, 2)
	}
	return m.call(in, callable, w, 1)
}

// callForParts calls a method like str.split of an object of its own type, whose result may be taken apart at once. Where one item is all that the
// next instruction takes, the others aren't made.
func (m *machine) callForParts(in instruction, def *py.MethodDef, args []py.Value) error {
	plain := len(args) == 1 || args[1].IsNone() || args[1].IsExact(py.KindStr) || args[1].IsExact(py.KindBytes) // such arguments run no Python code
	if next := (*instruction)(pointer(&m.next)); next.op == opGetItemI && next.b == in.a && m.temporary(in.a) && plain && (len(args) < 3 || args[2].IsSmallInt()) {
		m.th.WantPart(int(int16(next.c)))
	}
	v, err := invoke(m.th, def, args)
	m.th.WantAll()
	if err == nil && m.unpacksParts(in.a, v) {
		return nil
	}
	return m.put(in.a, v, err)
}

// unpacksParts does the next instruction when all it does is to unpack a result for register that nothing refers to.
func (m *machine) unpacksParts(register uint16, v py.Value) bool {
	if v.IsExact(py.KindList) {
		if !m.unpackNext(register, py.AsList(v).Items()) {
			return false
		}
	} else if !m.unpackNext(register, py.AsTuple(v).Items()) {
		return false
	}
	m.th.GiveBack(v)
	return true
}

// slowCallFunction is slowCall for a callable that stands right before its arguments: the register before it is free.
func (m *machine) slowCallFunction(in instruction) error {
	if callable := m.reg(in.b); callable.P == unsafe.Pointer(py.StrType) && in.c == 1 && m.reg(in.b+registerSize).IsSmallInt() {
		return m.textOf(in, m.reg(in.b+registerSize).SmallInt())
	} else if in.flags&1 != 0 && callable.P == unsafe.Pointer(py.RangeType) {
		m.learnCall(*callable)
		return m.iterateRange(in)
	} else if callable.Kind() == py.KindBuiltin {
		b := (*py.Builtin)(callable.P)
		if b.Def.Inline != 0 {
			m.learnCall(*callable)
		}
		if b.Def.Inline == py.InlineNext && in.c == 1 && !m.watching {
			if g := py.AsGenerator(*m.reg(in.b + registerSize)); g != nil && g.Type == py.GeneratorType && !g.Running && !g.Finished {
				return m.resume(g, py.None, retCall)
			}
		}
		if b.Def.Inline == py.InlineAbs && in.c == 1 && !m.watching {
			v := *m.reg(in.b + registerSize)
			if f := m.specialMethod(v, m.shared.names.absolute); f != nil {
				return m.enterSpecial(f, retPlain, v)
			}
		}
		if !b.Bound && b.Def.Takes(int(in.c)) && b.Def.Inline != py.InlineDrain {
			v, err := b.Def.Fn(m.th, m.window(in.b+registerSize, int(in.c)))
			return m.put(in.a, v, err)
		}
	} else if callable.Kind() == py.KindType {
		t := (*py.Type)(callable.P)
		if t.Flags&py.TypeHeap == 0 {
			m.learnCall(*callable)
		}
		if t.FastNew != nil && t.Flags&py.TypeHeap == 0 && !(in.c == 1 && m.reg(in.b+registerSize).Kind() == py.KindGenerator) {
			v, err := t.FastNew(m.th, m.window(in.b+registerSize, int(in.c)))
			return m.put(in.a, v, err)
		}
		if m.constructPlain(in, t) {
			return nil
		}
	}
	w := m.window(in.b-registerSize, int(in.c)+2)
	if kind := w[1].Kind(); kind == py.KindFunction || kind == py.KindMethod {
		m.learnCall(w[1])
	}
	if w[1].Kind() == py.KindFunction {
		return m.callFunction((*py.Function)(w[1].P), w[2:], nil, retPlain)
	}
	if in.c == 1 && w[2].Kind() == py.KindGenerator && py.Drains(w[1]) {
		v, err := py.Call(m.th, w[1], w[2:], nil)
		if err == nil {
			m.usedUp(m.reg(in.b + registerSize))
		}
		return m.put(in.a, v, err)
	}
	return m.call(in, w[1], w, 2)
}

// constructPlain makes an instance of t, which an opCallFunction calls, and enters its __init__, like construct: where t is a usual class that programs
// made and the arguments are as many as the parameters, but for those with defaults. It reports false, and has done nothing, where it isn't that simple.
func (m *machine) constructPlain(in instruction, t *py.Type) bool {
	init := t.PlainInit(m.th)
	if init == nil || !m.inChunk(m.regs) || m.polling() {
		return false
	}
	self := m.reg(in.b + registerSize)
	start := uintptr(unsafe.Pointer(self))
	x := (*execution)(init.Machine)
	if x == nil || start-m.base >= m.size-x.need || m.top >= m.limit {
		return false
	}
	given := uint32(in.c) + 1
	if x.argc != given && (x.argc == notSimple || x.argc < given || init.Defaults == nil || int(x.argc-given) > init.Defaults.Len()) {
		return false
	}
	instance := py.NewInstance(t).Header.Value()
	for i := in.c; i > 0; i-- {
		set(m.reg(in.b+(i+1)*registerSize), *m.reg(in.b + i*registerSize))
	}
	set(m.reg(in.b-registerSize), instance) // kept until __init__ returns
	set(m.reg(in.b), init.Header.Value())
	set(self, instance)
	for i := x.argc; i > given; i-- {
		set((*py.Value)(unsafe.Add(unsafe.Pointer(self), uintptr(i-1)*registerSize)), init.Defaults.At(init.Defaults.Len()-1-int(x.argc-i)))
	}
	r := (*record)(pointer(&m.top))
	r.pc, r.regs, r.table, r.resume = m.pc, m.regs, m.table, 0
	m.top += recordSize
	(*record)(pointer(&m.top)).ret = retInit
	m.regs, m.table, m.next = start, uintptr(x.table), uintptr(x.entry)
	for i := x.fillFrom; i < x.fillTo; i += registerSize {
		set((*py.Value)(unsafe.Add(unsafe.Pointer(self), uintptr(i))), py.Unbound)
	}
	return true
}

// textOf is str(n). The addition of a short str that comes next writes the digits itself.
func (m *machine) textOf(in instruction, n int64) error {
	if in.flags&2 != 0 {
		add := *(*instruction)(pointer(&m.next))
		number := py.Int(n)
		left, right := number, number
		switch {
		case add.op == opAddText && add.flags&2 != 0:
			left = m.entry(add.c).Value
		case add.op == opAddText:
			right = m.entry(add.c).Value
		case add.b == in.a:
			right = *m.reg(add.c)
		default:
			left = *m.reg(add.b)
		}
		if shortText(left) || shortText(right) {
			m.pc, m.next = m.next, m.next+instructionSize
			v, err := py.BuildString(m.th, left, right)
			return m.put(add.a, v, err)
		}
	}
	*m.reg(in.a) = py.IntText(n)
	return nil
}

// shortText tells that v is a str to which adding costs little: a long one may have room for what is added to it.
func shortText(v py.Value) bool { return v.IsExact(py.KindStr) && len((*py.Str)(v.P).String()) < 256 }

// iterateRange makes the iterator of a range for the for loop that comes behind the next instruction, which is opGetIter.
func (m *machine) iterateRange(in instruction) error {
	v, err := py.RangeType.FastNew(m.th, m.window(in.b+registerSize, int(in.c)))
	if err != nil {
		return err
	}
	*m.reg(in.a) = v
	m.pc, m.next = m.next, m.next+instructionSize
	return m.slowGetIter(*(*instruction)(pointer(&m.pc)))
}

// call calls callable with the arguments w[first:], first being 1 or 2. All of w may be overwritten.
func (m *machine) call(in instruction, callable py.Value, w []py.Value, first int) error {
	th := m.th
	var v py.Value
	var err error
	switch callable.Kind() {
	case py.KindFunction:
		return m.callFunction((*py.Function)(callable.P), w[first:], nil, retPlain)
	case py.KindMethod:
		method := (*py.Method)(callable.P)
		if first == 2 {
			w[1] = method.Self
			if method.Func.Kind() == py.KindFunction {
				return m.callFunction((*py.Function)(method.Func.P), w[1:], nil, retPlain)
			}
			return m.call(in, method.Func, w, 1)
		}
		v, err = py.Call(th, callable, w[first:], nil)
	case py.KindBuiltin:
		b := (*py.Builtin)(callable.P)
		args := w[first:]
		if b.Bound {
			if first == 1 {
				v, err = py.Call(th, callable, args, nil)
				break
			}
			w[1] = b.Self
			args = w[1:]
		}
		v, err = invoke(th, b.Def, args)
	case py.KindMethodDescriptor:
		d := (*py.MethodDescriptor)(callable.P)
		args := w[first:]
		if len(args) > 0 && py.IsInstance(args[0], d.Owner) {
			v, err = invoke(th, d.Def, args)
			break
		}
		v, err = py.Call(th, callable, args, nil)
	case py.KindType:
		t := (*py.Type)(callable.P)
		if t.CalledPlainly() {
			if done, err := m.construct(t, w, first); done || err != nil {
				return err
			}
			if t == py.StrType && len(w)-first == 1 && w[first].IsSmallInt() {
				v = py.IntText(w[first].SmallInt())
				break
			}
			if t.FastNew != nil {
				v, err = t.FastNew(th, w[first:])
				break
			}
		} else if first == 2 {
			if f := m.specialMethod(callable, m.shared.names.call); f != nil {
				w[1] = callable
				return m.callFunction(f, w[1:], nil, retPlain)
			}
		}
		v, err = py.Call(th, callable, w[first:], nil)
	default:
		if d := py.AsWrapper(callable); d != nil {
			if err = th.Enter(" while calling a Python object"); err == nil {
				v, err = d.Call(th, w[first:], nil)
				th.Leave()
			}
			break
		}
		if first == 2 {
			if f := m.specialMethod(callable, m.shared.names.call); f != nil {
				w[1] = callable
				return m.callFunction(f, w[1:], nil, retPlain)
			}
		}
		v, err = py.Call(th, callable, w[first:], nil)
	}
	return m.put(in.a, v, err)
}

// invoke calls a built-in with positional arguments.
func invoke(th *py.Thread, def *py.MethodDef, args []py.Value) (py.Value, error) {
	if def.Takes(len(args)) {
		return def.Fn(th, args)
	}
	return def.Invoke(th, args, nil)
}

// construct makes an instance of a class that programs made and enters its __init__, if that is a Python function;
// done tells that it did. w[0] keeps the instance until __init__ returns.
func (m *machine) construct(t *py.Type, w []py.Value, first int) (done bool, err error) {
	if t.Flags&py.TypeHeap == 0 {
		return false, nil
	}
	init := t.Lookup(m.th, m.shared.names.init)
	if init.Kind() != py.KindFunction {
		if len(w) == first && t.IsPlainNew() && py.IsPlainInit(init) {
			return true, m.put((*instruction)(pointer(&m.pc)).a, py.NewInstance(t).Header.Value(), nil)
		}
		if t.HasNativeNew() && t.Init != nil && py.AsWrapper(init) != nil {
			x, err := t.New(m.th, t, w[first:], nil)
			if err == nil {
				err = t.Init(m.th, x, w[first:], nil)
			}
			return true, m.put((*instruction)(pointer(&m.pc)).a, x, err)
		}
		return m.constructByNew(t, w, first)
	}
	var x py.Value
	switch {
	case t.IsPlainNew():
		x = py.NewInstance(t).Header.Value()
	case t.HasNativeNew():
		if x, err = t.New(m.th, t, w[first:], nil); err != nil {
			return true, err
		}
	default:
		return m.constructByNew(t, w, first)
	}
	if first == 1 {
		// The register before self is the callable's: no room for the instance as well.
		args := append([]py.Value{x}, w[1:]...)
		v, err := py.Call(m.th, init, args, nil)
		if err == nil {
			err = initResult(v)
		}
		if err != nil {
			return true, err
		}
		return true, m.put((*instruction)(pointer(&m.pc)).a, x, nil)
	}
	return true, m.initialize((*py.Function)(init.P), x, w)
}

// initialize enters init, the __init__ of x, with the arguments w[2:].
func (m *machine) initialize(init *py.Function, x py.Value, w []py.Value) error {
	// Instance, function, self, arguments: one register more, which every window has behind its stack.
	w = unsafe.Slice(&w[0], len(w)+1)
	copy(w[3:], w[2:])
	w[0], w[2] = x, x
	return m.callFunction(init, w[2:], nil, retInit)
}

// constructByNew is construct for a class whose __new__ is a Python function.
func (m *machine) constructByNew(t *py.Type, w []py.Value, first int) (done bool, err error) {
	f := t.PythonNew(m.th)
	if f == nil || first != 2 {
		return false, nil
	}
	w[1] = t.Value()
	x, err := py.Call(m.th, f.Header.Value(), w[1:], nil)
	if err != nil {
		return true, err
	}
	made := x.Type()
	if made.InitializesNothing() || made != t && !made.IsSubtype(t) {
		return true, m.put((*instruction)(pointer(&m.pc)).a, x, nil)
	}
	if init := py.AsFunction(made.Lookup(m.th, m.shared.names.init)); init != nil {
		return true, m.initialize(init, x, w)
	}
	if err = made.Init(m.th, x, w[2:], nil); err != nil {
		return true, err
	}
	return true, m.put((*instruction)(pointer(&m.pc)).a, x, nil)
}

// initResult checks what __init__ returned.
func initResult(v py.Value) error {
	if v.IsNone() {
		return nil
	}
	return py.Raise(py.TypeError, "__init__() should return None, not '%s'", v.Type().TypeName())
}

// slowCallKw calls R[B] with self R[B+1] unless it has no value, and in.c arguments, the last of which are named by R[B+2+C].
func (m *machine) slowCallKw(in instruction) error {
	n := int(in.flags) // not in.arguments(), which would copy the instruction: slow, as its parts have just been stored one by one
	if n == 0 {
		n = int(in.c)
	}
	w := m.window(in.b, n+3)
	kw := py.AsTuple(w[n+2])
	if kw == nil || kw.Len() > n {
		return invalidCode("names of keyword arguments")
	}
	args := w[1 : n+2]
	if w[1].IsUnbound() {
		args = w[2 : n+2]
	}
	callable := w[0]
	if callable.Kind() == py.KindMethod && w[1].IsUnbound() {
		method := (*py.Method)(callable.P)
		w[1] = method.Self
		callable, args = method.Func, w[1:n+2]
	}
	switch callable.Kind() {
	case py.KindFunction:
		f := (*py.Function)(callable.P)
		if in.flags != 0 {
			cachePlaces(m.entry(in.c), f, kw.Items())
		}
		return m.callFunction(f, args, kw.Items(), retPlain)
	case py.KindType:
		if t, init := m.initializer(callable); init != nil && w[1].IsUnbound() {
			return m.initializeKw(t, init, w, kw)
		}
	case py.KindBuiltin:
		if b := (*py.Builtin)(callable.P); !b.Bound {
			v, err := b.Def.Invoke(m.th, args, kw)
			return m.put(in.a, v, err)
		}
	case py.KindMethodDescriptor:
		if d := (*py.MethodDescriptor)(callable.P); len(args) > kw.Len() && args[0].Type() == d.Owner {
			v, err := d.Def.Invoke(m.th, args, kw)
			return m.put(in.a, v, err)
		}
	}
	v, err := py.Call(m.th, callable, args, kw)
	return m.put(in.a, v, err)
}

// initializeKw makes an instance of t, which w[0] is, and enters its __init__ with the arguments w[2:], behind which stands the register of their
// names kw: it is free now, so that they can stand as construct has them.
func (m *machine) initializeKw(t *py.Type, init *py.Function, w []py.Value, kw *py.Tuple) error {
	x, err := m.begin(t, w[2:len(w)-1], kw)
	if err != nil {
		return err
	}
	copy(w[3:], w[2:])
	w[0], w[2] = x, x
	return m.callFunction(init, w[2:], kw.Items(), retInit)
}

// initializer returns the class that callable is and its __init__, when a call makes an instance by a __new__ that runs no Python code and
// then calls a Python function; else nil.
func (m *machine) initializer(callable py.Value) (*py.Type, *py.Function) {
	t := py.AsType(callable)
	if t == nil || t.Flags&py.TypeHeap == 0 || !t.CalledPlainly() || !t.IsPlainNew() && !t.HasNativeNew() {
		return nil, nil
	}
	return t, py.AsFunction(t.Lookup(m.th, m.shared.names.init))
}

// begin makes the instance of such a class.
func (m *machine) begin(t *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if t.IsPlainNew() {
		return py.NewInstance(t).Header.Value(), nil
	}
	return t.New(m.th, t, args, kw)
}

// namesOf returns the names of keyword arguments; kw may be nil.
func namesOf(kw *py.Tuple) []py.Value {
	if kw == nil {
		return nil
	}
	return kw.Items()
}

// slowCallEx is callable R[B] called with self R[B+1], unless that has no value, the iterable R[B+2] and the dict R[B+3], which may have none.
func (m *machine) slowCallEx(in instruction) error {
	w := m.window(in.b, 4)
	if w[0].Kind() == py.KindMethod && w[1].IsUnbound() {
		method := (*py.Method)(w[0].P)
		w[0], w[1] = method.Func, method.Self
	}
	callable := w[0]
	self := w[1:1]
	if !w[1].IsUnbound() {
		self = w[1:2]
	}
	var args []py.Value
	if w[2].P == m.spread {
		args = m.below(pointer(&m.regs), int(w[2].B))
	} else if positional := py.AsTuple(w[2]); positional != nil {
		args = positional.Items()
	} else if l := py.AsList(w[2]); l != nil && in.flags&1 != 0 {
		args = l.Items()
	} else {
		t := w[2].Type()
		if t.Iter == nil && !t.IsSequenceIndex && t.GetItem == nil {
			return py.Raise(py.TypeError, "%sargument after * must be an iterable, not %s", m.calleeName(callable), t.TypeName())
		}
		var err error
		if args, err = py.Items(m.th, w[2]); err != nil {
			return err
		}
	}
	d := py.AsDict(w[3])
	if d == nil && !w[3].IsUnbound() {
		return invalidCode("keyword arguments that are no dict")
	}
	f, ret, to := py.AsFunction(callable), retPlain, in.b+registerSize
	var class *py.Type
	if len(self) == 0 {
		if t, init := m.initializer(callable); init != nil {
			class, f, ret, to = t, init, retInit, in.b+2*registerSize
		}
	}
	if f != nil && m.polling() { // not later: what is run then may take the places where the arguments are put below
		if err := m.poll(); err != nil {
			return err
		}
	}
	var all, names []py.Value // all arguments, behind one that is in self
	var kw *py.Tuple
	if d != nil && d.Len() > 0 {
		n := 1 + len(args) + d.Len()
		if f != nil { // binding copies them at once
			all = m.arguments(n + d.Len())
		} else {
			all = make([]py.Value, n+d.Len())
		}
		copy(all[1:], args)
		all, names = all[:n], all[n:]
		at, pos := 1+len(args), 0
		for k := range names {
			key, v, _ := d.Next(&pos)
			if py.AsStr(key) == nil && !py.TakesAnyKeyword(callable) {
				return py.Raise(py.TypeError, "keywords must be strings")
			}
			names[k], all[at+k] = key, v
		}
		args = all[1:]
		if f == nil || class != nil && !class.IsPlainNew() {
			kw = py.NewTuple(names)
		}
	}
	if class != nil {
		x, err := m.begin(class, args, kw)
		if err != nil {
			return err
		}
		w[0], w[2] = x, x // as in construct
		self = w[2:3]
	}
	if f != nil && all == nil {
		if args := m.argumentsOver(to, len(self), args); args != nil {
			return m.enterFunction(f, args, nil, ret)
		}
	}
	if len(self) > 0 {
		if all == nil {
			all = append(make([]py.Value, 1, 1+len(args)), args...)
		}
		all[0] = self[0]
		args = all
	}
	if f != nil {
		return m.enterFunction(f, args, names, ret)
	}
	v, err := py.Call(m.th, callable, args, kw)
	return m.put(in.a, v, err)
}

// argumentsOver copies arguments to the register stack, from a register on behind which nothing is needed any more: the frame of the
// function that they are for can lie over them. Some of them stand there already. nil: there is no room, or there are none.
func (m *machine) argumentsOver(to uint16, there int, args []py.Value) []py.Value {
	start := uintptr(unsafe.Pointer(m.reg(to)))
	if there+len(args) == 0 || !m.inChunk(m.regs) || start-m.base+uintptr(there+len(args))*registerSize >= m.size {
		return nil
	}
	over := m.window(to, there+len(args))
	copy(over[there:], args)
	return over
}

// maxScratch is how many values the scratch space for arguments keeps.
const maxScratch = 256

// arguments returns scratch space for n values, valid until the next call of a Python function.
func (m *machine) arguments(n int) []py.Value {
	if n > maxScratch {
		return make([]py.Value, n)
	}
	if m.scratch == nil {
		m.scratch = make([]py.Value, maxScratch)
	}
	return m.scratch[:n]
}

// callFunction enters the frame of a Python function. When the arguments stand on the register stack, right behind a
// register that may be overwritten, the new frame lies over them.
func (m *machine) callFunction(f *py.Function, args, names []py.Value, ret uint32) error {
	if m.polling() {
		if err := m.poll(); err != nil {
			return err
		}
	}
	return m.enterFunction(f, args, names, ret)
}

// enterFunction is callFunction without a poll: the arguments may lie where nothing is kept, in free registers or scratch space.
func (m *machine) enterFunction(f *py.Function, args, names []py.Value, ret uint32) error {
	x, err := m.functionExecution(f)
	if err != nil {
		return err
	}
	if len(names) == 0 && x.argc == uint32(len(args)) && len(args) > 0 && m.inChunk(m.regs) {
		start := uintptr(unsafe.Pointer(&args[0]))
		if start-m.base < m.size-x.need && start > m.regs {
			if err := m.pushRecord(ret); err != nil {
				return err
			}
			m.regs, m.table, m.next = start, uintptr(x.table), uintptr(x.entry)
			m.reg(0)
			regs := pointer(&m.regs)
			set((*py.Value)(unsafe.Add(regs, -registerSize)), f.Header.Value())
			for i := uintptr(x.fillFrom); i < uintptr(x.fillTo); i += registerSize {
				set((*py.Value)(unsafe.Add(regs, i)), py.Unbound)
			}
			return nil
		}
	}
	if x.over && (len(names) > 0 || x.argc != uint32(len(args))) {
		if done, err := m.bindOver(f, x, args, names, ret); done {
			return err
		}
	}
	if err := m.pushFrame(f, x, ret); err != nil {
		return err
	}
	if len(names) == 0 && x.argc == uint32(len(args)) {
		copy(unsafe.Slice((*py.Value)(pointer(&m.regs)), x.slots), args)
		return nil
	}
	err = m.bindFrame(f, x, args, names)
	if err != nil {
		m.popRecord() // the error belongs to the caller
	}
	return err
}

// enterPlain enters a frame at the free end of the register stack for a function whose parameters args and defaults fill one by one. It reports false, and
// does nothing, where it isn't that simple.
func (m *machine) enterPlain(f *py.Function, args []py.Value, ret uint32) bool {
	x := (*execution)(f.Machine)
	if x == nil || m.top >= m.limit {
		return false
	}
	rest, ok := x.lacking(f, len(args))
	if !ok {
		return false
	}
	start := m.freeRegisters() + headroom*registerSize
	if start-m.base >= m.size-x.need {
		return false
	}
	r := (*record)(pointer(&m.top))
	r.pc, r.regs, r.table, r.resume = m.pc, m.regs, m.table, 0
	if m.regs != 0 && !m.inChunk(m.regs) {
		r.free = m.free
		ret |= retHeap
	}
	m.top += recordSize
	(*record)(pointer(&m.top)).ret = ret
	m.regs, m.table, m.next = start, uintptr(x.table), uintptr(x.entry)
	regs := pointer(&m.regs)
	for i := uintptr(headroom); i > 1; i-- { // what lay there before would be kept alive
		set((*py.Value)(unsafe.Add(regs, -int(i)*registerSize)), py.Unbound)
	}
	set((*py.Value)(unsafe.Add(regs, functionOffset)), f.Header.Value())
	for i := range args {
		set((*py.Value)(unsafe.Add(regs, uintptr(i)*registerSize)), args[i])
	}
	for i := range rest {
		set((*py.Value)(unsafe.Add(regs, uintptr(len(args)+i)*registerSize)), rest[i])
	}
	for i := uintptr(x.fillFrom); i < uintptr(x.fillTo); i += registerSize {
		set((*py.Value)(unsafe.Add(regs, i)), py.Unbound)
	}
	return true
}

// lacking returns the defaults of the parameters that n positional arguments leave without a value. ok is false where these don't fill the others
// one by one.
func (x *execution) lacking(f *py.Function, n int) (rest []py.Value, ok bool) {
	if x.argc == uint32(n) {
		return nil, true
	}
	if x.argc == notSimple || x.argc < uint32(n) || f.Defaults == nil {
		return nil, false
	}
	defaults := f.Defaults.Items()
	first := len(defaults) - int(x.argc) + n
	if first < 0 {
		return nil, false
	}
	return defaults[first:], true
}

// callPlain calls f from Go code in a frame at the free end of the register stack, where args and defaults fill its parameters one by one: it is enterPlain and
// run without storing in m what nobody looks at before inner is left. done is false, and nothing has happened, where it isn't that simple.
func (m *machine) callPlain(f *py.Function, args []py.Value) (v py.Value, err error, done bool) {
	x := (*execution)(f.Machine)
	if x == nil || m.top >= m.limit {
		return
	}
	var rest []py.Value
	if x.argc != uint32(len(args)) {
		var ok bool
		if rest, ok = x.lacking(f, len(args)); !ok {
			return
		}
	}
	start := m.freeRegisters() + headroom*registerSize
	if start-m.base >= m.size-x.need || !m.th.Descend() {
		return
	}
	r, ret := (*record)(pointer(&m.top)), retEntry
	r.pc, r.regs, r.table, r.resume = m.pc, m.regs, m.table, 0
	if m.regs != 0 && !m.inChunk(m.regs) {
		r.free = m.free
		ret |= retHeap
	}
	m.top += recordSize
	(*record)(pointer(&m.top)).ret = ret
	regs, unbound := pointer(&start), py.Value{P: py.UnboundTag()}
	set((*py.Value)(unsafe.Add(regs, localsOffset)), unbound) // what lay there before would be kept alive
	set((*py.Value)(unsafe.Add(regs, generatorOffset)), unbound)
	set((*py.Value)(unsafe.Add(regs, functionOffset)), py.Value{P: unsafe.Pointer(f)})
	for i := range args {
		set((*py.Value)(unsafe.Add(regs, uintptr(i)*registerSize)), args[i])
	}
	for i := range rest {
		set((*py.Value)(unsafe.Add(regs, uintptr(len(args)+i)*registerSize)), rest[i])
	}
	for i := uintptr(x.fillFrom); i < uintptr(x.fillTo); i += registerSize {
		set((*py.Value)(unsafe.Add(regs, i)), unbound)
	}
	pc, regs, table, resume := m.goOnAt(x.entry, regs, x.table, 0)
	if (*record)(pointer(&m.top)).ret == ret && (*instruction)(pc).op == opReturn && m.caught == nil {
		v = *at(regs, (*instruction)(pc).a)
		m.top -= recordSize
		if ret != retEntry {
			m.free = (*record)(pointer(&m.top)).free
		}
		m.done = true
	} else {
		v, err = m.goOn(pc, regs, table, resume)
	}
	m.th.Leave()
	return v, err, true
}

// CallFunction implements runtime.Evaluator.
func (s *Shared) CallFunction(th *py.Thread, f *py.Function, args []py.Value, kw *py.Tuple) (py.Value, error) {
	m := machineOf(th)
	if kw == nil {
		if v, err, done := m.callPlain(f, args); done {
			return v, err
		}
	}
	if kw == nil && m.enterPlain(f, args, retEntry) {
		if err := th.Enter(""); err != nil {
			m.popRecord()
			return py.Unbound, err
		}
		v, err := m.run()
		th.Leave()
		return v, err
	}
	x, err := m.functionExecution(f)
	if err != nil {
		return py.Unbound, err
	}
	if err := m.pushFrame(f, x, retEntry); err != nil {
		return py.Unbound, err
	}
	if kw == nil && x.argc == uint32(len(args)) {
		copy(unsafe.Slice((*py.Value)(pointer(&m.regs)), x.slots), args)
		return m.enter()
	}
	if err := m.bindFrame(f, x, args, namesOf(kw)); err != nil {
		m.popRecord()
		return py.Unbound, err
	}
	return m.enter()
}

// Exec implements runtime.Evaluator.
func (s *Shared) Exec(th *py.Thread, c *py.Code, globals *py.Dict, locals py.Value, closure *py.Tuple) (py.Value, error) {
	m := machineOf(th)
	f, err := m.newFunction(c, globals)
	if err != nil {
		return py.Unbound, err
	}
	f.Closure = closure
	x, err := m.functionExecution(f)
	if err != nil {
		return py.Unbound, err
	}
	if err := m.pushFrame(f, x, retEntry); err != nil {
		return py.Unbound, err
	}
	if c.Code.Flags&code.CO_NEWLOCALS != 0 && c.Code.Flags&code.CO_OPTIMIZED != 0 {
		locals = py.Unbound
	}
	*(*py.Value)(unsafe.Add(pointer(&m.regs), localsOffset)) = locals
	return m.enter()
}

// slowReturn leaves the running frame with v.
func (m *machine) slowReturn(v py.Value) error {
	if g := m.generator(); g != nil {
		m.finish(g)
		return m.leaveGenerator(g, v)
	}
	ret := m.popRecord()
	return m.deliver(ret, v)
}

// deliver hands the result of a frame that has been left to whom it was for.
func (m *machine) deliver(ret uint32, v py.Value) error {
	switch ret & retKind {
	case retEntry:
		m.result, m.done = v, true
		return errLeave
	case retInit:
		if err := initResult(v); err != nil {
			return err
		}
		in := (*instruction)(pointer(&m.pc))
		offset := in.b
		if in.op == opCallFunction {
			offset -= registerSize
		}
		*m.reg(in.a) = *m.reg(offset)
	case retPlain, retAttribute:
		in := (*instruction)(pointer(&m.pc))
		*m.reg(in.a) = v
	case retBinary:
		return m.deliverBinary(v)
	case retCompare:
		return m.deliverCompare(v)
	case retNext:
		m.deliverNext(v)
	case retAwait:
		in := *(*instruction)(pointer(&m.pc))
		*m.reg(in.a + registerSize) = v
		m.jumpWide(in)
	}
	return nil
}

// newFunction makes the function that a module, a class body or a def statement runs or makes.
func (m *machine) newFunction(c *py.Code, globals *py.Dict) (*py.Function, error) {
	return py.NewFunction(m.th, c, globals), nil
}
