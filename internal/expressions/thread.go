// This file makes interpreters that run no bytecode.

package expressions

import py "github.com/gopy-lang/gopy/runtime"

// noMachine runs no bytecode: of its methods only these may be called.
type noMachine struct{ py.Evaluator }

func (noMachine) NewThread(th *py.Thread) {}
func (noMachine) CallFunction(th *py.Thread, f *py.Function, args []py.Value, kw *py.Tuple) (py.Value, error) {
	return py.Unbound, py.Raise(py.SystemError, "there is no machine to run Python functions")
}
func (noMachine) CurrentFrame(th *py.Thread, depth int) *py.Frame { return nil }

// NewThread returns the thread of a fresh interpreter on the given host; nil: the real machine.
func NewThread(host py.Host) *py.Thread {
	cfg := py.Config{Host: host, HashSeed: "0"}
	cfg.Flags.IntMaxStrDigits = 4300
	return py.NewInterp(cfg, noMachine{}).Main
}
