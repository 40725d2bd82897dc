// This file decodes DEFLATE data (RFC 1951), fed in parts of any size.

package zlib

import (
	"math/bits"
	"sync"
)

// dataError is invalid compressed data.
type dataError string

func (e dataError) Error() string { return string(e) }

const windowSize = 1 << 15

// inflater decodes one DEFLATE stream. Its output is appended to out, whose end is also the window that matches refer to.
type inflater struct {
	in   []byte // input; what can't be decoded yet is left
	pos  int
	bits uint64 // bits read from in and not used, the next one lowest
	n    uint   // how many
	out  []byte
	// limit is the length of out at which to stop.
	limit int
	// charge announces that out grows to so many bytes.
	charge func(n int64) error

	state    inflateState
	last     bool // this is the last block
	stored   int  // bytes left in a stored block
	length   int  // of the match that was interrupted at the limit
	distance int
	literals *huffman
	matches  *huffman
	own      [2]huffman // tables of the current block
}

type inflateState uint8

const (
	atBlock  inflateState = iota
	inStored              // in a stored block
	inCodes               // in a compressed block
	inMatch               // in the middle of a match
	atEnd
)

// outcome says why decoding stopped.
type outcome uint8

const (
	needInput outcome = iota
	outFull
	finished
)

// A table entry holds, from its lowest bit on: 5 bits for how many bits the code takes, 3 for its kind, 8 for the number of
// extra bits, 16 for the literal, the base of the length or distance, or the place of the second table.
const (
	entryLiteral = iota << 5
	entryBase
	entryEnd
	entryTable
	entryInvalid
	entryKind = 7 << 5
)

// huffman is a decoding table: 1<<root entries for the first bits of a code, then the second tables.
type huffman struct {
	root    uint
	entries []uint32
}

const (
	literalRoot  = 10
	distanceRoot = 9
)

// RFC 1951, section 3.2.5.
var (
	lengthBase  = [31]uint16{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258}
	lengthExtra = [31]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
	distBase    = [30]uint16{1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577}
	distExtra   = [30]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}
)

func literalEntry(symbol int) uint32 {
	switch {
	case symbol < 256:
		return uint32(symbol)<<16 | entryLiteral
	case symbol == 256:
		return entryEnd
	case symbol < 286:
		return uint32(lengthBase[symbol-257])<<16 | uint32(lengthExtra[symbol-257])<<8 | entryBase
	}
	return entryInvalid
}

func distanceEntry(symbol int) uint32 {
	if symbol < 30 {
		return uint32(distBase[symbol])<<16 | uint32(distExtra[symbol])<<8 | entryBase
	}
	return entryInvalid
}

func plainEntry(symbol int) uint32 { return uint32(symbol)<<16 | entryLiteral }

// build makes the table of a canonical code with the given lengths. It fails on a set of lengths that is over-subscribed, or
// incomplete (which only a single code of one bit may be, and with none at all, when few is set).
func (h *huffman) build(lengths []uint8, root uint, entry func(symbol int) uint32, few bool) bool {
	var count [16]int
	most := uint(0)
	for _, l := range lengths {
		count[l]++
		most = max(most, uint(l))
	}
	if most == 0 {
		h.root = 1
		h.entries = append(h.entries[:0], entryInvalid|1, entryInvalid|1)
		return few
	}
	left := 1
	for l := 1; l <= 15; l++ {
		if left = left<<1 - count[l]; left < 0 {
			return false
		}
	}
	if left > 0 && (!few || most != 1) {
		return false
	}
	h.root = min(root, most)
	size := 1 << h.root
	if cap(h.entries) < size {
		h.entries = make([]uint32, size, 2*size)
	}
	h.entries = h.entries[:size]
	for i := range h.entries {
		h.entries[i] = entryInvalid | uint32(h.root)
	}
	var next [16]int
	code := 0
	for l := 1; l <= 15; l++ {
		code = (code + count[l-1]*min(1, l-1)) << 1
		next[l] = code
	}
	// Codes longer than the root share second tables by their first bits: their sizes follow from the longest code of each.
	if most > h.root {
		var deepest [1 << literalRoot]uint8
		second := next
		for _, l := range lengths {
			if uint(l) > h.root {
				c := second[l]
				prefix := reverse(c, uint(l)) & (size - 1)
				deepest[prefix] = max(deepest[prefix], l)
			}
			second[l]++
		}
		for prefix, l := range deepest[:size] {
			if l == 0 {
				continue
			}
			depth := uint(l) - h.root
			h.entries[prefix] = uint32(len(h.entries))<<16 | uint32(depth)<<8 | entryTable | uint32(h.root)
			for range 1 << depth {
				h.entries = append(h.entries, entryInvalid|uint32(l))
			}
		}
	}
	for symbol, l := range lengths {
		if l == 0 {
			continue
		}
		c := reverse(next[l], uint(l))
		next[l]++
		e := entry(symbol) | uint32(l)
		if uint(l) <= h.root {
			for i := c; i < size; i += 1 << l {
				h.entries[i] = e
			}
			continue
		}
		t := h.entries[c&(size-1)]
		table, depth := int(t>>16), uint(t>>8&0xff)
		for i := c >> h.root; i < 1<<depth; i += 1 << (uint(l) - h.root) {
			h.entries[table+i] = e
		}
	}
	return true
}

