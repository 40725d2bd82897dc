// This file holds the mangling of class-private names.

package symtable

import "strings"

// Mangle returns the name under which the class called class stores the identifier name: `__x` becomes `_Class__x`.
// Outside a class ("") and for names that aren't private, it is name itself.
//
// Reference: the language reference, "Private name mangling".
func Mangle(class, name string) string {
	if class == "" || !strings.HasPrefix(name, "__") || strings.HasSuffix(name, "__") || strings.Contains(name, ".") {
		return name
	}
	class = strings.TrimLeft(class, "_")
	if class == "" {
		return name
	}
	return "_" + class + name
}

// A mangler mangles the names of one scope.
type mangler struct {
	class string
	// only restricts mangling to these names: in the scope that holds the type parameters of a generic class and also
	// evaluates its bases, only the type parameters belong to the class. nil for no restriction.
	only *nameSet
}

func (m mangler) mangle(name string) string {
	if m.only != nil && !m.only.has(name) {
		return name
	}
	return Mangle(m.class, name)
}
