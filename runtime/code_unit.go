// This file defines what the code objects that are made together share: equal constants are one object, and so are equal attributes.

package runtime

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"slices"
	"unsafe"

	"github.com/gopy-lang/gopy/compiler/code"
)

// A CodeUnit holds the attributes of code objects that programs have asked for, so that they are the same objects each time.
type CodeUnit struct {
	attributes map[string]Value
	renamed    string // the co_filename that hollow code still has where the outer code got another
}

// get returns the value with a key, which make makes at first.
func (u *CodeUnit) get(key string, make func() Value) Value {
	v, ok := u.attributes[key]
	if !ok {
		if u.attributes == nil {
			u.attributes = map[string]Value{}
		}
		v = make()
		u.attributes[key] = v
	}
	return v
}

func (u *CodeUnit) text(s string) Value {
	return u.get("s"+s, func() Value { return Text(s) })
}

func (u *CodeUnit) bytes(b []byte) Value {
	return u.get("b"+string(b), func() Value { return NewBytes(slices.Clone(b)).Value() })
}

func (u *CodeUnit) strings(list []string) Value {
	key := []byte{'l'}
	for _, s := range list {
		key = append(binary.AppendUvarint(key, uint64(len(s))), s...)
	}
	return u.get(string(key), func() Value { return strTuple(list) })
}

// tuple makes a tuple of constants, which are the same if they are the same objects.
func (u *CodeUnit) tuple(list []Value) Value {
	key := []byte{'t'}
	for i := range list {
		key = append(key, unsafe.Slice((*byte)(unsafe.Pointer(&list[i])), unsafe.Sizeof(list[i]))...)
	}
	return u.get(string(key), func() Value { return NewTuple(list).Value() })
}

// A constMaker makes the objects of constants.
type constMaker struct {
	th   *Thread
	unit *CodeUnit
	text map[string]Value // the strings made so far
	made map[string]Value // the other constants made so far, by key, see appendConstKey
	key  []byte           // scratch
}

// ConstValue makes the Python object of a constant of compiled code.
func ConstValue(th *Thread, k any) Value {
	m := constMaker{th: th, unit: &CodeUnit{}}
	return m.value(k)
}

func (m *constMaker) code(c *code.Code) *Code {
	x := newCode(m.th.Interp, c)
	x.unit = m.unit
	if !x.hollow {
		x.ConstValues = m.values(c.Consts)
	}
	return x
}

func (m *constMaker) values(list []any) []Value {
	out := make([]Value, len(list))
	for i, k := range list {
		out[i] = m.value(k)
	}
	return out
}

func (m *constMaker) value(k any) Value {
	switch k := k.(type) {
	case nil:
		return None
	case bool:
		return Bool(k)
	case int64:
		return Int(k)
	case int:
		return Int(int64(k))
	case float64:
		return Float(k)
	case code.Ellipsis:
		return Ellipsis
	case *code.Code:
		return m.code(k).Value()
	case string:
		if isIdentifierLike(k) {
			return m.th.Interp.Intern(k).Value()
		}
		v, ok := m.text[k]
		if !ok {
			if m.text == nil {
				m.text = map[string]Value{}
			}
			v = Text(k)
			m.text[k] = v
		}
		return v
	}
	m.key = appendConstKey(m.key[:0], k)
	if v, ok := m.made[string(m.key)]; ok {
		return v
	}
	key := string(m.key)
	v := m.fresh(k)
	if m.made == nil {
		m.made = map[string]Value{}
	}
	m.made[key] = v
	return v
}

// fresh makes the object of a constant of which there can be several objects.
func (m *constMaker) fresh(k any) Value {
	switch k := k.(type) {
	case *big.Int:
		return NewBig(new(big.Int).Set(k))
	case complex128:
		return NewComplex(k)
	case []byte:
		return NewBytes(slices.Clone(k)).Value()
	case code.Tuple:
		return NewTuple(m.values(k)).Value()
	case code.FrozenSet:
		s, err := NewFrozenSet(m.th, NewTuple(m.values(k)).Value())
		if err != nil {
			panic("runtime: constant frozenset: " + err.Error())
		}
		return s.Value()
	case code.Slice:
		return NewSlice(m.value(k.Start), m.value(k.Stop), m.value(k.Step))
	}
	panic(fmt.Sprintf("runtime: constant of type %T", k))
}

// appendConstKey appends what tells a constant from others: its type and its value.
func appendConstKey(key []byte, k any) []byte {
	text := func(kind byte, s string) []byte {
		return append(binary.AppendUvarint(append(key, kind), uint64(len(s))), s...)
	}
	number := func(kind byte, n uint64) []byte { return binary.LittleEndian.AppendUint64(append(key, kind), n) }
	list := func(kind byte, items []any) []byte {
		key = binary.AppendUvarint(append(key, kind), uint64(len(items)))
		for _, item := range items {
			key = appendConstKey(key, item)
		}
		return key
	}
	switch k := k.(type) {
	case nil:
		return append(key, 'N')
	case bool:
		if k {
			return append(key, 'T')
		}
		return append(key, 'F')
	case int64:
		return number('i', uint64(k))
	case int:
		return number('i', uint64(k))
	case *big.Int:
		return text('I', k.String())
	case float64:
		return number('f', math.Float64bits(k))
	case complex128:
		key = number('z', math.Float64bits(real(k)))
		return number('z', math.Float64bits(imag(k)))
	case string:
		return text('s', k)
	case []byte:
		return text('b', string(k))
	case code.Ellipsis:
		return append(key, 'E')
	case code.Tuple:
		return list('t', k)
	case code.FrozenSet:
		return list('x', k)
	case code.Slice:
		return list('l', []any{k.Start, k.Stop, k.Step})
	case *code.Code: // not merged
		return number('c', uint64(uintptr(unsafe.Pointer(k))))
	}
	panic(fmt.Sprintf("runtime: constant of type %T", k))
}
