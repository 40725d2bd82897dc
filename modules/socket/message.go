// This file holds recvmsg and sendmsg, with control messages (RFC 3542, section 20; cmsg(3)).

package socket

import (
	"encoding/binary"
	"math"

	py "github.com/gopy-lang/gopy/runtime"
)

// controlHeader is the size of struct cmsghdr: a length of 8 bytes, level, type. Messages are aligned to 8 bytes.
const controlHeader = 16

func padded(n int) int { return (n + 7) &^ 7 }

// mostControl is how long control messages may get: socklen_t is an int.
const mostControl = math.MaxInt32

func controlSize(th *py.Thread, v py.Value, name string) (int, error) {
	n, err := py.AsInt(th, v)
	if err != nil {
		return 0, err
	}
	if n < 0 || n > mostControl-controlHeader-8 {
		return 0, py.Raise(py.OverflowError, "%s() argument out of range", name)
	}
	return n, nil
}

func controlLength(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := controlSize(th, a[0], "CMSG_LEN")
	return py.Int(int64(controlHeader + n)), err
}

func controlSpace(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := controlSize(th, a[0], "CMSG_SPACE")
	return py.Int(int64(controlHeader + padded(n))), err
}

// appendControl adds a control message.
func appendControl(b []byte, level, kind int, data []byte) []byte {
	b = binary.NativeEndian.AppendUint64(b, uint64(controlHeader+len(data)))
	b = binary.NativeEndian.AppendUint32(b, uint32(level))
	b = binary.NativeEndian.AppendUint32(b, uint32(kind))
	b = append(b, data...)
	return append(b, make([]byte, padded(len(data))-len(data))...)
}

// controlValues makes the list of (level, type, data) of received control messages.
func controlValues(b []byte) py.Value {
	var out []py.Value
	for len(b) >= controlHeader {
		size := binary.NativeEndian.Uint64(b)
		if size < controlHeader {
			break
		}
		end := min(int(min(size, mostControl)), len(b)) // the last one may be cut short
		level, kind := int32(binary.NativeEndian.Uint32(b[8:])), int32(binary.NativeEndian.Uint32(b[12:]))
		data := append([]byte(nil), b[controlHeader:end]...)
		out = append(out, py.TupleOf(py.Int(int64(level)), py.Int(int64(kind)), py.NewBytes(data).Value()).Value())
		b = b[min(padded(end), len(b)):]
	}
	return py.NewList(out).Value()
}

// receiveControlled is recvmsg and recvmsg_into without the data.
func receiveControlled(th *py.Thread, a []py.Value, data [][]byte, function string) (n int, rest [3]py.Value, err error) {
	s := self(a[0])
	size, err := py.AsInt(th, a[2])
	if err != nil {
		return 0, rest, err
	}
	flags, err := py.AsCInt(th, a[3])
	if err != nil {
		return 0, rest, err
	}
	if size < 0 || size > mostControl {
		return 0, rest, py.Raise(py.ValueError, "invalid ancillary data buffer length")
	}
	if err := th.Charge(int64(size)); err != nil {
		return 0, rest, err
	}
	control := make([]byte, size)
	var controls, received int
	var from []byte
	err = s.transfer(th, py.PollIn, flags, func() (err error) {
		n, controls, received, from, err = s.host.Receive(s.fd, data, control, flags|dontWait)
		return err
	})
	if err != nil {
		return 0, rest, err
	}
	address, err := s.addressValue(th, from)
	if err != nil {
		return 0, rest, err
	}
	return n, [3]py.Value{controlValues(control[:controls]), py.Int(int64(received)), address}, nil
}

func receiveMessage(th *py.Thread, a []py.Value) (py.Value, error) {
	size, err := py.AsInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if size < 0 {
		return py.Unbound, py.Raise(py.ValueError, "negative buffer size in recvmsg()")
	}
	if err := th.Charge(int64(size)); err != nil {
		return py.Unbound, err
	}
	b := make([]byte, size)
	n, rest, err := receiveControlled(th, a, [][]byte{b}, "recvmsg")
	if err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(py.NewBytes(b[:n:n]).Value(), rest[0], rest[1], rest[2]).Value(), nil
}

// mostBuffers is IOV_MAX.
const mostBuffers = 1024

// lendAll borrows the memory of all items of an iterable.
func lendAll(th *py.Thread, items []py.Value, writable bool) (data [][]byte, release func(), err error) {
	var releases []func()
	release = func() {
		for _, f := range releases {
			f()
		}
	}
	for _, v := range items {
		b, free, err := py.LendBytes(th, v, writable)
		if err != nil {
			release()
			return nil, nil, err
		}
		releases = append(releases, free)
		data = append(data, b)
	}
	return data, release, nil
}

