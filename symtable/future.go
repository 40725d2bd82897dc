// This file holds the features that `from __future__ import` switches on.

package symtable

import (
	"unicode/utf8"

	"github.com/gopy-lang/gopy/ast"
)

// Features is a set of compiler features, with the bits of code.co_flags and of compile()'s flags.
type Features uint32

// The features that change anything. The other names of the module __future__ have become part of the language.
const (
	AllowTopLevelAwait Features = 0x2000    // ast.PyCF_ALLOW_TOP_LEVEL_AWAIT: await in a module
	BarryAsFLUFL       Features = 0x400000  // PEP 401: <> for !=
	FutureAnnotations  Features = 0x1000000 // PEP 563: annotations are kept as strings
)

// futureFeature returns what a name in `from __future__ import` switches on, and whether there is such a name.
func futureFeature(name string) (Features, bool) {
	switch name {
	case "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
		"unicode_literals", "generator_stop":
		return 0, true
	case "barry_as_FLUFL":
		return BarryAsFLUFL, true
	case "annotations":
		return FutureAnnotations, true
	}
	return 0, false
}

// futureImports switches on the features that a tree asks for and returns the place of the last statement that may: only
// a docstring and other such statements may stand before.
func (b *builder) futureImports(mod ast.Mod) (last ast.Span) {
	var body []ast.Stmt
	switch mod := mod.(type) {
	case *ast.Module:
		body = mod.Body
	case *ast.Interactive:
		body = mod.Body
	}
	if hasDocstring(body) {
		body = body[1:]
	}
	for _, statement := range body {
		from, ok := statement.(*ast.ImportFrom)
		if !ok || !isFutureImport(from) {
			break
		}
		for _, alias := range from.Names {
			b.switchOn(alias)
		}
		last = from.Span
	}
	return last
}

func isFutureImport(from *ast.ImportFrom) bool { return from.Module == "__future__" && from.Level == 0 }

// switchOn switches on one feature.
func (b *builder) switchOn(alias *ast.Alias) {
	feature, ok := futureFeature(alias.Name)
	switch {
	case ok:
		b.table.Features |= feature
	case alias.Name == "braces":
		b.fail(alias.Span, "not a chance")
	default:
		b.fail(alias.Span, "future feature %s is not defined", firstBytes(alias.Name, 100))
	}
}

// firstBytes returns the characters of a string that fit into n bytes.
func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// checkFuturePlace reports a future import that stands too late.
func (b *builder) checkFuturePlace(from *ast.ImportFrom) {
	if !isFutureImport(from) {
		return
	}
	if from.Lineno > b.future.Lineno || from.Lineno == b.future.Lineno && from.ColOffset > b.future.ColOffset {
		b.fail(from.Span, "from __future__ imports must occur at the beginning of the file")
	}
}
