package runtime

import "testing"

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "A", 1}, {"abc", "abd", 2}, {"abc", "ab", 2}, {"kitten", "sitting", 6}} {
		if got := distance([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// Messages of CPython 3.14 for keyword arguments that a built-in function doesn't know.
func TestUnexpectedKeyword(t *testing.T) {
	for _, c := range []struct {
		function, name string
		known          []string
		want           string
	}{
		{"split", "maxsplt", []string{"sep", "maxsplit"}, "TypeError: split() got an unexpected keyword argument 'maxsplt'. Did you mean 'maxsplit'?"},
		{"print", "foo", []string{"sep", "end", "file", "flush"}, "TypeError: print() got an unexpected keyword argument 'foo'"},
		{"", "x", nil, "TypeError: this function got an unexpected keyword argument 'x'"},
	} {
		if got := UnexpectedKeyword(nil, c.function, NewStr(c.name), c.known...).Error(); got != c.want {
			t.Errorf("%s(%s=...): %s", c.function, c.name, got)
		}
	}
}
