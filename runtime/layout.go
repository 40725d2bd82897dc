// This file tells the machine where the fields lie that its inner loop reads and writes without a call.

package runtime

import "unsafe"

// Offsets of fields in bytes.
const (
	HeaderID   = unsafe.Offsetof(Header{}.ID)
	HeaderKind = unsafe.Offsetof(Header{}.Kind)

	ListItems    = unsafe.Offsetof(List{}.items) // a slice: pointer, length, capacity
	TupleItems   = unsafe.Offsetof(Tuple{}.items)
	TupleLen     = unsafe.Offsetof(Tuple{}.n)
	DictIndex    = unsafe.Offsetof(Dict{}.index)
	DictEntries  = unsafe.Offsetof(Dict{}.entries)
	DictEntry    = unsafe.Sizeof(dictEntry{})
	EntryHash    = unsafe.Offsetof(dictEntry{}.hash)
	EntryKey     = unsafe.Offsetof(dictEntry{}.key)
	EntryValue   = unsafe.Offsetof(dictEntry{}.value)
	StrHash      = unsafe.Offsetof(Str{}.hash)
	StrText      = unsafe.Offsetof(Str{}.s)
	WordSize     = unsafe.Sizeof(uintptr(0))
	ValueSize    = unsafe.Sizeof(Value{})
	FunctionExec = unsafe.Offsetof(Function{}.Machine)
)

// InlineSlotOffset returns where slot i of an instance of shape s lies, or -1 when it is no inline slot.
func (s *Shape) InlineSlotOffset(i int) int {
	if i >= int(s.Inline) {
		return -1
	}
	return int(InlineOffset) + i*int(ValueSize)
}
