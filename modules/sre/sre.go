// Package sre is the module _sre: the engine of regular expressions that the re package compiles.
//
//	parse.go     text → tree;  tree.go  the tree
//	emit.go      tree → code list;  disassemble.go  for re.DEBUG
//	build.go     what the re package asks for
//	opcode.go    the codes of the re package's compiler
//	charset.go   tests of one character
//	program.go   code list → program, checked
//	machine.go   the backtracking machine
//	subject.go   str and bytes as sequences of characters
//	pattern.go   re.Pattern;  scanner.go  its scanner
//	match.go     re.Match
//	template.go  replacement templates
//
// Reference: "re" in the Python library reference; the meaning of each code is that of the re package's _compiler.
package sre

import (
	"sync"
	"unsafe"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/ucd"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_sre",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(setup)
		m.Set(th, "Pattern", patternType.Value())
		m.Set(th, "Match", matchType.Value())
		m.Set(th, "MAGIC", py.Int(Magic))
		m.Set(th, "CODESIZE", py.Int(codeSize))
		m.Set(th, "MAXREPEAT", py.Int(maxRepeat))
		m.Set(th, "MAXGROUPS", py.Int(maxGroups))
		m.Set(th, "copyright", py.Text("the authors of gopy"))
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("compile($module, /, pattern, flags, code, groups, groupindex, indexgroup)", "Make a Pattern of a code list.", compile),
		py.Def("template($module, pattern, template, /)", "Make a template of alternating literals and group numbers, as re._parser.parse_template returns them.", newTemplate),
		py.Def("build($module, pattern, flags, /)", "Make a Pattern of text, or return the one made before: what re.compile does.", build),
		py.Def("purge($module, /)", "Forget the Patterns that build has made.", purge),
		py.Def("compile_template($module, pattern, repl, /)", "Make a template of the text that sub puts in the place of matches.", compileReplacement),
		py.Def("getcodesize($module, /)", "Return the size of a code in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.Int(codeSize), nil }),
		py.Def("ascii_iscased($module, character, /)", "Tell whether an ASCII letter has another case.", caseTest(func(r rune) bool {
			return r < 128 && (lowerASCII(r) != r || upperASCII(r) != r)
		})),
		py.Def("unicode_iscased($module, character, /)", "Tell whether a character has another case.", caseTest(func(r rune) bool {
			return ucd.ToLower(r) != r || ucd.ToUpper(r) != r
		})),
		py.Def("ascii_tolower($module, character, /)", "Return the lower case of an ASCII letter.", toLower(lowerASCII)),
		py.Def("unicode_tolower($module, character, /)", "Return the lower case of a character.", toLower(ucd.ToLower)),
	}
}

var setupOnce sync.Once

func setup() {
	setupPattern(patternType)
	setupMatch(matchType)
	setupScanner(scannerType)
	setupTemplate(templateType)
	for _, t := range []*py.Type{patternType, matchType, scannerType, templateType} {
		t.Flags |= py.TypeDisallowNew
		py.SetupType(t, nil)
	}
}

// character reads an argument that CPython takes as a C int.
func character(th *py.Thread, v py.Value) (rune, error) {
	n, err := py.AsCInt(th, v)
	return rune(n), err
}

func caseTest(test func(r rune) bool) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		r, err := character(th, a[0])
		return py.Bool(err == nil && test(r)), err
	}
}

func toLower(lower func(r rune) rune) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		r, err := character(th, a[0])
		return py.Int(int64(lower(r))), err
	}
}

// bytesOf views a string as bytes, which must not be changed.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }
