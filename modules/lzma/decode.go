// This file decodes LZMA and LZMA2 as the input comes: each byte of output as soon as what it depends on was read.
// Source: I. Pavlov, "LZMA specification" (2015); "The .xz File Format", section 5.3.1 (LZMA2).

package lzma

import (
	"errors"
	"io"
)

var errData = errors.New("Corrupt input data")

// source is what decoders read from.
type source interface {
	io.Reader
	io.ByteReader
	Buffered() int // how many bytes can be read without waiting
}

// longestSymbol is more than a symbol takes of the input.
const longestSymbol = 24

const (
	probabilityBits = 11
	half            = 1 << (probabilityBits - 1)
	adaptation      = 5
	rangeTop        = 1 << 24
)

type probability = uint16

func reset(p []probability) {
	for i := range p {
		p[i] = half
	}
}

// rangeDecoder reads bits of known probability.
type rangeDecoder struct {
	in          source
	width, code uint32
	read        int64 // bytes
	err         error // the first one of in
}

func (d *rangeDecoder) start() {
	d.width, d.code, d.read = 0xFFFFFFFF, 0, 0
	if d.next() != 0 && d.err == nil {
		d.err = errData
	}
	for range 4 {
		d.code = d.code<<8 | uint32(d.next())
	}
	if d.code == d.width && d.err == nil {
		d.err = errData
	}
}

func (d *rangeDecoder) next() byte {
	if d.err != nil {
		return 0
	}
	b, err := d.in.ReadByte()
	if err != nil {
		d.err = err
	}
	d.read++
	return b
}

func (d *rangeDecoder) normalize() {
	if d.width < rangeTop {
		d.width <<= 8
		d.code = d.code<<8 | uint32(d.next())
	}
}

func (d *rangeDecoder) bit(p *probability) uint32 {
	d.normalize()
	bound := (d.width >> probabilityBits) * uint32(*p)
	if d.code < bound {
		d.width = bound
		*p += (1<<probabilityBits - *p) >> adaptation
		return 0
	}
	d.width -= bound
	d.code -= bound
	*p -= *p >> adaptation
	return 1
}

// tree reads a number of that many bits, the highest first.
func (d *rangeDecoder) tree(p []probability, bits int) uint32 {
	m := uint32(1)
	for range bits {
		m = m<<1 | d.bit(&p[m])
	}
	return m - 1<<bits
}

// reverseTree reads a number, the lowest bit first.
func (d *rangeDecoder) reverseTree(p []probability, bits int) uint32 {
	m, n := uint32(1), uint32(0)
	for i := range bits {
		b := d.bit(&p[m])
		m = m<<1 | b
		n |= b << i
	}
	return n
}

// direct reads bits that are as likely as not.
func (d *rangeDecoder) direct(bits int) uint32 {
	n := uint32(0)
	for range bits {
		d.normalize()
		d.width >>= 1
		n <<= 1
		if d.code >= d.width {
			d.code -= d.width
			n |= 1
		}
	}
	return n
}

const (
	states       = 12
	posStates    = 16
	lenStates    = 4
	shortestCopy = 2
	firstModel   = 4  // distance slots from here have bits of their own
	endModel     = 14 // and from here also direct bits and aligned ones
	alignBits    = 4
)

// lengthDecoder reads lengths of copies, less the shortest.
type lengthDecoder struct {
	choice    [2]probability
	low, mid  [posStates][8]probability
	high      [256]probability
	positions uint32
}

func (l *lengthDecoder) reset() {
	reset(l.choice[:])
	for i := range l.low {
		reset(l.low[i][:])
		reset(l.mid[i][:])
	}
	reset(l.high[:])
}

func (l *lengthDecoder) read(d *rangeDecoder, posState uint32) uint32 {
	switch {
	case d.bit(&l.choice[0]) == 0:
		return d.tree(l.low[posState][:], 3)
	case d.bit(&l.choice[1]) == 0:
		return 8 + d.tree(l.mid[posState][:], 3)
	}
	return 16 + d.tree(l.high[:], 8)
}

