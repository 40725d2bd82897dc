// This file pickles objects of built-in types.

package pickle

import (
	"encoding/binary"
	"math"
	"strconv"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// get writes the opcode that fetches object number n of the memo.
func (s *saver) get(n int) {
	switch {
	case s.bin == 0:
		s.text(opGet, strconv.Itoa(n))
	case n < 256:
		s.begin()
		s.out = append(s.out, opBinGet, byte(n))
	default:
		s.begin()
		s.out = append(s.out, opLongBinGet, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	}
}

// memoize gives the object that is on top of the stack a number.
func (s *saver) memoize(v py.Value) {
	if s.fast != 0 || v.P == nil {
		return
	}
	s.memo.set(v, s.memo.next)
	s.number()
}

// number takes the next memo number for what is on top of the stack.
func (s *saver) number() {
	n := s.memo.next
	s.memo.next++
	switch {
	case s.protocol >= 4:
		s.op(opMemoize)
	case s.bin == 0:
		s.text(opPut, strconv.Itoa(n))
	case n < 256:
		s.begin()
		s.out = append(s.out, opBinPut, byte(n))
	default:
		s.begin()
		s.out = append(s.out, opLongBinPut, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	}
}

// note adds where an error happened.
func (s *saver) note(err error, v py.Value, what string) error {
	return py.AddNote(s.th, err, "when serializing "+v.Type().QualifiedName(s.th)+" "+what)
}

// save pickles an object.
func (s *saver) save(v py.Value) error {
	if err := s.boundary(); err != nil {
		return err
	}
	if !s.persID.IsUnbound() {
		done, err := s.savePersistent(v)
		if err != nil || done {
			return err
		}
	}
	if v.P == nil {
		s.int(v.SmallInt())
		return nil
	}
	return s.saveObject(v)
}

// saveObject is save for an object without persistent ID.
func (s *saver) saveObject(v py.Value) error {
	switch v.Kind() {
	case py.KindNone:
		s.op(opNone)
		return nil
	case py.KindBool:
		switch {
		case s.protocol >= 2 && v.BoolValue():
			s.op(opNewTrue)
		case s.protocol >= 2:
			s.op(opNewFalse)
		case v.BoolValue():
			s.text(opInt, "01")
		default:
			s.text(opInt, "00")
		}
		return nil
	case py.KindInt:
		s.int(v.SmallInt())
		return nil
	case py.KindBigInt:
		return s.bigInt(v)
	case py.KindFloat:
		if s.bin != 0 {
			s.begin()
			s.out = binary.BigEndian.AppendUint64(append(s.out, opBinFloat), math.Float64bits(v.FloatValue()))
		} else {
			s.text(opFloat, num.FloatRepr(v.FloatValue()))
		}
		return nil
	}
	if n := s.memo.get(v); n >= 0 {
		s.get(n)
		return nil
	}
	switch {
	case v.IsExact(py.KindBytes):
		return s.bytes(v)
	case v.IsExact(py.KindStr):
		return s.str(v)
	}
	if err := s.th.Enter(" while pickling an object"); err != nil {
		return err
	}
	err := s.container(v)
	s.th.Leave()
	return err
}

// container is saveObject for what may contain other objects.
func (s *saver) container(v py.Value) error {
	switch {
	case v.IsExact(py.KindDict):
		if s.fast == 0 {
			return s.dict(v)
		}
		return s.guarded(v, s.dict)
	case v.Type() == py.SetType:
		return s.set(v)
	case v.Type() == py.FrozenSetType:
		return s.frozenSet(v)
	case v.IsExact(py.KindList):
		if s.fast == 0 {
			return s.list(v)
		}
		return s.guarded(v, s.list)
	case v.IsExact(py.KindTuple):
		return s.tuple(v)
	case v.IsExact(py.KindByteArray):
		return s.byteArray(v)
	case v.Type() == bufferType:
		return s.pickleBuffer(v)
	}
	return s.reduce(v)
}

// guarded runs f; in fast mode it detects that v contains itself.
func (s *saver) guarded(v py.Value, f func(v py.Value) error) error {
	const suspicious = 50
	if s.fast != 0 {
		s.fastDepth++
		defer func() { s.fastDepth-- }()
		if s.fastDepth > suspicious {
			if s.fastSeen == nil {
				s.fastSeen = map[py.Value]bool{}
			}
			key := py.Value{P: v.P}
			if s.fastSeen[key] {
				return py.Raise(py.ValueError, "fast mode: can't pickle cyclic objects including object type %s at %s", v.Type().TypeName(), py.Address(s.th, v))
			}
			s.fastSeen[key] = true
			defer delete(s.fastSeen, key)
		}
	}
	return f(v)
}

func (s *saver) int(n int64) {
	switch {
	case n != int64(int32(n)):
		s.wideInt(n)
	case s.bin == 0:
		s.text(opInt, strconv.FormatInt(n, 10))
	case n >= 0 && n < 1<<8:
		s.begin()
		s.out = append(s.out, opBinInt1, byte(n))
	case n >= 0 && n < 1<<16:
		s.begin()
		s.out = append(s.out, opBinInt2, byte(n), byte(n>>8))
	default:
		s.begin()
		s.out = append(s.out, opBinInt, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	}
}

// wideInt writes an int of more than 32 bits.
func (s *saver) wideInt(n int64) {
	if s.protocol < 2 {
		s.text(opLong, strconv.FormatInt(n, 10)+"L")
		return
	}
	size := 8
	for size > 1 && n == n<<(72-8*size)>>(72-8*size) {
		size--
	}
	b := binary.LittleEndian.AppendUint64([]byte{opLong1, byte(size)}, uint64(n))
	s.ops(b[:2+size]...)
}

func (s *saver) bigInt(v py.Value) error {
	n := py.AsBig(v)
	if n.IsInt64() {
		s.int(n.Int64())
		return nil
	}
	if s.protocol < 2 {
		text, err := py.IntType.Repr(s.th, v)
		if err == nil {
			s.text(opLong, py.AsStr(text).String()+"L")
		}
		return err
	}
	// Two's complement, little-endian, as few bytes as hold the sign.
	size := n.BitLen()/8 + 1
	b := make([]byte, size)
	if n.Sign() < 0 {
		b = twosComplement(n, size)
		if size > 1 && b[0] == 0xFF && b[1]&0x80 != 0 {
			b = b[1:]
			size--
		}
	} else {
		n.FillBytes(b)
	}
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	header := []byte{opLong1, byte(size)}
	if size >= 256 {
		header = binary.LittleEndian.AppendUint32([]byte{opLong4}, uint32(size))
	}
	s.ops(append(header, b...)...)
	return nil
}

func (s *saver) bytes(v py.Value) error {
	data, _ := py.BytesData(v)
	if s.protocol < 3 {
		if len(data) == 0 {
			return s.rebuild(v, py.BytesType.Value(), py.EmptyTuple().Value())
		}
		encode, err := attribute(s.th, "_codecs", "encode")
		if err != nil {
			return err
		}
		text, err := py.Decode(s.th, data, "latin-1", "strict")
		if err != nil {
			return err
		}
		return s.rebuild(v, encode, py.TupleOf(text.Value(), py.Text("latin1")).Value())
	}
	if err := s.bytesData(string(data)); err != nil {
		return err
	}
	s.memoize(v)
	return nil
}

func (s *saver) bytesData(data string) error {
	n := len(data)
	var header []byte
	switch {
	case n < 1<<8:
		header = []byte{opShortBinBytes, byte(n)}
	case n < 1<<32:
		header = binary.LittleEndian.AppendUint32([]byte{opBinBytes}, uint32(n))
	case s.protocol >= 4:
		header = binary.LittleEndian.AppendUint64([]byte{opBinBytes8}, uint64(n))
	default:
		return py.Raise(py.OverflowError, "serializing a bytes object larger than 4 GiB requires pickle protocol 4 or higher")
	}
	return s.blob(header, data)
}

func (s *saver) byteArray(v py.Value) error {
	data := string(py.AsByteArray(v).Bytes())
	if s.protocol < 5 {
		args := py.EmptyTuple()
		if len(data) > 0 {
			args = py.TupleOf(py.NewBytes([]byte(data)).Value())
		}
		return s.rebuild(v, py.ByteArrayType.Value(), args.Value())
	}
	if err := s.byteArrayData(data); err != nil {
		return err
	}
	s.memoize(v)
	return nil
}

func (s *saver) byteArrayData(data string) error {
	return s.blob(binary.LittleEndian.AppendUint64([]byte{opByteArray8}, uint64(len(data))), data)
}

func (s *saver) pickleBuffer(v py.Value) error {
	if s.protocol < 5 {
		return cantPickle("PickleBuffer can only be pickled with protocol >= 5")
	}
	data, readOnly, err := py.AsAny[buffer](v).contents(s.th)
	if err != nil {
		return err
	}
	inBand := true
	if !s.bufferCallback.IsNone() {
		r, err := py.CallArgs(s.th, s.bufferCallback, v)
		if err != nil {
			return err
		}
		if inBand, err = py.Truth(s.th, r); err != nil {
			return err
		}
	}
	if !inBand {
		s.op(opNextBuffer)
		if readOnly {
			s.op(opReadOnlyBuffer)
		}
		return nil
	}
	if readOnly {
		err = s.bytesData(string(data))
	} else {
		err = s.byteArrayData(string(data))
	}
	if err == nil {
		s.memoize(v)
	}
	return err
}

func (s *saver) str(v py.Value) error {
	x := py.AsStr(v)
	if s.bin == 0 {
		s.text(opUnicode, rawUnicode(x.String()))
		s.memoize(v)
		return nil
	}
	if err := s.strData(x.String()); err != nil {
		return err
	}
	s.memoize(v)
	return nil
}

func (s *saver) strData(text string) error {
	n := len(text)
	if n < 1<<8 && s.protocol >= 4 { // the usual case
		if s.framing && s.frame < 0 {
			s.begin()
		}
		s.out = append(append(s.out, opShortBinUnicode, byte(n)), text...)
		return nil
	}
	var header []byte
	switch {
	case n < 1<<32:
		header = binary.LittleEndian.AppendUint32([]byte{opBinUnicode}, uint32(n))
	case s.protocol >= 4:
		header = binary.LittleEndian.AppendUint64([]byte{opBinUnicode8}, uint64(n))
	default:
		return py.Raise(py.OverflowError, "serializing a string larger than 4 GiB requires pickle protocol 4 or higher")
	}
	return s.blob(header, text)
}

// rawUnicode writes a text in Latin-1, with escapes for other characters and for those that would end or garble the line.
func rawUnicode(text string) string {
	const hex = "0123456789abcdef"
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		r, size := py.DecodeChar(text)
		text = text[size:]
		switch {
		case r > 0xFFFF:
			out = append(out, '\\', 'U')
			for shift := 28; shift >= 0; shift -= 4 {
				out = append(out, hex[r>>shift&15])
			}
		case r > 0xFF, r == '\\', r == 0, r == '\n', r == '\r', r == 0x1A:
			out = append(out, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
		default:
			out = append(out, byte(r))
		}
	}
	return string(out)
}

func (s *saver) tuple(v py.Value) error {
	t := py.AsTuple(v)
	n := t.Len()
	if n == 0 {
		if s.bin != 0 {
			s.op(opEmptyTuple)
		} else {
			s.ops(opMark, opTuple)
		}
		return nil
	}
	short := n <= 3 && s.protocol >= 2
	if !short {
		s.op(opMark)
	}
	for i := range n {
		if err := s.save(t.At(i)); err != nil {
			return s.note(err, v, "item "+strconv.Itoa(i))
		}
	}
	if number := s.memo.get(v); number >= 0 { // a tuple that contains itself was pickled meanwhile
		switch {
		case short:
			for range n {
				s.op(opPop)
			}
		case s.bin != 0:
			s.op(opPopMark)
		default:
			for range n + 1 {
				s.op(opPop)
			}
		}
		s.get(number)
		return nil
	}
	switch {
	case short:
		s.op(byte(opTuple1 + n - 1))
	default:
		s.op(opTuple)
	}
	s.memoize(v)
	return nil
}

func (s *saver) list(v py.Value) error {
	if s.bin != 0 {
		s.op(opEmptyList)
	} else {
		s.ops(opMark, opList)
	}
	s.memoize(v)
	l := py.AsList(v)
	if s.protocol == 0 || l.Len() == 1 {
		for i := 0; i < l.Len(); i++ {
			if err := s.save(l.At(i)); err != nil {
				return s.note(err, v, "item "+strconv.Itoa(i))
			}
			s.op(opAppend)
		}
		return nil
	}
	for i := 0; i < l.Len(); {
		s.op(opMark)
		for end := i + batchSize; i < l.Len() && i < end; i++ {
			if err := s.save(l.At(i)); err != nil {
				return s.note(err, v, "item "+strconv.Itoa(i))
			}
		}
		s.op(opAppends)
	}
	return nil
}

func (s *saver) dict(v py.Value) error {
	if s.bin != 0 {
		s.op(opEmptyDict)
	} else {
		s.ops(opMark, opDict)
	}
	s.memoize(v)
	d := py.AsDict(v)
	size := d.Len()
	pos := 0
	item := func() (bool, error) {
		key, value, ok := d.Next(&pos)
		if !ok {
			return false, nil
		}
		if err := s.save(key); err != nil {
			return false, err
		}
		if err := s.save(value); err != nil {
			return false, s.itemNote(err, v, key)
		}
		if d.Len() != size {
			return false, py.Raise(py.RuntimeError, "dictionary changed size during iteration")
		}
		return true, nil
	}
	if s.protocol == 0 || size == 1 {
		for {
			ok, err := item()
			if err != nil || !ok {
				return err
			}
			s.op(opSetItem)
		}
	}
	for left := size; left > 0; left -= batchSize {
		s.op(opMark)
		for range min(left, batchSize) {
			if ok, err := item(); err != nil || !ok {
				return err
			}
		}
		s.op(opSetItems)
	}
	return nil
}

// itemNote is note for the value of a key.
func (s *saver) itemNote(err error, v, key py.Value) error {
	text, rerr := py.Repr(s.th, key)
	if rerr != nil {
		return rerr
	}
	return s.note(err, v, "item "+text.String())
}

func (s *saver) set(v py.Value) error {
	if s.protocol < 4 {
		items, err := py.Items(s.th, v)
		if err != nil {
			return err
		}
		return s.rebuild(v, py.SetType.Value(), py.TupleOf(py.NewList(items).Value()).Value())
	}
	s.op(opEmptySet)
	s.memoize(v)
	size, err := py.Length(s.th, v)
	if err != nil || size == 0 {
		return err
	}
	items, err := py.Items(s.th, v)
	if err != nil {
		return err
	}
	for len(items) > 0 {
		n := min(len(items), batchSize)
		s.op(opMark)
		for _, x := range items[:n] {
			if err := s.save(x); err != nil {
				return s.note(err, v, "element")
			}
		}
		if now, err := py.Length(s.th, v); err != nil || now != size {
			if err == nil {
				err = py.Raise(py.RuntimeError, "set changed size during iteration")
			}
			return err
		}
		s.op(opAddItems)
		items = items[n:]
	}
	return nil
}

func (s *saver) frozenSet(v py.Value) error {
	items, err := py.Items(s.th, v)
	if err != nil {
		return err
	}
	if s.protocol < 4 {
		return s.rebuild(v, py.FrozenSetType.Value(), py.TupleOf(py.NewList(items).Value()).Value())
	}
	s.op(opMark)
	for _, x := range items {
		if err := s.save(x); err != nil {
			return s.note(err, v, "element")
		}
	}
	if n := s.memo.get(v); n >= 0 { // one that contains itself was pickled meanwhile
		s.op(opPopMark)
		s.get(n)
		return nil
	}
	s.op(opFrozenSet)
	s.memoize(v)
	return nil
}