// reverse turns the n bits of a code around.
func reverse(code int, n uint) int { return int(bits.Reverse16(uint16(code)) >> (16 - n)) }

// fixed is the code of blocks without tables of their own (RFC 1951, section 3.2.6).
var fixed = sync.OnceValues(makeFixed)

func makeFixed() (literals, distances *huffman) {
	lengths := make([]uint8, 288)
	for i := range lengths {
		switch {
		case i < 144:
			lengths[i] = 8
		case i < 256:
			lengths[i] = 9
		case i < 280:
			lengths[i] = 7
		default:
			lengths[i] = 8
		}
	}
	literals, distances = &huffman{}, &huffman{}
	literals.build(lengths, 9, literalEntry, false)
	five := make([]uint8, 32)
	for i := range five {
		five[i] = 5
	}
	distances.build(five, 5, distanceEntry, false)
	return literals, distances
}

// need fills the bit buffer up to n bits; false: there isn't so much input.
func (z *inflater) need(n uint) bool {
	for z.n < n {
		if z.pos == len(z.in) {
			return false
		}
		z.bits |= uint64(z.in[z.pos]) << z.n
		z.pos++
		z.n += 8
	}
	return true
}

func (z *inflater) take(n uint) int {
	v := int(z.bits & (1<<n - 1))
	z.bits >>= n
	z.n -= n
	return v
}

// align gives back whole bytes of the bit buffer to the input and drops the rest of a byte.
func (z *inflater) align() {
	z.pos -= int(z.n / 8)
	z.bits, z.n = 0, 0
}

// room makes place for n more bytes of output.
func (z *inflater) room(n int) error {
	if cap(z.out)-len(z.out) >= n {
		return nil
	}
	size := max(2*cap(z.out), len(z.out)+n, 1<<12)
	if err := z.charge(int64(size)); err != nil {
		return err
	}
	grown := make([]byte, len(z.out), size)
	copy(grown, z.out)
	z.out = grown
	return nil
}

// run decodes until the input or the room for output is used up or the stream ends.
func (z *inflater) run() (outcome, error) {
	for {
		switch z.state {
		case atBlock:
			if z.last {
				z.align()
				z.state = atEnd
				continue
			}
			ok, err := z.header()
			if err != nil || !ok {
				return needInput, err
			}
		case inStored:
			n := min(z.stored, len(z.in)-z.pos, z.limit-len(z.out))
			if n > 0 {
				if err := z.room(n); err != nil {
					return needInput, err
				}
				z.out = append(z.out, z.in[z.pos:z.pos+n]...)
				z.pos += n
				z.stored -= n
			}
			switch {
			case z.stored == 0:
				z.state = atBlock
			case z.pos == len(z.in):
				return needInput, nil
			default:
				return outFull, nil
			}
		case inCodes:
			why, err := z.codes()
			if err != nil || z.state == inCodes {
				return why, err
			}
		case inMatch:
			n := min(z.length, z.limit-len(z.out))
			if n > 0 {
				if err := z.room(n); err != nil {
					return needInput, err
				}
				z.copyMatch(n, z.distance)
				z.length -= n
			}
			if z.length > 0 {
				return outFull, nil
			}
			z.state = inCodes
		case atEnd:
			return finished, nil
		}
	}
}

// header reads the head of a block; false: more input is needed, and nothing was taken.
func (z *inflater) header() (bool, error) {
	bits, n, pos := z.bits, z.n, z.pos
	ok, err := z.readHeader()
	if !ok {
		z.bits, z.n, z.pos = bits, n, pos
	}
	return ok, err
}

