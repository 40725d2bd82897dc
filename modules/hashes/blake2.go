// This file holds BLAKE2 with key, salt, personalisation and tree parameters (RFC 7693; "BLAKE2: simpler, smaller, fast as
// MD5", section 2.8). golang.org/x/crypto compresses the blocks: it takes a state whose first words hold any parameters. Only
// the last block of a last node, which it doesn't know, is compressed here.

package hashes

import (
	"encoding"
	"encoding/binary"
	"hash"
	"math/bits"
	"sync"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/blake2s"

	py "github.com/gopy-lang/gopy/runtime"
)

// blake2Variant is BLAKE2b or BLAKE2s.
type blake2Variant struct {
	name              string
	word              int // bytes in a word
	maxDigest, maxKey int
	salt, person      int // sizes
	block, rounds     int
	rotations         [4]int
	offsetBits        int // bits of node_offset
	initial           [8]uint64
	start             func(size int) hash.Hash
}

var blake2bVariant = &blake2Variant{
	name: "blake2b", word: 8, maxDigest: 64, maxKey: 64, salt: 16, person: 16, block: 128, rounds: 12, rotations: [4]int{32, 24, 16, 63}, offsetBits: 64,
	initial: [8]uint64{0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179},
	start: func(size int) hash.Hash {
		h, _ := blake2b.New(size, nil) // only a key can be wrong
		return h
	},
}

var blake2sVariant = &blake2Variant{
	name: "blake2s", word: 4, maxDigest: 32, maxKey: 32, salt: 8, person: 8, block: 64, rounds: 10, rotations: [4]int{16, 12, 8, 7}, offsetBits: 48,
	initial: [8]uint64{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19},
	start: func(int) hash.Hash { // there are none of other sizes without a key
		h, _ := blake2s.New256(nil)
		return h
	},
}

// blake2Parameters are the parameters of a hash object.
type blake2Parameters struct {
	size, fanout, depth  int
	leafSize             uint32
	nodeOffset           uint64
	nodeDepth, innerSize int
	key, salt, person    []byte
	lastNode             bool
}

// blake2 is the state of a BLAKE2 function.
type blake2 struct {
	hash.Hash
	variant  *blake2Variant
	lastNode bool
}

// state is what x/crypto's functions write down about themselves.
type state struct {
	h      [8]uint64
	count  [2]uint64
	size   byte
	block  []byte
	offset byte
}

func (b *blake2) marshal() []byte {
	data, err := b.Hash.(encoding.BinaryMarshaler).MarshalBinary()
	if err != nil {
		panic(err) // only keyed functions can't; ours take the key as data
	}
	return data
}

func (b *blake2) unmarshal(data []byte) {
	if err := b.Hash.(encoding.BinaryUnmarshaler).UnmarshalBinary(data); err != nil {
		panic(err)
	}
}

// encode writes a state as x/crypto does: the variant's letters, words in big-endian order, size, block, offset.
func (v *blake2Variant) encode(s *state) []byte {
	data := append(make([]byte, 0, 3+10*v.word+v.block+2), "b2"+v.name[6:]...)
	for _, w := range append(s.h[:], s.count[:]...) {
		if v.word == 8 {
			data = binary.BigEndian.AppendUint64(data, w)
		} else {
			data = binary.BigEndian.AppendUint32(data, uint32(w))
		}
	}
	data = append(append(data, s.size), s.block...)
	return append(data, s.offset)
}

// decode is the reverse of encode.
func (v *blake2Variant) decode(data []byte) *state {
	s := &state{}
	data = data[3:]
	next := func() (w uint64) {
		if v.word == 8 {
			w = binary.BigEndian.Uint64(data)
		} else {
			w = uint64(binary.BigEndian.Uint32(data))
		}
		data = data[v.word:]
		return w
	}
	for i := range s.h {
		s.h[i] = next()
	}
	for i := range s.count {
		s.count[i] = next()
	}
	s.size, s.block, s.offset = data[0], data[1:1+v.block], data[1+v.block]
	return s
}

// isPlain tells whether there is nothing special but the size.
func (p *blake2Parameters) isPlain() bool {
	return p.fanout == 1 && p.depth == 1 && p.leafSize == 0 && p.nodeOffset == 0 && p.nodeDepth == 0 && p.innerSize == 0 && len(p.key)+len(p.salt)+len(p.person) == 0
}

