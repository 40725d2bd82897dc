// This file defines FinalizerQueue: what is to run because Go's collector found objects dead — callbacks of weak
// references, __del__ methods, the finally clauses of abandoned generators — waits there for the interpreter's own thread.

package runtime

import (
	"cmp"
	goruntime "runtime"
	"runtime/metrics"
	"slices"
	"sync"
	"time"
	"unsafe"
	"weak"
)

// FinalizerQueue is filled by Go's finalizer and cleanup goroutines and emptied at polls, in gc.collect() and at the end.
// It never keeps its interpreter alive.
type FinalizerQueue struct {
	mu      sync.Mutex
	refs    []*WeakRef
	objects []finalizable
	wake    func() // sets the break bit
	ending  bool   // Close finalizes what still lives
	closed  bool

	// Objects that have a finalizer and may still live, for the end of the interpreter.
	pending map[weak.Pointer[Header]]int // when: they are finalized in the order in which they were made
	made    int
	refMade uint64 // weak references with a callback
	running bool   // Run is under way
	young   []Ender
	room    int // how many young there may be before they are looked through

	// Abandoned is set when a generator has ended that held another one, suspended in a try or with statement: see
	// CollectAbandoned.
	Abandoned bool
	// Closing is set when the first generator has been made that can be suspended in a try or with statement.
	Closing bool
	skip    int           // how many times CollectAbandoned does nothing
	backoff int           // how many times it did nothing after the last collection in vain
	first   time.Duration // the clock at the first of them
	spent   time.Duration // in collectTimed
}

// A finalizable is a watched object with its number: how many had been watched when it was.
type finalizable struct {
	object *Header
	made   int
}

// CollectAbandoned closes generators that have lost their consumer, as CPython does by counting references: a chain of generators ends
// from the outside in, and the finally clauses of the inner ones should run before the program goes on. Whether anything else refers to
// them only a collection tells. It is dear, so it is left out after collections in vain, ever more often, and when it would take more
// than a twentieth of the run time.
func (q *FinalizerQueue) CollectAbandoned(th *Thread) {
	q.Abandoned = false
	if q.skip > 0 {
		q.skip--
		return
	}
	if q.rest(th.Interp.Host.Monotonic()) > 0 {
		return
	}
	if q.collectTimed(th) == 0 {
		q.backoff = min(2*q.backoff+1, 1<<16)
	} else {
		q.backoff = 0
	}
	q.skip = q.backoff
}

// rest is how long to leave searches out, after the time now, until they have taken less than a twentieth of the time.
func (q *FinalizerQueue) rest(now time.Duration) time.Duration {
	if q.first == 0 {
		q.first = now
	}
	return 20*(q.spent-60*time.Millisecond) - (now - q.first)
}

// collectTimed is collectDead, and adds to spent.
func (q *FinalizerQueue) collectTimed(th *Thread) int {
	start := th.Interp.Host.Monotonic()
	n := q.collectDead(th)
	q.spent += th.Interp.Host.Monotonic() - start
	return n
}

func newFinalizerQueue(in *Interp) *FinalizerQueue {
	p := weak.Make(in)
	return &FinalizerQueue{pending: map[weak.Pointer[Header]]int{}, wake: func() {
		if in := p.Value(); in != nil {
			in.Breaker.Or(BreakPending)
		}
	}}
}

// countRef numbers a new weak reference with a callback.
func (q *FinalizerQueue) countRef() uint64 {
	q.refMade++
	return q.refMade
}

// addRefs queues the living references of an object that is dead, also those without a callback.
func (q *FinalizerQueue) addRefs(l *WeakList) {
	q.mu.Lock()
	if !q.closed {
		for _, p := range l.refs {
			if r := p.Value(); r != nil {
				q.refs = append(q.refs, r)
			}
		}
	}
	q.mu.Unlock()
	q.wake()
}

