// This file defines Group, the interpreters of one program: the main one, which Go code makes, and those that the program makes besides.

package runtime

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

// A Group is what the interpreters of one program have in common. It may be used from any goroutine. No object belongs to it: what one interpreter
// gives to another is copied or made anew.
type Group struct {
	Main  *Interp
	Maker InterpMaker // nil: the program can make no interpreters

	mu      sync.Mutex
	living  []*Interp // in the order in which they were made
	made    int64
	shared  map[string]any
	threads atomic.Int64 // number given to the last thread
	steps   atomic.Int64 // steps left, of all interpreters together
}

// InterpMaker makes and ends the interpreters of a group. Package gopy implements it.
type InterpMaker interface {
	// MakeInterp makes an interpreter such as the program found at its start. It is called outside of the lock of the thread that wants it.
	MakeInterp(g *Group) (*Interp, error)
	// EndInterp waits for the threads of an interpreter, runs what it has registered for its end and writes out its streams. th is a thread of it.
	EndInterp(th *Thread)
}

// Rights are what an interpreter may do besides running code.
type Rights struct{ Fork, Exec, Threads, DaemonThreads bool }

// allRights are the main interpreter's.
var allRights = Rights{true, true, true, true}

// newGroup makes the group of a main interpreter.
func newGroup(main *Interp) *Group {
	return &Group{Main: main, living: []*Interp{main}, shared: map[string]any{}}
}

// number gives an interpreter a number, which is never given again.
func (g *Group) number(in *Interp) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.made++
	in.ID = g.made
}

// Join makes an interpreter that is ready part of its group, where others find it.
func (in *Interp) Join() {
	g := in.Group
	g.mu.Lock()
	defer g.mu.Unlock()
	g.living = append(g.living, in)
	slices.SortFunc(g.living, func(a, b *Interp) int { return cmp.Compare(a.ID, b.ID) })
}

// Living returns the interpreters that have not ended, in the order in which they were made.
func (g *Group) Living() []*Interp {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.living)
}

// Find returns an interpreter that has not ended by its number, or nil.
func (g *Group) Find(id int64) *Interp {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, in := range g.living {
		if in.ID == id {
			return in
		}
	}
	return nil
}

// Leave makes an interpreter no longer part of its group. It reports false when it wasn't any more.
func (in *Interp) Leave() bool {
	g := in.Group
	g.mu.Lock()
	defer g.mu.Unlock()
	i := slices.Index(g.living, in)
	if i >= 0 {
		g.living = slices.Delete(g.living, i, i+1)
	}
	return i >= 0
}

// Shared returns what modules of all interpreters share under a name; the first who asks makes it. It must guard itself against calls at the
// same time and hold no objects.
func Shared[T any](g *Group, name string, make func() *T) *T {
	g.mu.Lock()
	defer g.mu.Unlock()
	x, _ := g.shared[name].(*T)
	if x == nil {
		x = make()
		g.shared[name] = x
	}
	return x
}

// Visit calls f with a new thread of another interpreter of the group, on the goroutine of th, which waits outside of its own lock. To programs it
// is the same thread: it has the number of th.
func (th *Thread) Visit(in *Interp, f func(t *Thread)) {
	th.Outside(func() {
		door := in.Observer()
		door.Acquire()
		t := in.NewThread()
		t.holdsLock, t.Ident, t.depth, t.Outer = true, th.Ident, th.depth, th
		defer func() {
			t.End()
			t.Release()
		}()
		f(t)
	})
}

// Settle gives up the lock that the main thread may have taken while it prepared the interpreter.
func (in *Interp) Settle() {
	if in.Main.holdsLock {
		in.Main.Release()
	}
}

// IsMain reports whether the interpreter is the one that Go code made.
func (in *Interp) IsMain() bool { return in.Group.Main == in }
