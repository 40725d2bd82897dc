// This file holds the module _hashlib: hash functions by OpenSSL's names.

package hashes

import (
	"crypto/subtle"
	"fmt"
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// opensslConstructors are the algorithms with a function openssl_NAME each.
var opensslConstructors = []string{"md5", "sha1", "sha224", "sha256", "sha384", "sha512",
	"sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256"}

// opensslAliases are other names of algorithms, in lower case.
var opensslAliases = map[string]string{
	"ssl3-md5": "md5", "sha-1": "sha1", "ssl3-sha1": "sha1",
	"sha-224": "sha224", "sha2-224": "sha224", "sha-256": "sha256", "sha2-256": "sha256",
	"sha-384": "sha384", "sha2-384": "sha384", "sha-512": "sha512", "sha2-512": "sha512",
	"sha512-224": "sha512_224", "sha-512/224": "sha512_224", "sha2-512/224": "sha512_224",
	"sha512-256": "sha512_256", "sha-512/256": "sha512_256", "sha2-512/256": "sha512_256",
	"sha3-224": "sha3_224", "sha3-256": "sha3_256", "sha3-384": "sha3_384", "sha3-512": "sha3_512",
	"shake128": "shake_128", "shake-128": "shake_128", "shake256": "shake_256", "shake-256": "shake_256",
	"blake2b512": "blake2b", "blake2b-512": "blake2b", "blake2s256": "blake2s", "blake2s-256": "blake2s",
}

var (
	hashType              = &py.Type{Name: "HASH", Module: "_hashlib", Doc: "A hash object.", Flags: py.TypeDisallowNew | py.TypeBaseType}
	extendableType        = &py.Type{Name: "HASHXOF", Module: "_hashlib", Doc: "A hash object with digests of any length.", Flags: py.TypeDisallowNew}
	opensslHMACType       = &py.Type{Name: "HMAC", Module: "_hashlib", Doc: "A keyed hash of a message.", Flags: py.TypeDisallowNew}
	unsupportedDigestmode = &py.Type{Name: "UnsupportedDigestmodError", Module: "_hashlib", Flags: py.TypeBaseType}

	setupOpenSSL = sync.OnceFunc(func() {
		repr := func(th *py.Thread, v py.Value) (py.Value, error) {
			x := py.AsAny[object](v)
			return py.Text("<" + x.algorithm.name + " _hashlib." + x.Type.Name + " object @ " + address(th, v) + ">"), nil
		}
		hashType.Repr, extendableType.Repr = repr, repr
		hashType.TextSig, extendableType.TextSig = "(name, string=b'')", "(name, string=b'')"
		setupHash(hashType, nil, "obj", false)
		setupHash(extendableType, hashType, "obj", true)
		opensslHMACType.GetSets = []py.GetSetDef{{Name: "name", Get: hmacName}}
		setupHMAC(opensslHMACType)
		py.SetupType(unsupportedDigestmode, py.ValueError)
	})
)

var opensslModule = &py.ModuleDef{
	Name:      "_hashlib",
	Doc:       "Hash functions by OpenSSL's names, computed by Go's crypto packages.",
	Functions: opensslFunctions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOpenSSL()
		m.Set(th, "HASH", hashType.Value())
		m.Set(th, "HASHXOF", extendableType.Value())
		m.Set(th, "HMAC", opensslHMACType.Value())
		m.Set(th, "UnsupportedDigestmodError", unsupportedDigestmode.Value())
		m.Set(th, "_GIL_MINSIZE", py.Int(gilMinSize))
		var names []py.Value
		for name := range algorithms() {
			names = append(names, py.Text(name))
		}
		set, err := py.NewFrozenSet(th, py.NewTuple(names).Value())
		if err != nil {
			return err
		}
		m.Set(th, "openssl_md_meth_names", set.Value())
		constructors := py.NewDict()
		for _, name := range opensslConstructors {
			if err := constructors.SetItem(th, m.Get(th, "openssl_"+name), py.Text(name)); err != nil {
				return err
			}
		}
		m.Set(th, "_constructors", py.NewMappingProxy(constructors.Value()))
		return nil
	},
}

// opensslByFunction finds the algorithm of a function openssl_NAME.
var opensslByFunction = map[*py.MethodDef]*algorithm{}

