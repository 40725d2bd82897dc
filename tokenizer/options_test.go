package tokenizer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/tokenizer/token"
)

// spellings writes the tokens of a stream as their kinds, with the spelling of those that have various ones.
func spellings(s *Stream) string {
	var words []string
	for i := range s.Tokens {
		t := &s.Tokens[i]
		word := t.Kind.String()
		switch t.Kind {
		case token.NAME, token.NUMBER:
			word = s.Spelling(t)
		case token.TYPE_COMMENT, token.TYPE_IGNORE:
			word += fmt.Sprintf("%q", s.Spelling(t))
		}
		words = append(words, word)
	}
	if s.Err != nil {
		words = append(words, s.Err.Msg)
	}
	return strings.Join(words, " ")
}

func TestOptions(t *testing.T) {
	var (
		module   = Options{}
		eval     = Options{KeepEnd: true}
		single   = Options{KeepEnd: true, Single: true}
		codeop   = Options{KeepEnd: true, Single: true, NoImpliedDedent: true}
		comments = Options{TypeComments: true}
	)
	for _, test := range []struct {
		src     string
		options Options
		want    string
	}{
		{"", module, "ENDMARKER"},
		{"", single, "ENDMARKER"},
		{"x", module, "x NEWLINE ENDMARKER"},
		{"x", eval, "x ENDMARKER"},
		{"x\n", eval, "x NEWLINE ENDMARKER"},
		{"x #", eval, "x ENDMARKER"},
		{"x \\", eval, "x unexpected character after line continuation character"},
		{"x \\\n", eval, "x unexpected EOF while parsing"},
		{"x\n ", eval, "x NEWLINE INDENT ENDMARKER"},
		{"(", eval, "LPAR '(' was never closed"},
		{"'a", eval, "unterminated string literal (detected at line 1)"},
		{"f'{x:", eval, "FSTRING_START LBRACE x COLON unterminated f-string literal (detected at line 1)"},
		{"x", single, "x NEWLINE ENDMARKER"},
		{"if x:\n  y", single, "if x COLON NEWLINE INDENT y NEWLINE DEDENT NEWLINE ENDMARKER"},
		{"if x:\n  y", codeop, "if x COLON NEWLINE INDENT y NEWLINE ENDMARKER"},
		{"if x:\n  y\n", codeop, "if x COLON NEWLINE INDENT y NEWLINE DEDENT NEWLINE ENDMARKER"},
		{"x = 1 # type: int\n", module, "x EQUAL 1 NEWLINE ENDMARKER"},
		{"x = 1 # type: int\n", comments, `x EQUAL 1 TYPE_COMMENT"int" NEWLINE ENDMARKER`},
		{"x = 1 #type:int # c\n", comments, `x EQUAL 1 TYPE_COMMENT"int # c" NEWLINE ENDMARKER`},
		{"x = 1 #\t type: \tint  \n", comments, `x EQUAL 1 TYPE_COMMENT"int  " NEWLINE ENDMARKER`},
		{"x = 1 # type:\n", comments, `x EQUAL 1 TYPE_COMMENT"" NEWLINE ENDMARKER`},
		{"x # type : int", comments, "x NEWLINE ENDMARKER"},
		{"x = 1 # type: ignore\n", comments, `x EQUAL 1 TYPE_IGNORE"" NEWLINE ENDMARKER`},
		{"x = 1 # type: ignore[a] b\n", comments, `x EQUAL 1 TYPE_IGNORE"[a] b" NEWLINE ENDMARKER`},
		{"x = 1 # type: ignored\n", comments, `x EQUAL 1 TYPE_COMMENT"ignored" NEWLINE ENDMARKER`},
		{"x = 1 # type: ignoré\n", comments, `x EQUAL 1 TYPE_COMMENT"ignoré" NEWLINE ENDMARKER`},
		{"x = 1 # type: ignore_\n", comments, `x EQUAL 1 TYPE_IGNORE"_" NEWLINE ENDMARKER`},
		{"# type: ignore\nx", comments, `TYPE_IGNORE"\n" x NEWLINE ENDMARKER`},
		{"x\n# type: int\ny", comments, `x NEWLINE TYPE_COMMENT"int" NEWLINE y NEWLINE ENDMARKER`},
		{"[ # type: ignore\n1]", comments, `LSQB TYPE_IGNORE"" 1 RSQB NEWLINE ENDMARKER`},
	} {
		if got := spellings(Tokenize(test.src, test.options)); got != test.want {
			t.Errorf("%q, %+v:\n got %s\nwant %s", test.src, test.options, got, test.want)
		}
	}
}

