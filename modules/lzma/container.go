// This file reads and writes the containers: .xz ("The .xz File Format", version 1.2.0) and .lzma.

package lzma

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"io"
	"math"
)

// The formats.
const (
	formatAuto  = 0
	formatXZ    = 1
	formatAlone = 2
	formatRaw   = 3
)

// The kinds of checks.
const (
	checkNone    = 0
	checkCRC32   = 1
	checkCRC64   = 4
	checkSHA256  = 10
	checkMost    = 15
	checkUnknown = 16
)

// checkSizes is how long checks are; those that have no name are reserved.
var checkSizes = [checkMost + 1]int{0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64}

// newCheck returns the sum of a check, or nil if there is none.
func newCheck(check int) hash.Hash {
	switch check {
	case checkCRC32:
		return crc32.NewIEEE()
	case checkCRC64:
		return crc64.New(crc64.MakeTable(crc64.ECMA))
	case checkSHA256:
		return sha256.New()
	}
	return nil
}

// sum returns a check as it stands in files: numbers have their lowest byte first.
func sum(h hash.Hash) []byte {
	b := h.Sum(nil)
	if len(b) <= 8 {
		for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
			b[i], b[j] = b[j], b[i]
		}
	}
	return b
}

var (
	errFormat  = errors.New("Input format not supported by decoder")
	errOptions = errors.New(badOptions)
	errMemory  = errors.New("Memory usage limit exceeded")
)

const (
	xzMagic  = "\xFD7zXZ\x00"
	xzFooter = "YZ"
	// longestVLI is the size of the largest number in the format.
	longestVLI = 9
)

// counter counts what is read.
type counter struct {
	source
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.source.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *counter) ReadByte() (byte, error) {
	b, err := c.source.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// limits are what the decoder of a container keeps to and tells.
type limits struct {
	memory uint64 // bytes
	charge func(int64) error
	check  func(int) // is told the kind of check
}

func (l *limits) admit(chain []filter) error {
	if memory(chain) > l.memory {
		return errMemory
	}
	return nil
}

// open returns a reader of a container whose format may have to be found out.
func open(in source, format int, l *limits) (io.Reader, error) {
	first, err := in.ReadByte()
	if err != nil {
		return nil, err
	}
	if format == formatXZ || format == formatAuto && first == xzMagic[0] {
		return openXZ(in, first, l)
	}
	if format == formatAuto && first == lzipMagic[0] {
		return openLzip(in, l)
	}
	return openAlone(in, first, format == formatAuto, l)
}

// openAlone reads the header of an .lzma file. doubtful: it may be something else.
func openAlone(in source, first byte, doubtful bool, l *limits) (io.Reader, error) {
	f := filter{id: filterLZMA1}
	var d decoder
	if d.properties(first) != nil || d.lc+d.lp > 4 {
		return nil, errFormat
	}
	f.lc, f.lp, f.pb = d.lc, d.lp, d.pb
	var header [12]byte
	if _, err := io.ReadFull(in, header[:]); err != nil {
		return nil, err
	}
	f.dict = binary.LittleEndian.Uint32(header[:])
	size := int64(binary.LittleEndian.Uint64(header[4:]))
	if doubtful && size != -1 && uint64(size) >= 1<<38 {
		return nil, errFormat
	}
	if size < -1 {
		size = math.MaxInt64
	}
	l.check(checkNone)
	if err := l.admit([]filter{f}); err != nil {
		return nil, err
	}
	return newLZMA1Reader(in, &f, size, l.charge)
}

// lzipReader reads a member of a .lz file (A. Díaz, "Lzip format", RFC draft): LZMA with a marked end, and sums behind it.
type lzipReader struct {
	io.Reader
	in      counter
	version byte
	sum     hash.Hash32
	size    uint64
}

const lzipMagic = "LZIP"

func openLzip(in source, l *limits) (io.Reader, error) {
	r := &lzipReader{in: counter{source: in, n: 1}, sum: crc32.NewIEEE()}
	header := make([]byte, 5)
	for i := range header {
		b, err := r.in.ReadByte()
		if err != nil {
			return nil, err
		}
		if header[i] = b; i < 3 && b != lzipMagic[i+1] {
			return nil, errFormat
		}
	}
	bits := header[4] & 0x1F
	if r.version = header[3]; r.version > 1 || bits < 12 || bits > 29 {
		return nil, errOptions
	}
	f := filter{id: filterLZMA1, lc: 3, pb: 2, dict: 1<<bits - uint32(header[4]>>5)<<bits>>4}
	l.check(checkCRC32)
	if err := l.admit([]filter{f}); err != nil {
		return nil, err
	}
	var err error
	r.Reader, err = newLZMA1Reader(&r.in, &f, -1, l.charge)
	return r, err
}

func (r *lzipReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.sum.Write(p[:n])
	r.size += uint64(n)
	if err != io.EOF {
		return n, err
	}
	want := binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint32(nil, r.sum.Sum32()), r.size)
	if r.version == 1 {
		want = binary.LittleEndian.AppendUint64(want, uint64(r.in.n)+20)
	}
	for _, b := range want {
		got, err := r.in.ReadByte()
		if err != nil {
			return n, err
		}
		if got != b {
			return n, errData
		}
	}
	return n, io.EOF
}