// Watch arranges that obj, an instance of a class with __del__ or a generator-like object, is finalized when it is dead.
// One that is part of a cycle of references is so by Collect only, see collectCycles, or at the interpreter's end.
func (q *FinalizerQueue) Watch(obj Value) {
	h := (*Header)(obj.P)
	q.mu.Lock()
	if _, known := q.pending[weak.Make(h)]; !known {
		q.made++
		q.watch(h, q.made)
	}
	q.mu.Unlock()
}

// watchNew is Watch for an object that has just been made.
func (q *FinalizerQueue) watchNew(h *Header) {
	q.mu.Lock()
	q.made++
	q.watch(h, q.made)
	q.mu.Unlock()
}

// watch is Watch for an object that is not watched and has a number; q is locked.
func (q *FinalizerQueue) watch(h *Header, made int) {
	key := weak.Make(h) // not the one that weak.Make gives when h is dead
	q.pending[key] = made
	goruntime.SetFinalizer(h, func(h *Header) {
		q.mu.Lock()
		delete(q.pending, key)
		if !q.closed {
			q.objects = append(q.objects, finalizable{h, made})
		}
		q.mu.Unlock()
		q.wake()
	})
}

// An Ender is an object that need not be finalized once it has ended: a generator, a task.
type Ender interface {
	Value() Value
	Ended() bool
}

// A Runner is an Ender that runs a generator, which has Charged set: it is watched when the Runner is.
type Runner interface {
	Ender
	Runs() *Generator // nil: none
	Kept() bool       // something has the Runner that is alive for now, such as the queue of an event loop: it needn't be watched yet
}

// leastYoung is how many objects at least wait for being watched.
const leastYoung = 256

// WatchLate is Watch for an object that is made often. To watch one is dear, and most have ended soon: it is put off until many of them have been
// made, or a collection is near, and left out for those that have ended by then.
func (q *FinalizerQueue) WatchLate(e Ender) {
	if len(q.young) >= max(q.room, leastYoung) {
		q.WatchYoung()
		q.room = 2 * len(q.young)
	}
	q.young = append(q.young, e)
}

// WatchYoung watches the objects that WatchLate has put off, but for those that are kept.
func (q *FinalizerQueue) WatchYoung() { q.watchYoung(Runner.Kept) }

// watchYoung watches the objects that WatchLate has put off but for those that later tells of.
func (q *FinalizerQueue) watchYoung(later func(Runner) bool) {
	kept := q.young[:0]
	var generators []*Generator // what runs a coroutine, and tells of it, is finalized before the coroutine is closed
	for _, e := range q.young {
		switch e := e.(type) {
		case *Generator:
			if !e.Charged {
				generators = append(generators, e)
			}
		case Runner:
			switch {
			case e.Ended():
			case later(e):
				kept = append(kept, e)
				continue
			default:
				q.Watch(e.Value())
			}
			if g := e.Runs(); g != nil {
				generators = append(generators, g)
			}
		default:
			if !e.Ended() {
				q.Watch(e.Value())
			}
		}
	}
	clear(q.young[len(kept):])
	q.young = kept
	for _, g := range generators {
		if !g.Finished {
			q.Watch(g.Header.Value())
		}
	}
}

// Watched calls f with each object that WatchLate was called with and that may still need to be finalized.
func (q *FinalizerQueue) Watched(f func(Value)) {
	for _, e := range q.young {
		f(e.Value())
	}
	for _, w := range q.living() {
		f(w.object.Value())
	}
}

// living returns the watched objects that aren't known to be dead or, if they are generators, at their end, in the order of their numbers.
func (q *FinalizerQueue) living() (out []finalizable) {
	q.mu.Lock()
	for p, n := range q.pending {
		if h := p.Value(); h != nil && (h.Kind != KindGenerator || !(*Generator)(unsafe.Pointer(h)).Finished) {
			out = append(out, finalizable{h, n})
		}
	}
	q.mu.Unlock()
	slices.SortFunc(out, func(a, b finalizable) int { return cmp.Compare(a.made, b.made) })
	return out
}

// watches tells whether there may be objects whose death is of interest.
func (q *FinalizerQueue) watches() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.refMade > 0 || len(q.pending)+len(q.young) > 0
}

