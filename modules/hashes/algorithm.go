// This file holds the table of algorithms.

package hashes

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"hash"
	"strings"
	"sync"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/blake2s"
)

// algorithm is a hash function.
type algorithm struct {
	name        string
	title       string // as its standard writes it
	size, block int    // in bytes; size 0: as many as asked for
	extendable  bool
	start       func() hash.Hash
	whole       func(to, data []byte) // writes the digest of data, without a state; not of extendable functions
}

// typeName is the name of the type in the modules of single families.
func (a *algorithm) typeName() string { return strings.ToUpper(a.name) + "Type" }

// cloned returns a copy of a state.
func cloned(h hash.Hash) hash.Hash {
	if own, ok := h.(interface{ clone() hash.Hash }); ok {
		return own.clone()
	}
	c, err := h.(hash.Cloner).Clone()
	if err != nil {
		panic(err) // all the functions in the table can be copied
	}
	return c
}

// extendable is SHAKE.
type extendable struct{ sha3.SHAKE }

func (s *extendable) clone() hash.Hash {
	c := *s
	return &c
}

func (s *extendable) Size() int { return 0 }

// fill writes a digest of the length of to.
func (s *extendable) fill(to []byte) {
	c := *s // reading ends the absorbing phase
	c.Read(to)
}

func (s *extendable) Sum(b []byte) []byte { return b }

// both is MD5 and SHA-1 side by side, as in TLS 1.0.
type both struct{ md5, sha1 hash.Hash }

func (b both) Write(p []byte) (int, error) { b.md5.Write(p); return b.sha1.Write(p) }
func (b both) Sum(p []byte) []byte         { return b.sha1.Sum(b.md5.Sum(p)) }
func (b both) Reset()                      { b.md5.Reset(); b.sha1.Reset() }
func (b both) Size() int                   { return b.md5.Size() + b.sha1.Size() }
func (b both) BlockSize() int              { return b.md5.BlockSize() }
func (b both) clone() hash.Hash            { return both{cloned(b.md5), cloned(b.sha1)} }

// algorithms holds the hash functions by name.
var algorithms = sync.OnceValue(makeAlgorithms)

func makeAlgorithms() map[string]*algorithm {
	table := map[string]*algorithm{}
	add := func(name, title string, start func() hash.Hash, whole func(to, data []byte)) *algorithm {
		d := start()
		a := &algorithm{name: name, title: title, size: d.Size(), block: d.BlockSize(), start: start, whole: whole}
		table[name] = a
		return a
	}
	add("md5", "MD5", md5.New, func(to, data []byte) { d := md5.Sum(data); copy(to, d[:]) })
	add("sha1", "SHA-1", sha1.New, func(to, data []byte) { d := sha1.Sum(data); copy(to, d[:]) })
	add("sha224", "SHA-224", sha256.New224, func(to, data []byte) { d := sha256.Sum224(data); copy(to, d[:]) })
	add("sha256", "SHA-256", sha256.New, func(to, data []byte) { d := sha256.Sum256(data); copy(to, d[:]) })
	add("sha384", "SHA-384", sha512.New384, func(to, data []byte) { d := sha512.Sum384(data); copy(to, d[:]) })
	add("sha512", "SHA-512", sha512.New, func(to, data []byte) { d := sha512.Sum512(data); copy(to, d[:]) })
	add("sha512_224", "SHA-512/224", sha512.New512_224, func(to, data []byte) { d := sha512.Sum512_224(data); copy(to, d[:]) })
	add("sha512_256", "SHA-512/256", sha512.New512_256, func(to, data []byte) { d := sha512.Sum512_256(data); copy(to, d[:]) })
	add("sha3_224", "SHA3-224", func() hash.Hash { return sha3.New224() }, func(to, data []byte) { d := sha3.Sum224(data); copy(to, d[:]) })
	add("sha3_256", "SHA3-256", func() hash.Hash { return sha3.New256() }, func(to, data []byte) { d := sha3.Sum256(data); copy(to, d[:]) })
	add("sha3_384", "SHA3-384", func() hash.Hash { return sha3.New384() }, func(to, data []byte) { d := sha3.Sum384(data); copy(to, d[:]) })
	add("sha3_512", "SHA3-512", func() hash.Hash { return sha3.New512() }, func(to, data []byte) { d := sha3.Sum512(data); copy(to, d[:]) })
	add("shake_128", "SHAKE128", func() hash.Hash { return &extendable{*sha3.NewSHAKE128()} }, nil).extendable = true
	add("shake_256", "SHAKE256", func() hash.Hash { return &extendable{*sha3.NewSHAKE256()} }, nil).extendable = true
	add("blake2b", "BLAKE2b", func() hash.Hash { return newBlake2(blake2bVariant, &blake2Parameters{size: 64, fanout: 1, depth: 1}) },
		func(to, data []byte) { d := blake2b.Sum512(data); copy(to, d[:]) })
	add("blake2s", "BLAKE2s", func() hash.Hash { return newBlake2(blake2sVariant, &blake2Parameters{size: 32, fanout: 1, depth: 1}) },
		func(to, data []byte) { d := blake2s.Sum256(data); copy(to, d[:]) })
	add("md5-sha1", "MD5 and SHA-1", func() hash.Hash { return both{md5.New(), sha1.New()} },
		func(to, data []byte) { a, b := md5.Sum(data), sha1.Sum(data); copy(to[copy(to, a[:]):], b[:]) })
	return table
}
