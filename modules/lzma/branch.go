// This file holds the filters that come before LZMA: differences of bytes, and branches of machine code whose targets are
// made absolute. Source: "The .xz File Format", section 5.3.2 and 5.3.3.

package lzma

import (
	"encoding/binary"
	"io"
)

// delta keeps the last bytes.
type delta struct {
	distance byte // 0: 256
	past     [256]byte
	at       byte
}

func (d *delta) decode(p []byte) {
	for i := range p {
		p[i] += d.past[d.at-d.distance]
		d.past[d.at] = p[i]
		d.at++
	}
}

func (d *delta) encode(dst, p []byte) []byte {
	for _, b := range p {
		dst = append(dst, b-d.past[d.at-d.distance])
		d.past[d.at] = b
		d.at++
	}
	return dst
}

type deltaReader struct {
	delta
	r io.Reader
}

func (r *deltaReader) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	r.decode(p[:n])
	return n, err
}

type deltaWriter struct {
	delta
	w io.WriteCloser
}

func (w *deltaWriter) Write(p []byte) (int, error) {
	if _, err := w.w.Write(w.encode(make([]byte, 0, len(p)), p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (w *deltaWriter) Close() error { return w.w.Close() }

// machine describes how a kind of machine code branches.
type machine struct {
	step    int // instructions begin at multiples of it
	size    int // bytes that convert looks at
	convert func(b *branch, code []byte, at uint32) (skip int)
}

// branches are the machines by the filter's id. convert changes the instruction at the start of code, which stands at at,
// if it is a branch, and returns how many bytes are done.
var branches = map[uint64]machine{
	filterX86:      {1, 5, (*branch).x86},
	filterPowerPC:  {4, 4, (*branch).powerPC},
	filterIA64:     {16, 16, (*branch).ia64},
	filterARM:      {4, 4, (*branch).arm},
	filterARMThumb: {2, 4, (*branch).armThumb},
	filterSPARC:    {4, 4, (*branch).sparc},
}

// branch is a filter of machine code at work.
type branch struct {
	machine
	encoding bool
	at       uint32 // where the data begins that comes next
	history  uint32 // x86: which of the last bytes may belong to a branch
	last     uint32 // x86: where the last byte was that may begin a branch
}

func newBranch(f *filter, encoding bool) branch {
	return branch{machine: branches[f.id], encoding: encoding, at: f.offset, last: f.offset - 5}
}

// run changes code in place and returns how much is done; the rest can't be looked at before more is there.
func (b *branch) run(code []byte) (done int) {
	for done+b.size <= len(code) {
		done += b.convert(b, code[done:], b.at+uint32(done))
	}
	done = min(done, len(code))
	b.at += uint32(done)
	return done
}

// moved makes a relative target absolute, or back; from is what it is relative to.
func (b *branch) moved(target, from uint32) uint32 {
	if b.encoding {
		return target + from
	}
	return target - from
}

func (b *branch) arm(code []byte, at uint32) int {
	if code[3] == 0xEB {
		target := uint32(code[0]) | uint32(code[1])<<8 | uint32(code[2])<<16
		target = b.moved(target<<2, at+8) >> 2
		code[0], code[1], code[2] = byte(target), byte(target>>8), byte(target>>16)
	}
	return 4
}

func (b *branch) armThumb(code []byte, at uint32) int {
	if code[1]&0xF8 != 0xF0 || code[3]&0xF8 != 0xF8 {
		return 2
	}
	target := uint32(code[1]&7)<<19 | uint32(code[0])<<11 | uint32(code[3]&7)<<8 | uint32(code[2])
	target = b.moved(target<<1, at+4) >> 1
	code[1], code[0] = 0xF0|byte(target>>19)&7, byte(target>>11)
	code[3], code[2] = 0xF8|byte(target>>8)&7, byte(target)
	return 4
}

func (b *branch) powerPC(code []byte, at uint32) int {
	if word := binary.BigEndian.Uint32(code); word>>26 == 0x12 && word&3 == 1 {
		target := b.moved(word&0x03FFFFFC, at)
		binary.BigEndian.PutUint32(code, 0x12<<26|target&0x03FFFFFC|1)
	}
	return 4
}

func (b *branch) sparc(code []byte, at uint32) int {
	if word := binary.BigEndian.Uint32(code); word>>22 == 0x100 || word>>22 == 0x1FF {
		target := b.moved(word<<2, at) >> 2
		high := uint32(0)
		if target&(1<<22) != 0 {
			high = 0x3FC00000
		}
		binary.BigEndian.PutUint32(code, 1<<30|high|target&0x3FFFFF)
	}
	return 4
}

// ia64Branches tells by template which of the three instructions of a bundle may be branches, one bit each.
var ia64Branches = [32]byte{16: 4, 17: 4, 18: 6, 19: 6, 22: 7, 23: 7, 24: 4, 25: 4, 28: 4, 29: 4}

func (b *branch) ia64(code []byte, at uint32) int {
	mask := ia64Branches[code[0]&0x1F]
	for i := range 3 {
		if mask>>i&1 == 0 {
			continue
		}
		first := 5 + 41*i
		part, shift := code[first/8:][:6], first%8
		word := uint64(0)
		for k := 5; k >= 0; k-- {
			word = word<<8 | uint64(part[k])
		}
		instruction := word >> shift
		if instruction>>37&0xF != 5 || instruction>>9&7 != 0 {
			continue
		}
		target := uint32(instruction>>13&0xFFFFF) | uint32(instruction>>36&1)<<20
		target = b.moved(target<<4, at) >> 4
		instruction &^= 0x8FFFFF << 13
		instruction |= uint64(target&0xFFFFF)<<13 | uint64(target>>20&1)<<36
		word = word&(1<<shift-1) | instruction<<shift
		for k := range part {
			part[k] = byte(word >> (8 * k))
		}
	}
	return 16
}

// x86 converts CALL and JMP. Bytes that look like them may be part of another branch's target; history has a bit for each of the
// last bytes that did, and higher ones for those that were followed by the high byte of a target.
func (b *branch) x86(code []byte, at uint32) int {
	if code[0] != 0xE8 && code[0] != 0xE9 {
		return 1
	}
	gap := at - b.last
	b.last = at
	if gap > 5 {
		b.history = 0
	} else {
		for range gap {
			b.history = b.history & 0x77 << 1
		}
	}
	overlap := b.history >> 1
	if !highByte(code[4]) || overlap >= 0x10 || overlap&7 == 3 || overlap&7 > 4 {
		b.history |= 1
		if highByte(code[4]) {
			b.history |= 0x10
		}
		return 1
	}
	target := binary.LittleEndian.Uint32(code[1:])
	for {
		target = b.moved(target, at+5)
		if b.history == 0 {
			break
		}
		keep := 8 * [...]uint{0, 1, 2, 2, 3}[overlap&7]
		if !highByte(byte(target >> (24 - keep))) {
			break
		}
		target ^= 1<<(32-keep) - 1
	}
	target &= 0x01FFFFFF
	if target&0x01000000 != 0 {
		target |= 0xFF000000
	}
	binary.LittleEndian.PutUint32(code[1:], target)
	b.history = 0
	return 5
}

// highByte reports whether a byte may be the highest one of a target.
func highByte(b byte) bool { return b == 0 || b == 0xFF }

type branchReader struct {
	branch
	r    io.Reader
	buf  []byte
	done int   // bytes of buf that are ready
	err  error // of r
}

func (r *branchReader) Read(p []byte) (int, error) {
	for r.done == 0 && r.err == nil {
		size := len(r.buf)
		r.buf = append(r.buf, make([]byte, 512)...)
		var n int
		n, r.err = r.r.Read(r.buf[size:])
		r.buf = r.buf[:size+n]
		if r.done = r.run(r.buf); r.err == io.EOF {
			r.done = len(r.buf)
		}
	}
	n := copy(p, r.buf[:r.done])
	r.buf = append(r.buf[:0], r.buf[n:]...)
	r.done -= n
	if n == 0 {
		return 0, r.err
	}
	return n, nil
}

type branchWriter struct {
	branch
	w   io.WriteCloser
	buf []byte
}

func (w *branchWriter) Write(p []byte) (int, error) {
	w.buf = append(w.buf, p...)
	n := w.run(w.buf)
	if _, err := w.w.Write(w.buf[:n]); err != nil {
		return 0, err
	}
	w.buf = append(w.buf[:0], w.buf[n:]...)
	return len(p), nil
}

func (w *branchWriter) Close() error {
	if _, err := w.w.Write(w.buf); err != nil {
		return err
	}
	return w.w.Close()
}
