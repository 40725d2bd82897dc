// This file gives names to code points and finds code points by name.

package ucd

import (
	"bytes"
	"strings"
)

// A nameRun is a run of code points with stored names, up to the one before the next run with a greater number.
type nameRun struct {
	first  rune
	number uint16 // of the first one's name
}

// A namePattern says that the names of the code points from first to last are the prefix and the code point in hexadecimal
// digits. Python gives no names to some of them, but finds them by these names.
type namePattern struct {
	first, last rune
	prefix      string
	named       bool
}

// longestName is the greatest length of a name in bytes, and more than any that is computed.
const longestName = max(longestStored, 48)

// Name returns the name of r and whether it has one.
func Name(r rune) (string, bool) {
	if isHangulSyllable(r) {
		return string(appendHangulName(nil, r)), true
	}
	low, high := 0, len(nameRuns) // the last run that doesn't start above r
	for low < high {
		middle := (low + high) / 2
		if nameRuns[middle].first <= r {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low > 0 {
		end := nameCount
		if low < len(nameRuns) {
			end = int(nameRuns[low].number)
		}
		run := nameRuns[low-1]
		if number := int(run.number) + int(r-run.first); number < end {
			var buffer [longestName]byte
			return string(appendName(buffer[:0], number)), true
		}
	}
	for i := range namePatterns {
		if p := &namePatterns[i]; p.first <= r && r <= p.last && p.named {
			return string(appendHex([]byte(p.prefix), r)), true
		}
	}
	return "", false
}

// LookupName returns what has the given name, which may be in upper or lower case: one code point or, by the name of a named
// sequence, two to four of them. Aliases (formal names of control characters and corrections) are found, too.
// The escape \N{…} takes no named sequences; its reader refuses results of more than one code point.
func LookupName(name string) (string, bool) {
	if len(name) == 0 || len(name) > longestName {
		return "", false
	}
	var buffer, other [longestName]byte
	upper := append(buffer[:0], name...)
	for i, c := range upper {
		if 'a' <= c && c <= 'z' {
			upper[i] = c - ('a' - 'A')
		}
	}
	low, high := 0, len(nameOrder)
	for low < high {
		middle := (low + high) / 2
		number := int(nameOrder[middle])
		switch order := bytes.Compare(upper, appendName(other[:0], number)); {
		case order == 0:
			return target(number), true
		case order > 0:
			low = middle + 1
		default:
			high = middle
		}
	}
	if short, ok := strings.CutPrefix(string(upper), hangulPrefix); ok {
		if r, ok := lookupHangul(short); ok {
			return string(r), true
		}
		return "", false
	}
	return lookupPattern(string(upper))
}

// lookupPattern finds a code point by a name in upper case that ends in its digits.
func lookupPattern(name string) (string, bool) {
	hyphen := strings.LastIndexByte(name, '-')
	digits := name[hyphen+1:]
	if len(digits) < 4 || len(digits) > 6 {
		return "", false
	}
	r := rune(0)
	for _, c := range []byte(digits) {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'A' <= c && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return "", false
		}
	}
	if len(digits) > 4 && digits[0] == '0' {
		return "", false
	}
	for i := range namePatterns {
		if p := &namePatterns[i]; p.first <= r && r <= p.last && p.prefix == name[:hyphen+1] {
			return string(r), true
		}
	}
	return "", false
}

// appendName appends the stored name with the given number; see generateUnicodeNames in cmd/gen for the coding.
func appendName(dst []byte, number int) []byte {
	at := int(nameOffsets[number/nameBlock])
	for skip := number % nameBlock; skip > 0; skip-- {
		for ; nameText[at] != 0; at++ {
			if nameText[at] > onePiece {
				at++
			}
		}
		at++
	}
	first := true
	for ; nameText[at] != 0; at++ {
		piece := int(nameText[at])
		if piece > onePiece {
			at++
			piece = onePiece + 1 + (piece-onePiece-1)*256 + int(nameText[at])
		}
		text := pieceText[pieceOffsets[piece-1]:pieceOffsets[piece]]
		if first {
			text, first = text[1:], false
		}
		dst = append(dst, text...)
	}
	return dst
}

// target returns what the stored name with the given number stands for.
func target(number int) string {
	if number >= nameCount {
		return extraTargets[number-nameCount]
	}
	low, high := 0, len(nameRuns) // the last run that doesn't start above number
	for low < high {
		middle := (low + high) / 2
		if int(nameRuns[middle].number) <= number {
			low = middle + 1
		} else {
			high = middle
		}
	}
	run := nameRuns[low-1]
	return string(run.first + rune(number-int(run.number)))
}