// newBlake2 starts a function: the parameter block goes into the first state, the key makes the first block.
func newBlake2(v *blake2Variant, p *blake2Parameters) *blake2 {
	b := &blake2{Hash: v.start(p.size), variant: v, lastNode: p.lastNode}
	if p.isPlain() && b.Size() == p.size {
		return b
	}
	block := make([]byte, 8*v.word)
	block[0], block[1], block[2], block[3] = byte(p.size), byte(len(p.key)), byte(p.fanout), byte(p.depth)
	binary.LittleEndian.PutUint32(block[4:], p.leafSize)
	if v.word == 8 {
		binary.LittleEndian.PutUint64(block[8:], p.nodeOffset)
		block[16], block[17] = byte(p.nodeDepth), byte(p.innerSize)
	} else {
		binary.LittleEndian.PutUint32(block[8:], uint32(p.nodeOffset))
		binary.LittleEndian.PutUint16(block[12:], uint16(p.nodeOffset>>32))
		block[14], block[15] = byte(p.nodeDepth), byte(p.innerSize)
	}
	copy(block[len(block)-v.person-v.salt:], p.salt)
	copy(block[len(block)-v.person:], p.person)
	s := &state{h: v.initial, size: byte(p.size), block: make([]byte, v.block)}
	for i := range s.h {
		s.h[i] ^= v.load(block[i*v.word:])
	}
	b.unmarshal(v.encode(s))
	if len(p.key) > 0 {
		b.Write(append(append([]byte(nil), p.key...), make([]byte, v.block-len(p.key))...))
	}
	return b
}

// load reads a word.
func (v *blake2Variant) load(b []byte) uint64 {
	if v.word == 8 {
		return binary.LittleEndian.Uint64(b)
	}
	return uint64(binary.LittleEndian.Uint32(b))
}

func (b *blake2) clone() hash.Hash {
	c := &blake2{Hash: b.variant.start(b.Size()), variant: b.variant, lastNode: b.lastNode}
	c.unmarshal(b.marshal())
	return c
}

func (b *blake2) Sum(to []byte) []byte {
	if b.lastNode {
		return append(to, b.variant.finishLastNode(b.variant.decode(b.marshal()))...)
	}
	return b.Hash.Sum(to)
}

// finishLastNode compresses the last block with both finalisation flags set.
func (v *blake2Variant) finishLastNode(s *state) []byte {
	// What x/crypto counts is the bytes of the blocks compressed so far.
	low := s.count[0] + uint64(s.offset)
	high := s.count[1]
	mask := ^uint64(0) >> (64 - 8*v.word)
	if low &= mask; low < uint64(s.offset) {
		high++
	}
	clear(s.block[s.offset:])
	var m [16]uint64
	for i := range m {
		m[i] = v.load(s.block[i*v.word:])
	}
	var w [16]uint64
	copy(w[:], s.h[:])
	copy(w[8:], v.initial[:])
	w[12] ^= low
	w[13] ^= high
	w[14] ^= mask
	w[15] ^= mask
	rotate := func(x uint64, by int) uint64 {
		if v.word == 8 {
			return bits.RotateLeft64(x, -by)
		}
		return uint64(bits.RotateLeft32(uint32(x), -by))
	}
	mix := func(a, b, c, d int, x, y uint64) {
		w[a] = (w[a] + w[b] + x) & mask
		w[d] = rotate(w[d]^w[a], v.rotations[0])
		w[c] = (w[c] + w[d]) & mask
		w[b] = rotate(w[b]^w[c], v.rotations[1])
		w[a] = (w[a] + w[b] + y) & mask
		w[d] = rotate(w[d]^w[a], v.rotations[2])
		w[c] = (w[c] + w[d]) & mask
		w[b] = rotate(w[b]^w[c], v.rotations[3])
	}
	for round := range v.rounds {
		p := &blake2Schedule[round%10]
		for i := range 4 { // columns
			mix(i, 4+i, 8+i, 12+i, m[p[2*i]], m[p[2*i+1]])
		}
		for i := range 4 { // diagonals
			mix(i, 4+(i+1)%4, 8+(i+2)%4, 12+(i+3)%4, m[p[8+2*i]], m[p[9+2*i]])
		}
	}
	var out []byte
	for i, h := range s.h {
		h ^= w[i] ^ w[i+8]
		if v.word == 8 {
			out = binary.LittleEndian.AppendUint64(out, h)
		} else {
			out = binary.LittleEndian.AppendUint32(out, uint32(h))
		}
	}
	return out[:s.size]
}

