// This file decodes the formats around DEFLATE data: zlib (RFC 1950), gzip (RFC 1952), or none.

package zlib

import (
	"encoding/binary"
	"hash/crc32"
	"math"
)

// format is how DEFLATE data is wrapped.
type format uint8

const (
	formatRaw format = iota
	formatZlib
	formatGzip
	formatAuto // zlib or gzip
)

// splitWindow reads a wbits argument: a number of bits, and by its range a format.
func splitWindow(wbits int) (f format, window int, ok bool) {
	switch {
	case wbits < 0:
		f, window = formatRaw, -wbits
	case wbits < 16:
		f, window = formatZlib, wbits
	case wbits < 32:
		f, window = formatGzip, wbits-16
	case wbits < 48:
		f, window = formatAuto, wbits-32
	default:
		return 0, 0, false
	}
	return f, window, window >= 8 && window <= 15
}

// needDictionary is the error of a stream that was compressed with a dictionary that isn't there.
type needDictionary struct{}

func (needDictionary) Error() string { return "need dictionary" }

// wrongDictionary is the error of a dictionary that isn't the stream's.
type wrongDictionary struct{}

func (wrongDictionary) Error() string { return "invalid input data" }

// decoder decodes a stream with its head and tail.
type decoder struct {
	inflater
	format     format
	window     int // bits at most; 0: as the stream says
	dictionary []byte
	hasDict    bool
	part       part
	start      int  // where in out the output of the current call begins
	flags      byte // of the gzip head
	skip       int
	headSum    uint32
	sum        uint32 // checksum of the output
	size       uint32 // of the output, modulo 1<<32
	done       bool
}

// part is where in a stream the decoder is.
type part uint8

const (
	partHead part = iota
	partExtraLength
	partExtra
	partName
	partComment
	partHeadSum
	partDictionary
	partData
	partTail
	partEnd
)

// The flag bits of a gzip head.
const (
	gzipHeadSum = 1 << (iota + 1)
	gzipExtra
	gzipName
	gzipComment
)

func newDecoder(wbits int, charge func(n int64) error) (*decoder, bool) {
	if wbits == 0 {
		return &decoder{format: formatZlib, inflater: inflater{charge: charge}}, true
	}
	f, window, ok := splitWindow(wbits)
	if !ok && !(window == 0 && (f == formatGzip || f == formatAuto)) {
		return nil, false
	}
	d := &decoder{format: f, window: window, inflater: inflater{charge: charge}}
	if f == formatRaw {
		d.part = partData
	}
	return d, true
}

// setDictionary gives the decoder a dictionary: raw data begins with it in the window.
func (d *decoder) setDictionary(dict []byte) {
	d.dictionary, d.hasDict = dict, true
	if d.format == formatRaw {
		d.out = append(d.out, dict[max(0, len(dict)-windowSize):]...)
	}
}

// clone copies the state; what was delivered of the output may be shared.
func (d *decoder) clone() *decoder {
	c := *d
	c.in = append([]byte(nil), d.in...)
	c.out = append([]byte(nil), d.out...)
	for i := range c.own {
		c.own[i].entries = append([]uint32(nil), d.own[i].entries...)
		if d.literals == &d.own[i] {
			c.literals = &c.own[i]
		}
		if d.matches == &d.own[i] {
			c.matches = &c.own[i]
		}
	}
	return &c
}

// decode decodes data, up to max bytes of output (negative: any number). The output aliases the window: it is valid until the
// next call. rest is what of data was not used; all of it counts as used when more input is needed.
func (d *decoder) decode(data []byte, most int) (out, rest []byte, err error) {
	carried := len(d.in)
	if carried > 0 {
		d.in = append(d.in[:carried:carried], data...)
	} else {
		d.in = data
	}
	d.pos = 0
	d.slide()
	d.start = len(d.out)
	d.limit = math.MaxInt
	if most >= 0 {
		d.limit = d.start + most
	}
	stopped, err := d.parts()
	out = d.out[d.start:len(d.out):len(d.out)]
	if err != nil {
		d.in = nil
		return out, nil, err
	}
	if d.part == partEnd || stopped == outFull {
		d.unused()
		used := max(d.pos, carried)
		rest = data[used-carried:]
		d.in = append([]byte(nil), d.in[d.pos:used]...)
		d.done = d.part == partEnd
		return out, rest, nil
	}
	d.in = append([]byte(nil), d.in[d.pos:]...)
	return out, nil, nil
}

// fixed takes n bytes of head or tail, nil when there aren't so many.
func (d *decoder) fixed(n int) []byte {
	if len(d.in)-d.pos < n {
		return nil
	}
	b := d.in[d.pos : d.pos+n]
	d.pos += n
	return b
}

