// String hashes: SipHash-1-3 (Aumasson and Bernstein 2012) under a key that
// PYTHONHASHSEED gives.

package num

import (
	"encoding/binary"
	"math/bits"
)

// HashKey is the secret that string hashes are made with.
type HashKey struct{ K0, K1 uint64 }

// HashKeyFromSeed returns the key of PYTHONHASHSEED=seed; the zero key for 0.
func HashKeyFromSeed(seed uint32) HashKey {
	if seed == 0 {
		return HashKey{}
	}
	var secret [16]byte
	for i := range secret {
		seed = seed*214013 + 2531011
		secret[i] = byte(seed >> 16)
	}
	return HashKey{binary.LittleEndian.Uint64(secret[:]), binary.LittleEndian.Uint64(secret[8:])}
}

// HashBytes is hash(data) for bytes.
func (k HashKey) HashBytes(data []byte) int64 {
	if len(data) == 0 {
		return 0
	}
	s := newSip(k)
	n := len(data)
	for len(data) >= 8 {
		s.word(binary.LittleEndian.Uint64(data))
		data = data[8:]
	}
	var last [8]byte
	copy(last[:], data)
	return s.finish(binary.LittleEndian.Uint64(last[:]), n)
}

// HashString is hash(text) for a str held as WTF-8. CPython hashes its own
// array of 1-, 2- or 4-byte characters, as wide as the widest needs.
func (k HashKey) HashString(text string) int64 {
	if text == "" {
		return 0
	}
	width := 1
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= 0xf0:
			width = 4
		case c >= 0xc4:
			width = max(width, 2)
		}
	}
	s := newSip(k)
	var word uint64
	n := 0
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		if c >= 0x80 {
			c, size = decodeRune(text[i:])
		}
		i += size
		// Widths divide 8, so a character never straddles two words.
		word |= uint64(c) << (8 * (n & 7))
		if n += width; n&7 == 0 {
			s.word(word)
			word = 0
		}
	}
	return s.finish(word, n)
}

type sip struct{ v0, v1, v2, v3 uint64 }

func newSip(k HashKey) sip {
	return sip{
		k.K0 ^ 0x736f6d6570736575, k.K1 ^ 0x646f72616e646f6d,
		k.K0 ^ 0x6c7967656e657261, k.K1 ^ 0x7465646279746573,
	}
}

func (s *sip) round() {
	s.v0 += s.v1
	s.v2 += s.v3
	s.v1 = bits.RotateLeft64(s.v1, 13) ^ s.v0
	s.v3 = bits.RotateLeft64(s.v3, 16) ^ s.v2
	s.v0 = bits.RotateLeft64(s.v0, 32)
	s.v2 += s.v1
	s.v0 += s.v3
	s.v1 = bits.RotateLeft64(s.v1, 17) ^ s.v2
	s.v3 = bits.RotateLeft64(s.v3, 21) ^ s.v0
	s.v2 = bits.RotateLeft64(s.v2, 32)
}

func (s *sip) word(m uint64) {
	s.v3 ^= m
	s.round()
	s.v0 ^= m
}

func (s *sip) finish(last uint64, length int) int64 {
	s.word(last | uint64(length)<<56)
	s.v2 ^= 0xff
	s.round()
	s.round()
	s.round()
	return finishHash(int64(s.v0 ^ s.v1 ^ s.v2 ^ s.v3))
}
