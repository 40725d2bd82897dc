// This file reads arguments that the modules about interpreters have in common.

package crossinterp

import py "github.com/gopy-lang/gopy/runtime"

// What becomes of a value on its way when the interpreter that has sent it ends.
const (
	RemoveOrphan  = iota + 1 // it vanishes
	RefuseOrphan             // whoever gets it gets an exception
	ReplaceOrphan            // something else takes its place
)

// What becomes of objects that can't be shared.
const (
	ShareOnly = iota // they are refused
	SendAny          // they are sent in another form
)

// Options reads arguments that say what becomes of orphans and of objects that can't be shared; -1 stands for the defaults.
func Options(th *py.Thread, orphansArg, fallbackArg py.Value, defaultOrphans, defaultFallback int64) (orphans, fallback int64, err error) {
	option := func(v py.Value, name string, least, most, preset int64) (int64, error) {
		i, err := py.AsInt(th, v)
		n := int64(i)
		if err == nil && n == -1 {
			return preset, nil
		}
		if err == nil && (n < least || n > most) {
			err = py.Raise(py.ValueError, "unsupported %s %d", name, n)
		}
		return n, err
	}
	if orphans, err = option(orphansArg, "unboundop", RemoveOrphan, ReplaceOrphan, defaultOrphans); err == nil {
		fallback, err = option(fallbackArg, "fallback", ShareOnly, SendAny, defaultFallback)
	}
	return orphans, fallback, err
}

// Number reads a number by which something is known to all interpreters.
func Number(th *py.Thread, id py.Value, what string) (int64, error) {
	if id.Type().Index == nil {
		return 0, py.Raise(py.TypeError, "%s ID must be an int, got %s", what, id.Type().TypeName())
	}
	v, err := py.Index(th, id)
	if err != nil {
		return 0, err
	}
	n, ok := py.AsInt64(v)
	if !ok {
		return 0, py.Raise(py.OverflowError, "int too big to convert")
	}
	if n < 0 {
		return 0, py.Raise(py.ValueError, "%s ID must be a non-negative int, got %d", what, n)
	}
	return n, nil
}
