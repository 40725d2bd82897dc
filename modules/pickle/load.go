// This file carries out the opcodes of pickles.

package pickle

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	py "github.com/gopy-lang/gopy/runtime"
)

// load reads one pickle.
func (u *unpickler) load(th *py.Thread) (py.Value, error) {
	if u.running {
		return py.Unbound, alreadyUsed(unpicklerType)
	}
	u.running, u.frame = true, 0
	defer func() { u.running = false }()
	u.persID, u.find = py.Unbound, py.Unbound
	if u.Header.Type != unpicklerType || !u.persistentLoad.IsUnbound() {
		for _, m := range []struct {
			name  string
			own   *py.MethodDef
			field *py.Value
		}{{"persistent_load", persistentLoadDef, &u.persID}, {"find_class", findClassDef, &u.find}} {
			v, err := py.GetAttr(th, u.Value(), th.Interp.Intern(m.name))
			if err != nil {
				return py.Unbound, err
			}
			if !(v.Kind() == py.KindBuiltin && (*py.Builtin)(v.P).Def == m.own) {
				*m.field = v
			}
		}
	}
	u.protocol, u.stack, u.marks = 0, u.stack[:0], u.marks[:0]
	l := loader{unpickler: u, th: th}
	v, err := l.run()
	u.persID, u.find = py.Unbound, py.Unbound
	clear(u.stack[:cap(u.stack)])
	u.stack = u.stack[:0]
	if cap(u.stack) > maxRoom {
		u.stack = nil
	}
	if err != nil {
		return py.Unbound, err
	}
	if u.peeked {
		if err := u.skip(th); err != nil {
			return py.Unbound, err
		}
		u.data = nil
	}
	return v, nil
}

// loader loads for one thread.
type loader struct {
	*unpickler
	th   *py.Thread
	slab py.TextSlab // memory of short strs
	strs int         // how many there were
}

func (l *loader) push(v py.Value) { l.stack = append(l.stack, v) }

// fence is where the last mark stands: what lies below can't be popped.
func (l *loader) fence() int {
	if n := len(l.marks); n > 0 {
		return l.marks[n-1]
	}
	return 0
}

func (l *loader) underflow() error {
	if len(l.marks) > 0 {
		return badPickle("unexpected MARK found")
	}
	return badPickle("unpickling stack underflow")
}

func (l *loader) pop() (py.Value, error) {
	n := len(l.stack) - 1
	if n < l.fence() {
		return py.Unbound, l.underflow()
	}
	v := l.stack[n]
	l.stack = l.stack[:n]
	return v, nil
}

// need fails unless n values can be popped.
func (l *loader) need(n int) error {
	if len(l.stack)-l.fence() < n {
		return l.underflow()
	}
	return nil
}

// top returns the value on top of the stack.
func (l *loader) top() (py.Value, error) {
	if err := l.need(1); err != nil {
		return py.Unbound, err
	}
	return l.stack[len(l.stack)-1], nil
}

// mark takes the last mark off and returns where it stood.
func (l *loader) mark() (int, error) {
	n := len(l.marks) - 1
	if n < 0 {
		return 0, badPickle("could not find MARK")
	}
	i := l.marks[n]
	l.marks = l.marks[:n]
	return i, nil
}

// since pops all values from i on.
func (l *loader) since(i int) []py.Value {
	items := l.stack[i:]
	l.stack = l.stack[:i]
	return items
}

// uint reads an unsigned number of n bytes.
func (l *loader) uint(n int) (uint64, error) {
	if at := l.at; n == 1 && at < len(l.data) && at < l.frame {
		l.at++
		return uint64(l.data[at]), nil
	}
	b, err := l.bytes(l.th, n)
	if err != nil {
		return 0, err
	}
	u := uint64(0)
	for i := n - 1; i >= 0; i-- {
		u = u<<8 | uint64(b[i])
	}
	return u, nil
}

// counted reads a size of n bytes, and as many bytes.
func (l *loader) counted(n int, what string) ([]byte, error) {
	size, err := l.uint(n)
	if err != nil {
		return nil, err
	}
	if size > math.MaxInt64 {
		return nil, py.Raise(py.OverflowError, "%s exceeds system's maximum size of %d bytes", what, math.MaxInt64)
	}
	return l.bytes(l.th, int(size))
}

// maxEasy is the length of the longest opcode, with its argument, that run carries out itself.
const maxEasy = 9

