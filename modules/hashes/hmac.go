// This file holds HMAC objects (RFC 2104) and the module _hmac.

package hashes

import (
	"hash"
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// hmacState is the state of an HMAC: the inner and the outer hash, both with the padded key hashed.
type hmacState struct {
	hash.Hash
	outer hash.Hash
}

// hmacPads are the bytes that the padded key is combined with for the two hashes.
const innerPad, outerPad = 0x36, 0x5c

// paddedKey is the key as a block.
func paddedKey(a *algorithm, key []byte) []byte {
	block := make([]byte, max(a.block, a.size))
	if len(key) > a.block {
		a.whole(block, key)
	} else {
		copy(block, key)
	}
	return block[:a.block]
}

// xor combines each byte of a block with a byte.
func xor(block []byte, with byte) []byte {
	for i := range block {
		block[i] ^= with
	}
	return block
}

func newHMAC(a *algorithm, key []byte) *hmacState {
	s := &hmacState{a.start(), a.start()}
	block := paddedKey(a, key)
	s.Write(xor(block, innerPad))
	s.outer.Write(xor(block, innerPad^outerPad))
	return s
}

func (s *hmacState) clone() hash.Hash { return &hmacState{cloned(s.Hash), s.outer} }

func (s *hmacState) Sum(to []byte) []byte {
	outer := cloned(s.outer) // which is never written to itself, so that copies can share it
	inner := s.Hash.Sum(to)
	outer.Write(inner[len(to):])
	return outer.Sum(to)
}

// wholeHMAC writes the HMAC of a message: to is as long as a digest.
func wholeHMAC(to []byte, a *algorithm, key, message []byte) {
	h, block := a.start(), paddedKey(a, key)
	h.Write(xor(block, innerPad))
	h.Write(message)
	h.Sum(to[:0])
	h.Reset()
	h.Write(xor(block, innerPad^outerPad))
	h.Write(to)
	h.Sum(to[:0])
}

// newHMACObject returns an HMAC object with the bytes of key.
func newHMACObject(t *py.Type, a *algorithm, key []byte) *object {
	x := py.NewObject[object](t)
	x.algorithm, x.state = a, newHMAC(a, key)
	return x
}

// setupHMAC fills a type of HMAC objects.
func setupHMAC(t *py.Type) {
	self := py.AsAny[object]
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		return py.Text("<" + self(v).algorithm.name + " HMAC object @ " + address(th, v) + ">"), nil
	}
	setupHash(t, nil, "msg", false)
	py.AddMethods(t, py.Def("update($self, /, msg)", "Hash more of the message.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		return py.None, self(a[0]).update(th, a[1])
	}))
}

// hmacName is the attribute name of HMAC objects.
func hmacName(th *py.Thread, v py.Value) (py.Value, error) {
	return py.Text("hmac-" + py.AsAny[object](v).algorithm.name), nil
}

var (
	hmacType         = &py.Type{Name: "HMAC", Module: "_hmac", Flags: py.TypeDisallowNew}
	unknownHashError = &py.Type{Name: "UnknownHashError", Module: "_hmac", Flags: py.TypeBaseType}
	setupHMACModule  = sync.OnceFunc(func() {
		hmacType.GetSets = []py.GetSetDef{{Name: "name", Get: hmacName}}
		setupHMAC(hmacType)
		py.SetupType(unknownHashError, py.ValueError)
	})
)

// hmacNames are the algorithms that _hmac has a function for.
var hmacNames = []string{"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512"}

var hmacModule = &py.ModuleDef{
	Name:      "_hmac",
	Doc:       "Keyed hashes of messages (RFC 2104).",
	Functions: hmacFunctions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupHMACModule()
		m.Set(th, "HMAC", hmacType.Value())
		m.Set(th, "UnknownHashError", unknownHashError.Value())
		m.Set(th, "_GIL_MINSIZE", py.Int(gilMinSize))
		return nil
	},
}

// hmacFunctions are made with the module.
func hmacFunctions() []*py.MethodDef {
	functions := []*py.MethodDef{
		py.Def("new($module, /, key, msg=None, digestmod=<unrepresentable>)", "Return an HMAC object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if a[2].IsUnbound() {
				return py.Unbound, py.Raise(py.TypeError, "new() missing 1 required argument 'digestmod'")
			}
			h, err := hmacAlgorithm(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			key, err := hashable(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			x := newHMACObject(hmacType, h, key)
			if a[1].IsNone() {
				return x.Value(), nil
			}
			return x.Value(), x.update(th, a[1])
		}),
		py.Def("compute_digest($module, /, key, msg, digest)", "Return the HMAC of msg.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			h, err := hmacAlgorithm(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			return computeHMAC(th, h, a[0], a[1])
		}),
	}
	compute := func(name string, a *algorithm) {
		functions = append(functions, py.Def(name+"($module, key, msg, /)", "Return the HMAC of msg by "+a.title+".", func(th *py.Thread, args []py.Value) (py.Value, error) {
			return computeHMAC(th, a, args[0], args[1])
		}))
	}
	for _, name := range hmacNames {
		compute("compute_"+name, algorithms()[name])
	}
	compute("compute_blake2s_32", algorithms()["blake2s"])
	compute("compute_blake2b_32", algorithms()["blake2b"])
	return functions
}

// hmacAlgorithm finds the algorithm that an argument of _hmac names.
func hmacAlgorithm(th *py.Thread, v py.Value) (*algorithm, error) {
	if s := py.AsStr(v); s != nil {
		a := algorithms()[strings.ToLower(s.String())]
		if a != nil && !a.extendable && a.name != "md5-sha1" && !strings.HasPrefix(a.name, "sha512_") {
			return a, nil
		}
	}
	r, err := py.Repr(th, v)
	if err != nil {
		return nil, err
	}
	return nil, py.Raise(unknownHashError, "unsupported hash type: %s", r)
}

func computeHMAC(th *py.Thread, a *algorithm, key, msg py.Value) (py.Value, error) {
	k, err := hashable(th, key)
	if err != nil {
		return py.Unbound, err
	}
	m, err := hashable(th, msg)
	if err != nil {
		return py.Unbound, err
	}
	x, out := py.SizedBytes(a.size)
	if len(m) < gilMinSize {
		wholeHMAC(out, a, k, m)
	} else {
		th.Outside(func() { wholeHMAC(out, a, k, m) })
	}
	return x.Value(), nil
}
