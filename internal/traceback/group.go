// This file prints exception groups: each member in a box of its own.

package traceback

import (
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// More members than maxWidth, and groups nested deeper than maxDepth, are only counted.
const (
	maxWidth = 15
	maxDepth = 10
)

func itoa(n int) string { return strconv.Itoa(n) }

// group writes an exception group and its members.
func (f *formatter) group(e *py.Exception) {
	if f.depth > maxDepth {
		f.write("... (max_group_depth is 10)\n")
		return
	}
	outermost := f.depth == 0
	if outermost {
		f.depth++
		f.indent = "  "
	}
	if e.Traceback != nil && f.limit() > 0 {
		margin := "| "
		if outermost {
			margin = "+ "
		}
		f.writeMargin("Exception Group Traceback (most recent call last):\n", margin)
		f.write(f.stack(e.Traceback))
	}
	f.write(f.exceptionOnly(e))
	members := py.AsTuple(e.Field("exceptions")).Items()
	n := len(members)
	if n > maxWidth {
		n = maxWidth + 1
	}
	f.close = false
	for i := 0; i < n; i++ {
		last := i == n-1
		if last {
			f.close = true
		}
		title := itoa(i + 1)
		truncated := i >= maxWidth
		if truncated {
			title = "..."
		}
		lead := "  "
		if i == 0 {
			lead = "+-"
		}
		f.out.WriteString(f.indent + lead + "+---------------- " + title + " ----------------\n")
		outer := f.indent
		f.depth++
		f.indent = strings.Repeat("  ", f.depth)
		if truncated {
			more := len(members) - maxWidth
			s := "s"
			if more == 1 {
				s = ""
			}
			f.write("and " + itoa(more) + " more exception" + s + "\n")
		} else if m := py.AsException(members[i]); !f.seen[m] {
			f.exception(m)
		}
		if last && f.close {
			f.out.WriteString(f.indent + "+------------------------------------\n")
			f.close = false
		}
		f.depth--
		f.indent = outer
	}
	if outermost {
		f.depth, f.indent = 0, ""
	}
}
