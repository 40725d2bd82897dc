// This file writes tracebacks.

package faulthandler

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

// output says where tracebacks go, and of which threads.
type output struct {
	fd   int
	all  bool
	file py.Value // kept alive
}

func (o *output) write(host py.Host, text string) {
	for b := []byte(text); len(b) > 0; {
		n, err := host.Write(o.fd, b)
		if err != nil || n == 0 {
			return
		}
		b = b[n:]
	}
}

// dump writes tracebacks from a goroutine that runs no Python code: it takes the interpreter lock for it. A thread that doesn't leave the
// lock in a second hides where it is.
// current is the thread that is said to be running; nil: none is.
func (o *output) dump(in *py.Interp, current *py.Thread) {
	observer := in.Observer()
	if !observer.AcquireWithin(time.Second) {
		o.write(in.Host, "<a thread does not answer>\n")
		return
	}
	text := tracebacks(in, current, o.all)
	observer.Release()
	o.write(in.Host, text)
}

// mostFrames is how many frames of a thread are written.
const mostFrames = 100

// tracebacks tells where the threads are: all, or only the current one.
func tracebacks(in *py.Interp, current *py.Thread, all bool) string {
	var b strings.Builder
	if !all {
		if current == nil {
			current = in.Main
		}
		b.WriteString("Stack (most recent call first):\n")
		traceback(&b, in, current)
		return b.String()
	}
	threads := in.Threads()
	slices.SortFunc(threads, func(a, b *py.Thread) int { return cmp.Compare(b.Ident, a.Ident) }) // the latest first
	for i, t := range threads {
		if t != current {
			fmt.Fprintf(&b, "Thread 0x%016x (most recent call first):\n", t.Ident)
			traceback(&b, in, t)
			if current != nil || i < len(threads)-1 {
				b.WriteString("\n")
			}
		}
	}
	if current == nil {
		return b.String()
	}
	fmt.Fprintf(&b, "Current thread 0x%016x (most recent call first):\n", current.Ident)
	traceback(&b, in, current)
	return b.String()
}

func traceback(b *strings.Builder, in *py.Interp, th *py.Thread) {
	f := in.Eval.CurrentFrame(th, 0)
	if f == nil {
		b.WriteString("  <no Python frame>\n")
	}
	for n := 0; f != nil; f = f.State.Back() {
		if n++; n > mostFrames {
			b.WriteString("  ...\n")
			return
		}
		fmt.Fprintf(b, "  File \"%s\", line %d in %s\n", quote(f.Code.Code.Filename), f.Line(), quote(f.Code.Code.Name))
	}
}
