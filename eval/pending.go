// This file stands in for what the runtime doesn't have yet.

package eval

import py "github.com/gopy-lang/gopy/runtime"

func newTemplate(th *py.Thread, strings, interpolations py.Value) (py.Value, error) {
	return py.Unbound, py.Raise(py.NotImplementedError, "template strings are not there yet")
}

func newInterpolation(th *py.Thread, value, text, conversion, spec py.Value) (py.Value, error) {
	return py.Unbound, py.Raise(py.NotImplementedError, "template strings are not there yet")
}
