// This file writes and reads bytes as hexadecimal digits.

package runtime

import "encoding/binary"

// hexDigits are the two digits of each byte.
var hexDigits = makeHexDigits()

func makeHexDigits() (table [512]byte) {
	const digits = "0123456789abcdef"
	for i := range 256 {
		table[2*i], table[2*i+1] = digits[i>>4], digits[i&15]
	}
	return table
}

// WriteHex writes two digits for each byte of data to to. data may be the second half of to.
func WriteHex(to, data []byte) {
	to = to[:2*len(data)]
	i := 0
	for ; i+4 <= len(data); i += 4 {
		const each = 0x0101010101010101
		x := uint64(binary.LittleEndian.Uint32(data[i:]))
		x = (x | x<<16) & 0x0000FFFF0000FFFF
		x = (x | x<<8) & 0x00FF00FF00FF00FF
		x = (x>>4 | x<<8) & (0x0F * each)   // a half byte in each byte
		letters := (x + 6*each) >> 4 & each // 1 where it is at least ten
		x += '0'*each + letters*('a'-10-'0')
		binary.LittleEndian.PutUint64(to[2*i:], x)
	}
	for ; i < len(data); i++ {
		c := data[i]
		*(*[2]byte)(to[2*i:]) = [2]byte(hexDigits[2*int(c):])
	}
}

// hexValues are the values of digits, noHexDigit those of other bytes.
var hexValues = makeHexValues()

const noHexDigit = 0xFF

func makeHexValues() (table [256]byte) {
	for i := range table {
		table[i] = noHexDigit
	}
	for i := range byte(10) {
		table['0'+i] = i
	}
	for i := range byte(6) {
		table['a'+i], table['A'+i] = 10+i, 10+i
	}
	return table
}

// ReadHex reads a byte from two digits each as long as there are some for each byte of to, and returns how many there were.
func ReadHex(to, digits []byte) int {
	n := min(len(to), len(digits)/2)
	for i := range to[:n] {
		high, low := hexValues[digits[2*i]], hexValues[digits[2*i+1]]
		if high|low == noHexDigit {
			return i
		}
		to[i] = high<<4 | low
	}
	return n
}

// SizedASCII returns a new str of n characters, at least 2, and its memory, which is to be filled with ASCII at once.
func SizedASCII(n int) (*Str, []byte) { return makeASCII(n) }
