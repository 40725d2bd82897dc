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
)

// digest is the state of a hash function.
type digest interface {
	hash.Hash
	clone() digest
	// sum returns the digest of what was written, for extendable functions of n bytes.
	sum(n int) []byte
}

// algorithm is a hash function.
type algorithm struct {
	name        string
	title       string // as its standard writes it
	size, block int    // in bytes; size 0: as many as asked for
	extendable  bool
	start       func() digest
}

// typeName is the name of the type in the modules of single families.
func (a *algorithm) typeName() string { return strings.ToUpper(a.name) + "Type" }

// fixed is a hash function of Go's library.
type fixed struct{ hash.Hash }

func (f fixed) clone() digest {
	c, err := f.Hash.(hash.Cloner).Clone()
	if err != nil {
		panic(err) // all the functions in the table can be copied
	}
	return fixed{c}
}

func (f fixed) sum(int) []byte { return f.Hash.Sum(nil) }

// extendable is SHAKE.
type extendable struct{ sha3.SHAKE }

func (s *extendable) clone() digest {
	c := *s
	return &c
}

func (s *extendable) Size() int { return 0 }

func (s *extendable) sum(n int) []byte {
	c := *s // reading ends the absorbing phase
	out := make([]byte, n)
	c.Read(out)
	return out
}

func (s *extendable) Sum(b []byte) []byte { return b }

// both is MD5 and SHA-1 side by side, as in TLS 1.0.
type both struct{ md5, sha1 fixed }

func (b both) Write(p []byte) (int, error) { b.md5.Write(p); return b.sha1.Write(p) }
func (b both) Sum(p []byte) []byte         { return b.sha1.Sum(b.md5.Sum(p)) }
func (b both) Reset()                      { b.md5.Reset(); b.sha1.Reset() }
func (b both) Size() int                   { return b.md5.Size() + b.sha1.Size() }
func (b both) BlockSize() int              { return b.md5.BlockSize() }
func (b both) clone() digest               { return both{b.md5.clone().(fixed), b.sha1.clone().(fixed)} }
func (b both) sum(int) []byte              { return b.Sum(nil) }

// algorithms holds the hash functions by name.
var algorithms = makeAlgorithms()

func makeAlgorithms() map[string]*algorithm {
	table := map[string]*algorithm{}
	add := func(name, title string, start func() digest) *algorithm {
		d := start()
		a := &algorithm{name: name, title: title, size: d.Size(), block: d.BlockSize(), start: start}
		table[name] = a
		return a
	}
	add("md5", "MD5", func() digest { return fixed{md5.New()} })
	add("sha1", "SHA-1", func() digest { return fixed{sha1.New()} })
	add("sha224", "SHA-224", func() digest { return fixed{sha256.New224()} })
	add("sha256", "SHA-256", func() digest { return fixed{sha256.New()} })
	add("sha384", "SHA-384", func() digest { return fixed{sha512.New384()} })
	add("sha512", "SHA-512", func() digest { return fixed{sha512.New()} })
	add("sha512_224", "SHA-512/224", func() digest { return fixed{sha512.New512_224()} })
	add("sha512_256", "SHA-512/256", func() digest { return fixed{sha512.New512_256()} })
	add("sha3_224", "SHA3-224", func() digest { return fixed{sha3.New224()} })
	add("sha3_256", "SHA3-256", func() digest { return fixed{sha3.New256()} })
	add("sha3_384", "SHA3-384", func() digest { return fixed{sha3.New384()} })
	add("sha3_512", "SHA3-512", func() digest { return fixed{sha3.New512()} })
	add("shake_128", "SHAKE128", func() digest { return &extendable{*sha3.NewSHAKE128()} }).extendable = true
	add("shake_256", "SHAKE256", func() digest { return &extendable{*sha3.NewSHAKE256()} }).extendable = true
	add("blake2b", "BLAKE2b", func() digest { return newBlake2(blake2bVariant, &blake2Parameters{size: 64, fanout: 1, depth: 1}) })
	add("blake2s", "BLAKE2s", func() digest { return newBlake2(blake2sVariant, &blake2Parameters{size: 32, fanout: 1, depth: 1}) })
	add("md5-sha1", "MD5 and SHA-1", func() digest { return both{fixed{md5.New()}, fixed{sha1.New()}} })
	return table
}
