// The encodings a source file can be in: UTF-8 and ASCII, character maps of 256 characters, and those of East Asia.

package tokenizer

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"
)

// charmaps holds a character map on each line: its name, its other names, and as a quoted string its 256 characters or, if the
// first 128 are those of ASCII, the other 128. U+FFFD stands for no character.
//
//go:embed data/charmaps.txt
var charmaps string

// A multibyte is an encoding of East Asia. Those that share an Encoding are read by the wider of CPython's codecs.
type multibyte struct {
	name, aliases string
	encoding      encoding.Encoding
	instead       string // pairs of characters: CPython has the second where encoding has the first
}

const (
	japaneseSigns = "∥‖￠¢～〜－−￡£￢¬"
	chineseSigns  = "—―·・"
)

var multibytes = [...]multibyte{
	{"big5", "big5_tw csbig5 x_mac_trad_chinese", traditionalchinese.Big5, ""},
	{"big5hkscs", "big5_hkscs hkscs", traditionalchinese.Big5, ""},
	{"cp932", "932 ms932 mskanji ms_kanji windows_31j", japanese.ShiftJIS, ""},
	{"cp949", "949 ms949 uhc", korean.EUCKR, ""},
	{"cp950", "950 ms950", traditionalchinese.Big5, ""},
	{"euc_jp", "eucjp ujis u_jis", japanese.EUCJP, japaneseSigns},
	{"euc_kr", "euckr korean ksc5601 ks_c_5601 ks_c_5601_1987 ksx1001 ks_x_1001 cseuckr x_mac_korean", korean.EUCKR, ""},
	{"gb18030", "gb18030_2000", simplifiedchinese.GB18030, ""},
	{"gb2312", "chinese csiso58gb231280 euc_cn euccn eucgb2312_cn gb2312_1980 gb2312_80 iso_ir_58 x_mac_simp_chinese", simplifiedchinese.GBK, chineseSigns},
	{"gbk", "936 cp936 ms936", simplifiedchinese.GBK, ""},
	{"hz", "hzgb hz_gb hz_gb_2312", simplifiedchinese.HZGB2312, ""},
	{"iso2022_jp", "csiso2022jp iso2022jp iso_2022_jp", japanese.ISO2022JP, japaneseSigns},
	{"iso2022_jp_1", "iso2022jp_1 iso_2022_jp_1", japanese.ISO2022JP, japaneseSigns},
	{"iso2022_jp_2", "iso2022jp_2 iso_2022_jp_2", japanese.ISO2022JP, japaneseSigns},
	{"iso2022_jp_ext", "iso2022jp_ext iso_2022_jp_ext", japanese.ISO2022JP, japaneseSigns},
	{"shift_jis", "csshiftjis shiftjis sjis s_jis x_mac_japanese", japanese.ShiftJIS, japaneseSigns},
}

const (
	asciiNames  = "ascii 646 ansi_x3.4_1968 ansi_x3_4_1968 ansi_x3.4_1986 cp367 csascii ibm367 iso646_us iso_646.irv_1991 iso_ir_6 us us_ascii"
	latin1Names = "latin_1 8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 iso_ir_100 l1 latin latin1"
	utf8Names   = "utf_8 u8 utf utf8 utf8_ucs2 utf8_ucs4 cp65001"
	// binaryNames are codecs from bytes to bytes.
	binaryNames = "base64_codec base64 base_64 bz2_codec bz2 hex_codec hex quopri_codec quopri quoted_printable quotedprintable " +
		"rot_13 rot13 uu_codec uu zlib_codec zip zlib"
	// missingNames are CPython's encodings that can't be read here.
	missingNames = "euc_jis_2004 euc_jisx0213 idna iso2022_jp_2004 iso2022_jp_3 iso2022_kr johab punycode raw_unicode_escape " +
		"shift_jis_2004 shift_jisx0213 unicode_escape utf_16 utf_16_be utf_16_le utf_32 utf_32_be utf_32_le utf_7 " +
		"u16 utf16 utf_16be utf_16le u32 utf32 utf_32be utf_32le u7 utf7 cp1361 ms1361 csiso2022kr iso2022kr iso_2022_kr"
)

// codecKey returns the name under which an encoding is looked up: runs of other characters than letters, digits and dots
// become one underscore.
func codecKey(name string) string {
	var b strings.Builder
	gap := false
	for _, c := range []byte(strings.ToLower(name)) {
		if c != '.' && !isWordByte(c) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('_')
		}
		gap = false
		b.WriteByte(c)
	}
	return b.String()
}

