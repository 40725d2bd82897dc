// This file holds what is known of each interpreter of a program: what it may do, how often it is referred to, whether code runs in it.

package interpreters

import (
	"sync"

	"github.com/gopy-lang/gopy/internal/crossinterp"
	py "github.com/gopy-lang/gopy/runtime"
)

// record is what is known of an interpreter.
type record struct {
	config  config
	refs    int
	counted bool // it ends with the last reference
	busy    bool // code runs in its __main__, or it is about to end
}

// registry is what all interpreters of a program know of each other.
type registry struct {
	mu      sync.Mutex
	records map[int64]*record
}

func registryOf(g *py.Group) *registry {
	return py.Shared(g, "_interpreters", func() *registry {
		return &registry{records: map[int64]*record{g.Main.ID: {config: mainConfig, busy: true}}}
	})
}

func (r *registry) add(id int64, x *record) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.records[id] = x
}

// claimed is what came of a claim.
type claimed int

const (
	isMine claimed = iota
	isBusy
	isGone
)

// claim makes an interpreter busy, for the one who calls.
func (r *registry) claim(id int64) claimed {
	r.mu.Lock()
	defer r.mu.Unlock()
	x := r.records[id]
	switch {
	case x == nil:
		return isGone
	case x.busy:
		return isBusy
	}
	x.busy = true
	return isMine
}

// yield ends what claim began. It reports whether the last reference to the interpreter went meanwhile: it is still busy then, and to be ended.
func (r *registry) yield(id int64) (last bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	x := r.records[id]
	last = x.counted && x.refs < 0
	x.busy = last
	return last
}

func (r *registry) running(id int64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	x := r.records[id]
	return x != nil && x.busy
}

// config returns the configuration of an interpreter.
func (r *registry) config(id int64) (c config, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	x := r.records[id]
	if x == nil {
		return c, false
	}
	return x.config, true
}

// refer counts a reference; linked makes the interpreter end with the last one.
func (r *registry) refer(id int64, linked bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if x := r.records[id]; x != nil {
		x.refs++
		x.counted = x.counted || linked
	}
}

// forget counts one reference less. It reports whether the interpreter is to be ended: it was the last one, and the interpreter is claimed now.
func (r *registry) forget(id int64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	x := r.records[id]
	if x == nil || x.refs == 0 {
		return false
	}
	if x.refs--; x.refs > 0 || !x.counted {
		return false
	}
	if x.busy {
		x.refs = -1 // who runs there ends it
		return false
	}
	x.busy = true
	return true
}

// end ends an interpreter that is claimed.
func end(th *py.Thread, in *py.Interp) {
	th.Visit(in, in.Group.Maker.EndInterp)
	in.Leave()
	r := registryOf(in.Group)
	r.mu.Lock()
	delete(r.records, in.ID)
	r.mu.Unlock()
	crossinterp.Ended(in.Group, in.ID)
}

// EndAll ends the interpreters of a program that don't run, but for the main one.
func EndAll(th *py.Thread) {
	g := th.Interp.Group
	for _, in := range g.Living() {
		if !in.IsMain() && registryOf(g).claim(in.ID) == isMine {
			end(th, in)
		}
	}
}
