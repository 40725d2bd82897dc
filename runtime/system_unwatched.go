//go:build linux && !amd64 && !arm64

// This file stands for system_watch.go on processors for which there is no handler of our own: signals come by way of Go's.

package runtime

import (
	"sync/atomic"
	"syscall"
)

func (systemHost) WatchSignals(flags *atomic.Uint32, bits uint32, deliver func(signal int)) bool {
	return false
}
func (systemHost) DeliverSignals()          {}
func (systemHost) ExpectSignals(change int) {}

func catchDirectly(n int, before *kernelAction, known bool) error { return syscall.ENOSYS }

var watcher func(signal int)