// listed reports whether key is one of names, which are separated by spaces.
func listed(names, key string) bool {
	for name := range strings.FieldsSeq(names) {
		if name == key {
			return true
		}
	}
	return false
}

// decodeAs decodes text from the encoding called name. message is the text of CPython's error, or empty. Positions in it
// count from offset base of text. With lenient set what can't be decoded becomes U+FFFD.
func decodeAs(text, name string, base int, lenient bool) (decoded, message string) {
	key := codecKey(name)
	switch {
	case listed(utf8Names, key):
		if lenient {
			return replaceInvalid(text), ""
		}
		if bad := invalidUTF8(text); bad >= 0 {
			return "", describeProblem("utf-8", text, bad, bad-base)
		}
		return text, ""
	case listed(asciiNames, key):
		return decodeTable(nil, text, base, lenient)
	case listed(latin1Names, key):
		var b strings.Builder
		b.Grow(len(text))
		for i := range len(text) {
			b.WriteRune(rune(text[i]))
		}
		return b.String(), ""
	case listed(binaryNames, key):
		return "", fmt.Sprintf("'%s' is not a text encoding; use codecs.decode() to handle arbitrary codecs", name)
	case key == "undefined":
		return "", "undefined encoding"
	case listed(missingNames, key):
		return "", fmt.Sprintf("source files in encoding %s are not supported", name)
	}
	for i := range multibytes {
		m := &multibytes[i]
		if m.name == key || listed(m.aliases, key) {
			return m.decode(text, base, lenient)
		}
	}
	if table := charmap(key); table != nil {
		return decodeTable(table, text, base, lenient)
	}
	return "", "unknown encoding: " + name
}

// charmap returns the 256 characters of the character map called key, or nil if there is none.
func charmap(key string) []rune {
	for line := range strings.Lines(charmaps) {
		name, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		aliases, quoted, _ := strings.Cut(rest, "\t")
		if name != key && !listed(aliases, key) {
			continue
		}
		characters, err := strconv.Unquote(quoted)
		if err != nil {
			panic("charmaps.txt: " + name + ": " + err.Error())
		}
		table := []rune(characters)
		if len(table) == 256 {
			return table
		}
		full := make([]rune, 0, 256)
		for c := range rune(128) {
			full = append(full, c)
		}
		return append(full, table...)
	}
	return nil
}

// decodeTable decodes text from the character map in table, or from ASCII if table is nil.
func decodeTable(table []rune, text string, base int, lenient bool) (decoded, message string) {
	var b strings.Builder
	b.Grow(len(text))
	for i := range len(text) {
		c := text[i]
		r := utf8.RuneError
		if table != nil {
			r = table[c]
		} else if c < 0x80 {
			r = rune(c)
		}
		if r == utf8.RuneError && !lenient {
			if table == nil {
				return "", fmt.Sprintf("'ascii' codec can't decode byte 0x%02x in position %d: ordinal not in range(128)", c, i-base)
			}
			return "", fmt.Sprintf("'charmap' codec can't decode byte 0x%02x in position %d: character maps to <undefined>", c, i-base)
		}
		b.WriteRune(r)
	}
	return b.String(), ""
}

func (m *multibyte) decode(text string, base int, lenient bool) (decoded, message string) {
	decoder := m.encoding.NewDecoder()
	decoded, _, err := transform.String(decoder, text)
	if err == nil && (lenient || !strings.ContainsRune(decoded, utf8.RuneError)) {
		return m.mend(decoded), ""
	}
	decoder.Reset()
	src := []byte(text)
	var dst [2 * utf8.UTFMax]byte
	for i := 0; i < len(src); {
		size := 1
		for {
			atEnd := i+size >= len(src)
			written, read, err := decoder.Transform(dst[:], src[i:min(i+size, len(src))], atEnd)
			if strings.IndexRune(string(dst[:written]), utf8.RuneError) >= 0 || err != nil && (err != transform.ErrShortSrc || atEnd) {
				return "", fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: illegal multibyte sequence", m.name, src[i], i-base)
			}
			if read > 0 {
				i += read
				break
			}
			if size++; size > utf8.UTFMax {
				return "", fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: illegal multibyte sequence", m.name, src[i], i-base)
			}
		}
	}
	return m.mend(decoded), "" // the text itself holds U+FFFD
}

// mend puts CPython's characters in the place of others.
func (m *multibyte) mend(decoded string) string {
	if m.instead == "" {
		return decoded
	}
	pairs := strings.Split(m.instead, "")
	return strings.NewReplacer(pairs...).Replace(decoded)
}
