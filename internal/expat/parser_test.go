package expat

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// record parses a document in pieces of n bytes (0: whole) and returns what handlers were told.
func record(o Options, document string, n int, set func(p *Parser)) (events string, err error) {
	var b strings.Builder
	p := NewParser(o)
	told := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p.StartElement = func(name *Name, attributes []Attribute, specified int) {
		told("<%s", name.Text)
		for i, a := range attributes {
			told("  %s=%q %t", a.Name.Text, a.Value, i < specified)
		}
	}
	p.EndElement = func(name *Name) { told(">%s", name.Text) }
	p.Comment = func(text []byte) { told("!%s", text) }
	p.ProcessingInstruction = func(target *Name, data []byte) { told("?%s %s", target.Text, data) }
	var text []byte
	p.CharacterData = func(part []byte) { text = append(text, part...) }
	p.SkippedEntity = func(name string, parameter bool) { told("skipped %s %t", name, parameter) }
	p.ExternalEntity = func(context, base, system, public *string) bool {
		told("external %s", *system)
		return true
	}
	if set != nil {
		set(p)
	}
	if n == 0 {
		n = max(len(document), 1)
	}
	data := []byte(document)
	for len(data) > n {
		if err := p.Feed(data[:n], false); err != nil {
			return b.String() + string(text), err
		}
		data = data[n:]
	}
	err = p.Feed(data, true)
	return b.String() + string(text), err
}

const document = `<?xml version="1.0"?>
<!DOCTYPE r PUBLIC "-//x" "r.dtd" [
<!ELEMENT r (a|(b,c?)+)*>
<!ATTLIST r d CDATA "default" e NMTOKENS " f  g " i (j|k) #IMPLIED>
<!ENTITY one "1<b/>&two;"><!ENTITY two "2&#38;amp;">
<!ENTITY % p "<!ENTITY three '3'>"> %p;
<!NOTATION n SYSTEM "n"><!ENTITY u SYSTEM "u" NDATA n><!ENTITY x SYSTEM "x">
<?in dtd?><!-- too -->
]>
<r xmlns="urn:r" xmlns:q='urn:q' q:é="&lt;&two;">text &one;&x;]] &gt;<![CDATA[<&]]]]><q:a/></r>
<!-- end -->`

func TestPieces(t *testing.T) {
	for _, namespaces := range []bool{false, true} {
		o := Options{Namespaces: namespaces, Separator: " "}
		always := func(p *Parser) { p.ParamEntities = Always }
		whole, err := record(o, document, 0, always)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{1, 2, 3, 7, 64} {
			parts, err := record(o, document, n, always)
			if err != nil || parts != whole {
				t.Errorf("in pieces of %d bytes: %v\n%s\nwant\n%s", n, err, parts, whole)
			}
		}
	}
}

// TestCut feeds every beginning of a document, and the document without each of its bytes: none may do harm, and no beginning is a document.
func TestCut(t *testing.T) {
	end := strings.Index(document, "</r>") + len("</r>")
	for i := range len(document) {
		_, err := record(Options{Namespaces: true, Separator: " "}, document[:i], 0, nil)
		var c Code
		if i < end && !errors.As(err, &c) {
			t.Errorf("the first %d bytes: %v", i, err)
		}
		for _, more := range []string{"", "<", "&", "%", "\x00", "\xff", "]]>", "\"", "!"} {
			for _, namespaces := range []bool{false, true} {
				record(Options{Namespaces: namespaces, Separator: " "}, document[:i]+more+document[i+1:], 0, func(p *Parser) { p.ParamEntities = Always })
			}
		}
	}
}

