// This file holds how a thread takes and leaves the interpreter lock.

package runtime

// Acquire takes the interpreter lock for the thread. Only its holder runs Python code.
func (th *Thread) Acquire() {
	th.Interp.Lock.Lock()
	th.holdsLock = true
}

// Release gives the interpreter lock to whoever waits for it.
func (th *Thread) Release() {
	th.holdsLock = false
	th.Interp.Lock.Unlock()
}

// Outside runs f, which may wait for the world, while other threads may run Python code. f must not touch objects.
func (th *Thread) Outside(f func()) {
	if !th.holdsLock {
		f()
		return
	}
	th.Release()
	defer th.Acquire()
	f()
}
