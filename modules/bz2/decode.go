// This file decodes the format bzip2: a stream at a time and no byte beyond its end, which decoders for files don't promise.
// Source: J. Tsai, "BZIP2: Format Specification" (2016).

package bz2

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"math/bits"
)

var errData = errors.New("Invalid data stream")

// input is what streams are read from. Buffered is how many bytes are there.
type input interface {
	io.ByteReader
	Buffered() int
}

// reader reads the blocks of a stream.
type reader struct {
	in        input
	bits      uint64
	have      uint
	blockSize int
	crc       uint32 // of all blocks so far
	block     []uint32
	out       []byte // what is decoded and not read yet
	err       error
}

func newReader(in input) (*reader, error) {
	r := &reader{in: in}
	for _, want := range []byte("BZh") {
		c, err := in.ReadByte()
		if err != nil {
			return nil, err
		}
		if c != want {
			return nil, errData
		}
	}
	level, err := in.ReadByte()
	if err != nil {
		return nil, err
	}
	if level < '1' || level > '9' {
		return nil, errData
	}
	r.blockSize = int(level-'0') * 100_000
	return r, nil
}

func (r *reader) Read(b []byte) (int, error) {
	for len(r.out) == 0 && r.err == nil {
		r.err = r.next()
	}
	n := copy(b, r.out)
	r.out = r.out[n:]
	if len(r.out) == 0 && r.err != nil {
		return n, r.err
	}
	return n, nil
}

// get reads up to 32 bits. Errors stay in r.err: callers look before they use what they read.
func (r *reader) get(n uint) uint32 {
	r.fill(n)
	r.have -= n
	return uint32(r.bits>>r.have) & uint32(1<<n-1)
}

// fill reads until n bits are there.
func (r *reader) fill(n uint) {
	for r.have < n {
		c, err := r.in.ReadByte()
		if err != nil {
			panic(err)
		}
		r.bits = r.bits<<8 | uint64(c)
		r.have += 8
	}
}

// next decodes a block, or the end of the stream.
func (r *reader) next() (err error) {
	defer func() {
		if p := recover(); p != nil {
			var ok bool
			if err, ok = p.(error); !ok {
				panic(p)
			}
		}
	}()
	const block, end = "\x31\x41\x59\x26\x53\x59", "\x17\x72\x45\x38\x50\x90"
	magic := block
	for i := range len(block) { // the first wrong byte is the end of it
		c := byte(r.get(8))
		if i == 0 && c == end[0] {
			magic = end
		}
		if c != magic[i] {
			return errData
		}
	}
	want := r.get(32)
	if magic == end {
		if want != r.crc {
			return errData
		}
		return io.EOF
	}
	randomised := r.get(1) == 1
	origin := int(r.get(24))
	if randomised {
		return errData // by versions before 0.9.5 only
	}
	count, err := r.symbols()
	if err != nil {
		return err
	}
	if origin >= count {
		return errData
	}
	if err := r.invert(count, origin, want); err != nil {
		return err
	}
	r.crc = (r.crc<<1 | r.crc>>31) ^ want
	return nil
}

// quickBits is the length of the codes that are found at once.
const quickBits = 8

// code is a canonical Huffman code: for each length the first code, the place of its symbol, and the number of codes.
type code struct {
	first, place, count [22]uint32
	symbols             []uint16
	quick               [1 << quickBits]uint16 // by the next bits: a symbol and, in the lowest four bits, its length; or 0
}

func newCode(lengths []uint8) *code {
	c := &code{}
	for _, n := range lengths {
		c.count[n]++
	}
	next, place := uint32(0), uint32(0)
	for n := 1; n < len(c.count); n++ {
		c.first[n], c.place[n] = next, place
		place += c.count[n]
		next = (next + c.count[n]) << 1
	}
	c.symbols = make([]uint16, len(lengths))
	filled := c.place
	for symbol, n := range lengths {
		c.symbols[filled[n]] = uint16(symbol)
		if at := (c.first[n] + filled[n] - c.place[n]) << (quickBits - min(n, quickBits)); n <= quickBits && at < 1<<quickBits {
			for i := range uint32(1) << (quickBits - n) {
				c.quick[at+i] = uint16(symbol)<<4 | uint16(n)
			}
		}
		filled[n]++
	}
	return c
}

