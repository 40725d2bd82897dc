// This file words the ImportError of `from module import name`.

package runtime

// CannotImport is the ImportError for a name that a module does not have; module names itself full, nil when it can't.
func CannotImport(th *Thread, module Value, full, name *Str) error {
	shown := "<unknown module name>"
	if full != nil {
		shown = full.String()
	}
	path := None
	message := "cannot import name '" + name.String() + "' from '" + shown + "'"
	if m := AsModule(module); m != nil && moduleInitializing(th, m) {
		message = "cannot import name '" + name.String() + "' from partially initialized module '" + shown + "' (most likely due to a circular import)"
	}
	if file, err := GetAttrOr(th, module, nameFile); err == nil && AsStr(file) != nil {
		path = file
		if !(AsModule(module) != nil && moduleInitializing(th, AsModule(module))) {
			message += " (" + AsStr(file).String() + ")"
		} else {
			message = "cannot import name '" + name.String() + "' from partially initialized module '" + shown + "' (most likely due to a circular import) (" + AsStr(file).String() + ")"
		}
	} else {
		message += " (unknown location)"
	}
	e := NewException(ImportError, Text(message))
	if full != nil {
		e.SetField("name", full.Value())
	}
	e.SetField("name_from", name.Value())
	e.SetField("path", path)
	return e
}
