package architecture

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// root is the module's directory, seen from this package.
const root = "../.."

// longFile is how many lines a file has at most without saying why at its top.
const longFile = 1500

// generated is how generated files begin.
var generated = regexp.MustCompile(`^(// |<!-- )Code generated .* DO NOT EDIT\.`)

// machinePath is a path that only makes sense on one machine.
var machinePath = regexp.MustCompile(`(^|[\s"'(=:])/(work|root|home/\w+|opt/\w+/usr)/\w`)

// TestConventions keeps rules on how the code is written that can be seen in the text: no names that say nothing, no
// init functions, no exported function variables as hooks, no very long files, no paths of a developer's machine.
func TestConventions(t *testing.T) {
	files := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if path != root && strings.HasPrefix(name, ".") {
				return filepath.SkipDir
			}
			return nil
		}
		if !entry.Type().IsRegular() || name == "gopy" || strings.HasPrefix(name, ".") {
			return nil
		}
		files++
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		short, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if !strings.Contains(short, "testdata") {
			if found := machinePath.Find(text); found != nil {
				t.Errorf("%s: the path %s", short, bytes.TrimSpace(found))
			}
		}
		if filepath.Ext(name) == ".go" && !generated.Match(text) {
			checkGoFile(t, short, text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Errorf("only %d files", files)
	}
}

func checkGoFile(t *testing.T, short string, text []byte) {
	switch strings.TrimSuffix(filepath.Base(short), ".go") {
	case "util", "utils", "misc", "common", "helper":
		t.Errorf("%s: the name of a file says what it is about", short)
	}
	lines := bytes.Count(text, []byte("\n"))
	if lines > longFile && !bytes.Contains(text[:min(len(text), 2000)], []byte("long")) {
		t.Errorf("%s: %d lines, and nothing at the top says why it is so long", short, lines)
	}
	file, err := parser.ParseFile(token.NewFileSet(), short, text, parser.ParseComments)
	if err != nil {
		t.Error(err)
		return
	}
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && d.Name.Name == "init" && !slices.Contains(initAllowed, short) {
				t.Errorf("%s: an init function", short)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				v, ok := spec.(*ast.ValueSpec)
				if !ok || d.Tok != token.VAR {
					continue
				}
				if _, isFunc := v.Type.(*ast.FuncType); isFunc && ast.IsExported(v.Names[0].Name) {
					t.Errorf("%s: %s is a hook: hand functions over in constructors", short, v.Names[0].Name)
				}
			}
		}
	}
}

// initAllowed lists the files that may have an init function: the one that orders the built-in types.
var initAllowed = []string{}

func TestMachinePath(t *testing.T) {
	for text, want := range map[string]bool{
		"see /" + "work/notes": true, `"/` + `home/me/x"`: true, "in=/" + "opt/x/usr/lib": true,
		"and/" + "work/x": false, "/" + "usr/lib/python3.14": false, "/" + "home": false,
	} {
		if got := machinePath.MatchString(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
