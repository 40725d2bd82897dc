// This file holds the positions of TextIOWrapper. tell() gives a number from which seek() can restore position and decoder:
// the start of a piece that the decoder can begin at, and what to do from there.

package io

import (
	"math/big"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// cookie is what tell() returns: its fields in one int, lowest first, of 64, 32, 32, 32 and 8 bits.
type cookie struct {
	start   int64 // position of the buffer to go to
	flags   int64 // state of the decoder there
	feed    int64 // bytes to decode from there
	skip    int64 // characters of the result to drop
	needEOF int64 // 1: decode as the last piece
}

func (c cookie) value() py.Value {
	if c.flags|c.feed|c.skip|c.needEOF == 0 {
		return py.Int(c.start)
	}
	n := big.NewInt(c.needEOF)
	for _, f := range []int64{c.skip, c.feed, c.flags} {
		n.Lsh(n, 32)
		n.Or(n, big.NewInt(f&(1<<32-1)))
	}
	n.Lsh(n, 64)
	n.Or(n, new(big.Int).SetUint64(uint64(c.start)))
	return py.NewBig(n)
}

func cookieFrom(n *big.Int) cookie {
	part := func(shift, bits uint) int64 {
		mask := new(big.Int).SetUint64(1<<bits - 1)
		return int64(mask.And(mask, new(big.Int).Rsh(n, shift)).Uint64())
	}
	return cookie{part(0, 64), part(64, 32), part(96, 32), part(128, 32), part(160, 8)}
}

func textTell(th *py.Thread, a []py.Value) (py.Value, error) {
	x := text(a[0])
	if err := x.checkOpen(th); err != nil {
		return py.Unbound, err
	}
	if !x.canSeek {
		return py.Unbound, unsupported("underlying stream is not seekable")
	}
	if !x.telling {
		return py.Unbound, py.Raise(py.OSError, "telling position disabled by next() call")
	}
	if err := x.writePending(th); err != nil {
		return py.Unbound, err
	}
	if _, err := py.CallMethod(th, value(x), "flush"); err != nil {
		return py.Unbound, err
	}
	var pos int64
	var err error
	if x.native != nil && x.native.file != nil {
		pos, err = x.native.tell(th)
	} else {
		v, callErr := py.CallMethod(th, x.buffer, "tell")
		if callErr != nil {
			return py.Unbound, callErr
		}
		if x.dec == nil || !x.hasSnapshot {
			return v, nil
		}
		pos, err = offsetResult(th, v, nil)
	}
	if err != nil {
		return py.Unbound, err
	}
	if x.dec == nil || !x.hasSnapshot {
		return py.Int(pos), nil
	}
	pos -= int64(len(x.snapshot))
	if x.off == 0 {
		return cookie{start: pos, flags: x.snapshotFlags}.value(), nil
	}
	// Where text and bytes are the same there is nothing to find out.
	if d, ok := x.dec.(*nativeDecoder); ok && d.unit == 1 && d.bom == "" && d.name != "latin-1" && x.snapshotFlags == 0 &&
		x.off <= len(x.snapshot) && string(x.snapshot[:x.off]) == x.decoded[:x.off] && strings.IndexByte(x.decoded[:x.off], '\r') < 0 &&
		(x.off == len(x.snapshot) || x.snapshot[x.off]&0xC0 != 0x80) {
		return cookie{start: pos + int64(x.off)}.value(), nil
	}
	c, err := x.locate(th, pos)
	if err != nil {
		return py.Unbound, err
	}
	return c.value(), nil
}

// locate decodes the snapshot again, byte by byte, to find the last place before the position where the decoder holds nothing
// back. pos is the position of the snapshot's first byte.
func (x *textIO) locate(th *py.Thread, pos int64) (c cookie, err error) {
	pending, flags, err := x.decoderState(th)
	if err != nil {
		return c, err
	}
	saved := append([]byte(nil), pending...)
	seen := x.filter.seen
	defer func() {
		x.filter.seen = seen
		if restoreErr := x.setDecoderState(th, saved, flags); err == nil {
			err = restoreErr
		}
	}()
	c = cookie{start: pos, flags: x.snapshotFlags, skip: int64(py.CountChars(x.decoded[:x.off]))}
	if err := x.setDecoderState(th, nil, x.snapshotFlags); err != nil {
		return c, err
	}
	decoded := int64(0)
	for i := range x.snapshot {
		c.feed++
		s, err := x.decode(th, x.snapshot[i:i+1], false)
		if err != nil {
			return c, err
		}
		decoded += int64(py.CountChars(s))
		held, state, err := x.decoderState(th)
		if err != nil {
			return c, err
		}
		if len(held) == 0 && decoded <= c.skip {
			c.start += c.feed
			c.skip -= decoded
			c.flags, c.feed, decoded = state, 0, 0
		}
		if decoded >= c.skip {
			return c, nil
		}
	}
	s, err := x.decode(th, nil, true)
	if err != nil {
		return c, err
	}
	c.needEOF = 1
	if decoded+int64(py.CountChars(s)) < c.skip {
		return c, py.Raise(py.OSError, "can't reconstruct logical file position")
	}
	return c, nil
}

func textSeek(th *py.Thread, a []py.Value) (py.Value, error) {
	x, target := text(a[0]), a[1]
	if err := x.checkOpen(th); err != nil {
		return py.Unbound, err
	}
	whence, err := py.AsInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	if !x.canSeek {
		return py.Unbound, unsupported("underlying stream is not seekable")
	}
	if target, err = py.Index(th, target); err != nil {
		return py.Unbound, err
	}
	n := new(big.Int).Set(py.AsBig(target))
	switch whence {
	case 0:
	case 1:
		if n.Sign() != 0 {
			return py.Unbound, unsupported("can't do nonzero cur-relative seeks")
		}
		here, err := py.CallMethod(th, value(x), "tell")
		if err != nil {
			return py.Unbound, err
		}
		if py.AsBig(here) == nil {
			return py.Unbound, py.Raise(py.TypeError, "tell() should have returned an int")
		}
		n.Set(py.AsBig(here))
	case 2:
		if n.Sign() != 0 {
			return py.Unbound, unsupported("can't do nonzero end-relative seeks")
		}
		if _, err := py.CallMethod(th, value(x), "flush"); err != nil {
			return py.Unbound, err
		}
		x.setDecoded("")
		x.hasSnapshot = false
		if x.dec != nil {
			if err := x.resetDecoder(th); err != nil {
				return py.Unbound, err
			}
		}
		end, err := py.CallMethod(th, x.buffer, "seek", py.Int(0), py.Int(2))
		if err != nil {
			return py.Unbound, err
		}
		if x.enc != nil {
			zero, err := py.Equal(th, end, py.Int(0))
			if err == nil {
				err = x.enc.restart(th, zero)
			}
			if err != nil {
				return py.Unbound, err
			}
		}
		return end, nil
	default:
		return py.Unbound, py.Raise(py.ValueError, "invalid whence (%d, should be 0, 1 or 2)", whence)
	}
	if n.Sign() < 0 {
		return py.Unbound, py.Raise(py.ValueError, "negative seek position %s", n)
	}
	if n.BitLen() > 168 {
		return py.Unbound, py.Raise(py.OverflowError, "int too big to convert")
	}
	if _, err := py.CallMethod(th, value(x), "flush"); err != nil {
		return py.Unbound, err
	}
	c := cookieFrom(n)
	if _, err := py.CallMethod(th, x.buffer, "seek", py.Int(c.start)); err != nil {
		return py.Unbound, err
	}
	x.setDecoded("")
	x.hasSnapshot = false
	if x.dec != nil {
		if c.start == 0 && c.flags == 0 {
			err = x.resetDecoder(th)
		} else {
			err = x.setDecoderState(th, nil, c.flags)
		}
		if err != nil {
			return py.Unbound, err
		}
	}
	if c.skip > 0 {
		if x.dec == nil {
			return py.Unbound, py.Raise(py.OSError, "can't restore logical file position")
		}
		v, err := py.CallMethod(th, x.buffer, "read", py.Int(c.feed))
		if err != nil {
			return py.Unbound, err
		}
		input, err := bytesResult(th, v, "read")
		if err != nil {
			return py.Unbound, err
		}
		s, err := x.decode(th, input, c.needEOF != 0)
		if err != nil {
			return py.Unbound, err
		}
		offset, missing := skipChars(s, int(c.skip))
		if missing > 0 {
			return py.Unbound, py.Raise(py.OSError, "can't restore logical file position")
		}
		x.setDecoded(s)
		x.off = offset
		x.hasSnapshot, x.snapshot, x.snapshotFlags = true, append([]byte(nil), input...), c.flags
	} else if x.dec != nil {
		x.hasSnapshot, x.snapshot, x.snapshotFlags = true, nil, c.flags
	}
	if x.enc != nil {
		if err := x.enc.restart(th, c.start == 0 && c.flags == 0); err != nil {
			return py.Unbound, err
		}
	}
	return target, nil
}
