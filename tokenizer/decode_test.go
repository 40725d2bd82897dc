package tokenizer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What compile() of CPython 3.14 says to bytes it can't decode.
var decodeErrors = []struct {
	src, msg                         string
	line, offset, endLine, endOffset int
	text                             string
}{
	{"x = '\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 1, 6, 1, 6, "x = '\ufffd'"},
	{"# c\nx = '\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 6, 2, 6, "x = '\ufffd'"},
	{"a\n\n\nx = '\xe9\n", "Non-UTF-8 code starting with '\\xe9' on line 4, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 4, 6, 4, 6, "x = '\ufffd"},
	{"x='\xe9", "Non-UTF-8 code starting with '\\xe9' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 1, 4, 1, 4, "x='\ufffd"},
	{"x='\xed\xa0\x80'\n", "Non-UTF-8 code starting with '\\xed' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 1, 4, 1, 4, "x='\ufffd\ufffd\ufffd'"},
	{"x='\xc3\n'\n", "Non-UTF-8 code starting with '\\xc3' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 1, 4, 1, 4, "x='\ufffd"},
	{"x='\xf0\x9f'\n", "Non-UTF-8 code starting with '\\xf0' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 1, 4, 1, 4, "x='\ufffd'"},
	{"x='\xff'\n", "Non-UTF-8 code starting with '\\xff' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 1, 4, 1, 4, "x='\ufffd'"},
	{"# coding: ascii\nx='\xe9'\n", "'ascii' codec can't decode byte 0xe9 in position 19: ordinal not in range(128)", 0, -1, 0, 0, ""},
	{"# coding: utf-8\nx='\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 4, 2, 4, "x='\ufffd'"},
	{"# coding: foo\nx=1\n", "unknown encoding: foo", 0, -1, 0, 0, ""},
	{"\xef\xbb\xbf# coding: latin-1\nx\n", "encoding problem: iso-8859-1 with BOM", 1, 0, 1, 17, "# coding: latin-1"},
	{"\xef\xbb\xbf# coding: utf8\nx\n", "encoding problem: utf8 with BOM", 1, 0, 1, 14, "# coding: utf8"},
	{"x\n#coding:latin1\n'\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 3, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 3, 2, 3, 2, "'\ufffd'"},
	{"\\\n#coding:latin1\n'\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 3, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 3, 2, 3, 2, "'\ufffd'"},
	{"'''\n#coding:latin1\n\xe9'''\n", "Non-UTF-8 code starting with '\\xe9' on line 3, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 3, 1, 3, 1, "\ufffd'''"},
	{"# encoding: cp1252\n'\x81'\n", "'charmap' codec can't decode byte 0x81 in position 20: character maps to <undefined>", 0, -1, 0, 0, ""},
	{"# coding: rot13\nx\n", "'rot13' is not a text encoding; use codecs.decode() to handle arbitrary codecs", 0, -1, 0, 0, ""},
	{"# coding: hex\nx\n", "'hex' is not a text encoding; use codecs.decode() to handle arbitrary codecs", 0, -1, 0, 0, ""},
	{"# coding: base64\nx\n", "'base64' is not a text encoding; use codecs.decode() to handle arbitrary codecs", 0, -1, 0, 0, ""},
	{"# coding: euc-jp\n'\xa4'\n", "'euc_jp' codec can't decode byte 0xa4 in position 18: illegal multibyte sequence", 0, -1, 0, 0, ""},
	{"# coding: mbcs\nx\n", "unknown encoding: mbcs", 0, -1, 0, 0, ""},
	{"# coding: undefined\nx\n", "undefined encoding", 0, -1, 0, 0, ""},
	{"# coding: undefined\n", "undefined encoding", 0, -1, 0, 0, ""},
	{"# coding: utf-8-foo\n'\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 2, 2, 2, "'\ufffd'"},
	{"# codingx: latin1\nx='\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 4, 2, 4, "x='\ufffd'"},
	{"# coding  : latin1\nx='\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 4, 2, 4, "x='\ufffd'"},
	{"# coding: coding: latin1\nx='\xe9'\n", "unknown encoding: coding", 0, -1, 0, 0, ""},
	{"# coding: .a\nx='\xe9'\n", "unknown encoding: .a", 0, -1, 0, 0, ""},
	{"x=1 # coding: latin1\n'\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 2, 2, 2, "'\ufffd'"},
	{"a\x00b\n", "source code string cannot contain null bytes", 0, 0, 0, 0, ""},
	{"'a\x00b'\n", "source code string cannot contain null bytes", 0, 0, 0, 0, ""},
	{"# a\x00b\n", "source code string cannot contain null bytes", 0, 0, 0, 0, ""},
	{"# \xe9\n", "Non-UTF-8 code starting with '\\xe9' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 1, 3, 1, 3, "# \ufffd"},
	{"# coding: foo\xe9\n", "unknown encoding: foo", 0, -1, 0, 0, ""},
	{"x\r# coding: latin1\r'\xe9'\r", "Non-UTF-8 code starting with '\\xe9' on line 3, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 3, 2, 3, 2, "'\ufffd'"},
	{"\xef\xbb", "Non-UTF-8 code starting with '\\xef' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 1, 1, 1, 1, "\ufffd"},
	{"\xfe\xff\x00x", "source code string cannot contain null bytes", 0, 0, 0, 0, ""},
	{"\xef\xbb\xbfx='\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 1, 4, 1, 4, "x='\ufffd'"},
	{"# coding: utf-8\n# coding: latin1\n'\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 3, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 3, 2, 3, 2, "'\ufffd'"},
	{"\n\n# coding: latin1\n'\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 4, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 4, 2, 4, 2, "'\ufffd'"},
	{"x = 1\n'\xe9'\n$\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 2, 2, 2, "'\ufffd'"},
	{"$\n'\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 2, 2, 2, "'\ufffd'"},
	{"x x\n'\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 2, 2, 2, "'\ufffd'"},
	{"# coding: iso8859-1-x\n'\xe9'\n", "unknown encoding: iso8859-1-x", 0, -1, 0, 0, ""},
	{"# coding: utf8-x\n'\xe9'\n", "unknown encoding: utf8-x", 0, -1, 0, 0, ""},
	{"# coding: UTF-8-x\n'\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 2, 2, 2, "'\ufffd'"},
	{"# coding: U8\n'\xe9'\n", "'utf-8' codec can't decode byte 0xe9 in position 14: invalid continuation byte", 0, -1, 0, 0, ""},
	{"# coding: cp65001\n'\xe9'\n", "'utf-8' codec can't decode byte 0xe9 in position 19: invalid continuation byte", 0, -1, 0, 0, ""},
	{"# coding: ascii\n\nx='\xe9'\n", "'ascii' codec can't decode byte 0xe9 in position 20: ordinal not in range(128)", 0, -1, 0, 0, ""},
	{"# coding: cp1252\n\nx='\x81'\n", "'charmap' codec can't decode byte 0x81 in position 21: character maps to <undefined>", 0, -1, 0, 0, ""},
	{"x='\xe9'", "Non-UTF-8 code starting with '\\xe9' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 1, 4, 1, 4, "x='\ufffd'"},
	{"\xef\xbb\xbf# coding: ascii\nx\n", "encoding problem: ascii with BOM", 1, 0, 1, 15, "# coding: ascii"},
	{"# coding: 8bit_x\n", "unknown encoding: 8bit_x", 0, -1, 0, 0, ""},
	{"# \xe9\n# \xe9\nx\n", "Non-UTF-8 code starting with '\\xe9' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 1, 3, 1, 3, "# \ufffd"},
	{"# \xe9\n# c\nx\n", "Non-UTF-8 code starting with '\\xe9' on line 1, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 1, 3, 1, 3, "# \ufffd"},
	{"\n# \xe9\nx\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 3, 2, 3, "# \ufffd"},
	{"\\\n'\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 2, 2, 2, "'\ufffd'"},
	{"x\n\n'\xe9'\n", "Non-UTF-8 code starting with '\\xe9' on line 3, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 3, 2, 3, 2, "'\ufffd'"},
	{"x\n# \xe9\n", "Non-UTF-8 code starting with '\\xe9' on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 2, 3, 2, 3, "# \ufffd"},
	{"# coding: utf8\n'\xe3\x81'", "'utf-8' codec can't decode bytes in position 16-17: invalid continuation byte", 0, -1, 0, 0, ""},
	{"x\x00\n", "source code string cannot contain null bytes", 0, 0, 0, 0, ""},
	{"x\n\x00", "source code string cannot contain null bytes", 0, 0, 0, 0, ""},
	{"# coding: latin1\nx\x00", "source code string cannot contain null bytes", 0, 0, 0, 0, ""},
	{"# coding: cp1255\n'\xca'", "'charmap' codec can't decode byte 0xca in position 18: character maps to <undefined>", 0, -1, 0, 0, ""},
	{"# coding: utf_7\n'\xe9'", "'utf7' codec can't decode byte 0xe9 in position 17: unexpected special character", 0, -1, 0, 0, ""},
	{"# coding: utf_7\n'+A-'", "'utf7' codec can't decode bytes in position 17-19: partial character in shift sequence", 0, -1, 0, 0, ""},
	{"# coding: utf_7\n'+','", "'utf7' codec can't decode bytes in position 17-18: ill-formed sequence", 0, -1, 0, 0, ""},
	{"# coding: utf_7\n'+2D0-'", "'utf-8' codec can't encode character '\\ud83d' in position 17: surrogates not allowed", 0, -1, 0, 0, ""},
	{"# coding: unicode_escape\n'\\x'", "'unicodeescape' codec can't decode bytes in position 26-27: truncated \\xXX escape", 0, -1, 0, 0, ""},
	{"# coding: unicode_escape\n'\\U00110000'", "'unicodeescape' codec can't decode bytes in position 26-35: illegal Unicode character", 0, -1, 0, 0, ""},
	{"# coding: unicode_escape\n'\\N{foo}'", "'unicodeescape' codec can't decode bytes in position 26-32: unknown Unicode character name", 0, -1, 0, 0, ""},
	{"# coding: raw_unicode_escape\n'\\u12'", "'rawunicodeescape' codec can't decode bytes in position 30-33: truncated \\uXXXX escape", 0, -1, 0, 0, ""},
	{"# coding: punycode\nx\n", "'punycode' codec can't decode byte 0x23 in position 0: Invalid extended code point '35'", 0, -1, 0, 0, ""},
	{"# coding: utf_32\nx\n", "'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)", 0, -1, 0, 0, ""},
	{"# coding: utf_16_be\nxy\n", "'utf-16-be' codec can't decode byte 0x0a in position 22: truncated data", 0, -1, 0, 0, ""},
	{"# coding: gb2312\n'\xfe\xfe'", "'gb2312' codec can't decode byte 0xfe in position 18: illegal multibyte sequence", 0, -1, 0, 0, ""},
	{"# coding: hz\n'~{<:Ky2;VpSZHKG~}'", "'hz' codec can't decode byte 0x7d in position 30: illegal multibyte sequence", 0, -1, 0, 0, ""},
	{"a = 1\n$ \n b\nx='\xe9'", "Non-UTF-8 code starting with '\\xe9' on line 4, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 4, 4, 4, 4, "x='\ufffd'"},
	{"if x:\n  a\n b\nx='\xe9'", "Non-UTF-8 code starting with '\\xe9' on line 4, but no encoding declared; see https://peps.python.org/pep-0263/ for details", 4, 4, 4, 4, "x='\ufffd'"}}

func TestDecodeErrors(t *testing.T) {
	for _, test := range decodeErrors {
		_, _, err := Decode([]byte(test.src))
		want := &Error{Kind: "SyntaxError", Msg: test.msg, Lineno: test.line, Offset: test.offset, EndLineno: test.endLine,
			EndOffset: test.endOffset, Text: test.text}
		if diff := cmp.Diff(want, err); diff != "" {
			t.Errorf("%q: -want +got\n%s", test.src, diff)
		}
	}
}

func TestDecode(t *testing.T) {
	for _, test := range []struct{ src, text, encoding string }{
		{"", "", "utf-8"},
		{"x\r\ny\rz\n\r", "x\ny\nz\n\n", "utf-8"},
		{"\xef\xbb\xbfx", "x", "utf-8"},
		{"\xef\xbb\xbf\xef\xbb\xbfx", "\ufeffx", "utf-8"},
		{"'\xc3\xa9'", "'é'", "utf-8"},
		{"# coding: latin-1\n\xe9", "# coding: latin-1\né", "iso-8859-1"},
		{"\n#coding=L1\n\xe9", "\n#coding=L1\né", "L1"},
		{"\f \t# vim: set fileencoding=iso-8859-15 :\n\xa4", "\f \t# vim: set fileencoding=iso-8859-15 :\n€", "iso-8859-15"},
		{"# coding  : latin-1 coding:koi8-r\n\xc1", "# coding  : latin-1 coding:koi8-r\nа", "koi8-r"},
		{"# coding: cp1252\n\x80", "# coding: cp1252\n€", "cp1252"},
		{"# coding: mac-roman\n\xa5", "# coding: mac-roman\n•", "mac-roman"},
		{"# coding: cp437\n\xe1", "# coding: cp437\nß", "cp437"},
		{"# coding: euc-jp\n\xa4\xa2", "# coding: euc-jp\nあ", "euc-jp"},
		{"# coding: sjis\n\x82\xa0", "# coding: sjis\nあ", "sjis"},
		{"# coding: iso2022_jp\n\x1b$B$\"\x1b(B", "# coding: iso2022_jp\nあ", "iso2022_jp"},
		{"# coding: shift_jis\n\x81\x60", "# coding: shift_jis\n〜", "shift_jis"},
		{"# coding: cp932\n\x81\x60", "# coding: cp932\n～", "cp932"},
		{"# coding: big5\n\xa4\xa4", "# coding: big5\n中", "big5"},
		{"# coding: gbk\n\xd6\xd0", "# coding: gbk\n中", "gbk"},
		{"# coding: gb18030\n\x81\x30\x81\x30", "# coding: gb18030\n\u0080", "gb18030"},
		{"# coding: euc-kr\n\xc7\xd1", "# coding: euc-kr\n한", "euc-kr"},
		{"# coding: UTF_8\n\xc3\xa9", "# coding: UTF_8\né", "utf-8"},
		{"# coding: utf7\nx+AOk-+-+2D3cpQ-~", "# coding: utf7\nxé+\U0001f4a5~", "utf7"},
		{"# coding: utf7\nx+AA0-y+AA0ACg-z", "# coding: utf7\nx\ny\nz", "utf7"},
		{"# coding: unicode_escape\n\\xe9\xe9\\u1234\\U0001f600\\N{DIGIT ONE}\\777\\n\\\n\\q", "# coding: unicode_escape\nééሴ😀1ǿ\n\\q", "unicode_escape"},
		{"# coding: raw_unicode_escape\n\\u00e9\xe9\\n\\\\u00e9\\U0001f600", "# coding: raw_unicode_escape\néé\\n\\\\u00e9😀", "raw_unicode_escape"},
		{"# coding: idna\nx.xn--bcher-kva.y..\n", "# coding: idna\nx.bücher.y..\n", "idna"},
		{"# coding: johab\n\x88a", "# coding: johab\n가", "johab"},
		{"# coding: euc_jis_2004\n\xa4\xf7", "# coding: euc_jis_2004\nか\u309a", "euc_jis_2004"},
		{"# coding: iso2022_kr\n\x1b$)C\x0e0!\x0f", "# coding: iso2022_kr\n가", "iso2022_kr"},
	} {
		text, encoding, err := Decode([]byte(test.src))
		if err != nil || text != test.text || encoding != test.encoding {
			t.Errorf("%q: got %q, %q, %v, want %q, %q", test.src, text, encoding, err, test.text, test.encoding)
		}
	}
}

// Every character map has 256 characters; decodeTable relies on it.
func TestCharmaps(t *testing.T) {
	names := 0
	for line := range strings.Lines(charmaps) {
		name, _, _ := strings.Cut(line, "\t")
		if n := len(charmap(name)); n != 256 {
			t.Errorf("%s has %d characters", name, n)
		}
		names++
	}
	if names != 69 {
		t.Errorf("%d character maps, want 69", names)
	}
}

func TestDecodeFile(t *testing.T) {
	const name = "script.py"
	for _, test := range []struct {
		src, text, msg string
		line           int
	}{
		{"x = 1\n", "x = 1\n", "", 0},
		{"# \xe9\n", "# \ufffd\n", "", 0},
		{"# c\nx = '\xe9'\n", "# c\n", `Non-UTF-8 code starting with '\xe9' in file script.py on line 2, but no encoding declared; ` +
			`see https://peps.python.org/pep-0263/ for details`, 2},
		{"x\n'\xe9'\n", "x\n", `Non-UTF-8 code starting with '\xe9' in file script.py on line 1, but no encoding declared; ` +
			`see https://peps.python.org/pep-0263/ for details`, 1},
		{"# coding: utf-8\nx='\xe9'\n", "# coding: utf-8\n",
			"(unicode error) 'utf-8' codec can't decode byte 0xe9 in position 3: invalid continuation byte", 2},
		{"# coding: ascii\n\nx='\xe9'\n", "", "'ascii' codec can't decode byte 0xe9 in position 5: ordinal not in range(128)", 0},
		{"# coding: hex\nx\n", "", "'hex' is not a text encoding", 0},
		{"x\na\x00b\n", "x\n", "source code cannot contain null bytes", 2},
	} {
		text, _, err := DecodeFile([]byte(test.src), name)
		msg, line := "", 0
		if err != nil {
			msg, line = err.Msg, err.Lineno
		}
		if text != test.text || msg != test.msg || line != test.line {
			t.Errorf("%q: got %q, %q on line %d, want %q, %q on line %d", test.src, text, msg, line, test.text, test.msg, test.line)
		}
	}
}

// TestListOtherEncodings lists files that declare an encoding whose line breaks are others than the declaration's: CPython reads such a file line by line.
func TestListOtherEncodings(t *testing.T) {
	for _, test := range []struct{ source, last string }{
		{"# coding: utf-16\nx=1\n", "f.py: error: invalid or missing encoding declaration for 'f.py'"},
		{"# coding: utf-32\nx=12\n", "f.py: error: invalid or missing encoding declaration for 'f.py'"},
		{"# coding: utf-16-le\nx=1\n", "3,0-3,0:            ENDMARKER      ''"},
		{"#\n# coding: utf-16-be\nx=12\n", "4,0-4,0:            ENDMARKER      ''"},
		{"# coding: utf-7\nxx = '\xe9'\n", "3,0-3,0:            ENDMARKER      ''"},
	} {
		var out strings.Builder
		List(&out, &out, []byte(test.source), "f.py", false)
		lines := strings.Split(strings.TrimRight(out.String(), " \n"), "\n")
		if got := strings.TrimRight(lines[len(lines)-1], " "); got != test.last {
			t.Errorf("%q: got %q, want %q", test.source, got, test.last)
		}
	}
}