func TestLimits(t *testing.T) {
	nested := func(levels int) string {
		var b strings.Builder
		for i := range levels {
			b.WriteString(strings.Repeat(" ", i) + "if x:\n")
		}
		return b.String() + strings.Repeat(" ", levels) + "x\n"
	}
	for _, test := range []struct {
		name, src, msg string
		line, offset   int
	}{
		{"200 brackets", strings.Repeat("(", 200) + strings.Repeat(")", 200), "", 0, 0},
		{"201 brackets", strings.Repeat("(", 201), "too many nested parentheses", 1, 201},
		{"99 blocks", nested(99), "", 0, 0},
		{"100 blocks", nested(100), "too many levels of indentation", 101, 1},
		{"149 f-strings", strings.Repeat("f'{", 149) + "1" + strings.Repeat("}'", 149), "", 0, 0},
		{"150 f-strings", strings.Repeat("f'{", 150), "too many nested f-strings or t-strings", 1, 449},
		{"3 fields", "f'{a:{b:{c}}}'", "", 0, 0},
		{"4 fields", "f'{a:{b:{c:{d}}}}'", "f-string: expressions nested too deeply", 1, 11},
	} {
		err := Tokenize(test.src, Options{}).Err
		if err == nil {
			err = &Error{}
		}
		if err.Msg != test.msg || err.Lineno != test.line || err.Offset != test.offset {
			t.Errorf("%s: got %q at %d:%d, want %q at %d:%d", test.name, err.Msg, err.Lineno, err.Offset, test.msg, test.line, test.offset)
		}
	}
}

func TestNeverClosed(t *testing.T) {
	stream := Tokenize("x = (\n y \\ z\n", Options{})
	if stream.Err == nil || !stream.Err.Late {
		t.Fatalf("got %v, want a late error", stream.Err)
	}
	err := stream.NeverClosed()
	if err == nil || err.Msg != "'(' was never closed" || err.Lineno != 1 || err.Offset != 5 || err.Text != "x = (" {
		t.Errorf("got %+v", err)
	}
	if err := Tokenize("()", Options{}).NeverClosed(); err != nil {
		t.Errorf("closed bracket: got %v", err)
	}
}

// Standard input is listed without the encoding, up to the error.
func TestListText(t *testing.T) {
	for _, test := range []struct {
		src, out, problems string
	}{
		{"x\r\n(\n", "1,0-1,1:            NAME           'x'            \n" +
			"1,1-1,3:            NEWLINE        '\\r\\n'         \n" +
			"2,0-2,1:            OP             '('            \n" +
			"2,1-2,2:            NL             '\\n'           \n", "<stdin>:2:0: error: unexpected EOF in multi-line statement\n"},
		{"x\ny\xe9", "1,0-1,1:            NAME           'x'            \n1,1-1,2:            NEWLINE        '\\n'           \n",
			"unexpected error: 'utf-8' codec can't encode character '\\udce9' in position 1: surrogates not allowed\n"},
	} {
		var out, problems strings.Builder
		status := ListText(&out, &problems, test.src, false)
		if out.String() != test.out || problems.String() != test.problems || status != 1 {
			t.Errorf("%q: got\n%s%s%d\nwant\n%s%s1", test.src, out.String(), problems.String(), status, test.out, test.problems)
		}
	}
}