// parts goes through the parts of the stream.
func (d *decoder) parts() (outcome, error) {
	for {
		var ok bool
		var err error
		switch d.part {
		case partHead:
			ok, err = d.head()
		case partExtraLength:
			ok = true
			if d.flags&gzipExtra != 0 {
				var b []byte
				if b = d.headBytes(2); b == nil {
					return needInput, nil
				}
				d.skip = int(binary.LittleEndian.Uint16(b))
			}
			d.part = partExtra
		case partExtra:
			n := min(d.skip, len(d.in)-d.pos)
			d.headBytes(n)
			if d.skip -= n; d.skip == 0 {
				ok, d.part = true, partName
			}
		case partName, partComment:
			flag, next := byte(gzipName), partComment
			if d.part == partComment {
				flag, next = gzipComment, partHeadSum
			}
			ok = d.flags&flag == 0 || d.skipText()
			if ok {
				d.part = next
			}
		case partHeadSum:
			ok = true
			if d.flags&gzipHeadSum != 0 {
				b := d.fixed(2)
				if b == nil {
					return needInput, nil
				}
				if binary.LittleEndian.Uint16(b) != uint16(d.headSum) {
					return needInput, dataError("header crc mismatch")
				}
			}
			d.part = partData
		case partDictionary:
			if len(d.in)-d.pos < 4 {
				return needInput, nil
			}
			want := binary.BigEndian.Uint32(d.in[d.pos:])
			d.pos += 4
			switch {
			case !d.hasDict:
				return needInput, needDictionary{}
			case adler32(1, d.dictionary) != want:
				return needInput, wrongDictionary{}
			}
			d.insertDictionary()
			ok, d.part = true, partData
		case partData:
			start := len(d.out)
			why, err := d.run()
			d.summarize(d.out[start:])
			if err != nil || why != finished {
				return why, err
			}
			ok, d.part = true, partTail
		case partTail:
			ok, err = d.tail()
		case partEnd:
			return finished, nil
		}
		if err != nil || !ok {
			return needInput, err
		}
	}
}

// insertDictionary puts the dictionary in the window, which is empty.
func (d *decoder) insertDictionary() {
	dict := d.dictionary[max(0, len(d.dictionary)-windowSize):]
	d.out = append(make([]byte, 0, len(dict)+windowSize), dict...)
	d.start = len(dict)
	if d.limit != math.MaxInt {
		d.limit += len(dict)
	}
}

// head reads the first bytes of a head.
func (d *decoder) head() (bool, error) {
	if len(d.in)-d.pos < 2 {
		return false, nil
	}
	first, second := d.in[d.pos], d.in[d.pos+1]
	if d.format != formatZlib && first == 0x1f && second == 0x8b {
		b := d.fixed(10)
		if b == nil {
			return false, nil
		}
		switch {
		case b[2] != 8:
			return false, dataError("unknown compression method")
		case b[3]&0xe0 != 0:
			return false, dataError("unknown header flags set")
		}
		d.format, d.flags, d.part = formatGzip, b[3], partExtraLength
		d.headSum = crc32.ChecksumIEEE(b)
		return true, nil
	}
	window := int(first>>4) + 8
	switch {
	case d.format == formatGzip || (int(first)<<8|int(second))%31 != 0:
		return false, dataError("incorrect header check")
	case first&15 != 8:
		return false, dataError("unknown compression method")
	case window > 15 || d.window > 0 && window > d.window:
		return false, dataError("invalid window size")
	}
	d.pos += 2
	d.format, d.part, d.sum = formatZlib, partData, 1
	if second&0x20 != 0 {
		d.part = partDictionary
	}
	return true, nil
}

// headBytes takes n bytes of the gzip head, for its checksum.
func (d *decoder) headBytes(n int) []byte {
	b := d.fixed(n)
	d.headSum = crc32.Update(d.headSum, crc32.IEEETable, b)
	return b
}

// skipText passes over text that a zero ends.
func (d *decoder) skipText() bool {
	for i, c := range d.in[d.pos:] {
		if c == 0 {
			d.headBytes(i + 1)
			return true
		}
	}
	d.headBytes(len(d.in) - d.pos)
	return false
}

// summarize adds output to the checksum.
func (d *decoder) summarize(out []byte) {
	switch d.format {
	case formatZlib:
		d.sum = adler32(d.sum, out)
	case formatGzip:
		d.sum = crc32.Update(d.sum, crc32.IEEETable, out)
		d.size += uint32(len(out))
	}
}

func (d *decoder) tail() (bool, error) {
	switch d.format {
	case formatZlib:
		b := d.fixed(4)
		if b == nil {
			return false, nil
		}
		if binary.BigEndian.Uint32(b) != d.sum {
			return false, dataError("incorrect data check")
		}
	case formatGzip:
		b := d.fixed(8)
		if b == nil {
			return false, nil
		}
		if binary.LittleEndian.Uint32(b) != d.sum {
			return false, dataError("incorrect data check")
		}
		if binary.LittleEndian.Uint32(b[4:]) != d.size {
			return false, dataError("incorrect length check")
		}
	}
	d.part = partEnd
	return true, nil
}
