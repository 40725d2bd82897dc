// This file compresses, by the encoder of klauspost/compress: valid DEFLATE data, other bytes than zlib's.

package zlib

import (
	"encoding/binary"
	"hash/crc32"

	"github.com/klauspost/compress/flate"
)

// buffer collects output.
type buffer struct{ b []byte }

func (b *buffer) Write(p []byte) (int, error) {
	b.b = append(b.b, p...)
	return len(p), nil
}

// take returns what was collected.
func (b *buffer) take() []byte {
	p := b.b
	b.b = nil
	return p
}

// The strategies.
const (
	strategyHuffmanOnly = 2
	strategyMost        = 4
)

// encoder compresses one stream.
type encoder struct {
	settings
	w       *flate.Writer
	out     *buffer
	history []byte // the end of the input, for copies
	fresh   bool   // nothing was written since the start or a full flush
	sum     uint32
	size    uint32
	started bool // the head is written
	done    bool
}

// settings are what a stream is compressed with.
type settings struct {
	format          format
	level, strategy int
	window          int
	dictionary      []byte
	hasDict         bool
}

func newEncoder(s settings) *encoder {
	e := &encoder{settings: s, out: &buffer{}, fresh: true}
	e.history = append(e.history, s.dictionary[max(0, len(s.dictionary)-windowSize):]...)
	if s.format == formatZlib {
		e.sum = 1
	}
	return e
}

// flateLevel is the level in klauspost's terms. Its level 9 takes three times as long as 8 and saves hardly a percent; data of 8 are about as long as
// those of zlib's level 9.
func (s *settings) flateLevel() int {
	switch {
	case s.level == 0:
		return flate.NoCompression
	case s.strategy == strategyHuffmanOnly:
		return flate.HuffmanOnly
	case s.level < 0:
		return 6
	}
	return min(s.level, 8)
}

// writer returns a compressor whose window holds dict.
func (s *settings) writer(out *buffer, dict []byte) *flate.Writer {
	var w *flate.Writer
	var err error
	switch {
	case len(dict) > 0:
		w, err = flate.NewWriterDict(out, s.flateLevel(), dict)
	case s.window < 15 && s.level != 0 && s.strategy != strategyHuffmanOnly:
		w, err = flate.NewWriterWindow(out, 1<<s.window)
	default:
		w, err = flate.NewWriter(out, s.flateLevel())
	}
	if err != nil {
		panic(err) // the levels and windows were checked
	}
	return w
}

// head writes the head of the format.
func (e *encoder) head() {
	if e.started {
		return
	}
	e.started = true
	switch e.format {
	case formatZlib:
		window := e.window
		if e.hasDict {
			window = 15
		}
		level := 2
		switch l := e.flateLevel(); {
		case l == flate.HuffmanOnly, l < 2:
			level = 0
		case l < 6:
			level = 1
		case l > 6:
			level = 3
		}
		head := uint16(window-8)<<12 | 8<<8 | uint16(level)<<6
		if e.hasDict {
			head |= 0x20
		}
		head += 31 - head%31
		e.out.b = binary.BigEndian.AppendUint16(e.out.b, head)
		if e.hasDict {
			e.out.b = binary.BigEndian.AppendUint32(e.out.b, adler32(1, e.dictionary))
		}
	case formatGzip:
		speed := byte(0)
		switch l := e.flateLevel(); {
		case e.level == 9:
			speed = 2
		case l == flate.HuffmanOnly || l == 1 || l == 0:
			speed = 4
		}
		e.out.b = append(e.out.b, 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, speed, 3)
	}
	if e.w == nil {
		e.w = e.writer(e.out, e.history)
	}
}

func (e *encoder) write(data []byte) {
	e.head()
	if len(data) == 0 {
		return
	}
	e.fresh = false
	e.w.Write(data) // a buffer takes all
	e.summarize(data)
	if len(data) >= windowSize {
		e.history = append(e.history[:0], data[len(data)-windowSize:]...)
		return
	}
	if over := len(e.history) + len(data) - 2*windowSize; over > 0 {
		e.history = append(e.history[:0], e.history[len(e.history)-windowSize:]...)
	}
	e.history = append(e.history, data...)
}

func (e *encoder) summarize(data []byte) {
	switch e.format {
	case formatZlib:
		e.sum = adler32(e.sum, data)
	case formatGzip:
		e.sum = crc32.Update(e.sum, crc32.IEEETable, data)
		e.size += uint32(len(data))
	}
}

// window32 is the end of the input as far as matches can reach.
func (e *encoder) window32() []byte { return e.history[max(0, len(e.history)-windowSize):] }

// sync flushes to a byte boundary; full: what follows doesn't refer back.
func (e *encoder) sync(full bool) {
	e.head()
	e.w.Flush()
	if full {
		e.history = e.history[:0]
		e.w.Reset(e.out)
		e.w = e.writer(e.out, nil)
	}
}

// finish ends the stream.
func (e *encoder) finish() {
	e.head()
	e.w.Close()
	switch e.format {
	case formatZlib:
		e.out.b = binary.BigEndian.AppendUint32(e.out.b, e.sum)
	case formatGzip:
		e.out.b = binary.LittleEndian.AppendUint32(e.out.b, e.sum)
		e.out.b = binary.LittleEndian.AppendUint32(e.out.b, e.size)
	}
	e.done = true
}

// clone returns an encoder that goes on as this one would. Both go on from a byte boundary, with the last input as their
// dictionary: the library's compressors can't be copied.
func (e *encoder) clone() *encoder {
	c := *e
	c.history = append([]byte(nil), e.history...)
	if e.w != nil {
		if !e.fresh {
			e.w.Flush()
			e.w = e.writer(e.out, e.window32())
		}
		c.w = nil
	}
	c.out = &buffer{append([]byte(nil), e.out.b...)}
	if e.w != nil {
		c.w = c.writer(c.out, c.window32())
	}
	return &c
}
