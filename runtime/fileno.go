// This file converts arguments that stand for open files.

package runtime

// Fileno converts an argument that is a descriptor or an object with a method fileno().
func Fileno(th *Thread, v Value) (int, error) {
	if !v.IsSmallInt() && !IsInstance(v, IntType) {
		method, err := GetAttrOr(th, v, th.Interp.Intern("fileno"))
		if err != nil {
			return 0, err
		}
		if method.IsUnbound() {
			return 0, Raise(TypeError, "argument must be an int, or have a fileno() method.")
		}
		if v, err = CallArgs(th, method); err != nil {
			return 0, err
		}
		if !v.IsSmallInt() && !IsInstance(v, IntType) {
			return 0, Raise(TypeError, "fileno() returned a non-integer")
		}
	}
	if v.IsBool() {
		if err := Warn(th, RuntimeWarning, "bool is used as a file descriptor", 1); err != nil {
			return 0, err
		}
	}
	fd, err := AsCInt(th, v)
	if err == nil && fd < 0 {
		err = Raise(ValueError, "file descriptor cannot be a negative integer (%d)", fd)
	}
	return fd, err
}
