// This file holds the features that `from __future__ import` switches on.

package symtable

// Features is a set of compiler features, with the bits of code.co_flags and of compile()'s flags.
type Features uint32

// The features that change anything. The other names of the module __future__ have become part of the language.
const (
	AllowTopLevelAwait Features = 0x2000    // ast.PyCF_ALLOW_TOP_LEVEL_AWAIT: await in a module
	BarryAsFLUFL       Features = 0x400000  // PEP 401: <> for !=
	FutureAnnotations  Features = 0x1000000 // PEP 563: annotations are kept as strings
)
