// Package bisect is the module _bisect: binary search in sorted sequences.
//
// Reference: "bisect — Array bisection algorithm" in the Python library reference.
package bisect

import (
	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_bisect",
	Doc:       "Binary search in sorted sequences, and insertion that keeps them sorted.",
	Functions: functions,
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("bisect_right($module, /, a, x, lo=0, hi=None, *, key=None)", "Return the index after the items of a[lo:hi] that are not above x.", search(right)),
		py.Def("insort_right($module, /, a, x, lo=0, hi=None, *, key=None)", "Insert x after the items of a[lo:hi] that are not above it.", insort(right)),
		py.Def("bisect_left($module, /, a, x, lo=0, hi=None, *, key=None)", "Return the index after the items of a[lo:hi] that are below x.", search(left)),
		py.Def("insort_left($module, /, a, x, lo=0, hi=None, *, key=None)", "Insert x after the items of a[lo:hi] that are below it.", insort(left)),
	}
}

// goesAfter tells whether x belongs behind item.
type goesAfter func(th *py.Thread, item, x py.Value) (bool, error)

func right(th *py.Thread, item, x py.Value) (bool, error) {
	less, err := isLess(th, x, item)
	return !less, err
}

func left(th *py.Thread, item, x py.Value) (bool, error) { return isLess(th, item, x) }

func isLess(th *py.Thread, a, b py.Value) (bool, error) { return py.Compare(th, a, b, py.LT) }

func search(after goesAfter) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		i, err := position(th, a, a[1], after)
		return py.Int(int64(i)), err
	}
}

func insort(after goesAfter) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		x := a[1]
		if !a[4].IsNone() {
			var err error
			if x, err = py.CallArgs(th, a[4], x); err != nil {
				return py.Unbound, err
			}
		}
		sequence, item := a[0], a[1]
		i, err := position(th, a, x, after)
		if err != nil {
			return py.Unbound, err
		}
		if sequence.IsExact(py.KindList) {
			py.AsList(sequence).Insert(i, item)
			return py.None, nil
		}
		_, err = py.CallMethod(th, sequence, "insert", py.Int(int64(i)), item)
		return py.None, err
	}
}

// position searches for x with the arguments (a, _, lo, hi, key).
func position(th *py.Thread, a []py.Value, x py.Value, after goesAfter) (int, error) {
	sequence, key := a[0], a[4]
	lo, err := py.AsInt(th, a[2])
	if err != nil {
		return 0, err
	}
	if lo < 0 {
		return 0, py.Raise(py.ValueError, "lo must be non-negative")
	}
	hi := -1
	if a[3].IsNone() {
		hi, err = py.Length(th, sequence)
	} else {
		hi, err = py.AsInt(th, a[3])
	}
	if err != nil {
		return 0, err
	}
	for lo < hi {
		middle := lo + (hi-lo)/2
		item, err := py.GetItem(th, sequence, py.Int(int64(middle)))
		if err == nil && !key.IsNone() {
			item, err = py.CallArgs(th, key, item)
		}
		if err != nil {
			return 0, err
		}
		behind, err := after(th, item, x)
		if err != nil {
			return 0, err
		}
		if behind {
			lo = middle + 1
		} else {
			hi = middle
		}
	}
	return lo, nil
}
