package architecture

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/gopy-lang/gopy"

// layers lists all packages from the bottom to the top. A package imports only packages of lower layers. A pattern
// with * stands for all packages it matches; a package belongs to the first pattern that matches.
var layers = []struct {
	name     string
	packages []string
}{
	{"leaves", []string{"tokenizer/token", "compiler/opcode", "runtime/num", "runtime/ucd", "runtime/multibyte", "internal/pprof", "internal/firstheap", "internal/codememory", "internal/expat"}},
	{"text of constants", []string{"runtime/repr"}},
	{"code objects", []string{"compiler/code"}},
	{"tokens and trees", []string{"tokenizer", "ast"}},
	{"parser and scopes", []string{"parser", "symtable"}},
	{"control-flow graph", []string{"compiler/cfg"}},
	{"passes", []string{"peephole"}},
	{"compiler", []string{"compiler"}},
	{"objects", []string{"runtime"}},
	{"virtual machine", []string{"eval"}},
	{"trees as objects", []string{"internal/pyast"}},
	{"helpers of modules", []string{"internal/compile", "internal/stepwise", "internal/strftime", "internal/traceback"}},
	{"what interpreters exchange", []string{"internal/crossinterp"}},
	{"modules", []string{"modules/*"}},
	{"list of modules", []string{"modules"}},
	{"library", []string{"."}},
	{"commands and tests", []string{"cmd/*", "internal/*"}},
}

// strangers names pairs of layers that don't know each other although one is above the other: objects and the
// machine that runs them get code objects, not source; the generator must build when what it generates is broken.
var strangers = []struct{ from, to []string }{
	{[]string{"runtime", "eval"}, []string{"tokenizer", "ast", "parser", "symtable", "compiler/cfg", "peephole", "compiler"}},
	{[]string{"cmd/gen"}, []string{"*", "*/*"}},
}

// foreign lists the packages of other modules that the project's packages use, and where.
var foreign = []struct{ imported, by string }{
	{"github.com/alecthomas/participle/v2*", "cmd/gen"},
	{"golang.org/x/sys/unix", "runtime"},
	{"golang.org/x/sys/*", "modules/*"},
	{"golang.org/x/sys/*", "cmd/*"},
	{"golang.org/x/sys/*", "."},
	{"golang.org/x/term", "modules/*"},
	{"golang.org/x/term", "cmd/*"},
	{"github.com/reeflective/readline", "cmd/*"},
	{"golang.org/x/term", "."},
	{"github.com/spf13/pflag", "cmd/*"},
	{"golang.org/x/crypto/*", "modules/hashes"},
	{"github.com/klauspost/compress/*", "modules/zlib"},
	{"github.com/klauspost/compress/*", "modules/zstd"},
	{"github.com/dsnet/compress/*", "modules/bz2"},
	{"github.com/ulikunitz/xz*", "modules/lzma"},
}

// TestImports keeps the order of imports. A new edge needs a reason in the commit that allows it here.
func TestImports(t *testing.T) {
	cmd := exec.Command("go", "list", "-pgo=off", "-json=ImportPath,Imports,Standard", "-deps", module+"/...")
	out, err := cmd.Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			t.Fatalf("%v\n%s", err, failed.Stderr)
		}
		t.Fatal(err)
	}
	type goPackage struct {
		ImportPath string
		Imports    []string
		Standard   bool
	}
	standard := map[string]bool{"C": false, "unsafe": true}
	var own []goPackage
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		standard[p.ImportPath] = p.Standard
		if _, ok := shortPath(p.ImportPath); ok {
			own = append(own, p)
		}
	}
	if len(own) < 10 {
		t.Fatalf("only %d packages", len(own))
	}
	for _, p := range own {
		from, _ := shortPath(p.ImportPath)
		rank := layerOf(from)
		if rank < 0 {
			t.Errorf("%s belongs to no layer", from)
			continue
		}
		for _, imported := range p.Imports {
			to, ok := shortPath(imported)
			switch {
			case standard[imported]:
			case !ok:
				allowed := slices.ContainsFunc(foreign, func(f struct{ imported, by string }) bool {
					return matches(f.by, from) && (matches(f.imported, imported) || strings.HasSuffix(f.imported, "*") && strings.HasPrefix(imported, strings.TrimSuffix(f.imported, "*")))
				})
				if !allowed {
					t.Errorf("%s imports %s", from, imported)
				}
			case layerOf(to) >= rank:
				t.Errorf("%s imports %s, which isn't below it", from, to)
			}
			for _, s := range strangers {
				if ok && slices.ContainsFunc(s.from, func(f string) bool { return matches(f, from) }) &&
					slices.ContainsFunc(s.to, func(f string) bool { return matches(f, to) }) {
					t.Errorf("%s imports %s: they shouldn't know each other", from, to)
				}
			}
		}
	}
}

// shortPath returns the path below the module, "." for the module itself.
func shortPath(importPath string) (string, bool) {
	if importPath == module {
		return ".", true
	}
	return strings.CutPrefix(importPath, module+"/")
}

func layerOf(short string) int {
	for rank, layer := range layers {
		for _, pattern := range layer.packages {
			if matches(pattern, short) {
				return rank
			}
		}
	}
	return -1
}

func matches(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return err == nil && ok
}
