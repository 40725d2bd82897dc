// This file reads and writes the marshal form of code objects, and the .pyc
// files that hold it.
//
// A value is a type byte and its data. Bit 7 of the byte, flagRef, puts the
// value in a table, which a later reference indexes. Integers are
// little-endian.
//
// Reference: the `marshal` module and PEP 552.

package code

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
)

// The type bytes.
const (
	markNull          = '0'
	markNone          = 'N'
	markFalse         = 'F'
	markTrue          = 'T'
	markEllipsis      = '.'
	markInt           = 'i' // 4 bytes
	markInt64         = 'I' // 8 bytes
	markFloatText     = 'f' // size byte, decimal text
	markFloat         = 'g' // 8 bytes
	markComplexText   = 'x'
	markComplex       = 'y' // 16 bytes
	markLong          = 'l' // signed number of digits, then digits of 15 bits in 2 bytes each
	markBytes         = 's' // 4-byte size, bytes
	markInterned      = 't' // 4-byte size, WTF-8
	markString        = 'u'
	markASCII         = 'a'
	markASCIIInterned = 'A'
	markShort         = 'z' // ASCII with 1-byte size
	markShortInterned = 'Z'
	markRef           = 'r' // 4-byte index
	markTuple         = '(' // 4-byte size
	markSmallTuple    = ')' // 1-byte size
	markSet           = '<'
	markFrozenSet     = '>'
	markSlice         = ':' // three values
	markCode          = 'c'

	flagRef = 0x80
)

// maxMarshalDepth is how deep values may be nested.
const maxMarshalDepth = 2000

// Magic begins the .pyc files of CPython 3.14.
const Magic = "\x2b\x0e\r\n"

// ErrMarshal is what errors about malformed marshal data wrap.
var ErrMarshal = errors.New("bad marshal data")

// ParsePyc reads the code object of a .pyc file, which it takes as up to
// date.
func ParsePyc(data []byte) (*Code, error) {
	const header = 16 // magic, flags, and time and size or hash of the source
	if len(data) < header || string(data[:len(Magic)]) != Magic {
		return nil, fmt.Errorf("%w: not a .pyc file of Python 3.14", ErrMarshal)
	}
	return Unmarshal(data[header:])
}

// Pyc returns the .pyc file of c. sourceTime, in seconds since 1970, and
// sourceSize, in bytes, are those of the source file.
func Pyc(c *Code, sourceTime, sourceSize uint32) ([]byte, error) {
	out := append([]byte(Magic), 0, 0, 0, 0)
	out = binary.LittleEndian.AppendUint32(out, sourceTime)
	out = binary.LittleEndian.AppendUint32(out, sourceSize)
	data, err := Marshal(c)
	return append(out, data...), err
}

// Unmarshal reads a code object. It doesn't verify the bytecode.
func Unmarshal(data []byte) (*Code, error) {
	u := unmarshaler{data: data}
	v, err := u.value(0)
	if err != nil {
		return nil, err
	}
	c, ok := v.(*Code)
	if !ok {
		return nil, fmt.Errorf("%w: not a code object", ErrMarshal)
	}
	return c, nil
}

type unmarshaler struct {
	data []byte
	refs []any
}

// pending stands for a value in refs that isn't complete yet.
type pending struct{}

func (u *unmarshaler) fail(what string) error { return fmt.Errorf("%w: %s", ErrMarshal, what) }

// take reads n bytes.
func (u *unmarshaler) take(n int) ([]byte, error) {
	if n < 0 || n > len(u.data) {
		return nil, u.fail("it ends too early")
	}
	taken := u.data[:n:n]
	u.data = u.data[n:]
	return taken, nil
}

func (u *unmarshaler) number() (int, error) {
	b, err := u.take(4)
	if err != nil {
		return 0, err
	}
	return int(int32(binary.LittleEndian.Uint32(b))), nil
}

// size reads the size of data that follows, of at least 1 byte an item.
func (u *unmarshaler) size(short bool) (int, error) {
	if short {
		b, err := u.take(1)
		if err != nil {
			return 0, err
		}
		return int(b[0]), nil
	}
	n, err := u.number()
	if err == nil && (n < 0 || n > len(u.data)) {
		err = u.fail("a size is out of range")
	}
	return n, err
}

