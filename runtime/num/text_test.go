package num

import (
	"encoding/hex"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"
)

func TestTexts(t *testing.T) {
	m := Formatter{MaxDigits: 4300}
	checks := map[string]func(t *testing.T, row []string) (got, want string){
		"format": func(t *testing.T, row []string) (string, string) {
			return goldenFormat(t, m, row), readResult(t, row[3])
		},
		"percent": func(t *testing.T, row []string) (string, string) {
			return goldenPercent(t, m, row), readResult(t, row[6])
		},
		"repr": func(t *testing.T, row []string) (string, string) {
			got := ""
			switch v := readValue(t, row[1]).(type) {
			case float64:
				got = FloatRepr(v)
			case complex128:
				got = ComplexRepr(v)
			default:
				got = readIntValue(t, row[1]).String()
			}
			return got, readResult(t, row[2])
		},
		"hexf": func(t *testing.T, row []string) (string, string) {
			return FloatHex(readValue(t, row[1]).(float64)), readResult(t, row[2])
		},
		"fromhex": func(t *testing.T, row []string) (string, string) {
			f, err := ParseHexFloat(readText(t, row[1]))
			return show(showValue(f), err), readResult(t, row[2])
		},
		"hash": func(t *testing.T, row []string) (string, string) {
			var hash int64
			ok := true
			switch v := readValue(t, row[1]).(type) {
			case float64:
				hash, ok = HashFloat(v)
			case complex128:
				hash, ok = HashComplex(v)
			default:
				hash = readIntValue(t, row[1]).Hash()
			}
			if !ok { // by identity
				return "nan", "nan"
			}
			return fmt.Sprint(hash), row[2]
		},
		"int": func(t *testing.T, row []string) (string, string) {
			a, err := ParseInt(readText(t, row[1]), readInt(t, row[2]), 4300)
			return show(showValue(a.Any()), err), readResult(t, row[3])
		},
		"float": func(t *testing.T, row []string) (string, string) {
			f, err := ParseFloat(readText(t, row[1]))
			return show(showValue(f), err), readResult(t, row[2])
		},
		"complex": func(t *testing.T, row []string) (string, string) {
			z, err := ParseComplex(readText(t, row[1]))
			return show(showValue(z), err), readResult(t, row[2])
		},
		"round": func(t *testing.T, row []string) (string, string) {
			digits := FromInt64(int64(readInt(t, row[2])))
			if f, ok := readValue(t, row[1]).(float64); ok {
				r, err := RoundFloat(f, digits)
				return show(showValue(r), err), readResult(t, row[3])
			}
			return showValue(readIntValue(t, row[1]).Round(digits).Any()), readResult(t, row[3])
		},
		"powmod": func(t *testing.T, row []string) (string, string) {
			a, err := readIntValue(t, row[1]).PowMod(readIntValue(t, row[2]), readIntValue(t, row[3]))
			return show(showValue(a.Any()), err), readResult(t, row[4])
		},
		"tobytes": func(t *testing.T, row []string) (string, string) {
			a, little, signed := readIntValue(t, row[1]), row[3] == "little", row[4] == "1"
			data, err := a.ToBytes(readInt(t, row[2]), little, signed)
			if back := FromBytes(data, little, signed); err == nil && back.Cmp(a) != 0 {
				t.Errorf("FromBytes gives %s", back)
			}
			return show(hex.EncodeToString(data), err), readResult(t, row[5])
		},
		"ratio": func(t *testing.T, row []string) (string, string) {
			n, d, err := FloatAsIntegerRatio(readValue(t, row[1]).(float64))
			return show(n.Text(16)+"/"+d.Text(16), err), readResult(t, row[2])
		},
		"strhash": func(t *testing.T, row []string) (string, string) {
			return goldenHash(t, HashKey{}, row), row[2] + " " + row[3]
		},
		"misc": func(t *testing.T, row []string) (string, string) {
			a, b := readIntValue(t, row[1]), readIntValue(t, row[2])
			root, err := a.Abs().Isqrt()
			if err != nil {
				t.Fatal(err)
			}
			tuple := NewTupleHash()
			tuple.Add(a.Hash())
			tuple.Add(b.Hash())
			tuple.Add(HashKey{}.HashString("x"))
			got := fmt.Sprint(Gcd(a, b).Text(16), " ", root.Text(16), " ", a.BitLength(), " ", a.BitCount(), " ", tuple.Sum())
			return got, strings.Join(row[3:8], " ")
		},
		"toint": func(t *testing.T, row []string) (string, string) {
			f := readValue(t, row[1]).(float64)
			whole, err := FloatToInt(f)
			rounded, err2 := RoundFloatToInt(f)
			got := []string{show(showValue(whole.Any()), err), showValue(IsInteger(f)), show(showValue(rounded.Any()), err2)}
			return strings.Join(got, " "), strings.Join([]string{readResult(t, row[2]), readResult(t, row[3]), readResult(t, row[4])}, " ")
		},
	}
	goldenRows(t, "texts.txt", func(t *testing.T, row []string) {
		check := checks[row[0]]
		if check == nil {
			t.Fatalf("unknown kind %q", row[0])
		}
		if got, want := check(t, row); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func goldenFormat(t *testing.T, m Formatter, row []string) string {
	spec := readText(t, row[2])
	switch v := readValue(t, row[1]).(type) {
	case string:
		return show(m.FormatString(v, spec))
	case float64:
		return show(m.FormatFloat(v, spec))
	case complex128:
		return show(m.FormatComplex(v, spec))
	case bool:
		m.TypeName = "bool"
		if spec == "" {
			return map[bool]string{true: "True", false: "False"}[v] // bool's own str
		}
	}
	return show(m.FormatInt(readIntValue(t, row[1]), spec))
}

func goldenPercent(t *testing.T, m Formatter, row []string) string {
	flags := readText(t, row[2])
	p := Percent{
		Left: strings.Contains(flags, "-"), Plus: strings.Contains(flags, "+"), Space: strings.Contains(flags, " "),
		Alt: strings.Contains(flags, "#"), Zero: strings.Contains(flags, "0"),
		Width: int64(readInt(t, row[3])), Precision: int64(readInt(t, row[4])), Code: row[5][0],
	}
	if strings.Contains("diuxXo", row[5]) {
		return show(m.PercentInt(readIntValue(t, row[1]), p))
	}
	f, err := asFloat(readValue(t, row[1]))
	if err != nil {
		return show("", err)
	}
	return show(m.PercentFloat(f, p))
}

func goldenHash(t *testing.T, key HashKey, row []string) string {
	text := readText(t, row[1])
	return fmt.Sprint(key.HashString(text), " ", key.HashBytes([]byte(text)))
}

func TestHashesOfSeed12345(t *testing.T) {
	goldenRows(t, "hashes_seed_12345.txt", func(t *testing.T, row []string) {
		if got := goldenHash(t, HashKeyFromSeed(12345), row); got != row[2]+" "+row[3] {
			t.Errorf("got %s, want %s %s", got, row[2], row[3])
		}
	})
}

func TestFormatErrors(t *testing.T) {
	var m Formatter
	huge := FromBig(new(big.Int).Lsh(bigOne, 70))
	format := func(a Int, spec string) string { return show(m.FormatInt(a, spec)) }
	for name, pair := range map[string][2]string{
		"2**70 c":               {format(huge, "c"), "E:OverflowError: Python int too large to convert to C long"},
		"-1 c":                  {format(FromInt64(-1), "c"), "E:OverflowError: %c arg not in range(0x110000)"},
		"surrogate c":           {format(FromInt64(0xd800), "c"), "\xed\xa0\x80"},
		"surrogate type":        {format(FromInt64(5), "\xed\xa0\x80"), "E:ValueError: Unknown format code '\\xd800' for object of type 'int'"},
		"width of 2**63-1":      {format(FromInt64(5), "9223372036854775807d"), "E:MemoryError: "},
		"width of 2**63":        {format(FromInt64(5), "9223372036854775808d"), "E:ValueError: Too many decimal digits in format string"},
		"precision of 2**31":    {show(m.FormatFloat(5, ".2147483648f")), "E:ValueError: precision too big"},
		"%.2147483648d":         {show(m.PercentInt(FromInt64(5), Percent{Width: -1, Precision: 1 << 31, Code: 'd'})), "E:ValueError: precision too big"},
		"%9223372036854775807d": {show(m.PercentInt(FromInt64(5), Percent{Width: 1<<63 - 1, Precision: -1, Code: 'd'})), "E:MemoryError: "},
		"surrogate truncated":   {show(m.FormatString("\xed\xa0\x80\xed\xa0\x80", ".1")), "\xed\xa0\x80"},
		"surrogate as fill":     {show(m.FormatString("a", "\xed\xa0\x80<3")), "a\xed\xa0\x80\xed\xa0\x80"},
	} {
		t.Run(name, func(t *testing.T) {
			if pair[0] != pair[1] {
				t.Errorf("got %q, want %q", pair[0], pair[1])
			}
		})
	}
}

func TestDigitLimit(t *testing.T) {
	const limited = "Exceeds the limit (4300 digits) for integer string conversion"
	const advice = "; use sys.set_int_max_str_digits() to increase the limit"
	for _, test := range []struct {
		name, text string
		base       int
		want       string
	}{
		{"5000 digits", strings.Repeat("1", 5000), 10, "E:ValueError: " + limited + ": value has 5000 digits" + advice},
		{"5000 digits base 8", strings.Repeat("1", 5000), 8, ""},
		{"5000 digits base 36", strings.Repeat("1", 5000), 36, "E:ValueError: " + limited + ": value has 5000 digits" + advice},
		{"5000 digits and a letter", strings.Repeat("1", 5000) + "x", 10, "bad"},
		{"4300 digits", strings.Repeat("9", 4300), 10, ""},
		{"4300 digits and underscores", strings.Repeat("9_9", 1433) + "1", 10, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParseInt(test.text, test.base, 4300)
			if got := show("", err); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	for digits, want := range map[int]string{4300: "", 4301: "E:ValueError: " + limited + advice} {
		a, err := ParseInt(strings.Repeat("9", digits), 10, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.Decimal(4300); show("", err) != want {
			t.Errorf("%d digits: %v", digits, err)
		}
	}
}

func TestHugeDecimalsThereAndBack(t *testing.T) {
	for _, digits := range []int{13, 1499, 1500, 1501, 3000, 3001, 10000, 100003} {
		text := strings.Repeat("1234567890", digits/10+1)[:digits]
		a, err := ParseInt(text, 10, 0)
		if err != nil || a.String() != text {
			t.Errorf("%d digits differ (%v)", digits, err)
		}
	}
}

func TestUnicodeDigits(t *testing.T) {
	arabic := func(c rune) byte {
		switch {
		case '٠' <= c && c <= '٩':
			return byte('0' + c - '٠')
		case c == '\u3000':
			return ' '
		}
		return '?'
	}
	for text, want := range map[string]string{"١٢": "12", "\u3000-٣\u3000": "-3", "1é": "bad", "\xed\xa0\x80": "bad"} {
		a, err := ParseInt(ToASCII(text, arabic), 10, 0)
		if got := show(a.String(), err); got != want {
			t.Errorf("int(%q): got %s, want %s", text, got, want)
		}
	}
}

func BenchmarkFloatRepr(b *testing.B) {
	for _, f := range []float64{1, 0.1, math.Pi, 1e300} {
		b.Run(FloatRepr(f), func(b *testing.B) {
			var buffer [32]byte
			for b.Loop() {
				AppendFloatRepr(buffer[:0], f)
			}
		})
	}
}

func BenchmarkParseInt(b *testing.B) {
	for _, text := range []string{"7", "123456789", "12345678901234567890", strings.Repeat("7", 100000)} {
		b.Run(strconv.Itoa(len(text)), func(b *testing.B) {
			for b.Loop() {
				ParseInt(text, 10, 0)
			}
		})
	}
}

func BenchmarkFormat(b *testing.B) {
	var m Formatter
	for _, spec := range []string{".2f", "10d", "08x", ",", ">12"} {
		b.Run(spec, func(b *testing.B) {
			for b.Loop() {
				if spec == ".2f" {
					m.FormatFloat(1234.5678, spec)
				} else {
					m.FormatInt(FromInt64(1234567), spec)
				}
			}
		})
	}
}