// blake2Schedule is the table SIGMA of RFC 7693, section 2.7.
var blake2Schedule = [10][16]byte{
	{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
	{14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
	{11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
	{7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
	{9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
	{2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
	{12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
	{13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
	{6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
	{10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
}

// arguments reads the parameters of a constructor from its bound arguments, from digest_size on.
func (v *blake2Variant) arguments(th *py.Thread, a []py.Value) (*blake2Parameters, error) {
	p := &blake2Parameters{}
	var err error
	if p.size, err = py.AsCInt(th, a[0]); err != nil {
		return nil, err
	}
	if p.size < 1 || p.size > v.maxDigest {
		return nil, py.Raise(py.ValueError, "digest_size for B%s must be between 1 and %d bytes, here it is %d", v.name[1:], v.maxDigest, p.size)
	}
	for _, part := range []struct {
		name string
		to   *[]byte
		v    py.Value
		most int
	}{{"key", &p.key, a[1], v.maxKey}, {"salt", &p.salt, a[2], v.salt}, {"person", &p.person, a[3], v.person}} {
		b, err := py.AsBytes(th, part.v)
		if err != nil {
			return nil, err
		}
		if len(b) > part.most {
			return nil, py.Raise(py.ValueError, "maximum %s length is %d bytes", part.name, part.most)
		}
		*part.to = append([]byte(nil), b...)
	}
	if p.fanout, err = small(th, a[4], 0, 255, "fanout must be between 0 and 255"); err != nil {
		return nil, err
	}
	if p.depth, err = small(th, a[5], 1, 255, "depth must be between 1 and 255"); err != nil {
		return nil, err
	}
	leaf, err := unsigned(th, a[6], 32, "leaf_size is too large")
	if err != nil {
		return nil, err
	}
	p.leafSize = uint32(leaf)
	if p.nodeOffset, err = unsigned(th, a[7], v.offsetBits, "node_offset is too large"); err != nil {
		return nil, err
	}
	if p.nodeDepth, err = small(th, a[8], 0, 255, "node_depth must be between 0 and 255"); err != nil {
		return nil, err
	}
	message := "inner_size must be between 0 and is 64"
	if v.word == 4 {
		message = "inner_size must be between 0 and is 32"
	}
	if p.innerSize, err = small(th, a[9], 0, v.maxDigest, message); err != nil {
		return nil, err
	}
	p.lastNode, err = py.Truth(th, a[10])
	return p, err
}

func small(th *py.Thread, v py.Value, least, most int, message string) (int, error) {
	n, err := py.AsCInt(th, v)
	if err == nil && (n < least || n > most) {
		err = py.Raise(py.ValueError, "%s", message)
	}
	return n, err
}

// unsigned reads a number of at most so many bits.
func unsigned(th *py.Thread, v py.Value, size int, message string) (uint64, error) {
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n := py.AsBig(i)
	switch {
	case n.Sign() < 0:
		return 0, py.Raise(py.ValueError, "Cannot convert negative int")
	case n.BitLen() > 64:
		return 0, py.Raise(py.OverflowError, "Python int too large for C unsigned long long")
	case n.BitLen() > size:
		return 0, py.Raise(py.OverflowError, "%s", message)
	}
	return n.Uint64(), nil
}

// blake2Types are blake2b and blake2s.
var blake2Types = sync.OnceValue(func() []*py.Type {
	var types []*py.Type
	for _, v := range []*blake2Variant{blake2bVariant, blake2sVariant} {
		size := map[int]string{64: "64", 32: "32"}[v.maxDigest]
		parameters := "data=b'', *, digest_size=" + size + ", key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, " +
			"node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)"
		t := &py.Type{Name: v.name, Module: "_blake2", Doc: "A hash object of B" + v.name[1:] + ".", TextSig: "(" + parameters}
		signature := sync.OnceValue(func() *py.Signature { return py.ParseSignature(v.name + "(" + parameters) })
		a := algorithms()[v.name]
		t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
			if kw == nil {
				return construct(th, signature, args, kw, t, a)
			}
			bound, held, err := signature().BindArgs(th, args, kw)
			defer held.Release()
			if err != nil {
				return py.Unbound, err
			}
			data, err := dataOf(bound[0], bound[len(bound)-1], args, kw, 0)
			if err != nil {
				return py.Unbound, err
			}
			p, err := v.arguments(th, bound[1:])
			if err != nil {
				return py.Unbound, err
			}
			x := newObject(t, a)
			x.state = newBlake2(v, p)
			return x.Value(), x.update(th, data)
		}
		setupHash(t, nil, "data", false)
		for name, n := range map[string]int{"SALT_SIZE": v.salt, "PERSON_SIZE": v.person, "MAX_KEY_SIZE": v.maxKey, "MAX_DIGEST_SIZE": v.maxDigest} {
			t.Dict().SetStr(py.NewStr(name), py.Int(int64(n)))
		}
		types = append(types, t)
	}
	return types
})

func execBlake2(th *py.Thread, m *py.Module) error {
	types := blake2Types()
	for i, v := range []*blake2Variant{blake2bVariant, blake2sVariant} {
		m.Set(th, v.name, types[i].Value())
		prefix := map[int]string{8: "BLAKE2B_", 4: "BLAKE2S_"}[v.word]
		m.Set(th, prefix+"SALT_SIZE", py.Int(int64(v.salt)))
		m.Set(th, prefix+"PERSON_SIZE", py.Int(int64(v.person)))
		m.Set(th, prefix+"MAX_KEY_SIZE", py.Int(int64(v.maxKey)))
		m.Set(th, prefix+"MAX_DIGEST_SIZE", py.Int(int64(v.maxDigest)))
	}
	m.Set(th, "_GIL_MINSIZE", py.Int(gilMinSize))
	return nil
}