// Many warnings and many places in one long line take time in proportion to its length: this test takes minutes otherwise.
func TestLongLine(t *testing.T) {
	text := strings.Repeat("é or 1or ", 1<<18) + "1"
	stream := Tokenize(text, Options{})
	if stream.Err != nil || len(stream.Warnings) != 1<<18 {
		t.Fatalf("%v, %d warnings", stream.Err, len(stream.Warnings))
	}
	last := stream.Warnings[len(stream.Warnings)-1]
	if want := 9*(1<<18) - 3; last.Err.Offset != want {
		t.Errorf("offset of the last warning is %d, want %d", last.Err.Offset, want)
	}
	var out strings.Builder
	if List(&out, &out, []byte(text), "long.py", false) != 0 {
		t.Errorf("%.100s", out.String())
	}
}

func TestSourceLines(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"x", `"x" "x" ""`},
		{"if x:\n  y\nz", `"if x:\n" "if x:\n" "if x:\n" "if x:\n" "  y\n" "  y\n" "  y\n" "z" "z" "z" ""`},
		{"x = '''a\nb''' + \\\n 1\n", `"x = '''a\n" "x = '''a\n" "x = '''a\nb''' + \\\n" "b''' + \\\n" " 1\n" " 1\n" ""`},
		{"f'''a\n{x}b\n'''\n", `"f'''a\n" "f'''a\n{x}b\n" "{x}b\n" "{x}b\n" "{x}b\n" "{x}b\n'''\n" "'''\n" "'''\n" ""`},
	} {
		stream := Tokenize(test.src, Options{Extra: true})
		var lines []string
		for i := range stream.Tokens {
			lines = append(lines, fmt.Sprintf("%q", stream.SourceLines(&stream.Tokens[i])))
		}
		if got := strings.Join(lines, " "); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.src, got, test.want)
		}
	}
}

// Where warnings are errors they have a place.
func TestWarningAsError(t *testing.T) {
	for _, test := range []struct {
		src, msg     string
		line, offset int
	}{
		{"1if 2 else 3", "invalid decimal literal", 1, 1},
		{"x=1\né+1or 2", "invalid decimal literal", 2, 3},
		{`f'é\{x}'`, `"\{" is an invalid escape sequence. Did you mean "\\{"? A raw string is also an option.`, 1, 5},
	} {
		stream := Tokenize(test.src, Options{})
		if len(stream.Warnings) != 1 {
			t.Errorf("%q: %d warnings", test.src, len(stream.Warnings))
			continue
		}
		err := stream.Warnings[0].Err
		if err.Msg != test.msg || err.Lineno != test.line || err.Offset != test.offset || err.EndOffset != test.offset {
			t.Errorf("%q: got %+v", test.src, err)
		}
	}
}

// What codeop waits for the rest of, as compile() with PyCF_ALLOW_INCOMPLETE_INPUT tells.
func TestIncomplete(t *testing.T) {
	for _, test := range []struct {
		src  string
		want bool
	}{
		{"'a", true}, {"'a\n", false}, {"'a\\\n", true}, {"'it\\'s", true}, {"'''a", true}, {"'''a\n", true}, {"r'''", true},
		{"f'a", false}, {"f'a\\\n", false}, {"f'''a", true}, {"f'''{", true}, {"f'{", true}, {"f'{x:", false}, {"f'''{x:", true},
		{"f'{'", false}, {"f'''{'''", false}, {"f'{\"a", true}, {"f'''{'a\n", false},
		{"(", true}, {"(\n", true}, {"x \\", false}, {"x \\\n", true}, {"if x:\\\n", true}, {"[0_", false},
	} {
		stream := Tokenize(test.src, Options{KeepEnd: true, Single: true, NoImpliedDedent: true})
		if stream.Err == nil || stream.Err.Incomplete != test.want {
			t.Errorf("%q: got %+v, want incomplete %t", test.src, stream.Err, test.want)
		}
	}
}