// window is the last part of the output, which copies are taken from. It grows up to its size.
type window struct {
	buf    []byte
	size   int // of the dictionary
	at     int // where the next byte goes
	total  int64
	charge func(int64) error
}

func (w *window) put(b byte) error {
	if w.at == len(w.buf) {
		if len(w.buf) == w.size {
			w.at = 0
		} else if err := w.grow(); err != nil {
			return err
		}
	}
	w.buf[w.at] = b
	w.at++
	w.total++
	return nil
}

func (w *window) grow() error {
	size := min(w.size, max(1<<12, 2*len(w.buf)))
	if err := w.charge(int64(size)); err != nil {
		return err
	}
	buf := make([]byte, size)
	copy(buf, w.buf)
	w.buf = buf
	return nil
}

// back returns the byte that is distance+1 back.
func (w *window) back(distance uint32) byte {
	i := w.at - 1 - int(distance)
	if i < 0 {
		i += len(w.buf)
	}
	return w.buf[i]
}

// has reports whether the output goes back that far.
func (w *window) has(distance uint32) bool {
	return int64(distance) < w.total && int64(distance) < int64(w.size)
}

func (w *window) clear() { w.at, w.total = 0, 0 }

// decoder decodes LZMA symbols.
type decoder struct {
	rangeDecoder
	window
	lc, lp, pb int

	literal                  []probability
	match, longRep           [states][posStates]probability
	rep, repG0, repG1, repG2 [states]probability
	slot                     [lenStates][64]probability
	special                  [1 << (endModel / 2)]probability
	align                    [1 << alignBits]probability
	matchLength, repLength   lengthDecoder

	state    int
	reps     [4]uint32
	pending  int // bytes of a copy that weren't asked for yet
	finished bool
}

// properties sets lc, lp and pb from the byte that has them.
func (d *decoder) properties(b byte) error {
	if b >= 9*5*5 {
		return errData
	}
	d.lc, d.lp, d.pb = int(b%9), int(b/9%5), int(b/45)
	return nil
}

func (d *decoder) resetState() {
	size := 0x300 << (d.lc + d.lp)
	if len(d.literal) != size {
		d.literal = make([]probability, size)
	}
	reset(d.literal)
	for i := range d.match {
		reset(d.match[i][:])
		reset(d.longRep[i][:])
	}
	for _, p := range [][]probability{d.rep[:], d.repG0[:], d.repG1[:], d.repG2[:], d.special[:], d.align[:]} {
		reset(p)
	}
	for i := range d.slot {
		reset(d.slot[i][:])
	}
	d.matchLength.reset()
	d.repLength.reset()
	d.state, d.reps, d.pending, d.finished = 0, [4]uint32{}, 0, false
}

// decode reads at least a byte into p, and as much as can be had without waiting for input. It stops early at the end marker
// and at an error.
func (d *decoder) decode(p []byte) (n int, err error) {
	for n < len(p) && !d.finished {
		if d.pending == 0 {
			if n > 0 && d.in.Buffered() < longestSymbol {
				return n, nil
			}
			literal, err := d.symbol()
			if d.rangeDecoder.err != nil {
				return n, d.rangeDecoder.err
			}
			if err != nil {
				return n, err
			}
			if literal >= 0 {
				if err := d.put(byte(literal)); err != nil {
					return n, err
				}
				p[n] = byte(literal)
				n++
			}
			continue
		}
		for d.pending > 0 && n < len(p) {
			b := d.back(d.reps[0])
			if err := d.put(b); err != nil {
				return n, err
			}
			p[n] = b
			n++
			d.pending--
		}
	}
	return n, nil
}