// value reads a value that is nested depth deep.
func (u *unmarshaler) value(depth int) (any, error) {
	if depth > maxMarshalDepth {
		return nil, u.fail("it is nested too deeply")
	}
	b, err := u.take(1)
	if err != nil {
		return nil, err
	}
	mark, slot := b[0]&^flagRef, -1
	if b[0]&flagRef != 0 && mark != markNull {
		slot = len(u.refs)
		u.refs = append(u.refs, pending{})
	}
	v, err := u.body(mark, depth)
	if err == nil && slot >= 0 {
		u.refs[slot] = v
	}
	return v, err
}

func (u *unmarshaler) body(mark byte, depth int) (any, error) {
	switch mark {
	case markNone:
		return nil, nil
	case markFalse:
		return false, nil
	case markTrue:
		return true, nil
	case markEllipsis:
		return Ellipsis{}, nil
	case markInt:
		n, err := u.number()
		return int64(n), err
	case markInt64:
		b, err := u.take(8)
		if err != nil {
			return nil, err
		}
		return int64(binary.LittleEndian.Uint64(b)), nil
	case markLong:
		return u.long()
	case markFloat:
		return u.float()
	case markFloatText:
		return u.floatText()
	case markComplex:
		re, err := u.float()
		if err != nil {
			return nil, err
		}
		im, err := u.float()
		return complex(re, im), err
	case markComplexText:
		re, err := u.floatText()
		if err != nil {
			return nil, err
		}
		im, err := u.floatText()
		return complex(re, im), err
	case markBytes, markInterned, markString, markASCII, markASCIIInterned, markShort, markShortInterned:
		n, err := u.size(mark == markShort || mark == markShortInterned)
		if err != nil {
			return nil, err
		}
		b, err := u.take(n)
		if mark == markBytes {
			return b, err
		}
		return string(b), err
	case markRef:
		n, err := u.number()
		if err != nil {
			return nil, err
		}
		if n < 0 || n >= len(u.refs) {
			return nil, u.fail("a reference is out of range")
		}
		if _, ok := u.refs[n].(pending); ok {
			return nil, u.fail("a value contains itself")
		}
		return u.refs[n], nil
	case markTuple, markSmallTuple:
		n, err := u.size(mark == markSmallTuple)
		if err != nil {
			return nil, err
		}
		items, err := u.items(n, depth)
		return Tuple(items), err
	case markFrozenSet:
		n, err := u.size(false)
		if err != nil {
			return nil, err
		}
		items, err := u.items(n, depth)
		return FrozenSet(items), err
	case markSlice:
		items, err := u.items(3, depth)
		if err != nil {
			return nil, err
		}
		return Slice{items[0], items[1], items[2]}, nil
	case markCode:
		return u.code(depth)
	}
	return nil, u.fail(fmt.Sprintf("type %q can't be in a code object", mark))
}

func (u *unmarshaler) items(n, depth int) ([]any, error) {
	items := []any{}
	for range n {
		v, err := u.value(depth + 1)
		if err != nil {
			return nil, err
		}
		items = append(items, v)
	}
	return items, nil
}

func (u *unmarshaler) long() (any, error) {
	n, err := u.number()
	if err != nil {
		return nil, err
	}
	digits, err := u.take(2 * max(n, -n))
	if err != nil {
		return nil, err
	}
	// Repacked from 15 to 8 bits, so that long numbers take linear time.
	bytes := make([]byte, len(digits)+1)
	bit := 0
	for i := 0; i < len(digits); i += 2 {
		digit := uint32(binary.LittleEndian.Uint16(digits[i:]))
		if digit > 0x7FFF {
			return nil, u.fail("a digit of an int is out of range")
		}
		digit <<= bit & 7
		for at := bit / 8; digit > 0; at++ {
			bytes[at] |= byte(digit)
			digit >>= 8
		}
		bit += 15
	}
	for i, j := 0, len(bytes)-1; i < j; i, j = i+1, j-1 {
		bytes[i], bytes[j] = bytes[j], bytes[i]
	}
	v := new(big.Int).SetBytes(bytes)
	if n < 0 {
		v.Neg(v)
	}
	if v.IsInt64() {
		return v.Int64(), nil
	}
	return v, nil
}

func (u *unmarshaler) float() (float64, error) {
	b, err := u.take(8)
	if err != nil {
		return 0, err
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(b)), nil
}

func (u *unmarshaler) floatText() (float64, error) {
	n, err := u.size(true)
	if err != nil {
		return 0, err
	}
	b, err := u.take(n)
	if err != nil {
		return 0, err
	}
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, u.fail("a float is malformed")
	}
	return f, nil
}

