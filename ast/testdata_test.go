package ast_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/gopy-lang/gopy/ast"
)

// A recording is what CPython 3.14 says about a program, see testdata/record.py.
type recording struct {
	Source             string
	Tree               string // dump with everything
	Dump               string
	Positional         string
	PositionalEmpty    string `json:"positional_empty"`
	Indented           string
	IndentedPositional string `json:"indented_positional"`
	IndentedEverything string `json:"indented_everything"`
	Unparse            string
	Reparsed           string // dump of the tree of what unparse wrote
	Walk               []string
}

// forEachRecording calls test with each recording and its tree.
func forEachRecording(t *testing.T, test func(t *testing.T, r recording, tree ast.Node)) {
	path := "testdata/cpython.jsonl"
	if other := os.Getenv("AST_RECORDINGS"); other != "" {
		path = other
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	scanner := bufio.NewScanner(f)
	scanner.Buffer(nil, 1<<28)
	count := 0
	for scanner.Scan() {
		var r recording
		if err := json.Unmarshal(scanner.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		count++
		name := strings.TrimSpace(r.Source)
		t.Run(fmt.Sprintf("%d %.20s", count, name), func(t *testing.T) { test(t, r, readDump(t, r.Tree)) })
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	if count < 40 {
		t.Errorf("only %d recordings", count)
	}
}

// readDump builds the tree from the text of a dump that has the names of all fields.
func readDump(t *testing.T, text string) ast.Node {
	classes := map[string]*ast.Class{}
	for _, typ := range ast.Types {
		for _, c := range typ.Classes {
			classes[c.Name] = c
		}
	}
	r := &dumpReader{t, text, classes}
	n := r.value().(ast.Node)
	if r.rest != "" {
		r.fail("end")
	}
	return n
}

type dumpReader struct {
	t       *testing.T
	rest    string
	classes map[string]*ast.Class
}

func (r *dumpReader) fail(want string) {
	r.t.Helper()
	r.t.Fatalf("dump: want %s at %.40q", want, r.rest)
}

func (r *dumpReader) accept(s string) bool {
	rest, ok := strings.CutPrefix(r.rest, s)
	r.rest = rest
	return ok
}

func (r *dumpReader) word() string {
	end := strings.IndexFunc(r.rest, func(c rune) bool {
		return c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z')
	})
	if end < 0 {
		end = len(r.rest)
	}
	word := r.rest[:end]
	r.rest = r.rest[end:]
	return word
}

func (r *dumpReader) value() any {
	for prefix, value := range map[string]any{"None": nil, "True": true, "False": false, "Ellipsis": ast.Ellipsis{}} {
		if r.accept(prefix) {
			return value
		}
	}
	if r.rest == "" {
		r.fail("a value")
	}
	switch c := r.rest[0]; {
	case r.accept("["):
		list := []any{}
		for !r.accept("]") {
			list = append(list, r.value())
			r.accept(", ")
		}
		return list
	case c == '\'' || c == '"':
		return r.str()
	case c == 'b' && strings.ContainsAny(r.rest[1:2], `'"`):
		r.rest = r.rest[1:]
		var b []byte
		for _, char := range r.str() {
			b = append(b, byte(char))
		}
		if b == nil {
			b = []byte{}
		}
		return b
	case c == '(' || c == '-' || c == '.' || c >= '0' && c <= '9' || strings.HasPrefix(r.rest, "inf") || strings.HasPrefix(r.rest, "nan"):
		return r.number()
	}
	name := r.word()
	class := r.classes[name]
	if class == nil || !r.accept("(") {
		r.fail("a class, not " + name)
	}
	if value := class.Enum(); value != nil {
		r.accept(")")
		return value
	}
	n := class.New()
	var span ast.Span
	for !r.accept(")") {
		name := r.word()
		if !r.accept("=") {
			r.fail("=")
		}
		value := r.value()
		r.accept(", ")
		switch v, _ := value.(int64); name {
		case "lineno":
			span.Lineno = int32(v)
		case "col_offset":
			span.ColOffset = int32(v)
		case "end_lineno":
			span.EndLineno = int32(v)
		case "end_col_offset":
			span.EndColOffset = int32(v)
		}
		for i, f := range class.Fields {
			if f.Name != name {
				continue
			}
			if v, ok := value.(int64); ok && f.Type == "int" {
				value = int(v)
			}
			if !n.SetField(i, value) {
				r.t.Fatalf("%s.%s can't be %T", class.Name, name, value)
			}
		}
	}
	n.SetPos(span)
	return n
}

// str reads a string; characters of bytes are those below 256.
func (r *dumpReader) str() string {
	quote := r.rest[0]
	i := 1
	var b strings.Builder
	for r.rest[i] != quote {
		if r.rest[i] != '\\' {
			b.WriteByte(r.rest[i])
			i++
			continue
		}
		i++
		digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[r.rest[i]]
		switch c := r.rest[i]; {
		case digits > 0:
			n, err := strconv.ParseUint(r.rest[i+1:i+1+digits], 16, 32)
			if err != nil {
				r.t.Fatal(err)
			}
			if n >= 0xD800 && n < 0xE000 {
				b.Write([]byte{0xED, byte(0x80 | n>>6&0x3F), byte(0x80 | n&0x3F)})
			} else {
				b.WriteRune(rune(n))
			}
		case c == 'n':
			b.WriteByte('\n')
		case c == 'r':
			b.WriteByte('\r')
		case c == 't':
			b.WriteByte('\t')
		default:
			b.WriteByte(c)
		}
		i += 1 + digits
	}
	r.rest = r.rest[i+1:]
	return b.String()
}

func (r *dumpReader) number() any {
	end := strings.IndexAny(r.rest, ",)]")
	if r.rest[0] == '(' {
		r.t.Fatalf("a complex constant with a real part at %.20q", r.rest)
	}
	text := r.rest[:end]
	r.rest = r.rest[end:]
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n
	}
	if n, ok := new(big.Int).SetString(text, 10); ok {
		return n
	}
	imaginary := strings.HasSuffix(text, "j")
	f, err := strconv.ParseFloat(strings.TrimSuffix(text, "j"), 64)
	if err != nil && !math.IsInf(f, 0) {
		r.t.Fatal(err)
	}
	if imaginary {
		return complex(0, f)
	}
	return f
}
