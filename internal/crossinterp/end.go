// This file tells those who keep what interpreters have sent when one ends.

package crossinterp

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// mourners are called when an interpreter has ended.
type mourners struct {
	mu    sync.Mutex
	calls []func(id int64)
}

func mournersOf(g *py.Group) *mourners {
	return py.Shared(g, "crossinterp", func() *mourners { return &mourners{} })
}

// OnEnd arranges that f is called with the number of each interpreter that has ended.
func OnEnd(g *py.Group, f func(id int64)) {
	m := mournersOf(g)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls = append(m.calls, f)
}

// Ended tells that an interpreter has ended.
func Ended(g *py.Group, id int64) {
	m := mournersOf(g)
	m.mu.Lock()
	calls := m.calls
	m.mu.Unlock()
	for _, f := range calls {
		f(id)
	}
}