// Run runs what waits and returns how many that were. Errors go to sys.unraisablehook.
func (q *FinalizerQueue) Run(th *Thread) int {
	if q.running {
		return 0
	}
	q.running = true
	defer func() { q.running = false }()
	n := 0
	for {
		q.mu.Lock()
		refs, objects := q.refs, q.objects
		q.refs, q.objects = nil, nil
		q.mu.Unlock()
		slices.SortFunc(objects, func(a, b finalizable) int { return cmp.Compare(a.made, b.made) })
		if len(refs)+len(objects) == 0 {
			return n
		}
		refs = slices.DeleteFunc(refs, func(r *WeakRef) bool { return r.Callback.IsNone() })
		n += len(refs) + len(objects)
		// CPython clears all weak references before it calls the first callback. The latest made comes first.
		slices.SortStableFunc(refs, func(a, b *WeakRef) int { return cmp.Compare(a.serial, b.serial) })
		callbacks := make([]Value, len(refs))
		for i, r := range refs {
			callbacks[i] = r.Callback
			r.clear()
		}
		for i := len(refs) - 1; i >= 0; i-- {
			if callbacks[i].IsNone() {
				continue
			}
			if _, err := CallArgs(th, callbacks[i], refs[i].Header.Value()); err != nil {
				Unraisable(th, err, "Exception ignored while calling weakref callback", callbacks[i])
			}
		}
		for _, d := range objects {
			finalize(th, d.object.Value())
		}
	}
}

// finalize runs __del__ of an instance, or closes a generator that was abandoned.
func finalize(th *Thread, obj Value) {
	handled := th.Handled
	defer func() { th.Handled = handled }()
	if g := AsGenerator(obj); g != nil {
		finalizeGenerator(th, g)
		return
	}
	t := obj.Type()
	m, owner := t.LookupOwner(nameDel)
	if owner == nil {
		warnUnawaitedMethod(th, obj)
		return
	}
	if _, err := callUnbound(th, m, obj, t, nil); err != nil {
		Unraisable(th, err, "Exception ignored while calling deallocator", m)
	}
}

// finalizeGenerator closes a suspended generator; a coroutine that was never awaited only gets a warning.
func finalizeGenerator(th *Thread, g *Generator) {
	switch {
	case g.Finished || g.Running:
	case g.Type == CoroutineType && !g.Started:
		warnUnawaited(th, g)
		g.Finished = true
	case !g.Started:
		g.Finished = true
	default:
		if _, err := closeGenerator(th, g); err != nil {
			Unraisable(th, err, "Exception ignored while closing "+g.what(), g.Header.Value())
		}
	}
}

// warnUnawaited warns of a coroutine that was never awaited. CPython's module warnings has a function for it, which is used where that
// library is in place.
func warnUnawaited(th *Thread, g *Generator) {
	failed := func(err error) {
		Unraisable(th, err, "Exception ignored while finalizing coroutine", g.Header.Value())
	}
	if mod := th.Interp.Modules.GetStr(th.Interp.Intern("warnings")); !mod.IsUnbound() {
		warn, err := GetAttrOr(th, mod, th.Interp.Intern("_warn_unawaited_coroutine"))
		if err == nil && !warn.IsUnbound() {
			if _, err = CallArgs(th, warn, g.Header.Value()); err == nil {
				return
			}
		}
		if err != nil {
			failed(err)
		}
	}
	if err := WarnAt(th, RuntimeWarning, "coroutine '"+g.QualName.String()+"' was never awaited", g.Made, g.Header.Value()); err != nil {
		failed(err)
	}
}

// warnUnawaitedMethod warns of the awaitable of a method of an asynchronous generator that was never awaited.
func warnUnawaitedMethod(th *Thread, obj Value) {
	var g *Generator
	name := "asend"
	switch obj.Type() {
	case AsyncGenASendType:
		a := (*asyncASend)(obj.P)
		if a.state != awaitInit {
			return
		}
		a.state, g = awaitClosed, a.gen
	case AsyncGenAThrowType:
		a := (*asyncAThrow)(obj.P)
		if a.state != awaitInit {
			return
		}
		if name = "athrow"; a.args == nil {
			name = "aclose"
		}
		a.state, g = awaitClosed, a.gen
	default:
		return
	}
	if err := Warn(th, RuntimeWarning, "coroutine method '"+name+"' of '"+g.QualName.String()+"' was never awaited", 1); err != nil {
		Unraisable(th, err, "Exception ignored while finalizing awaitable", obj)
	}
}