// run carries out opcodes until STOP, the most frequent ones here.
func (l *loader) run() (py.Value, error) {
	for {
		data, at, end := l.data, l.at, len(l.data)
		if l.frame > 0 {
			end = l.frame
		}
		if at+maxEasy <= end {
			switch arg := data[at+1 : at+maxEasy]; data[at] {
			case opBinInt1:
				l.push(py.Int(int64(arg[0])))
				l.at = at + 2
				continue
			case opBinInt2:
				l.push(py.Int(int64(binary.LittleEndian.Uint16(arg))))
				l.at = at + 3
				continue
			case opBinInt:
				l.push(py.Int(int64(int32(binary.LittleEndian.Uint32(arg)))))
				l.at = at + 5
				continue
			case opBinFloat:
				l.push(py.Float(math.Float64frombits(binary.BigEndian.Uint64(arg))))
				l.at = at + 9
				continue
			case opShortBinUnicode:
				if to := at + 2 + int(arg[0]); to <= end {
					l.at = to
					if err := l.text(data[at+2 : to]); err != nil {
						return py.Unbound, err
					}
					continue
				}
			case opBinGet:
				if n := int(arg[0]); n < len(l.memo) && !l.memo[n].IsUnbound() {
					l.push(l.memo[n])
					l.at = at + 2
					continue
				}
			case opLongBinGet:
				if n := int64(binary.LittleEndian.Uint32(arg)); n < int64(len(l.memo)) && !l.memo[n].IsUnbound() {
					l.push(l.memo[n])
					l.at = at + 5
					continue
				}
			case opMemoize:
				if n := len(l.stack); n > l.fence() && l.sparse == nil {
					l.putNext(l.stack[n-1])
					l.at = at + 1
					continue
				}
			case opMark:
				l.marks = append(l.marks, len(l.stack))
				l.at = at + 1
				continue
			}
		}
		var op byte
		if l.at < len(l.data) {
			op = l.data[l.at]
			l.at++
		} else {
			b, err := l.bytes(l.th, 1)
			if err != nil {
				if py.Matches(err, unpicklingErrorType) {
					err = py.Raise(py.EOFError, "Ran out of input")
				}
				return py.Unbound, err
			}
			op = b[0]
		}
		if op == opStop {
			return l.pop()
		}
		if err := l.opcode(op); err != nil {
			return py.Unbound, err
		}
	}
}

