package gopy

import (
	"strings"
	"testing"
)

// TestAbsentModules checks that an import says which modules are CPython's but not gopy's yet, and nothing about others.
func TestAbsentModules(t *testing.T) {
	const program = `
import importlib
def message(find, name):
    try:
        find(name)
    except ModuleNotFoundError as error:
        assert error.name == name, error.name
        return str(error)
for find in __import__, importlib.import_module:
    assert message(find, 'curses') == "No module named 'curses': gopy doesn't have it yet", message(find, 'curses')
    assert message(find, 'imaplib') == "No module named 'imaplib': gopy doesn't have it yet; GOPY_STDLIB can name CPython's library"
    assert message(find, 'importlib.simple') == "No module named 'importlib.simple': gopy doesn't have it yet; GOPY_STDLIB can name CPython's library"
    assert message(find, 'multiprocessing.sharedctypes') == "No module named 'multiprocessing.sharedctypes': gopy doesn't have it yet"
    assert message(find, 'winreg') == "No module named 'winreg'"
    assert message(find, 'nothing_like_this') == "No module named 'nothing_like_this'"
    assert message(find, 'xml.nothing') == "No module named 'xml.nothing'"
import sys
path, sys.path = sys.path, []
try:
    import textwrap
except ModuleNotFoundError as error:
    assert str(error) == "No module named 'textwrap'", error
else:
    assert False
`
	for _, part := range []string{program, strings.Replace(program, "import importlib\n", "class importlib: import_module = __import__\n", 1)} {
		in, err := New(Config{})
		if err != nil {
			t.Fatal(err)
		}
		if err := in.RunString(part, "<string>"); err != nil {
			in.Report(err)
			t.Error(err)
		}
	}
}
