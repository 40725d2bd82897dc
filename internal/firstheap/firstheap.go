// Package firstheap has Go's heap begin in large pages, on Linux: the kernel hands out a large page several times faster than the small ones in its
// place, and a program's first megabytes are a good part of its time. The package does so when it is initialised, as what other packages'
// variables hold is a good part of what the heap has when main begins.
package firstheap