// xzReader reads one stream of a .xz file.
type xzReader struct {
	in     counter
	limits *limits
	check  int
	blocks []xzBlock

	block  io.Reader // nil between blocks
	begin  int64     // of the block's header
	data   int64     // where the compressed data begin
	packed int64     // sizes from the header, or -1
	size   int64
	got    int64
	hash   hash.Hash
	done   bool
}

// xzBlock is a record of the index.
type xzBlock struct{ unpadded, size int64 }

func openXZ(in source, first byte, l *limits) (io.Reader, error) {
	r := &xzReader{in: counter{source: in}, limits: l}
	header := make([]byte, 12)
	header[0] = first
	if _, err := io.ReadFull(in, header[1:len(xzMagic)]); err != nil {
		return nil, err
	}
	if string(header[:len(xzMagic)]) != xzMagic {
		return nil, errFormat
	}
	if _, err := io.ReadFull(in, header[6:]); err != nil {
		return nil, err
	}
	if binary.LittleEndian.Uint32(header[8:]) != crc32.ChecksumIEEE(header[6:8]) {
		return nil, errData
	}
	if header[6] != 0 || header[7] > checkMost {
		return nil, errOptions
	}
	r.check = int(header[7])
	l.check(r.check)
	return r, nil
}

func (r *xzReader) Read(p []byte) (n int, err error) {
	for r.block == nil {
		if r.done {
			return 0, io.EOF
		}
		if err := r.next(); err != nil {
			return 0, err
		}
	}
	n, err = r.block.Read(p)
	r.got += int64(n)
	if r.hash != nil {
		r.hash.Write(p[:n])
	}
	if r.size >= 0 && r.got > r.size || r.packed >= 0 && r.in.n-r.data > r.packed {
		return 0, errData
	}
	if err == io.EOF {
		if err := r.end(); err != nil {
			return n, err
		}
		r.block = nil
		return n, nil
	}
	return n, err
}

// next reads the header of a block, or the index and the end of the stream.
func (r *xzReader) next() error {
	r.begin = r.in.n
	size, err := r.in.ReadByte()
	if err != nil {
		return err
	}
	if size == 0 {
		if err := r.index(); err != nil {
			return err
		}
		r.done = true
		return nil
	}
	header := make([]byte, (int(size)+1)*4)
	header[0] = size
	if _, err := io.ReadFull(&r.in, header[1:]); err != nil {
		return err
	}
	body := header[:len(header)-4]
	if binary.LittleEndian.Uint32(header[len(body):]) != crc32.ChecksumIEEE(body) {
		return errData
	}
	flags := body[1]
	if flags&0x3C != 0 {
		return errOptions
	}
	rest := bytes.NewReader(body[2:])
	r.packed, r.size = -1, -1
	for _, known := range []struct {
		flag byte
		size *int64
	}{{0x40, &r.packed}, {0x80, &r.size}} {
		if flags&known.flag != 0 {
			if *known.size, err = readVLI(rest); err != nil {
				return err
			}
		}
	}
	var chain []filter
	for range flags&3 + 1 {
		id, err := readVLI(rest)
		if err != nil {
			return err
		}
		n, err := readVLI(rest)
		if err != nil {
			return err
		}
		if n > int64(rest.Len()) {
			return errData
		}
		props := make([]byte, n)
		rest.Read(props)
		f, ok := decodeProperties(uint64(id), props)
		if !ok {
			return errOptions
		}
		if r.size >= 0 && r.size < int64(f.dict) {
			f.dict = uint32(max(r.size, smallestDict))
		}
		chain = append(chain, f)
	}
	for rest.Len() > 0 {
		if b, _ := rest.ReadByte(); b != 0 {
			return errOptions
		}
	}
	if verify(chain, false, false) != "" {
		return errOptions
	}
	if err := r.limits.admit(chain); err != nil {
		return err
	}
	r.data, r.got, r.hash = r.in.n, 0, newCheck(r.check)
	r.block, err = newChainReader(&r.in, chain, r.limits.charge)
	return err
}

// end reads what follows the data of a block.
func (r *xzReader) end() error {
	if r.size >= 0 && r.got != r.size || r.packed >= 0 && r.in.n-r.data != r.packed {
		return errData
	}
	unpadded := r.in.n - r.begin
	if err := r.zeros((4 - unpadded%4) % 4); err != nil {
		return err
	}
	check := make([]byte, checkSizes[r.check])
	if _, err := io.ReadFull(&r.in, check); err != nil {
		return err
	}
	if r.hash != nil && !bytes.Equal(check, sum(r.hash)) {
		return errData
	}
	r.blocks = append(r.blocks, xzBlock{unpadded + int64(len(check)), r.got})
	return nil
}

func (r *xzReader) zeros(n int64) error {
	for range n {
		if b, err := r.in.ReadByte(); err != nil {
			return err
		} else if b != 0 {
			return errData
		}
	}
	return nil
}

