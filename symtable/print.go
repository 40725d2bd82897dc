// This file writes a table as `python -m symtable` does.

package symtable

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/gopy-lang/gopy/ast"
)

// printedFlags are the flags in the order in which they are printed; DEF_BOUND is printed when all of its flags are set.
var printedFlags = [...]struct {
	flags Flags
	name  string
}{
	{Use, "use"},
	{DefGlobal, "def_global"},
	{DefNonlocal, "def_nonlocal"},
	{DefLocal, "def_local"},
	{DefParam, "def_param"},
	{DefTypeParam, "def_type_param"},
	{DefFreeClass, "def_free_class"},
	{DefImport, "def_import"},
	{DefBound, "def_bound"},
	{DefAnnot, "def_annot"},
	{DefCompIter, "def_comp_iter"},
	{DefCompCell, "def_comp_cell"},
}

// String returns the names of the flags, as printed by `python -m symtable`.
func (f Flags) String() string {
	var names []string
	for _, each := range printedFlags {
		if f&each.flags == each.flags {
			names = append(names, each.name)
		}
	}
	return strings.Join(names, ", ")
}

// Print writes the table as `python -m symtable` prints it.
func (t *Table) Print(w io.Writer) error {
	buffer := bufio.NewWriter(w)
	fmt.Fprintf(buffer, "symbol table for %s from file %s:\n", t.Top.Kind, ast.ReprConstant(t.Filename))
	t.Top.printContents(buffer, "")
	return buffer.Flush()
}

// printContents writes the symbols of a scope and the scopes within.
func (s *Scope) printContents(w *bufio.Writer, indent string) {
	inner := indent + "    "
	for _, symbol := range s.Symbols {
		fmt.Fprintf(w, "%s%s symbol '%s': %s\n", inner, symbol.Scope, symbol.Name, symbol.Flags)
	}
	w.WriteByte('\n')
	for _, child := range s.Children {
		nested := ""
		if child.IsNested {
			nested = "nested "
		}
		fmt.Fprintf(w, "%ssymbol table for %s%s '%s':\n", inner, nested, child.Kind, child.Name)
		child.printContents(w, inner)
	}
}