func (u *unmarshaler) code(depth int) (*Code, error) {
	c := &Code{}
	var flags int
	var consts, names, slots Tuple
	for _, field := range [...]any{
		&c.ArgCount, &c.PosOnlyArgCount, &c.KwOnlyArgCount, &c.StackSize, &flags, &c.Bytecode, &consts, &names,
		&slots, &c.LocalsPlusKinds, &c.Filename, &c.Name, &c.QualName, &c.FirstLineno, &c.LineTable, &c.ExceptionTable,
	} {
		if n, ok := field.(*int); ok {
			var err error
			if *n, err = u.number(); err != nil {
				return nil, err
			}
			continue
		}
		v, err := u.value(depth + 1)
		if err != nil {
			return nil, err
		}
		ok := false
		switch field := field.(type) {
		case *[]byte:
			*field, ok = v.([]byte)
		case *string:
			*field, ok = v.(string)
		case *Tuple:
			*field, ok = v.(Tuple)
		}
		if !ok {
			return nil, u.fail("a field of a code object has the wrong type")
		}
	}
	c.Flags = Flags(uint32(flags))
	c.Consts = consts
	for _, list := range []struct {
		from Tuple
		to   *[]string
	}{{names, &c.Names}, {slots, &c.LocalsPlusNames}} {
		for _, v := range list.from {
			name, ok := v.(string)
			if !ok {
				return nil, u.fail("a name is no string")
			}
			*list.to = append(*list.to, name)
		}
	}
	return c, nil
}

// Marshal writes a code object. Equal strings, bytes and containers are written once, as CPython writes them, whose compiler makes
// them one object. It fails if a constant has another type than constant.go lists.
func Marshal(c *Code) ([]byte, error) {
	m := marshaler{refs: map[string]int{}}
	m.code(c, 0)
	return m.out, m.err
}

type marshaler struct {
	out   []byte
	err   error
	refs  map[string]int // place in the reader's table, by key
	count int            // of the values in the reader's table
	key   []byte         // scratch
}

// again writes a reference and reports true if a value with the key of v has been written; else what comes next is to be marked for the
// table. Values have the same key if they have the same type and content.
func (m *marshaler) again(kind byte, v any) bool {
	m.key = appendKey(append(m.key[:0], kind), v)
	if place, ok := m.refs[string(m.key)]; ok {
		m.out = append(m.out, markRef)
		m.number(place)
		return true
	}
	m.refs[string(m.key)] = m.count
	m.count++
	return false
}

// appendKey appends what tells a constant from others.
func appendKey(key []byte, v any) []byte {
	text := func(mark byte, s string) []byte {
		return append(binary.AppendUvarint(append(key, mark), uint64(len(s))), s...)
	}
	number := func(mark byte, n uint64) []byte { return binary.LittleEndian.AppendUint64(append(key, mark), n) }
	list := func(mark byte, items []any) []byte {
		key = binary.AppendUvarint(append(key, mark), uint64(len(items)))
		for _, item := range items {
			key = appendKey(key, item)
		}
		return key
	}
	switch v := v.(type) {
	case nil:
		return append(key, markNone)
	case bool:
		if v {
			return append(key, markTrue)
		}
		return append(key, markFalse)
	case Ellipsis:
		return append(key, markEllipsis)
	case int64:
		return number(markInt, uint64(v))
	case *big.Int:
		return text(markLong, v.String())
	case float64:
		return number(markFloat, math.Float64bits(v))
	case complex128:
		key = number(markComplex, math.Float64bits(real(v)))
		return number(markComplex, math.Float64bits(imag(v)))
	case string:
		return text(markString, v)
	case []byte:
		return text(markBytes, string(v))
	case []string:
		key = binary.AppendUvarint(append(key, markTuple), uint64(len(v)))
		for _, item := range v {
			key = appendKey(key, item)
		}
		return key
	case Tuple:
		return list(markTuple, v)
	case FrozenSet:
		return list(markFrozenSet, v)
	case Slice:
		return list(markSlice, []any{v.Start, v.Stop, v.Step})
	}
	return append(fmt.Appendf(append(key, markCode), "%p", v), 0) // each its own
}

func (m *marshaler) number(n int) {
	m.out = binary.LittleEndian.AppendUint32(m.out, uint32(n))
}

func (m *marshaler) float(f float64) {
	m.out = binary.LittleEndian.AppendUint64(m.out, math.Float64bits(f))
}