// opcode carries out one opcode.
func (l *loader) opcode(op byte) error {
	switch op {
	case opProto:
		n, err := l.uint(1)
		if err == nil && n > highestProtocol {
			err = py.Raise(py.ValueError, "unsupported pickle protocol: %d", n)
		}
		l.protocol = int(n)
		return err
	case opFrame:
		return l.readFrame()

	// Constants and numbers.
	case opNone:
		l.push(py.None)
	case opNewTrue:
		l.push(py.True)
	case opNewFalse:
		l.push(py.False)
	case opBinInt:
		n, err := l.uint(4)
		l.push(py.Int(int64(int32(uint32(n)))))
		return err
	case opBinInt1:
		n, err := l.uint(1)
		l.push(py.Int(int64(n)))
		return err
	case opBinInt2:
		n, err := l.uint(2)
		l.push(py.Int(int64(n)))
		return err
	case opInt:
		return l.textInt()
	case opLong:
		return l.textLong()
	case opLong1:
		return l.long(1)
	case opLong4:
		return l.long(4)
	case opFloat:
		return l.textFloat()
	case opBinFloat:
		b, err := l.bytes(l.th, 8)
		if err != nil {
			return err
		}
		l.push(py.Float(math.Float64frombits(binary.BigEndian.Uint64(b))))

	// Texts and bytes.
	case opShortBinUnicode:
		return l.unicode(1)
	case opBinUnicode:
		return l.unicode(4)
	case opBinUnicode8:
		return l.unicode(8)
	case opUnicode:
		line, err := l.line(l.th)
		if err != nil {
			return err
		}
		s, err := py.Decode(l.th, line, "raw-unicode-escape", "strict")
		if err != nil {
			return err
		}
		l.push(s.Value())
	case opShortBinBytes:
		return l.binBytes(1)
	case opBinBytes:
		return l.binBytes(4)
	case opBinBytes8:
		return l.binBytes(8)
	case opByteArray8:
		b, err := l.counted(8, "BYTEARRAY8")
		if err != nil {
			return err
		}
		l.push(py.NewByteArray(append([]byte(nil), b...)).Value())
	case opString:
		return l.quotedString()
	case opBinString:
		return l.binString(4)
	case opShortBinString:
		return l.binString(1)
	case opNextBuffer:
		return l.nextBuffer()
	case opReadOnlyBuffer:
		return l.readOnlyBuffer()

	// Containers.
	case opEmptyTuple:
		l.push(py.EmptyTuple().Value())
	case opTuple1, opTuple2, opTuple3:
		n := int(op) - opTuple1 + 1
		if err := l.need(n); err != nil {
			return err
		}
		l.push(py.NewTuple(l.since(len(l.stack) - n)).Value())
	case opTuple:
		i, err := l.mark()
		if err != nil {
			return err
		}
		l.push(py.NewTuple(l.since(i)).Value())
	case opEmptyList:
		l.push(py.NewList(nil).Value())
	case opList:
		i, err := l.mark()
		if err != nil {
			return err
		}
		l.push(py.ListOf(l.since(i)...).Value())
	case opEmptyDict:
		l.push(py.NewDict().Value())
	case opDict:
		return l.dict()
	case opEmptySet:
		return l.newSet(nil, py.NewSet)
	case opFrozenSet:
		i, err := l.mark()
		if err != nil {
			return err
		}
		return l.newSet(append([]py.Value(nil), l.since(i)...), py.NewFrozenSet)
	case opAppend:
		return l.appendItems(len(l.stack) - 1)
	case opAppends:
		i, err := l.mark()
		if err != nil {
			return err
		}
		return l.appendItems(i)
	case opSetItem:
		return l.setItems(len(l.stack) - 2)
	case opSetItems:
		i, err := l.mark()
		if err != nil {
			return err
		}
		return l.setItems(i)
	case opAddItems:
		i, err := l.mark()
		if err != nil {
			return err
		}
		return l.addItems(i)

	// Globals and calls.
	case opGlobal:
		return l.global()
	case opStackGlobal:
		if err := l.need(2); err != nil {
			return err
		}
		name, _ := l.pop()
		module, _ := l.pop()
		if !module.IsExact(py.KindStr) || !name.IsExact(py.KindStr) {
			return badPickle("STACK_GLOBAL requires str")
		}
		return l.pushGlobal(module, name)
	case opExt1:
		return l.extension(1)
	case opExt2:
		return l.extension(2)
	case opExt4:
		return l.extension(4)
	case opReduce:
		if err := l.need(2); err != nil {
			return err
		}
		args, _ := l.pop()
		f, _ := l.pop()
		t := py.AsTuple(args)
		if t == nil {
			return py.Raise(py.TypeError, "argument list must be a tuple")
		}
		return l.pushResult(py.Call(l.th, f, t.Items(), nil))
	case opNewObj:
		return l.newObject(false)
	case opNewObjEx:
		return l.newObject(true)
	case opObj:
		i, err := l.mark()
		if err != nil {
			return err
		}
		if len(l.stack)-i < 1 {
			return l.underflow()
		}
		items := append([]py.Value(nil), l.since(i)...)
		return l.instantiate(items[0], items[1:])
	case opInst:
		return l.inst()
	case opBuild:
		return l.build()
	case opPersID:
		return l.textPersistent()
	case opBinPersID:
		id, err := l.pop()
		if err != nil {
			return err
		}
		return l.persistent(id)

	// Stack and memo.
	case opMark:
		l.marks = append(l.marks, len(l.stack))
	case opPop:
		if n := len(l.marks); n > 0 && l.marks[n-1] == len(l.stack) {
			l.marks = l.marks[:n-1]
			return nil
		}
		_, err := l.pop()
		return err
	case opPopMark:
		i, err := l.mark()
		if err != nil {
			return err
		}
		l.since(i)
	case opDup:
		v, err := l.top()
		if err != nil {
			return err
		}
		l.push(v)
	case opMemoize:
		v, err := l.top()
		if err != nil {
			return err
		}
		l.put(int64(len(l.memo)+len(l.sparse)), v)
	case opGet:
		return l.textGet()
	case opBinGet:
		return l.binGet(1)
	case opLongBinGet:
		return l.binGet(4)
	case opPut:
		return l.textPut()
	case opBinPut:
		return l.binPut(1)
	case opLongBinPut:
		return l.binPut(4)
	default:
		if op >= 0x20 && op <= 0x7E && op != '\'' && op != '\\' {
			return badPickle("invalid load key, '%c'.", op)
		}
		return badPickle("invalid load key, '\\x%02x'.", op)
	}
	return nil
}

