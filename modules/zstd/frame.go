// This file walks through frames without decoding them, so that a decoder gets one frame and no byte behind it.
// Source: RFC 8878, sections 3.1.1 and 3.1.2.

package zstd

import (
	"encoding/binary"
	"errors"
	"io"
	"math/bits"

	"github.com/klauspost/compress/zstd"
)

var (
	errUnknown = errors.New("Unknown frame descriptor")
	errData    = errors.New("Data corruption detected")
	errSize    = errors.New("Src size is incorrect")
)

const (
	magic          = 0xFD2FB528
	skippableMagic = 0x184D2A50 // and 15 numbers more
	dictMagic      = 0xEC30A437
	skippableBits  = 4
	checksumSize   = 4
	blockHeader    = 3
)

// frame reads one frame from in, whose parts it knows: it ends where the frame does.
type frame struct {
	in       io.Reader
	left     int    // bytes of the part that is being read
	ahead    []byte // bytes that were read to know the next part
	checksum bool   // it is behind the last block
	last     bool   // no block follows
}

// newFrame reads the beginning of a frame. skipped: it was one without data and is over.
func newFrame(in io.Reader) (f *frame, skipped bool, err error) {
	head := make([]byte, 5, 18)
	for i := range 4 { // what is wrong shows in the first wrong byte
		if _, err := io.ReadFull(in, head[i:i+1]); err != nil {
			return nil, false, err
		}
		if !begins(head[:i+1]) {
			return nil, false, errUnknown
		}
	}
	if number := binary.LittleEndian.Uint32(head); number != magic {
		if _, err := io.ReadFull(in, head[:4]); err != nil {
			return nil, false, err
		}
		_, err := io.CopyN(io.Discard, in, int64(binary.LittleEndian.Uint32(head)))
		return nil, true, err
	}
	if _, err := io.ReadFull(in, head[4:5]); err != nil {
		return nil, false, err
	}
	size := headerSize(head[4])
	head = head[:size]
	if _, err := io.ReadFull(in, head[5:]); err != nil {
		return nil, false, err
	}
	f = &frame{in: in, ahead: head, checksum: head[4]&4 != 0}
	head[4] &^= 4 // the reader of the frame looks at the checksum: a decoder would keep the last block until it has it
	return f, false, nil
}

// begins reports whether a frame can begin like this.
func begins(b []byte) bool {
	var normal, skippable [4]byte
	binary.LittleEndian.PutUint32(normal[:], magic)
	binary.LittleEndian.PutUint32(skippable[:], skippableMagic)
	isNormal, isSkippable := true, true
	for i, c := range b {
		isNormal = isNormal && c == normal[i]
		if i == 0 {
			c = c >> skippableBits << skippableBits
		}
		isSkippable = isSkippable && c == skippable[i]
	}
	return isNormal || isSkippable
}

// headerSize is the size of the header of a frame with this descriptor, magic number included.
func headerSize(descriptor byte) int {
	single := descriptor&0x20 != 0
	size := 5 + []int{0, 1, 2, 4}[descriptor&3] + []int{0, 2, 4, 8}[descriptor>>6]
	if !single {
		size++
	} else if descriptor>>6 == 0 {
		size++
	}
	return size
}

// withSize returns the beginning of a frame with a header that tells the size of the data, or doesn't: -1. The encoder
// leaves out sizes below 256, and tells that of data it got in parts if they fit into a block.
func withSize(b []byte, size int64) []byte {
	const (
		single    = 0x20 // the window is as large as the data, and isn't told
		sizeBits  = 0xC0
		leastLog  = 10
		logOffset = 3
	)
	var h zstd.Header
	if h.Decode(b) != nil {
		return b
	}
	descriptor, fields, rest := b[4], b[5:h.HeaderSize], b[h.HeaderSize:]
	window := byte(max(bits.Len64(max(h.FrameContentSize, 1)-1), leastLog)-leastLog) << logOffset
	if descriptor&single == 0 {
		window, fields = fields[0], fields[1:]
	}
	id := fields[:[]int{0, 1, 2, 4}[descriptor&3]]
	out := append(make([]byte, 0, len(b)+1), b[:4]...)
	switch {
	case size >= 0 && size < 256:
		out = append(append(append(out, descriptor&^sizeBits|single), id...), byte(size))
	case size < 0 && h.HasFCS:
		out = append(append(out, descriptor&^(sizeBits|single), window), id...)
	default:
		return b
	}
	return append(out, rest...)
}

func (f *frame) Read(p []byte) (int, error) {
	for f.left == 0 && len(f.ahead) == 0 {
		if err := f.next(); err != nil {
			return 0, err
		}
	}
	if len(f.ahead) > 0 {
		n := copy(p, f.ahead)
		f.ahead = f.ahead[n:]
		return n, nil
	}
	n, err := f.in.Read(p[:min(len(p), f.left)])
	f.left -= n
	return n, err
}

// next reads the header of a block, or goes on to the checksum, or to the end.
func (f *frame) next() error {
	if f.last {
		return io.EOF
	}
	header := make([]byte, blockHeader)
	if _, err := io.ReadFull(f.in, header); err != nil {
		return err
	}
	f.ahead = header
	bits := uint32(header[0]) | uint32(header[1])<<8 | uint32(header[2])<<16
	f.last = bits&1 != 0
	switch f.left = int(bits >> 3); bits >> 1 & 3 {
	case 1: // one byte again and again
		f.left = 1
	case 3:
		return errData
	}
	return nil
}

// frameSize returns the size of the frame at the start of data, or -1 if it isn't whole.
func frameSize(data []byte) int {
	in := &sliceReader{data: data}
	f, skipped, err := newFrame(in)
	if err == nil && !skipped {
		if _, err = io.Copy(io.Discard, f); err == nil && f.checksum {
			_, err = io.CopyN(io.Discard, in, checksumSize)
		}
	}
	if err != nil {
		return -1
	}
	return len(data) - len(in.data)
}

type sliceReader struct{ data []byte }

func (r *sliceReader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(r.data) == 0 {
		return 0, io.ErrUnexpectedEOF
	}
	n := copy(p, r.data)
	r.data = r.data[n:]
	return n, nil
}

// frameReader is what decompresses one frame.
type frameReader struct {
	*zstd.Decoder
	frame *frame
	sum   *xxhash
}

func newFrameReader(in io.Reader, options []zstd.DOption) (io.Reader, error) {
	f, skipped, err := newFrame(in)
	if err != nil {
		return nil, err
	}
	if skipped {
		return &sliceEnd{}, nil
	}
	d, err := zstd.NewReader(f, options...)
	if err != nil {
		return nil, err
	}
	return &frameReader{d, f, newXXHash()}, nil
}

func (r *frameReader) Read(p []byte) (int, error) {
	n, err := r.Decoder.Read(p)
	if r.frame.checksum {
		r.sum.write(p[:n])
	}
	if err == nil {
		return n, nil
	}
	r.Decoder.Close()
	if err == io.EOF && r.frame.checksum {
		if n > 0 {
			return n, nil // and the end at the next call
		}
		var want [checksumSize]byte
		if _, err := io.ReadFull(r.frame.in, want[:]); err != nil {
			return 0, err
		}
		if binary.LittleEndian.Uint32(want[:]) != uint32(r.sum.sum()) {
			return 0, zstd.ErrCRCMismatch
		}
	}
	return n, err
}

// sliceEnd has nothing.
type sliceEnd struct{}

func (*sliceEnd) Read([]byte) (int, error) { return 0, io.EOF }
