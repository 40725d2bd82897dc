// This file lets programs be profiled by Python function.

package gopy

import (
	"io"
	"time"

	"github.com/gopy-lang/gopy/eval"
)

// profilePeriod is the time between two looks at the stack.
const profilePeriod = 5 * time.Millisecond

// StartProfile begins a profile of what the interpreter runs, by Python function. stop ends it and writes it to w, in the format of
// `go tool pprof`.
func (i *Interpreter) StartProfile(w io.Writer) (stop func() error) {
	p := i.in.Eval.(*eval.Shared).StartProfile(i.in, profilePeriod)
	return func() error { return p.Stop(w) }
}