// Collect runs Go's collector and then what waits because of it; it returns how many finalizers and callbacks ran. A finalizer that calls it
// gets 0: nothing else can be finalized meanwhile.
func (q *FinalizerQueue) Collect(th *Thread) int { return q.collect(th, q.runCutting) }

// collectDead is Collect but for cycles of references.
func (q *FinalizerQueue) collectDead(th *Thread) int {
	return q.collect(th, func() {
		goruntime.GC()
		awaitFinalizers()
	})
}

// collect repeats run, which runs Go's collector and waits for its finalizers, as long as something is found dead.
func (q *FinalizerQueue) collect(th *Thread, run func()) (n int) {
	if q.running {
		return 0
	}
	start := th.Interp.Host.Monotonic()
	// What finalizers free may free more; a long chain takes a round a link.
	for round := 0; round < 4 || round < 200 && th.Interp.Host.Monotonic()-start < time.Second; round++ {
		q.watchYoung(func(Runner) bool { return false }) // also what is kept: by something that may be dead
		for _, t := range th.Interp.Threads() {
			if t == th || t.outside { // others were left at any place; they do it at their next poll
				th.Interp.Eval.ClearDead(t)
			}
			clear(t.scratch[len(t.scratch):cap(t.scratch)])
		}
		run()
		ran := q.Run(th)
		n += ran
		if ran == 0 {
			break
		}
	}
	return n
}

// awaitFinalizers waits until Go's own goroutines have run the finalizers and cleanups of the last collection, which put
// objects in queues and do nothing else.
func awaitFinalizers() {
	samples := []metrics.Sample{
		{Name: "/gc/finalizers/queued:finalizers"}, {Name: "/gc/finalizers/executed:finalizers"},
		{Name: "/gc/cleanups/queued:cleanups"}, {Name: "/gc/cleanups/executed:cleanups"},
	}
	for i := range 2000 {
		metrics.Read(samples)
		done := true
		for k := 0; k < len(samples); k += 2 {
			if samples[k].Value.Kind() == metrics.KindUint64 && samples[k+1].Value.Kind() == metrics.KindUint64 {
				done = done && samples[k+1].Value.Uint64() >= samples[k].Value.Uint64()
			}
		}
		if done {
			return
		}
		goruntime.Gosched()
		time.Sleep(time.Duration(10+i) * time.Microsecond)
	}
}

// warns tells that the end may warn of what is finalized: of what is dead by then it can tell the place.
func (q *FinalizerQueue) warns(th *Thread) bool {
	living := q.living()
	if len(th.Interp.Config.WarnOpts) > 0 || th.Interp.Config.Flags.DevMode != 0 {
		return len(living) > 0
	}
	return slices.ContainsFunc(living, func(f finalizable) bool {
		g := AsGenerator(f.object.Value())
		return g != nil && g.Type == CoroutineType && !g.Started
	})
}

// Close finalizes, at the end of the interpreter, all objects that wait for it, dead or not.
func (q *FinalizerQueue) Close(th *Thread) {
	q.watchYoung(func(Runner) bool { return false })
	q.Run(th)
	if q.warns(th) {
		q.collectDead(th)
	}
	q.ending = true
	for range 8 {
		living := q.living()
		q.mu.Lock()
		clear(q.pending)
		q.mu.Unlock()
		if len(living) == 0 {
			break
		}
		for _, w := range living {
			goruntime.SetFinalizer(w.object, nil)
			finalize(th, w.object.Value())
		}
		q.Run(th)
	}
	q.mu.Lock()
	q.closed, q.refs, q.objects = true, nil, nil
	q.mu.Unlock()
}