// index reads the index, which must tell what was read, and the footer.
func (r *xzReader) index() error {
	want := xzIndex(r.blocks)
	for _, b := range want[1:] {
		if got, err := r.in.ReadByte(); err != nil {
			return err
		} else if got != b {
			return errData
		}
	}
	footer := make([]byte, 12)
	for i, b := range xzEnd(len(want), r.check) {
		if _, err := io.ReadFull(&r.in, footer[i:i+1]); err != nil {
			return err
		}
		if footer[i] != b {
			return errData
		}
	}
	return nil
}

// readVLI reads a number of variable length from a header.
func readVLI(in *bytes.Reader) (int64, error) {
	n := uint64(0)
	for i := range longestVLI {
		b, err := in.ReadByte()
		if err != nil || b == 0 && i > 0 {
			return 0, errData
		}
		n |= uint64(b&0x7F) << (7 * i)
		if b < 0x80 {
			return int64(n & math.MaxInt64), nil
		}
	}
	return 0, errData
}

// xzIndex returns the index of blocks with its check.
func xzIndex(blocks []xzBlock) []byte {
	b := binary.AppendUvarint([]byte{0}, uint64(len(blocks)))
	for _, block := range blocks {
		b = binary.AppendUvarint(b, uint64(block.unpadded))
		b = binary.AppendUvarint(b, uint64(block.size))
	}
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
}

// xzEnd returns the footer behind an index of that size.
func xzEnd(index, check int) []byte {
	b := binary.LittleEndian.AppendUint32(make([]byte, 4), uint32(index/4-1))
	b = append(b, 0, byte(check))
	binary.LittleEndian.PutUint32(b, crc32.ChecksumIEEE(b[4:]))
	return append(b, xzFooter...)
}

// xzWriter writes a stream of one block; without data it has none.
type xzWriter struct {
	out   io.Writer
	chain []filter
	check int
	begun bool

	block io.WriteCloser // nil before there is data
	n     int64          // bytes written of the block
	size  int64
	hash  hash.Hash
}

// countingWriter is the block's output.
type countingWriter struct{ w *xzWriter }

func (c countingWriter) Write(p []byte) (int, error) {
	c.w.n += int64(len(p))
	return c.w.out.Write(p)
}

// begin writes the header of the stream.
func (w *xzWriter) begin() error {
	if w.begun {
		return nil
	}
	w.begun = true
	header := append([]byte(xzMagic), 0, byte(w.check))
	header = binary.LittleEndian.AppendUint32(header, crc32.ChecksumIEEE(header[len(xzMagic):]))
	_, err := w.out.Write(header)
	return err
}

func (w *xzWriter) Write(p []byte) (int, error) {
	if err := w.begin(); err != nil || len(p) == 0 {
		return 0, err
	}
	if w.block == nil {
		header := []byte{0, byte(len(w.chain) - 1)}
		for i := range w.chain {
			props := w.chain[i].encodeProperties()
			header = binary.AppendUvarint(header, w.chain[i].id)
			header = append(append(header, byte(len(props))), props...)
		}
		for len(header)%4 != 0 {
			header = append(header, 0)
		}
		header[0] = byte(len(header) / 4)
		header = binary.LittleEndian.AppendUint32(header, crc32.ChecksumIEEE(header))
		if _, err := (countingWriter{w}).Write(header); err != nil {
			return 0, err
		}
		w.hash = newCheck(w.check)
		w.block = newChainWriter(countingWriter{w}, w.chain)
	}
	w.size += int64(len(p))
	if w.hash != nil {
		w.hash.Write(p)
	}
	return w.block.Write(p)
}

func (w *xzWriter) Close() error {
	if err := w.begin(); err != nil {
		return err
	}
	var blocks []xzBlock
	if w.block != nil {
		if err := w.block.Close(); err != nil {
			return err
		}
		unpadded := w.n
		tail := make([]byte, (4-unpadded%4)%4)
		if w.hash != nil {
			tail = append(tail, sum(w.hash)...)
		}
		if _, err := w.out.Write(tail); err != nil {
			return err
		}
		blocks = []xzBlock{{unpadded + int64(checkSizes[w.check]), w.size}}
	}
	index := xzIndex(blocks)
	_, err := w.out.Write(append(index, xzEnd(len(index), w.check)...))
	return err
}

// aloneWriter writes an .lzma file.
type aloneWriter struct {
	out   io.Writer
	chain []filter
	w     io.WriteCloser
}

func (w *aloneWriter) Write(p []byte) (int, error) {
	if w.w == nil {
		header := append(w.chain[0].encodeProperties(), bytes.Repeat([]byte{0xFF}, 8)...)
		if _, err := w.out.Write(header); err != nil {
			return 0, err
		}
		w.w = newChainWriter(w.out, w.chain)
	}
	return w.w.Write(p)
}

func (w *aloneWriter) Close() error {
	if _, err := w.Write(nil); err != nil {
		return err
	}
	return w.w.Close()
}
