// This file declares the part of Host that processes wait for each other with: named semaphores.

package runtime

import "time"

// Semaphores are counters that processes share by name, see sem_overview(7). A name starts with a slash and has no other one.
type Semaphores interface {
	// CreateSemaphore makes one that nobody else has; EEXIST when there is one of that name.
	CreateSemaphore(name string, value uint32) (Semaphore, error)
	OpenSemaphore(name string) (Semaphore, error)
	// UnlinkSemaphore takes the name away; who has the semaphore keeps it.
	UnlinkSemaphore(name string) error
}

// Semaphore is a semaphore that this process has open.
type Semaphore interface {
	Value() uint32
	// Post adds one and wakes one who waits.
	Post() error
	// Wait takes one as soon as there is one, and gives up when the limit (negative: none) is over or when wake is closed (nil: never).
	Wait(limit time.Duration, wake *Wake) (got bool, err error)
	// Close gives back what this process has of the semaphore. Nobody may use it any more.
	Close() error
}
