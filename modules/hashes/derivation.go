// This file derives keys from passwords: pbkdf2_hmac (RFC 8018) and scrypt (RFC 7914).

package hashes

import (
	"crypto/pbkdf2"
	"math"

	"golang.org/x/crypto/scrypt"

	py "github.com/gopy-lang/gopy/runtime"
)

// pbkdf2HMAC is pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None).
func pbkdf2HMAC(th *py.Thread, a []py.Value) (py.Value, error) {
	name := py.AsStr(a[0])
	if name == nil {
		return py.Unbound, py.Raise(py.TypeError, "pbkdf2_hmac() argument 'hash_name' must be str, not %s", typeOf(a[0]))
	}
	password, err := py.AsBytes(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	salt, err := py.AsBytes(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	iterations, err := py.AsIndexClamped(th, a[3])
	if err != nil {
		return py.Unbound, err
	}
	h, err := opensslAlgorithm(name.String())
	switch {
	case err != nil:
		return py.Unbound, err
	case iterations < 1:
		return py.Unbound, py.Raise(py.ValueError, "iteration value must be greater than 0.")
	case iterations > math.MaxInt32:
		return py.Unbound, py.Raise(py.OverflowError, "iteration value is too great.")
	}
	length := h.size
	if !a[4].IsNone() {
		if length, err = py.AsIndexClamped(th, a[4]); err != nil {
			return py.Unbound, err
		}
	}
	switch {
	case length < 1:
		return py.Unbound, py.Raise(py.ValueError, "key length must be greater than 0.")
	case length > math.MaxInt32:
		return py.Unbound, py.Raise(py.OverflowError, "key length is too great.")
	case h.extendable:
		return py.Unbound, py.Raise(py.ValueError, "[digital envelope routines] not XOF or invalid length")
	}
	if err := th.Charge(int64(length)); err != nil {
		return py.Unbound, err
	}
	var key []byte
	th.Outside(func() {
		key, err = pbkdf2.Key(h.start, string(password), salt, iterations, length)
	})
	if err != nil {
		return py.Unbound, py.Raise(py.ValueError, "%s", err)
	}
	return py.NewBytes(key).Value(), nil
}

// scryptKey is scrypt(password, *, salt, n, r, p, maxmem=0, dklen=64).
func scryptKey(th *py.Thread, a []py.Value) (py.Value, error) {
	password, err := py.AsBytes(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	salt, err := py.AsBytes(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	var costs [3]uint64 // n, r, p
	for i := range costs {
		if costs[i], err = unsigned(th, a[2+i], 64, ""); err != nil {
			return py.Unbound, err
		}
	}
	memory, err := py.AsIndexClamped(th, a[5])
	if err != nil {
		return py.Unbound, err
	}
	length, err := py.AsIndexClamped(th, a[6])
	if err != nil {
		return py.Unbound, err
	}
	n, r, p := costs[0], costs[1], costs[2]
	switch {
	case len(password) > math.MaxInt32:
		return py.Unbound, py.Raise(py.OverflowError, "password is too long.")
	case len(salt) > math.MaxInt32:
		return py.Unbound, py.Raise(py.OverflowError, "salt is too long.")
	case n < 2 || n&(n-1) != 0:
		return py.Unbound, py.Raise(py.ValueError, "n must be a power of 2.")
	case memory < 0 || memory >= math.MaxInt32:
		return py.Unbound, py.Raise(py.ValueError, "maxmem must be positive and smaller than %d", math.MaxInt32)
	case length < 1 || length > math.MaxInt32:
		return py.Unbound, py.Raise(py.ValueError, "dklen must be greater than 0 and smaller than %d", math.MaxInt32)
	case r == 0 || p == 0:
		return py.Unbound, py.Raise(py.ValueError, "Invalid parameter combination for n, r, p, maxmem.")
	case r >= 1<<30 || p >= 1<<30/r:
		return py.Unbound, py.Raise(py.ValueError, "[digital envelope routines] parameter too large")
	}
	if memory == 0 {
		memory = 32 << 20
	}
	// 128 bytes times r for each of n table entries, of p blocks, and of working space.
	if limit := uint64(memory) / (128 * r); n > limit || n+p+2 > limit {
		return py.Unbound, py.Raise(py.ValueError, "[digital envelope routines] memory limit exceeded")
	}
	if err := th.Charge(int64(128*r*(n+p+2)) + int64(length)); err != nil {
		return py.Unbound, err
	}
	var key []byte
	th.Outside(func() { key, err = scrypt.Key(password, salt, int(n), int(r), int(p), length) })
	if err != nil {
		return py.Unbound, py.Raise(py.ValueError, "%s", err)
	}
	return py.NewBytes(key).Value(), nil
}
