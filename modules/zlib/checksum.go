// This file computes Adler-32 (RFC 1950, section 8.2).

package zlib

const (
	adlerModulus = 65521
	adlerBlock   = 5552 // bytes whose sums can't overflow 32 bits
)

// adler32 continues the checksum sum over data.
func adler32(sum uint32, data []byte) uint32 {
	a, b := sum&0xffff%adlerModulus, sum>>16%adlerModulus
	for len(data) > 0 {
		part := data[:min(len(data), adlerBlock)]
		data = data[len(part):]
		for len(part) >= 8 {
			p := part[:8:8]
			// b grows by a after each byte: 8 times the old a, and byte i counts 8-i times.
			c0, c1, c2, c3, c4, c5, c6, c7 := uint32(p[0]), uint32(p[1]), uint32(p[2]), uint32(p[3]), uint32(p[4]), uint32(p[5]), uint32(p[6]), uint32(p[7])
			b += 8*a + 8*c0 + 7*c1 + 6*c2 + 5*c3 + 4*c4 + 3*c5 + 2*c6 + c7
			a += c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7
			part = part[8:]
		}
		for _, c := range part {
			a += uint32(c)
			b += a
		}
		a %= adlerModulus
		b %= adlerModulus
	}
	return b<<16 | a
}
