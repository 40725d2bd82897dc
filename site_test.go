package gopy

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSite checks what a session starts with: the builtins of module site, which isn't imported without need, and folders of packages.
func TestSite(t *testing.T) {
	base := t.TempDir()
	packages := filepath.Join(base, "lib", versionFolder, "site-packages")
	if err := os.MkdirAll(packages, 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"a.pth": "import errno; errno.seen = True\nmore\n", "sitecustomize.py": "import errno; errno.customized = True\n"} {
		if err := os.WriteFile(filepath.Join(packages, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(packages, "more"), 0o777); err != nil {
		t.Fatal(err)
	}
	const report = `
import builtins, sys
names = 'exit', 'quit', 'help', 'copyright', 'credits', 'license'
print(sum(hasattr(builtins, name) for name in names), 'site' in sys.modules, sys.path[0] == 'front', hasattr(sys, '__interactivehook__'))
errno = sys.modules.get('errno')
print(getattr(errno, 'seen', False), getattr(errno, 'customized', False), sum(p.endswith(('site-packages', 'more')) for p in sys.path))
try:
    exit('gone')
except SystemExit as e:
    print(repr(e))
except NameError as e:
    print(e)
`
	for _, c := range []struct {
		name, base string
		set        func(*Config)
		want       string
	}{
		{"plain", "", func(*Config) {}, "6 False True True\nFalse False 0\nSystemExit('gone')\n"},
		{"user packages", base, func(*Config) {}, "6 True True True\nTrue True 2\nSystemExit('gone')\n"},
		{"-s", base, func(c *Config) { c.Flags.NoUserSite = 1 }, "6 False True True\nFalse False 0\nSystemExit('gone')\n"},
		{"-I", base, func(c *Config) { c.Flags.Isolated, c.Flags.NoUserSite = 1, 1 }, "6 False True False\nFalse False 0\nSystemExit('gone')\n"},
		{"-S", base, func(c *Config) { c.Flags.NoSite = 1 }, "0 False True False\nFalse False 0\nname 'exit' is not defined\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("PYTHONUSERBASE", c.base)
			t.Setenv("HOME", t.TempDir())
			cfg := Config{Path: []string{"front"}}
			c.set(&cfg)
			out := filepath.Join(t.TempDir(), "out")
			in, err := New(cfg)
			if err == nil {
				if err = in.Site(1); err == nil {
					err = in.RunString("import sys; sys.stdout = open("+quoted(out)+", 'w')\n"+report+"sys.stdout.close()\n", "<string>")
				}
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(out)
			if err != nil || !bytes.Equal(got, []byte(c.want)) {
				t.Errorf("%v, printed:\n%swanted:\n%s", err, got, c.want)
			}
		})
	}
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "\\'") + "'" }
