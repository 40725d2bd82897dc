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
	v0, v1, v2, v3 := k.start()
	n := len(data)
	for len(data) >= 8 {
		m := binary.LittleEndian.Uint64(data)
		v0, v1, v2, v3 = sipRound(v0, v1, v2, v3^m)
		v0 ^= m
		data = data[8:]
	}
	var last [8]byte
	copy(last[:], data)
	m := binary.LittleEndian.Uint64(last[:]) | uint64(n)<<56
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3^m)
	return sipEnd(v0^m, v1, v2, v3)
}

// HashString is hash(text) for a str held as WTF-8. CPython hashes its own
// array of 1-, 2- or 4-byte characters, as wide as the widest needs.
func (k HashKey) HashString(text string) int64 {
	if text == "" {
		return 0
	}
	if hash, ascii := k.hashASCII(text); ascii {
		return hash
	}
	return k.hashWide(text)
}

const notASCII = 0x8080808080808080

// hashASCII is HashString of a text that isn't empty, eight characters at a
// time; ascii is false when one of them isn't of ASCII.
func (k HashKey) hashASCII(text string) (hash int64, ascii bool) {
	v0, v1, v2, v3 := k.start()
	n, rest := len(text), text
	for ; len(rest) >= 8; rest = rest[8:] {
		m := word64(rest)
		if m&notASCII != 0 {
			return 0, false
		}
		v0, v1, v2, v3 = sipRound(v0, v1, v2, v3^m)
		v0 ^= m
	}
	var m uint64
	switch r := len(rest); {
	case r == 0:
	case n >= 8:
		m = word64(text[n-8:]) >> (64 - 8*r)
	case r >= 4:
		m = word32(rest) | word32(rest[r-4:])<<(8*r-32)
	default:
		// The first, middle and last of one to three characters.
		m = uint64(rest[0]) | uint64(rest[r/2])<<(8*(r/2)) | uint64(rest[r-1])<<(8*(r-1))
	}
	if m&notASCII != 0 {
		return 0, false
	}
	m |= uint64(n) << 56
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3^m)
	return sipEnd(v0^m, v1, v2, v3), true
}

func word64(s string) uint64 {
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func word32(s string) uint64 {
	return uint64(uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24)
}

func (k HashKey) hashWide(text string) int64 {
	width := 1
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= 0xf0:
			width = 4
		case c >= 0xc4:
			width = max(width, 2)
		}
	}
	v0, v1, v2, v3 := k.start()
	var m uint64
	n := 0
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		if c >= 0x80 {
			c, size = decodeRune(text[i:])
		}
		i += size
		// Widths divide 8, so a character never straddles two words.
		m |= uint64(c) << (8 * (n & 7))
		if n += width; n&7 == 0 {
			v0, v1, v2, v3 = sipRound(v0, v1, v2, v3^m)
			v0 ^= m
			m = 0
		}
	}
	m |= uint64(n) << 56
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3^m)
	return sipEnd(v0^m, v1, v2, v3)
}

// start returns the state of SipHash before the first word.
func (k HashKey) start() (v0, v1, v2, v3 uint64) {
	return k.K0 ^ 0x736f6d6570736575, k.K1 ^ 0x646f72616e646f6d, k.K0 ^ 0x6c7967656e657261, k.K1 ^ 0x7465646279746573
}

func sipRound(v0, v1, v2, v3 uint64) (uint64, uint64, uint64, uint64) {
	v0 += v1
	v2 += v3
	v1 = bits.RotateLeft64(v1, 13) ^ v0
	v3 = bits.RotateLeft64(v3, 16) ^ v2
	v0 = bits.RotateLeft64(v0, 32) + v3
	v2 += v1
	return v0, bits.RotateLeft64(v1, 17) ^ v2, bits.RotateLeft64(v2, 32), bits.RotateLeft64(v3, 21) ^ v0
}

// sipEnd makes the hash of the state after the last word.
func sipEnd(v0, v1, v2, v3 uint64) int64 {
	v2 ^= 0xff
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	return finishHash(int64(v0 ^ v1 ^ v2 ^ v3))
}
