// This file has Go's heap begin in large pages: the kernel hands out a large page several times faster than the small ones in its place, and
// a program's first megabytes are a good part of its time.

package main

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

const (
	largePage = 2 << 20
	firstHeap = 32 << 20 // bytes of heap that are going to be large pages, about what a program has before the first collections
	scarce    = 2 << 30  // a limit of address space below which none is taken in advance
)

// mapHeap maps memory for the heap's first growth and asks for large pages there; none is taken before it is used. Go maps its heap a little
// at a time and tells nobody when it does, but memory for a stack comes from the heap too, and returns to it at once when its goroutine ends.
func mapHeap() {
	for _, limited := range []int{unix.RLIMIT_AS, unix.RLIMIT_DATA} {
		var limit unix.Rlimit
		if unix.Getrlimit(limited, &limit) != nil || limit.Cur < scarce {
			return
		}
	}
	done := make(chan struct{})
	go func() {
		var here byte
		deepen(nil) // the stack, and what is on it, moves behind what the heap has already
		end := uintptr(unsafe.Pointer(&here)) &^ (largePage - 1)
		start := end - (firstHeap - largePage)
		unix.Syscall(unix.SYS_MADVISE, start, end-start, unix.MADV_HUGEPAGE) // what an error changes is the speed
		close(done)
	}()
	<-done
}

// A deepArgument makes the stack of a function that passes it to another one as large as firstHeap.
type deepArgument [firstHeap - 64<<10]byte

// deepen needs a stack of firstHeap bytes, of which it uses nothing: f is nil.
//
//go:noinline
func deepen(f func(deepArgument)) {
	if f != nil {
		f(deepArgument{})
	}
}
