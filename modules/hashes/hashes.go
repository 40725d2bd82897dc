// Package hashes holds the modules beneath hashlib and hmac: _md5, _sha1, _sha2, _sha3, _blake2, _hmac and _hashlib, over
// Go's crypto packages.
//
//	hashes.go      the modules of single families
//	algorithm.go   the table of algorithms
//	object.go      hash objects
//	blake2.go      BLAKE2 with all of its parameters (RFC 7693)
//	hmac.go        HMAC objects (RFC 2104), module _hmac
//	openssl.go     module _hashlib, whose names are OpenSSL's
//	derivation.go  pbkdf2_hmac (RFC 8018) and scrypt (RFC 7914)
package hashes

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// gilMinSize is how much data is hashed without leaving the interpreter lock.
const gilMinSize = 2048

// Modules are the definitions of the modules.
var Modules = []*py.ModuleDef{
	family("_md5", "MD5 (RFC 1321).", "md5"),
	family("_sha1", "SHA-1 (FIPS 180-4).", "sha1"),
	family("_sha2", "SHA-2 (FIPS 180-4).", "sha224", "sha256", "sha384", "sha512"),
	{Name: "_sha3", Doc: "SHA-3 and SHAKE (FIPS 202).", Exec: execSHA3},
	{Name: "_blake2", Doc: "BLAKE2b and BLAKE2s (RFC 7693).", Exec: execBlake2},
	hmacModule,
	opensslModule,
}

// family declares a module whose algorithms are functions that return objects of a type each.
func family(module, doc string, names ...string) *py.ModuleDef {
	types := sync.OnceValue(func() []*py.Type {
		var types []*py.Type
		for _, name := range names {
			t := &py.Type{Name: name, Module: module, Flags: py.TypeDisallowNew}
			if module == "_sha2" {
				t.Name = algorithms()[name].typeName()
			}
			setupHash(t, nil, "obj", false)
			types = append(types, t)
		}
		return types
	})
	return &py.ModuleDef{
		Name: module,
		Doc:  doc,
		Functions: func() []*py.MethodDef {
			var functions []*py.MethodDef
			for i, name := range names {
				a, t, signature := algorithms()[name], types()[i], signatureOf(name)
				functions = append(functions, py.DefRaw(name, constructorText, "Return a hash object of "+a.title+", with data hashed.",
					func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
						return construct(th, signature, args, kw, t, a)
					}))
			}
			return functions
		},
		Exec: func(th *py.Thread, m *py.Module) error {
			for i, t := range types() {
				m.Set(th, algorithms()[names[i]].typeName(), t.Value())
			}
			m.Set(th, "_GIL_MINSIZE", py.Int(gilMinSize))
			return nil
		},
	}
}

// signatureOf returns what parses, when first called, the signature of the function with the given name.
func signatureOf(name string) func() *py.Signature {
	return sync.OnceValue(func() *py.Signature { return py.ParseSignature(name + constructorText) })
}

// sha3Types are the types of _sha3, which programs call.
var sha3Types = sync.OnceValue(func() []*py.Type {
	var types []*py.Type
	for _, name := range []string{"sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256"} {
		a := algorithms()[name]
		kind := "SHA3"
		if a.extendable {
			kind = "SHAKE"
		}
		t := &py.Type{Name: name, Module: "_sha3", Doc: name + "([data], *, usedforsecurity=True) -> " + kind + " object\n\nA hash object of " + a.title + "."}
		signature := signatureOf(name)
		t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
			return construct(th, signature, args, kw, t, a)
		}
		constant := func(v py.Value) func(*py.Thread, py.Value) (py.Value, error) {
			return func(*py.Thread, py.Value) (py.Value, error) { return v, nil }
		}
		rate := int64(8 * a.block)
		suffix := byte(6) // FIPS 202, section 6: the bits that tell the functions apart, and the first of the padding
		if a.extendable {
			suffix = 0x1f
		}
		t.GetSets = []py.GetSetDef{
			{Name: "_capacity_bits", Get: constant(py.Int(1600 - rate))},
			{Name: "_rate_bits", Get: constant(py.Int(rate))},
			{Name: "_suffix", Get: constant(py.NewBytes([]byte{suffix}).Value())},
		}
		setupHash(t, nil, "data", a.extendable)
		types = append(types, t)
	}
	return types
})

func execSHA3(th *py.Thread, m *py.Module) error {
	for _, t := range sha3Types() {
		m.Set(th, t.Name, t.Value())
	}
	m.Set(th, "implementation", py.Text("Go crypto/sha3"))
	m.Set(th, "_GIL_MINSIZE", py.Int(gilMinSize))
	return nil
}