func (z *inflater) readHeader() (bool, error) {
	if !z.need(3) {
		return false, nil
	}
	last := z.take(1) == 1
	switch z.take(2) {
	case 0:
		z.take(z.n % 8)
		if !z.need(32) {
			return false, nil
		}
		length, check := z.take(16), z.take(16)
		if length != check^0xffff {
			return false, dataError("invalid stored block lengths")
		}
		z.align()
		z.stored, z.state = length, inStored
	case 1:
		z.state = inCodes
		z.literals, z.matches = fixed()
	case 2:
		if ok, err := z.readTables(); !ok {
			return ok, err
		}
		z.literals, z.matches, z.state = &z.own[0], &z.own[1], inCodes
	default:
		return false, dataError("invalid block type")
	}
	z.last = last
	return true, nil
}

// codeOrder is the order in which the lengths of the code for lengths come (RFC 1951, section 3.2.7).
var codeOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// readTables reads the codes of a block.
func (z *inflater) readTables() (bool, error) {
	if !z.need(14) {
		return false, nil
	}
	nlit, ndist, ncode := z.take(5)+257, z.take(5)+1, z.take(4)+4
	if nlit > 286 || ndist > 30 {
		return false, dataError("too many length or distance symbols")
	}
	var order [19]uint8
	for i := range ncode {
		if !z.need(3) {
			return false, nil
		}
		order[codeOrder[i]] = uint8(z.take(3))
	}
	var code huffman
	if !code.build(order[:], 7, plainEntry, false) {
		return false, dataError("invalid code lengths set")
	}
	var lengths [286 + 30]uint8
	for i := 0; i < nlit+ndist; {
		var e uint32
		for {
			e = code.entries[z.bits&(1<<code.root-1)]
			if uint(e&31) <= z.n {
				break
			}
			if !z.need(z.n + 1) {
				return false, nil
			}
		}
		symbol, used := int(e>>16), uint(e&31)
		if symbol < 16 {
			z.take(used)
			lengths[i] = uint8(symbol)
			i++
			continue
		}
		extra := [...]uint{2, 3, 7}[symbol-16]
		if !z.need(used + extra) {
			return false, nil
		}
		z.take(used)
		repeat := z.take(extra) + [...]int{3, 3, 11}[symbol-16]
		value := uint8(0)
		if symbol == 16 {
			if i == 0 {
				return false, dataError("invalid bit length repeat")
			}
			value = lengths[i-1]
		}
		if i+repeat > nlit+ndist {
			return false, dataError("invalid bit length repeat")
		}
		for range repeat {
			lengths[i] = value
			i++
		}
	}
	switch {
	case lengths[256] == 0:
		return false, dataError("invalid code -- missing end-of-block")
	case !z.own[0].build(lengths[:nlit], literalRoot, literalEntry, true):
		return false, dataError("invalid literal/lengths set")
	case !z.own[1].build(lengths[nlit:nlit+ndist], distanceRoot, distanceEntry, true):
		return false, dataError("invalid distances set")
	}
	return true, nil
}

// copyMatch appends n bytes from distance bytes back; there is room.
func (z *inflater) copyMatch(n, distance int) {
	from := len(z.out) - distance
	if distance >= n {
		z.out = append(z.out, z.out[from:from+n]...)
		return
	}
	at := len(z.out)
	z.out = z.out[:at+n]
	done := copy(z.out[at:], z.out[from:at])
	for done < n { // what was copied repeats
		done += copy(z.out[at+done:], z.out[from:at+done])
	}
}

// codes decodes a compressed block: fast while there is plenty of input and room, carefully at their ends. It leaves the
// state as it is when it stops for want of either.
func (z *inflater) codes() (outcome, error) {
	for {
		if len(z.in)-z.pos >= 8 && z.limit-len(z.out) >= 258 {
			if err := z.room(258); err != nil {
				return needInput, err
			}
			if err := z.fast(); err != nil || z.state != inCodes {
				return needInput, err
			}
			if cap(z.out)-len(z.out) < 258 && len(z.in)-z.pos >= 8 {
				continue
			}
		}
		bits, n, pos := z.bits, z.n, z.pos
		again := func() (outcome, error) {
			z.bits, z.n, z.pos = bits, n, pos
			return needInput, nil
		}
		e, ok := z.symbol(z.literals)
		if !ok {
			return again()
		}
		switch e & entryKind {
		case entryLiteral:
			if len(z.out) >= z.limit {
				z.bits, z.n, z.pos = bits, n, pos
				return outFull, nil
			}
			if err := z.room(1); err != nil {
				return needInput, err
			}
			z.out = append(z.out, byte(e>>16))
			continue
		case entryEnd:
			z.state = atBlock
			return needInput, nil
		case entryInvalid:
			return needInput, dataError("invalid literal/length code")
		}
		extra := uint(e >> 8 & 0xff)
		if !z.need(extra) {
			return again()
		}
		length := int(e>>16) + z.take(extra)
		if e, ok = z.symbol(z.matches); !ok {
			return again()
		}
		if e&entryKind != entryBase {
			return needInput, dataError("invalid distance code")
		}
		if extra = uint(e >> 8 & 0xff); !z.need(extra) {
			return again()
		}
		distance := int(e>>16) + z.take(extra)
		if distance > len(z.out) {
			return needInput, dataError("invalid distance too far back")
		}
		z.length, z.distance, z.state = length, distance, inMatch
		return needInput, nil
	}
}

