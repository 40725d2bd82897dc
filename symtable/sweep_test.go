package symtable

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"sort"
	"testing"
	"time"

	"github.com/gopy-lang/gopy/ast"
)

func fromJSON(v any, f ast.Field) any {
	switch v := v.(type) {
	case nil:
		return nil
	case map[string]any:
		if l, ok := v["l"]; ok {
			list := l.([]any)
			out := make([]any, len(list))
			for i, e := range list {
				out[i] = fromJSON(e, ast.Field{Type: f.Type})
			}
			return out
		}
		return "s"
	case string:
		if f.Type == "identifier" || f.Type == "string" || f.Type == "constant" {
			return v
		}
		return ast.LookupClass(v).Enum()
	case float64:
		return int(v)
	case []any:
		c := ast.LookupClass(v[0].(string))
		n := c.New()
		if p, ok := v[1].([]any); ok {
			g := func(i int) int32 { return int32(p[i].(float64)) }
			n.SetPos(ast.Span{Lineno: g(0), ColOffset: g(1), EndLineno: g(2), EndColOffset: g(3)})
		}
		for i, e := range v[2].([]any) {
			if !n.SetField(i, fromJSON(e, c.Fields[i])) {
				panic(fmt.Sprint(c.Name, c.Fields[i], e))
			}
		}
		return n
	}
	panic(fmt.Sprintf("%T", v))
}

func diff(s *Scope, w []any, path string) string {
	path += "/" + s.Name
	head := []any{float64(s.Kind), s.Name, float64(s.Span.Lineno), s.IsNested}
	if n, ok := w[3].(float64); ok {
		w[3] = n != 0
	}
	if !reflect.DeepEqual(head, w[:4]) {
		return fmt.Sprint(path, head, w[:4])
	}
	if fmt.Sprint(s.Params) != fmt.Sprint(w[4]) {
		return fmt.Sprint(path, " params ", s.Params, w[4])
	}
	var got, want, gotFree, wantFree []string
	for _, y := range s.Symbols {
		t := fmt.Sprint(y.Name, " ", int(y.Flags)|int(y.Scope)<<12)
		if y.Flags == 0 {
			gotFree = append(gotFree, t)
		} else {
			got = append(got, t)
		}
	}
	for _, y := range w[5].([]any) {
		p := y.([]any)
		n := int(p[1].(float64))
		t := fmt.Sprint(p[0], " ", n)
		if n&0xfff == 0 {
			wantFree = append(wantFree, t)
		} else {
			want = append(want, t)
		}
	}
	sort.Strings(gotFree)
	sort.Strings(wantFree)
	if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(gotFree, wantFree) {
		return fmt.Sprint(path, " symbols\n got ", got, gotFree, "\nwant ", want, wantFree)
	}
	kids := w[6].([]any)
	if len(kids) != len(s.Children) {
		return fmt.Sprint(path, " children ", s.Children, len(kids))
	}
	for i, k := range kids {
		if d := diff(s.Children[i], k.([]any), path); d != "" {
			return d
		}
	}
	return ""
}

func TestSweep(t *testing.T) {
	name := os.Getenv("SWEEP")
	if name == "" {
		t.Skip()
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReaderSize(f, 1<<20)
	ok, bad := 0, 0
	var spent time.Duration
	for {
		line, err := r.ReadBytes('\n')
		if err != nil {
			break
		}
		var rec map[string]any
		if err := json.Unmarshal(line, &rec); err != nil {
			t.Fatal(err)
		}
		mod := fromJSON(rec["ast"], ast.Field{}).(ast.Mod)
		start := time.Now()
		table, err := Build(mod, "f", 0)
		spent += time.Since(start)
		d := ""
		if want, isErr := rec["err"]; isErr {
			if e, is := err.(*ast.SyntaxError); !is || fmt.Sprint([]any{e.Msg, e.Lineno, e.Offset, e.EndLineno, e.EndOffset}) != fmt.Sprint(want) {
				d = fmt.Sprintf("got %+v want %v", err, want)
			}
		} else if err != nil {
			d = err.Error()
		} else {
			d = diff(table.Top, rec["st"].([]any), "")
		}
		if d != "" {
			bad++
			if bad < 40 {
				t.Errorf("%v\n%s", rec["file"], d)
			}
		} else {
			ok++
		}
	}
	t.Logf("ok %d bad %d in %v", ok, bad, spent)
}
