package ast_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/gopy-lang/gopy/ast"
)

// TestValidate compares with testdata/invalid.jsonl, which testdata/record_invalid.py wrote on CPython 3.14.
func TestValidate(t *testing.T) {
	f, err := os.Open("testdata/invalid.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	valid, invalid := 0, 0
	for scanner := bufio.NewScanner(f); scanner.Scan(); {
		var r struct {
			Tree    string
			Verdict string
		}
		if err := json.Unmarshal(scanner.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		verdict := ""
		if err := ast.Validate(readDump(t, r.Tree).(ast.Mod)); err != nil {
			verdict = err.Error()
			invalid++
		} else {
			valid++
		}
		if verdict != r.Verdict {
			t.Errorf("%s\ngot  %s\nwant %s", r.Tree, verdict, r.Verdict)
		}
	}
	if valid < 80 || invalid < 200 {
		t.Errorf("only %d valid and %d invalid trees", valid, invalid)
	}
}

func TestValidateParsedTrees(t *testing.T) {
	forEachRecording(t, func(t *testing.T, r recording, tree ast.Node) {
		if err := ast.Validate(tree.(ast.Mod)); err != nil {
			t.Error(err)
		}
	})
}

func TestValidateTooDeep(t *testing.T) {
	var e ast.Expr = &ast.Constant{Value: int64(1)}
	for range 1_000_000 {
		e = &ast.UnaryOp{Op: ast.USub, Operand: e}
	}
	if err := ast.Validate(&ast.Expression{Body: e}); !errors.Is(err, ast.ErrTooDeep) {
		t.Error(err)
	}
}