// symbol takes the next code of a table; false: more input is needed.
func (z *inflater) symbol(h *huffman) (uint32, bool) {
	for {
		e := h.entries[z.bits&(1<<h.root-1)]
		if e&entryKind == entryTable {
			e = h.entries[e>>16+uint32(z.bits>>h.root&(1<<(e>>8&0xff)-1))]
		}
		if uint(e&31) <= z.n {
			z.take(uint(e & 31))
			return e, true
		}
		if !z.need(z.n + 1) {
			return 0, false
		}
	}
}

// fast decodes while at least 8 bytes of input and 258 bytes of room are left.
func (z *inflater) fast() error {
	in, pos, acc, n := z.in, z.pos, z.bits, z.n
	out := z.out
	literals, matches := z.literals.entries, z.matches.entries
	literalMask, distanceMask := uint64(1)<<z.literals.root-1, uint64(1)<<z.matches.root-1
	literalBits, distanceBits := z.literals.root&63, z.matches.root&63
	most := min(cap(out), z.limit) - 258
	var err error
	for pos+8 <= len(in) && len(out) <= most {
		// Fill up to at least 56 bits: enough for a length and a distance with their extra bits (48).
		b := in[pos : pos+8 : pos+8]
		acc |= (uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56) << (n & 63)
		pos += int((63 - n) >> 3)
		n |= 56
		e := literals[acc&literalMask]
		if e&entryKind == entryLiteral { // up to three short ones before the buffer runs low
			acc >>= e & 31
			n -= uint(e & 31)
			out = append(out, byte(e>>16))
			if len(out) > most {
				break
			}
			if e = literals[acc&literalMask]; e&entryKind == entryLiteral {
				acc >>= e & 31
				n -= uint(e & 31)
				out = append(out, byte(e>>16))
				continue
			}
			if n < 48 {
				continue
			}
		}
		if e&entryKind == entryTable {
			e = literals[e>>16+uint32(acc>>literalBits&(1<<(e>>8&31)-1))]
		}
		acc >>= e & 31
		n -= uint(e & 31)
		if e&entryKind == entryLiteral {
			out = append(out, byte(e>>16))
			continue
		}
		if e&entryKind != entryBase {
			if e&entryKind == entryEnd {
				z.state = atBlock
			} else {
				err = dataError("invalid literal/length code")
			}
			break
		}
		extra := uint(e >> 8 & 31)
		length := int(e>>16) + int(acc&(1<<extra-1))
		acc >>= extra
		n -= extra
		e = matches[acc&distanceMask]
		if e&entryKind == entryTable {
			e = matches[e>>16+uint32(acc>>distanceBits&(1<<(e>>8&31)-1))]
		}
		acc >>= e & 31
		n -= uint(e & 31)
		if e&entryKind != entryBase {
			err = dataError("invalid distance code")
			break
		}
		extra = uint(e >> 8 & 31)
		distance := int(e>>16) + int(acc&(1<<extra-1))
		acc >>= extra
		n -= extra
		at := len(out)
		from := at - distance
		if from < 0 {
			err = dataError("invalid distance too far back")
			break
		}
		out = out[:at+length]
		if distance >= length {
			copy(out[at:], out[from:from+length])
		} else {
			for done := 0; done < length; {
				done += copy(out[at+done:], out[from:at+done])
			}
		}
	}
	// Bytes that are whole in the buffer were counted as read; bits above n are a preview of what follows.
	acc &= 1<<(n&63) - 1
	z.pos, z.bits, z.n, z.out = pos, acc, n, out
	return err
}

// unused gives whole bytes of the bit buffer back, as far as they came from the current input.
func (z *inflater) unused() {
	for z.n >= 8 && z.pos > 0 {
		z.n -= 8
		z.pos--
	}
	z.bits &= 1<<z.n - 1
}

// slide drops output that no match can refer to any more and that has been delivered.
func (z *inflater) slide() {
	if len(z.out) > 4*windowSize {
		n := copy(z.out, z.out[len(z.out)-windowSize:])
		z.out = z.out[:n]
	}
}