func (l *loader) pushResult(v py.Value, err error) error {
	if err == nil {
		l.push(v)
	}
	return err
}

// readFrame reads a whole frame at once from a file.
func (l *loader) readFrame() error {
	size, err := l.uint(8)
	if err != nil {
		return err
	}
	if size > math.MaxInt64 {
		return py.Raise(py.OverflowError, "FRAME length exceeds system's maximum of %d bytes", math.MaxInt64)
	}
	if l.at < l.unpickler.frame {
		return badPickle("beginning of a new frame before end of current frame")
	}
	l.unpickler.frame = 0
	if _, err := l.bytes(l.th, int(size)); err != nil {
		return err
	}
	l.unpickler.frame = l.at
	l.at -= int(size)
	return nil
}

// parseInt reads an int as int(text) does.
func (l *loader) parseInt(text string) (py.Value, error) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && text[0] != '+' {
		return py.Int(n), nil
	}
	return py.CallArgs(l.th, py.IntType.Value(), py.CopyText(text))
}

func (l *loader) textInt() error {
	line, err := l.line(l.th)
	if err != nil {
		return err
	}
	if len(line) == 0 {
		return truncated()
	}
	text := string(line)
	switch text {
	case "00":
		l.push(py.False)
		return nil
	case "01":
		l.push(py.True)
		return nil
	}
	v, err := l.parseInt(text)
	if err != nil && py.Matches(err, py.ValueError) {
		return py.Raise(py.ValueError, "could not convert string to int")
	}
	return l.pushResult(v, err)
}

func (l *loader) textLong() error {
	line, err := l.line(l.th)
	if err != nil {
		return err
	}
	if len(line) == 0 {
		return truncated()
	}
	return l.pushResult(l.parseInt(strings.TrimSuffix(string(line), "L")))
}