func (m *marshaler) bytes(b []byte) {
	if m.again(0, b) {
		return
	}
	m.out = append(m.out, markBytes|flagRef)
	m.number(len(b))
	m.out = append(m.out, b...)
}

// text writes a string, of which names are marked as interned.
func (m *marshaler) text(s string, interned bool) {
	kind := byte(0)
	if interned {
		kind = 1
	}
	if m.again(kind, s) {
		return
	}
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < 0x80
	}
	mark := byte(markString)
	switch {
	case ascii && len(s) < 256:
		mark = markShort
	case ascii:
		mark = markASCII
	}
	if interned {
		mark = map[byte]byte{markString: markInterned, markASCII: markASCIIInterned, markShort: markShortInterned}[mark]
	}
	m.out = append(m.out, mark|flagRef)
	if ascii && len(s) < 256 {
		m.out = append(m.out, byte(len(s)))
	} else {
		m.number(len(s))
	}
	m.out = append(m.out, s...)
}

func (m *marshaler) tuple(n int) {
	if n < 256 {
		m.out = append(m.out, markSmallTuple|flagRef, byte(n))
		return
	}
	m.out = append(m.out, markTuple|flagRef)
	m.number(n)
}

func (m *marshaler) items(items []any, depth int) {
	for _, v := range items {
		m.value(v, depth+1)
	}
}

func (m *marshaler) value(v any, depth int) {
	if depth > maxMarshalDepth {
		m.err = errors.New("code: constants are nested too deeply to marshal")
		return
	}
	switch v := v.(type) {
	case nil:
		m.out = append(m.out, markNone)
	case bool:
		if v {
			m.out = append(m.out, markTrue)
		} else {
			m.out = append(m.out, markFalse)
		}
	case Ellipsis:
		m.out = append(m.out, markEllipsis)
	case int64:
		if v == int64(int32(v)) {
			m.out = append(m.out, markInt)
			m.number(int(v))
		} else {
			m.long(big.NewInt(v))
		}
	case *big.Int:
		m.long(v)
	case float64:
		m.out = append(m.out, markFloat)
		m.float(v)
	case complex128:
		m.out = append(m.out, markComplex)
		m.float(real(v))
		m.float(imag(v))
	case string:
		m.text(v, false)
	case []byte:
		m.bytes(v)
	case Tuple:
		if !m.again(0, v) {
			m.tuple(len(v))
			m.items(v, depth)
		}
	case FrozenSet:
		if !m.again(0, v) {
			m.out = append(m.out, markFrozenSet|flagRef)
			m.number(len(v))
			m.items(v, depth)
		}
	case Slice:
		m.out = append(m.out, markSlice)
		m.items([]any{v.Start, v.Stop, v.Step}, depth)
	case *Code:
		m.code(v, depth)
	default:
		m.err = fmt.Errorf("code: %T is no constant type", v)
	}
}

func (m *marshaler) long(v *big.Int) {
	m.out = append(m.out, markLong)
	count := (v.BitLen() + 14) / 15
	if v.Sign() < 0 {
		m.number(-count)
	} else {
		m.number(count)
	}
	bytes := v.Bytes() // most significant first
	at := func(i int) uint32 {
		if i < len(bytes) {
			return uint32(bytes[len(bytes)-1-i])
		}
		return 0
	}
	for digit := range count {
		bit := digit * 15
		window := at(bit/8) | at(bit/8+1)<<8 | at(bit/8+2)<<16
		m.out = binary.LittleEndian.AppendUint16(m.out, uint16(window>>(bit&7)&0x7FFF))
	}
}

func (m *marshaler) code(c *Code, depth int) {
	c.Complete()
	m.out = append(m.out, markCode)
	for _, n := range [...]int{c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount, c.StackSize, int(c.Flags)} {
		m.number(n)
	}
	m.bytes(c.Bytecode)
	if !m.again(0, Tuple(c.Consts)) {
		m.tuple(len(c.Consts))
		m.items(c.Consts, depth)
	}
	for _, names := range [...][]string{c.Names, c.LocalsPlusNames} {
		if m.again(1, names) {
			continue
		}
		m.tuple(len(names))
		for _, name := range names {
			m.text(name, true)
		}
	}
	m.bytes(c.LocalsPlusKinds)
	m.text(c.Filename, false)
	m.text(c.Name, true)
	m.text(c.QualName, true)
	m.number(c.FirstLineno)
	m.bytes(c.LineTable)
	m.bytes(c.ExceptionTable)
}
