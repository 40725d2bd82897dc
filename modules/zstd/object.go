// This file holds ZstdCompressor and ZstdDecompressor.

package zstd

import (
	"errors"
	"io"
	"math"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"

	"github.com/gopy-lang/gopy/internal/stepwise"
	py "github.com/gopy-lang/gopy/runtime"
)

// The modes of compress().
const (
	modeContinue = iota
	modeFlushBlock
	modeFlushFrame
)

// compressor is a ZstdCompressor.
type compressor struct {
	py.Header
	lock    sync.Mutex
	out     stepwise.Buffer
	encoder *zstd.Encoder
	mode    int   // of the last call
	open    bool  // a frame has begun
	size    int64 // of the frame's data, as it was told before; -1: not at all
	done    int64 // how much of them there was so far
	sized   bool  // frames tell the size of their data
	stated  int64 // what the header of the frame is to tell, or -1
	begins  bool  // the header wasn't written yet
}

func setupCompressor(t *py.Type) {
	self := py.AsAny[compressor]
	signature := py.ParseSignature("ZstdCompressor(level=None, options=None, zstd_dict=None)")
	t.Size = py.SizeOf[compressor]()
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		if !a[0].IsNone() && !a[1].IsNone() {
			return py.Unbound, py.Raise(py.TypeError, "Only one of level or options should be used.")
		}
		values, err := readOptions(th, a[1], "ZstdCompressor", true)
		if err != nil {
			return py.Unbound, err
		}
		if !a[0].IsNone() {
			if values[compressionLevel], err = levelOf(th, a[0]); err != nil {
				return py.Unbound, err
			}
		}
		d, how, err := dictArg(a[2])
		if err != nil {
			return py.Unbound, err
		}
		options := encoderOptions(values)
		if d != nil {
			if err := d.check(how, "ZSTD_CDict"); err != nil {
				return py.Unbound, err
			}
			if flag, ok := values[dictIDFlag]; d.asData(how) || ok && flag == 0 {
				options = append(options, zstd.WithEncoderDictRaw(0, d.content))
			} else {
				options = append(options, zstd.WithEncoderDict(d.content))
			}
		}
		if err := th.Charge(1 << 22); err != nil {
			return py.Unbound, err
		}
		x := py.NewObject[compressor](cls)
		if x.encoder, err = zstd.NewWriter(&x.out, options...); err != nil {
			return py.Unbound, raise("Unable to compress Zstandard data: %s", err.Error())
		}
		flag, ok := values[contentSizeFlag]
		x.mode, x.size, x.sized = modeFlushFrame, -1, !ok || flag == 1
		return x.Value(), nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("compress($self, /, data, mode=0)", "Compress more data and return what is ready. mode: CONTINUE, or FLUSH_BLOCK for all of it, or FLUSH_FRAME to end the frame, too.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			mode, err := py.AsCInt(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			if mode < modeContinue || mode > modeFlushFrame {
				return py.Unbound, py.Raise(py.ValueError, "mode argument wrong value, it should be one of ZstdCompressor.CONTINUE, ZstdCompressor.FLUSH_BLOCK, ZstdCompressor.FLUSH_FRAME.")
			}
			data, err := py.AsBytes(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return self(a[0]).compress(th, data, mode)
		}),
		py.Def("flush($self, /, mode=2)", "Return what is left of the block, or of the frame.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			mode, err := py.AsCInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if mode != modeFlushBlock && mode != modeFlushFrame {
				return py.Unbound, py.Raise(py.ValueError, "mode argument wrong value, it should be ZstdCompressor.FLUSH_FRAME or ZstdCompressor.FLUSH_BLOCK.")
			}
			return self(a[0]).compress(th, nil, mode)
		}),
		py.Def("set_pledged_input_size($self, size, /)", "Tell how much data the next frame will have; None: that isn't known.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			size := int64(-1)
			if !a[1].IsNone() {
				n := py.AsBig(a[1])
				if n == nil {
					return py.Unbound, py.Raise(py.TypeError, "an integer is required")
				}
				if n.Sign() < 0 || !n.IsUint64() || n.Uint64() >= math.MaxUint64-1 {
					return py.Unbound, py.Raise(py.ValueError, "size argument should be a positive int less than %d", uint64(math.MaxUint64-1))
				}
				size = int64(min(n.Uint64(), math.MaxInt64))
			}
			x := self(a[0])
			th.Outside(x.lock.Lock)
			defer x.lock.Unlock()
			if x.mode != modeFlushFrame {
				return py.Unbound, py.Raise(py.ValueError, "set_pledged_input_size() method must be called when last_mode == FLUSH_FRAME")
			}
			x.size = size
			return py.None, nil
		}),
	}
	t.GetSets = []py.GetSetDef{{Name: "last_mode", Member: true, Doc: "The mode of the last call.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
		return py.Int(int64(self(v).mode)), nil
	}}}
	py.SetupType(t, nil)
	for i, name := range []string{"CONTINUE", "FLUSH_BLOCK", "FLUSH_FRAME"} {
		t.Dict().SetStr(py.NewStr(name), py.Int(int64(i)))
	}
}