// opensslFunctions are made with the module.
func opensslFunctions() []*py.MethodDef {
	newText := "($module, /, name, data=b'', *, usedforsecurity=True, string=None)"
	newSignature := py.ParseSignature("new" + newText)
	functions := []*py.MethodDef{
		py.DefRaw("new", newText, "Return a hash object of the algorithm name, with data hashed.", func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
			a, held, err := newSignature.BindArgs(th, args, kw)
			defer held.Release()
			if err != nil {
				return py.Unbound, err
			}
			name := py.AsStr(a[0])
			if name == nil {
				return py.Unbound, py.Raise(py.TypeError, "new() argument 'name' must be str, not %s", typeOf(a[0]))
			}
			data, err := dataOf(a[1], a[3], args, kw, 1)
			if err != nil {
				return py.Unbound, err
			}
			h, err := opensslAlgorithm(name.String())
			if err != nil {
				return py.Unbound, err
			}
			x := newObject(opensslType(h), h)
			return x.Value(), x.update(th, data)
		}),
		py.Def("pbkdf2_hmac($module, /, hash_name, password, salt, iterations, dklen=None)", "Derive a key from a password by PBKDF2 with HMAC.", pbkdf2HMAC),
		py.Def("scrypt($module, /, password, *, salt, n, r, p, maxmem=0, dklen=64)", "Derive a key from a password by scrypt.", scryptKey),
		py.Def("get_fips_mode($module, /)", "Return 0: nothing is restricted to algorithms approved by FIPS.", func(*py.Thread, []py.Value) (py.Value, error) {
			return py.Int(0), nil
		}),
		py.Def("compare_digest($module, a, b, /)", "Return a == b in a time that doesn't depend on the contents.", compareDigest),
		py.Def("hmac_digest($module, /, key, msg, digest)", "Return the HMAC of msg.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			h, err := digestmod(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			for _, v := range a[:2] {
				if _, err := py.AsBytes(th, v); err != nil {
					return py.Unbound, err
				}
			}
			return computeHMAC(th, h, a[0], a[1])
		}),
		py.Def("hmac_new($module, /, key, msg=b'', digestmod=None)", "Return an HMAC object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if a[2].IsNone() {
				return py.Unbound, py.Raise(py.TypeError, "Missing required parameter 'digestmod'.")
			}
			key, err := py.AsBytes(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			h, err := digestmod(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			x := newHMACObject(opensslHMACType, h, key)
			if a[1].IsNone() {
				return x.Value(), nil
			}
			return x.Value(), x.update(th, a[1])
		}),
	}
	for _, name := range opensslConstructors {
		a := algorithms()[name]
		signature := signatureOf("openssl_" + name)
		def := py.DefRaw("openssl_"+name, constructorText, "Return a hash object of "+a.title+", with data hashed.",
			func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
				return construct(th, signature, args, kw, opensslType(a), a)
			})
		opensslByFunction[def] = a
		functions = append(functions, def)
	}
	return functions
}

// opensslType is the type of the module's hash objects of an algorithm.
func opensslType(a *algorithm) *py.Type {
	if a.extendable {
		return extendableType
	}
	return hashType
}

// opensslAlgorithm finds an algorithm by its name or an alias.
func opensslAlgorithm(name string) (*algorithm, error) {
	if a := algorithms()[name]; a != nil {
		return a, nil
	}
	name = strings.ToLower(name)
	if other, ok := opensslAliases[name]; ok {
		name = other
	}
	if a := algorithms()[name]; a != nil {
		return a, nil
	}
	return nil, py.Raise(unsupportedDigestmode, "[digital envelope routines] unsupported")
}

// digestmod finds the algorithm for an HMAC, given as a name or as one of the module's functions.
func digestmod(th *py.Thread, v py.Value) (*algorithm, error) {
	var a *algorithm
	if s := py.AsStr(v); s != nil {
		var err error
		if a, err = opensslAlgorithm(s.String()); err != nil {
			return nil, err
		}
	} else if v.Kind() == py.KindBuiltin {
		a = opensslByFunction[py.AsAny[py.Builtin](v).Def]
	}
	if a == nil {
		s, err := py.StrOf(th, v)
		if err != nil {
			return nil, err
		}
		return nil, py.Raise(unsupportedDigestmode, "Unsupported digestmod %s", s)
	}
	if a.extendable {
		return nil, py.Raise(py.ValueError, "no reason supplied")
	}
	return a, nil
}

// compareDigest compares two ASCII strings or two bytes-like objects.
func compareDigest(th *py.Thread, args []py.Value) (py.Value, error) {
	a, b := args[0], args[1]
	var x, y []byte
	s, t := py.AsStr(a), py.AsStr(b)
	switch {
	case s != nil && t != nil:
		if !s.IsASCII() || !t.IsASCII() {
			return py.Unbound, py.Raise(py.TypeError, "comparing strings with non-ASCII characters is not supported")
		}
		x, y = []byte(s.String()), []byte(t.String())
	case a.Type().Buffer == nil && b.Type().Buffer == nil:
		return py.Unbound, py.Raise(py.TypeError, "unsupported operand types(s) or combination of types: '%s' and '%s'", a.Type().TypeName(), b.Type().TypeName())
	default:
		var err error
		if x, err = py.AsBytes(th, a); err != nil {
			return py.Unbound, err
		}
		if y, err = py.AsBytes(th, b); err != nil {
			return py.Unbound, err
		}
	}
	return py.Bool(subtle.ConstantTimeCompare(x, y) == 1), nil
}

// typeOf is the class of a wrong argument as messages show it.
func typeOf(v py.Value) string {
	if v.IsNone() {
		return "None"
	}
	return v.Type().TypeName()
}

func address(th *py.Thread, v py.Value) string { return fmt.Sprintf("0x%x", uint64(py.ID(th, v))) }