func receiveMessageInto(th *py.Thread, a []py.Value) (py.Value, error) {
	items, err := py.Items(th, a[1])
	if err != nil {
		if py.Matches(err, py.TypeError) {
			err = py.Raise(py.TypeError, "recvmsg_into() argument 1 must be an iterable")
		}
		return py.Unbound, err
	}
	data, release, err := lendAll(th, items, true)
	if err != nil {
		if py.Matches(err, py.TypeError) || py.Matches(err, py.BufferError) {
			err = py.Raise(py.TypeError, "recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers")
		}
		return py.Unbound, err
	}
	defer release()
	if len(data) > mostBuffers {
		return py.Unbound, py.RaiseValue(py.OSError, py.Text("recvmsg_into() argument 1 is too long"))
	}
	n, rest, err := receiveControlled(th, a, data, "recvmsg_into")
	if err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(py.Int(int64(n)), rest[0], rest[1], rest[2]).Value(), nil
}

// controlOf makes struct cmsghdr of an iterable of (level, type, data).
func controlOf(th *py.Thread, v py.Value) ([]byte, error) {
	items, err := py.Items(th, v)
	if err != nil {
		if py.Matches(err, py.TypeError) {
			err = py.Raise(py.TypeError, "sendmsg() argument 2 must be an iterable")
		}
		return nil, err
	}
	var out []byte
	for _, x := range items {
		t := py.AsTuple(x)
		const where = "[sendmsg() ancillary data items]() argument must be"
		if t == nil {
			return nil, py.Raise(py.TypeError, where+" 3-item tuple, not %s", x.Type().TypeName())
		}
		if t.Len() != 3 {
			return nil, py.Raise(py.TypeError, where+" tuple of length 3, not %d", t.Len())
		}
		level, err := py.AsCInt(th, t.At(0))
		if err != nil {
			return nil, err
		}
		kind, err := py.AsCInt(th, t.At(1))
		if err != nil {
			return nil, err
		}
		data, release, err := py.LendBytes(th, t.At(2), false)
		if err != nil {
			return nil, err
		}
		if len(data) > mostControl-controlHeader-len(out)-8 {
			release()
			return nil, py.RaiseValue(py.OSError, py.Text("ancillary data item too large"))
		}
		out = appendControl(out, level, kind, data)
		release()
	}
	return out, nil
}

func sendMessage(th *py.Thread, a []py.Value) (py.Value, error) {
	s := self(a[0])
	items, err := py.Items(th, a[1])
	if err != nil {
		if py.Matches(err, py.TypeError) {
			err = py.Raise(py.TypeError, "sendmsg() argument 1 must be an iterable")
		}
		return py.Unbound, err
	}
	data, release, err := lendAll(th, items, false)
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	if len(data) > mostBuffers {
		return py.Unbound, py.RaiseValue(py.OSError, py.Text("sendmsg() argument 1 is too long"))
	}
	flags, err := py.AsCInt(th, a[3])
	if err != nil {
		return py.Unbound, err
	}
	var to []byte
	if !a[4].IsNone() {
		if to, err = s.address(th, "sendmsg", a[4]); err != nil {
			return py.Unbound, err
		}
	}
	control, err := controlOf(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	return s.sendControlled(th, data, control, flags, to)
}

func (s *socket) sendControlled(th *py.Thread, data [][]byte, control []byte, flags int, to []byte) (py.Value, error) {
	var n int
	err := s.transfer(th, py.PollOut, flags, func() (err error) {
		n, err = s.host.Send(s.fd, data, control, flags|dontWait|noSignal, to)
		return err
	})
	return py.Int(int64(n)), err
}

// sendCipher is sendmsg_afalg: the operation, the vector and the length of what is only authenticated go as control messages.
func sendCipher(th *py.Thread, a []py.Value) (py.Value, error) {
	s := self(a[0])
	if s.family != familyALG {
		return py.Unbound, py.Raise(py.OSError, "algset is only supported for AF_ALG")
	}
	if a[2].IsUnbound() {
		return py.Unbound, py.Raise(py.TypeError, "Invalid or missing argument 'op'")
	}
	operation, err := py.AsCInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	if operation < 0 {
		return py.Unbound, py.Raise(py.TypeError, "Invalid or missing argument 'op'")
	}
	const levelALG, setVector, setOperation, setLength = 279, 2, 3, 4
	control := appendControl(nil, levelALG, setOperation, binary.NativeEndian.AppendUint32(nil, uint32(operation)))
	if !a[3].IsNone() {
		iv, release, err := py.LendBytes(th, a[3], false)
		if err != nil {
			return py.Unbound, err
		}
		control = appendControl(control, levelALG, setVector, append(binary.NativeEndian.AppendUint32(nil, uint32(len(iv))), iv...))
		release()
	}
	length, err := py.AsCInt(th, a[4])
	if err != nil {
		return py.Unbound, err
	}
	if length >= 0 {
		control = appendControl(control, levelALG, setLength, binary.NativeEndian.AppendUint32(nil, uint32(length)))
	} else if length != -1 {
		return py.Unbound, py.Raise(py.TypeError, "assoclen must be positive")
	}
	flags, err := py.AsCInt(th, a[5])
	if err != nil {
		return py.Unbound, err
	}
	items, err := py.Items(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	data, release, err := lendAll(th, items, false)
	if err != nil {
		return py.Unbound, err
	}
	defer release()
	return s.sendControlled(th, data, control, flags, nil)
}
