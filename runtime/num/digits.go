// Digits of integers, both ways: those of a few words, and in bases that are powers of two of any size, are converted here; math/big does the rest.

package num

import (
	"math/big"
	"math/bits"
	"strconv"
)

const (
	digitLetters = "0123456789abcdefghijklmnopqrstuvwxyz"
	// shortDecimal is up to how many words an integer becomes decimal digits by division by one word at a time.
	shortDecimal = 12
	// decimalChunk is how many decimal digits a word of 64 bits holds, decimalUnit is 10**decimalChunk.
	decimalChunk = 19
	decimalUnit  = 1e19
)

// AppendText appends a in base 2 … 36, with lower-case digits.
func (a Int) AppendText(out []byte, base int) []byte {
	if a.Big == nil {
		return strconv.AppendInt(out, a.Small, base)
	}
	words := a.Big.Bits()
	switch {
	case bits.UintSize == 64 && base == 10 && len(words) <= shortDecimal:
		if a.Big.Sign() < 0 {
			out = append(out, '-')
		}
		return appendDecimal(out, words)
	case base&(base-1) == 0:
		if a.Big.Sign() < 0 {
			out = append(out, '-')
		}
		return appendPower(out, words, uint(bits.TrailingZeros(uint(base))))
	}
	return a.Big.Append(out, base)
}

// appendDecimal appends the decimal digits of a magnitude of shortDecimal words of 64 bits at most.
func appendDecimal(out []byte, words []big.Word) []byte {
	var rest [shortDecimal]uint64
	for i, w := range words {
		rest[i] = uint64(w)
	}
	n := len(words)
	var chunks [shortDecimal*2 + 1]uint64 // the lowest first
	count := 0
	for n > 1 || n == 1 && rest[0] >= decimalUnit {
		var chunk uint64
		for i := n - 1; i >= 0; i-- {
			rest[i], chunk = bits.Div64(chunk, rest[i], decimalUnit)
		}
		chunks[count] = chunk
		count++
		for n > 0 && rest[n-1] == 0 {
			n--
		}
	}
	if n > 0 {
		out = strconv.AppendUint(out, rest[0], 10)
	} else {
		count--
		out = strconv.AppendUint(out, chunks[count], 10)
	}
	for count--; count >= 0; count-- {
		var buffer [decimalChunk]byte
		digits := strconv.AppendUint(buffer[:0], chunks[count], 10)
		out = append(out, "0000000000000000000"[len(digits):]...)
		out = append(out, digits...)
	}
	return out
}

// appendPower appends the digits of a magnitude in base 2**shift.
func appendPower(out []byte, words []big.Word, shift uint) []byte {
	length := uint(len(words)-1)*bits.UintSize + uint(bits.Len(uint(words[len(words)-1])))
	for at := (length - 1) / shift * shift; ; at -= shift {
		i, offset := at/bits.UintSize, at%bits.UintSize
		digit := uint(words[i]) >> offset
		if offset+shift > bits.UintSize && int(i)+1 < len(words) {
			digit |= uint(words[i+1]) << (bits.UintSize - offset)
		}
		out = append(out, digitLetters[digit&(1<<shift-1)])
		if at == 0 {
			return out
		}
	}
}

// parseWords converts digits, which all are valid.
func parseWords(digits string, base int) *big.Int {
	if base&(base-1) == 0 {
		return parsePower(digits, uint(bits.TrailingZeros(uint(base))))
	}
	// One word at a time.
	size, unit := 0, uint(1)
	for high, low := bits.Mul(unit, uint(base)); high == 0; high, low = bits.Mul(unit, uint(base)) {
		unit = low
		size++
	}
	words := make([]big.Word, 0, len(digits)*bits.Len(uint(base))/bits.UintSize+2)
	for len(digits) > 0 {
		n := len(digits) % size
		if n == 0 {
			n = size
		}
		carry := uint(0)
		for _, c := range []byte(digits[:n]) {
			carry = carry*uint(base) + uint(digitValue(c))
		}
		digits = digits[n:]
		for i, w := range words {
			high, low := bits.Mul(uint(w), unit)
			var c uint
			low, c = bits.Add(low, carry, 0)
			words[i], carry = big.Word(low), high+c
		}
		if carry != 0 {
			words = append(words, big.Word(carry))
		}
	}
	return new(big.Int).SetBits(words)
}

// parsePower converts digits of base 2**shift, which all are valid.
func parsePower(digits string, shift uint) *big.Int {
	words := make([]big.Word, 0, (uint(len(digits))*shift+bits.UintSize-1)/bits.UintSize)
	word, at := uint(0), uint(0)
	for i := len(digits) - 1; i >= 0; i-- {
		digit := uint(digits[i] & 15)
		if digits[i] > '9' {
			digit += 9 + uint(digits[i]>>4&1)<<4 // a is 0x61, p is 0x70
		}
		word |= digit << at
		if at += shift; at >= bits.UintSize {
			words = append(words, big.Word(word))
			at -= bits.UintSize
			word = digit >> (shift - at)
		}
	}
	if at > 0 {
		words = append(words, big.Word(word))
	}
	return new(big.Int).SetBits(words)
}
