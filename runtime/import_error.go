// This file words the ImportError of `from module import name`.

package runtime

// CannotImport is the ImportError for a name that a module does not have; module names itself full, nil when it can't.
func CannotImport(th *Thread, module Value, full, name *Str) error {
	shown := "<unknown module name>"
	if full != nil {
		shown = full.String()
	}
	path := None
	if file, err := GetAttrOr(th, module, nameFile); err == nil && AsStr(file) != nil {
		path = file
	}
	message := "cannot import name '" + name.String() + "' from '" + shown + "'"
	advice, initializing := "", false
	if m := AsModule(module); m != nil {
		initializing = moduleInitializing(th, m)
		if full != nil {
			s, err := moduleShadow(th, m, full)
			if err != nil {
				return err
			}
			advice = s.advice(th, shown, initializing)
		}
	}
	if initializing && advice == "" {
		message = "cannot import name '" + name.String() + "' from partially initialized module '" + shown + "' (most likely due to a circular import)"
	}
	switch file := AsStr(path); {
	case advice != "":
		message += advice
	case file != nil:
		message += " (" + file.String() + ")"
	default:
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
