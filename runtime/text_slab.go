// This file defines TextSlab, memory for several short strs, or bytes objects, that are made together.

package runtime

import (
	"encoding/binary"
	"unsafe"
)

// A TextSlab makes strs that are likely to die together, as the parts of a split line or the fields of a row, several in one allocation: each
// allocation costs more than the few bytes it is for. As one str that lives on keeps its neighbours' memory, a slab is small. The zero value is
// ready.
type TextSlab struct {
	block unsafe.Pointer
	used  uintptr
	size  uintptr
	plan  uintptr // bytes that are going to be asked for
}

// slabSize is the largest slab in bytes, MaxInSlab the length of the longest text that is put in one.
const (
	slabSize  = 256
	MaxInSlab = 64
	slabText  = MaxInSlab
)

// slabNeed is the room of a str of n ASCII characters.
func slabNeed(n int) uintptr { return (strSize + uintptr(n) + 7) &^ 7 }

// Plan announces a str of n bytes, so that slabs are no larger than they need to be.
func (b *TextSlab) Plan(n int) {
	b.plan += Needs(n)
}

// Reserve announces n bytes of strs at once: what Needs told of a run of strs that is like the one to come.
func (b *TextSlab) Reserve(n uintptr) { b.plan = n }

// Needs is how many bytes the strs of a slab take whose texts have the given length.
func Needs(n int) uintptr {
	if n <= 1 || n > slabText {
		return 0
	}
	return slabNeed(n)
}

// LinesNeed is what to announce of the lines of a text of n bytes: enough for short ones, as only the last slab is larger for it.
func LinesNeed(n int) uintptr { return uintptr(n) + uintptr(n/16+1)*strSize }

// ASCII returns the str of a copy of a text known to be ASCII, whose length was announced.
func (b *TextSlab) ASCII(text string) *Str {
	n := len(text)
	switch {
	case n <= 1:
		return newASCII(text)
	case n > slabText:
		s, room := makeASCII(n)
		copy(room, text)
		return s
	}
	return slabStr(b.take(slabNeed(n)), text)
}

// Bytes returns the bytes object of a copy of data, whose length was announced.
func (b *TextSlab) Bytes(data []byte) *Bytes {
	if n := len(data); n <= 1 || n > slabText {
		return CopyBytes(data)
	}
	s := slabStr(b.take(slabNeed(len(data))), StringView(data))
	s.Header = emptyBytes.Header
	return (*Bytes)(unsafe.Pointer(s)) // both have the same layout, see cutParts
}

// take returns need bytes of the slab.
func (b *TextSlab) take(need uintptr) unsafe.Pointer {
	if b.size-b.used < need {
		b.block, b.used, b.size = newSlab(b.plan, need)
	}
	p := unsafe.Add(b.block, b.used)
	b.used += need
	b.plan -= min(need, b.plan)
	return p
}

// newSlab allocates a slab where need bytes are needed, and more are planned.
func newSlab(plan, need uintptr) (block unsafe.Pointer, used, size uintptr) {
	size = slabSize
	if plan <= slabSize+slabSize/4 {
		size = max(plan, need)
	}
	return textBlock(size), 0, size
}

// slabStr makes a str of a copy of text, of 2 to slabText ASCII characters, at p.
func slabStr(p unsafe.Pointer, text string) *Str {
	s, n := (*Str)(p), len(text)
	start := (*byte)(unsafe.Add(p, strSize))
	s.Header = strHeader(strASCII)
	s.s = unsafe.String(start, n)
	to, from := unsafe.Slice(start, n), BytesView(text)
	switch { // what is left of the last step is done by one that begins earlier
	case n >= 8:
		for i := 8; i < n; i += 8 {
			*(*[8]byte)(to[i-8:]) = [8]byte(from[i-8:])
		}
		*(*[8]byte)(to[n-8:]) = [8]byte(from[n-8:])
	case n >= 4:
		*(*[4]byte)(to) = [4]byte(from)
		*(*[4]byte)(to[n-4:]) = [4]byte(from[n-4:])
	default:
		*(*[2]byte)(to) = [2]byte(from)
		*(*[2]byte)(to[n-2:]) = [2]byte(from[n-2:])
	}
	return s
}

// cutParts fills items with the parts of an ASCII str or of a bytes object, both of whose layouts are the same, that begin and end at some offsets, two
// for each: short ones lie in slabs.
func cutParts(items []Value, whole Value, ends []int) {
	text, header := (*Str)(whole.P).s, strHeader(strASCII)
	empty, singles := unsafe.Pointer(emptyStr), unsafe.Pointer(&charStrs)
	if whole.Kind() == KindBytes {
		header, empty, singles = emptyBytes.Header, unsafe.Pointer(emptyBytes), unsafe.Pointer(&singleBytes)
	}
	ends = ends[:2*len(items)]
	plan := uintptr(0)
	for i := range items {
		plan += Needs(ends[2*i+1] - ends[2*i])
	}
	var block unsafe.Pointer
	var used, size uintptr
	for i := 0; i < len(items); {
		// Without a call as long as there is room in the slab.
		start := unsafe.Pointer(unsafe.StringData(text))
		for ; i < len(items); i++ {
			from, n := ends[2*i], ends[2*i+1]-ends[2*i]
			if n <= 1 {
				one := empty
				if n == 1 {
					one = unsafe.Add(singles, strSize*uintptr(text[from]))
				}
				items[i] = Value{P: one}
				continue
			}
			need := slabNeed(n)
			if need > size-used || n > slabText {
				break
			}
			p := unsafe.Add(block, used)
			used += need
			plan -= need
			to := unsafe.Add(p, strSize)
			x := (*Str)(p)
			x.Header = header
			x.s = unsafe.String((*byte)(to), n)
			for at := unsafe.Add(start, from); ; at, to = unsafe.Add(at, 8), unsafe.Add(to, 8) {
				room := unsafe.Slice((*byte)(to), 8)
				if n >= 8 {
					copy(room, unsafe.Slice((*byte)(at), 8))
				} else if uintptr(at)+8 <= uintptr(start)+uintptr(len(text)) { // behind the text are zeros
					binary.LittleEndian.PutUint64(room, binary.LittleEndian.Uint64(unsafe.Slice((*byte)(at), 8))&(1<<(8*n)-1))
				} else {
					copy(room, unsafe.Slice((*byte)(at), n))
				}
				if n -= 8; n <= 0 {
					break
				}
			}
			items[i] = Value{P: p}
		}
		switch {
		case i == len(items):
		case ends[2*i+1]-ends[2*i] <= slabText:
			block, used, size = newSlab(plan, slabNeed(ends[2*i+1]-ends[2*i]))
		case whole.Kind() == KindStr:
			items[i] = (*Str)(whole.P).part(ends[2*i], ends[2*i+1]).Value()
			i++
		default:
			items[i] = likePart(whole, bytesOf(whole)[ends[2*i]:ends[2*i+1]])
			i++
		}
	}
}

// cutParts takes a bytes object for a str.
var _ = [1]struct{}{}[unsafe.Offsetof(Str{}.s)-unsafe.Offsetof(Bytes{}.b)+unsafe.Offsetof(Str{}.hash)-unsafe.Offsetof(Bytes{}.hash)+strSize-bytesSize]

// Text returns the str of a copy of a WTF-8 text.
func (b *TextSlab) Text(text string) Value {
	if isASCII(text) {
		return b.ASCII(text).Value()
	}
	return copyCounted(text, wtf8Len(text)).Value()
}
