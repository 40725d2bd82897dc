package eval

import (
	"strings"
	"testing"
)

// TestOperations checks that the table of operations is whole and uses only the signs that listings know.
func TestOperations(t *testing.T) {
	seen := map[string]op{}
	for i, o := range operations {
		if o.name == "" || o.picture == "" {
			t.Errorf("operation %d has no entry", i)
		}
		if other, ok := seen[o.name]; ok {
			t.Errorf("operations %d and %d are both called %s", other, i, o.name)
		}
		seen[o.name] = op(i)
		rest := picturePattern().ReplaceAllString(o.picture, "")
		if strings.Contains(rest, "R[") || strings.Contains(rest, "K[") || strings.Contains(rest, "N[") {
			t.Errorf("%s: %q isn't understood", o.name, o.picture)
		}
	}
}
