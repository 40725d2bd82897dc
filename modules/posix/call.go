// This file makes Python functions of system calls that only take and return numbers.

package posix

import (
	"encoding/binary"

	py "github.com/gopy-lang/gopy/runtime"
)

// call makes a system call outside of the interpreter lock and turns its error into OSError.
func call(th *py.Thread, name string, args ...any) (int, error) {
	host := th.Interp.Host
	var n int
	var err error
	th.Outside(func() { n, err = host.UnixCall(name, args...) })
	return n, py.OSErrorFrom(err)
}

// plain declares a function whose arguments are C ints, passed to a system call, and that returns None.
func plain(signature, doc, name string) *py.MethodDef {
	return py.Def(signature, doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
		_, err := plainCall(th, name, a)
		return none(err)
	})
}

// counting is plain for calls whose result is a number.
func counting(signature, doc, name string) *py.MethodDef {
	return py.Def(signature, doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
		n, err := plainCall(th, name, a)
		return py.Int(int64(n)), err
	})
}

func plainCall(th *py.Thread, name string, a []py.Value) (int, error) {
	args := make([]any, len(a))
	for i, v := range a {
		n, err := intArgument(th, v)
		if err != nil {
			return -1, err
		}
		args[i] = n
	}
	return call(th, name, args...)
}

// words are a structure of 32-bit numbers that the system fills.
type words []byte

func newWords(n int) words          { return make(words, 4*n) }
func (w words) at(i int) int        { return int(int32(binary.NativeEndian.Uint32(w[4*i:]))) }
func (w words) unsigned(i int) int  { return int(binary.NativeEndian.Uint32(w[4*i:])) }
func (w words) set(i int, n uint32) { binary.NativeEndian.PutUint32(w[4*i:], n) }
func (w words) long(i int) int64    { return int64(binary.NativeEndian.Uint64(w[8*i:])) }
func (w words) setLong(i int, n int64) {
	binary.NativeEndian.PutUint64(w[8*i:], uint64(n))
}
