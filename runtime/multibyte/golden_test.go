package multibyte

import (
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// decodeAll decodes data and lists the errors as testdata/record.py does.
func decodeAll(c *Codec, data []byte) (text string, errors []string) {
	state := c.DecoderStart()
	var out []byte
	for at := 0; at < len(data); {
		char, size, bad := c.Decode(&state, data[at:])
		if size > 0 {
			out = char.Append(out)
			at += size
			continue
		}
		kind := "i"
		if bad == 0 {
			bad, kind = len(data)-at, "m"
		}
		errors = append(errors, fmt.Sprintf("%d-%d%s", at, at+bad, kind))
		out = utf8.AppendRune(out, utf8.RuneError)
		at += bad
	}
	return string(out), errors
}

// encodeAll encodes text without the characters that the codec lacks and lists their positions.
func encodeAll(c *Codec, text string) (out []byte, errors []string) {
	state, src := c.EncoderStart(), []rune(text)
	for at := 0; at < len(src); {
		var size int
		if out, size = c.Encode(&state, out, src[at:], true); size < 0 {
			errors = append(errors, strconv.Itoa(at))
			size = 1
		}
		at += size
	}
	return c.Reset(&state, out), errors
}

func mapSums(c *Codec) string {
	decoded, encoded := uint32(0), uint32(0)
	add := func(data []byte) {
		text, errors := decodeAll(c, data)
		decoded = crc32.Update(decoded, crc32.IEEETable, []byte(text+strings.Join(errors, " ")+"\n"))
	}
	for a := range 256 {
		add([]byte{byte(a)})
	}
	for a := range 256 {
		for b := range 256 {
			add([]byte{byte(a), byte(b)})
		}
	}
	for r := rune(0); r < 0x30000; r++ {
		if r >= 0xD800 && r < 0xE000 {
			continue
		}
		out, errors := encodeAll(c, string(r))
		if errors != nil {
			out = []byte("-")
		}
		encoded = crc32.Update(encoded, crc32.IEEETable, append(out, '\n'))
	}
	return fmt.Sprintf("%08x %08x", decoded, encoded)
}

// TestGolden compares with what testdata/record.py recorded.
func TestGolden(t *testing.T) {
	path := "testdata/golden.txt"
	if other := os.Getenv("MULTIBYTE_GOLDEN"); other != "" {
		path = other
	}
	golden, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(golden)) {
		f := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 5)
		c := Named(f[1])
		if c == nil {
			t.Fatalf("no codec %s", f[1])
		}
		seen[c.Name] = true
		if f[0] == "map" {
			if got := mapSums(c); got != f[2]+" "+f[3] {
				t.Errorf("%s: sums %s, want %s %s", c.Name, got, f[2], f[3])
			}
			continue
		}
		data, _ := hex.DecodeString(f[2])
		want, _ := hex.DecodeString(f[3])
		if f[0] == "encode" {
			if got, errors := encodeAll(c, string(data)); string(got) != string(want) || strings.Join(errors, " ") != f[4] {
				t.Errorf("%s: %+q encodes to %q %v, want %q %s", c.Name, data, got, errors, want, f[4])
			}
			continue
		}
		if got, errors := decodeAll(c, data); got != string(want) || strings.Join(errors, " ") != f[4] {
			t.Errorf("%s: %q decodes to %+q %v, want %+q %s", c.Name, data, got, errors, want, f[4])
		}
	}
	if len(seen) != len(codecs) {
		t.Errorf("%d of %d codecs", len(seen), len(codecs))
	}
}

func TestFind(t *testing.T) {
	for _, c := range codecs {
		for alias := range strings.FieldsSeq(aliases[c.Name]) {
			if got := Find(alias); got == nil || got.Name != c.Name {
				t.Errorf("%s: %v", alias, got)
			}
		}
	}
	if Find("utf_8") != nil {
		t.Error("utf_8")
	}
}

func TestDecodeText(t *testing.T) {
	for _, test := range []struct{ name, data, text, err string }{
		{"shift_jis", "\x83\x8f", "ワ", ""},
		{"shift_jis", "a\x83", "", "'shift_jis' codec can't decode byte 0x83 in position 1: incomplete multibyte sequence"},
		{"shift_jis", "\xff", "", "'shift_jis' codec can't decode byte 0xff in position 0: illegal multibyte sequence"},
		{"gb18030", "\x81\x30", "", "'gb18030' codec can't decode bytes in position 0-1: incomplete multibyte sequence"},
		{"euc_jis_2004", "\xa4\xf7", "か゚", ""},
	} {
		got, err := Find(test.name).DecodeText(test.data, false)
		if err == nil && test.err != "" || err != nil && err.Error() != test.err || got != test.text {
			t.Errorf("%s %q: %q %v", test.name, test.data, got, err)
		}
		if _, err := Find(test.name).DecodeText(test.data, true); err != nil {
			t.Errorf("%s %q, lenient: %v", test.name, test.data, err)
		}
	}
}