func (x *compressor) compress(th *py.Thread, data []byte, mode int) (py.Value, error) {
	th.Outside(x.lock.Lock)
	defer x.lock.Unlock()
	if err := th.Charge(2 * int64(len(data))); err != nil {
		return py.Unbound, err
	}
	data = append([]byte(nil), data...)
	var err error
	th.Outside(func() { err = x.run(data, mode) })
	out := x.out.Take()
	if x.begins && len(out) > 0 {
		out, x.begins = withSize(out, x.stated), false
	}
	if err != nil {
		x.mode, x.open, x.size = modeFlushFrame, false, -1
		return py.Unbound, raise("Unable to compress Zstandard data: Src size is incorrect")
	}
	x.mode = mode
	return py.NewBytes(out).Value(), nil
}

func (x *compressor) run(data []byte, mode int) error {
	if !x.open {
		x.done, x.begins = 0, true
		whole := mode == modeFlushFrame
		if whole { // whatever was told of its size
			x.size = int64(len(data))
		}
		x.stated = x.size
		if !x.sized {
			x.stated = -1
		}
		if whole {
			x.size = -1
			_, err := x.out.Write(x.encoder.EncodeAll(data, nil))
			return err
		}
		x.encoder.ResetContentSize(&x.out, x.stated)
		x.open = true
	}
	x.done += int64(len(data))
	if x.size >= 0 && (x.done > x.size || mode == modeFlushFrame && x.done < x.size) {
		return errSize
	}
	if _, err := x.encoder.Write(data); err != nil {
		return err
	}
	switch mode {
	case modeFlushBlock:
		return x.encoder.Flush()
	case modeFlushFrame:
		x.open, x.size = false, -1
		return x.encoder.Close()
	}
	return nil
}

// decompressor is a ZstdDecompressor.
type decompressor struct{ stepwise.Object }

// defaultWindowLog is how large a window may be if nothing else is said.
const defaultWindowLog = 27

func setupDecompressor(t *py.Type) {
	self := py.AsAny[decompressor]
	signature := py.ParseSignature("ZstdDecompressor(zstd_dict=None, options=None)")
	t.Size = py.SizeOf[decompressor]()
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		d, how, err := dictArg(a[0])
		if err != nil {
			return py.Unbound, err
		}
		values, err := readOptions(th, a[1], "ZstdDecompressor", false)
		if err != nil {
			return py.Unbound, err
		}
		log := values[windowLogMax.id]
		if log == 0 {
			log = defaultWindowLog
		}
		options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(1 << log)}
		if d != nil {
			if err := d.check(how, "ZSTD_DDict"); err != nil {
				return py.Unbound, err
			}
			if d.asData(how) {
				options = append(options, zstd.WithDecoderDictRaw(0, d.content))
			} else {
				options = append(options, zstd.WithDecoderDicts(d.content))
			}
		}
		x := py.NewObject[decompressor](cls)
		x.Restart = func() *stepwise.Decoder {
			d := stepwise.New(func(in *stepwise.Source) (io.Reader, error) { return newFrameReader(in, options) })
			d.SeesEnd = true
			return d
		}
		x.Start(x.Restart())
		return x.Value(), nil
	}
	t.Methods = []*py.MethodDef{
		py.Def("decompress($self, /, data, max_length=-1)", "Decompress more data and return what is ready, at most max_length bytes unless that is negative.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).Decompress(th, a[1], a[2], "Already at the end of a Zstandard frame.", func(err error) error {
				return raise("Unable to decompress Zstandard data: %s", problem(err))
			})
		}),
	}
	t.GetSets = stepwise.Attributes(func(v py.Value) *stepwise.Object { return &self(v).Object })
	py.SetupType(t, nil)
}

// problem is zstd's text for a decoder's error.
func problem(err error) string {
	switch {
	case errors.Is(err, errUnknown):
		return err.Error()
	case errors.Is(err, zstd.ErrCRCMismatch):
		return "Restored data doesn't match checksum"
	case errors.Is(err, zstd.ErrUnknownDictionary):
		return "Dictionary mismatch"
	case errors.Is(err, zstd.ErrWindowSizeExceeded), strings.Contains(err.Error(), "window size"):
		return "Frame requires too much memory for decoding"
	}
	return errData.Error()
}