// symbol reads a symbol. It waits for no bit that doesn't belong to it: the data of a block are there when its last symbol is.
func (r *reader) symbol(c *code) uint16 {
	if r.have < quickBits { // some bytes more are no part of what may follow the stream: behind each block there are ten
		for range min(r.in.Buffered(), 4) {
			r.fill(r.have + 1)
		}
	}
	if r.have >= quickBits {
		if q := c.quick[byte(r.bits>>(r.have-quickBits))]; q != 0 {
			r.have -= uint(q & 15)
			return q >> 4
		}
	}
	v := uint32(0)
	for n := 1; n < len(c.count); n++ {
		v = v<<1 | r.get(1)
		if i := v - c.first[n]; v >= c.first[n] && i < c.count[n] {
			return c.symbols[c.place[n]+i]
		}
	}
	panic(errData)
}

// symbols decodes Huffman codes, moves to front and runs into r.block, and returns the number of bytes.
func (r *reader) symbols() (int, error) {
	var front []byte
	used := r.get(16)
	for i := range 16 {
		if used>>(15-i)&1 == 0 {
			continue
		}
		part := r.get(16)
		for k := range 16 {
			if part>>(15-k)&1 == 1 {
				front = append(front, byte(i*16+k))
			}
		}
	}
	tables, selectors := int(r.get(3)), int(r.get(15))
	if len(front) == 0 || tables < 2 || tables > 6 || selectors == 0 {
		return 0, errData
	}
	order := []uint8{0, 1, 2, 3, 4, 5}[:tables]
	choice := make([]uint8, selectors)
	for i := range choice {
		k := 0
		for r.get(1) == 1 {
			if k++; k >= tables {
				return 0, errData
			}
		}
		v := order[k]
		copy(order[1:k+1], order[:k])
		order[0] = v
		choice[i] = v
	}
	size := len(front) + 2
	codes := make([]*code, tables)
	for i := range codes {
		lengths := make([]uint8, size)
		length := int(r.get(5))
		for k := range lengths {
			for {
				if length < 1 || length > 20 {
					return 0, errData
				}
				if r.get(1) == 0 {
					break
				}
				length += 1 - 2*int(r.get(1))
			}
			lengths[k] = uint8(length)
		}
		codes[i] = newCode(lengths)
	}
	if size := min(50*selectors, r.blockSize); cap(r.block) < size { // more symbols there aren't, though they may stand for more bytes
		r.block = make([]uint32, 0, size)
	}
	r.block = r.block[:0]
	run, weight := 0, 1
	for group := 0; ; group++ {
		if group >= len(choice) {
			return 0, errData
		}
		c := codes[choice[group]]
		for range 50 {
			s := int(r.symbol(c))
			if s < 2 { // a digit of the length of a run, in base 2 with the digits 1 and 2
				if weight > r.blockSize {
					return 0, errData
				}
				run += weight << s
				weight <<= 1
				continue
			}
			if run > 0 {
				if run > r.blockSize-len(r.block) {
					return 0, errData
				}
				for ; run > 0; run-- {
					r.block = append(r.block, uint32(front[0]))
				}
				weight = 1
			}
			if s == size-1 {
				return len(r.block), nil
			}
			if len(r.block) >= r.blockSize {
				return 0, errData
			}
			v := front[s-1]
			copy(front[1:s], front[:s-1])
			front[0] = v
			r.block = append(r.block, uint32(v))
		}
	}
}

// invert undoes the transform of Burrows and Wheeler, and the runs of the input, into r.out.
func (r *reader) invert(count, origin int, want uint32) error {
	var start [257]uint32
	block := r.block[:count]
	for _, v := range block {
		start[v&0xff+1]++
	}
	for i := range 256 {
		start[i+1] += start[i]
	}
	for i := range block { // the upper bits of a place hold where the next byte is
		v := block[i] & 0xff
		block[start[v]] |= uint32(i) << 8
		start[v]++
	}
	out := make([]byte, 0, count)
	at := block[origin] >> 8
	last, same := -1, 0
	for range count {
		entry := block[at]
		v := byte(entry)
		at = entry >> 8
		if same == 4 {
			for range v {
				out = append(out, byte(last))
			}
			last, same = -1, 0
			continue
		}
		if int(v) == last {
			same++
		} else {
			last, same = int(v), 1
		}
		out = append(out, v)
	}
	if checksum(out) != want {
		return errData
	}
	r.out = out
	return nil
}

// checksum is the CRC-32 of data with the highest bit first: that with the lowest first of bytes whose bits are reversed.
func checksum(data []byte) uint32 {
	var reversed [512]byte
	crc := uint32(0)
	for len(data) > 0 {
		n := copy(reversed[:], data)
		data = data[n:]
		for i := 0; i < n; i += 8 {
			word := reversed[i : i+8]
			binary.BigEndian.PutUint64(word, bits.Reverse64(binary.LittleEndian.Uint64(word)))
		}
		crc = crc32.Update(crc, crc32.IEEETable, reversed[:n])
	}
	return bits.Reverse32(crc)
}
