package firstheap

import (
	"syscall"
	"unsafe"
)

const (
	largePage  = 2 << 20
	size       = 32 << 20 // bytes of heap that are going to be large pages, about what a program has before the first collections
	scarce     = 2 << 30  // a limit of address space below which none is taken in advance
	objectSize = 8 << 10
	adviceHuge = 14 // MADV_HUGEPAGE
)

// Variables are set as early as a package can when it needs next to no other.
var _ = mapHeap()

// mapHeap maps memory for the heap's first growth and asks for large pages there, from the first that nothing is in yet, where the heap goes on
// at once; none is taken before it is used. Go maps its heap a little at a time and tells nobody when it does, but memory for a stack comes from the heap too, and returns to it
// at once when its goroutine ends.
func mapHeap() bool {
	for _, limited := range []int{syscall.RLIMIT_AS, syscall.RLIMIT_DATA} {
		var limit syscall.Rlimit
		if syscall.Getrlimit(limited, &limit) != nil || limit.Cur < scarce {
			return false
		}
	}
	free := uintptr(unsafe.Pointer(newObject())) + objectSize
	start := (free + largePage - 1) &^ (largePage - 1)
	gap = make([]byte, start-free)
	done := make(chan bool)
	go func() {
		var here byte
		deepen(nil) // the stack, and what is on it, moves behind what the heap has already
		end := uintptr(unsafe.Pointer(&here)) &^ (largePage - 1)
		if end < start || end-start > 2*size { // the stack lies elsewhere
			start = end - (size - largePage)
		}
		_, _, errno := syscall.RawSyscall(syscall.SYS_MADVISE, start, end-start, adviceHuge)
		done <- errno == 0 // what an error changes is the speed
	}()
	return <-done
}

// gap is what is left of the page in which Go's heap began, at a place that differs from run to run. It is never touched, so it takes no memory; what
// is allocated next lies in the first large page.
var gap []byte

// Untouched returns how many bytes Go counts as in use that take no memory.
func Untouched() uint64 { return uint64(len(gap)) }

// newObject returns an object of a size of its own, so that it lies behind the others.
//
//go:noinline
func newObject() *[objectSize]byte { return new([objectSize]byte) }

// A deepArgument makes the stack of a function that passes it to another one as large as size.
type deepArgument [size - 64<<10]byte

// deepen needs a stack of that size, of which it uses nothing: f is nil.
//
//go:noinline
func deepen(f func(deepArgument)) {
	if f != nil {
		f(deepArgument{})
	}
}
