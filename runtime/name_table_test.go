package runtime

import (
	"strconv"
	"testing"
)

func TestNameTable(t *testing.T) {
	var table nameTable
	if table.find("a") != nil {
		t.Fatal("an empty table has a name")
	}
	const n = 3000
	names := map[string]*Str{}
	for i := range n {
		s := NewStr("name" + strconv.Itoa(i))
		names[s.s] = s
		table.add(s)
	}
	for text, s := range names {
		if table.find(text) != s {
			t.Errorf("%s isn't found", text)
		}
	}
	if table.find("name"+strconv.Itoa(n)) != nil || table.used != n {
		t.Errorf("a table of %d names has %d", n, table.used)
	}
}

func TestCountPositional(t *testing.T) {
	for params, want := range map[string]int{
		")": 0, "": 0, "a, /)": 1, "a)": -1, "$self)": 1, "$self, /)": 1, "$self, a, b, /)": 3, "$self, a)": -1, "$module, a, /)": 1, "$self, a=1, /)": -1, "$self, *args)": -1,
		"$self, a[, b], /)": -1, "/)": 0,
	} {
		if got := countPositional(params); got != want {
			t.Errorf("%q: %d parameters, want %d", params, got, want)
		}
	}
}