// symbol reads a literal, or the length of a copy into d.pending; then literal is -1.
func (d *decoder) symbol() (literal int, err error) {
	posState := uint32(d.total) & (1<<d.pb - 1)
	if d.bit(&d.match[d.state][posState]) == 0 {
		return int(d.readLiteral()), nil
	}
	length := uint32(0)
	if d.bit(&d.rep[d.state]) == 0 {
		d.reps[3], d.reps[2], d.reps[1] = d.reps[2], d.reps[1], d.reps[0]
		length = d.matchLength.read(&d.rangeDecoder, posState)
		d.after(7, 10)
		d.reps[0] = d.distance(length)
		if d.reps[0] == 0xFFFFFFFF {
			d.normalize()
			d.finished = true
			if d.code != 0 && d.rangeDecoder.err == nil {
				return -1, errData
			}
			return -1, nil
		}
	} else {
		if d.total == 0 {
			return -1, errData
		}
		if d.bit(&d.repG0[d.state]) == 0 {
			if d.bit(&d.longRep[d.state][posState]) == 0 {
				d.after(9, 11)
				if !d.has(d.reps[0]) {
					return -1, errData
				}
				return int(d.back(d.reps[0])), nil
			}
		} else {
			chosen := d.reps[1]
			if d.bit(&d.repG1[d.state]) == 1 {
				chosen = d.reps[2]
				if d.bit(&d.repG2[d.state]) == 1 {
					chosen = d.reps[3]
					d.reps[3] = d.reps[2]
				}
				d.reps[2] = d.reps[1]
			}
			d.reps[1], d.reps[0] = d.reps[0], chosen
		}
		length = d.repLength.read(&d.rangeDecoder, posState)
		d.after(8, 11)
	}
	if d.rangeDecoder.err == nil && !d.has(d.reps[0]) {
		return -1, errData
	}
	d.pending = int(length) + shortestCopy
	return -1, nil
}

// after goes to the state behind a copy: one if literals came before, else another.
func (d *decoder) after(literals, other int) {
	if d.state < 7 {
		d.state = literals
	} else {
		d.state = other
	}
}

func (d *decoder) readLiteral() byte {
	previous := uint32(0)
	if d.total > 0 {
		previous = uint32(d.back(0))
	}
	context := (uint32(d.total)&(1<<d.lp-1))<<d.lc + previous>>(8-d.lc)
	p := d.literal[0x300*context:][:0x300]
	symbol := uint32(1)
	if d.state >= 7 {
		for matched := uint32(d.back(d.reps[0])); symbol < 0x100; {
			expected := matched >> 7 & 1
			matched <<= 1
			bit := d.bit(&p[(1+expected)<<8+symbol])
			symbol = symbol<<1 | bit
			if bit != expected {
				break
			}
		}
	}
	for symbol < 0x100 {
		symbol = symbol<<1 | d.bit(&p[symbol])
	}
	switch {
	case d.state < 4:
		d.state = 0
	case d.state < 10:
		d.state -= 3
	default:
		d.state -= 6
	}
	return byte(symbol)
}

// distance reads how far back a copy begins, less one.
func (d *decoder) distance(length uint32) uint32 {
	slot := d.tree(d.slot[min(length, lenStates-1)][:], 6)
	if slot < firstModel {
		return slot
	}
	bits := int(slot>>1) - 1
	base := (2 | slot&1) << bits
	if slot < endModel {
		return base + d.reverseTree(d.special[base-slot:], bits)
	}
	base += d.direct(bits-alignBits) << alignBits
	return base + d.reverseTree(d.align[:], alignBits)
}

// lzma1Reader is a stream of LZMA with an end marker, or of known size.
type lzma1Reader struct {
	decoder
	left int64 // bytes, or -1
	done bool
}

// newLZMA1Reader reads the first bytes of the stream. size < 0: the end is marked.
func newLZMA1Reader(in source, f *filter, size int64, charge func(int64) error) (io.Reader, error) {
	r := &lzma1Reader{left: size}
	r.lc, r.lp, r.pb = f.lc, f.lp, f.pb
	r.window.size, r.charge, r.in = int(max(f.dict, 1<<12)), charge, in
	r.resetState()
	r.start()
	return r, r.rangeDecoder.err
}

