// This file holds the buffer in which a thread reads data of which there may be less than asked for.

package runtime

import "slices"

// maxReadBuffer is how large a buffer a thread keeps.
const maxReadBuffer = 1 << 18

// ReadBytes makes the bytes object of what read puts into a buffer of n bytes. The buffer is the thread's, for programs ask for much of which little
// comes: a socket's recv(65536), say.
func (th *Thread) ReadBytes(n int, read func(b []byte) (int, error)) (Value, error) {
	if err := th.Charge(int64(n)); err != nil {
		return Unbound, err
	}
	const small = 256
	if n <= small || n > maxReadBuffer {
		b := make([]byte, n)
		got, err := read(b)
		if err != nil {
			return Unbound, err
		}
		got = min(got, n) // with MSG_TRUNC recv tells of more
		if b = b[:got]; got < n/2 {
			b = append([]byte(nil), b...)
		}
		return NewBytes(b).Value(), nil
	}
	b := th.readBuffer
	th.readBuffer = nil // who reads meanwhile, in the handler of a signal, takes another one
	if len(b) < n {
		b = make([]byte, max(n, 4096))
	}
	got, err := read(b[:n:n])
	th.readBuffer = b
	if err != nil {
		return Unbound, err
	}
	return NewBytes(slices.Clone(b[:min(got, n)])).Value(), nil
}