func TestEncodings(t *testing.T) {
	const text = `<?xml version="1.0" encoding="utf-16"?><a b="é">€𝒳` + "\r\n" + `</a>`
	wide := func(big bool) string {
		var b []byte
		for _, r := range "\ufeff" + text {
			units := []rune{r}
			if r > 0xffff {
				units = []rune{0xd800 + (r-0x10000)>>10, 0xdc00 + (r-0x10000)&0x3ff}
			}
			for _, u := range units {
				if big {
					b = append(b, byte(u>>8), byte(u))
				} else {
					b = append(b, byte(u), byte(u>>8))
				}
			}
		}
		return string(b)
	}
	const want = "<a\n  b=\"é\" true\n>a\n€𝒳\n"
	for _, big := range []bool{false, true} {
		for _, n := range []int{0, 1, 3} {
			if got, err := record(Options{}, wide(big), n, nil); err != nil || got != want {
				t.Errorf("big %t, pieces of %d: %q, %v", big, n, got, err)
			}
		}
	}
	if got, err := record(Options{}, "<?xml version='1.0' encoding='iso-8859-1'?><a b='\xe9'>\xff</a>", 1, nil); err != nil || got != "<a\n  b=\"é\" true\n>a\nÿ" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestHostile(t *testing.T) {
	const deep = 100000
	laughs := func(n, times int) string {
		var b strings.Builder
		b.WriteString("<!DOCTYPE a [<!ENTITY e0 'ha'>")
		for i := range n {
			fmt.Fprintf(&b, "<!ENTITY e%d '%s'>", i+1, strings.Repeat(fmt.Sprintf("&e%d;", i), times))
		}
		b.WriteString("]>")
		return b.String()
	}
	last := func(n, times int, use string) string { return laughs(n, times) + fmt.Sprintf(use, n) }
	for name, c := range map[string]struct {
		document string
		want     error
	}{
		"elements":             {strings.Repeat("<a>", deep) + strings.Repeat("</a>", deep), nil},
		"elements left open":   {strings.Repeat("<a>", deep), NoElements},
		"attributes":           {"<a" + attributes(deep) + "/>", nil},
		"the same attribute":   {"<a b=''" + attributes(deep) + " b=''/>", DuplicateAttribute},
		"groups":               {"<!DOCTYPE a [<!ELEMENT a " + strings.Repeat("(", deep) + "b" + strings.Repeat(")", deep) + ">]><a/>", nil},
		"groups left open":     {"<!DOCTYPE a [<!ELEMENT a " + strings.Repeat("(", deep), NoElements},
		"entities in entities": {last(deep/4, 1, "<a>&e%d;</a>"), nil},
		"in attributes":        {last(deep/4, 1, "<a b='&e%d;'/>"), nil},
		"laughs":               {last(30, 10, "<a>&e%d;</a>"), Amplification},
		"laughs in attributes": {last(30, 10, "<a b='&e%d;'/>"), Amplification},
		"laughs in defaults":   {strings.Replace(last(30, 10, "<a/>%.0d"), "]>", "<!ATTLIST a b CDATA '&e30;'>]>", 1), Amplification},
		"recursion":            {"<!DOCTYPE a [<!ENTITY b '&c;'><!ENTITY c '&b;'>]><a>&b;</a>", RecursiveEntity},
		"a long name":          {"<" + strings.Repeat("a", 1<<20) + "/>", nil},
		"references":           {"<a>" + strings.Repeat("&#60;", deep) + "</a>", nil},
		"a large number":       {"<a>&#" + strings.Repeat("9", deep) + ";</a>", BadCharRef},
		"sections":             {"<!DOCTYPE a [" + strings.Repeat("<![INCLUDE[", deep), SyntaxError},
		"quotes":               {"<a b=\"" + strings.Repeat("'", deep), UnclosedToken},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := record(Options{Namespaces: true, Separator: " "}, c.document, 0, nil)
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " x%d=''", i)
	}
	return b.String()
}

// TestUnfinished feeds a token byte by byte: it isn't looked at anew each time.
func TestUnfinished(t *testing.T) {
	p := NewParser(Options{})
	n := 0
	p.Comment = func([]byte) { n++ }
	feed := func(s string) {
		for i := range len(s) {
			if err := p.Feed([]byte{s[i]}, false); err != nil {
				t.Fatal(err)
			}
		}
	}
	feed("<a><!--")
	feed(strings.Repeat("x", 1<<18))
	feed("-->")
	if err := p.Feed([]byte("</a>"), true); err != nil || n != 1 {
		t.Error(err, n)
	}
}

func TestStop(t *testing.T) {
	p := NewParser(Options{})
	p.StartElement = func(*Name, []Attribute, int) { p.Stop() }
	if err := p.Feed([]byte("<a>\n<b>"), false); err != Aborted {
		t.Error(err)
	}
	if line, column := p.Place(); line != 1 || column != 3 {
		t.Error(line, column)
	}
	if err := p.Feed(nil, true); err != Finished {
		t.Error(err)
	}
}

func TestCharge(t *testing.T) {
	limit := errors.New("too much")
	p := NewParser(Options{Charge: func(n int64) error {
		if n > 1<<20 {
			return limit
		}
		return nil
	}})
	if err := p.Feed(make([]byte, 2<<20), true); err != limit {
		t.Error(err)
	}
	p = NewParser(Options{Charge: p.charge})
	p.SetFactor(1e9)
	text := "<!DOCTYPE a [<!ENTITY x '" + strings.Repeat("x", 1<<10) + "'><!ENTITY y '" + strings.Repeat("&x;", 1<<11) + "'>]><a b='&y;'/>"
	if err := p.Feed([]byte(text), true); err != limit {
		t.Error(err)
	}
}