func (r *lzma1Reader) Read(p []byte) (n int, err error) {
	if r.done {
		return 0, io.EOF
	}
	if r.left >= 0 && int64(len(p)) > r.left {
		p = p[:r.left]
	}
	if len(p) > 0 {
		n, err = r.decode(p)
	}
	if err != nil {
		return n, err
	}
	if r.left >= 0 {
		r.left -= int64(n)
	}
	switch {
	case r.finished:
		r.done = true
		if r.left > 0 {
			return n, errData
		}
	case r.left == 0:
		r.done = true
		if r.pending > 0 {
			return n, errData
		}
		if r.normalize(); r.code != 0 && r.rangeDecoder.err == nil { // an end marker may follow
			if _, err := r.symbol(); err != nil || !r.finished {
				return n, errData
			}
		}
		if r.rangeDecoder.err != nil {
			return n, r.rangeDecoder.err
		}
	}
	return n, nil
}

// lzma2Reader is a stream of chunks of LZMA or of bytes as they are.
type lzma2Reader struct {
	decoder
	left, packed int // bytes of the chunk
	plain        bool
	ready        bool // the dictionary was reset
	state, props bool // they were set
	done         bool
}

func newLZMA2Reader(in source, f *filter, charge func(int64) error) io.Reader {
	r := &lzma2Reader{}
	r.window.size, r.charge, r.in = int(max(f.dict, 1<<12)), charge, in
	return r
}

func (r *lzma2Reader) Read(p []byte) (n int, err error) {
	for r.left == 0 {
		if r.done {
			return 0, io.EOF
		}
		if err := r.chunk(); err != nil {
			return 0, err
		}
	}
	p = p[:min(len(p), r.left)]
	if r.plain {
		n, err = r.in.Read(p)
		for _, b := range p[:n] {
			if err := r.put(b); err != nil {
				return 0, err
			}
		}
	} else {
		n, err = r.decode(p)
	}
	if err != nil {
		return n, err
	}
	r.left -= n
	if r.finished || !r.plain && (r.read > int64(r.packed) || r.left == 0 && !r.complete()) {
		return n, errData
	}
	return n, r.rangeDecoder.err
}

// complete reports whether the compressed chunk ends where its header said.
func (r *lzma2Reader) complete() bool {
	r.normalize()
	return r.pending == 0 && r.code == 0 && r.read == int64(r.packed)
}

// chunk reads the header of a chunk.
func (r *lzma2Reader) chunk() error {
	var header [6]byte
	read := func(n int) []byte {
		_, err := io.ReadFull(r.in, header[:n])
		if r.rangeDecoder.err == nil {
			r.rangeDecoder.err = err
		}
		return header[:n]
	}
	control := read(1)[0]
	if r.rangeDecoder.err != nil {
		return r.rangeDecoder.err
	}
	switch {
	case control == 0:
		r.done = true
		return nil
	case control >= 0xE0 || control == 1:
		r.clear()
		r.ready = true
		r.props = r.props && control == 1
	case !r.ready:
		return errData
	}
	if control < 0x80 {
		if control > 2 {
			return errData
		}
		b := read(2)
		r.left, r.plain = int(b[0])<<8|int(b[1])+1, true
		return r.rangeDecoder.err
	}
	b := read(4)
	r.left = int(control&0x1F)<<16 | int(b[0])<<8 | int(b[1])
	r.packed = int(b[2])<<8 | int(b[3])
	r.left++
	r.packed++
	r.plain = false
	if r.rangeDecoder.err != nil {
		return r.rangeDecoder.err
	}
	switch {
	case control >= 0xC0:
		if err := r.properties(read(1)[0]); err != nil || r.lc+r.lp > 4 {
			return errData
		}
		r.props = true
		r.resetState()
	case !r.props:
		return errData
	case control >= 0xA0:
		r.resetState()
	}
	r.start()
	return r.rangeDecoder.err
}
