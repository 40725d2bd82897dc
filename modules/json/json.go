// Package json is the module _json: the fast part of module json (library reference, "json"; RFC 8259).
//
//	json.go     the module and its functions
//	quote.go    strings as JSON writes them
//	scanner.go  make_scanner: text to objects
//	encoder.go  make_encoder: objects to text
package json

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_json",
	Doc:       "The fast part of module json.",
	Functions: func() []*py.MethodDef { return []*py.MethodDef{quoteASCIIDef, quoteDef, scanStringDef} },
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() {
			setupScanner()
			setupEncoder()
		})
		m.Set(th, "make_scanner", scannerType.Value())
		m.Set(th, "make_encoder", encoderType.Value())
		return nil
	},
}

var setupOnce sync.Once

// The functions of the module. An encoder knows its own ones and doesn't call them.
var (
	quoteASCIIDef = py.Def("encode_basestring_ascii($module, object, /)", "Return a str in quotes as JSON of ASCII characters only.", quoteFunction(appendASCII))
	quoteDef      = py.Def("encode_basestring($module, object, /)", "Return a str in quotes as JSON.", quoteFunction(appendQuoted))
	scanStringDef = py.DefRaw("scanstring", "", "scanstring(string, end, strict=True) -> (string, end)\n\n"+
		"Read the string of a JSON text that begins after the quote before index end. Return it with the index after its closing quote.\n"+
		"Unless strict is false, control characters in it are an error.", scanStringFunction)
)
