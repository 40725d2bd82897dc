// This file compares every property of every code point with Python's, by checksum.

package ucd

import (
	"crypto/sha256"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// allProperties lists what testdata/checksums.txt has the SHA-256 of: the lines, one for each code point from 0 to 0x10FFFF, that
// CPython 3.14 gives when asked for the property. Booleans are 0 and 1; code points have at least four hexadecimal
// digits; floats are the sixteen digits of their bits.
var allProperties = []struct {
	name string
	show func(dst []byte, r rune) []byte
}{
	{"XIDStart", flag(IsXIDStart)},
	{"XIDContinue", flag(IsXIDContinue)},
	{"Printable", flag(IsPrintable)},
	{"Alpha", flag(IsAlpha)},
	{"Alnum", flag(IsAlnum)},
	{"Decimal", flag(IsDecimal)},
	{"Digit", flag(IsDigit)},
	{"Numeric", flag(IsNumeric)},
	{"Space", flag(IsSpace)},
	{"Lower", flag(IsLower)},
	{"Upper", flag(IsUpper)},
	{"Title", flag(IsTitle)},
	{"Cased", flag(IsCased)},
	// Whether the sigma in r+"Σ" and "a"+r+"Σ" is a final one.
	{"FinalSigmaAfter", flag(func(r rune) bool { return IsCased(r) && !IsCaseIgnorable(r) })},
	{"FinalSigmaAcross", flag(func(r rune) bool { return IsCased(r) || IsCaseIgnorable(r) })},
	{"LineBreak", flag(IsLineBreak)},
	{"ToDecimal", number(ToDecimal)},
	{"ToDigit", number(ToDigit)},
	{"ToNumeric", func(dst []byte, r rune) []byte {
		value, ok := ToNumeric(r)
		if !ok {
			return append(dst, '-')
		}
		return fmt.Appendf(dst, "%016x", math.Float64bits(value))
	}},
	{"ToLower", simple(ToLower)},
	{"ToUpper", simple(ToUpper)},
	{"ToTitle", simple(ToTitle)},
	{"LowerFull", full(LowerFull)},
	{"UpperFull", full(UpperFull)},
	{"TitleFull", full(TitleFull)},
	{"FoldFull", full(FoldFull)},
	{"Category", text(Category)},
	{"Bidirectional", text(Bidirectional)},
	{"Combining", number(Combining)},
	{"EastAsianWidth", text(EastAsianWidth)},
	{"Mirrored", flag(Mirrored)},
	{"Decomposition", text(Decomposition)},
	{"Name", func(dst []byte, r rune) []byte {
		name, _ := Name(r)
		return append(dst, name...)
	}},
	{"NFC", normalized(NFC)},
	{"IsNFC", isNormalized(NFC)},
	{"NFD", normalized(NFD)},
	{"IsNFD", isNormalized(NFD)},
	{"NFKC", normalized(NFKC)},
	{"IsNFKC", isNormalized(NFKC)},
	{"NFKD", normalized(NFKD)},
	{"IsNFKD", isNormalized(NFKD)},
}

func flag(f func(rune) bool) func([]byte, rune) []byte {
	return func(dst []byte, r rune) []byte {
		if f(r) {
			return append(dst, '1')
		}
		return append(dst, '0')
	}
}

func number(f func(rune) int) func([]byte, rune) []byte {
	return func(dst []byte, r rune) []byte { return strconv.AppendInt(dst, int64(f(r)), 10) }
}

func text(f func(rune) string) func([]byte, rune) []byte {
	return func(dst []byte, r rune) []byte { return append(dst, f(r)...) }
}

func simple(f func(rune) rune) func([]byte, rune) []byte {
	return func(dst []byte, r rune) []byte { return appendHex(dst, f(r)) }
}

func full(f func([]rune, rune) []rune) func([]byte, rune) []byte {
	var buffer []rune
	return func(dst []byte, r rune) []byte {
		buffer = f(buffer[:0], r)
		return appendRunes(dst, buffer)
	}
}

func normalized(form Form) func([]byte, rune) []byte {
	return full(func(dst []rune, r rune) []rune { return AppendNormalized(dst, form, []rune{r}) })
}

func isNormalized(form Form) func([]byte, rune) []byte {
	return flag(func(r rune) bool { return IsNormalized(form, []rune{r}) })
}

func appendRunes(dst []byte, runes []rune) []byte {
	for i, r := range runes {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = appendHex(dst, r)
	}
	return dst
}

// readGoldens reads a file of lines "name value".
func readGoldens(t *testing.T, path string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	goldens := map[string]string{}
	for line := range strings.Lines(string(data)) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		goldens[name] = value
	}
	return goldens
}

func TestEveryPropertyOfEveryCodePoint(t *testing.T) {
	goldens := readGoldens(t, "testdata/checksums.txt")
	for _, p := range allProperties {
		t.Run(p.name, func(t *testing.T) {
			hash, buffer := sha256.New(), make([]byte, 0, 1<<16)
			for r := rune(0); r <= maxRune; r++ {
				buffer = append(p.show(buffer, r), '\n')
				if len(buffer) > 1<<15 {
					hash.Write(buffer)
					buffer = buffer[:0]
				}
			}
			hash.Write(buffer)
			if got := fmt.Sprintf("%x", hash.Sum(nil)); got != goldens[p.name] {
				t.Errorf("checksum %s, Python's is %s", got, goldens[p.name])
			}
		})
		delete(goldens, p.name)
	}
	for name := range goldens {
		t.Errorf("%s has a recorded checksum, but no test", name)
	}
}

func TestNoCodePoints(t *testing.T) {
	for _, r := range []rune{-1, math.MinInt32, maxRune + 1, math.MaxInt32} {
		if flagsOf(r) != 0 || ToLower(r) != r || ToUpper(r) != r || ToTitle(r) != r || ToDecimal(r) != -1 || ToDigit(r) != -1 ||
			Category(r) != "Cn" || Bidirectional(r) != "" || Combining(r) != 0 || Decomposition(r) != "" {
			t.Errorf("%d has properties", r)
		}
		if got := AppendNormalized(nil, NFKC, []rune{r}); len(got) != 1 || got[0] != r {
			t.Errorf("%d is normalized to %d", r, got)
		}
	}
}

func BenchmarkIsXIDContinue(b *testing.B) {
	for _, text := range []string{"identifier_0", "идентификатор", "変数名漢字仮名交じり"} {
		runes := []rune(text)
		b.Run(text, func(b *testing.B) {
			for i := range b.N {
				if !IsXIDContinue(runes[i%len(runes)]) {
					b.Fatal(text)
				}
			}
		})
	}
}

func BenchmarkToLower(b *testing.B) {
	for _, text := range []string{"IDENTIFIER", "ИДЕНТИФИКАТОР"} {
		runes := []rune(text)
		b.Run(text, func(b *testing.B) {
			for i := range b.N {
				if r := runes[i%len(runes)]; ToLower(r) == r {
					b.Fatal(text)
				}
			}
		})
	}
}
