// This file takes variables to the __main__ of another interpreter.

package interpreters

import (
	"github.com/gopy-lang/gopy/internal/crossinterp"
	py "github.com/gopy-lang/gopy/runtime"
)

// variables are values for the __main__ of another interpreter.
type variables struct {
	names   []string
	parcels []crossinterp.Parcel
}

// packVariables makes parcels of the values of a dict.
func packVariables(th *py.Thread, d *py.Dict) (*variables, error) {
	vars := &variables{}
	d = d.Copy()
	for pos := 0; ; {
		k, v, ok := d.Next(&pos)
		if !ok {
			return vars, nil
		}
		name := py.AsStr(k)
		if name == nil {
			return nil, py.Raise(py.TypeError, "bad argument type for built-in operation")
		}
		b, err := py.Encode(th, name, "utf-8", "strict")
		if err != nil {
			return nil, err
		}
		for _, c := range b {
			if c == 0 {
				return nil, py.Raise(py.ValueError, "found embedded NULL character")
			}
		}
		p, err := crossinterp.Pack(th, v, false)
		if err != nil {
			return nil, err
		}
		vars.names, vars.parcels = append(vars.names, string(b)), append(vars.parcels, p)
	}
}

// set puts the values into d; nil: none.
func (vars *variables) set(th *py.Thread, d *py.Dict) error {
	if vars == nil {
		return nil
	}
	for i, name := range vars.names {
		v, err := vars.parcels[i](th)
		if err != nil {
			return err
		}
		d.SetStr(th.Interp.Intern(name), v)
	}
	return nil
}