// long reads an int in two's complement behind its size.
func (l *loader) long(n int) error {
	size, err := l.uint(n)
	if err != nil {
		return err
	}
	if n == 4 && int32(size) < 0 {
		return badPickle("LONG pickle has negative byte count")
	}
	b, err := l.bytes(l.th, int(size))
	if err != nil {
		return err
	}
	if len(b) <= 8 {
		u, shift := uint64(0), uint(64-8*len(b))
		for i := len(b) - 1; i >= 0; i-- {
			u = u<<8 | uint64(b[i])
		}
		if len(b) > 0 {
			l.push(py.Int(int64(u<<shift) >> shift))
		} else {
			l.push(py.Int(0))
		}
		return nil
	}
	bigEndian := make([]byte, len(b))
	for i, c := range b {
		bigEndian[len(b)-1-i] = c
	}
	x := new(big.Int).SetBytes(bigEndian)
	if bigEndian[0]&0x80 != 0 {
		x.Sub(x, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	l.push(py.NewBig(x))
	return nil
}

func (l *loader) textFloat() error {
	line, err := l.line(l.th)
	if err != nil {
		return err
	}
	if len(line) == 0 {
		return truncated()
	}
	v, err := py.CallArgs(l.th, py.FloatType.Value(), py.NewBytes(append([]byte(nil), line...)).Value())
	if err != nil && py.Matches(err, py.ValueError) {
		return py.Raise(py.ValueError, "could not convert string to float: '%s\n'", line)
	}
	return l.pushResult(v, err)
}

func (l *loader) unicode(n int) error {
	b, err := l.counted(n, "BINUNICODE")
	if err != nil {
		return err
	}
	return l.text(b)
}

// text pushes the str of a text in UTF-8.
func (l *loader) text(b []byte) error {
	if need := py.Needs(len(b)); need > 0 && py.IsASCII(b) {
		l.slab.Reserve(uintptr(l.strs) * need)
		l.strs++
		l.push(l.slab.ASCII(py.StringView(b)).Value())
		return nil
	}
	if utf8.Valid(b) {
		if err := l.th.Charge(int64(len(b))); err != nil {
			return err
		}
		l.push(py.CopyText(py.StringView(b)))
		return nil
	}
	s, err := py.Decode(l.th, b, "utf-8", "surrogatepass")
	if err != nil {
		return err
	}
	l.push(s.Value())
	return nil
}

func (l *loader) binBytes(n int) error {
	b, err := l.counted(n, "BINBYTES")
	if err != nil {
		return err
	}
	if err := l.th.Charge(int64(len(b))); err != nil {
		return err
	}
	l.push(py.CopyBytes(b).Value())
	return nil
}

// decoded pushes a string of Python 2.
func (l *loader) decoded(b []byte) error {
	if l.encoding == "bytes" {
		l.push(py.NewBytes(append([]byte(nil), b...)).Value())
		return nil
	}
	s, err := py.Decode(l.th, b, l.encoding, l.errors)
	if err != nil {
		return err
	}
	l.push(s.Value())
	return nil
}

func (l *loader) binString(n int) error {
	size, err := l.uint(n)
	if err != nil {
		return err
	}
	if n == 4 && int32(size) < 0 {
		return badPickle("BINSTRING pickle has negative byte count")
	}
	b, err := l.bytes(l.th, int(size))
	if err != nil {
		return err
	}
	return l.decoded(b)
}

// quotedString reads a string of Python 2 as its repr writes it.
func (l *loader) quotedString() error {
	line, err := l.line(l.th)
	if err != nil {
		return err
	}
	n := len(line)
	if n < 2 || line[0] != line[n-1] || line[0] != '\'' && line[0] != '"' {
		return badPickle("the STRING opcode argument must be quoted")
	}
	decode, err := attribute(l.th, "_codecs", "escape_decode")
	if err != nil {
		return err
	}
	r, err := py.CallArgs(l.th, decode, py.NewBytes(append([]byte(nil), line[1:n-1]...)).Value())
	if err != nil {
		return err
	}
	t := py.AsTuple(r)
	if t == nil || t.Len() < 1 {
		return py.Raise(py.TypeError, "escape_decode() should return a tuple")
	}
	b, _ := py.BytesData(t.At(0))
	return l.decoded(b)
}

func (l *loader) nextBuffer() error {
	if l.buffers.IsNone() {
		return badPickle("pickle stream refers to out-of-band data but no *buffers* argument was given")
	}
	v, err := py.Next(l.th, l.buffers)
	if err == nil && v.IsUnbound() {
		err = badPickle("not enough out-of-band buffers")
	}
	return l.pushResult(v, err)
}

func (l *loader) readOnlyBuffer() error {
	v, err := l.top()
	if err != nil {
		return err
	}
	m, err := py.NewMemoryView(l.th, v)
	if err != nil {
		return err
	}
	readOnly, err := py.GetAttrString(l.th, m.Value(), "readonly")
	if err != nil {
		return err
	}
	if py.Is(readOnly, py.True) {
		return nil
	}
	frozen, err := py.CallMethod(l.th, m.Value(), "toreadonly")
	if err != nil {
		return err
	}
	l.stack[len(l.stack)-1] = frozen
	return nil
}

func (l *loader) dict() error {
	i, err := l.mark()
	if err != nil {
		return err
	}
	items := l.stack[i:]
	if len(items)%2 != 0 {
		return badPickle("odd number of items for DICT")
	}
	d := py.NewDictSize(len(items) / 2)
	for k := 0; k < len(items); k += 2 {
		if err := d.SetItem(l.th, items[k], items[k+1]); err != nil {
			return err
		}
	}
	l.stack = l.stack[:i]
	l.push(d.Value())
	return nil
}

func (l *loader) newSet(items []py.Value, create func(th *py.Thread, iterable py.Value) (*py.Set, error)) error {
	s, err := create(l.th, py.NewTuple(items).Value())
	if err != nil {
		return err
	}
	l.push(s.Value())
	return nil
}

// target checks that an object lies below position i of the stack and returns it with the items from i on, which stay.
func (l *loader) target(i int) (v py.Value, items []py.Value, err error) {
	if i > len(l.stack) || i <= l.fence() {
		return py.Unbound, nil, l.underflow()
	}
	return l.stack[i-1], l.stack[i:], nil
}

func (l *loader) appendItems(i int) error {
	v, items, err := l.target(i)
	if err != nil || len(items) == 0 {
		return err
	}
	if list := py.AsList(v); list != nil && v.IsExact(py.KindList) {
		if list.Len() == 0 {
			list.SetItems(append([]py.Value(nil), items...))
		} else {
			more := len(l.data) - l.at // the items that follow, if they are as those so far
			if l.at > 0 {
				more = int(float64(more) * float64(list.Len()) / float64(l.at))
			}
			list.AppendItems(items, more+more/8)
		}
		l.stack = l.stack[:i]
		return nil
	}
	all := append([]py.Value(nil), items...)
	l.stack = l.stack[:i]
	extend, err := py.GetAttrOr(l.th, v, l.th.Interp.Intern("extend"))
	if err != nil {
		return err
	}
	if !extend.IsUnbound() {
		_, err = py.CallArgs(l.th, extend, py.NewList(all).Value())
		return err
	}
	add, err := py.GetAttrString(l.th, v, "append")
	if err != nil {
		return err
	}
	for _, x := range all {
		if _, err := py.CallArgs(l.th, add, x); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) setItems(i int) error {
	v, items, err := l.target(i)
	if err != nil || len(items) == 0 {
		return err
	}
	if len(items)%2 != 0 {
		return badPickle("odd number of items for SETITEMS")
	}
	d := py.AsDict(v)
	if d != nil && !v.IsExact(py.KindDict) {
		d = nil
	}
	if d == nil {
		items = append([]py.Value(nil), items...)
	} else {
		d.Reserve(len(items) / 2)
	}
	for k := 0; k < len(items); k += 2 {
		if d != nil {
			err = d.SetItem(l.th, items[k], items[k+1])
		} else {
			err = py.SetItem(l.th, v, items[k], items[k+1])
		}
		if err != nil {
			return err
		}
	}
	l.stack = l.stack[:i]
	return nil
}

func (l *loader) addItems(i int) error {
	v, items, err := l.target(i)
	if err != nil || len(items) == 0 {
		return err
	}
	if v.Type() == py.SetType && len(items) <= 4 { // most sets are small
		var room [4]py.Value
		few := append(room[:0], items...)
		l.stack = l.stack[:i]
		for _, x := range few {
			if err := py.AsSet(v).Add(l.th, x); err != nil {
				return err
			}
		}
		return nil
	}
	all := append([]py.Value(nil), items...)
	l.stack = l.stack[:i]
	if v.Type() == py.SetType {
		return py.AsSet(v).Update(l.th, py.NewTuple(all).Value())
	}
	add, err := py.GetAttrString(l.th, v, "add")
	if err != nil {
		return err
	}
	for _, x := range all {
		if _, err := py.CallArgs(l.th, add, x); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) global() error {
	var names [2]py.Value
	for i := range names {
		line, err := l.line(l.th)
		if err != nil {
			return err
		}
		if len(line) == 0 {
			return truncated()
		}
		s, err := py.Decode(l.th, line, "utf-8", "strict")
		if err != nil {
			return err
		}
		names[i] = s.Value()
	}
	return l.pushGlobal(names[0], names[1])
}

func (l *loader) pushGlobal(module, name py.Value) error {
	return l.pushResult(l.findGlobal(module, name))
}

func (l *loader) findGlobal(module, name py.Value) (py.Value, error) {
	if !l.find.IsUnbound() {
		return py.CallArgs(l.th, l.find, module, name)
	}
	return l.findClass(l.th, module, name)
}

// findClass is the method find_class.
func (u *unpickler) findClass(th *py.Thread, module, name py.Value) (py.Value, error) {
	for _, x := range []struct {
		v    py.Value
		what string
	}{{module, "module"}, {name, "global"}} {
		if py.AsStr(x.v) == nil {
			return py.Unbound, py.Raise(py.TypeError, "%s name must be a string", x.what)
		}
	}
	if err := th.Audit("pickle.find_class", module, name); err != nil {
		return py.Unbound, err
	}
	if u.protocol < 3 && u.fixImports {
		mapped, err := lookup(th, "_compat_pickle", "NAME_MAPPING", py.TupleOf(module, name).Value())
		if err != nil {
			return py.Unbound, err
		}
		if pair := py.AsTuple(mapped); pair != nil && pair.Len() == 2 {
			module, name = pair.At(0), pair.At(1)
		} else if mapped, err = lookup(th, "_compat_pickle", "IMPORT_MAPPING", module); err != nil {
			return py.Unbound, err
		} else if py.AsStr(mapped) != nil {
			module = mapped
		}
	}
	m, err := th.Interp.Importer.Import(th, py.AsStr(module), py.None, py.None, py.TupleOf(py.Text("")).Value(), 0)
	if err != nil {
		return py.Unbound, err
	}
	text := py.AsStr(name).String()
	if u.protocol < 4 || !strings.Contains(text, ".") {
		return py.GetAttr(th, m, py.AsStr(name))
	}
	v, err := resolve(th, m, strings.Split(text, "."))
	if err != nil && py.Matches(err, py.AttributeError) {
		err = withContext(py.Raise(py.AttributeError, "Can't resolve path '%s' on module '%s'", text, py.AsStr(module).String()), err)
	}
	return v, err
}

// extension pushes a global by its extension code of n bytes.
func (l *loader) extension(n int) error {
	u, err := l.uint(n)
	if err != nil {
		return err
	}
	code := int64(u)
	if n == 4 {
		code = int64(int32(uint32(u)))
	}
	if code <= 0 {
		return badPickle("EXT specifies code <= 0")
	}
	cache, err := attribute(l.th, "copyreg", "_extension_cache")
	if err != nil {
		return err
	}
	known := py.AsDict(cache)
	if known == nil {
		return py.Raise(py.RuntimeError, "copyreg._extension_cache should be a dict, not %s", cache.Type().TypeName())
	}
	v, err := known.GetItem(l.th, py.Int(code))
	if err != nil {
		return err
	}
	if !v.IsUnbound() {
		l.push(v)
		return nil
	}
	key, err := lookup(l.th, "copyreg", "_inverted_registry", py.Int(code))
	if err != nil {
		return err
	}
	if key.IsUnbound() {
		return py.Raise(py.ValueError, "unregistered extension code %d", code)
	}
	pair := py.AsTuple(key)
	if pair == nil || pair.Len() != 2 || py.AsStr(pair.At(0)) == nil || py.AsStr(pair.At(1)) == nil {
		return py.Raise(py.ValueError, "_inverted_registry[%d] isn't a 2-tuple of strings", code)
	}
	if v, err = l.findGlobal(pair.At(0), pair.At(1)); err != nil {
		return err
	}
	l.push(v)
	return known.SetItem(l.th, py.Int(code), v)
}

// newObject calls __new__ of a class.
func (l *loader) newObject(ex bool) error {
	name, n := "NEWOBJ", 2
	if ex {
		name, n = "NEWOBJ_EX", 3
	}
	if err := l.need(n); err != nil {
		return err
	}
	var kwargs *py.Dict
	if ex {
		v, _ := l.pop()
		if kwargs = py.AsDict(v); kwargs == nil {
			return badPickle("NEWOBJ_EX kwargs argument must be a dict, not %s", v.Type().QualifiedName(l.th))
		}
	}
	argsValue, _ := l.pop()
	clsValue, _ := l.pop()
	args := py.AsTuple(argsValue)
	if args == nil {
		return badPickle("%s args argument must be a tuple, not %s", name, argsValue.Type().QualifiedName(l.th))
	}
	cls := py.AsType(clsValue)
	if cls == nil {
		return badPickle("%s class argument must be a type, not %s", name, clsValue.Type().QualifiedName(l.th))
	}
	if cls.New == nil || cls.Has(py.TypeDisallowNew) {
		return badPickle("%s class argument '%s' doesn't have __new__", name, cls.QualifiedName(l.th))
	}
	call := args.Items()
	var names *py.Tuple
	if kwargs != nil && kwargs.Len() > 0 {
		call = append([]py.Value(nil), call...)
		var keys []py.Value
		for pos := 0; ; {
			k, x, ok := kwargs.Next(&pos)
			if !ok {
				break
			}
			if py.AsStr(k) == nil {
				return py.Raise(py.TypeError, "keywords must be strings")
			}
			keys = append(keys, k)
			call = append(call, x)
		}
		names = py.NewTuple(keys)
	}
	return l.pushResult(cls.New(l.th, cls, call, names))
}

// instantiate makes an instance as OBJ and INST do.
func (l *loader) instantiate(cls py.Value, args []py.Value) error {
	if len(args) == 0 && py.AsType(cls) != nil {
		f, err := py.GetAttrOr(l.th, cls, l.th.Interp.Intern("__getinitargs__"))
		if err != nil {
			return err
		}
		if f.IsUnbound() {
			return l.pushResult(py.CallMethod(l.th, cls, "__new__", cls))
		}
	}
	return l.pushResult(py.Call(l.th, cls, args, nil))
}

func (l *loader) inst() error {
	i, err := l.mark()
	if err != nil {
		return err
	}
	args := append([]py.Value(nil), l.since(i)...)
	if err := l.global(); err != nil {
		return err
	}
	cls, err := l.pop()
	if err != nil {
		return err
	}
	return l.instantiate(cls, args)
}

// build gives an object its state.
func (l *loader) build() error {
	if err := l.need(2); err != nil {
		return err
	}
	state, _ := l.pop()
	obj := l.stack[len(l.stack)-1]
	in := l.th.Interp
	set, err := py.GetAttrOr(l.th, obj, in.Intern("__setstate__"))
	if err != nil {
		return err
	}
	if !set.IsUnbound() {
		_, err = py.CallArgs(l.th, set, state)
		return err
	}
	slots := py.Unbound
	if t := py.AsTuple(state); t != nil && t.Len() == 2 {
		state, slots = t.At(0), t.At(1)
	}
	if !state.IsNone() {
		d := py.AsDict(state)
		if d == nil {
			return badPickle("state is not a dictionary")
		}
		if err := l.update(obj, d); err != nil {
			return err
		}
	}
	if slots.IsUnbound() {
		return nil
	}
	d := py.AsDict(slots)
	if d == nil {
		return badPickle("slot state is not a dictionary")
	}
	for pos := 0; ; {
		name, v, ok := d.Next(&pos)
		if !ok {
			return nil
		}
		s := py.AsStr(name)
		if s == nil {
			return py.Raise(py.TypeError, "attribute name must be string, not '%s'", name.Type().TypeName())
		}
		if err := py.SetAttr(l.th, obj, in.InternStr(s), v); err != nil {
			return err
		}
	}
}

// update stores a dict's items in the __dict__ of an object.
func (l *loader) update(obj py.Value, state *py.Dict) error {
	in := l.th.Interp
	if x := py.AsInstance(obj); x != nil && x.PlainDict(l.th) {
		if err := x.Ready(l.th); err != nil {
			return err
		}
		plain := true
		for pos := 0; plain; {
			name, _, ok := state.Next(&pos)
			if !ok {
				break
			}
			plain = name.IsExact(py.KindStr)
		}
		if plain {
			for pos := 0; ; {
				name, v, ok := state.Next(&pos)
				if !ok {
					return nil
				}
				x.Store(l.th, in.InternStr(py.AsStr(name)), v)
			}
		}
	}
	target, err := py.GetAttrString(l.th, obj, "__dict__")
	if err != nil {
		return err
	}
	for pos := 0; ; {
		name, v, ok := state.Next(&pos)
		if !ok {
			return nil
		}
		if name.IsExact(py.KindStr) {
			name = in.InternStr(py.AsStr(name)).Value()
		}
		if err := py.SetItem(l.th, target, name, v); err != nil {
			return err
		}
	}
}

func (l *loader) persistent(id py.Value) error {
	if l.persID.IsUnbound() {
		return noPersistentLoad()
	}
	return l.pushResult(py.CallArgs(l.th, l.persID, id))
}

func (l *loader) textPersistent() error {
	if l.persID.IsUnbound() {
		return noPersistentLoad()
	}
	line, err := l.line(l.th)
	if err != nil {
		return err
	}
	for _, c := range line {
		if c >= 0x80 {
			return badPickle("persistent IDs in protocol 0 must be ASCII strings")
		}
	}
	return l.persistent(py.Text(string(line)))
}

// memoNumber reads a memo number in decimal.
func (l *loader) memoNumber() (int64, error) {
	line, err := l.line(l.th)
	if err != nil {
		return 0, err
	}
	if len(line) == 0 {
		return 0, truncated()
	}
	n, perr := strconv.ParseInt(string(line), 10, 64)
	if perr != nil {
		return 0, py.Raise(py.ValueError, "invalid literal for int() with base 10: %s", py.ReprString(string(line)+"\n"))
	}
	return n, nil
}

func (l *loader) fetch(n int64) error {
	v := l.get(n)
	if v.IsUnbound() {
		return badPickle("Memo value not found at index %d", n)
	}
	l.push(v)
	return nil
}

func (l *loader) textGet() error {
	n, err := l.memoNumber()
	if err != nil {
		return err
	}
	return l.fetch(n)
}

func (l *loader) binGet(size int) error {
	n, err := l.uint(size)
	if err != nil {
		return err
	}
	return l.fetch(int64(n))
}

func (l *loader) textPut() error {
	n, err := l.memoNumber()
	if err != nil {
		return err
	}
	v, err := l.top()
	if err != nil {
		return err
	}
	if n < 0 {
		return py.Raise(py.ValueError, "negative PUT argument")
	}
	l.put(n, v)
	return nil
}

func (l *loader) binPut(size int) error {
	n, err := l.uint(size)
	if err != nil {
		return err
	}
	v, err := l.top()
	if err == nil {
		l.put(int64(n), v)
	}
	return err
}
